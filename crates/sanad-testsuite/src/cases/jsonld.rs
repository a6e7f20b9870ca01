//! Members that no signature covers, contexts that change what is signed, and graphs that cost too much.

mod contexts;

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{AT, Document, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [terms(), contexts::cases(), relative(), values(), poison()].concat()
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

/// The small badge, changed in a way that its structure shows already.
fn structural(name: &str, comment: &str, document: Document, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("canonical-form.md#json-ld")
        .flag(Flag::Altered)
        .twin("badge_minimal")
        .badge(document)
        .expect(Reject, Structure, code)
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
