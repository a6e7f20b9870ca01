//! The W3C JSON-LD 1.1 API suite: every toRdf case gives its quads, its error, or our refusal of what it would drop.

#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must fail its test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sanad_core::canonical::jsonld::{ContextSet, JsonLdError, Rules};
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_testsuite::third_party;

use crate::oracle;
use crate::published;

const EXCEPTIONS: &str = include_str!("../../../../test-vectors/third-party/json-ld-api/exceptions.json");

#[test]
fn every_to_rdf_case_of_the_w3c_suite_is_decided() {
    let Some(folder) = third_party::suite("json-ld-api") else { return };
    let folder = folder.join("tests");
    let manifest = read(&folder.join("toRdf-manifest.jsonld"));
    let base = manifest.text("baseIri").unwrap();
    let contexts = contexts(&folder, base);
    let exceptions = object(Json::parse(EXCEPTIONS.as_bytes()).unwrap());
    let group = |name: &str| exceptions.get(name).and_then(Json::as_object).unwrap().clone();
    let (left_out, refused) = (group("left_out"), group("refused"));

    let cases = manifest.get("sequence").unwrap().items();
    let mut met = BTreeSet::new();
    let mut wrong = Vec::new();
    let (mut passed, mut refusals, mut skipped) = (0, 0, 0);
    for case in cases {
        let case = case.as_object().unwrap();
        let name = case.text("@id").unwrap();
        met.insert(name);
        if option(case, "specVersion") == Some("json-ld-1.0") {
            skipped += 1; // the manifest's own rule for processors of 1.1
            continue;
        }
        let result = run(&folder, base, &contexts, case);
        if left_out.contains(name) {
            skipped += 1;
            if result.is_ok() {
                wrong.push(format!("{name} is left out, but passes"));
            }
        } else if let Some(refusal) = refused.get(name) {
            let code = refusal.as_object().unwrap().text("code").unwrap();
            match result {
                Err(Failure::Refused(error)) if error.code().as_str() == code => refusals += 1,
                other => wrong.push(format!("{name} should be refused as {code}, but: {other:?}")),
            }
        } else {
            match result {
                Ok(()) => passed += 1,
                Err(failure) => wrong.push(format!("{name}: {failure:?}")),
            }
        }
    }
    for (name, _) in left_out.iter().chain(refused.iter()) {
        if !met.contains(name) {
            wrong.push(format!("{name} is an exception, but no case"));
        }
    }
    println!("{passed} passed, {refusals} refused by safe mode, {skipped} left out");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let expected = exceptions.get("cases").and_then(Json::as_number).unwrap();
    assert_eq!(cases.len().to_string(), expected.as_f64().to_string(), "the suite has grown or shrunk");
}

#[derive(Debug)]
#[expect(dead_code, reason = "the fields are printed")]
enum Failure {
    NotRead(String),
    OtherQuads { ours: Vec<String>, theirs: Vec<String> },
    ShouldFail { with: String },
    Refused(JsonLdError),
}

fn run(folder: &Path, base: &str, contexts: &ContextSet, case: &Object) -> Result<(), Failure> {
    let input = case.text("input").unwrap();
    // One case names its input in the folder of another suite.
    let file = input.rsplit('/').next().unwrap();
    let bytes = fs::read(folder.join("toRdf").join(file)).or_else(|_| fs::read(folder.join(input)));
    let bytes = bytes.map_err(|error| Failure::NotRead(error.to_string()))?;
    let document = match Json::parse(&bytes).map_err(|error| Failure::NotRead(error.to_string()))? {
        Json::Object(object) => object,
        // A list of documents is what a document says of nothing but its content.
        array => Object::new().with("@graph", array),
    };
    let own_base = format!("{base}{input}");
    // Some documents name themselves as their context.
    let contexts = contexts.with_document(&own_base, &bytes).unwrap_or_else(|_| contexts.clone());
    let tables = contexts.tables_with_base(option(case, "base").unwrap_or(&own_base));
    let result = tables.to_rdf(&document, &Rules::general());
    let heeded = tables.heed_within(&document, &Rules::general(), &Limits::DEFAULT);
    assert_eq!(
        heeded.as_ref().err(),
        result.as_ref().err(),
        "{input}: heeded otherwise than turned into quads"
    );
    if let Some(expected) = case.text("expectErrorCode") {
        return match result {
            Err(JsonLdError::Invalid { violation, .. }) if violation.as_str() == expected => Ok(()),
            Err(error) => Err(Failure::Refused(error)),
            Ok(_) => Err(Failure::ShouldFail { with: expected.to_owned() }),
        };
    }
    let ours = result.map_err(Failure::Refused)?;
    let Some(expected) = case.text("expect") else { return Ok(()) };
    let theirs = oracle::canonical(published::n_quads(&fs::read(folder.join(expected)).unwrap()));
    let ours = oracle::canonical(oracle::dataset(&ours));
    if ours == theirs { Ok(()) } else { Err(Failure::OtherQuads { ours, theirs }) }
}

/// The context documents that lie beside the cases, under the URLs that the cases name.
fn contexts(folder: &Path, base: &str) -> ContextSet {
    let mut contexts = ContextSet::official();
    for place in ["toRdf", "toRdf/c031"] {
        for entry in fs::read_dir(folder.join(place)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.contains("context") {
                let bytes = fs::read(folder.join(place).join(&name)).unwrap();
                // A few are no context documents; cases that name them expect that they cannot be loaded.
                if let Ok(more) = contexts.with_document(&format!("{base}{place}/{name}"), &bytes) {
                    contexts = more;
                }
            }
        }
    }
    contexts
}

fn option<'c>(case: &'c Object, name: &str) -> Option<&'c str> {
    case.get("option").and_then(Json::as_object)?.text(name)
}

fn read(path: &Path) -> Object {
    object(Json::parse(&fs::read(path).unwrap()).unwrap())
}

fn object(json: Json) -> Object {
    match json {
        Json::Object(object) => object,
        other => panic!("expected an object, found {}", other.kind()),
    }
}
