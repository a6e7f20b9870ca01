//! Signed, portable badge documents: read, write, canonicalise, sign, check one signature.

pub mod accreditation;
pub mod badge;
pub mod canonical;
#[cfg(feature = "bake")]
pub mod carrier;
pub mod code;
pub mod controller;
pub mod data_uri;
pub mod decimal;
pub mod did;
#[cfg_attr(not(feature = "ecdsa"), path = "ecdsa_absent.rs")]
pub mod ecdsa;
pub mod ed25519;
mod edwards25519;
pub mod facts;
pub mod issue;
pub mod json;
pub mod jwk;
pub mod jws;
pub mod key;
pub mod key_set;
pub mod limits;
pub mod model;
pub mod multibase;
pub mod ob2;
pub mod pem;
pub mod pointer;
pub mod portability;
pub mod proof;
pub mod public_key;
pub mod revocation_list;
#[cfg_attr(not(feature = "rsa"), path = "rsa_absent.rs")]
pub mod rsa_key;
mod scan;
pub mod scope;
pub mod shared;
pub mod signature;
pub mod signed;
pub mod signer;
pub mod spki;
pub mod status_list;
pub mod timestamp;
pub mod vc_jwt;
