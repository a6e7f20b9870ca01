//! The contexts of our own that are compiled in are those of `spec/contexts/`, byte for byte and term for term.

use std::fs;
use std::path::Path;

use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::json::Json;
use sha2::{Digest as _, Sha256};

const OWN: &str = "https://w3id.org/sanad/";

#[test]
fn every_context_of_our_own_is_the_file_in_the_spec() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/contexts");
    let mut files: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for facts in ContextSet::embedded() {
        let Some(name) = facts.url.strip_prefix(OWN) else { continue };
        let file = format!("{}.jsonld", name.replace('/', "-"));
        let bytes = fs::read(folder.join(&file)).unwrap();
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, facts.sha256, "{file}");
        let Json::Object(document) = Json::parse(&bytes).unwrap() else { panic!("{file} is no object") };
        assert_eq!(document.get("@context"), ContextSet::official().context(&facts.url).as_ref(), "{file}");
        assert_eq!(document.len(), 1, "{file} says more than its context");
        files.retain(|other| *other != file);
    }
    assert!(files.is_empty(), "not compiled in: {files:?}");
}
