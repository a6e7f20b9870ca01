//! Which list vouches for which: grown from the anchors down, each link under the keys that the list above gives.
//! `spec/path-validation.md#lists`

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use sanad_core::accreditation::action::Action;
use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::accreditation::key::{EntityKey, RevocationReason};
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::signers::distinct_signers;
use sanad_core::code::Code;
use sanad_core::limits::Limits;
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

use super::lacking::Lacking;
use super::shelf::{Shelf, Shelved};
use crate::anchor::AuthorityAnchor;
use crate::case::Case;
use crate::trust_state::lists::{ListKeys, ListVersion, judge, keys_in_force};

/// All lists of the evidence in their order, and for those that are believed what hangs on them. A list is known by
/// its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    lists: Vec<AccreditationList>,
    nodes: BTreeMap<usize, Node>,
    /// Lists by entities that may not publish one, and the believed lists that say who they are.
    usurpers: Vec<Usurper>,
}

/// A list that is believed.
#[derive(Clone, Debug, Default)]
struct Node {
    stale: bool,
    links: Vec<Link>,
    /// The lists just above.
    above: BTreeSet<usize>,
    /// Whether it, or one below it, names a list that cannot be used.
    is_open: bool,
}

/// An accreditation to recognise others, and the list in which that is done.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The place of the entity in its list, and of the action in that.
    pub(super) entity: usize,
    pub(super) action: usize,
    pub(super) list: Result<usize, Lacking>,
}

/// A list by somebody who was never given one.
#[derive(Clone, Debug)]
pub(crate) struct Usurper {
    pub(super) list: usize,
    pub(super) listed_in: usize,
}

/// Which list is looked for, and by whose signatures it is believed.
struct Wanted<'w> {
    list: &'w str,
    authority: &'w str,
    signers: Signing<'w>,
    threshold: u8,
    minimum_sequence: u64,
}

/// Whose keys count.
#[derive(Clone, Copy)]
enum Signing<'w> {
    Anchor(&'w [PublicKey]),
    Entity(&'w RecognizedEntity),
}

impl Graph {
    /// The graph below the anchors, and for each of them its list.
    pub(super) fn grow(
        anchors: &[&AuthorityAnchor],
        shelf: Shelf<'_>,
        case: &Case<'_>,
    ) -> (Self, Vec<Result<usize, Lacking>>) {
        let mut grower = Grower {
            shelf: &shelf,
            case,
            nodes: BTreeMap::new(),
            queue: VecDeque::new(),
            signers: BTreeMap::new(),
            signatures_left: Limits::DEFAULT.accreditation_signatures,
            versions: BTreeMap::new(),
        };
        let roots = anchors.iter().map(|anchor| grower.root(anchor)).collect();
        while let Some(place) = grower.queue.pop_front() {
            grower.links(place);
        }
        let usurpers = grower.usurpers();
        let mut nodes = grower.nodes;
        settle(&mut nodes);
        (Self { lists: shelf.into_lists(), nodes, usurpers }, roots)
    }

    pub(super) fn list(&self, place: usize) -> Option<&AccreditationList> {
        self.lists.get(place)
    }

    pub(super) fn believed(&self) -> impl Iterator<Item = &AccreditationList> {
        self.nodes.keys().filter_map(|place| self.lists.get(*place))
    }

    pub(super) fn links_of(&self, place: usize) -> &[Link] {
        self.nodes.get(&place).map_or(&[], |node| &node.links)
    }

    /// The lists that are named by those that are believed, and cannot be used.
    pub(super) fn lacking(&self) -> impl Iterator<Item = &Lacking> {
        self.nodes.values().flat_map(|node| node.links.iter().filter_map(|link| link.list.as_ref().err()))
    }

    pub(super) fn is_stale(&self, place: usize) -> bool {
        self.nodes.get(&place).is_some_and(|node| node.stale)
    }

    /// The believed lists from which one gets to an entry of the issuer's, or to a list that cannot be used.
    pub(super) fn worth_walking(&self, issuer: &str) -> BTreeSet<usize> {
        let lists_it = |place: &usize| self.lists.get(*place).is_some_and(|l| l.entity(issuer).is_some());
        let mut found: BTreeSet<usize> = self.nodes.keys().copied().filter(lists_it).collect();
        let mut queue: Vec<usize> = found.iter().copied().collect();
        while let Some(place) = queue.pop() {
            let above = self.nodes.get(&place).map(|node| &node.above);
            queue.extend(above.into_iter().flatten().copied().filter(|above| found.insert(*above)));
        }
        found.extend(self.nodes.iter().filter(|(_, node)| node.is_open).map(|(place, _)| *place));
        found
    }

    /// The first list that has the issuer, by somebody who may not publish one.
    pub(super) fn usurper(&self, issuer: &str) -> Option<(&AccreditationList, &AccreditationList)> {
        self.usurpers.iter().find_map(|usurper| {
            let list = self.lists.get(usurper.list).filter(|list| list.entity(issuer).is_some())?;
            Some((list, self.lists.get(usurper.listed_in)?))
        })
    }
}

/// Marks the lists above those that cannot be used.
fn settle(nodes: &mut BTreeMap<usize, Node>) {
    let is_open = |node: &Node| node.links.iter().any(|link| link.list.is_err());
    let mut queue: Vec<usize> =
        nodes.iter().filter(|(_, node)| is_open(node)).map(|(place, _)| *place).collect();
    while let Some(place) = queue.pop() {
        let Some(node) = nodes.get_mut(&place) else { continue };
        if !node.is_open {
            node.is_open = true;
            queue.extend(node.above.iter().copied());
        }
    }
}

struct Grower<'g> {
    shelf: &'g Shelf<'g>,
    case: &'g Case<'g>,
    nodes: BTreeMap<usize, Node>,
    queue: VecDeque<usize>,
    /// How many of these keys have signed the list at a place.
    signers: BTreeMap<(usize, Vec<String>), Result<usize, String>>,
    signatures_left: usize,
    /// What is to be remembered of those that are believed, by place and id.
    versions: BTreeMap<(usize, String), ListVersion>,
}

impl Grower<'_> {
    fn root(&mut self, anchor: &AuthorityAnchor) -> Result<usize, Lacking> {
        self.reach(&Wanted {
            list: anchor.list(),
            authority: anchor.authority(),
            signers: Signing::Anchor(anchor.keys()),
            threshold: anchor.threshold(),
            minimum_sequence: anchor.minimum_sequence(),
        })
    }

    /// Everything that the list at a place lets others publish.
    fn links(&mut self, place: usize) {
        let Some(shelved) = self.shelf.lists().get(place) else { return };
        let mut links = Vec::new();
        for (entity, listed) in shelved.list.entities().iter().enumerate() {
            for (action, recognized) in listed.recognized_to().iter().enumerate() {
                let (Some(Action::Recognize), Some(delegation)) =
                    (recognized.action(), recognized.delegation())
                else {
                    continue;
                };
                let list = self.reach(&Wanted {
                    list: delegation.list_id(),
                    authority: listed.id(),
                    signers: Signing::Entity(listed),
                    threshold: delegation.threshold(),
                    minimum_sequence: 1,
                });
                if let Ok(below) = &list
                    && let Some(node) = self.nodes.get_mut(below)
                {
                    node.above.insert(place);
                }
                links.push(Link { entity, action, list });
            }
        }
        if let Some(node) = self.nodes.get_mut(&place) {
            node.links = links;
        }
    }

    fn reach(&mut self, wanted: &Wanted<'_>) -> Result<usize, Lacking> {
        let place = self.choose(wanted)?;
        if !self.nodes.contains_key(&place) {
            let limit = Limits::DEFAULT.accreditation_lists;
            if self.nodes.len() >= limit {
                let why = format!("more than {limit} lists would have to be believed");
                return Err(Lacking::useless(wanted.list, Code::AccredBudgetExceeded, why));
            }
            let stale = self.shelf.lists().get(place).is_some_and(|s| self.case.at > s.list.valid_until());
            self.nodes.insert(place, Node { stale, ..Node::default() });
            self.queue.push_back(place);
        }
        Ok(place)
    }

    /// spec/path-validation.md#lists: of all versions that are signed the newest, if that is in date.
    fn choose(&mut self, wanted: &Wanted<'_>) -> Result<usize, Lacking> {
        let shelf = self.shelf;
        let mut first: Option<Lacking> = None;
        let mut good: Option<(usize, &Shelved<'_>)> = None;
        for (place, shelved) in shelf.versions(wanted.list) {
            if good.is_some_and(|(_, newest)| shelved.list.sequence() < newest.list.sequence()) {
                break;
            }
            match (self.believe(place, shelved, wanted), good) {
                (Ok(()), None) => good = Some((place, shelved)),
                (Ok(()), Some((_, other))) if other.list.digest() == shelved.list.digest() => {}
                (Ok(()), Some((_, other))) => {
                    let why = format!(
                        "there are two of the sequence number {}, {} and {}",
                        shelved.list.sequence(),
                        other.list.digest(),
                        shelved.list.digest()
                    );
                    return Err(Lacking::useless(wanted.list, Code::AccredEquivocation, why));
                }
                (Err(lacking), _) => first = first.or(Some(lacking)),
            }
        }
        match good {
            Some((place, shelved)) => {
                self.heed_end(&shelved.list)?;
                if let Some(version) = self.versions.remove(&(place, wanted.list.to_owned())) {
                    self.case.note_list(wanted.list, version);
                }
                Ok(place)
            }
            None => Err(first.unwrap_or_else(|| shelf.lacks(wanted.list))),
        }
    }

    fn believe(&mut self, place: usize, shelved: &Shelved<'_>, wanted: &Wanted<'_>) -> Result<(), Lacking> {
        let list = &shelved.list;
        let useless = |code, why: String| Err(Lacking::useless(wanted.list, code, why));
        if list.issuer() != wanted.authority {
            let why = format!("it is by {}, not by {}", list.issuer(), wanted.authority);
            return useless(Code::AccredListWrongIssuer, why);
        }
        let given = match wanted.signers {
            Signing::Anchor(keys) => keys.to_vec(),
            Signing::Entity(entity) => keys_at(entity, list.valid_from()),
        };
        let mandate = ListKeys::new(wanted.threshold, given.iter().map(PublicKey::to_multikey));
        let known = self.case.state().and_then(|state| state.list(wanted.list));
        let in_force = keys_in_force(known, &mandate);
        let (keys, threshold) = if *in_force == mandate {
            (given, wanted.threshold)
        } else {
            let keys = in_force.keys().filter_map(|key| PublicKey::from_multikey(key).ok());
            (keys.collect(), in_force.threshold())
        };
        match self.count(place, shelved, &keys) {
            Ok(found) if found >= usize::from(threshold) && found > 0 => {}
            Ok(found) => {
                let why = format!(
                    "{found} of the keys of {} have signed it, expected {threshold}",
                    wanted.authority
                );
                return useless(Code::AccredListThresholdNotMet, why);
            }
            Err((code, why)) => return useless(code, why),
        }
        if matches!(wanted.signers, Signing::Entity(_)) && list.signing().is_some() {
            let why = "it names its own signers, which is for the list above it".to_owned();
            return useless(Code::AccredListSigningMisplaced, why);
        }
        if list.valid_from() > self.case.latest_creation() {
            let why =
                format!("it speaks from {} on, and the time asked is {}", list.valid_from(), self.case.at);
            return useless(Code::AccredListNotYetValid, why);
        }
        if list.sequence() < wanted.minimum_sequence {
            let why = format!(
                "its sequence number is {}, and the least that is believed is {}",
                list.sequence(),
                wanted.minimum_sequence
            );
            return useless(Code::AccredRollback, why);
        }
        if self.case.state().is_some() {
            match self.remembered(shelved, wanted, mandate) {
                Ok(version) => drop(self.versions.insert((place, wanted.list.to_owned()), version)),
                Err((code, why)) => return useless(code, why),
            }
        }
        Ok(())
    }

    /// spec/trust-state.md#accreditation-lists: what the version is after the one that was believed before.
    fn remembered(
        &self,
        shelved: &Shelved<'_>,
        wanted: &Wanted<'_>,
        mandate: ListKeys,
    ) -> Result<ListVersion, (Code, String)> {
        let vouched = match wanted.signers {
            Signing::Anchor(_) => mandate.keys().map(str::to_owned).collect(),
            Signing::Entity(entity) => entity
                .verification_methods()
                .iter()
                .filter(|key| key.revocation_reason() != Some(RevocationReason::Compromised))
                .map(|key| key.multikey().to_owned())
                .collect(),
        };
        let known = self.case.state().and_then(|state| state.list(wanted.list));
        let (at, canonicalizer) = (self.case.latest_creation(), self.case.canonicalizer);
        let version =
            ListVersion::read(shelved.document, &shelved.list, mandate, vouched, known, at, canonicalizer);
        let version = version.map_err(|error| (Code::AccredListThresholdNotMet, error.to_string()))?;
        judge(known, &version, self.case.at).map_err(|doubt| (doubt.code(), doubt.to_string()))?;
        Ok(version)
    }

    fn heed_end(&self, list: &AccreditationList) -> Result<(), Lacking> {
        let grace = i64::from(self.case.policy.list_grace_seconds());
        let end = list.valid_until().plus_seconds(grace).unwrap_or_else(|| list.valid_until());
        if self.case.at <= end {
            return Ok(());
        }
        let why = format!("it spoke until {}, and the time asked is {}", list.valid_until(), self.case.at);
        Err(Lacking::useless(list.id(), Code::AccredListExpired, why))
    }

    /// How many of the keys have signed the list, found out once.
    fn count(
        &mut self,
        place: usize,
        shelved: &Shelved<'_>,
        keys: &[PublicKey],
    ) -> Result<usize, (Code, String)> {
        let named = (place, keys.iter().map(PublicKey::to_multikey).collect::<Vec<_>>());
        if let Some(known) = self.signers.get(&named) {
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
        let found = found.map(|signers| signers.count()).map_err(|error| error.to_string());
        self.signers.insert(named, found.clone());
        found.map_err(|why| (Code::AccredListThresholdNotMet, why))
    }

    /// Lists that are signed by an entity of a believed one which may not publish any. They say nothing; but it is
    /// worth telling why not.
    fn usurpers(&mut self) -> Vec<Usurper> {
        let shelf = self.shelf;
        let believed: Vec<usize> = self.nodes.keys().copied().collect();
        let mut usurpers = Vec::new();
        for (place, shelved) in shelf.lists().iter().enumerate() {
            if self.nodes.contains_key(&place) {
                continue;
            }
            let listed = believed.iter().copied().find(|listed_in| {
                let list = shelf.lists().get(*listed_in).map(|shelved| &shelved.list);
                list.and_then(|list| list.entity(shelved.list.issuer())).is_some_and(|entity| {
                    let keys = keys_at(entity, shelved.list.valid_from());
                    entity.recognized_for(Action::Recognize).next().is_none()
                        && self.count(place, shelved, &keys).is_ok_and(|count| count > 0)
                })
            });
            usurpers.extend(listed.map(|listed_in| Usurper { list: place, listed_in }));
        }
        usurpers
    }
}

/// The keys that count for a list by an entity: those in force when it was made. A key that was ever in other hands
/// counts for none, because it could have made it at any time.
fn keys_at(entity: &RecognizedEntity, at: Timestamp) -> Vec<PublicKey> {
    let counts = |key: &&EntityKey| {
        key.in_force_at(at) && key.revocation_reason() != Some(RevocationReason::Compromised)
    };
    entity.verification_methods().iter().filter(counts).filter_map(|key| key.public_key().ok()).collect()
}
