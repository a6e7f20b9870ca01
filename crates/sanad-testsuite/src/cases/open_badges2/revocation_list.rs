//! An issuer's list of the signed assertions that it has revoked.

use sanad_core::json::Json;
use sanad_verifier::outcome::CheckId::*;

use super::signed::{KEY, jws, key, payload, pem, signed, signing_issuer};
use super::*;
use crate::keys::Who::*;
use crate::vector::flag::Flag;

const SPEC: &str = "open-badges-2.md#revoked-by-a-list";
const LIST: &str = "https://academy.example/revoked";
const ID: &str = "urn:uuid:6a3a52c3-5c1f-4a0e-8a0b-7a2f0c5d9b11";
const OTHER: &str = "urn:uuid:00000000-0000-4000-8000-000000000000";

fn world(payload: Document, list_at: &str) -> World {
    signed(jws(Academy, payload)).issuer(signing_issuer().set("/revocationList", list_at))
}

fn vector(name: &str, comment: &str) -> Vector {
    world(payload(), LIST).vector(name, comment, SPEC).evidence(KEY, key(KEY, &pem(Academy)).into_object())
}

fn listing(entry: impl Into<Json>) -> Document {
    Document::of(
        Object::new()
            .with("@context", CONTEXT)
            .with("type", "RevocationList")
            .with("id", LIST)
            .with("issuer", ISSUER)
            .with("revokedAssertions", Json::Array(vec![OTHER.into(), entry.into()])),
    )
}

pub(super) fn cases() -> Vec<Vector> {
    let twin = "ob2_not_revoked";
    let revoked = |name: &str, comment: &str, entry: Json| {
        vector(name, comment)
            .evidence(LIST, listing(entry).into_object())
            .flag(Flag::Revoked)
            .twin(twin)
            .expect(Verdict::Reject, Status, StatusRevoked)
    };
    let doubtful = |name: &str, comment: &str, list: Document, code: Code| {
        vector(name, comment).evidence(LIST, list.into_object()).flag(Flag::Unavailable).twin(twin).expect(
            Verdict::Undecided,
            Status,
            code,
        )
    };
    let unavailable = |name: &str, comment: &str| {
        vector(name, comment).flag(Flag::Unavailable).twin(twin).expect(
            Verdict::Undecided,
            Status,
            StatusUnavailable,
        )
    };
    let by_id = Object::new().with("id", ID).with("revocationReason", "Awarded in error.");
    let by_uid = Object::new().with("uid", "welding-7");
    vec![
        vector("ob2_not_revoked", "The list is there, and the badge is not in it.")
            .evidence(LIST, listing(Object::new().with("uid", "other")).into_object())
            .accepted(),
        vector("ob2_revocation_undone", "It is in the list, as not revoked.")
            .evidence(LIST, listing(Object::new().with("id", ID).with("revoked", false)).into_object())
            .accepted(),
        revoked("ob2_revoked_id", "The list holds its id.", ID.into()),
        revoked("ob2_revoked_object", "The list holds an object with its id and a reason.", by_id.into()),
        world(payload().set("/uid", "welding-7"), LIST)
            .vector("ob2_revoked_uid", "The list holds an object with its uid.", SPEC)
            .evidence(KEY, key(KEY, &pem(Academy)).into_object())
            .evidence(LIST, listing(by_uid).into_object())
            .flag(Flag::Revoked)
            .twin(twin)
            .expect(Verdict::Reject, Status, StatusRevoked),
        unavailable("ob2_list_not_fetched", "The list is wanted last.").wants(LIST),
        // Threats B10.
        unavailable("ob2_list_unreachable", "The list was asked for in vain.")
            .unreachable(LIST, "the answer was 404"),
        unavailable("ob2_list_gone", "The list is gone.").gone(LIST),
        unavailable("ob2_list_login_page", "A page to log in came back.")
            .evidence(LIST, "<html>Log in</html>"),
        doubtful(
            "ob2_list_of_another",
            "The list says that it is somebody else's.",
            listing(ID).set("/issuer", "https://commission.example/issuer"),
            StatusListWrongIssuer,
        ),
        doubtful(
            "ob2_list_of_another_id",
            "The list calls itself by another URL.",
            listing(ID).set("/id", "https://academy.example/revoked/2025"),
            StatusListIdMismatch,
        ),
        doubtful(
            "ob2_list_is_none",
            "What stands there is no list.",
            issuer().set("/id", LIST),
            StatusListMalformed,
        ),
        world(payload(), "http://academy.example/revoked")
            .vector("ob2_list_at_http", "The list is hosted without TLS.", SPEC)
            .evidence(KEY, key(KEY, &pem(Academy)).into_object())
            .flag(Flag::Unsupported)
            .twin(twin)
            .expect(Verdict::Undecided, Status, Ob2UrlUnsupported),
        older(
            "ob1_1_not_revoked",
            "The list of 1.1: an object of uids and reasons. The badge is not in it.",
            "welding-8",
        )
        .accepted(),
        older("ob1_1_revoked", "The list of 1.1 has its uid and a reason.", "welding-7")
            .flag(Flag::Revoked)
            .twin("ob1_1_not_revoked")
            .expect(Verdict::Reject, Status, StatusRevoked),
    ]
}

fn older(name: &str, comment: &str, uid: &str) -> Vector {
    let payload =
        payload().set("/@context", "https://w3id.org/openbadges/v1").remove("/id").set("/uid", "welding-7");
    world(payload, LIST)
        .vector(name, comment, SPEC)
        .evidence(KEY, key(KEY, &pem(Academy)).into_object())
        .evidence(LIST, Object::new().with(uid, "Awarded in error."))
}
