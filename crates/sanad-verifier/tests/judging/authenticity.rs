//! Who made a badge: proofs, the keys they name, and whose those are.

use crate::world::*;
use sanad_core::canonical::jsonld::{ContextSet, OpenBadgesEdition};
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::ProofOptions;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

#[test]
fn a_good_badge_is_accepted_under_both_suites() {
    for suite in [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022] {
        let options = ProofOptions::new(suite, ACADEMY_KEY).created(noon());
        let bytes = signed(&badge(), proof(&badge(), &options, &academy()));
        let report = report(&bytes, &evidence());
        assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
        assert_eq!(report.accept().unwrap().as_received(), bytes);
    }
}

#[test]
fn a_did_key_needs_no_evidence_and_a_stranger_is_undecided() {
    let id = did_key(&attacker());
    let content = badge().with("issuer", id.as_str());
    let bytes = signed(&content, proof(&content, &options(did_key_method(&attacker())), &attacker()));
    let report = report(&bytes, &Evidence::new());
    assert_eq!(report.verdict(), Verdict::Undecided, "{}", summary(&report));
    assert_outcome(&report, CheckId::Accreditation, Standing::Unknown, "accred.issuer_unknown");
    assert!(report.accept().unwrap_err().to_string().starts_with("undecided: accreditation: "));
    let report = report_by(&bytes, &Evidence::new(), Policy::authentic());
    assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
}

/// Threats P3: anybody can sign with their own key and write another's name above.
#[test]
fn a_key_of_somebody_else_is_not_the_issuers() {
    let bytes = signed(&badge(), proof(&badge(), &options(did_key_method(&attacker())), &attacker()));
    let report = report(&bytes, &evidence());
    assert_outcome(&report, CheckId::Proof, Standing::Pass, "");
    assert_outcome(&report, CheckId::Issuer, Standing::Fail, "proof.method_not_issuer");
    assert_outcome(&report, CheckId::Validity, Standing::Skip, "verify.not_reached");
}

#[test]
fn somebody_else_is_not_the_issuer_even_if_their_document_is_not_there() {
    let other = "did:web:attacker.example#key-1";
    let bytes = signed(&badge(), proof(&badge(), &options(other), &attacker()));
    let anchors = [TrustAnchor::issuer(ACADEMY)];
    let nothing = Evidence::new();
    let verifier = Verifier::new(&anchors, &nothing);
    let report = verifier.verify_shared(&bytes, noon()).into_decisive();
    assert_outcome(&report, CheckId::Proof, Standing::Unknown, "did.unavailable");
    assert_outcome(&report, CheckId::Issuer, Standing::Fail, "proof.method_not_issuer");
    let badge = sanad_core::badge::SignedBadge::from_json(&bytes).unwrap();
    assert_eq!(verifier.needs(&badge, noon()), []);
}

/// Threats P2.
#[test]
fn a_fragment_is_never_taken_for_a_key() {
    let method = format!("{ACADEMY}#{}", {
        use sanad_core::signer::Signer as _;
        attacker().public_key().to_multikey()
    });
    let bytes = signed(&badge(), proof(&badge(), &options(method), &attacker()));
    assert_outcome(&report(&bytes, &evidence()), CheckId::Proof, Standing::Fail, "proof.method_not_found");
    assert_outcome(&report(&bytes, &Evidence::new()), CheckId::Proof, Standing::Unknown, "did.unavailable");
}

#[test]
fn the_key_has_to_be_the_issuers_own_listed_for_assertions_and_in_force() {
    let methods = |method: Object| Object::new().with("id", ACADEMY).with("verificationMethod", vec![method]);
    let own = || method(ACADEMY_KEY, ACADEMY, &academy());
    let listed = |document: Object| document.with("assertionMethod", vec![ACADEMY_KEY]);
    for (document, code) in [
        (methods(own()).with("authentication", vec![ACADEMY_KEY]), "proof.method_not_authorised"),
        (listed(methods(own().with("controller", "did:web:other.example"))), "did.controller_mismatch"),
        (listed(methods(own().with("revoked", "2026-03-01T12:00:00Z"))), "key.retired"),
        (listed(methods(own().with("expires", "2026-02-28T00:00:00Z"))), "key.retired"),
    ] {
        let mut evidence = Evidence::new();
        evidence.insert(ACADEMY_URL, &document_bytes(&document)).unwrap();
        let report = report(&issued(&badge()), &evidence);
        assert_outcome(&report, CheckId::Proof, Standing::Pass, "");
        assert_outcome(&report, CheckId::Issuer, Standing::Fail, code);
    }
    let mut evidence = Evidence::new();
    let later = listed(methods(own().with("expires", "2026-03-01T12:00:01Z")));
    evidence.insert(ACADEMY_URL, &document_bytes(&later)).unwrap();
    assert_eq!(report(&issued(&badge()), &evidence).verdict(), Verdict::Accept);
}

#[test]
fn a_document_that_is_another_or_wrong_fails_and_one_that_is_none_is_unknown() {
    let mut evidence = Evidence::new();
    evidence
        .insert(ACADEMY_URL, &document_bytes(&academy_document().with("id", "did:web:other.example")))
        .unwrap();
    assert_outcome(&report(&issued(&badge()), &evidence), CheckId::Proof, Standing::Fail, "did.id_mismatch");
    evidence.insert(ACADEMY_URL, b"<html>please log in</html>").unwrap_err();
    assert_outcome(
        &report(&issued(&badge()), &evidence),
        CheckId::Proof,
        Standing::Unknown,
        "did.unavailable",
    );
    assert_outcome(
        &report(&issued(&badge()), &evidence),
        CheckId::Issuer,
        Standing::Unknown,
        "did.unavailable",
    );
    evidence.insert_document(&document_bytes(&academy_document())).unwrap();
    assert_eq!(report(&issued(&badge()), &evidence).verdict(), Verdict::Accept);
}

#[test]
fn what_the_proof_says_of_itself_has_to_fit() {
    let good = || options(ACADEMY_KEY);
    for (options, code) in [
        (good().created(at("2026-03-01T12:01:01Z")), "proof.created_in_future"),
        (good().expires(noon()), "proof.expired"),
    ] {
        let bytes = signed(&badge(), proof(&badge(), &options, &academy()));
        assert_outcome(&report(&bytes, &evidence()), CheckId::Proof, Standing::Fail, code);
    }
    for options in [good().created(at("2026-03-01T12:01:00Z")), good().expires(at("2026-03-01T12:00:01Z"))] {
        let bytes = signed(&badge(), proof(&badge(), &options, &academy()));
        assert_eq!(report(&bytes, &evidence()).verdict(), Verdict::Accept);
    }
    let wrong = proof(&badge(), &good(), &academy()).with("proofPurpose", "authentication");
    let report = report(&signed(&badge(), wrong), &evidence());
    assert_outcome(&report, CheckId::Proof, Standing::Fail, "proof.purpose_mismatch");
}

/// Threats P9.
#[test]
fn a_proof_for_another_domain_or_challenge_is_refused_where_the_policy_asks() {
    let made_for = options(ACADEMY_KEY).domain("employer.example").challenge("42");
    let bytes = signed(&badge(), proof(&badge(), &made_for, &academy()));
    let asks =
        |domain: &str, challenge: &str| Policy::accredited().with_domain(domain).with_challenge(challenge);
    let judged = |policy| report_by(&bytes, &evidence(), policy);
    assert_eq!(judged(asks("employer.example", "42")).verdict(), Verdict::Accept);
    assert_eq!(judged(Policy::accredited()).verdict(), Verdict::Accept);
    assert_outcome(
        &judged(asks("other.example", "42")),
        CheckId::Proof,
        Standing::Fail,
        "proof.domain_mismatch",
    );
    let report = judged(asks("employer.example", "43"));
    assert_outcome(&report, CheckId::Proof, Standing::Fail, "proof.challenge_mismatch");
    let plain = report_by(&issued(&badge()), &evidence(), asks("employer.example", "42"));
    assert_outcome(&plain, CheckId::Proof, Standing::Fail, "proof.domain_mismatch");
}

/// Threats P7, spec/proof.md#sets-and-chains.
#[test]
fn in_a_set_every_known_proof_has_to_hold_and_one_has_to_be_the_issuers() {
    let good = || proof(&badge(), &options(ACADEMY_KEY), &academy());
    let witness = || proof(&badge(), &options(did_key_method(&key(7))), &key(7));
    let bad = || proof(&badge(), &options(did_key_method(&key(7))), &attacker());
    let foreign = || good().with("cryptosuite", "bbs-2023").with("proofValue", "u2V0C");
    let judged = |proofs: Vec<Object>| report(&signed(&badge(), proofs), &evidence());
    for proofs in [vec![good(), witness()], vec![witness(), good()], vec![foreign(), good()]] {
        let report = judged(proofs);
        assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
    }
    for proofs in [vec![good(), bad()], vec![bad(), good()], vec![bad(), foreign()]] {
        let report = judged(proofs);
        assert_outcome(&report, CheckId::Proof, Standing::Fail, "proof.set_member_failed");
        let cause = report.outcome(CheckId::Proof).facts().text("cause");
        assert_eq!(cause, Some("proof.signature_invalid"));
    }
    assert_outcome(&judged(vec![witness()]), CheckId::Issuer, Standing::Fail, "proof.method_not_issuer");
    let report = judged(vec![witness(), foreign()]);
    assert_outcome(&report, CheckId::Proof, Standing::Pass, "");
    assert_outcome(&report, CheckId::Issuer, Standing::Unknown, "proof.unsupported_suite");
    let report = judged(vec![foreign()]);
    assert_outcome(&report, CheckId::Proof, Standing::Unknown, "proof.unsupported_suite");
    assert_outcome(&report, CheckId::Issuer, Standing::Unknown, "proof.unsupported_suite");
    assert_outcome(&judged(vec![]), CheckId::Proof, Standing::Fail, "proof.missing");
}

/// Threats P8.
#[test]
fn a_proof_that_follows_another_holds_only_as_far_as_the_other() {
    let first = proof(&badge(), &options(ACADEMY_KEY).id("urn:uuid:1"), &academy());
    let follow = |first: &Object| {
        let earlier = Json::Object(first.clone());
        proof_after(&badge(), Some(&earlier), &options(ACADEMY_KEY).following("urn:uuid:1"), &academy())
    };
    let judged = |proofs: Vec<Object>| report(&signed(&badge(), proofs), &evidence());
    let report = judged(vec![follow(&first), first.clone()]);
    assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
    assert_outcome(&judged(vec![follow(&first)]), CheckId::Proof, Standing::Fail, "proof.previous_not_found");
    let unknown = first.clone().with("cryptosuite", "bbs-2023");
    let report = judged(vec![unknown.clone(), follow(&unknown)]);
    assert_outcome(&report, CheckId::Proof, Standing::Unknown, "proof.unsupported_suite");
}

#[test]
fn a_change_after_signing_is_noticed() {
    let proof = proof(&badge(), &options(ACADEMY_KEY), &academy());
    let changed =
        with_member(&badge(), "credentialSubject", |subject| subject.with("id", "did:web:eve.example"));
    let report_of = |content: &Object| report(&signed(content, proof.clone()), &evidence());
    assert_outcome(&report_of(&changed), CheckId::Proof, Standing::Fail, "proof.signature_invalid");
    let added =
        with_member(&badge(), "credentialSubject", |subject| subject.with("honours", "summa cum laude"));
    let report = report_of(&added);
    assert_outcome(&report, CheckId::Proof, Standing::Fail, "jsonld.undefined_term");
    let at = report.outcome(CheckId::Proof).finding().unwrap().at.clone().unwrap();
    assert_eq!(at.as_str(), "/credentialSubject/honours");
    let contexts = badge().get("@context").unwrap().as_array().unwrap().to_vec();
    let contexts: Vec<Json> = contexts.into_iter().chain([Json::from("https://evil.example/ctx")]).collect();
    let report = report_of(&badge().with("@context", contexts));
    assert_outcome(&report, CheckId::Structure, Standing::Fail, "jsonld.context_not_allowed");
}

/// spec/decisions/0009-one-edition-of-a-context.md: why no badge has to be checked under both.
#[test]
fn the_newest_edition_of_the_open_badges_context_only_adds_terms_to_the_older() {
    let terms = |edition| ContextSet::official_as_of(edition).context(CONTEXTS[1]).unwrap();
    let (older, newest) = (terms(OpenBadgesEdition::April2025), terms(OpenBadgesEdition::July2026));
    let newest = newest.as_object().unwrap();
    let added: Vec<&str> = ["endorsementJwt", "jti"].to_vec();
    assert!(added.iter().all(|term| newest.contains(term)));
    let less = added.iter().fold(newest.clone(), |terms, term| terms.without(term));
    assert_eq!(&less, older.as_object().unwrap());
}
