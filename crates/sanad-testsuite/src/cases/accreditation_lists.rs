//! Accreditation lists, alone: what one is, what is none, and who has signed it.

mod actions;
mod documents;
mod histories;
mod hostile;
mod inclusion;
mod keys;
mod rotation;
mod signers;
mod succession;

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};

use crate::content::Content;
use crate::document::Document;
use crate::keys::Who::*;
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

/// Where the commission publishes its list.
pub(super) const LIST: &str = "https://commission.example/lists/issuers";

/// The vectors of `accreditation-list/`.
#[must_use]
pub fn accreditation_lists() -> Vec<Vector> {
    [
        read(),
        documents::cases(),
        keys::cases(),
        actions::cases(),
        histories::cases(),
        signers::cases(),
        succession::cases(),
        rotation::cases(),
        inclusion::cases(),
        hostile::cases(),
    ]
    .concat()
}

/// The list that most cases begin with: the commission's second version, in which the academy may issue badges.
pub(super) fn list() -> Document {
    let key = Object::new()
        .with("id", "did:web:academy.example#key-1")
        .with("type", "Multikey")
        .with("publicKeyMultibase", Academy.multikey())
        .with("validFrom", "2025-01-01T00:00:00Z");
    let academy = Object::new()
        .with("id", "did:web:academy.example")
        .with("type", "RecognizedEntity")
        .with("name", "Academy of Welding")
        .with("verificationMethod", vec![key])
        .with("recognizedTo", vec![action("1", "issue", "2025-01-01T00:00:00Z", "2030-01-01T00:00:00Z")]);
    let own = Object::new()
        .with("sequence", 2_u32)
        .with("previousDigest", "uEiDOl6j0XfNy3yd5qnMDC5HHRzhBQvu1f0eZLqgYPf5mCg")
        .with("listType", "https://commission.example/terms#issuers")
        .with("historicalInformationPeriod", 65_535_u32);
    let issuer = Object::new()
        .with("id", Commission.did())
        .with("type", "RecognizedIssuer")
        .with("name", "Commission for Trades");
    Document::of(
        Object::new()
            .with(
                "@context",
                vec!["https://www.w3.org/ns/credentials/v2", "https://w3id.org/sanad/accreditation-list/v1"],
            )
            .with("id", LIST)
            .with(
                "type",
                vec!["VerifiableCredential", "RecognizedEntityCredential", "AccreditationListCredential"],
            )
            .with("issuer", issuer)
            .with("validFrom", "2026-02-01T00:00:00Z")
            .with("validUntil", "2026-08-01T00:00:00Z")
            .with("accreditationList", own)
            .with("credentialSubject", vec![academy]),
    )
}

fn action(number: &str, word: &str, from: &str, until: &str) -> Object {
    Object::new()
        .with("id", format!("{LIST}#{number}"))
        .with("type", "RecognizedAction")
        .with("action", word)
        .with("validFrom", from)
        .with("validUntil", until)
        .with("accreditationStatus", "accredited")
}

/// The same list, in which the academy may do it within a scope.
fn scoped(scope: &str) -> Document {
    list().set("/credentialSubject/0/recognizedTo/0/scope", json(scope))
}

fn delegation() -> Object {
    Object::new()
        .with("listId", "https://academy.example/lists/issuers")
        .with("threshold", 1_u32)
        .with("maxPathLength", 0_u32)
        .with("delegableActions", vec!["issue"])
}

/// The same list, in which the academy may recognise others as well.
fn delegating() -> Document {
    let recognize = action("2", "recognize", "2025-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    list().set("/credentialSubject/0/recognizedTo/-", recognize.with("delegation", delegation()))
}

fn event(status: &str, from: &str, number: &str) -> Object {
    Object::new()
        .with("status", status)
        .with("from", from)
        .with("actions", vec![format!("{LIST}#{number}")])
        .with("reasonCode", "audit-failed")
        .with("effect", "prospective")
}

/// The same list, in which the academy was suspended for the summer of 2025.
pub(super) fn interrupted() -> Document {
    let again = action("2", "issue", "2025-09-01T00:00:00Z", "2030-01-01T00:00:00Z");
    list()
        .set("/credentialSubject/0/recognizedTo/0/validUntil", "2025-06-01T00:00:00Z")
        .set("/credentialSubject/0/recognizedTo/-", again)
        .set(
            "/credentialSubject/0/statusHistory",
            vec![
                event("suspended", "2025-06-01T00:00:00Z", "1"),
                event("accredited", "2025-09-01T00:00:00Z", "2").without("reasonCode"),
            ],
        )
}

fn read() -> Vec<Vector> {
    let root = list()
        .set("/accreditationList/sequence", 1_u32)
        .remove("/accreditationList/previousDigest")
        .set("/accreditationList/critical", vec!["signing", "statusHistory"])
        .set(
            "/accreditationList/signing",
            Object::new()
                .with("threshold", 2_u32)
                .with("keys", vec![Commission.multikey(), Minimal.multikey()]),
        );
    let anchor = Object::new()
        .with("entity", "did:web:academy.example")
        .with("from", "2026-01-01T00:00:00Z")
        .with("to", "2026-02-01T00:00:00Z")
        .with("count", 3_u32)
        .with("root", "uEiDOl6j0XfNy3yd5qnMDC5HHRzhBQvu1f0eZLqgYPf5mCg");
    vec![
        Vector::new("minimal", "One academy, one key, one accreditation.", list()),
        Vector::new(
            "root",
            "The first version of a list that nobody delegated, with its own signing keys.",
            root,
        )
        .spec("root-lists"),
        Vector::new("delegating", "The academy may recognise others, in a list that is named.", delegating())
            .spec("delegation"),
        Vector::new(
            "interrupted",
            "Suspended for a summer: two periods with a gap, and the history says why.",
            interrupted(),
        )
        .spec("history"),
        Vector::new(
            "anchored",
            "The commission witnesses that three badges existed.",
            list().set("/accreditationList/issuanceAnchors", vec![anchor]),
        )
        .spec("issuance-anchors"),
        Vector::new(
            "unknown_members",
            "Members that are not known, in the list, the entity and the action: they are passed over.",
            list()
                .set("/accreditationList/colour", "blue")
                .set("/credentialSubject/0/founded", "1911")
                .set("/credentialSubject/0/recognizedTo/0/fee", 3_u32),
        )
        .spec("members"),
        Vector::new(
            "unknown_action",
            "An action in a word that is not known: the list is read, and the action grants nothing.",
            list().set("/credentialSubject/0/recognizedTo/0/action", "audit"),
        )
        .spec("actions"),
        Vector::new(
            "void_from_the_start",
            "Withdrawn after the fact from its very first day: the number stays, and grants nothing.",
            list().set("/credentialSubject/0/recognizedTo/0/validUntil", "2025-01-01T00:00:00Z").set(
                "/credentialSubject/0/statusHistory",
                vec![event("withdrawn", "2025-01-01T00:00:00Z", "1").with("effect", "retroactive")],
            ),
        )
        .spec("history"),
    ]
}

/// A change of the list that makes it none.
fn bad(name: &str, comment: &str, document: impl Into<Content>) -> Vector {
    Vector::new(name, comment, document).flag(Flag::Malformed).refused(AccredListMalformed, "minimal")
}

fn json(text: &str) -> Json {
    Json::parse(text.as_bytes()).unwrap_or(Json::Null)
}
