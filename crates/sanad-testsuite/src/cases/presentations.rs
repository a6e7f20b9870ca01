//! Several badges at once: presentations, transcripts, envelopes, addresses.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict;

use crate::content::Content;
use crate::document::{CONTEXTS, Document, ISSUED, by};
use crate::jwt::Jwt;
use crate::keys::Who::*;
use crate::png::{Png, itxt};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const ADDRESS: &str = "https://badges.example/7";
const DOMAIN: &str = "https://employer.example";
const CHALLENGE: &str = "5f0c1a";

pub(super) fn cases() -> Vec<Vector> {
    [presentations(), transcripts(), tokens(), pictures(), envelopes(), addresses()].concat()
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

/// Tokens among others, and tokens around others.
fn tokens() -> Vec<Vector> {
    let enveloped = |token: &str| {
        Object::new()
            .with("@context", CONTEXTS[0])
            .with("type", "EnvelopedVerifiableCredential")
            .with("id", format!("data:application/vc+jwt,{token}"))
    };
    let good = || Jwt::of(Document::badge()).sign(&Academy.key());
    let forged = || Jwt::of(Document::badge()).sign(&Attacker.key());
    let around = |token: &str| presentation(vec![Json::Object(enveloped(token))]);
    let api = |token: &str| Object::new().with("compactJwsString", vec![token]);
    let wrapped = |presentation: Document| {
        let claims = Object::new().with("iss", Learner.did()).with("vp", presentation);
        Jwt::claiming(claims).sign(&Learner.key())
    };
    vec![
        Vector::new(
            "presentation_of_token",
            "A presentation around a badge in an envelope of its own, a JWT.",
        )
        .spec("shared.md#presentations")
        .badge(around(&good()))
        .accepted(),
        Vector::new("presentation_of_forged_token", "The same around a JWT that somebody else signed.")
            .spec("shared.md#presentations")
            .flag(Flag::Forged)
            .twin("presentation_of_token")
            .badge(around(&forged()))
            .expect(Verdict::Reject, Proof, ProofSignatureInvalid),
        Vector::new("envelope_of_token", "The answer of a platform's API around a JWT.")
            .spec("shared.md#envelopes")
            .badge(api(&good()))
            .accepted(),
        Vector::new("envelope_of_forged_token", "The same around a JWT that somebody else signed.")
            .spec("shared.md#envelopes")
            .flag(Flag::Forged)
            .twin("envelope_of_token")
            .badge(api(&forged()))
            .expect(Verdict::Reject, Proof, ProofSignatureInvalid),
        Vector::new("text_around_token", "A JSON text that is a JWT, as some wallets copy it.")
            .spec("shared.md#sorts")
            .badge(format!("\"{}\"\n", good()))
            .accepted(),
        Vector::new(
            "presentation_as_token",
            "A presentation as a JWT of VC 1.1: the badge in it is judged, the JWT is not.",
        )
        .spec("shared.md#presentations")
        .badge(wrapped(around(&good())))
        .accepted()
        .remark(PresentationNotJudged),
        Vector::new("presentation_as_token_of_forged", "The same around a JWT that somebody else signed.")
            .spec("shared.md#presentations")
            .flag(Flag::Forged)
            .twin("presentation_as_token")
            .badge(wrapped(around(&forged())))
            .expect(Verdict::Reject, Proof, ProofSignatureInvalid)
            .remark(PresentationNotJudged),
    ]
}

fn pictures() -> Vec<Vector> {
    let baked = |badge: Document| {
        Content::of_bytes(Png::dot().with(itxt("openbadgecredential", badge.text())).bytes())
    };
    vec![
        Vector::new("picture", "A badge in a PNG.")
            .spec("shared.md#sorts")
            .badge(baked(good()))
            .accepted()
            .remark(BakeImageUnbound),
        Vector::new("picture_of_forged", "A badge in a PNG, changed after it was signed.")
            .spec("shared.md#sorts")
            .flag(Flag::Altered)
            .twin("picture")
            .badge(baked(forged()))
            .expect(Verdict::Reject, Proof, ProofSignatureInvalid),
        Vector::new("picture_of_two", "Two badges in one PNG: readers take the first or the last.")
            .spec("carrier.md#one-badge")
            .flag(Flag::Ambiguous)
            .twin("picture")
            .badge(Content::of_bytes(
                Png::dot()
                    .with(itxt("openbadgecredential", good().text()))
                    .with(itxt("openbadgecredential", second().text()))
                    .bytes(),
            ))
            .expect(Verdict::Reject, Structure, BakeMultipleCredentials),
        Vector::new("picture_of_nothing", "A PNG without a badge in it.")
            .spec("shared.md#sorts")
            .flag(Flag::Malformed)
            .twin("picture")
            .badge(Content::of_bytes(Png::dot().bytes()))
            .expect(Verdict::Reject, Structure, BakeMissing),
        Vector::new(
            "picture_with_more_after_it",
            "A badge in a PNG, with something else behind the picture.",
        )
        .spec("shared.md#sorts")
        .badge(Content::of_bytes(
            Png::dot().with(itxt("openbadgecredential", good().text())).followed_by(b"PK\x03\x04").bytes(),
        ))
        .accepted()
        .remark(BakeImageUnbound)
        .remark(BakeTrailingData),
        Vector::new("drawing", "A badge in an SVG.")
            .spec("shared.md#sorts")
            .badge(drawing(&good()))
            .accepted()
            .remark(BakeImageUnbound),
        Vector::new("drawing_of_forged", "A badge in an SVG, changed after it was signed.")
            .spec("shared.md#sorts")
            .flag(Flag::Altered)
            .twin("drawing")
            .badge(drawing(&forged()))
            .expect(Verdict::Reject, Proof, ProofSignatureInvalid),
    ]
}

fn drawing(badge: &Document) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">\
         <openbadges:credential><![CDATA[{}]]></openbadges:credential><rect width=\"8\" height=\"8\"/></svg>\n",
        badge.text()
    )
}

fn envelopes() -> Vec<Vector> {
    let answer = |badge: Document| {
        Object::new()
            .with("credential", Json::Array(vec![badge.into()]))
            .with("compactJwsString", vec!["none"])
    };
    let deep = |layers: usize| (0..layers).fold(Json::from(good()), |inner, _| Json::Object(holding(inner)));
    let many = |count: usize| Json::Array(vec![good().into(); count]);
    vec![
        Vector::new("envelope", "The answer of a platform's API around a good badge.")
            .spec("shared.md#envelopes")
            .badge(answer(good()))
            .accepted(),
        Vector::new("envelope_with_forged_badge", "The same answer around a badge changed after signing.")
            .spec("shared.md#envelopes")
            .flag(Flag::Altered)
            .twin("envelope")
            .badge(answer(forged()))
            .expect(Verdict::Reject, Proof, ProofSignatureInvalid),
        Vector::new("envelope_array", "An array of two badges.")
            .spec("shared.md#envelopes")
            .badge(Json::Array(vec![good().into(), second().into()]).to_pretty())
            .accepted(),
        Vector::new("envelope_of_nothing", "An object with nothing in it that could be a badge.")
            .spec("shared.md#envelopes")
            .flag(Flag::Malformed)
            .twin("envelope")
            .badge(Object::new().with("credential", vec!["none"]))
            .expect(Verdict::Reject, Structure, TypeUnexpected),
        Vector::new("envelope_of_64", "As many badges as are judged in one file.")
            .spec("shared.md#limits")
            .badge(Content::folded(&many(64).to_pretty(), &format!("  {},\n", indented(&good()))))
            .accepted(),
        Vector::new("envelope_of_65", "One badge more than are judged in one file.")
            .spec("shared.md#limits")
            .flag(Flag::Exhausting)
            .twin("envelope_of_64")
            .badge(Content::folded(&many(65).to_pretty(), &format!("  {},\n", indented(&good()))))
            .expect(Verdict::Reject, Structure, InputTooManyBadges),
        Vector::new("wrapped_at_limit", "A presentation in a presentation, as deep as is unwrapped.")
            .spec("shared.md#limits")
            .badge(deep(6).to_pretty())
            .accepted(),
        Vector::new("wrapped_past_limit", "One layer more.")
            .spec("shared.md#limits")
            .flag(Flag::Exhausting)
            .twin("wrapped_at_limit")
            .badge(deep(7).to_pretty())
            .expect(Verdict::Reject, Structure, InputTooManyBadges),
    ]
}

fn addresses() -> Vec<Vector> {
    vec![
        Vector::new("address", "The address of a badge, and the badge that was fetched from there.")
            .spec("shared.md#addresses")
            .badge(format!("{ADDRESS}\n"))
            .evidence(ADDRESS, good())
            .accepted(),
        Vector::new("address_not_fetched", "The address of a badge that nobody has fetched.")
            .spec("shared.md#addresses")
            .flag(Flag::Unavailable)
            .twin("address")
            .badge(format!("{ADDRESS}\n"))
            .expect(Verdict::Undecided, Structure, InputUnavailable)
            .wants(ADDRESS),
        Vector::new("address_unreachable", "The address of a badge that cannot be fetched.")
            .spec("shared.md#addresses")
            .flag(Flag::Unavailable)
            .twin("address")
            .badge(format!("{ADDRESS}\n"))
            .unreachable(ADDRESS, "the answer was 503")
            .expect(Verdict::Undecided, Structure, InputUnavailable),
        Vector::new(
            "address_of_an_address",
            "What is at the address is another address, which is not followed.",
        )
        .spec("shared.md#addresses")
        .flag(Flag::Unavailable)
        .twin("address")
        .badge(format!("{ADDRESS}\n"))
        .evidence(ADDRESS, "https://badges.example/8")
        .expect(Verdict::Undecided, Structure, InputFormatUnsupported),
        Vector::new("address_of_forged_badge", "The badge at the address was changed after signing.")
            .spec("shared.md#addresses")
            .flag(Flag::Altered)
            .twin("address")
            .badge(format!("{ADDRESS}\n"))
            .evidence(ADDRESS, forged())
            .expect(Verdict::Reject, Proof, ProofSignatureInvalid),
        Vector::new("address_by_http", "An address without TLS is none.")
            .spec("shared.md#addresses")
            .flag(Flag::Unsupported)
            .twin("address")
            .badge("http://badges.example/7\n")
            .evidence("http://badges.example/7", good())
            .expect(Verdict::Undecided, Structure, InputFormatUnsupported),
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
