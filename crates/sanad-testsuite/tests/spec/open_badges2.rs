//! Open Badges 2.0 as a face shows and fetches it: what a displayer must show, and one document after the other.

#![expect(clippy::unwrap_used, reason = "a test stops where it goes wrong")]

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::ob2::shared::SharedAssertion;
use sanad_core::timestamp::Timestamp;
use sanad_testsuite::tree::Tree;
use sanad_testsuite::vector::badge::Vector;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::{Evidence, NeedKind};
use sanad_verifier::outcome::CheckId;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

/// 1EdTech's certification of displayers: a good badge, one that is over, and revoked ones, each shown with picture,
/// name, description, issuer, date and status.
#[test]
fn what_a_displayer_must_show_is_there_for_a_good_an_expired_and_a_revoked_badge() {
    let tree = Tree::read(&Tree::committed()).unwrap();
    for (name, verdict, check, code) in [
        ("ob2_hosted", Verdict::Accept, CheckId::Status, None),
        ("ob2_expired", Verdict::Reject, CheckId::Validity, Some(Code::TimeExpired)),
        ("ob2_revoked_said", Verdict::Reject, CheckId::Status, Some(Code::StatusRevoked)),
        ("ob2_revoked_gone", Verdict::Reject, CheckId::Status, Some(Code::StatusRevoked)),
        ("ob2_revoked_stripped", Verdict::Reject, CheckId::Status, Some(Code::StatusRevoked)),
        ("ob2_revoked_id", Verdict::Reject, CheckId::Status, Some(Code::StatusRevoked)),
    ] {
        let vector = Vector::read(&tree, &format!("badge/{name}")).unwrap();
        let report = vector.run().unwrap().reports.into_decisive();
        assert_eq!(report.verdict(), verdict, "{name}");
        assert_eq!(report.outcome(check).code(), code, "{name}");
        let claims = report.unverified().unwrap();
        assert_eq!(claims.name(&[]), Some("Welding I"), "{name}");
        assert_eq!(claims.description(&[]), Some("Joins steel plates so that they stay joined."), "{name}");
        assert_eq!(claims.issuer_name(&[]), Some("Academy of Welding"), "{name}");
        assert_eq!(
            claims.image().and_then(|image| image.id()),
            Some("https://academy.example/badges/welding-1.png"),
            "{name}"
        );
        assert_eq!(claims.awarded_date(), "2016-12-31T23:59:59Z".parse().map(Some), "{name}");
    }
}

/// Fetches what is wanted out of a closed world until nothing is, and tells in which order.
fn gather(
    shared: &SharedAssertion,
    world: &Evidence,
    pages: &[(&str, String)],
    at: Timestamp,
) -> (Evidence, Vec<String>) {
    let anchors = [];
    let mut evidence = world.clone();
    let mut asked = Vec::new();
    for _ in 0..10 {
        let needs = Verifier::new(&anchors, &evidence).assertion_needs(shared, at);
        let Some(need) = needs.into_iter().next() else { break };
        assert_eq!(need.kind, NeedKind::Hosted, "{}", need.url);
        let page = pages.iter().find(|(url, _)| *url == need.url);
        let (_, page) = page.unwrap_or_else(|| panic!("nobody hosts {}", need.url));
        evidence.insert(need.url.as_str(), page.as_bytes()).unwrap();
        asked.push(need.url);
    }
    (evidence, asked)
}

#[test]
fn from_a_url_alone_one_document_names_the_next() {
    let tree = Tree::read(&Tree::committed()).unwrap();
    let page = |file: &str| {
        let bytes = tree.get(&format!("badge/ob2_hosted/evidence/academy.example-{file}.json")).unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let (assertion, class, issuer) = (
        "https://academy.example/assertions/7",
        "https://academy.example/badges/welding-1",
        "https://academy.example/issuer",
    );
    let pages =
        [(assertion, page("assertions-7")), (class, page("badges-welding-1")), (issuer, page("issuer"))];
    let at: Timestamp = "2026-03-01T09:00:00Z".parse().unwrap();
    let shared = SharedAssertion::from_url(assertion);
    let (evidence, asked) = gather(&shared, &Evidence::new(), &pages, at);
    assert_eq!(asked, [assertion, class, issuer]);
    let anchors = [TrustAnchor::issuer(issuer)];
    let report = Verifier::new(&anchors, &evidence).verify_assertion(shared, at);
    let badge = report.accept().unwrap();
    assert_eq!(badge.claims().issuer_id(), Some(issuer));
    assert_eq!(badge.as_received(), assertion.as_bytes());
}

/// What was handed over decides nothing: whatever stands in it, the report's checks are the same.
#[test]
fn whatever_is_written_into_a_hosted_assertion_its_host_decides() {
    let tree = Tree::read(&Tree::committed()).unwrap();
    let vector = Vector::read(&tree, "badge/ob2_hosted").unwrap();
    let good = vector.run().unwrap().reports.into_decisive();
    let object = tree.object("badge/ob2_hosted/badge.json").unwrap();
    let changes: [fn(Object) -> Object; 5] = [
        |object| object.without("recipient"),
        |object| object.with("expires", "1999-01-01T00:00:00Z"),
        |object| object.with("revoked", true),
        |object| object.with("badge", "https://attacker.example/badge"),
        |object| object.with("issuedOn", "never"),
    ];
    for change in changes {
        let changed = change(object.clone());
        let report = vector.clone().badge(changed.clone()).run().unwrap().reports.into_decisive();
        for check in CheckId::ALL {
            assert_eq!(report.outcome(check), good.outcome(check), "{changed:?}");
        }
        assert!(report.remarks().iter().any(|remark| remark.code == Code::Ob2Differs), "{changed:?}");
        assert_eq!(
            report.unverified().map(|claims| claims.object().clone()),
            good.unverified().map(|claims| claims.object().clone())
        );
    }
}
