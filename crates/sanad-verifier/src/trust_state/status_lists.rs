//! How new a status list was when it was last seen, and whom it had revoked. `spec/trust-state.md#status-lists`

use std::collections::BTreeSet;

use sanad_core::canonical::jcs;
use sanad_core::json::Object;
use sanad_core::timestamp::Timestamp;
use sha2::{Digest as _, Sha256};

/// How new a list says it is, and which list it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusListMark {
    /// From when on it speaks.
    pub(super) valid_from: Option<Timestamp>,
    /// When its issuer signed it, by the issuer's own word.
    pub(super) signed: Option<Timestamp>,
    /// `sha256:` and the digest of its canonical text without proof, in hexadecimal.
    pub(super) digest: String,
}

impl StatusListMark {
    pub(crate) fn of(content: &Object, valid_from: Option<Timestamp>, signed: Option<Timestamp>) -> Self {
        let hash = Sha256::digest(jcs::canonicalize(content));
        let hex = hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        Self { valid_from, signed, digest: format!("sha256:{hex}") }
    }

    /// From when on the list speaks: `validFrom`, or `issuanceDate`.
    #[must_use]
    pub const fn valid_from(&self) -> Option<Timestamp> {
        self.valid_from
    }

    /// When the issuer says that it signed the list: `created`, or `iat`.
    #[must_use]
    pub const fn signed(&self) -> Option<Timestamp> {
        self.signed
    }

    /// `sha256:` and, in hexadecimal, the SHA-256 of the list's JCS text without `proof`.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// A status list that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownStatusList {
    mark: StatusListMark,
    revoked: BTreeSet<u32>,
}

/// What a list is next to the one that was seen before.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Order<'a> {
    /// The same, or newer.
    Onwards,
    /// Older than this one.
    Back(&'a StatusListMark),
    /// Another than this one, and neither says that it is the newer.
    Beside(&'a StatusListMark),
}

impl KnownStatusList {
    pub(super) const fn new(mark: StatusListMark) -> Self {
        Self { mark, revoked: BTreeSet::new() }
    }

    pub(super) const fn with_revoked(mark: StatusListMark, revoked: BTreeSet<u32>) -> Self {
        Self { mark, revoked }
    }

    /// The newest version seen.
    #[must_use]
    pub const fn mark(&self) -> &StatusListMark {
        &self.mark
    }

    /// The indexes of badges that were verified and found revoked.
    pub fn revoked(&self) -> impl ExactSizeIterator<Item = u32> {
        self.revoked.iter().copied()
    }

    /// Whether the badge at an index was found revoked.
    #[must_use]
    pub fn had_revoked(&self, index: u32) -> bool {
        self.revoked.contains(&index)
    }

    /// spec/trust-state.md#status-lists: by `validFrom`; where that is the same and the lists are not, by when the
    /// issuer signed them.
    pub(super) fn order(&self, new: &StatusListMark) -> Order<'_> {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let known = &self.mark;
        match new.valid_from.cmp(&known.valid_from) {
            Less => Order::Back(known),
            Greater => Order::Onwards,
            Equal if new.digest == known.digest => Order::Onwards,
            Equal => match (new.signed, known.signed) {
                (Some(new), Some(old)) if new > old => Order::Onwards,
                (Some(new), Some(old)) if new < old => Order::Back(known),
                _ => Order::Beside(known),
            },
        }
    }

    pub(super) fn advance(&mut self, new: &StatusListMark) {
        if self.order(new) != Order::Onwards {
            return;
        }
        let mut mark = new.clone();
        if mark.digest == self.mark.digest {
            // The same list, signed again or shown with an older signature.
            mark.signed = mark.signed.max(self.mark.signed);
        }
        self.mark = mark;
    }

    pub(super) fn insert_revoked(&mut self, index: u32) {
        self.revoked.insert(index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(valid_from: Option<i64>, signed: Option<i64>, digest: &str) -> StatusListMark {
        let time = |seconds| Timestamp::from_unix_seconds(seconds).unwrap();
        StatusListMark {
            valid_from: valid_from.map(time),
            signed: signed.map(time),
            digest: digest.to_owned(),
        }
    }

    #[test]
    fn every_pair_of_lists_is_ordered_and_never_both_ways() {
        let times = [None, Some(1), Some(2)];
        let marks: Vec<StatusListMark> = times
            .iter()
            .flat_map(|from| times.iter().map(move |signed| (*from, *signed)))
            .flat_map(|(from, signed)| ["a", "b"].map(|digest| mark(from, signed, digest)))
            .collect();
        let (mut onwards, mut back, mut beside) = (0, 0, 0);
        for old in &marks {
            for new in &marks {
                let known = KnownStatusList::new(old.clone());
                let order = known.order(new);
                let same = old.digest == new.digest;
                let expected = if new.valid_from < old.valid_from {
                    Order::Back(old)
                } else if new.valid_from > old.valid_from || same {
                    Order::Onwards
                } else if new.signed.is_some() && old.signed.is_some() && new.signed != old.signed {
                    if new.signed > old.signed { Order::Onwards } else { Order::Back(old) }
                } else {
                    Order::Beside(old)
                };
                assert_eq!(order, expected, "{old:?}, {new:?}");
                match order {
                    Order::Onwards => onwards += 1,
                    Order::Back(_) => back += 1,
                    Order::Beside(_) => beside += 1,
                }
                // Who has gone on from one to another does not go back.
                let other = KnownStatusList::new(new.clone());
                if !same && order == Order::Onwards {
                    assert_ne!(other.order(old), Order::Onwards, "{old:?}, {new:?}");
                }
                // What is remembered is never older than before.
                let mut after = known.clone();
                after.advance(new);
                assert!(after.mark.valid_from >= old.valid_from);
            }
        }
        // 18 marks, 324 pairs: counted by hand. Older: 3 pairs of times, 6 × 6 marks each. The same time thrice: 6 × 6
        // marks, half of them the same list; of 18 others 3 × 3 pairs of signing times twice, 2 of them in order.
        assert_eq!((onwards, back, beside), (108 + 3 * (18 + 2), 108 + 3 * 2, 3 * 14));
    }
}
