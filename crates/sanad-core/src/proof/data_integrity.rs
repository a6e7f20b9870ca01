//! One Data Integrity proof: who signed, with which suite, when and for what. `spec/proof.md#members`

use crate::code::Code;
use crate::json::{Json, Object};
use crate::pointer::{JsonPointer, Trail};
use crate::proof::cryptosuite::Cryptosuite;
use crate::proof::selective::value::{DerivedProof, DerivedProofError};
use crate::signature::{Signature, SignatureError, SignatureTextError};
use crate::timestamp::{Timestamp, TimestampError};

/// A proof as it stands in a document: its members are well formed; nothing is checked.
#[derive(Clone, Debug)]
pub struct Proof<'a> {
    object: &'a Object,
    at: JsonPointer,
    suite: Suite<'a>,
    created: Option<Timestamp>,
    expires: Option<Timestamp>,
    domain: Vec<&'a str>,
    previous: Vec<&'a str>,
}

/// How a proof was made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a suite is known or it is not")]
pub enum Suite<'a> {
    /// A suite we check, and the value in its encoding.
    Known(Cryptosuite, ProofValue),
    /// Another suite, by its name: the `cryptosuite`, or the `type` where there is none.
    Unknown(&'a str),
}

/// What stands in `proofValue`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a proof is checked in one of these ways, and a caller must know all"
)]
pub enum ProofValue {
    /// The signature of the whole document.
    Signature(Signature),
    /// What a holder derived from the issuer's signatures for the part that is shown.
    Derived(Box<DerivedProof>),
}

/// Why a value is no proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofSyntaxError {
    /// A member that must be there is not.
    #[error("a proof without `{member}` at {at}")]
    Missing {
        /// The member's name.
        member: &'static str,
        /// The proof.
        at: JsonPointer,
    },
    /// A member, or the proof itself, is of another kind than it must be.
    #[error("{found} at {at}, where a proof has {expected}")]
    WrongKind {
        /// What a proof has there.
        expected: &'static str,
        /// What stands there.
        found: &'static str,
        /// Where.
        at: JsonPointer,
    },
    /// `created` or `expires` is no time.
    #[error("{error} at {at}")]
    Time {
        /// What is wrong with it.
        error: TimestampError,
        /// Where.
        at: JsonPointer,
    },
    /// `proofValue` is not what a holder derives under `ecdsa-sd-2023`.
    #[error("{error} at {at}")]
    Derived {
        /// What is wrong with it.
        error: DerivedProofError,
        /// Where.
        at: JsonPointer,
    },
    /// `proofValue` is not as long as a signature of the suite, or is written in ASN.1.
    #[error("{error} at {at}")]
    Signature {
        /// What is wrong with it.
        error: SignatureError,
        /// Where.
        at: JsonPointer,
    },
    /// `proofValue` is not written as the suite has it.
    #[error("{error} at {at}")]
    Value {
        /// What is wrong with it.
        error: SignatureTextError,
        /// Where.
        at: JsonPointer,
    },
}

impl ProofSyntaxError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Missing { .. } | Self::WrongKind { .. } => Code::ProofMalformed,
            Self::Derived { error, .. } => error.code(),
            Self::Signature { error, .. } => error.code(),
            Self::Time { error, .. } => error.code(),
            Self::Value { error, .. } => error.code(),
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::Missing { at, .. }
            | Self::WrongKind { at, .. }
            | Self::Derived { at, .. }
            | Self::Signature { at, .. }
            | Self::Time { at, .. }
            | Self::Value { at, .. } => at,
        }
    }
}

impl<'a> Proof<'a> {
    /// Reads a proof that stands at `trail`.
    ///
    /// # Errors
    /// [`ProofSyntaxError`] if a member is missing, of the wrong kind, or not written as its suite has it. Of a proof
    /// of an unknown suite only `type`, `cryptosuite` and the times are looked at.
    pub fn read(value: &'a Json, trail: &Trail<'_>) -> Result<Self, ProofSyntaxError> {
        let object = value.as_object().ok_or_else(|| wrong_kind("an object", value, trail))?;
        let type_name = required(object, "type", trail)?;
        let suite_name = optional(object, "cryptosuite", trail)?;
        let known = match (type_name, suite_name) {
            ("DataIntegrityProof", None) => {
                return Err(ProofSyntaxError::Missing { member: "cryptosuite", at: trail.pointer() });
            }
            ("DataIntegrityProof", Some(name)) => Cryptosuite::of_name(name).ok_or(name),
            ("Ed25519Signature2020", None) => Ok(Cryptosuite::Ed25519Signature2020),
            (other, name) => Err(name.unwrap_or(other)),
        };
        let suite = match known {
            Err(name) => Suite::Unknown(name),
            Ok(suite) => {
                required(object, "verificationMethod", trail)?;
                required(object, "proofPurpose", trail)?;
                let text = required(object, "proofValue", trail)?;
                let at = trail.member("proofValue");
                Suite::Known(suite, proof_value(suite, text, &at)?)
            }
        };
        let created = time(object, "created", trail)?;
        if created.is_none() && matches!(suite, Suite::Known(Cryptosuite::Ed25519Signature2020, _)) {
            return Err(ProofSyntaxError::Missing { member: "created", at: trail.pointer() });
        }
        for member in ["id", "verificationMethod", "proofPurpose", "challenge", "nonce"] {
            optional(object, member, trail)?;
        }
        Ok(Self {
            object,
            at: trail.pointer(),
            suite,
            created,
            expires: time(object, "expires", trail)?,
            domain: texts(object, "domain", trail)?,
            previous: texts(object, "previousProof", trail)?,
        })
    }

    /// Where in the document it stands.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        &self.at
    }

    /// How it was made.
    #[must_use]
    pub const fn suite(&self) -> &Suite<'a> {
        &self.suite
    }

    /// The proof's own id, by which a later proof of a chain names it.
    #[must_use]
    pub fn id(&self) -> Option<&'a str> {
        self.object.text("id")
    }

    /// The URL of the key that made it. Always there if the suite is known.
    #[must_use]
    pub fn verification_method(&self) -> Option<&'a str> {
        self.object.text("verificationMethod")
    }

    /// What it was made for: `assertionMethod` for a badge. Always there if the suite is known.
    #[must_use]
    pub fn proof_purpose(&self) -> Option<&'a str> {
        self.object.text("proofPurpose")
    }

    /// When the signer says it was made.
    #[must_use]
    pub const fn created(&self) -> Option<Timestamp> {
        self.created
    }

    /// From when on it is not to be relied on.
    #[must_use]
    pub const fn expires(&self) -> Option<Timestamp> {
        self.expires
    }

    /// The domains it was made for; none if it names none.
    #[must_use]
    pub fn domain(&self) -> &[&'a str] {
        &self.domain
    }

    /// The challenge it answers.
    #[must_use]
    pub fn challenge(&self) -> Option<&'a str> {
        self.object.text("challenge")
    }

    /// The ids of the proofs it also signs (`previousProof`).
    #[must_use]
    pub fn previous(&self) -> &[&'a str] {
        &self.previous
    }

    /// The members as they stand in the document.
    #[must_use]
    pub const fn object(&self) -> &'a Object {
        self.object
    }
}

fn proof_value(suite: Cryptosuite, text: &str, trail: &Trail<'_>) -> Result<ProofValue, ProofSyntaxError> {
    let at = || trail.pointer();
    if suite == Cryptosuite::EcdsaSd2023 {
        let derived = DerivedProof::from_multibase(text)
            .map_err(|error| ProofSyntaxError::Derived { error, at: at() })?;
        return Ok(ProofValue::Derived(Box::new(derived)));
    }
    let signature =
        Signature::from_multibase(text).map_err(|error| ProofSyntaxError::Value { error, at: at() })?;
    suite.heed_length(&signature).map_err(|error| ProofSyntaxError::Signature { error, at: at() })?;
    Ok(ProofValue::Signature(signature))
}

fn wrong_kind(expected: &'static str, found: &Json, trail: &Trail<'_>) -> ProofSyntaxError {
    ProofSyntaxError::WrongKind { expected, found: found.kind(), at: trail.pointer() }
}

fn optional<'a>(
    object: &'a Object,
    name: &str,
    trail: &Trail<'_>,
) -> Result<Option<&'a str>, ProofSyntaxError> {
    match object.get(name) {
        None => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(other) => Err(wrong_kind("a string", other, &trail.member(name))),
    }
}

fn required<'a>(
    object: &'a Object,
    name: &'static str,
    trail: &Trail<'_>,
) -> Result<&'a str, ProofSyntaxError> {
    optional(object, name, trail)?
        .ok_or_else(|| ProofSyntaxError::Missing { member: name, at: trail.pointer() })
}

fn time(object: &Object, name: &str, trail: &Trail<'_>) -> Result<Option<Timestamp>, ProofSyntaxError> {
    let Some(text) = optional(object, name, trail)? else { return Ok(None) };
    let instant =
        text.parse().map_err(|error| ProofSyntaxError::Time { error, at: trail.member(name).pointer() })?;
    Ok(Some(instant))
}

fn texts<'a>(object: &'a Object, name: &str, trail: &Trail<'_>) -> Result<Vec<&'a str>, ProofSyntaxError> {
    let Some(value) = object.get(name) else { return Ok(Vec::new()) };
    let here = trail.member(name);
    let item = |(index, item): (usize, &'a Json)| {
        item.as_str().ok_or_else(|| wrong_kind("a string or a list of strings", item, &here.item(index)))
    };
    match value {
        Json::Array(items) => items.iter().enumerate().map(item).collect(),
        other => {
            Ok(vec![other.as_str().ok_or_else(|| wrong_kind("a string or a list of strings", other, &here))?])
        }
    }
}
