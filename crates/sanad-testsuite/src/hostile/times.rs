//! Awards out of time: before, after, between, backdated, and authorities whose own time was over.

use sanad_core::json::Object;
use sanad_verifier::policy::{ClaimedTimes, Policy};

use super::{Scenario, board, board_list, college, council_list, game, rejected, undecided};
use crate::authority::entry::Entry;
use crate::authority::list::List;
use crate::authority::{END, FROM};
use crate::document::ISSUED;

/// A month before the badges of this world are awarded.
const BEFORE: &str = "2026-01-01T00:00:00Z";
/// Between the award and the time asked about.
const AFTER: &str = "2026-02-10T00:00:00Z";

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        rejected("a_second_before_the_start", &["A11"], "accred.not_yet_effective", |side| {
            let awarded = side.pick("2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z");
            listed(Entry::of(&college()).act("issue", BEFORE, END)).ask(&badge_of(awarded, ISSUED))
        }),
        rejected("at_the_end", &["A11"], "accred.expired", |side| {
            let awarded = side.pick("2026-01-31T23:59:59Z", "2026-02-01T00:00:00Z");
            let entry = Entry::of(&college()).act("issue", FROM, "2026-02-01T00:00:00Z");
            listed(entry).policy(on_its_word()).ask(&badge_of(awarded, awarded))
        }),
        rejected("awarded_in_time_and_signed_later", &["A11"], "accred.expired", |side| {
            let entry = Entry::of(&college()).act("issue", FROM, "2026-02-01T00:00:00Z");
            let signed = side.pick("2026-01-31T00:00:00Z", "2026-02-02T00:00:00Z");
            listed(entry).policy(on_its_word()).ask(&badge_of("2026-01-30T00:00:00Z", signed))
        }),
        rejected("signed_before_it_was_accredited", &["A11"], "accred.not_yet_effective", |side| {
            let signed = side.pick(ISSUED, "2025-12-31T00:00:00Z");
            listed(Entry::of(&college()).act("issue", BEFORE, END)).ask(&badge_of(ISSUED, signed))
        }),
        rejected("in_a_suspension", &["A11"], "accred.suspended", |side| {
            let awarded = side.pick("2025-05-31T00:00:00Z", "2025-07-01T00:00:00Z");
            suspended_for_a_summer().ask(&badge_of(awarded, awarded))
        }),
        rejected("at_the_start_of_a_suspension", &["A11"], "accred.suspended", |side| {
            let awarded = side.pick("2025-05-31T23:59:59Z", "2025-06-01T00:00:00Z");
            suspended_for_a_summer().ask(&badge_of(awarded, awarded))
        }),
        rejected("a_second_before_a_suspension_ends", &["A11"], "accred.suspended", |side| {
            let awarded = side.pick("2025-09-01T00:00:00Z", "2025-08-31T23:59:59Z");
            suspended_for_a_summer().ask(&badge_of(awarded, awarded))
        }),
        rejected("signed_in_a_suspension", &["A11"], "accred.suspended", |side| {
            let signed = side.pick("2025-05-31T00:00:00Z", "2025-06-02T00:00:00Z");
            suspended_for_a_summer().ask(&badge_of("2025-05-30T00:00:00Z", signed))
        }),
        rejected("withdrawn_before_the_award", &["A11"], "accred.withdrawn", |side| {
            let entry = Entry::of(&college()).issue();
            listed(side.pick(entry.clone(), entry.ended("withdrawn", BEFORE))).ask(&college().badge())
        }),
        rejected("between_withdrawal_and_a_new_accreditation", &["A11"], "accred.withdrawn", |side| {
            let entry = Entry::of(&college()).issue().ended("withdrawn", BEFORE);
            let again = side.pick("2026-01-15T00:00:00Z", AFTER);
            listed(entry.act("issue", again, END)).ask(&college().badge())
        }),
        rejected("taken_back_after_the_fact", &["A12"], "accred.voided", |side| {
            let entry = Entry::of(&college()).issue();
            let voided = entry.clone().ended_as("withdrawn", BEFORE, "retroactive");
            let mut game = game();
            drop(game.ask(&college().badge()));
            let next = List::by(&board()).with(side.pick(entry, voided)).after(&board_list().sign());
            game.publish(&next.sign());
            game.ask(&college().badge())
        }),
        rejected("taken_back_from_its_first_day", &["A12"], "accred.voided", |side| {
            let entry = Entry::of(&college()).issue();
            let voided = entry.clone().ended_as("withdrawn", FROM, "retroactive");
            listed(side.pick(entry, voided)).ask(&college().badge())
        }),
        undecided("backdated_by_one_who_was_withdrawn", &["A12", "A13"], "accred.time_unproven", |side| {
            let entry = Entry::of(&college()).issue();
            listed(side.pick(entry.clone(), entry.ended("withdrawn", AFTER))).ask(&college().badge())
        }),
        undecided("accredited_until_after_the_award", &["A11"], "accred.time_unproven", |side| {
            let until = side.pick("2026-04-01T00:00:00Z", AFTER);
            listed(Entry::of(&college()).act("issue", FROM, until)).ask(&college().badge())
        }),
        undecided("authority_began_after_the_award", &["A11"], "accred.not_yet_effective", |side| {
            above(side.pick(BEFORE, AFTER), END).ask(&college().badge())
        }),
        undecided("authority_was_over_at_the_award", &["A11"], "accred.expired", |side| {
            above(FROM, side.pick(END, BEFORE)).ask(&college().badge())
        }),
        undecided("authority_is_over_now", &["A11"], "accred.time_unproven", |side| {
            above(FROM, side.pick(END, AFTER)).ask(&college().badge())
        }),
        undecided("history_that_contradicts_what_is_granted", &["A12"], "accred.status_conflict", |side| {
            let mut entry = Entry::of(&college()).issue().ended("suspended", "2026-05-01T00:00:00Z");
            if let Some(action) = entry.actions.last_mut() {
                action.until = side.pick("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z").to_owned();
            }
            listed(entry).ask(&college().badge())
        }),
    ]
}

/// What the issuer's own dates say counts.
fn on_its_word() -> Policy {
    Policy::accredited().with_claimed_times(ClaimedTimes::Accept)
}

fn badge_of(awarded: &str, signed: &str) -> Object {
    college().sign_badge(college().unsigned_badge().set("/validFrom", awarded), 1, signed)
}

fn listed(entry: Entry) -> crate::hostile::game::Game {
    let mut game = game();
    game.publish(&List::by(&board()).sequence(40).with(entry).sign());
    game
}

fn suspended_for_a_summer() -> crate::hostile::game::Game {
    let entry = Entry::of(&college()).issue().ended("suspended", "2025-06-01T00:00:00Z");
    listed(entry.act("issue", "2025-09-01T00:00:00Z", END)).policy(on_its_word())
}

/// The board may recognise others from one time to another.
fn above(from: &str, until: &str) -> crate::hostile::game::Game {
    let mut list = council_list();
    for action in list.entries.iter_mut().flat_map(|entry| &mut entry.actions) {
        from.clone_into(&mut action.from);
        until.clone_into(&mut action.until);
    }
    let mut game = game();
    game.publish(&list.sign());
    game
}
