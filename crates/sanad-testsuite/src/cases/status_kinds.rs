//! Kinds of status list that are only read: Status List 2021, and the unsigned lists of 1EdTech.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use sanad_core::code::Code::{self, *};
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::status_lists::gzip;
use crate::content::Content;
use crate::document::{Document, INDEX, LIST, by, status_entry};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const CONTEXT_2021: &str = "https://w3id.org/vc/status-list/2021/v1";
/// What VC 1.1 leaves to it: the terms of a proof.
const DATA_INTEGRITY: &str = "https://w3id.org/security/data-integrity/v2";
const EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
const REVOKED: &str = "https://academy.example/revoked";
const ENCODED: &str = "/credentialSubject/encodedList";

pub(super) fn cases() -> Vec<Vector> {
    [status_list_2021(), encodings_2021(), revocation_lists(), revocation_list_doubts()].concat()
}

/// A badge with an entry of 2021.
fn badge_2021(purpose: &str) -> Document {
    Document::badge()
        .set("/@context/-", CONTEXT_2021)
        .set("/credentialStatus", status_entry(purpose, LIST).with("type", "StatusList2021Entry"))
        .sign(&by(Academy))
}

/// A list of 2021 with these bits, unsigned: VC 1.1, as the draft has it.
fn list_2021(purpose: &str, bits: &[u8]) -> Document {
    let subject = Object::new()
        .with("id", format!("{LIST}#list"))
        .with("type", "StatusList2021")
        .with("statusPurpose", purpose)
        .with("encodedList", URL_SAFE_NO_PAD.encode(gzip(bits)));
    let list = Object::new()
        .with("@context", vec!["https://www.w3.org/2018/credentials/v1", CONTEXT_2021, DATA_INTEGRITY])
        .with("id", LIST)
        .with("type", vec!["VerifiableCredential", "StatusList2021Credential"])
        .with("issuer", Academy.did())
        .with("issuanceDate", "2026-02-28T00:00:00Z")
        .with("expirationDate", "2026-03-07T00:00:00Z")
        .with("credentialSubject", subject);
    Document::of(list)
}

/// 16 KiB in which the badge's bit is set.
fn one_set() -> Vec<u8> {
    let at = usize::try_from(INDEX).unwrap_or_default();
    (0..16_384).map(|byte| if byte == at / 8 { 0x80_u8 >> (at % 8) } else { 0 }).collect()
}

fn vector_2021(name: &str, comment: &str, list: Document) -> Vector {
    Vector::new(name, comment).spec("status.md#kinds").badge(badge_2021("revocation")).evidence(LIST, list)
}

fn doubtful_2021(name: &str, comment: &str, list: Document, code: Code) -> Vector {
    vector_2021(name, comment, list).twin("status_2021_clear").expect(Undecided, Status, code)
}

fn status_list_2021() -> Vec<Vector> {
    let signed = |list: Document| list.sign(&by(Academy));
    let clear = || list_2021("revocation", &[0; 16_384]);
    vec![
        vector_2021("status_2021_clear", "A Status List 2021 in which the bit is clear.", signed(clear()))
            .accepted(),
        vector_2021("status_2021_revoked", "The bit is set.", signed(list_2021("revocation", &one_set())))
            .flag(Flag::Revoked)
            .twin("status_2021_clear")
            .expect(Reject, Status, StatusRevoked),
        vector_2021(
            "status_2021_suspended",
            "The bit is set in a list of suspensions.",
            signed(list_2021("suspension", &one_set())),
        )
        .badge(badge_2021("suspension"))
        .flag(Flag::Revoked)
        .twin("status_2021_not_suspended")
        .expect(Reject, Status, StatusSuspended),
        vector_2021(
            "status_2021_not_suspended",
            "The bit is clear in it.",
            signed(list_2021("suspension", &[0; 16_384])),
        )
        .badge(badge_2021("suspension"))
        .accepted(),
        doubtful_2021(
            "status_2021_expired",
            "A list whose expirationDate is past.",
            signed(clear().set("/expirationDate", "2026-02-28T12:00:00Z")),
            StatusListExpired,
        )
        .flag(Flag::OutOfTime),
        doubtful_2021(
            "status_2021_forged",
            "A list that the attacker signed in the academy's name.",
            clear().sign(&by(Attacker)),
            StatusListProofInvalid,
        )
        .flag(Flag::Forged),
        doubtful_2021(
            "status_2021_other_purpose",
            "A list of suspensions, where the badge's entry is about revocation.",
            signed(list_2021("suspension", &[0; 16_384])),
            StatusPurposeMismatch,
        )
        .flag(Flag::Replayed),
        doubtful_2021(
            "status_2021_is_bitstring",
            "A Bitstring Status List, where the badge's entry is of 2021.",
            Document::status_list(&[]).sign(&by(Academy)),
            TypeUnexpected,
        )
        .flag(Flag::Malformed),
        Vector::new(
            "status_bitstring_is_2021",
            "A Status List 2021, where the badge's entry is of a Bitstring Status List.",
        )
        .spec("status.md#kinds")
        .badge(Document::revocable_badge().sign(&by(Academy)))
        .evidence(LIST, signed(clear()))
        .flag(Flag::Malformed)
        .twin("status_clear")
        .expect(Undecided, Status, TypeUnexpected),
    ]
}

fn encodings_2021() -> Vec<Vector> {
    // Bits beyond what the two alphabets spell alike; at the badge's index they are clear.
    let at = usize::try_from(INDEX).unwrap_or_default();
    let odd: Vec<u8> = (0..16_384_usize)
        .map(|byte| if byte == at / 8 { 0 } else { u8::try_from(byte % 251).unwrap_or_default() })
        .collect();
    let standard = STANDARD.encode(gzip(&odd));
    let encoded = |text: String| list_2021("revocation", &[0; 16_384]).set(ENCODED, text).sign(&by(Academy));
    let read = |name: &str, comment: &str, text: String| {
        vector_2021(name, comment, encoded(text)).spec("status.md#encoding").accepted()
    };
    let refused = |name: &str, comment: &str, text: String, code: Code| {
        doubtful_2021(name, comment, encoded(text), code).spec("status.md#encoding").flag(Flag::Malformed)
    };
    let two = [gzip(&[0; 16_384]), gzip(&[0xff; 16_384])].concat();
    vec![
        read("status_2021_base64url_padded", "base64url with its padding.", URL_SAFE.encode(gzip(&odd))),
        read("status_2021_base64", "base64 in the standard alphabet, with padding.", standard.clone()),
        read("status_2021_base64_unpadded", "The same without.", standard.trim_end_matches('=').to_owned()),
        refused(
            "status_2021_both_alphabets",
            "base64 with a letter of the other alphabet.",
            standard.replacen('+', "-", 1),
            StatusListEncoding,
        )
        .twin("status_2021_base64"),
        refused(
            "status_2021_multibase",
            "The `u` that a Bitstring Status List has before it.",
            format!("u{}", URL_SAFE_NO_PAD.encode(gzip(&[0; 16_384]))),
            StatusListEncoding,
        ),
        refused(
            "status_2021_two_members",
            "Two gzip members: half of the readers see the second.",
            URL_SAFE_NO_PAD.encode(two),
            StatusListMalformed,
        )
        .flag(Flag::Ambiguous),
        refused(
            "status_2021_too_short",
            "131,064 bits.",
            URL_SAFE_NO_PAD.encode(gzip(&[0; 16_383])),
            StatusListTooShort,
        )
        .flag(Flag::Privacy),
    ]
}

/// A badge whose revocation stands in the academy's list by its id.
fn listed_badge(url: &str) -> Document {
    let entry = Object::new().with("id", url).with("type", "1EdTechRevocationList");
    Document::badge().set("/@context/-", EXTENSIONS).set("/credentialStatus", entry).sign(&by(Academy))
}

fn badge_id() -> Json {
    Document::badge().into_object().get("id").cloned().unwrap_or(Json::Null)
}

/// A list of revoked badges under a spelling of its member.
fn list_of(member: &str, entries: Vec<Object>) -> Object {
    let others = Object::new().with("id", "urn:uuid:00000000-0000-8000-8000-000000000001");
    let entries = [vec![others], entries].concat();
    Object::new().with("id", REVOKED).with("issuer", Academy.did()).with(member, entries)
}

fn this_badge() -> Object {
    Object::new().with("id", badge_id())
}

fn listed(name: &str, comment: &str, list: impl Into<Content>) -> Vector {
    Vector::new(name, comment)
        .spec("status.md#revocation-lists")
        .badge(listed_badge(REVOKED))
        .evidence(REVOKED, list)
}

fn revocation_lists() -> Vec<Vector> {
    let clear = |name: &str, comment: &str, list: Object| {
        listed(name, comment, list).accepted().remark(StatusListUnsigned)
    };
    let revoked = |name: &str, comment: &str, list: Object| {
        listed(name, comment, list).flag(Flag::Revoked).twin("status_revocation_list_clear").expect(
            Reject,
            Status,
            StatusRevoked,
        )
    };
    let spelled = "revokedCredential";
    vec![
        clear(
            "status_revocation_list_clear",
            "A list of revoked badges, in which this one is not. It is not signed, and the report remarks that.",
            list_of(spelled, Vec::new()),
        ),
        revoked(
            "status_revocation_list_revoked",
            "This badge stands in it, with a reason.",
            list_of(
                spelled,
                vec![
                    this_badge()
                        .with("revoked", true)
                        .with("revocationReason", "Issued to the wrong person."),
                ],
            ),
        ),
        revoked(
            "status_revocation_list_only_id",
            "This badge stands in it by its id alone.",
            list_of(spelled, vec![this_badge()]),
        ),
        revoked(
            "status_revocation_list_other_spelling",
            "The member is spelled `revokedCredentials`.",
            list_of("revokedCredentials", vec![this_badge().with("revoked", true)]),
        ),
        revoked(
            "status_revocation_list_true_as_text",
            "`revoked` is the word true, as text.",
            list_of(spelled, vec![this_badge().with("revoked", "true")]),
        ),
        revoked(
            "status_revocation_list_two_words",
            "It stands there twice, first as not revoked.",
            list_of(spelled, vec![this_badge().with("revoked", false), this_badge()]),
        )
        .flag(Flag::Ambiguous),
        clear(
            "status_revocation_list_not_revoked",
            "This badge stands in it as one that is not revoked.",
            list_of(spelled, vec![this_badge().with("revoked", false)]),
        ),
    ]
}

fn revocation_list_doubts() -> Vec<Vector> {
    let clear = || list_of("revokedCredential", Vec::new());
    let doubtful = |name: &str, comment: &str, list: Object, code: Code| {
        listed(name, comment, list).twin("status_revocation_list_clear").expect(Undecided, Status, code)
    };
    vec![
        Vector::new("status_revocation_list_not_fetched", "The list has not been asked for.")
            .spec("status.md#revocation-lists")
            .badge(listed_badge(REVOKED))
            .flag(Flag::Unavailable)
            .twin("status_revocation_list_clear")
            .expect(Undecided, Status, StatusUnavailable)
            .wants(REVOKED),
        listed(
            "status_revocation_list_without_tls",
            "A list at an http URL, which anybody on the way may write: it is not read, nor asked for.",
            clear(),
        )
        .badge(listed_badge("http://academy.example/revoked"))
        .evidence("http://academy.example/revoked", clear().with("id", "http://academy.example/revoked"))
        .flag(Flag::Forged)
        .twin("status_revocation_list_clear")
        .expect(Undecided, Status, StatusTypeUnsupported),
        doubtful(
            "status_revocation_list_other_issuer",
            "A list about the badges of another issuer.",
            clear().with("issuer", Attacker.did()),
            StatusListWrongIssuer,
        )
        .flag(Flag::Replayed),
        doubtful(
            "status_revocation_list_other_id",
            "Another list of the academy's under this URL.",
            clear().with("id", "https://academy.example/revoked-2019"),
            StatusListIdMismatch,
        )
        .flag(Flag::Replayed),
        doubtful(
            "status_revocation_list_third_spelling",
            "A list of Open Badges 2.0: without the member it is not known what is revoked.",
            clear().without("revokedCredential").with("revokedAssertions", vec![this_badge()]),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
        doubtful(
            "status_revocation_list_entry_without_id",
            "A revoked badge without an id: it might be this one.",
            list_of("revokedCredential", vec![Object::new().with("revoked", true)]),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
        doubtful(
            "status_revocation_list_is_status_list",
            "A signed list of bits where a list of revoked badges is meant.",
            Document::status_list(&[]).set("/id", REVOKED).sign(&by(Academy)).into_object(),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
    ]
}
