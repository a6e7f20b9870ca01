//! How a world comes out of a seed: mostly in order, and something is amiss in most of them.

use sanad_core::json::Object;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::Mode;

use super::{Anchor, Fate, Schemas, Shelved, World, at_least_two, schema};
use crate::authority::entry::{Entry, delegation};
use crate::authority::list::List;
use crate::authority::{END, FROM, LISTED, Party, UNTIL};
use crate::document::ISSUED;
use crate::generate::dice::Dice;

/// The types of achievement, one of which the badge is of.
pub(super) const TYPES: [&str; 3] = ["Certificate", "Degree", "Diploma"];
/// The languages, one of which the badge is in.
pub(super) const LANGUAGES: [&str; 3] = ["en", "hi", "kn"];

/// Whose badge it is.
pub(super) fn issuer() -> Party {
    Party::named("college")
}

fn root(number: usize) -> Party {
    Party::named(&format!("root{number}"))
}

fn accreditor(number: usize) -> Party {
    Party::named(&format!("accreditor{number}"))
}

pub(super) fn world(seed: u64) -> World {
    let mut dice = Dice::of(seed ^ 0xACC2_ED17_0000_0001);
    let dice = &mut dice;
    let roots = 1 + dice.index(3);
    let accreditors = dice.index(4);
    let anchors: Vec<Anchor> = (0..roots).map(|number| anchor(number, dice)).collect();
    let formula = match dice.below(6) {
        0 => Formula::All,
        1 => at_least_two(),
        _ => Formula::Any,
    };
    let mut lists = Vec::new();
    for number in 0..roots {
        let list = List::by(&root(number)).sequence(1 + dice.below(20));
        lists.push(filled(list, None, accreditors, dice));
    }
    for number in 0..accreditors {
        let list = List::by(&accreditor(number)).sequence(1 + dice.below(20));
        lists.push(filled(list, Some(number), accreditors, dice));
    }
    let badge = badge(dice);
    let mut dice = Dice::of(seed ^ 0xACC2_ED17_0000_0003);
    let entries = lists.iter_mut().flat_map(|shelved: &mut Shelved| &mut shelved.list.entries);
    for action in entries.filter(|entry| entry.party == issuer()).flat_map(|entry| &mut entry.actions) {
        if action.word == "issue" && dice.one_in(6) {
            let schema = if dice.one_in(2) { schema::KEPT } else { schema::BROKEN };
            action.output = Some(schema.asked());
        }
    }
    World { anchors, formula, lists, badge, schemas: Schemas::Good }
}

fn anchor(number: usize, dice: &mut Dice) -> Anchor {
    Anchor {
        party: root(number),
        mode: if number > 0 && dice.one_in(3) { Mode::Veto } else { Mode::Grant },
        scope: dice.one_in(6).then(|| scope(dice)),
        max_path_length: if dice.one_in(6) { 0 } else { 3 },
    }
}

/// What somebody's list says of the accreditors and the issuer.
fn filled(list: List, own: Option<usize>, accreditors: usize, dice: &mut Dice) -> Shelved {
    let mut list = list.valid(LISTED, if dice.one_in(20) { "2026-02-20T00:00:00Z" } else { UNTIL });
    for number in (0..accreditors).filter(|number| Some(*number) != own) {
        if dice.one_in(if own.is_some() { 4 } else { 2 }) {
            list = list.with(recognized(&accreditor(number), dice));
        }
    }
    if !dice.one_in(if own.is_some() { 3 } else { 2 }) {
        list = list.with(issuing(dice));
    }
    // A list has somebody in it.
    list = list.with(Entry::of(&Party::named("school")).issue());
    let fate = match dice.below(14) {
        0 => Fate::Lost,
        1 => Fate::Forged,
        _ => Fate::Good,
    };
    Shelved { list, fate }
}

fn recognized(party: &Party, dice: &mut Dice) -> Entry {
    let mut limits = delegation(party).with("maxPathLength", u32::from(!dice.one_in(4)));
    if dice.one_in(8) {
        limits.insert("excludedSubjects", vec![issuer().did()]);
    }
    if dice.one_in(8) {
        limits.insert("permittedSubjects", vec![issuer().did()]);
    }
    if dice.one_in(8) {
        limits.insert("delegableActions", vec!["issue"]);
    }
    let mut entry = Entry::of(party).delegate(limits);
    if dice.one_in(4) {
        entry = entry.scope(scope(dice));
    }
    if dice.one_in(10) {
        let from = dice.pick(&["2025-06-01T00:00:00Z", "2026-02-20T00:00:00Z"]);
        entry = entry.ended(dice.pick(&["suspended", "withdrawn"]), from);
    }
    entry
}

fn issuing(dice: &mut Dice) -> Entry {
    let mut entry = Entry::of(&issuer());
    match dice.below(14) {
        0 => entry = entry.keyless(),
        1 => entry = revoked(entry, "retired", "2026-01-01T00:00:00Z"),
        2 => entry = revoked(entry, "compromised", "2026-02-20T00:00:00Z"),
        3 => entry = entry.keyless().key(2),
        _ => {}
    }
    let periods = 1 + dice.index(2);
    for _ in 0..periods {
        let from = if dice.one_in(8) { "2026-02-10T00:00:00Z" } else { FROM };
        let until = if dice.one_in(8) { "2026-02-20T00:00:00Z" } else { END };
        entry = entry.act(if dice.one_in(12) { "assess" } else { "issue" }, from, until);
        if dice.one_in(3) {
            entry = entry.scope(scope(dice));
        }
        if dice.one_in(7) {
            let from = dice.pick(&["2026-01-01T00:00:00Z", "2026-02-15T00:00:00Z"]);
            let from = from.max(entry.actions.last().map_or(FROM, |action| &action.from));
            let (status, effect) = (dice.pick(&["suspended", "withdrawn", "surrendered"]), "retroactive");
            let from = from.to_owned();
            entry = entry.ended_as(status, &from, effect);
        }
    }
    entry
}

pub(super) fn revoked(entry: Entry, reason: &str, at: &str) -> Entry {
    entry.on_key("revoked", at).on_key("revocationReason", reason)
}

/// Some of the types, or some of the languages, or both.
pub(super) fn scope(dice: &mut Dice) -> Object {
    let some = |words: &[&'static str], dice: &mut Dice| {
        let first = dice.pick(words);
        let second = dice.pick(words);
        if first == second { vec![first] } else { vec![first, second] }
    };
    let mut scope = Object::new();
    let which = dice.below(3);
    if which != 1 {
        scope.insert("limitAchievementType", some(&TYPES, dice));
    }
    if which != 0 {
        scope.insert("limitLanguage", some(&LANGUAGES, dice));
    }
    scope
}

fn badge(dice: &mut Dice) -> Object {
    let mut badge = issuer().unsigned_badge();
    if !dice.one_in(10) {
        badge = badge.set("/credentialSubject/achievement/achievementType", dice.pick(&TYPES));
    }
    if !dice.one_in(10) {
        badge = badge.set("/credentialSubject/achievement/inLanguage", dice.pick(&LANGUAGES));
    }
    let signed = if dice.one_in(10) { "2026-02-18T00:00:00Z" } else { ISSUED };
    issuer().sign_badge(badge, 1, signed)
}
