//! What others say of a badge, each as a JWT within it.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Json;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::super::endorsements::endorsement;
use crate::document::{Document, WEB, WEB_METHOD, WEB_URL, by};
use crate::jwt::Jwt;
use crate::keys::Who::{self, *};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    let by_web = || signed(&Jwt::of(endorsement().set("/issuer/id", WEB)).kid(WEB_METHOD), Commission);
    let badge = || Document::badge();
    let badge_id = badge().into_object().get("id").cloned().unwrap_or(Json::Null);
    vec![
        with(
            "endorsement_jwt",
            "The commission endorses the achievement by a JWT.",
            &signed(&jwt(), Commission),
        )
        .accepted(),
        Vector::new("endorsement_jwt_in_jwt", "The same in a badge that is a JWT itself.")
            .spec("verification.md#endorsements")
            .badge(Jwt::of(endorsed(&signed(&jwt(), Commission))).sign(&Academy.key()))
            .accepted(),
        Vector::new("endorsement_jwt_of_badge", "The commission endorses the badge by a JWT.")
            .spec("verification.md#endorsements")
            .badge(
                badge()
                    .set(
                        "/endorsementJwt",
                        vec![signed(
                            &Jwt::of(endorsement().set("/credentialSubject/id", badge_id))
                                .kid(&Commission.method()),
                            Commission,
                        )],
                    )
                    .sign(&by(Academy)),
            )
            .accepted(),
        refused(
            "endorsement_jwt_forged",
            "The attacker endorses in the commission's name.",
            &signed(&jwt(), Attacker),
            EndorsementInvalid,
        )
        .flag(Flag::Forged),
        refused(
            "endorsement_jwt_by_attackers_key",
            "The same with the attacker's key in the header.",
            &signed(&jwt().kid(&Attacker.method()), Attacker),
            EndorsementInvalid,
        )
        .flag(Flag::Forged),
        refused(
            "endorsement_jwt_of_something_else",
            "The commission's endorsement of another achievement.",
            &signed(
                &Jwt::of(
                    endorsement()
                        .set("/credentialSubject/id", "https://academy.example/achievements/cooking-1"),
                )
                .kid(&Commission.method()),
                Commission,
            ),
            EndorsementSubjectMismatch,
        )
        .flag(Flag::Replayed),
        refused(
            "endorsement_jwt_that_is_a_badge",
            "A badge by the commission where an endorsement is expected.",
            &signed(
                &Jwt::of(badge().set("/issuer/id", Commission.did())).kid(&Commission.method()),
                Commission,
            ),
            EndorsementInvalid,
        )
        .flag(Flag::Replayed),
        refused(
            "endorsement_jwt_with_claim_of_another",
            "An endorsement whose `sub` is not its subject.",
            &signed(&jwt().set("/sub", Learner.did()), Commission),
            EndorsementInvalid,
        )
        .flag(Flag::Ambiguous),
        with(
            "endorsement_jwt_lapsed",
            "An endorsement whose end, in `exp` only, is past: nothing against the badge.",
            &signed(&jwt().set("/exp", 1_772_355_599_u32), Commission),
        )
        .flag(Flag::OutOfTime)
        .accepted(),
        with("endorsement_jwt_by_web", "An endorser with a did:web, whose document is at hand.", &by_web())
            .evidence(WEB_URL, Document::controller(WEB, WEB_METHOD, Commission))
            .accepted(),
        with("endorsement_jwt_undecided", "The same without the document.", &by_web())
            .flag(Flag::Unavailable)
            .twin("endorsement_jwt_by_web")
            .expect(Undecided, Endorsements, EndorsementUndecided)
            .wants(WEB_URL),
    ]
}

/// What the commission says of the achievement; unsigned.
fn jwt() -> Jwt {
    Jwt::of(endorsement()).kid(&Commission.method())
}

fn signed(jwt: &Jwt, who: Who) -> String {
    jwt.sign(&who.key())
}

/// The small badge with that endorsement of its achievement.
fn endorsed(jwt: &str) -> Document {
    Document::badge().set("/credentialSubject/achievement/endorsementJwt", vec![jwt])
}

fn with(name: &str, comment: &str, jwt: &str) -> Vector {
    Vector::new(name, comment).spec("verification.md#endorsements").badge(endorsed(jwt).sign(&by(Academy)))
}

fn refused(name: &str, comment: &str, jwt: &str, code: Code) -> Vector {
    with(name, comment, jwt).twin("endorsement_jwt").expect(Reject, Endorsements, code)
}
