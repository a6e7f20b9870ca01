//! Accreditation lists: who may do what, for which awards, and when. `spec/accreditation-list.md`

pub mod action;
pub mod delegation;
pub mod digest;
pub mod draft;
pub mod entity;
pub mod history;
pub mod issuance_anchor;
pub mod key;
pub mod list;
pub mod member;
pub mod rotation;
pub mod sign;
pub mod signers;
pub mod signing;
pub mod succession;
pub mod witness;
mod word;
