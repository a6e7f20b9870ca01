//! A list that is named and cannot be used. `spec/path-validation.md#lists`

use sanad_core::code::Code;

use crate::outcome::{Finding, Outcome};

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

    /// An outcome that lacks a document of the issuer's, where the list might have made it needless: what is told is what
    /// became of the list. Any other outcome stays as it is.
    // spec/path-validation.md#keys
    pub(crate) fn before_document(&self, outcome: Outcome) -> Outcome {
        let Outcome::Unknown(mut finding) = outcome else { return outcome };
        if !matches!(finding.code, Code::DidUnavailable | Code::JwtKeysUnavailable) {
            return Outcome::Unknown(finding);
        }
        // What is told is of the list from here on.
        finding.facts.remove("cause");
        if let Some(cause) = self.cause {
            finding.facts.insert("cause", cause.as_str());
        }
        let detail = format!("{}; and {}", self.detail, finding.detail);
        Outcome::Unknown(Finding { code: self.code, detail, ..finding })
    }
}
