//! Every clause that the code, the spec or a vector cites is in the spec.

#![expect(clippy::unwrap_used, reason = "a test stops where it goes wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sanad_testsuite::tree::Tree;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of the spec by their names below `spec/`, each with the anchors of its headings.
fn spec() -> BTreeMap<String, BTreeSet<String>> {
    let files = files(&root().join("spec"), "md");
    let mut spec: BTreeMap<_, _> = files.into_iter().map(|(name, text)| (name, anchors(&text))).collect();
    // Contexts and schemas are named as whole files.
    for extension in ["jsonld", "json"] {
        spec.extend(files_below(extension).into_iter().map(|name| (name, BTreeSet::new())));
    }
    assert!(spec.len() > 5, "the spec has {} files", spec.len());
    spec
}

fn files_below(extension: &str) -> impl IntoIterator<Item = String> {
    files(&root().join("spec"), extension).into_iter().map(|(name, _)| name)
}

/// Headings as GitHub makes anchors of them.
fn anchors(text: &str) -> BTreeSet<String> {
    let anchor = |line: &str| {
        let words = line.trim_start_matches(['#', ' ']).to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().replace(' ', "-")
    };
    text.lines().filter(|line| line.starts_with('#')).map(anchor).collect()
}

/// The text files below a folder whose names end so.
fn files(folder: &Path, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("node_modules") && !path.ends_with("target") {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == extension) {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    found
}

/// Whether `proof.md#hashing` or `proof.md` is there.
fn is_there(spec: &BTreeMap<String, BTreeSet<String>>, clause: &str) -> bool {
    let (file, anchor) = clause.split_once('#').map_or((clause, None), |(file, anchor)| (file, Some(anchor)));
    spec.get(file).is_some_and(|anchors| anchor.is_none_or(|anchor| anchors.contains(anchor)))
}

#[test]
fn every_clause_that_the_code_cites_is_in_the_spec() {
    let spec = spec();
    let mut cited = 0;
    let mut lost = Vec::new();
    for (name, text) in files(&root().join("crates"), "rs") {
        for (_, rest) in text.match_indices("spec/").map(|(at, begin)| text.split_at(at + begin.len())) {
            let end =
                rest.find(|c: char| !(c.is_alphanumeric() || "/-_.#".contains(c))).unwrap_or(rest.len());
            let (clause, _) = rest.split_at(end);
            // Some other project's path, or a name that is put together.
            let Some((file, anchor)) = clause.split_once(".md") else { continue };
            let clause = format!("{file}.md{}", anchor.trim_end_matches('.'));
            cited += 1;
            if !is_there(&spec, &clause) {
                lost.push(format!("{name}: spec/{clause}"));
            }
        }
    }
    assert!(cited > 50, "{cited} citations");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn every_link_within_the_spec_leads_somewhere() {
    let spec = spec();
    let mut lost = Vec::new();
    for (name, text) in files(&root().join("spec"), "md") {
        let targets = text.match_indices("](").map(|(at, begin)| text.split_at(at + begin.len()).1);
        for target in targets.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            let folder = name.rsplit_once('/').map(|(folder, _)| folder);
            let clause = match (target.strip_prefix('#'), folder) {
                _ if target.contains("://") => continue,
                (Some(anchor), _) => format!("{name}#{anchor}"),
                (None, Some(folder)) => {
                    target.strip_prefix("../").map_or_else(|| format!("{folder}/{target}"), str::to_owned)
                }
                (None, None) => target.to_owned(),
            };
            // A picture is a file and has no clauses.
            if !is_there(&spec, &clause) && !root().join("spec").join(&clause).is_file() {
                lost.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn every_clause_that_a_vector_names_is_in_the_spec() {
    let spec = spec();
    let vectors = Tree::read(&Tree::committed()).unwrap();
    for folder in vectors.folders_with("vector.json") {
        let object = vectors.object(&format!("{folder}/vector.json")).unwrap();
        let clause = object.text("spec").unwrap();
        assert!(is_there(&spec, clause), "{folder}: there is no {clause}");
    }
}
