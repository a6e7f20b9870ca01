//! The tag with which a picture begins, and the prefix for badges that it declares.

use std::ops::Range;

use super::scan::{OPEN_BADGES_3, USUAL_PREFIX};

/// The tag with which the picture begins.
#[derive(Debug, Default)]
pub(super) struct Root {
    /// Its name as written.
    pub(super) name: String,
    /// From `<` to `>`.
    pub(super) span: Range<usize>,
    pub(super) shape: Shape,
    /// The prefixes it declares and what for; the default namespace is not among them.
    pub(super) prefixes: Vec<(String, String)>,
}

impl Root {
    /// The prefix for the badge's element, and whether it is declared already.
    pub(super) fn prefix(&self) -> (String, bool) {
        let is_taken = |name: &str| self.prefixes.iter().any(|(prefix, _)| prefix == name);
        let ours = self.prefixes.iter().filter(|(_, namespace)| namespace == OPEN_BADGES_3);
        if let Some((prefix, _)) = ours.max_by_key(|(prefix, _)| prefix == USUAL_PREFIX) {
            return (prefix.clone(), true);
        }
        let mut name = USUAL_PREFIX.to_owned();
        while is_taken(&name) {
            name.push('3');
        }
        (name, false)
    }

    /// Where its name ends.
    pub(super) const fn name_end(&self) -> usize {
        self.span.start.saturating_add(1).saturating_add(self.name.len())
    }
}

/// How a tag is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// `<a>`, and `</a>` later.
    #[default]
    Open,
    /// `<a/>`.
    Empty,
}
