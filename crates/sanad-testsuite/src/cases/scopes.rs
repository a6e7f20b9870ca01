//! What an accreditation lets its holder award: each dimension, what is missing, and what two scopes have in common.

use sanad_core::code::Code;
use sanad_core::code::Code::*;

use crate::vector::flag::Flag;
use crate::vector::scope::Vector;

/// The vectors of `scope/`.
#[must_use]
pub fn scopes() -> Vec<Vector> {
    [types(), trees(), levels(), credits(), words(), missing(), several(), malformed()].concat()
}

fn covered(name: &str, comment: &str, scope: &str, facts: &str) -> Vector {
    Vector::new(name, comment).scope(scope).facts(facts)
}

/// The twin with other facts.
fn outside(name: &str, comment: &str, twin: (&str, &str), facts: &str, code: Code) -> Vector {
    let (twin, scope) = twin;
    Vector::new(name, comment).scope(scope).facts(facts).outside(twin, code)
}

fn types() -> Vec<Vector> {
    let scope = r#"{"limitCredentialType": ["DiplomaCredential"]}"#;
    let diploma = r#"{"credential_types": ["DiplomaCredential"]}"#;
    let achievements = r#"{"limitAchievementType": ["Certificate", "Diploma"]}"#;
    vec![
        covered("credential_type", "A diploma, where diplomas may be awarded.", scope, diploma),
        outside(
            "credential_type_other",
            "A plain badge, where diplomas may be awarded.",
            ("credential_type", scope),
            r#"{"credential_types": ["OpenBadgeCredential"]}"#,
            AccredScopeCredentialType,
        ),
        outside(
            "credential_type_both",
            "A diploma that is a licence as well, where diplomas may be awarded: each type counts.",
            ("credential_type", scope),
            r#"{"credential_types": ["DiplomaCredential", "LicenceCredential"]}"#,
            AccredScopeCredentialType,
        ),
        // accreditation.md §10: generic-type laundering.
        Vector::new(
            "credential_type_generic",
            "`VerifiableCredential` in the scope: every credential is one, so it allows none.",
        )
        .spec("scope.md#types")
        .flag(Flag::Forged)
        .scope(r#"{"limitCredentialType": ["VerifiableCredential"]}"#)
        .facts(diploma)
        .outside("credential_type", AccredScopeCredentialType),
        covered(
            "achievement_type",
            "A certificate, where certificates and diplomas may be awarded.",
            achievements,
            r#"{"achievement_types": ["Certificate"]}"#,
        ),
        outside(
            "achievement_type_other",
            "A degree, where certificates and diplomas may be awarded.",
            ("achievement_type", achievements),
            r#"{"achievement_types": ["Degree"]}"#,
            AccredScopeAchievementType,
        ),
    ]
}

fn trees() -> Vec<Vector> {
    let fields = r#"{"limitField": ["061"]}"#;
    let places = r#"{"limitJurisdiction": ["IN-KA"]}"#;
    let languages = r#"{"limitLanguage": ["en"]}"#;
    let tree = |vector: Vector| vector.spec("scope.md#trees");
    let vectors = vec![
        covered(
            "field_below",
            "The detailed field 0613 below the narrow field 061.",
            fields,
            r#"{"fields": ["0613"]}"#,
        ),
        outside(
            "field_above",
            "The broad field 06 above the narrow field 061.",
            ("field_below", fields),
            r#"{"fields": ["06"]}"#,
            AccredScopeField,
        ),
        outside(
            "field_beside",
            "Two fields, one inside and one outside.",
            ("field_below", fields),
            r#"{"fields": ["0613", "0715"]}"#,
            AccredScopeField,
        ),
        covered("jurisdiction", "Karnataka, to the letter.", places, r#"{"jurisdictions": ["IN-KA"]}"#),
        outside(
            "jurisdiction_whole_country",
            "All of India, where Karnataka is allowed.",
            ("jurisdiction", places),
            r#"{"jurisdictions": ["IN"]}"#,
            AccredScopeJurisdiction,
        ),
        covered(
            "language_of_a_country",
            "Indian English is English.",
            languages,
            r#"{"languages": ["en-in"]}"#,
        ),
        outside(
            "language_other",
            "Kannada, where English is allowed.",
            ("language_of_a_country", languages),
            r#"{"languages": ["kn"]}"#,
            AccredScopeLanguage,
        ),
    ];
    vectors.into_iter().map(tree).collect()
}

const NCRF: &str = "https://w3id.org/sanad/framework/ncrf/2023";

fn levels() -> Vec<Vector> {
    let scope = format!(r#"{{"limitLevel": [{{"framework": "{NCRF}", "min": "4.5", "max": "5"}}]}}"#);
    let scope = scope.as_str();
    let at = |value: &str| format!(r#"{{"levels": [{{"framework": "{NCRF}", "value": "{value}"}}]}}"#);
    let outside = |name: &str, comment: &str, facts: &str| {
        outside(name, comment, ("level_lowest", scope), facts, AccredScopeLevel)
    };
    let vectors = vec![
        covered("level_lowest", "The lowest level that is allowed.", scope, &at("4.5")),
        covered("level_highest", "The highest level that is allowed.", scope, &at("5")),
        outside("level_above", "A level above the highest.", &at("5.5")),
        outside(
            "level_just_above",
            "A level above the highest by less than a double can tell.",
            &at("5.0000000000000000001"),
        )
        .flag(Flag::Ambiguous),
        outside(
            "level_other_version",
            "The same number in another version of the framework.",
            r#"{"levels": [{"framework": "https://w3id.org/sanad/framework/ncrf/2022-draft", "value": "4.5"}]}"#,
        ),
        outside(
            "level_second",
            "Two levels in one framework, one outside.",
            &format!(
                r#"{{"levels": [{{"framework": "{NCRF}", "value": "4.5"}}, {{"framework": "{NCRF}", "value": "8"}}]}}"#
            ),
        ),
        outside(
            "level_second_framework",
            "A level that is allowed, and one of a framework that the scope does not name.",
            &format!(
                r#"{{"levels": [{{"framework": "{NCRF}", "value": "4.5"}}, {{"framework": "http://data.europa.eu/snb/eqf/25831c2", "value": "8"}}]}}"#
            ),
        ),
    ];
    vectors.into_iter().map(|vector| vector.spec("scope.md#levels")).collect()
}

const NCRF_CREDIT: &str = "https://w3id.org/sanad/credit/ncrf/2023";

fn credits() -> Vec<Vector> {
    let scope = format!(r#"{{"limitCredits": [{{"unit": "{NCRF_CREDIT}", "maxPerAchievement": "44"}}]}}"#);
    let scope = scope.as_str();
    let of =
        |unit: &str, value: &str| format!(r#"{{"credits": [{{"unit": "{unit}", "value": "{value}"}}]}}"#);
    let outside = |name: &str, comment: &str, facts: &str| {
        outside(name, comment, ("credits_most", scope), facts, AccredScopeCredits)
    };
    let vectors = vec![
        covered("credits_most", "As many credits as are allowed.", scope, &of(NCRF_CREDIT, "44")),
        outside("credits_above", "Half a credit more than is allowed.", &of(NCRF_CREDIT, "44.5")),
        outside(
            "credits_other_unit",
            "Fewer credits, in a unit that is not named.",
            &of("http://data.europa.eu/snb/education-credit/6fcec5c5af", "4"),
        ),
    ];
    vectors.into_iter().map(|vector| vector.spec("scope.md#credits")).collect()
}

fn words() -> Vec<Vector> {
    let achievement = r#"{"limitAchievement": ["https://academy.example/welding-1"]}"#;
    let qualification = r#"{"limitQualification": ["CSC/Q0204"]}"#;
    let mode = r#"{"limitMode": ["in-person", "blended"]}"#;
    let vectors = vec![
        covered(
            "achievement",
            "The one achievement that is allowed.",
            achievement,
            r#"{"achievements": ["https://academy.example/welding-1"]}"#,
        ),
        outside(
            "achievement_longer",
            "An achievement whose URI goes on where the allowed one ends.",
            ("achievement", achievement),
            r#"{"achievements": ["https://academy.example/welding-10"]}"#,
            AccredScopeAchievement,
        ),
        covered(
            "qualification",
            "The qualification that is allowed.",
            qualification,
            r#"{"qualifications": ["CSC/Q0204"]}"#,
        ),
        outside(
            "qualification_case",
            "The same letters in another case.",
            ("qualification", qualification),
            r#"{"qualifications": ["csc/q0204"]}"#,
            AccredScopeQualification,
        ),
        outside(
            "qualification_path",
            "A way up and down again, as if codes were paths.",
            ("qualification", qualification),
            r#"{"qualifications": ["CSC/Q0204/../Q0303"]}"#,
            AccredScopeQualification,
        ),
        covered("mode", "A blended course, where that is allowed.", mode, r#"{"modes": ["blended"]}"#),
        outside(
            "mode_online",
            "An online course, where it must be at least blended.",
            ("mode", mode),
            r#"{"modes": ["online"]}"#,
            AccredScopeMode,
        ),
    ];
    vectors.into_iter().map(|vector| vector.spec("scope.md#words")).collect()
}

fn missing() -> Vec<Vector> {
    let scope = format!(r#"{{"limitLevel": [{{"framework": "{NCRF}", "min": "4.5", "max": "5"}}]}}"#);
    vec![
        covered("unlimited", "A scope that limits nothing, and a badge that tells nothing.", "{}", "{}"),
        outside(
            "level_missing",
            "A badge without a level, where levels are limited.",
            ("level_lowest", &scope),
            "{}",
            AccredScopeUndetermined,
        ),
        outside(
            "level_unclear",
            "A badge whose level cannot be read.",
            ("level_lowest", &scope),
            r#"{"levels": null}"#,
            AccredScopeUndetermined,
        ),
    ]
}

fn several() -> Vec<Vector> {
    let parent = r#"{"limitField": ["061"], "limitMode": ["online", "blended"]}"#;
    let wide = r#"{"limitField": ["0613", "0715"], "limitJurisdiction": ["IN"]}"#;
    let inside = r#"{"fields": ["0613"], "jurisdictions": ["IN-KA"], "modes": ["online"]}"#;
    let path = |name: &str, comment: &str, scopes: [&str; 2], facts: &str| {
        Vector::new(name, comment)
            .spec("scope.md#intersection")
            .scope(scopes[0])
            .scope(scopes[1])
            .facts(facts)
    };
    vec![
        path("path", "Two scopes, a badge in both.", [parent, wide], inside),
        // Threats A9: the child's scope is wider than its parent's.
        path(
            "path_child_wider",
            "A field that the child's scope allows and its parent's does not.",
            [parent, wide],
            r#"{"fields": ["0715"], "jurisdictions": ["IN-KA"], "modes": ["online"]}"#,
        )
        .flag(Flag::Forged)
        .outside("path", AccredScopeField),
        path("path_child_unlimited", "A child's scope that limits nothing.", [parent, "{}"], inside),
        path(
            "path_child_unlimited_outside",
            "A child's scope that limits nothing does not lift its parent's limits.",
            [parent, "{}"],
            r#"{"fields": ["0715"], "jurisdictions": ["IN-KA"], "modes": ["online"]}"#,
        )
        .flag(Flag::Forged)
        .outside("path_child_unlimited", AccredScopeField),
        path(
            "path_nothing_in_common",
            "A child's scope beside its parent's.",
            [parent, r#"{"limitField": ["07"]}"#],
            inside,
        )
        .outside("path", AccredScopeEmpty),
        // accreditation.md §10: two half-matching actions. Each alone is a scope that does not cover the badge.
        Vector::new("half", "A badge of a field that is allowed, learned in a way that is not.")
            .scope(parent)
            .facts(r#"{"fields": ["0613"], "modes": ["in-person"]}"#)
            .outside("path_child_unlimited", AccredScopeMode),
    ]
}

fn malformed() -> Vec<Vector> {
    let facts = r#"{"fields": ["0613"]}"#;
    let refused = |name: &str, comment: &str, scope: &str, code: Code| {
        Vector::new(name, comment)
            .spec("scope.md#form")
            .scope(scope)
            .facts(facts)
            .outside("field_below", code)
            .flag(Flag::Malformed)
    };
    vec![
        refused(
            "empty_array",
            "An empty array: nothing, or everything?",
            r#"{"limitField": []}"#,
            AccredScopeMalformed,
        ),
        refused("wildcard", "A wildcard.", r#"{"limitField": ["*"]}"#, AccredScopeMalformed),
        refused(
            "prefix_wildcard",
            "A prefix with a wildcard.",
            r#"{"limitField": ["06**"]}"#,
            AccredScopeMalformed,
        ),
        refused(
            "unicode_digits",
            "Digits that only look like digits.",
            r#"{"limitField": ["０６"]}"#,
            AccredScopeMalformed,
        ),
        refused(
            "level_upside_down",
            "A highest level below the lowest.",
            r#"{"limitField": ["061"], "limitLevel": [{"framework": "https://framework.example/1", "min": "5", "max": "4"}]}"#,
            AccredScopeMalformed,
        ),
        refused(
            "level_and_more",
            "A limit within a limit.",
            r#"{"limitField": ["061"], "limitLevel": [{"framework": "https://framework.example/1", "min": "4", "max": "5", "onlyIn": "IN"}]}"#,
            AccredScopeMalformed,
        ),
        refused(
            "unknown_dimension",
            "A limit that is not known.",
            r#"{"limitField": ["061"], "limitAudience": ["adults"]}"#,
            AccredScopeUnknown,
        )
        .flag(Flag::Unsupported),
    ]
}
