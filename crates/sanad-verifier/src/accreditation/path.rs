//! The ways from an anchor's list to the issuer's entries, walked from the top. `spec/path-validation.md#paths`

use std::collections::{BTreeSet, VecDeque};

use sanad_core::accreditation::action::{Action, RecognizedAction};
use sanad_core::accreditation::delegation::Delegation;
use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::code::Code;
use sanad_core::scope::Scope;
use sanad_core::timestamp::Timestamp;

use super::graph::Link;
use super::lacking::Lacking;
use super::period::hold;
use super::trusted_lists::{Root, TrustedLists};

/// A list on a path, and the entry in it from which the path goes on, or at which it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'l> {
    pub(crate) list: &'l AccreditationList,
    pub(crate) entity: &'l RecognizedEntity,
    pub(crate) action: Option<&'l RecognizedAction>,
    pub(crate) is_stale: bool,
}

/// A path so far, and what is left of what its anchor is trusted for.
#[derive(Clone, Debug)]
pub(crate) struct Path<'l> {
    pub(crate) steps: Vec<Step<'l>>,
    pub(crate) scope: Scope,
    pub(crate) window: Window,
    /// How many more lists may follow.
    lists_left: u8,
}

/// The period in which every link of a path holds: its start included, its end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) from: Option<Timestamp>,
    pub(crate) until: Option<Timestamp>,
}

impl Window {
    pub(super) fn cut(self, action: &RecognizedAction) -> Self {
        let until = self.until.map_or_else(|| action.valid_until(), |until| until.min(action.valid_until()));
        Self { from: self.from.max(Some(action.valid_from())), until: Some(until) }
    }
}

/// A path that says nothing, and why.
#[derive(Clone, Debug)]
pub(crate) struct DeadEnd<'l> {
    pub(crate) steps: Vec<Step<'l>>,
    pub(crate) code: Code,
    pub(crate) detail: String,
}

/// Everything found below one anchor.
#[derive(Debug, Default)]
pub(crate) struct Walk<'l> {
    /// The paths that lead to an entry of the issuer's.
    pub(crate) arrived: Vec<Path<'l>>,
    pub(crate) dead_ends: Vec<DeadEnd<'l>>,
    /// Lists that cannot be used and might have the issuer.
    pub(crate) lacking: Vec<&'l Lacking>,
    /// Whether there are more paths than are walked.
    pub(crate) is_cut: bool,
}

/// Who is looked for, when it must have held, and how far one may go.
pub(super) struct Walker<'l, 'q> {
    pub(super) lists: &'l TrustedLists,
    pub(super) issuer: &'q str,
    pub(super) times: &'q [Timestamp],
    /// The lists that lead anywhere.
    pub(super) worth_walking: &'q BTreeSet<usize>,
    pub(super) steps_left: usize,
}

impl<'l> Walker<'l, '_> {
    /// All paths below an anchor, the shorter ones first.
    pub(super) fn walk(&mut self, root: &'l Root) -> Walk<'l> {
        let mut walk = Walk::default();
        let start = match &root.list {
            Ok(place) => *place,
            Err(lacking) => {
                walk.lacking.push(lacking);
                return walk;
            }
        };
        let path = Path {
            steps: Vec::new(),
            scope: root.anchor.scope().clone(),
            window: Window::default(),
            lists_left: root.anchor.max_path_length(),
        };
        let mut queue = VecDeque::from([(start, path)]);
        while let Some((place, path)) = queue.pop_front() {
            let Some(list) = self.lists.graph().list(place) else { continue };
            if !self.take_step() {
                walk.is_cut = true;
                break;
            }
            if let Some(entity) = list.entity(self.issuer) {
                let arrived = path.step(self.step(place, list, entity, None));
                match arrived.admit(self.issuer) {
                    Ok(()) => walk.arrived.push(arrived),
                    Err((code, detail)) => walk.dead_ends.push(arrived.into_dead_end(code, detail)),
                }
            }
            for link in self.lists.links_of(place) {
                if link.list.as_ref().is_ok_and(|below| !self.worth_walking.contains(below)) {
                    continue;
                }
                if !self.take_step() {
                    walk.is_cut = true;
                    break;
                }
                let Some((entity, action, delegation)) = ends_of(list, link) else { continue };
                let mut next = path.step(self.step(place, list, entity, Some(action)));
                match (next.go_on(entity, action, delegation, self.times), &link.list) {
                    (Err((code, detail)), _) => walk.dead_ends.push(next.into_dead_end(code, detail)),
                    (Ok(()), Ok(below)) => queue.push_back((*below, next)),
                    (Ok(()), Err(lacking)) => {
                        if next.admit(self.issuer).is_ok() && !walk.lacking.contains(&lacking) {
                            walk.lacking.push(lacking);
                        }
                    }
                }
            }
        }
        walk
    }

    fn step(
        &self,
        place: usize,
        list: &'l AccreditationList,
        entity: &'l RecognizedEntity,
        action: Option<&'l RecognizedAction>,
    ) -> Step<'l> {
        Step { list, entity, action, is_stale: self.lists.graph().is_stale(place) }
    }

    fn take_step(&mut self) -> bool {
        let left = self.steps_left.checked_sub(1);
        self.steps_left = left.unwrap_or_default();
        left.is_some()
    }
}

pub(super) fn ends_of<'l>(
    list: &'l AccreditationList,
    link: &Link,
) -> Option<(&'l RecognizedEntity, &'l RecognizedAction, &'l Delegation)> {
    let entity = list.entities().get(link.entity)?;
    let action = entity.recognized_to().get(link.action)?;
    Some((entity, action, action.delegation()?))
}

impl<'l> Path<'l> {
    fn step(&self, step: Step<'l>) -> Self {
        let mut next = self.clone();
        next.steps.push(step);
        next
    }

    pub(super) fn into_dead_end(self, code: Code, detail: String) -> DeadEnd<'l> {
        DeadEnd { steps: self.steps, code, detail }
    }

    /// The delegations above the last step.
    fn delegations(&self) -> impl Iterator<Item = &'l Delegation> {
        let above = self.steps.len().saturating_sub(1);
        self.steps.iter().take(above).filter_map(|step| step.action?.delegation())
    }

    /// The authorities of the lists so far.
    fn authorities(&self) -> impl Iterator<Item = &'l str> {
        self.steps.iter().map(|step| step.list.issuer())
    }

    /// Whether everybody above lets the last list name somebody for something.
    fn heed_delegations(&self, subject: &str, action: Action) -> Result<(), (Code, String)> {
        if self.delegations().any(|delegation| !delegation.permits(subject)) {
            let detail = format!("an authority above does not let {subject} be named");
            return Err((Code::AccredSubjectExcluded, detail));
        }
        if self.delegations().any(|delegation| !delegation.delegable_actions().contains(&action)) {
            let detail = format!("an authority above does not let anybody be named for `{action}`");
            return Err((Code::AccredActionNotDelegable, detail));
        }
        Ok(())
    }

    /// Whether the list at the end may say anything of the issuer.
    fn admit(&self, issuer: &str) -> Result<(), (Code, String)> {
        self.heed_delegations(issuer, Action::Issue)?;
        if self.authorities().any(|authority| authority == issuer) {
            return Err((Code::AccredLoop, format!("{issuer} vouches for itself")));
        }
        Ok(())
    }

    /// Goes on from the last step to the list that its action lets the entity publish.
    // spec/path-validation.md#paths
    fn go_on(
        &mut self,
        entity: &RecognizedEntity,
        action: &RecognizedAction,
        delegation: &Delegation,
        times: &[Timestamp],
    ) -> Result<(), (Code, String)> {
        hold(entity, action, times).map_err(|gap| (gap.code, gap.detail))?;
        self.heed_delegations(entity.id(), Action::Recognize)?;
        let Some(left) = self.lists_left.checked_sub(1) else {
            let detail = format!("the list of {} is one more than may follow on this path", entity.id());
            return Err((Code::AccredDepthExceeded, detail));
        };
        self.lists_left = left.min(delegation.max_path_length());
        let comes_again = self.authorities().any(|authority| authority == entity.id())
            || self.steps.iter().any(|step| step.list.id() == delegation.list_id());
        if comes_again {
            return Err((Code::AccredLoop, format!("{} comes twice on the path", entity.id())));
        }
        self.scope = cut(&self.scope, action)?;
        self.window = self.window.cut(action);
        Ok(())
    }
}

/// A scope, cut by that of an action.
pub(super) fn cut(scope: &Scope, action: &RecognizedAction) -> Result<Scope, (Code, String)> {
    match action.scope() {
        None => Ok(scope.clone()),
        Some(own) => scope.intersect(own).map_err(|error| (error.code(), error.to_string())),
    }
}
