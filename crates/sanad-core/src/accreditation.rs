//! Accreditation lists: who may do what, for which awards, and when. `spec/accreditation-list.md`

pub mod action;
pub mod delegation;
pub mod digest;
pub mod entity;
pub mod history;
pub mod key;
pub mod list;
pub mod member;
pub mod signers;
mod word;
