//! Keys on P-256 and P-384 and of RSA in controller documents, and those that are not to be used.
#![expect(clippy::indexing_slicing, reason = "a case that cuts where there is nothing is written wrongly")]

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind::*;
use sanad_core::multibase::Base;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{Document, WEB, WEB_METHOD, WEB_URL, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [documents(), rsa()].concat()
}

/// A badge by a `did:jwk`, signed with the academy's key on P-256.
fn by_did_jwk(did: &str) -> Document {
    Document::badge().set("/issuer/id", did).sign(&by(Academy).key(P256).method(format!("{did}#0")))
}

/// Keys in a controller document.
fn documents() -> Vec<Vector> {
    let jwk_of = |kind| Academy.signer(kind).public_key().to_jwk();
    let key = "/verificationMethod/0";
    let as_jwk = |jwk: Object| {
        Document::web_controller()
            .set(&format!("{key}/type"), "JsonWebKey")
            .remove(&format!("{key}/publicKeyMultibase"))
            .set(&format!("{key}/publicKeyJwk"), jwk)
    };
    let web = |name: &str, comment: &str, kind, controller: Document| {
        Vector::new(name, comment)
            .spec("verification.md#controller-documents")
            .anchors(&[WEB])
            .badge(Document::web_badge().sign(&by(Academy).key(kind).method(WEB_METHOD)))
            .evidence(WEB_URL, controller)
    };
    let refused = |name: &str, comment: &str, jwk: Object, code| {
        web(name, comment, P256, as_jwk(jwk))
            .twin("ecdsa_web_jwk_p256")
            .flag(Flag::Malformed)
            .expect(Reject, Proof, code)
    };
    let jwk = || jwk_of(P256);
    let x = jwk().text("x").and_then(|x| Base::Base64Url.decode_bare(x).ok()).unwrap_or_default();
    let of_2019 = Document::web_controller()
        .set(&format!("{key}/type"), "EcdsaSecp256r1VerificationKey2019")
        .set(&format!("{key}/publicKeyMultibase"), Academy.multikey_of(P256));
    let did_jwk = Base::Base64Url.encode_bare(Json::from(jwk()).to_compact().as_bytes());
    let did_jwk = format!("did:jwk:{did_jwk}");
    vec![
        web("ecdsa_web_jwk_p256", "A did:web with a JWK on P-256.", P256, as_jwk(jwk())).accepted(),
        web("ecdsa_web_jwk_p384", "A did:web with a JWK on P-384.", P384, as_jwk(jwk_of(P384))).accepted(),
        web(
            "ecdsa_web_method_2019",
            "A method of the type that P-256 had of its own.",
            P256,
            of_2019.clone(),
        )
        .accepted(),
        web(
            "ecdsa_web_method_2019_p384",
            "A method of the type for P-256, with a key on P-384.",
            P384,
            of_2019.set(&format!("{key}/publicKeyMultibase"), Academy.multikey_of(P384)),
        )
        .twin("ecdsa_web_jwk_p384")
        .flag(Flag::Malformed)
        .expect(Reject, Proof, KeyTypeMismatch),
        Vector::new("ecdsa_did_jwk", "A did:jwk on P-256.")
            .spec("verification.md#controller-documents")
            .anchors(&[&did_jwk])
            .badge(by_did_jwk(&did_jwk))
            .accepted(),
        refused(
            "ecdsa_jwk_beside_the_curve",
            "A y that belongs to another x.",
            jwk().with("y", Attacker.signer(P256).public_key().to_jwk().text("y").unwrap_or_default()),
            KeyMalformed,
        ),
        refused(
            "ecdsa_jwk_x_long",
            "A zero in front of x, which is as long as the field.",
            jwk().with("x", Base::Base64Url.encode_bare(&[&[0][..], &x].concat())),
            KeyMalformed,
        ),
        refused("ecdsa_jwk_without_y", "Half a point.", jwk().without("y"), KeyMalformed),
        refused(
            "ecdsa_jwk_other_alg",
            "A key that is said to be for ES384.",
            jwk().with("alg", "ES384"),
            KeyTypeMismatch,
        ),
        refused("ecdsa_jwk_p521", "Another curve.", jwk().with("crv", "P-521"), KeyTypeMismatch),
        refused("ecdsa_jwk_private", "The private number too.", jwk().with("d", "AQ"), KeyPrivateMaterial),
    ]
}

/// No suite of Data Integrity signs with RSA, but controller documents hold such keys.
fn rsa() -> Vec<Vector> {
    let jwk = Academy.signer(Rsa).public_key().to_jwk();
    let n = jwk.text("n").and_then(|n| Base::Base64Url.decode_bare(n).ok()).unwrap_or_default();
    let under = |name: &str, comment: &str, jwk: &Object, code| {
        let did = Base::Base64Url.encode_bare(Json::from(jwk.clone()).to_compact().as_bytes());
        let did = format!("did:jwk:{did}");
        Vector::new(name, comment)
            .spec("proof.md#keys")
            .anchors(&[&did])
            .twin("ecdsa_did_jwk")
            .badge(by_did_jwk(&did))
            .expect(Reject, Proof, code)
    };
    let number = |bytes: &[u8]| Base::Base64Url.encode_bare(bytes);
    let mut short = n[..128].to_vec();
    short[127] |= 1;
    vec![
        under("rsa_under_ecdsa", "A suite of ECDSA, and the method's key is of RSA.", &jwk, KeyTypeMismatch)
            .flag(Flag::Malformed),
        under(
            "rsa_1024_bits",
            "An RSA key of 1,024 bits.",
            &jwk.clone().with("n", number(&short)),
            KeyParametersRefused,
        )
        .flag(Flag::WeakKey),
        under(
            "rsa_exponent_3",
            "An RSA key with the exponent 3, under which a careless check of the padding can be deceived.",
            &jwk.clone().with("e", number(&[3])),
            KeyParametersRefused,
        )
        .flag(Flag::WeakKey),
        under(
            "rsa_exponent_large",
            "An exponent as long as the modulus, so that every check costs what signing does.",
            &jwk.clone().with("e", number(&n[1..])),
            KeyParametersRefused,
        )
        .flag(Flag::Exhausting),
        under(
            "rsa_modulus_zero_in_front",
            "A second way to write the modulus.",
            &jwk.clone().with("n", number(&[&[0][..], &n].concat())),
            KeyNoncanonical,
        )
        .flag(Flag::Malformed),
    ]
}
