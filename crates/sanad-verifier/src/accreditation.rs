//! Who vouches for an issuer: signed lists, walked from the verifier's anchors down. `spec/path-validation.md`

pub(crate) mod answer;
pub(crate) mod combine;
pub(crate) mod entry;
pub mod formula;
mod graph;
pub(crate) mod key;
pub(crate) mod lacking;
pub mod lookup;
pub(crate) mod output;
mod path;
mod period;
pub(crate) mod question;
mod root_keys;
mod shelf;
pub(crate) mod told;
pub mod trusted_lists;
mod versions;
pub(crate) mod witness;
