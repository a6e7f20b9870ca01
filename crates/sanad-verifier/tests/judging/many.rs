//! One verifier for many badges says of each what a verifier of its own says.

use crate::world::*;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::policy::Policy;
use sanad_verifier::verify::Verifier;

fn with_status(id: &str, index: &str) -> Vec<u8> {
    issued(&badge().with("id", id).with("credentialStatus", entry("revocation", index)))
}

/// Badges that have issuer, keys and list in common, and differ in everything that these are asked for.
fn badges() -> Vec<Vec<u8>> {
    let other_issuer = with_member(&badge(), "issuer", |issuer| issuer.with("id", did_key(&attacker())));
    let other_issuer = other_issuer.with("credentialStatus", entry("revocation", "1"));
    let by_other = proof(&other_issuer, &options(did_key_method(&attacker())), &attacker());
    let altered = String::from_utf8_lossy(&with_status("urn:x:6", "6")).replace("Welding I", "welding I");
    vec![
        with_status("urn:x:1", "1"),
        with_status("urn:x:2", "2"),
        signed(&other_issuer, by_other),
        with_status("urn:x:3", "3"),
        issued(&badge().with("credentialStatus", entry("suspension", "1"))),
        altered.into_bytes(),
        b"{".to_vec(),
        issued(&badge()),
        with_status("urn:x:9", "999999"),
    ]
}

fn compare(evidence: &Evidence, times: &[Timestamp], policy: &Policy) -> Vec<String> {
    let anchors = [TrustAnchor::issuer(ACADEMY), TrustAnchor::issuer(did_key(&attacker()))];
    let fresh = || Verifier::new(&anchors, evidence).with_policy(policy.clone());
    let shared = fresh();
    let badges = badges();
    let mut reports = Vec::new();
    for at in times {
        let together: Vec<String> =
            shared.verify_each(badges.iter().chain(&badges), *at).map(|reports| reports.to_json()).collect();
        let alone: Vec<String> =
            badges.iter().map(|badge| fresh().verify_shared(badge, *at).to_json()).collect();
        let (once, again) = together.split_at(badges.len());
        assert_eq!(once, alone);
        assert_eq!(again, alone);
        for badge in &badges {
            assert_eq!(shared.needs_shared(badge, *at), fresh().needs_shared(badge, *at));
        }
        reports.extend(alone);
    }
    reports
}

#[test]
fn what_badges_have_in_common_changes_no_report_at_any_time_in_any_order() {
    let mut evidence = evidence();
    evidence.insert(LIST, &issued(&list_with(&[2]))).unwrap();
    // In force, then run out, then in force again.
    let times = [noon(), at("2026-03-09T12:00:00Z"), noon()];
    let reports = compare(&evidence, &times, &Policy::accredited());
    let has = |text: &str| reports.iter().any(|report| report.contains(text));
    for code in
        ["status.revoked", "status.list_expired", "status.list_wrong_issuer", "status.purpose_mismatch"]
    {
        assert!(has(code), "{code} was to be among the reports");
    }
    assert!(has("\"verdict\": \"accept\""));
}

#[test]
fn what_is_missing_is_missed_by_every_badge() {
    for policy in [Policy::accredited(), Policy::authentic()] {
        let reports = compare(&evidence(), &[noon()], &policy);
        assert!(reports.iter().filter(|report| report.contains("status.unavailable")).count() > 3);
        let reports = compare(&Evidence::new(), &[noon()], &policy);
        assert!(reports.iter().filter(|report| report.contains("did.unavailable")).count() > 3);
    }
}

#[test]
fn a_list_that_is_no_ones_word_is_doubted_each_time() {
    let mut evidence = evidence();
    let list = list_with(&[]);
    let forged = signed(&list, proof(&list, &options(did_key_method(&attacker())), &attacker()));
    evidence.insert(LIST, &forged).unwrap();
    let reports = compare(&evidence, &[noon(), noon()], &Policy::accredited());
    assert!(reports.iter().filter(|report| report.contains("status.list_proof_invalid")).count() > 6);
}

#[test]
fn another_policy_begins_with_nothing_in_mind() {
    let mut evidence = evidence();
    evidence.insert(LIST, &issued(&list_with(&[2]))).unwrap();
    let anchors = [TrustAnchor::issuer(ACADEMY)];
    let badge = with_status("urn:x:1", "1");
    let early = at("2026-03-01T11:59:30Z");
    let verifier = Verifier::new(&anchors, &evidence);
    let with_skew = verifier.verify_shared(&badge, early).to_json();
    // Without the skew the list is of the future.
    let strict = Policy::accredited().with_clock_skew_seconds(0);
    let without = verifier.clone().with_policy(strict.clone()).verify_shared(&badge, early).to_json();
    assert_eq!(
        without,
        Verifier::new(&anchors, &evidence).with_policy(strict).verify_shared(&badge, early).to_json()
    );
    assert_ne!(without, with_skew);
}
