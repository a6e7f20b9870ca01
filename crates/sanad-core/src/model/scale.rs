//! What a result description allows and requires, to hold a result against. `spec/badge.md#results`

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::result::{ResultDescriptionView, RubricCriterionLevelView};
use crate::decimal::Decimal;

/// A result description, its values and levels indexed once: a hostile badge has thousands of both.
pub(super) struct Scale<'a> {
    description: ResultDescriptionView<'a>,
    /// The allowed values and their places from low to high; one that stands there twice has the first.
    values: BTreeMap<Value<'a>, usize>,
    levels: BTreeMap<&'a str, RubricCriterionLevelView<'a>>,
}

/// Whether a signature covers the order of `allowedValue`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueOrder {
    /// It does.
    Signed,
    /// It may not: anybody can have sorted the values anew.
    Loose,
}

/// Whether a value is one that may be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// One of the allowed values, or in the range; or there is neither.
    Yes,
    /// None of them.
    No,
    /// There is a range, and it or the value is not written as a number.
    Unclear,
}

/// A value as it is compared: by what number it is, or else by its text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value<'a> {
    Number(Decimal),
    Text(&'a str),
}

impl<'a> Value<'a> {
    fn of(text: &'a str) -> Self {
        Decimal::read(text).map_or(Self::Text(text), Self::Number)
    }
}

impl<'a> Scale<'a> {
    pub(super) fn new(description: ResultDescriptionView<'a>) -> Self {
        let mut values = BTreeMap::new();
        for (place, value) in description.allowed_value().enumerate() {
            values.entry(Value::of(value)).or_insert(place);
        }
        let levels = description.rubric_criterion_level().filter_map(|level| Some((level.id()?, level)));
        Self { description, values, levels: levels.collect() }
    }

    pub(super) const fn description(&self) -> ResultDescriptionView<'a> {
        self.description
    }

    pub(super) fn has_level(&self, id: &str) -> bool {
        self.levels.contains_key(id)
    }

    /// Whether a value may be reached: OB 3.0 has it one of `allowedValue`, or in the range from `valueMin` to
    /// `valueMax`.
    pub(super) fn within(&self, value: &str) -> Within {
        if self.values.contains_key(&Value::of(value)) {
            return Within::Yes;
        }
        let (min, max) = (self.description.value_min(), self.description.value_max());
        let order = |bound: Option<&str>| bound.map(|bound| compare(value, bound));
        match (order(min), order(max)) {
            (Some(Some(Ordering::Less)), _) | (_, Some(Some(Ordering::Greater))) => Within::No,
            // Beside a list of words a range says nothing of other words.
            (None, None) | (Some(None), _) | (_, Some(None)) if !self.values.is_empty() => Within::No,
            (Some(None), _) | (_, Some(None)) => Within::Unclear,
            _ => Within::Yes,
        }
    }

    /// How a value stands to another: by its place among the allowed values, or as scores. `None`: nothing says so.
    ///
    /// A score counts up. A grade may count down (in some countries 1 is the best), and only a list says which way.
    pub(super) fn compare_values(&self, value: &str, other: &str, order: ValueOrder) -> Option<Ordering> {
        if Value::of(value) == Value::of(other) {
            return Some(Ordering::Equal);
        }
        let place = |value| self.values.get(&Value::of(value));
        if let (ValueOrder::Signed, Some(one), Some(two)) = (order, place(value), place(other)) {
            return Some(one.cmp(two));
        }
        let scores = ["Percent", "RawScore", "RubricScore", "ScaledScore"];
        let is_score = self.description.result_type().is_some_and(|kind| scores.contains(&kind));
        if is_score { compare(value, other) } else { None }
    }

    /// How a level stands to another: by the points of both. Their order does not count, because to RDF the levels are
    /// a set in every context, so that anybody can have sorted them anew.
    pub(super) fn compare_levels(&self, level: &str, other: &str) -> Option<Ordering> {
        if level == other {
            return Some(Ordering::Equal);
        }
        let points = |id: &str| self.levels.get(id)?.points();
        compare(points(level)?, points(other)?)
    }
}

fn compare(one: &str, other: &str) -> Option<Ordering> {
    Some(Decimal::read(one)?.cmp(&Decimal::read(other)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Json, Object};

    fn described(text: &str) -> Object {
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn a_value_is_one_of_the_list_or_in_the_range() {
        use Within::*;
        let list = r#"{"allowedValue": ["F", "B", "A", "4.0"]}"#;
        let range = r#"{"valueMin": "0", "valueMax": "100"}"#;
        let both = r#"{"allowedValue": ["exempt"], "valueMin": "0", "valueMax": "100"}"#;
        let words = r#"{"valueMin": "low", "valueMax": "100"}"#;
        for (description, value, within) in [
            ("{}", "anything", Yes),
            (list, "B", Yes),
            (list, "4", Yes),
            (list, "b", No),
            (list, "3.9", No),
            (range, "0", Yes),
            (range, "100.00", Yes),
            (range, "100.01", No),
            (range, "-1", No),
            (range, "85%", Unclear),
            (both, "exempt", Yes),
            (both, "77", Yes),
            (both, "101", No),
            (both, "absent", No),
            (words, "7", Unclear),
            (words, "101", No),
            (r#"{"valueMin": "50"}"#, "1000", Yes),
            (r#"{"valueMin": "50"}"#, "49.9", No),
            (r#"{"valueMax": "50"}"#, "50.1", No),
        ] {
            let description = described(description);
            let scale = Scale::new(ResultDescriptionView::new(&description));
            assert_eq!(scale.within(value), within, "{value} in {description:?}");
        }
    }

    #[test]
    fn values_are_ordered_by_a_signed_list_and_scores_as_numbers() {
        use Ordering::*;
        let grades = r#"{"resultType": "LetterGrade", "allowedValue": ["F", "B", "A"]}"#;
        let swiss = r#"{"resultType": "GradePointAverage", "valueMin": "1", "valueMax": "6"}"#;
        let score = r#"{"resultType": "Percent", "allowedValue": ["100", "50"]}"#;
        for (description, value, other, order, expected) in [
            (grades, "A", "B", ValueOrder::Signed, Some(Greater)),
            (grades, "F", "B", ValueOrder::Signed, Some(Less)),
            (grades, "F", "B", ValueOrder::Loose, None),
            (grades, "C", "B", ValueOrder::Signed, None),
            (grades, "B", "B", ValueOrder::Loose, Some(Equal)),
            (swiss, "5", "4", ValueOrder::Signed, None),
            (score, "50", "100", ValueOrder::Signed, Some(Greater)),
            (score, "50", "100", ValueOrder::Loose, Some(Less)),
            (score, "50", "60.5", ValueOrder::Signed, Some(Less)),
            (score, "50%", "60", ValueOrder::Signed, None),
        ] {
            let description = described(description);
            let scale = Scale::new(ResultDescriptionView::new(&description));
            assert_eq!(scale.compare_values(value, other, order), expected, "{value} to {other}");
        }
    }

    #[test]
    fn levels_are_ordered_by_their_points_and_not_by_their_place() {
        let description = described(
            r#"{"rubricCriterionLevel": [{"id": "x:good", "points": "3"}, {"id": "x:poor", "points": "1"}, {"id": "x:odd"}]}"#,
        );
        let scale = Scale::new(ResultDescriptionView::new(&description));
        assert_eq!(scale.compare_levels("x:good", "x:poor"), Some(Ordering::Greater));
        assert_eq!(scale.compare_levels("x:poor", "x:good"), Some(Ordering::Less));
        assert_eq!(scale.compare_levels("x:odd", "x:odd"), Some(Ordering::Equal));
        assert_eq!(scale.compare_levels("x:odd", "x:poor"), None);
        assert!(scale.has_level("x:odd") && !scale.has_level("x:none"));
    }
}
