//! Signed badges and lists, changed in every way that is thought of: none is accepted that does not say the same.

mod badges;
mod lists;
mod meaning;
mod selective;
mod tokens;
