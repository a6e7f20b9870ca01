//! Who achieved it: the subject of a badge, identified by an id or by a hashed identifier.

mod privacy;

pub(crate) use privacy::issuable;

use privacy::{SALT_BITS, issuable_id, issuable_identity, salted};
use sha2::{Digest, Sha256};

use super::achievement::{Achievement, AchievementView};
use super::class::{Typing, class};
use super::profile::{Image, ImageView, Profile, ProfileView};
use super::result::{AchievementResult, AchievementResultView};
use super::vocabulary::IDENTIFIER_TYPE;
use crate::code::Code;
use crate::json::{Json, Object};

class! {
    /// Who achieved what (OB 3.0 `AchievementSubject`). It has an `id`, or at least one `identifier`.
    AchievementSubject / AchievementSubjectView = "AchievementSubject", Typing::Contains("AchievementSubject"), Open, pub new;
    required {
        /// What was achieved.
        achievement: object<Achievement, AchievementView> = "achievement",
    }
    optional {
        /// The learner's URI.
        id: uri = "id",
        /// When the activity ended.
        activity_end_date: date_time = "activityEndDate",
        /// When the activity began.
        activity_start_date: date_time = "activityStartDate",
        /// How many credits were earned, in units that the model leaves open.
        credits_earned: float = "creditsEarned",
        /// A picture of this learner's achievement, with the badge baked into it.
        image: object<Image, ImageView> = "image",
        /// The number of the licence that goes with the badge.
        license_number: text = "licenseNumber",
        /// What connects the pieces of evidence; Markdown, and untrusted text.
        narrative: markdown = "narrative",
        /// The learner's role or position in the activity.
        role: text = "role",
        /// Who assessed the learner on the issuer's behalf.
        source: object<Profile, ProfileView> = "source",
        /// The academic term.
        term: text = "term",
    }
    many {
        /// The learner's other identifiers.
        identifier: object<IdentityObject, IdentityObjectView> = "identifier",
        /// The results that were reached.
        result: object<AchievementResult, AchievementResultView> = "result",
    }
}

class! {
    /// An identifier of the learner, in clear or hashed (OB 3.0 `IdentityObject`).
    IdentityObject / IdentityObjectView = "IdentityObject", Typing::Is("IdentityObject"), Closed, pub(crate) new;
    required {
        /// Whether `identityHash` is a hash.
        hashed: boolean = "hashed",
        /// The identifier, or its hash as `sha256$` and hexadecimal digits.
        identity_hash: text = "identityHash",
        /// What kind of identifier, one of [`IDENTIFIER_TYPE`].
        identity_type: word<IDENTIFIER_TYPE> = "identityType",
    }
    optional {
        /// What was put behind the identifier before it was hashed.
        salt: text = "salt",
    }
    many {}
}

/// The recipient of a badge to be issued: a URI such as a DID, a salted hash of an identifier, or both.
///
/// There is no way to name an e-mail address, telephone number or national id in clear: a badge is passed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipient {
    id: Option<String>,
    identifiers: Vec<IdentityObject>,
}

impl Recipient {
    /// Somebody known by a URI, such as a DID.
    ///
    /// # Errors
    /// [`RecipientError::NotAUri`]; [`RecipientError::InClear`] for `mailto:`, `tel:` and the like.
    pub fn id(uri: impl Into<String>) -> Result<Self, RecipientError> {
        let id = uri.into();
        issuable_id(&id)?;
        Ok(Self { id: Some(id), identifiers: Vec::new() })
    }

    /// Somebody known by an identifier that the badge carries only as the SHA-256 of itself and a salt.
    ///
    /// The salt is the caller's: random, of at least 128 bits (32 hexadecimal or 22 base64url characters), a new one
    /// for each badge. It stands in the badge; without it the identifier could be looked up in a list of hashes.
    ///
    /// # Errors
    /// [`RecipientError::UnknownType`] if `identity_type` is none of [`IDENTIFIER_TYPE`];
    /// [`RecipientError::Unsalted`] if the salt is too short.
    pub fn hashed(identity_type: &str, identity: &str, salt: &str) -> Result<Self, RecipientError> {
        if !IDENTIFIER_TYPE.allows(identity_type) {
            return Err(RecipientError::UnknownType { found: identity_type.to_owned() });
        }
        salted(salt)?;
        let hash = format!("sha256${}", sha256_hex(identity, salt));
        let identifier = IdentityObject::new(true, hash, identity_type).salt(salt);
        Ok(Self { id: None, identifiers: vec![identifier] })
    }

    /// Somebody known by an identifier that everybody may read, such as a name to show.
    ///
    /// # Errors
    /// [`RecipientError::UnknownType`] if `identity_type` is none of [`IDENTIFIER_TYPE`];
    /// [`RecipientError::InClear`] for an e-mail address, telephone number or national id.
    pub fn clear(identity_type: &str, identity: &str) -> Result<Self, RecipientError> {
        if !IDENTIFIER_TYPE.allows(identity_type) {
            return Err(RecipientError::UnknownType { found: identity_type.to_owned() });
        }
        let identifier = IdentityObject::new(false, identity, identity_type);
        issuable_identity(identifier.view().object())?;
        Ok(Self { id: None, identifiers: vec![identifier] })
    }

    /// The same recipient, known by another's id or identifiers as well. An id that is there stays.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.id = self.id.or(other.id);
        self.identifiers.extend(other.identifiers);
        self
    }

    /// The subject of a badge: this recipient, and what was achieved.
    #[must_use]
    pub fn into_subject(self, achievement: Achievement) -> AchievementSubject {
        let mut subject = AchievementSubject::new(achievement);
        if let Some(id) = self.id {
            subject = subject.id(id);
        }
        self.identifiers.into_iter().fold(subject, AchievementSubject::identifier)
    }
}

/// Why somebody cannot be named as a recipient, or not be compared with one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecipientError {
    /// A personal identifier that everybody who sees the badge would read. It is not repeated here.
    #[error("{what} in clear, expected a salted hash of it")]
    InClear {
        /// What kind of identifier.
        what: String,
    },
    /// An identifier that is not as OB 3.0 `IdentityObject` has it.
    #[error("`{member}` is {found}, expected {expected}")]
    Malformed {
        /// Which member of it.
        member: &'static str,
        /// What stands there; never the identifier itself.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// An id that is no absolute URI.
    #[error("`{found}` is no absolute URI")]
    NotAUri {
        /// The id.
        found: String,
    },
    /// A hash without a salt that hides what was hashed.
    #[error("a salt of about {found_bits} bits, expected at least {SALT_BITS}")]
    Unsalted {
        /// At most how many random bits the salt can hold.
        found_bits: usize,
    },
    /// An identifier type that the model does not have.
    #[error("`{found}` is none of IdentifierTypeEnum")]
    UnknownType {
        /// The type.
        found: String,
    },
    /// A hash function that is broken.
    #[error("a hash by `{found}`, expected `sha256`")]
    WeakHash {
        /// The function.
        found: String,
    },
}

impl RecipientError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::InClear { .. } => Code::SubjectIdentityInClear,
            Self::Malformed { .. } | Self::NotAUri { .. } => Code::SubjectIdentityMalformed,
            Self::Unsalted { .. } => Code::SubjectUnsaltedHash,
            Self::UnknownType { .. } => Code::SchemaEnumeration,
            Self::WeakHash { .. } => Code::SubjectWeakHash,
        }
    }
}

/// An identifier of a badge, read for comparing.
pub(crate) enum Identity<'a> {
    Clear(&'a str),
    Sha256 { hex: &'a str, salt: &'a str },
}

impl<'a> Identity<'a> {
    /// spec/badge.md#identity-hash: a hash is `sha256$` and 64 hexadecimal digits, and nothing else is one.
    pub(crate) fn read(identity: &'a Object) -> Result<Self, RecipientError> {
        let malformed = |member, expected| {
            let found = identity.get(member).map_or("missing", Json::kind).to_owned();
            RecipientError::Malformed { member, found, expected }
        };
        let Some(Json::Bool(hashed)) = identity.get("hashed") else {
            return Err(malformed("hashed", "true or false"));
        };
        let text = identity.text("identityHash").ok_or_else(|| malformed("identityHash", "a string"))?;
        if !hashed {
            return Ok(Self::Clear(text));
        }
        let salt = match identity.get("salt") {
            None => "",
            Some(salt) => salt.as_str().ok_or_else(|| malformed("salt", "a string"))?,
        };
        let shape = || RecipientError::Malformed {
            member: "identityHash",
            found: "no such hash".to_owned(),
            expected: "`sha256$` and 64 hexadecimal digits, because `hashed` is true",
        };
        match text.split_once('$').ok_or_else(shape)? {
            ("sha256", hex) if hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Ok(Self::Sha256 { hex, salt })
            }
            ("md5", hex) if hex.len() == 32 && hex.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Err(RecipientError::WeakHash { found: "md5".to_owned() })
            }
            _ => Err(shape()),
        }
    }
}

/// SHA-256 over the UTF-8 of the identifier and the salt, in hexadecimal (OB 3.0 `IdentityHash`).
pub(crate) fn sha256_hex(identity: &str, salt: &str) -> String {
    let hash = Sha256::new().chain_update(identity).chain_update(salt).finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_recipient_is_the_hash_of_identifier_and_salt() {
        let recipient =
            Recipient::hashed("emailAddress", "ada@example.org", "9f86d081884c7d659a2feaa0c55ad015").unwrap();
        let identifier = recipient.identifiers[0].view();
        let expected = sha256_hex("ada@example.org9f86d081884c7d659a2feaa0c55ad015", "");
        assert_eq!(identifier.identity_hash(), Some(&*format!("sha256${expected}")));
        assert_eq!(identifier.salt(), Some("9f86d081884c7d659a2feaa0c55ad015"));
        assert_eq!(identifier.hashed(), Some(true));
    }

    #[test]
    fn a_recipient_may_have_an_id_and_several_identifiers() {
        let id = Recipient::id("did:key:z6Mk").unwrap();
        let name = Recipient::clear("name", "Ada").unwrap();
        let both = id.clone().and(name.clone()).and(Recipient::id("did:key:other").unwrap());
        assert_eq!((both.id, both.identifiers), (id.id, name.identifiers));
        assert_eq!(Recipient::clear("emailAddress", "ada").unwrap_err().code(), Code::SubjectIdentityInClear);
        for unknown in [Recipient::clear("email", "Ada"), Recipient::hashed("ext:", "a", "b")] {
            assert_eq!(unknown.unwrap_err().code(), Code::SchemaEnumeration);
        }
    }
}
