//! `sanad inspect`: what is in a badge, without judging it.

use std::fmt::Write as _;

use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::facts::BadgeFacts;
use sanad_core::json::Json;
use sanad_core::limits::Limits;
use sanad_core::model::claims::Claims;
use sanad_core::ob2::version::Version;
use sanad_core::proof::data_integrity::{Proof, Suite};
use sanad_core::shared::{Found, Shared};
use sha2::{Digest as _, Sha256};

use super::Answer;
use crate::args::Inspect;
use crate::facts;
use crate::fail::Failure;
use crate::file;
use crate::render::{row, rows, said};
use crate::text;

/// Shows what a badge says of itself.
pub(crate) fn run(asked: &Inspect) -> Result<Answer, Failure> {
    let bytes = file::read(&asked.badge, Limits::DEFAULT.image_bytes)?;
    let shared = Shared::read(&bytes).map_err(|error| {
        let message = format!("`{}` cannot be read: {error}", asked.badge.display());
        Failure::new(message, "it must be a badge, or something that holds one").coded(error.code().as_str())
    })?;
    let mut lines = vec![
        "NOT VERIFIED: whoever made this file can have written anything in it.".to_owned(),
        String::new(),
    ];
    for (index, part) in shared.parts().iter().enumerate() {
        if shared.parts().len() > 1 {
            lines.push(format!(
                "-- {} of {}: {}",
                index + 1,
                shared.parts().len(),
                text::safe(part.place().as_str(), 60)
            ));
        }
        shown(part.found(), &mut lines);
        lines.push(String::new());
    }
    for note in shared.notes() {
        rows("note", &format!("{} [{}]", note.detail, note.code), &mut lines);
    }
    row("size", &format!("{} bytes", bytes.len()), &mut lines);
    row("sha256", &hex(&Sha256::digest(&bytes)), &mut lines);
    lines.push("\nhint: `sanad verify` says whether it may be believed\n".to_owned());
    Ok(Answer { data: lines.join("\n"), ..Answer::default() })
}

fn shown(found: &Found, lines: &mut Vec<String>) {
    match found {
        Found::Badge(badge) | Found::Transcript(badge) => {
            described(badge, lines);
            lines.push(String::new());
            secured(badge, lines);
            let contexts = badge.content().get("@context").map_or(&[][..], Json::items);
            for (index, context) in contexts.iter().take(16).enumerate() {
                row(if index == 0 { "contexts" } else { "" }, context.as_str().unwrap_or("(inline)"), lines);
            }
        }
        Found::Assertion(assertion) => {
            let version = assertion.version().map_or("2.0 or earlier", Version::as_str);
            row("format", &format!("Open Badges {version}"), lines);
            said(Claims::new(&assertion.unverified()), lines);
        }
        Found::Link(url) => row("address", url, lines),
        Found::Presentation(presentation) => {
            row("format", "a presentation; what it holds follows", lines);
            row("holder", presentation.content().text("holder").unwrap_or("(none)"), lines);
        }
        _ => {}
    }
}

fn described(badge: &SignedBadge, lines: &mut Vec<String>) {
    let (claims, content) = (badge.unverified(), badge.content());
    said(claims, lines);
    row("id", content.text("id").unwrap_or("(none)"), lines);
    row("type", &texts(content.get("type")), lines);
    let achievement = claims.achievement();
    let criteria = achievement.and_then(|achievement| achievement.criteria());
    for (label, value) in [
        ("about", claims.description(&[]).or_else(|| achievement?.description())),
        ("criteria", criteria.and_then(|criteria| criteria.narrative().or_else(|| criteria.id()))),
    ] {
        if let Some(value) = value {
            rows(label, value, lines);
        }
    }
    facts::lines(&BadgeFacts::of(claims), lines);
    for entry in content.get("credentialStatus").map_or(&[][..], Json::items) {
        let Some(entry) = entry.as_object() else { continue };
        let text = |name| entry.text(name).unwrap_or("(none)");
        let place = format!(
            "{}: bit {} of {}",
            text("statusPurpose"),
            text("statusListIndex"),
            text("statusListCredential")
        );
        rows("status", &place, lines);
    }
}

fn secured(badge: &SignedBadge, lines: &mut Vec<String>) {
    match badge.securing() {
        Securing::Embedded(document) => match document.proofs(&Limits::DEFAULT) {
            Ok(set) => set.proofs().iter().for_each(|proof| proof_lines(proof, lines)),
            Err(error) => row("proof", &format!("none that can be read: {error}"), lines),
        },
        Securing::Jwt(jwt) => {
            let jws = jwt.jws();
            row("token", &format!("a JWT signed with {}", jws.algorithm().as_str()), lines);
            rows("", &format!("by {}", jws.kid().unwrap_or("a key that it holds itself, or none")), lines);
        }
    }
}

fn proof_lines(proof: &Proof<'_>, lines: &mut Vec<String>) {
    let suite = match proof.suite() {
        Suite::Known(suite, _) => suite.name(),
        Suite::Unknown(name) => name,
    };
    let made = proof.created().map_or_else(|| "at no named time".to_owned(), |time| time.to_string());
    row("proof", &format!("made {made}, {suite}"), lines);
    rows("", &format!("by {}", proof.verification_method().unwrap_or("nobody named")), lines);
}

fn texts(value: Option<&Json>) -> String {
    let items = value.map_or(&[][..], Json::items);
    let texts: Vec<_> = items.iter().map(|item| item.as_str().unwrap_or("(no text)")).collect();
    if texts.is_empty() { "(none)".to_owned() } else { texts.join(", ") }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
