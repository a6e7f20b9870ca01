//! Who has signed a list: distinct keys are counted, never proofs. `spec/accreditation-list.md#signers`

use std::cell::OnceCell;

use sha2::{Digest as _, Sha256};

use crate::canonical::canonicalizer::{Canonicalizer, FormError};
use crate::canonical::jcs;
use crate::code::Code;
use crate::json::Object;
use crate::limits::Limits;
use crate::pointer::JsonPointer;
use crate::proof::cryptosuite::{Cryptosuite, TransformError, heed_contexts, rdf_options};
use crate::proof::data_integrity::{Proof, ProofValue, Suite};
use crate::proof::set::{ProofSet, ProofSetError};
use crate::public_key::PublicKey;
use crate::signature::Signature;
use crate::signed::SignedDocument;
use crate::timestamp::Timestamp;

/// The keys that have signed a list, and what became of every proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signers {
    keys: Vec<PublicKey>,
    proofs: Vec<SignerProof>,
}

/// One proof of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignerProof {
    at: JsonPointer,
    created: Option<Timestamp>,
    signed_by: Result<PublicKey, SignerProofError>,
}

impl SignerProof {
    /// Where it stands.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        &self.at
    }

    /// When it says it was made.
    #[must_use]
    pub const fn created(&self) -> Option<Timestamp> {
        self.created
    }

    /// The key that made it.
    ///
    /// # Errors
    /// [`SignerProofError`]: why it counts for none of them.
    pub const fn signed_by(&self) -> Result<&PublicKey, &SignerProofError> {
        self.signed_by.as_ref()
    }
}

impl Signers {
    /// The keys that have signed, each once, in the order in which they were asked about.
    #[must_use]
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// How many different keys have signed.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.keys.len()
    }

    /// What became of every proof, in the document's order.
    #[must_use]
    pub fn proofs(&self) -> &[SignerProof] {
        &self.proofs
    }

    /// That enough of them have signed. A threshold of 0 is met by nobody.
    ///
    /// # Errors
    /// [`ThresholdNotMet`] with both numbers.
    pub fn meets(&self, threshold: u8) -> Result<(), ThresholdNotMet> {
        let found = self.count();
        if (1..=found).contains(&usize::from(threshold)) {
            Ok(())
        } else {
            Err(ThresholdNotMet { found, threshold })
        }
    }
}

/// Fewer keys have signed than must.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} of the keys have signed, expected {threshold}")]
#[non_exhaustive]
pub struct ThresholdNotMet {
    /// How many different keys have signed.
    pub found: usize,
    /// How many must.
    pub threshold: u8,
}

impl ThresholdNotMet {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::AccredListThresholdNotMet
    }
}

/// Which of these keys have signed a document, by proofs of `eddsa-jcs-2022` or `eddsa-rdfc-2022` made for
/// `assertionMethod` and in force at `at`. This is the one place where signers are counted, for whatever role.
///
/// The keys are what is trusted: an anchor's, or those that a list above pins. Who a proof says its method belongs to
/// decides nothing, but a `did:key` must be that of the key. A proof that counts for nobody takes nothing away: anybody
/// can add one.
///
/// # Errors
/// [`ProofSetError`] if the proofs cannot be read.
pub fn distinct_signers(
    document: &SignedDocument,
    keys: &[PublicKey],
    at: Timestamp,
    canonicalizer: &Canonicalizer,
) -> Result<Signers, ProofSetError> {
    let set = document.proofs(&Limits::ACCREDITATION_LIST)?;
    let panel = Panel {
        content: document.content(),
        set: &set,
        keys,
        at,
        canonicalizer: &canonicalizer.for_lists(),
        jcs: OnceCell::new(),
        rdf: OnceCell::new(),
    };
    let proofs: Vec<SignerProof> = set
        .proofs()
        .iter()
        .enumerate()
        .map(|(index, proof)| SignerProof {
            at: proof.at().clone(),
            created: proof.created(),
            signed_by: panel.judge(index, proof),
        })
        .collect();
    let mut signed: Vec<PublicKey> = Vec::new();
    for key in keys {
        if !signed.contains(key) && proofs.iter().any(|proof| proof.signed_by.as_ref() == Ok(key)) {
            signed.push(key.clone());
        }
    }
    Ok(Signers { keys: signed, proofs })
}

struct Panel<'a> {
    content: &'a Object,
    set: &'a ProofSet<'a>,
    keys: &'a [PublicKey],
    at: Timestamp,
    canonicalizer: &'a Canonicalizer,
    /// The hash of the document under each suite, made once for all proofs.
    jcs: OnceCell<[u8; 32]>,
    rdf: OnceCell<Result<[u8; 32], FormError>>,
}

impl Panel<'_> {
    fn judge(&self, index: usize, proof: &Proof<'_>) -> Result<PublicKey, SignerProofError> {
        let (suite, signature) = match proof.suite() {
            Suite::Known(
                suite @ (Cryptosuite::EddsaJcs2022 | Cryptosuite::EddsaRdfc2022),
                ProofValue::Signature(signature),
            ) => (*suite, signature),
            Suite::Known(suite, _) => {
                return Err(SignerProofError::UnsupportedSuite { name: suite.name().to_owned() });
            }
            Suite::Unknown(name) => {
                return Err(SignerProofError::UnsupportedSuite { name: (*name).to_owned() });
            }
        };
        self.heed_options(proof)?;
        let signed = self.signed(index, proof, suite)?;
        let key = self.key(proof, &signed, signature)?;
        let method = proof.verification_method().unwrap_or_default();
        let named =
            method.strip_prefix("did:key:").map(|rest| rest.split_once('#').map_or(rest, |(key, _)| key));
        let multikey = key.to_multikey();
        if let Some(named) = named.filter(|named| *named != multikey) {
            return Err(SignerProofError::MethodMismatch { named: named.to_owned(), multikey });
        }
        Ok(key)
    }

    fn heed_options(&self, proof: &Proof<'_>) -> Result<(), SignerProofError> {
        let purpose = proof.proof_purpose().unwrap_or_default();
        if purpose != "assertionMethod" {
            return Err(SignerProofError::Purpose { found: purpose.to_owned() });
        }
        if let Some(created) = proof.created().filter(|created| *created > self.at) {
            return Err(SignerProofError::CreatedLater { created, at: self.at });
        }
        if let Some(expires) = proof.expires().filter(|expires| *expires <= self.at) {
            return Err(SignerProofError::Expired { expires, at: self.at });
        }
        Ok(())
    }

    /// spec/accreditation-list.md#signers: under JCS the JSON itself is signed, so a member that no context knows may
    /// be a later version's; under RDFC only what has a meaning is, so there may be none.
    fn signed(&self, index: usize, proof: &Proof<'_>, suite: Cryptosuite) -> Result<Vec<u8>, TransformError> {
        let options = proof.object().without("proofValue");
        let chained = self.set.chained_content(index, self.content);
        let content = chained.as_ref().unwrap_or(self.content);
        heed_contexts(content, &options)?;
        let hash = |text: String| <[u8; 32]>::from(Sha256::digest(text));
        let (options, document) = if suite == Cryptosuite::EddsaJcs2022 {
            let document = || hash(jcs::canonicalize(content));
            let document = if chained.is_some() { document() } else { *self.jcs.get_or_init(document) };
            (hash(jcs::canonicalize(&options)), document)
        } else {
            let document = || self.canonicalizer.rdf(content).map(hash);
            let document =
                if chained.is_some() { document() } else { self.rdf.get_or_init(document).clone() };
            (hash(rdf_options(content, options, self.canonicalizer)?), document?)
        };
        Ok([options, document].concat())
    }

    /// The key under which the signature holds.
    fn key(
        &self,
        proof: &Proof<'_>,
        signed: &[u8],
        signature: &Signature,
    ) -> Result<PublicKey, SignerProofError> {
        let made =
            |key: &&PublicKey| matches!(key, PublicKey::Ed25519(_)) && key.verify(signed, signature).is_ok();
        self.keys.iter().find(made).cloned().ok_or_else(|| SignerProofError::NoneOfTheKeys {
            method: proof.verification_method().unwrap_or_default().to_owned(),
        })
    }
}

/// Why a proof counts for none of the keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignerProofError {
    /// It says it was made later than the time asked about.
    #[error("made at {created}, later than {at}")]
    CreatedLater {
        /// When it says it was made.
        created: Timestamp,
        /// The time asked about.
        at: Timestamp,
    },
    /// It was to be relied on only until an earlier time.
    #[error("good until {expires}, and the time asked about is {at}")]
    Expired {
        /// When it ended.
        expires: Timestamp,
        /// The time asked about.
        at: Timestamp,
    },
    /// It names a `did:key` other than that of the key that made it.
    #[error("it names the key {named}, and was made by {multikey}")]
    MethodMismatch {
        /// The key in its method.
        named: String,
        /// The key that made it.
        multikey: String,
    },
    /// None of the keys asked about made it over this document.
    #[error("not made by one of the keys over this document; it names `{method}`")]
    NoneOfTheKeys {
        /// Its verification method.
        method: String,
    },
    /// Made for something else.
    #[error("made for `{found}`, expected `assertionMethod`")]
    Purpose {
        /// What for.
        found: String,
    },
    /// The document or the proof has no canonical form.
    #[error(transparent)]
    Transform(#[from] TransformError),
    /// Of a suite with which lists are not signed.
    #[error("a proof of `{name}`, expected `eddsa-jcs-2022` or `eddsa-rdfc-2022`")]
    UnsupportedSuite {
        /// The suite's name.
        name: String,
    },
}

impl SignerProofError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::CreatedLater { .. } => Code::ProofCreatedInFuture,
            Self::Expired { .. } => Code::ProofExpired,
            Self::MethodMismatch { .. } => Code::ProofMethodNotFound,
            Self::NoneOfTheKeys { .. } => Code::ProofSignatureInvalid,
            Self::Purpose { .. } => Code::ProofPurposeMismatch,
            Self::Transform(error) => error.code(),
            Self::UnsupportedSuite { .. } => Code::ProofUnsupportedSuite,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::signer::{Signer, SigningKey};

    use super::*;

    #[test]
    fn a_threshold_is_met_by_as_many_keys_and_none_by_nobody() {
        let keys: Vec<PublicKey> =
            (1..=2).map(|seed| SigningKey::from_seed(&[seed; 32]).public_key()).collect();
        let signers = Signers { keys, proofs: Vec::new() };
        let answers: Vec<bool> = (0..4).map(|threshold| signers.meets(threshold).is_ok()).collect();
        assert_eq!(answers, [false, true, true, false]);
        assert_eq!(signers.meets(3), Err(ThresholdNotMet { found: 2, threshold: 3 }));
    }
}
