//! Our embedded contexts are the official ones: the same digests, the same terms, and none is missing.

use std::collections::BTreeMap;
use std::fs;

use sanad_core::canonical::jsonld::{ContextSet, OpenBadgesEdition};
use sanad_core::json::Json;
use sanad_testsuite::third_party;
use sha2::{Digest as _, Sha256};

/// Contexts that only published examples need; tests hand them in, the product does not know them.
const FOR_TESTS_ONLY: [&str; 2] = ["credentials-examples-v1.json", "credentials-examples-v2.json"];

#[test]
fn every_official_context_is_embedded_term_for_term_and_no_other() {
    let Some(folder) = third_party::contexts() else { return };
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let mut missing: BTreeMap<String, String> = ContextSet::embedded()
        .into_iter()
        // Our own are held against spec/contexts/ by another test.
        .filter(|facts| !facts.url.starts_with("https://w3id.org/sanad/"))
        .map(|facts| {
            assert!(!facts.licence.is_empty() && !facts.attribution.is_empty() && !facts.source.is_empty());
            (facts.sha256, facts.url)
        })
        .collect();
    assert!(!missing.is_empty());
    for line in sums.lines() {
        let (digest, file) = line.split_once("  ").unwrap();
        let bytes = fs::read(folder.join(file)).unwrap();
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, digest, "{file}");
        if FOR_TESTS_ONLY.contains(&file) {
            continue;
        }
        let url = missing.remove(digest).unwrap_or_else(|| panic!("{file} is not embedded"));
        let edition = if file.ends_with("-2025-04.json") {
            OpenBadgesEdition::April2025
        } else {
            OpenBadgesEdition::July2026
        };
        let ours = ContextSet::official_as_of(edition).context(&url).unwrap();
        let Json::Object(official) = Json::parse(&bytes).unwrap() else { panic!("{file} is no object") };
        assert_eq!(official.get("@context"), Some(&ours), "{file}");
        assert_eq!(official.len(), 1, "{file} says more than its context");
    }
    assert!(missing.is_empty(), "embedded, but not among the official ones: {missing:?}");
}
