//! What entities may do, for what, and what of it they may hand on.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};

use super::{LIST, action, bad, delegating, list, scoped};
use crate::document::Document;
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [actions(), delegations()].concat()
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
