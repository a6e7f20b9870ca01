//! The lists that are believed, from the anchors down: read and their signatures checked once, for any number of badges.
//! `spec/path-validation.md#lists`

use std::collections::BTreeMap;
use std::sync::Arc;

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::timestamp::Timestamp;

use super::graph::{Graph, Link, Rooted};
use super::lacking::Lacking;
use super::root_keys::RootKeys;
use super::shelf::Shelf;
use crate::anchor::{AuthorityAnchor, TrustAnchor};
use crate::case::Case;
use crate::trust_state::lists::ListVersion;

/// What a verifier's authorities say at one time: their lists, and those below them, as far as they are among the
/// evidence and signed. [`Verifier::trusted_lists`](crate::verify::Verifier::trusted_lists) makes one, which
/// [`Verifier::with_trusted_lists`](crate::verify::Verifier::with_trusted_lists) uses for every badge. Cheap to look
/// into, dear to make; for a single badge it need not be made.
#[derive(Clone, Debug)]
pub struct TrustedLists {
    at: Timestamp,
    roots: Vec<Root>,
    graph: Graph,
    /// Whether what was believed before was asked.
    has_state: bool,
}

/// An anchor, and the list of its authority.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub(crate) anchor: AuthorityAnchor,
    pub(super) list: Result<usize, Lacking>,
    pub(super) keys: RootKeys,
}

impl TrustedLists {
    /// The lists of a verification.
    pub(crate) fn of(anchors: &[TrustAnchor], case: &Case<'_>) -> Self {
        let authorities: Vec<&AuthorityAnchor> = authorities(anchors).collect();
        if authorities.is_empty() {
            return Self { has_state: case.state().is_some(), ..Self::none(case.at) };
        }
        let (graph, lists) = Graph::grow(&authorities, Shelf::of(case.evidence()), case);
        let roots = authorities.into_iter().zip(lists);
        let roots = roots
            .map(|(anchor, Rooted { list, keys })| Root { anchor: anchor.clone(), list, keys })
            .collect();
        Self { at: case.at, roots, graph, has_state: case.state().is_some() }
    }

    /// No lists at all.
    pub(crate) fn none(at: Timestamp) -> Self {
        Self { at, roots: Vec::new(), graph: Graph::default(), has_state: false }
    }

    /// The time for which they were judged: whether they were in date then is settled.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// The lists that are believed.
    pub fn lists(&self) -> impl Iterator<Item = &AccreditationList> {
        self.graph.believed()
    }

    pub(crate) fn roots(&self) -> &[Root] {
        &self.roots
    }

    pub(super) const fn graph(&self) -> &Graph {
        &self.graph
    }

    /// What is to be remembered of them.
    pub(crate) const fn versions(&self) -> &Arc<BTreeMap<String, Vec<ListVersion>>> {
        self.graph.versions()
    }

    /// Whether they were made for these anchors, this time, and what is remembered.
    pub(crate) fn are_for(&self, anchors: &[TrustAnchor], case: &Case<'_>) -> bool {
        self.at == case.at
            && self.has_state == case.state().is_some()
            && authorities(anchors).eq(self.roots.iter().map(|root| &root.anchor))
            && self.graph.agrees_with(case.state())
    }

    /// The entity by which a list lets another be published, and that other.
    pub(super) fn links_of(&self, list: usize) -> &[Link] {
        self.graph.links_of(list)
    }
}

/// Those of the anchors that say by lists whom they trust.
fn authorities(anchors: &[TrustAnchor]) -> impl Iterator<Item = &AuthorityAnchor> {
    anchors.iter().filter_map(|anchor| match anchor {
        TrustAnchor::Authority(authority) => Some(&**authority),
        TrustAnchor::Issuer(_) => None,
    })
}
