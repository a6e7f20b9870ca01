//! What the nameless nodes of a shown part were called when the whole was signed. `spec/selective-disclosure.md#labels`

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::code::Code;
use crate::multibase::Base;

/// The signed label of each blank node, by its canonical label in the document shown. Every label is there once, and
/// none is left out between `c14n0` and the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelMap(Vec<[u8; LABEL_BYTES]>);

/// Bytes of a signed label: an HMAC with SHA-256 (vc-di-ecdsa §3.4.4).
pub const LABEL_BYTES: usize = 32;

impl LabelMap {
    /// The map in its compressed form (vc-di-ecdsa §3.5.6): the N of `c14nN`, and the bytes of the signed label.
    ///
    /// # Errors
    /// [`LabelMapError`] if a node has two labels, two nodes have one, or a number is left out.
    pub fn new(entries: impl IntoIterator<Item = (u64, [u8; LABEL_BYTES])>) -> Result<Self, LabelMapError> {
        let mut by_number = BTreeMap::new();
        let mut labels = BTreeSet::new();
        for (number, label) in entries {
            if by_number.insert(number, label).is_some() {
                return Err(LabelMapError::NodeTwice { number });
            }
            // spec/selective-disclosure.md#labels: with one label for two nodes, what was signed of one would hold of
            // both.
            if !labels.insert(label) {
                return Err(LabelMapError::LabelTwice { number });
            }
        }
        if let Some((missing, _)) = (0..).zip(by_number.keys()).find(|(expected, number)| expected != *number)
        {
            return Err(LabelMapError::NumberMissing { number: missing });
        }
        Ok(Self(by_number.into_values().collect()))
    }

    /// How many nodes it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The signed label of the node with a canonical label, both without `_:`.
    #[must_use]
    pub fn label(&self, canonical: &str) -> Option<String> {
        let number: usize = canonical.strip_prefix("c14n")?.parse().ok()?;
        self.0.get(number).map(|label| Base::Base64Url.encode(label))
    }
}

/// Why labels are no map.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LabelMapError {
    /// Two nodes would have one label.
    #[error("the label of c14n{number} is that of another node too")]
    LabelTwice {
        /// The later of the two nodes.
        number: u64,
    },
    /// One node has two labels.
    #[error("two labels for c14n{number}")]
    NodeTwice {
        /// The node.
        number: u64,
    },
    /// Canonical labels are numbered without gaps (RDFC-1.0 §4.5).
    #[error("no label for c14n{number}, but for a node with a higher number")]
    NumberMissing {
        /// The node that is left out.
        number: u64,
    },
}

impl LabelMapError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::ProofDisclosureMismatch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_belongs_to_one_node_and_a_node_has_one_label() {
        let map = LabelMap::new([(1, [7; 32]), (0, [8; 32])]).unwrap();
        assert_eq!(map.len(), 2);
        assert_eq!(map.label("c14n0"), Some(Base::Base64Url.encode(&[8; 32])));
        assert_eq!(map.label("c14n1"), Some(Base::Base64Url.encode(&[7; 32])));
        for foreign in ["c14n2", "c14n", "b0", "", "c14n99999999999999999999"] {
            assert_eq!(map.label(foreign), None, "{foreign}");
        }
        assert_eq!(LabelMap::new([(0, [7; 32]), (0, [8; 32])]), Err(LabelMapError::NodeTwice { number: 0 }));
        assert_eq!(LabelMap::new([(0, [7; 32]), (1, [7; 32])]), Err(LabelMapError::LabelTwice { number: 1 }));
        assert_eq!(
            LabelMap::new([(0, [7; 32]), (2, [8; 32])]),
            Err(LabelMapError::NumberMissing { number: 1 })
        );
        assert_eq!(LabelMap::new([(1, [7; 32])]), Err(LabelMapError::NumberMissing { number: 0 }));
        assert_eq!(LabelMap::new([(u64::MAX, [7; 32])]), Err(LabelMapError::NumberMissing { number: 0 }));
        assert!(LabelMap::new([]).unwrap().is_empty());
    }
}
