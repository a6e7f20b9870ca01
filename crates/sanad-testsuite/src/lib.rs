//! Builds and walks `test-vectors/`, runs third-party suites.

pub mod academy;
pub mod authority;
pub mod cases;
pub mod content;
pub mod document;
pub mod edit;
pub mod es_numbers;
pub mod generate;
pub mod hostile;
pub mod jwt;
pub mod keys;
pub mod lists;
pub mod memory;
pub mod mutate;
pub mod nquads;
pub mod png;
pub mod readme;
pub mod scalar;
pub mod selective;
pub mod signers;
pub mod third_party;
pub mod tree;
pub mod vector;
pub mod worlds;
