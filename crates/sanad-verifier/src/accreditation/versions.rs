//! Which version of a list is believed: signed by the keys in force, and none before those that were believed.
//! `spec/path-validation.md#lists`

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::accreditation::key::RevocationReason;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::signers::{Signers, distinct_signers};
use sanad_core::code::Code;
use sanad_core::limits::Limits;
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

use super::graph::{Grower, Signing, Wanted, keys_at};
use super::lacking::Lacking;
use super::shelf::Shelved;
use crate::trust_state::lists::{KnownList, ListDoubt, ListKeys, ListVersion, denials, judge, keys_in_force};

/// Why a version is not believed.
struct Refusal {
    code: Code,
    why: String,
    /// Whether the authority has signed it all the same, so that an older one must not stand in for it.
    is_signed: bool,
}

impl Refusal {
    fn new(code: Code, why: impl Into<String>) -> Self {
        Self { code, why: why.into(), is_signed: false }
    }

    fn into_lacking(self, list: &str) -> Lacking {
        Lacking::useless(list, self.code, self.why)
    }
}

/// The keys that have signed a list, as Multikeys, each with the earliest time that its signatures say.
pub(super) type Signatures = BTreeMap<String, Option<Timestamp>>;

/// The versions by which other keys come into force, by their numbers, and what is known after each.
pub(super) type Handovers = BTreeMap<u64, (ListVersion, KnownList)>;

impl Grower<'_> {
    /// Of all versions that may be believed the newest, if that is in date.
    pub(super) fn choose(&mut self, wanted: &Wanted<'_>, handovers: &Handovers) -> Result<usize, Lacking> {
        let (shelf, case) = (self.shelf, self.case);
        let remembered = case.state().and_then(|state| state.list(wanted.list));
        self.remembered.insert(wanted.list.to_owned(), remembered.map(|k| (k.sequence(), k.digest())));
        let mut first: Option<Lacking> = None;
        let mut good: Option<(usize, &Shelved<'_>, ListVersion)> = None;
        for (place, shelved) in shelf.versions(wanted.list) {
            let sequence = shelved.list.sequence();
            if good.as_ref().is_some_and(|(_, newest, _)| sequence < newest.list.sequence()) {
                break;
            }
            let handover = handovers.range(..sequence).next_back().map(|(_, (_, known))| known);
            match (self.believe(place, shelved, wanted, handover.or(remembered)), &good) {
                (Ok(version), None) => good = Some((place, shelved, version)),
                (Ok(_), Some((_, other, _))) if other.list.digest() == shelved.list.digest() => {}
                (Ok(_), Some((_, other, _))) => {
                    let why = format!(
                        "there are two of the sequence number {sequence}, {} and {}",
                        other.list.digest(),
                        shelved.list.digest()
                    );
                    return Err(Lacking::useless(wanted.list, Code::AccredEquivocation, why));
                }
                (Err(refusal), _) => {
                    // Whoever handed over may have lost the keys, or a version between is held back.
                    let is_signed = refusal.is_signed
                        || (handover.is_some() && self.believe(place, shelved, wanted, remembered).is_ok());
                    let lacking = refusal.into_lacking(wanted.list);
                    if is_signed {
                        return Err(lacking);
                    }
                    first = first.or(Some(lacking));
                }
            }
        }
        let Some((place, shelved, version)) = good else {
            return Err(first.unwrap_or_else(|| shelf.lacks(wanted.list)));
        };
        self.heed_end(&shelved.list)?;
        let before = handovers.range(..version.sequence).map(|(_, (handover, _))| handover);
        let chain: Vec<ListVersion> = before.cloned().chain([version.clone()]).collect();
        // Anchors come first: what they say of a list's keys stands before what other lists say.
        self.versions.entry(wanted.list.to_owned()).or_insert(chain);
        Ok(place)
    }

    /// The versions of a root list that hand over.
    // spec/trust-state.md#rotation
    pub(super) fn handovers(&mut self, wanted: &Wanted<'_>, remembered: Option<&KnownList>) -> Handovers {
        let mut handovers = Handovers::new();
        let versions: Vec<_> = self.shelf.versions(wanted.list).collect();
        let mut rival = None;
        for (place, shelved) in versions.into_iter().rev().filter(|(_, s)| s.list.signing().is_some()) {
            let before = handovers.range(..shelved.list.sequence()).next_back().map(|(_, (_, known))| known);
            let Ok(version) = self.believe(place, shelved, wanted, before.or(remembered)) else { continue };
            let in_force = keys_in_force(before.or(remembered), &version.mandate);
            if version.signing.as_ref().is_none_or(|own| own == in_force) {
                continue;
            }
            let known = KnownList::after(before.or(remembered).cloned(), version.clone());
            match handovers.get(&version.sequence) {
                // Of two that differ neither hands over.
                Some((other, _)) if other.digest != version.digest => rival = Some(version.sequence),
                _ => drop(handovers.insert(version.sequence, (version, known))),
            }
            if let Some(sequence) = rival {
                handovers.remove(&sequence);
                break;
            }
        }
        handovers
    }

    /// Whether a version may be believed after what is known of the list.
    fn believe(
        &mut self,
        place: usize,
        shelved: &Shelved<'_>,
        wanted: &Wanted<'_>,
        known: Option<&KnownList>,
    ) -> Result<ListVersion, Refusal> {
        let list = &shelved.list;
        if list.issuer() != wanted.authority {
            let why = format!("it is by {}, not by {}", list.issuer(), wanted.authority);
            return Err(Refusal::new(Code::AccredListWrongIssuer, why));
        }
        let version = self.version(place, shelved, wanted, known)?;
        let doubt = judge(known, &version, self.case.at).err();
        match &doubt {
            Some(ListDoubt::Threshold { found, expected }) => {
                let authority = wanted.authority;
                let why = format!("{found} of the keys of {authority} have signed it, expected {expected}");
                return Err(Refusal::new(Code::AccredListThresholdNotMet, why));
            }
            Some(doubt @ ListDoubt::OldThreshold { .. }) => {
                return Err(Refusal::new(doubt.code(), doubt.to_string()));
            }
            _ => {}
        }
        // spec/path-validation.md#successors
        if list.signing().is_some() && wanted.above.is_some_and(|above| !above.is_succeeded_by(list)) {
            let why = "it names its own signers, which is for the list above it";
            return Err(Refusal::new(Code::AccredListSigningMisplaced, why));
        }
        if list.valid_from() > self.case.latest_creation() {
            let why =
                format!("it speaks from {} on, and the time asked is {}", list.valid_from(), self.case.at);
            return Err(Refusal::new(Code::AccredListNotYetValid, why));
        }
        if list.sequence() < wanted.minimum_sequence {
            let (found, least) = (list.sequence(), wanted.minimum_sequence);
            let why = format!("its sequence number is {found}, and the least that is believed is {least}");
            return Err(Refusal::new(Code::AccredRollback, why));
        }
        match doubt {
            None => Ok(version),
            Some(doubt) => {
                // Whoever goes too far ahead must not keep the honest version from being believed.
                let steps_aside = matches!(doubt, ListDoubt::Rollback { .. } | ListDoubt::VersionJump { .. });
                Err(Refusal { code: doubt.code(), why: doubt.to_string(), is_signed: !steps_aside })
            }
        }
    }

    /// What decides about a version, with those who have signed it.
    fn version(
        &mut self,
        place: usize,
        shelved: &Shelved<'_>,
        wanted: &Wanted<'_>,
        known: Option<&KnownList>,
    ) -> Result<ListVersion, Refusal> {
        let list = &shelved.list;
        let (given, vouched): (Vec<PublicKey>, BTreeSet<String>) = match wanted.signers {
            Signing::Anchor(keys) => (keys.to_vec(), keys.iter().map(PublicKey::to_multikey).collect()),
            Signing::Entity(entity) => {
                let keys = entity.verification_methods().iter();
                let good = keys.filter(|key| key.revocation_reason() != Some(RevocationReason::Compromised));
                (keys_at(entity, list.valid_from()), good.map(|key| key.multikey().to_owned()).collect())
            }
        };
        let signing = match wanted.signers {
            Signing::Anchor(_) => list.signing().map(ListKeys::of),
            Signing::Entity(_) => None,
        };
        let mandate = ListKeys::new(wanted.threshold, given.iter().map(PublicKey::to_multikey));
        let asked: BTreeSet<&str> =
            keys_in_force(known, &mandate).keys().chain(signing.iter().flat_map(ListKeys::keys)).collect();
        let keys: Vec<PublicKey> =
            asked.iter().filter_map(|key| PublicKey::from_multikey(key).ok()).collect();
        let signed = self.signatures(place, shelved, &keys).map_err(|(code, why)| Refusal::new(code, why))?;
        let signers = signed.into_keys().collect();
        // What is not held against a version before, or kept for one after, need not be gathered.
        let is_kept = self.case.state().is_some() || known.is_some() || signing.is_some();
        let history = if is_kept { denials(list) } else { BTreeMap::new() };
        let (sequence, digest, previous) = (list.sequence(), list.digest(), list.previous_digest());
        Ok(ListVersion { sequence, digest, previous, signers, mandate, vouched, signing, history })
    }

    fn heed_end(&self, list: &AccreditationList) -> Result<(), Lacking> {
        let grace = i64::from(self.case.policy.list_grace_seconds());
        let end = list.valid_until().plus_seconds(grace).unwrap_or_else(|| list.valid_until());
        if self.case.at <= end {
            return Ok(());
        }
        let mut why =
            format!("it spoke until {}, and the time asked is {}", list.valid_until(), self.case.at);
        if let Some(successor) = list.successor() {
            why.push_str(&format!("; it says that {} takes its place", successor.id()));
        }
        Err(Lacking::useless(list.id(), Code::AccredListExpired, why))
    }

    /// Which of the keys have signed the list, found out once.
    pub(super) fn signatures(
        &mut self,
        place: usize,
        shelved: &Shelved<'_>,
        keys: &[PublicKey],
    ) -> Result<Signatures, (Code, String)> {
        let named = (place, keys.iter().map(PublicKey::to_multikey).collect::<Vec<_>>());
        if let Some(known) = self.signatures.get(&named) {
            return known.clone().map_err(|why| (Code::AccredListThresholdNotMet, why));
        }
        // Each proof may be tried with each key.
        let proofs = shelved.document.proof().map_or(0, |proof| proof.items().len());
        let cost = proofs.saturating_mul(keys.len());
        if cost > self.signatures_left {
            let limit = Limits::DEFAULT.accreditation_signatures;
            let why = format!("more than {limit} signatures on lists would have to be checked");
            return Err((Code::AccredBudgetExceeded, why));
        }
        self.signatures_left = self.signatures_left.saturating_sub(cost);
        let (at, canonicalizer) = (self.case.latest_creation(), self.case.canonicalizer);
        let found = distinct_signers(shelved.document, keys, at, canonicalizer);
        let found = found.map(|signers| earliest(&signers)).map_err(|error| error.to_string());
        self.signatures.insert(named, found.clone());
        found.map_err(|why| (Code::AccredListThresholdNotMet, why))
    }
}

/// Whoever hands a list on can take signatures away, so that only the earliest of each key says anything.
fn earliest(signers: &Signers) -> Signatures {
    let mut found = Signatures::new();
    for proof in signers.proofs() {
        let Ok(key) = proof.signed_by() else { continue };
        let known = found.entry(key.to_multikey()).or_insert_with(|| proof.created());
        *known = (*known).min(proof.created());
    }
    found
}
