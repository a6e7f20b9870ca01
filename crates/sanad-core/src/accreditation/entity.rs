//! An entity of a list: its keys, what it is recognised to do, and what became of that. `spec/accreditation-list.md#entities`

use std::collections::HashMap;

use crate::accreditation::action::{Action, ActionError, RecognizedAction};
use crate::accreditation::history::{Effect, Status, StatusEvent};
use crate::accreditation::key::{EntityKey, EntityKeyError};
use crate::accreditation::member::{self, MemberError, Place};
use crate::code::Code;
use crate::json::Json;
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::timestamp::Timestamp;

/// Somebody whom a list recognises.
#[derive(Clone, Debug, PartialEq)]
pub struct RecognizedEntity {
    id: Box<str>,
    name: Option<Box<str>>,
    verification_methods: Box<[EntityKey]>,
    recognized_to: Box<[RecognizedAction]>,
    status_history: Box<[StatusEvent]>,
}

impl RecognizedEntity {
    /// `list` is the list's id.
    pub(super) fn read(value: &Json, list: &str, trail: &Trail<'_>) -> Result<Self, EntityError> {
        let place = Place::of(value, trail)?;
        place.expect_type("RecognizedEntity")?;
        let limits = Limits::DEFAULT;
        let actions = trail.member("recognizedTo");
        let entity = Self {
            id: place.required("id", member::did_or_https)?.into(),
            name: place.optional("name", |value, at| member::text(value, at).map(Box::from))?,
            verification_methods: all(
                place.items("verificationMethod", limits.verification_methods)?,
                &trail.member("verificationMethod"),
                EntityKey::read,
            )?,
            recognized_to: all(
                place.required("recognizedTo", |value, at| {
                    member::items(value, limits.recognized_actions, at)
                })?,
                &actions,
                |value, at| RecognizedAction::read(value, list, at),
            )?,
            status_history: all(
                place.items("statusHistory", limits.status_events)?,
                &trail.member("statusHistory"),
                StatusEvent::read,
            )?,
        };
        entity.heed_keys(trail)?;
        entity.heed_history(trail)?;
        Ok(entity)
    }

    /// No key under two ids, no id for two keys.
    fn heed_keys(&self, trail: &Trail<'_>) -> Result<(), MemberError> {
        let here = trail.member("verificationMethod");
        let methods = || self.verification_methods.iter();
        member::distinct(methods().map(EntityKey::id), |index| here.item(index).member("id").pointer())?;
        member::distinct(methods().map(EntityKey::multikey), |index| {
            here.item(index).member("publicKeyMultibase").pointer()
        })
    }

    /// spec/accreditation-list.md#history: what is granted and what was taken away do not overlap.
    fn heed_history(&self, trail: &Trail<'_>) -> Result<(), EntityError> {
        let here = trail.member("statusHistory");
        let mut standing: HashMap<&str, Standing> =
            self.recognized_to.iter().map(|action| (action.id(), Standing::default())).collect();
        let mut before: Option<&StatusEvent> = None;
        for (index, event) in self.status_history.iter().enumerate() {
            let at = here.item(index);
            if let Some(earlier) = before.filter(|before| event.from() < before.from()) {
                let (from, earlier) = (event.from(), earlier.from());
                return Err(EntityError::Unordered { from, earlier, at: at.member("from").pointer() });
            }
            before = Some(event);
            for (place, id) in event.actions().iter().enumerate() {
                let at = at.member("actions");
                let at = at.item(place);
                let Some(standing) = standing.get_mut(&**id) else {
                    return Err(EntityError::NoSuchAction { id: member::cut(id), at: at.pointer() });
                };
                standing.meet(id, event, &at)?;
            }
        }
        for (index, action) in self.recognized_to.iter().enumerate() {
            let at = trail.member("recognizedTo");
            let at = at.item(index);
            let denied = standing.get(action.id()).and_then(|standing| standing.denied);
            let is_empty = action.valid_from() == action.valid_until();
            match denied {
                // Void from its start: the number stays, and grants nothing.
                Some(denied) if is_empty && denied.from <= action.valid_from() => {}
                _ if is_empty => return Err(action.window_empty(&at).into()),
                Some(Denied { status, from, .. }) if action.valid_until() > from => {
                    let (valid_until, at) = (action.valid_until(), at.member("validUntil").pointer());
                    return Err(EntityError::Conflict { status, from, valid_until, at });
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The entity's DID or https URL, to the letter.
    #[must_use]
    pub const fn id(&self) -> &str {
        &self.id
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The keys that the list pins; none if it pins none.
    #[must_use]
    pub const fn verification_methods(&self) -> &[EntityKey] {
        &self.verification_methods
    }

    /// What it is recognised to do, each with its period.
    #[must_use]
    pub const fn recognized_to(&self) -> &[RecognizedAction] {
        &self.recognized_to
    }

    /// The accreditations for an action.
    pub fn recognized_for(&self, action: Action) -> impl Iterator<Item = &RecognizedAction> {
        self.recognized_to.iter().filter(move |recognized| recognized.action() == Some(action))
    }

    /// What has become of them, in the order of its dates.
    #[must_use]
    pub const fn status_history(&self) -> &[StatusEvent] {
        &self.status_history
    }

    /// The last event about an action that lies no later than an instant.
    #[must_use]
    pub fn status_at(&self, action: &str, at: Timestamp) -> Option<&StatusEvent> {
        self.status_history.iter().rev().find(|event| event.from() <= at && event.names(action))
    }
}

/// What the history has said of an action so far.
#[derive(Clone, Copy, Default)]
struct Standing {
    last: Option<Timestamp>,
    /// The first event that takes it away.
    denied: Option<Denied>,
    withdrawn: Option<Timestamp>,
}

#[derive(Clone, Copy)]
struct Denied {
    status: Status,
    from: Timestamp,
}

impl Standing {
    fn meet(&mut self, id: &str, event: &StatusEvent, at: &Trail<'_>) -> Result<(), EntityError> {
        let from = event.from();
        // What is told after the fact may speak about the very instant of what was told in time.
        let follows =
            |last: Timestamp| last < from || (last == from && event.effect() == Effect::Retroactive);
        if let Some(earlier) = self.last.filter(|last| !follows(*last)) {
            return Err(EntityError::Unordered { from, earlier, at: at.pointer() });
        }
        self.last = Some(from);
        if let Some(withdrawn) = self.withdrawn.filter(|_| !event.status().denies()) {
            let (id, status) = (member::cut(id), event.status());
            return Err(EntityError::AfterWithdrawal { id, withdrawn, status, from, at: at.pointer() });
        }
        if event.status().denies() {
            self.denied = self.denied.or_else(|| Some(Denied { status: event.status(), from }));
        }
        // What was withdrawn after the fact may have been granted again before that was known.
        if event.status() == Status::Withdrawn && event.effect() == Effect::Prospective {
            self.withdrawn = Some(from);
        }
        Ok(())
    }
}

fn all<T, E>(
    items: &[Json],
    trail: &Trail<'_>,
    read: impl Fn(&Json, &Trail<'_>) -> Result<T, E>,
) -> Result<Box<[T]>, E> {
    items.iter().enumerate().map(|(index, item)| read(item, &trail.item(index))).collect()
}

/// Why an entity is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntityError {
    /// One of its actions is none.
    #[error(transparent)]
    Action(#[from] ActionError),
    /// Withdrawing is for good; what is granted anew has another id.
    #[error("`{id}` at {at} becomes `{status}` from {from} on, after it was withdrawn from {withdrawn} on")]
    AfterWithdrawal {
        /// The action.
        id: String,
        /// From when on it was withdrawn.
        withdrawn: Timestamp,
        /// What it is said to have become then.
        status: Status,
        /// When.
        from: Timestamp,
        /// Where the event names it.
        at: JsonPointer,
    },
    /// What is granted reaches beyond the event that takes it away.
    #[error("{at} is {valid_until}, expected no later than {from}, from when on it is `{status}`")]
    Conflict {
        /// What the action has become.
        status: Status,
        /// From when on.
        from: Timestamp,
        /// Until when it is granted all the same.
        valid_until: Timestamp,
        /// Where that stands.
        at: JsonPointer,
    },
    /// One of its keys is none.
    #[error(transparent)]
    Key(#[from] EntityKeyError),
    /// A member is not what an entity has there.
    #[error(transparent)]
    Member(#[from] MemberError),
    /// An event about an action that is not there.
    #[error("`{id}` at {at} is no action of this entity")]
    NoSuchAction {
        /// The id.
        id: String,
        /// Where.
        at: JsonPointer,
    },
    /// An event that does not come after the one before it.
    #[error("{at} is about {from}, expected later than {earlier}")]
    Unordered {
        /// When the event begins.
        from: Timestamp,
        /// When the one before it begins.
        earlier: Timestamp,
        /// Where.
        at: JsonPointer,
    },
}

impl EntityError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Action(error) => error.code(),
            Self::AfterWithdrawal { .. } | Self::Conflict { .. } => Code::AccredStatusConflict,
            Self::Key(error) => error.code(),
            Self::Member(error) => error.code(),
            Self::NoSuchAction { .. } | Self::Unordered { .. } => Code::AccredListMalformed,
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::Action(error) => error.at(),
            Self::Key(error) => error.at(),
            Self::Member(error) => error.at(),
            Self::AfterWithdrawal { at, .. }
            | Self::Conflict { at, .. }
            | Self::NoSuchAction { at, .. }
            | Self::Unordered { at, .. } => at,
        }
    }
}
