//! Why bytes are no JWS that we read, or its signature does not count.

use super::Algorithm;
use crate::code::Code;
use crate::json::JsonError;
use crate::jwk::JwkError;
use crate::multibase::MultibaseError;
use crate::pointer::JsonPointer;
use crate::signature::SignatureError;

/// Why bytes are no JWS that we read, or its signature does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JwsError {
    /// The header names another algorithm than the key is for (RFC 8725 §3.1).
    #[error("the header says `{found}`, and the key is for `{expected}`")]
    AlgKeyMismatch {
        /// What the header says.
        found: Algorithm,
        /// What the key is for.
        expected: Algorithm,
    },
    /// `none`, a shared secret, or an algorithm that is not read.
    #[error("the algorithm {found} is not allowed, only EdDSA, ES256, ES384 and RS256 are")]
    AlgNotAllowed {
        /// What the header says, as JSON.
        found: String,
    },
    /// The header asks for an extension (RFC 7515 §4.1.11), or for a payload that is not encoded (RFC 7797).
    #[error("the header has `{member}`, which nothing here understands")]
    CritUnsupported {
        /// `crit` or `b64`.
        member: &'static str,
    },
    /// A segment is not base64url without padding, or holds bits that belong to no byte (RFC 7515 §2).
    #[error("the {segment} of the JWS cannot be read: {source}")]
    Encoding {
        /// `header`, `payload` or `signature`.
        segment: &'static str,
        /// What is wrong with the text.
        source: MultibaseError,
    },
    /// The header is not strict JSON.
    #[error("the header of the JWS cannot be read: {source}")]
    Header {
        /// What is wrong with it.
        source: JsonError,
    },
    /// The header has a member that would have a key fetched, or taken from a certificate.
    #[error("the header has `{member}`, by which its writer would choose the key")]
    HeaderForbidden {
        /// Its name.
        member: String,
    },
    /// The header is JSON, but no object.
    #[error("{found} where the header of a JWS is an object")]
    HeaderNotAnObject {
        /// What it is.
        found: &'static str,
    },
    /// A JWS written as JSON (RFC 7515 §7.2), which badges are not.
    #[error("a JWS written as JSON, where only the compact form is read")]
    JsonSerialization,
    /// The public key in the header gives away a private one.
    #[error("the header's key is not to be looked at: {source}")]
    Jwk {
        /// What is wrong with it.
        source: JwkError,
    },
    /// A `kid` longer than [`Limits::kid_bytes`](crate::limits::Limits::kid_bytes).
    #[error("a `kid` of {found} bytes, where at most {limit} are read")]
    KidTooLong {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
    },
    /// Not text.
    #[error("bytes that are no text where a compact JWS is ASCII")]
    NotText,
    /// Another number of segments than header, payload and signature.
    #[error("{found} segments where a compact JWS has 3")]
    Segments {
        /// How many there are.
        found: usize,
    },
    /// The signature does not count under the key.
    #[error(transparent)]
    Signature {
        /// Why not.
        source: SignatureError,
    },
    /// More bytes than [`Limits::document_bytes`](crate::limits::Limits::document_bytes).
    #[error("{found} bytes, more than the {limit} allowed")]
    TooLarge {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
    },
    /// A member of the header of another kind than the standards have.
    #[error("found {found} in `{member}` of the header, expected {expected}")]
    WrongKind {
        /// Its name.
        member: &'static str,
        /// What it is.
        found: &'static str,
        /// What it would have to be.
        expected: &'static str,
    },
}

impl JwsError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::AlgKeyMismatch { .. } => Code::JwtAlgKeyMismatch,
            Self::AlgNotAllowed { .. } => Code::JwtAlgNotAllowed,
            Self::CritUnsupported { .. } => Code::JwtCritUnsupported,
            Self::Header { source } => source.code(),
            Self::HeaderForbidden { .. } => Code::JwtHeaderForbidden,
            Self::Jwk { source } => source.code(),
            Self::KidTooLong { .. } => Code::JwtKidMismatch,
            Self::Signature { source } => source.code(),
            Self::TooLarge { .. } => Code::InputTooLarge,
            Self::Encoding { .. }
            | Self::HeaderNotAnObject { .. }
            | Self::JsonSerialization
            | Self::NotText
            | Self::Segments { .. }
            | Self::WrongKind { .. } => Code::JwtMalformed,
        }
    }

    /// Where in the header, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Header { source } => source.at(),
            _ => None,
        }
    }
}
