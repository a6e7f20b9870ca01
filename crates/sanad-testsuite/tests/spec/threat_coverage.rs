//! `spec/threat-coverage.md` names for every threat vectors and tests that are there, and that answer with its codes.

#![expect(clippy::unwrap_used, reason = "a table that cannot be read must stop its test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sanad_core::json::{Json, Object};
use sanad_testsuite::tree::Tree;

/// The rows of the catalogue, a letter for each section.
const ROWS: [(char, usize); 6] = [('J', 12), ('P', 13), ('B', 15), ('W', 11), ('G', 11), ('A', 17)];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The areas of `test-vectors/` that threats are shown in.
const AREAS: [&str; 5] = ["badge", "carrier", "accreditation-list", "list-version", "scope"];

/// The codes of every vector, by `badge/NAME` and the like.
fn vectors() -> BTreeMap<String, BTreeSet<String>> {
    let tree = Tree::read(&Tree::committed()).expect("a folder test-vectors");
    let manifest = Json::parse(tree.get("manifest.json").unwrap()).unwrap();
    let manifest = manifest.as_object().unwrap();
    let codes = |row: &Object| {
        row.get("codes")
            .map_or(&[][..], Json::items)
            .iter()
            .chain(row.get("code"))
            .filter_map(|code| Some(code.as_str()?.to_owned()))
            .collect()
    };
    AREAS
        .into_iter()
        .flat_map(|area| manifest.get(area).unwrap().items().iter().map(move |row| (area, row)))
        .map(|(area, row)| {
            let row = row.as_object().unwrap();
            (format!("{area}/{}", row.text("name").unwrap()), codes(row))
        })
        .collect()
}

#[test]
fn every_threat_has_its_vectors_and_they_answer_with_its_codes() {
    let vectors = vectors();
    let spec = fs::read_to_string(root().join("spec/threat-coverage.md")).unwrap();
    let rows = spec.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows: Vec<Vec<&str>> =
        rows.map(|row| row.split(" | ").collect()).filter(|row: &Vec<_>| row[0] != "row").collect();
    let expected: Vec<String> = ROWS
        .iter()
        .flat_map(|(letter, last)| (1..=*last).map(move |number| format!("{letter}{number}")))
        .collect();
    let found: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(found, expected, "every row of the catalogue, in its order");
    let mut wrong = Vec::new();
    for row in &rows {
        let [name, _, codes, shown] = row[..] else { panic!("{row:?} has not four cells") };
        let mut answered = BTreeSet::new();
        let mut named = 0;
        for reference in quoted(shown) {
            if let Some(codes) = vectors.get(reference) {
                answered.extend(codes.iter().map(String::as_str));
                named += 1;
            } else if let Some((file, test)) = reference.split_once("::") {
                let text = fs::read_to_string(root().join(file)).unwrap_or_default();
                if !text.contains("#[test]") || !text.contains(&format!("fn {test}()")) {
                    wrong.push(format!("{name}: no test {reference}"));
                }
            } else {
                wrong.push(format!("{name}: no vector {reference}"));
            }
        }
        if named == 0 {
            wrong.push(format!("{name}: no vector at all"));
        }
        let codes = quoted(codes);
        if codes.is_empty() {
            wrong.push(format!("{name}: no code"));
        }
        let silent = codes.iter().filter(|code| !answered.contains(*code));
        wrong.extend(silent.map(|code| format!("{name}: none of its vectors answers `{code}`")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
