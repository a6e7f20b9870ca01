//! What a displayer is certified with: a good, an expired and a revoked badge, in VC 2.0 and in VC 1.1.

use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::documents::vc_1_1;
use crate::document::{Document, INDEX, LIST, by, status_entry};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [three("2_0", two), three("1_1", one)].concat()
}

fn three(model: &str, badge: fn() -> Document) -> Vec<Vector> {
    let named = |kind: &str| format!("displayer_{model}_{kind}");
    let good = named("good");
    let until = if model == "2_0" { "/validUntil" } else { "/expirationDate" };
    let list = |set: &[u32]| Document::status_list(set).sign(&by(Academy));
    let case = |name: &str, comment: &str| Vector::new(name, comment).spec("verification.md#validity");
    vec![
        case(&good, "A badge in force, with everything that is shown of one.")
            .badge(badge().sign(&by(Academy)))
            .evidence(LIST, list(&[]))
            .accepted(),
        case(&named("expired"), "The same badge, over since February.")
            .flag(Flag::OutOfTime)
            .twin(&good)
            .badge(badge().set(until, "2026-02-15T00:00:00Z").sign(&by(Academy)))
            .evidence(LIST, list(&[]))
            .expect(Reject, Validity, TimeExpired),
        case(&named("revoked"), "The same badge, which its issuer has revoked.")
            .flag(Flag::Revoked)
            .twin(&good)
            .badge(badge().sign(&by(Academy)))
            .evidence(LIST, list(&[INDEX]))
            .expect(Reject, Status, StatusRevoked),
    ]
}

/// With a picture, a description and a status.
fn shown(badge: Document) -> Document {
    let picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";
    badge
        .set("/description", "Joins steel plates so that they stay joined.")
        .set("/image", Object::new().with("id", picture).with("type", "Image"))
        .set("/awardedDate", "2026-01-31T14:30:00Z")
        .set("/credentialStatus", status_entry("revocation", LIST))
}

fn two() -> Document {
    shown(Document::badge()).set("/validUntil", "2029-02-01T09:00:00Z")
}

fn one() -> Document {
    shown(vc_1_1())
        .set("/@context/-", "https://www.w3.org/ns/credentials/status/v1")
        .set("/expirationDate", "2029-02-01T09:00:00Z")
}
