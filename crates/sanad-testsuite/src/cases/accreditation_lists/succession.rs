//! One version of a list and the next: what may change, and what may not.

use sanad_core::accreditation::digest::ListDigest;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};

use super::{LIST, action, event, interrupted, list};
use crate::document::Document;
use crate::keys::Who::*;
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

const ENTITY: &str = "/credentialSubject/0";
const ACTION: &str = "/credentialSubject/0/recognizedTo/0";
const KEY: &str = "/credentialSubject/0/verificationMethod/0";

/// The version after that one, with nothing changed but what must.
fn after(document: &Document) -> Document {
    let digest = ListDigest::of(&document.clone().into_object().without("proof"));
    document
        .clone()
        .set("/accreditationList/sequence", 3_u32)
        .set("/accreditationList/previousDigest", digest.to_string())
        .set("/validFrom", "2026-02-15T00:00:00Z")
}

/// The academy's key was replaced, and it has a second accreditation that has run out.
fn long() -> Document {
    let key = Object::new()
        .with("id", "did:web:academy.example#key-2")
        .with("type", "Multikey")
        .with("publicKeyMultibase", Minimal.multikey())
        .with("validFrom", "2026-01-01T00:00:00Z");
    list()
        .set(&format!("{KEY}/revoked"), "2026-01-01T00:00:00Z")
        .set(&format!("{KEY}/revocationReason"), "superseded")
        .set(&format!("{ENTITY}/verificationMethod/-"), key)
        .set(
            &format!("{ENTITY}/recognizedTo/-"),
            action("2", "assess", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
        )
}

/// The same, which tells what is past for a year only.
fn forgetful() -> Document {
    long().set("/accreditationList/historicalInformationPeriod", 365_u32)
}

fn suspended(from: &str) -> Object {
    event("suspended", from, "1")
}

pub(super) fn cases() -> Vec<Vector> {
    let vector = |name: &str, comment: &str, next: Document, previous: Document| {
        Vector::new(name, comment, next).previous(previous).spec("succession")
    };
    let broken = |name: &str, comment: &str, next: Document| {
        vector(name, comment, next, list()).flag(Flag::Replayed).refused(AccredListChainBroken, "next")
    };
    let lost = |name: &str, comment: &str, next: Document, previous: Document, twin: &str| {
        vector(name, comment, next, previous).flag(Flag::Altered).refused(AccredListHistoryTruncated, twin)
    };
    let until = format!("{ACTION}/validUntil");
    let history = format!("{ENTITY}/statusHistory");
    vec![
        vector(
            "next",
            "The third version after the second; nothing else has changed.",
            after(&list()),
            list(),
        ),
        vector(
            "next_with_more",
            "The next version lists somebody else as well, and the academy for something more.",
            after(&list())
                .set(
                    &format!("{ENTITY}/recognizedTo/-"),
                    action("2", "endorse", "2026-02-15T00:00:00Z", "2030-01-01T00:00:00Z"),
                )
                .set("/credentialSubject/-", other()),
            list(),
        ),
        vector(
            "next_suspended",
            "Suspended from a day that lies ahead: told in time.",
            after(&list())
                .set(&until, "2026-03-01T00:00:00Z")
                .set(&history, vec![suspended("2026-03-01T00:00:00Z")]),
            list(),
        ),
        vector(
            "next_withdrawn_retroactively",
            "Withdrawn from a day that is past, and said to be so.",
            after(&list()).set(&until, "2025-06-01T00:00:00Z").set(
                &history,
                vec![event("withdrawn", "2025-06-01T00:00:00Z", "1").with("effect", "retroactive")],
            ),
            list(),
        ),
        vector(
            "next_renewed",
            "The accreditation is prolonged.",
            after(&list()).set(&until, "2035-01-01T00:00:00Z"),
            list(),
        ),
        vector(
            "next_key_found_stolen",
            "A key that was replaced turns out to have been stolen before.",
            after(&long())
                .set(&format!("{KEY}/revocationReason"), "compromised")
                .set(&format!("{KEY}/invalidityDate"), "2025-12-01T00:00:00Z"),
            long(),
        ),
        vector("next_of_long", "Nothing has changed in a list with a past.", after(&long()), long()),
        vector(
            "next_forgetful",
            "What ended more than a year ago is left out, as the list said it would be.",
            after(&forgetful()).remove(&format!("{ENTITY}/recognizedTo/1")),
            forgetful(),
        ),
        vector(
            "next_of_interrupted",
            "Nothing has changed in a list with a history.",
            after(&interrupted()),
            interrupted(),
        ),
        Vector::new(
            "later",
            "The third version, held against the first, without the one in between.",
            after(&list())
                .set("/accreditationList/previousDigest", "uEiAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw"),
        )
        .earlier(list().set("/accreditationList/sequence", 1_u32).remove("/accreditationList/previousDigest"))
        .spec("succession"),
        broken(
            "next_number_skipped",
            "The fourth version says it follows the second.",
            after(&list()).set("/accreditationList/sequence", 4_u32),
        ),
        broken(
            "next_number_again",
            "A second second version.",
            after(&list()).set("/accreditationList/sequence", 2_u32),
        ),
        broken(
            "next_of_another",
            "It follows another second version than is known.",
            after(&list().set("/validUntil", "2026-08-02T00:00:00Z"))
                .set("/validUntil", "2026-08-01T00:00:00Z"),
        ),
        broken(
            "next_issued_earlier",
            "It says it was issued before the version before it.",
            after(&list()).set("/validFrom", "2026-01-31T00:00:00Z"),
        ),
        broken(
            "next_other_issuer",
            "Another authority goes on with the list.",
            after(&list()).set("/issuer/id", Attacker.did()),
        )
        .flag(Flag::Forged),
        broken(
            "next_other_type",
            "The list for earnest becomes one for trying out.",
            after(&list()).set("/accreditationList/listType", "https://commission.example/terms#trial"),
        ),
        lost(
            "next_entity_gone",
            "The academy is taken off the list, as if it had never been there.",
            after(&list()).set(ENTITY, other()),
            list(),
            "next_with_more",
        ),
        lost(
            "next_key_gone",
            "The key that was replaced is left out: what it signed cannot be checked any more.",
            after(&long()).remove(KEY),
            long(),
            "next_of_long",
        ),
        lost(
            "next_key_other",
            "Another key under the same id.",
            after(&list()).set(&format!("{KEY}/publicKeyMultibase"), Attacker.multikey()),
            list(),
            "next",
        )
        .flag(Flag::Forged),
        lost(
            "next_key_revived",
            "The key that was replaced counts again.",
            after(&long()).remove(&format!("{KEY}/revoked")).remove(&format!("{KEY}/revocationReason")),
            long(),
            "next_of_long",
        ),
        lost(
            "next_key_revoked_later",
            "The key that was replaced is said to have been good for longer.",
            after(&long()).set(&format!("{KEY}/revoked"), "2026-01-15T00:00:00Z"),
            long(),
            "next_of_long",
        ),
        lost(
            "next_key_no_more_stolen",
            "A key that was stolen is only superseded now.",
            after(&stolen())
                .set(&format!("{KEY}/revocationReason"), "superseded")
                .remove(&format!("{KEY}/invalidityDate")),
            stolen(),
            "next_key_found_stolen",
        ),
        lost(
            "next_action_gone",
            "An accreditation that has run out is left out of a list that forgets nothing.",
            after(&long()).remove(&format!("{ENTITY}/recognizedTo/1")),
            long(),
            "next_forgetful",
        ),
        lost(
            "next_action_other_word",
            "Assessing becomes issuing, with the same beginning in the past.",
            after(&long()).set(&format!("{ENTITY}/recognizedTo/1/action"), "issue"),
            long(),
            "next_of_long",
        ),
        lost(
            "next_action_backdated",
            "The accreditation is said to have begun a year earlier.",
            after(&list()).set(&format!("{ACTION}/validFrom"), "2024-01-01T00:00:00Z"),
            list(),
            "next",
        ),
        lost(
            "next_scope_widened",
            "What was granted for one field is said to have been granted for all.",
            after(&narrow()).remove(&format!("{ACTION}/scope")),
            narrow(),
            "next",
        ),
        lost(
            "next_scope_other",
            "What was granted for two fields is said to have been granted for one of them and a third.",
            after(&fields(&["0715", "0716"]))
                .set(&format!("{ACTION}/scope/limitField"), vec!["0715", "0717"]),
            fields(&["0715", "0716"]),
            "next_scope_reordered",
        ),
        vector(
            "next_scope_reordered",
            "The same two fields, in another order.",
            after(&fields(&["0715", "0716"]))
                .set(&format!("{ACTION}/scope/limitField"), vec!["0716", "0715"]),
            fields(&["0715", "0716"]),
        ),
        lost(
            "next_cut_silently",
            "The accreditation ends earlier, and nothing says why.",
            after(&list()).set(&until, "2026-03-01T00:00:00Z"),
            list(),
            "next_suspended",
        ),
        lost(
            "next_cut_earlier",
            "It ends a day before the suspension that is given as the reason.",
            after(&list())
                .set(&until, "2026-03-01T00:00:00Z")
                .set(&history, vec![suspended("2026-03-02T00:00:00Z")]),
            list(),
            "next_suspended",
        ),
        lost(
            "next_withdrawn_backdated",
            "Withdrawn from a day that is past, and said to have been told in time.",
            after(&list())
                .set(&until, "2025-06-01T00:00:00Z")
                .set(&history, vec![event("withdrawn", "2025-06-01T00:00:00Z", "1")]),
            list(),
            "next_withdrawn_retroactively",
        )
        .flag(Flag::OutOfTime),
        lost(
            "next_event_gone",
            "The suspension of last summer is left out.",
            after(&interrupted()).remove(&format!("{history}/0")),
            interrupted(),
            "next_of_interrupted",
        ),
        lost(
            "next_event_other",
            "The suspension of last summer becomes a surrender.",
            after(&interrupted()).set(&format!("{history}/0/status"), "surrendered"),
            interrupted(),
            "next_of_interrupted",
        ),
        lost(
            "next_period_shortened",
            "A list that forgets nothing begins to forget.",
            after(&list()).set("/accreditationList/historicalInformationPeriod", 365_u32),
            list(),
            "next",
        ),
        lost(
            "next_forgetful_too_early",
            "What ended half a year ago is left out, against the word of the list.",
            after(&recent()).remove(&format!("{ENTITY}/recognizedTo/1")),
            recent(),
            "next_forgetful",
        ),
        Vector::new(
            "later_entity_gone",
            "The academy is taken off the list while nobody looked.",
            after(&list()).set(ENTITY, other()),
        )
        .earlier(list().set("/accreditationList/sequence", 1_u32).remove("/accreditationList/previousDigest"))
        .spec("succession")
        .flag(Flag::Altered)
        .refused(AccredListHistoryTruncated, "later"),
    ]
}

fn other() -> Object {
    Object::new()
        .with("id", "did:web:guild.example")
        .with("type", "RecognizedEntity")
        .with("recognizedTo", vec![action("9", "issue", "2026-02-15T00:00:00Z", "2030-01-01T00:00:00Z")])
}

fn narrow() -> Document {
    fields(&["0715"])
}

fn fields(codes: &[&str]) -> Document {
    list().set(&format!("{ACTION}/scope"), Object::new().with("limitField", Json::from(codes.to_vec())))
}

fn stolen() -> Document {
    long()
        .set(&format!("{KEY}/revocationReason"), "compromised")
        .set(&format!("{KEY}/invalidityDate"), "2025-12-01T00:00:00Z")
}

fn recent() -> Document {
    forgetful()
        .set(&format!("{ENTITY}/recognizedTo/1/id"), format!("{LIST}#2"))
        .set(&format!("{ENTITY}/recognizedTo/1/validUntil"), "2025-09-01T00:00:00Z")
}
