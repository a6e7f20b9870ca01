//! The signed example of the 1EdTech implementation guide, judged whole.

#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop its test")]

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::timestamp::Timestamp;
use sanad_testsuite::third_party;
use sanad_verifier::evidence::{Evidence, Need, NeedKind};
use sanad_verifier::outcome::CheckId;
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

const FILE: &str = "guide/ob-signed-credential.json";

/// The document that the example's issuer would publish: the guide gives the key only as the fragment.
fn controller_document(method: &str) -> Object {
    let (id, key) = method.split_once('#').unwrap();
    let listed = Object::new()
        .with("id", method)
        .with("type", "Multikey")
        .with("controller", id)
        .with("publicKeyMultibase", key);
    Object::new().with("id", id).with("assertionMethod", vec![listed])
}

#[test]
fn the_guides_badge_is_authentic_once_its_issuer_publishes_the_key() {
    let Some(suite) = third_party::suite("open-badges") else { return };
    let bytes = std::fs::read(suite.join(FILE)).unwrap();
    let badge = sanad_core::badge::SignedBadge::from_json(&bytes).unwrap();
    let proofs = badge.proofs().unwrap();
    let document = controller_document(proofs.proofs()[0].verification_method().unwrap());
    let url = document.text("id").unwrap().to_owned();
    let at: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();

    let nothing = Evidence::new();
    let verifier = Verifier::new(&[], &nothing).with_policy(Policy::authentic());
    let wanted: Vec<(String, NeedKind)> =
        verifier.needs(&badge, at).into_iter().map(|Need { url, kind, .. }| (url, kind)).collect();
    assert_eq!(wanted, [(url.clone(), NeedKind::ControllerDocument)]);
    assert_eq!(verifier.verify(badge.clone(), at).outcome(CheckId::Proof).code(), Some(Code::DidUnavailable));

    let mut evidence = Evidence::new();
    evidence.insert(url, Json::Object(document).to_compact().as_bytes()).unwrap();
    let verifier = Verifier::new(&[], &evidence).with_policy(Policy::authentic());
    let report = verifier.verify(badge, at);
    assert_eq!(report.verdict(), Verdict::Accept, "{}", report.to_json());
}
