//! JSON that is no badge, as Open Badges 3.0 and VC 2.0 describe one. Nearly all of it is signed by its issuer.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::documents::full;
use crate::document::{CONTEXTS, Document, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    let badge = Document::badge;
    let minimal = |name: &str, comment: &str, defective: Document, code: Code| {
        Vector::new(name, comment)
            .spec("badge.md")
            .flag(Flag::Malformed)
            .twin("badge_minimal")
            .badge(signed(defective))
            .expect(Reject, Structure, code)
    };
    let of_full = |name: &str, comment: &str, defective: Document, code: Code| {
        minimal(name, comment, defective, code).twin("badge_full")
    };
    let identity =
        Object::new().with("type", "Image").with("id", "https://academy.example/i.png").with("alt", "x");
    let subject = badge().into_object().get("credentialSubject").cloned().unwrap_or(Json::Null);
    vec![
        minimal(
            "schema_criteria_missing",
            "An achievement without criteria.",
            badge().remove("/credentialSubject/achievement/criteria"),
            SchemaMissing,
        ),
        minimal(
            "schema_valid_from_missing",
            "A badge without validFrom.",
            badge().remove("/validFrom"),
            SchemaMissing,
        ),
        minimal("schema_id_missing", "A badge without id.", badge().remove("/id"), SchemaMissing),
        minimal(
            "schema_name_wrong_kind",
            "A number for the achievement's name.",
            badge().set("/credentialSubject/achievement/name", 7_u32),
            SchemaWrongKind,
        ),
        minimal(
            "schema_type_wrong",
            "An achievement that says it is a profile.",
            badge().set("/credentialSubject/achievement/type", vec!["Profile"]),
            SchemaWrongKind,
        ),
        minimal(
            "schema_types_of_two_classes",
            "An achievement that says it is its own recipient too: members of both could change places.",
            badge().set("/credentialSubject/achievement/type", vec!["Achievement", "AchievementSubject"]),
            TypeUnexpected,
        ),
        of_full(
            "schema_tag_not_array",
            "One tag without an array, where the model has an array.",
            full().set("/credentialSubject/achievement/tag", "welding"),
            SchemaCardinality,
        ),
        minimal(
            "schema_contexts_missing_ob",
            "The contexts without that of Open Badges.",
            badge().set("/@context", vec![CONTEXTS[0], "https://www.w3.org/ns/credentials/status/v1"]),
            SchemaEnumeration,
        ),
        minimal(
            "schema_one_context",
            "One context where a badge has two.",
            badge().set("/@context", vec![CONTEXTS[0]]),
            SchemaCardinality,
        ),
        of_full(
            "schema_achievement_type",
            "An achievementType that is neither of the model's nor an extension.",
            full().set("/credentialSubject/achievement/achievementType", "BenchTest"),
            SchemaEnumeration,
        ),
        of_full(
            "schema_result_status",
            "A result status that the closed list does not have.",
            full().set("/credentialSubject/result/1/status", "ext:Nearly"),
            SchemaEnumeration,
        ),
        of_full(
            "schema_result_unresolved",
            "A result of a description that the achievement does not have.",
            full().set(
                "/credentialSubject/result/1/resultDescription",
                "https://academy.example/results/other",
            ),
            SchemaUnresolved,
        ),
        of_full(
            "schema_level_unresolved",
            "A level reached that the rubric does not have.",
            full().set(
                "/credentialSubject/result/0/achievedLevel",
                "https://academy.example/results/bench#perfect",
            ),
            SchemaUnresolved,
        ),
        minimal(
            "schema_unexpected_member",
            "An image with a member that images do not have.",
            badge().set("/image", identity),
            SchemaUnexpectedMember,
        ),
        minimal(
            "subject_missing",
            "A badge for nobody: neither id nor identifier.",
            badge().remove("/credentialSubject/id"),
            SubjectMissing,
        ),
        // Threats L11.
        minimal(
            "subject_multiple",
            "A badge for two people at once.",
            badge().set("/credentialSubject", vec![subject.clone(), subject.clone()]),
            SubjectMultiple,
        )
        .flag(Flag::Ambiguous),
        minimal(
            "subject_in_array",
            "The subject in an array of one.",
            badge().set("/credentialSubject", vec![subject]),
            SchemaCardinality,
        ),
        minimal(
            "type_not_a_badge",
            "An endorsement where a badge is expected.",
            badge().set("/type/1", "EndorsementCredential"),
            TypeUnexpected,
        ),
        minimal(
            "type_two_kinds",
            "A document that says it is a badge and a status list.",
            badge()
                .set("/type/-", "BitstringStatusListCredential")
                .set("/@context/-", "https://www.w3.org/ns/credentials/status/v1"),
            TypeUnexpected,
        )
        .flag(Flag::Ambiguous),
    ]
    .into_iter()
    .chain(after_signing())
    .collect()
}

/// The document with a proof of the academy's: where no suite would sign it, that of the small badge.
fn signed(defective: Document) -> Document {
    defective.clone().try_sign(&by(Academy)).unwrap_or_else(|_| {
        let proof = Document::badge().sign(&by(Academy)).into_object().remove("proof");
        defective.set("/proof", proof.unwrap_or(Json::Null))
    })
}

/// What no suite would sign, so it is put in afterwards; the structure speaks first.
fn after_signing() -> Vec<Vector> {
    let signed = || Document::badge().sign(&by(Academy));
    let case = |name: &str, comment: &str, document: Document, code: Code| {
        Vector::new(name, comment)
            .spec("badge.md")
            .flag(Flag::Altered)
            .twin("badge_minimal")
            .badge(document)
            .expect(Reject, Structure, code)
    };
    let proof = signed().into_object().remove("proof").unwrap_or(Json::Null);
    let graph = Object::new().with("name", "Welding II");
    vec![
        // Threats L9.
        case(
            "schema_null",
            "A member that is null, of which JSON-LD keeps nothing.",
            signed().set("/description", Json::Null),
            SchemaWrongKind,
        )
        .flag(Flag::Unsigned),
        case(
            "schema_empty_array",
            "An empty array, of which RDF keeps nothing.",
            signed().set("/evidence", Json::Array(Vec::new())),
            SchemaCardinality,
        )
        .flag(Flag::Unsigned),
        // Threats L10.
        case(
            "schema_long_form",
            "The achievement's name in JSON-LD's long form.",
            signed().set("/credentialSubject/achievement/name", Object::new().with("@value", "Welding I")),
            SchemaNotCompact,
        )
        .flag(Flag::Ambiguous),
        case(
            "schema_full_iri",
            "The name under its whole IRI: the same RDF, and no reader of the JSON sees it.",
            signed().remove("/name").set("/https:~1~1schema.org~1name", "Welding I"),
            SchemaNotCompact,
        )
        .flag(Flag::Ambiguous),
        case(
            "schema_keyword_graph",
            "`@graph` within the achievement.",
            signed().set("/credentialSubject/achievement/@graph", graph.clone()),
            SchemaNotCompact,
        )
        .flag(Flag::Ambiguous),
        case(
            "schema_keyword_reverse",
            "`@reverse` within the achievement.",
            signed().set("/credentialSubject/achievement/@reverse", graph.clone()),
            SchemaNotCompact,
        )
        .flag(Flag::Ambiguous),
        case(
            "schema_keyword_included",
            "`@included` on the badge.",
            signed().set("/@included", vec![graph.clone()]),
            SchemaNotCompact,
        )
        .flag(Flag::Ambiguous),
        case(
            "schema_keyword_nest",
            "`@nest` within the achievement.",
            signed().set("/credentialSubject/achievement/@nest", graph),
            SchemaNotCompact,
        )
        .flag(Flag::Ambiguous),
        case(
            "schema_keyword_index",
            "`@index` within the achievement, which RDF does not keep.",
            signed().set("/credentialSubject/achievement/@index", "1"),
            SchemaNotCompact,
        )
        .flag(Flag::Unsigned),
        case(
            "schema_keyword_type",
            "`@type` where a badge has `type`.",
            signed()
                .remove("/credentialSubject/achievement/type")
                .set("/credentialSubject/achievement/@type", vec!["Achievement"]),
            SchemaMissing,
        )
        .flag(Flag::Ambiguous),
        // Threats L6.
        case(
            "jsonld_relative_id",
            "A relative id, of which RDF keeps nothing.",
            signed().set("/id", "welding-1"),
            JsonldRelativeIri,
        )
        .flag(Flag::Unsigned),
        case(
            "jsonld_blank_id",
            "A blank node label for an id.",
            signed().set("/id", "_:b0"),
            JsonldRelativeIri,
        )
        .flag(Flag::Unsigned),
        // Threats L1.
        case(
            "jsonld_inline_context",
            "An inline context that gives `name` another meaning.",
            signed().set("/@context/-", Object::new().with("name", "https://schema.org/familyName")),
            JsonldInlineContext,
        )
        .flag(Flag::Ambiguous),
        // Threats L7.
        case(
            "jsonld_nested_context",
            "`\"@context\": null` within the achievement: what is in it is no longer signed.",
            signed().set("/credentialSubject/achievement/@context", Json::Null),
            JsonldNestedContext,
        )
        .flag(Flag::Unsigned),
        // Threats L14.
        case(
            "proof_misplaced",
            "The badge's proof once more within its subject.",
            signed().set("/credentialSubject/proof", proof),
            ProofMisplaced,
        ),
    ]
}
