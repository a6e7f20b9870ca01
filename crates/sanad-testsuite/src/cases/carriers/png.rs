//! Badges in a PNG.
#![expect(clippy::indexing_slicing, reason = "a chunk that is too short for its case must stop the builder")]

use sanad_core::code::Code::{self, *};

use super::{ASSERTION, ASSERTION_URL, TRANSCRIPT, badge, forged, jws, named};
use crate::content::Content;
use crate::png::{Png, bomb, chunk, itxt, itxt_compressed, stored, text, ztxt};
use crate::vector::carrier::Vector;
use crate::vector::flag::Flag;

const OB3: &str = "openbadgecredential";
const OB2: &str = "openbadges";
const CLR: &str = "clrcredential";

pub(super) fn cases() -> Vec<Vector> {
    [read(), older(), several(), compressed(), lengths_and_checksums(), structure(), texts(), absent()]
        .concat()
}

fn case(name: &str, comment: &str, png: &Png) -> Vector {
    Vector::extract(name, comment, Content::of_bytes(png.bytes())).spec("carrier.md#png")
}

/// A dot with a chunk right after its header.
fn with(chunk: Vec<u8>) -> Png {
    Png::dot().with(chunk)
}

fn read() -> Vec<Vector> {
    let spoiled = named("SAF\u{c3}\u{89}e\u{c2}\u{ae}");
    vec![
        case("png_ob3", "A badge, right after the header.", &with(itxt(OB3, badge()))).gives("ob3", badge()),
        case("png_ob3_jws", "A badge as a compact JWS.", &with(itxt(OB3, jws()))).gives("ob3", jws()),
        case(
            "png_ob3_before_end",
            "The badge's chunk is the last but one.",
            &Png::dot().before_end(itxt(OB3, badge())),
        )
        .gives("ob3", badge()),
        case(
            "png_ob3_among_others",
            "Other text chunks, one with a keyword that begins as the badge's does, stay out of it.",
            &with(itxt(OB3, badge()))
                .with(itxt("openbadgecredentials", forged()))
                .with(text("Comment", OB3))
                .with(ztxt("XML:com.adobe.xmp", b"openbadges")),
        )
        .gives("ob3", badge()),
        case(
            "png_ob3_utf8",
            "`SAFe®` and `溶接` are UTF-8 and come out as they went in.",
            &with(itxt(OB3, named("SAFe® 溶接"))),
        )
        .spec("carrier.md#one-badge")
        .gives("ob3", named("SAFe® 溶接")),
        case(
            "png_ob3_spoiled",
            "UTF-8 that somebody took for Latin-1 and wrote as UTF-8 again is not repaired.",
            &with(itxt(OB3, &spoiled)),
        )
        .spec("carrier.md#one-badge")
        .gives("ob3", spoiled),
        case("png_clr2", "A transcript.", &with(itxt(CLR, TRANSCRIPT))).gives("clr2", TRANSCRIPT),
        case(
            "png_crc_of_another_chunk",
            "The checksum of the dot is wrong, that of the badge is right.",
            &with(itxt(OB3, badge())).change(2, flip_last),
        )
        .gives("ob3", badge())
        .remark(BakeCrc),
        trailing("zip", b"PK\x03\x04\x14\0\0\0\0\0"),
        trailing("html", b"<html><script>alert(1)</script></html>"),
        trailing("pdf", b"%PDF-1.7\n%%EOF\n"),
    ]
}

fn trailing(kind: &str, bytes: &[u8]) -> Vector {
    case(
        &format!("png_and_{kind}"),
        "The file is a picture to one program and something else to another.",
        &with(itxt(OB3, badge())).followed_by(bytes),
    )
    .gives("ob3", badge())
    .remark(BakeTrailingData)
}

fn older() -> Vec<Vector> {
    let case = |name, comment, png: &Png| case(name, comment, png).spec("carrier.md#older-formats");
    let tagged = [OB2.as_bytes(), b"\0\0\0en\0Abzeichen\0", ASSERTION.as_bytes()].concat();
    vec![
        case("png_ob2", "An assertion of 2.0.", &with(itxt(OB2, ASSERTION))).gives("ob2", ASSERTION),
        case("png_ob2_jws", "A signed assertion.", &with(itxt(OB2, jws()))).gives("ob2", jws()),
        case(
            "png_ob2_url",
            "The URL of a hosted assertion, as before 2013.",
            &with(text(OB2, ASSERTION_URL)),
        )
        .gives("ob2_url", ASSERTION_URL),
        case("png_ob2_language", "A language tag, which had no meaning then.", &with(chunk("iTXt", &tagged)))
            .gives("ob2", ASSERTION),
        case(
            "png_ob2_compressed",
            "A compressed assertion.",
            &with(itxt_compressed(OB2, &stored(ASSERTION.as_bytes()))),
        )
        .gives("ob2", ASSERTION)
        .remark(BakeCompressed),
        case("png_ob2_ztxt", "The same in a zTXt chunk.", &with(ztxt(OB2, &stored(ASSERTION.as_bytes()))))
            .gives("ob2", ASSERTION)
            .remark(BakeCompressed),
        case("png_ob2_bomb", "2 MiB in 2 KiB.", &with(itxt_compressed(OB2, &bomb(2 << 20))))
            .flag(Flag::Exhausting)
            .refused(InputTooLarge, "png_ob2_compressed"),
        case(
            "png_ob2_compressed_cut",
            "The compressed text stops too early.",
            &with(itxt_compressed(OB2, &stored(ASSERTION.as_bytes())[..100])),
        )
        .flag(Flag::Malformed)
        .refused(BakeMalformed, "png_ob2_compressed"),
        case(
            "png_ob2_compressed_twice",
            "Two streams, of which some readers read the first.",
            &with(itxt_compressed(OB2, &[stored(ASSERTION.as_bytes()), stored(b" ")].concat())),
        )
        .flag(Flag::Ambiguous)
        .refused(BakeMalformed, "png_ob2_compressed"),
        case(
            "png_ob2_not_ascii",
            "A tEXt chunk beyond ASCII: Latin-1 by the standard, UTF-8 by habit.",
            &with(text(OB2, &ASSERTION.replace("ada@", "adá@"))),
        )
        .flag(Flag::Ambiguous)
        .refused(BakeMalformed, "png_ob2_url"),
    ]
}

fn several() -> Vec<Vector> {
    let case = |name, comment, png: &Png| {
        case(name, comment, png)
            .spec("carrier.md#one-badge")
            .flag(Flag::Ambiguous)
            .refused(BakeMultipleCredentials, "png_ob3")
    };
    let good = || itxt(OB3, badge());
    vec![
        case("png_two", "A badge, and before it a forged one.", &with(good()).with(itxt(OB3, forged()))),
        case(
            "png_two_other_order",
            "A badge, and after it a forged one.",
            &with(itxt(OB3, forged())).with(good()),
        ),
        case("png_two_alike", "The same badge twice.", &with(good()).with(good())),
        case(
            "png_two_far_apart",
            "A second one after the dots.",
            &with(good()).before_end(itxt(OB3, forged())),
        ),
        case("png_ztxt_beside", "A second one, compressed.", &with(good()).with(ztxt(OB3, &stored(b"{}")))),
        case("png_text_beside", "A second one in a tEXt chunk.", &with(good()).with(text(OB3, "{}"))),
        case(
            "png_keyword_case_beside",
            "A second one that shouts.",
            &with(good()).with(itxt("OpenBadgeCredential", "{}")),
        ),
        case(
            "png_ob2_before_ob3",
            "An assertion of 2.0 before it.",
            &with(good()).with(itxt(OB2, ASSERTION)),
        ),
        case("png_ob2_after_ob3", "An assertion of 2.0 after it.", &with(itxt(OB2, ASSERTION)).with(good())),
        case(
            "png_ob2_url_beside",
            "The URL of another badge beside it.",
            &with(good()).with(text(OB2, ASSERTION_URL)),
        ),
        case("png_clr2_beside", "A transcript beside it.", &with(good()).with(itxt(CLR, TRANSCRIPT))),
    ]
}

fn compressed() -> Vec<Vector> {
    let case = |name, comment, png: &Png, twin| {
        case(name, comment, png).flag(Flag::Malformed).refused(BakeCompressed, twin)
    };
    let packed = stored(badge().as_bytes());
    vec![
        case(
            "png_ob3_compressed",
            "The badge is compressed.",
            &with(itxt_compressed(OB3, &packed)),
            "png_ob3",
        ),
        case("png_ob3_bomb", "16 MiB in 16 KiB.", &with(itxt_compressed(OB3, &bomb(16 << 20))), "png_ob3")
            .flag(Flag::Exhausting),
        case("png_ob3_ztxt", "The badge is in a zTXt chunk.", &with(ztxt(OB3, &packed)), "png_ob3"),
        case(
            "png_clr2_compressed",
            "The transcript is compressed.",
            &with(itxt_compressed(CLR, &stored(TRANSCRIPT.as_bytes()))),
            "png_clr2",
        ),
    ]
}

fn refused(name: &str, comment: &str, png: &Png, code: Code) -> Vector {
    case(name, comment, png).flag(Flag::Malformed).refused(code, "png_ob3")
}

fn lengths_and_checksums() -> Vec<Vector> {
    let length = |name: &str, comment: &str, length: u32| {
        let png =
            with(itxt(OB3, badge())).change(1, |chunk| chunk[..4].copy_from_slice(&length.to_be_bytes()));
        refused(name, comment, &png, BakeMalformed).flag(Flag::Exhausting)
    };
    let true_length = u32::try_from(itxt(OB3, badge()).len() - 12).expect("a short chunk");
    vec![
        length("png_length_ffffffff", "The badge's chunk says it has 4 GiB.", u32::MAX),
        length("png_length_7fffffff", "The badge's chunk says it has 2 GiB.", 0x7fff_ffff),
        length("png_length_one_more", "The badge's chunk says it has a byte more.", true_length + 1),
        length("png_length_one_less", "The badge's chunk says it has a byte less.", true_length - 1),
        length("png_length_0", "The badge's chunk says it is empty.", 0),
        refused(
            "png_crc",
            "The checksum of the badge's chunk is wrong.",
            &with(itxt(OB3, badge())).change(1, flip_last),
            BakeCrc,
        ),
        refused(
            "png_crc_of_text",
            "A letter of the badge is another; the checksum is of the one before.",
            &with(itxt(OB3, badge())).change(1, |chunk| chunk[200] ^= 0x20),
            BakeCrc,
        )
        .flag(Flag::Altered),
    ]
}

fn structure() -> Vec<Vector> {
    let refused = |name, comment, png: &Png| refused(name, comment, png, BakeMalformed);
    let good = || with(itxt(OB3, badge()));
    let number_of_end = 3;
    vec![
        refused(
            "png_before_header",
            "The badge stands before the header.",
            &Png::dot().insert(0, itxt(OB3, badge())),
        ),
        refused(
            "png_after_end",
            "The badge stands after the end.",
            &Png::dot().followed_by(&itxt(OB3, badge())),
        ),
        refused(
            "png_second_after_end",
            "Another badge stands after the end, in another picture.",
            &good().followed_by(&with(itxt(OB3, forged())).bytes()),
        )
        .flag(Flag::Ambiguous),
        refused("png_without_end", "There is no IEND.", &good().without(number_of_end)),
        refused(
            "png_end_with_data",
            "IEND holds something.",
            &good().without(number_of_end).followed_by(&chunk("IEND", b"a")),
        ),
        refused("png_header_twice", "The header comes twice.", &good().with(chunk("IHDR", &[0; 13]))),
        refused(
            "png_header_short",
            "The header has 12 bytes.",
            &good().without(0).insert(0, chunk("IHDR", &[0; 12])),
        ),
        refused("png_without_header", "There is no header.", &good().without(0)),
        refused("png_chunk_type", "A chunk type with a digit in it.", &good().with(chunk("iTX1", b""))),
        refused(
            "png_nothing_after_signature",
            "Nothing but the first eight bytes.",
            &Png::dot().without(0).without(0).without(0),
        ),
    ]
}

fn texts() -> Vec<Vector> {
    let raw = |name: &str, comment: &str, data: &[u8]| {
        refused(name, comment, &with(chunk("iTXt", data)), BakeMalformed)
    };
    let after_keyword = |fields: &[u8]| [OB3.as_bytes(), fields, badge().as_bytes()].concat();
    let latin_1: Vec<u8> =
        named("SAFe®").chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    vec![
        refused(
            "png_keyword_case",
            "`OpenBadgeCredential`.",
            &with(itxt("OpenBadgeCredential", badge())),
            BakeMalformed,
        ),
        refused(
            "png_keyword_space",
            "A space after the keyword.",
            &with(itxt("openbadgecredential ", badge())),
            BakeMalformed,
        ),
        raw("png_keyword_nul", "A second NUL after the keyword.", &after_keyword(b"\0\0\0\0\0\0")),
        raw("png_keyword_without_nul", "Nothing after the keyword.", OB3.as_bytes()),
        raw("png_fields_cut", "The chunk stops before the text.", &[OB3.as_bytes(), b"\0\0\0en"].concat()),
        raw("png_compression_flag", "A compression flag of 2.", &after_keyword(b"\0\x02\0\0\0")),
        raw("png_compression_method", "A compression method of 1.", &after_keyword(b"\0\0\x01\0\0")),
        raw("png_language", "A language tag.", &after_keyword(b"\0\0\0en\0\0")),
        raw(
            "png_language_long",
            "A language tag of 16 KiB.",
            &after_keyword(&[b"\0\0\0", "en-".repeat(5_461).as_bytes(), b"\0\0"].concat()),
        )
        .flag(Flag::Exhausting),
        raw("png_translated", "A translated keyword.", &after_keyword(b"\0\0\0\0Abzeichen\0")),
        refused("png_latin_1", "`SAFe®` in Latin-1.", &with(itxt(OB3, latin_1)), BakeMalformed),
        refused("png_text_nul", "A NUL after the badge.", &with(itxt(OB3, badge() + "\0")), BakeMalformed),
        refused("png_text_empty", "A text without a badge.", &with(itxt(OB3, " \n")), BakeMalformed),
        refused("png_ob3_text", "The badge is in a tEXt chunk.", &with(text(OB3, &badge())), BakeMalformed),
    ]
}

fn absent() -> Vec<Vector> {
    let other = |name: &str, comment: &str, bytes: &[u8]| {
        Vector::extract(name, comment, Content::of_bytes(bytes))
            .flag(Flag::Unsupported)
            .refused(InputFormatUnsupported, "png_ob3")
    };
    vec![
        case("png_without_badge", "A picture and nothing else.", &Png::dot())
            .spec("carrier.md#one-badge")
            .refused(BakeMissing, "png_ob3"),
        case(
            "png_other_keyword",
            "A badge under the keyword `openbadge`.",
            &with(itxt("openbadge", badge())),
        )
        .spec("carrier.md#one-badge")
        .refused(BakeMissing, "png_ob3"),
        other("gif", "A GIF.", b"GIF89a\x01\0\x01\0\0\0\0;"),
        other(
            "png_signature_changed",
            "A PNG whose line ends were changed on the way.",
            b"\x89PNG\n\x1a\n\0\0\0\rIHDR",
        ),
    ]
}

fn flip_last(chunk: &mut [u8]) {
    *chunk.last_mut().expect("a chunk") ^= 1;
}
