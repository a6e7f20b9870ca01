//! A list that is named and cannot be used. `spec/path-validation.md#lists`

use sanad_core::code::Code;

/// Why the list of an authority cannot be used. It might vouch for anybody.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lacking {
    /// The list's id.
    pub(crate) list: String,
    pub(crate) code: Code,
    pub(crate) detail: String,
    /// Why it was asked for in vain.
    pub(crate) cause: Option<Code>,
    pub(crate) kind: LackingKind,
}

/// Whether asking for it helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LackingKind {
    /// Nobody has asked for it yet.
    Wanted,
    /// It was asked for in vain, or what is there is no use.
    Useless,
}

impl Lacking {
    /// A list that is there, and why it is no use.
    pub(super) fn useless(list: &str, code: Code, why: impl std::fmt::Display) -> Self {
        let detail = format!("the accreditation list {list} cannot be used: {why}");
        Self { list: list.to_owned(), code, detail, cause: None, kind: LackingKind::Useless }
    }
}
