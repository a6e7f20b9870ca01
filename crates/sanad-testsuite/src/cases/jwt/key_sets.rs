//! Whose key a JWT by an https issuer is signed with: the key set of its host, and its controller document.

use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_core::signer::Signer as _;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::keys::jwk;
use crate::document::Document;
use crate::jwt::Jwt;
use crate::keys::Who::{self, *};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// The academy under an https URL.
const PAGE: &str = "https://academy.example/issuers/1";
const PAGE_METHOD: &str = "https://academy.example/issuers/1#key-1";
/// Where the key set of that URL's host is.
const SET: &str = "https://academy.example/.well-known/jwks.json";

pub(super) fn cases() -> Vec<Vector> {
    [sets(), documents()].concat()
}

fn page() -> Jwt {
    Jwt::of(Document::badge().set("/issuer/id", PAGE)).kid("key-1")
}

/// A key set with one key.
fn set(jwk: Object) -> Document {
    Document::of(Object::new().with("keys", vec![jwk]))
}

fn key_1() -> Document {
    set(jwk(Academy).with("kid", "key-1").with("use", "sig").with("alg", "EdDSA"))
}

/// A badge by the academy's https URL, whose host's key set is at hand.
fn by_page(name: &str, comment: &str, jwt: &Jwt, who: Who, set: Document) -> Vector {
    Vector::new(name, comment)
        .spec("jwt.md#key-sets")
        .anchors(&[PAGE])
        .badge(jwt.sign(&who.key()))
        .evidence(SET, set)
}

/// The keys of an https issuer's host.
fn sets() -> Vec<Vector> {
    let held = |who: Who| page().without_header("kid").header("jwk", jwk(who));
    let own = || jwk(Academy).with("kid", "key-1");
    let thumbprint = Academy.key().public_key().jwk_thumbprint();
    let refused = |name: &str, comment: &str, set: Document, code| {
        by_page(name, comment, &page(), Academy, set).twin("jwt_key_set").expect(Reject, Proof, code)
    };
    vec![
        by_page(
            "jwt_key_set",
            "A JWT by an https issuer, whose host's key set has the key.",
            &page(),
            Academy,
            key_1(),
        )
        .accepted(),
        by_page(
            "jwt_key_set_kid_url",
            "The key is named by the set's URL and its name there.",
            &page().kid(&format!("{SET}#key-1")),
            Academy,
            key_1(),
        )
        .accepted(),
        by_page(
            "jwt_key_set_kid_on_host",
            "The key is named by a URL on the issuer's host, and the set has it under that name.",
            &page().kid("https://academy.example/keys#1"),
            Academy,
            set(own().with("kid", "https://academy.example/keys#1")),
        )
        .accepted(),
        by_page(
            "jwt_key_set_thumbprint",
            "The key is named by its thumbprint; in the set it has no name.",
            &page().kid(&thumbprint),
            Academy,
            set(jwk(Academy)),
        )
        .accepted(),
        by_page(
            "jwt_key_set_jwk",
            "The header holds the key, which is in the set.",
            &held(Academy),
            Academy,
            key_1(),
        )
        .accepted(),
        by_page(
            "jwt_key_set_tenant",
            "Of two tenants' keys of one name, the issuer's is taken.",
            &page(),
            Academy,
            Document::of(Object::new().with(
                "keys",
                vec![
                    jwk(Attacker).with("kid", "key-1").with("iss", "https://academy.example/issuers/2"),
                    own().with("iss", PAGE),
                ],
            )),
        )
        .accepted(),
        refused(
            "jwt_key_set_other_tenant",
            "The key is another tenant's of the same host.",
            set(own().with("iss", "https://academy.example/issuers/2")),
            JwtKidMismatch,
        )
        .flag(Flag::Forged),
        refused(
            "jwt_key_set_without_key",
            "The set has no key of that name.",
            set(jwk(Academy).with("kid", "key-2")),
            JwtKidMismatch,
        )
        .flag(Flag::Forged),
        refused(
            "jwt_key_set_two_of_a_name",
            "The set has two keys of that name.",
            Document::of(Object::new().with("keys", vec![own(), jwk(Attacker).with("kid", "key-1")])),
            JwtKidMismatch,
        )
        .flag(Flag::Ambiguous),
        refused(
            "jwt_key_set_private_key",
            "The set gives a private key away.",
            set(own().with("d", "AA")),
            KeyPrivateMaterial,
        )
        .flag(Flag::WeakKey),
        refused(
            "jwt_key_set_for_encryption",
            "The key is for encryption.",
            set(own().with("use", "enc")),
            KeyTypeMismatch,
        )
        .flag(Flag::Malformed),
        refused(
            "jwt_key_set_for_another_algorithm",
            "The set says the key is for another algorithm.",
            set(own().with("alg", "ES256")),
            KeyTypeMismatch,
        )
        .flag(Flag::Malformed),
        refused(
            "jwt_key_set_malformed",
            "A document without keys where the set is expected.",
            Document::of(Object::new().with("error", "not found")),
            KeyMalformed,
        )
        .flag(Flag::Malformed),
        by_page(
            "jwt_key_set_jwk_of_attacker",
            "The header holds the attacker's key, which is not in the set.",
            &held(Attacker),
            Attacker,
            key_1(),
        )
        .flag(Flag::Forged)
        .twin("jwt_key_set_jwk")
        .expect(Reject, Issuer, JwtKeyNotBoundToIssuer),
        by_page(
            "jwt_key_set_jwk_of_other_tenant",
            "The header holds another tenant's key.",
            &held(Attacker),
            Attacker,
            set(jwk(Attacker).with("iss", "https://academy.example/issuers/2")),
        )
        .flag(Flag::Forged)
        .twin("jwt_key_set_jwk")
        .expect(Reject, Issuer, JwtKeyNotBoundToIssuer),
        by_page(
            "jwt_key_set_of_another_host",
            "The key is named by a URL on the attacker's host, which is not asked.",
            &page().kid("https://academy.example.evil.example/.well-known/jwks.json#key-1"),
            Attacker,
            key_1(),
        )
        .flag(Flag::Forged)
        .twin("jwt_key_set_kid_url")
        .expect(Reject, Proof, JwtKidMismatch),
        Vector::new("jwt_key_set_missing", "The key set is not at hand.")
            .spec("jwt.md#key-sets")
            .anchors(&[PAGE])
            .badge(page().sign(&Academy.key()))
            .flag(Flag::Unavailable)
            .twin("jwt_key_set")
            .expect(Undecided, Proof, JwtKeysUnavailable)
            .also(Issuer, JwtKeysUnavailable)
            .wants(SET),
        Vector::new(
            "jwt_key_set_missing_jwk",
            "The same where the header holds the key: the signature is good, and nobody knows whose.",
        )
        .spec("jwt.md#key-sets")
        .anchors(&[PAGE])
        .badge(held(Academy).sign(&Academy.key()))
        .flag(Flag::Unavailable)
        .twin("jwt_key_set_jwk")
        .expect(Undecided, Issuer, JwtKeysUnavailable)
        .wants(SET),
        Vector::new("jwt_key_set_unreachable", "The host does not answer.")
            .spec("jwt.md#key-sets")
            .anchors(&[PAGE])
            .badge(page().sign(&Academy.key()))
            .unreachable(SET, "the host did not answer")
            .flag(Flag::Unavailable)
            .twin("jwt_key_set")
            .expect(Undecided, Proof, JwtKeysUnavailable)
            .also(Issuer, JwtKeysUnavailable),
    ]
}

/// The controller document of an https issuer.
fn documents() -> Vec<Vector> {
    let by_document = |name: &str, comment: &str, jwt: Jwt, who: Who| {
        Vector::new(name, comment)
            .spec("jwt.md#keys")
            .anchors(&[PAGE])
            .badge(jwt.sign(&who.key()))
            .evidence(PAGE, Document::controller(PAGE, PAGE_METHOD, Academy))
    };
    let held = |who: Who| page().without_header("kid").header("jwk", jwk(who));
    vec![
        by_document(
            "jwt_https_document",
            "A JWT by an https issuer that has a controller document.",
            page().kid(PAGE_METHOD),
            Academy,
        )
        .accepted(),
        by_document(
            "jwt_https_document_jwk",
            "The header holds the key, which is in that document.",
            held(Academy),
            Academy,
        )
        .accepted(),
        by_document(
            "jwt_https_document_jwk_of_attacker",
            "The header holds a key that is not in it.",
            held(Attacker),
            Attacker,
        )
        .flag(Flag::Forged)
        .twin("jwt_https_document_jwk")
        .expect(Reject, Issuer, JwtKeyNotBoundToIssuer),
    ]
}
