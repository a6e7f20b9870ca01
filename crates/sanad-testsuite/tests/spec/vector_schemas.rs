//! The vectors are as their JSON Schemas say, and the runner that their README shows runs.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop wherever something is amiss"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sanad_testsuite::tree::Tree;
use serde_json::{Value, json};

/// The folders whose vectors have a `vector.json`.
const AREAS: [&str; 7] =
    ["accreditation-list", "badge", "badge-facts", "carrier", "draft", "list-version", "scope"];

fn folder() -> PathBuf {
    Tree::committed()
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn schema(name: &str) -> jsonschema::Validator {
    let schema = read(&folder().join(format!("schemas/{name}.schema.json")));
    jsonschema::draft202012::new(&schema).unwrap()
}

/// Fails with what the schema says against it.
fn assert_valid(schema: &jsonschema::Validator, value: &Value, name: &str) {
    let against: Vec<String> =
        schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(against.is_empty(), "{name}: {}", against.join("; "));
}

#[test]
fn every_vector_is_as_the_schema_of_its_folder_says() {
    for area in AREAS {
        let schema = schema(area);
        let mut count = 0;
        for entry in fs::read_dir(folder().join(area)).unwrap() {
            let path = entry.unwrap().path().join("vector.json");
            let vector = read(&path);
            assert_valid(&schema, &vector, &path.display().to_string());
            count += 1;
            if count == 1 {
                refuses_what_is_none(&schema, &vector, area);
            }
        }
        assert!(count > 10, "{area} has {count} vectors");
    }
}

/// A schema that let everything through would say nothing.
fn refuses_what_is_none(schema: &jsonschema::Validator, vector: &Value, area: &str) {
    for name in ["comment", "spec", "expect"] {
        let mut without = vector.clone();
        without.as_object_mut().unwrap().remove(name);
        assert!(!schema.is_valid(&without), "{area} without `{name}`");
    }
    let mut more = vector.clone();
    more["unknown"] = json!(1);
    assert!(!schema.is_valid(&more), "{area} with a member more");
    let mut other = vector.clone();
    other["expect"] = json!({ "code": "No code" });
    assert!(!schema.is_valid(&other), "{area} with a code that is none");
}

#[test]
fn the_manifest_is_as_its_schema_says_and_lists_what_is_there() {
    let manifest = read(&folder().join("manifest.json"));
    assert_valid(&schema("manifest"), &manifest, "manifest.json");
    let explained = |member: &str, word: &Value| manifest[member].get(word.as_str().unwrap()).is_some();
    for area in AREAS {
        let rows = manifest[area].as_array().unwrap();
        assert_eq!(rows.len(), fs::read_dir(folder().join(area)).unwrap().count(), "{area}");
        for row in rows {
            let name = row["name"].as_str().unwrap();
            let vector = read(&folder().join(area).join(name).join("vector.json"));
            for member in ["comment", "flags", "attacks", "twin"] {
                assert_eq!(row.get(member), vector.get(member), "{area}/{name}: {member}");
            }
            for member in ["flags", "attacks"] {
                let words = row.get(member).and_then(Value::as_array);
                let odd = words.into_iter().flatten().find(|word| !explained(member, word));
                assert_eq!(odd, None, "{area}/{name}: not explained among the {member}");
            }
        }
    }
}

/// As somebody would who has only the folder, with a verifier that says nothing and with one that accepts everything.
#[test]
fn the_runner_of_the_readme_runs() {
    let readme = fs::read_to_string(folder().join("README.md")).unwrap();
    let code = readme.split("```python\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let silent = "    return None\n";
    assert_eq!(code.matches(silent).count(), 1, "where one's own verifier goes");
    let run = |code: &str| Command::new("python3").args(["-c", code]).arg(folder()).output();
    let Ok(output) = run(code) else {
        println!("there is no python3: the runner of the README was not run");
        return;
    };
    let count = |verdict: Option<&str>| {
        let manifest = read(&folder().join("manifest.json"));
        let rows = manifest["badge"].as_array().unwrap().clone();
        rows.iter().filter(|row| verdict.is_none_or(|verdict| row["verdict"] == verdict)).count()
    };
    let words = String::from_utf8(output.stdout).unwrap();
    assert_eq!(words.trim(), format!("{{'unsupported': {}}}", count(None)));
    assert_eq!(output.status.code(), Some(0));
    let output = run(&code.replace(silent, "    return 'accept'\n")).unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let tally: Value = serde_json::from_str(&words.lines().last().unwrap().replace('\'', "\"")).unwrap();
    let accepted = count(Some("accept"));
    assert_eq!(tally, json!({ "agrees": accepted, "differs": count(None) - accepted }));
    assert_eq!(output.status.code(), Some(1));
}
