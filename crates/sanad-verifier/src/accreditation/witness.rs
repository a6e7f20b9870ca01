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
use crate::trust_state::lists::ListKeys;

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
    // Each proof is followed once, however many trees a list witnesses.
    let good = proofs.iter().filter(|proof| proof.shows(&badge));
    let trees: BTreeSet<(&[u8; 32], u64)> = good.map(|proof| (proof.root(), proof.tree_size())).collect();
    if trees.is_empty() {
        return None;
    }
    let is_in = |list: &AccreditationList| {
        let anchors = list.issuance_anchors().iter().filter(|anchor| anchor.entity() == question.issuer);
        anchors.into_iter().any(|anchor| trees.contains(&(anchor.root(), anchor.count())))
    };
    let mut found: Vec<Witness<'l>> = Vec::new();
    for (index, step) in said.steps.iter().enumerate() {
        let (above, _) = said.steps.split_at(index);
        // Who is no authority any more could make a list now and date it back.
        let stands = |time| above.iter().all(|step| step.action.is_some_and(|action| action.holds_at(time)));
        if !stands(case.at) {
            break;
        }
        let versions = lists.graph().witnessing(step.list).filter_map(|(list, known)| {
            let keys = signers_of(root, above.last(), list);
            let time = keys.iter().filter_map(|keys| known.time(list, keys)).min()?;
            let counts = time <= case.at
                && stands(list.valid_from())
                && (list.signing().is_none()
                    || above.last().is_none_or(|step| step.list.is_succeeded_by(list)))
                && is_in(list);
            counts.then_some(Witness { list, time })
        });
        found.extend(versions);
    }
    found.into_iter().min_by(|a, b| a.order().cmp(&b.order()))
}

impl Witness<'_> {
    fn order(&self) -> (Timestamp, &str, u64) {
        (self.time, self.list.id(), self.list.sequence())
    }
}

/// By whose signatures a version is believed: any of these.
fn signers_of(root: &Root, above: Option<&Step<'_>>, list: &AccreditationList) -> Vec<ListKeys> {
    match above {
        None => root.keys.of_version(list.sequence()).into_iter().cloned().collect(),
        Some(step) => {
            let delegation = step.action.and_then(|action| action.delegation());
            let threshold = delegation.map_or(u8::MAX, |delegation| delegation.threshold());
            let keys = keys_at(step.entity, list.valid_from());
            vec![ListKeys::new(threshold, keys.iter().map(PublicKey::to_multikey))]
        }
    }
}
