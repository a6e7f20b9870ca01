//! Accreditation lists, alone: what one is, what is none, and who has signed it.

mod hostile;
mod inclusion;
mod rotation;
mod succession;

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;

use crate::content::Content;
use crate::document::{Document, by};
use crate::keys::Who::{self, *};
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

/// Where the commission publishes its list.
pub(super) const LIST: &str = "https://commission.example/lists/issuers";

/// The vectors of `accreditation-list/`.
#[must_use]
pub fn accreditation_lists() -> Vec<Vector> {
    [
        read(),
        documents(),
        keys(),
        actions(),
        delegations(),
        histories(),
        signers(),
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

fn documents() -> Vec<Vector> {
    let entities = format!(r#""credentialSubject": [{}"#, Json::Object(entity()).to_compact());
    let whole = Json::Object(list().into_object()).to_compact();
    let (before, _) = whole.split_once(r#""credentialSubject""#).unwrap_or_default();
    vec![
        bad(
            "context_swapped",
            "The two contexts in another order.",
            list()
                .set("/@context/0", "https://w3id.org/sanad/accreditation-list/v1")
                .set("/@context/1", "https://www.w3.org/ns/credentials/v2"),
        )
        .spec("list"),
        bad("type_missing", "It does not call itself an accreditation list.", list().remove("/type/2"))
            .refused(TypeUnexpected, "minimal")
            .spec("list"),
        bad("id_missing", "A list without an id.", list().remove("/id")).spec("list"),
        bad("id_of_a_path", "An id that is a path to somewhere else.", list().set("/id", "../../anchors"))
            .spec("list"),
        bad("issuer_text", "The issuer as a bare id.", list().set("/issuer", Commission.did())).spec("list"),
        bad("valid_until_missing", "A list that never ends.", list().remove("/validUntil")).spec("list"),
        bad(
            "valid_until_no_later",
            "It ends when it begins.",
            list().set("/validUntil", "2026-02-01T00:00:00Z"),
        )
        .spec("list"),
        bad(
            "time_with_offset",
            "The same instant, written with an offset in place of `Z`.",
            list().set("/validFrom", "2026-02-01T00:00:00+00:00"),
        )
        .spec("members"),
        bad("time_without_offset", "A local time.", list().set("/validFrom", "2026-02-01T00:00:00"))
            .spec("members"),
        bad(
            "status_of_its_own",
            "The list has a status list of its own.",
            list().set("/credentialStatus", Object::new().with("type", "BitstringStatusListEntry")),
        )
        .spec("list"),
        bad(
            "sequence_zero",
            "Versions are counted from 1.",
            list().set("/accreditationList/sequence", 0_u32),
        )
        .spec("versions"),
        bad(
            "sequence_half",
            "Version two and a half.",
            list().set("/accreditationList/sequence", json("2.5")),
        )
        .spec("versions"),
        bad("sequence_text", "The number as text.", list().set("/accreditationList/sequence", "2"))
            .spec("versions"),
        bad(
            "sequence_beyond",
            "2^53, which not every reader sees alike.",
            list().replace("\"sequence\": 2", "\"sequence\": 9007199254740992"),
        )
        .refused(JsonNumberRange, "minimal")
        .spec("versions"),
        bad(
            "previous_digest_missing",
            "The second version does not name the first.",
            list().remove("/accreditationList/previousDigest"),
        )
        .spec("versions"),
        bad(
            "previous_digest_of_first",
            "The first version names one before it.",
            list().set("/accreditationList/sequence", 1_u32),
        )
        .spec("versions"),
        bad(
            "previous_digest_sha384",
            "The version before is named by another hash function.",
            list().set(
                "/accreditationList/previousDigest",
                "uIDAHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH",
            ),
        )
        .spec("digest"),
        bad(
            "list_type_missing",
            "It does not say what it is for.",
            list().remove("/accreditationList/listType"),
        )
        .spec("list"),
        bad(
            "historical_period_missing",
            "It does not say for how long it tells what is past.",
            list().remove("/accreditationList/historicalInformationPeriod"),
        )
        .spec("list"),
        bad(
            "critical_unknown",
            "It asks to be understood in a member of a later version.",
            list().set("/accreditationList/critical", vec!["statusHistory", "quota"]),
        )
        .refused(AccredListCriticalUnknown, "root")
        .flag(Flag::Unsupported)
        .spec("critical"),
        bad(
            "signing_threshold_out_of_reach",
            "Three of two keys must sign.",
            list().set(
                "/accreditationList/signing",
                Object::new()
                    .with("threshold", 3_u32)
                    .with("keys", vec![Commission.multikey(), Minimal.multikey()]),
            ),
        )
        .refused(AccredListMalformed, "root")
        .spec("root-lists"),
        bad(
            "signing_threshold_zero",
            "Nobody has to sign.",
            list().set(
                "/accreditationList/signing",
                Object::new().with("threshold", 0_u32).with("keys", vec![Commission.multikey()]),
            ),
        )
        .refused(AccredListMalformed, "root")
        .spec("root-lists"),
        bad(
            "signing_key_twice",
            "One signing key stands twice, and would count for two.",
            list().set(
                "/accreditationList/signing",
                Object::new()
                    .with("threshold", 2_u32)
                    .with("keys", vec![Commission.multikey(), Commission.multikey()]),
            ),
        )
        .refused(AccredListDuplicate, "root")
        .spec("root-lists"),
        bad(
            "subject_not_an_array",
            "The only entity is not in an array.",
            list().set("/credentialSubject", entity()),
        )
        .spec("entities"),
        bad("subject_empty", "Nobody is listed.", list().set("/credentialSubject", Json::Array(Vec::new())))
            .spec("entities"),
        bad(
            "entity_twice",
            "The academy is listed twice, with other ends.",
            list().set("/credentialSubject/-", entity_with_action("2")),
        )
        .refused(AccredListDuplicate, "minimal")
        .flag(Flag::Ambiguous)
        .spec("entities"),
        bad(
            "entity_id_http",
            "An entity by an address that anybody on the way can change.",
            list().set("/credentialSubject/0/id", "http://academy.example/"),
        )
        .spec("entities"),
        bad(
            "entity_type_missing",
            "An entity that does not call itself one.",
            list().remove("/credentialSubject/0/type"),
        )
        .spec("entities"),
        bad(
            "name_twice",
            "The entity's id stands twice in one object.",
            list().replace(
                "\"type\": \"RecognizedEntity\"",
                "\"type\": \"RecognizedEntity\", \"id\": \"did:web:attacker.example\"",
            ),
        )
        .refused(JsonDuplicateKey, "minimal")
        .flag(Flag::Ambiguous)
        .spec("list"),
        bad(
            "entities_too_many",
            "100,001 entities.",
            Content::of_pieces(&[(before, 1), (&entities, 1), (",{}", 100_000), ("]}", 1)]),
        )
        .refused(JsonTooManyMembers, "minimal")
        .flag(Flag::Exhausting)
        .spec("limits"),
        bad(
            "too_large",
            "More than 8 MiB, most of it blanks.",
            Content::of_pieces(&[(&whole, 1), (" ", 8 << 20)]),
        )
        .refused(InputTooLarge, "minimal")
        .flag(Flag::Exhausting)
        .spec("limits"),
    ]
}

fn keys() -> Vec<Vector> {
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

fn actions() -> Vec<Vector> {
    let at = "/credentialSubject/0/recognizedTo/0";
    let bad = |name: &str, comment: &str, document: Document| bad(name, comment, document).spec("actions");
    vec![
        Vector::new("scoped", "Accredited for one field.", scoped(r#"{"limitField": ["0715"]}"#))
            .spec("actions"),
        bad(
            "scope_unknown_limit",
            "A limit that is not known, so cannot be kept.",
            scoped(r#"{"limitField": ["0715"], "limitPrice": ["10"]}"#),
        )
        .refused(AccredScopeUnknown, "scoped")
        .flag(Flag::Unsupported),
        bad("scope_empty_limit", "A limit to nothing, or to everything.", scoped(r#"{"limitField": []}"#))
            .refused(AccredScopeMalformed, "scoped")
            .flag(Flag::Ambiguous),
        bad("scope_wildcard", "A limit that is none.", scoped(r#"{"limitField": ["*"]}"#))
            .refused(AccredScopeMalformed, "scoped"),
        bad(
            "action_none",
            "Listed, but for nothing.",
            list().set("/credentialSubject/0/recognizedTo", Json::Array(Vec::new())),
        ),
        bad(
            "action_id_of_other_list",
            "The number of another list.",
            list().set(&format!("{at}/id"), "https://commission.example/lists/others#1"),
        ),
        bad(
            "action_id_without_fragment",
            "The list's own id as the number.",
            list().set(&format!("{at}/id"), LIST),
        ),
        bad(
            "action_id_twice",
            "One number for two accreditations.",
            list().set(
                "/credentialSubject/0/recognizedTo/-",
                action("1", "assess", "2025-01-01T00:00:00Z", "2030-01-01T00:00:00Z"),
            ),
        )
        .refused(AccredListDuplicate, "minimal"),
        bad(
            "action_valid_until_missing",
            "An accreditation that never ends.",
            list().remove(&format!("{at}/validUntil")),
        ),
        bad(
            "action_valid_from_missing",
            "An accreditation that never began.",
            list().remove(&format!("{at}/validFrom")),
        ),
        bad(
            "action_window_empty",
            "It ends when it begins, and nothing says why.",
            list().set(&format!("{at}/validUntil"), "2025-01-01T00:00:00Z"),
        ),
        bad(
            "action_window_inverted",
            "It ends before it begins.",
            list().set(&format!("{at}/validUntil"), "2024-01-01T00:00:00Z"),
        ),
        bad(
            "action_status_unknown",
            "Accredited in a way that is not known.",
            list().set(&format!("{at}/accreditationStatus"), "pending"),
        ),
        bad(
            "action_status_suspended",
            "Listed and suspended in one: what is suspended is not granted.",
            list().set(&format!("{at}/accreditationStatus"), "suspended"),
        ),
        bad(
            "action_schema_unpinned",
            "A schema for what is issued, without its digest.",
            list().set(
                &format!("{at}/outputValidation"),
                vec![
                    Object::new()
                        .with("type", "JsonSchema")
                        .with("id", "https://commission.example/badge.json"),
                ],
            ),
        ),
    ]
}

fn delegations() -> Vec<Vector> {
    let at = "/credentialSubject/0/recognizedTo/1/delegation";
    let bad = |name: &str, comment: &str, document: Document| {
        bad(name, comment, document).refused(AccredListMalformed, "delegating").spec("delegation")
    };
    vec![
        bad(
            "delegation_missing",
            "The academy may recognise others, and it is not said within which limits.",
            delegating().remove(at),
        ),
        bad(
            "delegation_of_issuing",
            "A delegation at an accreditation for issuing.",
            delegating().set("/credentialSubject/0/recognizedTo/1/action", "issue"),
        ),
        bad(
            "delegation_limit_unknown",
            "A limit that is not known, so cannot be kept.",
            delegating().set(&format!("{at}/maxEntities"), 10_u32),
        )
        .refused(AccredConstraintUnknown, "delegating")
        .flag(Flag::Unsupported),
        bad(
            "delegation_list_missing",
            "Any list of the academy's would do.",
            delegating().remove(&format!("{at}/listId")),
        ),
        bad(
            "delegation_depth_missing",
            "Any depth would do.",
            delegating().remove(&format!("{at}/maxPathLength")),
        ),
        bad(
            "delegation_depth_beyond",
            "A depth of 256.",
            delegating().set(&format!("{at}/maxPathLength"), 256_u32),
        ),
        bad(
            "delegation_threshold_zero",
            "Nobody has to sign the academy's list.",
            delegating().set(&format!("{at}/threshold"), 0_u32),
        ),
        bad(
            "delegation_subjects_empty",
            "An empty list of those permitted: nobody or everybody?",
            delegating().set(&format!("{at}/permittedSubjects"), Json::Array(Vec::new())),
        )
        .flag(Flag::Ambiguous),
    ]
}

fn histories() -> Vec<Vector> {
    let at = "/credentialSubject/0/statusHistory";
    let bad = |name: &str, comment: &str, document: Document| {
        bad(name, comment, document).refused(AccredListMalformed, "interrupted").spec("history")
    };
    let conflict = |name: &str, comment: &str, document: Document| {
        Vector::new(name, comment, document)
            .flag(Flag::Ambiguous)
            .refused(AccredStatusConflict, "interrupted")
            .spec("history")
    };
    vec![
        conflict(
            "history_granted_while_suspended",
            "The period goes on a day longer than the suspension lets it.",
            interrupted().set("/credentialSubject/0/recognizedTo/0/validUntil", "2025-06-02T00:00:00Z"),
        ),
        conflict(
            "history_accredited_after_withdrawal",
            "Withdrawn, and then the same number is granted again.",
            interrupted()
                .set(&format!("{at}/0/status"), "withdrawn")
                .set(&format!("{at}/1/actions"), vec![format!("{LIST}#1")]),
        ),
        bad("history_unordered", "The later event stands first.", swapped()),
        bad(
            "history_same_instant",
            "Suspended and surrendered at one instant.",
            interrupted().set(&format!("{at}/1"), event("surrendered", "2025-06-01T00:00:00Z", "1")),
        ),
        bad(
            "history_status_unknown",
            "It has become something that is not known.",
            interrupted().set(&format!("{at}/0/status"), "paused"),
        ),
        bad(
            "history_effect_missing",
            "It is not said whether it was told in time.",
            interrupted().remove(&format!("{at}/0/effect")),
        ),
        bad(
            "history_reason_missing",
            "Suspended, and not said why.",
            interrupted().remove(&format!("{at}/0/reasonCode")),
        ),
        bad(
            "history_action_unknown",
            "An event about a number that is not there.",
            interrupted().set(&format!("{at}/0/actions/-"), format!("{LIST}#9")),
        ),
        bad(
            "history_action_twice",
            "An event names one number twice.",
            interrupted().set(&format!("{at}/0/actions/-"), format!("{LIST}#1")),
        )
        .refused(AccredListDuplicate, "interrupted"),
        bad(
            "history_void_later",
            "An empty period, taken away only a day after it began.",
            list()
                .set("/credentialSubject/0/recognizedTo/0/validUntil", "2025-01-01T00:00:00Z")
                .set(at, vec![event("withdrawn", "2025-01-02T00:00:00Z", "1").with("effect", "retroactive")]),
        )
        .refused(AccredListMalformed, "void_from_the_start"),
    ]
}

fn swapped() -> Document {
    let at = "/credentialSubject/0/statusHistory";
    let (first, second) =
        (event("suspended", "2025-06-01T00:00:00Z", "1"), event("accredited", "2025-09-01T00:00:00Z", "2"));
    interrupted().set(&format!("{at}/0"), second).set(&format!("{at}/1"), first)
}

fn signers() -> Vec<Vector> {
    let trusted = |who: &[Who]| who.iter().map(|who| who.multikey()).collect::<Vec<_>>();
    let both = || trusted(&[Commission, Minimal]);
    let jcs = |who: Who| {
        by(who).suite(Cryptosuite::EddsaJcs2022).set("created", "2026-02-01T00:00:00Z").regardless()
    };
    let vector = |name: &str, comment: &str, document: Document| {
        Vector::new(name, comment, document).signed_by(2, &both()).spec("signers")
    };
    let refused = |name: &str, comment: &str, document: Document| {
        vector(name, comment, document).refused(AccredListThresholdNotMet, "signed_two_of_two")
    };
    let two = || list().sign(&jcs(Commission)).sign(&jcs(Minimal));
    let web = |who: Who, number: u8| jcs(who).method(format!("did:web:commission.example#key-{number}"));
    vec![
        Vector::new("signed", "Signed by the one key that must.", list().sign(&jcs(Commission)))
            .signed_by(1, &trusted(&[Commission]))
            .spec("signers"),
        vector("signed_two_of_two", "Signed by both keys, each on its own.", two()),
        vector(
            "signed_under_own_names",
            "The methods are the authority's own names for its keys.",
            list().sign(&web(Commission, 1)).sign(&web(Minimal, 2)),
        ),
        vector(
            "signed_and_by_a_stranger",
            "A third proof by somebody who is not asked: it takes nothing away.",
            two().sign(&jcs(Attacker)),
        ),
        vector(
            "signed_with_unknown_member",
            "A member that no context knows: under JCS it is signed with all else.",
            list().set("/accreditationList/colour", "blue").sign(&jcs(Commission)).sign(&jcs(Minimal)),
        ),
        refused("signer_missing", "Only one of two has signed.", list().sign(&jcs(Commission)))
            .flag(Flag::Unsigned),
        refused(
            "signer_twice",
            "One key signs twice.",
            list().sign(&jcs(Commission)).sign(&jcs(Commission).set("created", "2026-02-02T00:00:00Z")),
        )
        .flag(Flag::Forged),
        refused(
            "signature_twice",
            "The same proof stands there twice.",
            list().sign(&jcs(Commission)).sign(&jcs(Commission)),
        )
        .flag(Flag::Forged),
        refused(
            "signer_under_two_names",
            "One key signs under two ids.",
            list().sign(&web(Commission, 1)).sign(&web(Commission, 2)),
        )
        .flag(Flag::Forged),
        vector(
            "signer_trusted_twice",
            "One key is trusted twice, and signs once.",
            list().sign(&jcs(Commission)),
        )
        .signed_by(2, &trusted(&[Commission, Commission]))
        .refused(AccredListThresholdNotMet, "signed_two_of_two")
        .flag(Flag::Forged),
        refused(
            "signer_stranger",
            "The second signer is nobody who is asked.",
            list().sign(&jcs(Commission)).sign(&jcs(Attacker)),
        )
        .flag(Flag::Forged),
        refused(
            "signer_wrong_did_key",
            "The second key signs under the name of another.",
            list().sign(&jcs(Commission)).sign(&jcs(Minimal).method(Academy.method())),
        )
        .flag(Flag::Forged),
        refused(
            "signer_for_other_purpose",
            "The second key only authenticates.",
            list().sign(&jcs(Commission)).sign(&jcs(Minimal).set("proofPurpose", "authentication")),
        )
        .flag(Flag::Replayed),
        refused(
            "signer_later",
            "The second proof says it was made a year later.",
            list().sign(&jcs(Commission)).sign(&jcs(Minimal).set("created", "2027-02-01T00:00:00Z")),
        )
        .flag(Flag::OutOfTime),
        refused(
            "signer_expired",
            "The second proof was to be relied on for a week.",
            list().sign(&jcs(Commission)).sign(&jcs(Minimal).set("expires", "2026-02-08T00:00:00Z")),
        )
        .flag(Flag::OutOfTime),
        refused(
            "signed_then_altered",
            "A day was added after signing.",
            two().set("/credentialSubject/0/recognizedTo/0/validUntil", "2030-01-02T00:00:00Z"),
        )
        .flag(Flag::Altered),
        refused(
            "signed_then_member_added",
            "A member that no context knows was added after signing.",
            two().set("/accreditationList/colour", "blue"),
        )
        .flag(Flag::Altered),
        vector("unsigned", "Nobody has signed.", list())
            .refused(ProofMissing, "signed_two_of_two")
            .flag(Flag::Unsigned),
    ]
}

fn entity() -> Object {
    entity_with_action("1")
}

fn entity_with_action(number: &str) -> Object {
    Object::new()
        .with("id", "did:web:academy.example")
        .with("type", "RecognizedEntity")
        .with("recognizedTo", vec![action(number, "issue", "2025-01-01T00:00:00Z", "2031-01-01T00:00:00Z")])
}

fn json(text: &str) -> Json {
    Json::parse(text.as_bytes()).unwrap_or(Json::Null)
}
