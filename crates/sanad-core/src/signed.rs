//! A signed document: the bytes as received, read strictly, not yet believed.

use crate::code::Code;
use crate::json::{Json, JsonError, Object};
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::proof::set::{ProofSet, ProofSetError};

/// A JSON document with its proofs, exactly as received: a badge, a status list, an accreditation list.
///
/// Nothing in it has been checked beyond strict JSON. What was signed is [`Self::content`].
#[derive(Clone, Debug)]
pub struct SignedDocument {
    bytes: Box<[u8]>,
    content: Object,
    proof: Option<Json>,
}

impl SignedDocument {
    /// Reads one JSON document within [`Limits::DEFAULT`].
    ///
    /// # Errors
    /// [`ParseError`] if the bytes are not strict JSON, or not an object.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ParseError> {
        Self::from_json_within(bytes, &Limits::DEFAULT)
    }

    /// Reads one JSON document within bounds of the caller's.
    ///
    /// # Errors
    /// As [`Self::from_json`].
    pub fn from_json_within(bytes: &[u8], limits: &Limits) -> Result<Self, ParseError> {
        match Json::parse_within(bytes, limits)? {
            Json::Object(mut content) => {
                let proof = content.remove("proof");
                Ok(Self { bytes: bytes.into(), content, proof })
            }
            other => Err(ParseError::NotAnObject { found: other.kind() }),
        }
    }

    /// A document made here: its content and its proof, written for eyes.
    #[must_use]
    pub fn from_parts(mut content: Object, proof: Json) -> Self {
        content.insert("proof", proof);
        let bytes = content.to_pretty().into_bytes().into();
        let proof = content.remove("proof");
        Self { bytes, content, proof }
    }

    /// The bytes as received: what is stored, sent on and hashed.
    #[must_use]
    pub const fn as_json(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes as received, and the document without its `proof`.
    #[must_use]
    pub fn into_parts(self) -> (Box<[u8]>, Object) {
        (self.bytes, self.content)
    }

    /// The document without its `proof`: what the proofs were made over.
    #[must_use]
    pub const fn content(&self) -> &Object {
        &self.content
    }

    /// The `proof` member as it stands.
    #[must_use]
    pub const fn proof(&self) -> Option<&Json> {
        self.proof.as_ref()
    }

    /// The proofs, read.
    ///
    /// # Errors
    /// [`ProofSetError`] if there is none, or one is malformed.
    pub fn proofs(&self, limits: &Limits) -> Result<ProofSet<'_>, ProofSetError> {
        ProofSet::read(self.proof(), &Trail::Root, limits)
    }
}

/// Why bytes are no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// Not strict JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// JSON, but no object.
    #[error("{found} where a document is an object")]
    NotAnObject {
        /// What it is.
        found: &'static str,
    },
}

impl ParseError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Json(error) => error.code(),
            Self::NotAnObject { .. } => Code::SchemaWrongKind,
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Json(error) => error.at(),
            Self::NotAnObject { .. } => None,
        }
    }
}
