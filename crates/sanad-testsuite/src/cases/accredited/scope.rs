//! For what the issuer is accredited: every dimension of a scope, along the whole path.

use sanad_core::code::Code::{self, *};
use sanad_core::json::{Json, Object};

use super::{academy, by_way_of_board, direct, nobody_knows_the_key, rejected, undecided, vector, with_list};
use crate::cases::badge_facts::{NCRF, NCRF_CREDIT, stated};
use crate::document::{Document, WEB, WEB_METHOD, by};
use crate::keys::Who::*;
use crate::lists::{Entity, anchor, url};
use crate::vector::badge::Vector;

pub(super) fn cases() -> Vec<Vector> {
    [dimensions(), facts(), paths(), refused()].concat()
}

/// The academy's badge with a claim in every dimension.
fn badge() -> Document {
    stated()
        .set("/issuer/id", WEB)
        .set("/credentialSubject/achievement/achievementType", "Certificate")
        .set("/credentialSubject/achievement/inLanguage", "en-IN")
}

fn signed(badge: Document) -> Document {
    badge.sign(&by(Academy).method(WEB_METHOD))
}

fn object(json: &str) -> Object {
    Json::parse(json.as_bytes()).expect("JSON").as_object().expect("an object").clone()
}

/// A limit in every dimension, and the badge within each.
fn scope() -> Object {
    object(&format!(
        r#"{{"limitCredentialType": ["OpenBadgeCredential"],
             "limitAchievementType": ["Certificate", "Diploma"],
             "limitAchievement": ["https://academy.example/achievements/welding-1"],
             "limitQualification": ["CSC/Q0204"],
             "limitField": ["071"],
             "limitLevel": [{{"framework": "{NCRF}", "min": "4.5", "max": "5"}}],
             "limitCredits": [{{"unit": "{NCRF_CREDIT}", "maxPerAchievement": "12"}}],
             "limitJurisdiction": ["IN"],
             "limitMode": ["blended", "in-person"],
             "limitLanguage": ["en"]}}"#
    ))
}

fn issues_within(scope: Object) -> Entity {
    academy().action("1", Object::new().with("action", "issue").with("scope", scope))
}

fn case(name: &str, comment: &str, scope: Object) -> Vector {
    let vector = direct(name, comment, issues_within(scope));
    vector.spec("path-validation.md#the-issuers-entry").badge(signed(badge()))
}

fn dimensions() -> Vec<Vector> {
    let outside = |name: &str, comment: &str, member: &str, allowed: &str, code: Code| {
        let allowed = Json::parse(allowed.as_bytes()).expect("JSON");
        rejected(case(name, comment, scope().with(member, allowed)), code, "accred_scope")
    };
    let level = |framework: &str, min: &str, max: &str| {
        format!(r#"[{{"framework": "{framework}", "min": "{min}", "max": "{max}"}}]"#)
    };
    let credits = |unit: &str, max: &str| format!(r#"[{{"unit": "{unit}", "maxPerAchievement": "{max}"}}]"#);
    vec![
        case("accred_scope", "A limit in every dimension; the badge keeps each.", scope()),
        outside(
            "accred_scope_credential_type",
            "The academy may award diplomas.",
            "limitCredentialType",
            r#"["DiplomaCredential"]"#,
            AccredScopeCredentialType,
        ),
        // accreditation.md §10: generic-type laundering.
        outside(
            "accred_scope_generic_type",
            "The academy may award what every badge is.",
            "limitCredentialType",
            r#"["VerifiableCredential"]"#,
            AccredScopeCredentialType,
        ),
        outside(
            "accred_scope_achievement_type",
            "The academy may award degrees.",
            "limitAchievementType",
            r#"["Degree"]"#,
            AccredScopeAchievementType,
        ),
        outside(
            "accred_scope_achievement",
            "The academy may award another achievement.",
            "limitAchievement",
            r#"["https://academy.example/achievements/welding-2"]"#,
            AccredScopeAchievement,
        ),
        outside(
            "accred_scope_qualification",
            "The academy may award another qualification.",
            "limitQualification",
            r#"["CSC/Q0303"]"#,
            AccredScopeQualification,
        ),
        outside(
            "accred_scope_field",
            "The academy is accredited for information technology.",
            "limitField",
            r#"["061"]"#,
            AccredScopeField,
        ),
        outside(
            "accred_scope_level",
            "The academy is accredited up to level 4.",
            "limitLevel",
            &level(NCRF, "1", "4"),
            AccredScopeLevel,
        ),
        outside(
            "accred_scope_level_other_version",
            "The academy is accredited for these levels in another version of the framework.",
            "limitLevel",
            &level("https://w3id.org/sanad/framework/ncrf/2022-draft", "4.5", "5"),
            AccredScopeLevel,
        ),
        outside(
            "accred_scope_credits",
            "The academy may give 11.5 credits for one achievement, half a credit less.",
            "limitCredits",
            &credits(NCRF_CREDIT, "11.5"),
            AccredScopeCredits,
        ),
        outside(
            "accred_scope_credits_other_unit",
            "The academy may give many credits of another unit.",
            "limitCredits",
            &credits("http://data.europa.eu/snb/education-credit/6fcec5c5af", "60"),
            AccredScopeCredits,
        ),
        outside(
            "accred_scope_jurisdiction",
            "The academy may award in Tamil Nadu.",
            "limitJurisdiction",
            r#"["IN-TN"]"#,
            AccredScopeJurisdiction,
        ),
        outside(
            "accred_scope_mode",
            "The academy may teach in person only.",
            "limitMode",
            r#"["in-person"]"#,
            AccredScopeMode,
        ),
        outside(
            "accred_scope_language",
            "The academy may teach in Kannada.",
            "limitLanguage",
            r#"["kn"]"#,
            AccredScopeLanguage,
        ),
    ]
}

/// The same list, and badges that claim less or more.
fn facts() -> Vec<Vector> {
    let with = |name: &str, comment: &str, badge: Document, code: Code| {
        rejected(case(name, comment, scope()).badge(signed(badge)), code, "accred_scope")
    };
    let facts = "/credentialSubject/achievement/badgeFacts";
    vec![
        with(
            "accred_scope_undetermined",
            "The badge does not tell its level.",
            badge().remove(&format!("{facts}/level")),
            AccredScopeUndetermined,
        ),
        with(
            "accred_scope_second_level",
            "The badge claims a second level in the same framework.",
            badge()
                .set(&format!("{facts}/level/-"), Object::new().with("framework", NCRF).with("value", "8")),
            AccredScopeLevel,
        ),
        with(
            "accred_scope_second_framework",
            "The badge claims a level in a framework that nobody accredited the academy for.",
            badge().set(
                &format!("{facts}/level/-"),
                Object::new().with("framework", "http://data.europa.eu/snb/eqf/25831c2").with("value", "8"),
            ),
            AccredScopeLevel,
        ),
        with(
            "accred_scope_bare_credits",
            "The badge says 400 credits earned, beside 12 of the unit.",
            badge().set("/credentialSubject/creditsEarned", 400_u32),
            AccredScopeCredits,
        ),
        // accreditation.md §10: two half-matching actions.
        {
            let action = |scope: &str| Object::new().with("action", "issue").with("scope", object(scope));
            let halves = academy()
                .action("1", action(r#"{"limitField": ["071"], "limitMode": ["in-person"]}"#))
                .action("2", action(r#"{"limitField": ["061"], "limitMode": ["blended"]}"#));
            let vector = direct(
                "accred_scope_two_halves",
                "The academy may teach this field in person, and another one blended; the badge is of this field, and blended.",
                halves,
            );
            let vector = vector.spec("path-validation.md#the-issuers-entry").badge(signed(badge()));
            rejected(vector, AccredScopeMode, "accred_scope")
        },
    ]
}

/// Threats A9: along a path scopes only become narrower.
fn paths() -> Vec<Vector> {
    let through = |name: &str, comment: &str, board: &str, own: &str| {
        let board_action = Object::new().with("action", "recognize").with("scope", object(board)).with(
            "delegation",
            Object::new()
                .with("listId", url(Board))
                .with("maxPathLength", 2)
                .with("delegableActions", vec!["issue"]),
        );
        let board = Entity::authority(Board).action("2", board_action);
        let vector = with_list(vector(name, comment), Council, vec![board]);
        let vector = with_list(vector, Board, vec![issues_within(object(own))]);
        vector.spec("path-validation.md#paths").badge(signed(badge()))
    };
    let trusted_for = |scope: &str, name: &str, comment: &str| {
        let vector = by_way_of_board(name, comment, super::board());
        let anchor = anchor(Council).with("scope", object(scope));
        vector.anchors(&[]).anchor(anchor).badge(signed(badge()))
    };
    let welding = r#"{"limitField": ["0715"]}"#;
    let technology = r#"{"limitField": ["06"]}"#;
    let engineering = r#"{"limitField": ["07"]}"#;
    vec![
        through(
            "accred_scope_path",
            "The board is recognised for engineering, and accredits the academy for mechanics.",
            engineering,
            welding,
        ),
        rejected(
            through(
                "accred_scope_child_wider",
                "The board is recognised for technology and accredits the academy for technology and engineering.",
                technology,
                r#"{"limitField": ["06", "07"]}"#,
            ),
            AccredScopeField,
            "accred_scope_path",
        ),
        rejected(
            through(
                "accred_scope_child_unlimited",
                "The board is recognised for technology and accredits the academy for everything.",
                technology,
                "{}",
            ),
            AccredScopeField,
            "accred_scope_path",
        ),
        rejected(
            through(
                "accred_scope_child_beside",
                "The board is recognised for technology and accredits the academy for mechanics.",
                technology,
                welding,
            ),
            AccredScopeEmpty,
            "accred_scope_path",
        ),
        trusted_for(engineering, "accred_scope_anchor", "The verifier trusts the council for engineering."),
        rejected(
            trusted_for(
                technology,
                "accred_scope_anchor_outside",
                "The verifier trusts the council for technology.",
            ),
            AccredScopeField,
            "accred_scope_anchor",
        ),
    ]
}

/// A list with a scope that cannot be kept says nothing.
fn refused() -> Vec<Vector> {
    let refusal = |name: &str, comment: &str, scope: Object, code: Code| {
        undecided(nobody_knows_the_key(case(name, comment, scope)), code, "accred_scope")
    };
    vec![
        refusal(
            "accred_scope_unknown",
            "A limit that is not known, beside those that the badge keeps.",
            scope().with("limitAudience", vec!["adults"]),
            AccredScopeUnknown,
        ),
        refusal(
            "accred_scope_malformed",
            "An empty array for a limit: nothing, or everything?",
            scope().with("limitField", Json::Array(Vec::new())),
            AccredScopeMalformed,
        ),
    ]
}
