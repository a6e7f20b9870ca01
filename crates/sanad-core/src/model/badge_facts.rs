//! The words of our extension of an achievement, which tells what a scope may limit. `spec/scope.md#words`

use super::class::{Enumeration, Openness};

/// How the learning was done.
pub static LEARNING_MODE: Enumeration = Enumeration {
    name: "LearningMode",
    words: &["blended", "in-person", "online"],
    openness: Openness::Open,
};
