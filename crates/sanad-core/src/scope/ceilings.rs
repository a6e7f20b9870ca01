//! How much credit one achievement may give, in each unit by itself.

use super::allowed::{Allowed, Refusal, decimal, only, shown, uri};
use super::dimension::Dimension;
use crate::decimal::Decimal;
use crate::facts::Credits;
use crate::json::{Json, Object};

/// Ceilings, one for each unit, sorted by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ceilings(Vec<Ceiling>);

/// The most that is allowed, itself included.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ceiling {
    unit: String,
    max: Decimal,
}

impl Ceiling {
    fn read(item: &Json) -> Result<Self, &'static str> {
        let object = only(item, &["unit", "maxPerAchievement"]).ok_or(Dimension::Credits.shape())?;
        let unit = uri(object, "unit").ok_or("the unit's IRI")?;
        let max = decimal(object, "maxPerAchievement").filter(|max| !max.is_negative());
        Ok(Self { unit, max: max.ok_or("a decimal number, not below 0, as `maxPerAchievement`")? })
    }
}

impl Ceilings {
    fn of_unit(&self, unit: &str) -> Option<&Ceiling> {
        let index = self.0.binary_search_by(|ceiling| ceiling.unit.as_str().cmp(unit)).ok()?;
        self.0.get(index)
    }
}

impl Allowed for Ceilings {
    type Claim = Credits;

    fn read(_: Dimension, items: &[Json]) -> Result<Self, Refusal> {
        let mut ceilings: Vec<Ceiling> = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            ceilings.push(Ceiling::read(item).map_err(|expected| Refusal::at_item(index, item, expected))?);
        }
        ceilings.sort_by(|one, other| one.unit.cmp(&other.unit));
        match ceilings.iter().zip(ceilings.iter().skip(1)).find(|(one, next)| one.unit == next.unit) {
            Some((twice, _)) => Err(Refusal::whole(&twice.unit, "each unit once")),
            None => Ok(Self(ceilings)),
        }
    }

    fn to_json(&self) -> Json {
        let ceiling = |ceiling: &Ceiling| {
            let object = Object::new().with("unit", ceiling.unit.as_str());
            object.with("maxPerAchievement", ceiling.max.as_str())
        };
        Json::from(self.0.iter().map(ceiling).collect::<Vec<Object>>())
    }

    fn intersect(&self, other: &Self) -> Option<Self> {
        let both = self.0.iter().filter_map(|one| {
            let two = other.of_unit(&one.unit)?;
            Some(Ceiling { unit: one.unit.clone(), max: (&one.max).min(&two.max).clone() })
        });
        let both: Vec<Ceiling> = both.collect();
        (!both.is_empty()).then_some(Self(both))
    }

    fn is_within(&self, other: &Self) -> bool {
        let is_below =
            |ceiling: &Ceiling| other.of_unit(&ceiling.unit).is_some_and(|outer| ceiling.max <= outer.max);
        self.0.iter().all(is_below)
    }

    fn admits(&self, claim: &Credits) -> bool {
        self.of_unit(&claim.unit).is_some_and(|ceiling| claim.value <= ceiling.max)
    }

    fn claim_shown(claim: &Credits) -> String {
        format!("{} of <{}>", claim.value, claim.unit)
    }

    fn shown(&self) -> String {
        shown(&self.0, |ceiling| format!("at most {} of <{}>", ceiling.max, ceiling.unit))
    }
}
