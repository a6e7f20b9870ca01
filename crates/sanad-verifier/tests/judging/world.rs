//! A small world for tests: an academy, its badges, its lists, and somebody who would like to be it.
#![expect(clippy::unwrap_used, reason = "a world that cannot be made must stop its test")]

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::{ProofOptions, sign};
use sanad_core::signer::{Signer, SigningKey};
use sanad_core::status_list::credential::StatusListDraft;
use sanad_core::status_list::{Bit, StatusList};
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Report;
use sanad_verifier::verify::Verifier;

pub(crate) const ACADEMY: &str = "did:web:academy.example";
pub(crate) const ACADEMY_KEY: &str = "did:web:academy.example#key-1";
pub(crate) const ACADEMY_URL: &str = "https://academy.example/.well-known/did.json";
pub(crate) const LIST: &str = "https://academy.example/status/3";

pub(crate) const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The time at which everything is asked and made, unless a test says otherwise.
pub(crate) fn noon() -> Timestamp {
    at("2026-03-01T12:00:00Z")
}

pub(crate) fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

pub(crate) fn academy() -> SigningKey {
    key(1)
}

pub(crate) fn attacker() -> SigningKey {
    key(66)
}

pub(crate) fn did_key(key: &SigningKey) -> String {
    format!("did:key:{}", key.public_key().to_multikey())
}

/// The one verification method of a `did:key`.
pub(crate) fn did_key_method(key: &SigningKey) -> String {
    format!("{}#{}", did_key(key), key.public_key().to_multikey())
}

pub(crate) fn method(id: &str, controller: &str, key: &SigningKey) -> Object {
    Object::new()
        .with("id", id)
        .with("type", "Multikey")
        .with("controller", controller)
        .with("publicKeyMultibase", key.public_key().to_multikey())
}

/// The academy's DID document, with one key.
pub(crate) fn academy_document() -> Object {
    Object::new()
        .with("id", ACADEMY)
        .with("verificationMethod", vec![method(ACADEMY_KEY, ACADEMY, &academy())])
        .with("assertionMethod", vec![ACADEMY_KEY])
}

/// An unsigned badge by the academy.
pub(crate) fn badge() -> Object {
    let achievement = Object::new()
        .with("id", "https://academy.example/welding-1")
        .with("type", vec!["Achievement"])
        .with("name", "Welding I")
        .with("description", "Can weld a straight seam.")
        .with("criteria", Object::new().with("narrative", "Pass the bench test."));
    let subject = Object::new()
        .with("id", "did:web:ada.example")
        .with("type", vec!["AchievementSubject"])
        .with("achievement", achievement);
    let issuer = Object::new().with("id", ACADEMY).with("type", vec!["Profile"]).with("name", "Academy");
    Object::new()
        .with("@context", CONTEXTS.to_vec())
        .with("id", "https://academy.example/badges/7")
        .with("type", vec!["VerifiableCredential", "OpenBadgeCredential"])
        .with("issuer", issuer)
        .with("validFrom", "2026-03-01T09:00:00Z")
        .with("name", "Welding I")
        .with("credentialSubject", subject)
}

/// The member of an object that is itself one, changed.
pub(crate) fn with_member(object: &Object, name: &str, change: impl FnOnce(Object) -> Object) -> Object {
    let inner = object.get(name).and_then(Json::as_object).cloned().unwrap();
    object.clone().with(name, change(inner))
}

pub(crate) fn options(method: impl Into<String>) -> ProofOptions {
    ProofOptions::new(Cryptosuite::EddsaRdfc2022, method).created(noon())
}

pub(crate) fn proof(content: &Object, options: &ProofOptions, key: &SigningKey) -> Object {
    proof_after(content, None, options, key)
}

pub(crate) fn proof_after(
    content: &Object,
    earlier: Option<&Json>,
    options: &ProofOptions,
    key: &SigningKey,
) -> Object {
    sign(content, earlier, options, key, &Canonicalizer::official()).unwrap()
}

/// The document with its proof or proofs, as bytes.
pub(crate) fn signed(content: &Object, proof: impl Into<Json>) -> Vec<u8> {
    Json::Object(content.clone().with("proof", proof)).to_pretty().into_bytes()
}

/// Signed by the academy.
pub(crate) fn issued(content: &Object) -> Vec<u8> {
    signed(content, proof(content, &options(ACADEMY_KEY), &academy()))
}

/// A revocation list by the academy in which these bits are set.
pub(crate) fn list_with(set: &[u32]) -> Object {
    let mut list = StatusList::new(StatusList::MIN_BITS).unwrap();
    for index in set {
        list.set(*index, Bit::Set).unwrap();
    }
    StatusListDraft::new(LIST, ACADEMY, "revocation", &list, noon())
        .valid_until(at("2026-03-08T12:00:00Z"))
        .into_object()
}

pub(crate) fn entry(purpose: &str, index: &str) -> Object {
    Object::new()
        .with("type", "BitstringStatusListEntry")
        .with("statusPurpose", purpose)
        .with("statusListIndex", index)
        .with("statusListCredential", LIST)
}

/// Evidence with the academy's document.
pub(crate) fn evidence() -> Evidence {
    let mut evidence = Evidence::new();
    evidence.insert(ACADEMY_URL, &document_bytes(&academy_document())).unwrap();
    evidence
}

pub(crate) fn document_bytes(document: &Object) -> Vec<u8> {
    Json::Object(document.clone()).to_compact().into_bytes()
}

/// Judged at noon by somebody who trusts the academy.
pub(crate) fn report(bytes: &[u8], evidence: &Evidence) -> Report {
    report_by(bytes, evidence, Policy::accredited())
}

pub(crate) fn report_by(bytes: &[u8], evidence: &Evidence, policy: Policy) -> Report {
    let anchors = [TrustAnchor::issuer(ACADEMY)];
    Verifier::new(&anchors, evidence).with_policy(policy).verify_shared(bytes, noon()).into_decisive()
}

/// How each check ended, one a line: for comparing, and for reading when the comparison fails.
pub(crate) fn summary(report: &Report) -> String {
    report
        .checks()
        .map(|(check, outcome)| {
            let code = outcome.code().map_or(String::new(), |code| format!(" {code}"));
            format!("{check} {}{code}: {}\n", outcome.standing().as_str(), outcome.detail())
        })
        .collect()
}

/// Asserts how one check ended, and that those before it passed or were skipped.
#[track_caller]
pub(crate) fn assert_outcome(report: &Report, check: CheckId, standing: Standing, code: &str) {
    let outcome = report.outcome(check);
    let found = outcome.code().map_or("", |code| code.as_str());
    assert_eq!((outcome.standing(), found), (standing, code), "{check}\n{}", summary(report));
}
