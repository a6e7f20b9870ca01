//! DIDs, DID URLs and controller documents: text is kept, a document answers for its own id only, and no key is found that is
//! not written in it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use sanad_core::controller::ControllerDocument;
use sanad_core::did::{Did, DidUrl, Method};
use sanad_core::json::Json;
use sanad_core::key_set::KeySet;
use sanad_fuzz::mutator;
use sanad_testsuite::document::{Document, WEB};

static STARTS: LazyLock<Vec<String>> =
    LazyLock::new(|| vec![Document::web_controller().into_object().to_compact()]);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::json_or_bytes(data, size, max_size, seed, &STARTS, 512)
});

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        names(text);
    }
    let Ok(Json::Object(document)) = Json::parse(data) else { return };
    if let Ok(controller) = ControllerDocument::parse(&document, WEB) {
        assert_eq!(controller.id(), WEB);
        assert_eq!(document.text("id"), Some(WEB), "a document answers for another's id");
        for method in controller.methods() {
            assert!(
                document.to_compact().contains(&written(method.id())),
                "a method from nowhere: {}",
                method.id()
            );
        }
        let other = "did:web:other.example";
        assert!(ControllerDocument::parse(&document, other).is_err(), "a document with two ids");
    }
    let _ = KeySet::parse(&document);
});

fn names(text: &str) {
    if let Ok(did) = text.parse::<Did>() {
        assert_eq!(did.as_str(), text);
        assert_eq!(format!("did:{}:{}", did.method_name(), did.method_specific_id()), text);
        assert_eq!(text.parse::<DidUrl>().map(|url| url.did().clone()).ok(), Some(did.clone()));
        if let Some(url) = did.document_url() {
            assert_eq!(did.method(), Method::Web);
            let rest = url.strip_prefix("https://").unwrap_or_else(|| panic!("{url}"));
            let (host, path) = rest.split_once('/').unwrap_or_else(|| panic!("{url}"));
            assert!(!host.is_empty() && !host.contains(['@', '?', '#', '\\', '%']), "{url}");
            assert!(path.ends_with("did.json") && !path.contains(['?', '#', '\\']), "{url}");
            assert!(path.split('/').all(|segment| !matches!(segment, "" | "." | "..")), "{url}");
        }
        if let Some(Ok(controller)) = ControllerDocument::of_did(&did) {
            assert_eq!(controller.id(), text);
            assert!(controller.methods().len() >= 1, "{text}");
        }
    }
    if let Ok(url) = text.parse::<DidUrl>() {
        assert_eq!(url.as_str(), text);
        let fragment = url.fragment().map(|fragment| format!("#{fragment}")).unwrap_or_default();
        assert_eq!(format!("{}{fragment}", url.did()), text);
    }
}

/// The part of a method's id that must stand in the text of its document.
fn written(id: &str) -> String {
    let written = Json::from(id.split_once('#').map_or(id, |(_, fragment)| fragment)).to_compact();
    written.trim_matches('"').to_owned()
}
