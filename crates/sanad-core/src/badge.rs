//! A badge as received, and what it claims.

use crate::canonical::canonicalizer::Canonicalizer;
use crate::json::Object;
use crate::key::VerifyingKey;
use crate::limits::Limits;
use crate::model::claims::Claims;
use crate::proof::set::{ProofSet, ProofSetError};
use crate::proof::signature::{self, ProofError};
use crate::signed::{ParseError, SignedDocument};

/// A signed badge, read but not believed: `sanad-verifier` turns it into a `VerifiedBadge`, or says why not.
#[derive(Clone, Debug)]
pub struct SignedBadge(SignedDocument);

impl SignedBadge {
    /// Reads a badge from JSON, within [`Limits::DEFAULT`]. That it is a badge is for the verifier's structure check.
    ///
    /// # Errors
    /// [`ParseError`] if the bytes are not strict JSON, or not an object.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ParseError> {
        SignedDocument::from_json(bytes).map(Self)
    }

    /// Reads a badge from JSON, within bounds of the caller's.
    ///
    /// # Errors
    /// As [`Self::from_json`].
    pub fn from_json_within(bytes: &[u8], limits: &Limits) -> Result<Self, ParseError> {
        SignedDocument::from_json_within(bytes, limits).map(Self)
    }

    /// Exactly the bytes received.
    #[must_use]
    pub const fn as_json(&self) -> &[u8] {
        self.0.as_json()
    }

    /// What the badge says of itself. Nobody has checked it: the word is the warning.
    #[must_use]
    pub fn unverified(&self) -> Claims<'_> {
        Claims::new(self.content())
    }

    /// The badge without its `proof`.
    #[must_use]
    pub const fn content(&self) -> &Object {
        self.0.content()
    }

    /// The badge as a signed document of any kind.
    #[must_use]
    pub const fn document(&self) -> &SignedDocument {
        &self.0
    }

    /// The proofs, read.
    ///
    /// # Errors
    /// [`ProofSetError`] if there is none, or one is malformed.
    pub fn proofs(&self) -> Result<ProofSet<'_>, ProofSetError> {
        self.0.proofs(&Limits::DEFAULT)
    }

    /// One question, no policy: is the first proof a signature by `key`?
    ///
    /// # Errors
    /// [`CheckError`] if there is no readable proof, or it is no signature by `key` over this document.
    pub fn check_proof(&self, key: &VerifyingKey) -> Result<(), CheckError> {
        let proofs = self.proofs()?;
        Ok(signature::check(&proofs, 0, self.content(), key, &Canonicalizer::official())?)
    }
}

impl From<SignedDocument> for SignedBadge {
    fn from(document: SignedDocument) -> Self {
        Self(document)
    }
}

/// Why a badge's first proof does not hold under a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// There is no readable proof.
    #[error(transparent)]
    Set(#[from] ProofSetError),
    /// It does not hold.
    #[error(transparent)]
    Proof(#[from] ProofError),
}
