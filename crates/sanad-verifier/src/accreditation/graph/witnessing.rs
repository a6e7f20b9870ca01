//! The versions of lists that witness badges, and who has signed them. `spec/path-validation.md#witnesses`

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

use super::super::path::ends_of;
use super::super::root_keys::RootKeys;
use super::super::versions::Signatures;
use super::{Graph, Grower};
use crate::anchor::AuthorityAnchor;
use crate::trust_state::lists::ListKeys;

/// What is known of a version of a list that witnesses badges. Whether the signers are enough depends on the path.
#[derive(Clone, Debug)]
pub(in crate::accreditation) struct Witnessing {
    /// Of all keys that are given for the list by anybody who is believed, those that have signed it.
    signatures: Signatures,
}

impl Witnessing {
    /// By when so many of these keys had signed, as the signatures say; none if they have not. Of signatures without a
    /// time nothing is known but that of the list.
    // spec/path-validation.md#witnesses
    pub(in crate::accreditation) fn time(
        &self,
        list: &AccreditationList,
        keys: &ListKeys,
    ) -> Option<Timestamp> {
        let signed = |key: &str| Some(self.signatures.get(key)?.map_or(list.valid_from(), |at| at));
        let mut times: Vec<Timestamp> = keys.keys().filter_map(signed).collect();
        times.sort_unstable();
        let last = usize::from(keys.threshold()).checked_sub(1)?;
        times.get(last).map(|time| list.valid_from().max(*time))
    }
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
    pub(super) fn witnessing<'a>(
        &mut self,
        anchors: impl Iterator<Item = (&'a AuthorityAnchor, &'a RootKeys)>,
    ) -> BTreeMap<usize, Witnessing> {
        let shelf = self.shelf;
        let mut given: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        for (anchor, keys) in anchors {
            given.entry((anchor.list(), anchor.authority())).or_default().extend(keys.all());
        }
        for (place, node) in &self.nodes {
            let Some(above) = shelf.lists().get(*place) else { continue };
            let ends = node.links.iter().filter_map(|link| ends_of(&above.list, link));
            for (entity, _, delegation) in ends {
                let keys = entity.verification_methods().iter().map(|key| key.multikey());
                given.entry((delegation.list_id(), entity.id())).or_default().extend(keys);
            }
        }
        let mut witnessing = BTreeMap::new();
        for (place, shelved) in shelf.lists().iter().enumerate() {
            let list = &shelved.list;
            let Some(keys) = given.get(&(list.id(), list.issuer())) else { continue };
            if list.issuance_anchors().is_empty() {
                continue;
            }
            let keys: Vec<PublicKey> =
                keys.iter().filter_map(|key| PublicKey::from_multikey(key).ok()).collect();
            let Ok(signatures) = self.signatures(place, shelved, &keys) else { continue };
            witnessing.insert(place, Witnessing { signatures });
        }
        witnessing
    }
}
