//! Badges of which the holder shows a part: derived proofs of `ecdsa-sd-2023`. `spec/selective-disclosure.md`

#[cfg_attr(not(feature = "ecdsa"), path = "selective/cbor_absent.rs")]
mod cbor;
pub mod disclosure;
pub mod label_map;
pub mod value;
