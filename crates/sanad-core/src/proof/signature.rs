//! Whether a proof's signature belongs to a document and a key; and how such a proof is made.

use crate::canonical::canonicalizer::Canonicalizer;
use crate::code::Code;
use crate::json::{Json, Object};
use crate::key::KeyKind;
use crate::pointer::JsonPointer;
use crate::proof::cryptosuite::{self, Canonical, Cryptosuite, Form, TransformError};
use crate::proof::data_integrity::{ProofValue, Suite};
use crate::proof::selective::disclosure::{Disclosure, DisclosureError};
use crate::proof::set::{ProofSet, following};
use crate::public_key::PublicKey;
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
    key: &PublicKey,
    canonicalizer: &Canonicalizer,
) -> Result<(), ProofError> {
    let Some(proof) = proofs.proofs().get(index) else {
        return Err(ProofError::NoSuchProof { index, count: proofs.proofs().len() });
    };
    let (suite, value) = match proof.suite() {
        Suite::Known(suite, value) => (suite, value),
        Suite::Unknown(name) => return Err(ProofError::UnsupportedSuite { name: (*name).to_owned() }),
    };
    heed_kind(*suite, key.kind())?;
    let chained = proofs.chained_content(index, content);
    let content = chained.as_ref().unwrap_or(content);
    match value {
        ProofValue::Signature(signature) => {
            let canonical = suite.transform_made(content, proof.object(), key.kind(), canonicalizer)?;
            key.verify(&canonical.hash(), signature)?;
        }
        ProofValue::Derived(derived) => {
            let options = proof.object().without("proofValue");
            cryptosuite::heed_contexts(content, &options)?;
            let disclosure = Disclosure::new(derived, content, canonicalizer)?;
            disclosure.verify(&cryptosuite::rdf_options(content, options, canonicalizer)?, key)?;
        }
    }
    Ok(())
}

/// The texts that the proof at `index` signs, for a key of that kind: for explaining. `content` is the document without
/// its `proof`.
///
/// # Errors
/// [`ProofError`] if the suite is not known, or there is no canonical form.
pub fn canonical(
    proofs: &ProofSet<'_>,
    index: usize,
    content: &Object,
    kind: KeyKind,
    canonicalizer: &Canonicalizer,
) -> Result<Canonical, ProofError> {
    let Some(proof) = proofs.proofs().get(index) else {
        return Err(ProofError::NoSuchProof { index, count: proofs.proofs().len() });
    };
    let suite = match proof.suite() {
        Suite::Known(suite, _) => *suite,
        Suite::Unknown(name) => return Err(ProofError::UnsupportedSuite { name: (*name).to_owned() }),
    };
    let chained = proofs.chained_content(index, content);
    Ok(suite.transform_made(chained.as_ref().unwrap_or(content), proof.object(), kind, canonicalizer)?)
}

/// Under each suite a key of another kind would check something else than was signed.
fn heed_kind(suite: Cryptosuite, found: KeyKind) -> Result<(), KindError> {
    if suite.key_kinds().contains(&found) { Ok(()) } else { Err(KindError { suite, found }) }
}

/// A key of another kind than the suite signs with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is not signed with a key of the kind {found}, expected {}", .suite.name(), names(.suite.key_kinds()))]
#[non_exhaustive]
pub struct KindError {
    /// The suite.
    pub suite: Cryptosuite,
    /// What kind of key it is.
    pub found: KeyKind,
}

impl KindError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::KeyTypeMismatch
    }
}

fn names(kinds: &[KeyKind]) -> String {
    kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ")
}

/// Why a proof does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// The document is not what a derived proof says of it.
    #[error(transparent)]
    Disclosure(#[from] DisclosureError),
    /// A key of another kind than the suite signs with.
    #[error(transparent)]
    KeyKind(#[from] KindError),
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
            Self::Disclosure(error) => error.code(),
            Self::KeyKind(error) => error.code(),
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
            Self::Disclosure(error) => error.at(),
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
/// [`SignError`] if the document has no canonical form, the signer fails, or the signature just made does not verify.
pub fn sign(
    content: &Object,
    earlier: Option<&Json>,
    options: &ProofOptions,
    signer: &dyn Signer,
    canonicalizer: &Canonicalizer,
) -> Result<Object, SignError> {
    if options.suite == Cryptosuite::EcdsaSd2023 {
        return Err(SignError::SuiteNotIssued { suite: options.suite });
    }
    let key = signer.public_key();
    let kind = key.kind();
    heed_kind(options.suite, kind)?;
    let mut proof = options.object();
    if options.suite.form() == Form::Jcs
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
    let content = chained.as_ref().unwrap_or(content);
    let message = options.suite.transform_made(content, &proof, kind, canonicalizer)?.hash();
    let signature = signer.sign(&message)?;
    // spec/proof.md#issuing
    key.verify(&message, &signature).map_err(|source| SignError::SelfCheck { source })?;
    proof.insert("proofValue", signature.to_multibase());
    Ok(proof)
}

/// Why no proof was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The signer has a key of another kind than the suite signs with.
    #[error(transparent)]
    KeyKind(#[from] KindError),
    /// The signature just made does not verify: the signer is faulty, or not the holder of the key it names.
    #[error("the signature just made does not verify, so the signer is faulty: {source}")]
    SelfCheck {
        /// What is wrong with it.
        source: SignatureError,
    },
    /// The signer failed.
    #[error(transparent)]
    Signer(#[from] SignerError),
    /// Its proofs are checked here, not made.
    #[error("proofs of {} are not made here", .suite.name())]
    SuiteNotIssued {
        /// The suite.
        suite: Cryptosuite,
    },
    /// The document or the proof options have no canonical form.
    #[error(transparent)]
    Transform(#[from] TransformError),
}

impl SignError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::KeyKind(error) => error.code(),
            Self::SelfCheck { .. } => Code::IssueSelfCheckFailed,
            Self::Signer(error) => error.code(),
            Self::SuiteNotIssued { .. } => Code::ProofUnsupportedSuite,
            Self::Transform(error) => error.code(),
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::KeyKind(_) | Self::SelfCheck { .. } | Self::Signer(_) | Self::SuiteNotIssued { .. } => None,
            Self::Transform(error) => error.at(),
        }
    }
}
