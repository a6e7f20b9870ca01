//! Members that no signature covers, contexts that change what is signed, and graphs that cost too much.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{AT, CONTEXTS, Document, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
const UNDEFINED_TERMS: &str = "https://www.w3.org/ns/credentials/undefined-terms/v2";

pub(super) fn cases() -> Vec<Vector> {
    [terms(), contexts(), inline(), compared(), elsewhere(), vocabularies(), relative(), values(), poison()]
        .concat()
}

fn rdfc() -> Document {
    Document::badge().sign(&by(Academy))
}

fn jcs() -> Document {
    Document::badge().sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022))
}

fn case(name: &str, comment: &str, document: Document, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("canonical-form.md#json-ld")
        .flag(Flag::Unsigned)
        .twin("badge_minimal")
        .badge(document)
        .expect(Reject, Proof, code)
}

fn expired_in_disguise() -> Document {
    let end = Object::new().with("@value", AT).with("@type", "http://www.w3.org/2001/XMLSchema#dateTime");
    Document::badge()
        .sign(&by(Academy).set("expires", AT))
        .remove("/proof/expires")
        .set("/proof/https:~1~1w3id.org~1security#expiration", end)
}

/// Threats L4, L6, S8.
fn terms() -> Vec<Vector> {
    let honours = "/credentialSubject/achievement/honours";
    vec![
        case(
            "jsonld_undefined_term",
            "`honours`, which no context defines, added after signing.",
            rdfc().set(honours, "summa cum laude"),
            JsonldUndefinedTerm,
        )
        .flag(Flag::Altered),
        case(
            "jsonld_undefined_term_jcs",
            "The same under eddsa-jcs-2022, where it breaks the signature too.",
            jcs().set(honours, "summa cum laude"),
            JsonldUndefinedTerm,
        )
        .flag(Flag::Altered)
        .twin("badge_minimal_jcs"),
        case(
            "jsonld_undefined_term_signed_jcs",
            "The same, signed by the academy itself: readers of the RDF would not see it.",
            Document::badge()
                .set(honours, "summa cum laude")
                .sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022).regardless()),
            JsonldUndefinedTerm,
        )
        .twin("badge_minimal_jcs"),
        case(
            "jsonld_proto",
            "A member `__proto__`, which some readers of JSON take for more than a name.",
            rdfc().set("/credentialSubject/__proto__", Object::new().with("isAdmin", true)),
            JsonldUndefinedTerm,
        )
        .flag(Flag::Altered),
        case(
            "jsonld_constructor",
            "A member `constructor`.",
            rdfc().set("/credentialSubject/constructor", "x"),
            JsonldUndefinedTerm,
        )
        .flag(Flag::Altered),
        case(
            "jsonld_mistyped_type",
            "A type that no context defines.",
            rdfc().set("/type/-", "openbadgecredential"),
            JsonldRelativeIri,
        )
        .flag(Flag::Altered),
    ]
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

/// The small badge, changed in a way that its structure shows already.
fn structural(name: &str, comment: &str, document: Document, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("canonical-form.md#json-ld")
        .flag(Flag::Altered)
        .twin("badge_minimal")
        .badge(document)
        .expect(Reject, Structure, code)
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

/// Threats L6.
fn relative() -> Vec<Vector> {
    let with = |name: &str, comment: &str, pointer: &str, id: &str| {
        structural(name, comment, rdfc().set(pointer, id), JsonldRelativeIri).flag(Flag::Unsigned)
    };
    let achievement = "/credentialSubject/achievement/id";
    vec![
        with("jsonld_relative_issuer", "An issuer by a relative id.", "/issuer/id", "academy"),
        with("jsonld_relative_path", "An achievement by a path that climbs.", achievement, "../welding-1"),
        with(
            "jsonld_relative_to_scheme",
            "An achievement by a reference to a host without a scheme.",
            achievement,
            "//academy.example/welding-1",
        ),
        with(
            "jsonld_iri_with_space",
            "An achievement by an address with a space in it.",
            achievement,
            "https://academy.example/welding 1",
        ),
    ]
}

/// Threats L8, L9, and what only a proof can hold, for the structure of a proof is not the model's.
fn values() -> Vec<Vector> {
    let english = || Object::new().with("@value", "Welding I").with("@language", "en");
    let named = |name: Object| Document::badge().set("/name", name);
    vec![
        Vector::new("jsonld_language_value", "A name with its language.")
            .spec("canonical-form.md#json-ld")
            .badge(named(english()).sign(&by(Academy)))
            .accepted(),
        case(
            "jsonld_direction",
            "A text direction added to that name: RDF does not carry it.",
            named(english()).sign(&by(Academy)).set("/name/@direction", "rtl"),
            JsonldDirectionUnsigned,
        )
        .flag(Flag::Altered)
        .twin("jsonld_language_value"),
        case(
            "jsonld_dropped_value",
            "An empty list of domains in the proof: RDF keeps nothing of it.",
            rdfc().set("/proof/domain", Json::Array(Vec::new())),
            JsonldDroppedValue,
        )
        .flag(Flag::Altered),
        case(
            "jsonld_keyword",
            "`@included` in the proof.",
            rdfc().set("/proof/@included", vec![Object::new().with("id", "urn:example:more")]),
            JsonldKeywordForbidden,
        )
        .flag(Flag::Altered),
        case(
            "jsonld_colliding_keywords",
            "`id` and `@id` in one proof.",
            rdfc().set("/proof/id", "urn:example:proof").set("/proof/@id", "urn:example:other"),
            JsonldKeywordForbidden,
        )
        .flag(Flag::Altered)
        .flag(Flag::Ambiguous),
        case(
            "jsonld_protected_terms_changed",
            "A context, added after signing, that gives protected terms another meaning.",
            rdfc().set("/@context/-", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"),
            JsonldInvalid,
        )
        .flag(Flag::Altered),
        case(
            "jsonld_expires_as_iri",
            "A proof that has expired, its `expires` called by the IRI behind it: the same statement, so the same signature.",
            expired_in_disguise(),
            JsonldUndefinedTerm,
        )
        .flag(Flag::Altered)
        .flag(Flag::OutOfTime)
        .twin("proof_before_expiry"),
        case(
            "jsonld_nested_context_in_proof",
            "A context within the proof's subject.",
            rdfc().set("/proof/proofPurpose", Object::new().with("@context", Json::Null)),
            ProofMalformed,
        )
        .flag(Flag::Altered),
    ]
}

/// Threats L13: results that are alike, with alignments that are alike. Every order of them has to be tried.
fn poison() -> Vec<Vector> {
    let results = |count: usize| {
        let alignment = Object::new()
            .with("type", vec!["Alignment"])
            .with("targetName", "Welding")
            .with("targetUrl", "https://standards.example/welding");
        let result = Object::new()
            .with("type", vec!["Result"])
            .with("status", "Completed")
            .with("alignment", vec![alignment; count]);
        Json::from(vec![result; 2])
    };
    let badge = |count| Document::badge().set("/credentialSubject/result", results(count)).sign(&by(Academy));
    let poisoned = |name: &str, comment: &str, document: Document| {
        Vector::new(name, comment)
            .spec("canonical-form.md#rdfc")
            .flag(Flag::Exhausting)
            .twin("rdf_alike")
            .badge(document)
            .expect(Reject, Proof, RdfWorkLimit)
    };
    let three = || {
        let Json::Array(mut all) = results(9) else { return Json::Null };
        all.extend(all.first().cloned());
        Json::Array(all)
    };
    vec![
        Vector::new("rdf_alike", "Two results that are alike, each with two alignments that are alike.")
            .spec("canonical-form.md#rdfc")
            .badge(badge(2))
            .accepted(),
        Vector::new("rdf_poison", "The same with ten alignments: 10! orders to try, twice.")
            .spec("canonical-form.md#rdfc")
            .flag(Flag::Exhausting)
            .twin("rdf_alike")
            .badge(badge(2).set("/credentialSubject/result", results(10)))
            .expect(Reject, Proof, RdfWorkLimit),
        poisoned(
            "rdf_poison_of_9",
            "The same with nine alignments.",
            badge(2).set("/credentialSubject/result", results(9)),
        ),
        poisoned(
            "rdf_poison_of_40",
            "The same with forty: no implementation ever ends.",
            badge(2).set("/credentialSubject/result", results(40)),
        ),
        poisoned(
            "rdf_poison_three_times",
            "Three results with nine alignments each.",
            badge(2).set("/credentialSubject/result", three()),
        ),
        poisoned(
            "rdf_poison_2020",
            "The same with ten alignments under the older Ed25519Signature2020.",
            Document::badge()
                .set("/@context/-", "https://w3id.org/security/suites/ed25519-2020/v1")
                .sign(&by(Academy).suite(Cryptosuite::Ed25519Signature2020))
                .set("/credentialSubject/result", results(10)),
        ),
    ]
}
