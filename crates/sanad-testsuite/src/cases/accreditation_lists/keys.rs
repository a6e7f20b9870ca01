//! The keys that a list gives its entities.

use sanad_core::code::Code::*;
use sanad_core::json::Object;

use super::{bad, list};
use crate::document::Document;
use crate::keys::Who::*;
use crate::vector::accreditation_list::Vector;

pub(super) fn cases() -> Vec<Vector> {
    let at = "/credentialSubject/0/verificationMethod/0";
    let second = Object::new()
        .with("id", "did:web:academy.example#key-2")
        .with("type", "Multikey")
        .with("publicKeyMultibase", Minimal.multikey())
        .with("validFrom", "2026-01-01T00:00:00Z");
    let compromised = || {
        list()
            .set(&format!("{at}/revoked"), "2026-01-10T00:00:00Z")
            .set(&format!("{at}/revocationReason"), "compromised")
            .set(&format!("{at}/invalidityDate"), "2026-01-03T00:00:00Z")
            .set("/credentialSubject/0/verificationMethod/-", second.clone())
    };
    let bad = |name: &str, comment: &str, document: Document| {
        bad(name, comment, document).refused(AccredListMalformed, "key_compromised").spec("keys")
    };
    vec![
        Vector::new(
            "key_compromised",
            "The first key was stolen and is revoked; the second takes its place.",
            compromised(),
        )
        .spec("keys"),
        bad(
            "key_not_multikey",
            "A key that is none.",
            compromised().set(&format!("{at}/publicKeyMultibase"), "z6Mk"),
        ),
        bad(
            "key_secret",
            "A private key in a public list.",
            compromised()
                .set(&format!("{at}/publicKeyMultibase"), "z3u2en7t5LR2WtQH5PfFqMqwVHgeXouLzo6haApm8XHqvjxq"),
        ),
        bad(
            "key_valid_from_missing",
            "A key without a beginning.",
            compromised().remove(&format!("{at}/validFrom")),
        ),
        bad(
            "key_expires_first",
            "A key that ends before it begins.",
            compromised().set(&format!("{at}/expires"), "2024-12-31T00:00:00Z"),
        ),
        bad(
            "key_reason_missing",
            "Revoked, and not said why.",
            compromised().remove(&format!("{at}/revocationReason")).remove(&format!("{at}/invalidityDate")),
        ),
        bad(
            "key_reason_unknown",
            "Revoked for a reason that is not known.",
            compromised()
                .set(&format!("{at}/revocationReason"), "lost")
                .remove(&format!("{at}/invalidityDate")),
        ),
        bad(
            "key_reason_without_end",
            "A reason, but no time from which on.",
            compromised().remove(&format!("{at}/revoked")).remove(&format!("{at}/invalidityDate")),
        ),
        bad(
            "key_invalidity_of_retired",
            "In other hands since a day, but only retired.",
            compromised().set(&format!("{at}/revocationReason"), "retired"),
        ),
        bad(
            "key_invalidity_later",
            "In other hands only after it was revoked.",
            compromised().set(&format!("{at}/invalidityDate"), "2026-01-11T00:00:00Z"),
        ),
        bad(
            "key_twice",
            "One key under two ids.",
            compromised()
                .set("/credentialSubject/0/verificationMethod/1/publicKeyMultibase", Academy.multikey()),
        )
        .refused(AccredListDuplicate, "key_compromised"),
        bad(
            "key_id_twice",
            "Two keys under one id.",
            compromised()
                .set("/credentialSubject/0/verificationMethod/1/id", "did:web:academy.example#key-1"),
        )
        .refused(AccredListDuplicate, "key_compromised"),
    ]
}
