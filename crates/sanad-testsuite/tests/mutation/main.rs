//! Signed badges, changed in every way that is thought of: none is accepted that does not say the same.

mod badges;
mod meaning;
mod selective;
