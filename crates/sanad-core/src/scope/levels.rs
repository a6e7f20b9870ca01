//! Levels from one to another, in each framework by itself.

use super::allowed::{Allowed, Refusal, decimal, only, shown, uri};
use super::dimension::Dimension;
use crate::decimal::Decimal;
use crate::facts::Level;
use crate::json::{Json, Object};

/// Ranges of levels, one for each framework, sorted by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Levels(Vec<Range>);

/// Both ends belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    framework: String,
    min: Decimal,
    max: Decimal,
}

impl Range {
    fn read(item: &Json) -> Result<Self, &'static str> {
        let object = only(item, &["framework", "min", "max"]).ok_or(Dimension::Level.shape())?;
        let framework = uri(object, "framework").ok_or("the framework's IRI")?;
        let min = decimal(object, "min").ok_or("a decimal number as `min`")?;
        let max = decimal(object, "max").ok_or("a decimal number as `max`")?;
        if min > max { Err("a `max` that is not below `min`") } else { Ok(Self { framework, min, max }) }
    }
}

impl Levels {
    fn of_framework(&self, framework: &str) -> Option<&Range> {
        let index = self.0.binary_search_by(|range| range.framework.as_str().cmp(framework)).ok()?;
        self.0.get(index)
    }
}

impl Allowed for Levels {
    type Claim = Level;

    fn read(_: Dimension, items: &[Json]) -> Result<Self, Refusal> {
        let mut ranges: Vec<Range> = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            ranges.push(Range::read(item).map_err(|expected| Refusal::at_item(index, item, expected))?);
        }
        ranges.sort_by(|one, other| one.framework.cmp(&other.framework));
        match ranges.iter().zip(ranges.iter().skip(1)).find(|(one, next)| one.framework == next.framework) {
            Some((twice, _)) => Err(Refusal::whole(&twice.framework, "each framework once")),
            None => Ok(Self(ranges)),
        }
    }

    fn to_json(&self) -> Json {
        let range = |range: &Range| {
            let object = Object::new().with("framework", range.framework.as_str());
            object.with("min", range.min.as_str()).with("max", range.max.as_str())
        };
        Json::from(self.0.iter().map(range).collect::<Vec<Object>>())
    }

    fn intersect(&self, other: &Self) -> Option<Self> {
        let both = self.0.iter().filter_map(|one| {
            let two = other.of_framework(&one.framework)?;
            let (min, max) = ((&one.min).max(&two.min), (&one.max).min(&two.max));
            let range = Range { framework: one.framework.clone(), min: min.clone(), max: max.clone() };
            (min <= max).then_some(range)
        });
        let both: Vec<Range> = both.collect();
        (!both.is_empty()).then_some(Self(both))
    }

    fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|range| {
            let outer = other.of_framework(&range.framework);
            outer.is_some_and(|outer| outer.min <= range.min && range.max <= outer.max)
        })
    }

    fn admits(&self, claim: &Level) -> bool {
        let range = self.of_framework(&claim.framework);
        range.is_some_and(|range| range.min <= claim.value && claim.value <= range.max)
    }

    fn claim_shown(claim: &Level) -> String {
        format!("{} of <{}>", claim.value, claim.framework)
    }

    fn shown(&self) -> String {
        shown(&self.0, |range| {
            let Range { framework, min, max } = range;
            if min == max {
                format!("{min} of <{framework}>")
            } else {
                format!("{min} to {max} of <{framework}>")
            }
        })
    }
}
