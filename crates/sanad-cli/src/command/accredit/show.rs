//! `sanad accredit show`: whom a list accredits, for what and when, without judging it.

use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::timestamp::Timestamp;

use super::Held;
use super::sign::Signatures;
use crate::accreditation_words as words;
use crate::args::accredit::Show;
use crate::command::{Answer, given_or_now};
use crate::fail::Failure;
use crate::render::{row, rows};

/// Shows a working file or a signed list.
pub(crate) fn run(asked: &Show) -> Result<Answer, Failure> {
    let now = given_or_now(None)?;
    let mut lines = Vec::new();
    match Held::open(&asked.list)? {
        Held::Signed(document, list) => {
            lines.push("NOT VERIFIED: whoever made this file can have written anything in it.".to_owned());
            lines.push(String::new());
            head(&list, &mut lines);
            row("version", &list.sequence().to_string(), &mut lines);
            row("speaks", &format!("from {} until {}", list.valid_from(), list.valid_until()), &mut lines);
            rows("signatures", &Signatures::of(&document, &list, now).to_string(), &mut lines);
            row("digest", &list.digest().to_string(), &mut lines);
            witnessed(&list, &mut lines);
            entities(&list, list.valid_from(), &mut lines);
        }
        Held::Working(working) => {
            row("list", working.id(), &mut lines);
            row("authority", working.authority(), &mut lines);
            let version = working.last_signed().map_or_else(
                || "none is signed yet".to_owned(),
                |last| format!("version {} was signed on {}", last.sequence, last.at),
            );
            row("signed", &version, &mut lines);
            if let Some(content) = working.preview() {
                let list = AccreditationList::read_content(&content).map_err(|error| {
                    let hint = "`sanad accredit check` says more; the file may have been edited by hand";
                    Failure::new(format!("no list can be made of it: {error}"), hint)
                        .coded(error.code().as_str())
                })?;
                witnessed(&list, &mut lines);
                entities(&list, now, &mut lines);
            }
            for idle in working.idle() {
                lines.push(String::new());
                row("name", idle, &mut lines);
                row("may", "nothing yet", &mut lines);
            }
        }
    }
    lines.push(String::new());
    Ok(Answer { data: lines.join("\n"), ..Answer::default() })
}

fn head(list: &AccreditationList, lines: &mut Vec<String>) {
    row("list", list.id(), lines);
    row("authority", list.issuer_name().unwrap_or("(no name)"), lines);
    row("", list.issuer(), lines);
}

/// Whose badges the list shows to have been there.
fn witnessed(list: &AccreditationList, lines: &mut Vec<String>) {
    for (index, anchor) in list.issuance_anchors().iter().enumerate() {
        let label = if index == 0 { "witnesses" } else { "" };
        row(label, &format!("{} badge(s) of {}", anchor.count(), anchor.entity()), lines);
        row("", &words::period(anchor.from(), anchor.to()), lines);
    }
}

fn entities(list: &AccreditationList, at: Timestamp, lines: &mut Vec<String>) {
    for entity in list.entities() {
        lines.push(String::new());
        described(entity, at, lines);
    }
}

/// One name on the list: what it may do, how that stands, with which keys.
fn described(entity: &RecognizedEntity, at: Timestamp, lines: &mut Vec<String>) {
    row("name", entity.name().unwrap_or("(no name)"), lines);
    row("", entity.id(), lines);
    for action in entity.recognized_to() {
        row("may", &format!("{}: {}", words::action(action), words::standing(entity, action, at)), lines);
        row("", &words::period(action.valid_from(), action.valid_until()), lines);
        rows("", &words::purpose(action), lines);
        row("", action.id(), lines);
    }
    for key in entity.verification_methods() {
        row("key", key.multikey(), lines);
        let mut period = format!("from {}", key.valid_from());
        if let (Some(revoked), Some(reason)) = (key.revoked(), key.revocation_reason()) {
            period.push_str(&format!(" until {revoked}: {reason}"));
        }
        if let Some(since) = key.invalidity_date() {
            period.push_str(&format!(", not to be relied on since {since}"));
        }
        row("", &period, lines);
    }
}
