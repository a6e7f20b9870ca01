//! Versions that come one after the other, to a verifier that remembers: rollback, fast-forward, a change of keys.

use sanad_verifier::report::Report;

use super::{Scenario, board, board_list, college, council, council_list, game, in_vain, undecided};
use crate::authority::Party;
use crate::authority::entry::Entry;
use crate::authority::list::List;
use crate::hostile::game::{Game, trusting_keys};

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        undecided("older_list_after_newer", &["rollback", "A1"], "accred.rollback", |side| {
            let mut game = game();
            drop(game.ask(&college().badge()));
            game.publish(&side.pick(next_council_list(), council_list().sequence(11)).sign());
            game.ask(&college().badge())
        }),
        undecided(
            "older_delegated_list_after_newer",
            &["rollback", "A1", "CVE-2025-2887"],
            "accred.rollback",
            |side| {
                let mut game = game();
                drop(game.ask(&college().badge()));
                game.publish(&side.pick(next_board_list(), board_list().sequence(39)).sign());
                game.ask(&college().badge())
            },
        ),
        undecided("older_list_after_a_restart", &["rollback", "A1"], "accred.rollback", |side| {
            let mut game = game();
            drop(game.ask(&college().badge()));
            game.restart();
            game.publish(&council_list().sequence(side.pick(12, 1)).sign());
            game.ask(&college().badge())
        }),
        undecided("jump_to_the_last_number", &["fast-forward", "A6"], "accred.version_jump", |side| {
            let mut game = game();
            drop(game.ask(&college().badge()));
            game.publish(&side.pick(next_council_list(), council_list().sequence((1 << 53) - 1)).sign());
            game.ask(&college().badge())
        }),
        undecided("jump_of_a_delegated_list", &["fast-forward", "A6"], "accred.version_jump", |side| {
            let mut game = game();
            drop(game.ask(&college().badge()));
            game.publish(&side.pick(next_board_list(), board_list().sequence(1 << 40)).sign());
            game.ask(&college().badge())
        }),
        in_vain("after_a_jump_the_honest_version", &["fast-forward", "A6"], |side| {
            let mut game = game();
            drop(game.ask(&college().badge()));
            if side.pick(false, true) {
                game.publish(&council_list().sequence((1 << 53) - 1).sign());
                drop(game.ask(&college().badge()));
            }
            game.publish(&next_council_list().sign());
            game.ask(&college().badge())
        }),
        in_vain("forged_version_is_not_remembered", &["rollback", "A2", "CVE-2025-2888"], |side| {
            let mut game = game();
            drop(game.ask(&college().badge()));
            if side.pick(false, true) {
                game.publish(&council_list().sequence(500).sign_with(&[9]));
                drop(game.ask(&college().badge()));
                game.restart();
            }
            game.publish(&council_list().sign());
            game.ask(&college().badge())
        }),
        in_vain("version_below_its_threshold_is_not_remembered", &["A2", "CVE-2025-2888"], |side| {
            let mut game = game().trusts(vec![trusting_keys(&council(), &[1, 2], 2)]);
            game.publish(&council_list().sign_with(&[1, 2]));
            drop(game.ask(&college().badge()));
            if side.pick(false, true) {
                game.publish(&council_list().sequence(13).sign_with(&[1]));
                drop(game.ask(&college().badge()));
                game.restart();
            }
            game.publish(&council_list().sign_with(&[1, 2]));
            game.ask(&college().badge())
        }),
        in_vain(
            "after_a_stolen_key_ran_ahead_and_was_taken_back",
            &["fast-forward", "key compromise", "A6"],
            |side| {
                let mut game = game();
                drop(game.ask(&college().badge()));
                if side.pick(false, true) {
                    game.publish(&board_list().sequence(9_000).sign());
                    drop(game.ask(&college().badge()));
                }
                let entry = Entry::of(&board()).on_key("revoked", "2026-02-20T00:00:00Z");
                let entry = entry.on_key("revocationReason", "compromised").key(2).recognize();
                game.publish(&List::by(&council()).with(entry).after(&council_list().sign()).sign());
                game.publish(&next_board_list().sign_with(&[2]));
                game.ask(&college().badge())
            },
        ),
        undecided("next_version_follows_another", &["A17"], "accred.equivocation", |side| {
            let mut game = game();
            let first = council_list().sign();
            game.publish(&first);
            drop(game.ask(&college().badge()));
            let other = council_list().valid("2026-02-16T00:00:00Z", "2026-08-16T00:00:00Z").sign();
            game.publish(&council_list().after(&side.pick(first, other)).sign());
            game.ask(&college().badge())
        }),
        undecided(
            "what_was_withdrawn_is_told_no_more",
            &["A1", "A17"],
            "accred.list_history_truncated",
            |side| {
                let school = || Entry::of(&Party::named("school")).issue();
                let before = board_list().with(school().ended("withdrawn", "2026-01-01T00:00:00Z"));
                let mut game = game();
                let first = before.sign();
                game.publish(&first);
                drop(game.ask(&college().badge()));
                let next = side.pick(before, board_list().with(school()));
                game.publish(&next.after(&first).sign());
                game.ask(&college().badge())
            },
        ),
        undecided("new_keys_without_the_old_ones", &["A14"], "accred.root_rotation_old_threshold", |side| {
            rotated(1, side.pick(&[1, 2], &[2]))
        }),
        undecided("new_keys_that_have_not_signed", &["A14"], "accred.root_rotation_new_threshold", |side| {
            rotated(1, side.pick(&[1, 2], &[1]))
        }),
        undecided("new_keys_two_versions_on", &["A14", "CVE-2025-2885"], "accred.root_version_gap", |side| {
            rotated(side.pick(1, 2), &[1, 2])
        }),
        undecided(
            "old_key_after_a_change_of_keys",
            &["A14", "key compromise"],
            "accred.root_rotation_old_threshold",
            |side| {
                let mut game = rooted();
                let second = council_list().signing(1, &[2]).after(&council_list().signing(1, &[1]).sign());
                let second = second.sign_with(&[1, 2]);
                game.publish(&second);
                drop(game.ask(&college().badge()));
                game.restart();
                let third = council_list().signing(1, side.pick(&[2], &[1])).after(&second);
                game.publish(&third.sign_with(side.pick(&[2], &[1])));
                game.ask(&college().badge())
            },
        ),
        undecided("another_list_of_the_same_number_later", &["A17"], "accred.equivocation", |side| {
            let mut game = game();
            drop(game.ask(&college().badge()));
            game.restart();
            let other = council_list().valid("2026-02-16T00:00:00Z", "2026-08-16T00:00:00Z");
            game.publish(&side.pick(council_list(), other).sign());
            game.ask(&college().badge())
        }),
        in_vain("one_more_signature_is_no_other_list", &["A17"], |side| {
            let mut game = game();
            drop(game.ask(&college().badge()));
            game.publish(&council_list().sign_with(side.pick(&[1], &[1, 7])));
            game.ask(&college().badge())
        }),
    ]
}

/// The verifier has seen a version of the council's list that names its own signer.
fn rooted() -> Game {
    let mut game = game();
    game.publish(&council_list().signing(1, &[1]).sign());
    drop(game.ask(&college().badge()));
    game
}

/// So many versions on, the council's second key takes the place of its first; who has signed that.
fn rotated(versions: u64, signers: &[u8]) -> Report {
    let mut game = rooted();
    // The version between is nowhere to be had.
    let mut next = council_list().signing(1, &[2]).after(&council_list().signing(1, &[1]).sign());
    if versions > 1 {
        next = next.sequence(12 + versions);
    }
    game.publish(&next.sign_with(signers));
    game.ask(&college().badge())
}

/// The council's next version.
fn next_council_list() -> List {
    council_list().after(&council_list().sign())
}

/// The board's next version.
fn next_board_list() -> List {
    board_list().after(&board_list().sign())
}
