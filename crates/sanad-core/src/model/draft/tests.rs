//! A draft in every form, and each one that is not issued.

use super::*;
use crate::model::achievement::Criteria;

const AT: &str = "2026-03-01T09:00:00Z";

fn draft() -> Draft {
    let criteria = Criteria::new().narrative("Pass the bench test.");
    let welding = Achievement::new("urn:x:welding", "Welding I", "Welds plates.", criteria);
    Draft::new(welding, Recipient::id("did:example:learner").unwrap())
}

fn unsigned(draft: Draft) -> Result<Object, DraftError> {
    draft.into_unsigned(&Profile::new("did:example:academy"), AT.parse().unwrap())
}

#[test]
fn what_is_missing_is_filled_in_and_the_same_draft_gives_the_same_credential() {
    let first = unsigned(draft()).unwrap();
    assert_eq!(first, unsigned(draft()).unwrap());
    assert_eq!(first.text("validFrom"), Some(AT));
    let id = first.text("id").unwrap();
    // urn:uuid:xxxxxxxx-xxxx-8xxx-[89ab]xxx-xxxxxxxxxxxx
    assert_eq!(id.len(), 45);
    assert!(
        id.starts_with("urn:uuid:") && id.as_bytes()[23] == b'8' && b"89ab".contains(&id.as_bytes()[28]),
        "{id}"
    );
    let other = unsigned(draft().name("Welding")).unwrap();
    assert_ne!(other.text("id"), Some(id));
    assert!(
        Json::from(first).to_compact().starts_with(r#"{"@context":["https://www.w3.org/ns/credentials/v2","#)
    );
}

#[test]
fn everything_that_is_chained_stands_where_the_model_has_it() {
    let list = "https://example.org/status/1";
    let built = draft()
        .id("urn:x:badge")
        .name("Welding")
        .description("Welds plates.")
        .image(Image::new("data:image/png;base64,AAAA").caption("A welder"))
        .valid_from(AT.parse().unwrap())
        .valid_until("2029-03-01T09:00:00Z".parse().unwrap())
        .awarded_date(AT.parse().unwrap())
        .status(&StatusEntry::revocation(list, 7).unwrap())
        .status(&StatusEntry::new(super::super::status_entry::StatusPurpose::Suspension, list, 7).unwrap())
        .evidence(Evidence::new().id("https://example.org/work"))
        .result(AchievementResult::new().value("A"))
        .credits_earned(Number::from_f64(36.5).unwrap())
        .endorsement_jwt("eyJ.e30.c2ln")
        .context("https://example.org/context.json");
    let credential = unsigned(built).unwrap();
    assert_eq!(credential.get("credentialStatus").unwrap().items().len(), 2);
    let subject = credential.get("credentialSubject").unwrap().as_object().unwrap();
    assert_eq!(subject.get("result").unwrap().to_compact(), r#"[{"type":["Result"],"value":"A"}]"#);
    assert_eq!(subject.get("creditsEarned").unwrap().to_compact(), "36.5");
    let one = unsigned(draft().status(&StatusEntry::revocation(list, 7).unwrap())).unwrap();
    assert!(one.get("credentialStatus").unwrap().as_object().is_some());
}

#[test]
fn a_draft_from_json_keeps_its_members() {
    let given = unsigned(draft()).unwrap().with("issuer", "did:example:academy").with("extra", "kept");
    assert_eq!(unsigned(Draft::from_json(given.clone())), Ok(given.clone()));
    let other = given.with("issuer", Profile::new("did:example:mill").into_object());
    let error = unsigned(Draft::from_json(other)).unwrap_err();
    assert_eq!(error.code(), Code::ProofMethodNotIssuer);
}

#[test]
fn an_endorsement_can_be_drafted() {
    let subject = EndorsementSubject::new("did:example:academy").endorsement_comment("In good standing.");
    let credential = unsigned(Draft::endorsing("Good standing", subject)).unwrap();
    assert_eq!(CredentialKind::of(&credential), Some(CredentialKind::Endorsement));
}

#[test]
fn what_sanad_does_not_issue_is_refused_by_name() {
    let json = |text: &str| Json::parse(text.as_bytes()).unwrap();
    let clear = json(
        r#"[{"type":"IdentityObject","hashed":false,"identityHash":"a@b.c","identityType":"emailAddress"}]"#,
    );
    let person = |id: &str| {
        let subject =
            unsigned(draft()).unwrap().get("credentialSubject").unwrap().as_object().unwrap().clone();
        subject.with("id", id)
    };
    let identified = person("did:example:learner").with("identifier", clear);
    let nobody = person("").without("id");
    let list = json(
        r#"{"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"07","statusListCredential":"https://example.org/1"}"#,
    );
    let v1 = json(
        r#"["https://www.w3.org/2018/credentials/v1","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"]"#,
    );
    for (draft, code, at) in [
        (draft().set("proof", Object::new()), Code::ProofMisplaced, None),
        (draft().set("name", Json::Null), Code::SchemaWrongKind, Some("/name")),
        (draft().set("evidence", Vec::<Json>::new()), Code::SchemaCardinality, Some("/evidence")),
        (
            draft().set("credentialSubject", identified),
            Code::SubjectIdentityInClear,
            Some("/credentialSubject/identifier/0"),
        ),
        (
            draft().set("credentialSubject", person("mailto:a@b.c")),
            Code::SubjectIdentityInClear,
            Some("/credentialSubject/id"),
        ),
        (draft().set("credentialSubject", nobody), Code::SubjectMissing, Some("/credentialSubject")),
        (draft().set("credentialStatus", list), Code::StatusIndexMalformed, Some("/credentialStatus")),
        (draft().set("@context", v1), Code::SchemaEnumeration, Some("/@context/0")),
        (draft().set("validUntil", "2029-02-28T24:00:00Z"), Code::TimeMalformed, Some("/validUntil")),
        (
            draft().valid_until("2026-03-01T08:59:59Z".parse().unwrap()),
            Code::TimeIntervalEmpty,
            Some("/validUntil"),
        ),
        (Draft::from_json(Object::new()), Code::TypeUnexpected, Some("/type")),
    ] {
        let error = unsigned(draft).unwrap_err();
        let place = match &error {
            DraftError::NotConforming { first, .. } => Some(first.at.as_str()),
            DraftError::Recipient { at, .. } | DraftError::Status { at, .. } => Some(at.as_str()),
            _ => None,
        };
        assert_eq!((error.code(), place), (code, at), "{error}");
    }
}

#[test]
fn an_achievement_that_states_facts_brings_their_context() {
    use crate::facts::BadgeFacts;
    use crate::model::badge_facts::{StatedCredits, StatedFacts, StatedLevel};

    let facts = StatedFacts::new()
        .level(StatedLevel::new("https://framework.example/1", "4.50".parse().unwrap()))
        .credits(StatedCredits::new("https://unit.example/30h", 12_u32.into()))
        .field("0715")
        .mode("blended");
    let criteria = Criteria::new().narrative("Pass the bench test.");
    let welding =
        Achievement::new("urn:x:welding", "Welding I", "Welds plates.", criteria).badge_facts(facts);
    let built = Draft::new(welding, Recipient::id("did:example:learner").unwrap());
    let credential = unsigned(built).unwrap();
    assert_eq!(credential.get("@context").unwrap().items().last(), Some(&CONTEXT_BADGE_FACTS.into()));
    let facts = BadgeFacts::of(super::super::claims::Claims::new(&credential));
    assert_eq!(
        Json::from(facts.to_json()).to_compact(),
        r#"{"credential_types":["OpenBadgeCredential"],"achievements":["urn:x:welding"],"fields":["0715"],"levels":[{"framework":"https://framework.example/1","value":"4.5"}],"credits":[{"unit":"https://unit.example/30h","value":"12"}],"modes":["blended"],"awarded":"2026-03-01T09:00:00Z"}"#
    );
    assert_eq!(unsigned(draft()).unwrap().get("@context").unwrap().items().len(), 2);
}
