//! W3C's RDF Dataset Canonicalization suite (w3c/rdf-canon, `tests/manifest.jsonld`): all of it, without exceptions.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a suite that cannot be read must stop its test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sanad_core::canonical::rdfc::{CanonicalError, CanonicalForm, HashAlgorithm, canonicalize_with_labels};
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_testsuite::{nquads, third_party};

/// How much work the suite's dearest positive case may need: a fifth of what is allowed, so that the bound is not
/// what a change in the suite or the algorithm runs into first.
const MARGIN: usize = 5;

#[test]
fn every_case_gives_the_published_form_map_or_refusal() {
    let Some(folder) = third_party::suite("rdf-canon") else { return };
    let folder = folder.join("tests");
    let manifest = Json::parse(&fs::read(folder.join("manifest.jsonld")).unwrap()).unwrap();
    let entries = manifest.as_object().unwrap().get("entries").unwrap().as_array().unwrap();
    let (mut forms, mut maps, mut refusals, mut sha384, mut dearest) = (0, 0, 0, 0, 0);
    for entry in entries {
        let entry = entry.as_object().unwrap();
        let id = entry.text("id").unwrap();
        let hash = match entry.text("hashAlgorithm") {
            None => HashAlgorithm::Sha256,
            Some("SHA384") => {
                sha384 += 1;
                HashAlgorithm::Sha384
            }
            Some(other) => panic!("{id}: hash {other}"),
        };
        let read = nquads::parse(&text(&folder, entry, "action")).unwrap();
        let result = canonicalize_with_labels(&read.dataset, hash, &Limits::DEFAULT);
        match entry.text("type").unwrap() {
            "rdfc:RDFC10EvalTest" => {
                forms += 1;
                let form = result.unwrap();
                dearest = dearest.max(form.work);
                assert_eq!(form.text, text(&folder, entry, "result"), "{id}");
            }
            "rdfc:RDFC10MapTest" => {
                maps += 1;
                assert_eq!(named(&result.unwrap(), &read.labels), published_map(&folder, entry), "{id}");
            }
            "rdfc:RDFC10NegativeEvalTest" => {
                refusals += 1;
                let error = result.unwrap_err();
                assert_eq!(error, CanonicalError::WorkLimit { limit: Limits::DEFAULT.rdfc_work }, "{id}");
                assert_eq!(error.code(), Code::RdfWorkLimit);
            }
            other => panic!("{id}: type {other}"),
        }
    }
    assert_eq!((forms, maps, refusals, sha384), (64, 21, 1, 2));
    println!("dearest case: {dearest} of {}", Limits::DEFAULT.rdfc_work);
    assert!(dearest * MARGIN <= Limits::DEFAULT.rdfc_work, "{dearest}");
}

fn text(folder: &Path, entry: &Object, member: &str) -> String {
    fs::read_to_string(folder.join(entry.text(member).unwrap())).unwrap()
}

/// The issued identifiers by the labels of the input.
fn named(form: &CanonicalForm, labels: &[String]) -> BTreeMap<String, String> {
    form.labels
        .iter()
        .map(|(number, label)| (labels[usize::try_from(*number).unwrap()].clone(), label.clone()))
        .collect()
}

fn published_map(folder: &Path, entry: &Object) -> BTreeMap<String, String> {
    let map = Json::parse(text(folder, entry, "result").as_bytes()).unwrap();
    let members = map.as_object().unwrap();
    members.iter().map(|(from, to)| (from.to_owned(), to.as_str().unwrap().to_owned())).collect()
}
