//! Why a controller document says nothing usable about a key: what is wrong, and where.

use super::relationship::Relationship;
use crate::code::Code;
use crate::json::{Json, JsonError};
use crate::jwk::JwkError;
use crate::key::{KeyError, KeyKind};
use crate::pointer::{JsonPointer, Trail};
use crate::timestamp::{Timestamp, TimestampError};

/// Why a document says nothing usable about a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ControllerError {
    /// A method gives its key in two forms (CID 1.0 §2.2: `publicKeyJwk` or `publicKeyMultibase`, not both).
    #[error("the method at {at} has both `{first}` and `{second}`")]
    AmbiguousKey {
        /// One form.
        first: String,
        /// The other.
        second: String,
        /// The method.
        at: JsonPointer,
    },
    /// A method that another controls (CID 1.0 §3.3 step 5).
    #[error("the method's controller is `{found}`, expected `{expected}`")]
    ControllerMismatch {
        /// What the method says.
        found: String,
        /// The document's id.
        expected: String,
    },
    /// Two methods with one id.
    #[error("the method at {at} has the id `{method}` of one before it")]
    DuplicateMethod {
        /// The id.
        method: String,
        /// The second of them.
        at: JsonPointer,
    },
    /// The document is another's (CID 1.0 §3.3 step 3).
    #[error("the document's id is `{found}`, expected `{expected}`")]
    IdMismatch {
        /// What the document says.
        found: String,
        /// What it was asked for under.
        expected: String,
    },
    /// The JWK in a `did:jwk` is not JSON.
    #[error("the JWK in the DID cannot be read: {source}")]
    Json {
        /// What is wrong with the text.
        source: JsonError,
    },
    /// No key in a `publicKeyJwk`.
    #[error(transparent)]
    Jwk {
        /// What is wrong with the JWK, and where.
        source: JwkError,
    },
    /// No key in a `publicKeyMultibase` or a `did:key`.
    #[error("no key at {at}: {source}")]
    Key {
        /// What is wrong with the key.
        source: KeyError,
        /// Where.
        at: JsonPointer,
    },
    /// A method whose type names one kind of key, with a key of another.
    #[error("the method at {at} has a key of the kind {found}, and its type is for {expected}")]
    KindMismatch {
        /// What kind the key is.
        found: KeyKind,
        /// What kind the type names.
        expected: KeyKind,
        /// The method.
        at: JsonPointer,
    },
    /// A method of a type we know, without the member in which that type has its key.
    #[error("`{member}` is missing in the method at {at}")]
    KeyMissing {
        /// The member.
        member: &'static str,
        /// The method.
        at: JsonPointer,
    },
    /// Not a controller document (CID 1.0 §2).
    #[error("found {found} at {at}, expected {expected}")]
    Malformed {
        /// What is there.
        found: &'static str,
        /// What would have to be.
        expected: &'static str,
        /// Where.
        at: JsonPointer,
    },
    /// The method is there but not for this (CID 1.0 §3.3 step 6).
    #[error("the method `{method}` is not listed under `{relationship}`")]
    MethodNotAuthorised {
        /// The method's id.
        method: String,
        /// What it was asked for.
        relationship: Relationship,
    },
    /// The document has no such method (CID 1.0 §3.3 step 4).
    #[error("the document of `{document}` has no method `{method}`")]
    MethodNotFound {
        /// The method's id.
        method: String,
        /// The document's id.
        document: String,
    },
    /// A private key in a public document.
    #[error("private key material in `{member}` at {at}")]
    PrivateMaterial {
        /// The member that holds it. Its value is not repeated.
        member: String,
        /// The method.
        at: JsonPointer,
    },
    /// The key is past its `expires` or `revoked` (CID 1.0 §2.2).
    #[error("the method `{method}` is retired since {since}, asked at {at}")]
    Retired {
        /// The method's id.
        method: String,
        /// From when on.
        since: Timestamp,
        /// The time asked.
        at: Timestamp,
    },
    /// `expires` or `revoked` is no time.
    #[error("no time at {at}: {source}")]
    Time {
        /// What is wrong with the text.
        source: TimestampError,
        /// Where.
        at: JsonPointer,
    },
    /// More methods, or more entries of a relationship, than [`crate::limits::Limits::verification_methods`].
    #[error("more than {limit} verification methods")]
    TooManyMethods {
        /// The bound.
        limit: usize,
    },
    /// A type of method that we do not use.
    #[error("the method at {at} is of the type `{found}`, which is not used here")]
    TypeUnsupported {
        /// The type.
        found: String,
        /// The method.
        at: JsonPointer,
    },
}

impl ControllerError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::AmbiguousKey { .. } => Code::DidAmbiguousKey,
            Self::ControllerMismatch { .. } => Code::DidControllerMismatch,
            Self::DuplicateMethod { .. } => Code::DidDuplicateMethod,
            Self::IdMismatch { .. } => Code::DidIdMismatch,
            Self::Json { .. } | Self::Malformed { .. } | Self::TooManyMethods { .. } => Code::DidMalformed,
            Self::Jwk { source } => source.code(),
            Self::Key { source, .. } => source.code(),
            Self::KeyMissing { .. } => Code::KeyMalformed,
            Self::MethodNotAuthorised { .. } => Code::ProofMethodNotAuthorised,
            Self::MethodNotFound { .. } => Code::ProofMethodNotFound,
            Self::PrivateMaterial { .. } => Code::KeyPrivateMaterial,
            Self::Retired { .. } => Code::KeyRetired,
            Self::Time { source, .. } => source.code(),
            Self::KindMismatch { .. } | Self::TypeUnsupported { .. } => Code::KeyTypeMismatch,
        }
    }
}

pub(super) fn wrong_kind(found: &Json, expected: &'static str, at: &Trail<'_>) -> ControllerError {
    ControllerError::Malformed { found: found.kind(), expected, at: at.pointer() }
}

/// As much of a text as belongs in a message.
pub(super) fn clip(text: &str) -> String {
    text.chars().take(200).collect()
}
