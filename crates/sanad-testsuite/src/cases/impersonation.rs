//! Keys that are taken for the issuer's: by a fragment, by a neighbour's document, by a list they are not on.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Json;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{Document, WEB, WEB_METHOD, WEB_URL, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const HTTPS: &str = "https://academy.example/issuer";

pub(super) fn cases() -> Vec<Vector> {
    [fragments(), neighbours(), controllers(), relationships()].concat()
}

fn forged(name: &str, comment: &str, twin: &str) -> Vector {
    Vector::new(name, comment).spec("verification.md#proof").flag(Flag::Forged).twin(twin)
}

/// Threats P2: the fragment of a method is a name, whatever it looks like.
fn fragments() -> Vec<Vector> {
    let attackers = |issuer: &str| format!("{issuer}#{}", Attacker.multikey());
    let by_attacker = |issuer: &str| by(Attacker).method(attackers(issuer));
    let web = |name: &str, comment: &str, badge: Document| {
        forged(name, comment, "issuer_did_web")
            .anchors(&[WEB])
            .badge(badge)
            .evidence(WEB_URL, Document::web_controller())
            .expect(Reject, Proof, ProofMethodNotFound)
    };
    vec![
        web(
            "issuer_fragment_is_attackers_key_jcs",
            "The method is the academy's DID with the attacker's key for a fragment, under eddsa-jcs-2022.",
            Document::web_badge().sign(&by_attacker(WEB).suite(Cryptosuite::EddsaJcs2022)),
        ),
        web(
            "issuer_query_is_attackers_key",
            "The method is the academy's DID with a query, and the attacker's key for a fragment.",
            Document::web_badge().sign(&by_attacker(&format!("{WEB}?versionId=1"))),
        )
        .spec("verification.md#issuer")
        .expect(Reject, Issuer, ProofMethodNotIssuer)
        // Documents of others than the issuer are looked at once the issuer's own signature holds.
        .also(Proof, DidUnavailable),
        forged(
            "issuer_https_fragment_is_attackers_key",
            "The method is the academy's https URL with the attacker's key for a fragment.",
            "issuer_https",
        )
        .anchors(&[HTTPS])
        .badge(Document::badge().set("/issuer/id", HTTPS).sign(&by_attacker(HTTPS)))
        .evidence(HTTPS, Document::controller(HTTPS, &format!("{HTTPS}#key-1"), Academy))
        .expect(Reject, Proof, ProofMethodNotFound),
        forged(
            "issuer_did_key_fragment_is_attackers_key",
            "The method is the academy's did:key with the attacker's key for a fragment.",
            "badge_minimal",
        )
        .badge(Document::badge().sign(&by_attacker(&Academy.did())))
        .expect(Reject, Proof, ProofMethodNotFound),
    ]
}

/// Threats P3: whoever has a folder on the issuer's host is not the issuer.
fn neighbours() -> Vec<Vector> {
    let tenant = "did:web:academy.example:tenants:evil";
    let method = format!("{tenant}#key-1");
    vec![
        forged(
            "issuer_method_of_same_host",
            "The proof is by somebody who has a folder on the academy's host, document and all.",
            "issuer_did_web",
        )
        .spec("verification.md#issuer")
        .anchors(&[WEB])
        .badge(Document::web_badge().sign(&by(Attacker).method(&method)))
        .evidence(WEB_URL, Document::web_controller())
        .evidence(
            "https://academy.example/tenants/evil/did.json",
            Document::controller(tenant, &method, Attacker),
        )
        .expect(Reject, Issuer, ProofMethodNotIssuer)
        .also(Proof, DidUnavailable),
    ]
}

/// A badge by the academy's `did:web`, with this as its controller document.
fn with(name: &str, comment: &str, document: Document) -> Vector {
    forged(name, comment, "issuer_did_web")
        .spec("verification.md#controller-documents")
        .anchors(&[WEB])
        .badge(Document::web_badge().sign(&by(Academy).method(WEB_METHOD)))
        .evidence(WEB_URL, document)
}

/// Threats P4.
fn controllers() -> Vec<Vector> {
    let document = Document::web_controller;
    let at = "/verificationMethod/0/controller";
    vec![
        with(
            "did_id_of_folder",
            "At the academy's URL is the document of a folder on its host.",
            document().set("/id", "did:web:academy.example:welding"),
        )
        .expect(Reject, Proof, DidIdMismatch),
        with(
            "did_controller_of_folder",
            "The method says that it is controlled by a folder on the academy's host.",
            document().set(at, "did:web:academy.example:welding"),
        )
        .expect(Reject, Issuer, DidControllerMismatch),
        with(
            "did_controller_array",
            "The method names two controllers, the academy among them.",
            document().set(at, vec![WEB, "did:web:evil.example"]),
        )
        .flag(Flag::Ambiguous)
        .expect(Reject, Proof, DidMalformed),
    ]
}

/// Threats P5: a key that the academy has, and not for this.
fn relationships() -> Vec<Vector> {
    let document = || Document::web_controller().remove("/assertionMethod");
    let case = |name: &str, comment: &str, document: Document, code: Code| {
        with(name, comment, document)
            .spec("verification.md#issuer")
            .flag(Flag::Replayed)
            .expect(Reject, Issuer, code)
    };
    vec![
        case(
            "proof_method_for_key_agreement",
            "The method is listed for agreeing on keys only.",
            document().set("/keyAgreement", vec![WEB_METHOD]),
            ProofMethodNotAuthorised,
        ),
        case(
            "proof_method_none_for_assertions",
            "No method is listed for assertions.",
            document().set("/assertionMethod", Json::Array(Vec::new())),
            ProofMethodNotAuthorised,
        ),
        case(
            "proof_method_other_for_assertions",
            "Another method than the proof's is listed for assertions.",
            document().set("/assertionMethod", vec![format!("{WEB}#key-2")]),
            ProofMethodNotAuthorised,
        ),
        case(
            "proof_method_of_another_for_assertions",
            "A method of another DID with the same fragment is listed for assertions.",
            document().set("/assertionMethod", vec!["did:web:other.example#key-1"]),
            ProofMethodNotAuthorised,
        ),
    ]
}
