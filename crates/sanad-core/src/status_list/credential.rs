//! The credential that carries a status list: what it says of itself, and how one is drafted. `spec/status.md#list`

use std::time::Duration;

use crate::code::Code;
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::pointer::JsonPointer;
use crate::status_list::kind::StatusListKind;
use crate::status_list::{StatusList, StatusListError};
use crate::timestamp::{Timestamp, TimestampError};

const CREDENTIALS_V1: &str = "https://www.w3.org/2018/credentials/v1";
const CREDENTIALS_V2: &str = "https://www.w3.org/ns/credentials/v2";

/// What a status list credential says (Bitstring Status List 1.0 §2.2): read, not believed. Its signature is a
/// question of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusListCredential<'a> {
    kind: StatusListKind,
    id: Option<&'a str>,
    issuer: &'a str,
    purposes: Vec<&'a str>,
    encoded_list: &'a str,
    valid_from: Option<Timestamp>,
    valid_until: Option<Timestamp>,
    ttl_milliseconds: Option<u64>,
    has_status: bool,
}

impl<'a> StatusListCredential<'a> {
    /// How long a copy may be kept where the list does not say, by the standard: five minutes.
    pub const DEFAULT_TTL: Duration = Duration::from_secs(300);

    /// Reads a document as the credential of a Bitstring Status List: VC 2.0, or VC 1.1 with its names for the dates.
    ///
    /// # Errors
    /// [`StatusListCredentialError`], which says where.
    pub fn read(document: &'a Object) -> Result<Self, StatusListCredentialError> {
        Self::read_as(StatusListKind::Bitstring, document)
    }

    /// The same for a list of the kind that a badge's entry names. A list of the other kind is none.
    ///
    /// # Errors
    /// [`StatusListCredentialError`], which says where.
    pub fn read_as(kind: StatusListKind, document: &'a Object) -> Result<Self, StatusListCredentialError> {
        let root = JsonPointer::root();
        let context = document.get("@context").and_then(|value| value.items().first()).and_then(Json::as_str);
        if !matches!(context, Some(CREDENTIALS_V1 | CREDENTIALS_V2)) {
            return Err(StatusListCredentialError::Context { found: context.map(str::to_owned) });
        }
        expect_type(document, "VerifiableCredential", &root)?;
        expect_type(document, kind.credential_type(), &root)?;
        let at = root.member("credentialSubject");
        let subject = document.get("credentialSubject").map(Json::items);
        let Some([Json::Object(subject)]) = subject else {
            return Err(StatusListCredentialError::Member { at, expected: "one object" });
        };
        expect_type(subject, kind.list_type(), &at)?;
        Ok(Self {
            kind,
            id: optional_text(document, "id")?,
            issuer: issuer(document)?,
            purposes: purposes(subject, &at.member("statusPurpose"))?,
            encoded_list: subject.text("encodedList").ok_or_else(|| StatusListCredentialError::Member {
                at: at.member("encodedList"),
                expected: "a string",
            })?,
            valid_from: time(document, "validFrom", "issuanceDate")?,
            valid_until: time(document, "validUntil", "expirationDate")?,
            ttl_milliseconds: ttl(subject, &at.member("ttl"))?,
            has_status: document.contains("credentialStatus"),
        })
    }

    /// The list's own id: the URL it is published under, if it says one.
    #[must_use]
    pub const fn id(&self) -> Option<&'a str> {
        self.id
    }

    /// Who says to publish the list.
    #[must_use]
    pub const fn issuer(&self) -> &'a str {
        self.issuer
    }

    /// What a set bit means: one or more of `revocation`, `suspension`, `refresh`, `message` or others.
    #[must_use]
    pub fn purposes(&self) -> &[&'a str] {
        &self.purposes
    }

    /// The bits, still compressed.
    #[must_use]
    pub const fn encoded_list(&self) -> &'a str {
        self.encoded_list
    }

    /// The bits.
    ///
    /// # Errors
    /// [`StatusListError`], as [`StatusList::expand`].
    pub fn expand(&self, limits: &Limits) -> Result<StatusList, StatusListError> {
        StatusList::expand(self.kind, self.encoded_list, limits)
    }

    /// From when on the list speaks.
    #[must_use]
    pub const fn valid_from(&self) -> Option<Timestamp> {
        self.valid_from
    }

    /// Until when the list speaks, that instant included.
    #[must_use]
    pub const fn valid_until(&self) -> Option<Timestamp> {
        self.valid_until
    }

    /// How long a copy may be kept, counted from when it was fetched. For whoever keeps copies: a verifier that does
    /// not know when a list was fetched cannot tell. It never lengthens the validity.
    #[must_use]
    pub const fn ttl(&self) -> Duration {
        match self.ttl_milliseconds {
            Some(milliseconds) => Duration::from_millis(milliseconds),
            None => Self::DEFAULT_TTL,
        }
    }

    /// Whether the list declares a status of its own. A list of lists is not followed.
    #[must_use]
    pub const fn has_status(&self) -> bool {
        self.has_status
    }
}

/// A status list credential that is still to be signed.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusListDraft {
    document: Object,
    subject: Object,
}

impl StatusListDraft {
    /// Drafts the list to be published at `url`, for one purpose such as `revocation`, from an instant on.
    #[must_use]
    pub fn new(url: &str, issuer: &str, purpose: &str, list: &StatusList, valid_from: Timestamp) -> Self {
        let subject = Object::new()
            .with("id", format!("{url}#list"))
            .with("type", "BitstringStatusList")
            .with("statusPurpose", purpose)
            .with("encodedList", list.encode());
        let document = Object::new()
            .with("@context", vec![CREDENTIALS_V2])
            .with("id", url)
            .with("type", vec!["VerifiableCredential", "BitstringStatusListCredential"])
            .with("issuer", issuer)
            .with("validFrom", valid_from.to_string());
        Self { document, subject }
    }

    /// Until when the list speaks. Without it a list that was once fetched could be shown for ever.
    #[must_use]
    pub fn valid_until(mut self, at: Timestamp) -> Self {
        self.document.insert("validUntil", at.to_string());
        self
    }

    /// For how many milliseconds a copy may be kept before asking again.
    #[must_use]
    pub fn ttl_milliseconds(mut self, ttl: u32) -> Self {
        self.subject.insert("ttl", ttl);
        self
    }

    /// The unsigned credential.
    #[must_use]
    pub fn into_object(self) -> Object {
        self.document.with("credentialSubject", self.subject)
    }
}

/// Why a document is no status list credential.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusListCredentialError {
    /// The first context is not that of a credential (VCDM 2.0 §4.3).
    #[error("the first context is {}, not `{CREDENTIALS_V2}`", found.as_deref().map_or_else(|| "missing".to_owned(), |c| format!("`{c}`")))]
    Context {
        /// The first context, if it is text.
        found: Option<String>,
    },
    /// A member is missing or of another kind.
    #[error("{at} is missing or not {expected}")]
    Member {
        /// Where.
        at: JsonPointer,
        /// What belongs there.
        expected: &'static str,
    },
    /// A date is none.
    #[error("{at}: {source}")]
    Time {
        /// Where.
        at: JsonPointer,
        /// Why.
        source: TimestampError,
    },
    /// Of another type.
    #[error("{at} is not of type `{expected}`")]
    Type {
        /// The object.
        at: JsonPointer,
        /// The type that is wanted.
        expected: &'static str,
    },
}

impl StatusListCredentialError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Context { .. } | Self::Member { .. } | Self::Time { .. } => Code::StatusListMalformed,
            Self::Type { .. } => Code::TypeUnexpected,
        }
    }
}

fn expect_type(
    object: &Object,
    expected: &'static str,
    at: &JsonPointer,
) -> Result<(), StatusListCredentialError> {
    let mut types = object.get("type").map_or(&[][..], Json::items).iter();
    if types.any(|item| item.as_str() == Some(expected)) {
        Ok(())
    } else {
        Err(StatusListCredentialError::Type { at: at.clone(), expected })
    }
}

fn optional_text<'a>(object: &'a Object, name: &str) -> Result<Option<&'a str>, StatusListCredentialError> {
    let wrong =
        || StatusListCredentialError::Member { at: JsonPointer::root().member(name), expected: "a string" };
    object.get(name).map(|value| value.as_str().ok_or_else(wrong)).transpose()
}

fn issuer(document: &Object) -> Result<&str, StatusListCredentialError> {
    let issuer = document.get("issuer").and_then(|issuer| match issuer {
        Json::Object(profile) => profile.text("id"),
        other => other.as_str(),
    });
    issuer.ok_or_else(|| StatusListCredentialError::Member {
        at: JsonPointer::root().member("issuer"),
        expected: "an id or an object with one",
    })
}

fn purposes<'a>(subject: &'a Object, at: &JsonPointer) -> Result<Vec<&'a str>, StatusListCredentialError> {
    let items = subject.get("statusPurpose").map_or(&[][..], Json::items);
    let purposes: Option<Vec<&str>> = items.iter().map(Json::as_str).collect();
    purposes
        .filter(|purposes| !purposes.is_empty())
        .ok_or_else(|| StatusListCredentialError::Member { at: at.clone(), expected: "one or more strings" })
}

/// A date under its VC 2.0 name, or else its VC 1.1 name.
fn time(
    document: &Object,
    name: &str,
    old_name: &str,
) -> Result<Option<Timestamp>, StatusListCredentialError> {
    let name = if document.contains(name) { name } else { old_name };
    let Some(text) = optional_text(document, name)? else {
        return Ok(None);
    };
    let time = text.parse();
    time.map(Some)
        .map_err(|source| StatusListCredentialError::Time { at: JsonPointer::root().member(name), source })
}

fn ttl(subject: &Object, at: &JsonPointer) -> Result<Option<u64>, StatusListCredentialError> {
    let Some(value) = subject.get("ttl") else {
        return Ok(None);
    };
    // A whole number prints without point or exponent up to 10^21 and parses back only if it is one.
    let whole = value.as_number().and_then(|_| value.to_compact().parse().ok());
    whole.map(Some).ok_or_else(|| StatusListCredentialError::Member {
        at: at.clone(),
        expected: "a whole number of milliseconds",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://academy.example/status/3";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn draft() -> Object {
        let list = StatusList::new(StatusList::MIN_BITS).unwrap();
        StatusListDraft::new(URL, "did:web:academy.example", "revocation", &list, at("2026-03-01T00:00:00Z"))
            .valid_until(at("2026-03-08T00:00:00Z"))
            .ttl_milliseconds(60_000)
            .into_object()
    }

    fn with_subject(name: &str, value: impl Into<Json>) -> Object {
        let document = draft();
        let subject = document.get("credentialSubject").and_then(Json::as_object).cloned().unwrap();
        document.with("credentialSubject", subject.with(name, value))
    }

    #[test]
    fn what_is_drafted_is_read_back() {
        let document = draft();
        let list = StatusListCredential::read(&document).unwrap();
        assert_eq!(list.id(), Some(URL));
        assert_eq!(list.issuer(), "did:web:academy.example");
        assert_eq!(list.purposes(), ["revocation"]);
        assert_eq!(list.valid_from(), Some(at("2026-03-01T00:00:00Z")));
        assert_eq!(list.valid_until(), Some(at("2026-03-08T00:00:00Z")));
        assert_eq!(list.ttl(), Duration::from_secs(60));
        assert!(!list.has_status());
        assert!(list.encoded_list().starts_with("uH4sI"));
    }

    #[test]
    fn a_list_that_says_no_ttl_has_the_standards() {
        let document = draft();
        let subject = document.get("credentialSubject").and_then(Json::as_object).unwrap().without("ttl");
        let document = document.with("credentialSubject", subject);
        assert_eq!(StatusListCredential::read(&document).unwrap().ttl(), Duration::from_secs(300));
        let longest = with_subject("ttl", Json::parse(b"9007199254740991").unwrap());
        assert!(StatusListCredential::read(&longest).unwrap().ttl() > Duration::from_secs(1 << 33));
    }

    /// The two kinds spell their bits differently, so a list of one is none of the other.
    #[test]
    fn a_list_is_read_as_the_kind_that_was_asked_for() {
        let old = draft()
            .with("@context", vec![CREDENTIALS_V1, "https://w3id.org/vc/status-list/2021/v1"])
            .with("type", vec!["VerifiableCredential", "StatusList2021Credential"]);
        let subject = old.get("credentialSubject").and_then(Json::as_object).cloned().unwrap();
        let bits = subject.text("encodedList").unwrap()[1..].to_owned();
        let subject = subject.with("type", "StatusList2021").with("encodedList", bits);
        let old = old.with("credentialSubject", subject);
        let list = StatusListCredential::read_as(StatusListKind::StatusList2021, &old).unwrap();
        assert_eq!(list.expand(&Limits::DEFAULT), StatusList::new(StatusList::MIN_BITS));
        let new = draft();
        for refused in [
            StatusListCredential::read(&old),
            StatusListCredential::read_as(StatusListKind::StatusList2021, &new),
        ] {
            assert_eq!(refused.unwrap_err().code(), Code::TypeUnexpected);
        }
    }

    /// Threats B5: a list may serve several purposes, written as an array.
    #[test]
    fn purposes_are_one_or_many_but_never_none() {
        let both = with_subject("statusPurpose", vec!["revocation", "suspension"]);
        assert_eq!(StatusListCredential::read(&both).unwrap().purposes(), ["revocation", "suspension"]);
        let none = with_subject("statusPurpose", Json::Array(Vec::new()));
        let wrong = with_subject("statusPurpose", vec![Json::from("revocation"), Json::from(7)]);
        for document in [none, wrong] {
            let error = StatusListCredential::read(&document).unwrap_err();
            assert_eq!(
                error.to_string(),
                "/credentialSubject/statusPurpose is missing or not one or more strings"
            );
        }
    }

    #[test]
    fn vc_1_1_dates_and_an_issuer_object_are_read() {
        let document = draft()
            .without("validFrom")
            .without("validUntil")
            .with("@context", vec![CREDENTIALS_V1])
            .with("issuanceDate", "2026-03-02T00:00:00Z")
            .with("expirationDate", "2026-03-03T00:00:00Z")
            .with("issuer", Object::new().with("id", "did:web:other.example"));
        let list = StatusListCredential::read(&document).unwrap();
        assert_eq!(list.issuer(), "did:web:other.example");
        assert_eq!(list.valid_from(), Some(at("2026-03-02T00:00:00Z")));
        assert_eq!(list.valid_until(), Some(at("2026-03-03T00:00:00Z")));
    }

    #[test]
    fn a_badge_offered_as_a_list_is_of_the_wrong_type() {
        let badge = draft().with("type", vec!["VerifiableCredential", "OpenBadgeCredential"]);
        let subject = with_subject("type", "AchievementSubject");
        for document in [badge, subject] {
            assert_eq!(StatusListCredential::read(&document).unwrap_err().code(), Code::TypeUnexpected);
        }
    }

    #[test]
    fn what_is_missing_or_of_another_kind_is_named() {
        let negative = Json::parse(b"-1").unwrap();
        for (document, at) in [
            (draft().without("issuer"), "/issuer"),
            (draft().with("id", 7), "/id"),
            (draft().without("credentialSubject"), "/credentialSubject"),
            (draft().with("credentialSubject", Json::Array(Vec::new())), "/credentialSubject"),
            (with_subject("encodedList", 7), "/credentialSubject/encodedList"),
            (with_subject("ttl", negative), "/credentialSubject/ttl"),
            (with_subject("ttl", Json::parse(b"0.5").unwrap()), "/credentialSubject/ttl"),
            (with_subject("ttl", "300000"), "/credentialSubject/ttl"),
            (draft().with("validUntil", 7), "/validUntil"),
            (draft().with("validUntil", "tomorrow"), "/validUntil"),
        ] {
            let error = StatusListCredential::read(&document).unwrap_err();
            assert_eq!(error.code(), Code::StatusListMalformed);
            assert!(error.to_string().starts_with(at), "{error}");
        }
        let context = StatusListCredential::read(&draft().without("@context")).unwrap_err();
        assert_eq!(context.to_string(), format!("the first context is missing, not `{CREDENTIALS_V2}`"));
    }
}
