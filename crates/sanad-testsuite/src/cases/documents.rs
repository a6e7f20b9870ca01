//! Badges that are accepted, as the beginnings of the others.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Number, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;

use crate::document::{Document, ISSUED, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;

pub(super) fn cases() -> Vec<Vector> {
    vec![
        Vector::new("badge_minimal", "A small badge by a did:key, signed with eddsa-rdfc-2022.")
            .spec("verification.md#order")
            .badge(Document::badge().sign(&by(Academy)))
            .accepted()
            .also(Status, StatusNone)
            .also(Recipient, RecipientNotAsked)
            .also(Endorsements, EndorsementNone),
        Vector::new("badge_minimal_jcs", "The same badge, signed with eddsa-jcs-2022.")
            .spec("verification.md#order")
            .badge(Document::badge().sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022)))
            .accepted(),
        Vector::new("badge_minimal_2020", "The same badge, signed with the older Ed25519Signature2020.")
            .spec("proof.md#suites")
            .badge(
                Document::badge()
                    .set("/@context/-", "https://w3id.org/security/suites/ed25519-2020/v1")
                    .sign(&by(Academy).suite(Cryptosuite::Ed25519Signature2020)),
            )
            .accepted(),
        Vector::new("badge_minimal_eddsa_2022", "The same badge, signed under the draft name eddsa-2022.")
            .spec("proof.md#suites")
            .badge(Document::badge().sign(&by(Academy).suite(Cryptosuite::Eddsa2022)))
            .accepted(),
        Vector::new(
            "badge_full",
            "A badge that uses most of the model: results, rubric levels, alignments, credits.",
        )
        .spec("badge.md")
        .badge(full().sign(&by(Academy)))
        .accepted(),
        Vector::new("badge_full_jcs", "The same badge, signed with eddsa-jcs-2022.")
            .spec("badge.md")
            .badge(full().sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022)))
            .accepted(),
        Vector::new("badge_vc_1_1", "A badge in the older VC 1.1, with issuanceDate.")
            .spec("badge.md")
            .badge(vc_1_1().sign(&by(Academy)))
            .accepted(),
    ]
}

/// A badge that uses most of the model.
pub(super) fn full() -> Document {
    let rubric = "https://academy.example/results/bench";
    let level = |name: &str, points: &str| {
        Object::new()
            .with("id", format!("{rubric}#{name}"))
            .with("type", vec!["RubricCriterionLevel"])
            .with("name", name)
            .with("points", points)
    };
    let described = Object::new()
        .with("id", rubric)
        .with("type", vec!["ResultDescription"])
        .with("name", "Bench test")
        .with("resultType", "RubricCriterionLevel")
        .with("requiredLevel", format!("{rubric}#sound"))
        .with("rubricCriterionLevel", vec![level("porous", "0"), level("sound", "1"), level("clean", "2")]);
    let percent = Object::new()
        .with("id", "https://academy.example/results/theory")
        .with("type", vec!["ResultDescription"])
        .with("name", "Theory")
        .with("resultType", "Percent")
        .with("valueMin", "0")
        .with("valueMax", "100");
    let results = vec![
        Object::new()
            .with("type", vec!["Result"])
            .with("resultDescription", rubric)
            .with("achievedLevel", format!("{rubric}#clean")),
        Object::new()
            .with("type", vec!["Result"])
            .with("resultDescription", "https://academy.example/results/theory")
            .with("status", "Completed")
            .with("value", "87.5"),
    ];
    let alignment = Object::new()
        .with("type", vec!["Alignment"])
        .with("targetName", "MIG welding of plate")
        .with("targetUrl", "https://standards.example/welding/mig-plate")
        .with("targetCode", "W-2.1")
        .with("targetType", "ceasn:Competency");
    let picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";
    let image = Object::new().with("id", picture).with("type", "Image").with("caption", "Two plates, joined");
    let address = Object::new()
        .with("type", vec!["Address"])
        .with("addressCountryCode", "IN")
        .with("addressLocality", "पुणे")
        .with(
            "geo",
            Object::new()
                .with("type", "GeoCoordinates")
                .with("latitude", number(18.5204))
                .with("longitude", number(73.8567)),
        );
    let evidence = Object::new()
        .with("id", "https://academy.example/evidence/plate-7")
        .with("type", vec!["Evidence"])
        .with("name", "Plate 7")
        .with("narrative", "Welded on the bench, *cut open*, photographed.");
    let names = vec![
        Json::from(Object::new().with("@value", "Welding I").with("@language", "en")),
        Json::from(Object::new().with("@value", "वेल्डिंग १").with("@language", "hi")),
    ];
    Document::badge()
        .set("/name", Json::Array(names))
        .set("/description", "Joins plates.")
        .set("/awardedDate", "2026-01-31T14:30:00+05:30")
        .set("/validUntil", "2029-02-01T09:00:00Z")
        .set("/image", image.clone())
        .set("/evidence", vec![evidence])
        .set("/issuer/url", "https://academy.example/")
        .set("/issuer/address", address)
        .set("/credentialSubject/activityEndDate", "2026-01-30T16:00:00Z")
        .set("/credentialSubject/creditsEarned", number(36.5))
        .set("/credentialSubject/narrative", "Took the *evening* course.")
        .set("/credentialSubject/result", results)
        .set("/credentialSubject/achievement/achievementType", "ext:BenchTest")
        .set("/credentialSubject/achievement/alignment", vec![alignment])
        .set("/credentialSubject/achievement/creditsAvailable", 42_u32)
        .set("/credentialSubject/achievement/image", image)
        .set("/credentialSubject/achievement/inLanguage", "hi-IN")
        .set("/credentialSubject/achievement/resultDescription", vec![described, percent])
        .set("/credentialSubject/achievement/tag", vec!["welding", "steel"])
}

/// The small badge as VC 1.1 has it.
pub(super) fn vc_1_1() -> Document {
    Document::badge()
        .set("/@context/0", "https://www.w3.org/2018/credentials/v1")
        .remove("/validFrom")
        .set("/issuanceDate", ISSUED)
        .set("/@context/-", "https://w3id.org/security/data-integrity/v2")
}

pub(super) fn number(value: f64) -> Json {
    Number::from_f64(value).map_or(Json::Null, Json::Number)
}
