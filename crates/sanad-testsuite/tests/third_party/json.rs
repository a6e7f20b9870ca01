//! The suite of JSON parsers (nst/JSONTestSuite): what is left open there is decided in `exceptions.json`.
#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop its test")]

use std::collections::BTreeMap;
use std::fs;

use sanad_core::json::{Json, Object};
use sanad_testsuite::third_party;

const EXCEPTIONS: &str = include_str!("../../../../test-vectors/third-party/json-test-suite/exceptions.json");

#[test]
fn what_is_json_is_read_and_what_is_not_is_refused() {
    let Some(results) = results("test_parsing") else { return };
    let mut decided = decisions("test_parsing");
    for (name, found) in &results {
        let decision = decided.remove(name);
        match (name.split('_').next().unwrap(), decision.as_deref()) {
            ("y", None) => assert_eq!(found, "accepted", "{name}"),
            ("n", None) => assert_ne!(found, "accepted", "{name}"),
            ("y", Some("accepted")) | ("n", Some(_)) => panic!("{name}: stale exception"),
            ("y" | "i", Some(decision)) => assert_eq!(found, decision, "{name}"),
            ("i", None) => panic!("{name}: undecided, found {found}"),
            (kind, _) => panic!("{name}: kind {kind}"),
        }
    }
    assert_eq!(decided, BTreeMap::new(), "exceptions for files that are not there");
    assert_eq!(results.len(), 318);
}

#[test]
fn what_readers_see_differently_is_decided_one_by_one() {
    let Some(results) = results("test_transform") else { return };
    assert_eq!(results, decisions("test_transform"));
    assert_eq!(results.len(), 22);
}

/// By file name: `accepted`, or the code it was refused with. What is accepted must also survive being written.
fn results(folder: &str) -> Option<BTreeMap<String, String>> {
    let folder = third_party::suite("json-test-suite")?.join(folder);
    let read = |name: String| {
        let outcome = match Json::parse(&fs::read(folder.join(&name)).unwrap()) {
            Ok(json) => {
                assert_eq!(Json::parse(json.to_compact().as_bytes()).unwrap(), json, "{name}");
                "accepted".to_owned()
            }
            Err(error) => error.code().to_string(),
        };
        (name, outcome)
    };
    Some(third_party::names(&folder).into_iter().map(read).collect())
}

/// By file name: `accepted`, or the code to refuse with.
fn decisions(folder: &str) -> BTreeMap<String, String> {
    let exceptions = Json::parse(EXCEPTIONS.as_bytes()).unwrap();
    let entries = exceptions.as_object().and_then(|all| all.get(folder)).and_then(Json::as_object).unwrap();
    let decision = |entry: &Object| {
        assert!(entry.text("reason").is_some_and(|reason| !reason.is_empty()));
        entry.text("decision").unwrap().to_owned()
    };
    entries.iter().map(|(name, entry)| (name.to_owned(), decision(entry.as_object().unwrap()))).collect()
}
