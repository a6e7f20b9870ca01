//! The bytes that are hashed: a document's one canonical form, by JCS or by JSON-LD and RDFC-1.0.

pub mod canonicalizer;
pub mod jcs;
pub mod jsonld;
pub mod nquads;
pub mod rdf;
pub mod rdfc;
