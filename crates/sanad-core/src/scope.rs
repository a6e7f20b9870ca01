//! What an accreditation lets its holder award: a limit in each dimension, all of which one badge has to keep.
//! `spec/scope.md`

mod allowed;
mod branches;
mod ceilings;
pub mod dimension;
mod levels;
mod words;

use allowed::{Allowed, Refusal};
use branches::Branches;
use ceilings::Ceilings;
use dimension::Dimension;
use levels::Levels;
use words::Words;

use crate::code::Code;
use crate::facts::{BadgeFacts, Claimed};
use crate::json::{Json, Object};
use crate::pointer::JsonPointer;

/// What may be awarded. A dimension that it does not limit is free; one that it limits allows at least something.
///
/// A badge is covered if each claim it makes, in each limited dimension, is allowed, and it makes at least one in each.
/// Two accreditations that each cover half of a badge cover it not: ask each scope for the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    credential_type: Option<Words>,
    achievement_type: Option<Words>,
    achievement: Option<Words>,
    qualification: Option<Words>,
    field: Option<Branches>,
    level: Option<Levels>,
    credits: Option<Ceilings>,
    jurisdiction: Option<Branches>,
    mode: Option<Words>,
    language: Option<Branches>,
}

/// Does something for every dimension, in the order of the specification: its field in [`Scope`], its name, and its
/// field in [`BadgeFacts`].
macro_rules! each_dimension {
    ($each:ident) => {
        $each!(credential_type, CredentialType, credential_types);
        $each!(achievement_type, AchievementType, achievement_types);
        $each!(achievement, Achievement, achievements);
        $each!(qualification, Qualification, qualifications);
        $each!(field, Field, fields);
        $each!(level, Level, levels);
        $each!(credits, Credits, credits);
        $each!(jurisdiction, Jurisdiction, jurisdictions);
        $each!(mode, Mode, modes);
        $each!(language, Language, languages);
    };
}

impl Scope {
    /// The scope that limits nothing.
    #[must_use]
    pub fn unlimited() -> Self {
        Self::default()
    }

    /// Reads a scope that stands at `at` in its document. spec/scope.md#form
    ///
    /// # Errors
    /// [`ScopeError::Unknown`] for a member that is no dimension, [`ScopeError::Malformed`] for one that does not say
    /// what it allows.
    pub fn read(object: &Object, at: &JsonPointer) -> Result<Self, ScopeError> {
        let mut scope = Self::unlimited();
        for (name, value) in object.iter() {
            let at = at.member(name);
            let Some(dimension) = Dimension::of_member(name) else {
                return Err(ScopeError::Unknown { name: name.to_owned(), at });
            };
            macro_rules! read {
                ($field:ident, $name:ident, $facts:ident) => {
                    if dimension == Dimension::$name {
                        scope.$field = Some(read_allowed(dimension, value, &at)?);
                    }
                };
            }
            each_dimension!(read);
        }
        Ok(scope)
    }

    /// The scope as [`Self::read`] reads it: dimensions in the order of the specification, numbers as texts.
    #[must_use]
    pub fn to_json(&self) -> Object {
        let mut object = Object::new();
        macro_rules! write {
            ($field:ident, $name:ident, $facts:ident) => {
                if let Some(allowed) = &self.$field {
                    object.insert(Dimension::$name.member(), allowed.to_json());
                }
            };
        }
        each_dimension!(write);
        object
    }

    /// Whether it limits nothing.
    #[must_use]
    pub fn is_unlimited(&self) -> bool {
        *self == Self::default()
    }

    /// What both scopes cover: a badge is covered by the result if and only if it is by each of the two.
    ///
    /// # Errors
    /// [`ScopeError::Empty`] with the first dimension in which they have nothing in common; no badge is covered by
    /// both.
    pub fn intersect(&self, other: &Self) -> Result<Self, ScopeError> {
        let mut both = Self::unlimited();
        macro_rules! intersect {
            ($field:ident, $name:ident, $facts:ident) => {
                both.$field = intersect_allowed(Dimension::$name, &self.$field, &other.$field)?;
            };
        }
        each_dimension!(intersect);
        Ok(both)
    }

    /// Whether the other scope covers every badge that this one covers.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        let mut within = true;
        macro_rules! compare {
            ($field:ident, $name:ident, $facts:ident) => {
                within &= match (&self.$field, &other.$field) {
                    (_, None) => true,
                    (None, Some(_)) => false,
                    (Some(one), Some(other)) => one.is_within(other),
                };
            };
        }
        each_dimension!(compare);
        within
    }

    /// Whether a badge with these facts may be awarded.
    ///
    /// # Errors
    /// The first [`ScopeGap`], in the order of the dimensions.
    pub fn covers(&self, facts: &BadgeFacts) -> Result<(), ScopeGap> {
        macro_rules! cover {
            ($field:ident, $name:ident, $facts:ident) => {
                if let Some(allowed) = &self.$field {
                    cover(Dimension::$name, allowed, &facts.$facts)?;
                }
            };
        }
        each_dimension!(cover);
        Ok(())
    }
}

fn read_allowed<A: Allowed>(dimension: Dimension, value: &Json, at: &JsonPointer) -> Result<A, ScopeError> {
    let malformed = |at: JsonPointer, found: String, expected: &str| ScopeError::Malformed {
        dimension,
        found,
        expected: expected.to_owned(),
        at,
    };
    // To RDF one value and an array of it are the same, so that they are signed alike and must be read alike.
    let items = value.items();
    if items.is_empty() {
        return Err(malformed(at.clone(), "an empty array".to_owned(), dimension.shape()));
    }
    A::read(dimension, items).map_err(|Refusal { item, found, expected }| {
        let at = match (item, value) {
            (Some(index), Json::Array(_)) => at.item(index),
            _ => at.clone(),
        };
        malformed(at, found, expected)
    })
}

fn intersect_allowed<A: Allowed + Clone>(
    dimension: Dimension,
    one: &Option<A>,
    other: &Option<A>,
) -> Result<Option<A>, ScopeError> {
    match (one, other) {
        (None, limit) | (limit, None) => Ok(limit.clone()),
        (Some(one), Some(other)) => one.intersect(other).map(Some).ok_or_else(|| ScopeError::Empty {
            dimension,
            one: one.shown(),
            other: other.shown(),
        }),
    }
}

/// spec/scope.md#covers: every claim, and at least one.
fn cover<A: Allowed>(dimension: Dimension, allowed: &A, claimed: &Claimed<A::Claim>) -> Result<(), ScopeGap> {
    let Some(claims) = claimed.stated() else {
        return Err(ScopeGap::Undetermined { dimension, allowed: allowed.shown() });
    };
    claims.iter().find(|claim| !allowed.admits(claim)).map_or(Ok(()), |outside| {
        Err(ScopeGap::Outside { dimension, claimed: A::claim_shown(outside), allowed: allowed.shown() })
    })
}

/// Why there is no scope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScopeError {
    /// Two scopes have nothing in common.
    #[error("nothing is in both scopes: {dimension} is {one} in one, and {other} in the other")]
    Empty {
        /// In which dimension.
        dimension: Dimension,
        /// What the one allows.
        one: String,
        /// What the other allows.
        other: String,
    },
    /// A limit that does not say what it allows.
    #[error("{found} where a scope limits {dimension} and has {expected}, at {at}")]
    Malformed {
        /// Which limit.
        dimension: Dimension,
        /// What stands there.
        found: String,
        /// What should.
        expected: String,
        /// Where.
        at: JsonPointer,
    },
    /// A limit that is not known, and so cannot be kept.
    #[error("`{name}` at {at} is no limit that is known")]
    Unknown {
        /// The member's name.
        name: String,
        /// Where it stands.
        at: JsonPointer,
    },
}

impl ScopeError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Empty { .. } => Code::AccredScopeEmpty,
            Self::Malformed { .. } => Code::AccredScopeMalformed,
            Self::Unknown { .. } => Code::AccredScopeUnknown,
        }
    }

    /// Where in the document, if it is about one.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Empty { .. } => None,
            Self::Malformed { at, .. } | Self::Unknown { at, .. } => Some(at),
        }
    }
}

/// Why a badge is not covered by a scope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScopeGap {
    /// It claims something that the scope does not allow.
    #[error("{dimension} is {claimed} in the badge, and {allowed} in what may be awarded")]
    Outside {
        /// In which dimension.
        dimension: Dimension,
        /// The first claim that is outside.
        claimed: String,
        /// What the scope allows.
        allowed: String,
    },
    /// It does not say what the scope limits, or not so that it can be read.
    #[error("the badge does not tell {dimension}, which is limited to {allowed} in what may be awarded")]
    Undetermined {
        /// In which dimension.
        dimension: Dimension,
        /// What the scope allows.
        allowed: String,
    },
}

impl ScopeGap {
    /// The dimension.
    #[must_use]
    pub const fn dimension(&self) -> Dimension {
        match self {
            Self::Outside { dimension, .. } | Self::Undetermined { dimension, .. } => *dimension,
        }
    }

    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Outside { dimension, .. } => dimension.code(),
            Self::Undetermined { .. } => Code::AccredScopeUndetermined,
        }
    }
}

#[cfg(test)]
mod tests;
