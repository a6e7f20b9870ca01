//! What one verification saw that is worth remembering: only of documents that were verified. `spec/trust-state.md#learning`

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sanad_core::timestamp::Timestamp;

use super::lists::ListVersion;
use super::status_lists::{KnownStatusList, StatusListMark};

/// What was seen. Empty unless the verifier was given a state, be it an empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sightings {
    at: Option<Timestamp>,
    controllers: BTreeMap<String, BTreeSet<String>>,
    status_lists: BTreeMap<String, StatusListMark>,
    revoked: BTreeSet<(String, u32)>,
    lists: Arc<BTreeMap<String, Vec<ListVersion>>>,
}

impl Sightings {
    /// Nothing yet, of a verification for that time.
    #[must_use]
    pub fn at_time(at: Timestamp) -> Self {
        Self { at: Some(at), ..Self::default() }
    }

    /// The time that was verified for.
    #[must_use]
    pub const fn at(&self) -> Option<Timestamp> {
        self.at
    }

    /// Issuers seen for the first time, by id, each with the keys it may sign with.
    pub fn controllers(&self) -> impl ExactSizeIterator<Item = (&str, &BTreeSet<String>)> {
        self.controllers.iter().map(|(id, keys)| (id.as_str(), keys))
    }

    /// Status lists that were believed, by URL.
    pub fn status_lists(&self) -> impl ExactSizeIterator<Item = (&str, &StatusListMark)> {
        self.status_lists.iter().map(|(url, mark)| (url.as_str(), mark))
    }

    /// Places in status lists at which a badge was found revoked.
    pub fn revoked(&self) -> impl ExactSizeIterator<Item = (&str, u32)> {
        self.revoked.iter().map(|(url, index)| (url.as_str(), *index))
    }

    /// Versions of accreditation lists that were believed, by id: the newest of each, after those that handed over to
    /// its keys, in their order.
    pub fn lists(&self) -> impl Iterator<Item = (&str, &ListVersion)> {
        self.lists.iter().flat_map(|(id, versions)| versions.iter().map(|version| (id.as_str(), version)))
    }

    /// Adds a version of an accreditation list that was believed.
    pub fn note_list(&mut self, id: &str, version: ListVersion) {
        Arc::make_mut(&mut self.lists).entry(id.to_owned()).or_default().push(version);
    }

    /// Takes up what another verification saw by the same state: to remember both at once is to remember one after the
    /// other.
    pub fn absorb(&mut self, other: &Self) {
        self.at = self.at.max(other.at);
        for (id, keys) in &other.controllers {
            self.controllers.entry(id.clone()).or_insert_with(|| keys.clone());
        }
        for (url, mark) in &other.status_lists {
            let newest = match self.status_lists.get(url) {
                Some(known) => {
                    let mut known = KnownStatusList::new(known.clone());
                    known.advance(mark);
                    known.mark().clone()
                }
                None => mark.clone(),
            };
            self.status_lists.insert(url.clone(), newest);
        }
        self.revoked.extend(other.revoked.iter().cloned());
        if self.lists.is_empty() {
            self.lists = Arc::clone(&other.lists);
        } else if !Arc::ptr_eq(&self.lists, &other.lists) {
            for (id, version) in other.lists() {
                if !self.lists.get(id).is_some_and(|known| known.contains(version)) {
                    self.note_list(id, version.clone());
                }
            }
        }
    }

    /// How much there is: keys, status lists, revocations and versions of accreditation lists.
    #[must_use]
    pub fn entries(&self) -> usize {
        let keys = self.controllers.values().map(BTreeSet::len);
        let versions = self.lists.values().map(Vec::len);
        let many = keys.chain(versions).fold(self.status_lists.len(), usize::saturating_add);
        many.saturating_add(self.revoked.len())
    }

    /// The same for all lists at once: many badges are judged by the same ones.
    pub(crate) fn note_lists(&mut self, lists: &Arc<BTreeMap<String, Vec<ListVersion>>>) {
        self.lists = Arc::clone(lists);
    }

    pub(crate) fn note_controller(&mut self, id: &str, keys: impl IntoIterator<Item = String>) {
        self.controllers.entry(id.to_owned()).or_default().extend(keys);
    }

    pub(crate) fn note_status_list(&mut self, url: &str, mark: StatusListMark) {
        self.status_lists.insert(url.to_owned(), mark);
    }

    pub(crate) fn note_revoked(&mut self, url: &str, index: u32) {
        self.revoked.insert((url.to_owned(), index));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust_state::TrustState;

    fn sightings(number: i64) -> Sightings {
        let mark = |from: i64, signed: i64| StatusListMark {
            valid_from: Timestamp::from_unix_seconds(from),
            signed: Timestamp::from_unix_seconds(signed),
            digest: format!("sha256:{from}"),
        };
        let mut seen = Sightings::at_time(Timestamp::from_unix_seconds(100).unwrap());
        seen.note_controller(&format!("did:web:{}.example", number % 3), [format!("z6Mk{number}")]);
        seen.note_status_list("https://a.example/1", mark(number * 7 % 5, number));
        seen.note_status_list(&format!("https://a.example/{}", number % 4), mark(number, 1));
        seen.note_revoked("https://a.example/1", u32::try_from(number % 5).unwrap());
        seen
    }

    #[test]
    fn to_remember_all_at_once_is_to_remember_one_after_the_other() {
        for length in 0..9 {
            for first in 0..20 {
                let each: Vec<Sightings> = (first..first + length).map(sightings).collect();
                let (mut one_by_one, mut at_once) = (TrustState::new(), TrustState::new());
                each.iter().for_each(|seen| one_by_one.remember(seen).unwrap());
                let mut all = Sightings::default();
                each.iter().for_each(|seen| all.absorb(seen));
                at_once.remember(&all).unwrap();
                assert_eq!(one_by_one, at_once, "{length} from {first}");
                let again = all.clone();
                all.absorb(&again);
                assert_eq!(all, again);
            }
        }
        assert_eq!(Sightings::default().entries(), 0);
        assert_eq!(sightings(2).entries(), 4);
    }
}
