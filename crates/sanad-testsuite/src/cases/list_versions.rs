//! Versions of accreditation lists after those that are remembered: newer, older, two of one number, by other keys.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;

use super::accreditation_lists::{LIST, interrupted, list};
use crate::document::{AT, Document, by};
use crate::keys::Who::{self, *};
use crate::memory::{Memory, SeenVersion};
use crate::vector::flag::Flag;
use crate::vector::list_version::Vector;

/// A time that was asked about before.
const BEFORE: &str = "2026-02-15T09:00:00Z";
/// 2^53 − 1.
const LAST: f64 = 9_007_199_254_740_991.0;

/// The vectors of `list-version/`.
#[must_use]
pub fn list_versions() -> Vec<Vector> {
    [sequence(), recovery(), rotation(), history()].concat()
}

fn number(value: f64) -> Json {
    super::documents::number(value)
}

/// The commission's list with that sequence number, unsigned.
fn version(sequence: f64) -> Document {
    list().set("/accreditationList/sequence", number(sequence))
}

/// The same, as the one that follows another.
fn following(sequence: f64, previous: &Document) -> Document {
    version(sequence).set("/accreditationList/previousDigest", SeenVersion::digest(previous))
}

fn signed(list: &Document, who: &[Who]) -> Document {
    who.iter()
        .fold(list.clone(), |list, who| list.sign(&by(*who).suite(Cryptosuite::EddsaJcs2022).regardless()))
}

fn keys(who: &[Who]) -> Vec<String> {
    let mut keys: Vec<String> = who.iter().map(|who| who.multikey()).collect();
    keys.sort();
    keys
}

/// What is remembered of a version that these have signed, under a mandate of one of them.
fn seen(list: &Document, who: &[Who]) -> SeenVersion {
    SeenVersion::of(list, &keys(who), 1, &keys(who))
}

fn memory(last_seen: &str, seen: SeenVersion) -> Memory {
    Memory::empty().last_seen(last_seen).accreditation_list(seen)
}

/// A version by the commission, after one that the commission signed.
fn vector(name: &str, comment: &str, shown: &Document, known: &Document) -> Vector {
    let (before, after) =
        (memory(BEFORE, seen(known, &[Commission])), memory(AT, seen(shown, &[Commission])));
    Vector::new(name, comment, signed(shown, &[Commission]), &before, &after).mandate(1, &keys(&[Commission]))
}

/// Threats A1, A6, A17.
fn sequence() -> Vec<Vector> {
    let seventh = version(7.0);
    let other = version(7.0).set("/validUntil", "2026-09-01T00:00:00Z");
    let first = Vector::new(
        "first",
        "A list that is seen for the first time, whatever its number.",
        signed(&seventh, &[Commission]),
        &Memory::empty(),
        &memory(AT, seen(&seventh, &[Commission])),
    );
    vec![
        first.mandate(1, &keys(&[Commission])),
        vector("next", "The version after the one that was seen.", &following(8.0, &seventh), &seventh),
        vector("again", "The version that was seen.", &seventh, &seventh),
        vector("later", "A version some time after the one that was seen.", &version(20.0), &seventh),
        vector("rollback", "Version 7, where version 8 was seen before.", &seventh, &version(8.0))
            .flag(Flag::Replayed)
            .refused(AccredRollback, "again"),
        vector("equivocation", "Another version 7 than the one that was seen.", &other, &seventh)
            .flag(Flag::Ambiguous)
            .refused(AccredEquivocation, "again"),
        vector(
            "equivocation_before",
            "Version 8 follows another version 7 than the one that was seen.",
            &following(8.0, &other),
            &seventh,
        )
        .flag(Flag::Ambiguous)
        .refused(AccredEquivocation, "next"),
        vector("jump_at_cap", "10,000 versions at once.", &version(10_007.0), &seventh),
        vector(
            "jump",
            "One more: who goes so far ahead may want no other ever to follow.",
            &version(10_008.0),
            &seventh,
        )
        .flag(Flag::Exhausting)
        .refused(AccredVersionJump, "jump_at_cap"),
        vector("jump_to_the_end", "The last number there is.", &version(LAST), &seventh)
            .flag(Flag::Exhausting)
            .refused(AccredVersionJump, "jump_at_cap"),
        Vector::new(
            "unsigned",
            "The version after the one that was seen, signed by the attacker alone.",
            signed(&following(8.0, &seventh), &[Attacker]),
            &memory(BEFORE, seen(&seventh, &[Commission])),
            &Memory::empty(),
        )
        .mandate(1, &keys(&[Commission]))
        .flag(Flag::Forged)
        .refused(AccredListThresholdNotMet, "next"),
    ]
}

/// Threats A6, A13: keys that whoever is above takes back, and with them what they said.
fn recovery() -> Vec<Vector> {
    let (stolen, honest) = (version(LAST), version(12.0));
    // Whoever has stolen the attacker's key went to the end; the entry above has the commission's now.
    let recovered = |name: &str, comment: &str, vouched: &[Who]| {
        let before = memory(BEFORE, seen(&stolen, &[Attacker]));
        let after = memory(AT, seen(&honest, &[Commission]));
        Vector::new(name, comment, signed(&honest, &[Commission]), &before, &after)
            .spec("recovery")
            .mandate(1, &keys(&[Commission]))
            .vouched(&keys(vouched))
    };
    vec![
        recovered(
            "recovered",
            "The keys that went to the last number are taken back; the list goes on.",
            &[Commission],
        ),
        recovered(
            "not_recovered",
            "They were only replaced, and what they said still counts.",
            &[Attacker, Commission],
        )
        .flag(Flag::Replayed)
        .refused(AccredRollback, "recovered"),
    ]
}

/// Threats A14: a root list hands over to other keys.
fn rotation() -> Vec<Vector> {
    let signing = |who: Who| Object::new().with("threshold", 1_u32).with("keys", vec![who.multikey()]);
    let root = |sequence: f64, who: Who| version(sequence).set("/accreditationList/signing", signing(who));
    let known = root(7.0, Commission);
    let next = root(8.0, Academy).set("/accreditationList/previousDigest", SeenVersion::digest(&known));
    // The anchor has the commission's key all along.
    let seen = |list: &Document, who: &[Who], names: Who| {
        SeenVersion::of(list, &keys(who), 1, &keys(&[Commission])).signing(signing(names))
    };
    let before = memory(BEFORE, seen(&known, &[Commission], Commission));
    let rotated = |at: &str| memory(at, seen(&next, &[Academy, Commission], Academy));
    let vector =
        |name: &str, comment: &str, list: &Document, who: &[Who], before: &Memory, after: &Memory| {
            Vector::new(name, comment, signed(list, who), before, after)
                .spec("rotation")
                .mandate(1, &keys(&[Commission]))
        };
    let both = [Academy, Commission];
    let later = root(20.0, Academy);
    vec![
        vector(
            "rotated",
            "A root list hands over to another key; both have signed it.",
            &next,
            &both,
            &before,
            &rotated(AT),
        ),
        vector(
            "rotated_by_the_old",
            "Only the old key has signed it.",
            &next,
            &[Commission],
            &before,
            &before,
        )
        .flag(Flag::Forged)
        .refused(AccredRootRotationNewThreshold, "rotated"),
        vector("rotated_by_the_new", "Only the new key has signed it.", &next, &[Academy], &before, &before)
            .flag(Flag::Forged)
            .refused(AccredRootRotationOldThreshold, "rotated"),
        vector(
            "rotated_with_a_gap",
            "Both have signed it, and a version is left out: who knows which keys were between.",
            &root(9.0, Academy),
            &both,
            &before,
            &before,
        )
        .flag(Flag::Unavailable)
        .refused(AccredRootVersionGap, "rotated"),
        vector(
            "after_rotation",
            "A later version by the new key, although the anchor still has the old one.",
            &later,
            &[Academy],
            &rotated(BEFORE),
            &memory(AT, seen(&later, &[Academy], Academy)),
        ),
        vector(
            "after_rotation_by_the_old",
            "A later version by the key that was replaced.",
            &root(20.0, Commission),
            &[Commission],
            &rotated(BEFORE),
            &before,
        )
        .flag(Flag::Forged)
        .refused(AccredRootRotationOldThreshold, "after_rotation"),
    ]
}

/// What was told against an entity stays told.
fn history() -> Vec<Vector> {
    let told = |sequence: f64| interrupted().set("/accreditationList/sequence", number(sequence));
    // As the history has it, the digest of its line feeds is of id, status, time, effect and actions.
    let event = |until: Json| {
        let lines = [
            "did:web:academy.example",
            "suspended",
            "2025-06-01T00:00:00Z",
            "prospective",
            &format!("{LIST}#1"),
        ];
        SeenVersion::event(&lines, until)
    };
    let remembered = |list: &Document, until: Json| seen(list, &[Commission]).history(vec![event(until)]);
    let before = memory(BEFORE, remembered(&told(7.0), Json::Null));
    let vector = |name: &str, comment: &str, list: &Document, before: &Memory, after: &Memory| {
        Vector::new(name, comment, signed(list, &[Commission]), before, after)
            .spec("accreditation-lists")
            .mandate(1, &keys(&[Commission]))
    };
    let for_days = |list: Document| list.set("/accreditationList/historicalInformationPeriod", 30_u32);
    let over = "2025-07-01T00:00:00Z";
    vec![
        vector(
            "history_kept",
            "A suspension that is over is told as before.",
            &told(9.0),
            &before,
            &memory(AT, remembered(&told(9.0), Json::Null)),
        ),
        vector(
            "history_cut",
            "It is told no more: as if it had never been.",
            &version(9.0),
            &before,
            &before,
        )
        .flag(Flag::Altered)
        .refused(AccredListHistoryTruncated, "history_kept"),
        vector(
            "history_over",
            "It is told no more, after the thirty days for which the list tells what is past.",
            &version(9.0),
            &memory(BEFORE, remembered(&for_days(told(7.0)), over.into())),
            &memory(AT, seen(&version(9.0), &[Commission])),
        ),
    ]
}
