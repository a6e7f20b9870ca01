//! One proof that is missing, malformed, altered, or made for something else.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{self, Document, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [altered(), members(), options(), audiences(), suites()].concat()
}

fn signed(proof: &document::Proof) -> Document {
    Document::badge().sign(proof)
}

fn case(name: &str, comment: &str, document: Document, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("proof.md#members")
        .twin("badge_minimal")
        .badge(document)
        .expect(Reject, Proof, code)
}

fn altered() -> Vec<Vector> {
    let rdfc = || signed(&by(Academy));
    let jcs = || signed(&by(Academy).suite(Cryptosuite::EddsaJcs2022));
    let other =
        Document::badge().set("/id", "urn:uuid:9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b02").sign(&by(Academy));
    let moved = other.into_object().remove("proof").unwrap_or(Json::Null);
    let name = "/credentialSubject/achievement/name";
    let case = |name: &str, comment: &str, document| {
        case(name, comment, document, ProofSignatureInvalid).spec("proof.md#checking").flag(Flag::Altered)
    };
    vec![
        case(
            "proof_name_altered",
            "The achievement's name changed after signing.",
            rdfc().set(name, "Welding II"),
        )
        .also(Issuer, VerifyNotReached)
        .also(Validity, VerifyNotReached)
        .also(Status, VerifyNotReached),
        case("proof_name_altered_jcs", "The same under eddsa-jcs-2022.", jcs().set(name, "Welding II"))
            .twin("badge_minimal_jcs"),
        case(
            "proof_recipient_altered",
            "Another recipient put in after signing.",
            rdfc().set("/credentialSubject/id", Attacker.did()),
        ),
        case(
            "proof_member_added",
            "A picture added after signing.",
            rdfc()
                .set("/image", Object::new().with("id", "https://evil.example/i.png").with("type", "Image")),
        ),
        case(
            "proof_member_removed",
            "The issuer's name taken out after signing.",
            rdfc().remove("/issuer/name"),
        ),
        case(
            "proof_created_altered",
            "`created` changed after signing.",
            rdfc().set("/proof/created", "2026-02-02T09:00:00Z"),
        ),
        case(
            "proof_moved_to_other_badge",
            "The proof of another badge by the same academy.",
            rdfc().set("/proof", moved),
        )
        .flag(Flag::Replayed),
        // Threats P10.
        case(
            "proof_suite_swapped",
            "A proof by eddsa-rdfc-2022 that says it is by eddsa-jcs-2022.",
            rdfc().set("/proof/cryptosuite", "eddsa-jcs-2022"),
        ),
        case(
            "proof_suite_swapped_back",
            "A proof by eddsa-jcs-2022 that says it is by eddsa-rdfc-2022.",
            jcs().set("/proof/cryptosuite", "eddsa-rdfc-2022"),
        )
        .twin("badge_minimal_jcs"),
        case("proof_by_attacker", "The attacker's signature under the academy's key.", rdfc_by_attacker())
            .flag(Flag::Forged),
    ]
}

/// The attacker signs, and says it was the academy.
fn rdfc_by_attacker() -> Document {
    signed(&by(Attacker).method(Academy.method()))
}

/// Threats P11, P13.
fn members() -> Vec<Vector> {
    let signed = || signed(&by(Academy));
    let case =
        |name: &str, comment: &str, document, code| case(name, comment, document, code).flag(Flag::Malformed);
    vec![
        case("proof_missing", "A badge without a proof.", Document::badge(), ProofMissing),
        case(
            "proof_empty_set",
            "An empty array of proofs.",
            Document::badge().set("/proof", Json::Array(Vec::new())),
            ProofMissing,
        ),
        case(
            "proof_null",
            "`null` for a proof.",
            Document::badge().set("/proof", Json::Null),
            ProofMalformed,
        ),
        case(
            "proof_empty",
            "A proof without members.",
            Document::badge().set("/proof", Object::new()),
            ProofMalformed,
        ),
        case("proof_type_missing", "A proof without type.", signed().remove("/proof/type"), ProofMalformed),
        case(
            "proof_suite_missing",
            "A proof without cryptosuite.",
            signed().remove("/proof/cryptosuite"),
            ProofMalformed,
        ),
        case(
            "proof_value_missing",
            "A proof without proofValue.",
            signed().remove("/proof/proofValue"),
            ProofMalformed,
        ),
        case(
            "proof_method_missing",
            "A proof without verificationMethod.",
            signed().remove("/proof/verificationMethod"),
            ProofMalformed,
        ),
        case(
            "proof_method_array",
            "Two verification methods in one proof.",
            signed().set("/proof/verificationMethod", vec![Academy.method(), Attacker.method()]),
            ProofMalformed,
        )
        .flag(Flag::Ambiguous),
        case(
            "proof_purpose_missing",
            "A proof without proofPurpose.",
            signed().remove("/proof/proofPurpose"),
            ProofMalformed,
        ),
        case(
            "proof_purpose_array",
            "A proof for two purposes.",
            signed().set("/proof/proofPurpose", vec!["assertionMethod", "authentication"]),
            ProofMalformed,
        )
        .flag(Flag::Ambiguous),
        case(
            "proof_created_malformed",
            "A proof made on a day without a time.",
            signed().set("/proof/created", "2026-02-01"),
            TimeMalformed,
        ),
        case(
            "proof_member_unknown",
            "A member that proofs do not have.",
            signed().set("/proof/verified", true),
            JsonldUndefinedTerm,
        )
        .flag(Flag::Unsigned),
        case(
            "proof_nonce_number",
            "A number for a nonce.",
            signed().set("/proof/nonce", 7_u32),
            ProofMalformed,
        ),
    ]
}

/// Threats P1, P6.
fn options() -> Vec<Vector> {
    let case = |name: &str, comment: &str, proof: &document::Proof, code| {
        case(name, comment, signed(proof), code).spec("verification.md#proof")
    };
    vec![
        case(
            "proof_purpose_authentication",
            "A proof for authentication, where a badge asserts.",
            &by(Academy).set("proofPurpose", "authentication"),
            ProofPurposeMismatch,
        )
        .flag(Flag::Replayed),
        proof_for("proof_purpose_key_agreement", "A proof for agreeing on keys.", "keyAgreement"),
        proof_for("proof_purpose_capital", "A purpose that is one letter off.", "AssertionMethod"),
        proof_for(
            "proof_purpose_as_iri",
            "The right purpose by the IRI behind it: the same statement, so the same signature.",
            "https://w3id.org/security#assertionMethod",
        ),
        case(
            "proof_expires_no_time",
            "A proof that ends at no time.",
            &by(Academy).set("expires", "never"),
            TimeMalformed,
        )
        .badge(signed(&by(Academy)).set("/proof/expires", "never"))
        .spec("proof.md#members")
        .flag(Flag::Malformed),
        Vector::new("proof_within_skew", "A proof made 60 seconds after the time asked: clocks differ.")
            .spec("verification.md#proof")
            .badge(signed(&by(Academy).set("created", "2026-03-01T09:01:00Z")))
            .accepted(),
        case(
            "proof_created_in_future",
            "A proof made 61 seconds after the time asked.",
            &by(Academy).set("created", "2026-03-01T09:01:01Z"),
            ProofCreatedInFuture,
        )
        .flag(Flag::OutOfTime)
        .twin("proof_within_skew"),
        Vector::new("proof_before_expiry", "A proof that is good for one second more.")
            .spec("verification.md#proof")
            .badge(signed(&by(Academy).set("expires", "2026-03-01T09:00:01Z")))
            .accepted(),
        case(
            "proof_expired",
            "A proof that was good until the time asked.",
            &by(Academy).set("expires", document::AT),
            ProofExpired,
        )
        .flag(Flag::OutOfTime)
        .twin("proof_before_expiry"),
        Vector::new("proof_without_created", "A proof that does not say when it was made.")
            .spec("proof.md#members")
            .badge(signed(&by(Academy).without("created")))
            .accepted(),
    ]
}

/// Threats P1: the purpose put in after signing.
fn proof_for(name: &str, comment: &str, purpose: &str) -> Vector {
    case(name, comment, signed(&by(Academy)).set("/proof/proofPurpose", purpose), ProofPurposeMismatch)
        .spec("verification.md#proof")
        .flag(Flag::Replayed)
}

/// Threats P9.
fn audiences() -> Vec<Vector> {
    let proof = || by(Academy).set("domain", "employer.example").set("challenge", "c-1");
    let vector = |name: &str, comment: &str| {
        Vector::new(name, comment).spec("verification.md#proof").badge(signed(&proof()))
    };
    let replayed = |name: &str, comment: &str| {
        vector(name, comment).flag(Flag::Replayed).twin("proof_for_this_verifier")
    };
    vec![
        vector("proof_for_this_verifier", "A proof for the domain and challenge that the verifier asks for.")
            .domain("employer.example")
            .challenge("c-1")
            .accepted(),
        replayed("proof_for_other_domain", "The same proof shown to another verifier.")
            .domain("other.example")
            .challenge("c-1")
            .expect(Reject, Proof, ProofDomainMismatch),
        replayed("proof_for_other_challenge", "The same proof shown a second time.")
            .domain("employer.example")
            .challenge("c-2")
            .expect(Reject, Proof, ProofChallengeMismatch),
        replayed("proof_for_nobody", "A proof without domain and challenge, where both are asked for.")
            .badge(signed(&by(Academy)))
            .domain("employer.example")
            .challenge("c-1")
            .expect(Reject, Proof, ProofDomainMismatch),
        replayed("proof_for_two_domains", "A proof for this domain and another.")
            .badge(signed(&proof().set("domain", vec!["employer.example", "other.example"])))
            .domain("employer.example")
            .challenge("c-1")
            .expect(Reject, Proof, ProofDomainMismatch),
    ]
}

/// Threats P10: a suite by another name is not checked, and what is not checked is not believed.
fn suites() -> Vec<Vector> {
    let unknown = |name: &str, comment: &str, suite: &str| {
        Vector::new(name, comment)
            .spec("proof.md#suites")
            .flag(Flag::Unsupported)
            .twin("badge_minimal")
            .badge(signed(&by(Academy)).set("/proof/cryptosuite", suite))
            .expect(Undecided, Proof, ProofUnsupportedSuite)
            .also(Issuer, ProofUnsupportedSuite)
    };
    vec![
        unknown("proof_suite_unknown", "A suite that does not exist.", "eddsa-sha3-2030"),
        unknown("proof_suite_upper_case", "A suite's name in other letters.", "EDDSA-rdfc-2022"),
        unknown("proof_suite_bbs", "A suite that exists and is not checked.", "bbs-2023"),
    ]
}
