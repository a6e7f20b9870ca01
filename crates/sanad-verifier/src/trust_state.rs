//! What a verifier remembers from one verification to the next: a value, of which the caller keeps the text. `spec/trust-state.md`

pub mod controllers;
mod json;
pub mod lists;
pub mod sightings;
pub mod status_lists;

use std::collections::BTreeMap;

use sanad_core::limits::Limits;
use sanad_core::pointer::JsonPointer;
use sanad_core::timestamp::{Timestamp, TimestampError};

use self::controllers::KnownController;
use self::lists::KnownList;
use self::sightings::Sightings;
use self::status_lists::{KnownStatusList, StatusListMark};

/// What a verifier has seen. It judges nothing by itself: [`crate::verify::Verifier::with_state`] does, and a report
/// says with [`crate::report::Report::sightings`] what was new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustState {
    last_seen: Option<Timestamp>,
    controllers: BTreeMap<String, KnownController>,
    status_lists: BTreeMap<String, KnownStatusList>,
    lists: BTreeMap<String, KnownList>,
}

impl TrustState {
    /// A state that remembers nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the text of a state, strictly: it decides what is believed, so one that is not understood to the last
    /// member is no state.
    ///
    /// # Errors
    /// [`TrustStateError`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, TrustStateError> {
        json::read(bytes)
    }

    /// The state as text. The same state gives the same bytes, and they are read as the same state.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::write(self)
    }

    /// The latest time for which anything was verified.
    #[must_use]
    pub const fn last_seen(&self) -> Option<Timestamp> {
        self.last_seen
    }

    /// The issuers whose keys are remembered, by their ids.
    pub fn controllers(&self) -> impl ExactSizeIterator<Item = (&str, &KnownController)> {
        self.controllers.iter().map(|(id, known)| (id.as_str(), known))
    }

    /// What is remembered of an issuer.
    #[must_use]
    pub fn controller(&self, id: &str) -> Option<&KnownController> {
        self.controllers.get(id)
    }

    /// The status lists that are remembered, by their URLs.
    pub fn status_lists(&self) -> impl ExactSizeIterator<Item = (&str, &KnownStatusList)> {
        self.status_lists.iter().map(|(url, known)| (url.as_str(), known))
    }

    /// What is remembered of a status list.
    #[must_use]
    pub fn status_list(&self, url: &str) -> Option<&KnownStatusList> {
        self.status_lists.get(url)
    }

    /// The accreditation lists that are remembered, by their ids.
    pub fn lists(&self) -> impl ExactSizeIterator<Item = (&str, &KnownList)> {
        self.lists.iter().map(|(id, known)| (id.as_str(), known))
    }

    /// What is remembered of an accreditation list.
    #[must_use]
    pub fn list(&self, id: &str) -> Option<&KnownList> {
        self.lists.get(id)
    }

    /// Takes up what a verification saw. Nothing that is remembered is given up for it: an issuer keeps the keys it was
    /// first seen with, a list never becomes older.
    ///
    /// # Errors
    /// [`TrustStateError::Full`], and then nothing was taken up: what is remembered must not make room for what
    /// somebody shows on purpose.
    // spec/trust-state.md#learning
    pub fn remember(&mut self, sightings: &Sightings) -> Result<(), TrustStateError> {
        let mut next = self.clone();
        next.last_seen = self.last_seen.max(sightings.at());
        for (id, keys) in sightings.controllers() {
            let first_seen = sightings.at();
            next.controllers
                .entry(id.to_owned())
                .or_insert_with(|| KnownController::new(first_seen, keys.iter().cloned()));
        }
        for (url, mark) in sightings.status_lists() {
            next.status_lists
                .entry(url.to_owned())
                .and_modify(|known| known.advance(mark))
                .or_insert_with(|| KnownStatusList::new(mark.clone()));
        }
        for (url, index) in sightings.revoked() {
            if let Some(known) = next.status_lists.get_mut(url) {
                known.insert_revoked(index);
            }
        }
        for (id, version) in sightings.lists() {
            // Of two verifications at once the other may have gone further.
            let at = sightings.at().or(self.last_seen);
            let follows = at.is_some_and(|at| lists::judge(next.lists.get(id), version, at).is_ok());
            if follows {
                let known = next.lists.remove(id);
                next.lists.insert(id.to_owned(), KnownList::after(known, version.clone()));
            }
        }
        next.check_size()?;
        *self = next;
        Ok(())
    }

    /// Believes a key of an issuer from now on, next to those it was first seen with: somebody found out that the
    /// change is the issuer's own doing.
    ///
    /// # Errors
    /// [`TrustStateError::UnknownController`] if nothing is remembered of the issuer.
    pub fn confirm_key(&mut self, id: &str, multikey: &str) -> Result<(), TrustStateError> {
        let known = self.controllers.get_mut(id);
        let known = known.ok_or_else(|| TrustStateError::UnknownController { id: id.to_owned() })?;
        known.insert(multikey);
        Ok(())
    }

    /// Forgets an issuer: the keys it is seen with next are the ones remembered. Gives back what was known.
    pub fn forget_controller(&mut self, id: &str) -> Option<KnownController> {
        self.controllers.remove(id)
    }

    /// Forgets a status list. Gives back what was known.
    pub fn forget_status_list(&mut self, url: &str) -> Option<KnownStatusList> {
        self.status_lists.remove(url)
    }

    /// Forgets an accreditation list. Gives back what was known.
    pub fn forget_list(&mut self, id: &str) -> Option<KnownList> {
        self.lists.remove(id)
    }

    /// Whether a list may be believed after what was seen at its URL before.
    pub(crate) fn order(&self, url: &str, mark: &StatusListMark) -> Option<status_lists::Order<'_>> {
        Some(self.status_lists.get(url)?.order(mark))
    }

    fn check_size(&self) -> Result<(), TrustStateError> {
        let limit = Limits::DEFAULT.trust_state_entries;
        let keys = self.controllers.values().map(|known| known.keys().len());
        let revoked = self.status_lists.values().map(|known| known.revoked().len().saturating_add(1));
        let lists = self.lists.values().map(KnownList::entries);
        let entries = keys.chain(revoked).chain(lists).fold(0, usize::saturating_add);
        if entries > limit { Err(TrustStateError::Full { entries, limit }) } else { Ok(()) }
    }
}

/// Why a text is no state, or a state cannot be changed so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustStateError {
    /// It is no strict JSON.
    #[error("a trust state is JSON: {0}")]
    Json(#[from] sanad_core::json::JsonError),
    /// It is a state of another version.
    #[error("a trust state of the version `{found}`, and only `{expected}` is read")]
    Version {
        /// What it says.
        found: String,
        /// The only version that is read.
        expected: &'static str,
    },
    /// A member is missing or has a value that it cannot have.
    #[error("{at}: {found}, expected {expected}")]
    Malformed {
        /// Where.
        at: JsonPointer,
        /// What is there.
        found: String,
        /// What should be.
        expected: &'static str,
    },
    /// A time that is none.
    #[error("{at}: {error}")]
    Time {
        /// Where.
        at: JsonPointer,
        /// Why it is none.
        error: TimestampError,
    },
    /// More than is kept.
    #[error("{entries} keys, lists, revocations and events to remember, more than the {limit} allowed")]
    Full {
        /// How many there would be.
        entries: usize,
        /// [`Limits::trust_state_entries`].
        limit: usize,
    },
    /// An issuer of which nothing is remembered.
    #[error("nothing is remembered of the issuer `{id}`")]
    UnknownController {
        /// Its id.
        id: String,
    },
}
