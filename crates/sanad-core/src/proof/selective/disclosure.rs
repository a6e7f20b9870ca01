//! A shown part held against its derived proof: every statement signed by the issuer, or by the key it signed.
//! `spec/selective-disclosure.md#checking`

use sha2::{Digest as _, Sha256};

use super::value::DerivedProof;
use crate::canonical::canonicalizer::{Canonicalizer, FormError};
use crate::code::Code;
use crate::json::Object;
use crate::pointer::JsonPointer;
use crate::public_key::PublicKey;
use crate::signature::SignatureError;

/// The statements of a document, told apart as a derived proof has them.
#[derive(Clone, Debug)]
pub struct Disclosure<'p> {
    proof: &'p DerivedProof,
    /// The lines of N-Quads with the signed labels.
    text: String,
}

impl<'p> Disclosure<'p> {
    /// The statements of `content`, the document without its proof (vc-di-ecdsa §3.5.10, `createVerifyData`).
    ///
    /// # Errors
    /// [`DisclosureError`] if the document has no canonical form, or not as many blank nodes and statements as the
    /// proof has labels, indexes and signatures for.
    pub fn new(
        proof: &'p DerivedProof,
        content: &Object,
        canonicalizer: &Canonicalizer,
    ) -> Result<Self, DisclosureError> {
        let mut nodes = 0;
        let text = canonicalizer.rdf_relabelled(content, |canonical| {
            nodes += 1;
            proof.labels().label(canonical).unwrap_or_default()
        })?;
        // The labels of either side are numbered without gaps, so that as many are the same.
        if nodes != proof.labels().len() {
            return Err(DisclosureError::Labels { nodes, labels: proof.labels().len() });
        }
        let statements = text.lines().count();
        if let Some(&index) = proof.mandatory_indexes().last().filter(|index| **index >= statements) {
            return Err(DisclosureError::Index { index, statements });
        }
        let statements = statements - proof.mandatory_indexes().len();
        if statements != proof.signatures().len() {
            return Err(DisclosureError::Signatures { statements, signatures: proof.signatures().len() });
        }
        Ok(Self { proof, text })
    }

    /// Every statement, its line feed included, in order.
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.text.split_inclusive('\n')
    }

    /// The statements that the issuer has always to be shown: it signed them together.
    pub fn mandatory(&self) -> impl Iterator<Item = &str> {
        self.of_kind(Kind::Mandatory)
    }

    /// The statements that the holder chose to show: each has a signature of its own, in their order.
    pub fn chosen(&self) -> impl Iterator<Item = &str> {
        self.of_kind(Kind::Chosen)
    }

    /// SHA-256 of the mandatory statements.
    #[must_use]
    pub fn mandatory_hash(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        self.mandatory().for_each(|line| hasher.update(line.as_bytes()));
        hasher.finalize().into()
    }

    /// What the issuer signed, given the canonical proof options.
    ///
    /// ```text
    /// +---------------------------+---------------------+-------------------------------------+
    /// | SHA-256(options), 32 byte | proof key, 35 bytes | SHA-256(mandatory lines), 32 bytes  |
    /// +---------------------------+---------------------+-------------------------------------+
    /// ```
    #[must_use]
    pub fn signed(&self, options: &str) -> Vec<u8> {
        let options = Sha256::digest(options.as_bytes());
        [&options[..], self.proof.public_key(), &self.mandatory_hash()].concat()
    }

    /// Checks every signature: the issuer's first, because all others rest on it. That the key is one on P-256 is for
    /// the caller to see to: [`crate::proof::signature::check`] does.
    ///
    /// # Errors
    /// [`DisclosureError`], which says what was not signed.
    pub fn verify(&self, options: &str, issuer: &PublicKey) -> Result<(), DisclosureError> {
        // spec/selective-disclosure.md#checking: under the issuer's key, never under the one in the proof.
        issuer
            .verify(&self.signed(options), self.proof.base_signature())
            .map_err(|error| DisclosureError::BaseSignature { error })?;
        for (line, signature) in self.chosen().zip(self.proof.signatures()) {
            self.proof
                .key()
                .verify(line.as_bytes(), signature)
                .map_err(|error| DisclosureError::Statement { error, line: line.trim_end().to_owned() })?;
        }
        Ok(())
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let mut mandatory = self.proof.mandatory_indexes().iter().copied().peekable();
        self.statements().enumerate().filter_map(move |(index, line)| {
            let found = mandatory.next_if_eq(&index).map_or(Kind::Chosen, |_| Kind::Mandatory);
            (found == kind).then_some(line)
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mandatory,
    Chosen,
}

/// Why a document is not what its derived proof says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DisclosureError {
    /// The issuer's signature does not hold: another key, other proof options, another proof key, or mandatory
    /// statements that were left out, changed or added.
    #[error("of the mandatory statements and the proof's key: {error}")]
    BaseSignature {
        /// What is wrong with it.
        error: SignatureError,
    },
    /// The document has no canonical form.
    #[error(transparent)]
    Document(#[from] FormError),
    /// A mandatory statement is said to stand where there is none.
    #[error("the index {index} of a mandatory statement, where there are {statements} statements")]
    Index {
        /// The index.
        index: usize,
        /// How many statements there are.
        statements: usize,
    },
    /// Not as many labels as blank nodes.
    #[error("{labels} labels for the {nodes} nodes without a name")]
    Labels {
        /// How many blank nodes there are.
        nodes: usize,
        /// How many labels.
        labels: usize,
    },
    /// Not as many signatures as statements that are not mandatory.
    #[error("{signatures} signatures for the {statements} statements that are not mandatory")]
    Signatures {
        /// How many statements there are.
        statements: usize,
        /// How many signatures.
        signatures: usize,
    },
    /// The signature that stands at a statement's place is not of it.
    #[error("of the statement `{line}`: {error}")]
    Statement {
        /// What is wrong with it.
        error: SignatureError,
        /// The statement as a line of N-Quads.
        line: String,
    },
}

impl DisclosureError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::BaseSignature { error } | Self::Statement { error, .. } => error.code(),
            Self::Document(error) => error.code(),
            Self::Index { .. } | Self::Labels { .. } | Self::Signatures { .. } => {
                Code::ProofDisclosureMismatch
            }
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
