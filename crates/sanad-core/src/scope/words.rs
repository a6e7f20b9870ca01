//! A set of words, of which a badge may claim any.

use super::allowed::{Allowed, Refusal, shown};
use super::dimension::Dimension;
use crate::facts::BASE_TYPES;
use crate::json::Json;

/// Words, sorted; one is allowed if it is among them to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words(Vec<String>);

impl Words {
    fn has(&self, word: &str) -> bool {
        self.0.binary_search_by(|other| other.as_str().cmp(word)).is_ok()
    }
}

impl Allowed for Words {
    type Claim = String;

    fn read(dimension: Dimension, items: &[Json]) -> Result<Self, Refusal> {
        read_words(dimension, items).map(Self)
    }

    fn to_json(&self) -> Json {
        Json::from(self.0.clone())
    }

    fn intersect(&self, other: &Self) -> Option<Self> {
        let both: Vec<String> = self.0.iter().filter(|word| other.has(word)).cloned().collect();
        let says_something = both.iter().any(|word| !BASE_TYPES.contains(&word.as_str()));
        says_something.then_some(Self(both))
    }

    fn is_within(&self, other: &Self) -> bool {
        let mut own = self.0.iter().filter(|word| !BASE_TYPES.contains(&word.as_str()));
        own.all(|word| other.has(word))
    }

    fn admits(&self, claim: &String) -> bool {
        !BASE_TYPES.contains(&claim.as_str()) && self.has(claim)
    }

    fn claim_shown(claim: &String) -> String {
        format!("`{claim}`")
    }

    fn shown(&self) -> String {
        shown(&self.0, |word| format!("`{word}`"))
    }
}

/// The words of a dimension, sorted, each once.
pub(super) fn read_words(dimension: Dimension, items: &[Json]) -> Result<Vec<String>, Refusal> {
    let mut words = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let word = item.as_str().and_then(|text| dimension.word(text));
        words.push(word.ok_or_else(|| Refusal::at_item(index, item, dimension.shape()))?);
    }
    words.sort_unstable();
    words.dedup();
    Ok(words)
}
