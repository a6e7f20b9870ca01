//! A small issuer and a small holder of `ecdsa-sd-2023` (vc-di-ecdsa §3.5, §3.6), for badges that are shown in part.

pub mod base;
pub mod derived;
pub mod keys;
pub mod selection;
pub mod statements;
