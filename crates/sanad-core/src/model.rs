//! What a badge says: the classes of Open Badges 3.0, each with its properties, cardinalities and enumerations.

pub mod achievement;
pub mod alignment;
pub mod claims;
pub mod class;
pub mod conform;
pub mod credential;
pub mod credential_kind;
pub mod draft;
pub mod known_recipient;
mod lexical;
pub mod profile;
pub mod recipient;
pub mod result;
pub mod status_entry;
pub mod vocabulary;
