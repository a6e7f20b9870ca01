//! Whose key made the proof: controller documents, and names that are taken for keys.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::signer::Signer as _;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::content::Content;
use crate::document::{Document, WEB, WEB_METHOD, WEB_URL, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const VICTIM: &str = "did:web:victim.example";
const VICTIM_URL: &str = "https://victim.example/.well-known/did.json";
const VICTIM_METHOD: &str = "did:web:victim.example#key-1";

pub(super) fn cases() -> Vec<Vector> {
    [impersonation(), documents(), methods(), keys(), identifiers(), hosts()].concat()
}

/// A badge by the academy's `did:web`, with this as its controller document.
fn with(name: &str, comment: &str, document: impl Into<Content>) -> Vector {
    Vector::new(name, comment)
        .spec("verification.md#controller-documents")
        .anchors(&[WEB])
        .badge(Document::web_badge().sign(&by(Academy).method(WEB_METHOD)))
        .evidence(WEB_URL, document)
}

fn refused(name: &str, comment: &str, document: Document, code: Code) -> Vector {
    with(name, comment, document).flag(Flag::Malformed).twin("issuer_did_web").expect(Reject, Proof, code)
}

/// Threats P2, P3.
fn impersonation() -> Vec<Vector> {
    let badge = || Document::badge().set("/issuer/id", VICTIM);
    let fragment = format!("{VICTIM}#{}", Attacker.multikey());
    let document = || Document::controller(VICTIM, VICTIM_METHOD, Academy);
    let vector = |name: &str, comment: &str| {
        Vector::new(name, comment).spec("verification.md#proof").anchors(&[VICTIM])
    };
    vec![
        vector("issuer_victim", "A badge by did:web:victim.example, with the key of its document.")
            .badge(badge().sign(&by(Academy).method(VICTIM_METHOD)))
            .evidence(VICTIM_URL, document())
            .accepted(),
        vector("issuer_fragment_is_attackers_key", "The method is the victim's DID with the attacker's key for a fragment. The victim's document has no such method.")
            .flag(Flag::Forged)
            .twin("issuer_victim")
            .badge(badge().sign(&by(Attacker).method(&fragment)))
            .evidence(VICTIM_URL, document())
            .expect(Reject, Proof, ProofMethodNotFound),
        vector("issuer_fragment_is_attackers_key_offline", "The same without the victim's document: a fragment is never taken for a key.")
            .flag(Flag::Forged)
            .flag(Flag::Unavailable)
            .twin("issuer_victim")
            .badge(badge().sign(&by(Attacker).method(&fragment)))
            .expect(Undecided, Proof, DidUnavailable)
            .also(Issuer, DidUnavailable)
            .wants(VICTIM_URL),
        vector("issuer_attackers_did_key", "The victim is the issuer; the attacker's did:key made the proof, and it holds.")
            .spec("verification.md#issuer")
            .flag(Flag::Forged)
            .twin("issuer_victim")
            .badge(badge().sign(&by(Attacker)))
            .evidence(VICTIM_URL, document())
            .expect(Reject, Issuer, ProofMethodNotIssuer),
        vector("issuer_attackers_did_key_offline", "The same without the victim's document: whatever it says, the attacker's key is not the victim's.")
            .spec("verification.md#issuer")
            .flag(Flag::Forged)
            .twin("issuer_victim")
            .badge(badge().sign(&by(Attacker)))
            .expect(Reject, Issuer, ProofMethodNotIssuer),
        vector("issuer_attackers_key_under_victims_method", "The attacker's signature under the victim's own method.")
            .flag(Flag::Forged)
            .twin("issuer_victim")
            .badge(badge().sign(&by(Attacker).method(VICTIM_METHOD)))
            .evidence(VICTIM_URL, document())
            .expect(Reject, Proof, ProofSignatureInvalid),
        vector("issuer_other_did_web", "The attacker's own did:web, document and all, made the proof.")
            .spec("verification.md#issuer")
            .flag(Flag::Forged)
            .twin("issuer_victim")
            .badge(badge().sign(&by(Attacker).method("did:web:victim.example.evil.example#key-1")))
            .evidence("https://victim.example.evil.example/.well-known/did.json", Document::controller("did:web:victim.example.evil.example", "did:web:victim.example.evil.example#key-1", Attacker))
            .expect(Reject, Issuer, ProofMethodNotIssuer)
            // Documents of others than the issuer are looked at once the issuer's own signature holds.
            .also(Proof, DidUnavailable),
    ]
}

/// Threats P4.
fn documents() -> Vec<Vector> {
    let other = Document::controller("did:web:other.example", "did:web:other.example#key-1", Academy);
    let second = || {
        Document::web_controller()
            .into_object()
            .get("verificationMethod")
            .map_or(Json::Null, |methods| methods.items().first().cloned().unwrap_or(Json::Null))
    };
    let mut full = Vec::new();
    for number in 0..256 {
        full.push(
            Object::new()
                .with("id", format!("{WEB}#k{number}"))
                .with("type", "Multikey")
                .with("controller", WEB)
                .with("publicKeyMultibase", Commission.multikey()),
        );
    }
    full.push(second().as_object().cloned().unwrap_or_default());
    vec![
        with(
            "issuer_did_web",
            "A badge by a did:web, with its document at hand.",
            Document::web_controller(),
        )
        .accepted(),
        Vector::new("issuer_did_web_unavailable", "The same, the document asked for in vain.")
            .spec("verification.md#controller-documents")
            .anchors(&[WEB])
            .badge(Document::web_badge().sign(&by(Academy).method(WEB_METHOD)))
            .unreachable(WEB_URL, "the answer was 503")
            .flag(Flag::Unavailable)
            .twin("issuer_did_web")
            .expect(Undecided, Proof, DidUnavailable)
            .also(Issuer, DidUnavailable),
        Vector::new("issuer_did_web_port_forbidden", "The same, the document on a port that is not asked.")
            .spec("fetch.md#ports")
            .anchors(&[WEB])
            .badge(Document::web_badge().sign(&by(Academy).method(WEB_METHOD)))
            .unreachable_because(WEB_URL, DidPortForbidden, "port 8443 is not asked")
            .flag(Flag::Unavailable)
            .twin("issuer_did_web")
            .expect(Undecided, Proof, DidUnavailable)
            .also(Issuer, DidUnavailable),
        with(
            "issuer_did_web_not_json",
            "The page of a hotel's network in place of the document.",
            "<html>Please log in</html>",
        )
        .flag(Flag::Unavailable)
        .twin("issuer_did_web")
        .expect(Undecided, Proof, DidUnavailable)
        .also(Issuer, DidUnavailable),
        refused("did_id_mismatch", "The document of another DID at the academy's URL.", other, DidIdMismatch),
        refused(
            "did_id_missing",
            "A document without id.",
            Document::web_controller().remove("/id"),
            DidMalformed,
        ),
        refused(
            "did_duplicate_method",
            "Two methods with one id: one reader takes the first, another the last.",
            Document::web_controller().set("/verificationMethod/-", second()),
            DidDuplicateMethod,
        )
        .flag(Flag::Ambiguous),
        refused(
            "did_methods_not_array",
            "A text where the methods are.",
            Document::web_controller().set("/verificationMethod", "key-1"),
            DidMalformed,
        ),
        refused(
            "did_too_many_methods",
            "257 methods.",
            Document::web_controller().set("/verificationMethod", full),
            DidMalformed,
        )
        .flag(Flag::Exhausting),
    ]
}

/// Threats P4, P5, and the life of a key.
fn methods() -> Vec<Vector> {
    let document = Document::web_controller;
    let issuer = |name: &str, comment: &str, document, code| {
        with(name, comment, document)
            .spec("verification.md#issuer")
            .twin("issuer_did_web")
            .expect(Reject, Issuer, code)
    };
    vec![
        issuer(
            "did_controller_mismatch",
            "The academy's document lists the method, which says it is controlled by somebody else.",
            document().set("/verificationMethod/0/controller", "did:web:other.example"),
            DidControllerMismatch,
        )
        .flag(Flag::Forged),
        issuer(
            "proof_method_not_authorised",
            "The method is listed for authentication only.",
            document().remove("/assertionMethod").set("/authentication", vec![WEB_METHOD]),
            ProofMethodNotAuthorised,
        )
        .flag(Flag::Replayed),
        refused(
            "proof_method_removed",
            "The academy no longer lists the method.",
            document().set("/verificationMethod/0/id", format!("{WEB}#key-2")),
            ProofMethodNotFound,
        ),
        with(
            "key_before_expiry",
            "A key that is good for one second more.",
            document().set("/verificationMethod/0/expires", "2026-03-01T09:00:01Z"),
        )
        .spec("verification.md#issuer")
        .accepted(),
        issuer(
            "key_expired",
            "A key that was good until the time asked.",
            document().set("/verificationMethod/0/expires", crate::document::AT),
            KeyRetired,
        )
        .flag(Flag::OutOfTime)
        .twin("key_before_expiry"),
        issuer(
            "key_revoked",
            "A key that the academy withdrew; `created` is before, but whoever holds the key can write that.",
            document().set("/verificationMethod/0/revoked", "2026-02-15T00:00:00Z"),
            KeyRetired,
        )
        .flag(Flag::Revoked),
    ]
}

/// Threats K7, K10.
fn keys() -> Vec<Vector> {
    let document = Document::web_controller;
    let key = "/verificationMethod/0";
    let jwk = Academy.key().public_key().to_jwk();
    let as_jwk = || {
        document()
            .set("/verificationMethod/0/type", "JsonWebKey")
            .remove("/verificationMethod/0/publicKeyMultibase")
            .set("/verificationMethod/0/publicKeyJwk", jwk.clone())
    };
    vec![
        with("key_jwk", "The key as a JSON Web Key.", as_jwk()).accepted(),
        refused(
            "key_ambiguous",
            "The key as Multikey and another one as JWK.",
            document().set(&format!("{key}/publicKeyJwk"), Attacker.key().public_key().to_jwk()),
            DidAmbiguousKey,
        )
        .flag(Flag::Ambiguous),
        refused(
            "key_private_multikey",
            "The document gives the private key away.",
            document().set(
                &format!("{key}/secretKeyMultibase"),
                "z3u2en7t5LR2WtQH5PfFqMqwVHgeXouLzo6haApm8XHqvjxq",
            ),
            KeyPrivateMaterial,
        )
        .flag(Flag::WeakKey),
        refused(
            "key_private_jwk",
            "A JWK with its private part.",
            as_jwk().set(&format!("{key}/publicKeyJwk/d"), "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"),
            KeyPrivateMaterial,
        )
        .flag(Flag::WeakKey)
        .twin("key_jwk"),
        refused(
            "key_missing",
            "A method without a key.",
            document().remove(&format!("{key}/publicKeyMultibase")),
            KeyMalformed,
        ),
        refused(
            "key_type_other",
            "A method of a type that is not used here.",
            document().set(&format!("{key}/type"), "EcdsaSecp256k1VerificationKey2019"),
            KeyTypeMismatch,
        ),
        refused(
            "key_jwk_p256",
            "A JWK on another curve.",
            as_jwk().set(&format!("{key}/publicKeyJwk/crv"), "P-256"),
            KeyTypeMismatch,
        )
        .twin("key_jwk"),
    ]
}

/// Issuers' ids of other methods, and in other spellings.
fn identifiers() -> Vec<Vector> {
    let issued_by = |name: &str, comment: &str, id: &str| {
        Vector::new(name, comment)
            .spec("verification.md#controller-documents")
            .anchors(&[id])
            .badge(Document::badge().set("/issuer/id", id).sign(&by(Academy).method(format!("{id}#key-1"))))
    };
    let noncanonical = |name: &str, comment: &str, id: &str| {
        issued_by(name, comment, id).twin("issuer_did_web_idn").flag(Flag::Ambiguous).expect(
            Reject,
            Proof,
            DidNoncanonical,
        )
    };
    let idn = "did:web:xn--bcher-kva.example";
    let https = "https://academy.example/issuer";
    let path = "did:web:academy.example:welding";
    vec![
        issued_by("issuer_https", "An issuer with an https URL, whose document is there.", https)
            .evidence(https, Document::controller(https, &format!("{https}#key-1"), Academy))
            .accepted(),
        issued_by("issuer_did_web_path", "A did:web with a path.", path)
            .evidence(
                "https://academy.example/welding/did.json",
                Document::controller(path, &format!("{path}#key-1"), Academy),
            )
            .accepted(),
        // Threats W8.
        issued_by(
            "accred_anchor_is_host_of_path",
            "The host is trusted as an issuer of its own, not who has a path on it.",
            path,
        )
        .spec("verification.md#accreditation")
        .anchors(&[WEB])
        .evidence(
            "https://academy.example/welding/did.json",
            Document::controller(path, &format!("{path}#key-1"), Academy),
        )
        .twin("issuer_did_web_path")
        .flag(Flag::Forged)
        .expect(Undecided, Accreditation, AccredIssuerUnknown),
        issued_by(
            "issuer_did_ion",
            "A DID of a method that is not resolved.",
            "did:ion:EiClkZMDxPKqC9c-umQfTkR8vvZ9JPhl_xLDI9Nfk38w5w",
        )
        .twin("issuer_did_web_path")
        .flag(Flag::Unsupported)
        .expect(Undecided, Proof, DidMethodUnsupported)
        .also(Issuer, DidMethodUnsupported),
        issued_by(
            "issuer_http",
            "An issuer under plain http, which anybody on the way could answer for.",
            "http://academy.example/issuer",
        )
        .twin("issuer_did_web_path")
        .flag(Flag::Unsupported)
        .expect(Undecided, Proof, DidMethodUnsupported)
        .also(Issuer, DidMethodUnsupported),
        issued_by(
            "did_noncanonical",
            "A did:web with a capital letter in its host.",
            "did:web:Academy.example",
        )
        .twin("issuer_did_web_path")
        .flag(Flag::Ambiguous)
        .expect(Reject, Proof, DidNoncanonical),
        issued_by("issuer_did_web_idn", "A did:web in another script, as A-label.", idn)
            .evidence(
                "https://xn--bcher-kva.example/.well-known/did.json",
                Document::controller(idn, &format!("{idn}#key-1"), Academy),
            )
            .accepted(),
        noncanonical(
            "did_a_label_of_ascii",
            "A label that begins with `xn--` and stands for plain ASCII, as the one without it does.",
            "did:web:xn--buecher-.example",
        ),
        noncanonical(
            "did_a_label_of_capital",
            "A label that begins with `xn--` and stands for a capital letter, which resolvers write small.",
            "did:web:xn--bcher-2pa.example",
        ),
        noncanonical(
            "did_a_label_cut",
            "A label that begins with `xn--` and is no punycode.",
            "did:web:xn--bcher-kv.example",
        ),
        noncanonical(
            "did_root_dot",
            "A did:web with the dot of the root behind its host.",
            "did:web:xn--bcher-kva.example.",
        ),
        issued_by(
            "did_malformed",
            "A did:web that climbs out of its folder.",
            "did:web:academy.example:..:admin",
        )
        .twin("issuer_did_web_path")
        .flag(Flag::Malformed)
        .expect(Reject, Proof, DidMalformed),
        issued_by("did_key_not_base58", "A did:key in another base.", "did:key:uAQID")
            .twin("issuer_did_web_path")
            .flag(Flag::Malformed)
            .expect(Reject, Proof, DidMalformed),
    ]
}

/// Threats W1, W4, W5: a `did:web` whose host or path more than one reader could take for something else.
fn hosts() -> Vec<Vector> {
    let refused = |(name, id, comment): &(&str, &str, &str), code| {
        Vector::new(name, comment)
            .spec("verification.md#controller-documents")
            .anchors(&[id])
            .badge(Document::badge().set("/issuer/id", *id).sign(&by(Academy).method(format!("{id}#key-1"))))
            .twin("issuer_did_web_path")
            .flag(Flag::Malformed)
            .expect(Reject, Proof, code)
    };
    let malformed = [
        ("did_web_ipv4", "did:web:127.0.0.1", "The verifier's own machine."),
        ("did_web_ipv4_with_port", "did:web:192.168.0.1%3A3003", "A machine in the verifier's network."),
        (
            "did_web_ipv4_as_number",
            "did:web:2130706433",
            "The same address as a number, which many resolvers take.",
        ),
        ("did_web_ipv4_in_hexadecimal", "did:web:0x7f.1", "The same in hexadecimal."),
        ("did_web_ipv4_in_octal", "did:web:0177.0.0.1", "The same in octal."),
        ("did_web_ipv6", "did:web:::1", "The same in IPv6."),
        ("did_web_local_name", "did:web:localhost", "A name that is no domain."),
        ("did_web_encoded_dots", "did:web:academy.example:%2E%2E:admin", "A path that climbs, encoded."),
        ("did_web_empty_segment", "did:web:academy.example::admin", "A path with an empty segment."),
        ("did_web_encoded_slash", "did:web:academy.example:a%2Fb", "A slash within a segment."),
        (
            "did_web_encoded_at",
            "did:web:academy.example%40evil.example",
            "A host behind what is a user's name to URLs.",
        ),
        ("did_web_encoded_twice", "did:web:academy.example%253A8443", "A port encoded twice."),
        ("did_web_port_too_large", "did:web:academy.example%3A99999", "A port that there is not."),
        ("did_web_port_empty", "did:web:academy.example%3A", "A colon with no port behind it."),
    ];
    let mut cases: Vec<Vector> = malformed.iter().map(|case| refused(case, DidMalformed)).collect();
    let lower =
        ("did_web_port_lower_case", "did:web:academy.example%3a8443", "A port behind a colon in lower case.");
    cases.push(refused(&lower, DidNoncanonical).flag(Flag::Ambiguous));
    cases
}
