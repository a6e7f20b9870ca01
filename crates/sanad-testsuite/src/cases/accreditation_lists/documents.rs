//! What of the document as a whole makes it no list.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};

use super::{action, bad, json, list};
use crate::content::Content;
use crate::keys::Who::*;
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
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

fn entity() -> Object {
    entity_with_action("1")
}

fn entity_with_action(number: &str) -> Object {
    Object::new()
        .with("id", "did:web:academy.example")
        .with("type", "RecognizedEntity")
        .with("recognizedTo", vec![action(number, "issue", "2025-01-01T00:00:00Z", "2031-01-01T00:00:00Z")])
}
