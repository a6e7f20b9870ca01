//! What an entity is recognised to do: one action, one contiguous period, one scope. `spec/accreditation-list.md#actions`

use crate::accreditation::delegation::{Delegation, DelegationError};
use crate::accreditation::digest::ListDigest;
use crate::accreditation::member::{self, MemberError, Place};
use crate::accreditation::word::words;
use crate::code::Code;
use crate::json::Json;
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::scope::{Scope, ScopeError};
use crate::timestamp::Timestamp;

words! {
    /// What an entity may do. The vocabulary is closed: any other word grants nothing.
    #[non_exhaustive]
    Action {
        /// Issue badges.
        Issue = "issue",
        /// Publish a list of its own.
        Recognize = "recognize",
        /// Assess what badges are awarded for.
        Assess = "assess",
        /// Endorse badges and issuers.
        Endorse = "endorse",
        /// Witness when badges were issued.
        Witness = "witness",
    }
}

words! {
    /// How far an accreditation goes.
    #[non_exhaustive]
    AccreditationStatus {
        /// In full.
        Accredited = "accredited",
        /// With conditions, for the time being; it grants the same.
        Provisional = "provisional",
    }
}

/// One accreditation.
#[derive(Clone, Debug, PartialEq)]
pub struct RecognizedAction {
    id: Box<str>,
    action: Option<Action>,
    valid_from: Timestamp,
    valid_until: Timestamp,
    accreditation_status: AccreditationStatus,
    scope: Option<Box<Scope>>,
    delegation: Option<Box<Delegation>>,
    output_validation: Box<[OutputValidation]>,
}

/// A schema that what is issued must be valid under, pinned by its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputValidation {
    id: Box<str>,
    digest: ListDigest,
}

impl OutputValidation {
    fn read(value: &Json, trail: &Trail<'_>) -> Result<Self, MemberError> {
        let place = Place::of(value, trail)?;
        place.expect_type("JsonSchema")?;
        Ok(Self {
            id: place.required("id", member::url)?.into(),
            digest: place.required("digestMultibase", member::digest)?,
        })
    }

    /// The schema's URL.
    #[must_use]
    pub const fn id(&self) -> &str {
        &self.id
    }

    /// SHA-256 of the schema's bytes.
    #[must_use]
    pub const fn sha256(&self) -> &[u8; 32] {
        self.digest.as_bytes()
    }
}

impl RecognizedAction {
    /// `list` is the list's id, which the action's begins with.
    pub(super) fn read(value: &Json, list: &str, trail: &Trail<'_>) -> Result<Self, ActionError> {
        let place = Place::of(value, trail)?;
        place.expect_type("RecognizedAction")?;
        let id = place.required("id", member::url)?;
        let fragment = id.strip_prefix(list).and_then(|rest| rest.strip_prefix('#'));
        if fragment.is_none_or(str::is_empty) {
            let at = trail.member("id").pointer();
            return Err(ActionError::ForeignId { found: member::cut(id), list: member::cut(list), at });
        }
        let action = place.required("action", |value, at| Ok(Action::of_word(member::text(value, at)?)))?;
        let scope = place.optional("scope", |value, at| Place::of(value, at).map(|place| place.object))?;
        // A limit that is not known cannot be kept, so there is no list without it.
        let scope = scope.map(|scope| {
            let at = trail.member("scope").pointer();
            Scope::read(scope, &at).map_err(|source| ActionError::Scope { at, source })
        });
        let delegation = place.object.get("delegation");
        let limit = Limits::DEFAULT.output_schemas;
        let schemas = place.items("outputValidation", limit)?.iter().enumerate();
        let here = trail.member("outputValidation");
        let read = Self {
            id: id.into(),
            action,
            valid_from: place.required("validFrom", member::time)?,
            valid_until: place.required("validUntil", member::time)?,
            accreditation_status: place.required("accreditationStatus", |value, at| {
                member::word(value, AccreditationStatus::of_word, AccreditationStatus::WORDS, at)
            })?,
            scope: scope.transpose()?.map(Box::new),
            delegation: match (action, delegation) {
                (Some(Action::Recognize), Some(value)) => {
                    Some(Box::new(Delegation::read(value, &trail.member("delegation"))?))
                }
                (Some(Action::Recognize), None) => {
                    return Err(MemberError::Missing { at: trail.member("delegation").pointer() }.into());
                }
                (Some(action), Some(_)) => {
                    return Err(ActionError::DelegationMisplaced {
                        action,
                        at: trail.member("delegation").pointer(),
                    });
                }
                (Some(_), None) | (None, _) => None,
            },
            output_validation: schemas
                .map(|(index, schema)| OutputValidation::read(schema, &here.item(index)))
                .collect::<Result<_, _>>()?,
        };
        // An empty window is looked at by the entity: its history may say that the grant was void from the start.
        if read.valid_until < read.valid_from {
            return Err(read.window_empty(trail));
        }
        Ok(read)
    }

    pub(super) fn window_empty(&self, trail: &Trail<'_>) -> ActionError {
        let (valid_from, valid_until) = (self.valid_from, self.valid_until);
        ActionError::WindowEmpty { valid_from, valid_until, at: trail.member("validUntil").pointer() }
    }

    /// The number of the accreditation: the list's id, `#` and more. It is never given to another.
    #[must_use]
    pub const fn id(&self) -> &str {
        &self.id
    }

    /// What the entity may do; `None` for a word that is not known, which grants nothing.
    #[must_use]
    pub const fn action(&self) -> Option<Action> {
        self.action
    }

    /// From when on it holds, that instant included.
    #[must_use]
    pub const fn valid_from(&self) -> Timestamp {
        self.valid_from
    }

    /// Until when it holds, that instant excluded.
    #[must_use]
    pub const fn valid_until(&self) -> Timestamp {
        self.valid_until
    }

    /// Whether the granted period contains an instant: its start included, its end excluded.
    #[must_use]
    pub fn holds_at(&self, at: Timestamp) -> bool {
        self.valid_from <= at && at < self.valid_until
    }

    /// In full or with conditions.
    #[must_use]
    pub const fn accreditation_status(&self) -> AccreditationStatus {
        self.accreditation_status
    }

    /// For what; `None` if this link does not limit it.
    #[must_use]
    pub fn scope(&self) -> Option<&Scope> {
        self.scope.as_deref()
    }

    /// What may be handed on; there if the action is [`Action::Recognize`].
    #[must_use]
    pub fn delegation(&self) -> Option<&Delegation> {
        self.delegation.as_deref()
    }

    /// The schemas that what is issued must be valid under.
    #[must_use]
    pub const fn output_validation(&self) -> &[OutputValidation] {
        &self.output_validation
    }
}

/// Why an action is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// What it hands on is not what a delegation is.
    #[error(transparent)]
    Delegation(#[from] DelegationError),
    /// Only who may recognise others hands something on.
    #[error("{at} stands at the action `{action}`, expected only at `recognize`")]
    DelegationMisplaced {
        /// The action.
        action: Action,
        /// Where the delegation stands.
        at: JsonPointer,
    },
    /// The number is not one of this list's.
    #[error("{at} is `{found}`, expected `{list}#` and more")]
    ForeignId {
        /// The id.
        found: String,
        /// The list's id.
        list: String,
        /// Where.
        at: JsonPointer,
    },
    /// A member is not what an action has there.
    #[error(transparent)]
    Member(#[from] MemberError),
    /// What it is limited to is no scope.
    #[error("{source}")]
    Scope {
        /// Where the scope stands.
        at: JsonPointer,
        /// Why.
        source: ScopeError,
    },
    /// The period ends before or when it begins.
    #[error("{at} is {valid_until}, no later than `validFrom`, {valid_from}")]
    WindowEmpty {
        /// When it begins.
        valid_from: Timestamp,
        /// When it ends.
        valid_until: Timestamp,
        /// Where the end stands.
        at: JsonPointer,
    },
}

impl ActionError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Delegation(error) => error.code(),
            Self::DelegationMisplaced { .. } | Self::ForeignId { .. } | Self::WindowEmpty { .. } => {
                Code::AccredListMalformed
            }
            Self::Member(error) => error.code(),
            Self::Scope { source, .. } => source.code(),
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::Delegation(error) => error.at(),
            Self::DelegationMisplaced { at, .. }
            | Self::ForeignId { at, .. }
            | Self::WindowEmpty { at, .. } => at,
            Self::Member(error) => error.at(),
            Self::Scope { at, source } => match source.at() {
                Some(within) => within,
                None => at,
            },
        }
    }
}
