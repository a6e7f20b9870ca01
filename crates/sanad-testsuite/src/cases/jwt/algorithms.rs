//! JWTs by keys of other kinds than Ed25519.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_core::key::KeyKind;
use sanad_core::multibase::Base;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::content::Content;
use crate::document::{Document, WEB, WEB_METHOD, WEB_URL};
use crate::jwt::Jwt;
use crate::keys::Who::{self, *};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [accepted(), forged(), written()].concat()
}

/// A badge by the academy's did:key of some kind.
fn of(kind: KeyKind) -> Jwt {
    Jwt::of(Document::badge().set("/issuer/id", Academy.did_of(kind))).kid(&Academy.method_of(kind))
}

fn by_key(name: &str, comment: &str, kind: KeyKind, badge: impl Into<Content>) -> Vector {
    Vector::new(name, comment).spec("jwt.md#checking").anchors(&[&Academy.did_of(kind)]).badge(badge)
}

/// A badge by the academy's did:web, in whose document its key of some kind stands as a JWK.
fn by_web(name: &str, comment: &str, kind: KeyKind, badge: impl Into<Content>) -> Vector {
    let method = Object::new()
        .with("id", WEB_METHOD)
        .with("type", "JsonWebKey")
        .with("controller", WEB)
        .with("publicKeyJwk", jwk(Academy, kind));
    let document = Document::web_controller().set("/verificationMethod", vec![method]);
    Vector::new(name, comment)
        .spec("jwt.md#checking")
        .anchors(&[WEB])
        .badge(badge)
        .evidence(WEB_URL, document)
}

fn jwk(who: Who, kind: KeyKind) -> Object {
    who.signer(kind).public_key().to_jwk()
}

fn web() -> Jwt {
    Jwt::of(Document::web_badge()).kid(WEB_METHOD)
}

fn signed(jwt: &Jwt, who: Who, kind: KeyKind) -> String {
    jwt.sign(who.signer(kind).as_ref())
}

fn accepted() -> Vec<Vector> {
    let held = web().without_header("kid").header("jwk", jwk(Academy, KeyKind::Rsa));
    vec![
        by_key(
            "jwt_es256",
            "Signed with a key on P-256.",
            KeyKind::P256,
            signed(&of(KeyKind::P256), Academy, KeyKind::P256),
        )
        .accepted(),
        by_key(
            "jwt_es384",
            "Signed with a key on P-384.",
            KeyKind::P384,
            signed(&of(KeyKind::P384), Academy, KeyKind::P384),
        )
        .accepted(),
        by_web(
            "jwt_rs256",
            "Signed with an RSA key, which the issuer's document has as a JWK.",
            KeyKind::Rsa,
            signed(&web(), Academy, KeyKind::Rsa),
        )
        .accepted(),
        by_web(
            "jwt_rs256_jwk",
            "The same with the key in the header, as 1EdTech's examples have it.",
            KeyKind::Rsa,
            signed(&held, Academy, KeyKind::Rsa),
        )
        .accepted(),
        by_web(
            "jwt_es256_web",
            "Signed with a key on P-256, which the issuer's document has as a JWK.",
            KeyKind::P256,
            signed(&web(), Academy, KeyKind::P256),
        )
        .accepted(),
    ]
}

/// Threats J2, J3.
fn forged() -> Vec<Vector> {
    let bad = |vector: Vector, twin: &str, code: Code| {
        vector.flag(Flag::Forged).twin(twin).expect(Reject, Proof, code)
    };
    let held = web().without_header("kid").header("jwk", jwk(Attacker, KeyKind::Rsa));
    vec![
        bad(
            by_key(
                "jwt_es256_forged",
                "The attacker's key on P-256.",
                KeyKind::P256,
                signed(&of(KeyKind::P256), Attacker, KeyKind::P256),
            ),
            "jwt_es256",
            ProofSignatureInvalid,
        ),
        bad(
            by_web(
                "jwt_rs256_forged",
                "The attacker's RSA key.",
                KeyKind::Rsa,
                signed(&web(), Attacker, KeyKind::Rsa),
            ),
            "jwt_rs256",
            ProofSignatureInvalid,
        ),
        by_web(
            "jwt_rs256_jwk_of_attacker",
            "The attacker's RSA key in the header, under which the signature is good.",
            KeyKind::Rsa,
            signed(&held, Attacker, KeyKind::Rsa),
        )
        .flag(Flag::Forged)
        .twin("jwt_rs256_jwk")
        .expect(Reject, Issuer, JwtKeyNotBoundToIssuer),
        bad(
            by_web(
                "jwt_rs256_with_key_on_p256",
                "The header says RS256; the issuer's key is on P-256.",
                KeyKind::P256,
                signed(&web(), Academy, KeyKind::Rsa),
            ),
            "jwt_es256_web",
            JwtAlgKeyMismatch,
        ),
        bad(
            by_key(
                "jwt_es384_with_key_on_p256",
                "The header says ES384; the key is on P-256.",
                KeyKind::P256,
                signed(&of(KeyKind::P256).header("alg", "ES384"), Academy, KeyKind::P256),
            ),
            "jwt_es256",
            JwtAlgKeyMismatch,
        ),
        bad(
            by_key(
                "jwt_eddsa_with_key_on_p256",
                "The header says EdDSA; the key is on P-256.",
                KeyKind::P256,
                signed(&of(KeyKind::P256), Academy, KeyKind::Ed25519),
            ),
            "jwt_es256",
            JwtAlgKeyMismatch,
        ),
    ]
}

/// Threats K13: what is no signature of the algorithm.
fn written() -> Vec<Vector> {
    let good = signed(&of(KeyKind::P256), Academy, KeyKind::P256);
    let (input, signature) = good.rsplit_once('.').unwrap_or_default();
    let bytes = Base::Base64Url.decode_bare(signature).unwrap_or_default();
    let bad = |name: &str, comment: &str, signature: &[u8], code: Code| {
        let text = format!("{input}.{}", Base::Base64Url.encode_bare(signature));
        by_key(name, comment, KeyKind::P256, text)
            .flag(Flag::Malformed)
            .twin("jwt_es256")
            .expect(Reject, Proof, code)
    };
    let short = bytes.get(..63).unwrap_or_default();
    vec![
        bad(
            "jwt_es256_asn1",
            "The signature in the form that X.509 has it in.",
            &asn1(&bytes),
            ProofSignatureEncoding,
        ),
        bad("jwt_es256_short", "A signature that is a byte short.", short, ProofValueLength),
        bad(
            "jwt_es256_zero",
            "Zeros, which a library once took for a signature of everything.",
            &[0; 64],
            ProofSignatureInvalid,
        ),
    ]
}

/// r ‖ s of P-256 as ASN.1.
fn asn1(bytes: &[u8]) -> Vec<u8> {
    let numbers: Vec<u8> = bytes
        .chunks(32)
        .flat_map(|number| {
            let zeros = number.iter().take_while(|byte| **byte == 0).count();
            let digits = number.get(zeros..).unwrap_or_default();
            let sign = usize::from(digits.first().is_none_or(|byte| *byte > 0x7f));
            let length = u8::try_from(digits.len() + sign).unwrap_or_default();
            [&[0x02, length][..], &vec![0; sign], digits].concat()
        })
        .collect();
    [&[0x30, u8::try_from(numbers.len()).unwrap_or_default()][..], &numbers].concat()
}
