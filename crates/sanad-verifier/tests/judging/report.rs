//! The report itself: for unreadable bytes, for a recipient, for machines.

use crate::world::*;
use sanad_core::json::{Json, Object};
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

fn json(text: &str) -> Object {
    match Json::parse(text.as_bytes()) {
        Ok(Json::Object(object)) => object,
        other => panic!("a report is an object, and this is {other:?}"),
    }
}

#[test]
fn what_cannot_be_read_is_reported_and_nothing_else_is_asked() {
    for (bytes, standing, code) in [
        (&b"{"[..], Standing::Fail, "json.malformed"),
        (br#"{"a":1,"a":2}"#, Standing::Fail, "json.duplicate_key"),
        (b"[]", Standing::Fail, "schema.wrong_kind"),
        (b"{}", Standing::Fail, "type.unexpected"),
        (b"\x89PNG\r\n\x1a\n", Standing::Fail, "bake.malformed"),
        (b"eyJhbGciOiJFZERTQSJ9.e30.c2ln", Standing::Fail, "type.unexpected"),
        (b"eyJhbGciOiJub25lIn0.e30.", Standing::Fail, "jwt.alg_not_allowed"),
    ] {
        let report = report(bytes, &evidence());
        assert_outcome(&report, CheckId::Structure, standing, code);
        for check in CheckId::ALL.into_iter().skip(1) {
            assert_outcome(&report, check, Standing::Skip, "verify.not_reached");
        }
        assert!(report.accept().is_err());
    }
    let deep = "[".repeat(1 << 20);
    assert_outcome(
        &report(deep.as_bytes(), &evidence()),
        CheckId::Structure,
        Standing::Fail,
        "json.too_deep",
    );
}

#[test]
fn a_status_list_offered_as_a_badge_is_none() {
    let report = report(&issued(&list_with(&[])), &evidence());
    assert_outcome(&report, CheckId::Structure, Standing::Fail, "type.unexpected");
}

#[test]
fn the_recipient_is_compared_with_whom_the_caller_knows() {
    let anchors = [TrustAnchor::issuer(ACADEMY)];
    let evidence = evidence();
    for (known, standing, code) in [
        ("did:web:ada.example", Standing::Pass, ""),
        ("did:web:eve.example", Standing::Fail, "subject.mismatch"),
        ("email:ada@example.org", Standing::Unknown, "subject.not_checked"),
    ] {
        let known: KnownRecipient = known.parse().unwrap();
        let verifier = Verifier::new(&anchors, &evidence).with_recipient(&known);
        assert_outcome(
            &verifier.verify_shared(&issued(&badge()), noon()).into_decisive(),
            CheckId::Recipient,
            standing,
            code,
        );
    }
}

#[test]
fn a_badge_out_of_its_time_is_rejected_for_that() {
    let anchors = [TrustAnchor::issuer(ACADEMY)];
    let evidence = evidence();
    let verifier = Verifier::new(&anchors, &evidence);
    let options = options(ACADEMY_KEY).created(at("2026-02-01T00:00:00Z"));
    let content = badge().with("validUntil", "2026-03-02T00:00:00Z");
    let bytes = signed(&content, proof(&content, &options, &academy()));
    let early = verifier.verify_shared(&bytes, at("2026-03-01T08:59:59Z")).into_decisive();
    assert_outcome(&early, CheckId::Validity, Standing::Fail, "time.not_yet_valid");
    let late = verifier.verify_shared(&bytes, at("2026-03-02T00:00:01Z")).into_decisive();
    assert_outcome(&late, CheckId::Validity, Standing::Fail, "time.expired");
    assert_eq!(late.reason().unwrap().0, CheckId::Validity);
}

/// spec/report.md#json
#[test]
fn the_report_for_machines_has_all_members_in_their_order_whatever_the_input() {
    let good = report(&issued(&badge()), &evidence());
    assert_eq!(good.verdict(), Verdict::Accept);
    let unreadable = report(b"?", &evidence());
    let names = |object: &Object| object.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    let member = |object: &Object, name: &str| object.get(name).and_then(Json::as_object).cloned().unwrap();
    for report in [&good, &unreadable] {
        let json = json(&report.to_json());
        assert_eq!(names(&json), ["report", "verdict", "at", "policy", "badge", "checks", "remarks"]);
        let badge = [
            "claims",
            "format",
            "place",
            "id",
            "name",
            "description",
            "issuer",
            "recipient",
            "awarded",
            "valid_from",
            "valid_until",
            "image",
            "digest",
        ];
        assert_eq!(names(&member(&json, "badge")), badge);
        let checks = member(&json, "checks");
        assert_eq!(names(&checks), CheckId::ALL.map(|check| check.as_str().to_owned()));
        for (check, _) in checks.iter() {
            assert_eq!(names(&member(&checks, check)), ["outcome", "code", "at", "detail", "facts"]);
        }
    }
    let json = json(&good.to_json());
    let badge = member(&json, "badge");
    assert_eq!(badge.text("claims"), Some("verified"));
    assert_eq!(badge.text("name"), Some("Welding I"));
    assert_eq!(member(&badge, "issuer").text("name"), Some("Academy"));
    assert_eq!(member(&badge, "recipient").text("id"), Some("did:web:ada.example"));
    assert_eq!(badge.text("valid_from"), Some("2026-03-01T09:00:00Z"));
    assert_eq!(report(&issued(&self::badge()), &evidence()).to_json(), good.to_json());
    // `printf '?' | sha256sum`
    let digest = "sha256:8a8de823d5ed3e12746a62ef169bcf372be0ca44f0a1236abc35df05d96928e1";
    assert_eq!(unreadable.digest(), digest);
}
