//! An accreditation in words: what for, since when, and how it stands.

use sanad_core::accreditation::action::{AccreditationStatus, RecognizedAction};
use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::json::{Json, Object};
use sanad_core::scope::Scope;
use sanad_core::timestamp::Timestamp;

/// The limits of a scope, as a person would say them; what has no words of ours is told as it stands.
pub(crate) fn limits(scope: &Object) -> String {
    let parts: Vec<_> = scope.iter().map(|(name, value)| limit(name, value)).collect();
    if parts.is_empty() { "without limits".to_owned() } else { parts.join("; ") }
}

fn limit(name: &str, value: &Json) -> String {
    let words: Vec<_> = value.items().iter().map(|item| item_words(name, item)).collect();
    let name = match name {
        "limitLevel" => return words.join(", "),
        "limitCredits" => return format!("up to {}", words.join(", ")),
        "limitCredentialType" => "credential type",
        "limitAchievementType" => "achievement type",
        other => other.strip_prefix("limit").unwrap_or(other),
    };
    format!("{} {}", name.to_lowercase(), words.join(", "))
}

fn item_words(name: &str, item: &Json) -> String {
    let Some(object) = item.as_object() else {
        return item.as_str().map_or_else(|| item.to_compact(), str::to_owned);
    };
    let part = |member: &str| match object.get(member) {
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_compact(),
        None => "?".to_owned(),
    };
    match name {
        "limitLevel" if part("min") == part("max") => {
            format!("level {} of {}", part("min"), part("framework"))
        }
        "limitLevel" => format!("level {} to {} of {}", part("min"), part("max"), part("framework")),
        "limitCredits" => format!("{} credits of {}", part("maxPerAchievement"), part("unit")),
        _ => item.to_compact(),
    }
}

/// What an action is for, and what goes with the right to recognize others.
pub(crate) fn purpose(action: &RecognizedAction) -> String {
    let mut words = limits(&action.scope().map_or_else(Object::new, Scope::to_json));
    if let Some(delegation) = action.delegation() {
        let handed: Vec<_> = delegation.delegable_actions().iter().map(|action| action.as_str()).collect();
        words.push_str(&format!(
            "; others to {}, in the list {}, signed by {} of its keys",
            handed.join(", "),
            delegation.list_id(),
            delegation.threshold()
        ));
        match delegation.max_path_length() {
            0 => words.push_str("; no further lists"),
            1 => words.push_str("; and one list below"),
            more => words.push_str(&format!("; and up to {more} lists below")),
        }
        if let Some(permitted) = delegation.permitted_subjects() {
            words.push_str(&format!("; only {}", ids(permitted)));
        }
        if !delegation.excluded_subjects().is_empty() {
            words.push_str(&format!("; not {}", ids(delegation.excluded_subjects())));
        }
    }
    words
}

fn ids(ids: &[Box<str>]) -> String {
    ids.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(", ")
}

/// The word of an action; one that is not known grants nothing.
pub(crate) fn action(action: &RecognizedAction) -> &'static str {
    action.action().map_or("something not known", sanad_core::accreditation::action::Action::as_str)
}

/// From when until when; an end in the year 9999 is none.
pub(crate) fn period(from: Timestamp, until: Timestamp) -> String {
    if until.to_string().starts_with("9999-") {
        format!("from {from}, without end")
    } else {
        format!("from {from} until {until}")
    }
}

/// How an action stands at a time, as the list has it.
pub(crate) fn standing(entity: &RecognizedEntity, action: &RecognizedAction, at: Timestamp) -> String {
    if let Some(event) = entity.status_at(action.id(), at).filter(|event| event.status().denies()) {
        let reason = event.reason_code().unwrap_or("no reason given");
        return format!("{} since {}: {reason}", event.status(), event.from());
    }
    if at < action.valid_from() {
        return format!("not before {}", action.valid_from());
    }
    if !action.holds_at(at) {
        return format!("ended {}", action.valid_until());
    }
    match action.accreditation_status() {
        AccreditationStatus::Provisional => "provisional: conditions still to be met",
        _ => "in force",
    }
    .to_owned()
}
