//! What a badge says of its status, and what the bit says.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::content::Content;
use crate::document::{Document, INDEX, LIST, by, status_entry};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const SUSPENSIONS: &str = "https://academy.example/status/2";

pub(super) fn cases() -> Vec<Vector> {
    [bits(), unavailable(), tolerated(), indexes(), entries(), herd()].concat()
}

/// A badge with this status, and the academy's list with nothing in it.
fn with(name: &str, comment: &str, status: impl Into<Json>) -> Vector {
    Vector::new(name, comment)
        .spec("verification.md#status")
        .badge(Document::badge().set("/credentialStatus", status).sign(&by(Academy)))
        .evidence(LIST, Document::status_list(&[]).sign(&by(Academy)))
}

fn entry() -> Object {
    status_entry("revocation", LIST)
}

fn refreshed() -> Document {
    let url = "https://academy.example/badges/1";
    let service = Object::new().with("id", url).with("type", vec!["1EdTechCredentialRefresh"]);
    let badge = Document::revocable_badge().set("/id", url).set("/refreshService", service);
    badge.set("/@context/-", "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json").sign(&by(Academy))
}

fn in_plain_sight(name: &str, comment: &str, set: &[u32]) -> Vector {
    Vector::new(name, comment)
        .spec("verification.md#status")
        .badge(refreshed())
        .evidence(LIST, Document::status_list(set).sign(&by(Academy)))
}

fn out_of_sight() -> Document {
    refreshed()
        .remove("/credentialStatus")
        .set("/refreshService/type/-", "VerifiableCredential")
        .set("/refreshService/credentialStatus", entry())
}

fn bits() -> Vec<Vector> {
    let vector = |name: &str, comment: &str, set: &[u32]| {
        Vector::new(name, comment)
            .spec("verification.md#status")
            .badge(Document::revocable_badge().sign(&by(Academy)))
            .evidence(LIST, Document::status_list(set).sign(&by(Academy)))
    };
    let for_purpose = |name: &str, comment: &str, purpose: &str, set: &[u32]| {
        Vector::new(name, comment)
            .spec("verification.md#status")
            .badge(
                Document::badge()
                    .set("/credentialStatus", status_entry(purpose, SUSPENSIONS))
                    .sign(&by(Academy)),
            )
            .evidence(SUSPENSIONS, Document::status_list_for(purpose, SUSPENSIONS, set).sign(&by(Academy)))
    };
    vec![
        vector("status_clear", "The bit at 94567 is clear in a list that is valid at the time asked.", &[])
            .accepted(),
        vector("status_neighbours_set", "The bits on both sides of it are set.", &[INDEX - 1, INDEX + 1])
            .accepted(),
        vector(
            "status_revoked",
            "The bit at 94567 is set in a list that is valid at the time asked.",
            &[INDEX],
        )
        .flag(Flag::Revoked)
        .twin("status_clear")
        .expect(Reject, Status, StatusRevoked),
        vector("status_revoked_and_expired", "Revoked, and over as well: the report says both.", &[INDEX])
            .flag(Flag::Revoked)
            .flag(Flag::OutOfTime)
            .twin("status_clear")
            .badge(Document::revocable_badge().set("/validUntil", "2026-02-28T00:00:00Z").sign(&by(Academy)))
            .expect(Reject, Status, StatusRevoked)
            .also(Validity, TimeExpired),
        in_plain_sight("status_with_refresh_service", "A badge that is fetched anew from its own URL.", &[])
            .accepted()
            .remark(RefreshAvailable),
        in_plain_sight(
            "status_moved_into_refresh_service",
            "The same, revoked, and its status moved into the refresh service: to RDF both are one node, so the signature holds.",
            &[INDEX],
        )
        .flag(Flag::Altered)
        .flag(Flag::Revoked)
        .spec("badge.md#types")
        .badge(out_of_sight())
        .twin("status_with_refresh_service")
        .expect(Reject, Structure, TypeUnexpected),
        for_purpose("status_not_suspended", "The bit is clear in a list of suspensions.", "suspension", &[])
            .accepted(),
        for_purpose("status_suspended", "The bit is set in a list of suspensions.", "suspension", &[INDEX])
            .flag(Flag::Revoked)
            .twin("status_not_suspended")
            .expect(Reject, Status, StatusSuspended),
        for_purpose(
            "status_refresh",
            "The bit says that there is a newer badge: nothing against this one.",
            "refresh",
            &[INDEX],
        )
        .accepted(),
        for_purpose(
            "status_message",
            "The bit says that there is a message: nothing against the badge.",
            "message",
            &[INDEX],
        )
        .accepted(),
        for_purpose(
            "status_other_purpose_clear",
            "The bit is clear in a list for a purpose that nobody knows.",
            "probation",
            &[],
        )
        .accepted(),
        for_purpose(
            "status_other_purpose_set",
            "The bit is set in it: who knows what that means?",
            "probation",
            &[INDEX],
        )
        .flag(Flag::Unsupported)
        .twin("status_other_purpose_clear")
        .expect(Undecided, Status, StatusTypeUnsupported),
    ]
}

/// The list was asked for in vain, for a reason that has a code.
fn fetched_in_vain(cause: Code, why: &str, comment: &str) -> Vector {
    let name = format!("status_list_{}", cause.as_str().replace('.', "_"));
    Vector::new(&name, comment)
        .spec("fetch.md#codes")
        .flag(Flag::Unavailable)
        .twin("status_clear")
        .badge(Document::revocable_badge().sign(&by(Academy)))
        .unreachable_because(LIST, cause, why)
        .expect(Undecided, Status, StatusUnavailable)
}

/// Threats B10.
fn unavailable() -> Vec<Vector> {
    let vector = |name: &str, comment: &str| {
        Vector::new(name, comment)
            .spec("verification.md#status")
            .flag(Flag::Unavailable)
            .twin("status_clear")
            .badge(Document::revocable_badge().sign(&by(Academy)))
            .expect(Undecided, Status, StatusUnavailable)
    };
    vec![
        vector("status_list_not_fetched", "The list has not been asked for.").wants(LIST),
        vector("status_list_unreachable", "The list was asked for and could not be reached.")
            .unreachable(LIST, "the connection timed out"),
        fetched_in_vain(
            FetchAddressForbidden,
            "academy.example is at 10.0.0.1, which is a private address",
            "The list's host has a private address.",
        ),
        fetched_in_vain(
            FetchBlocked,
            "the page that asks may not read the answer",
            "The list was asked for by a web page, and its server does not let pages of others read it.",
        ),
        fetched_in_vain(
            FetchBudgetExhausted,
            "8 requests were made, and one verification makes no more",
            "The list would have been one request too many.",
        ),
        fetched_in_vain(
            FetchContentType,
            "the answer is `text/html`, and a status list is JSON or a JWT",
            "The page of a hotel's network in place of the list, known by its type.",
        ),
        fetched_in_vain(
            FetchRedirectForbidden,
            "it is now at https://elsewhere.example/3, and a status list may not move",
            "The list's server points to another place.",
        ),
        fetched_in_vain(FetchTimeout, "no answer in 5 s", "The list's server is too slow."),
        fetched_in_vain(
            FetchTooLarge,
            "the answer has more than the 5242880 bytes allowed",
            "The list is endless.",
        ),
        fetched_in_vain(FetchUnavailable, "the answer was 503", "The list's server says no."),
        fetched_in_vain(
            FetchUrlMalformed,
            "a URL is not fetched unless it is https",
            "The list is at a URL that is not asked for.",
        ),
        vector(
            "status_list_gone",
            "The list's server says that it is gone for good: neither revoked nor not.",
        )
        .gone(LIST),
        vector("status_list_half", "The first half of a list: it is there, and it is broken.")
            .evidence(LIST, "{\"@context\": [\"https://www.w3.org/ns/credentials/v2\"], \"id\":")
            .flag(Flag::Malformed)
            .expect(Undecided, Status, StatusListMalformed),
        vector("status_list_not_json", "The page of a hotel's network in place of the list.")
            .evidence(LIST, "<html>Please log in</html>"),
        vector(
            "status_list_not_asked_for_by_stranger",
            "A badge whose proof is the attacker's names a list: it is not asked for.",
        )
        .flag(Flag::Forged)
        .badge(Document::revocable_badge().sign(&by(Attacker)))
        .evidence(LIST, Document::status_list(&[]).sign(&by(Academy)))
        .expect(Reject, Issuer, ProofMethodNotIssuer)
        .also(Status, VerifyNotReached),
    ]
}

/// A policy that does without a list that could not be had, and not without one that is wrong.
fn tolerated() -> Vec<Vector> {
    let vector = |name: &str, comment: &str| {
        Vector::new(name, comment)
            .spec("status.md#policy")
            .badge(Document::revocable_badge().sign(&by(Academy)))
            .tolerate_unavailable_status()
    };
    let wrong = |name: &str, comment: &str, list: Document, code: Code| {
        vector(name, comment)
            .evidence(LIST, list)
            .twin("status_tolerated_unreachable")
            .expect(Undecided, Status, code)
    };
    vec![
        vector("status_tolerated_unreachable", "A list that could not be reached, tolerated by the policy.")
            .unreachable(LIST, "the connection timed out")
            .accepted()
            .also(Status, StatusUnavailable),
        vector("status_tolerated_not_fetched", "The list has not been asked for, and still is wanted.")
            .accepted()
            .also(Status, StatusUnavailable)
            .wants(LIST),
        vector(
            "status_tolerated_second_unreachable",
            "Of two lists one could not be had; the other says that the badge is not revoked.",
        )
        .badge(
            Document::badge()
                .set("/credentialStatus", vec![entry(), status_entry("suspension", SUSPENSIONS)])
                .sign(&by(Academy)),
        )
        .evidence(LIST, Document::status_list(&[]).sign(&by(Academy)))
        .unreachable(SUSPENSIONS, "the answer was 404")
        .accepted()
        .also(Status, StatusUnavailable),
        vector(
            "status_tolerated_second_unreachable_first_revoked",
            "The same, and the list that could be had says that the badge is revoked.",
        )
        .badge(
            Document::badge()
                .set("/credentialStatus", vec![entry(), status_entry("suspension", SUSPENSIONS)])
                .sign(&by(Academy)),
        )
        .evidence(LIST, Document::status_list(&[INDEX]).sign(&by(Academy)))
        .unreachable(SUSPENSIONS, "the answer was 404")
        .flag(Flag::Revoked)
        .twin("status_tolerated_second_unreachable")
        .expect(Reject, Status, StatusRevoked),
        vector("status_tolerated_broken", "Half a list: it is there, and it is not tolerated.")
            .evidence(LIST, "{\"@context\": [\"https://www.w3.org/ns/credentials/v2\"], \"id\":")
            .flag(Flag::Malformed)
            .twin("status_tolerated_unreachable")
            .expect(Undecided, Status, StatusListMalformed),
        wrong(
            "status_tolerated_forged",
            "A list that the attacker signed in the academy's name, in which the bit is clear.",
            Document::status_list(&[]).sign(&by(Attacker)),
            StatusListProofInvalid,
        )
        .flag(Flag::Forged),
        wrong(
            "status_tolerated_expired",
            "The academy's list of last month.",
            Document::status_list(&[]).set("/validUntil", "2026-02-28T12:00:00Z").sign(&by(Academy)),
            StatusListExpired,
        )
        .flag(Flag::OutOfTime),
    ]
}

/// Threats B4: one spelling of a number, so that no two readers see two bits.
fn indexes() -> Vec<Vector> {
    let malformed = |(name, comment, index): (&str, &str, Json)| {
        with(name, comment, entry().with("statusListIndex", index))
            .flag(Flag::Ambiguous)
            .twin("status_clear")
            .expect(Reject, Status, StatusIndexMalformed)
    };
    let mut cases: Vec<Vector> = [
        ("status_index_negative", "A negative index.", Json::from("-1")),
        ("status_index_exponent", "An index with an exponent.", "1e3".into()),
        ("status_index_space", "A space before the index.", " 5".into()),
        ("status_index_letters", "Letters behind the index.", "5abc".into()),
        ("status_index_plus", "A plus before the index.", "+5".into()),
        ("status_index_leading_zeros", "Zeros before the index.", "005".into()),
        ("status_index_arabic_digit", "A digit of another script.", "\u{663}".into()),
        ("status_index_number", "A number where the index is text.", 5_u32.into()),
        ("status_index_huge", "2^32, which is 0 to some readers.", "4294967296".into()),
        ("status_index_ten_thousand_digits", "10,000 digits.", "9".repeat(10_000).into()),
        ("status_index_empty", "No digit at all.", "".into()),
    ]
    .into_iter()
    .map(malformed)
    .collect();
    let last =
        with("status_index_last", "The last index of the list.", entry().with("statusListIndex", "131071"));
    let past =
        with("status_index_past_end", "The index behind it.", entry().with("statusListIndex", "131072"));
    cases.push(last.accepted());
    cases.push(past.flag(Flag::Malformed).twin("status_index_last").expect(
        Undecided,
        Status,
        StatusIndexOutOfRange,
    ));
    cases
}

/// Threats B14: a list for one badge tells its host who is looked at.
fn herd() -> Vec<Vector> {
    let own = "https://academy.example/status/9E2A5F0C7A5E4D569B0A3F1F6D1C2B01";
    let vector = |name: &str, comment: &str, url: &str| {
        Vector::new(name, comment).spec("status.md#herd-privacy").badge(
            Document::badge().set("/credentialStatus", status_entry("revocation", url)).sign(&by(Academy)),
        )
    };
    let list = |url: &str| Document::status_list_for("revocation", url, &[]).sign(&by(Academy));
    let of_recipient = format!("https://academy.example/status?of={}", Learner.did().replace(':', "%3A"));
    let neighbour = "https://academy.example/status/9E2A5F0C7A5E4D569B0A3F1F6D1C2B02";
    vec![
        vector(
            "status_list_named_by_badge",
            "A list whose address holds the badge's UUID, in another spelling.",
            own,
        )
        .flag(Flag::Privacy)
        .evidence(own, list(own))
        .accepted()
        .remark(StatusHerdPrivacyLow),
        vector(
            "status_list_named_by_recipient",
            "A list whose address holds the recipient's id.",
            &of_recipient,
        )
        .flag(Flag::Privacy)
        .evidence(&of_recipient, list(&of_recipient))
        .accepted()
        .remark(StatusHerdPrivacyLow),
        vector(
            "status_list_named_by_badge_unavailable",
            "The same cannot be had, and is told all the same.",
            own,
        )
        .flag(Flag::Privacy)
        .flag(Flag::Unavailable)
        .twin("status_list_named_by_badge")
        .unreachable(own, "the answer was 503")
        .expect(Undecided, Status, StatusUnavailable)
        .remark(StatusHerdPrivacyLow),
        vector(
            "status_list_named_by_another",
            "A list whose address holds a UUID that is not the badge's.",
            neighbour,
        )
        .evidence(neighbour, list(neighbour))
        .accepted(),
    ]
}

/// Threats B11, B12.
fn entries() -> Vec<Vector> {
    let undecided = |name: &str, comment: &str, status: Json, code: Code| {
        with(name, comment, status)
            .flag(Flag::Unsupported)
            .twin("status_clear")
            .expect(Undecided, Status, code)
    };
    let suspension = || status_entry("suspension", SUSPENSIONS);
    let both = |name: &str, comment: &str, set: &[u32]| {
        with(name, comment, vec![entry(), suspension()]).evidence(
            SUSPENSIONS,
            Document::status_list_for("suspension", SUSPENSIONS, set).sign(&by(Academy)),
        )
    };
    let other_type = Object::new()
        .with("id", "https://academy.example/status/9")
        .with("type", "https://academy.example/ns#Status");
    let sixteen_mib = Document::status_list(&[])
        .set("/credentialSubject/encodedList", super::status_lists::zeros(16 << 20))
        .sign(&by(Academy));
    vec![
        both("status_two_entries", "Two entries, both bits clear.", &[]).accepted(),
        both("status_second_entry_suspended", "The second of two entries is set.", &[INDEX])
            .flag(Flag::Revoked)
            .twin("status_two_entries")
            .expect(Reject, Status, StatusSuspended),
        with(
            "status_second_entry_unavailable",
            "The list of the second of two entries is not there.",
            vec![entry(), suspension()],
        )
        .flag(Flag::Unavailable)
        .twin("status_two_entries")
        .expect(Undecided, Status, StatusUnavailable)
        .wants(SUSPENSIONS),
        undecided(
            "status_type_other",
            "A status of the academy's own kind.",
            entry().into(),
            StatusTypeUnsupported,
        )
        .badge(Document::badge().set("/credentialStatus", other_type).sign(&by(Academy))),
        undecided(
            "status_size_0",
            "A status of no bits, by which some readers divide.",
            entry().with("statusSize", 0_u32).into(),
            StatusSizeUnsupported,
        ),
        with("status_size_1", "The size of one bit, said in words.", entry().with("statusSize", 1_u32))
            .accepted(),
        with("status_eight_entries", "Eight status entries, all of them the same.", vec![entry(); 8])
            .accepted(),
        Vector::new(
            "status_eight_entries_of_16_mib",
            "Eight status entries in a list of 16 MiB: each may be read, together they may not.",
        )
        .spec("status.md#limits")
        .badge(Document::badge().set("/credentialStatus", vec![entry(); 8]).sign(&by(Academy)))
        .evidence(LIST, Content::folded(&sixteen_mib.text(), "A"))
        .flag(Flag::Exhausting)
        .twin("status_eight_entries")
        .expect(Undecided, Status, StatusListTooLarge),
        with("status_nine_entries", "Nine status entries.", vec![entry(); 9])
            .flag(Flag::Exhausting)
            .twin("status_eight_entries")
            .expect(Reject, Structure, SchemaCardinality),
        with("status_purpose_missing", "An entry without statusPurpose.", {
            let mut entry = entry();
            entry.remove("statusPurpose");
            entry
        })
        .flag(Flag::Malformed)
        .twin("status_clear")
        .expect(Reject, Status, SchemaMissing),
    ]
}
