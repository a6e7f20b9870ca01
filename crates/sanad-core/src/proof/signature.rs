//! Whether a proof's signature belongs to a document and a key; and how such a proof is made.

use crate::canonical::canonicalizer::Canonicalizer;
use crate::code::Code;
use crate::json::{Json, Object};
use crate::key::VerifyingKey;
use crate::pointer::JsonPointer;
use crate::proof::cryptosuite::{Cryptosuite, TransformError};
use crate::proof::data_integrity::Suite;
use crate::proof::set::{ProofSet, following};
use crate::signature::SignatureError;
use crate::signer::{Signer, SignerError};
use crate::timestamp::Timestamp;

/// Checks the signature of the proof at `index`: mathematics only. Whose key it is, when and what for is for the
/// verifier to ask. `spec/proof.md#checking`
///
/// `content` is the document without its `proof`.
///
/// # Errors
/// [`ProofError`] if the signature is not one by `key` over this document and these proof options, or the suite is
/// not known.
pub fn check(
    proofs: &ProofSet<'_>,
    index: usize,
    content: &Object,
    key: &VerifyingKey,
    canonicalizer: &Canonicalizer,
) -> Result<(), ProofError> {
    let Some(proof) = proofs.proofs().get(index) else {
        return Err(ProofError::NoSuchProof { index, count: proofs.proofs().len() });
    };
    let (suite, signature) = match proof.suite() {
        Suite::Known(suite, signature) => (suite, signature),
        Suite::Unknown(name) => return Err(ProofError::UnsupportedSuite { name: name.to_owned() }),
    };
    let options = proof.object().without("proofValue");
    let chained = proofs.chained_content(index, content);
    let canonical = suite.transform(chained.as_ref().unwrap_or(content), options, canonicalizer)?;
    key.verify(&canonical.hash(), &signature)?;
    Ok(())
}

/// Why a proof does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// There are not that many proofs.
    #[error("no proof number {index} among {count}")]
    NoSuchProof {
        /// The one asked for, from 0.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// The signature does not belong to this document and key.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// The document or the proof options have no canonical form.
    #[error(transparent)]
    Transform(#[from] TransformError),
    /// Signed in a way that we do not check.
    #[error("a proof of the kind `{name}`, which is not checked")]
    UnsupportedSuite {
        /// The suite's name as the proof gives it.
        name: String,
    },
}

impl ProofError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::NoSuchProof { .. } => Code::ProofMissing,
            Self::Signature(error) => error.code(),
            Self::Transform(error) => error.code(),
            Self::UnsupportedSuite { .. } => Code::ProofUnsupportedSuite,
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Transform(error) => error.at(),
            _ => None,
        }
    }
}

/// What a signer decides about a proof before it is made. The purpose is always `assertionMethod`: a badge asserts.
#[derive(Clone, Debug)]
pub struct ProofOptions {
    suite: Cryptosuite,
    members: Object,
    previous: Vec<String>,
}

impl ProofOptions {
    /// A proof of that suite by the key with that URL.
    #[must_use]
    pub fn new(suite: Cryptosuite, verification_method: impl Into<String>) -> Self {
        let members = match suite {
            Cryptosuite::Ed25519Signature2020 => Object::new().with("type", suite.name()),
            _ => Object::new().with("type", "DataIntegrityProof").with("cryptosuite", suite.name()),
        };
        let members = members
            .with("verificationMethod", verification_method.into())
            .with("proofPurpose", "assertionMethod");
        Self { suite, members, previous: Vec::new() }
    }

    /// When it is made.
    #[must_use]
    pub fn created(self, at: Timestamp) -> Self {
        self.member("created", at.to_string())
    }

    /// From when on it shall not be relied on.
    #[must_use]
    pub fn expires(self, at: Timestamp) -> Self {
        self.member("expires", at.to_string())
    }

    /// The domain it is made for.
    #[must_use]
    pub fn domain(self, domain: impl Into<String>) -> Self {
        self.member("domain", domain.into())
    }

    /// The challenge it answers.
    #[must_use]
    pub fn challenge(self, challenge: impl Into<String>) -> Self {
        self.member("challenge", challenge.into())
    }

    /// Its own id, so that a later proof can follow it.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        self.member("id", id.into())
    }

    /// A proof already in the document that this one also signs; call again for more.
    #[must_use]
    pub fn following(mut self, id: impl Into<String>) -> Self {
        self.previous.push(id.into());
        self
    }

    fn member(mut self, name: &str, value: String) -> Self {
        self.members.insert(name, value);
        self
    }

    fn object(&self) -> Object {
        match self.previous.as_slice() {
            [] => self.members.clone(),
            [one] => self.members.clone().with("previousProof", one.as_str()),
            many => self
                .members
                .clone()
                .with("previousProof", Json::Array(many.iter().map(|id| id.as_str().into()).collect())),
        }
    }
}

/// Makes a proof over `content`, the document without `proof`. `earlier` are the proofs already there, needed only
/// where the new one follows some of them; whether those ids are there is seen when the whole is read back.
///
/// # Errors
/// [`SignError`] if the document has no canonical form or the signer fails.
pub fn sign(
    content: &Object,
    earlier: Option<&Json>,
    options: &ProofOptions,
    signer: &dyn Signer,
    canonicalizer: &Canonicalizer,
) -> Result<Object, SignError> {
    let mut proof = options.object();
    if options.suite == Cryptosuite::EddsaJcs2022
        && let Some(named) = content.get("@context")
    {
        proof.insert("@context", named.clone());
    }
    let follows = |item: &&Json| {
        let id = item.as_object().and_then(|object| object.text("id"));
        id.is_some_and(|id| options.previous.iter().any(|previous| previous == id))
    };
    let previous: Vec<Json> = earlier.map_or(&[][..], Json::items).iter().filter(follows).cloned().collect();
    let chained = following(content, previous);
    let canonical =
        options.suite.transform(chained.as_ref().unwrap_or(content), proof.clone(), canonicalizer)?;
    let signature = signer.sign(&canonical.hash())?;
    proof.insert("proofValue", signature.to_multibase());
    Ok(proof)
}

/// Why no proof was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The signer failed.
    #[error(transparent)]
    Signer(#[from] SignerError),
    /// The document or the proof options have no canonical form.
    #[error(transparent)]
    Transform(#[from] TransformError),
}

impl SignError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Signer(error) => error.code(),
            Self::Transform(error) => error.code(),
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Signer(_) => None,
            Self::Transform(error) => error.at(),
        }
    }
}
