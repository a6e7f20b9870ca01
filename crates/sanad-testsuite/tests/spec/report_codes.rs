//! The table of codes in `spec/report.md` and the codes in the code are the same list.

#![expect(clippy::unwrap_used, reason = "a table that cannot be read must stop its test")]

use std::collections::BTreeMap;
use std::path::Path;

use sanad_core::code::Code;

const OUTCOMES: [&str; 6] = ["fail", "unknown", "skip", "pass", "remark", "(error)"];

/// The rows of the table: code, and the cells after it.
fn rows() -> Vec<(String, Vec<String>)> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/report.md");
    let text = std::fs::read_to_string(spec).unwrap();
    let (_, table) = text.split_once("\n## Codes\n").expect("report.md has a section on codes");
    let (table, _) = table.split_once("\n## ").expect("another section follows");
    table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"))
        .map(|row| {
            let mut cells = row.split(" | ").map(str::to_owned);
            let code = cells.next().and_then(|code| code.strip_suffix('`').map(str::to_owned)).unwrap();
            (code, cells.collect())
        })
        .collect()
}

#[test]
fn every_code_has_one_row_and_every_row_is_a_code() {
    let rows = rows();
    let names: Vec<&str> = rows.iter().map(|(code, _)| code.as_str()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted, "each once, in alphabetical order");
    let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    codes.sort_unstable();
    let missing: Vec<_> = codes.iter().filter(|code| !names.contains(code)).collect();
    let unknown: Vec<_> = names.iter().filter(|name| !codes.contains(name)).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "without a row: {missing:?}; no codes: {unknown:?}");
}

#[test]
fn the_table_says_of_each_code_what_the_code_says_of_itself() {
    let rows: BTreeMap<String, Vec<String>> = rows().into_iter().collect();
    for code in Code::ALL {
        let cells = &rows[code.as_str()];
        assert_eq!(cells.len(), 3, "{code} has meaning, outcome and problem type");
        assert_eq!(cells[0], code.meaning(), "{code}");
        assert!(cells[1].split(", ").all(|outcome| OUTCOMES.contains(&outcome)), "{code}: {}", cells[1]);
    }
}
