//! What becomes of accreditations, from when on, and why.

use crate::accreditation::history::{Effect, Status};
use crate::json::Object;
use crate::timestamp::Timestamp;

/// What becomes of accreditations, from when on, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub(super) from: Timestamp,
    reason_code: String,
    reason: Option<String>,
    effect: Effect,
    pub(super) actions: Vec<String>,
}

impl Turn {
    /// For all that the entity is recognised to do, told in time. The reason is a word of the authority's.
    #[must_use]
    pub fn new(from: Timestamp, reason_code: &str) -> Self {
        let (reason_code, reason) = (reason_code.to_owned(), None);
        Self { from, reason_code, reason, effect: Effect::Prospective, actions: Vec::new() }
    }

    /// The reason in words.
    #[must_use]
    pub fn reason(self, reason: &str) -> Self {
        Self { reason: Some(reason.to_owned()), ..self }
    }

    /// Told after the fact: what was granted from then on is void.
    #[must_use]
    pub fn retroactive(self) -> Self {
        Self { effect: Effect::Retroactive, ..self }
    }

    /// For that action only; again for more.
    #[must_use]
    pub fn action(mut self, id: &str) -> Self {
        self.actions.push(id.to_owned());
        self
    }

    pub(super) fn event(&self, status: Status, actions: &[String]) -> Object {
        let event = Object::new()
            .with("status", status.as_str())
            .with("from", self.from.to_string())
            .with("actions", actions.to_vec())
            .with("reasonCode", self.reason_code.as_str())
            .with("effect", self.effect.as_str());
        match &self.reason {
            Some(reason) => event.with("reason", reason.as_str()),
            None => event,
        }
    }

    pub(super) fn is_about(&self, action: &str) -> bool {
        self.actions.is_empty() || self.actions.iter().any(|id| id == action)
    }
}
