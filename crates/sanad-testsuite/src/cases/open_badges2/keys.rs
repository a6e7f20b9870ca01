//! Whose key an assertion is signed with: where it is listed, where it is hosted, and what stands there.

use sanad_core::json::Json;
use sanad_verifier::outcome::CheckId::*;

use super::signed::{KEY, KEYS, jws, key, payload, pem, signed, signing_issuer, with_key};
use super::*;
use crate::keys::Who::*;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [keys(), in_doubt(), older()].concat()
}

fn keys() -> Vec<Vector> {
    let other = key("https://academy.example/keys/0", &pem(Commission)).remove("/@context").into_object();
    let mut others = vec![Json::from(other); 8];
    others.push(KEY.into());
    let with = |key: Document, name: &str, comment: &str, check, code| {
        signed(jws(Academy, payload()))
            .vector(name, comment, KEYS)
            .evidence(KEY, key.into_object())
            .twin("ob2_signed")
            .expect(Verdict::Reject, check, code)
    };
    let good = || key(KEY, &pem(Academy));
    let private = format!(
        "{}MC4CAQAwBQYDK2VwBCIEIBERERERERERERERERERERERERERERERERERERERERER{}",
        "-----BEGIN PRIVATE KEY-----\n", "\n-----END PRIVATE KEY-----\n"
    );
    vec![
        with(
            good().set("/owner", "https://commission.example/issuer"),
            "ob2_key_of_another",
            "The key says that somebody else owns it.",
            Issuer,
            Ob2KeyOwnerMismatch,
        )
        .flag(Flag::Forged),
        with(
            good().set("/id", "https://academy.example/keys/2"),
            "ob2_key_of_another_id",
            "The key calls itself by another URL.",
            Proof,
            Ob2IdMismatch,
        )
        .flag(Flag::Malformed),
        with(
            good().remove("/publicKeyPem"),
            "ob2_key_without_key",
            "A key document without a key.",
            Proof,
            SchemaMissing,
        )
        .flag(Flag::Malformed),
        with(
            good().set("/publicKeyPem", private),
            "ob2_key_private",
            "The academy has published its private key.",
            Proof,
            KeyPrivateMaterial,
        )
        .flag(Flag::Malformed),
        signed(jws(Academy, payload()))
            .issuer(issuer())
            .vector("ob2_profile_without_keys", "The profile lists no keys.", KEYS)
            .flag(Flag::Forged)
            .twin("ob2_signed")
            .expect(Verdict::Reject, Issuer, Ob2KeyNotListed),
        // What is beyond the bound is not tried, and might have fitted.
        with_key(
            signed(jws(Academy, payload().remove("/verification/creator")))
                .issuer(issuer().set("/publicKey", Json::Array(others))),
            "ob2_ninth_key",
            "No key is named; the ninth that the profile lists made the signature.",
            KEYS,
        )
        .flag(Flag::Exhausting)
        .twin("ob2_signed_second_key")
        .expect(Verdict::Undecided, Proof, Ob2Unavailable)
        .also(Issuer, Ob2Unavailable),
        signed(jws(Academy, payload()))
            .vector("ob2_key_without_owner", "The key does not say whose it is; the profile does.", KEYS)
            .evidence(KEY, good().remove("/owner").into_object())
            .accepted(),
    ]
}

fn in_doubt() -> Vec<Vector> {
    let undecided = |world: World, name: &str, comment: &str, code: Code| {
        world
            .vector(name, comment, KEYS)
            .twin("ob2_signed")
            .flag(Flag::Unavailable)
            .expect(Verdict::Undecided, Proof, code)
            .also(Issuer, code)
    };
    let good = || signed(jws(Academy, payload()));
    vec![
        undecided(good(), "ob2_key_not_fetched", "The key is wanted.", Ob2Unavailable).wants(KEY),
        undecided(good(), "ob2_key_unreachable", "The key was asked for in vain.", Ob2Unavailable)
            .unreachable(KEY, "the answer was 404"),
        undecided(
            good(),
            "ob2_key_gone",
            "The key is gone. No badge was taken back by that.",
            Ob2Unavailable,
        )
        .gone(KEY),
        undecided(
            good().without_class(),
            "ob2_signed_class_not_fetched",
            "The badge class is wanted first.",
            Ob2Unavailable,
        )
        .wants(CLASS),
        undecided(
            good().without_issuer(),
            "ob2_signed_issuer_not_fetched",
            "Then the profile.",
            Ob2Unavailable,
        )
        .wants(ISSUER),
        undecided(
            signed(jws(Academy, payload().set("/verification/creator", "http://academy.example/keys/1")))
                .issuer(issuer().set("/publicKey", "http://academy.example/keys/1")),
            "ob2_key_at_http",
            "The key is hosted without TLS.",
            Ob2UrlUnsupported,
        )
        .flag(Flag::Unsupported),
    ]
}

/// 1.x: the key is a file of PEM, and no profile lists it.
fn older() -> Vec<Vector> {
    const PEM: &str = "https://academy.example/keys/1.pem";
    let payload = |url: &str| {
        assertion()
            .set("/@context", "https://w3id.org/openbadges/v1")
            .remove("/id")
            .set("/uid", "welding-7")
            .remove("/verification")
            .set("/verify", Object::new().with("type", "signed").with("url", url))
            .set("/issuedOn", 1_483_228_799_u32)
    };
    let world = |url: &str| signed(jws(Academy, payload(url))).issuer(issuer());
    let elsewhere = "https://keys.example/1.pem";
    vec![
        world(PEM)
            .vector(
                "ob1_1_signed",
                "A badge of 1.1 and its key, which no profile lists, on the academy's server.",
                KEYS,
            )
            .evidence(PEM, pem(Academy))
            .accepted()
            .remark(Ob2KeySameHost),
        world(elsewhere)
            .vector(
                "ob1_1_signed_key_elsewhere",
                "The key is on another server, where anybody could have put it.",
                KEYS,
            )
            .evidence(elsewhere, pem(Academy))
            .flag(Flag::Forged)
            .twin("ob1_1_signed")
            .expect(Verdict::Reject, Issuer, Ob2KeyNotListed),
        world(PEM)
            .issuer(signing_issuer())
            .vector("ob1_1_signed_profile_lists_another", "The profile lists keys, and not this one.", KEYS)
            .evidence(PEM, pem(Academy))
            .flag(Flag::Forged)
            .twin("ob1_1_signed")
            .expect(Verdict::Reject, Issuer, Ob2KeyNotListed),
        world(PEM)
            .vector("ob1_1_signed_by_another", "Somebody else's key stands there.", KEYS)
            .evidence(PEM, pem(Attacker))
            .flag(Flag::Forged)
            .twin("ob1_1_signed")
            .expect(Verdict::Reject, Proof, ProofSignatureInvalid),
    ]
}
