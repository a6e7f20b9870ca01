//! Whose key a JWT is signed with: names of keys, and keys in headers.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_core::signer::Signer as _;
use sanad_verifier::outcome::CheckId::{self, *};
use sanad_verifier::report::Verdict::*;

use crate::document::{Document, WEB, WEB_METHOD, WEB_URL};
use crate::jwt::Jwt;
use crate::keys::Who::{self, *};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [names(), values()].concat()
}

fn web() -> Jwt {
    Jwt::of(Document::web_badge()).kid(WEB_METHOD)
}

pub(super) fn jwk(who: Who) -> Object {
    who.key().public_key().to_jwk()
}

/// A badge by the academy's `did:web`, whose document is at hand.
fn by_web(name: &str, comment: &str, jwt: &Jwt, who: Who) -> Vector {
    Vector::new(name, comment)
        .spec("jwt.md#keys")
        .anchors(&[WEB])
        .badge(jwt.sign(&who.key()))
        .evidence(WEB_URL, Document::web_controller())
}

/// Threats J5.
fn names() -> Vec<Vector> {
    let refused = |name: &str, comment: &str, kid: &str, who| {
        by_web(name, comment, &web().kid(kid), who).flag(Flag::Forged).twin("jwt_did_web").expect(
            Reject,
            Proof,
            JwtKidMismatch,
        )
    };
    let long = format!("{WEB}#{}", "k".repeat(4096));
    vec![
        by_web("jwt_did_web", "A JWT by a did:web, with its document at hand.", &web(), Academy).accepted(),
        by_web("jwt_kid_fragment", "The key is named by its fragment only.", &web().kid("#key-1"), Academy)
            .accepted(),
        by_web(
            "jwt_kid_bare",
            "The key is named by its fragment without the `#`.",
            &web().kid("key-1"),
            Academy,
        )
        .accepted(),
        by_web(
            "jwt_kid_thumbprint",
            "The key is named by its thumbprint.",
            &web().kid(&Academy.key().public_key().jwk_thumbprint()),
            Academy,
        )
        .accepted(),
        refused("jwt_kid_path", "The name of a file.", "../../dev/null", Attacker),
        refused("jwt_kid_command", "A command to a database.", "'; DROP TABLE keys; --", Attacker),
        refused(
            "jwt_kid_of_another_did",
            "The attacker's own did:key, which verifies.",
            &Attacker.method(),
            Attacker,
        ),
        refused(
            "jwt_kid_address",
            "An address inside the verifier's network, which is not asked.",
            "http://169.254.169.254/latest#k",
            Attacker,
        ),
        refused(
            "jwt_kid_attackers_key",
            "The attacker's key as a fragment of the academy's DID.",
            &format!("{WEB}#{}", Attacker.multikey()),
            Attacker,
        ),
        refused("jwt_kid_did_without_key", "The issuer, and no key of it.", WEB, Academy),
        by_web("jwt_kid_too_long", "A name of 4 KiB.", &web().kid(&long), Academy)
            .flag(Flag::Exhausting)
            .twin("jwt_did_web")
            .expect(Reject, Structure, JwtKidMismatch),
        by_web(
            "jwt_kid_under_attack",
            "The attacker's signature under the academy's own key name.",
            &web(),
            Attacker,
        )
        .flag(Flag::Forged)
        .twin("jwt_did_web")
        .expect(Reject, Proof, ProofSignatureInvalid),
        Vector::new("jwt_document_missing", "The document is not at hand.")
            .spec("jwt.md#keys")
            .anchors(&[WEB])
            .badge(web().sign(&Academy.key()))
            .flag(Flag::Unavailable)
            .twin("jwt_did_web")
            .expect(Undecided, Proof, DidUnavailable)
            .also(Issuer, DidUnavailable)
            .wants(WEB_URL),
        Vector::new(
            "jwt_kid_of_another_did_offline",
            "The attacker's own did:web: its document is not asked for.",
        )
        .spec("jwt.md#keys")
        .anchors(&[WEB])
        .badge(web().kid("did:web:evil.example#key-1").sign(&Attacker.key()))
        .flag(Flag::Forged)
        .twin("jwt_did_web")
        .expect(Reject, Proof, JwtKidMismatch),
        Vector::new("jwt_key_not_for_assertions", "The document does not list the key for assertions.")
            .spec("jwt.md#keys")
            .anchors(&[WEB])
            .badge(web().sign(&Academy.key()))
            .evidence(WEB_URL, Document::web_controller().remove("/assertionMethod"))
            .flag(Flag::Forged)
            .twin("jwt_did_web")
            .expect(Reject, Issuer, ProofMethodNotAuthorised),
    ]
}

/// Threats J3.
fn values() -> Vec<Vector> {
    let held = |who: Who| web().without_header("kid").header("jwk", jwk(who));
    let did_key = |who: Who| Jwt::of(Document::badge()).without_header("kid").header("jwk", jwk(who));
    let refused =
        |vector: Vector, check: CheckId, code: Code| vector.flag(Flag::Forged).expect(Reject, check, code);
    vec![
        by_web(
            "jwt_jwk",
            "The header holds the key, which is in the issuer's document.",
            &held(Academy),
            Academy,
        )
        .accepted(),
        Vector::new("jwt_jwk_did_key", "The header holds the key that the issuer is.")
            .spec("jwt.md#keys")
            .badge(did_key(Academy).sign(&Academy.key()))
            .accepted(),
        refused(
            by_web(
                "jwt_jwk_of_attacker",
                "The header holds the attacker's key, and the signature is good under it.",
                &held(Attacker),
                Attacker,
            )
            .twin("jwt_jwk"),
            Issuer,
            JwtKeyNotBoundToIssuer,
        ),
        refused(
            Vector::new("jwt_jwk_of_attacker_did_key", "The same, where the issuer is another key.")
                .spec("jwt.md#keys")
                .badge(did_key(Attacker).sign(&Attacker.key()))
                .twin("jwt_jwk_did_key"),
            Issuer,
            JwtKeyNotBoundToIssuer,
        ),
        refused(
            by_web(
                "jwt_jwk_unlike_kid",
                "The header names the issuer's key and holds another.",
                &web().header("jwk", jwk(Attacker)),
                Academy,
            )
            .twin("jwt_did_web"),
            Issuer,
            JwtKeyNotBoundToIssuer,
        ),
        refused(
            by_web(
                "jwt_jwk_private",
                "The header holds a private key.",
                &web().without_header("kid").header("jwk", jwk(Academy).with("d", "AA")),
                Academy,
            )
            .twin("jwt_jwk"),
            Structure,
            KeyPrivateMaterial,
        ),
        refused(
            by_web(
                "jwt_jwk_signature_of_another",
                "The header holds the issuer's key; the attacker signed.",
                &held(Academy),
                Attacker,
            )
            .twin("jwt_jwk"),
            Proof,
            ProofSignatureInvalid,
        ),
        by_web(
            "jwt_jwk_for_encryption",
            "The header holds the key, and says it is for encryption.",
            &web().without_header("kid").header("jwk", jwk(Academy).with("use", "enc")),
            Academy,
        )
        .flag(Flag::Malformed)
        .twin("jwt_jwk")
        .expect(Reject, Proof, KeyTypeMismatch),
    ]
}
