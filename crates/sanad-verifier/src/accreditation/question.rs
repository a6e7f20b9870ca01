//! What is asked about a badge, and of which lists.

use std::collections::BTreeSet;
use std::ops::Deref;

use sanad_core::accreditation::key::EntityKey;
use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::facts::BadgeFacts;
use sanad_core::limits::Limits;
use sanad_core::proof::data_integrity::Proof;
use sanad_core::proof::set::ProofSet;
use sanad_core::timestamp::Timestamp;

use super::answer::{self, Answer};
use super::key::Signed;
use super::lacking::Lacking;
use super::output::OutputSchemas;
use super::path::{Walk, Walker};
use super::trusted_lists::{Root, TrustedLists};
use crate::anchor::Mode;
use crate::case::Case;
use crate::policy::UnpinnedKeys;

/// What every entry is asked.
pub(crate) struct Question<'q> {
    pub(crate) issuer: &'q str,
    /// What a list may witness; nothing where no list could.
    pub(crate) badge: Option<&'q SignedBadge>,
    /// Worked out when they are first asked for.
    pub(crate) facts: &'q dyn Deref<Target = BadgeFacts>,
    /// When it was awarded, and when signed: all of these count.
    pub(crate) times: Vec<Timestamp>,
    pub(crate) awarded: Option<Timestamp>,
    /// The issuer's good signatures.
    pub(crate) signatures: &'q [Signed],
    pub(crate) unpinned: UnpinnedKeys,
    /// The badge, held against what accreditations ask of badges.
    pub(crate) output: OutputSchemas<'q>,
}

/// When a badge says that it was awarded, and when signed.
pub(crate) struct Times {
    pub(crate) awarded: Option<Timestamp>,
    /// Both, and of every signature.
    pub(crate) all: Vec<Timestamp>,
}

impl Times {
    // spec/path-validation.md#paths
    pub(crate) fn of(badge: &SignedBadge, proofs: Option<&ProofSet<'_>>) -> Self {
        let claims = badge.unverified();
        let awarded = claims.awarded_date().ok().flatten().or_else(|| claims.valid_from().ok().flatten());
        let mut all: Vec<Timestamp> = awarded.into_iter().collect();
        if let Securing::Jwt(jwt) = badge.securing() {
            all.extend(jwt.issued_at());
        }
        let proofs = proofs.map(ProofSet::proofs).unwrap_or_default();
        all.extend(proofs.iter().filter_map(Proof::created));
        all.sort_unstable();
        all.dedup();
        Self { awarded, all }
    }
}

/// All paths to an issuer's entries, found before it is known who signed the badge.
pub(crate) struct Search<'l> {
    lists: &'l TrustedLists,
    worth_walking: BTreeSet<usize>,
    walks: Vec<(&'l Root, Walk<'l>)>,
    steps_left: usize,
}

impl<'l> Search<'l> {
    /// Walks below the anchors that are to be asked.
    pub(crate) fn new(
        lists: &'l TrustedLists,
        issuer: &str,
        times: &[Timestamp],
        is_asked: impl Fn(Mode) -> bool,
    ) -> Self {
        let worth_walking = lists.graph().worth_walking(issuer);
        let mut walker = Walker {
            lists,
            issuer,
            times,
            worth_walking: &worth_walking,
            steps_left: Limits::DEFAULT.accreditation_steps,
        };
        let asked = lists.roots().iter().filter(|root| is_asked(root.anchor.mode()));
        let walks = asked.map(|root| (root, walker.walk(root))).collect();
        let steps_left = walker.steps_left;
        Self { lists, worth_walking, walks, steps_left }
    }

    /// The keys that the entries give which may vouch, each once.
    pub(crate) fn keys(&self) -> Vec<&'l EntityKey> {
        let granting = self.walks.iter().filter(|(root, _)| root.anchor.mode() == Mode::Grant);
        let entities =
            granting.flat_map(|(_, walk)| walk.arrived.iter()).filter_map(|path| path.steps.last());
        let mut keys: Vec<&EntityKey> = Vec::new();
        for key in entities.flat_map(|step| step.entity.verification_methods()) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// The first list that cannot be used and might have given the issuer's keys; none where an entry was found.
    pub(crate) fn lacking(&self) -> Option<&'l Lacking> {
        let granting = || self.walks.iter().filter(|(root, _)| root.anchor.mode() == Mode::Grant);
        if granting().any(|(_, walk)| !walk.arrived.is_empty()) {
            return None;
        }
        granting().find_map(|(_, walk)| walk.lacking.first().copied())
    }

    /// What each anchor says.
    pub(crate) fn answers(&self, question: &Question<'_>, case: &Case<'_>) -> Vec<Answer<'l>> {
        let now = [case.at];
        let mut walker = Walker {
            lists: self.lists,
            issuer: question.issuer,
            times: &now,
            worth_walking: &self.worth_walking,
            steps_left: self.steps_left,
        };
        let usurper = self.lists.graph().usurper(question.issuer);
        self.walks
            .iter()
            .map(|(root, walk)| answer::of(root, walk, question, usurper, &mut walker, case))
            .collect()
    }

    /// Notes the lists that might vouch, as long as nothing more is known.
    pub(crate) fn want_all(&self, case: &Case<'_>) {
        for (_, walk) in &self.walks {
            answer::want(walk, case);
        }
    }
}
