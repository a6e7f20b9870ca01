//! A badge as received, and what it claims.

use crate::canonical::canonicalizer::Canonicalizer;
use crate::code::Code;
use crate::json::Object;
use crate::jws::{JwsError, begins_as_jws};
use crate::limits::Limits;
use crate::model::claims::Claims;
use crate::pointer::{JsonPointer, Trail};
use crate::proof::set::{ProofSet, ProofSetError};
use crate::proof::signature::{self, ProofError};
use crate::public_key::PublicKey;
use crate::signed::{ParseError, SignedDocument};
use crate::vc_jwt::{VcJwt, VcJwtError};

/// A signed badge, read but not believed: `sanad-verifier` turns it into a `VerifiedBadge`, or says why not.
#[derive(Clone, Debug)]
pub struct SignedBadge(Kept);

#[derive(Clone, Debug)]
enum Kept {
    Embedded(SignedDocument),
    Jwt(Box<VcJwt>),
}

/// How a badge is secured.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_enums, reason = "a signature is within the document or around it")]
pub enum Securing<'a> {
    /// By proofs within it.
    Embedded(&'a SignedDocument),
    /// By the JWT that it came as; there may be proofs within it as well.
    Jwt(&'a VcJwt),
}

impl SignedBadge {
    /// Reads a badge from JSON, within [`Limits::DEFAULT`]. That it is a badge is for the verifier's structure check.
    ///
    /// # Errors
    /// [`ParseError`] if the bytes are not strict JSON, or not an object.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ParseError> {
        SignedDocument::from_json(bytes).map(Into::into)
    }

    /// Reads a badge from JSON, within bounds of the caller's.
    ///
    /// # Errors
    /// As [`Self::from_json`].
    pub fn from_json_within(bytes: &[u8], limits: &Limits) -> Result<Self, ParseError> {
        SignedDocument::from_json_within(bytes, limits).map(Into::into)
    }

    /// Reads a badge from a JWT, within [`Limits::DEFAULT`].
    ///
    /// # Errors
    /// [`VcJwtError`] if the bytes are no compact JWS, or it holds no credential.
    pub fn from_jwt(bytes: &[u8]) -> Result<Self, VcJwtError> {
        VcJwt::parse(bytes).map(Into::into)
    }

    /// Reads a badge in the form that it has: a JWT, known by its beginning, or JSON.
    ///
    /// # Errors
    /// [`ReadError`], as [`Self::from_jwt`] or [`Self::from_json`].
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        if begins_as_jws(bytes) {
            return Ok(Self::from_jwt(bytes)?);
        }
        let badge = Self::from_json(bytes)?;
        if is_json_jws(badge.content()) {
            return Err(ReadError::Jwt(JwsError::JsonSerialization.into()));
        }
        Ok(badge)
    }

    /// Exactly the bytes received.
    #[must_use]
    pub fn as_received(&self) -> &[u8] {
        match &self.0 {
            Kept::Embedded(document) => document.as_json(),
            Kept::Jwt(jwt) => jwt.as_received(),
        }
    }

    /// The bytes as received, and the badge without its `proof`.
    #[must_use]
    pub fn into_parts(self) -> (Box<[u8]>, Object) {
        match self.0 {
            Kept::Embedded(document) => document.into_parts(),
            Kept::Jwt(jwt) => jwt.into_parts(),
        }
    }

    /// How the badge is secured.
    #[must_use]
    pub fn securing(&self) -> Securing<'_> {
        match &self.0 {
            Kept::Embedded(document) => Securing::Embedded(document),
            Kept::Jwt(jwt) => Securing::Jwt(jwt),
        }
    }

    /// What the badge says of itself. Nobody has checked it: the word is the warning.
    #[must_use]
    pub fn unverified(&self) -> Claims<'_> {
        Claims::new(self.content())
    }

    /// The badge without its `proof`; of a JWT without its claims, and with what those add to it.
    #[must_use]
    pub fn content(&self) -> &Object {
        match &self.0 {
            Kept::Embedded(document) => document.content(),
            Kept::Jwt(jwt) => jwt.content(),
        }
    }

    /// The proofs within the badge, read. A badge that came as a JWT need not have any.
    ///
    /// # Errors
    /// [`ProofSetError`] if there is none, or one is malformed.
    pub fn proofs(&self) -> Result<ProofSet<'_>, ProofSetError> {
        let proof = match &self.0 {
            Kept::Embedded(document) => document.proof(),
            Kept::Jwt(jwt) => jwt.embedded().map(|(_, proof)| proof),
        };
        ProofSet::read(proof, &Trail::Root, &Limits::DEFAULT)
    }

    /// One question, no policy: is the JWT, or else the first proof, signed by `key`?
    ///
    /// # Errors
    /// [`CheckError`] if there is no readable proof, or it is no signature by `key` over this document.
    pub fn check_proof(&self, key: &PublicKey) -> Result<(), CheckError> {
        match &self.0 {
            Kept::Embedded(document) => {
                let proofs = self.proofs()?;
                Ok(signature::check(&proofs, 0, document.content(), key, &Canonicalizer::official())?)
            }
            Kept::Jwt(jwt) => Ok(jwt.jws().verify(key)?),
        }
    }
}

impl From<SignedDocument> for SignedBadge {
    fn from(document: SignedDocument) -> Self {
        Self(Kept::Embedded(document))
    }
}

impl From<VcJwt> for SignedBadge {
    fn from(jwt: VcJwt) -> Self {
        Self(Kept::Jwt(Box::new(jwt)))
    }
}

/// RFC 7515 §7.2: a JWS as JSON has a payload, and one signature or several.
fn is_json_jws(content: &Object) -> bool {
    content.contains("payload") && ["signature", "signatures"].iter().any(|name| content.contains(name))
}

/// Why bytes are no badge in any form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No JSON document.
    #[error(transparent)]
    Json(#[from] ParseError),
    /// No JWT with a credential in it.
    #[error(transparent)]
    Jwt(#[from] VcJwtError),
}

impl ReadError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Json(error) => error.code(),
            Self::Jwt(error) => error.code(),
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Json(error) => error.at(),
            Self::Jwt(error) => error.at(),
        }
    }
}

/// Why a badge's signature does not hold under a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// There is no readable proof.
    #[error(transparent)]
    Set(#[from] ProofSetError),
    /// The JWT's signature does not hold.
    #[error(transparent)]
    Jws(#[from] JwsError),
    /// The proof does not hold.
    #[error(transparent)]
    Proof(#[from] ProofError),
}
