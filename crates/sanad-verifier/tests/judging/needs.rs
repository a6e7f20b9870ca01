//! What is asked for, and in which order.

use crate::world::*;
use sanad_core::badge::SignedBadge;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::{Evidence, NeedKind};
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

fn needs(bytes: &[u8], evidence: &Evidence) -> Vec<(String, NeedKind)> {
    let badge = SignedBadge::from_json(bytes).expect("the bytes are JSON");
    let anchors = [TrustAnchor::issuer(ACADEMY)];
    let needs = Verifier::new(&anchors, evidence).needs(&badge, noon());
    needs.into_iter().map(|need| (need.url, need.kind)).collect()
}

#[test]
fn documents_are_named_when_they_begin_to_matter() {
    let content = badge().with("credentialStatus", entry("revocation", "1"));
    let bytes = issued(&content);
    let mut evidence = Evidence::new();
    assert_eq!(needs(&bytes, &evidence), [(ACADEMY_URL.to_owned(), NeedKind::ControllerDocument)]);
    evidence.insert(ACADEMY_URL, &document_bytes(&academy_document())).unwrap();
    assert_eq!(needs(&bytes, &evidence), [(LIST.to_owned(), NeedKind::StatusList)]);
    evidence.insert(LIST, &issued(&list_with(&[]))).unwrap();
    assert_eq!(needs(&bytes, &evidence), []);
    assert_eq!(report(&bytes, &evidence).verdict(), Verdict::Accept);
}

#[test]
fn what_was_asked_for_in_vain_is_not_asked_for_again() {
    let bytes = issued(&badge());
    let mut evidence = Evidence::new();
    evidence.insert_unreachable(ACADEMY_URL, "no answer");
    assert_eq!(needs(&bytes, &evidence), []);
    evidence.insert(ACADEMY_URL, b"<html>").unwrap_err();
    assert_eq!(needs(&bytes, &evidence), []);
}

/// A forger must not be able to send the verifier anywhere but to the issuer it names.
#[test]
fn nothing_is_asked_for_that_only_unsigned_data_names() {
    let status = badge().with("credentialStatus", entry("revocation", "1"));
    let forged = signed(&status, proof(&badge(), &options(ACADEMY_KEY), &academy()));
    assert_eq!(needs(&forged, &evidence()), []);
    let witness = options("did:web:witness.example#key-1");
    let proofs = |good: bool| {
        let own = proof(&badge(), &options(ACADEMY_KEY), &if good { academy() } else { attacker() });
        signed(&badge(), vec![own, proof(&badge(), &witness, &key(7))])
    };
    assert_eq!(needs(&proofs(false), &evidence()), []);
    assert_eq!(
        needs(&proofs(true), &Evidence::new()),
        [(ACADEMY_URL.to_owned(), NeedKind::ControllerDocument)]
    );
    let url = "https://witness.example/.well-known/did.json".to_owned();
    assert_eq!(needs(&proofs(true), &evidence()), [(url, NeedKind::ControllerDocument)]);
}

#[test]
fn nothing_is_asked_for_a_badge_that_is_rejected_anyway() {
    let expired =
        badge().with("credentialStatus", entry("revocation", "1")).with("validUntil", "2026-03-01T11:59:59Z");
    assert_eq!(needs(&issued(&expired), &evidence()), []);
}
