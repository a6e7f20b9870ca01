//! Every threat of the catalogue has its vectors and tests, they answer with its codes, and the grave ones have many.

#![expect(clippy::unwrap_used, reason = "a table that cannot be read must stop its test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sanad_core::json::{Json, Object};
use sanad_testsuite::tree::Tree;
use sanad_testsuite::vector::attack;

/// The rows of the catalogue, a letter for each section, in the order of `spec/threat-coverage.md`.
const ROWS: [(char, usize); 13] = [
    ('K', 13),
    ('J', 12),
    ('S', 9),
    ('L', 15),
    ('P', 13),
    ('B', 15),
    ('W', 11),
    ('G', 11),
    ('A', 17),
    ('D', 5),
    ('R', 6),
    ('T', 5),
    ('C', 6),
];

/// Rows by which a forged badge is accepted or a genuine one refused, where a verifier has the fault: five vectors or
/// more, so that it is not one spelling of the attack that is answered.
const GRAVE: [(char, std::ops::RangeInclusive<usize>); 8] = [
    ('K', 1..=6),
    ('J', 1..=8),
    ('S', 1..=5),
    ('L', 1..=7),
    ('L', 13..=13),
    ('P', 1..=8),
    ('B', 1..=10),
    ('A', 1..=17),
];

/// Rows about what the tool writes: no vector can show them.
const OF_THE_TOOL: char = 'C';

/// The areas of `test-vectors/` that threats are shown in.
const AREAS: [&str; 6] = ["badge", "draft", "carrier", "accreditation-list", "list-version", "scope"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A vector as the manifest has it.
struct Listed {
    codes: BTreeSet<String>,
    attacks: Vec<String>,
    is_accepted: bool,
}

/// Every vector of `manifest.json`, by `badge/NAME` and the like.
fn vectors() -> &'static BTreeMap<String, Listed> {
    static VECTORS: OnceLock<BTreeMap<String, Listed>> = OnceLock::new();
    VECTORS.get_or_init(|| {
        let manifest = fs::read(Tree::committed().join("manifest.json")).expect("a manifest");
        let manifest = Json::parse(&manifest).unwrap();
        let manifest = manifest.as_object().unwrap();
        let texts = |row: &Object, name: &str| -> Vec<String> {
            let items = row.get(name).map_or(&[][..], Json::items);
            items.iter().map(|item| item.as_str().unwrap().to_owned()).collect()
        };
        AREAS
            .into_iter()
            .flat_map(|area| manifest.get(area).unwrap().items().iter().map(move |row| (area, row)))
            .map(|(area, row)| {
                let row = row.as_object().unwrap();
                let one = row.get("code").and_then(Json::as_str).map(str::to_owned);
                let codes = texts(row, "codes").into_iter().chain(one).collect();
                let is_accepted = row.text("verdict") == Some("accept");
                let listed = Listed { codes, attacks: texts(row, "attacks"), is_accepted };
                (format!("{area}/{}", row.text("name").unwrap()), listed)
            })
            .collect()
    })
}

#[test]
fn every_threat_has_its_vectors_and_tests_and_they_answer_with_its_codes() {
    let rows = attack::rows();
    let expected: Vec<String> = ROWS
        .iter()
        .flat_map(|(letter, last)| (1..=*last).map(move |number| format!("{letter}{number}")))
        .collect();
    let found: Vec<&str> = rows.iter().map(|attack| attack.row.as_str()).collect();
    assert_eq!(found, expected, "every row of the catalogue, in its order");
    let mut wrong = Vec::new();
    for attack in &rows {
        let name = &attack.row;
        let mut answered = BTreeSet::new();
        for reference in &attack.shown_by {
            if let Some(listed) = vectors().get(reference) {
                answered.extend(listed.codes.iter().map(String::as_str));
            } else if let Some((file, test)) = reference.split_once("::") {
                let text = fs::read_to_string(root().join(file)).unwrap_or_default();
                if !text.contains("#[test]") || !text.contains(&format!("fn {test}()")) {
                    wrong.push(format!("{name}: no test {reference}"));
                }
            } else if reference.ends_with(".toml") && root().join(reference).is_file() {
                // A case of the tool, which its own test runs.
            } else {
                wrong.push(format!("{name}: no vector {reference}"));
            }
        }
        if attack.shown_by.is_empty() {
            wrong.push(format!("{name}: nothing shows it"));
        }
        let silent = attack.codes.iter().filter(|code| !answered.contains(code.as_str()));
        wrong.extend(silent.map(|code| format!("{name}: none of its vectors answers `{code}`")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_threat_has_one_vector_at_least_and_the_grave_ones_have_five() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for attack in vectors().values().flat_map(|listed| &listed.attacks) {
        *counts.entry(attack).or_default() += 1;
    }
    let mut short = Vec::new();
    for (letter, last) in ROWS.iter().filter(|(letter, _)| *letter != OF_THE_TOOL) {
        let mut line = format!("{letter}:");
        for number in 1..=*last {
            let is_grave = GRAVE.iter().any(|(grave, rows)| grave == letter && rows.contains(&number));
            let (least, mark) = if is_grave { (5, "!") } else { (1, "") };
            let row = format!("{letter}{number}");
            let count = counts.get(row.as_str()).copied().unwrap_or_default();
            line.push_str(&format!(" {number}{mark}={count}"));
            if count < least {
                short.push(format!("{row} has {count} of {least}"));
            }
        }
        println!("{line}");
    }
    assert!(short.is_empty(), "{}", short.join(", "));
    let badges = || vectors().iter().filter(|(name, _)| name.starts_with("badge/"));
    let (all, bad) = (badges().count(), badges().filter(|(_, listed)| !listed.is_accepted).count());
    println!("badges: {all}, of them {bad} not accepted");
    assert!(all >= 600 && bad >= 450, "{all} badges, of them {bad} not accepted");
}
