//! Versions of a list, one after the other: to a verifier that remembers, and of a root list that changes its keys.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};

use super::{academy, board, undecided, vector};
use crate::document::{AT, Document};
use crate::keys::Who::{self, *};
use crate::lists::{ENDS, Entity, List, url};
use crate::memory::{Memory, SeenVersion};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// A time that was asked about before.
const BEFORE: &str = "2026-02-20T09:00:00Z";

pub(super) fn cases() -> Vec<Vector> {
    [remembered(), delegated(), rotation(), rotation_remembered()].concat()
}

/// The council's list with the academy on it.
fn list(sequence: u32) -> List {
    List::of(Council).with(academy().issues("1")).sequence(sequence)
}

fn by_council(list: &List) -> SeenVersion {
    SeenVersion::of(&list.clone().unsigned(), &[Council.multikey()], 1, &[Council.multikey()])
}

fn before(seen: SeenVersion) -> Memory {
    Memory::empty().last_seen(BEFORE).accreditation_list(seen)
}

fn after(seen: SeenVersion) -> Memory {
    Memory::empty().last_seen(AT).accreditation_list(seen)
}

/// The issuer's own document is at hand: what a list does not say leaves proof and issuer as they are. Its keys are
/// remembered, though not for the list's sake.
fn without_list(vector: Vector, before: &Memory, after: &Memory) -> Vector {
    let after = after.clone().controller(crate::document::WEB, AT, &[Academy.multikey()]);
    super::nobody_knows_the_key(vector).state(before, &after)
}

/// Threats A1, A6, A17, to a verifier that remembers.
fn remembered() -> Vec<Vector> {
    let case = |name: &str, comment: &str, list: &List| {
        vector(name, comment)
            .spec("path-validation.md#lists")
            .evidence(&url(Council), list.clone().signed(&[Council]))
    };
    let other = || list(7).valid("2026-02-16T00:00:00Z", ENDS);
    let far = list(10_008);
    let event = SeenVersion::event(
        &[
            crate::document::WEB,
            "suspended",
            "2025-06-01T00:00:00Z",
            "prospective",
            &format!("{}#1", url(Council)),
        ],
        Json::Null,
    );
    let told = || {
        // Suspended and accredited again: the badge is of the second time.
        let first = Object::new().with("action", "issue").with("validUntil", "2025-06-01T00:00:00Z");
        let second = Object::new().with("action", "issue").with("validFrom", "2025-07-01T00:00:00Z");
        academy().action("1", first).action("2", second).event("suspended", "2025-06-01T00:00:00Z", "1")
    };
    let tells = |sequence: u32| List::of(Council).with(told()).sequence(sequence);
    let seen_telling = |sequence: u32| by_council(&tells(sequence)).history(vec![event.clone()]);
    vec![
        undecided(
            without_list(
                case("accred_state_equivocation", "Another version 7 than the one seen before.", &list(7)),
                &before(by_council(&other())),
                &after(by_council(&other())),
            )
            .flag(Flag::Ambiguous),
            AccredEquivocation,
            "accred_state_again",
        ),
        case("accred_state_again", "The version seen before.", &list(7))
            .state(&before(by_council(&list(7))), &after(by_council(&list(7))))
            .accepted(),
        case("accred_state_jump_at_cap", "10,000 versions on from the one seen before.", &far)
            .state(&before(by_council(&list(8))), &after(by_council(&far)))
            .accepted(),
        undecided(
            without_list(
                case(
                    "accred_state_jump",
                    "10,001 versions on at once: no honest one might ever follow.",
                    &far,
                ),
                &before(by_council(&list(7))),
                &after(by_council(&list(7))),
            )
            .flag(Flag::Exhausting),
            AccredVersionJump,
            "accred_state_jump_at_cap",
        ),
        case("accred_state_jump_beside", "The same, and the honest version is there as well.", &far)
            .evidence("https://mirror.example/list", list(9).signed(&[Council]))
            .state(&before(by_council(&list(7))), &after(by_council(&list(9))))
            .accepted(),
        case("accred_state_history_kept", "A suspension that is over is told as before.", &tells(9))
            .state(&before(seen_telling(7)), &after(seen_telling(9)))
            .accepted(),
        undecided(
            without_list(
                case("accred_state_history_cut", "It is told no more: as if it had never been.", &list(9)),
                &before(seen_telling(7)),
                &after(seen_telling(7)),
            )
            .flag(Flag::Altered),
            AccredListHistoryTruncated,
            "accred_state_history_kept",
        ),
    ]
}

/// The same for a list that another one lets be published: both are remembered.
fn delegated() -> Vec<Vector> {
    let root = || List::of(Council).with(board());
    let below = |sequence: u32| List::of(Board).with(academy().issues("1")).sequence(sequence);
    let by_board = |sequence: u32| {
        SeenVersion::of(&below(sequence).unsigned(), &[Board.multikey()], 1, &[Board.multikey()])
    };
    // In the order of their ids.
    let both = |at: &str, sequence: u32| {
        let memory = Memory::empty().last_seen(at).accreditation_list(by_board(sequence));
        memory.accreditation_list(by_council(&root()))
    };
    let case = |name: &str, comment: &str| {
        vector(name, comment)
            .spec("path-validation.md#lists")
            .evidence(&url(Council), root().signed(&[Council]))
            .evidence(&url(Board), below(7).signed(&[Board]))
    };
    vec![
        case("accred_state_sub_list", "The board's list is newer than the one seen before.")
            .state(&both(BEFORE, 5), &both(AT, 7))
            .accepted(),
        undecided(
            without_list(
                case("accred_state_sub_list_rollback", "The board's list is older than the one seen before."),
                &both(BEFORE, 8),
                &both(AT, 8),
            )
            .flag(Flag::Replayed),
            AccredRollback,
            "accred_state_sub_list",
        ),
    ]
}

fn signing(who: Who) -> Object {
    Object::new().with("threshold", 1_u32).with("keys", vec![who.multikey()])
}

/// A version of the council's list that names a key, after another.
fn root(sequence: u32, names: Who, previous: Option<&List>) -> List {
    let list = list(sequence).own("signing", signing(names));
    match previous {
        Some(previous) => list.own("previousDigest", SeenVersion::digest(&previous.clone().unsigned())),
        None => list,
    }
}

/// Version 1 by the council's key, 2 hands over to the commission's, 3 is by that.
fn chain() -> [List; 3] {
    let first = root(1, Council, None);
    let second = root(2, Commission, Some(&first));
    let third = root(3, Commission, Some(&second));
    [first, second, third]
}

fn archive(number: u32) -> String {
    format!("https://council.example/list/{number}")
}

/// Threat A14: the anchor has the council's key, all along.
fn rotation() -> Vec<Vector> {
    let case = |name: &str, comment: &str, newest: Document| {
        vector(name, comment).spec("path-validation.md#lists").evidence(&url(Council), newest)
    };
    let [first, second, third] = chain();
    let both = [Council, Commission];
    let withdrawn = |sequence: u32, names: Who, previous: &List| {
        let over = Object::new().with("action", "issue").with("validUntil", "2025-01-01T00:00:00Z");
        let entity: Entity = academy().action("1", over).event("withdrawn", "2025-01-01T00:00:00Z", "1");
        let list = List::of(Council).with(entity).sequence(sequence).own("signing", signing(names));
        list.own("previousDigest", SeenVersion::digest(&previous.clone().unsigned()))
    };
    let refused =
        |vector: Vector, code| undecided(super::nobody_knows_the_key(vector), code, "accred_root_rotated");
    vec![
        case("accred_root_rotated", "The key changes in version 2, and version 3 is by the new one.", {
            third.clone().signed(&[Commission])
        })
        .evidence(&archive(2), second.clone().signed(&both))
        .evidence(&archive(1), first.clone().signed(&[Council])),
        refused(
            case("accred_root_rotated_with_a_gap", "The same without version 2, which hands over.", {
                third.clone().signed(&[Commission])
            })
            .flag(Flag::Unavailable),
            AccredListThresholdNotMet,
        ),
        refused(
            case("accred_root_rotated_by_the_old", "The new key has not signed version 2.", {
                second.clone().signed(&[Council])
            })
            .flag(Flag::Forged),
            AccredRootRotationNewThreshold,
        ),
        refused(
            case("accred_root_rotated_by_the_new", "The old key has not signed version 2.", {
                second.clone().signed(&[Commission])
            })
            .flag(Flag::Forged),
            AccredListThresholdNotMet,
        ),
        refused(
            case("accred_root_after_rotation_by_the_old", "Version 3 is by the key that was replaced.", {
                root(3, Council, Some(&second)).signed(&[Council])
            })
            .evidence(&archive(2), second.clone().signed(&both))
            .flag(Flag::Forged),
            AccredRootRotationOldThreshold,
        ),
        super::rejected(
            case("accred_root_rotated_withdrawn", "What counts is what the new key says.", {
                withdrawn(3, Commission, &second).signed(&[Commission])
            })
            .evidence(&archive(2), second.signed(&both)),
            AccredWithdrawn,
            "accred_root_rotated",
        ),
    ]
}

/// The same, to a verifier that has seen version 1.
fn rotation_remembered() -> Vec<Vector> {
    let [first, second, third] = chain();
    let seen = |list: &List, who: Who| {
        let list = list.clone().unsigned();
        SeenVersion::of(&list, &[who.multikey()], 1, &[Council.multikey()]).signing(signing(who))
    };
    let both = [Council, Commission];
    let case = |name: &str, comment: &str| {
        vector(name, comment)
            .spec("trust-state.md#rotation")
            .evidence(&url(Council), root(3, Commission, Some(&second)).signed(&both))
    };
    let seen_third = || {
        let list = root(3, Commission, Some(&second)).unsigned();
        SeenVersion::of(&list, &[Commission.multikey()], 1, &[Council.multikey()])
            .signing(signing(Commission))
    };
    vec![
        case("accred_state_rotated", "Version 1 was seen; 2 hands over to another key, and 3 is the newest.")
            .evidence(&archive(2), second.clone().signed(&both))
            .state(&before(seen(&first, Council)), &after(seen_third()))
            .accepted(),
        undecided(
            without_list(
                case(
                    "accred_state_rotated_with_a_gap",
                    "Without version 2: nobody knows whose keys it named.",
                ),
                &before(seen(&first, Council)),
                &after(seen(&first, Council)),
            )
            .flag(Flag::Unavailable),
            AccredRootVersionGap,
            "accred_state_rotated",
        ),
        vector("accred_state_after_rotation", "Version 2 was seen; 3 is by the key that it names.")
            .spec("trust-state.md#rotation")
            .evidence(&url(Council), third.clone().signed(&[Commission]))
            .state(&before(seen(&second, Commission)), &after(seen(&third, Commission)))
            .accepted(),
        undecided(
            without_list(
                vector(
                    "accred_state_after_rotation_by_the_old",
                    "Version 3 is by the key that was replaced.",
                )
                .spec("trust-state.md#rotation")
                .evidence(&url(Council), root(3, Council, Some(&second)).signed(&[Council])),
                &before(seen(&second, Commission)),
                &after(seen(&second, Commission)),
            )
            .flag(Flag::Forged),
            AccredRootRotationOldThreshold,
            "accred_state_after_rotation",
        ),
    ]
}
