//! Hosted assertions: what counts is what the host says, if it says anything.

use sanad_core::json::Object;
use sanad_verifier::outcome::CheckId::*;

use super::*;
use crate::vector::flag::Flag;

const HOSTED: &str = "open-badges-2.md#hosted";
const DOCUMENTS: &str = "open-badges-2.md#documents";

pub(super) fn cases() -> Vec<Vector> {
    [accepted(), in_doubt(), against(), too_large(), taken_back()].concat()
}

fn accepted() -> Vec<Vector> {
    let embedding = || {
        assertion()
            .set("/badge", class().remove("/@context").into_object())
            .set("/badge/issuer", issuer().remove("/@context").into_object())
    };
    vec![
        World::hosting(assertion())
            .vector("ob2_hosted", "An assertion of Open Badges 2.0, as its host serves it.", HOSTED)
            .accepted(),
        World::hosting(embedding())
            .without_class()
            .vector(
                "ob2_hosted_embedding",
                "Badge class and issuer stand within the assertion; the issuer is asked for all the same.",
                DOCUMENTS,
            )
            .accepted(),
        World::hosting(assertion())
            .shared(ASSERTION)
            .vector("ob2_url_only", "Only the URL was handed over, as the oldest pictures have it.", HOSTED)
            .accepted(),
        World::hosting(assertion().set("/expires", "2027-01-01T00:00Z"))
            .shared(assertion().set("/expires", "2099-01-01T00:00:00Z").into_object())
            .vector(
                "ob2_differs_from_host",
                "A longer life was written into the file. What the host serves is judged, and is in force.",
                HOSTED,
            )
            .flag(Flag::Altered)
            .accepted()
            .remark(Ob2Differs),
        World::hosting(
            assertion()
                .set("/verification/type", vec!["hosted"])
                .set("/issuedOn", "2017-01-01T05:29:59+0530"),
        )
        .vector(
            "ob2_aliases",
            "The type by its alias in an array, the offset without its colon.",
            "open-badges-2.md#times",
        )
        .accepted(),
        World::hosting(assertion().set("/expires", crate::document::AT))
            .vector("ob2_expires_now", "The last instant belongs to the period.", "open-badges-2.md#validity")
            .accepted(),
    ]
}

fn in_doubt() -> Vec<Vector> {
    let host = || World::hosting(assertion());
    let at_http = "http://academy.example/assertions/7";
    let urn = "urn:uuid:0d2c7e0a-6f2b-4c39-9d5d-3e8a3b1c7f10";
    vec![
        undecided(
            host().without_copy(),
            "ob2_not_fetched",
            "The host has not been asked yet.",
            HOSTED,
            Proof,
            Ob2Unavailable,
        )
        .flag(Flag::Unavailable)
        .wants(ASSERTION),
        undecided(
            host().without_copy(),
            "ob2_unreachable",
            "The host was asked in vain: that is no revocation.",
            HOSTED,
            Proof,
            Ob2Unavailable,
        )
        .flag(Flag::Unavailable)
        .unreachable(ASSERTION, "the answer was 404"),
        undecided(
            host().without_copy(),
            "ob2_login_page",
            "A page to log in came back.",
            HOSTED,
            Proof,
            Ob2Unavailable,
        )
        .flag(Flag::Unavailable)
        .evidence(ASSERTION, "<html>Log in to the academy</html>"),
        undecided(
            host().without_copy(),
            "ob2_other_json",
            "Some other JSON came back.",
            HOSTED,
            Proof,
            Ob2Unavailable,
        )
        .flag(Flag::Unavailable)
        .evidence(ASSERTION, Object::new().with("error", "not found")),
        undecided(
            World::hosting(assertion().set("/id", at_http)).not_judged(),
            "ob2_http_url",
            "It is hosted without TLS: whoever sent the copy is not known.",
            HOSTED,
            Proof,
            Ob2UrlUnsupported,
        )
        .flag(Flag::Unsupported),
        undecided(
            host().without_class(),
            "ob2_class_not_fetched",
            "The badge class is wanted next.",
            DOCUMENTS,
            Issuer,
            Ob2Unavailable,
        )
        .flag(Flag::Unavailable)
        .wants(CLASS),
        undecided(
            host().without_class(),
            "ob2_class_unreachable",
            "The badge class was asked for in vain.",
            DOCUMENTS,
            Issuer,
            Ob2Unavailable,
        )
        .flag(Flag::Unavailable)
        .unreachable(CLASS, "the answer was 503"),
        undecided(
            host().without_class(),
            "ob2_class_gone",
            "The badge class is gone. The badge was not taken back by that.",
            DOCUMENTS,
            Issuer,
            Ob2Unavailable,
        )
        .flag(Flag::Unavailable)
        .gone(CLASS),
        undecided(
            host().without_issuer(),
            "ob2_issuer_not_fetched",
            "The issuer's profile is wanted last.",
            DOCUMENTS,
            Issuer,
            Ob2Unavailable,
        )
        .flag(Flag::Unavailable)
        .wants(ISSUER),
        undecided(
            host().class(class().set("/issuer", urn)),
            "ob2_issuer_without_url",
            "The issuer is named by a UUID: there is nobody to ask.",
            DOCUMENTS,
            Issuer,
            Ob2UrlUnsupported,
        )
        .flag(Flag::Unsupported),
        undecided(
            host(),
            "ob2_issuer_unknown",
            "A good badge by an issuer whom nobody trusted vouches for.",
            "verification.md#accreditation",
            Accreditation,
            AccredIssuerUnknown,
        )
        .anchors(&[]),
        undecided(
            World::hosting(assertion().set("/endorsement", "https://commission.example/endorsements/1")),
            "ob2_endorsed",
            "It is endorsed, which is not judged.",
            "open-badges-2.md#endorsements",
            Endorsements,
            EndorsementUndecided,
        )
        .flag(Flag::Unsupported),
    ]
}

fn against() -> Vec<Vector> {
    let host = || World::hosting(assertion());
    let bad = |copy: Document, name: &str, comment: &str, spec: &str, check, code| {
        let world = World::hosting(copy);
        let world = if check == Validity { world } else { world.not_judged() };
        refused(world, name, comment, spec, check, code)
    };
    vec![
        bad(
            assertion().set("/expires", "2026-02-28T23:59:59Z"),
            "ob2_expired",
            "It was valid until yesterday.",
            "open-badges-2.md#validity",
            Validity,
            TimeExpired,
        )
        .flag(Flag::OutOfTime),
        bad(
            assertion().set("/issuedOn", "2026-03-02T09:00:00Z"),
            "ob2_awarded_tomorrow",
            "It will be awarded tomorrow.",
            "open-badges-2.md#validity",
            Validity,
            TimeNotYetValid,
        )
        .flag(Flag::OutOfTime),
        bad(
            assertion().set("/expires", "2027-01-01"),
            "ob2_day_without_time",
            "A day where 2.0 has a date, a time and an offset.",
            "open-badges-2.md#times",
            Structure,
            TimeMalformed,
        )
        .flag(Flag::Malformed),
        bad(
            assertion().remove("/issuedOn"),
            "ob2_without_date",
            "It does not say when it was awarded.",
            "open-badges-2.md#assertion",
            Structure,
            SchemaMissing,
        )
        .flag(Flag::Malformed),
        bad(
            assertion().set("/verification/type", "SignedBadge"),
            "ob2_signed_without_jws",
            "It is to be signed, and is handed over as plain JSON.",
            HOSTED,
            Proof,
            ProofMissing,
        )
        .flag(Flag::Unsigned),
        refused(
            host()
                .copy_at(ASSERTION)
                .shared(assertion().into_object())
                .copy_says("https://academy.example/assertions/8")
                .not_judged(),
            "ob2_copy_of_another",
            "The host serves another assertion there than the one it was asked for.",
            HOSTED,
            Proof,
            Ob2IdMismatch,
        )
        .flag(Flag::Malformed),
        refused(
            host().class(class().set("/id", "https://academy.example/badges/welding-2")),
            "ob2_class_of_another_id",
            "The badge class calls itself by another URL.",
            DOCUMENTS,
            Issuer,
            Ob2IdMismatch,
        )
        .flag(Flag::Malformed),
        refused(
            host().class(class().remove("/criteria")),
            "ob2_class_without_criteria",
            "A badge class that does not say what for.",
            "open-badges-2.md#badge-class",
            Issuer,
            SchemaMissing,
        )
        .flag(Flag::Malformed),
        refused(
            host().issuer(issuer().remove("/email")),
            "ob2_issuer_without_email",
            "A profile without one of the things that 2.0 demands of an issuer.",
            "open-badges-2.md#profile",
            Issuer,
            SchemaMissing,
        )
        .flag(Flag::Malformed),
        refused(
            host().issuer(issuer().set("/type", "CryptographicKey")),
            "ob2_issuer_is_none",
            "What stands at the issuer's URL is no profile.",
            "open-badges-2.md#profile",
            Issuer,
            TypeUnexpected,
        )
        .flag(Flag::Malformed),
    ]
}

fn too_large() -> Vec<Vector> {
    let text = assertion().set("/narrative", "a".repeat(1 << 20)).text();
    vec![
        refused(
            World::hosting(assertion()).without_copy(),
            "ob2_copy_too_large",
            "The host serves more than a badge ever has.",
            "open-badges-2.md#documents",
            Proof,
            InputTooLarge,
        )
        .flag(Flag::Exhausting)
        .evidence(ASSERTION, Content::folded(&text, "a")),
    ]
}

fn taken_back() -> Vec<Vector> {
    let host = || World::hosting(assertion());
    let spec = "open-badges-2.md#revoked-by-the-host";
    let stripped = Object::new()
        .with("id", ASSERTION)
        .with("revoked", true)
        .with("revocationReason", "Awarded in error.");
    vec![
        refused(
            host().without_copy(),
            "ob2_revoked_gone",
            "The host answers that it is gone: HTTP 410.",
            spec,
            Status,
            StatusRevoked,
        )
        .flag(Flag::Revoked)
        .gone(ASSERTION),
        refused(
            World::hosting(assertion().set("/revoked", true).set("/revocationReason", "Awarded in error."))
                .shared(assertion().into_object()),
            "ob2_revoked_said",
            "The host says that it is revoked, and why.",
            spec,
            Status,
            StatusRevoked,
        )
        .flag(Flag::Revoked)
        .remark(Ob2Differs),
        refused(
            host().without_copy(),
            "ob2_revoked_stripped",
            "The host has left nothing of it but that it is revoked.",
            spec,
            Status,
            StatusRevoked,
        )
        .flag(Flag::Revoked)
        .evidence(ASSERTION, stripped),
        refused(
            host().without_copy().without_class(),
            "ob2_revoked_to_be_shown",
            "It is gone. What it was for is still asked of the same host, so that it can be said.",
            spec,
            Status,
            StatusRevoked,
        )
        .flag(Flag::Revoked)
        .gone(ASSERTION)
        .wants(CLASS),
    ]
}
