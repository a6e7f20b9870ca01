//! SVG pictures: what is put in comes out byte for byte, what is taken out is gone, and to another XML parser the picture is
//! as well formed as before.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use roxmltree::{Document, ParsingOptions};
use sanad_core::carrier::badge_text::BadgeText;
use sanad_core::carrier::svg::{bake, extract, strip};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_fuzz::issuer;

static BADGES: LazyLock<[BadgeText; 2]> = LazyLock::new(|| {
    let badges = issuer::badges();
    let signed = |at: usize, suite| issuer::signed(&badges[at].0, suite).expect("a badge").to_compact();
    let last = badges.len() - 1;
    [signed(0, Cryptosuite::EddsaJcs2022), signed(last, Cryptosuite::EddsaJcs2022)]
        .map(|text| BadgeText::of(text.as_bytes()).expect("a badge"))
});

fuzz_target!(|image: &[u8]| {
    let limits = issuer::limits(|limits| limits.image_bytes = 1 << 20);
    if let Ok(baked) = extract(image, &limits) {
        assert!(!baked.text().is_empty(), "a badge of nothing");
    }
    let stripped = strip(image, &limits);
    if let Ok(stripped) = &stripped {
        assert!(extract(stripped, &limits).is_err(), "what was taken out is still there");
        assert_eq!(strip(stripped, &limits).as_ref(), Ok(stripped), "taken out twice, more is gone");
        assert!(!well_formed(image) || well_formed(stripped), "no longer well formed");
    }
    for badge in &*BADGES {
        let Ok(baked) = bake(image, badge, &limits) else { continue };
        let out = extract(&baked, &limits)
            .unwrap_or_else(|error| panic!("what was put in does not come out: {error}"));
        assert_eq!(out.text(), badge.as_str(), "another badge comes out");
        assert_eq!(bake(&baked, badge, &limits).as_ref(), Ok(&baked), "put in twice, it is another picture");
        if well_formed(image) {
            let text = std::str::from_utf8(&baked).expect("UTF-8");
            let tree = parse(text).unwrap_or_else(|| panic!("no longer well formed: {text}"));
            let credential = tree.descendants().find(|node| {
                node.tag_name().name() == "credential"
                    && node.tag_name().namespace() == Some("https://purl.imsglobal.org/ob/v3p0")
            });
            let credential = credential.unwrap_or_else(|| panic!("no badge to another parser: {text}"));
            let found: String = credential.children().filter_map(|child| child.text()).collect();
            let found =
                if found.is_empty() { credential.attribute("verify").unwrap_or_default() } else { &*found };
            assert_eq!(found.trim(), badge.as_str().replace('\r', "\n"), "another badge to another parser");
        }
    }
});

fn well_formed(image: &[u8]) -> bool {
    std::str::from_utf8(image).is_ok_and(|text| parse(text).is_some())
}

fn parse(text: &str) -> Option<Document<'_>> {
    Document::parse_with_options(text, ParsingOptions { allow_dtd: true, ..ParsingOptions::default() }).ok()
}
