//! What an entity that may recognise others may hand on, to whom, and in which list. `spec/accreditation-list.md#delegation`

use crate::accreditation::action::Action;
use crate::accreditation::member::{self, MemberError, Place};
use crate::code::Code;
use crate::json::Json;
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};

/// The limits of a delegation. A list below it declares none of this itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    list_id: Box<str>,
    threshold: u8,
    max_path_length: u8,
    delegable_actions: Box<[Action]>,
    permitted_subjects: Option<Box<[Box<str>]>>,
    excluded_subjects: Box<[Box<str>]>,
}

/// What a delegation can say. What it says beyond that narrows it in a way that is not understood.
const MEMBERS: [&str; 8] = [
    "id",
    "type",
    "listId",
    "threshold",
    "maxPathLength",
    "delegableActions",
    "permittedSubjects",
    "excludedSubjects",
];

impl Delegation {
    pub(super) fn read(value: &Json, trail: &Trail<'_>) -> Result<Self, DelegationError> {
        let place = Place::of(value, trail)?;
        if let Some((name, _)) = place.object.iter().find(|(name, _)| !MEMBERS.contains(name)) {
            return Err(DelegationError::Unknown {
                name: member::cut(name),
                at: trail.member(name).pointer(),
            });
        }
        let limit = Limits::DEFAULT.delegation_subjects;
        // A word that is not known is nothing that could be handed on here.
        let delegable = |value, at: &Trail<'_>| {
            let words = member::items(value, limit, at)?.iter().enumerate();
            let action = |(index, word)| member::text(word, &at.item(index)).map(Action::of_word);
            words.map(action).filter_map(Result::transpose).collect::<Result<_, MemberError>>()
        };
        let subjects = |value, at: &Trail<'_>| {
            let ids = member::items(value, limit, at)?.iter().enumerate();
            ids.map(|(index, id)| member::did_or_https(id, &at.item(index)).map(Box::from))
                .collect::<Result<Box<[_]>, MemberError>>()
        };
        Ok(Self {
            list_id: place.required("listId", member::url)?.into(),
            threshold: place.optional("threshold", |value, at| member::small(value, 1, at))?.unwrap_or(1),
            max_path_length: place.required("maxPathLength", |value, at| member::small(value, 0, at))?,
            delegable_actions: place.required("delegableActions", delegable)?,
            permitted_subjects: place.optional("permittedSubjects", subjects)?,
            excluded_subjects: place.optional("excludedSubjects", subjects)?.unwrap_or_default(),
        })
    }

    /// The one list that the entity may publish.
    #[must_use]
    pub const fn list_id(&self) -> &str {
        &self.list_id
    }

    /// How many of the entity's keys must have signed that list.
    #[must_use]
    pub const fn threshold(&self) -> u8 {
        self.threshold
    }

    /// How many lists may follow that one: 0 if the entities of that list may recognise nobody.
    #[must_use]
    pub const fn max_path_length(&self) -> u8 {
        self.max_path_length
    }

    /// The actions that the entity may recognise others for. Words that are not known are not among them.
    #[must_use]
    pub const fn delegable_actions(&self) -> &[Action] {
        &self.delegable_actions
    }

    /// The only ones whom the entity may recognise; `None` if that is not limited.
    #[must_use]
    pub fn permitted_subjects(&self) -> Option<&[Box<str>]> {
        self.permitted_subjects.as_deref()
    }

    /// Those whom the entity may not recognise.
    #[must_use]
    pub const fn excluded_subjects(&self) -> &[Box<str>] {
        &self.excluded_subjects
    }

    /// Whether the entity may recognise somebody: permitted, if only some are, and not excluded. Ids are compared to the
    /// letter.
    #[must_use]
    pub fn permits(&self, subject: &str) -> bool {
        let names = |ids: &[Box<str>]| ids.iter().any(|id| **id == *subject);
        self.permitted_subjects.as_deref().is_none_or(names) && !names(&self.excluded_subjects)
    }
}

/// Why a delegation is none that could be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DelegationError {
    /// A member is not what a delegation has there.
    #[error(transparent)]
    Member(#[from] MemberError),
    /// A limit that is not known, so cannot be kept.
    #[error("{at} is a limit that is not known, so a list below it cannot be judged")]
    Unknown {
        /// Its name.
        name: String,
        /// Where.
        at: JsonPointer,
    },
}

impl DelegationError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Member(error) => error.code(),
            Self::Unknown { .. } => Code::AccredConstraintUnknown,
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::Member(error) => error.at(),
            Self::Unknown { at, .. } => at,
        }
    }
}
