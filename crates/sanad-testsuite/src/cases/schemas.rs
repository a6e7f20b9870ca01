//! Badges that name a JSON Schema.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{CONTEXTS, Document, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const OFFICIAL: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";
const OWN: &str = "https://academy.example/schemas/welding";

fn named(id: &str, kind: &str) -> Object {
    Object::new().with("id", id).with("type", kind)
}

/// The small badge with schemas, signed.
fn with(name: &str, comment: &str, schemas: Vec<Object>) -> Vector {
    let contexts = [&CONTEXTS[..], &["https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"]].concat();
    let badge = Document::badge().set("/@context", contexts).set("/credentialSchema", schemas);
    Vector::new(name, comment).spec("verification.md#schemas").badge(badge.sign(&by(Academy)))
}

/// A schema that asks for so long a name of the achievement.
fn schema(length: u32) -> Document {
    let name = Object::new().with("minLength", Json::from(length));
    let within =
        |name: &str, schema: Object| Object::new().with("properties", Object::new().with(name, schema));
    Document::of(
        Object::new().with("$schema", "https://json-schema.org/draft/2020-12/schema").with("$id", OWN).with(
            "properties",
            Object::new().with("credentialSubject", within("achievement", within("name", name))),
        ),
    )
}

pub(super) fn cases() -> Vec<Vector> {
    let own = || vec![named(OWN, "JsonSchema")];
    let not_checked = |name: &str, comment: &str, schema: &str| {
        with(name, comment, own()).evidence(OWN, schema).accepted().remark(SchemaJsonSchemaNotChecked)
    };
    let draft = r#""$schema": "https://json-schema.org/draft/2020-12/schema""#;
    let doubling = {
        let steps = (0..30).map(|n| {
            let next = format!(r##"{{"$ref": "#/$defs/a{}"}}"##, n + 1);
            format!(r#""a{n}": {{"allOf": [{next}, {next}]}}, "#)
        });
        let steps: String = steps.collect();
        format!(r##"{{{draft}, "$ref": "#/$defs/a0", "$defs": {{{steps}"a30": {{}}}}}}"##)
    };
    vec![
        with(
            "schema_official",
            "A badge that names the official schema: the model answers, and nothing is fetched.",
            vec![named(OFFICIAL, "1EdTechJsonSchemaValidator2019")],
        )
        .accepted(),
        with("schema_at_hand", "A schema of the academy's own, which the badge is as.", own())
            .evidence(OWN, schema(9))
            .accepted(),
        with("schema_failed", "A schema that asks for a longer name.", own())
            .evidence(OWN, schema(10))
            .flag(Flag::Malformed)
            .twin("schema_at_hand")
            .expect(Reject, Structure, SchemaJsonSchemaFailed),
        with(
            "schema_failed_second",
            "The official schema, and one that asks for a longer name.",
            vec![
                named(OFFICIAL, "1EdTechJsonSchemaValidator2019"),
                named(OWN, "1EdTechJsonSchemaValidator2019"),
            ],
        )
        .evidence(OWN, schema(10))
        .flag(Flag::Malformed)
        .twin("schema_at_hand")
        .expect(Reject, Structure, SchemaJsonSchemaFailed),
        with("schema_not_at_hand", "A schema that nobody has fetched; it is not wanted either.", own())
            .accepted()
            .remark(SchemaJsonSchemaNotChecked),
        with(
            "schema_of_unknown_type",
            "A schema of a type that is not known here.",
            vec![named(
                "https://academy.example/schemas/welding.shacl",
                "https://academy.example/types#Shacl",
            )],
        )
        .accepted()
        .remark(SchemaJsonSchemaNotChecked),
        not_checked(
            "schema_without_draft",
            "A schema that does not say of which draft it is.",
            r#"{"type": "object"}"#,
        ),
        not_checked(
            "schema_elsewhere",
            "A schema that refers to another: nothing is fetched for it.",
            &format!(r#"{{{draft}, "$ref": "https://attacker.example/schema"}}"#),
        ),
        not_checked(
            "schema_endless",
            "A schema that refers to itself.",
            &format!(r##"{{{draft}, "$ref": "#"}}"##),
        )
        .flag(Flag::Exhausting),
        not_checked("schema_doubling", "A schema that tries its parts 2^30 times.", &doubling)
            .flag(Flag::Exhausting),
        not_checked(
            "schema_large_expression",
            "A schema with a regular expression that unfolds to gigabytes.",
            &format!(
                r#"{{{draft}, "properties": {{"id": {{"pattern": "((a{{1000}}){{1000}}){{1000}}"}}}}}}"#
            ),
        )
        .flag(Flag::Exhausting),
    ]
}
