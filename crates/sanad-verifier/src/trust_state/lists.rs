//! How new an accreditation list was when it was last believed, by whose keys, and what it told of the past.
//! `spec/trust-state.md#accreditation-lists`

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::accreditation::digest::ListDigest;
use sanad_core::accreditation::list::{AccreditationList, HistoricalInformationPeriod};
use sanad_core::accreditation::signers::distinct_signers;
use sanad_core::accreditation::signing::Signing;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::code::Code;
use sanad_core::limits::Limits;
use sanad_core::proof::set::ProofSetError;
use sanad_core::public_key::PublicKey;
use sanad_core::signed::SignedDocument;
use sanad_core::timestamp::Timestamp;
use sha2::{Digest as _, Sha256};

/// So many of these keys, as Multikey texts. Each counts once, however often it is written or has signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListKeys {
    threshold: u8,
    keys: BTreeSet<String>,
}

impl ListKeys {
    /// At least `threshold` of `keys`.
    #[must_use]
    pub fn new(threshold: u8, keys: impl IntoIterator<Item = String>) -> Self {
        Self { threshold, keys: keys.into_iter().collect() }
    }

    /// Those that a root list names itself.
    #[must_use]
    pub fn of(signing: &Signing) -> Self {
        Self::new(signing.threshold(), signing.keys().iter().map(PublicKey::to_multikey))
    }

    /// How many have to sign.
    #[must_use]
    pub const fn threshold(&self) -> u8 {
        self.threshold
    }

    /// Of which, in their order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// How many of them are among the signers, if that is not enough.
    fn missed_by(&self, signers: &BTreeSet<String>) -> Option<usize> {
        let found = self.keys.intersection(signers).count();
        let enough = found > 0 && found >= usize::from(self.threshold);
        (!enough).then_some(found)
    }
}

/// A version of a list that is signed and about to be believed: as much as decides about its place among the versions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_structs,
    reason = "whoever has a list fills in all of it; a new member is a new rule"
)]
pub struct ListVersion {
    /// `accreditationList.sequence`.
    pub sequence: u64,
    /// Its digest.
    pub digest: ListDigest,
    /// The digest of the version before, as it says.
    pub previous: Option<ListDigest>,
    /// The keys that have signed it, as Multikey texts: of those that may ([`keys_in_force`]) and those it names itself.
    pub signers: BTreeSet<String>,
    /// The keys that whoever is above it gives it: the anchor, or the entity's entry at the list's time.
    pub mandate: ListKeys,
    /// Every key that whoever is above it still stands by, of whatever time: not those known to be compromised.
    pub vouched: BTreeSet<String>,
    /// `signing`: the keys that it names itself for this and the next version. Only of a root list.
    pub signing: Option<ListKeys>,
    /// What it tells of the past and must not leave out again, each event by a digest, with the time until which it has
    /// to be told; `None` is for ever.
    pub history: BTreeMap<String, Option<Timestamp>>,
}

impl ListVersion {
    /// What decides about a list's place among its versions. Its signatures are checked here, with the keys that may have
    /// made them; `vouched` are those that whoever is above it still stands by, and `known` is what is remembered of it.
    ///
    /// # Errors
    /// [`ProofSetError`] if its proofs cannot be read.
    pub fn read(
        document: &SignedDocument,
        list: &AccreditationList,
        mandate: ListKeys,
        vouched: BTreeSet<String>,
        known: Option<&KnownList>,
        at: Timestamp,
        canonicalizer: &Canonicalizer,
    ) -> Result<Self, ProofSetError> {
        let signing = list.signing().map(ListKeys::of);
        let asked: BTreeSet<&str> =
            keys_in_force(known, &mandate).keys().chain(signing.iter().flat_map(ListKeys::keys)).collect();
        // What is no key has signed nothing.
        let keys: Vec<PublicKey> =
            asked.iter().filter_map(|key| PublicKey::from_multikey(key).ok()).collect();
        let signers = distinct_signers(document, &keys, at, canonicalizer)?;
        Ok(Self {
            sequence: list.sequence(),
            digest: list.digest(),
            previous: list.previous_digest(),
            signers: signers.keys().iter().map(PublicKey::to_multikey).collect(),
            mandate,
            vouched,
            signing,
            history: denials(list),
        })
    }
}

/// What a list tells against its entities, event by event. What it tells for them may change.
pub(crate) fn denials(list: &AccreditationList) -> BTreeMap<String, Option<Timestamp>> {
    let period = list.historical_information_period();
    let kept_until = |from: Timestamp| match period {
        HistoricalInformationPeriod::Days(days) => from.plus_seconds(i64::from(days).saturating_mul(86_400)),
        HistoricalInformationPeriod::Forever => None,
    };
    let entities = list.entities().iter();
    let events = entities.flat_map(|entity| entity.status_history().iter().map(move |event| (entity, event)));
    let denying = events.filter(|(_, event)| event.status().denies());
    denying
        .map(|(entity, event)| {
            // No URL, word or time has a line feed in it.
            let head =
                [entity.id(), event.status().as_str(), &event.from().to_string(), event.effect().as_str()];
            let text = head.into_iter().chain(event.actions().iter().map(AsRef::as_ref)).collect::<Vec<_>>();
            let hash = Sha256::digest(text.join("\n"));
            let hex = hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            (format!("sha256:{hex}"), kept_until(event.from()))
        })
        .collect()
}

/// A list that was believed, in its newest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownList {
    pub(super) sequence: u64,
    pub(super) digest: ListDigest,
    pub(super) signers: BTreeSet<String>,
    pub(super) mandate: ListKeys,
    pub(super) signing: Option<ListKeys>,
    pub(super) history: BTreeMap<String, Option<Timestamp>>,
}

impl KnownList {
    pub(super) fn of(version: ListVersion) -> Self {
        let ListVersion { sequence, digest, signers, mandate, signing, history, .. } = version;
        Self { sequence, digest, signers, mandate, signing, history }
    }

    /// The highest sequence number.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The digest of that version.
    #[must_use]
    pub const fn digest(&self) -> ListDigest {
        self.digest
    }

    /// The keys that the next version has to be signed by, if whoever is above it still gives it the same.
    #[must_use]
    pub const fn signing(&self) -> Option<&ListKeys> {
        self.signing.as_ref()
    }

    /// How many rows it takes of [`Limits::trust_state_entries`].
    pub(super) fn entries(&self) -> usize {
        self.history.len().saturating_add(1)
    }

    /// spec/trust-state.md#recovery: what was believed counts as long as it would still be believed. Once the keys that
    /// made it are taken back by whoever gave them, so is what they said.
    fn counts(&self, version: &ListVersion) -> bool {
        if self.signing.is_some() && self.mandate == version.mandate {
            return true;
        }
        let stood_by = ListKeys::new(version.mandate.threshold, version.vouched.iter().cloned());
        stood_by.missed_by(&self.signers).is_none()
    }

    fn follow(&self, version: &ListVersion, at: Timestamp) -> Result<(), ListDoubt> {
        let (known, found) = (self.sequence, version.sequence);
        let equivocation = |sequence, found| ListDoubt::Equivocation { sequence, known: self.digest, found };
        if found < known {
            return Err(ListDoubt::Rollback { known, found });
        }
        if found == known {
            return if version.digest == self.digest {
                Ok(())
            } else {
                Err(equivocation(found, version.digest))
            };
        }
        let cap = Limits::DEFAULT.list_version_jump;
        if found.saturating_sub(known) > cap {
            return Err(ListDoubt::VersionJump { known, found, cap });
        }
        let is_next = known.checked_add(1) == Some(found);
        if let Some(previous) = version.previous.filter(|previous| is_next && *previous != self.digest) {
            return Err(equivocation(known, previous));
        }
        // spec/accreditation-list.md#rotation: one that names no keys leaves those in force.
        let changes = version.signing.is_some() && version.signing != self.signing;
        if self.signing.is_some() && changes && !is_next {
            return Err(ListDoubt::VersionGap { known, found });
        }
        let must_stay = self.history.iter().filter(|(_, until)| until.is_none_or(|until| until >= at));
        let lost = must_stay.filter(|(event, _)| !version.history.contains_key(*event)).count();
        if lost > 0 { Err(ListDoubt::HistoryTruncated { known, found, lost }) } else { Ok(()) }
    }

    /// What is known after a version that may be believed.
    pub(crate) fn after(known: Option<Self>, version: ListVersion) -> Self {
        let mut next = Self::of(version);
        if next.signing.is_none() {
            next.signing = known
                .as_ref()
                .filter(|known| known.mandate == next.mandate)
                .and_then(|known| known.signing.clone());
        }
        if let Some(known) = known.filter(|known| known.digest == next.digest) {
            // The same version, shown with other signatures on it.
            next.signers.extend(known.signers);
        }
        next
    }
}

/// The keys that a version of a list has to be signed by: those that its newest known version names, as long as whoever
/// is above it gives it the same keys as then; else those given.
// spec/trust-state.md#rotation
#[must_use]
pub fn keys_in_force<'k>(known: Option<&'k KnownList>, mandate: &'k ListKeys) -> &'k ListKeys {
    known.filter(|known| known.mandate == *mandate).and_then(KnownList::signing).unwrap_or(mandate)
}

/// Whether a version may be believed after the one that is known.
///
/// # Errors
/// [`ListDoubt`]: not that anything is known against whom the list names, but that it may not be asked.
// spec/trust-state.md#accreditation-lists
pub fn judge(known: Option<&KnownList>, version: &ListVersion, at: Timestamp) -> Result<(), ListDoubt> {
    let in_force = keys_in_force(known, &version.mandate);
    let by_the_list = known.and_then(KnownList::signing) == Some(in_force);
    if let Some(found) = in_force.missed_by(&version.signers) {
        let expected = in_force.threshold.max(1);
        return Err(if by_the_list {
            ListDoubt::OldThreshold { found, expected }
        } else {
            ListDoubt::Threshold { found, expected }
        });
    }
    if let Some(keys) = &version.signing
        && let Some(found) = keys.missed_by(&version.signers)
    {
        return Err(ListDoubt::NewThreshold { found, expected: keys.threshold.max(1) });
    }
    match known {
        Some(known) if known.counts(version) => known.follow(version, at),
        _ => Ok(()),
    }
}

/// Why a version of a list may not be asked, although it is signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListDoubt {
    /// Two of one number.
    #[error("its version {sequence} is {found}, and another one, {known}, was believed before")]
    Equivocation {
        /// The number.
        sequence: u64,
        /// What was believed.
        known: ListDigest,
        /// What is shown or named.
        found: ListDigest,
    },
    /// Something of the past is told no more.
    #[error("its version {found} leaves out {lost} events that version {known} told and that it has to keep")]
    HistoryTruncated {
        /// The version that told them.
        known: u64,
        /// The version that does not.
        found: u64,
        /// How many.
        lost: usize,
    },
    /// An older one.
    #[error("it is version {found}, and version {known} was believed before")]
    Rollback {
        /// What was believed.
        known: u64,
        /// What is shown.
        found: u64,
    },
    /// New keys, and the versions between are not there.
    #[error(
        "its keys changed between version {known}, which was believed, and version {found}: those between are needed"
    )]
    VersionGap {
        /// What was believed.
        known: u64,
        /// What is shown.
        found: u64,
    },
    /// Too few signatures by the keys that it names itself.
    #[error("{found} of the keys that it names for itself have signed it, expected {expected}")]
    NewThreshold {
        /// How many have signed.
        found: usize,
        /// How many have to.
        expected: u8,
    },
    /// Too few signatures by the keys that the version before named.
    #[error("{found} of the keys that the version believed before names have signed it, expected {expected}")]
    OldThreshold {
        /// How many have signed.
        found: usize,
        /// How many have to.
        expected: u8,
    },
    /// Too few signatures by the keys that whoever is above it gives it.
    #[error("{found} of the keys that it has to be signed by have signed it, expected {expected}")]
    Threshold {
        /// How many have signed.
        found: usize,
        /// How many have to.
        expected: u8,
    },
    /// So many versions at once that somebody may want no honest one ever to follow.
    #[error("it is version {found}, more than {cap} after version {known}, which was believed before")]
    VersionJump {
        /// What was believed.
        known: u64,
        /// What is shown.
        found: u64,
        /// [`Limits::list_version_jump`].
        cap: u64,
    },
}

impl ListDoubt {
    /// The code of the reason.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Equivocation { .. } => Code::AccredEquivocation,
            Self::HistoryTruncated { .. } => Code::AccredListHistoryTruncated,
            Self::Rollback { .. } => Code::AccredRollback,
            Self::NewThreshold { .. } => Code::AccredRootRotationNewThreshold,
            Self::OldThreshold { .. } => Code::AccredRootRotationOldThreshold,
            Self::VersionGap { .. } => Code::AccredRootVersionGap,
            Self::Threshold { .. } => Code::AccredListThresholdNotMet,
            Self::VersionJump { .. } => Code::AccredVersionJump,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn at() -> Timestamp {
        Timestamp::from_unix_seconds(NOW).unwrap()
    }

    fn digest(text: &str) -> ListDigest {
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = byte);
        ListDigest::from_bytes(bytes)
    }

    fn keys(threshold: u8, names: &str) -> ListKeys {
        ListKeys::new(threshold, names.chars().map(String::from))
    }

    /// A version of a sub-list, by key `a` of those given.
    fn version(sequence: u64) -> ListVersion {
        ListVersion {
            sequence,
            digest: digest(&sequence.to_string()),
            previous: sequence.checked_sub(1).filter(|n| *n > 0).map(|n| digest(&n.to_string())),
            signers: BTreeSet::from(["a".to_owned()]),
            mandate: keys(1, "a"),
            vouched: BTreeSet::from(["a".to_owned()]),
            signing: None,
            history: BTreeMap::new(),
        }
    }

    fn signed(version: ListVersion, by: &str) -> ListVersion {
        ListVersion { signers: by.chars().map(String::from).collect(), ..version }
    }

    /// A version of a root list that names its keys.
    fn root(sequence: u64, signing: ListKeys) -> ListVersion {
        ListVersion { signing: Some(signing), ..version(sequence) }
    }

    fn after(known: ListVersion, next: &ListVersion) -> Result<(), Code> {
        judge(Some(&KnownList::of(known)), next, at()).map_err(|doubt| doubt.code())
    }

    #[test]
    fn a_list_goes_on_and_never_back() {
        let cap = Limits::DEFAULT.list_version_jump;
        for known in 1..20 {
            for next in 1..20 {
                let expected = if next < known { Err(Code::AccredRollback) } else { Ok(()) };
                assert_eq!(after(version(known), &version(next)), expected, "{known}, {next}");
            }
        }
        assert_eq!(judge(None, &version((1 << 53) - 1), at()), Ok(()));
        assert_eq!(after(version(7), &version(7 + cap)), Ok(()));
        assert_eq!(after(version(7), &version(8 + cap)), Err(Code::AccredVersionJump));
        assert_eq!(after(version(7), &version((1 << 53) - 1)), Err(Code::AccredVersionJump));
    }

    #[test]
    fn two_of_one_number_are_not_both_believed() {
        let other = |version: ListVersion| ListVersion { digest: digest("other"), ..version };
        assert_eq!(after(version(7), &other(version(7))), Err(Code::AccredEquivocation));
        // The next one says which seventh it follows.
        assert_eq!(after(other(version(7)), &version(8)), Err(Code::AccredEquivocation));
        assert_eq!(after(other(version(7)), &version(9)), Ok(()));
    }

    #[test]
    fn keys_that_are_taken_back_take_back_what_they_said() {
        // Somebody with the stolen key `a` went far ahead; the entry above now has `b`.
        let stolen = version((1 << 53) - 1);
        let honest = |vouched: &str| ListVersion {
            mandate: keys(1, "b"),
            vouched: vouched.chars().map(String::from).collect(),
            ..signed(version(12), "b")
        };
        assert_eq!(after(stolen.clone(), &version(12)), Err(Code::AccredRollback));
        assert_eq!(after(stolen.clone(), &honest("b")), Ok(()));
        // A key that was only replaced still stands for what it signed.
        assert_eq!(after(stolen, &honest("ab")), Err(Code::AccredRollback));
        // An old version by a key that has since run out is no way back either.
        let renewed = ListVersion { mandate: keys(1, "b"), ..signed(version(12), "b") };
        let replayed = ListVersion { vouched: ["a", "b"].map(String::from).into(), ..version(11) };
        assert_eq!(after(renewed, &replayed), Err(Code::AccredRollback));
        // At a threshold of two, one of two keys taken back is enough.
        let by_two = ListVersion { mandate: keys(2, "abc"), ..signed(version(9_000), "ab") };
        let by_others = ListVersion {
            mandate: keys(2, "bcd"),
            vouched: ["b", "c", "d"].map(String::from).into(),
            ..signed(version(12), "cd")
        };
        assert_eq!(after(by_two, &by_others), Ok(()));
    }

    #[test]
    fn a_root_changes_its_keys_by_both_and_without_a_gap() {
        let known = || root(7, keys(1, "a"));
        let changed = |sequence, by: &str| signed(root(sequence, keys(1, "b")), by);
        assert_eq!(after(known(), &changed(8, "ab")), Ok(()));
        assert_eq!(after(known(), &changed(8, "a")), Err(Code::AccredRootRotationNewThreshold));
        assert_eq!(after(known(), &changed(8, "b")), Err(Code::AccredRootRotationOldThreshold));
        assert_eq!(after(known(), &changed(9, "ab")), Err(Code::AccredRootVersionGap));
        assert_eq!(after(known(), &root(9, keys(1, "a"))), Ok(()));
        // One that names no keys leaves those in force.
        assert_eq!(after(known(), &version(9)), Ok(()));
        let silent = KnownList::after(Some(KnownList::of(changed(8, "ab"))), signed(version(9), "b"));
        assert_eq!(keys_in_force(Some(&silent), &keys(1, "a")), &keys(1, "b"));
        // After the change the new keys are in force, although the anchor still has the old one.
        let rotated = || changed(8, "ab");
        let later = |by: &str| signed(root(20, keys(1, "b")), by);
        assert_eq!(after(rotated(), &later("b")), Ok(()));
        assert_eq!(after(rotated(), &later("a")), Err(Code::AccredRootRotationOldThreshold));
        let old = KnownList::of(rotated());
        assert_eq!(keys_in_force(Some(&old), &keys(1, "a")), &keys(1, "b"));
        // Until whoever has the anchor gives it other keys.
        assert_eq!(keys_in_force(Some(&old), &keys(1, "c")), &keys(1, "c"));
        let anew = ListVersion {
            mandate: keys(1, "c"),
            vouched: BTreeSet::from(["c".to_owned()]),
            ..signed(root(3, keys(1, "c")), "c")
        };
        assert_eq!(after(rotated(), &anew), Ok(()));
    }

    #[test]
    fn distinct_keys_are_counted_and_a_threshold_of_none_is_one() {
        for threshold in 0..4_u8 {
            for by in ["", "a", "ab", "abc", "aab", "xyz", "ax"] {
                let next = ListVersion { mandate: keys(threshold, "aabc"), ..signed(version(1), by) };
                let distinct = ["a", "b", "c"].iter().filter(|key| by.contains(**key)).count();
                let expected = distinct >= usize::from(threshold.max(1));
                assert_eq!(judge(None, &next, at()).is_ok(), expected, "{threshold} of aabc by {by}");
            }
        }
    }

    #[test]
    fn what_was_told_of_the_past_stays_told_for_as_long_as_it_has_to() {
        let time = |seconds| Timestamp::from_unix_seconds(NOW + seconds).unwrap();
        let told = |version: ListVersion, events: &[(&str, Option<Timestamp>)]| ListVersion {
            history: events.iter().map(|(event, until)| ((*event).to_owned(), *until)).collect(),
            ..version
        };
        let known = || told(version(7), &[("withdrawn", None), ("suspended", Some(time(0)))]);
        assert_eq!(after(known(), &told(version(8), &[("withdrawn", None), ("suspended", None)])), Ok(()));
        assert_eq!(
            after(known(), &told(version(8), &[("withdrawn", None)])),
            Err(Code::AccredListHistoryTruncated)
        );
        assert_eq!(
            after(known(), &told(version(8), &[("suspended", None)])),
            Err(Code::AccredListHistoryTruncated)
        );
        let over = told(version(7), &[("suspended", Some(time(-1)))]);
        assert_eq!(after(over, &version(8)), Ok(()));
    }

    #[test]
    fn the_same_version_with_other_signatures_has_all_of_them() {
        let known = KnownList::after(None, signed(version(7), "a"));
        let known = KnownList::after(Some(known), signed(version(7), "b"));
        assert_eq!(known.signers, ["a", "b"].map(String::from).into());
        let known = KnownList::after(Some(known), signed(version(8), "b"));
        assert_eq!(known.signers, ["b"].map(String::from).into());
    }
}
