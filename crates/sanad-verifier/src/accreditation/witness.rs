//! That a badge was there before its issuer lost its accreditation or its key, as lists on the path to the issuer witness.
//! `spec/path-validation.md#witnesses`

use std::collections::BTreeSet;

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::witness::BadgeDigest;
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

use super::entry::Said;
use super::graph::keys_at;
use super::path::Step;
use super::question::Question;
use super::trusted_lists::{Root, TrustedLists};
use crate::case::Case;

/// The version of a list that shows that a badge was there.
pub(crate) struct Witness<'l> {
    pub(crate) list: &'l AccreditationList,
    /// When it was there at the latest.
    pub(crate) time: Timestamp,
}

/// The earliest witness that an authority on a path gives, of those for which there is a proof.
pub(super) fn earliest<'l>(
    root: &Root,
    said: &Said<'l>,
    question: &Question<'_>,
    lists: &'l TrustedLists,
    case: &Case<'_>,
) -> Option<Witness<'l>> {
    let proofs = case.evidence().inclusion_proofs();
    let badge = question.badge.filter(|_| !proofs.is_empty()).map(BadgeDigest::of_badge)?;
    let is_in = |list: &AccreditationList| {
        let anchors = list.issuance_anchors().iter().filter(|anchor| anchor.entity() == question.issuer);
        anchors
            .flat_map(|anchor| proofs.iter().map(move |proof| (anchor, proof)))
            .any(|(anchor, proof)| proof.root() == anchor.root() && proof.check(&badge, anchor).is_ok())
    };
    let mut found: Vec<Witness<'l>> = Vec::new();
    for (index, step) in said.steps.iter().enumerate() {
        let (above, _) = said.steps.split_at(index);
        // Who is no authority any more could make a list now and date it back.
        let stands = |time| above.iter().all(|step| step.action.is_some_and(|action| action.holds_at(time)));
        if !stands(case.at) {
            break;
        }
        let versions = lists.graph().witnessing(step.list).filter(|(list, known)| {
            let (keys, threshold) = signers_of(root, above.last(), list);
            // An anchor may have a key twice.
            let keys: BTreeSet<String> = keys.iter().map(PublicKey::to_multikey).collect();
            let signed = keys.intersection(&known.signers).count();
            known.time <= case.at
                && stands(list.valid_from())
                && (index == 0 || list.signing().is_none())
                && signed > 0
                && signed >= usize::from(threshold)
                && is_in(list)
        });
        found.extend(versions.map(|(list, known)| Witness { list, time: known.time }));
    }
    found.into_iter().min_by(|a, b| a.order().cmp(&b.order()))
}

impl Witness<'_> {
    fn order(&self) -> (Timestamp, &str, u64) {
        (self.time, self.list.id(), self.list.sequence())
    }
}

/// By whose signatures a version is believed, and how many of them.
fn signers_of(root: &Root, above: Option<&Step<'_>>, list: &AccreditationList) -> (Vec<PublicKey>, u8) {
    match above {
        None => (root.anchor.keys().to_vec(), root.anchor.threshold()),
        Some(step) => {
            let delegation = step.action.and_then(|action| action.delegation());
            let threshold = delegation.map_or(u8::MAX, |delegation| delegation.threshold());
            (keys_at(step.entity, list.valid_from()), threshold)
        }
    }
}
