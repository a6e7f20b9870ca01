//! What badges claim in the terms of a scope, and our extension where it is not as it should be.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::documents::number;
use crate::document::{Document, by};
use crate::keys::Who::*;
use crate::vector::badge;
use crate::vector::badge_facts::Vector;
use crate::vector::draft;
use crate::vector::flag::Flag;

const CONTEXT: &str = "https://w3id.org/sanad/badge-facts/v1";
const FACTS: &str = "/credentialSubject/achievement/badgeFacts";
pub(super) const NCRF: &str = "https://w3id.org/sanad/framework/ncrf/2023";
pub(super) const NCRF_CREDIT: &str = "https://w3id.org/sanad/credit/ncrf/2023";
const ECTS: &str = "http://data.europa.eu/snb/education-credit/6fcec5c5af";
const EQF: &str = "http://data.europa.eu/snb/eqf/25831c2";

fn level(framework: &str, value: impl Into<Json>) -> Object {
    Object::new().with("framework", framework).with("value", value)
}

fn credits(unit: &str, value: &str) -> Object {
    Object::new().with("unit", unit).with("value", value)
}

/// A badge that makes every kind of claim.
pub(super) fn stated() -> Document {
    let facts = Object::new()
        .with("level", vec![level(NCRF, "4.5")])
        .with("credits", vec![credits(NCRF_CREDIT, "12")])
        .with("notionalHours", "360")
        .with("field", vec!["0715"])
        .with("qualification", vec!["CSC/Q0204"])
        .with("jurisdiction", vec!["IN-KA"])
        .with("mode", "blended")
        .with("assessmentType", vec!["examination", "practical"]);
    Document::badge().set("/@context/-", CONTEXT).set(FACTS, facts)
}

fn alignment(framework: &str, url: &str) -> Object {
    let alignment = Object::new().with("type", vec!["Alignment"]).with("targetName", "A level");
    alignment.with("targetUrl", url).with("targetFramework", framework)
}

fn aligned(alignments: Vec<Object>) -> Document {
    Document::badge().set("/credentialSubject/achievement/alignment", alignments)
}

/// What every badge of these claims beside what a case is about.
fn with(members: &str) -> String {
    format!(
        r#"{{"credential_types": ["OpenBadgeCredential"],
             "achievements": ["https://academy.example/achievements/welding-1"],
             {members}
             "awarded": "2026-02-01T09:00:00Z"}}"#
    )
}

/// The vectors of `badge-facts/`.
#[must_use]
pub fn badge_facts() -> Vec<Vector> {
    let case = |name: &str, comment: &str, badge: Document, members: &str| {
        Vector::new(name, comment, badge).facts(&with(members))
    };
    let page = "https://framework.example/levels";
    [
        vec![
            case("nothing", "A badge that tells nothing a scope could limit, but what it is.", Document::badge(), ""),
            case(
                "extension",
                "Every member of the extension.",
                stated(),
                &format!(
                    r#""qualifications": ["CSC/Q0204"], "fields": ["0715"],
                       "levels": [{{"framework": "{NCRF}", "value": "4.5"}}],
                       "credits": [{{"unit": "{NCRF_CREDIT}", "value": "12"}}],
                       "jurisdictions": ["IN-KA"], "modes": ["blended"],
                       "assessment_types": ["examination", "practical"], "notional_hours": "360","#
                ),
            )
            .spec("badge-facts.md#form"),
            case(
                "extension_numbers",
                "A level as a JSON number, which is what its spelling under RFC 8785 says.",
                Document::badge()
                    .set("/@context/-", CONTEXT)
                    .set(FACTS, Object::new().with("level", vec![level(NCRF, number(4.5))])),
                &format!(r#""levels": [{{"framework": "{NCRF}", "value": "4.5"}}],"#),
            )
            .spec("badge-facts.md#form"),
            case("extension_without_context", "The extension without its context: somebody else's member.", stated().remove("/@context/2"), "")
                .spec("badge-facts.md#form"),
            Vector::new(
                "achievement_type_and_language",
                "What Open Badges has itself; a language in lower case.",
                Document::badge()
                    .set("/credentialSubject/achievement/achievementType", "Certificate")
                    .set("/credentialSubject/achievement/inLanguage", "en-IN"),
            )
            .facts(
                r#"{"credential_types": ["OpenBadgeCredential"], "achievement_types": ["Certificate"],
                    "achievements": ["https://academy.example/achievements/welding-1"],
                    "languages": ["en-in"], "awarded": "2026-02-01T09:00:00Z"}"#,
            ),
        ],
        types_and_times(),
        vec![
            case(
                "alignment_level",
                "A level by an alignment: the framework's IRI, and the code.",
                aligned(vec![alignment(EQF, page).with("targetCode", "5")]),
                &format!(r#""levels": [{{"framework": "{EQF}", "value": "5"}}],"#),
            ),
            case(
                "alignment_level_by_node",
                "A level by an alignment to the level's own IRI.",
                aligned(vec![alignment("European Qualifications Framework", "http://data.europa.eu/snb/eqf/5")]),
                &format!(r#""levels": [{{"framework": "{EQF}", "value": "5"}}],"#),
            ),
            case(
                "alignment_two_codes",
                "A code that is another than that of the node: both are claimed.",
                aligned(vec![alignment(EQF, "http://data.europa.eu/snb/eqf/5").with("targetCode", "8")]),
                &format!(
                    r#""levels": [{{"framework": "{EQF}", "value": "8"}}, {{"framework": "{EQF}", "value": "5"}}],"#
                ),
            ),
            case(
                "alignment_field",
                "A field of ISCED-F by an alignment.",
                aligned(vec![alignment("http://data.europa.eu/snb/isced-f/25831c2", page).with("targetCode", "0715")]),
                r#""fields": ["0715"],"#,
            ),
            case(
                "alignment_without_code",
                "An alignment to a known framework that does not say to which level.",
                aligned(vec![alignment(EQF, page)]),
                r#""levels": null,"#,
            ),
            case(
                "alignment_code_in_words",
                "A level in words.",
                aligned(vec![alignment(EQF, page).with("targetCode", "Level 5")]),
                r#""levels": null,"#,
            ),
            case(
                "alignment_without_version",
                "A framework by its name, which does not say in which version.",
                aligned(vec![alignment("EQF", page).with("targetCode", "5")]),
                r#""levels": null,"#,
            ),
            case(
                "alignment_elsewhere",
                "An alignment to a framework that is none of levels or fields.",
                aligned(vec![alignment("ESCO", "http://data.europa.eu/esco/skill/0715").with("targetCode", "5")]),
                "",
            ),
            case(
                "alignment_and_extension",
                "A level by the extension and another by an alignment: both are claimed.",
                aligned(vec![alignment(NCRF, page).with("targetCode", "5")])
                    .set("/@context/-", CONTEXT)
                    .set(FACTS, Object::new().with("level", vec![level(NCRF, "4.5")])),
                &format!(
                    r#""levels": [{{"framework": "{NCRF}", "value": "5"}}, {{"framework": "{NCRF}", "value": "4.5"}}],"#
                ),
            ),
        ]
        .into_iter()
        .map(|vector| vector.spec("badge-facts.md#alignments"))
        .collect(),
        vec![
            case(
                "credits_bare",
                "A number of credits without a unit.",
                Document::badge().set("/credentialSubject/creditsEarned", 12_u32),
                r#""credits": null,"#,
            ),
            case(
                "credits_in_the_unit",
                "The bare numbers of Open Badges, in the unit that the extension names.",
                Document::badge()
                    .set("/@context/-", CONTEXT)
                    .set(FACTS, Object::new().with("credits", vec![credits(NCRF_CREDIT, "12")]))
                    .set("/credentialSubject/creditsEarned", number(10.5))
                    .set("/credentialSubject/achievement/creditsAvailable", 400_u32),
                &format!(
                    r#""credits": [{{"unit": "{NCRF_CREDIT}", "value": "12"}},
                                   {{"unit": "{NCRF_CREDIT}", "value": "10.5"}},
                                   {{"unit": "{NCRF_CREDIT}", "value": "400"}}],"#
                ),
            ),
            case(
                "credits_in_two_units",
                "A bare number beside two units: it is claimed in each.",
                Document::badge()
                    .set("/@context/-", CONTEXT)
                    .set(FACTS, Object::new().with("credits", vec![credits(NCRF_CREDIT, "4"), credits(ECTS, "4.5")]))
                    .set("/credentialSubject/creditsEarned", 4_u32),
                &format!(
                    r#""credits": [{{"unit": "{NCRF_CREDIT}", "value": "4"}}, {{"unit": "{ECTS}", "value": "4.5"}},
                                   {{"unit": "{NCRF_CREDIT}", "value": "4"}}, {{"unit": "{ECTS}", "value": "4"}}],"#
                ),
            ),
        ]
        .into_iter()
        .map(|vector| vector.spec("badge-facts.md#credits"))
        .collect(),
    ]
    .concat()
}

fn types_and_times() -> Vec<Vector> {
    let types = |name: &str, comment: &str, types: &[&str], expected: &str| {
        let badge = Document::badge().set("/type", types.to_vec());
        let facts = format!(
            r#"{{"credential_types": {expected}, "achievements": ["https://academy.example/achievements/welding-1"],
                 "awarded": "2026-02-01T09:00:00Z"}}"#
        );
        Vector::new(name, comment, badge).spec("badge-facts.md#types").facts(&facts)
    };
    vec![
        types(
            "type_other_name",
            "The other name of a badge's type.",
            &["VerifiableCredential", "AchievementCredential"],
            r#"["OpenBadgeCredential"]"#,
        ),
        types(
            "type_of_its_own",
            "A type that says more than that it is a badge.",
            &["VerifiableCredential", "OpenBadgeCredential", "DiplomaCredential"],
            r#"["DiplomaCredential"]"#,
        ),
        Vector::new(
            "awarded_and_signed",
            "The day of the award is another than that from which the badge is valid.",
            Document::badge().set("/awardedDate", "2026-01-15T00:00:00+05:30").sign(&by(Academy)),
        )
        .spec("badge-facts.md#times")
        .facts(
            r#"{"credential_types": ["OpenBadgeCredential"],
                "achievements": ["https://academy.example/achievements/welding-1"],
                "awarded": "2026-01-14T18:30:00Z", "signed": ["2026-02-01T09:00:00Z"]}"#,
        ),
    ]
}

/// Those of `badge/`: the extension signed by its issuer, as it should be and as it should not.
pub(super) fn cases() -> Vec<badge::Vector> {
    let signed = |document: Document| document.sign(&by(Academy));
    let accepted = |name: &str, comment: &str, badge: Document| {
        badge::Vector::new(name, comment).spec("badge-facts.md#form").badge(badge)
    };
    let refused = |name: &str, comment: &str, document: Document, code: Code| {
        badge::Vector::new(name, comment)
            .spec("badge-facts.md#form")
            .flag(Flag::Malformed)
            .twin("facts_stated")
            .badge(signed(document))
            .expect(Reject, Structure, code)
    };
    vec![
        accepted("facts_stated", "A badge with every member of the extension.", signed(stated())),
        accepted(
            "facts_stated_jcs",
            "The same with eddsa-jcs-2022.",
            stated().sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022)),
        ),
        badge::Vector::new("facts_altered", "The level raised after signing.")
            .spec("badge-facts.md#form")
            .flag(Flag::Altered)
            .twin("facts_stated")
            .badge(signed(stated()).set(&format!("{FACTS}/level/0/value"), "8"))
            .expect(Reject, Proof, ProofSignatureInvalid),
        badge::Vector::new(
            "facts_without_context",
            "The extension without its context: nothing says what it means.",
        )
        .spec("badge-facts.md#form")
        .flag(Flag::Unsigned)
        .twin("facts_stated_jcs")
        .badge(
            stated().remove("/@context/2").sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022).regardless()),
        )
        .expect(Reject, Proof, JsonldUndefinedTerm),
        refused(
            "facts_level_in_words",
            "A level in words.",
            stated().set(&format!("{FACTS}/level/0/value"), "four"),
            SchemaWrongKind,
        ),
        refused(
            "facts_level_without_framework",
            "A level of no framework.",
            stated().remove(&format!("{FACTS}/level/0/framework")),
            SchemaMissing,
        ),
        refused(
            "facts_credits_negative",
            "Less than no credit.",
            stated().set(&format!("{FACTS}/credits/0/value"), "-12"),
            SchemaWrongKind,
        ),
        refused(
            "facts_field_of_six_digits",
            "A code that is none of ISCED-F.",
            stated().set(&format!("{FACTS}/field/0"), "071500"),
            SchemaEnumeration,
        ),
        refused(
            "facts_jurisdiction_in_lower_case",
            "A code of ISO 3166 in lower case.",
            stated().set(&format!("{FACTS}/jurisdiction/0"), "in-ka"),
            SchemaEnumeration,
        ),
        refused(
            "facts_mode_unknown",
            "A mode that is no word of ours.",
            stated().set(&format!("{FACTS}/mode"), "hybrid"),
            SchemaEnumeration,
        ),
        refused(
            "facts_level_not_array",
            "One level without an array.",
            stated().set(&format!("{FACTS}/level"), level(NCRF, "4.5")),
            SchemaCardinality,
        ),
        refused(
            "facts_with_id",
            "An id for the extension: members of another object could be moved into it.",
            stated().set(&format!("{FACTS}/id"), "urn:uuid:9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b77"),
            SchemaUnexpectedMember,
        ),
        refused(
            "facts_misplaced",
            "The extension on the recipient, where nobody looks at it.",
            Document::badge()
                .set("/@context/-", CONTEXT)
                .set("/credentialSubject/badgeFacts", Object::new().with("mode", "online")),
            SchemaUnexpectedMember,
        ),
    ]
}

/// Those of `draft/`.
pub(super) fn drafts() -> Vec<draft::Vector> {
    let vector = |name: &str, comment: &str, draft: Document| {
        draft::Vector::new(name, comment).spec("badge-facts.md#form").draft(draft)
    };
    vec![
        vector("facts", "The extension, with its context.", stated()).issued(),
        vector("facts_without_context", "The extension without its context.", stated().remove("/@context/2"))
            .flag(Flag::Unsigned)
            .twin("facts")
            .refused(JsonldUndefinedTerm),
        vector(
            "facts_credits_without_unit",
            "Credits of no unit.",
            stated().remove(&format!("{FACTS}/credits/0/unit")),
        )
        .flag(Flag::Malformed)
        .twin("facts")
        .refused(SchemaMissing),
    ]
}
