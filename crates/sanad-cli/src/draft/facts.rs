//! The table `[facts]` of a short draft: levels, credits, fields and places of the achievement.

use sanad_core::decimal::Decimal;
use sanad_core::json::{Json, Object};
use sanad_core::model::badge_facts::{StatedCredits, StatedFacts, StatedLevel};

use super::{missing, only, optional, required, wrong_kind};
use crate::fail::Failure;

/// What the draft states, if it has the table. Whether it is stated well, the model says when the badge is issued.
pub(super) fn stated(draft: &Object) -> Result<Option<StatedFacts>, Failure> {
    let table = match draft.get("facts") {
        None => return Ok(None),
        Some(Json::Object(table)) => table,
        Some(other) => return Err(wrong_kind("facts", other, "a table")),
    };
    only(table, "`facts`", &MEMBERS)?;
    let mut facts = StatedFacts::new();
    for item in items(table, "level") {
        let level = pair(item, "level", "framework")?;
        facts = facts.level(StatedLevel::new(required(level, "framework")?, value(level)?));
    }
    for item in items(table, "credits") {
        let credits = pair(item, "credits", "unit")?;
        facts = facts.credits(StatedCredits::new(required(credits, "unit")?, value(credits)?));
    }
    if let Some(hours) = table.get("notional_hours") {
        facts = facts.notional_hours(number("notional_hours", hours)?);
    }
    if let Some(mode) = optional(table, "mode")? {
        facts = facts.mode(mode);
    }
    facts = texts(table, "assessment_type")?.fold(facts, StatedFacts::assessment_type);
    facts = texts(table, "field")?.fold(facts, StatedFacts::field);
    facts = texts(table, "jurisdiction")?.fold(facts, StatedFacts::jurisdiction);
    facts = texts(table, "qualification")?.fold(facts, StatedFacts::qualification);
    Ok(Some(facts))
}

const MEMBERS: [&str; 8] = [
    "level",
    "credits",
    "notional_hours",
    "field",
    "qualification",
    "jurisdiction",
    "mode",
    "assessment_type",
];

/// One value may stand without an array.
fn items<'a>(table: &'a Object, name: &str) -> &'a [Json] {
    table.get(name).map_or(&[][..], Json::items)
}

fn texts(table: &Object, name: &str) -> Result<std::vec::IntoIter<String>, Failure> {
    let text =
        |item: &Json| item.as_str().map(str::to_owned).ok_or_else(|| wrong_kind(name, item, "a string"));
    let texts: Result<Vec<String>, Failure> = items(table, name).iter().map(text).collect();
    Ok(texts?.into_iter())
}

fn pair<'a>(item: &'a Json, name: &str, what: &str) -> Result<&'a Object, Failure> {
    let table = item.as_object().ok_or_else(|| wrong_kind(name, item, "a table"))?;
    only(table, &format!("`{name}`"), &[what, "value"])?;
    Ok(table)
}

fn value(table: &Object) -> Result<Decimal, Failure> {
    number("value", table.get("value").ok_or_else(|| missing("value"))?)
}

fn number(name: &str, value: &Json) -> Result<Decimal, Failure> {
    Decimal::of_json(value).ok_or_else(|| wrong_kind(name, value, "a decimal number, as \"4.5\""))
}
