//! What Open Badges demands of a JWT and others do not; whom it was made for; proofs within it.

use sanad_core::code::Code::*;
use sanad_verifier::outcome::CheckId::{self, *};
use sanad_verifier::report::Verdict::*;

use super::{UNTIL, jwt, refused, signed, vector};
use crate::document::{Document, by};
use crate::jwt::Jwt;
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [profiles(), audience(), within()].concat()
}

/// What Open Badges demands and vc-jose-cose does not: a case for each, by the strict and by the compatible profile.
fn profiles() -> Vec<Vector> {
    let fraction = Document::badge().set("/validFrom", "2026-02-01T09:00:00.250Z");
    let seconds = Jwt::of(fraction);
    let loose = [
        ("sub_missing", "There is no `sub`.", jwt().remove("/sub"), JwtClaimMissing),
        ("iss_missing", "There is no `iss`.", jwt().remove("/iss"), JwtClaimMissing),
        ("jti_missing", "There is no `jti`.", jwt().remove("/jti"), JwtClaimMissing),
        ("nbf_missing", "There is no `nbf`.", jwt().remove("/nbf"), JwtClaimMissing),
        (
            "exp_missing",
            "There is no `exp`, though the badge has an end.",
            Jwt::of(Document::badge().set("/validUntil", UNTIL)).remove("/exp"),
            JwtClaimMissing,
        ),
        ("typ_vc_jwt", "The type is `vc+jwt`.", jwt().header("typ", "vc+jwt"), JwtTypUnexpected),
        ("further_header", "The header has a further member.", jwt().header("cty", "vc"), JwtHeaderForbidden),
        (
            "fraction",
            "The badge's beginning has milliseconds, which `nbf` has not.",
            seconds,
            JwtClaimMismatch,
        ),
    ];
    loose
        .into_iter()
        .flat_map(|(name, comment, jwt, code)| {
            let compatible = format!("jwt_{name}_compatible");
            [
                vector(&format!("jwt_{name}"), comment, signed(&jwt))
                    .spec("jwt.md#profiles")
                    .flag(Flag::Malformed)
                    .twin(&compatible)
                    .expect(Reject, Proof, code),
                vector(&compatible, &format!("{comment} The policy lets it be."), signed(&jwt))
                    .spec("jwt.md#profiles")
                    .jwt_profile("compatible")
                    .remark(code)
                    .accepted(),
            ]
        })
        .collect()
}

/// Whom a JWT is made for, and what it answers.
fn audience() -> Vec<Vector> {
    let employer = "https://employer.example";
    let asked = |name: &str, comment: &str, jwt: Jwt| {
        vector(name, comment, signed(&jwt)).spec("jwt.md#claims").domain(employer).challenge("7")
    };
    let shown = || jwt().set("/aud", employer).set("/nonce", "7");
    let refused = |name: &str, comment: &str, jwt, code| {
        asked(name, comment, jwt).flag(Flag::Replayed).twin("jwt_shown").expect(Reject, Proof, code)
    };
    vec![
        asked("jwt_shown", "A JWT for the employer who asks, with the answer to the challenge.", shown())
            .accepted(),
        refused(
            "jwt_aud_missing",
            "A JWT for nobody in particular.",
            shown().remove("/aud"),
            ProofDomainMismatch,
        ),
        refused(
            "jwt_aud_of_another",
            "A JWT for another employer.",
            shown().set("/aud", "https://employer.example.evil"),
            JwtClaimMismatch,
        ),
        refused(
            "jwt_aud_of_several",
            "A JWT for this employer and another.",
            shown().set("/aud", vec![employer, "https://other.example"]),
            JwtClaimMismatch,
        ),
        refused(
            "jwt_nonce_of_another",
            "The answer to another challenge.",
            shown().set("/nonce", "8"),
            ProofChallengeMismatch,
        ),
        refused(
            "jwt_nonce_missing",
            "No answer to the challenge.",
            shown().remove("/nonce"),
            ProofChallengeMismatch,
        ),
    ]
}

/// Proofs within a JWT's credential.
fn within() -> Vec<Vector> {
    let badge = || Document::badge().sign(&by(Academy));
    let refused = |name: &str, comment: &str, badge: Document, check: CheckId, code| {
        refused(name, comment, signed(&Jwt::of(badge)), check, code)
            .spec("jwt.md#proofs-within")
            .twin("jwt_with_proof")
    };
    vec![
        vector("jwt_with_proof", "A JWT whose badge has a proof as well.", signed(&Jwt::of(badge())))
            .spec("jwt.md#proofs-within")
            .accepted(),
        vector(
            "jwt_with_proof_and_exp",
            "The same with an end in `exp` only: the proof was made without it.",
            signed(&Jwt::of(badge()).set("/exp", 1_801_472_400_u32)),
        )
        .spec("jwt.md#proofs-within")
        .accepted(),
        vector(
            "jwt_with_proof_of_unknown_suite",
            "A JWT whose badge has a proof of a kind that is not checked: the JWT decides.",
            signed(&Jwt::of(badge().set("/proof/cryptosuite", "bbs-2023"))),
        )
        .spec("jwt.md#proofs-within")
        .accepted(),
        refused(
            "jwt_with_altered_proof",
            "The badge in the JWT was changed after it was proved.",
            badge().set("/name", "Welding II"),
            Proof,
            ProofSetMemberFailed,
        )
        .flag(Flag::Altered),
        refused(
            "jwt_with_foreign_proof",
            "The proof within the JWT is by the attacker's did:key.",
            Document::badge().sign(&by(Attacker)),
            Issuer,
            ProofSetMemberFailed,
        )
        .flag(Flag::Forged),
    ]
}
