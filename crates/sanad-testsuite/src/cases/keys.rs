//! Keys and signatures that mathematics alone makes worthless, and texts that are neither.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Json;
use sanad_core::key::KeyKind;
use sanad_core::multibase::Base;
use sanad_core::signature::Signature;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{Document, by};
use crate::keys::Who::*;
use crate::scalar::{ORDER, sum};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// R is the neutral element, S is 0: under a key of small order it holds for every document.
pub(super) const UNIVERSAL: &str =
    "z2AFv15MNPuA84RmU66xw2uMzGipcVxNpzAffoacGVvjFue3CBmf633fAWuiP9cwL9C3z3CJiGgRSFjJfeEcA6QX";

/// 2^255 − 19, least significant byte first.
const PRIME: [u8; 32] = {
    let mut bytes = [0xff; 32];
    bytes[0] = 0xed;
    bytes[31] = 0x7f;
    bytes
};

pub(super) fn cases() -> Vec<Vector> {
    [keys(), signatures(), texts()].concat()
}

fn case(name: &str, comment: &str, document: Document, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("proof.md#keys")
        .twin("badge_minimal")
        .badge(document)
        .expect(Reject, Proof, code)
}

/// A badge by the `did:key` of these bytes, with the universal signature.
pub(super) fn issued_under(multikey: &str) -> Document {
    let did = format!("did:key:{multikey}");
    let method = format!("{did}#{multikey}");
    Document::badge()
        .sign(&by(Academy))
        .set("/issuer/id", did)
        .set("/proof/verificationMethod", method)
        .set("/proof/proofValue", UNIVERSAL)
}

/// Threats K1, K2, K5, K7, K8.
fn keys() -> Vec<Vector> {
    let ed25519 = |bytes: &[u8]| Base::Base58Btc.encode(&[&[0xed, 0x01][..], bytes].concat());
    let forged = |name: &str, comment: &str, multikey: &str, code| {
        case(name, comment, issued_under(multikey), code).flag(Flag::WeakKey).flag(Flag::Forged)
    };
    let other = |name: &str, comment: &str, multikey: &str, code| {
        case(name, comment, issued_under(multikey), code).flag(Flag::Malformed)
    };
    // The y of a point that is none: no x belongs to 2.
    let mut no_point = [0; 32];
    no_point[0] = 2;
    vec![
        forged(
            "key_identity",
            "The issuer's key is the neutral element, and the signature holds for every document under it.",
            "z6MkeXATEjyXENzBXBxgC5EHk2JE5aqd7qMGGtDpLUH1e2Sj",
            KeySmallOrder,
        ),
        forged(
            "key_order_8",
            "The issuer's key is a point of order 8.",
            "z6MksrRtMyx4CiuAvgkmwsiPXKj7ULY8yG49hjvu11gGFbjo",
            KeySmallOrder,
        ),
        forged(
            "key_noncanonical",
            "The issuer's key is the prime itself: a second way to write y = 0.",
            &ed25519(&PRIME),
            KeyNoncanonical,
        ),
        other(
            "key_no_point",
            "The issuer's key is no point of the curve.",
            &ed25519(&no_point),
            KeyMalformed,
        ),
        other("key_31_bytes", "A key of 31 bytes.", &ed25519(&[7; 31]), KeyMalformed),
        other("key_33_bytes", "A key of 33 bytes.", &ed25519(&[7; 33]), KeyMalformed),
        other(
            "key_x25519",
            "An X25519 key under an EdDSA suite.",
            &Base::Base58Btc.encode(&[&[0xec, 0x01][..], &[9; 32]].concat()),
            KeyTypeMismatch,
        ),
        other(
            "key_p256",
            "A P-256 key under an EdDSA suite.",
            &Academy.multikey_of(KeyKind::P256),
            KeyTypeMismatch,
        ),
    ]
}

/// Threats K3, K4, K5.
fn signatures() -> Vec<Vector> {
    let signed = Document::badge().sign(&by(Academy));
    let good = signature_of(&signed);
    let with = |name: &str, comment: &str, bytes: [u8; 64], code| {
        let text = Signature::from_bytes(bytes).to_multibase();
        case(name, comment, signed.clone().set("/proof/proofValue", text), code)
            .spec("proof.md#checking")
            .flag(Flag::WeakKey)
    };
    let [r, s] = halves(good);
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let mut flipped = r;
    flipped[0] ^= 1;
    vec![
        with(
            "signature_small_order_r",
            "R is the neutral element.",
            join(neutral, s),
            ProofSignatureSmallOrderR,
        ),
        with(
            "signature_s_past_order",
            "The good signature with the group's order added to S.",
            join(r, sum(s, ORDER)),
            ProofSignatureNoncanonical,
        ),
        with(
            "signature_noncanonical_r",
            "R is the prime itself: a second way to write y = 0.",
            join(PRIME, s),
            ProofSignatureNoncanonical,
        ),
        with(
            "signature_bit_flipped",
            "The good signature with one bit of R changed.",
            join(flipped, s),
            ProofSignatureInvalid,
        )
        .flag(Flag::Altered),
        with("signature_zero", "64 zero bytes.", [0; 64], ProofSignatureSmallOrderR),
    ]
}

/// Threats K8, K9.
fn texts() -> Vec<Vector> {
    let signed = Document::badge().sign(&by(Academy));
    let good = signature_of(&signed);
    let with = |name: &str, comment: &str, text: String, code| {
        case(name, comment, signed.clone().set("/proof/proofValue", text), code)
            .spec("proof.md#members")
            .flag(Flag::Malformed)
    };
    let base58 = |bytes: &[u8]| Base::Base58Btc.encode(bytes);
    let digits = base58(&good);
    vec![
        with(
            "proof_value_base64url",
            "The good signature in base64url.",
            Base::Base64Url.encode(&good),
            ProofValueEncoding,
        ),
        with(
            "proof_value_hexadecimal",
            "The good signature in hexadecimal.",
            format!("f{}", crate::keys::hex(&good)),
            ProofValueEncoding,
        ),
        with(
            "proof_value_no_base",
            "The good signature without the letter of its base.",
            digits.trim_start_matches('z').to_owned(),
            ProofValueEncoding,
        ),
        with(
            "proof_value_not_base58",
            "A zero among the digits, which base58 does not have.",
            format!("{}0", &digits[..digits.len() - 1]),
            ProofValueEncoding,
        ),
        with("proof_value_63_bytes", "A byte less.", base58(&good[..63]), ProofValueLength),
        with(
            "proof_value_65_bytes",
            "A zero byte before the good signature, written as a leading 1.",
            digits.replacen('z', "z1", 1),
            ProofValueLength,
        ),
        with(
            "proof_value_long",
            "A text too long to be worth decoding.",
            format!("z{}", "2".repeat(1000)),
            ProofValueLength,
        )
        .flag(Flag::Exhausting),
        with("proof_value_empty", "An empty text.", String::new(), ProofValueEncoding),
    ]
}

pub(super) fn signature_of(document: &Document) -> [u8; 64] {
    let object = document.clone().into_object();
    let text = object.get("proof").and_then(Json::as_object).and_then(|proof| proof.text("proofValue"));
    let signature = Signature::from_multibase(text.unwrap_or_default()).expect("a good signature");
    signature.as_bytes().try_into().expect("64 bytes")
}

pub(super) fn halves(signature: [u8; 64]) -> [[u8; 32]; 2] {
    let mut halves = [[0; 32]; 2];
    halves[0].copy_from_slice(&signature[..32]);
    halves[1].copy_from_slice(&signature[32..]);
    halves
}

pub(super) fn join(r: [u8; 32], s: [u8; 32]) -> [u8; 64] {
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&r);
    signature[32..].copy_from_slice(&s);
    signature
}
