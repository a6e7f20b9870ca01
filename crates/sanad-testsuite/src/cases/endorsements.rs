//! What others say of a badge, each a signed credential within it.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{CONTEXTS, Document, ISSUED, WEB, WEB_METHOD, WEB_URL, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const ACHIEVEMENT: &str = "https://academy.example/achievements/welding-1";

/// What the commission says of the achievement; unsigned.
pub(super) fn endorsement() -> Document {
    endorsement_of(ACHIEVEMENT)
}

/// What the commission says of something; unsigned.
pub(super) fn endorsement_of(id: &str) -> Document {
    let subject = Object::new()
        .with("id", id)
        .with("type", vec!["EndorsementSubject"])
        .with("endorsementComment", "We have seen the bench.");
    Document::of(
        Object::new()
            .with("@context", CONTEXTS.to_vec())
            .with("id", "urn:uuid:0b6a9f1e-31c4-4a57-8d39-0c5f3c5e7a10")
            .with("type", vec!["VerifiableCredential", "EndorsementCredential"])
            .with("name", "Endorsement of Welding I")
            .with("issuer", Object::new().with("id", Commission.did()).with("type", vec!["Profile"]))
            .with("validFrom", ISSUED)
            .with("credentialSubject", subject),
    )
}

/// The small badge with these endorsements of its achievement, signed.
fn with(name: &str, comment: &str, endorsements: Vec<Document>) -> Vector {
    Vector::new(name, comment).spec("verification.md#endorsements").badge(
        Document::badge().set("/credentialSubject/achievement/endorsement", endorsements).sign(&by(Academy)),
    )
}

fn refused(name: &str, comment: &str, endorsement: Document, code: Code) -> Vector {
    with(name, comment, vec![endorsement]).twin("endorsement_good").expect(Reject, Endorsements, code)
}

pub(super) fn cases() -> Vec<Vector> {
    let signed = || endorsement().sign(&by(Commission));
    let by_web = || endorsement().set("/issuer/id", WEB).sign(&by(Commission).method(WEB_METHOD));
    let on_badge = {
        let badge = Document::badge();
        let id = badge.clone().into_object().get("id").cloned().unwrap_or(Json::Null);
        badge.set("/endorsement", vec![endorsement().set("/credentialSubject/id", id).sign(&by(Commission))])
    };
    vec![
        with("endorsement_good", "The commission endorses the achievement.", vec![signed()]).accepted(),
        Vector::new("endorsement_of_badge", "The commission endorses the badge.")
            .spec("verification.md#endorsements")
            .badge(on_badge.sign(&by(Academy)))
            .accepted(),
        with(
            "endorsement_lapsed",
            "An endorsement that is over: nothing against the badge.",
            vec![endorsement().set("/validUntil", "2026-02-28T00:00:00Z").sign(&by(Commission))],
        )
        .flag(Flag::OutOfTime)
        .accepted(),
        refused(
            "endorsement_altered",
            "An endorsement whose words the academy changed.",
            signed().set("/credentialSubject/endorsementComment", "The best there is."),
            EndorsementInvalid,
        )
        .flag(Flag::Altered),
        refused(
            "endorsement_forged",
            "The attacker endorses in the commission's name.",
            endorsement().sign(&by(Attacker)),
            EndorsementInvalid,
        )
        .flag(Flag::Forged),
        refused("endorsement_unsigned", "An endorsement without a proof.", endorsement(), EndorsementInvalid)
            .flag(Flag::Forged),
        refused(
            "endorsement_of_something_else",
            "The commission's endorsement of another achievement.",
            endorsement()
                .set("/credentialSubject/id", "https://academy.example/achievements/cooking-1")
                .sign(&by(Commission)),
            EndorsementSubjectMismatch,
        )
        .flag(Flag::Replayed),
        with(
            "endorsement_good_then_forged",
            "A good endorsement and a forged one.",
            vec![signed(), endorsement().sign(&by(Attacker))],
        )
        .flag(Flag::Forged)
        .twin("endorsement_good")
        .expect(Reject, Endorsements, EndorsementInvalid),
        with("endorsement_by_web", "An endorser with a did:web, whose document is at hand.", vec![by_web()])
            .evidence(WEB_URL, Document::controller(WEB, WEB_METHOD, Commission))
            .accepted(),
        with("endorsement_undecided", "The same without the document.", vec![by_web()])
            .flag(Flag::Unavailable)
            .twin("endorsement_by_web")
            .expect(Undecided, Endorsements, EndorsementUndecided)
            .wants(WEB_URL),
        with("endorsement_undecided_tolerated", "The same by a policy that does not mind.", vec![by_web()])
            .flag(Flag::Unavailable)
            .tolerate_undecided_endorsements()
            .accepted()
            .also(Endorsements, EndorsementUndecided)
            .wants(WEB_URL),
    ]
}
