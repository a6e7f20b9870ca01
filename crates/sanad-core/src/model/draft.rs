//! A credential to be issued: built from the classes of the model, or taken as an issuer wrote it.

use sha2::{Digest, Sha256};

use super::achievement::Achievement;
use super::badge_facts::CONTEXT_BADGE_FACTS;
use super::class::push;
use super::conform::{Defect, conform};
use super::credential::{CONTEXT_OB, CONTEXT_V2, DataModel, EndorsementSubject, Evidence};
use super::credential_kind::CredentialKind;
use super::profile::{Image, Profile};
use super::recipient::{AchievementSubject, Recipient, RecipientError, issuable};
use super::result::AchievementResult;
use super::status_entry::{StatusEntry, StatusEntryError};
use crate::canonical::jcs;
use crate::code::Code;
use crate::json::{Json, Number, Object};
use crate::pointer::{JsonPointer, Trail};
use crate::timestamp::Timestamp;

/// A badge or endorsement before it is signed. What is still missing when it is signed is filled in: the issuer, the
/// time from which it is valid, and an id.
///
/// ```
/// use sanad_core::model::achievement::{Achievement, Criteria};
/// use sanad_core::model::draft::Draft;
/// use sanad_core::model::profile::Profile;
/// use sanad_core::model::recipient::Recipient;
///
/// let criteria = Criteria::new().narrative("Pass the bench test.");
/// let welding = Achievement::new("https://academy.example/welding-1", "Welding I", "Welds plates.", criteria);
/// let learner = Recipient::id("did:example:learner")?;
/// let unsigned = Draft::new(welding, learner)
///     .name("Welding I")
///     .valid_until("2029-03-01T00:00:00Z".parse()?)
///     .into_unsigned(&Profile::new("did:example:academy").name("Academy"), "2026-03-01T09:00:00Z".parse()?)?;
/// assert_eq!(unsigned.text("validFrom"), Some("2026-03-01T09:00:00Z"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    credential: Object,
}

impl Draft {
    /// A badge for an achievement of somebody's.
    #[must_use]
    pub fn new(achievement: Achievement, recipient: Recipient) -> Self {
        Self::about(recipient.into_subject(achievement))
    }

    /// A badge about a subject that says more than who achieved what.
    ///
    /// A subject with neither `id` nor `identifier` is refused when the draft is issued.
    #[must_use]
    pub fn about(subject: AchievementSubject) -> Self {
        let states_facts = subject.view().achievement().is_some_and(|it| it.badge_facts().is_some());
        let draft = Self::typed("OpenBadgeCredential").set("credentialSubject", subject.into_object());
        if states_facts { draft.context(CONTEXT_BADGE_FACTS) } else { draft }
    }

    /// An endorsement of somebody or something.
    #[must_use]
    pub fn endorsing(name: impl Into<String>, subject: EndorsementSubject) -> Self {
        Self::typed("EndorsementCredential").name(name).set("credentialSubject", subject.into_object())
    }

    /// A credential as an issuer wrote it. Its members stay untouched; it is judged when it is issued.
    #[must_use]
    pub const fn from_json(unsigned: Object) -> Self {
        Self { credential: unsigned }
    }

    fn typed(name: &str) -> Self {
        let types = vec!["VerifiableCredential", name];
        let credential = Object::new().with("@context", vec![CONTEXT_V2, CONTEXT_OB]).with("type", types);
        Self { credential }
    }

    /// The id. Without this a `urn:uuid:` is made from the hash of what the credential says.
    #[must_use]
    pub fn id(self, uri: impl Into<String>) -> Self {
        self.set("id", uri.into())
    }

    /// What it is called where it is shown.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        self.set("name", name.into())
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn description(self, text: impl Into<String>) -> Self {
        self.set("description", text.into())
    }

    /// A picture of it.
    #[must_use]
    pub fn image(self, image: Image) -> Self {
        self.set("image", image.into_object())
    }

    /// From when it is valid. Without this from when it is issued.
    #[must_use]
    pub fn valid_from(self, at: Timestamp) -> Self {
        self.set("validFrom", at.to_string())
    }

    /// Until when it is valid, that instant included. Without this for ever.
    #[must_use]
    pub fn valid_until(self, at: Timestamp) -> Self {
        self.set("validUntil", at.to_string())
    }

    /// When it was awarded.
    #[must_use]
    pub fn awarded_date(self, at: Timestamp) -> Self {
        self.set("awardedDate", at.to_string())
    }

    /// Where its status can be asked for. Each call adds one entry.
    #[must_use]
    pub fn status(mut self, entry: &StatusEntry) -> Self {
        // One entry stands alone: OB 3.0's schema knows no array here.
        if self.credential.contains("credentialStatus") {
            push(&mut self.credential, "credentialStatus", entry.to_object());
            return self;
        }
        self.set("credentialStatus", entry.to_object())
    }

    /// What the learner did to earn it. Each call adds one.
    #[must_use]
    pub fn evidence(self, evidence: Evidence) -> Self {
        self.push("evidence", evidence.into_object())
    }

    /// A result that was reached. Each call adds one.
    #[must_use]
    pub fn result(self, result: AchievementResult) -> Self {
        self.in_subject(|subject| push(subject, "result", result.into_object()))
    }

    /// How many credits were earned.
    #[must_use]
    pub fn credits_earned(self, credits: Number) -> Self {
        self.in_subject(|subject| drop(subject.insert("creditsEarned", Json::Number(credits))))
    }

    /// What somebody else says of this badge: a signed `EndorsementCredential`. Each call adds one.
    #[must_use]
    pub fn endorsement(self, signed: Object) -> Self {
        self.push("endorsement", signed)
    }

    /// What somebody else says of this badge, as a JWT. Each call adds one.
    #[must_use]
    pub fn endorsement_jwt(self, jwt: impl Into<String>) -> Self {
        self.push("endorsementJwt", jwt.into())
    }

    /// Another context, for members that the model does not name.
    #[must_use]
    pub fn context(self, url: impl Into<String>) -> Self {
        self.push("@context", url.into())
    }

    /// Sets any member of the credential.
    #[must_use]
    pub fn set(mut self, name: impl AsRef<str> + Into<String>, value: impl Into<Json>) -> Self {
        self.credential.insert(name, value);
        self
    }

    fn push(mut self, name: &str, value: impl Into<Json>) -> Self {
        push(&mut self.credential, name, value);
        self
    }

    /// A credential without a subject stays without one, and is refused when it is issued.
    fn in_subject(mut self, change: impl FnOnce(&mut Object)) -> Self {
        if let Some(Json::Object(subject)) = self.credential.get_mut("credentialSubject") {
            change(subject);
        }
        self
    }

    /// The unsigned credential of an issuer at a time: what will be signed, but for the proof.
    ///
    /// The same draft, issuer and time give the same credential, its id included.
    ///
    /// # Errors
    /// [`DraftError`], if the credential is not one that sanad would issue.
    pub fn into_unsigned(self, issuer: &Profile, at: Timestamp) -> Result<Object, DraftError> {
        let mut draft = self.credential;
        let kind = CredentialKind::of(&draft).unwrap_or(CredentialKind::Badge);
        if draft.contains("proof") {
            return Err(DraftError::AlreadySigned);
        }
        let expected = issuer.view().id().unwrap_or_default();
        match draft.get("issuer").map(|issuer| issuer.as_object().map_or(issuer.as_str(), |i| i.text("id"))) {
            None => drop(draft.insert("issuer", issuer.clone().into_object())),
            Some(found) if found == Some(expected) => {}
            Some(found) => {
                let found = found.unwrap_or("nobody").to_owned();
                return Err(DraftError::IssuerMismatch { found, expected: expected.to_owned() });
            }
        }
        if !draft.contains("validFrom") {
            draft.insert("validFrom", at.to_string());
        }
        if !draft.contains("id") {
            let id = uuid_urn(&jcs::canonicalize(&draft));
            draft.insert("id", id);
        }
        let unsigned = in_order(draft);
        issuable_credential(&unsigned, kind)?;
        Ok(unsigned)
    }
}

/// Why a draft is not issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// The credential has a proof. A signed credential is not signed again.
    #[error("the draft has a proof, expected an unsigned credential")]
    AlreadySigned,
    /// The credential names another issuer than the one who is to sign it.
    #[error("the draft's issuer is `{found}`, expected `{expected}`, who signs")]
    IssuerMismatch {
        /// The issuer in the credential.
        found: String,
        /// The issuer who signs.
        expected: String,
    },
    /// The credential is not as the model has it. The first defect speaks for all.
    #[error("the draft does not conform: {first}")]
    NotConforming {
        /// The first defect.
        first: Defect,
        /// The others.
        others: Vec<Defect>,
    },
    /// The recipient is named in a way that gives the person away, or not well.
    #[error("the recipient at {at}: {reason}")]
    Recipient {
        /// Where.
        at: JsonPointer,
        /// Why.
        reason: RecipientError,
    },
    /// A status entry that verifiers could not use.
    #[error("the status entry at {at}: {reason}")]
    Status {
        /// Where.
        at: JsonPointer,
        /// Why.
        reason: StatusEntryError,
    },
}

impl DraftError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::AlreadySigned => Code::ProofMisplaced,
            Self::IssuerMismatch { .. } => Code::ProofMethodNotIssuer,
            Self::NotConforming { first, .. } => first.code,
            Self::Recipient { reason, .. } => reason.code(),
            Self::Status { reason, .. } => reason.code(),
        }
    }
}

/// spec/badge.md#issuing: what is read from others is not all issued.
fn issuable_credential(credential: &Object, kind: CredentialKind) -> Result<(), DraftError> {
    let mut defects = conform(credential, kind);
    let root = Trail::Root;
    if DataModel::of(credential) == DataModel::V1 {
        let at = root.member("@context").item(0).pointer();
        defects.insert(0, Defect::new(Code::SchemaEnumeration, at, "the context of VC 1.1", CONTEXT_V2));
    }
    for name in ["validFrom", "validUntil", "awardedDate"] {
        // Midnight at the end of a day is a time to XSD and none to RFC 3339: readers differ, so nobody should write it.
        if let Some(text) = credential.text(name).filter(|text| text.contains("T24")) {
            let expected = "midnight written as 00:00:00 of the next day";
            defects.push(Defect::new(Code::TimeMalformed, root.member(name).pointer(), text, expected));
        }
    }
    let mut defects = defects.into_iter();
    if let Some(first) = defects.next() {
        return Err(DraftError::NotConforming { first, others: defects.collect() });
    }
    let subject = credential.get("credentialSubject").and_then(Json::as_object);
    if let (CredentialKind::Badge, Some(subject)) = (kind, subject) {
        let here = root.member("credentialSubject");
        issuable(subject, &here).map_err(|(at, reason)| DraftError::Recipient { at, reason })?;
    }
    for (at, entry) in super::claims::Claims::new(credential).status_entries() {
        match entry {
            // Somebody else's kind of status is theirs to check.
            Ok(_) | Err(StatusEntryError::TypeUnsupported { .. }) => {}
            Err(reason) => return Err(DraftError::Status { at, reason }),
        }
    }
    Ok(())
}

/// The members that name a credential first, the others in the order they were given.
fn in_order(mut draft: Object) -> Object {
    const FIRST: [&str; 5] = ["@context", "id", "type", "issuer", "validFrom"];
    draft.rank(|name| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len()));
    draft
}

/// A UUID of version 8 (RFC 9562 §5.8) whose other 122 bits are the first of the SHA-256 of a text.
fn uuid_urn(text: &str) -> String {
    let mut urn = "urn:uuid:".to_owned();
    for (index, byte) in Sha256::digest(text).iter().take(16).enumerate() {
        let byte = match index {
            6 => byte & 0x0f | 0x80,
            8 => byte & 0x3f | 0x80,
            _ => *byte,
        };
        if matches!(index, 4 | 6 | 8 | 10) {
            urn.push('-');
        }
        urn.push_str(&format!("{byte:02x}"));
    }
    urn
}

#[cfg(test)]
mod tests;
