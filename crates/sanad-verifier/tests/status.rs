//! Whether a badge is revoked, and when that cannot be told.

mod world;

use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::ProofOptions;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::report::{Report, Verdict};
use world::*;

fn with_status(status: impl Into<Json>) -> Vec<u8> {
    issued(&badge().with("credentialStatus", status))
}

fn judged(status: impl Into<Json>, list: &[u8]) -> Report {
    let mut evidence = evidence();
    let _ = evidence.insert(LIST, list);
    report(&with_status(status), &evidence)
}

fn list(list: &Object) -> Vec<u8> {
    issued(list)
}

#[test]
fn a_clear_bit_passes_and_a_set_one_revokes() {
    let report = judged(entry("revocation", "94567"), &list(&list_with(&[94_566, 94_568])));
    assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
    let report = judged(entry("revocation", "94567"), &list(&list_with(&[94_567])));
    assert_outcome(&report, CheckId::Status, Standing::Fail, "status.revoked");
    assert_eq!(report.verdict(), Verdict::Reject);
}

#[test]
fn what_a_set_bit_means_is_said_by_its_purpose() {
    for (purpose, standing, code) in [
        ("suspension", Standing::Fail, "status.suspended"),
        ("refresh", Standing::Pass, ""),
        ("message", Standing::Pass, ""),
        ("https://academy.example/ns#honours", Standing::Unknown, "status.type_unsupported"),
    ] {
        let list_for = with_member(&list_with(&[5]), "credentialSubject", |subject| {
            subject.with("statusPurpose", vec!["revocation", purpose])
        });
        let report = judged(entry(purpose, "5"), &list(&list_for));
        assert_outcome(&report, CheckId::Status, standing, code);
        let report = judged(entry(purpose, "6"), &list(&list_for));
        assert_outcome(&report, CheckId::Status, Standing::Pass, "");
    }
    let refresh = with_member(&list_with(&[5]), "credentialSubject", |s| s.with("statusPurpose", "refresh"));
    let report = judged(entry("refresh", "5"), &list(&refresh));
    assert_eq!(report.outcome(CheckId::Status).facts().get("refresh"), Some(&Json::Bool(true)));
}

/// Threats B11: the first entry alone does not do.
#[test]
fn all_entries_are_looked_up_and_the_worst_counts() {
    let good = || entry("revocation", "1");
    let revoked = || entry("revocation", "2");
    let other = || {
        Object::new()
            .with("id", "https://academy.example/status/7")
            .with("type", "https://academy.example/ns#Status")
    };
    let signed_list = list(&list_with(&[2]));
    for (entries, standing, code) in [
        (vec![good(), revoked()], Standing::Fail, "status.revoked"),
        (vec![other(), revoked()], Standing::Fail, "status.revoked"),
        (vec![good(), other()], Standing::Unknown, "status.type_unsupported"),
    ] {
        let report = judged(entries, &signed_list);
        assert_outcome(&report, CheckId::Status, standing, code);
        let at = report.outcome(CheckId::Status).finding().unwrap().at.clone().unwrap();
        assert_eq!(at.as_str(), "/credentialStatus/1");
    }
}

/// Threats B1 to B8, B10, B13, B15: in doubt it is neither revoked nor good.
#[test]
fn a_list_that_is_not_there_or_not_right_leaves_the_badge_undecided() {
    let good = || list_with(&[]);
    let subject =
        |name: &str, value: Json| with_member(&good(), "credentialSubject", |s| s.with(name, value));
    let zeros = "uH4sIAAAAAAAAAA";
    let by_attacker = |content: &Object| {
        signed(content, proof(content, &options(did_key_method(&attacker())), &attacker()))
    };
    let encoded = |content: &Object| {
        content
            .get("credentialSubject")
            .and_then(Json::as_object)
            .and_then(|s| s.text("encodedList"))
            .unwrap()
            .to_owned()
    };
    let revoking = String::from_utf8(list(&list_with(&[7]))).unwrap();
    let altered = revoking.replace(&encoded(&list_with(&[7])), &encoded(&good())).into_bytes();
    for (bytes, code) in [
        (b"<html>503</html>".to_vec(), "status.unavailable"),
        (issued(&badge()), "type.unexpected"),
        (document_bytes(&good()), "status.list_proof_invalid"),
        (altered, "status.list_proof_invalid"),
        (by_attacker(&good()), "status.list_proof_invalid"),
        (by_attacker(&good().with("issuer", did_key(&attacker()))), "status.list_wrong_issuer"),
        (list(&good().with("id", "https://academy.example/status/4")), "status.list_id_mismatch"),
        (list(&good().with("validUntil", "2026-03-01T11:59:59Z")), "status.list_expired"),
        (list(&good().with("validFrom", "2026-03-01T12:01:01Z")), "status.list_not_yet_valid"),
        (list(&subject("statusPurpose", "suspension".into())), "status.purpose_mismatch"),
        (list(&subject("encodedList", zeros.into())), "status.list_malformed"),
        (
            list(&subject("encodedList", encoded(&good()).replacen('u', "z", 1).into())),
            "status.list_encoding",
        ),
        (list(&good().with("credentialStatus", entry("revocation", "1"))), "status.recursive"),
    ] {
        let report = judged(entry("revocation", "1"), &bytes);
        assert_outcome(&report, CheckId::Status, Standing::Unknown, code);
        assert_eq!(report.verdict(), Verdict::Undecided, "{code}");
    }
    let report = judged(entry("revocation", "131072"), &list(&good()));
    assert_outcome(&report, CheckId::Status, Standing::Unknown, "status.index_out_of_range");
}

#[test]
fn a_list_not_signed_in_a_way_we_check_is_unknown_by_its_own_code() {
    let content = list_with(&[]);
    let options = ProofOptions::new(Cryptosuite::EddsaJcs2022, ACADEMY_KEY);
    let jcs = proof(&content, &options, &academy());
    let report = judged(entry("revocation", "1"), &signed(&content, jcs.clone()));
    assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
    let report = judged(entry("revocation", "1"), &signed(&content, jcs.with("cryptosuite", "bbs-2023")));
    assert_outcome(&report, CheckId::Status, Standing::Unknown, "proof.unsupported_suite");
}

#[test]
fn without_a_list_the_badge_is_undecided_and_the_reason_is_told() {
    let mut evidence: Evidence = evidence();
    let bytes = with_status(entry("revocation", "1"));
    assert_outcome(&report(&bytes, &evidence), CheckId::Status, Standing::Unknown, "status.unavailable");
    evidence.insert_unreachable(LIST, "the answer was 503");
    let report = report(&bytes, &evidence);
    assert_outcome(&report, CheckId::Status, Standing::Unknown, "status.unavailable");
    assert!(report.outcome(CheckId::Status).detail().ends_with("the answer was 503"));
}
