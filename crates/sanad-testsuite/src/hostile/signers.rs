//! Who has signed a list: forged, too few, one key counted twice.

use sanad_core::json::{Json, Object};

use super::{Scenario, Side, board, board_list, college, council, council_list, game, in_vain, undecided};
use crate::authority::entry::{Entry, delegation};
use crate::authority::list::List;
use crate::authority::{FROM, Party, prove};
use crate::edit;
use crate::hostile::game::{Game, trusting_keys};

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        undecided(
            "list_by_an_unknown_key",
            &["arbitrary installation"],
            "accred.list_threshold_not_met",
            |side| {
                let mut game = game();
                game.publish(&council_list().sign_with(side.pick(&[1], &[9])));
                game.ask(&college().badge())
            },
        ),
        undecided(
            "delegated_list_by_an_unknown_key",
            &["arbitrary installation"],
            "accred.list_threshold_not_met",
            |side| {
                let mut game = game();
                game.publish(&board_list().sign_with(side.pick(&[1], &[9])));
                game.ask(&college().badge())
            },
        ),
        undecided(
            "delegated_list_by_the_parents_key",
            &["arbitrary installation"],
            "accred.list_threshold_not_met",
            |side| {
                let mut game = game();
                let signer = side.pick(board(), council());
                let list = prove(board_list().unsigned(), &signer.key(1), &board().method(1), FROM);
                game.publish(&list);
                game.ask(&college().badge())
            },
        ),
        undecided("unsigned_list", &["arbitrary installation"], "accred.list_threshold_not_met", |side| {
            let mut game = game();
            game.publish(&council_list().sign_with(side.pick(&[1], &[])));
            game.ask(&college().badge())
        }),
        undecided(
            "changed_after_signing",
            &["arbitrary installation"],
            "accred.list_threshold_not_met",
            |side| {
                let mut game = game();
                let mut list = board_list().sign();
                let until = side.pick("2030-01-01T00:00:00Z", "2040-01-01T00:00:00Z");
                edit::set(&mut list, "/credentialSubject/0/recognizedTo/0/validUntil", until);
                game.publish(&list);
                game.ask(&college().badge())
            },
        ),
        undecided(
            "one_key_under_two_ids",
            &["key compromise", "A7", "CVE-2020-15093, CVE-2026-6966"],
            "accred.list_threshold_not_met",
            |side| of_two(&again(side, &council_list(), &council(), &council().method(2))),
        ),
        undecided(
            "one_signature_twice",
            &["key compromise", "A7", "CVE-2020-15093, CVE-2026-6966"],
            "accred.list_threshold_not_met",
            |side| of_two(&side.pick(council_list().sign_with(&[1, 2]), twice(council_list().sign()))),
        ),
        undecided(
            "one_key_signs_twice",
            &["key compromise", "A7", "CVE-2020-15093, CVE-2026-6966"],
            "accred.list_threshold_not_met",
            |side| of_two(&again(side, &council_list(), &council(), &council().method(1))),
        ),
        undecided(
            "stripped_below_its_threshold",
            &["key compromise", "A7"],
            "accred.list_threshold_not_met",
            |side| of_two(&council_list().sign_with(side.pick(&[1, 2], &[1]))),
        ),
        undecided(
            "one_key_under_two_ids_in_a_delegated_list",
            &["A7", "CVE-2020-15093, CVE-2026-6966"],
            "accred.list_threshold_not_met",
            |side| of_two_below(&again(side, &board_list(), &board(), &board().method(2))),
        ),
        undecided(
            "one_signature_twice_in_a_delegated_list",
            &["A7", "CVE-2020-15093, CVE-2026-6966"],
            "accred.list_threshold_not_met",
            |side| of_two_below(&side.pick(board_list().sign_with(&[1, 2]), twice(board_list().sign()))),
        ),
        undecided(
            "key_pinned_twice_for_a_delegated_list",
            &["A7", "CVE-2020-15093, CVE-2026-6966"],
            "accred.list_duplicate",
            |side| {
                let entry = Entry::of(&board());
                let pin = entry.pinned(2).with("publicKeyMultibase", board().multikey(side.pick(2, 1)));
                let entry = entry.pin(pin).delegate(delegation(&board()).with("threshold", 2_u32));
                let mut game = game();
                game.publish(&List::by(&council()).sequence(12).with(entry).sign());
                game.publish(&board_list().sign_with(&[1, 2]));
                game.ask(&college().badge())
            },
        ),
        undecided(
            "signed_for_something_else",
            &["arbitrary installation"],
            "accred.list_threshold_not_met",
            |side| {
                let mut game = game();
                let list = side.pick(council_list().sign(), made_for_login(council_list().unsigned()));
                game.publish(&list);
                game.ask(&college().badge())
            },
        ),
        undecided(
            "signed_in_the_future",
            &["arbitrary installation"],
            "accred.list_threshold_not_met",
            |side| {
                let mut game = game();
                let created = side.pick("2026-02-15T00:00:00Z", "2026-12-01T00:00:00Z");
                let list = prove(council_list().unsigned(), &council().key(1), &council().method(1), created);
                game.publish(&list);
                game.ask(&college().badge())
            },
        ),
        undecided(
            "delegated_list_by_a_compromised_key",
            &["key compromise", "A13"],
            "accred.list_threshold_not_met",
            |side| {
                let entry = Entry::of(&board()).on_key("revoked", "2026-02-20T00:00:00Z");
                let entry = entry.on_key("revocationReason", side.pick("superseded", "compromised"));
                below(entry.recognize(), &board_list().sign())
            },
        ),
        undecided(
            "delegated_list_by_a_key_before_its_time",
            &["key compromise", "A13"],
            "accred.list_threshold_not_met",
            |side| {
                let from = side.pick("2026-02-15T00:00:00Z", "2026-02-15T00:00:01Z");
                below(Entry::of(&board()).on_key("validFrom", from).recognize(), &board_list().sign())
            },
        ),
        undecided(
            "delegated_list_by_a_key_after_its_time",
            &["key compromise", "A13"],
            "accred.list_threshold_not_met",
            |side| {
                let expires = side.pick("2026-02-15T00:00:01Z", "2026-02-15T00:00:00Z");
                below(Entry::of(&board()).on_key("expires", expires).recognize(), &board_list().sign())
            },
        ),
        undecided(
            "delegated_list_that_names_its_own_signers",
            &["key compromise", "CVE-2026-6967"],
            "accred.list_signing_misplaced",
            |side| {
                let list = side.pick(board_list(), board_list().signing(1, &[9]));
                below(Entry::of(&board()).recognize(), &list.sign())
            },
        ),
        in_vain("a_strangers_signature_on_a_good_list", &["malicious mirrors"], |side| {
            let mut game = game();
            let good = council_list().sign();
            game.publish(&side.pick(good.clone(), Party::named("stranger").sign(good, 1)));
            game.ask(&college().badge())
        }),
        in_vain("a_forged_copy_beside_the_good_one", &["malicious mirrors"], |side| {
            let mut game = game();
            if side.pick(false, true) {
                let forged = List::by(&council()).sequence(99).with(Entry::of(&Party::named("mill")).issue());
                game.enclose("https://mirror.example/council", &forged.sign_with(&[9]));
            }
            game.ask(&college().badge())
        }),
    ]
}

/// The council's list is believed where two of its three keys have signed.
fn of_two(list: &Object) -> sanad_verifier::report::Report {
    let mut game = game().trusts(vec![trusting_keys(&council(), &[1, 2, 3], 2)]);
    game.publish(list);
    game.ask(&college().badge())
}

/// The board's list is believed where two of its three keys have signed.
fn of_two_below(list: &Object) -> sanad_verifier::report::Report {
    let entry = Entry::of(&board()).key(2).key(3).delegate(delegation(&board()).with("threshold", 2_u32));
    below(entry, list)
}

fn below(entry: Entry, list: &Object) -> sanad_verifier::report::Report {
    let mut game: Game = game();
    game.publish(&List::by(&council()).sequence(12).with(entry).sign());
    game.publish(list);
    game.ask(&college().badge())
}

/// Signed by the second key too, or once more by the first, under some method.
fn again(side: Side, list: &List, by: &Party, method: &str) -> Object {
    prove(list.sign(), &by.key(side.pick(2, 1)), method, "2026-02-15T00:00:01Z")
}

fn twice(list: Object) -> Object {
    let proof = list.get("proof").cloned().unwrap_or(Json::Null);
    list.with("proof", vec![proof.clone(), proof])
}

/// The same signature, over a purpose that lists are not signed for.
fn made_for_login(list: Object) -> Object {
    let signed = council().sign(list, 1);
    let mut login = signed;
    edit::set(&mut login, "/proof/proofPurpose", "authentication");
    login
}
