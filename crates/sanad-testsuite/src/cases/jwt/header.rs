//! What a JWT's header may say.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::multibase::Base;
use sanad_verifier::outcome::CheckId::*;

use super::{jwt, payload_text, refused, signed};
use crate::jwt::{Jwt, compact};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    header()
}

/// Threats J1, J2, J4, J6, J11, J12.
fn header() -> Vec<Vector> {
    let refused_header = |name: &str, comment: &str, jwt: Jwt, code| {
        refused(name, comment, signed(&jwt), Structure, code).spec("jwt.md#header").flag(Flag::Forged)
    };
    let unsigned = |header: &str| {
        let signed = signed(&jwt());
        let payload = signed.split('.').nth(1).unwrap_or_default();
        format!("{}.{payload}.", Base::Base64Url.encode_bare(header.as_bytes()))
    };
    let mut cases = Vec::new();
    for (name, alg) in [("none", "none"), ("none_capital", "None"), ("none_mixed", "nOnE"), ("empty", "")] {
        let header = format!(r#"{{"alg":"{alg}","typ":"JWT"}}"#);
        cases.push(
            refused(
                &format!("jwt_alg_{name}"),
                &format!("No signature: the algorithm is `{alg}`."),
                unsigned(&header),
                Structure,
                JwtAlgNotAllowed,
            )
            .spec("jwt.md#header")
            .flag(Flag::Forged),
        );
    }
    cases.extend([
        refused(
            "jwt_alg_missing",
            "No signature, and no algorithm named.",
            unsigned(r#"{"typ":"JWT"}"#),
            Structure,
            JwtAlgNotAllowed,
        )
        .spec("jwt.md#header")
        .flag(Flag::Forged),
        refused_header(
            "jwt_alg_hs256",
            "A shared secret, where the attacker hopes that the public key is taken for it.",
            jwt().header("alg", "HS256"),
            JwtAlgNotAllowed,
        ),
        refused_header(
            "jwt_alg_ps256",
            "RSA with PSS, which Open Badges does not have.",
            jwt().header("alg", "PS256"),
            JwtAlgNotAllowed,
        ),
        refused(
            "jwt_alg_of_another_key",
            "The header says ES256; the key is Ed25519.",
            signed(&jwt().header("alg", "ES256")),
            Proof,
            JwtAlgKeyMismatch,
        )
        .flag(Flag::Forged),
        refused_header(
            "jwt_jku",
            "The header says where to fetch the key.",
            jwt().header("jku", "http://169.254.169.254/keys"),
            JwtHeaderForbidden,
        ),
        refused_header(
            "jwt_x5u",
            "The header says where to fetch a certificate.",
            jwt().header("x5u", "https://evil.example/cert"),
            JwtHeaderForbidden,
        ),
        refused_header(
            "jwt_x5c",
            "The header brings a certificate.",
            jwt().header("x5c", vec!["MIIB"]),
            JwtHeaderForbidden,
        ),
        refused_header(
            "jwt_x5t",
            "The header names a certificate by its hash.",
            jwt().header("x5t#S256", "AAAA"),
            JwtHeaderForbidden,
        ),
        refused_header(
            "jwt_crit",
            "The header says that an extension must be understood.",
            jwt().header("crit", vec!["exp"]),
            JwtCritUnsupported,
        ),
        refused_header(
            "jwt_crit_empty",
            "The same, with nothing to be understood.",
            jwt().header("crit", Json::Array(Vec::new())),
            JwtCritUnsupported,
        ),
        refused_header(
            "jwt_b64",
            "The payload is said not to be encoded, and nothing says that this must be understood.",
            jwt().header("b64", false),
            JwtCritUnsupported,
        ),
        refused_header(
            "jwt_b64_critical",
            "The payload is said not to be encoded, and that this must be understood, as RFC 7797 has it.",
            jwt().header("crit", vec!["b64"]).header("b64", false),
            JwtCritUnsupported,
        ),
        refused_header(
            "jwt_b64_true",
            "The payload is said to be encoded, as it always is.",
            jwt().header("b64", true),
            JwtCritUnsupported,
        ),
        refused_header(
            "jwt_crit_text",
            "What must be understood is a text, of which a reader sees three letters or one extension.",
            jwt().header("crit", "exp"),
            JwtCritUnsupported,
        ),
        refused_header(
            "jwt_header_duplicate_key",
            "The algorithm stands twice in the header.",
            Jwt::claiming(Object::new()),
            JsonDuplicateKey,
        )
        .badge(compact(
            &format!(r#"{{"alg":"EdDSA","alg":"none","kid":"{}","typ":"JWT"}}"#, Academy.method()),
            &payload_text(&jwt()),
            &Academy.key(),
        )),
        refused(
            "jwt_typ_presentation",
            "A JWT that calls itself a presentation.",
            signed(&jwt().header("typ", "vp+jwt")),
            Proof,
            JwtTypUnexpected,
        )
        .spec("jwt.md#header")
        .flag(Flag::Replayed),
        refused(
            "jwt_typ_access_token",
            "A JWT that calls itself an access token.",
            signed(&jwt().header("typ", "at+jwt")),
            Proof,
            JwtTypUnexpected,
        )
        .spec("jwt.md#header")
        .flag(Flag::Replayed),
        refused(
            "jwt_cty_jwt",
            "A JWT that says there is another one in it.",
            signed(&jwt().header("cty", "JWT")),
            Proof,
            JwtTypUnexpected,
        )
        .spec("jwt.md#header")
        .flag(Flag::Malformed),
        refused(
            "jwt_header_without_key",
            "The header does not say which key it is.",
            signed(&jwt().without_header("kid")),
            Proof,
            JwtKidMismatch,
        )
        .spec("jwt.md#header")
        .flag(Flag::Malformed),
    ]);
    cases
}
