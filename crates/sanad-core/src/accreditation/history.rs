//! What has become of an entity's accreditations, and when: dated events that never disappear. `spec/accreditation-list.md#history`

use crate::accreditation::member::{self, MemberError, Place};
use crate::accreditation::word::words;
use crate::json::Json;
use crate::limits::Limits;
use crate::pointer::Trail;
use crate::timestamp::Timestamp;

words! {
    /// What an accreditation has become.
    #[non_exhaustive]
    Status {
        /// Granted in full.
        Accredited = "accredited",
        /// Granted with conditions.
        Provisional = "provisional",
        /// Interrupted; another action may take it up again.
        Suspended = "suspended",
        /// Taken away, for good.
        Withdrawn = "withdrawn",
        /// Run out.
        Expired = "expired",
        /// Given back by the entity.
        Surrendered = "surrendered",
        /// The entity has gone over into another.
        Merged = "merged",
    }
}

words! {
    /// Which time an event speaks about.
    #[non_exhaustive]
    Effect {
        /// From its date on; it was told no later.
        Prospective = "prospective",
        /// From its date on, which was past when it was told: what was granted is void.
        Retroactive = "retroactive",
    }
}

impl Status {
    /// Whether nothing is granted any more from the event on.
    #[must_use]
    pub const fn denies(self) -> bool {
        !matches!(self, Self::Accredited | Self::Provisional)
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusEvent {
    status: Status,
    from: Timestamp,
    actions: Box<[Box<str>]>,
    reason_code: Option<Box<str>>,
    reason: Option<Box<str>>,
    effect: Effect,
    decision_ref: Option<Box<str>>,
}

impl StatusEvent {
    pub(super) fn read(value: &Json, trail: &Trail<'_>) -> Result<Self, MemberError> {
        let place = Place::of(value, trail)?;
        let status =
            place.required("status", |value, at| member::word(value, Status::of_word, Status::WORDS, at))?;
        let actions = place.required("actions", |value, at| {
            let ids = member::items(value, Limits::DEFAULT.recognized_actions, at)?.iter().enumerate();
            ids.map(|(index, id)| member::url(id, &at.item(index)).map(Box::from))
                .collect::<Result<Box<[Box<str>]>, _>>()
        })?;
        let here = trail.member("actions");
        member::distinct(actions.iter().map(AsRef::as_ref), |index| here.item(index).pointer())?;
        let text = |name| place.optional(name, |value, at| member::text(value, at).map(Box::from));
        let event = Self {
            status,
            from: place.required("from", member::time)?,
            actions,
            reason_code: text("reasonCode")?,
            reason: text("reason")?,
            effect: place
                .required("effect", |value, at| member::word(value, Effect::of_word, Effect::WORDS, at))?,
            decision_ref: text("decisionRef")?,
        };
        if status.denies() && event.reason_code.is_none() {
            return Err(MemberError::Missing { at: trail.member("reasonCode").pointer() });
        }
        Ok(event)
    }

    /// What the actions have become.
    #[must_use]
    pub const fn status(&self) -> Status {
        self.status
    }

    /// From when on, that instant included.
    #[must_use]
    pub const fn from(&self) -> Timestamp {
        self.from
    }

    /// The ids of the actions it is about; at least one, all of the same entity.
    #[must_use]
    pub const fn actions(&self) -> &[Box<str>] {
        &self.actions
    }

    /// Whether it is about an action.
    #[must_use]
    pub fn names(&self, action: &str) -> bool {
        self.actions.iter().any(|id| **id == *action)
    }

    /// Why, in a word of the authority's; always there if the status denies.
    #[must_use]
    pub fn reason_code(&self) -> Option<&str> {
        self.reason_code.as_deref()
    }

    /// Why, for people.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Whether it was told in time.
    #[must_use]
    pub const fn effect(&self) -> Effect {
        self.effect
    }

    /// The decision behind it, as the authority names it.
    #[must_use]
    pub fn decision_ref(&self) -> Option<&str> {
        self.decision_ref.as_deref()
    }
}
