//! Every byte of a derived proof value counts: with any of them changed the badge is not accepted.

#![expect(clippy::unwrap_used, reason = "a test stops where it goes wrong")]

use std::collections::BTreeMap;
use std::path::Path;

use sanad_core::json::{Json, Object};
use sanad_core::multibase::Base;
use sanad_core::timestamp::Timestamp;
use sanad_testsuite::document::AT;
use sanad_testsuite::selective::keys;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

fn badge() -> Object {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../test-vectors/badge/selective_with_evidence/badge.json");
    let Json::Object(badge) = Json::parse(&std::fs::read(file).unwrap()).unwrap() else { panic!() };
    badge
}

fn with_value(badge: &Object, value: &[u8]) -> String {
    let proof = badge.get("proof").and_then(Json::as_object).unwrap();
    let proof = proof.clone().with("proofValue", Base::Base64Url.encode(value));
    Json::Object(badge.clone().with("proof", proof)).to_compact()
}

#[test]
fn no_byte_of_a_derived_proof_value_can_be_changed() {
    let badge = badge();
    let proof = badge.get("proof").and_then(Json::as_object).unwrap();
    let value = Base::Base64Url.decode(proof.text("proofValue").unwrap()).unwrap();
    let evidence = Evidence::new();
    let anchors = [TrustAnchor::issuer(keys::did(&keys::of("academy").issuer))];
    let verifier = Verifier::new(&anchors, &evidence);
    let at: Timestamp = AT.parse().unwrap();
    let verdict = |value: &[u8]| {
        let report = verifier.verify_shared(with_value(&badge, value).as_bytes(), at).into_decisive();
        let code = report.checks().find_map(|(_, outcome)| outcome.code()).map(|code| code.as_str());
        (report.verdict(), code.unwrap_or_default())
    };
    assert_eq!(verdict(&value).0, Verdict::Accept, "as it is");
    let mut codes = BTreeMap::new();
    for at in 0..value.len() {
        let mut changed = value.clone();
        changed[at] ^= 1 << (at % 8);
        let (verdict, code) = verdict(&changed);
        assert_eq!(verdict, Verdict::Reject, "byte {at} of {}", value.len());
        *codes.entry(code).or_insert(0) += 1;
    }
    println!("{} bytes, refused with {codes:?}", value.len());
    let expected = [
        "key.malformed",
        "key.type_mismatch",
        "proof.disclosure_mismatch",
        "proof.signature_invalid",
        "proof.value_encoding",
        "proof.value_length",
    ];
    for code in codes.keys() {
        assert!(expected.contains(code), "{code}");
    }
}
