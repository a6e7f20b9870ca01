//! Fetches what a verification needs, over https, and nothing else. `spec/fetch.md`

pub mod address;
pub mod allowed;
pub mod cache;
pub mod closed_world;
pub mod error;
pub mod expected;
pub mod gather;
pub mod https;
pub mod limits;
mod resolver;
pub mod retrieve;
pub mod transport;
pub mod url;
