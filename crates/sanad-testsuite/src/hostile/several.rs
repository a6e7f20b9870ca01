//! Several authorities: too few, one that denies, one that cannot be asked.

use std::num::NonZeroU8;

use sanad_core::json::Object;
use sanad_core::pointer::JsonPointer;
use sanad_core::scope::Scope;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::{AuthorityAnchor, Mode};
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Report;

use super::{Scenario, college, council, game, in_vain, mill, rejected, undecided};
use crate::authority::Party;
use crate::authority::entry::Entry;
use crate::authority::list::List;
use crate::hostile::game::{Game, trusting};

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        rejected("vetoed", &["A10"], "accred.vetoed", |side| {
            let mut game = watched();
            game.publish(&List::by(&watchdog()).with(side.pick(clean(), suspended())).sign());
            game.ask(&college().badge())
        }),
        undecided("veto_that_cannot_be_asked", &["A16"], "accred.list_unavailable", |side| {
            let mut game = watched();
            game.publish(&List::by(&watchdog()).with(clean()).sign());
            if side.pick(false, true) {
                game.take_down(&watchdog().list());
            }
            game.ask(&college().badge())
        }),
        undecided("veto_with_an_old_list", &["indefinite freeze", "A3"], "accred.list_expired", |side| {
            let mut game = watched();
            let until = side.pick("2026-05-01T00:00:00Z", "2026-02-20T00:00:00Z");
            let list = List::by(&watchdog()).valid("2026-02-01T00:00:00Z", until);
            game.publish(&list.with(clean()).sign());
            game.ask(&college().badge())
        }),
        undecided("one_of_two_that_are_needed", &["A10"], "accred.quorum_not_met", |side| {
            let other = side.pick(college(), mill());
            quorum(Formula::AtLeast(two()), &Entry::of(&other).issue())
        }),
        rejected("one_of_two_that_are_needed_and_one_against", &["A10"], "accred.suspended", |side| {
            quorum(Formula::AtLeast(two()), &side.pick(Entry::of(&college()).issue(), suspended()))
        }),
        undecided("all_of_three_but_one", &["A10"], "accred.quorum_not_met", |side| {
            let mut game = three(Formula::All);
            game.publish(&List::by(&second()).with(Entry::of(&college()).issue()).sign());
            let other = side.pick(college(), mill());
            game.publish(&List::by(&third()).with(Entry::of(&other).issue()).sign());
            game.ask(&college().badge())
        }),
        undecided("all_of_three_and_one_out_of_reach", &["A16"], "accred.list_unavailable", |side| {
            let mut game = three(Formula::All);
            game.publish(&List::by(&second()).with(Entry::of(&college()).issue()).sign());
            game.publish(&List::by(&third()).with(Entry::of(&college()).issue()).sign());
            if side.pick(false, true) {
                game.take_down(&third().list());
            }
            game.ask(&college().badge())
        }),
        in_vain("one_authority_out_of_reach_where_any_will_do", &["A16"], |side| {
            let mut game = three(Formula::Any);
            if side.pick(true, false) {
                game.publish(&List::by(&second()).with(Entry::of(&college()).issue()).sign());
            }
            game.ask(&college().badge())
        }),
        in_vain("two_anchors_with_one_list_are_not_two_authorities", &["A7"], |side| {
            // A control: the formula counts anchors, and a verifier that names one twice has itself to blame; the same
            // anchor twice does not take anything away.
            let anchors =
                side.pick(vec![trusting(&council())], vec![trusting(&council()), trusting(&council())]);
            game().trusts(anchors).ask(&college().badge())
        }),
        rejected("veto_of_a_scope_that_is_touched", &["A10", "A9"], "accred.vetoed", |side| {
            let word = side.pick("limitLanguage", "limitCredentialType");
            let value = side.pick("hi", "OpenBadgeCredential");
            let scope = Object::new().with(word, vec![value]);
            let scope = Scope::read(&scope, &JsonPointer::root()).unwrap_or_default();
            let mut game = game().trusts(vec![trusting(&council()), veto().with_scope(scope)]);
            let list = List::by(&watchdog()).with(suspended());
            game.publish(&list.sign());
            game.ask(&college().badge())
        }),
    ]
}

fn two() -> NonZeroU8 {
    NonZeroU8::MIN.saturating_add(1)
}

fn watchdog() -> Party {
    Party::named("watchdog")
}

fn second() -> Party {
    Party::named("second")
}

fn third() -> Party {
    Party::named("third")
}

fn veto() -> AuthorityAnchor {
    trusting(&watchdog()).with_mode(Mode::Veto)
}

/// The council may grant, and the watchdog may only deny.
fn watched() -> Game {
    game().trusts(vec![trusting(&council()), veto()])
}

fn clean() -> Entry {
    Entry::of(&college()).issue()
}

fn suspended() -> Entry {
    clean().ended("suspended", "2026-01-01T00:00:00Z")
}

fn three(formula: Formula) -> Game {
    game()
        .trusts(vec![trusting(&council()), trusting(&second()), trusting(&third())])
        .policy(Policy::accredited().with_formula(formula))
}

/// The council grants, a second authority says something, a third lists somebody else.
fn quorum(formula: Formula, by_the_second: &Entry) -> Report {
    let mut game = three(formula);
    game.publish(&List::by(&second()).with(by_the_second.clone()).sign());
    game.publish(&List::by(&third()).with(Entry::of(&Party::named("school")).issue()).sign());
    game.ask(&college().badge())
}
