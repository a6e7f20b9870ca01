//! Open Badges 2.0 and what came before it: read only, upgraded to the members of 2.0 first. `spec/open-badges-2.md`

pub mod assertion;
pub mod badge_class;
pub mod crypto_key;
pub mod identity;
pub mod link;
pub mod member;
pub mod profile;
pub mod revocation;
pub mod scope;
pub mod shared;
mod time;
mod upgrade;
pub mod version;
pub mod view;
pub mod web_url;
