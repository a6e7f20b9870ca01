//! The words of a report: the checks there are, and how each can end.

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::pointer::JsonPointer;

/// A question that every verification asks, in the order they are asked. `spec/verification.md`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "a new check is a new version of the report")]
pub enum CheckId {
    /// Is it a badge, as Open Badges 3.0 describes one?
    Structure,
    /// Is every signature good under the key that it names?
    Proof,
    /// Is one of those keys the issuer's?
    Issuer,
    /// Is it valid at the time asked?
    Validity,
    /// Has the issuer revoked or suspended it?
    Status,
    /// Does somebody whom the verifier trusts vouch for the issuer?
    Accreditation,
    /// Was it awarded to the person the caller knows?
    Recipient,
    /// Do the endorsements in it verify?
    Endorsements,
}

impl CheckId {
    /// All checks, in their order.
    pub const ALL: [Self; 8] = [
        Self::Structure,
        Self::Proof,
        Self::Issuer,
        Self::Validity,
        Self::Status,
        Self::Accreditation,
        Self::Recipient,
        Self::Endorsements,
    ];

    /// The check's word in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Proof => "proof",
            Self::Issuer => "issuer",
            Self::Validity => "validity",
            Self::Status => "status",
            Self::Accreditation => "accreditation",
            Self::Recipient => "recipient",
            Self::Endorsements => "endorsements",
        }
    }
}

impl std::fmt::Display for CheckId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a check ended.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "every caller must decide what each of the four means to it")]
pub enum Outcome {
    /// Yes.
    Pass(Grounds),
    /// No: whatever the other checks say, the badge is rejected.
    Fail(Finding),
    /// It could not be found out. Never counts as yes.
    Unknown(Finding),
    /// It was not asked, for the reason that the code gives.
    Skip(Finding),
}

impl Outcome {
    /// A pass, in words.
    #[must_use]
    pub fn pass(detail: impl Into<String>) -> Self {
        Self::Pass(Grounds { detail: detail.into(), facts: Object::new() })
    }

    /// A failure, in words.
    #[must_use]
    pub fn fail(code: Code, detail: impl Into<String>) -> Self {
        Self::Fail(Finding::new(code, detail))
    }

    /// Something that could not be found out, in words.
    #[must_use]
    pub fn unknown(code: Code, detail: impl Into<String>) -> Self {
        Self::Unknown(Finding::new(code, detail))
    }

    /// A question that was not asked, in words.
    #[must_use]
    pub fn skip(code: Code, detail: impl Into<String>) -> Self {
        Self::Skip(Finding::new(code, detail))
    }

    /// Which of the four it is.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Pass(_) => Standing::Pass,
            Self::Fail(_) => Standing::Fail,
            Self::Unknown(_) => Standing::Unknown,
            Self::Skip(_) => Standing::Skip,
        }
    }

    /// The reason, if the check did not pass.
    #[must_use]
    pub const fn finding(&self) -> Option<&Finding> {
        match self {
            Self::Pass(_) => None,
            Self::Fail(finding) | Self::Unknown(finding) | Self::Skip(finding) => Some(finding),
        }
    }

    /// The code, if the check did not pass.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.finding().map(|finding| finding.code)
    }

    /// What was found, in a sentence. It may quote the document: a face escapes it before showing it.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Pass(grounds) => &grounds.detail,
            Self::Fail(finding) | Self::Unknown(finding) | Self::Skip(finding) => &finding.detail,
        }
    }

    /// What was found, as members for machines.
    #[must_use]
    pub const fn facts(&self) -> &Object {
        match self {
            Self::Pass(grounds) => &grounds.facts,
            Self::Fail(finding) | Self::Unknown(finding) | Self::Skip(finding) => &finding.facts,
        }
    }

    /// The same outcome, about a place in the badge. A pass is about no place.
    #[must_use]
    pub fn at(mut self, place: JsonPointer) -> Self {
        match &mut self {
            Self::Pass(_) => {}
            Self::Fail(finding) | Self::Unknown(finding) | Self::Skip(finding) => finding.at = Some(place),
        }
        self
    }

    /// The same outcome with a fact more.
    #[must_use]
    pub fn with_fact(mut self, name: &str, value: impl Into<Json>) -> Self {
        match &mut self {
            Self::Pass(grounds) => grounds.facts.insert(name, value),
            Self::Fail(finding) | Self::Unknown(finding) | Self::Skip(finding) => {
                finding.facts.insert(name, value)
            }
        };
        self
    }

    /// The outcome as it stands in a report: `outcome`, `code`, `at`, `detail`, `facts`, always all five.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let finding = self.finding();
        let text = |text: Option<&str>| text.map_or(Json::Null, Json::from);
        Object::new()
            .with("outcome", self.standing().as_str())
            .with("code", text(self.code().map(Code::as_str)))
            .with("at", text(finding.and_then(|finding| finding.at.as_ref()).map(JsonPointer::as_str)))
            .with("detail", self.detail())
            .with("facts", self.facts().clone())
    }
}

/// Which of its four ends a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "as Outcome")]
pub enum Standing {
    /// Yes.
    Pass,
    /// No.
    Fail,
    /// Could not be found out.
    Unknown,
    /// Not asked.
    Skip,
}

impl Standing {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Pass, Self::Fail, Self::Unknown, Self::Skip];

    /// The word in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::Skip => "skip",
        }
    }
}

/// On what grounds a check passed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Grounds {
    /// A sentence.
    pub detail: String,
    /// The same for machines: members that `spec/report.md#facts` describes.
    pub facts: Object,
}

/// Why a check did not pass.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The reason, from the closed list.
    pub code: Code,
    /// Where in the badge, if there is a place.
    pub at: Option<JsonPointer>,
    /// A sentence: what was found, and what was expected.
    pub detail: String,
    /// The same for machines: members that `spec/report.md#facts` describes.
    pub facts: Object,
}

impl Finding {
    /// A finding about no particular place.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, at: None, detail: detail.into(), facts: Object::new() }
    }
}
