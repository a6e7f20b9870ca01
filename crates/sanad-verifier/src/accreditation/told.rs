//! The facts of the check, for machines. `spec/path-validation.md#report`

use sanad_core::facts::BadgeFacts;
use sanad_core::json::{Json, Number, Object};

use super::answer::{Answer, Rejected};
use super::entry::Said;
use super::path::Step;
use super::question::Question;
use super::witness::Witness;

/// The path that decides.
pub(crate) fn decisive(said: &Said<'_>, question: &Question<'_>) -> Vec<(&'static str, Json)> {
    let until = said.steps.iter().map(|step| step.list.valid_until()).min();
    let freshness = Object::new()
        .with("valid_until", text(until))
        .with("stale", said.steps.iter().any(|step| step.is_stale));
    let window = Object::new().with("from", text(said.window.from)).with("until", text(said.window.until));
    vec![
        ("chain", chain(&said.steps)),
        ("scope", said.scope.to_json().into()),
        ("window", window.into()),
        ("facts", facts(question.facts, question)),
        ("freshness", freshness.into()),
    ]
}

/// The version of a list that witnesses the badge.
pub(crate) fn witness(witness: &Witness<'_>) -> Json {
    let list = witness.list;
    let told = Object::new()
        .with("list", list.id())
        .with("sequence", whole(list.sequence()))
        .with("digest", list.digest().to_string())
        .with("time", witness.time.to_string());
    told.into()
}

/// What each anchor says.
pub(crate) fn anchors(answers: &[Answer<'_>]) -> Json {
    let told = answers.iter().map(|answer| {
        let finding = answer.finding.as_ref();
        Object::new()
            .with("list", answer.anchor.list())
            .with("authority", answer.anchor.authority())
            .with("mode", answer.anchor.mode().as_str())
            .with("answer", answer.word.as_str())
            .with("code", text(finding.map(|finding| finding.code)))
            .with("detail", text(finding.map(|finding| &finding.detail)))
    });
    Json::Array(told.map(Json::from).collect())
}

/// The paths that do not grant, each with the first reason.
pub(crate) fn rejected<'a>(paths: impl Iterator<Item = &'a Rejected<'a>>) -> Json {
    let told = paths.map(|path| {
        Object::new()
            .with("chain", chain(&path.steps))
            .with("answer", path.word.as_str())
            .with("code", path.finding.code.as_str())
            .with("detail", path.finding.detail.as_str())
    });
    Json::Array(told.map(Json::from).collect())
}

fn chain(steps: &[Step<'_>]) -> Json {
    let told = steps.iter().map(|step| {
        Object::new()
            .with("list", step.list.id())
            .with("sequence", whole(step.list.sequence()))
            .with("digest", step.list.digest().to_string())
            .with("authority", step.list.issuer())
            .with("authority_name", text(step.list.issuer_name()))
            .with("entity", step.entity.id())
            .with("entity_name", text(step.entity.name()))
            .with("action", text(step.action.map(|action| action.id())))
    });
    Json::Array(told.map(Json::from).collect())
}

/// What of the badge was held against the scope, as far as it tells it.
fn facts(facts: &BadgeFacts, question: &Question<'_>) -> Json {
    let times: Vec<Json> = question.times.iter().map(|time| time.to_string().into()).collect();
    let mut told = Object::new().with("awarded", text(question.awarded)).with("times", times);
    if let Some(levels) = facts.levels.stated() {
        let level = |level: &sanad_core::facts::Level| {
            Object::new().with("framework", level.framework.as_str()).with("value", level.value.to_string())
        };
        told.insert("levels", levels.iter().map(level).collect::<Vec<_>>());
    }
    if let Some(credits) = facts.credits.stated() {
        let credit = |credits: &sanad_core::facts::Credits| {
            Object::new().with("unit", credits.unit.as_str()).with("value", credits.value.to_string())
        };
        told.insert("credits", credits.iter().map(credit).collect::<Vec<_>>());
    }
    told.into()
}

/// A whole number below 2^53, exactly.
pub(crate) fn whole(number: u64) -> Json {
    let exact = number.to_string().parse().ok().and_then(Number::from_f64);
    exact.map_or(Json::Null, Json::Number)
}

fn text(value: Option<impl ToString>) -> Json {
    value.map_or(Json::Null, |value| value.to_string().into())
}
