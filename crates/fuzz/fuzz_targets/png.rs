//! PNG pictures: what is put in comes out byte for byte, what is taken out is gone, and the rest of the picture stays.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sanad_core::carrier::badge_text::BadgeText;
use sanad_core::carrier::png::{bake, extract, strip};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_fuzz::issuer;

static BADGES: LazyLock<[BadgeText; 2]> = LazyLock::new(|| {
    let badges = issuer::badges();
    let signed = |at: usize, suite| issuer::signed(&badges[at].0, suite).expect("a badge").to_compact();
    [signed(0, Cryptosuite::EddsaJcs2022), signed(4, Cryptosuite::EddsaRdfc2022)]
        .map(|text| BadgeText::of(text.as_bytes()).expect("a badge"))
});

fuzz_target!(|data: &[u8]| {
    picture(data);
    picture(&with_right_checksums(data));
});

fn picture(image: &[u8]) {
    let limits = issuer::limits(|limits| limits.image_bytes = 1 << 20);
    if let Ok(baked) = extract(image, &limits) {
        assert!(!baked.text().is_empty(), "a badge of nothing");
        assert!(image.len() > baked.text().len() / 1_100, "more than deflate can pack");
    }
    let stripped = strip(image, &limits);
    if let Ok(stripped) = &stripped {
        assert!(stripped.len() <= image.len(), "what was taken out made it longer");
        assert!(extract(stripped, &limits).is_err(), "what was taken out is still there");
        assert_eq!(strip(stripped, &limits).as_ref(), Ok(stripped), "taken out twice, more is gone");
    }
    for badge in &*BADGES {
        let Ok(baked) = bake(image, badge, &limits) else { continue };
        let out = extract(&baked, &limits)
            .unwrap_or_else(|error| panic!("what was put in does not come out: {error}"));
        assert_eq!(out.text(), badge.as_str(), "another badge comes out");
        assert_eq!(bake(&baked, badge, &limits).as_ref(), Ok(&baked), "put in twice, it is another picture");
        if let Ok(stripped) = &stripped {
            assert_eq!(strip(&baked, &limits).as_ref(), Ok(stripped), "the rest of the picture is another");
        }
    }
}

/// The same with the checksum of every chunk set right, so that what is in the chunks is looked at.
fn with_right_checksums(image: &[u8]) -> Vec<u8> {
    let mut image = image.to_vec();
    let mut at = 8;
    while let Some(length) = image.get(at..at + 4) {
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let Some(end) = at.checked_add(8).and_then(|start| start.checked_add(length)) else { break };
        let Some(checked) = image.get(at + 4..end) else { break };
        let checksum = crc32(checked).to_be_bytes();
        let Some(place) = image.get_mut(end..end + 4) else { break };
        place.copy_from_slice(&checksum);
        at = end + 4;
    }
    image
}

/// The CRC of the PNG specification, annex D, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 },
        )
    })
}
