//! Whether a badge is revoked, and when that cannot be told.

use crate::world::*;
use sanad_core::badge::SignedBadge;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::ProofOptions;
use sanad_verifier::evidence::{Evidence, NeedKind};
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::policy::{Policy, UnavailableStatus};
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::verify::Verifier;

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

/// A list that nobody signs is another kind of document to whoever fetches.
#[test]
fn a_list_of_revoked_badges_is_wanted_as_what_it_is_and_its_word_is_remarked() {
    let url = "https://academy.example/revoked";
    let status = Object::new().with("id", url).with("type", "1EdTechRevocationList");
    let extensions = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
    let contexts = [CONTEXTS.as_slice(), &[extensions]].concat();
    let bytes = issued(&badge().with("@context", contexts).with("credentialStatus", status));
    let mut evidence = evidence();
    let needs = Verifier::new(&[], &evidence).needs(&SignedBadge::from_json(&bytes).unwrap(), noon());
    let needs: Vec<_> = needs.into_iter().map(|need| (need.url, need.kind)).collect();
    assert_eq!(needs, [(url.to_owned(), NeedKind::RevocationList)]);
    let list = |revoked: &str| {
        let entry = Object::new().with("id", revoked).with("revocationReason", "copied");
        let list = Object::new().with("id", url).with("issuer", Object::new().with("id", ACADEMY));
        document_bytes(&list.with("revokedCredentials", vec![entry]))
    };
    evidence.insert(url, &list("https://academy.example/badges/8")).unwrap();
    let unlisted = report(&bytes, &evidence);
    assert_eq!(unlisted.verdict(), Verdict::Accept, "{}", summary(&unlisted));
    let remark = &unlisted.remarks()[0];
    let at = remark.at.as_ref().map(ToString::to_string);
    assert_eq!((remark.code.as_str(), at.as_deref()), ("status.list_unsigned", Some("/credentialStatus")));
    evidence.insert(url, &list("https://academy.example/badges/7")).unwrap();
    let listed = report(&bytes, &evidence);
    assert_outcome(&listed, CheckId::Status, Standing::Fail, "status.revoked");
    assert_eq!(listed.outcome(CheckId::Status).facts().text("message"), Some("copied"));
    assert!(listed.remarks().is_empty());
}

/// A policy does without what is not there, and without nothing else.
#[test]
fn only_a_list_that_could_not_be_had_is_tolerated() {
    let policy = || Policy::accredited().with_unavailable_status(UnavailableStatus::Tolerate);
    let bytes = with_status(entry("revocation", "1"));
    let judged = |evidence: &Evidence| report_by(&bytes, evidence, policy());
    let mut unreachable = evidence();
    unreachable.insert_unreachable(LIST, "the answer was 503");
    let mut gone = evidence();
    gone.insert_gone(LIST);
    let mut page = evidence();
    let _ = page.insert(LIST, b"<html>Please log in</html>");
    for absent in [evidence(), unreachable, gone, page] {
        let report = judged(&absent);
        assert_outcome(&report, CheckId::Status, Standing::Skip, "status.unavailable");
        assert_eq!(report.verdict(), Verdict::Accept, "{}", summary(&report));
    }
    for (there, code) in [
        (b" {\"@context\"".to_vec(), "status.list_malformed"),
        (b"{\"a\": 1, \"a\": 1}".to_vec(), "status.list_malformed"),
        (document_bytes(&list_with(&[])), "status.list_proof_invalid"),
        (list(&list_with(&[]).with("validUntil", "2026-03-01T11:59:59Z")), "status.list_expired"),
    ] {
        let mut evidence = evidence();
        let _ = evidence.insert(LIST, &there);
        let report = judged(&evidence);
        assert_outcome(&report, CheckId::Status, Standing::Unknown, code);
        assert_eq!(report.verdict(), Verdict::Undecided, "{code}");
    }
    let report = judged(&evidence());
    assert!(report.to_json().contains("\"accredited, unavailable status tolerated\""));
}

/// Nothing that a list's issuer could say of itself decides how long a copy is good for: that is the fetcher's to keep.
#[test]
fn a_long_ttl_does_not_excuse_a_list_that_is_past_its_end() {
    let long = with_member(&list_with(&[]), "credentialSubject", |s| s.with("ttl", 4_000_000_000_u32));
    let past = long.clone().with("validUntil", "2026-03-01T11:59:59Z");
    assert_outcome(&judged(entry("revocation", "1"), &list(&long)), CheckId::Status, Standing::Pass, "");
    let report = judged(entry("revocation", "1"), &list(&past));
    assert_outcome(&report, CheckId::Status, Standing::Unknown, "status.list_expired");
}
