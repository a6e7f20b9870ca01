//! Who has the issuer's key, and whose site it is by now.

use sanad_core::json::Object;
use sanad_verifier::report::Report;

use super::{Scenario, board, college, game, in_vain, mill, quiet_game, rejected, undecided};
use crate::authority::entry::Entry;
use crate::authority::list::List;
use crate::authority::{Party, prove};
use crate::document::ISSUED;
use crate::hostile::council_list;

/// A week before the badges of this world are signed.
const BEFORE: &str = "2026-01-25T00:00:00Z";
/// Between that and the time asked about.
const AFTER: &str = "2026-02-10T00:00:00Z";

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        rejected(
            "site_taken_over_and_the_old_key_named",
            &["key compromise", "A13"],
            "proof.signature_invalid",
            |side| {
                taken_over(&prove(
                    college().unsigned_badge().into_object(),
                    &side.pick(college(), mill()).key(1),
                    &college().method(1),
                    ISSUED,
                ))
            },
        ),
        undecided(
            "site_taken_over_and_a_new_key_put_there",
            &["key compromise", "A13"],
            "accred.key_not_listed",
            |side| {
                let (by, number) = side.pick((college(), 1), (mill(), 9));
                taken_over(&prove(
                    college().unsigned_badge().into_object(),
                    &by.key(number),
                    &college().method(number),
                    ISSUED,
                ))
            },
        ),
        undecided("entry_without_keys", &["A13"], "accred.key_not_listed", |side| {
            let entry = Entry::of(&college());
            listed(side.pick(entry.clone(), entry.keyless()).issue())
        }),
        rejected("key_retired_before_the_signature", &["A13"], "accred.key_retired", |side| {
            listed(revoked("retired", side.pick(AFTER, BEFORE)))
        }),
        rejected("key_superseded_before_the_signature", &["A13"], "accred.key_retired", |side| {
            listed(revoked("superseded", side.pick(AFTER, BEFORE)))
        }),
        rejected(
            "key_compromised_before_the_signature",
            &["key compromise", "A13"],
            "accred.key_compromised",
            |side| {
                let entry = revoked("compromised", AFTER).on_key("invalidityDate", BEFORE);
                listed(side.pick(Entry::of(&college()), entry).issue_if_not())
            },
        ),
        undecided(
            "key_compromised_since",
            &["key compromise", "A12", "A13"],
            "accred.time_unproven",
            |side| listed(revoked(side.pick("superseded", "compromised"), AFTER)),
        ),
        rejected("signed_before_the_key_was_there", &["A13"], "accred.key_not_valid_at_signing", |side| {
            let from = side.pick(ISSUED, AFTER);
            listed(Entry::of(&college()).on_key("validFrom", from).issue())
        }),
        rejected("signed_after_the_key_was_over", &["A13"], "accred.key_not_valid_at_signing", |side| {
            let until = side.pick(AFTER, ISSUED);
            listed(Entry::of(&college()).on_key("expires", until).issue())
        }),
        undecided("another_of_its_keys", &["A13"], "accred.key_not_listed", |side| {
            let mut game = game();
            game.serve(&college().controller_url(), &college().controller(2));
            let entry = Entry::of(&college());
            let entry = side.pick(entry.clone().key(2), entry).issue();
            game.publish(&List::by(&board()).sequence(40).with(entry).sign());
            game.ask(&college().sign_badge(college().unsigned_badge(), 2, ISSUED))
        }),
        in_vain("site_and_did_are_gone", &["A13", "A16"], |side| {
            let mut game = game();
            if side.pick(false, true) {
                game.take_down(&college().controller_url());
            }
            game.ask(&college().badge())
        }),
        in_vain("site_says_the_key_was_never_there", &["A13"], |side| {
            let mut game = game();
            game.serve(&college().controller_url(), &college().controller(side.pick(1, 9)));
            game.ask(&college().badge())
        }),
        undecided("namesake", &["arbitrary installation"], "accred.issuer_unknown", |side| {
            // The same name, another id.
            let namesake = side.pick(college(), Party::named("co1lege"));
            let badge = namesake.unsigned_badge().set("/issuer/name", "college");
            let mut game = quiet_game();
            game.publish(&council_list().sign());
            game.publish(&List::by(&board()).sequence(40).with(Entry::of(&college()).issue()).sign());
            game.serve(&namesake.controller_url(), &namesake.controller(1));
            game.ask(&namesake.sign_badge(badge, 1, ISSUED))
        }),
    ]
}

impl Entry {
    fn issue_if_not(self) -> Self {
        if self.actions.is_empty() { self.issue() } else { self }
    }
}

fn revoked(reason: &str, at: &str) -> Entry {
    Entry::of(&college()).on_key("revoked", at).on_key("revocationReason", reason).issue()
}

fn listed(entry: Entry) -> Report {
    let mut game = game();
    game.publish(&List::by(&board()).sequence(40).with(entry).sign());
    game.ask(&college().badge())
}

/// The college's site is in the mill's hands, who writes its own keys there, under old names and new ones.
fn taken_over(badge: &Object) -> Report {
    let mut game = game();
    let key = |number: u8| {
        Object::new()
            .with("id", college().method(number))
            .with("type", "Multikey")
            .with("controller", college().did())
            .with("publicKeyMultibase", mill().multikey(number))
    };
    let document = college()
        .controller(1)
        .with("verificationMethod", vec![key(1), key(9)])
        .with("assertionMethod", vec![college().method(1), college().method(9)]);
    game.serve(&college().controller_url(), &document);
    game.ask(badge)
}
