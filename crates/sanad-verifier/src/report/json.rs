//! The report for machines. `spec/report.md#json`

use sanad_core::json::{Json, Object};
use sanad_core::model::claims::Claims;
use sanad_core::model::recipient::IdentityObjectView;
use sanad_core::pointer::JsonPointer;
use sanad_core::timestamp::{Timestamp, TimestampError};

use crate::outcome::Finding;
use crate::report::{Report, Verdict};

pub(super) fn object(report: &Report) -> Object {
    let checks = report
        .checks()
        .fold(Object::new(), |checks, (check, outcome)| checks.with(check.as_str(), outcome.to_object()));
    Object::new()
        .with("report", "v1")
        .with("verdict", report.verdict().as_str())
        .with("at", report.at().to_string())
        .with("policy", report.policy())
        .with("badge", badge(report))
        .with("checks", checks)
        .with("remarks", report.remarks().iter().map(remark).collect::<Vec<_>>())
}

/// Indented, with nothing in it that could play tricks on a terminal.
pub(super) fn text(json: &Json) -> String {
    in_plain_sight(json.to_pretty())
}

/// On one line, likewise.
pub(super) fn line(json: &Json) -> String {
    in_plain_sight(json.to_compact())
}

/// The same JSON with every character that could play tricks on a terminal (DEL, C1 controls, marks of writing
/// direction, invisible ones) written as an escape. All of them lie within four hexadecimal digits.
fn in_plain_sight(json: String) -> String {
    // What could is no ASCII but DEL.
    if json.bytes().all(|byte| byte < 0x7f) {
        return json;
    }
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {
                text.push_str("\\u");
                text.push_str(&format!("{:04x}", u32::from(c)));
            }
            _ => text.push(c),
        }
    }
    text
}

fn remark(finding: &Finding) -> Json {
    let at = or_null(finding.at.as_ref().map(JsonPointer::as_str));
    let object = Object::new()
        .with("code", finding.code.as_str())
        .with("at", at)
        .with("detail", finding.detail.as_str())
        .with("facts", finding.facts.clone());
    Json::Object(object)
}

/// What the badge claims, and which file it is. All members are always there, of one shape.
fn badge(report: &Report) -> Object {
    let nothing = Object::new();
    let claims = report.unverified().unwrap_or_else(|| Claims::new(&nothing));
    let standing = if report.verdict() == Verdict::Accept { "verified" } else { "unverified" };
    let achievement = claims.achievement();
    let name = claims.name(&[]).or_else(|| achievement?.name());
    let description = claims.description(&[]).or_else(|| achievement?.description());
    Object::new()
        .with("claims", standing)
        .with("format", report.format().as_str())
        .with("place", report.place().as_str())
        .with("id", or_null(claims.id()))
        .with("name", or_null(name))
        .with("description", or_null(description))
        .with("issuer", issuer(claims))
        .with("recipient", recipient(claims))
        .with("awarded", time(claims.awarded_date()))
        .with("valid_from", time(claims.valid_from()))
        .with("valid_until", time(claims.valid_until()))
        .with("image", or_null(claims.image().and_then(|image| image.id())))
        .with("digest", report.digest())
}

fn time(time: Result<Option<Timestamp>, TimestampError>) -> Json {
    or_null(time.ok().flatten().map(|time| time.to_string()))
}

fn issuer(claims: Claims<'_>) -> Object {
    Object::new().with("id", or_null(claims.issuer_id())).with("name", or_null(claims.issuer_name(&[])))
}

fn recipient(claims: Claims<'_>) -> Object {
    let identifiers: Vec<Json> =
        claims.subject().map_or_else(Vec::new, |subject| subject.identifier().map(identifier).collect());
    Object::new().with("id", or_null(claims.subject_id())).with("identifiers", identifiers)
}

/// As it stands in the badge: who is behind a hash is for the caller to know.
fn identifier(identity: IdentityObjectView<'_>) -> Json {
    let identity = identity.object();
    let member = |name| identity.get(name).cloned().unwrap_or(Json::Null);
    let object = Object::new()
        .with("type", member("identityType"))
        .with("hashed", member("hashed"))
        .with("value", member("identityHash"));
    Json::Object(object)
}

fn or_null(value: Option<impl Into<Json>>) -> Json {
    value.map_or(Json::Null, Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_trick_a_terminal_is_escaped_and_reads_back_the_same() {
        let name = "Ada \u{202e}gnihtyna\u{9b}2K\u{7f}\u{feff}\u{2066} सनद\u{1b}";
        let json = Json::Object(Object::new().with("name", name)).to_pretty();
        let shown = in_plain_sight(json.clone());
        assert!(shown.contains("\\u202egnihtyna\\u009b2K\\u007f\\ufeff\\u2066 सनद\\u001b"), "{shown}");
        assert_eq!(Json::parse(shown.as_bytes()), Json::parse(json.as_bytes()));
    }
}
