//! What a badge claims, in the terms in which an issuer's scope is written. `spec/scope.md#covers`

use crate::decimal::Decimal;
use crate::json::{Json, Object};
use crate::timestamp::Timestamp;

/// What a badge claims about the achievement, each kind as a set. It says so; whether its issuer may say so is
/// asked of a [`Scope`](crate::scope::Scope).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BadgeFacts {
    /// What kind of credential it is, but for the types that say no more than that it is one; a badge that has no type
    /// of its own is an `OpenBadgeCredential`.
    pub credential_types: Claimed<String>,
    /// What kind of achievement, a word of Open Badges.
    pub achievement_types: Claimed<String>,
    /// The achievement's URI.
    pub achievements: Claimed<String>,
    /// The codes of qualifications.
    pub qualifications: Claimed<String>,
    /// Fields of education and training: codes of ISCED-F.
    pub fields: Claimed<String>,
    /// Levels, each in its framework.
    pub levels: Claimed<Level>,
    /// Credits, each in its unit.
    pub credits: Claimed<Credits>,
    /// Where it was awarded: codes of ISO 3166-1 or ISO 3166-2.
    pub jurisdictions: Claimed<String>,
    /// How it was learned: online, in person, or both.
    pub modes: Claimed<String>,
    /// In which languages: tags of BCP 47 in lower case.
    pub languages: Claimed<String>,
    /// How it was assessed.
    pub assessment_types: Vec<String>,
    /// How many hours of work it stands for.
    pub notional_hours: Option<Decimal>,
    /// When it was awarded, as the issuer says.
    pub awarded: Option<Timestamp>,
    /// When each of its proofs was made, as the proof says.
    pub signed: Vec<Timestamp>,
}

impl BadgeFacts {
    /// The facts as members, those that there are: `null` for a kind of which something cannot be read.
    /// spec/scope.md#facts
    #[must_use]
    pub fn to_json(&self) -> Object {
        let mut object = Object::new();
        for (name, claims) in [
            ("credential_types", &self.credential_types),
            ("achievement_types", &self.achievement_types),
            ("achievements", &self.achievements),
            ("qualifications", &self.qualifications),
            ("fields", &self.fields),
        ] {
            insert(&mut object, name, claims, |word| Json::from(word.as_str()));
        }
        insert(&mut object, "levels", &self.levels, |Level { framework, value }| {
            Object::new().with("framework", framework.as_str()).with("value", value.as_str()).into()
        });
        insert(&mut object, "credits", &self.credits, |Credits { unit, value }| {
            Object::new().with("unit", unit.as_str()).with("value", value.as_str()).into()
        });
        for (name, claims) in
            [("jurisdictions", &self.jurisdictions), ("modes", &self.modes), ("languages", &self.languages)]
        {
            insert(&mut object, name, claims, |word| Json::from(word.as_str()));
        }
        if !self.assessment_types.is_empty() {
            object.insert("assessment_types", self.assessment_types.clone());
        }
        if let Some(hours) = &self.notional_hours {
            object.insert("notional_hours", hours.as_str());
        }
        if let Some(awarded) = self.awarded {
            object.insert("awarded", awarded.to_string());
        }
        if !self.signed.is_empty() {
            object.insert("signed", self.signed.iter().map(Timestamp::to_string).collect::<Vec<_>>());
        }
        object
    }
}

fn insert<T>(object: &mut Object, name: &str, claimed: &Claimed<T>, each: impl Fn(&T) -> Json) {
    match claimed {
        Claimed::Unclear => drop(object.insert(name, Json::Null)),
        Claimed::Clear(claims) if claims.is_empty() => {}
        Claimed::Clear(claims) => {
            drop(object.insert(name, Json::Array(claims.iter().map(each).collect())));
        }
    }
}

/// What a badge claims of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "what is claimed can be read or it cannot")]
pub enum Claimed<T> {
    /// All that is claimed; nothing, if there is none.
    Clear(Vec<T>),
    /// Something is claimed that cannot be read, so that nobody can say that it is inside of anything.
    Unclear,
}

impl<T> Claimed<T> {
    /// What is claimed, if something is and all of it can be read.
    #[must_use]
    pub fn stated(&self) -> Option<&[T]> {
        match self {
            Self::Clear(claims) if !claims.is_empty() => Some(claims),
            Self::Clear(_) | Self::Unclear => None,
        }
    }
}

impl<T> Default for Claimed<T> {
    fn default() -> Self {
        Self::Clear(Vec::new())
    }
}

impl<T> From<Vec<T>> for Claimed<T> {
    fn from(claims: Vec<T>) -> Self {
        Self::Clear(claims)
    }
}

/// A level of a framework of qualifications. Levels of two frameworks, or of two versions of one, do not compare.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a level is a framework and a number")]
pub struct Level {
    /// The framework's IRI, which is that of one version of it.
    pub framework: String,
    /// The level.
    pub value: Decimal,
}

/// An amount of credit. Credits of two units do not compare.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "credit is a unit and a number")]
pub struct Credits {
    /// The unit's IRI.
    pub unit: String,
    /// How many.
    pub value: Decimal,
}
