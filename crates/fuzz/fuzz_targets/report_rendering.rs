//! Reports on whatever is shared: one for each badge, the same each time, as JSON that is read back, and as words for one
//! screen in which nothing moves the cursor.
#![no_main]

#[path = "../../sanad-cli/src/render.rs"]
#[allow(dead_code, reason = "the tool asks for more")]
mod render;
#[path = "../../sanad-cli/src/text.rs"]
#[allow(dead_code, reason = "the tool asks for more")]
mod text;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use sanad_core::json::{Json, Object};
use sanad_fuzz::{issuer, mutator, promises};
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::verify::Verifier;

static ANCHORS: LazyLock<Vec<TrustAnchor>> = LazyLock::new(|| vec![TrustAnchor::issuer(issuer::did())]);
static EVIDENCE: LazyLock<Evidence> = LazyLock::new(Evidence::new);
static STARTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let signed = |(badge, suite): &(Object, _)| issuer::signed(badge, *suite).expect("a badge");
    let badges: Vec<Object> = issuer::badges().iter().map(signed).collect();
    let presentation = Object::new()
        .with("@context", "https://www.w3.org/ns/credentials/v2")
        .with("type", "VerifiablePresentation")
        .with("verifiableCredential", badges.iter().take(3).cloned().map(Json::Object).collect::<Vec<_>>());
    badges.into_iter().chain([presentation]).map(|document| document.to_compact()).collect()
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::json_or_bytes(data, size, max_size, seed, &STARTS, 64)
});

fuzz_target!(|data: &[u8]| {
    let verifier = Verifier::new(&ANCHORS, &EVIDENCE);
    let reports = verifier.verify_shared(data, issuer::at());
    promises::keep_all(&reports);
    let needs = verifier.needs_shared(data, issuer::at());
    let urls: BTreeSet<_> = needs.iter().collect();
    assert_eq!(urls.len(), needs.len(), "a document is wanted twice");
    for need in &needs {
        assert!(
            need.url.starts_with("https://") || need.url.starts_with("http://"),
            "{} is wanted",
            need.url
        );
    }
    let plain = render::reports(&reports, &needs, render::Paint::Plain);
    for line in plain.lines() {
        assert!(text::columns_in(line) <= render::COLUMNS, "too wide: {line}");
    }
    assert!(!plain.contains(moves), "something that moves: {plain:?}");
    let colour = render::reports(&reports, &needs, render::Paint::Colour);
    assert_eq!(without_colour(&colour), plain, "colour says something else");
});

/// Whether a character does anything else than stand there.
fn moves(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').map_or(part, |(_, rest)| rest))
}
