//! What one verification or many have seen, until it is written: what to remember, and the newest lists themselves.

use std::collections::BTreeMap;

use sanad_core::accreditation::digest::ListDigest;
use sanad_verifier::accreditation::trusted_lists::TrustedLists;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::reports::Reports;
use sanad_verifier::trust_state::sightings::Sightings;

/// What was seen.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    sightings: Sightings,
    lists: BTreeMap<String, SeenList>,
}

/// A list that was believed, as it was received.
#[derive(Debug)]
pub(crate) struct SeenList {
    sequence: u64,
    pub(crate) digest: ListDigest,
    pub(crate) bytes: Vec<u8>,
}

impl Seen {
    /// What these reports, and the lists they go by, have seen.
    pub(crate) fn by(reports: &Reports) -> Self {
        let mut seen = Self::default();
        seen.add(&sightings(reports));
        seen
    }

    /// Adds what was seen in one more thing that was shared.
    pub(crate) fn add(&mut self, sightings: &Sightings) {
        self.sightings.absorb(sightings);
    }

    /// Adds the lists that were believed. Of copies that are the same but for their signatures, the one with the most.
    pub(crate) fn add_lists(&mut self, lists: &TrustedLists, evidence: &Evidence) {
        for list in lists.lists() {
            let known = self.lists.get(list.id());
            if known.is_some_and(|known| known.sequence >= list.sequence()) {
                continue;
            }
            let versions = evidence.accreditation_lists();
            let same = versions.filter(|document| ListDigest::of(document.content()) == list.digest());
            let best = same.max_by_key(|document| document.proof().map_or(0, |proof| proof.items().len()));
            if let Some(document) = best {
                let bytes = document.as_json().to_vec();
                let seen = SeenList { sequence: list.sequence(), digest: list.digest(), bytes };
                self.lists.insert(list.id().to_owned(), seen);
            }
        }
    }

    /// What is to be remembered.
    pub(crate) const fn sightings(&self) -> &Sightings {
        &self.sightings
    }

    /// The newest of the lists, by their ids.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (&str, &SeenList)> {
        self.lists.iter().map(|(id, list)| (id.as_str(), list))
    }
}

/// What was seen in all that was shared at once.
pub(crate) fn sightings(reports: &Reports) -> Sightings {
    let mut all = Sightings::default();
    reports.iter().for_each(|report| all.absorb(report.sightings()));
    all
}
