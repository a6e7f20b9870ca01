//! The suite of JSON parsers (nst/JSONTestSuite): what is left open there is decided in `exceptions.json`. And another
//! parser, `serde_json`, which reads thousands of damaged documents beside ours.
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

/// Of documents that somebody has damaged, `serde_json` reads whatever we read, and as the same value. What it reads
/// and we do not is refused for one of the reasons that two readers could see two things.
#[test]
fn what_is_read_serde_json_reads_alike() {
    let mut random = Random(1);
    let (mut read, mut refused) = (0, 0);
    for round in 0..20_000 {
        let mut text = DOCUMENTS[round % DOCUMENTS.len()].as_bytes().to_vec();
        for _ in 0..random.below(4) {
            let at = random.below(text.len());
            let piece = PIECES[random.below(PIECES.len())].as_bytes();
            match random.below(4) {
                0 => drop(text.remove(at)),
                1 => text[at] = piece[0],
                2 => drop(text.splice(at..at, piece.iter().copied())),
                _ => {
                    let end = at + random.below(text.len() - at);
                    let copy = text[at..end].to_vec();
                    let to = random.below(text.len());
                    text.splice(to..to, copy);
                }
            }
            if text.is_empty() {
                text.push(b'0');
            }
        }
        let shown = String::from_utf8_lossy(&text);
        let other = serde_json::from_slice::<serde_json::Value>(&text);
        match (Json::parse(&text), other) {
            (Ok(own), Ok(other)) => {
                assert!(are_alike(&own, &other), "{shown}");
                read += 1;
            }
            (Ok(_), Err(error)) => panic!("{error}: {shown}"),
            (Err(error), Ok(_)) => {
                let code = error.code().to_string();
                let ours = ["json.duplicate_key", "json.number_range", "json.number_precision"];
                assert!(ours.contains(&code.as_str()), "{error}: {shown}");
            }
            (Err(_), Err(_)) => refused += 1,
        }
    }
    assert!(read > 3_000 && refused > 3_000, "{read} read, {refused} refused");
}

const DOCUMENTS: [&str; 4] = [
    r#"{"id": "urn:x:1", "n": [0, -0, 1, -12, 0.5, 1e3, -2.5E-7, 9007199254740991], "t": [true, false, null], "o": {}}"#,
    r#"{"a":{"b":[[],{},"é\u00e9\ud83d\ude00\"\\\/\b\f\n\r\t"],"c":"a longer text, so that whole words of it are looked at"}}"#,
    "[ \t\r\n{ \"x\" : [ 1 , 2.25 , \"\u{fffd}\u{7f}\" ] , \"y\" : \"\" } , \"z\" ]\n",
    "[1.7976931348623157e308,5e-324,123456789012345678,0.1234567890123456789,1e-400,1e400,-1]",
];

const PIECES: [&str; 24] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "0",
    "9",
    "-",
    "+",
    ".",
    "e",
    " ",
    "\n",
    "\0",
    "\u{1f}",
    "\\ud800",
    "\\udc00",
    "\\u0041",
    "é",
    "null",
    "\"id\":1,",
];

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}

fn are_alike(own: &Json, other: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (own, other) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(own), Value::Bool(other)) => own == other,
        (Json::Number(own), Value::Number(other)) => other.as_f64() == Some(own.as_f64()),
        (Json::String(own), Value::String(other)) => own == other,
        (Json::Array(own), Value::Array(other)) => {
            own.len() == other.len() && own.iter().zip(other).all(|(own, other)| are_alike(own, other))
        }
        (Json::Object(own), Value::Object(other)) => {
            own.len() == other.len()
                && own.iter().all(|(name, own)| other.get(name).is_some_and(|other| are_alike(own, other)))
        }
        _ => false,
    }
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
