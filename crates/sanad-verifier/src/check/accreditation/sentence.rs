//! Who vouches for whom, for what and since when, in one line that a person understands. `spec/path-validation.md#report`

use sanad_core::json::{Json, Object};
use sanad_core::timestamp::Timestamp;

use crate::accreditation::entry::Said;
use crate::accreditation::question::Question;
use crate::accreditation::witness::Witness;

/// The chain from the authority down, what of its scope this badge is within, and what this badge is.
pub(super) fn sentence(said: &Said<'_>, question: &Question<'_>, witness: Option<&Witness<'_>>) -> String {
    let first = said.steps.first().map(|step| step.list.issuer_name().unwrap_or_else(|| step.list.issuer()));
    let others = said.steps.iter().map(|step| step.entity.name().unwrap_or_else(|| step.entity.id()));
    let names: Vec<&str> = first.into_iter().chain(others).collect();
    let mut sentence = format!("accredited: {}", names.join(" \u{2192} "));
    sentence.push_str(&limits(&said.scope.to_json(), question));
    if let Some(from) = said.window.from {
        sentence.push_str(&format!(", since {}", day(from)));
    }
    let levels = question.facts.levels.stated().unwrap_or_default().iter();
    let credits = question.facts.credits.stated().unwrap_or_default().iter();
    let badge: Vec<String> = levels
        .map(|level| format!("level {}", level.value))
        .chain(credits.map(|credits| format!("{} credits", credits.value)))
        .chain(question.awarded.map(|time| format!("awarded {}", day(time))))
        .collect();
    sentence.push_str(&format!("; this badge: {}", badge.join(", ")));
    if let Some(witness) = witness {
        let list = witness.list.id();
        sentence.push_str(&format!("; {list} witnesses that it was there on {}", day(witness.time)));
    }
    sentence
}

/// Of the types and levels that it is accredited for, those that this badge is about.
fn limits(scope: &Object, question: &Question<'_>) -> String {
    let types = question.facts.achievement_types.stated().unwrap_or_default().iter();
    let types: Vec<String> = types.map(|word| plural(word)).collect();
    let levels = scope.get("limitLevel").map_or(&[][..], Json::items).iter().filter_map(Json::as_object);
    let claimed = question.facts.levels.stated().unwrap_or_default();
    let asked =
        |limit: &&Object| claimed.iter().any(|level| limit.text("framework") == Some(&level.framework));
    let levels: Vec<&str> = levels.filter(asked).filter_map(|limit| limit.text("max")).collect();
    let mut words = String::new();
    if scope.contains("limitAchievementType") && !types.is_empty() {
        words.push_str(&format!(" for {}", types.join(" and ")));
    }
    if !levels.is_empty() {
        words.push_str(&format!(" up to level {}", levels.join(" or ")));
    }
    if words.is_empty() { words } else { format!(",{words}") }
}

/// `BachelorDegree` as `bachelor degrees`. A word that is not of Open Badges stands as it is.
fn plural(word: &str) -> String {
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return word.to_owned();
    }
    let mut words = String::new();
    for c in word.chars() {
        if c.is_ascii_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(c.to_ascii_lowercase());
    }
    let (one, rest) = words.find(" of ").map_or((words.as_str(), ""), |of| words.split_at(of));
    if UNCOUNTED.iter().any(|end| one.ends_with(end)) {
        return words;
    }
    match one.strip_suffix('y') {
        Some(stem) => format!("{stem}ies{rest}"),
        None => format!("{one}s{rest}"),
    }
}

/// Words of Open Badges' `achievementType` that have no plural end so.
const UNCOUNTED: [&str; 4] = ["curricular", "development", "service", "work"];

/// `3 Mar 2026`: a month in letters is no day in any country.
fn day(time: Timestamp) -> String {
    let text = time.to_string();
    let mut parts = text.split(['-', 'T']);
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        _ => text,
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_a_person() {
        for (word, words) in [
            ("Certificate", "certificates"),
            ("BachelorDegree", "bachelor degrees"),
            ("CertificateOfCompletion", "certificates of completion"),
            ("Competency", "competencies"),
            ("Fieldwork", "fieldwork"),
            ("GeneralEducationDevelopment", "general education development"),
            ("ext:Vorkurs", "ext:Vorkurs"),
        ] {
            assert_eq!(plural(word), words);
        }
        assert_eq!(day("2026-03-03T23:59:59Z".parse().unwrap()), "3 Mar 2026");
        assert_eq!(day("2024-12-31T00:00:00Z".parse().unwrap()), "31 Dec 2024");
    }
}
