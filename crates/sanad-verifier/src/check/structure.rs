//! Is it a badge, as Open Badges 3.0 and VC 2.0 describe one? `spec/verification.md#structure`

use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::model::conform::{Defect, conform};
use sanad_core::model::credential_kind::CredentialKind;
use sanad_core::pointer::JsonPointer;
use sanad_core::signed::ParseError;

use crate::outcome::Outcome;

/// `content` is the badge without its proof.
pub(crate) fn check(content: &Object, contexts: &ContextSet) -> Outcome {
    let defects = conform(content, CredentialKind::Badge);
    let Some(first) = defects.first() else {
        return check_contexts(content, contexts);
    };
    let detail = match defects.len() {
        1 => first.to_string(),
        2 => format!("{first}; and one more defect"),
        count => format!("{first}; and {} more defects", count - 1),
    };
    let listed = defects.iter().map(listed).collect();
    Outcome::fail(first.code, detail).at(first.at.clone()).with_fact("defects", Json::Array(listed))
}

/// Contexts give the badge's words their meaning. An unknown one is refused before anything is asked of the network;
/// that nothing else is amiss with them is found when the signature is checked.
fn check_contexts(content: &Object, contexts: &ContextSet) -> Outcome {
    let named = content.get("@context").map_or(&[][..], Json::items);
    let unknown = named
        .iter()
        .enumerate()
        .find_map(|(index, item)| Some((index, item.as_str().filter(|url| !contexts.contains(url))?)));
    match unknown {
        None => Outcome::pass("an Open Badge as the standard describes it"),
        Some((index, url)) => {
            let at = JsonPointer::root().member("@context").item(index);
            let detail = format!("the context {url} is not among the known ones");
            Outcome::fail(Code::JsonldContextNotAllowed, detail).at(at)
        }
    }
}

/// For bytes that are no JSON document. Other containers of badges are known by sight, and come in later versions:
/// until then what stands in them is not known to be wrong.
pub(crate) fn unreadable(bytes: &[u8], error: &ParseError) -> Outcome {
    if let Some(format) = format(bytes) {
        let detail = format!("{format}, which this version does not read");
        return Outcome::unknown(Code::InputFormatUnsupported, detail);
    }
    let outcome = Outcome::fail(error.code(), error.to_string());
    match error.at() {
        Some(at) => outcome.at(at.clone()),
        None => outcome,
    }
}

fn listed(defect: &Defect) -> Json {
    Json::Object(
        Object::new()
            .with("code", defect.code.as_str())
            .with("at", defect.at.as_str())
            .with("detail", defect.to_string()),
    )
}

/// A container that may hold a badge, by how it begins.
fn format(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some("a PNG picture");
    }
    let bytes = bytes.trim_ascii();
    if [&b"<svg"[..], b"<?xml", b"<!DOCTYPE svg"].iter().any(|start| bytes.starts_with(start)) {
        return Some("an SVG picture");
    }
    // RFC 7515 §7.1; a JOSE header is an object, so the text begins with the base64url of `{"`.
    let is_compact = |part: &[u8]| part.iter().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(b));
    let mut parts = bytes.split(|b| *b == b'.');
    if bytes.starts_with(b"eyJ") && parts.clone().count() == 3 && parts.all(is_compact) {
        return Some("a JSON Web Token");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_containers_of_badges_are_known_by_sight() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], Some("a PNG picture")),
            (b"\n<?xml version=\"1.0\"?><svg/>", Some("an SVG picture")),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Some("an SVG picture")),
            (b"eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2ln\n", Some("a JSON Web Token")),
            (b"eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0", None),
            (b"eyJhbGciOiJFZERTQSJ9.{}.c2ln", None),
            (b"<html>", None),
            (b"", None),
            (b"{}", None),
        ] {
            assert_eq!(format(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
