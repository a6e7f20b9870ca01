//! What one verification saw that is worth remembering: only of documents that were verified. `spec/trust-state.md#learning`

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sanad_core::timestamp::Timestamp;

use super::lists::ListVersion;
use super::status_lists::StatusListMark;

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
