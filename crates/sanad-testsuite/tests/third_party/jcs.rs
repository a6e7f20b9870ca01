//! The suite of RFC 8785's authors (cyberphone/json-canonicalization): documents, and the number sequence.
#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop its test")]

use std::fs;
use std::path::Path;

use sanad_core::canonical::jcs;
use sanad_core::json::Json;
use sanad_testsuite::{es_numbers, third_party};

#[test]
fn every_document_gives_the_published_bytes() {
    let Some(folder) = third_party::suite("json-canonicalization") else { return };
    let folder = folder.join("testdata");
    let names = third_party::names(&folder.join("input"));
    for name in &names {
        let input = Json::parse(&fs::read(folder.join("input").join(name)).unwrap()).unwrap();
        let canonical = jcs::canonicalize_value(&input);
        assert_eq!(canonical, fs::read_to_string(folder.join("output").join(name)).unwrap(), "{name}");
        let hex = folder.join("outhex").join(Path::new(name).with_extension("txt"));
        assert_eq!(canonical.as_bytes(), from_hex(&fs::read_to_string(hex).unwrap()), "{name}");
    }
    assert_eq!(names.len(), 6);
}

#[test]
fn numbers_are_written_as_the_published_checksums_of_a_million_have_it() {
    for (lines, sha256) in [
        (1_000, "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687"),
        (10_000, "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892"),
        (100_000, "22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7"),
        (1_000_000, "49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16"),
    ] {
        assert_eq!(es_numbers::hash(lines), sha256, "{lines} lines");
    }
}

/// Before a release: `cargo test --release -p sanad-testsuite --test third_party jcs -- --ignored`
#[test]
#[ignore = "a hundred million numbers take minutes"]
fn numbers_are_written_as_the_published_checksum_of_a_hundred_million_has_it() {
    let sha256 = "0f7dda6b0837dde083c5d6b896f7d62340c8a2415b0c7121d83145e08a755272";
    assert_eq!(es_numbers::hash(100_000_000), sha256);
}

fn from_hex(text: &str) -> Vec<u8> {
    text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}
