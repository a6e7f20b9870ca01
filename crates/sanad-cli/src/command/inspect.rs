//! `sanad inspect`: what is in a badge, without judging it.

use std::fmt::Write as _;

use sanad_core::badge::SignedBadge;
use sanad_core::json::Json;
use sanad_core::limits::Limits;
use sanad_core::proof::data_integrity::{Proof, Suite};
use sha2::{Digest as _, Sha256};

use super::Answer;
use crate::args::Inspect;
use crate::fail::Failure;
use crate::file;
use crate::render::{row, rows, said};

/// Shows what a badge says of itself.
pub(crate) fn run(asked: &Inspect) -> Result<Answer, Failure> {
    let bytes = file::read(&asked.badge, Limits::DEFAULT.document_bytes)?;
    let badge = SignedBadge::from_json(&bytes).map_err(|error| {
        let message = format!("`{}` cannot be read: {error}", asked.badge.display());
        Failure::new(message, "it must be the JSON of a badge").coded(error.code().as_str())
    })?;
    let mut lines = vec![
        "NOT VERIFIED: whoever made this file can have written anything in it.".to_owned(),
        String::new(),
    ];
    described(&badge, &mut lines);
    lines.push(String::new());
    proofs(&badge, &mut lines);
    for (index, context) in
        badge.content().get("@context").map_or(&[][..], Json::items).iter().take(16).enumerate()
    {
        row(if index == 0 { "contexts" } else { "" }, context.as_str().unwrap_or("(inline)"), &mut lines);
    }
    row("size", &format!("{} bytes", bytes.len()), &mut lines);
    row("sha256", &hex(&Sha256::digest(&bytes)), &mut lines);
    lines.push("\nhint: `sanad verify` says whether it may be believed\n".to_owned());
    Ok(Answer { data: lines.join("\n"), ..Answer::default() })
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

fn proofs(badge: &SignedBadge, lines: &mut Vec<String>) {
    match badge.proofs() {
        Ok(set) => set.proofs().iter().for_each(|proof| proof_lines(proof, lines)),
        Err(error) => row("proof", &format!("none that can be read: {error}"), lines),
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
