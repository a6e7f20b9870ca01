//! Statuses of more than one bit, and what their values mean in words.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sanad_core::code::Code::{self, *};
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::status_lists::gzip;
use crate::document::{Document, INDEX, LIST, by, status_entry};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// Threats B12.
pub(super) fn cases() -> Vec<Vector> {
    [values(), messages(), bounds()].concat()
}

/// An entry of so many bits with these messages, from 0 on.
fn entry(purpose: &str, size: u32, texts: &[&str]) -> Object {
    let rows = texts.iter().enumerate().map(|(value, text)| row(&format!("{value:#x}"), text).into());
    status_entry(purpose, LIST).with("statusSize", size).with("statusMessage", Json::Array(rows.collect()))
}

fn row(status: &str, message: &str) -> Object {
    Object::new().with("status", status).with("message", message)
}

const FOUR: [&str; 4] = ["in good standing", "reassessment due", "under appeal", "undefined"];

fn vector(name: &str, comment: &str, entry: Object, list: Document) -> Vector {
    Vector::new(name, comment)
        .spec("status.md#values")
        .badge(Document::badge().set("/credentialStatus", entry).sign(&by(Academy)))
        .evidence(LIST, list)
}

/// A list of so many bits for each of 131,072 badges, with these values, most significant bit first.
fn list(purpose: &str, size: usize, values: &[(u32, u8)]) -> Document {
    let mut bytes = vec![0_u8; 16_384 * size];
    for (index, value) in values {
        let first = usize::try_from(*index).unwrap_or_default() * size;
        for offset in 0..size {
            let at = first + offset;
            if value >> (size - 1 - offset) & 1 == 1
                && let Some(byte) = bytes.get_mut(at / 8)
            {
                *byte |= 0x80 >> (at % 8);
            }
        }
    }
    let encoded = format!("u{}", URL_SAFE_NO_PAD.encode(gzip(&bytes)));
    Document::status_list_for(purpose, LIST, &[])
        .set("/credentialSubject/encodedList", encoded)
        .sign(&by(Academy))
}

fn values() -> Vec<Vector> {
    let two = |name: &str, comment: &str, purpose: &str, values: &[(u32, u8)]| {
        vector(name, comment, entry(purpose, 2, &FOUR), list(purpose, 2, values))
    };
    vec![
        two("status_size_2_clear", "A revocation of two bits: both are 0.", "revocation", &[]).accepted(),
        two(
            "status_size_2_neighbours_set",
            "The values on both sides of it are 3.",
            "revocation",
            &[(INDEX - 1, 3), (INDEX + 1, 3)],
        )
        .accepted(),
        two(
            "status_size_2_first_bit",
            "Only the first of the two bits is 1: any value but 0 revokes.",
            "revocation",
            &[(INDEX, 2)],
        )
        .flag(Flag::Revoked)
        .twin("status_size_2_clear")
        .expect(Reject, Status, StatusRevoked),
        two("status_size_2_second_bit", "Only the second of them is 1.", "revocation", &[(INDEX, 1)])
            .flag(Flag::Revoked)
            .twin("status_size_2_clear")
            .expect(Reject, Status, StatusRevoked),
        vector(
            "status_size_3_across_bytes",
            "Index 2 of three bits each is in two bytes: 101.",
            entry("suspension", 3, &["0", "1", "2", "3", "4", "5", "6", "7"]).with("statusListIndex", "2"),
            list("suspension", 3, &[(2, 5)]),
        )
        .flag(Flag::Revoked)
        .twin("status_size_3_beside")
        .expect(Reject, Status, StatusSuspended),
        vector(
            "status_size_3_beside",
            "The bits on both sides of those are 1, they are not.",
            entry("suspension", 3, &["0", "1", "2", "3", "4", "5", "6", "7"]).with("statusListIndex", "2"),
            list("suspension", 3, &[(0, 7), (1, 7), (3, 7)]),
        )
        .accepted(),
        two("status_message_1", "The message of value 1.", "message", &[(INDEX, 1)]).accepted(),
        two("status_message_0", "A message for 0 as well.", "message", &[]).accepted(),
        vector(
            "status_size_1_with_messages",
            "One bit, and words for both its values.",
            entry("message", 1, &["nothing to say", "something to say"]),
            Document::status_list_for("message", LIST, &[INDEX]).sign(&by(Academy)),
        )
        .accepted(),
    ]
}

fn messages() -> Vec<Vector> {
    let malformed = |name: &str, comment: &str, entry: Object| {
        vector(name, comment, entry, list("message", 2, &[]))
            .spec("status.md#messages")
            .flag(Flag::Malformed)
            .twin("status_message_0")
            .expect(Reject, Status, StatusMessageMalformed)
    };
    let four = |rows: [Object; 4]| {
        let rows = rows.map(Json::from).to_vec();
        status_entry("message", LIST).with("statusSize", 2_u32).with("statusMessage", Json::Array(rows))
    };
    let shuffled = four([row("0x3", "c"), row("0x0", "a"), row("0x02", "d"), row("0x1", "b")]);
    vec![
        malformed(
            "status_messages_missing",
            "Two bits without words for their values.",
            status_entry("message", LIST).with("statusSize", 2_u32),
        ),
        malformed(
            "status_messages_three",
            "Three messages for the four values of two bits.",
            entry("message", 2, &["a", "b", "c"]),
        ),
        malformed(
            "status_messages_five",
            "Five messages for them.",
            entry("message", 2, &["a", "b", "c", "d", "e"]),
        ),
        malformed(
            "status_messages_twice",
            "Two messages for the value 2, none for 3.",
            four([row("0x0", "a"), row("0x1", "b"), row("0x2", "c"), row("0x2", "d")]),
        ),
        malformed(
            "status_messages_past_size",
            "A message for 4, which two bits do not reach.",
            four([row("0x0", "a"), row("0x1", "b"), row("0x2", "c"), row("0x4", "d")]),
        ),
        malformed(
            "status_messages_decimal",
            "Values without the `0x` before them.",
            four([row("0", "a"), row("1", "b"), row("2", "c"), row("3", "d")]),
        ),
        malformed(
            "status_messages_without_text",
            "A value without a message.",
            four([row("0x0", "a"), row("0x1", "b"), row("0x2", "c"), Object::new().with("status", "0x3")]),
        ),
        vector(
            "status_messages_in_another_order",
            "The messages in another order: found by their status, not by their place.",
            shuffled,
            list("message", 2, &[(INDEX, 2)]),
        )
        .accepted(),
    ]
}

fn bounds() -> Vec<Vector> {
    let texts: Vec<String> = (0..256).map(|value| format!("m{value}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let eight = |count: usize| entry("message", 8, texts.get(..count).unwrap_or_default());
    let undecided = |name: &str, comment: &str, entry: Object, list: Document, code: Code| {
        vector(name, comment, entry, list).twin("status_size_2_clear").expect(Undecided, Status, code)
    };
    let revocation = |index: &str| entry("revocation", 2, &FOUR).with("statusListIndex", index);
    let large = status_entry("message", LIST).with("statusSize", 9_u32);
    vec![
        vector("status_size_8", "A status of eight bits.", eight(256), list("message", 8, &[(INDEX, 255)]))
            .accepted(),
        vector(
            "status_size_8_255_messages",
            "The same, and the last message is missing.",
            eight(255),
            list("message", 8, &[(INDEX, 255)]),
        )
        .flag(Flag::Malformed)
        .twin("status_size_8")
        .expect(Reject, Status, StatusMessageMalformed),
        vector("status_size_9", "A status of nine bits.", large, list("message", 9, &[]))
            .flag(Flag::Unsupported)
            .twin("status_size_8")
            .expect(Undecided, Status, StatusSizeUnsupported),
        vector(
            "status_size_8_overflow",
            "Index 536,870,912 times eight bits is 2^32, which is 0 to some readers.",
            eight(256).with("statusListIndex", "536870912"),
            list("message", 8, &[]),
        )
        .flag(Flag::Malformed)
        .twin("status_size_8")
        .expect(Undecided, Status, StatusIndexOutOfRange),
        vector(
            "status_size_2_last",
            "The last place of a list of two bits each.",
            revocation("131071"),
            list("revocation", 2, &[]),
        )
        .accepted(),
        undecided(
            "status_size_2_past_end",
            "The place behind it: as a bit it would be in the list.",
            revocation("131072"),
            list("revocation", 2, &[]),
            StatusIndexOutOfRange,
        )
        .flag(Flag::Malformed)
        .twin("status_size_2_last"),
        undecided(
            "status_size_2_too_short",
            "131,072 bits, which are half as many places of two bits.",
            revocation("5"),
            Document::status_list(&[]).sign(&by(Academy)),
            StatusListTooShort,
        )
        .flag(Flag::Privacy),
    ]
}
