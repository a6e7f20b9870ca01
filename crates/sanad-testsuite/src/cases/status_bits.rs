//! Status lists whose bits, purpose or size two readers could see differently.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Json;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::status_lists::{gzip, zeros};
use crate::content::Content;
use crate::document::{Document, LIST, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [sizes(), purposes(), proofs()].concat()
}

fn doubtful(name: &str, comment: &str, list: impl Into<Content>, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("verification.md#status")
        .twin("status_clear")
        .badge(Document::revocable_badge().sign(&by(Academy)))
        .evidence(LIST, list)
        .expect(Undecided, Status, code)
}

fn encoded(text: impl Into<Json>) -> Document {
    Document::status_list(&[]).set("/credentialSubject/encodedList", text).sign(&by(Academy))
}

/// Threats B1, B3.
fn sizes() -> Vec<Vector> {
    // RFC 1952 §2.3.1: the last four bytes say how much there is. Here they say that it is little.
    let mut modest = gzip(&vec![0; (16 << 20) + 1]);
    let end = modest.len() - 4;
    modest.truncate(end);
    modest.extend(16_384_u32.to_le_bytes());
    let modest = encoded(format!("u{}", URL_SAFE_NO_PAD.encode(modest)));
    vec![
        doubtful(
            "status_list_past_limit_in_disguise",
            "A list of 16 MiB and a byte whose trailer says that it has 16 KiB.",
            Content::folded(&modest.text(), "A"),
            StatusListTooLarge,
        )
        .flag(Flag::Exhausting)
        .twin("status_list_at_limit"),
        doubtful("status_list_of_nothing", "A list of no bits.", encoded(zeros(0)), StatusListTooShort)
            .flag(Flag::Privacy),
    ]
}

/// Threats B5.
fn purposes() -> Vec<Vector> {
    let at = "/credentialSubject/statusPurpose";
    let with = |name: &str, comment: &str, purpose: Json, code| {
        doubtful(name, comment, Document::status_list(&[]).set(at, purpose).sign(&by(Academy)), code)
            .flag(Flag::Replayed)
    };
    vec![
        with(
            "status_list_purposes_of_another",
            "A list for two purposes, neither of them the entry's.",
            vec!["suspension", "refresh"].into(),
            StatusPurposeMismatch,
        ),
        with(
            "status_list_purpose_capital",
            "A list whose purpose is a letter off.",
            "Revocation".into(),
            StatusPurposeMismatch,
        ),
        with(
            "status_list_purpose_number",
            "A list whose purpose is a number.",
            7_u32.into(),
            StatusListMalformed,
        ),
        doubtful(
            "status_list_purpose_missing",
            "A list that does not say for what.",
            Document::status_list(&[]).remove(at).sign(&by(Academy)),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
    ]
}

/// Threats B6, P6: a list is believed on the terms of a badge.
fn proofs() -> Vec<Vector> {
    let by_method = |method: &str| by(Attacker).method(method);
    vec![
        doubtful(
            "status_list_proof_expired",
            "A list whose proof was good until yesterday.",
            Document::status_list(&[]).sign(&by(Academy).set("expires", "2026-02-28T09:00:00Z")),
            StatusListProofInvalid,
        )
        .flag(Flag::OutOfTime),
        doubtful(
            "status_list_for_authentication",
            "A list whose proof is for authentication.",
            Document::status_list(&[]).sign(&by(Academy).set("proofPurpose", "authentication")),
            StatusListProofInvalid,
        )
        .flag(Flag::Replayed),
        doubtful(
            "status_list_fragment_is_attackers_key",
            "The list's method is the academy's did:key with the attacker's key for a fragment.",
            Document::status_list(&[]).sign(&by_method(&format!(
                "{}#{}",
                Academy.did(),
                Attacker.multikey()
            ))),
            StatusListProofInvalid,
        )
        .flag(Flag::Forged),
    ]
}
