//! What endorsements in a badge are worth, and what they do to it. `spec/decisions/0006-endorsements.md`

use crate::world::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::policy::{Policy, UndecidedEndorsements};
use sanad_verifier::report::{Report, Verdict};

const WELDING: &str = "https://academy.example/welding-1";

/// An unsigned endorsement, by the guild, of the thing with that id.
fn endorsement(of: &str) -> Object {
    let subject = Object::new()
        .with("id", of)
        .with("type", vec!["EndorsementSubject"])
        .with("endorsementComment", "The guild teaches by it.");
    let issuer =
        Object::new().with("id", did_key(&guild())).with("type", vec!["Profile"]).with("name", "Guild");
    Object::new()
        .with("@context", CONTEXTS.to_vec())
        .with("id", "https://guild.example/endorsements/1")
        .with("type", vec!["VerifiableCredential", "EndorsementCredential"])
        .with("issuer", issuer)
        .with("name", "Endorsed by the guild")
        .with("validFrom", "2026-01-01T00:00:00Z")
        .with("credentialSubject", subject)
}

fn guild() -> sanad_core::signer::SigningKey {
    key(9)
}

fn by_guild(content: &Object) -> Object {
    let proof = proof(content, &options(did_key_method(&guild())), &guild());
    content.clone().with("proof", proof)
}

/// The academy's badge with an endorsement on its achievement, signed with all that is in it.
fn endorsed(endorsement: impl Into<Json>) -> Vec<u8> {
    issued(&with_member(&badge(), "credentialSubject", |subject| {
        with_member(&subject, "achievement", |a| a.with("endorsement", vec![endorsement.into()]))
    }))
}

fn judged(endorsement: Object) -> Report {
    report(&endorsed(endorsement), &evidence())
}

#[test]
fn a_good_endorsement_is_named_by_the_verified_badge() {
    let report = judged(by_guild(&endorsement(WELDING)));
    assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
    assert_outcome(&report, CheckId::Endorsements, Standing::Pass, "");
    let badge = report.accept().unwrap();
    let places: Vec<&str> = badge.endorsements().iter().map(|at| at.as_str()).collect();
    assert_eq!(places, ["/credentialSubject/achievement/endorsement/0"]);
}

#[test]
fn a_forged_endorsement_rejects_the_badge_that_its_issuer_signed() {
    let content = endorsement(WELDING);
    let forged =
        content.clone().with("proof", proof(&content, &options(did_key_method(&guild())), &attacker()));
    let report = judged(forged);
    assert_outcome(&report, CheckId::Endorsements, Standing::Fail, "endorsement.invalid");
    assert_eq!(report.outcome(CheckId::Endorsements).facts().text("cause"), Some("proof.signature_invalid"));
    let by_other = content.clone().with("proof", proof(&content, &options(did_key_method(&key(8))), &key(8)));
    let report = judged(by_other);
    assert_outcome(&report, CheckId::Endorsements, Standing::Fail, "endorsement.invalid");
    assert_eq!(report.outcome(CheckId::Endorsements).facts().text("cause"), Some("proof.method_not_issuer"));
}

#[test]
fn an_endorsement_of_one_thing_cannot_be_hung_on_another() {
    let report = judged(by_guild(&endorsement("https://academy.example/welding-2")));
    assert_outcome(&report, CheckId::Endorsements, Standing::Fail, "endorsement.subject_mismatch");
}

#[test]
fn an_endorsement_that_is_over_leaves_the_badge_alone_and_is_not_named() {
    let report = judged(by_guild(&endorsement(WELDING).with("validUntil", "2026-02-01T00:00:00Z")));
    assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
    let listed =
        report.outcome(CheckId::Endorsements).facts().get("endorsements").unwrap().items()[0].clone();
    let listed = listed.as_object().unwrap();
    assert_eq!((listed.text("standing"), listed.text("code")), (Some("lapsed"), Some("time.expired")));
    assert!(report.accept().unwrap().endorsements().is_empty());
}

#[test]
fn an_endorsement_by_somebody_unreachable_is_undecided_unless_tolerated() {
    let content = endorsement(WELDING).with("issuer", "did:web:guild.example");
    let proof = proof(&content, &options("did:web:guild.example#key-1"), &guild());
    let bytes = endorsed(content.with("proof", proof));
    let strict = report(&bytes, &evidence());
    assert_outcome(&strict, CheckId::Endorsements, Standing::Unknown, "endorsement.undecided");
    assert_eq!(strict.verdict(), Verdict::Undecided);
    let tolerant = Policy::accredited().with_undecided_endorsements(UndecidedEndorsements::Tolerate);
    let report = report_by(&bytes, &evidence(), tolerant);
    assert_outcome(&report, CheckId::Endorsements, Standing::Skip, "endorsement.undecided");
    assert!(report.accept().unwrap().endorsements().is_empty());
}
