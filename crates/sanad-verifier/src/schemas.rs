//! The JSON Schemas that a badge says it follows: what was said of each, and by whom. `spec/verification.md#schemas`

use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::pointer::JsonPointer;

use crate::case::Case;
use crate::evidence::Found;
use crate::json_schema::{self, Answer};
use crate::outcome::{Finding, Outcome, Standing};

/// Holds a badge, known to be its issuer's word, against the schemas that it names. `structure` is the outcome so far,
/// and what comes back is the outcome with the schemas; what was not looked at is a remark.
pub(crate) fn check(structure: Outcome, badge: &SignedBadge, case: &Case<'_>) -> (Outcome, Vec<Finding>) {
    let Some(named) = badge.content().get("credentialSchema") else { return (structure, Vec::new()) };
    let at = JsonPointer::root().member("credentialSchema");
    let place = |index| if matches!(named, Json::Array(_)) { at.item(index) } else { at.clone() };
    let (mut rows, mut remarks, mut failure) = (Vec::new(), Vec::new(), None);
    for (index, schema) in named.items().iter().filter_map(Json::as_object).enumerate() {
        let id = schema.text("id").unwrap_or_default();
        let (source, answer) = ask(schema, id, badge, case);
        let (by, words) = match &answer {
            Answer::NotChecked(_) | Answer::TooMuch(_) => ("not_checked", Json::Null),
            Answer::Conforms => (source, "conforms".into()),
            Answer::Fails { .. } => (source, "fails".into()),
        };
        let kind = schema.get("type").map_or(Json::Null, Json::clone);
        rows.push(Object::new().with("id", id).with("type", kind).with("answer", by).with("result", words));
        match answer {
            Answer::Conforms => {}
            Answer::NotChecked(why) | Answer::TooMuch(why) => {
                let detail = format!("the schema {id} was not looked at: {why}");
                let mut remark = Finding::new(Code::SchemaJsonSchemaNotChecked, detail);
                remark.at = Some(place(index));
                remarks.push(remark);
            }
            Answer::Fails { at, detail } => {
                let detail = format!("the schema {id}, which the badge names: {detail}");
                failure = failure.or_else(|| {
                    Some(Outcome::fail(Code::SchemaJsonSchemaFailed, detail).at(at).with_fact("schema", id))
                });
            }
        }
    }
    let outcome = match failure {
        // What is amiss already is told first.
        Some(failure) if structure.standing() == Standing::Pass => failure,
        _ => structure,
    };
    (outcome.with_fact("schemas", rows), remarks)
}

fn ask(schema: &Object, id: &str, badge: &SignedBadge, case: &Case<'_>) -> (&'static str, Answer) {
    let types = schema.get("type").map_or(&[][..], Json::items);
    let has = |name| types.iter().any(|item| item.as_str() == Some(name));
    let of_1edtech = has("1EdTechJsonSchemaValidator2019");
    if of_1edtech && is_official(id) {
        // The structure check is the model's answer, and it has passed.
        return ("model", Answer::Conforms);
    }
    let not_checked = |why: &str| ("evidence", Answer::NotChecked(why.to_owned()));
    if !of_1edtech && !has("JsonSchema") {
        return not_checked("its type is not one that is known here");
    }
    // spec/verification.md#schemas: it is never wanted, only used where the caller has it.
    match case.schema(id) {
        Found::Document(document) => ("evidence", json_schema::validate(document.as_json(), &whole(badge))),
        Found::Bytes(_, error) => not_checked(&format!("what is there is no schema: {error}")),
        Found::Nothing | Found::Gone | Found::Absent(..) => not_checked("it is not among the evidence"),
    }
}

/// The badge with its proof, as its issuer gave it out.
pub(crate) fn whole(badge: &SignedBadge) -> Json {
    let content = badge.content().clone();
    Json::Object(match badge.securing() {
        Securing::Embedded(document) => match document.proof() {
            Some(proof) => content.with("proof", proof.clone()),
            None => content,
        },
        Securing::Jwt(_) => content,
    })
}

/// Whether it is 1EdTech's schema of badges, in one of the forms that it is published in: what it asks is what our
/// tables of classes ask, and more.
fn is_official(url: &str) -> bool {
    let name = ["json/", "json-ld/"].iter().find_map(|form| {
        url.strip_prefix("https://purl.imsglobal.org/spec/ob/v3p0/schema/")?.strip_prefix(form)
    });
    let class = name.and_then(|name| {
        let name = name.strip_prefix("ob_v3p0_")?;
        name.strip_suffix("_schema.json").or_else(|| name.strip_suffix("-jsonschema1.json"))
    });
    matches!(class, Some("achievementcredential" | "anyachievementcredential"))
}

#[cfg(test)]
mod tests {
    use super::is_official;

    #[test]
    fn the_official_schemas_of_badges_are_known_and_nothing_that_looks_like_them() {
        let base = "https://purl.imsglobal.org/spec/ob/v3p0/schema/";
        for name in [
            "json/ob_v3p0_achievementcredential_schema.json",
            "json-ld/ob_v3p0_achievementcredential_schema.json",
            "json/ob_v3p0_anyachievementcredential_schema.json",
            "json/ob_v3p0_achievementcredential-jsonschema1.json",
        ] {
            assert!(is_official(&format!("{base}{name}")), "{name}");
        }
        for url in [
            "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_endorsementcredential_schema.json",
            "https://purl.imsglobal.org.evil.example/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
            "http://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json?x",
            "",
        ] {
            assert!(!is_official(url), "{url}");
        }
    }
}
