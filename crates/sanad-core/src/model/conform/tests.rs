//! One badge that conforms, and one change for each rule.

use super::*;

/// A badge with everything that the rules speak of.
const BADGE: &str = r#"{
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://example.org/context.json"
    ],
    "id": "urn:uuid:1",
    "type": ["VerifiableCredential", "OpenBadgeCredential", "ExampleCredential"],
    "name": [{"@value": "Welding", "@language": "en"}, {"@value": "Schweißen", "@language": "de", "@direction": "ltr"}],
    "issuer": {"id": "did:example:academy", "type": "Profile", "name": {"@value": "Academy"}, "url": "https://example.org",
        "address": {"type": ["Address"], "addressCountryCode": "IN",
            "geo": {"type": "GeoCoordinates", "latitude": 19.07, "longitude": 72.88}},
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "7", "identifierType": "ext:AISHE"}],
        "dateOfBirth": "1990-02-28"},
    "validFrom": "2026-03-01T09:00:00Z",
    "validUntil": "2026-03-01T09:00:00Z",
    "credentialSubject": {
        "id": "did:example:learner",
        "type": ["AchievementSubject"],
        "activityStartDate": "2026-01-01T00:00:00", "activityEndDate": "2026-02-01",
        "creditsEarned": 36.5,
        "identifier": [{"type": "IdentityObject", "hashed": false, "identityHash": "Ada", "identityType": "name"}],
        "result": [{"type": ["Result"], "resultDescription": "urn:x:grade", "achievedLevel": "urn:x:good"},
            {"type": ["Result"], "resultDescription": "urn:x:state", "status": "Completed"},
            {"type": ["Result"], "achievedLevel": "urn:x:good"}],
        "achievement": {
            "id": "urn:x:welding", "type": ["Achievement"], "name": "Welding I", "description": "Welds.",
            "criteria": {"narrative": "Pass."}, "achievementType": "Course", "inLanguage": "en-IN",
            "image": {"id": "data:image/png;base64,AAAA", "type": "Image"},
            "alignment": [{"type": ["Alignment"], "targetName": "ISO 9606", "targetUrl": "https://example.org/iso", "targetType": "CTDL"}],
            "creditsAvailable": 40, "hours": {"total": 12, "list": [[1]]},
            "resultDescription": [
                {"id": "urn:x:grade", "type": ["ResultDescription"], "name": "Grade", "resultType": "RubricCriterionLevel",
                    "requiredLevel": "urn:x:good",
                    "rubricCriterionLevel": [{"id": "urn:x:good", "type": ["RubricCriterionLevel"], "name": "Good"}]},
                {"id": "urn:x:state", "type": ["ResultDescription"], "name": "State", "resultType": "Status"}],
            "endorsement": [{
                "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context.json"],
                "id": "urn:uuid:2", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "Good course",
                "issuer": "did:example:board", "validFrom": "2026-01-01T00:00:00Z",
                "credentialSubject": {"id": "urn:x:welding", "type": ["EndorsementSubject"], "endorsementComment": "Sound."},
                "proof": {"type": "DataIntegrityProof"}}],
            "endorsementJwt": ["eyJ.e30.c2ln"]}},
    "credentialStatus": [{"type": "BitstringStatusListEntry"}, {"id": "urn:x:s", "type": "Other"}],
    "evidence": [{"type": ["Evidence"], "id": "https://example.org/work"}],
    "relatedResource": [{"id": "https://example.org/context.json", "digestSRI": "sha384-x"}],
    "proof": [{"type": "DataIntegrityProof"}]
}"#;

const BADGE_V1: &str = r#"{
    "@context": ["https://www.w3.org/2018/credentials/v1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"],
    "id": "urn:uuid:1", "type": ["VerifiableCredential", "AchievementCredential"], "name": "Welding",
    "issuer": {"id": "did:example:academy", "type": ["Profile"]},
    "issuanceDate": "2026-03-01T09:00:00Z", "expirationDate": "2029-03-01T09:00:00Z",
    "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"], "achievement": {
        "id": "urn:x:welding", "type": ["Achievement"], "name": "Welding I", "description": "Welds.", "criteria": {}}},
    "credentialStatus": {"id": "https://example.org/status/1", "type": "1EdTechRevocationList"}
}"#;

fn parsed(text: &str) -> Object {
    Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
}

/// The badge with a value put at a pointer in place of what is there, or without it.
fn changed(badge: &str, at: &str, value: Option<&str>) -> Object {
    let steps: Vec<String> = at.split('/').skip(1).map(|step| step.replace("~1", "/")).collect();
    let value = value.map(|text| Json::parse(text.as_bytes()).unwrap());
    match put(Json::from(parsed(badge)), &steps, value) {
        Json::Object(badge) => badge,
        other => panic!("{other:?}"),
    }
}

fn put(here: Json, steps: &[String], value: Option<Json>) -> Json {
    let (step, rest) = steps.split_first().unwrap();
    match here {
        Json::Array(mut items) => {
            let index: usize = step.parse().unwrap();
            items[index] = put(items[index].clone(), rest, value);
            Json::Array(items)
        }
        Json::Object(object) => match (rest, value) {
            ([], Some(value)) => Json::Object(object.with(step, value)),
            ([], None) => {
                assert!(object.contains(step), "nothing at {step}");
                Json::Object(object.without(step))
            }
            (_, value) => {
                let inner = object.get(step).unwrap().clone();
                Json::Object(object.with(step, put(inner, rest, value)))
            }
        },
        other => panic!("no member {step} in {other:?}"),
    }
}

fn codes(badge: &Object) -> Vec<(Code, String)> {
    let defects = conform(badge, CredentialKind::Badge);
    defects.iter().map(|defect| (defect.code, defect.at.as_str().to_owned())).collect()
}

#[test]
fn badges_of_both_data_models_conform() {
    assert_eq!(conform(&parsed(BADGE), CredentialKind::Badge), []);
    assert_eq!(conform(&parsed(BADGE_V1), CredentialKind::Badge), []);
}

/// Each change breaks one rule: its code, at the place of the change unless another is named.
#[test]
fn every_rule_is_noticed_where_it_is_broken() {
    const SUBJECT: &str = "/credentialSubject";
    const A: &str = "/credentialSubject/achievement";
    let a = |rest: &str| format!("{A}/{rest}");
    let s = |rest: &str| format!("{SUBJECT}/{rest}");
    let cases: Vec<(String, Option<&str>, Code, Option<String>)> = vec![
        // Contexts.
        ("/@context".into(), None, Code::SchemaMissing, None),
        ("/@context".into(), Some(r#""https://www.w3.org/ns/credentials/v2""#), Code::SchemaWrongKind, None),
        (
            "/@context".into(),
            Some(r#"["https://www.w3.org/ns/credentials/v2"]"#),
            Code::SchemaCardinality,
            None,
        ),
        (
            "/@context".into(),
            Some(
                r#"["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]"#,
            ),
            Code::SchemaEnumeration,
            Some("/@context/0".into()),
        ),
        (
            "/@context".into(),
            Some(
                r#"["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.10.json"]"#,
            ),
            Code::SchemaEnumeration,
            Some("/@context/1".into()),
        ),
        (
            "/@context".into(),
            Some(
                r#"["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context.json", {"a": "b:c"}]"#,
            ),
            Code::JsonldInlineContext,
            Some("/@context/2".into()),
        ),
        (a("@context"), Some(r#""https://example.org""#), Code::JsonldNestedContext, None),
        // Types.
        ("/type".into(), Some(r#"["VerifiableCredential", "ClrCredential"]"#), Code::TypeUnexpected, None),
        ("/type".into(), Some(r#"["OpenBadgeCredential"]"#), Code::TypeUnexpected, None),
        (
            "/type".into(),
            Some(r#"["VerifiableCredential", "OpenBadgeCredential", "BitstringStatusListCredential"]"#),
            Code::TypeUnexpected,
            None,
        ),
        (
            "/type".into(),
            Some(r#"["VerifiableCredential", "OpenBadgeCredential", "EndorsementCredential"]"#),
            Code::TypeUnexpected,
            None,
        ),
        ("/type".into(), None, Code::TypeUnexpected, None),
        (
            "/type".into(),
            Some(r#"["VerifiableCredential", "OpenBadgeCredential", ""]"#),
            Code::SchemaWrongKind,
            None,
        ),
        (s("type"), Some(r#"["Person"]"#), Code::SchemaWrongKind, None),
        (a("type"), None, Code::SchemaMissing, None),
        (a("type"), Some("[]"), Code::SchemaCardinality, None),
        (a("image/type"), Some(r#"["Image", "Other"]"#), Code::SchemaWrongKind, None),
        // What is required.
        ("/id".into(), None, Code::SchemaMissing, None),
        ("/issuer".into(), None, Code::SchemaMissing, None),
        ("/validFrom".into(), None, Code::SchemaMissing, None),
        (SUBJECT.into(), None, Code::SchemaMissing, None),
        (A.into(), None, Code::SchemaMissing, None),
        (a("criteria"), None, Code::SchemaMissing, None),
        (a("endorsement/0/name"), None, Code::SchemaMissing, None),
        ("/relatedResource/0/digestSRI".into(), None, Code::SchemaMissing, None),
        (
            s("result/0/resultDescription"),
            Some(r#""urn:x:state""#),
            Code::SchemaMissing,
            Some(s("result/0/status")),
        ),
        // The subject.
        (SUBJECT.into(), Some("[{}, {}]"), Code::SubjectMultiple, None),
        // Kinds.
        ("/issuer".into(), Some("null"), Code::SchemaWrongKind, None),
        ("/issuer".into(), Some("7"), Code::SchemaWrongKind, None),
        ("/evidence".into(), Some("null"), Code::SchemaWrongKind, None),
        (
            "/evidence".into(),
            Some(r#"["https://example.org/work"]"#),
            Code::SchemaWrongKind,
            Some("/evidence/0".into()),
        ),
        ("/proof".into(), Some(r#""z58""#), Code::SchemaWrongKind, None),
        (a("criteria"), Some(r#""https://example.org/criteria""#), Code::SchemaWrongKind, None),
        (s("creditsEarned"), Some(r#""36.5""#), Code::SchemaWrongKind, None),
        (s("identifier/0/hashed"), Some(r#""false""#), Code::SchemaWrongKind, None),
        (a("inLanguage"), Some(r#""in English""#), Code::SchemaWrongKind, None),
        (a("endorsementJwt"), Some(r#"["eyJ.e30"]"#), Code::SchemaWrongKind, Some(a("endorsementJwt/0"))),
        (a("hours"), Some("null"), Code::SchemaWrongKind, None),
        // How many.
        (a("alignment"), Some("[]"), Code::SchemaCardinality, None),
        (
            a("alignment"),
            Some(r#"{"type": "Alignment", "targetName": "a", "targetUrl": "a:b"}"#),
            Code::SchemaCardinality,
            None,
        ),
        (a("tag"), Some(r#""welding""#), Code::SchemaCardinality, None),
        (a("name"), Some(r#"["Welding I"]"#), Code::SchemaCardinality, None),
        (SUBJECT.into(), Some("[{}]"), Code::SchemaCardinality, None),
        (a("hours/list"), Some("[]"), Code::SchemaCardinality, None),
        (
            "/credentialStatus".into(),
            Some(
                r#"[{"type":"A"},{"type":"A"},{"type":"A"},{"type":"A"},{"type":"A"},{"type":"A"},{"type":"A"},{"type":"A"},{"type":"A"}]"#,
            ),
            Code::SchemaCardinality,
            None,
        ),
        (
            "/relatedResource".into(),
            Some(r#"[{"id":"a:b","digestSRI":"x"},{"id":"a:b","digestSRI":"y"}]"#),
            Code::SchemaCardinality,
            Some("/relatedResource/1".into()),
        ),
        // Words.
        (a("achievementType"), Some(r#""course""#), Code::SchemaEnumeration, None),
        (a("alignment/0/targetType"), Some(r#""ext:""#), Code::SchemaEnumeration, None),
        (s("result/0/status"), Some(r#""ext:Done""#), Code::SchemaEnumeration, None),
        (s("identifier/0/identityType"), Some(r#""email""#), Code::SchemaEnumeration, None),
        ("/issuer/address/addressCountryCode".into(), Some(r#""India""#), Code::SchemaEnumeration, None),
        // URIs.
        ("/id".into(), Some(r#""badge-1""#), Code::JsonldRelativeIri, None),
        ("/issuer".into(), Some(r#""academy""#), Code::JsonldRelativeIri, None),
        (a("alignment/0/targetUrl"), Some(r#""see below""#), Code::JsonldRelativeIri, None),
        (a("alignment/0/id"), Some(r#""a1""#), Code::JsonldRelativeIri, None),
        // Times.
        ("/validFrom".into(), Some(r#""2026-03-01""#), Code::TimeMalformed, None),
        ("/validUntil".into(), Some(r#""2026-03-01T08:59:59Z""#), Code::TimeIntervalEmpty, None),
        ("/awardedDate".into(), Some(r#""2026-03-01T09:00:00""#), Code::TimeMalformed, None),
        ("/awardedDate".into(), Some(r#""10000-01-01T00:00:00Z""#), Code::TimeOutOfRange, None),
        (s("activityStartDate"), Some(r#""in 2026""#), Code::TimeMalformed, None),
        ("/issuer/dateOfBirth".into(), Some(r#""1990-02-30""#), Code::TimeMalformed, None),
        // Closed classes.
        (a("image/alt"), Some(r#""a welder""#), Code::SchemaUnexpectedMember, None),
        (s("identifier/0/id"), Some(r#""urn:x:y""#), Code::SchemaUnexpectedMember, None),
        // Other ways to write the same RDF.
        (a("name"), Some(r#"{"@value": "Welding I"}"#), Code::SchemaNotCompact, None),
        ("/name".into(), Some(r#"{"@value": "Welding", "@type": "x:y"}"#), Code::SchemaNotCompact, None),
        ("/name".into(), Some(r#"{"@value": 7}"#), Code::SchemaNotCompact, None),
        ("/validUntil".into(), Some(r#"{"@value": "2026-03-01T09:00:00Z"}"#), Code::SchemaNotCompact, None),
        (
            "/issuer".into(),
            Some(r#"{"@id": "did:example:academy"}"#),
            Code::SchemaMissing,
            Some("/issuer/type".into()),
        ),
        (s("@id"), Some(r#""did:example:learner""#), Code::SchemaNotCompact, None),
        (
            "/https:~1~1www.w3.org~12018~1credentials#validUntil".into(),
            Some(r#""2026-03-01T09:00:00Z""#),
            Code::SchemaNotCompact,
            None,
        ),
        (a("Image"), Some(r#"{"id": "urn:x:i"}"#), Code::SchemaNotCompact, None),
        (a("hours/total"), Some(r#"{"@value": 12}"#), Code::SchemaNotCompact, Some(a("hours/total/@value"))),
        // References.
        (s("result/0/resultDescription"), Some(r#""urn:x:other""#), Code::SchemaUnresolved, None),
        (s("result/0/achievedLevel"), Some(r#""urn:x:other""#), Code::SchemaUnresolved, None),
        // Proofs.
        (a("proof"), Some("{}"), Code::ProofMisplaced, None),
        (a("hours/proof"), Some("{}"), Code::ProofMisplaced, None),
        (a("image/proof"), Some("{}"), Code::ProofMisplaced, None),
    ];
    for (at, value, code, place) in cases {
        let badge = changed(BADGE, &at, value);
        let expected = (code, place.unwrap_or_else(|| at.clone()));
        assert!(codes(&badge).contains(&expected), "{at}: expected {expected:?}, found {:?}", codes(&badge));
    }
}

#[test]
fn a_subject_needs_an_id_or_an_identifier() {
    let id_only = changed(BADGE, "/credentialSubject/identifier", None);
    assert_eq!(codes(&id_only), []);
    let neither = changed(&Json::from(id_only).to_compact(), "/credentialSubject/id", None);
    assert_eq!(codes(&neither), [(Code::SubjectMissing, "/credentialSubject".to_owned())]);
}

#[test]
fn vc_1_1_requires_what_it_required() {
    for (at, value, code) in [
        ("/name", None, Code::SchemaMissing),
        ("/issuanceDate", None, Code::SchemaMissing),
        ("/credentialStatus/id", None, Code::SchemaMissing),
        ("/issuer", Some(r#""did:example:academy""#), Code::SchemaWrongKind),
        ("/name", Some(r#"{"@value": "Welding"}"#), Code::SchemaNotCompact),
        ("/expirationDate", Some(r#""2026-03-01T08:00:00Z""#), Code::TimeIntervalEmpty),
    ] {
        let expected = [(code, at.to_owned())];
        assert_eq!(codes(&changed(BADGE_V1, at, value)), expected, "{at}");
    }
    // The first context says which data model it is, and its times are the ones that count.
    let mixed = changed(BADGE, "/issuanceDate", Some(r#""yesterday""#));
    assert_eq!(codes(&mixed), []);
}

#[test]
fn an_endorsement_is_no_badge_nor_the_other_way_round() {
    let badge = parsed(BADGE);
    let achievement =
        badge.get("credentialSubject").unwrap().as_object().unwrap().get("achievement").unwrap();
    let endorsement =
        achievement.as_object().unwrap().get("endorsement").unwrap().items()[0].as_object().unwrap();
    assert_eq!(CredentialKind::of(endorsement), Some(CredentialKind::Endorsement));
    assert_eq!(conform(endorsement, CredentialKind::Endorsement), []);
    for (object, kind) in [(endorsement, CredentialKind::Badge), (&badge, CredentialKind::Endorsement)] {
        let defects = conform(object, kind);
        assert_eq!(defects.iter().map(|defect| defect.code).collect::<Vec<_>>(), [Code::TypeUnexpected]);
    }
}

#[test]
fn a_document_full_of_defects_is_told_briefly() {
    let nulls = vec![Json::Null; 1000];
    let badge = parsed(BADGE).with("evidence", nulls);
    assert_eq!(conform(&badge, CredentialKind::Badge).len(), Limits::DEFAULT.defects);
}

#[test]
fn a_value_is_one_that_its_description_allows() {
    let badge =
        BADGE.replace(r#""resultType": "Status"}"#, r#""resultType": "Status", "allowedValue": ["Pass"]}"#);
    let with = |value: &str| {
        let result = format!(
            r#"[{{"type": ["Result"], "resultDescription": "urn:x:state", "status": "Completed", "value": "{value}"}}]"#
        );
        codes(&changed(&badge, "/credentialSubject/result", Some(&result)))
    };
    assert_eq!(with("Pass"), []);
    assert_eq!(with("Fail"), [(Code::ResultValueOutOfRange, "/credentialSubject/result/0/value".to_owned())]);
}
