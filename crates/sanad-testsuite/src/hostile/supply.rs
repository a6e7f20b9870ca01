//! What comes down the line: nothing, too much, something else.

use sanad_core::json::Json;

use super::{Scenario, board, board_list, college, council, council_list, game, in_vain, mill, undecided};
use crate::authority::Party;
use crate::authority::entry::{Entry, delegation};
use crate::authority::list::List;
use crate::edit;

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        undecided("list_out_of_reach", &["A16"], "accred.list_unavailable", |side| {
            let mut game = game();
            if side.pick(false, true) {
                game.take_down(&council().list());
            }
            game.ask(&college().badge())
        }),
        undecided("delegated_list_out_of_reach", &["A16"], "accred.list_unavailable", |side| {
            let mut game = game();
            if side.pick(false, true) {
                game.take_down(&board().list());
            }
            game.ask(&college().badge())
        }),
        undecided("list_replaced_by_a_login_page", &["A16"], "accred.list_unavailable", |side| {
            let mut game = game();
            if side.pick(false, true) {
                game.serve_bytes(&board().list(), b"<html>Welcome to our network".to_vec());
            }
            game.ask(&college().badge())
        }),
        undecided("nine_mebibytes", &["endless data", "A5"], "accred.list_unavailable", |side| {
            let mut game = game();
            let mut text = Json::Object(council_list().sign()).to_compact().into_bytes();
            text.resize(side.pick(text.len(), 9 << 20), b' ');
            game.serve_bytes(&council().list(), text);
            game.ask(&college().badge())
        }),
        undecided("million_brackets", &["endless data", "A5"], "accred.list_unavailable", |side| {
            let mut game = game();
            let good = Json::Object(council_list().sign()).to_compact().into_bytes();
            game.serve_bytes(&council().list(), side.pick(good, vec![b'['; 1_000_000]));
            game.ask(&college().badge())
        }),
        undecided(
            "hundred_thousand_and_one_entities",
            &["endless data", "A5"],
            "accred.list_unavailable",
            |side| {
                let mut game = game();
                let text = Json::Object(council_list().sign()).to_compact();
                let more = side.pick(String::new(), ",{}".repeat(100_000));
                let text = text.replacen("}],\"proof\"", &format!("}}{more}],\"proof\""), 1);
                game.serve_bytes(&council().list(), text.into_bytes());
                game.ask(&college().badge())
            },
        ),
        undecided(
            "name_twice_in_one_object",
            &["arbitrary installation"],
            "accred.list_unavailable",
            |side| {
                let mut game = game();
                let text = Json::Object(board_list().sign()).to_compact();
                let more = side.pick(String::new(), format!(",\"issuer\":\"{}\"", mill().did()));
                let text = text.strip_suffix('}').map(|text| format!("{text}{more}}}")).unwrap_or_default();
                game.serve_bytes(&board().list(), text.into_bytes());
                game.ask(&college().badge())
            },
        ),
        undecided("list_for_trying_out", &["wrong software", "A4"], "accred.list_unavailable", |side| {
            let mut game = game();
            let trial = board_list().with_id("https://board.example/trial");
            game.serve(&board().list(), &side.pick(board_list(), trial).sign());
            game.ask(&college().badge())
        }),
        undecided("list_of_another_programme", &["mix-and-match", "A4"], "accred.list_unavailable", |side| {
            let mut game = game();
            let other = List::by(&council())
                .with_id("https://council.example/sports")
                .with(Entry::of(&board()).recognize());
            game.serve(&council().list(), &side.pick(council_list(), other).sign());
            game.ask(&college().badge())
        }),
        undecided(
            "somebody_elses_list_under_that_id",
            &["wrong software", "A4"],
            "accred.list_wrong_issuer",
            |side| {
                let mut game = game();
                let by = side.pick(board(), mill());
                let list =
                    List::by(&by).with_id(&board().list()).sequence(40).with(Entry::of(&college()).issue());
                game.publish(&board().sign(list.unsigned(), 1));
                game.ask(&college().badge())
            },
        ),
        undecided("a_document_that_is_no_list", &["wrong software"], "accred.list_unavailable", |side| {
            let mut game = game();
            let mut list = board_list().unsigned();
            if side.pick(false, true) {
                drop(edit::remove(&mut list, "/type/2"));
            }
            game.publish(&board().sign(list, 1));
            game.ask(&college().badge())
        }),
        undecided("list_id_that_is_a_path", &["A15"], "accred.list_malformed", |side| {
            let id = side.pick("https://board.example/list", "../../state");
            let mut game = game();
            let entry = Entry::of(&board()).delegate(delegation(&board()).with("listId", id));
            game.publish(&List::by(&council()).sequence(12).with(entry).sign());
            game.ask(&college().badge())
        }),
        undecided(
            "critical_term_of_another_version",
            &["wrong software"],
            "accred.list_critical_unknown",
            |side| {
                let mut game = game();
                let term = side.pick("statusHistory", "quota");
                game.publish(&board_list().own("critical", vec![term]).sign());
                game.ask(&college().badge())
            },
        ),
        undecided(
            "badge_names_the_list_it_is_in",
            &["extraneous dependencies"],
            "accred.issuer_unknown",
            |side| {
                let own = List::by(&mill()).with(Entry::of(&mill()).issue());
                let issuer = side.pick(college(), mill());
                let badge = issuer.unsigned_badge().set("/issuer/url", mill().list());
                let mut game = game();
                game.publish(&own.sign());
                let report = game.ask(&issuer.sign_badge(badge, 1, crate::document::ISSUED));
                assert!(!game.was_asked_for(&mill().list()), "the badge's maker would learn who looks at it");
                report
            },
        ),
        undecided(
            "list_that_names_a_parent_it_does_not_have",
            &["extraneous dependencies"],
            "accred.issuer_unknown",
            |side| {
                let issuer = side.pick(college(), mill());
                let mut own = List::by(&mill()).with(Entry::of(&mill()).issue()).unsigned();
                let parent = Json::parse(br#"{"id": "https://council.example/list"}"#).unwrap_or(Json::Null);
                edit::set(&mut own, "/issuer/recognizedIn", parent);
                let mut game = game();
                game.enclose(&mill().list(), &mill().sign(own, 1));
                game.ask(&issuer.badge())
            },
        ),
        in_vain("a_hundred_strangers_lists_enclosed", &["endless data", "malicious mirrors", "A5"], |side| {
            let mut game = game();
            for number in 0..side.pick(0, 100) {
                let stranger = Party::named(&format!("stranger{number}"));
                game.enclose(
                    &stranger.list(),
                    &List::by(&stranger).with(Entry::of(&college()).issue()).sign(),
                );
            }
            game.ask(&college().badge())
        }),
    ]
}
