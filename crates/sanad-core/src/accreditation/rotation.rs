//! Whether a root list is signed by the keys in force, and to whom it hands over. `spec/accreditation-list.md#rotation`

use crate::accreditation::list::AccreditationList;
use crate::accreditation::signers::{ThresholdNotMet, distinct_signers};
use crate::accreditation::signing::Signing;
use crate::canonical::canonicalizer::Canonicalizer;
use crate::code::Code;
use crate::proof::set::ProofSetError;
use crate::signed::SignedDocument;
use crate::timestamp::Timestamp;

/// Checks that the keys in force have signed a root list, and where it hands over to others, those too; gives back the
/// keys in force from then on. `sequence` is the version up to which `in_force` is known.
///
/// # Errors
/// [`RotationError`]: a threshold is not met, or versions are left out where the keys change.
pub fn rotate(
    in_force: &Signing,
    sequence: u64,
    document: &SignedDocument,
    next: &AccreditationList,
    at: Timestamp,
    canonicalizer: &Canonicalizer,
) -> Result<Signing, RotationError> {
    let signers = |signing: &Signing| distinct_signers(document, signing.keys(), at, canonicalizer);
    signers(in_force)?.meets(in_force.threshold()).map_err(RotationError::OldThreshold)?;
    let Some(own) = next.signing().filter(|own| !own.is_same_as(in_force)) else {
        // A list that says nothing of its keys leaves them as they are.
        return Ok(in_force.clone());
    };
    // Each change of keys is signed by the keys before it, so none may be left out.
    if sequence.checked_add(1) != Some(next.sequence()) {
        return Err(RotationError::VersionGap { known: sequence, next: next.sequence() });
    }
    signers(own)?.meets(own.threshold()).map_err(RotationError::NewThreshold)?;
    Ok(own.clone())
}

/// Why a root list is not signed by those who may.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RotationError {
    /// Too few of the keys that it hands over to have signed.
    #[error("of the new keys: {0}")]
    NewThreshold(#[source] ThresholdNotMet),
    /// Too few of the keys in force have signed.
    #[error("of the keys in force: {0}")]
    OldThreshold(#[source] ThresholdNotMet),
    /// The proofs cannot be read.
    #[error(transparent)]
    Proofs(#[from] ProofSetError),
    /// The keys change, and versions in between are left out.
    #[error("the keys change in version {next}, and they are known up to version {known}")]
    VersionGap {
        /// The version up to which the keys are known.
        known: u64,
        /// The version that changes them.
        next: u64,
    },
}

impl RotationError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::NewThreshold(_) => Code::AccredRootRotationNewThreshold,
            Self::OldThreshold(_) => Code::AccredRootRotationOldThreshold,
            Self::Proofs(error) => error.code(),
            Self::VersionGap { .. } => Code::AccredRootVersionGap,
        }
    }
}
