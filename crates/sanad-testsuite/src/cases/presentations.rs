//! Several badges at once: presentations and transcripts.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict;

use crate::document::{CONTEXTS, Document, ISSUED, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const ADDRESS: &str = "https://badges.example/7";
const DOMAIN: &str = "https://employer.example";
const CHALLENGE: &str = "5f0c1a";

mod wrapped;

pub(super) fn cases() -> Vec<Vector> {
    [presentations(), transcripts(), wrapped::cases()].concat()
}

fn presentations() -> Vec<Vector> {
    let shown = |name: &str, comment: &str| {
        Vector::new(name, comment).spec("verification.md#presentations").domain(DOMAIN).challenge(CHALLENGE)
    };
    vec![
        Vector::new(
            "presentation_unsigned",
            "A presentation without a proof around a good badge: a wrapper.",
        )
        .spec("shared.md#presentations")
        .badge(presentation(vec![good().into()]))
        .accepted(),
        Vector::new("presentation_with_one_forged", "Two badges, the second changed after it was signed.")
            .spec("report.md#several")
            .flag(Flag::Altered)
            .twin("presentation_of_two")
            .badge(presentation(vec![good().into(), forged().into()]))
            .verdict(Verdict::Reject)
            .also_at("/verifiableCredential/1", Proof, ProofSignatureInvalid),
        Vector::new("presentation_of_two", "Two good badges.")
            .spec("report.md#several")
            .badge(presentation(vec![good().into(), second().into()]))
            .accepted(),
        Vector::new("presentation_of_one_undecided", "Two badges, the second by somebody whom nobody knows.")
            .spec("report.md#several")
            .twin("presentation_of_two")
            .badge(presentation(vec![good().into(), by_commission().into()]))
            .verdict(Verdict::Undecided)
            .also_at("/verifiableCredential/1", Accreditation, AccredIssuerUnknown),
        Vector::new("presentation_with_another_credential", "A badge beside a credential that is none.")
            .spec("shared.md#presentations")
            .badge(presentation(vec![good().into(), licence().into()]))
            .accepted(),
        Vector::new("presentation_of_nothing", "A presentation that holds no badge.")
            .spec("shared.md#presentations")
            .flag(Flag::Malformed)
            .twin("presentation_with_another_credential")
            .badge(presentation(vec![licence().into()]))
            .expect(Verdict::Reject, Structure, TypeUnexpected),
        shown(
            "presentation_signed",
            "The learner shows the badge to this employer, who asked for it just now.",
        )
        .badge(signed(presentation(vec![good().into()])))
        .accepted(),
        shown(
            "presentation_for_another_domain",
            "The learner showed the badge to somebody else, who passes it on.",
        )
        .flag(Flag::Replayed)
        .twin("presentation_signed")
        .badge(presentation(vec![good().into()]).sign(&by_learner().set("domain", "https://other.example")))
        .verdict(Verdict::Reject)
        .also_at("", Proof, ProofDomainMismatch),
        shown("presentation_of_yesterday", "The learner answered another challenge.")
            .flag(Flag::Replayed)
            .twin("presentation_signed")
            .badge(presentation(vec![good().into()]).sign(&by_learner().set("challenge", "yesterday")))
            .verdict(Verdict::Reject)
            .also_at("", Proof, ProofChallengeMismatch),
        shown("presentation_without_challenge", "The proof answers no challenge.")
            .flag(Flag::Replayed)
            .twin("presentation_signed")
            .badge(presentation(vec![good().into()]).sign(&by_learner().without("challenge")))
            .verdict(Verdict::Reject)
            .also_at("", Proof, ProofChallengeMismatch),
        shown(
            "presentation_not_signed_but_asked",
            "The employer asked who shows the badge, and nobody signed.",
        )
        .flag(Flag::Unsigned)
        .twin("presentation_signed")
        .badge(presentation(vec![good().into()]))
        .verdict(Verdict::Reject)
        .also_at("", Proof, ProofMissing),
        shown("presentation_by_another", "Somebody else shows the learner's badge as their own.")
            .flag(Flag::Replayed)
            .twin("presentation_signed")
            .badge(
                presentation(vec![good().into()])
                    .set("/holder", Attacker.did())
                    .sign(&by_learner_like(Attacker)),
            )
            .verdict(Verdict::Reject)
            .also_at("", Recipient, SubjectHolderMismatch),
        shown("presentation_in_the_learners_name", "Somebody else signs and writes the learner as holder.")
            .flag(Flag::Forged)
            .twin("presentation_signed")
            .badge(presentation(vec![good().into()]).sign(&by_learner_like(Attacker)))
            .verdict(Verdict::Reject)
            .also_at("", Issuer, ProofMethodNotIssuer),
        shown("presentation_for_assertion", "The proof is for making claims, not for showing who one is.")
            .flag(Flag::Replayed)
            .twin("presentation_signed")
            .badge(
                presentation(vec![good().into()]).sign(&by_learner().set("proofPurpose", "assertionMethod")),
            )
            .verdict(Verdict::Reject)
            .also_at("", Proof, ProofPurposeMismatch),
        shown("presentation_without_holder", "It does not say who shows it.")
            .flag(Flag::Malformed)
            .twin("presentation_signed")
            .badge(presentation(vec![good().into()]).remove("/holder").sign(&by_learner()))
            .verdict(Verdict::Reject)
            .also_at("", Structure, SchemaMissing),
        shown("presentation_whose_holder_is_no_id", "Its holder is a number.")
            .flag(Flag::Malformed)
            .twin("presentation_signed")
            .badge(
                presentation(vec![good().into()])
                    .set("/holder", 7_u32)
                    .sign(&by_learner().suite(Cryptosuite::EddsaJcs2022).regardless()),
            )
            .verdict(Verdict::Reject)
            .also_at("", Structure, SchemaWrongKind),
        shown("presentation_badge_swapped", "Another good badge of the learner's was put in after signing.")
            .flag(Flag::Altered)
            .twin("presentation_signed")
            .badge(signed(presentation(vec![good().into()])).set("/verifiableCredential/0", second()))
            .verdict(Verdict::Reject)
            .also_at("", Proof, ProofSignatureInvalid),
    ]
}

fn transcripts() -> Vec<Vector> {
    let spec = "badge.md#transcripts";
    vec![
        Vector::new("transcript", "A transcript by the academy around a badge of its own.")
            .spec(spec)
            .badge(transcript(vec![good().into()]).sign(&by(Academy)))
            .accepted(),
        Vector::new("transcript_altered", "A credential was taken out of the transcript after signing.")
            .spec(spec)
            .flag(Flag::Altered)
            .twin("transcript")
            .badge(
                transcript(vec![good().into(), second().into()])
                    .sign(&by(Academy))
                    .remove("/credentialSubject/verifiableCredential/1"),
            )
            .verdict(Verdict::Reject)
            .also_at("", Proof, ProofSignatureInvalid),
        Vector::new(
            "transcript_with_forged_badge",
            "The academy signed a transcript around a badge that is none.",
        )
        .spec(spec)
        .flag(Flag::Forged)
        .twin("transcript")
        .badge(transcript(vec![forged().into()]).sign(&by(Academy)))
        .verdict(Verdict::Reject)
        .also_at("/credentialSubject/verifiableCredential/0", Proof, ProofSignatureInvalid),
        Vector::new("transcript_by_another", "Somebody else put a good badge into a transcript of theirs.")
            .spec(spec)
            .flag(Flag::Forged)
            .twin("transcript")
            .badge(transcript(vec![good().into()]).sign(&by(Attacker)))
            .verdict(Verdict::Reject)
            .also_at("", Issuer, ProofMethodNotIssuer),
        Vector::new("transcript_without_subject_type", "Its subject is no ClrSubject.")
            .spec(spec)
            .flag(Flag::Malformed)
            .twin("transcript")
            .badge(
                transcript(vec![good().into()])
                    .set("/credentialSubject/type", vec!["AchievementSubject"])
                    .sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022).regardless()),
            )
            .verdict(Verdict::Reject)
            .also_at("", Structure, SchemaWrongKind),
        Vector::new("transcript_with_badge_contexts", "Its second context is not one of CLR 2.0.")
            .spec(spec)
            .flag(Flag::Malformed)
            .twin("transcript")
            .badge(
                transcript(vec![good().into()])
                    .set("/@context/1", CONTEXTS[1])
                    .sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022).regardless()),
            )
            .verdict(Verdict::Reject)
            .also_at("", Structure, SchemaEnumeration),
    ]
}

fn good() -> Document {
    Document::badge().sign(&by(Academy))
}

fn second() -> Document {
    Document::badge()
        .set("/id", "urn:uuid:9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b02")
        .set("/name", "Welding II")
        .sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022))
}

fn forged() -> Document {
    second().set("/name", "Welding III")
}

fn by_commission() -> Document {
    Document::badge().set("/issuer/id", Commission.did()).sign(&by(Commission))
}

/// A credential that is no badge.
fn licence() -> Document {
    Document::of(
        Object::new()
            .with("@context", vec![CONTEXTS[0]])
            .with("type", vec!["VerifiableCredential"])
            .with("issuer", Commission.did())
            .with("credentialSubject", Object::new().with("id", Learner.did())),
    )
    .sign(&by(Commission))
}

fn presentation(held: Vec<Json>) -> Document {
    Document::of(holding(Json::Array(held)))
}

fn holding(held: Json) -> Object {
    Object::new()
        .with("@context", vec![CONTEXTS[0]])
        .with("type", vec!["VerifiablePresentation"])
        .with("holder", Learner.did())
        .with("verifiableCredential", held)
}

fn signed(presentation: Document) -> Document {
    presentation.sign(&by_learner())
}

fn by_learner() -> crate::document::Proof {
    by_learner_like(Learner)
}

fn by_learner_like(who: crate::keys::Who) -> crate::document::Proof {
    by(who).set("proofPurpose", "authentication").set("domain", DOMAIN).set("challenge", CHALLENGE)
}

fn transcript(held: Vec<Json>) -> Document {
    let contexts =
        vec![CONTEXTS[0], "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", CONTEXTS[1]];
    let subject = Object::new()
        .with("id", Learner.did())
        .with("type", vec!["ClrSubject"])
        .with("verifiableCredential", Json::Array(held));
    Document::of(
        Object::new()
            .with("@context", contexts)
            .with("id", "urn:uuid:9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b0c")
            .with("type", vec!["VerifiableCredential", "ClrCredential"])
            .with("name", "Welding, first year")
            .with("issuer", Object::new().with("id", Academy.did()).with("type", vec!["Profile"]))
            .with("validFrom", ISSUED)
            .with("credentialSubject", subject),
    )
}

/// As it stands one level deep in indented JSON.
fn indented(document: &Document) -> String {
    document.text().trim_end().replace('\n', "\n  ")
}
