//! Status lists that are published as JWTs.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::content::Content;
use crate::document::{Document, INDEX, LIST, by};
use crate::jwt::Jwt;
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    let list = |set: &[u32]| jwt(Document::status_list(set));
    let signed = |jwt: &Jwt| jwt.sign(&Academy.key());
    let whole = signed(&list(&[]));
    vec![
        with(
            "status_list_jwt",
            "The academy's list, published as a JWT by vc-jose-cose.",
            signed(&list(&[])),
        )
        .accepted(),
        with("status_list_jwt_revoked", "The same with the badge's bit set.", signed(&list(&[INDEX])))
            .flag(Flag::Revoked)
            .twin("status_list_jwt")
            .expect(Reject, Status, StatusRevoked),
        doubtful(
            "status_list_jwt_forged",
            "The attacker's signature under the academy's name.",
            list(&[]).sign(&Attacker.key()),
            StatusListProofInvalid,
        )
        .flag(Flag::Forged),
        doubtful(
            "status_list_jwt_by_another",
            "A list of the attacker's at the academy's URL.",
            jwt(Document::status_list(&[]).set("/issuer", Attacker.did()))
                .kid(&Attacker.method())
                .sign(&Attacker.key()),
            StatusListWrongIssuer,
        )
        .flag(Flag::Forged),
        doubtful(
            "status_list_jwt_claim_of_another",
            "A list whose `iss` is somebody else.",
            signed(&list(&[]).set("/iss", Attacker.did())),
            StatusListProofInvalid,
        )
        .flag(Flag::Ambiguous),
        doubtful(
            "status_list_jwt_that_is_a_badge",
            "A badge of the academy's at the list's URL.",
            signed(&jwt(Document::badge().set("/id", LIST))),
            TypeUnexpected,
        )
        .flag(Flag::Replayed),
        doubtful(
            "status_list_jwt_unsigned",
            "A list with `alg` `none`.",
            signed(&list(&[]).header("alg", "none")),
            StatusListMalformed,
        )
        .flag(Flag::Forged),
        doubtful(
            "status_list_jwt_cut",
            "Half a JWT.",
            whole.get(..whole.len() / 2).unwrap_or_default().to_owned(),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
    ]
}

/// A credential as vc-jose-cose has it: nothing repeated but the issuer.
fn jwt(credential: Document) -> Jwt {
    ["/sub", "/jti", "/nbf"]
        .into_iter()
        .fold(Jwt::of(credential), Jwt::remove)
        .set("/iat", 1_772_236_800_u32)
        .header("typ", "vc+jwt")
}

/// A badge with a place in that list.
fn with(name: &str, comment: &str, list: impl Into<Content>) -> Vector {
    Vector::new(name, comment)
        .spec("status.md#list")
        .badge(Document::revocable_badge().sign(&by(Academy)))
        .evidence(LIST, list)
}

fn doubtful(name: &str, comment: &str, list: String, code: Code) -> Vector {
    with(name, comment, list).twin("status_list_jwt").expect(Undecided, Status, code)
}
