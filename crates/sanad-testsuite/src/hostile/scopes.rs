//! More than was allowed: scopes widened, mixed, misspelt, not understood.

use sanad_core::json::Object;
use sanad_core::pointer::JsonPointer;
use sanad_core::scope::Scope;
use sanad_verifier::report::Report;

use super::{Scenario, board, college, council, game, rejected, undecided};
use crate::authority::entry::Entry;
use crate::authority::list::List;
use crate::authority::{END, FROM};
use crate::document::{Document, ISSUED};
use crate::hostile::game::trusting;

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        rejected("outside_of_the_scope", &["A9"], "accred.scope_achievement_type", |side| {
            within(None, Some(types(&[side.pick("Certificate", "Diploma")])))
        }),
        rejected("child_wider_than_its_parent", &["A9"], "accred.scope_achievement_type", |side| {
            let wide = types(&["Certificate", "Degree", "Diploma"]);
            within(Some(types(&[side.pick("Certificate", "Degree")])), Some(wide))
        }),
        rejected(
            "child_without_a_scope_under_a_parent_with_one",
            &["A9"],
            "accred.scope_achievement_type",
            |side| within(Some(types(&[side.pick("Certificate", "Degree")])), None),
        ),
        rejected("child_and_parent_with_nothing_in_common", &["A9"], "accred.scope_empty", |side| {
            within(Some(types(&[side.pick("Certificate", "Degree")])), Some(types(&["Certificate"])))
        }),
        rejected(
            "outside_of_what_the_anchor_is_trusted_for",
            &["A9"],
            "accred.scope_achievement_type",
            |side| {
                let scope = types(&[side.pick("Certificate", "Degree")]);
                let scope = Scope::read(&scope, &JsonPointer::root()).unwrap_or_default();
                game().trusts(vec![trusting(&council()).with_scope(scope)]).ask(&certificate())
            },
        ),
        rejected("two_half_matching_accreditations", &["A9"], "accred.scope_language", |side| {
            // One for certificates in Hindi, one for degrees in English, and a certificate in English.
            let first = types(&["Certificate"]).with("limitLanguage", vec![side.pick("en", "hi")]);
            let second = types(&["Degree"]).with("limitLanguage", vec!["en"]);
            let entry = Entry::of(&college()).issue().scope(first).issue().scope(second);
            listed(entry)
        }),
        rejected("everything_is_a_verifiable_credential", &["A9"], "accred.scope_credential_type", |side| {
            let word = side.pick("OpenBadgeCredential", "VerifiableCredential");
            within(None, Some(Object::new().with("limitCredentialType", vec![word])))
        }),
        rejected("another_case", &["A9"], "accred.scope_achievement", |side| {
            within(None, Some(achievements(side.pick("welding-1", "Welding-1"))))
        }),
        rejected("another_alphabet", &["A9"], "accred.scope_achievement", |side| {
            // The `i` is a Cyrillic letter.
            within(None, Some(achievements(side.pick("welding-1", "weld\u{456}ng-1"))))
        }),
        rejected("steps_upwards_in_a_path", &["A9"], "accred.scope_achievement", |side| {
            within(None, Some(achievements(side.pick("welding-1", "law/../welding-1"))))
        }),
        rejected("a_beginning_is_no_match", &["A9"], "accred.scope_achievement", |side| {
            within(None, Some(achievements(side.pick("welding-1", "welding"))))
        }),
        rejected("a_star_is_no_wildcard", &["A9"], "accred.scope_achievement", |side| {
            within(None, Some(achievements(side.pick("welding-1", "*"))))
        }),
        undecided("a_star_where_a_word_stands", &["A9"], "accred.scope_malformed", |side| {
            within(None, Some(Object::new().with("limitLanguage", vec![side.pick("en", "*")])))
        }),
        undecided("empty_limit", &["A9"], "accred.scope_malformed", |side| {
            within(None, Some(types(side.pick(&["Certificate"][..], &[]))))
        }),
        undecided("scope_of_another_version", &["A9"], "accred.scope_unknown", |side| {
            let scope = types(&["Certificate"]);
            within(None, Some(side.pick(scope.clone(), scope.with("limitPlanet", vec!["Mars"]))))
        }),
        rejected("fact_left_out", &["A9"], "accred.scope_undetermined", |side| {
            let told = badge();
            let silent = badge().remove("/credentialSubject/achievement/achievementType");
            let mut game = scoped(None, Some(types(&["Certificate"])));
            game.ask(&college().sign_badge(side.pick(told, silent), 1, ISSUED))
        }),
        rejected("region_of_a_language_claimed_as_the_whole", &["A9"], "accred.scope_language", |side| {
            within(None, Some(Object::new().with("limitLanguage", vec![side.pick("en", "en-IN")])))
        }),
        rejected("only_to_assess", &["A9"], "accred.action_not_granted", |side| {
            listed(Entry::of(&college()).act(side.pick("issue", "assess"), FROM, END))
        }),
        rejected("action_of_another_version", &["A9"], "accred.action_not_granted", |side| {
            listed(Entry::of(&college()).act(side.pick("issue", "issueAnything"), FROM, END))
        }),
    ]
}

fn types(words: &[&str]) -> Object {
    Object::new().with("limitAchievementType", words.to_vec())
}

fn achievements(last: &str) -> Object {
    Object::new().with("limitAchievement", vec![format!("https://academy.example/achievements/{last}")])
}

/// A certificate, in English.
fn badge() -> Document {
    college()
        .unsigned_badge()
        .set("/credentialSubject/achievement/achievementType", "Certificate")
        .set("/credentialSubject/achievement/inLanguage", "en")
}

fn certificate() -> Object {
    college().sign_badge(badge(), 1, ISSUED)
}

/// What the board may recognise others for, and what the college may award.
fn scoped(board_scope: Option<Object>, college_scope: Option<Object>) -> crate::hostile::game::Game {
    let scope = |entry: Entry, scope: Option<Object>| match scope {
        None => entry,
        Some(scope) => entry.scope(scope),
    };
    let mut game = game();
    let above = scope(Entry::of(&board()).recognize(), board_scope);
    game.publish(&List::by(&council()).sequence(12).with(above).sign());
    let below = scope(Entry::of(&college()).issue(), college_scope);
    game.publish(&List::by(&board()).sequence(40).with(below).sign());
    game
}

fn within(board_scope: Option<Object>, college_scope: Option<Object>) -> Report {
    scoped(board_scope, college_scope).ask(&certificate())
}

fn listed(entry: Entry) -> Report {
    let mut game = game();
    game.publish(&List::by(&board()).sequence(40).with(entry).sign());
    game.ask(&certificate())
}
