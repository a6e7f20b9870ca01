//! Presentations and transcripts in tokens, pictures, envelopes, and behind addresses.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict;

use crate::content::Content;
use crate::document::{CONTEXTS, Document};
use crate::jwt::Jwt;
use crate::png::{Png, itxt};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

use super::*;

pub(super) fn cases() -> Vec<Vector> {
    [tokens(), pictures(), envelopes(), addresses()].concat()
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
