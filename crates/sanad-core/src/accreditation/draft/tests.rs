//! An authority's life with its list, from the first version on.

use super::AccreditationListDraft;
use super::error::DraftError;
use super::grant::{DelegationDraft, Grant};
use super::turn::Turn;
use crate::accreditation::action::Action;
use crate::accreditation::entity::RecognizedEntity;
use crate::accreditation::history::{Effect, Status};
use crate::accreditation::issuance_anchor::IssuanceAnchor;
use crate::accreditation::key::RevocationReason;
use crate::accreditation::list::AccreditationList;
use crate::accreditation::rotation::{RotationError, rotate};
use crate::accreditation::sign::{ListSignError, ListSigner};
use crate::accreditation::signers::distinct_signers;
use crate::accreditation::signing::Signing;
use crate::accreditation::succession::SuccessionError;
use crate::canonical::canonicalizer::Canonicalizer;
use crate::code::Code;
use crate::json::Object;
use crate::public_key::PublicKey;
use crate::signed::SignedDocument;
use crate::signer::{Signer, SigningKey};
use crate::timestamp::Timestamp;

const LIST: &str = "https://commission.example/lists/issuers";
const ACADEMY: &str = "did:web:academy.example";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_seed(&[number; 32])
}

fn public(number: u8) -> PublicKey {
    key(number).public_key()
}

/// A list with the academy in it, which may issue, since 2025 and until 2030.
fn draft() -> AccreditationListDraft {
    let mut draft = AccreditationListDraft::new(
        LIST,
        "did:web:commission.example",
        "https://commission.example/terms#issuers",
    )
    .named("Commission for Trades");
    draft.add(ACADEMY, Some("Academy of Welding")).unwrap();
    draft.add_key(ACADEMY, &public(1), at("2025-01-01T00:00:00Z")).unwrap();
    let grant = Grant::new(Action::Issue, at("2025-01-01T00:00:00Z")).until(at("2030-01-01T00:00:00Z"));
    assert_eq!(draft.grant(ACADEMY, &grant), Ok(format!("{LIST}#1")));
    draft
}

fn first() -> SignedDocument {
    let version = draft().version(at("2026-01-01T00:00:00Z"), at("2026-07-01T00:00:00Z")).unwrap();
    ListSigner::new(&key(9)).sign(version, at("2026-01-01T00:00:00Z")).unwrap()
}

fn second(change: impl FnOnce(&mut AccreditationListDraft)) -> Result<RecognizedEntity, DraftError> {
    let mut draft = AccreditationListDraft::next(&first()).unwrap();
    change(&mut draft);
    let version = draft.version(at("2026-02-01T00:00:00Z"), at("2026-08-01T00:00:00Z"))?;
    let list = AccreditationList::read_content(&version).unwrap();
    assert_eq!(list.sequence(), 2);
    assert_eq!(list.previous_digest(), Some(AccreditationList::read(&first()).unwrap().digest()));
    Ok(list.entity(ACADEMY).cloned().unwrap())
}

fn windows(entity: &RecognizedEntity) -> Vec<(String, String, String)> {
    let text = |action: &crate::accreditation::action::RecognizedAction| {
        (
            action.id().trim_start_matches(LIST).to_owned(),
            action.valid_from().to_string(),
            action.valid_until().to_string(),
        )
    };
    entity.recognized_to().iter().map(text).collect()
}

fn window(id: &str, from: &str, until: &str) -> (String, String, String) {
    (id.to_owned(), format!("{from}T00:00:00Z"), format!("{until}T00:00:00Z"))
}

#[test]
fn what_was_suspended_is_taken_up_under_a_new_number_until_its_old_end() {
    let entity = second(|draft| {
        let ended = draft.suspend(ACADEMY, &Turn::new(at("2026-03-01T00:00:00Z"), "audit-failed"));
        assert_eq!(ended, Ok(vec![format!("{LIST}#1")]));
        let again = draft.reinstate(ACADEMY, &Turn::new(at("2026-06-01T00:00:00Z"), "audit-passed"), None);
        assert_eq!(again, Ok(vec![format!("{LIST}#2")]));
        let twice = draft.reinstate(ACADEMY, &Turn::new(at("2026-06-02T00:00:00Z"), "audit-passed"), None);
        assert_eq!(twice, Err(DraftError::NothingSuspended { entity: ACADEMY.to_owned() }));
    });
    let entity = entity.unwrap();
    assert_eq!(
        windows(&entity),
        [window("#1", "2025-01-01", "2026-03-01"), window("#2", "2026-06-01", "2030-01-01")]
    );
    let history: Vec<_> =
        entity.status_history().iter().map(|event| (event.status(), event.effect())).collect();
    assert_eq!(
        history,
        [(Status::Suspended, Effect::Prospective), (Status::Accredited, Effect::Prospective)]
    );
    let then = |time| entity.status_at(&format!("{LIST}#1"), at(time)).map(|event| event.status());
    assert_eq!(then("2026-02-28T23:59:59Z"), None);
    assert_eq!(then("2026-03-01T00:00:00Z"), Some(Status::Suspended));
}

#[test]
fn what_was_suspended_can_still_be_withdrawn_and_then_not_taken_up() {
    let entity = second(|draft| {
        draft.suspend(ACADEMY, &Turn::new(at("2026-03-01T00:00:00Z"), "audit-failed")).unwrap();
        draft
            .withdraw(ACADEMY, &Turn::new(at("2026-05-01T00:00:00Z"), "closed").reason("It has closed."))
            .unwrap();
        let again = draft.reinstate(ACADEMY, &Turn::new(at("2026-06-01T00:00:00Z"), "audit-passed"), None);
        assert_eq!(again, Err(DraftError::NothingSuspended { entity: ACADEMY.to_owned() }));
    });
    let entity = entity.unwrap();
    assert_eq!(windows(&entity), [window("#1", "2025-01-01", "2026-03-01")]);
    assert_eq!(entity.status_history().last().and_then(|event| event.reason()), Some("It has closed."));
}

#[test]
fn a_withdrawal_that_reaches_into_the_past_has_to_say_so() {
    let withdraw = |turn: Turn| second(|draft| drop(draft.withdraw(ACADEMY, &turn).unwrap()));
    let turn = Turn::new(at("2025-06-01T00:00:00Z"), "fraud");
    let silent = withdraw(turn.clone()).unwrap_err();
    assert!(matches!(silent, DraftError::Succession(SuccessionError::NotRetroactive { .. })), "{silent}");
    assert_eq!(silent.code(), Code::AccredListHistoryTruncated);
    assert_eq!(windows(&withdraw(turn.retroactive()).unwrap()), [window("#1", "2025-01-01", "2025-06-01")]);
    // From before its beginning: the number stays, and nothing is granted.
    let void = withdraw(Turn::new(at("2024-06-01T00:00:00Z"), "fraud").retroactive()).unwrap();
    assert_eq!(windows(&void), [window("#1", "2025-01-01", "2025-01-01")]);
}

#[test]
fn what_is_planned_is_void_if_all_is_withdrawn_before() {
    let entity = second(|draft| {
        draft.grant(ACADEMY, &Grant::new(Action::Assess, at("2027-01-01T00:00:00Z"))).unwrap();
        draft.withdraw(ACADEMY, &Turn::new(at("2026-03-01T00:00:00Z"), "closed")).unwrap();
    });
    assert_eq!(
        windows(&entity.unwrap()),
        [window("#1", "2025-01-01", "2026-03-01"), window("#2", "2027-01-01", "2027-01-01")]
    );
}

#[test]
fn keys_come_and_go() {
    let entity = second(|draft| {
        draft.rotate_key(ACADEMY, &public(1), &public(2), at("2026-02-01T00:00:00Z")).unwrap();
        let again = draft.add_key(ACADEMY, &public(2), at("2026-02-01T00:00:00Z"));
        assert!(matches!(again, Err(DraftError::KeyAlreadyPinned { .. })), "{again:?}");
        let other = draft.rotate_key(ACADEMY, &public(7), &public(3), at("2026-02-01T00:00:00Z"));
        assert!(matches!(other, Err(DraftError::NoSuchKey { .. })), "{other:?}");
    });
    let [old, new] = entity.as_ref().unwrap().verification_methods() else { panic!("two keys") };
    assert_eq!(old.revocation_reason(), Some(RevocationReason::Superseded));
    assert_eq!(old.public_key(), Ok(public(1)));
    assert!(new.is(&public(2)) && !new.is(&public(1)));
    let (before, after) = (at("2026-01-31T23:59:59Z"), at("2026-02-01T00:00:00Z"));
    assert_eq!([old.in_force_at(before), old.in_force_at(after)], [true, false]);
    assert_eq!([new.in_force_at(before), new.in_force_at(after)], [false, true]);
    let stolen = second(|draft| {
        let (now, since) = (at("2026-02-01T00:00:00Z"), at("2026-01-05T00:00:00Z"));
        draft.revoke_key(ACADEMY, &public(1), now, RevocationReason::Compromised, Some(since)).unwrap();
    });
    let [stolen] = stolen.as_ref().unwrap().verification_methods() else { panic!("one key") };
    assert!(
        stolen.in_force_at(at("2026-01-04T00:00:00Z")) && !stolen.in_force_at(at("2026-01-05T00:00:00Z"))
    );
}

#[test]
fn what_cannot_be_done_is_named() {
    let mut draft = draft();
    let nobody = "did:web:nobody.example".to_owned();
    let from = at("2026-02-01T00:00:00Z");
    assert_eq!(draft.add(ACADEMY, None), Err(DraftError::AlreadyListed { entity: ACADEMY.to_owned() }));
    let grant = Grant::new(Action::Issue, from);
    assert_eq!(draft.grant(&nobody, &grant), Err(DraftError::NotListed { entity: nobody }));
    let mut granted = draft.clone();
    let action = granted.grant(ACADEMY, &grant).unwrap();
    let again = DraftError::AlreadyGranted { entity: ACADEMY.to_owned(), action };
    assert_eq!(granted.grant(ACADEMY, &grant), Err(again));
    let backwards = draft.grant(ACADEMY, &grant.until(from)).unwrap_err();
    assert_eq!(
        backwards.to_string(),
        "it would begin at 2026-02-01T00:00:00Z and end at 2026-02-01T00:00:00Z"
    );
    let late = Turn::new(at("2031-01-01T00:00:00Z"), "closed");
    assert!(matches!(draft.suspend(ACADEMY, &late), Err(DraftError::NothingGranted { .. })));
    let stranger = Turn::new(from, "closed").action("https://commission.example/lists/issuers#9");
    assert!(matches!(draft.suspend(ACADEMY, &stranger), Err(DraftError::NotGranted { .. })));
    // Recognising others without saying within which limits is seen when the list is read back.
    draft.grant(ACADEMY, &Grant::new(Action::Recognize, from)).unwrap();
    let unlimited = draft.version(from, at("2026-08-01T00:00:00Z")).unwrap_err();
    assert_eq!(unlimited.to_string(), "/credentialSubject/0/recognizedTo/1/delegation is missing");
}

#[test]
fn a_delegation_is_read_back_as_it_was_given() {
    let mut draft = draft();
    let delegation =
        DelegationDraft::new("https://academy.example/list", 1, &[Action::Issue, Action::Assess])
            .threshold(2)
            .permit(&["did:web:school.example"])
            .exclude(&["did:web:mill.example"]);
    let from = at("2026-01-01T00:00:00Z");
    draft.grant(ACADEMY, &Grant::new(Action::Recognize, from).delegation(&delegation).provisional()).unwrap();
    let list =
        AccreditationList::read_content(&draft.version(from, at("2026-07-01T00:00:00Z")).unwrap()).unwrap();
    let entity = list.entity(ACADEMY).unwrap();
    let given = entity.recognized_for(Action::Recognize).find_map(|action| action.delegation()).unwrap();
    assert_eq!(
        (given.list_id(), given.threshold(), given.max_path_length()),
        ("https://academy.example/list", 2, 1)
    );
    assert_eq!(given.delegable_actions(), [Action::Issue, Action::Assess]);
    assert_eq!(
        ["did:web:school.example", "did:web:mill.example", "did:web:other.example"]
            .map(|id| given.permits(id)),
        [true, false, false]
    );
    assert_eq!(list.entity("did:web:academy"), None);
}

#[test]
fn whoever_signs_later_leaves_every_byte_as_it_is() {
    let (at_first, later) = (at("2026-01-01T00:00:00Z"), at("2026-01-02T00:00:00Z"));
    let version = draft().version(at_first, at("2026-07-01T00:00:00Z")).unwrap();
    let (one, two, three) = (key(8), key(9), key(10));
    for signer in [ListSigner::new(&one), ListSigner::new(&one).rdfc().method("did:web:commission.example#1")]
    {
        let first = signer.sign(version.clone(), at_first).unwrap();
        let second = ListSigner::new(&two).co_sign(&first, later).unwrap();
        let third = ListSigner::new(&three).rdfc().co_sign(&second, later).unwrap();
        let head = first.as_json().split(|byte| *byte == b'"').take_while(|part| *part != b"proof").count();
        let lines = |document: &SignedDocument| {
            document.as_json().split(|byte| *byte == b'"').take(head).map(<[u8]>::to_vec).collect::<Vec<_>>()
        };
        assert_eq!(lines(&first), lines(&second));
        assert_eq!(lines(&first), lines(&third));
        assert_eq!(first.content(), third.content());
        let keys = [public(8), public(9), public(10), public(11)];
        let signers = distinct_signers(&third, &keys, later, &Canonicalizer::official()).unwrap();
        assert_eq!(signers.keys(), &keys[..3]);
        assert_eq!(signers.proofs().iter().filter(|proof| proof.signed_by().is_ok()).count(), 3);
        let again = ListSigner::new(&two).co_sign(&third, later).unwrap_err();
        assert_eq!(again, ListSignError::HasSigned { multikey: public(9).to_multikey() });
        assert_eq!(again.code(), Code::AccredListDuplicate);
    }
}

#[test]
fn what_no_context_knows_is_not_signed() {
    let version = draft().version(at("2026-01-01T00:00:00Z"), at("2026-07-01T00:00:00Z")).unwrap();
    let own = version.get("accreditationList").and_then(|own| own.as_object()).cloned().unwrap();
    let version = version.with("accreditationList", own.with("colour", "blue"));
    let refused = ListSigner::new(&key(9)).sign(version, at("2026-01-01T00:00:00Z")).unwrap_err();
    assert_eq!(refused.code(), Code::JsonldUndefinedTerm);
    let none = ListSigner::new(&key(9)).sign(Object::new(), at("2026-01-01T00:00:00Z")).unwrap_err();
    assert_eq!(none.code(), Code::AccredListMalformed);
}

#[test]
fn every_member_that_a_draft_can_write_has_a_meaning_in_its_contexts() {
    let (from, until) = (at("2026-01-01T00:00:00Z"), at("2026-07-01T00:00:00Z"));
    let signing = Signing::new(1, &[public(9), public(10)]).unwrap();
    let digest = AccreditationList::read(&first()).unwrap().digest();
    let mut draft = draft()
        .recognized_in("https://council.example/list")
        .signed_by(&signing)
        .in_place_of("https://old.example/list", digest)
        .replaced_by("https://new.example/list")
        .critical(&["signing", "statusHistory"]);
    let anchor = IssuanceAnchor::new(ACADEMY, from, until, 3, digest).unwrap();
    draft.witness(&anchor);
    draft.witness(&anchor);
    assert!(IssuanceAnchor::new(ACADEMY, until, from, 3, digest).is_err());
    assert!(IssuanceAnchor::new(ACADEMY, from, until, 0, digest).is_err());
    assert!(IssuanceAnchor::new("Academy", from, until, 3, digest).is_err());
    draft.suspend(ACADEMY, &Turn::new(at("2026-02-01T00:00:00Z"), "audit").reason("An audit.")).unwrap();
    draft.reinstate(ACADEMY, &Turn::new(at("2026-03-01T00:00:00Z"), "audit"), None).unwrap();
    draft.revoke_key(ACADEMY, &public(1), until, RevocationReason::Compromised, Some(from)).unwrap();
    let delegation = DelegationDraft::new("https://academy.example/list", 0, &[Action::Issue])
        .permit(&["did:web:a.example"])
        .exclude(&["did:web:b.example"]);
    draft.grant(ACADEMY, &Grant::new(Action::Recognize, from).delegation(&delegation)).unwrap();
    let version = draft.version(from, until).unwrap();
    for signer in [ListSigner::new(&key(9)), ListSigner::new(&key(9)).rdfc()] {
        let document = signer.sign(version.clone(), from).unwrap();
        let list = AccreditationList::read(&document).unwrap();
        assert_eq!(list.signing(), Some(&signing));
        assert_eq!(list.issuance_anchors(), std::slice::from_ref(&anchor));
        assert_eq!(list.predecessor().and_then(|linked| linked.digest()), Some(digest));
        assert_eq!(list.recognized_in(), Some("https://council.example/list"));
        let in_force = rotate(&signing, 0, &document, &list, from, &Canonicalizer::official()).unwrap();
        assert!(in_force.is_same_as(&signing));
        let others = Signing::new(1, &[public(3)]).unwrap();
        let refused = rotate(&others, 0, &document, &list, from, &Canonicalizer::official());
        assert!(matches!(refused, Err(RotationError::OldThreshold(_))), "{refused:?}");
    }
}
