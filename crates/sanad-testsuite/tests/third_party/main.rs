//! What others have published: their suites, their implementations beside ours, and what their packages made.

mod canonical_documents;
mod contexts;
mod data_integrity;
mod differential_json_ld;
mod differential_rdfc;
mod ecdsa_rsa;
mod ecdsa_sd;
mod ed25519;
mod interop_digitalbazaar;
mod interop_peers;
mod jcs;
mod json;
mod json_ld;
mod jws;
mod keys;
mod open_badges;
mod oracle;
mod published;
mod rdf_canon;
mod verifier;
