//! What makes a document signed: Data Integrity proofs, alone, in sets and in chains.

pub mod cryptosuite;
pub mod data_integrity;
pub mod diagnosis;
pub mod selective;
pub mod set;
pub mod signature;
