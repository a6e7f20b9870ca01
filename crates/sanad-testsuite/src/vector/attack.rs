//! Which attacks of the catalogue a vector is about, as `spec/threat-coverage.md` says: it is said there and nowhere else.

use std::collections::BTreeMap;

use sanad_core::json::{Json, Object};

use crate::tree::Tree;

/// A row of the catalogue and what shows its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attack {
    /// The row, such as `K1`.
    pub row: String,
    /// The attack in some words.
    pub words: String,
    /// The codes it is answered with.
    pub codes: Vec<String>,
    /// Vectors, as `badge/NAME`; tests, as `crates/FILE::NAME`; cases of the tool, as `crates/FILE.toml`.
    pub shown_by: Vec<String>,
}

/// The rows, in their order.
#[must_use]
pub fn rows() -> Vec<Attack> {
    let spec = include_str!("../../../../spec/threat-coverage.md");
    let cells = spec.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    cells
        .map(|row| row.split(" | ").collect::<Vec<_>>())
        .filter(|cells| cells.first() != Some(&"row"))
        .map(|cells| {
            let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
            Attack {
                row: cell(0).to_owned(),
                words: cell(1).to_owned(),
                codes: quoted(cell(2)),
                shown_by: quoted(cell(3)),
            }
        })
        .collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Writes the rows into `vector.json` of every vector they name, and into the index: all of them with their words, and
/// those of each vector.
///
/// # Panics
/// If a row names a vector that is not there.
pub(super) fn mark(tree: &mut Tree, index: &Object) -> Object {
    let rows = rows();
    let mut of_vectors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for attack in &rows {
        for vector in attack.shown_by.iter().filter(|reference| !reference.starts_with("crates/")) {
            of_vectors.entry(vector).or_default().push(&attack.row);
        }
    }
    for (vector, attacks) in &of_vectors {
        tree.insert_member(&format!("{vector}/vector.json"), "attacks", attacks.clone());
    }
    let words =
        rows.iter().fold(Object::new(), |words, attack| words.with(&attack.row, attack.words.as_str()));
    let marked = |area: &str, row: &Json| {
        let row = row.as_object()?;
        let attacks = of_vectors.get(format!("{area}/{}", row.text("name")?).as_str())?;
        Some(Json::Object(row.clone().with("attacks", attacks.clone())))
    };
    index.iter().fold(Object::new(), |whole, (name, value)| match value {
        Json::Array(rows) => {
            let rows = rows.iter().map(|row| marked(name, row).unwrap_or_else(|| row.clone()));
            whole.with(name, Json::Array(rows.collect()))
        }
        other if name == "flags" => whole.with(name, other.clone()).with("attacks", words.clone()),
        other => whole.with(name, other.clone()),
    })
}
