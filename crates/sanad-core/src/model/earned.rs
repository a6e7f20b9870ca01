//! Whether the results in a badge say that the achievement was earned. `spec/badge.md#results`

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::claims::Claims;
use super::result::AchievementResultView;
use super::scale::{Scale, ValueOrder, Within};
use crate::code::Code;
use crate::json::Json;
use crate::pointer::{JsonPointer, Trail};

/// Looks at every result of a badge that [conforms](super::conform::conform). A badge without results is awarded as
/// it stands.
///
/// What cannot be compared is no objection, because the issuer awarded the badge and so says that it was earned; it is
/// given back, to be told.
///
/// # Errors
/// [`NotEarned`], of the first result that says so.
pub fn earned(claims: Claims<'_>) -> Result<Vec<Doubt>, NotEarned> {
    let (Some(subject), Some(achievement)) = (claims.subject(), claims.achievement()) else {
        return Ok(Vec::new());
    };
    let results = subject.object().get("result").map_or(&[][..], Json::items);
    if results.is_empty() {
        return Ok(Vec::new());
    }
    let scales = achievement.result_description().map(Scale::new);
    let scales: BTreeMap<&str, Scale<'_>> =
        scales.filter_map(|scale| Some((scale.description().id()?, scale))).collect();
    let order = value_order(claims);
    let mut doubts = Vec::new();
    for (index, result) in results.iter().enumerate() {
        let Some(result) = result.as_object().map(AchievementResultView::new) else { continue };
        let (subject, name) = (Trail::Root.member("credentialSubject"), "result");
        let (list, index) = (subject.member(name), index);
        let here = list.item(index);
        if let Some(status) = result.status().filter(|status| *status != "Completed") {
            let at = here.member("status").pointer();
            return Err(NotEarned::Status { at, status: status.to_owned() });
        }
        let Some(scale) = result.result_description().and_then(|id| scales.get(id)) else { continue };
        let told = [value(result, scale, order, &here)?, level(result, scale, &here)?];
        doubts.extend(told.into_iter().flatten().map(|detail| Doubt { at: here.pointer(), detail }));
        doubts.extend(elsewhere(result, scale, &here));
    }
    Ok(doubts)
}

/// Why the results say that the achievement was not earned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotEarned {
    /// A result falls short of what its description requires.
    #[error("the result is `{found}`, and `{required}` is required")]
    Requirement {
        /// Where the result's value or level stands.
        at: JsonPointer,
        /// The value or level reached.
        found: String,
        /// The value or level required.
        required: String,
    },
    /// A result has another status than `Completed`.
    #[error("a result has the status {status}, and only Completed is earned")]
    Status {
        /// Where the status stands.
        at: JsonPointer,
        /// The status.
        status: String,
    },
}

impl NotEarned {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Requirement { .. } => Code::ResultRequirementNotMet,
            Self::Status { .. } => Code::ResultNotEarned,
        }
    }

    /// Where in the badge.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::Requirement { at, .. } | Self::Status { at, .. } => at,
        }
    }
}

/// A result that could not be held against its description.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Doubt {
    /// Where the result stands.
    pub at: JsonPointer,
    /// What was to be compared, in words.
    pub detail: String,
}

/// To RDF an array is a set unless the context says otherwise, and of `allowedValue` the contexts say so only from
/// 3.0.2 on.
fn value_order(claims: Claims<'_>) -> ValueOrder {
    let loose = [
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    ];
    let contexts = claims.object().get("@context").map_or(&[][..], Json::items);
    let is_loose = contexts.iter().filter_map(Json::as_str).any(|url| loose.contains(&url));
    if is_loose { ValueOrder::Loose } else { ValueOrder::Signed }
}

/// The value against its range and the one required; in words, what could not be compared.
fn value(
    result: AchievementResultView<'_>,
    scale: &Scale<'_>,
    order: ValueOrder,
    here: &Trail<'_>,
) -> Result<Option<String>, NotEarned> {
    let required = scale.description().required_value();
    match (result.value(), required) {
        (None, None) => Ok(None),
        (None, Some(required)) => {
            Ok(Some(format!("the value `{required}` is required, and the result has none")))
        }
        (Some(value), required) => {
            let unclear = (scale.within(value) == Within::Unclear).then(|| {
                format!("the value `{value}` and the range allowed for it are not all plain decimal numbers")
            });
            let Some(required) = required else { return Ok(unclear) };
            match scale.compare_values(value, required, order) {
                Some(Ordering::Less) => Err(missed(&here.member("value"), value, required)),
                Some(_) => Ok(unclear),
                None => Ok(Some(format!(
                    "nothing says whether the value `{value}` is as good as the required `{required}`"
                ))),
            }
        }
    }
}

/// The level against the one required; in words, what could not be compared.
fn level(
    result: AchievementResultView<'_>,
    scale: &Scale<'_>,
    here: &Trail<'_>,
) -> Result<Option<String>, NotEarned> {
    let Some(required) = scale.description().required_level() else { return Ok(None) };
    let Some(achieved) = result.achieved_level() else {
        return Ok(Some(format!("the level `{required}` is required, and the result names none")));
    };
    match scale.compare_levels(achieved, required) {
        Some(Ordering::Less) => Err(missed(&here.member("achievedLevel"), achieved, required)),
        Some(_) => Ok(None),
        None => Ok(Some(format!(
            "no points say whether the level `{achieved}` is as good as the required `{required}`"
        ))),
    }
}

/// OB 3.0 has the level in the linked description, and its own complete example has it in another.
fn elsewhere(result: AchievementResultView<'_>, scale: &Scale<'_>, here: &Trail<'_>) -> Option<Doubt> {
    let level = result.achieved_level().filter(|level| !scale.has_level(level))?;
    let detail = format!("the level `{level}` is not one of the linked description's");
    Some(Doubt { at: here.member("achievedLevel").pointer(), detail })
}

fn missed(at: &Trail<'_>, found: &str, required: &str) -> NotEarned {
    NotEarned::Requirement { at: at.pointer(), found: found.to_owned(), required: required.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Object;

    fn badge(context: &str, result: &str, description: &str) -> Object {
        let text = format!(
            r#"{{"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/{context}"],
                "credentialSubject": {{"result": [{{"resultDescription": "x:d"}}, {{"resultDescription": "x:d", {result}}}],
                    "achievement": {{"resultDescription": [{{"id": "x:d", {description}}}]}}}}}}"#
        );
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn only_completed_is_earned_and_nothing_said_means_completed() {
        for status in ["Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"] {
            let badge =
                badge("context-3.0.3.json", &format!(r#""status": "{status}""#), r#""resultType": "Status""#);
            let error = earned(Claims::new(&badge)).unwrap_err();
            assert_eq!(
                (error.code(), error.at().as_str()),
                (Code::ResultNotEarned, "/credentialSubject/result/1/status")
            );
        }
        let badge = badge("context-3.0.3.json", r#""status": "Completed""#, r#""resultType": "Status""#);
        assert_eq!(earned(Claims::new(&badge)), Ok(vec![]));
        assert_eq!(earned(Claims::new(&Object::new())), Ok(vec![]));
    }

    #[test]
    fn what_falls_short_is_refused_and_what_cannot_be_compared_is_told() {
        let grades = r#""resultType": "LetterGrade", "allowedValue": ["F", "B", "A"], "requiredValue": "B""#;
        let rubric = r#""resultType": "RubricCriterionLevel", "requiredLevel": "x:good", "rubricCriterionLevel": [
            {"id": "x:poor", "points": "1"}, {"id": "x:good", "points": "2"}, {"id": "x:odd"}]"#;
        let (new, old) = ("context-3.0.3.json", "context.json");
        let refused = Some(Code::ResultRequirementNotMet);
        for (context, result, description, code, doubts) in [
            (new, r#""value": "A""#, grades, None, 1),
            (new, r#""value": "F""#, grades, refused, 0),
            (old, r#""value": "F""#, grades, None, 2),
            (new, r#""achievedLevel": "x:good""#, rubric, None, 1),
            (new, r#""achievedLevel": "x:poor""#, rubric, refused, 0),
            (new, r#""achievedLevel": "x:odd""#, rubric, None, 2),
            (new, r#""achievedLevel": "x:other""#, rubric, None, 3),
            (
                new,
                r#""value": "7%""#,
                r#""resultType": "Percent", "valueMin": "0", "valueMax": "100""#,
                None,
                1,
            ),
        ] {
            let badge = badge(context, result, description);
            match earned(Claims::new(&badge)) {
                // The first result of the two has neither value nor level.
                Ok(told) => assert_eq!((None, doubts), (code, told.len()), "{result}: {told:?}"),
                Err(error) => assert_eq!(Some(error.code()), code, "{result}"),
            }
        }
    }
}
