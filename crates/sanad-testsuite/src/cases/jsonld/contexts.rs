//! Contexts that are not those of a badge: inline, appended, elsewhere, or such that everything passes for defined.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::{case, jcs, rdfc, structural};
use crate::document::{CONTEXTS, Document, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
const UNDEFINED_TERMS: &str = "https://www.w3.org/ns/credentials/undefined-terms/v2";

pub(super) fn cases() -> Vec<Vector> {
    [contexts(), inline(), compared(), elsewhere(), vocabularies()].concat()
}

/// Threats L1 to L3, L5.
fn contexts() -> Vec<Vector> {
    vec![
        // The standard replaces the document's contexts by the proof's before hashing, so that this would verify.
        case(
            "jsonld_context_appended_jcs",
            "A context appended after an eddsa-jcs-2022 signature.",
            jcs().set("/@context/-", EXTENSIONS),
            ProofContextAppended,
        )
        .spec("proof.md#contexts")
        .flag(Flag::Altered)
        .twin("badge_minimal_jcs"),
        case(
            "jsonld_context_swapped_jcs",
            "The two contexts of the proof in the other order.",
            jcs().set("/proof/@context/1", EXTENSIONS),
            ProofContextAppended,
        )
        .spec("proof.md#contexts")
        .flag(Flag::Altered)
        .twin("badge_minimal_jcs"),
        Vector::new("jsonld_context_remote", "A context on the attacker's own server. Nothing is fetched.")
            .spec("badge.md#contexts")
            .flag(Flag::Altered)
            .flag(Flag::Unsigned)
            .twin("badge_minimal")
            .badge(rdfc().set("/@context/-", "https://evil.example/context.jsonld"))
            .expect(Reject, Structure, JsonldContextNotAllowed),
        case(
            "jsonld_context_vocab",
            "The context under which every undefined term passes for a defined one.",
            rdfc().set("/@context/-", UNDEFINED_TERMS),
            JsonldVocabContext,
        )
        .flag(Flag::Altered),
    ]
}

/// Threats L1 and L7: contexts that come with the badge.
fn inline() -> Vec<Vector> {
    let schema = |name: &str| Object::new().with("@id", format!("https://schema.org/{name}"));
    let appended = |name: &str, comment: &str, context: Object| {
        structural(name, comment, rdfc().set("/@context/-", context), JsonldInlineContext)
            .flag(Flag::Ambiguous)
    };
    let nested = |name: &str, comment: &str, pointer: &str, context: Json| {
        structural(name, comment, rdfc().set(pointer, context), JsonldNestedContext).flag(Flag::Unsigned)
    };
    let swap = Object::new().with("name", schema("description")).with("description", schema("name"));
    let achievement = "/credentialSubject/achievement";
    vec![
        // The RDF, and with it the signature, is what it was.
        appended(
            "jsonld_inline_context_swap",
            "Name and description in each other's place, and a context that gives each the other's meaning.",
            swap,
        )
        .badge(
            rdfc()
                .set(&format!("{achievement}/name"), "Joins steel plates so that they stay joined.")
                .set(&format!("{achievement}/description"), "Welding I")
                .set(
                    "/@context/-",
                    Object::new().with("name", schema("description")).with("description", schema("name")),
                ),
        ),
        appended(
            "jsonld_inline_context_import",
            "An inline context that imports another from the attacker's server.",
            Object::new().with("@import", "https://evil.example/context.jsonld"),
        ),
        appended(
            "jsonld_inline_context_base",
            "An inline context that says what relative references are relative to.",
            Object::new().with("@base", "https://evil.example/"),
        ),
        appended(
            "jsonld_inline_context_vocab",
            "An inline context under which every member has a meaning.",
            Object::new().with("@vocab", "https://evil.example/terms#"),
        ),
        appended("jsonld_inline_context_empty", "An inline context that says nothing.", Object::new()),
        nested(
            "jsonld_nested_context_in_issuer",
            "A known context within the issuer.",
            "/issuer/@context",
            EXTENSIONS.into(),
        ),
        nested(
            "jsonld_nested_context_in_subject",
            "A context within the subject that gives `achievement` another meaning.",
            "/credentialSubject/@context",
            Object::new().with("achievement", schema("abstract")).into(),
        ),
        nested(
            "jsonld_nested_context_in_criteria",
            "An empty list of contexts within the criteria.",
            "/credentialSubject/achievement/criteria/@context",
            Json::Array(Vec::new()),
        ),
    ]
}

/// Threats L2: under JCS the proof repeats the document's contexts, and both must be the same to the letter.
fn compared() -> Vec<Vector> {
    let appended = |name: &str, comment: &str, document| {
        case(name, comment, document, ProofContextAppended)
            .spec("proof.md#contexts")
            .flag(Flag::Altered)
            .twin("badge_minimal_jcs")
    };
    vec![
        appended(
            "jsonld_context_twice_jcs",
            "The second context once more behind it.",
            jcs().set("/@context/-", CONTEXTS[1]),
        ),
        appended(
            "jsonld_context_of_proof_shorter_jcs",
            "The proof has only the first of the document's contexts.",
            jcs().set("/proof/@context", vec![CONTEXTS[0]]),
        ),
        appended(
            "jsonld_context_of_proof_longer_jcs",
            "The proof has a context more than the document.",
            jcs().set("/proof/@context/-", EXTENSIONS),
        ),
    ]
}

/// Threats L3: what is not known to the letter is not known.
fn elsewhere() -> Vec<Vector> {
    let cases = [
        (
            "jsonld_context_other_host",
            "A host that begins as the W3C's does.",
            "https://www.w3.org.evil.example/ns/credentials/v2",
        ),
        ("jsonld_context_http", "A known context without TLS.", "http://www.w3.org/ns/credentials/v2"),
        (
            "jsonld_context_query",
            "A known context with a query behind it.",
            "https://www.w3.org/ns/credentials/v2?at=evil.example",
        ),
        (
            "jsonld_context_upper_case",
            "A known context in capital letters.",
            "HTTPS://WWW.W3.ORG/ns/credentials/v2",
        ),
        (
            "jsonld_context_fragment",
            "A known context with a fragment behind it.",
            "https://www.w3.org/ns/credentials/v2#evil",
        ),
        (
            "jsonld_context_examples",
            "The W3C's context for examples, under which every term passes.",
            "https://www.w3.org/ns/credentials/examples/v2",
        ),
    ];
    let case = |(name, comment, url): (&str, &str, &str)| {
        structural(name, comment, rdfc().set("/@context/-", url), JsonldContextNotAllowed)
            .spec("badge.md#contexts")
            .flag(Flag::Unsigned)
    };
    cases.into_iter().map(case).collect()
}

/// Threats L5.
fn vocabularies() -> Vec<Vector> {
    let honours = "/credentialSubject/achievement/honours";
    let with =
        |name: &str, comment: &str, document, code| case(name, comment, document, code).flag(Flag::Altered);
    vec![
        with(
            "jsonld_context_vocab_with_term",
            "The same, and with it a member that it defines.",
            rdfc().set("/@context/-", UNDEFINED_TERMS).set(honours, "summa cum laude"),
            JsonldVocabContext,
        ),
        with(
            "jsonld_context_vocab_between",
            "The same before another context.",
            rdfc().set("/@context/-", UNDEFINED_TERMS).set("/@context/-", EXTENSIONS),
            JsonldVocabContext,
        ),
        with(
            "jsonld_context_vocab_jcs",
            "The same under eddsa-jcs-2022, on the document and on its proof.",
            jcs().set("/@context/-", UNDEFINED_TERMS).set("/proof/@context/-", UNDEFINED_TERMS),
            JsonldVocabContext,
        )
        .twin("badge_minimal_jcs"),
        case(
            "jsonld_context_vocab_signed_jcs",
            "The same, signed by the academy itself.",
            Document::badge()
                .set("/@context/-", UNDEFINED_TERMS)
                .set(honours, "summa cum laude")
                .sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022).regardless()),
            JsonldVocabContext,
        )
        .twin("badge_minimal_jcs"),
    ]
}
