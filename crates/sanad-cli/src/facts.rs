//! What a badge claims in the terms of a scope, a line for each kind.

use sanad_core::facts::{BadgeFacts, Claimed, Credits, Level, framework_title, unit_title};

use crate::render::rows;

/// The lines of all that is claimed, but for what the badge's other lines tell.
pub(crate) fn lines(facts: &BadgeFacts, lines: &mut Vec<String>) {
    claimed("level", &facts.levels, level, lines);
    claimed("credits", &facts.credits, credits, lines);
    if let Some(hours) = &facts.notional_hours {
        rows("hours", hours.as_str(), lines);
    }
    for (label, words) in [
        ("kind", &facts.achievement_types),
        ("field", &facts.fields),
        ("code", &facts.qualifications),
        ("place", &facts.jurisdictions),
        ("mode", &facts.modes),
        ("language", &facts.languages),
    ] {
        claimed(label, words, Clone::clone, lines);
    }
    if !facts.assessment_types.is_empty() {
        rows("assessed", &facts.assessment_types.join(", "), lines);
    }
}

fn claimed<T>(label: &str, claimed: &Claimed<T>, each: impl Fn(&T) -> String, lines: &mut Vec<String>) {
    match claimed {
        Claimed::Unclear => rows(label, "(said so that nobody can tell which)", lines),
        Claimed::Clear(claims) if claims.is_empty() => {}
        Claimed::Clear(claims) => rows(label, &claims.iter().map(each).collect::<Vec<_>>().join(", "), lines),
    }
}

fn level(level: &Level) -> String {
    format!("{} of {}", level.value, framework_title(&level.framework).unwrap_or(&level.framework))
}

fn credits(credits: &Credits) -> String {
    format!("{} of {}", credits.value, unit_title(&credits.unit).unwrap_or(&credits.unit))
}
