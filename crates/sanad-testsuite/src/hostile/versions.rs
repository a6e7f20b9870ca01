//! Versions of a list that lie side by side, and what time it is: freeze, two of one number.

use super::{
    Scenario, board, board_list, college, council, council_list, game, in_vain, quiet_game, undecided,
};
use crate::authority::entry::Entry;
use crate::authority::list::List;
use crate::authority::{FROM, Party, prove};
use crate::hostile::game::trusting;

/// Half a year after [`crate::authority::LISTED`], and a new edition of every list is due.
const AUTUMN: [&str; 2] = ["2026-08-01T00:00:00Z", "2027-02-01T00:00:00Z"];

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        undecided("list_older_than_the_anchor_allows", &["rollback", "A1"], "accred.rollback", |side| {
            let least = side.pick(12, 13);
            game().trusts(vec![trusting(&council()).with_minimum_sequence(least)]).ask(&college().badge())
        }),
        undecided(
            "older_copy_beside_a_newer_that_dropped_the_issuer",
            &["rollback", "malicious mirrors"],
            "accred.issuer_unknown",
            |side| {
                let mut game = game();
                let newer = List::by(&board()).sequence(41).with(Entry::of(&Party::named("school")).issue());
                let newer = side.pick(newer.clone().with(Entry::of(&college()).issue()), newer);
                game.enclose("https://mirror.example/board", &newer.sign());
                game.ask(&college().badge())
            },
        ),
        undecided(
            "older_copy_in_date_beside_a_newer_that_is_not",
            &["indefinite freeze", "A3"],
            "accred.list_expired",
            |side| {
                let mut game = game();
                let until = side.pick("2026-04-01T00:00:00Z", "2026-02-20T00:00:00Z");
                let newer = board_list().sequence(41).valid("2026-02-16T00:00:00Z", until);
                game.enclose("https://mirror.example/board", &newer.sign());
                game.ask(&college().badge())
            },
        ),
        in_vain("stale_copy_beside_the_newest", &["malicious mirrors"], |side| {
            let mut game = game();
            if side.pick(false, true) {
                let withdrawn = Entry::of(&college()).issue().ended("withdrawn", "2025-06-01T00:00:00Z");
                let older = List::by(&board()).sequence(39).with(withdrawn);
                game.enclose("https://mirror.example/board", &older.sign());
                game.enclose(&board().list(), &board_list().sign());
            }
            game.ask(&college().badge())
        }),
        in_vain(
            "expired_copy_that_comes_with_the_badge",
            &["indefinite freeze", "malicious mirrors"],
            |side| {
                let mut game = game();
                if side.pick(false, true) {
                    let expired = council_list().valid("2025-02-15T00:00:00Z", "2025-08-15T00:00:00Z");
                    game.enclose("https://mirror.example/council", &expired.sequence(3).sign());
                }
                game.ask(&college().badge())
            },
        ),
        undecided("list_expired", &["indefinite freeze", "A3"], "accred.list_expired", |side| {
            let mut game = game();
            game.publish(&board_list().valid(AUTUMN[0], AUTUMN[1]).sign());
            game.publish(&side.pick(council_list().valid(AUTUMN[0], AUTUMN[1]), council_list()).sign());
            game.now("2026-09-01T00:00:00Z");
            game.ask(&college().badge())
        }),
        undecided(
            "delegated_list_expired",
            &["indefinite freeze", "A3", "CVE-2026-6967"],
            "accred.list_expired",
            |side| {
                let mut game = game();
                game.publish(&council_list().valid(AUTUMN[0], AUTUMN[1]).sign());
                game.publish(&side.pick(board_list().valid(AUTUMN[0], AUTUMN[1]), board_list()).sign());
                game.now("2026-09-01T00:00:00Z");
                game.ask(&college().badge())
            },
        ),
        undecided(
            "a_second_after_the_list_ends",
            &["indefinite freeze", "A3"],
            "accred.list_expired",
            |side| {
                let mut game = game();
                game.now(side.pick("2026-08-15T00:00:00Z", "2026-08-15T00:00:01Z"));
                game.ask(&college().badge())
            },
        ),
        undecided("clock_set_back", &["indefinite freeze", "A3"], "time.clock_regressed", |side| {
            let mut game = quiet_game();
            game.publish(&council_list().sequence(13).valid(AUTUMN[0], AUTUMN[1]).sign());
            game.publish(&board_list().sequence(41).valid(AUTUMN[0], AUTUMN[1]).sign());
            game.now("2026-09-01T00:00:00Z");
            drop(game.ask(&college().badge()));
            game.now(side.pick("2026-09-02T00:00:00Z", "2026-08-20T00:00:00Z"));
            game.ask(&college().badge())
        }),
        undecided(
            "list_from_the_future",
            &["indefinite freeze", "A3"],
            "accred.list_not_yet_valid",
            |side| {
                let mut game = game();
                let from = side.pick("2026-02-28T00:00:00Z", "2026-03-02T00:00:00Z");
                let list = council_list().sequence(13).valid(from, "2026-09-01T00:00:00Z").unsigned();
                game.publish(&prove(list, &council().key(1), &council().method(1), FROM));
                game.ask(&college().badge())
            },
        ),
        undecided("two_lists_of_one_number", &["A17"], "accred.equivocation", |side| {
            let mut game = game();
            let other = board_list().valid("2026-02-16T00:00:00Z", "2026-08-16T00:00:00Z");
            game.enclose("https://mirror.example/board", &side.pick(board_list(), other).sign());
            game.enclose(&board().list(), &board_list().sign());
            game.ask(&college().badge())
        }),
        undecided(
            "new_parent_with_old_child_it_no_longer_names",
            &["mix-and-match", "A4"],
            "accred.issuer_unknown",
            |side| {
                let mut game = game();
                let other =
                    List::by(&council()).sequence(13).with(Entry::of(&Party::named("agency")).issue());
                game.publish(&side.pick(council_list().sequence(13), other).sign());
                game.enclose(&board().list(), &board_list().sign());
                game.ask(&college().badge())
            },
        ),
    ]
}
