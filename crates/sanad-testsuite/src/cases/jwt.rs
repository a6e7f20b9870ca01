//! Badges that came as JWTs.

mod algorithms;
mod claims;
mod endorsements;
mod form;
mod header;
mod key_sets;
mod keys;
mod lists;
mod profiles;

use sanad_core::code::Code;
use sanad_core::multibase::Base;
use sanad_verifier::outcome::CheckId;
use sanad_verifier::report::Verdict::*;

use super::documents::vc_1_1;
use crate::content::Content;
use crate::document::Document;
use crate::jwt::Jwt;
use crate::keys::Who::*;
use crate::vector::badge::Vector;

const UNTIL: &str = "2027-02-01T09:00:00Z";

pub(super) fn cases() -> Vec<Vector> {
    [
        good(),
        algorithms::cases(),
        header::cases(),
        form::cases(),
        claims::cases(),
        profiles::cases(),
        keys::cases(),
        key_sets::cases(),
        endorsements::cases(),
        lists::cases(),
    ]
    .concat()
}

fn good() -> Vec<Vector> {
    vec![
        vector("jwt", "The small badge as a JWT, signed with EdDSA by a did:key.", signed(&jwt())).accepted(),
        vector(
            "jwt_ed25519",
            "The same with the name that RFC 9864 gives the algorithm.",
            signed(&jwt().header("alg", "Ed25519")),
        )
        .accepted(),
        vector("jwt_without_typ", "The same without `typ`.", signed(&jwt().without_header("typ"))).accepted(),
        vector(
            "jwt_in_a_file",
            "The same with a line feed behind it, as files have one.",
            format!("{}\n", signed(&jwt())),
        )
        .accepted(),
        vector("jwt_vc_1_1", "A badge in VC 1.1, which stands under `vc`.", signed(&Jwt::of_1_1(vc_1_1())))
            .spec("jwt.md#payload")
            .accepted(),
        vector(
            "jwt_until",
            "A badge with an end, which `exp` repeats.",
            signed(&Jwt::of(Document::badge().set("/validUntil", UNTIL))),
        )
        .spec("jwt.md#claims")
        .accepted(),
        vector(
            "jwt_exp_alone",
            "A badge whose end stands in `exp` only.",
            signed(&jwt().set("/exp", 1_801_472_400_u32)),
        )
        .spec("jwt.md#claims")
        .accepted(),
        vector(
            "jwt_with_iat",
            "A JWT that says when it was made.",
            signed(&jwt().set("/iat", 1_769_936_400_u32)),
        )
        .spec("jwt.md#claims")
        .accepted(),
    ]
}

fn vector(name: &str, comment: &str, badge: impl Into<Content>) -> Vector {
    Vector::new(name, comment).spec("jwt.md#checking").badge(badge)
}

/// One that differs from the good JWT in one thing.
fn refused(name: &str, comment: &str, badge: impl Into<Content>, check: CheckId, code: Code) -> Vector {
    vector(name, comment, badge).twin("jwt").expect(Reject, check, code)
}

fn jwt() -> Jwt {
    Jwt::of(Document::badge())
}

fn signed(jwt: &Jwt) -> String {
    jwt.sign(&Academy.key())
}

fn payload_text(jwt: &Jwt) -> String {
    let signed = signed(jwt);
    let payload = signed.split('.').nth(1).unwrap_or_default();
    String::from_utf8(Base::Base64Url.decode_bare(payload).unwrap_or_default()).unwrap_or_default()
}
