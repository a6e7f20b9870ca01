//! An accreditation to be given, and what may be handed on with it.

use crate::accreditation::action::{AccreditationStatus, Action};
use crate::json::Object;
use crate::timestamp::Timestamp;

/// An accreditation to be given.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    pub(super) action: Action,
    pub(super) from: Timestamp,
    pub(super) until: Option<Timestamp>,
    pub(super) status: AccreditationStatus,
    pub(super) scope: Option<Object>,
    pub(super) delegation: Option<Object>,
}

impl Grant {
    /// To do that from an instant on, without an end, for whatever badge.
    #[must_use]
    pub const fn new(action: Action, from: Timestamp) -> Self {
        Self {
            action,
            from,
            until: None,
            status: AccreditationStatus::Accredited,
            scope: None,
            delegation: None,
        }
    }

    /// Until then, that instant excluded.
    #[must_use]
    pub fn until(self, until: Timestamp) -> Self {
        Self { until: Some(until), ..self }
    }

    /// With conditions.
    #[must_use]
    pub fn provisional(self) -> Self {
        Self { status: AccreditationStatus::Provisional, ..self }
    }

    /// Only for that: the JSON form of a scope.
    #[must_use]
    pub fn scope(self, scope: Object) -> Self {
        Self { scope: Some(scope), ..self }
    }

    /// What may be handed on. Recognising others needs it, and nothing else may have it.
    #[must_use]
    pub fn delegation(self, delegation: &DelegationDraft) -> Self {
        Self { delegation: Some(delegation.members.clone()), ..self }
    }
}

/// The limits within which others may be recognised.
#[derive(Clone, Debug, PartialEq)]
pub struct DelegationDraft {
    members: Object,
}

impl DelegationDraft {
    /// In that one list, signed by one of the entity's keys, for these actions, with so many lists below.
    #[must_use]
    pub fn new(list_id: &str, max_path_length: u8, actions: &[Action]) -> Self {
        let actions: Vec<&str> = actions.iter().map(|action| action.as_str()).collect();
        let members = Object::new()
            .with("listId", list_id)
            .with("threshold", 1_u32)
            .with("maxPathLength", u32::from(max_path_length))
            .with("delegableActions", actions);
        Self { members }
    }

    /// Signed by so many of the entity's keys.
    #[must_use]
    pub fn threshold(mut self, threshold: u8) -> Self {
        self.members.insert("threshold", u32::from(threshold));
        self
    }

    /// Only these may be listed.
    #[must_use]
    pub fn permit(mut self, subjects: &[&str]) -> Self {
        self.members.insert("permittedSubjects", subjects.to_vec());
        self
    }

    /// These may not be listed.
    #[must_use]
    pub fn exclude(mut self, subjects: &[&str]) -> Self {
        self.members.insert("excludedSubjects", subjects.to_vec());
        self
    }
}
