//! Ways from an authority to an issuer that should not be there: by a leaf, too long, in circles.
#![expect(clippy::panic, reason = "a script that cannot be played is written wrongly")]

use sanad_core::json::Object;
use sanad_verifier::anchor::AuthorityAnchor;
use sanad_verifier::report::Report;

use super::{
    Scenario, board, board_list, college, council, council_list, game, in_vain, mill, quiet_game, rejected,
    undecided,
};
use crate::authority::entry::{Entry, delegation};
use crate::authority::list::List;
use crate::authority::{END, FROM, Party};
use crate::hostile::game::{Game, trusting};

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        // The hole in the draft: whoever was listed to issue could accredit anybody.
        undecided("leaf_as_authority", &["A8"], "accred.path_not_authority", |side| {
            let college_entry = Entry::of(&college()).issue();
            leaf(side.pick(college_entry.clone().recognize(), college_entry))
        }),
        undecided("assessor_as_authority", &["A8"], "accred.path_not_authority", |side| {
            let assessor = Entry::of(&college()).act("assess", FROM, END);
            leaf(side.pick(assessor.clone().recognize(), assessor))
        }),
        undecided("deeper_than_the_anchor_allows", &["A8"], "accred.depth_exceeded", |side| {
            game().trusts(vec![deep_anchor(side.pick(1, 0))]).ask(&college().badge())
        }),
        undecided("deeper_than_the_delegation_allows", &["A8"], "accred.depth_exceeded", |side| {
            let limit = delegation(&board()).with("maxPathLength", side.pick(1_u32, 0));
            three(Entry::of(&board()).delegate(limit), Entry::of(&agency()).recognize())
        }),
        undecided("a_hundred_lists_deep", &["A8"], "accred.depth_exceeded", |side| deep(side.pick(4, 100))),
        rejected("vouches_for_itself", &["A8", "GHSA-j8x2-777p-23fc"], "accred.action_not_granted", |side| {
            let mut game = quiet_game();
            let entry = Entry::of(&board()).recognize();
            let entry = side.pick(entry.clone().issue(), entry);
            game.publish(&List::by(&council()).sequence(12).with(entry).sign());
            game.publish(&board_list().with(Entry::of(&board()).issue()).sign());
            game.ask(&board().badge())
        }),
        in_vain("child_recognises_its_parent", &["A8", "GHSA-j8x2-777p-23fc"], |side| {
            let mut game = game();
            let list = side.pick(board_list(), board_list().with(Entry::of(&council()).recognize()));
            game.publish(&list.sign());
            game.ask(&college().badge())
        }),
        undecided("ring_of_five_lists", &["A8", "GHSA-j8x2-777p-23fc"], "accred.issuer_unknown", |side| {
            let ring: Vec<Party> = (0..5).map(|number| Party::named(&format!("ring{number}"))).collect();
            let mut game = quiet_game().trusts(vec![deep_anchor(8)]);
            let first = ring.first().cloned().into_iter();
            let entries = side.pick(Some(Entry::of(&college()).issue()), None);
            let list = entries.into_iter().fold(List::by(&council()).sequence(12), List::with);
            let list = first.fold(list, |list, first| list.with(Entry::of(&first).recognize()));
            game.publish(&list.sign());
            for (at, party) in ring.iter().enumerate() {
                let next = ring.get((at + 1) % ring.len()).unwrap_or(party);
                game.publish(&List::by(party).with(Entry::of(next).recognize()).sign());
            }
            game.ask(&college().badge())
        }),
        undecided("more_paths_than_can_be_walked", &["A8"], "accred.budget_exceeded", |side| {
            mesh(side.pick(3, 12))
        }),
        undecided("subject_excluded", &["A10", "CVE-2025-2886"], "accred.subject_excluded", |side| {
            let excluded = side.pick(mill(), college());
            let limits = delegation(&board()).with("excludedSubjects", vec![excluded.did()]);
            limited(limits)
        }),
        undecided(
            "subject_not_among_those_permitted",
            &["A10", "CVE-2025-2886"],
            "accred.subject_excluded",
            |side| {
                let permitted = side.pick(college(), mill());
                limited(delegation(&board()).with("permittedSubjects", vec![permitted.did()]))
            },
        ),
        undecided("subject_by_a_longer_name", &["A9", "A10"], "accred.subject_excluded", |side| {
            let permitted = side.pick(college().did(), format!("{}:law", college().did()));
            limited(delegation(&board()).with("permittedSubjects", vec![permitted]))
        }),
        undecided("action_not_to_be_delegated", &["A9", "A10"], "accred.action_not_delegable", |side| {
            let words = side.pick(vec!["issue"], vec!["assess"]);
            limited(delegation(&board()).with("delegableActions", words))
        }),
        undecided("recognition_not_to_be_delegated", &["A9", "A10"], "accred.action_not_delegable", |side| {
            let words = side.pick(vec!["issue", "recognize"], vec!["issue"]);
            let limits = delegation(&board()).with("delegableActions", words);
            three(Entry::of(&board()).delegate(limits), Entry::of(&agency()).recognize())
        }),
        undecided(
            "grandchild_excluded_by_the_root",
            &["A10", "CVE-2025-2886"],
            "accred.issuer_unknown",
            |side| {
                let excluded = side.pick(mill(), college());
                let limits = delegation(&board()).with("excludedSubjects", vec![excluded.did()]);
                three(Entry::of(&board()).delegate(limits), Entry::of(&agency()).recognize())
            },
        ),
        undecided(
            "limit_of_another_version",
            &["A10", "CVE-2025-2886"],
            "accred.constraint_unknown",
            |side| {
                let limits = delegation(&board());
                limited(side.pick(limits.clone(), limits.with("maxBadges", 10_u32)))
            },
        ),
        rejected("two_parents_disagree", &["A10", "CVE-2025-2886"], "accred.suspended", |side| {
            let entry = Entry::of(&college()).issue();
            beside(&side.pick(entry.clone(), entry.ended("suspended", "2026-01-01T00:00:00Z")))
        }),
        in_vain("a_second_parent_that_does_not_list_it", &["A10"], |side| {
            beside(&Entry::of(&side.pick(college(), mill())).issue())
        }),
        undecided("accreditor_withdrawn_before_the_award", &["A10", "A11"], "accred.withdrawn", |side| {
            let entry = Entry::of(&board()).recognize();
            let entry = side.pick(entry.clone(), entry.ended("withdrawn", "2026-01-01T00:00:00Z"));
            let mut game = game();
            game.publish(&List::by(&council()).sequence(12).with(entry).sign());
            game.ask(&college().badge())
        }),
        undecided(
            "nobody_but_its_own_authority",
            &["arbitrary installation"],
            "accred.issuer_unknown",
            |side| {
                let mut game = game();
                let authority = Party::named("authority");
                game.enclose(
                    &authority.list(),
                    &List::by(&authority).with(Entry::of(&mill()).issue()).sign(),
                );
                game.ask(&side.pick(college(), mill()).badge())
            },
        ),
    ]
}

/// The council, under whose list so many may follow on a path.
fn deep_anchor(lists: u8) -> AuthorityAnchor {
    let anchor = trusting(&council()).with_max_path_length(lists);
    anchor.unwrap_or_else(|error| panic!("{error}"))
}

fn agency() -> Party {
    Party::named("agency")
}

/// The board lists the college for something, and the college lists the mill.
fn leaf(entry: Entry) -> Report {
    let mut game = quiet_game();
    game.publish(&council_list().sign());
    game.publish(&List::by(&board()).sequence(40).with(entry).sign());
    game.enclose(&college().list(), &List::by(&college()).with(Entry::of(&mill()).issue()).sign());
    game.ask(&mill().badge())
}

/// The council lets the board do as it may, and the board lists the college.
fn limited(delegation: Object) -> Report {
    let mut game = game();
    game.publish(&List::by(&council()).sequence(12).with(Entry::of(&board()).delegate(delegation)).sign());
    game.ask(&college().badge())
}

/// The council lists the board, the board the agency, the agency the college.
fn three(board_entry: Entry, agency_entry: Entry) -> Report {
    let mut game = quiet_game();
    game.publish(&List::by(&council()).sequence(12).with(board_entry).sign());
    game.publish(&List::by(&board()).sequence(40).with(agency_entry).sign());
    game.publish(&List::by(&agency()).with(Entry::of(&college()).issue()).sign());
    game.ask(&college().badge())
}

/// So many lists, the last of which has the college.
fn deep(lists: usize) -> Report {
    let party = |number: usize| if number == 0 { council() } else { Party::named(&format!("level{number}")) };
    let mut game = quiet_game();
    for number in 0..lists {
        let list = List::by(&party(number));
        let below = Entry::of(&party(number + 1)).recognize();
        let last = Entry::of(&college()).issue();
        game.publish(&list.with(if number + 1 == lists { last } else { below }).sign());
    }
    game.ask(&college().badge())
}

/// So many authorities that all recognise each other and all list the college.
fn mesh(count: usize) -> Report {
    let parties: Vec<Party> = (0..count).map(|number| Party::named(&format!("peer{number}"))).collect();
    let mut game: Game = quiet_game().trusts(vec![deep_anchor(8)]);
    let all = |list: List, but: &Party| {
        let others = parties.iter().filter(|party| *party != but);
        others.fold(list, |list, party| list.with(Entry::of(party).recognize()))
    };
    game.publish(&all(List::by(&council()).sequence(12), &council()).sign());
    for party in &parties {
        game.publish(&all(List::by(party), party).with(Entry::of(&college()).issue()).sign());
    }
    game.ask(&college().badge())
}

/// The council lists the board and the agency, and both have something to say.
fn beside(by_the_agency: &Entry) -> Report {
    let mut game = game();
    game.publish(&council_list().with(Entry::of(&agency()).recognize()).sign());
    game.publish(&List::by(&agency()).with(by_the_agency.clone()).sign());
    game.ask(&college().badge())
}
