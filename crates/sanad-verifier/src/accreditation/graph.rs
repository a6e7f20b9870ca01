//! Which list vouches for which: grown from the anchors down, each link under the keys that the list above gives.
//! `spec/path-validation.md#lists`

mod witnessing;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use sanad_core::accreditation::action::Action;
use sanad_core::accreditation::digest::ListDigest;
use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::accreditation::key::{EntityKey, RevocationReason};
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::code::Code;
use sanad_core::limits::Limits;
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

use self::witnessing::Witnessing;
use super::lacking::{Lacking, LackingKind};
use super::root_keys::RootKeys;
use super::shelf::Shelf;
use super::versions::{Handovers, Signatures};
use crate::anchor::AuthorityAnchor;
use crate::case::Case;
use crate::trust_state::TrustState;
use crate::trust_state::lists::ListVersion;

/// All lists of the evidence in their order, and for those that are believed what hangs on them. A list is known by
/// its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    lists: Vec<AccreditationList>,
    nodes: BTreeMap<usize, Node>,
    /// Lists by entities that may not publish one, and the believed lists that say who they are.
    usurpers: Vec<Usurper>,
    /// Every list that was looked for, and what was remembered of it.
    remembered: BTreeMap<String, Option<(u64, ListDigest)>>,
    /// The versions that are believed, each after those that handed over to its keys.
    versions: Arc<BTreeMap<String, Vec<ListVersion>>>,
    /// The versions of lists that witness badges.
    witnessing: BTreeMap<usize, Witnessing>,
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

/// The list of an anchor, and by whose keys its versions are believed.
pub(super) struct Rooted {
    pub(super) list: Result<usize, Lacking>,
    pub(super) keys: RootKeys,
}

/// A list by somebody who was never given one.
#[derive(Clone, Debug)]
pub(crate) struct Usurper {
    pub(super) list: usize,
    pub(super) listed_in: usize,
}

/// Which list is looked for, and by whose signatures it is believed.
pub(super) struct Wanted<'w> {
    pub(super) list: &'w str,
    /// The list that lets it be published; an anchor's has none.
    pub(super) above: Option<&'w AccreditationList>,
    pub(super) authority: &'w str,
    pub(super) signers: Signing<'w>,
    pub(super) threshold: u8,
    pub(super) minimum_sequence: u64,
}

/// Whose keys count.
#[derive(Clone, Copy)]
pub(super) enum Signing<'w> {
    Anchor(&'w [PublicKey]),
    Entity(&'w RecognizedEntity),
}

impl Graph {
    /// The graph below the anchors, and for each of them its list.
    pub(super) fn grow(
        anchors: &[&AuthorityAnchor],
        shelf: Shelf<'_>,
        case: &Case<'_>,
    ) -> (Self, Vec<Rooted>) {
        let mut grower = Grower {
            shelf: &shelf,
            case,
            nodes: BTreeMap::new(),
            queue: VecDeque::new(),
            signatures: BTreeMap::new(),
            signatures_left: Limits::DEFAULT.accreditation_signatures,
            remembered: BTreeMap::new(),
            versions: BTreeMap::new(),
        };
        let roots: Vec<_> = anchors.iter().map(|anchor| grower.root(anchor)).collect();
        while let Some(place) = grower.queue.pop_front() {
            grower.links(place);
        }
        let usurpers = grower.usurpers();
        // Last: it must not use up what may be spent on signatures.
        let keys = roots.iter().map(|root| &root.keys);
        let witnessing = grower.witnessing(anchors.iter().copied().zip(keys));
        let Grower { mut nodes, remembered, versions, .. } = grower;
        settle(&mut nodes);
        let versions = Arc::new(versions);
        (Self { lists: shelf.into_lists(), nodes, usurpers, remembered, versions, witnessing }, roots)
    }

    pub(super) fn list(&self, place: usize) -> Option<&AccreditationList> {
        self.lists.get(place)
    }

    /// The versions that are believed, by the ids of the lists.
    pub(super) const fn versions(&self) -> &Arc<BTreeMap<String, Vec<ListVersion>>> {
        &self.versions
    }

    /// Whether a state remembers the same of the lists.
    pub(super) fn agrees_with(&self, state: Option<&TrustState>) -> bool {
        self.remembered.iter().all(|(id, found)| {
            let known = state.and_then(|state| state.list(id));
            known.map(|known| (known.sequence(), known.digest())) == *found
        })
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

pub(super) struct Grower<'g> {
    pub(super) shelf: &'g Shelf<'g>,
    pub(super) case: &'g Case<'g>,
    nodes: BTreeMap<usize, Node>,
    queue: VecDeque<usize>,
    /// Which of these keys have signed the list at a place.
    pub(super) signatures: BTreeMap<(usize, Vec<String>), Result<Signatures, String>>,
    pub(super) signatures_left: usize,
    pub(super) remembered: BTreeMap<String, Option<(u64, ListDigest)>>,
    pub(super) versions: BTreeMap<String, Vec<ListVersion>>,
}

impl Grower<'_> {
    fn root(&mut self, anchor: &AuthorityAnchor) -> Rooted {
        let wanted = Wanted {
            list: anchor.list(),
            above: None,
            authority: anchor.authority(),
            signers: Signing::Anchor(anchor.keys()),
            threshold: anchor.threshold(),
            minimum_sequence: anchor.minimum_sequence(),
        };
        let remembered = self.case.state().and_then(|state| state.list(wanted.list));
        let handovers = self.handovers(&wanted, remembered);
        let keys = RootKeys::new(anchor, remembered, handovers.values().map(|(version, _)| version));
        Rooted { list: self.reach(&wanted, &handovers), keys }
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
                let wanted = Wanted {
                    list: delegation.list_id(),
                    above: Some(&shelved.list),
                    authority: listed.id(),
                    signers: Signing::Entity(listed),
                    threshold: delegation.threshold(),
                    minimum_sequence: 1,
                };
                let list = self.reach(&wanted, &Handovers::new());
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

    fn reach(&mut self, wanted: &Wanted<'_>, handovers: &Handovers) -> Result<usize, Lacking> {
        let place = self.choose(wanted, handovers).map_err(|lacking| self.want(lacking))?;
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

    /// spec/path-validation.md#what-is-asked-for: a copy that is no use must not keep anybody from asking for the list.
    fn want(&self, lacking: Lacking) -> Lacking {
        if self.case.evidence().is_silent_about(&lacking.list) {
            Lacking { kind: LackingKind::Wanted, ..lacking }
        } else {
            lacking
        }
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
                        && self.signatures(place, shelved, &keys).is_ok_and(|signed| !signed.is_empty())
                })
            });
            usurpers.extend(listed.map(|listed_in| Usurper { list: place, listed_in }));
        }
        usurpers
    }
}

/// The keys that count for a list by an entity: those in force when it was made. A key that was ever in other hands
/// counts for none, because it could have made it at any time.
pub(super) fn keys_at(entity: &RecognizedEntity, at: Timestamp) -> Vec<PublicKey> {
    let counts = |key: &&EntityKey| {
        key.in_force_at(at) && key.revocation_reason() != Some(RevocationReason::Compromised)
    };
    entity.verification_methods().iter().filter(counts).filter_map(|key| key.public_key().ok()).collect()
}
