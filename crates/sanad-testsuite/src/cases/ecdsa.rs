//! Badges signed with keys on P-256 and P-384, and what is wrong with such keys and signatures.
#![expect(clippy::indexing_slicing, reason = "a case that cuts where there is nothing is written wrongly")]

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Json;
use sanad_core::key::KeyKind::{self, *};
use sanad_core::multibase::Base;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::signature::Signature;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{self, Document, by};
use crate::keys::Who::{self, *};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// The order of P-256 (SP 800-186 §3.2.1.3), big-endian.
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
    0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

pub(super) fn cases() -> Vec<Vector> {
    [accepted(), forgeries(), values(), kinds(), points(), sets()].concat()
}

/// A badge by the `did:key` of somebody's key of a kind, not yet signed.
fn badge_of(who: Who, kind: KeyKind) -> Document {
    Document::badge().set("/issuer/id", who.did_of(kind))
}

fn signed(kind: KeyKind) -> Document {
    badge_of(Academy, kind).sign(&by(Academy).key(kind))
}

fn good(name: &str, comment: &str, kind: KeyKind, badge: Document) -> Vector {
    Vector::new(name, comment)
        .spec("proof.md#suites")
        .anchors(&[&Academy.did_of(kind)])
        .badge(badge)
        .accepted()
}

fn bad(name: &str, comment: &str, kind: KeyKind, badge: Document, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("proof.md#checking")
        .anchors(&[&Academy.did_of(kind)])
        .twin(if kind == P384 { "ecdsa_p384" } else { "ecdsa_p256" })
        .badge(badge)
        .expect(Reject, Proof, code)
}

fn accepted() -> Vec<Vector> {
    let jcs = |kind| badge_of(Academy, kind).sign(&by(Academy).key(kind).suite(Cryptosuite::EcdsaJcs2019));
    vec![
        good("ecdsa_p256", "Signed with a key on P-256.", P256, signed(P256)),
        good("ecdsa_p384", "Signed with a key on P-384, so all is hashed with SHA-384.", P384, signed(P384)),
        good("ecdsa_jcs_p256", "Signed with a key on P-256 under JCS.", P256, jcs(P256)),
        good("ecdsa_jcs_p384", "Signed with a key on P-384 under JCS.", P384, jcs(P384)),
        good(
            "ecdsa_s_other_half",
            "The other of the two s that every ECDSA signature has: the standards let it be.",
            P256,
            {
                let [r, s] = halves(&signed(P256));
                with_value(signed(P256), &[r, minus(&ORDER, &s)].concat())
            },
        ),
    ]
}

/// Threats K13.
fn forgeries() -> Vec<Vector> {
    let [r, s] = halves(&signed(P256));
    let zero = vec![0; 32];
    let numbers = |name: &str, comment: &str, bytes: Vec<u8>| {
        bad(name, comment, P256, with_value(signed(P256), &bytes), ProofSignatureInvalid).flag(Flag::WeakKey)
    };
    vec![
        bad(
            "ecdsa_other_key",
            "The attacker's signature under the academy's key.",
            P256,
            badge_of(Academy, P256).sign(&by(Attacker).key(P256).method(Academy.method_of(P256))),
            ProofSignatureInvalid,
        )
        .flag(Flag::Forged),
        bad(
            "ecdsa_content_changed",
            "The name was changed after signing.",
            P256,
            signed(P256).set("/name", "Welding II"),
            ProofSignatureInvalid,
        )
        .flag(Flag::Altered),
        bad(
            "ecdsa_p384_content_changed",
            "The name was changed after signing.",
            P384,
            signed(P384).set("/name", "Welding II"),
            ProofSignatureInvalid,
        )
        .flag(Flag::Altered),
        bad(
            "ecdsa_p384_hashed_with_sha256",
            "A key on P-384 that signed what a key on P-256 signs.",
            P384,
            badge_of(Academy, P384).sign(&by(Academy).key(P384).hashed_as(P256)),
            ProofSignatureInvalid,
        )
        .flag(Flag::Malformed),
        numbers(
            "ecdsa_r_s_zero",
            "r and s are 0, which a careless check accepts for every document.",
            vec![0; 64],
        ),
        numbers("ecdsa_r_zero", "r is 0.", [zero.clone(), s.clone()].concat()),
        numbers("ecdsa_s_zero", "s is 0.", [r.clone(), zero].concat()),
        numbers(
            "ecdsa_r_order",
            "r is the group order, another way to write 0.",
            [ORDER.to_vec(), s].concat(),
        ),
        numbers("ecdsa_s_order", "s is the group order.", [r, ORDER.to_vec()].concat()),
    ]
}

/// Threats K8, K13.
fn values() -> Vec<Vector> {
    let value = |name: &str, comment: &str, kind, bytes: &[u8], code| {
        bad(name, comment, kind, with_value(signed(kind), bytes), code)
            .spec("proof.md#members")
            .flag(Flag::Malformed)
    };
    let [bytes, long] = [P256, P384].map(|kind| signature_of(&signed(kind)));
    vec![
        value("ecdsa_value_asn1", "The signature in ASN.1.", P256, &asn1(&bytes), ProofSignatureEncoding),
        value("ecdsa_p384_value_asn1", "The same for P-384.", P384, &asn1(&long), ProofSignatureEncoding),
        value("ecdsa_value_63_bytes", "A byte is missing.", P256, &bytes[1..], ProofValueLength),
        value(
            "ecdsa_value_65_bytes",
            "A byte too many.",
            P256,
            &[&bytes[..], &[0]].concat(),
            ProofValueLength,
        ),
        value("ecdsa_value_of_p384", "The length of the other curve.", P256, &long, ProofValueLength),
        value("ecdsa_p384_value_of_p256", "The length of the other curve.", P384, &bytes, ProofValueLength),
    ]
}

/// Threats K7.
fn kinds() -> Vec<Vector> {
    let kind = |name: &str, comment: &str, kind, badge| {
        bad(name, comment, kind, badge, KeyTypeMismatch).spec("proof.md#suites").flag(Flag::Malformed)
    };
    vec![
        kind(
            "ecdsa_key_under_eddsa",
            "An EdDSA suite, and the method's key is on P-256.",
            P256,
            signed(P256).set("/proof/cryptosuite", "eddsa-rdfc-2022"),
        ),
        kind(
            "ecdsa_p384_key_under_eddsa_jcs",
            "The EdDSA suite of JCS, and the method's key is on P-384; the value is cut to 64 bytes.",
            P384,
            with_value(signed(P384), &signature_of(&signed(P384))[..64])
                .set("/proof/cryptosuite", "eddsa-jcs-2022"),
        ),
        kind(
            "ecdsa_suite_ed25519_key",
            "An ECDSA suite, and the method's key is an Ed25519 key.",
            Ed25519,
            Document::badge().sign(&by(Academy)).set("/proof/cryptosuite", "ecdsa-rdfc-2019"),
        )
        .twin("badge_minimal"),
        kind("ecdsa_p521", "A key on a curve that the suites do not have.", P256, {
            under_key(&[&[0x82, 0x24, 0x02][..], &[9; 66]].concat())
        }),
    ]
}

/// Threats K2, K8.
fn points() -> Vec<Vector> {
    let point = |name: &str, comment: &str, bytes: &[u8]| {
        bad(name, comment, P256, under_key(&[&[0x80, 0x24][..], bytes].concat()), KeyMalformed)
            .spec("proof.md#keys")
            .flag(Flag::Malformed)
    };
    let compressed = Base::Base58Btc.decode(&Academy.multikey_of(P256)).unwrap_or_default();
    let (_, compressed) = compressed.split_at(2);
    let none = [&[2][..], &[0xff; 32]].concat();
    vec![
        point("ecdsa_key_no_point", "x is not below the prime, so that it belongs to no point.", &none),
        point(
            "ecdsa_key_x_only",
            "A point without the byte that tells which of two it is.",
            &compressed[1..],
        ),
        point("ecdsa_key_tag_4", "A compressed point with the tag of an uncompressed one.", &{
            [&[4][..], &compressed[1..]].concat()
        }),
        point("ecdsa_key_long", "A byte too many.", &[compressed, &[0]].concat()),
    ]
}

/// Proofs of several kinds of keys on one badge.
fn sets() -> Vec<Vector> {
    let first = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544";
    let set = |second: &document::Proof| Document::badge().sign(&by(Academy)).sign(second);
    let chain = || {
        Document::badge()
            .sign(&by(Academy).set("id", first))
            .sign(&by(Commission).key(P384).set("previousProof", first))
    };
    let accepted = |name: &str, comment: &str, badge| {
        Vector::new(name, comment).spec("proof.md#sets-and-chains").badge(badge).accepted()
    };
    let rejected = |name: &str, comment: &str, twin: &str, badge| {
        Vector::new(name, comment)
            .spec("proof.md#sets-and-chains")
            .flag(Flag::Forged)
            .twin(twin)
            .badge(badge)
            .expect(Reject, Proof, ProofSetMemberFailed)
    };
    vec![
        accepted(
            "set_eddsa_and_ecdsa",
            "Signed by the academy with Ed25519 and by the commission on P-256.",
            set(&by(Commission).key(P256)),
        ),
        rejected(
            "set_eddsa_and_forged_ecdsa",
            "The academy's proof holds, the one under the commission's key on P-256 does not.",
            "set_eddsa_and_ecdsa",
            set(&by(Attacker).key(P256).method(Commission.method_of(P256))),
        ),
        rejected(
            "set_forged_eddsa_and_ecdsa",
            "The commission's proof holds, the one under the academy's key does not.",
            "set_eddsa_and_ecdsa",
            Document::badge().sign(&by(Attacker).method(Academy.method())).sign(&by(Commission).key(P256)),
        ),
        accepted(
            "chain_eddsa_and_ecdsa",
            "The commission, on P-384, signs over the academy's proof.",
            chain(),
        ),
        rejected(
            "chain_ecdsa_over_another_proof",
            "The academy's proof was changed for a later one of its own.",
            "chain_eddsa_and_ecdsa",
            {
                let later = Document::badge()
                    .sign(&by(Academy).set("id", first).set("created", "2026-02-01T09:00:01Z"));
                let later = later.into_object().remove("proof").unwrap_or(Json::Null);
                chain().set("/proof/0", later)
            },
        ),
    ]
}

/// A badge by the `did:key` of these bytes, with a signature of a key on P-256.
fn under_key(bytes: &[u8]) -> Document {
    let multikey = Base::Base58Btc.encode(bytes);
    let did = format!("did:key:{multikey}");
    Document::badge()
        .set("/issuer/id", did.as_str())
        .sign(&by(Academy).key(P256).method(format!("{did}#{multikey}")))
}

fn with_value(document: Document, bytes: &[u8]) -> Document {
    document.set("/proof/proofValue", Signature::from_bytes(bytes).to_multibase())
}

fn signature_of(document: &Document) -> Vec<u8> {
    let object = document.clone().into_object();
    let text = object.get("proof").and_then(Json::as_object).and_then(|proof| proof.text("proofValue"));
    Signature::from_multibase(text.unwrap_or_default()).map(|it| it.as_bytes().to_vec()).unwrap_or_default()
}

fn halves(document: &Document) -> [Vec<u8>; 2] {
    let bytes = signature_of(document);
    let (r, s) = bytes.split_at(bytes.len() / 2);
    [r.to_vec(), s.to_vec()]
}

/// r ‖ s as SEQUENCE { INTEGER r, INTEGER s } (RFC 3279 §2.2.3).
fn asn1(bytes: &[u8]) -> Vec<u8> {
    let (r, s) = bytes.split_at(bytes.len() / 2);
    let integer = |number: &[u8]| {
        let zeros = number.iter().take_while(|digit| **digit == 0).count();
        let digits = &number[zeros..];
        let sign: &[u8] = if digits.first().is_some_and(|first| first & 0x80 != 0) { &[0] } else { &[] };
        tagged(0x02, &[sign, digits].concat())
    };
    tagged(0x30, &[integer(r), integer(s)].concat())
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    [&[tag, u8::try_from(content.len()).unwrap_or_default()][..], content].concat()
}

/// The difference of two big-endian numbers of equal length, the second the smaller.
fn minus(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut borrow = 0;
    let mut digits: Vec<u8> = a
        .iter()
        .zip(b)
        .rev()
        .map(|(a, b)| {
            let digit = i16::from(*a) - i16::from(*b) - borrow;
            borrow = i16::from(digit < 0);
            digit.rem_euclid(256).to_le_bytes()[0]
        })
        .collect();
    digits.reverse();
    digits
}
