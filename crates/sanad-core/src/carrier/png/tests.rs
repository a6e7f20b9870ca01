//! Baking into a PNG, reading out of it, and what no flipped bit may do.

use super::*;

fn png(chunks: &[([u8; 4], &[u8])]) -> Vec<u8> {
    let mut image = SIGNATURE.to_vec();
    chunk::write(*b"IHDR", &[0; 13], &mut image);
    for (kind, data) in chunks {
        chunk::write(*kind, data, &mut image);
    }
    chunk::write(*b"IEND", b"", &mut image);
    image
}

fn badge(name: &str) -> BadgeText {
    let types = r#""type":["VerifiableCredential","OpenBadgeCredential"]"#;
    BadgeText::of(format!("{{{types},\"name\":\"{name}\",\"proof\":{{}}}}\n").as_bytes()).unwrap()
}

#[test]
fn a_badge_comes_out_as_it_went_in_and_every_other_chunk_stays() {
    let image = png(&[(*b"iTXt", b"Comment\0\0\0\0\0a"), (*b"IDAT", b"\x01"), (*b"tEXt", b"openbadge\0")]);
    let badge = badge("SAFe\u{ae}");
    let baked = bake(&image, &badge, &Limits::DEFAULT).unwrap();
    assert_eq!(extract(&baked, &Limits::DEFAULT).unwrap().text(), badge.as_str());
    let header = SIGNATURE.len() + 25;
    let added = baked.len() - image.len();
    assert_eq!(baked[..header], image[..header]);
    assert_eq!(baked[header + added..], image[header..]);
    assert_eq!(strip(&baked, &Limits::DEFAULT).unwrap(), image);
    assert_eq!(strip(&image, &Limits::DEFAULT).unwrap(), image);
}

#[test]
fn a_badge_in_place_of_others_leaves_nothing_of_them() {
    let (one, two) = (badge("one"), badge("two"));
    let plain = png(&[(*b"IDAT", b"\x01")]);
    let mut image = bake(&plain, &one, &Limits::DEFAULT).unwrap();
    image.extend(b"PK\x03\x04");
    let expected = bake(&plain, &two, &Limits::DEFAULT).unwrap();
    assert_eq!(bake(&image, &two, &Limits::DEFAULT).unwrap(), expected);
    let old = png(&[
        (*b"tEXt", b"openbadges\0https://a.example/1"),
        (*b"IDAT", b"\x01"),
        (*b"zTXt", b"CLRCredential \0\0"),
    ]);
    assert_eq!(bake(&old, &two, &Limits::DEFAULT).unwrap(), expected);
}

#[test]
fn no_flipped_bit_and_no_cut_gives_another_badge() {
    let badge = badge("a");
    let image = bake(&png(&[(*b"IDAT", b"\x01")]), &badge, &Limits::DEFAULT).unwrap();
    let mut read = 0;
    for at in 0..image.len() {
        for bit in 0..8 {
            let mut mutant = image.clone();
            mutant[at] ^= 1 << bit;
            if let Ok(baked) = extract(&mutant, &Limits::DEFAULT) {
                assert_eq!(baked.text(), badge.as_str(), "bit {bit} of byte {at}");
                assert!(!baked.remarks().is_empty(), "bit {bit} of byte {at}");
                read += 1;
            }
        }
        assert!(extract(&image[..at], &Limits::DEFAULT).is_err(), "{at} bytes");
    }
    // Those of the dots, of the header's data and of the checksums that are not the badge's.
    assert!(read > 200, "{read}");
}

#[test]
fn a_stream_that_is_cut_or_followed_by_something_is_not_inflated() {
    use std::io::Write as _;
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(&[b'a'; 1000]).unwrap();
    let packed = writer.finish().unwrap();
    assert_eq!(inflate(&packed, 1000).unwrap(), [b'a'; 1000]);
    assert!(inflate(&packed, 999).unwrap().len() > 999);
    for length in 0..packed.len() {
        assert_eq!(inflate(&packed[..length], 1000), None, "{length}");
    }
    assert_eq!(inflate(&[packed.as_slice(), b"\0"].concat(), 1000), None);
    let mut damaged = packed.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(inflate(&damaged, 1000), None);
}
