//! All proofs of one document: a set whose members stand alone, or chains in which one signs the ones before it.

use crate::code::Code;
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::proof::data_integrity::{Proof, ProofSyntaxError};

/// The proofs of one document, at least one, each with the proofs it follows. `spec/proof.md#sets-and-chains`
#[derive(Clone, Debug)]
pub struct ProofSet<'a> {
    proofs: Vec<Proof<'a>>,
    /// For each proof the places in `proofs` of those it names as previous.
    previous: Vec<Vec<usize>>,
}

/// Why a document has no readable set of proofs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofSetError {
    /// Proofs that name each other as previous.
    #[error("the proof at {at} comes before itself in its chain")]
    ChainCycle {
        /// A proof of the circle.
        at: JsonPointer,
    },
    /// Two proofs with one id: what names it could mean either.
    #[error("two proofs with the id `{id}`, the second at {at}")]
    DuplicateId {
        /// The id.
        id: String,
        /// The second of them.
        at: JsonPointer,
    },
    /// There is no `proof`, or an empty one.
    #[error("the document has no proof")]
    Missing,
    /// `previousProof` names a proof that is not there.
    #[error("the proof at {at} follows `{id}`, which is not there")]
    PreviousNotFound {
        /// The id it names.
        id: String,
        /// The proof that names it.
        at: JsonPointer,
    },
    /// One of them is no proof.
    #[error(transparent)]
    Syntax(#[from] ProofSyntaxError),
    /// More proofs than [`Limits::proofs`].
    #[error("{found} proofs, more than the {limit} allowed")]
    TooMany {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
    },
}

impl ProofSetError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::ChainCycle { .. } => Code::ProofChainCycle,
            Self::DuplicateId { .. } => Code::ProofMalformed,
            Self::Missing => Code::ProofMissing,
            Self::PreviousNotFound { .. } => Code::ProofPreviousNotFound,
            Self::Syntax(error) => error.code(),
            Self::TooMany { .. } => Code::ProofTooMany,
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::ChainCycle { at } | Self::DuplicateId { at, .. } | Self::PreviousNotFound { at, .. } => {
                Some(at)
            }
            Self::Syntax(error) => Some(error.at()),
            Self::Missing | Self::TooMany { .. } => None,
        }
    }
}

impl<'a> ProofSet<'a> {
    /// Reads the `proof` member of the object at `trail`: one proof, or an array of them in no order.
    ///
    /// # Errors
    /// [`ProofSetError`] if there is none, there are too many, one is malformed, or a chain does not hold together.
    pub fn read(proof: Option<&'a Json>, trail: &Trail<'_>, limits: &Limits) -> Result<Self, ProofSetError> {
        let here = trail.member("proof");
        let items = match proof {
            None => return Err(ProofSetError::Missing),
            Some(Json::Array(items)) if items.is_empty() => return Err(ProofSetError::Missing),
            Some(value) => value.items(),
        };
        if items.len() > limits.proofs {
            return Err(ProofSetError::TooMany { found: items.len(), limit: limits.proofs });
        }
        let single = !matches!(proof, Some(Json::Array(_)));
        let proofs = items
            .iter()
            .enumerate()
            .map(|(index, item)| Proof::read(item, &if single { here } else { here.item(index) }))
            .collect::<Result<Vec<_>, _>>()?;
        let previous = proofs
            .iter()
            .enumerate()
            .map(|(index, proof)| {
                distinct_id(&proofs, index)?;
                let mut places = proof
                    .previous()
                    .iter()
                    .map(|id| find(&proofs, proof, id))
                    .collect::<Result<Vec<_>, _>>()?;
                places.sort_unstable();
                places.dedup();
                Ok(places)
            })
            .collect::<Result<Vec<_>, ProofSetError>>()?;
        let set = Self { proofs, previous };
        for (index, proof) in set.proofs.iter().enumerate() {
            if set.is_circular(index) {
                return Err(ProofSetError::ChainCycle { at: proof.at().clone() });
            }
        }
        Ok(set)
    }

    /// The proofs in the order they stand in the document.
    #[must_use]
    pub fn proofs(&self) -> &[Proof<'a>] {
        &self.proofs
    }

    /// The places in [`Self::proofs`] of the proofs that the one at `index` also signs.
    #[must_use]
    pub fn previous(&self, index: usize) -> &[usize] {
        self.previous.get(index).map_or(&[], Vec::as_slice)
    }

    /// What the proof at `index` signs: `content`, with the proofs it follows as its `proof`; no such member if it
    /// follows none. `None` in place of a copy of `content`.
    #[must_use]
    pub fn chained_content(&self, index: usize, content: &Object) -> Option<Object> {
        let previous: Vec<Json> = self
            .previous(index)
            .iter()
            .filter_map(|place| self.proofs.get(*place))
            .map(|proof| Json::Object(proof.object().clone()))
            .collect();
        following(content, previous)
    }

    /// Whether the proof at `index` is, over one step or many, its own predecessor.
    fn is_circular(&self, index: usize) -> bool {
        let mut seen = vec![false; self.proofs.len()];
        let mut open = self.previous(index).to_vec();
        while let Some(place) = open.pop() {
            if place == index {
                return true;
            }
            if let Some(first_visit @ false) = seen.get_mut(place) {
                *first_visit = true;
                open.extend_from_slice(self.previous(place));
            }
        }
        false
    }
}

/// spec/proof.md#sets-and-chains: `content` with the proofs that a proof follows; `None`, so `content` itself, if it
/// follows none: an empty `proof` would be other bytes.
pub(super) fn following(content: &Object, previous: Vec<Json>) -> Option<Object> {
    (!previous.is_empty()).then(|| content.clone().with("proof", Json::Array(previous)))
}

fn distinct_id(proofs: &[Proof<'_>], index: usize) -> Result<(), ProofSetError> {
    let Some(proof) = proofs.get(index) else { return Ok(()) };
    let Some(id) = proof.id() else { return Ok(()) };
    if proofs.iter().take(index).any(|earlier| earlier.id() == Some(id)) {
        return Err(ProofSetError::DuplicateId { id: id.to_owned(), at: proof.at().clone() });
    }
    Ok(())
}

fn find(proofs: &[Proof<'_>], follower: &Proof<'_>, id: &str) -> Result<usize, ProofSetError> {
    proofs
        .iter()
        .position(|proof| proof.id() == Some(id))
        .ok_or_else(|| ProofSetError::PreviousNotFound { id: id.to_owned(), at: follower.at().clone() })
}
