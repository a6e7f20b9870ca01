//! What the fuzz targets share: a mutator that knows JSON, an issuer whose key everybody has, quads in another order, and what
//! holds of every report.
#![forbid(unsafe_code)]

pub mod dice;
pub mod issuer;
pub mod mutator;
pub mod promises;
pub mod quads;
