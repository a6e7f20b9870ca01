//! An authority that gave way to another: the council to the commission.

use sanad_core::code::Code::*;
use sanad_core::json::Object;

use super::{academy, board, nobody_knows_the_key, rejected, undecided, vector};
use crate::document::AT;
use crate::keys::Who::*;
use crate::lists::{BEGINS, ENDS, Entity, List, anchor, url};
use crate::memory::{Memory, SeenVersion};
use crate::vector::badge::Vector;

fn linked(list: &str) -> Object {
    Object::new().with("id", list)
}

/// The council's last list, which names the commission's as its successor.
fn old() -> List {
    List::of(Council).own("successor", linked(&url(Commission)))
}

/// The commission, which may publish its list.
fn commission() -> Entity {
    Entity::authority(Commission).recognizes("3", Commission)
}

/// The commission's list, a root list that names the council's as its predecessor.
fn new() -> List {
    let signing = Object::new().with("threshold", 1_u32).with("keys", vec![Commission.multikey()]);
    List::of(Commission).own("signing", signing).own("predecessor", linked(&url(Council)))
}

/// Both lists, the new one as an anchor has it.
fn remembered(new: List, old: List) -> Memory {
    let signing = Object::new().with("threshold", 1_u32).with("keys", vec![Commission.multikey()]);
    let seen = |list: List, key: String| {
        SeenVersion::of(&list.unsigned(), std::slice::from_ref(&key), 1, std::slice::from_ref(&key))
    };
    Memory::empty()
        .last_seen(AT)
        .accreditation_list(seen(new, Commission.multikey()).signing(signing))
        .accreditation_list(seen(old, Council.multikey()))
}

fn case(name: &str, comment: &str, old: List, new: List) -> Vector {
    vector(name, comment)
        .spec("path-validation.md#successors")
        .evidence(&url(Council), old.signed(&[Council]))
        .evidence(&url(Commission), new.signed(&[Commission]))
}

pub(super) fn cases() -> Vec<Vector> {
    let listed = || new().with(academy().issues("1"));
    let told = |vector: Vector| vector.remark(AccredListSuperseded);
    let open = |vector: Vector, code| undecided(nobody_knows_the_key(vector), code, "accred_successor");
    let until = Object::new().with("action", "issue").with("validUntil", "2025-01-01T00:00:00Z");
    let withdrawn = academy().action("1", until).event("withdrawn", "2025-01-01T00:00:00Z", "1");
    let since = |from: &str| {
        let delegation = Object::new()
            .with("listId", url(Commission))
            .with("maxPathLength", 2)
            .with("delegableActions", vec!["issue"]);
        let action = Object::new().with("action", "recognize").with("delegation", delegation);
        Entity::authority(Commission).action("3", action.with("validFrom", from))
    };
    let anchored = |name: &str, comment: &str, old: List, new: List| {
        case(name, comment, old, new).anchor(anchor(Commission))
    };
    vec![
        told(case(
            "accred_successor",
            "The council gave way to the commission, whose list has the academy.",
            old().with(commission()),
            listed(),
        )),
        told(open(
            case(
                "accred_successor_not_recognised",
                "The council names the commission's list as its successor, and does not let it accredit.",
                old().with(board()),
                listed(),
            )
            .wants(&url(Board)),
            AccredListUnavailable,
        )),
        told(open(
            case(
                "accred_successor_without_predecessor",
                "The commission's list names its own signers, and not whose place it takes.",
                old().with(commission()),
                List::of(Commission)
                    .own("signing", Object::new().with("threshold", 1_u32).with("keys", vec![Commission.multikey()]))
                    .with(academy().issues("1")),
            ),
            AccredListSigningMisplaced,
        )),
        open(
            case(
                "accred_successor_unnamed",
                "The commission's list says that it takes the council's place, and the council does not.",
                List::of(Council).with(commission()),
                listed(),
            ),
            AccredListSigningMisplaced,
        ),
        told(open(
            case(
                "accred_successor_by_own_signers",
                "The commission's list is signed by a key that it names itself, and not by one that the council gives it.",
                old().with(commission()),
                listed(),
            )
            .evidence(&url(Commission), {
                let signing = Object::new().with("threshold", 1_u32).with("keys", vec![Minimal.multikey()]);
                listed().own("signing", signing).signed(&[Minimal])
            }),
            AccredListThresholdNotMet,
        )),
        told(rejected(
            case(
                "accred_successor_scope",
                "The council was never trusted for fields that the badge does not tell; the commission is not either.",
                old().with(commission()),
                listed(),
            )
            .anchors(&[])
            .anchor(anchor(Council).with("scope", Object::new().with("limitField", vec!["0715"]))),
            AccredScopeUndetermined,
            "accred_successor",
        )),
        told(open(
            case(
                "accred_successor_depth",
                "The anchor lets no list follow, not a successor either.",
                old().with(commission()),
                listed(),
            )
            .anchors(&[])
            .anchor(anchor(Council).with("maxPathLength", 0)),
            AccredDepthExceeded,
        )),
        told(open(
            case(
                "accred_successor_too_early",
                "The badge was awarded before the commission came in the council's place, and only the commission has the academy.",
                old().with(since("2026-02-10T00:00:00Z")),
                listed(),
            ),
            AccredNotYetEffective,
        )),
        told(case(
            "accred_successor_past",
            "The badge was awarded before the commission came in the council's place, whose list still speaks of that.",
            old().with(since("2026-02-10T00:00:00Z")).with(academy().issues("1")),
            listed(),
        )),
        told(rejected(
            case(
                "accred_successor_denied",
                "The commission lists the academy, from which the council has withdrawn its accreditation.",
                old().with(commission()).with(withdrawn.clone()),
                listed(),
            ),
            AccredWithdrawn,
            "accred_successor",
        )),
        anchored(
            "accred_successor_anchored",
            "The verifier trusts both the council and its successor.",
            old().with(commission()),
            listed(),
        ),
        anchored(
            "accred_state_successor",
            "The verifier trusts both; of the successor's list is remembered what its anchor says of its keys.",
            old().with(commission()),
            listed(),
        )
        .state(&Memory::empty(), &remembered(listed(), old().with(commission())))
        .accepted(),
        open(
            case(
                "accred_successor_of_expired",
                "The council's list has ended; what it says of its successor has ended with it.",
                old().with(commission()).valid(BEGINS, "2026-02-28T00:00:00Z"),
                listed(),
            ),
            AccredListExpired,
        ),
        case(
            "accred_predecessor_expired",
            "The verifier trusts the commission; the council's list has ended, and the commission tells what was before.",
            old().with(commission()).valid(BEGINS, "2026-02-28T00:00:00Z"),
            listed().valid("2026-02-20T00:00:00Z", ENDS),
        )
        .evidence(&url(Commission), listed().valid("2026-02-20T00:00:00Z", ENDS).signed_at(&[Commission], "2026-02-20T00:00:00Z"))
        .anchors(&[])
        .anchor(anchor(Commission)),
    ]
}
