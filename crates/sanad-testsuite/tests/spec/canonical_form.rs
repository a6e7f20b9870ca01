//! The example of `spec/canonical-form.md` is what comes out.
#![expect(clippy::unwrap_used, reason = "a spec that cannot be read must stop its test")]

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::json::Json;
use sanad_core::limits::Limits;
use sha2::{Digest, Sha256};

const SPEC: &str = include_str!("../../../../spec/canonical-form.md");

#[test]
fn the_example_has_the_forms_it_says() {
    let document = Json::parse(block("json").as_bytes()).unwrap();
    let document = document.as_object().unwrap();
    let canonicalizer = Canonicalizer::official();
    assert_eq!(canonicalizer.jcs(document).unwrap(), block("jcs").trim_end());
    let form = canonicalizer.rdf(document).unwrap();
    assert_eq!(form, block("nquads"));
    let sha256: String = Sha256::digest(form).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(sha256, block("sha256").trim_end());
}

#[test]
fn the_limits_are_those_of_the_code() {
    let limits = Limits::DEFAULT;
    for bound in [
        limits.document_bytes,
        limits.json_depth,
        limits.json_members,
        limits.contexts,
        limits.quads,
        limits.rdfc_work,
    ] {
        let row = format!("| {} |", with_commas(bound));
        assert!(SPEC.contains(&row), "no row with {row}");
    }
}

/// The text of the first block of that kind.
fn block(kind: &str) -> &'static str {
    let (_, rest) = SPEC.split_once(&format!("```{kind}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    String::from_utf8(groups.join(&b',')).unwrap()
}
