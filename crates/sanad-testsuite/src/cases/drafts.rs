//! Issuing: the same draft gives the same bytes, and what should not be issued is refused by name.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Json;
use sanad_core::proof::cryptosuite::Cryptosuite;

use super::documents::full;
use super::recipient::{SALT, awarded_to, hashed};
use crate::document::{Document, WEB, WEB_METHOD, status_entry};
use crate::keys::Who::*;
use crate::vector::draft::Vector;
use crate::vector::flag::Flag;

/// The vectors of `draft/`.
#[must_use]
pub fn drafts() -> Vec<Vector> {
    [issued(), refused(), recipients(), signers(), super::badge_facts::drafts()].concat()
}

/// What is left to the issuer's software: id, issuer, beginning.
fn bare() -> Document {
    Document::badge().remove("/id").remove("/issuer").remove("/validFrom")
}

fn issued() -> Vec<Vector> {
    let vector = |name: &str, comment: &str, draft: Document| {
        Vector::new(name, comment).spec("badge.md#issuing").draft(draft).issued()
    };
    vec![
        vector("minimal", "Id, issuer and validFrom are filled in, always the same.", bare()),
        vector("minimal_jcs", "The same with eddsa-jcs-2022.", bare()).suite(Cryptosuite::EddsaJcs2022),
        vector("as_written", "Nothing is left to fill in, and nothing is changed.", Document::badge()),
        vector("full", "Most of the model.", full()),
        vector("did_web", "An issuer with a did:web.", bare()).issuer(WEB, WEB_METHOD),
        vector(
            "hashed",
            "A recipient known by the salted hash of an e-mail address.",
            awarded_to(hashed("ada@example.org", SALT)),
        ),
        vector(
            "revocable",
            "A place in a list of revocations.",
            Document::badge().set("/credentialStatus", status_entry("revocation", crate::document::LIST)),
        ),
    ]
}

fn refusal(name: &str, comment: &str, draft: Document, code: Code) -> Vector {
    Vector::new(name, comment).spec("badge.md#issuing").twin("as_written").draft(draft).refused(code)
}

fn refused() -> Vec<Vector> {
    let badge = Document::badge;
    vec![
        refusal(
            "undefined_term",
            "`honours`, which no context defines.",
            badge().set("/credentialSubject/achievement/honours", "summa cum laude"),
            JsonldUndefinedTerm,
        )
        .flag(Flag::Unsigned),
        refusal(
            "undefined_term_jcs",
            "The same with eddsa-jcs-2022, which would sign it.",
            badge().set("/credentialSubject/achievement/honours", "summa cum laude"),
            JsonldUndefinedTerm,
        )
        .suite(Cryptosuite::EddsaJcs2022)
        .flag(Flag::Unsigned),
        refusal(
            "nested_context",
            "A context within the achievement, through a form that let it pass.",
            badge().set("/credentialSubject/achievement/@context", Json::Null),
            JsonldNestedContext,
        )
        .flag(Flag::Unsigned),
        refusal(
            "unknown_context",
            "A context that is not among the known ones.",
            badge().set("/@context/-", "https://academy.example/context.json"),
            JsonldContextNotAllowed,
        )
        .flag(Flag::Unsupported),
        refusal(
            "number_precision",
            "A number of 17 digits.",
            badge()
                .set("/credentialSubject/creditsEarned", super::documents::number(0.300_000_000_000_000_04)),
            JsonNumberPrecision,
        )
        .flag(Flag::Unsigned),
        refusal(
            "criteria_missing",
            "An achievement without criteria.",
            badge().remove("/credentialSubject/achievement/criteria"),
            SchemaMissing,
        )
        .flag(Flag::Malformed),
        refusal(
            "already_signed",
            "A badge that has a proof.",
            badge().sign(&crate::document::by(Academy)),
            ProofMisplaced,
        )
        .flag(Flag::Replayed),
        refusal(
            "other_issuer",
            "A badge in somebody else's name.",
            badge().set("/issuer/id", Commission.did()),
            ProofMethodNotIssuer,
        )
        .flag(Flag::Forged),
        refusal(
            "interval_empty",
            "A badge that ends before it begins.",
            badge().set("/validUntil", "2026-01-01T00:00:00Z"),
            TimeIntervalEmpty,
        )
        .flag(Flag::Malformed),
        refusal(
            "leap_second",
            "A leap second.",
            badge().set("/validFrom", "2016-12-31T23:59:60Z"),
            TimeMalformed,
        )
        .flag(Flag::Malformed),
        refusal(
            "end_of_day",
            "24:00:00, which may be read and should not be written.",
            badge().set("/validFrom", "2026-01-31T24:00:00Z"),
            TimeMalformed,
        )
        .flag(Flag::Ambiguous),
        refusal(
            "status_index",
            "A status index with a leading zero.",
            badge().set(
                "/credentialStatus",
                status_entry("revocation", crate::document::LIST).with("statusListIndex", "007"),
            ),
            StatusIndexMalformed,
        )
        .flag(Flag::Ambiguous)
        .twin("revocable"),
        refusal("read_only_suite", "A suite that is only read.", badge(), ProofUnsupportedSuite)
            .suite(Cryptosuite::Eddsa2022)
            .flag(Flag::Unsupported),
    ]
}

/// Threats R1, R2.
fn recipients() -> Vec<Vector> {
    let refusal = |name: &str, comment: &str, draft: Document, code| {
        refusal(name, comment, draft, code).twin("hashed").flag(Flag::Privacy)
    };
    let ada = "ada@example.org";
    let in_clear = hashed(ada, SALT).with("hashed", false).with("identityHash", ada).without("salt");
    let national = hashed("123456789012", SALT)
        .with("hashed", false)
        .with("identityHash", "123456789012")
        .with("identityType", "nationalIdentityNumber")
        .without("salt");
    let md5 = hashed(ada, SALT).with("identityHash", "md5$8e3a1f5e2b7c4d6a9f0b1c2d3e4f5a6b");
    vec![
        refusal(
            "unsalted_hash",
            "The hash of an e-mail address without salt: a list of all addresses finds it.",
            awarded_to(hashed(ada, "").without("salt")),
            SubjectUnsaltedHash,
        ),
        refusal(
            "short_salt",
            "A salt of 64 bits.",
            awarded_to(hashed(ada, &SALT[..16])),
            SubjectUnsaltedHash,
        ),
        refusal(
            "email_in_clear",
            "An e-mail address in clear.",
            awarded_to(in_clear),
            SubjectIdentityInClear,
        ),
        refusal(
            "national_number_in_clear",
            "A national identity number in clear.",
            awarded_to(national),
            SubjectIdentityInClear,
        ),
        refusal(
            "mailto_id",
            "An e-mail address for the recipient's id.",
            Document::badge().set("/credentialSubject/id", "mailto:ada@example.org"),
            SubjectIdentityInClear,
        ),
        refusal("md5_hash", "A hash by MD5.", awarded_to(md5), SubjectWeakHash),
        refusal(
            "hash_malformed",
            "A hash that is no hash.",
            awarded_to(hashed(ada, SALT).with("identityHash", "sha256$abc")),
            SubjectIdentityMalformed,
        ),
    ]
}

fn signers() -> Vec<Vector> {
    let vector = |name: &str, comment: &str| {
        Vector::new(name, comment).spec("proof.md#issuing").draft(Document::badge())
    };
    let pem =
        Academy.key().to_encrypted_pem(b"correct horse", &[0x5a; 16], &[0xa5; 16]).expect("these parameters");
    vec![
        vector("encrypted_key", "A key behind a passphrase.")
            .encrypted_key(pem.as_str(), "correct horse")
            .issued(),
        vector("wrong_passphrase", "The same with another passphrase.")
            .flag(Flag::Unavailable)
            .twin("encrypted_key")
            .encrypted_key(pem.as_str(), "battery staple")
            .refused(KeyPassphraseWrong),
        vector("signer_refuses", "A key in a device that refuses to sign.")
            .flag(Flag::Unavailable)
            .twin("as_written")
            .device_that("refuses")
            .refused(IssueSignerFailed),
        // Threats K12: such a signature would give the key away.
        vector("signer_faulty", "A device that signs something else than it was given.")
            .flag(Flag::WeakKey)
            .twin("as_written")
            .device_that("faulty")
            .refused(IssueSelfCheckFailed),
    ]
}
