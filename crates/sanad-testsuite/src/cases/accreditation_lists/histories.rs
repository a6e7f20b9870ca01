//! What became of accreditations, and what may not go together.

use sanad_core::code::Code::*;

use super::{LIST, bad, event, interrupted, list};
use crate::document::Document;
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    let at = "/credentialSubject/0/statusHistory";
    let bad = |name: &str, comment: &str, document: Document| {
        bad(name, comment, document).refused(AccredListMalformed, "interrupted").spec("history")
    };
    let conflict = |name: &str, comment: &str, document: Document| {
        Vector::new(name, comment, document)
            .flag(Flag::Ambiguous)
            .refused(AccredStatusConflict, "interrupted")
            .spec("history")
    };
    vec![
        conflict(
            "history_granted_while_suspended",
            "The period goes on a day longer than the suspension lets it.",
            interrupted().set("/credentialSubject/0/recognizedTo/0/validUntil", "2025-06-02T00:00:00Z"),
        ),
        conflict(
            "history_accredited_after_withdrawal",
            "Withdrawn, and then the same number is granted again.",
            interrupted()
                .set(&format!("{at}/0/status"), "withdrawn")
                .set(&format!("{at}/1/actions"), vec![format!("{LIST}#1")]),
        ),
        bad("history_unordered", "The later event stands first.", swapped()),
        bad(
            "history_same_instant",
            "Suspended and surrendered at one instant.",
            interrupted().set(&format!("{at}/1"), event("surrendered", "2025-06-01T00:00:00Z", "1")),
        ),
        bad(
            "history_status_unknown",
            "It has become something that is not known.",
            interrupted().set(&format!("{at}/0/status"), "paused"),
        ),
        bad(
            "history_effect_missing",
            "It is not said whether it was told in time.",
            interrupted().remove(&format!("{at}/0/effect")),
        ),
        bad(
            "history_reason_missing",
            "Suspended, and not said why.",
            interrupted().remove(&format!("{at}/0/reasonCode")),
        ),
        bad(
            "history_action_unknown",
            "An event about a number that is not there.",
            interrupted().set(&format!("{at}/0/actions/-"), format!("{LIST}#9")),
        ),
        bad(
            "history_action_twice",
            "An event names one number twice.",
            interrupted().set(&format!("{at}/0/actions/-"), format!("{LIST}#1")),
        )
        .refused(AccredListDuplicate, "interrupted"),
        bad(
            "history_void_later",
            "An empty period, taken away only a day after it began.",
            list()
                .set("/credentialSubject/0/recognizedTo/0/validUntil", "2025-01-01T00:00:00Z")
                .set(at, vec![event("withdrawn", "2025-01-02T00:00:00Z", "1").with("effect", "retroactive")]),
        )
        .refused(AccredListMalformed, "void_from_the_start"),
    ]
}

fn swapped() -> Document {
    let at = "/credentialSubject/0/statusHistory";
    let (first, second) =
        (event("suspended", "2025-06-01T00:00:00Z", "1"), event("accredited", "2025-09-01T00:00:00Z", "2"));
    interrupted().set(&format!("{at}/0"), second).set(&format!("{at}/1"), first)
}
