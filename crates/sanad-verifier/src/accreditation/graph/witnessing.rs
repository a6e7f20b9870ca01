//! The versions of lists that witness badges, and who has signed them. `spec/path-validation.md#witnesses`

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::limits::Limits;
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

use super::super::path::ends_of;
use super::{Graph, Grower};
use crate::anchor::AuthorityAnchor;

/// What is known of a version of a list that witnesses badges. Whether the signers are enough depends on the path.
#[derive(Clone, Debug)]
pub(in crate::accreditation) struct Witnessing {
    /// Of all keys that are given for the list by anybody who is believed, those that have signed it, as Multikeys.
    pub(in crate::accreditation) signers: BTreeSet<String>,
    /// When it was there at the latest, as it and its signatures say.
    pub(in crate::accreditation) time: Timestamp,
}

impl Graph {
    /// The versions of a list that witness badges, the believed one among them.
    pub(in crate::accreditation) fn witnessing<'g>(
        &'g self,
        believed: &'g AccreditationList,
    ) -> impl Iterator<Item = (&'g AccreditationList, &'g Witnessing)> {
        let versions = self.witnessing.iter().filter_map(|(place, known)| Some((self.list(*place)?, known)));
        versions.filter(|(list, _)| {
            list.id() == believed.id()
                && list.issuer() == believed.issuer()
                && list.sequence() <= believed.sequence()
        })
    }
}

impl Grower<'_> {
    pub(super) fn witnessing(&mut self, anchors: &[&AuthorityAnchor]) -> BTreeMap<usize, Witnessing> {
        let shelf = self.shelf;
        let mut given: BTreeMap<(&str, &str), BTreeMap<String, PublicKey>> = BTreeMap::new();
        for anchor in anchors {
            let keys = anchor.keys().iter().map(|key| (key.to_multikey(), key.clone()));
            given.entry((anchor.list(), anchor.authority())).or_default().extend(keys);
        }
        for (place, node) in &self.nodes {
            let Some(above) = shelf.lists().get(*place) else { continue };
            let ends = node.links.iter().filter_map(|link| ends_of(&above.list, link));
            for (entity, _, delegation) in ends {
                let keys = entity.verification_methods().iter().filter_map(|key| key.public_key().ok());
                given
                    .entry((delegation.list_id(), entity.id()))
                    .or_default()
                    .extend(keys.map(|key| (key.to_multikey(), key)));
            }
        }
        let mut witnessing = BTreeMap::new();
        for (place, shelved) in shelf.lists().iter().enumerate() {
            let list = &shelved.list;
            let Some(keys) = given.get(&(list.id(), list.issuer())) else { continue };
            if list.issuance_anchors().is_empty() {
                continue;
            }
            let keys: Vec<PublicKey> = keys.values().cloned().collect();
            let Ok(signers) = self.signers(place, shelved, &keys) else { continue };
            let Ok(proofs) = shelved.document.proofs(&Limits::DEFAULT) else { continue };
            let signed = proofs.proofs().iter().filter_map(|proof| proof.created());
            let time = signed.fold(list.valid_from(), Timestamp::max);
            witnessing.insert(place, Witnessing { signers, time });
        }
        witnessing
    }
}
