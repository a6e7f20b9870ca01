//! What a badge says: the classes of Open Badges 3.0, each with its properties, cardinalities and enumerations.

pub mod achievement;
pub mod alignment;
pub mod badge_facts;
pub mod claims;
pub mod class;
pub mod conform;
pub mod credential;
pub mod credential_kind;
pub mod digest;
pub mod draft;
pub mod earned;
pub mod known_recipient;
pub mod legibility;
pub(crate) mod lexical;
pub mod profile;
pub mod recipient;
pub mod result;
mod scale;
pub mod status_entry;
pub mod status_message;
pub mod transcript;
pub mod vocabulary;
