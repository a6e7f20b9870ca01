//! What each cryptosuite hashes: the canonical proof options, then the canonical document. `spec/proof.md#hashing`

use sha2::{Digest as _, Sha256};

use crate::canonical::canonicalizer::{Canonicalizer, FormError};
use crate::canonical::jcs;
use crate::code::Code;
use crate::json::{Json, Object};
use crate::pointer::JsonPointer;

/// The ways of signing that we check. `eddsa-rdfc-2022` and `eddsa-jcs-2022` are also issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cryptosuite {
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
    /// The suite with that `cryptosuite` name. Names are compared to the letter.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "eddsa-2022" => Some(Self::Eddsa2022),
            "eddsa-jcs-2022" => Some(Self::EddsaJcs2022),
            "eddsa-rdfc-2022" => Some(Self::EddsaRdfc2022),
            _ => None,
        }
    }

    /// The suite's name: its `cryptosuite`, or the proof `type` of `Ed25519Signature2020`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Eddsa2022 => "eddsa-2022",
            Self::EddsaJcs2022 => "eddsa-jcs-2022",
            Self::EddsaRdfc2022 => "eddsa-rdfc-2022",
            Self::Ed25519Signature2020 => "Ed25519Signature2020",
        }
    }

    /// The canonical texts of a document and of the proof options made for it.
    ///
    /// `content` is the document without its `proof` (in a chain: with the proofs it follows); `options` the proof
    /// without its `proofValue`.
    ///
    /// # Errors
    /// [`TransformError`] if the options name other contexts than the document, or either has no canonical form.
    pub fn transform(
        self,
        content: &Object,
        mut options: Object,
        canonicalizer: &Canonicalizer,
    ) -> Result<Canonical, TransformError> {
        let named = content.get("@context");
        if let Some(own) = options.get("@context")
            && named != Some(own)
        {
            // spec/proof.md#contexts: the standard lets a document go on after these; then the rest is unsigned.
            return Err(TransformError::ContextAppended {
                document: named.map_or_else(|| "nothing".to_owned(), Json::to_compact),
                proof: own.to_compact(),
            });
        }
        match self {
            Self::EddsaJcs2022 => {
                Ok(Canonical { options: jcs::canonicalize(&options), document: canonicalizer.jcs(content)? })
            }
            Self::Eddsa2022 | Self::EddsaRdfc2022 | Self::Ed25519Signature2020 => {
                if let Some(named) = named {
                    options.insert("@context", named.clone());
                }
                let document = canonicalizer.rdf(content)?;
                let options = canonicalizer.rdf(&options).map_err(TransformError::Options)?;
                Ok(Canonical { options, document })
            }
        }
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
}

impl Canonical {
    /// The 64 bytes that are signed: SHA-256 of the options, then SHA-256 of the document.
    ///
    /// ```text
    /// +---------------------------+----------------------------+
    /// | SHA-256(options), 32 byte | SHA-256(document), 32 byte |
    /// +---------------------------+----------------------------+
    /// ```
    #[must_use]
    pub fn hash(&self) -> [u8; 64] {
        let mut signed = [0; 64];
        let (options, document) = signed.split_at_mut(32);
        options.copy_from_slice(&Sha256::digest(self.options.as_bytes()));
        document.copy_from_slice(&Sha256::digest(self.document.as_bytes()));
        signed
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
