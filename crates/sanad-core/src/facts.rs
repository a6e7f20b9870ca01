//! What a badge claims, in the terms in which an issuer's scope is written. `spec/badge-facts.md`

mod framework;

pub use framework::{framework_title, unit_title};

use framework::Aligned;

use crate::decimal::Decimal;
use crate::json::{Json, Object};
use crate::model::badge_facts::{CONTEXT_BADGE_FACTS, StatedFactsView};
use crate::model::claims::Claims;
use crate::model::lexical;
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
    /// What a badge claims. It is made for one that [conforms](crate::model::conform::conform); in others, members of
    /// another kind than the model has read as missing.
    #[must_use]
    pub fn of(claims: Claims<'_>) -> Self {
        let achievement = claims.achievement();
        // spec/badge-facts.md#form: without its context the member is somebody else's, and means something else.
        let stated = achievement.and_then(|it| it.badge_facts()).filter(|_| names_context(claims.object()));
        let Aligned { mut levels, mut fields } =
            achievement.map(|it| Aligned::of(it.alignment())).unwrap_or_default();
        if let Some(stated) = stated {
            let level = |framework: Option<&str>, value| {
                Some(Level { framework: framework?.to_owned(), value: value? })
            };
            levels.add_each(stated.level().map(|it| level(it.framework(), it.value())));
            fields.add_each(stated.field().map(|it| lexical::is_field(it).then(|| it.to_owned())));
        }
        Self {
            credential_types: credential_types(claims),
            achievement_types: words(achievement.and_then(|it| it.achievement_type())),
            achievements: words(achievement.and_then(|it| it.id())),
            qualifications: words(stated.iter().flat_map(|it| it.qualification())),
            fields,
            levels,
            credits: credits(claims, stated),
            jurisdictions: words(stated.iter().flat_map(|it| it.jurisdiction())),
            modes: words(stated.and_then(StatedFactsView::mode)),
            // BCP 47 §2.1.1: tags are the same in whatever case.
            languages: words(achievement.and_then(|it| it.in_language()).map(str::to_ascii_lowercase)),
            assessment_types: stated.iter().flat_map(|it| it.assessment_type()).map(str::to_owned).collect(),
            notional_hours: stated.and_then(StatedFactsView::notional_hours),
            awarded: awarded(claims),
            signed: signed(claims.object()),
        }
    }

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

fn names_context(credential: &Object) -> bool {
    let contexts = credential.get("@context").map_or(&[][..], Json::items);
    contexts.iter().any(|context| context.as_str() == Some(CONTEXT_BADGE_FACTS))
}

/// spec/badge-facts.md#types: the types that say more than that it is a badge; if there is none, that it is one.
fn credential_types(claims: Claims<'_>) -> Claimed<String> {
    let own = |name: &&str| *name != BADGE && !BASE_TYPES.contains(name);
    let types: Vec<String> = claims.types().map(credential_type).filter(own).map(str::to_owned).collect();
    if types.is_empty() && claims.types().any(|name| credential_type(name) == BADGE) {
        return vec![BADGE.to_owned()].into();
    }
    types.into()
}

const BADGE: &str = "OpenBadgeCredential";

/// Types that every credential has, so that to allow them would allow everything. spec/scope.md#types
pub(crate) const BASE_TYPES: [&str; 2] = ["VerifiableCredential", "VerifiablePresentation"];

/// The one name of a type of credential: Open Badges has two for a badge.
pub(crate) fn credential_type(name: &str) -> &str {
    if name == "AchievementCredential" { BADGE } else { name }
}

/// spec/badge-facts.md#credits: what is stated with a unit, and the bare numbers of Open Badges in each of those units.
fn credits(claims: Claims<'_>, stated: Option<StatedFactsView<'_>>) -> Claimed<Credits> {
    let mut credits = Claimed::default();
    let amount = |unit: Option<&str>, value| Some(Credits { unit: unit?.to_owned(), value: value? });
    let stated = || stated.iter().flat_map(|it| it.credits());
    credits.add_each(stated().map(|it| amount(it.unit(), it.value())));
    let subject = claims.subject();
    let earned = subject.and_then(|it| it.credits_earned());
    let available = subject.and_then(|it| it.achievement()).and_then(|it| it.credits_available());
    for bare in [earned, available].into_iter().flatten().map(Decimal::from) {
        credits.add_some(stated().map(|it| amount(it.unit(), Some(bare.clone()))));
    }
    credits
}

/// spec/badge-facts.md#times
fn awarded(claims: Claims<'_>) -> Option<Timestamp> {
    match claims.awarded_date() {
        Ok(Some(awarded)) => Some(awarded),
        Ok(None) => claims.valid_from().ok().flatten(),
        // A date that cannot be read is none; another one must not stand in for it.
        Err(_) => None,
    }
}

fn signed(credential: &Object) -> Vec<Timestamp> {
    let proofs = credential.get("proof").map_or(&[][..], Json::items);
    let created = proofs.iter().filter_map(|proof| proof.as_object()?.text("created")?.parse().ok());
    created.collect()
}

fn words<T: Into<String>>(words: impl IntoIterator<Item = T>) -> Claimed<String> {
    words.into_iter().map(Into::into).collect::<Vec<String>>().into()
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
    /// Adds claims to those that there are. If one cannot be read, all is unclear.
    fn add_each(&mut self, claims: impl Iterator<Item = Option<T>>) {
        let added: Option<Vec<T>> = claims.collect();
        match (&mut *self, added) {
            (Self::Clear(claims), Some(added)) => claims.extend(added),
            _ => *self = Self::Unclear,
        }
    }

    /// The same for something that is claimed: if no claim comes of it, it could not be read.
    fn add_some(&mut self, claims: impl Iterator<Item = Option<T>>) {
        let mut claims = claims.peekable();
        if claims.peek().is_none() {
            *self = Self::Unclear;
        }
        self.add_each(claims);
    }

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
