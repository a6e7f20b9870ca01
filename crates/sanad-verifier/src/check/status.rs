//! Has the issuer revoked or suspended the badge? `spec/verification.md#status`

mod bits;
mod herd;
mod revocations;

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::model::status_entry::{StatusEntry, StatusEntryError};
use sanad_core::pointer::JsonPointer;
use sanad_core::revocation_list;

use crate::case::Case;
use crate::outcome::{Finding, Outcome};
use crate::policy::UnavailableStatus;

/// The answer, and what of it is worth a remark.
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    pub(crate) remarks: Vec<Finding>,
}

/// Every status entry is looked up; the worst answer counts. `content` is a badge or endorsement without its proof,
/// known to be the issuer's word.
pub(crate) fn check(content: &Object, issuer: &str, case: &Case<'_>) -> Answer {
    let alone = |outcome| Answer { outcome, remarks: Vec::new() };
    let Some(status) = content.get("credentialStatus") else {
        return alone(none());
    };
    let at = JsonPointer::root().member("credentialStatus");
    let (entries, limit) = (status.items(), Limits::DEFAULT.status_entries);
    if entries.len() > limit {
        let detail = format!("{} status entries, more than the {limit} looked up", entries.len());
        return alone(Outcome::unknown(Code::SchemaCardinality, detail).at(at));
    }
    let places = |index| if matches!(status, Json::Array(_)) { at.item(index) } else { at.clone() };
    let answers: Vec<(JsonPointer, Outcome)> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| (places(index), tolerated(look_up(entry, content, issuer, case), case)))
        .collect();
    let pairs = || answers.iter().zip(entries);
    let remarks = pairs().flat_map(|((at, answer), entry)| remarks(at, answer, entry, content)).collect();
    let listed = Json::Array(pairs().map(|((at, answer), entry)| listed(at, answer, entry)).collect());
    Answer { outcome: worst(answers).with_fact("entries", listed), remarks }
}

fn none() -> Outcome {
    Outcome::skip(Code::StatusNone, "the badge declares no status: nobody can revoke it")
}

fn look_up(entry: &Json, content: &Object, issuer: &str, case: &Case<'_>) -> Outcome {
    let Some(entry) = entry.as_object() else {
        return Outcome::fail(
            Code::SchemaWrongKind,
            format!("{} where a status entry is an object", entry.kind()),
        );
    };
    let types = entry.get("type").map_or(&[][..], Json::items);
    if let [name] = types
        && name.as_str() == Some(revocation_list::ENTRY_TYPE)
    {
        return revocations::look_up(entry, content, issuer, case);
    }
    match StatusEntry::read(entry) {
        Ok(entry) => bits::look_up(&entry, issuer, case),
        Err(
            error @ (StatusEntryError::TypeUnsupported { .. } | StatusEntryError::SizeUnsupported { .. }),
        ) => Outcome::unknown(error.code(), error.to_string()),
        Err(error) => Outcome::fail(error.code(), error.to_string()),
    }
}

/// A policy may do without a list that could not be had. One that is there and wrong is another matter: it might have
/// been made wrong so that it would be passed over.
fn tolerated(answer: Outcome, case: &Case<'_>) -> Outcome {
    match (answer, case.policy.unavailable_status()) {
        (Outcome::Unknown(finding), UnavailableStatus::Tolerate)
            if finding.code == Code::StatusUnavailable =>
        {
            let detail = format!("{}; the policy does without it", finding.detail);
            Outcome::skip(Code::StatusUnavailable, detail)
        }
        (answer, _) => answer,
    }
}

fn worst(answers: Vec<(JsonPointer, Outcome)>) -> Outcome {
    let rank = |outcome: &Outcome| match outcome {
        Outcome::Fail(finding) if finding.code == Code::StatusRevoked => 0,
        Outcome::Fail(_) => 1,
        Outcome::Unknown(_) => 2,
        Outcome::Skip(_) => 3,
        Outcome::Pass(grounds) if !grounds.facts.is_empty() => 4,
        Outcome::Pass(_) => 5,
    };
    // `min_by_key` keeps the first of equals.
    let worst = answers.into_iter().min_by_key(|(_, outcome)| rank(outcome));
    worst.map_or_else(none, |(at, outcome)| outcome.at(at))
}

/// What is said of an entry whatever else is true of the badge.
fn remarks(at: &JsonPointer, answer: &Outcome, entry: &Json, content: &Object) -> Vec<Finding> {
    let mut remarks = Vec::new();
    // spec/status.md#revocation-lists
    if answer.facts().contains("unsigned_list") {
        let detail =
            "that the badge is not revoked is the word of the list's host alone: the list is not signed";
        remarks.push(Finding::new(Code::StatusListUnsigned, detail));
    }
    // spec/trust-state.md#revocations
    if answer.facts().contains("revocation_reversed") {
        let detail = "the badge was found revoked before, and now the list says that it is not";
        remarks.push(Finding::new(Code::StatusRevocationReversed, detail));
    }
    // spec/status.md#herd-privacy
    if let Some(list) = entry.as_object().and_then(list_of)
        && let Some(id) = herd::given_away(content, list)
    {
        let detail =
            format!("the address of the status list, {list}, tells its host that it is asked about `{id}`");
        remarks.push(Finding::new(Code::StatusHerdPrivacyLow, detail));
    }
    remarks.into_iter().map(|remark| Finding { at: Some(at.clone()), ..remark }).collect()
}

fn kind_of(entry: &Object) -> Option<&str> {
    entry.get("type")?.items().first()?.as_str()
}

/// Where the list is. One of revoked badges is known by the entry's id, and has no other member.
fn list_of(entry: &Object) -> Option<&str> {
    let is_of_badges = kind_of(entry) == Some(revocation_list::ENTRY_TYPE);
    entry.text(if is_of_badges { "id" } else { "statusListCredential" })
}

fn listed(at: &JsonPointer, answer: &Outcome, entry: &Json) -> Json {
    let entry = entry.as_object();
    let text = |text: Option<&str>| text.map_or(Json::Null, Json::from);
    let member = |name| text(entry.and_then(|entry| entry.text(name)));
    Json::Object(
        Object::new()
            .with("at", at.as_str())
            .with("type", text(entry.and_then(kind_of)))
            .with("purpose", member("statusPurpose"))
            .with("list", text(entry.and_then(list_of)))
            .with("index", member("statusListIndex"))
            .with("outcome", answer.standing().as_str())
            .with("code", text(answer.code().map(Code::as_str)))
            .with("message", text(answer.facts().text("message"))),
    )
}
