//! Badges that may be renewed: what the refresh service gives, and when it stands in for the badge received.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{CONTEXTS, Document, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const SERVICE: &str = "https://academy.example/refresh/7";

/// A badge with a refresh service, unsigned.
fn renewable() -> Document {
    let contexts = [&CONTEXTS[..], &["https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"]].concat();
    Document::badge()
        .set("/@context", contexts)
        .set("/refreshService", Object::new().with("id", SERVICE).with("type", "1EdTechCredentialRefresh"))
}

/// The renewed badge: the same, a year longer.
fn renewed() -> Document {
    renewable().set("/validUntil", "2027-02-01T09:00:00Z")
}

/// A badge that is over at the time asked.
fn over() -> Document {
    renewable().set("/validUntil", "2026-02-28T00:00:00Z")
}

pub(super) fn cases() -> Vec<Vector> {
    let vector = |name: &str, comment: &str, badge: Document| {
        Vector::new(name, comment).spec("verification.md#refresh").badge(badge.sign(&by(Academy)))
    };
    let asked = |name: &str, comment: &str, badge: Document, newer: Document| {
        vector(name, comment, badge).refreshed_once().evidence(SERVICE, newer)
    };
    // Judged is the one received, which is good.
    let stays = |name: &str, comment: &str, newer: Document, code: Code| {
        asked(name, comment, renewable(), newer).accepted().remark(code)
    };
    vec![
        vector("refresh_not_asked", "A badge that may be renewed; the policy does not ask.", renewable())
            .accepted()
            .remark(RefreshAvailable),
        vector("refresh_wanted", "The policy asks, and nobody has fetched the newer badge yet.", renewable())
            .refreshed_once()
            .accepted()
            .remark(RefreshUnusable)
            .wants(SERVICE),
        asked(
            "refresh_renewed",
            "A badge that is over, and the newer one that is not.",
            over(),
            renewed().sign(&by(Academy)),
        )
        .accepted()
        .remark(RefreshFollowed),
        vector("refresh_over_and_not_asked", "The same where the policy does not ask.", over())
            .evidence(SERVICE, renewed().sign(&by(Academy)))
            .flag(Flag::OutOfTime)
            .twin("refresh_renewed")
            .expect(Reject, Validity, TimeExpired)
            .remark(RefreshAvailable),
        vector(
            "refresh_over_and_wanted",
            "A badge that is over: its refresh service is still wanted.",
            over(),
        )
        .refreshed_once()
        .flag(Flag::OutOfTime)
        .twin("refresh_renewed")
        .expect(Reject, Validity, TimeExpired)
        .remark(RefreshUnusable)
        .wants(SERVICE),
        asked(
            "refresh_over_and_forged",
            "A badge that is over, and a newer one that the attacker made.",
            over(),
            renewed().sign(&by(Attacker)),
        )
        .flag(Flag::Forged)
        .twin("refresh_renewed")
        .expect(Reject, Validity, TimeExpired)
        .remark(RefreshUnusable),
        asked(
            "refresh_ended",
            "A badge without end, and the newer one that is over: the newer counts.",
            renewable(),
            over().sign(&by(Academy)),
        )
        .flag(Flag::OutOfTime)
        .twin("refresh_not_asked")
        .expect(Reject, Validity, TimeExpired)
        .remark(RefreshFollowed),
        stays(
            "refresh_of_another_issuer",
            "The newer badge is by another issuer.",
            renewed().set("/issuer/id", Commission.did()).sign(&by(Commission)),
            RefreshIdentityChanged,
        ),
        stays(
            "refresh_of_another_recipient",
            "The newer badge is somebody else's.",
            renewed().set("/credentialSubject/id", Attacker.did()).sign(&by(Academy)),
            RefreshIdentityChanged,
        ),
        stays(
            "refresh_altered",
            "The newer badge was changed after signing.",
            renewed().sign(&by(Academy)).set("/validUntil", "2030-01-01T00:00:00Z"),
            RefreshUnusable,
        ),
        stays(
            "refresh_older",
            "What the service gives begins earlier than the badge received.",
            renewed().set("/validFrom", "2026-01-31T09:00:00Z").sign(&by(Academy)),
            RefreshUnusable,
        ),
        vector(
            "refresh_unreachable",
            "The refresh service cannot be reached: the badge received is judged.",
            renewable(),
        )
        .refreshed_once()
        .unreachable(SERVICE, "the answer was 503")
        .accepted()
        .remark(RefreshUnusable),
        Vector::new("refresh_of_a_forgery", "A forgery names a refresh service: it is not asked.")
            .spec("verification.md#refresh")
            .refreshed_once()
            .badge(renewable().sign(&by(Attacker)))
            .flag(Flag::Forged)
            .twin("refresh_not_asked")
            .expect(Reject, Issuer, ProofMethodNotIssuer),
    ]
}
