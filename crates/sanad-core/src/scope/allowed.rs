//! What every kind of limit can do, and what they share in reading and in telling what they allow.

use super::dimension::Dimension;
use crate::decimal::Decimal;
use crate::json::{Json, Object};
use crate::model::lexical;

/// A non-empty set of what a badge may claim in one dimension.
pub(super) trait Allowed: Sized {
    /// One thing that a badge claims.
    type Claim;

    /// Reads it from the items of a scope's member, of which there is at least one.
    fn read(dimension: Dimension, items: &[Json]) -> Result<Self, Refusal>;

    /// As [`Self::read`] reads it.
    fn to_json(&self) -> Json;

    /// What both allow; `None` if that is nothing.
    fn intersect(&self, other: &Self) -> Option<Self>;

    /// Whether the other allows all that this one allows.
    fn is_within(&self, other: &Self) -> bool;

    /// Whether it allows one claim.
    fn admits(&self, claim: &Self::Claim) -> bool;

    /// A claim in words.
    fn claim_shown(claim: &Self::Claim) -> String;

    /// All that it allows in words.
    fn shown(&self) -> String;
}

/// Why the items of a scope's member were not read.
pub(super) struct Refusal {
    /// Which one; none if it is all of them together.
    pub(super) item: Option<usize>,
    pub(super) found: String,
    pub(super) expected: &'static str,
}

impl Refusal {
    pub(super) fn at_item(index: usize, item: &Json, expected: &'static str) -> Self {
        let found = match item {
            Json::String(text) => quoted(text),
            // Short, since no text in it can be long that is not named.
            Json::Object(object) => format!("an object with {}", names(object)),
            other => other.kind().to_owned(),
        };
        Self { item: Some(index), found, expected }
    }

    pub(super) fn whole(twice: &str, expected: &'static str) -> Self {
        Self { item: None, found: format!("{} twice", quoted(twice)), expected }
    }
}

fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(80).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("`{shown}`")
}

fn names(object: &Object) -> String {
    let mut names: Vec<String> = object.iter().take(4).map(|(name, _)| quoted(name)).collect();
    if object.len() > names.len() {
        names.push("more".to_owned());
    }
    if names.is_empty() { "no members".to_owned() } else { names.join(", ") }
}

/// The object, if it has no members but these.
pub(super) fn only<'a>(item: &'a Json, names: &[&str]) -> Option<&'a Object> {
    item.as_object().filter(|object| object.iter().all(|(name, _)| names.contains(&name)))
}

pub(super) fn uri(object: &Object, name: &str) -> Option<String> {
    object.text(name).filter(|text| lexical::is_absolute_uri(text)).map(str::to_owned)
}

pub(super) fn decimal(object: &Object, name: &str) -> Option<Decimal> {
    object.get(name).and_then(Decimal::of_json)
}

/// The first few of what is allowed, in words.
pub(super) fn shown<T>(items: &[T], each: impl Fn(&T) -> String) -> String {
    let few: Vec<String> = items.iter().take(SHOWN).map(each).collect();
    let rest = items.len().saturating_sub(SHOWN);
    if rest == 0 { few.join(", ") } else { format!("{} and {rest} more", few.join(", ")) }
}

/// As many as a person reads.
const SHOWN: usize = 8;
