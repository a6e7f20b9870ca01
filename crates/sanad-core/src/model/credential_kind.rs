//! What kind of credential a document is, told by its types. `spec/badge.md#types`

use crate::json::{Json, Object};

/// What kind of credential a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialKind {
    /// An `OpenBadgeCredential`, also called `AchievementCredential`: somebody achieved something.
    Badge,
    /// An `EndorsementCredential`: somebody speaks well of a person, organisation, achievement or badge.
    Endorsement,
    /// A `ClrCredential`: a transcript that holds other credentials.
    Transcript,
}

impl CredentialKind {
    /// The kind that the types of a document say, if they say exactly one that Open Badges has.
    #[must_use]
    pub fn of(credential: &Object) -> Option<Self> {
        [Self::Badge, Self::Endorsement, Self::Transcript]
            .into_iter()
            .find(|kind| kind.is_named_by(credential.get("type")))
    }

    /// Whether a `type` names this kind of credential and no other that it could be mistaken for.
    pub(crate) fn is_named_by(self, types: Option<&Json>) -> bool {
        let has =
            |name: &str| types.is_some_and(|t| t.items().iter().any(|item| item.as_str() == Some(name)));
        let own = self.type_names();
        has("VerifiableCredential")
            && own.iter().any(|name| has(name))
            && !EXCLUSIVE_TYPES.iter().any(|name| !own.contains(name) && has(name))
    }

    /// The type that a credential of this kind should have.
    pub(crate) const fn type_name(self) -> &'static str {
        match self {
            Self::Badge => "OpenBadgeCredential",
            Self::Endorsement => "EndorsementCredential",
            Self::Transcript => "ClrCredential",
        }
    }

    /// The types that name it.
    const fn type_names(self) -> &'static [&'static str] {
        match self {
            Self::Badge => &["OpenBadgeCredential", "AchievementCredential"],
            Self::Endorsement => &["EndorsementCredential"],
            Self::Transcript => &["ClrCredential"],
        }
    }
}

/// Whether a type says what a whole document is, and so can be no type of an object within one.
pub(crate) fn is_of_documents(name: &str) -> bool {
    name == "VerifiableCredential" || EXCLUSIVE_TYPES.contains(&name)
}

/// Types that say what a whole document is: one that has two of them means different things to different readers.
const EXCLUSIVE_TYPES: [&str; 10] = [
    "AchievementCredential",
    "BitstringStatusListCredential",
    "ClrCredential",
    "EndorsementCredential",
    "EnvelopedVerifiableCredential",
    "OpenBadgeCredential",
    "RecognizedEntityCredential",
    "StatusList2021Credential",
    "VerifiableCredentialList",
    "VerifiablePresentation",
];
