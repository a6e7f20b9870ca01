//! Signed, portable badge documents: read, write, canonicalise, sign, check one signature.

pub mod badge;
pub mod canonical;
pub mod code;
pub mod controller;
pub mod did;
mod edwards25519;
pub mod issue;
pub mod json;
pub mod jwk;
pub mod key;
pub mod limits;
pub mod model;
pub mod multibase;
pub mod pem;
pub mod pointer;
pub mod proof;
pub mod signature;
pub mod signed;
pub mod signer;
pub mod status_list;
pub mod timestamp;
