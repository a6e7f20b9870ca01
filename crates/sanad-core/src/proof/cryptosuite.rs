//! What each cryptosuite hashes: the canonical proof options, then the canonical document. `spec/proof.md#hashing`

use sha2::{Digest as _, Sha256, Sha384};

use crate::canonical::canonicalizer::{Canonicalizer, FormError};
use crate::canonical::jcs;
use crate::canonical::rdfc::HashAlgorithm;
use crate::code::Code;
use crate::json::{Json, Object};
use crate::key::KeyKind;
use crate::pointer::JsonPointer;
use crate::signature::{Signature, SignatureError};

/// The ways of signing that we check. `eddsa-rdfc-2022` and `eddsa-jcs-2022` are also issued.
/// `spec/proof.md#suites`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cryptosuite {
    /// vc-di-ecdsa §3.3: JCS, with a key on P-256 or P-384; read only.
    EcdsaJcs2019,
    /// vc-di-ecdsa §3.2: RDFC-1.0, with a key on P-256 or P-384; read only.
    EcdsaRdfc2019,
    /// vc-di-ecdsa §3.6: RDFC-1.0 and a signature for each statement, so that the holder can show a part; read only.
    EcdsaSd2023,
    /// The draft name of `eddsa-rdfc-2022`, met in badges of 2022 and 2023; read only.
    Eddsa2022,
    /// vc-di-eddsa §3.3: JCS over the document, so over its very members.
    EddsaJcs2022,
    /// vc-di-eddsa §3.2: RDFC-1.0 over the document's meaning; what 1EdTech certifies.
    EddsaRdfc2022,
    /// vc-di-eddsa §4, a proof `type` of its own; read only.
    Ed25519Signature2020,
}

impl Cryptosuite {
    /// Every suite whose signature is one over the whole document.
    pub const WHOLE: [Self; 6] = [
        Self::EcdsaJcs2019,
        Self::EcdsaRdfc2019,
        Self::Eddsa2022,
        Self::EddsaJcs2022,
        Self::EddsaRdfc2022,
        Self::Ed25519Signature2020,
    ];

    /// The suite with that `cryptosuite` name, if this build has keys for it. Names are compared to the letter.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let suite = match name {
            "ecdsa-jcs-2019" => Some(Self::EcdsaJcs2019),
            "ecdsa-rdfc-2019" => Some(Self::EcdsaRdfc2019),
            "ecdsa-sd-2023" => Some(Self::EcdsaSd2023),
            "eddsa-2022" => Some(Self::Eddsa2022),
            "eddsa-jcs-2022" => Some(Self::EddsaJcs2022),
            "eddsa-rdfc-2022" => Some(Self::EddsaRdfc2022),
            _ => None,
        };
        suite.filter(|suite| suite.key_kinds().iter().all(|kind| kind.is_built_in()))
    }

    /// The suite's name: its `cryptosuite`, or the proof `type` of `Ed25519Signature2020`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EcdsaJcs2019 => "ecdsa-jcs-2019",
            Self::EcdsaRdfc2019 => "ecdsa-rdfc-2019",
            Self::EcdsaSd2023 => "ecdsa-sd-2023",
            Self::Eddsa2022 => "eddsa-2022",
            Self::EddsaJcs2022 => "eddsa-jcs-2022",
            Self::EddsaRdfc2022 => "eddsa-rdfc-2022",
            Self::Ed25519Signature2020 => "Ed25519Signature2020",
        }
    }

    /// The kinds of keys that sign by the suite.
    #[must_use]
    pub const fn key_kinds(self) -> &'static [KeyKind] {
        match self {
            Self::EcdsaJcs2019 | Self::EcdsaRdfc2019 => &[KeyKind::P256, KeyKind::P384],
            Self::EcdsaSd2023 => &[KeyKind::P256],
            Self::Eddsa2022 | Self::EddsaJcs2022 | Self::EddsaRdfc2022 | Self::Ed25519Signature2020 => {
                &[KeyKind::Ed25519]
            }
        }
    }

    /// What the suite canonicalises: a document's very members, or its meaning.
    #[must_use]
    pub const fn form(self) -> Form {
        match self {
            Self::EcdsaJcs2019 | Self::EddsaJcs2022 => Form::Jcs,
            Self::EcdsaRdfc2019
            | Self::EcdsaSd2023
            | Self::Eddsa2022
            | Self::EddsaRdfc2022
            | Self::Ed25519Signature2020 => Form::Rdfc,
        }
    }

    /// Whether a signature is as long as one of the suite's keys makes it. Which of them is seen when it is checked.
    pub(super) fn heed_length(self, signature: &Signature) -> Result<(), SignatureError> {
        let found = signature.as_bytes().len();
        let lengths = || self.key_kinds().iter().filter_map(|kind| kind.signature_bytes());
        if lengths().any(|length| length == found) {
            return Ok(());
        }
        let expected = lengths().min_by_key(|length| length.abs_diff(found)).unwrap_or_default();
        let is_ecdsa = !self.key_kinds().contains(&KeyKind::Ed25519);
        Err(if is_ecdsa && signature.is_der() {
            SignatureError::Asn1 { expected }
        } else {
            signature.length_error(expected)
        })
    }

    /// The canonical texts of a document and of the proof options made for it, for a key of that kind. Under
    /// `ecdsa-sd-2023` the document's is not yet what is signed: its labels are replaced, and it is taken apart
    /// ([`super::selective::disclosure`]).
    ///
    /// `content` is the document without its `proof` (in a chain: with the proofs it follows); `options` the proof
    /// without its `proofValue`.
    ///
    /// # Errors
    /// [`TransformError`] if the options name other contexts than the document, or either has no canonical form.
    pub fn transform(
        self,
        content: &Object,
        options: Object,
        kind: KeyKind,
        canonicalizer: &Canonicalizer,
    ) -> Result<Canonical, TransformError> {
        self.transform_without(None, content, &options, kind, canonicalizer)
    }

    /// The same of a proof that is made: its options are all of it but the `proofValue`.
    ///
    /// # Errors
    /// As [`Self::transform`].
    pub(crate) fn transform_made(
        self,
        content: &Object,
        proof: &Object,
        kind: KeyKind,
        canonicalizer: &Canonicalizer,
    ) -> Result<Canonical, TransformError> {
        self.transform_without(Some("proofValue"), content, proof, kind, canonicalizer)
    }

    fn transform_without(
        self,
        left_out: Option<&str>,
        content: &Object,
        options: &Object,
        kind: KeyKind,
        canonicalizer: &Canonicalizer,
    ) -> Result<Canonical, TransformError> {
        heed_contexts(content, options)?;
        let algorithm = hash_of(kind);
        match self.form() {
            Form::Jcs => {
                let document = canonicalizer.jcs(content)?;
                let options = jcs::canonicalize_without(options, left_out);
                Ok(Canonical { options, document, algorithm })
            }
            Form::Rdfc => {
                let document = canonicalizer.rdf_with(content, algorithm)?;
                let options = left_out.map_or_else(|| options.clone(), |name| options.without(name));
                let options = rdf_options_with(content, options, algorithm, canonicalizer)?;
                Ok(Canonical { options, document, algorithm })
            }
        }
    }
}

/// The canonical proof options under an RDFC suite, that is, under the document's contexts.
pub(crate) fn rdf_options(
    content: &Object,
    options: Object,
    canonicalizer: &Canonicalizer,
) -> Result<String, TransformError> {
    rdf_options_with(content, options, HashAlgorithm::Sha256, canonicalizer)
}

fn rdf_options_with(
    content: &Object,
    mut options: Object,
    algorithm: HashAlgorithm,
    canonicalizer: &Canonicalizer,
) -> Result<String, TransformError> {
    if let Some(named) = content.get("@context") {
        options.insert("@context", named.clone());
    }
    canonicalizer.rdf_with(&options, algorithm).map_err(TransformError::Options)
}

/// spec/proof.md#contexts: the standard lets a document go on after those of the proof; then the rest is unsigned.
pub(crate) fn heed_contexts(content: &Object, options: &Object) -> Result<(), TransformError> {
    let named = content.get("@context");
    match options.get("@context") {
        Some(own) if named != Some(own) => Err(TransformError::ContextAppended {
            document: named.map_or_else(|| "nothing".to_owned(), Json::to_compact),
            proof: own.to_compact(),
        }),
        _ => Ok(()),
    }
}

/// What is canonicalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a document has members and a meaning and nothing else")]
pub enum Form {
    /// The document's very members, by JCS. The proof then holds a copy of the document's `@context`.
    Jcs,
    /// The document's meaning, by RDFC-1.0.
    Rdfc,
}

/// The hash that goes with a kind of key, in RDFC-1.0 too (vc-di-ecdsa §3.2.3, §3.2.4: SHA-384 for P-384).
const fn hash_of(kind: KeyKind) -> HashAlgorithm {
    match kind {
        KeyKind::P384 => HashAlgorithm::Sha384,
        KeyKind::Ed25519 | KeyKind::P256 | KeyKind::Rsa => HashAlgorithm::Sha256,
    }
}

/// What is hashed, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "every suite hashes these two texts")]
pub struct Canonical {
    /// The proof options.
    pub options: String,
    /// The document.
    pub document: String,
    /// What both are hashed with.
    pub algorithm: HashAlgorithm,
}

impl Canonical {
    /// The bytes that are signed: the hash of the options, then the hash of the document; 64 bytes with SHA-256, 96
    /// with SHA-384.
    ///
    /// ```text
    /// +---------------+----------------+
    /// | hash(options) | hash(document) |
    /// +---------------+----------------+
    /// ```
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        let mut both = Vec::with_capacity(96);
        for text in [&self.options, &self.document] {
            match self.algorithm {
                HashAlgorithm::Sha256 => both.extend_from_slice(&Sha256::digest(text)),
                HashAlgorithm::Sha384 => both.extend_from_slice(&Sha384::digest(text)),
            }
        }
        both
    }
}

/// Why a document and its proof options have no canonical form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransformError {
    /// The proof was made over other contexts than the document has.
    #[error("the document has the contexts {document}, the proof was made over {proof}")]
    ContextAppended {
        /// What the document has, as JSON.
        document: String,
        /// What the proof has, as JSON.
        proof: String,
    },
    /// The document has no canonical form.
    #[error(transparent)]
    Document(#[from] FormError),
    /// The proof options have no canonical form.
    #[error("in the proof: {0}")]
    Options(FormError),
}

impl TransformError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::ContextAppended { .. } => Code::ProofContextAppended,
            Self::Document(error) | Self::Options(error) => error.code(),
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Document(error) => error.at(),
            _ => None,
        }
    }
}
