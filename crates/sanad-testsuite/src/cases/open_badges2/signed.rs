//! Signed assertions: a key that the issuer's profile lists, and what else might have signed.

use sanad_core::json::Json;
use sanad_core::multibase::Base;
use sanad_core::signer::Signer as _;
use sanad_verifier::outcome::CheckId::*;

use super::peers::{EC_PEM, ES256, HS256, RS256, RSA_PEM};
use super::*;
use crate::jwt::compact;
use crate::keys::Who;
use crate::keys::Who::*;
use crate::vector::flag::Flag;

const SPEC: &str = "open-badges-2.md#signed";
pub(super) const KEYS: &str = "open-badges-2.md#keys";
/// Where the academy's key is.
pub(super) const KEY: &str = "https://academy.example/keys/1";
const ID: &str = "urn:uuid:6a3a52c3-5c1f-4a0e-8a0b-7a2f0c5d9b11";

pub(super) fn cases() -> Vec<Vector> {
    [accepted(), forged()].concat()
}

/// The assertion that is signed.
pub(super) fn payload() -> Document {
    assertion()
        .set("/id", ID)
        .set("/verification", Object::new().with("type", "SignedBadge").with("creator", KEY))
}

/// A compact JWS over a document.
pub(super) fn jws(who: Who, payload: Document) -> String {
    compact(r#"{"alg":"EdDSA"}"#, &Json::Object(payload.into_object()).to_compact(), &who.key())
}

/// Somebody's public key as PEM (RFC 8410 §4).
pub(super) fn pem(who: Who) -> String {
    let multikey = who.key().public_key().to_multikey();
    let key = Base::Base58Btc.decode(&multikey).unwrap_or_default();
    let mut der = vec![0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    der.extend(key.iter().skip(2));
    // 44 bytes are 59 digits and one `=`; the first digits of base64url and base64 differ in two letters only.
    let digits = Base::Base64Url.encode_bare(&der).replace('-', "+").replace('_', "/");
    format!("-----BEGIN PUBLIC KEY-----\n{digits}=\n-----END PUBLIC KEY-----\n")
}

/// A key document.
pub(super) fn key(id: &str, pem: &str) -> Document {
    Document::of(
        Object::new()
            .with("@context", CONTEXT)
            .with("type", "CryptographicKey")
            .with("id", id)
            .with("owner", ISSUER)
            .with("publicKeyPem", pem),
    )
}

/// The academy's profile, which lists its key.
pub(super) fn signing_issuer() -> Document {
    issuer().set("/publicKey", KEY)
}

/// A world in which the academy signs: its class, profile and key are where they belong.
pub(super) fn signed(shared: impl Into<Content>) -> World {
    World::hosting(assertion()).without_copy().shared(shared).issuer(signing_issuer())
}

pub(super) fn with_key(world: World, name: &str, comment: &str, spec: &str) -> Vector {
    world.vector(name, comment, spec).evidence(KEY, key(KEY, &pem(Academy)).into_object())
}

fn accepted() -> Vec<Vector> {
    let within = |who: Who| key(KEY, &pem(who)).remove("/@context").into_object();
    let other = key("https://academy.example/keys/0", &pem(Commission)).remove("/@context").into_object();
    let by_peer = |jws: &str, url: &str, pem: &str, name: &str, comment: &str| {
        signed(jws)
            .issuer(issuer().set("/publicKey", vec![url]))
            .vector(name, comment, SPEC)
            .evidence(url, key(url, pem).into_object())
            .accepted()
    };
    vec![
        with_key(
            signed(jws(Academy, payload())),
            "ob2_signed",
            "Signed with the key that the profile lists.",
            SPEC,
        )
        .accepted()
        .also(Status, StatusNone),
        by_peer(
            RS256,
            "https://academy.example/keys/rsa",
            RSA_PEM,
            "ob2_signed_rs256",
            "Signed with RSA, as 2.0 recommends, by other software.",
        ),
        by_peer(
            ES256,
            "https://academy.example/keys/ec",
            EC_PEM,
            "ob2_signed_es256",
            "Signed on P-256, by other software.",
        ),
        signed(jws(Academy, payload()))
            .issuer(issuer().set("/publicKey", within(Academy)))
            .vector("ob2_signed_key_within", "The key stands within the profile.", KEYS)
            .accepted(),
        with_key(
            signed(jws(Academy, payload().remove("/verification/creator")))
                .issuer(issuer().set("/publicKey", vec![Json::from(other), KEY.into()])),
            "ob2_signed_second_key",
            "No key is named; the second that the profile lists made the signature.",
            KEYS,
        )
        .accepted(),
        with_key(
            signed(jws(Academy, payload().set("/badge", class().remove("/@context").into_object())))
                .without_class(),
            "ob2_signed_class_within",
            "The badge class stands within, as it was when it was signed.",
            "open-badges-2.md#documents",
        )
        .accepted(),
    ]
}

/// A vector of the good signed badge, changed so that it is refused.
fn refused(shared: impl Into<Content>, name: &str, comment: &str, check: CheckId, code: Code) -> Vector {
    with_key(signed(shared), name, comment, SPEC).twin("ob2_signed").expect(Verdict::Reject, check, code)
}

/// Threats J1, J2, J4.
fn forged() -> Vec<Vector> {
    let text = |document: Document| Json::Object(document.into_object()).to_compact();
    let headed = |header: &str| compact(header, &text(payload()), &Academy.key());
    let altered = {
        let good = jws(Academy, payload());
        let better = Base::Base64Url
            .encode_bare(text(payload().set("/badge", "https://academy.example/badges/2")).as_bytes());
        let (header, rest) = good.split_once('.').unwrap_or_default();
        let (_, signature) = rest.split_once('.').unwrap_or_default();
        format!("{header}.{better}.{signature}")
    };
    let unsigned = {
        let good = headed(r#"{"alg":"none"}"#);
        let (signed, _) = good.rsplit_once('.').unwrap_or_default();
        format!("{signed}.")
    };
    let own_profile = issuer()
        .remove("/@context")
        .set("/publicKey", key("https://attacker.example/key", &pem(Attacker)).into_object());
    let within = payload()
        .set("/verification/creator", "https://attacker.example/key")
        .set("/badge", class().remove("/@context").into_object())
        .set("/badge/issuer", own_profile.into_object());
    vec![
        refused(
            altered,
            "ob2_signed_altered",
            "Another badge class was put in after signing.",
            Proof,
            ProofSignatureInvalid,
        )
        .evidence(
            "https://academy.example/badges/2",
            class().set("/id", "https://academy.example/badges/2").into_object(),
        )
        .flag(Flag::Altered),
        refused(
            jws(Attacker, payload()),
            "ob2_signed_by_another",
            "Somebody else signed, under the academy's key's name.",
            Proof,
            ProofSignatureInvalid,
        )
        .flag(Flag::Forged),
        refused(
            unsigned,
            "ob2_signed_alg_none",
            "The header says that there is no signature.",
            Structure,
            JwtAlgNotAllowed,
        )
        .flag(Flag::Unsigned),
        refused(
            HS256,
            "ob2_signed_alg_hs256",
            "A MAC whose secret is the text of a public key.",
            Structure,
            JwtAlgNotAllowed,
        )
        .flag(Flag::Forged),
        refused(
            headed(r#"{"alg":"RS256"}"#),
            "ob2_signed_alg_of_another_key",
            "The header says RS256; the key is Ed25519.",
            Proof,
            JwtAlgKeyMismatch,
        )
        .flag(Flag::Forged),
        refused(
            headed(r#"{"alg":"EdDSA","jku":"https://attacker.example/jwks.json"}"#),
            "ob2_signed_jku",
            "The header says where to fetch a key.",
            Structure,
            JwtHeaderForbidden,
        )
        .flag(Flag::Forged),
        refused(
            jws(Attacker, payload().set("/verification/creator", "https://attacker.example/key")),
            "ob2_signed_key_not_listed",
            "It names a key that is not among the academy's.",
            Issuer,
            Ob2KeyNotListed,
        )
        .evidence(
            "https://attacker.example/key",
            key("https://attacker.example/key", &pem(Attacker)).into_object(),
        )
        .flag(Flag::Forged),
        refused(
            jws(Attacker, within),
            "ob2_signed_profile_within",
            "A profile of the academy stands within, with somebody else's key.",
            Issuer,
            Ob2KeyNotListed,
        )
        .flag(Flag::Forged),
        refused(
            jws(Academy, payload().set("/verification/type", "HostedBadge")),
            "ob2_signed_as_hosted",
            "It is signed, and says that it is hosted.",
            Structure,
            SchemaEnumeration,
        )
        .flag(Flag::Malformed),
        refused(
            jws(Academy, payload().remove("/recipient")),
            "ob2_signed_without_recipient",
            "It was awarded to nobody.",
            Structure,
            SchemaMissing,
        )
        .flag(Flag::Malformed),
        refused(
            jws(Academy, payload().set("/expires", "2026-02-28T23:59:59Z")),
            "ob2_signed_expired",
            "It was valid until yesterday.",
            Validity,
            TimeExpired,
        )
        .flag(Flag::OutOfTime),
        refused(
            jws(Academy, payload().set("/revoked", true)),
            "ob2_signed_says_revoked",
            "It says itself that it is revoked.",
            Status,
            StatusRevoked,
        )
        .flag(Flag::Revoked),
    ]
}
