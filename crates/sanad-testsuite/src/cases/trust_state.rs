//! What a verifier that remembers sees: older lists, new keys, a clock that was set back.

use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_core::signer::Signer as _;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{AT, Document, INDEX, ISSUED, LIST, WEB, WEB_METHOD, WEB_URL, by, status_entry};
use crate::jwt::Jwt;
use crate::keys::Who::{self, *};
use crate::lists::{Entity, List, anchor, url};
use crate::memory::{Memory, SeenList, SeenVersion};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// When the list is from that the cases show.
const TODAY: &str = "2026-02-28T00:00:00Z";
const YESTERDAY: &str = "2026-02-27T00:00:00Z";
const TOMORROW: &str = "2026-03-01T00:00:00Z";
/// A time that was asked about before.
const BEFORE: &str = "2026-02-15T09:00:00Z";
/// The second key of the academy's document.
const SECOND: &str = "did:web:academy.example#key-2";
/// An issuer under https, and where the key set of its host is.
const PAGE: &str = "https://academy.example/issuers/1";
const SET: &str = "https://academy.example/.well-known/jwks.json";

pub(super) fn cases() -> Vec<Vector> {
    [first(), lists(), revocations(), keys(), key_sets(), accredited(), clock()].concat()
}

/// A proof by the key of the academy's document.
fn by_web() -> crate::document::Proof {
    by(Academy).method(WEB_METHOD)
}

fn revocable() -> Document {
    Document::web_badge().set("/credentialStatus", status_entry("revocation", LIST))
}

/// The academy's list, unsigned.
fn list(from: &str, set: &[u32]) -> Document {
    Document::status_list(set).set("/issuer", WEB).set("/validFrom", from)
}

fn signed(list: &Document, created: &str) -> Document {
    list.clone().sign(&by_web().set("created", created))
}

/// What is remembered of the academy.
fn known() -> Memory {
    Memory::empty().last_seen(BEFORE).controller(WEB, BEFORE, &[Academy.multikey()])
}

/// The same, a verification later.
fn known_now() -> Memory {
    known().last_seen(AT)
}

fn seen(list: &Document) -> SeenList {
    SeenList::of(list, ISSUED)
}

/// The revocable badge of the academy's did:web, with this list, signed, and what is remembered before and after.
fn with(name: &str, comment: &str, list: Document, before: &Memory, after: &Memory) -> Vector {
    Vector::new(name, comment)
        .spec("trust-state.md#status-lists")
        .anchors(&[WEB])
        .badge(revocable().sign(&by_web()))
        .evidence(WEB_URL, Document::web_controller())
        .evidence(LIST, list)
        .state(before, after)
}

/// Nothing is remembered yet: what is learned, and of what nothing is.
fn first() -> Vec<Vector> {
    let today = list(TODAY, &[]);
    let nothing = Memory::empty();
    let learned = Memory::empty()
        .last_seen(AT)
        .controller(WEB, AT, &[Academy.multikey()])
        .list(SeenList::of(&today, TODAY));
    let without_list = Memory::empty().last_seen(AT).controller(WEB, AT, &[Academy.multikey()]);
    let only_time = Memory::empty().last_seen(AT);
    let good = signed(&today, TODAY);
    let learning = |vector: Vector| vector.spec("trust-state.md#learning");
    vec![
        learning(with(
            "state_first",
            "The first badge that a verifier sees.",
            good.clone(),
            &nothing,
            &learned,
        ))
        .accepted(),
        learning(with(
            "state_altered_badge",
            "The same, altered after signing: nothing is learned from it but the time.",
            good.clone(),
            &nothing,
            &only_time,
        ))
        .flag(Flag::Altered)
        .twin("state_first")
        .badge(revocable().sign(&by_web()).set("/name", "Welding II"))
        .expect(Reject, Proof, ProofSignatureInvalid),
        learning(with(
            "state_forged_list",
            "A list that the attacker signed in the academy's name, of a later day: it is not remembered.",
            list(TOMORROW, &[]).sign(&by(Attacker).method(WEB_METHOD)),
            &nothing,
            &without_list,
        ))
        .flag(Flag::Forged)
        .twin("state_first")
        .expect(Undecided, Status, StatusListProofInvalid),
        learning(with(
            "state_expired_list",
            "A list that is past its end: it is not remembered.",
            signed(&list(TODAY, &[]).set("/validUntil", "2026-03-01T08:00:00Z"), TODAY),
            &nothing,
            &without_list,
        ))
        .flag(Flag::OutOfTime)
        .twin("state_first")
        .expect(Undecided, Status, StatusListExpired),
        learning(with(
            "state_expired_badge",
            "A badge that is over: whose it was is known all the same.",
            good,
            &nothing,
            &learned,
        ))
        .flag(Flag::OutOfTime)
        .twin("state_first")
        .badge(revocable().set("/validUntil", "2026-02-28T00:00:00Z").sign(&by_web()))
        .expect(Reject, Validity, TimeExpired),
        learning(
            Vector::new("state_did_key", "A did:key is its key, so there is nothing to remember.")
                .badge(Document::badge().sign(&by(Academy)))
                .state(&nothing, &only_time),
        )
        .accepted(),
    ]
}

/// Threats B9.
fn lists() -> Vec<Vector> {
    let (old, today, new) = (list(YESTERDAY, &[]), list(TODAY, &[]), list(TOMORROW, &[INDEX + 1]));
    let other = list(TODAY, &[INDEX + 1]);
    let shown = || signed(&today, ISSUED);
    let (after_today, after_new) = (known_now().list(seen(&today)), known_now().list(seen(&new)));
    let rollback = |vector: Vector| vector.flag(Flag::Replayed).expect(Undecided, Status, StatusListRollback);
    vec![
        with(
            "status_list_newer",
            "Today's list, where yesterday's was seen before.",
            shown(),
            &known().list(seen(&old)),
            &after_today,
        )
        .accepted(),
        with(
            "status_list_again",
            "The list that was seen before.",
            shown(),
            &known().list(seen(&today)),
            &after_today,
        )
        .accepted(),
        rollback(
            with(
                "status_list_rollback",
                "Today's list, where tomorrow's was seen before: old, not expired, and signed by the academy.",
                shown(),
                &known().list(seen(&new)),
                &after_new,
            )
            .twin("status_list_newer"),
        ),
        rollback(
            with(
                "status_list_rollback_after_revocation",
                "The same, and in the later list the badge was revoked.",
                shown(),
                &known().list(seen(&new).revoked(INDEX)),
                &known_now().list(seen(&new).revoked(INDEX)),
            )
            .twin("status_list_newer"),
        ),
        with(
            "status_list_signed_later",
            "Another list from the same instant on, which the academy signed later.",
            signed(&today, TODAY),
            &known().list(seen(&other)),
            &known_now().list(SeenList::of(&today, TODAY)),
        )
        .accepted(),
        with(
            "status_list_signed_again",
            "The same list, where the academy had signed it anew: nothing in it is older.",
            shown(),
            &known().list(SeenList::of(&today, TODAY)),
            &known_now().list(SeenList::of(&today, TODAY)),
        )
        .accepted(),
        rollback(
            with(
                "status_list_signed_earlier",
                "Another list from the same instant on, which the academy signed earlier.",
                shown(),
                &known().list(SeenList::of(&other, TODAY)),
                &known_now().list(SeenList::of(&other, TODAY)),
            )
            .twin("status_list_signed_later"),
        ),
        rollback(
            with(
                "status_list_of_same_age",
                "Another list from the same instant on, signed at the same time: one of two, and which is the later?",
                shown(),
                &known().list(seen(&other)),
                &known_now().list(seen(&other)),
            )
            .flag(Flag::Ambiguous)
            .twin("status_list_signed_later"),
        ),
    ]
}

/// Threats B9: a permanent revocation that is taken back.
fn revocations() -> Vec<Vector> {
    let (old, today) = (list(YESTERDAY, &[INDEX]), list(TODAY, &[INDEX]));
    let cleared = list(TODAY, &[]);
    let spec = |vector: Vector| vector.spec("trust-state.md#revocations");
    let suspended =
        |from: &str, set: &[u32]| list(from, set).set("/credentialSubject/statusPurpose", "suspension");
    vec![
        spec(with(
            "state_revoked",
            "A badge that is revoked: that is remembered.",
            signed(&today, ISSUED),
            &known().list(seen(&old)),
            &known_now().list(seen(&today).revoked(INDEX)),
        ))
        .flag(Flag::Revoked)
        .twin("status_list_newer")
        .expect(Reject, Status, StatusRevoked),
        spec(with(
            "status_revocation_reversed",
            "A newer list says that the badge is not revoked, which it was: it holds, and it is told.",
            signed(&cleared, ISSUED),
            &known().list(seen(&old).revoked(INDEX)),
            &known_now().list(seen(&cleared).revoked(INDEX)),
        ))
        .accepted()
        .remark(StatusRevocationReversed),
        spec(with(
            "state_suspension_over",
            "A suspension that is over: suspensions end.",
            signed(&suspended(TODAY, &[]), ISSUED),
            &known().list(seen(&suspended(YESTERDAY, &[INDEX]))),
            &known_now().list(seen(&suspended(TODAY, &[]))),
        ))
        .badge(
            Document::web_badge().set("/credentialStatus", status_entry("suspension", LIST)).sign(&by_web()),
        )
        .accepted(),
    ]
}

/// A badge by the academy's did:web, with this as its document, and these keys remembered.
fn keyed(name: &str, comment: &str, document: Document, known_keys: &[Who]) -> Vector {
    let mut keys: Vec<String> = known_keys.iter().map(|who| who.multikey()).collect();
    keys.sort();
    let before = Memory::empty().last_seen(BEFORE).controller(WEB, BEFORE, &keys);
    Vector::new(name, comment)
        .spec("trust-state.md#controllers")
        .anchors(&[WEB])
        .badge(Document::web_badge().sign(&by_web()))
        .evidence(WEB_URL, document)
        .state(&before, &before.clone().last_seen(AT))
}

/// The academy's document with a second key.
fn two_keys() -> Document {
    let second = Object::new()
        .with("id", SECOND)
        .with("type", "Multikey")
        .with("controller", WEB)
        .with("publicKeyMultibase", Commission.multikey());
    Document::web_controller().set("/verificationMethod/-", second).set("/assertionMethod/-", SECOND)
}

/// Threats W9.
fn keys() -> Vec<Vector> {
    let changed = |vector: Vector| vector.flag(Flag::Forged).expect(Undecided, Issuer, DidKeyChanged);
    let both = {
        let mut keys = [Academy.multikey(), Commission.multikey()];
        keys.sort();
        keys
    };
    let retired = two_keys().set("/verificationMethod/1/revoked", ISSUED);
    vec![
        keyed(
            "did_key_known",
            "An issuer that signs with the key it always had.",
            Document::web_controller(),
            &[Academy],
        )
        .accepted(),
        changed(keyed(
            "did_key_changed",
            "The document of the academy's domain has another key than when it was first seen.",
            Document::web_controller(),
            &[Commission],
        ))
        .twin("did_key_known"),
        changed(keyed(
            "did_key_added",
            "The old key is still in the document; the badge is signed with one that was added.",
            two_keys(),
            &[Commission],
        ))
        .twin("did_key_known"),
        keyed(
            "did_key_confirmed",
            "Another key than at first, and somebody found out that the academy changed it.",
            Document::web_controller(),
            &[Commission, Academy],
        )
        .accepted(),
        keyed(
            "did_key_old_and_new",
            "The academy signs with its new key and with the one that is known.",
            two_keys(),
            &[Commission],
        )
        .badge(Document::web_badge().sign(&by_web()).sign(&by(Commission).method(SECOND)))
        .accepted(),
        keyed(
            "did_key_first_of_two",
            "A document with two keys, seen for the first time: both are remembered.",
            two_keys(),
            &[],
        )
        .state(&Memory::empty(), &Memory::empty().last_seen(AT).controller(WEB, AT, &both))
        .accepted(),
        keyed("did_key_first_retired", "One of the two is withdrawn, and not remembered.", retired, &[])
            .state(
                &Memory::empty(),
                &Memory::empty().last_seen(AT).controller(WEB, AT, &[Academy.multikey()]),
            )
            .accepted(),
        changed(keyed(
            "did_key_changed_jwt",
            "A JWT with another key than at first.",
            Document::web_controller(),
            &[Commission],
        ))
        .badge(Jwt::of(Document::web_badge()).kid(WEB_METHOD).sign(&Academy.key()))
        .twin("did_key_known_jwt"),
        keyed(
            "did_key_known_jwt",
            "A JWT with the key that the academy always had.",
            Document::web_controller(),
            &[Academy],
        )
        .badge(Jwt::of(Document::web_badge()).kid(WEB_METHOD).sign(&Academy.key()))
        .accepted(),
        list_by_a_new_key(),
    ]
}

/// The badge is signed with the known key, its list with a new one.
fn list_by_a_new_key() -> Vector {
    keyed(
        "status_list_key_changed",
        "The badge has the known key; its status list is signed with one that was added.",
        two_keys(),
        &[Academy],
    )
    .badge(revocable().sign(&by_web()))
    .evidence(LIST, list(TODAY, &[]).sign(&by(Commission).method(SECOND)))
    .flag(Flag::Forged)
    .twin("status_list_again")
    .expect(Undecided, Status, DidKeyChanged)
}

/// The key set of an https issuer's host.
fn key_sets() -> Vec<Vector> {
    let vector = |name: &str, comment: &str, before: &Memory, after: &Memory| {
        let key = Academy.key().public_key().to_jwk().with("kid", "key-1");
        Vector::new(name, comment)
            .spec("trust-state.md#controllers")
            .anchors(&[PAGE])
            .badge(Jwt::of(Document::badge().set("/issuer/id", PAGE)).kid("key-1").sign(&Academy.key()))
            .evidence(SET, Document::of(Object::new().with("keys", vec![key])))
            .state(before, after)
    };
    let known = |who: Who| Memory::empty().last_seen(BEFORE).controller(PAGE, BEFORE, &[who.multikey()]);
    vec![
        vector(
            "did_key_first_in_set",
            "An https issuer whose host's key set is seen for the first time.",
            &Memory::empty(),
            &Memory::empty().last_seen(AT).controller(PAGE, AT, &[Academy.multikey()]),
        )
        .accepted(),
        vector(
            "did_key_changed_in_set",
            "An https issuer whose host's key set had another key when it was first seen.",
            &known(Commission),
            &known(Commission).last_seen(AT),
        )
        .flag(Flag::Forged)
        .twin("did_key_first_in_set")
        .expect(Undecided, Issuer, DidKeyChanged),
    ]
}

/// Threats A1: the list of an authority, in an older version than was seen before.
fn accredited() -> Vec<Vector> {
    let entity = || Entity::new(WEB, "Academy of Welding").key(WEB_METHOD, Academy).issues("1");
    let list = |sequence: u32| List::of(Council).with(entity()).sequence(sequence);
    let own = [Council.multikey()];
    let seen = |sequence: u32| SeenVersion::of(&list(sequence).unsigned(), &own, 1, &own);
    let after = |last_seen: &str, sequence: u32| {
        Memory::empty().last_seen(last_seen).accreditation_list(seen(sequence))
    };
    let vector = |name: &str, comment: &str, before: &Memory, after: &Memory| {
        Vector::new(name, comment)
            .spec("trust-state.md#accreditation-lists")
            .anchors(&[])
            .anchor(anchor(Council))
            .badge(Document::web_badge().sign(&by_web()))
            .evidence(WEB_URL, Document::web_controller())
            .evidence(&url(Council), list(7).signed(&[Council]))
            .state(before, after)
    };
    vec![
        vector(
            "accred_state_first",
            "The list of an authority is seen for the first time, and remembered.",
            &Memory::empty(),
            &after(AT, 7),
        )
        .accepted(),
        vector(
            "accred_state_newer",
            "It is newer than the one seen before.",
            &after(BEFORE, 5),
            &after(AT, 7),
        )
        .accepted(),
        vector(
            "accred_state_rollback",
            "It is older than the one seen before, from which the academy may have been taken.",
            &after(BEFORE, 8),
            &after(AT, 8).controller(WEB, AT, &[Academy.multikey()]),
        )
        .flag(Flag::Replayed)
        .twin("accred_state_newer")
        .expect(Undecided, Accreditation, AccredRollback),
        vector(
            "accred_state_other_key_seen",
            "The academy's document had another key when it was first seen; the authority says which is the academy's.",
            &after(BEFORE, 5).controller(WEB, BEFORE, &[Commission.multikey()]),
            &after(AT, 7).controller(WEB, BEFORE, &[Commission.multikey()]),
        )
        .accepted(),
    ]
}

/// Threats A3, T5.
fn clock() -> Vec<Vector> {
    let vector = |name: &str, comment: &str, last: &str, after: &str| {
        Vector::new(name, comment)
            .spec("trust-state.md#clock")
            .badge(Document::badge().sign(&by(Academy)))
            .state(&Memory::empty().last_seen(last), &Memory::empty().last_seen(after))
    };
    let later = "2026-03-01T09:01:01Z";
    let back = |name: &str, comment: &str| {
        vector(name, comment, later, later).flag(Flag::OutOfTime).twin("time_clock_within_skew")
    };
    vec![
        vector(
            "time_clock_within_skew",
            "A clock that is 60 seconds behind what it was before.",
            "2026-03-01T09:01:00Z",
            "2026-03-01T09:01:00Z",
        )
        .accepted(),
        back("time_clock_regressed", "A clock that was set back by a second more.").expect(
            Undecided,
            Validity,
            TimeClockRegressed,
        ),
        back("time_clock_regressed_expired", "The same, and the badge is over all the same.")
            .badge(Document::badge().set("/validUntil", ISSUED).sign(&by(Academy)))
            .expect(Reject, Validity, TimeExpired),
        back(
            "time_clock_regressed_not_yet",
            "The same, and by that clock the badge has not begun: who knows.",
        )
        .badge(Document::badge().set("/validFrom", "2026-03-01T09:00:30Z").sign(&by(Academy)))
        .expect(Undecided, Validity, TimeClockRegressed),
    ]
}
