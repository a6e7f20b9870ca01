//! Pictures that are given a badge.

use sanad_core::code::Code::{self, *};

use super::svg::{activities, around, element};
use super::{ASSERTION, ASSERTION_URL, badge, compact, forged, jws, jws_of, named};
use crate::content::Content;
use crate::document::Document;
use crate::png::{Png, chunk, itxt, text};
use crate::vector::carrier::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [into_png(), into_svg(), refused_svg(), refused_badges()].concat()
}

const KEYWORD: &str = "openbadgecredential";
const PLAIN: &str = "<?xml version='1.0'?>\r\n<!-- Académie -->\n<svg xmlns=\"http://www.w3.org/2000/svg\"\n     \
                     viewBox='0 0 8 8'>\n\t<circle cx = '4' cy='4' r='3' />\n</svg>\n";

fn case(name: &str, comment: &str, image: impl Into<Vec<u8>>, badge: &str) -> Vector {
    Vector::bake(name, comment, Content::of_bytes(image), badge).spec("carrier.md#baking")
}

fn into_png() -> Vec<Vector> {
    let case = |name, comment, png: Png, badge: &str| case(name, comment, png.bytes(), badge);
    let baked = |png: Png| png.with(itxt(KEYWORD, badge())).bytes();
    // Another program's chunks, one of them in vain and one spoiled, and its spelling of the end.
    let strange = || {
        let spoiled =
            chunk("prVt", b"a").iter().map(|byte| byte ^ (0x80 * u8::from(*byte == b'a'))).collect();
        Png::dot().with(chunk("tEXt", b"Software\0Paint")).before_end(spoiled).before_end(chunk("IDAT", b""))
    };
    vec![
        case("bake_png", "A badge goes right after the header.", Png::dot(), &badge())
            .becomes(baked(Png::dot())),
        case(
            "bake_png_jws",
            "A compact JWS; the line feed after it is none of it.",
            Png::dot(),
            &(jws() + "\n"),
        )
        .becomes(Png::dot().with(itxt(KEYWORD, jws())).bytes()),
        case("bake_png_utf8", "`SAFe®` stays UTF-8.", Png::dot(), &named("SAFe® 溶接"))
            .becomes(Png::dot().with(itxt(KEYWORD, named("SAFe® 溶接"))).bytes()),
        case("bake_png_strange", "Every other chunk stays, byte for byte.", strange(), &badge())
            .becomes(baked(strange())),
        case(
            "bake_png_again",
            "A badge that is there already is replaced, wherever it is.",
            Png::dot().before_end(itxt(KEYWORD, forged())),
            &badge(),
        )
        .becomes(baked(Png::dot())),
        case(
            "bake_png_over_several",
            "So are all that are there, of any format.",
            Png::dot()
                .with(itxt(KEYWORD, forged()))
                .with(text("openbadges", ASSERTION_URL))
                .before_end(itxt("CLRCredential", "{}")),
            &badge(),
        )
        .becomes(baked(Png::dot())),
        case(
            "bake_png_and_zip",
            "What stands after the end goes.",
            Png::dot().followed_by(b"PK\x03\x04\x14\0\0\0\0\0"),
            &badge(),
        )
        .becomes(baked(Png::dot())),
        case("bake_png_without_end", "A picture without an end.", Png::dot().without(2), &badge())
            .flag(Flag::Malformed)
            .refused(BakeMalformed, "bake_png"),
    ]
}

fn into_svg() -> Vec<Vector> {
    let declaration = " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";
    let first_tag = "<svg xmlns=\"http://www.w3.org/2000/svg\"\n     viewBox='0 0 8 8'>";
    // Where the declaration goes is right after the name; where the badge goes is right after the tag.
    let baked = |plain: &str, element: &str| {
        plain.replacen(first_tag, &format!("{first_tag}{element}"), 1).replacen(
            "<svg",
            &format!("<svg{declaration}"),
            1,
        )
    };
    let doctype = PLAIN.replacen(
        "<!-- Acad",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\"><!-- Acad",
        1,
    );
    let assertion = format!(
        "<o:assertion xmlns:o='http://openbadges.org' verify='{ASSERTION_URL}'>{ASSERTION}</o:assertion>"
    );
    let older = PLAIN.replacen("<svg", "<svg xmlns:openbadges=\"http://openbadges.org\"", 1);
    let with_older =
        older.replacen("\n\t<circle", &format!("<openbadges:assertion verify='{}'/>\n\t<circle", jws()), 1);
    vec![
        case("bake_svg", "A badge goes right after the first tag.", PLAIN, &badge())
            .becomes(baked(PLAIN, &element(&badge()))),
        case("bake_svg_jws", "A compact JWS.", PLAIN, &jws()).becomes(baked(
            PLAIN,
            &format!("<openbadges:credential verify=\"{}\"></openbadges:credential>", jws()),
        )),
        case("bake_svg_utf8", "`SAFe®` stays UTF-8.", PLAIN, &named("SAFe® 溶接"))
            .becomes(baked(PLAIN, &element(&named("SAFe® 溶接")))),
        case("bake_svg_cdata_end", "A badge with `]]>` in it.", PLAIN, &named("a[b[0]]>c"))
            .becomes(baked(PLAIN, &element(&named("a[b[0]]>c").replace("]]>", "]]]]><![CDATA[>")))),
        case("bake_svg_byte_order_mark", "A byte order mark stays.", format!("\u{feff}{PLAIN}"), &badge())
            .becomes(baked(&format!("\u{feff}{PLAIN}"), &element(&badge()))),
        case("bake_svg_doctype", "A DOCTYPE stays.", doctype.as_str(), &badge())
            .becomes(baked(&doctype, &element(&badge()))),
        case(
            "bake_svg_again",
            "A badge that is there already is replaced.",
            baked(PLAIN, &element(&forged())),
            &badge(),
        )
        .becomes(baked(PLAIN, &element(&badge()))),
        case(
            "bake_svg_over_several",
            "So are all that are there, of any format and in any place.",
            PLAIN.replacen("<circle", &format!("{assertion}<circle"), 1).replacen(
                "</svg>",
                &format!("{assertion}</svg>"),
                1,
            ),
            &badge(),
        )
        .becomes(baked(PLAIN, &element(&badge()))),
        case("bake_svg_prefix_taken", "The usual prefix is of 2.0: another is used.", with_older, &badge())
            .becomes(baked(PLAIN, &element(&badge()).replace("openbadges:", "openbadges3:")).replacen(
                declaration,
                " xmlns:openbadges3=\"https://purl.imsglobal.org/ob/v3p0\" xmlns:openbadges=\"http://openbadges.org\"",
                1,
            )),
        case(
            "bake_svg_own_prefix",
            "The picture has a prefix for it already.",
            PLAIN.replacen("<svg", "<svg xmlns:b='https://purl.imsglobal.org/ob/v3p0'", 1),
            &badge(),
        )
        .becomes(
            PLAIN
                .replacen(
                    first_tag,
                    &format!("{first_tag}{}", element(&badge()).replace("openbadges:", "b:")),
                    1,
                )
                .replacen("<svg", "<svg xmlns:b='https://purl.imsglobal.org/ob/v3p0'", 1),
        ),
        case(
            "bake_svg_empty",
            "A picture with nothing in it.",
            "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" />\n",
            &badge(),
        )
        .becomes(format!(
            "<s:svg{declaration} xmlns:s=\"http://www.w3.org/2000/svg\" >{}</s:svg>\n",
            element(&badge())
        )),
    ]
}

fn refused_svg() -> Vec<Vector> {
    let case = |name: &str, comment: &str, image: String, code: Code| {
        case(name, comment, image, &badge()).flag(Flag::Malformed).refused(code, "bake_svg_over_plain")
    };
    let plain = around("");
    let baked = around(&element(&badge()));
    let mut cases = vec![
        Vector::bake("bake_svg_over_plain", "A still picture.", Content::from(plain.as_str()), badge())
            .spec("carrier.md#baking")
            .becomes(baked),
        case(
            "bake_svg_entity",
            "A picture with an entity.",
            plain.replacen("<circle", "<desc>&x;</desc><circle", 1),
            BakeDtdForbidden,
        ),
        case(
            "bake_svg_latin_1",
            "A picture that says it is Latin-1.",
            format!("<?xml version='1.0' encoding='latin1'?>{plain}"),
            BakeEncoding,
        ),
        case(
            "bake_svg_cut",
            "A picture that stops before its end.",
            plain.replacen("</svg>", "", 1),
            BakeMalformed,
        ),
    ];
    cases.extend(activities().iter().map(|(name, comment, inner)| {
        let image = plain.replacen("\n  <circle", &format!("{inner}\n  <circle"), 1);
        case(&format!("bake_svg_{name}"), comment, image, BakeActiveContent).spec("carrier.md#active-content")
    }));
    cases
}

fn refused_badges() -> Vec<Vector> {
    let png = |name: &str, comment: &str, badge: &str, code: Code| {
        case(name, comment, Png::dot().bytes(), badge).refused(code, "bake_png")
    };
    let endorsement = compact(Document::badge().set("/type/1", "EndorsementCredential"));
    vec![
        png("bake_unsigned", "A badge without a proof.", &compact(Document::badge()), ProofMissing)
            .flag(Flag::Unsigned),
        png("bake_endorsement", "An endorsement, as a JWS.", &jws_of(&endorsement), TypeUnexpected),
        png("bake_assertion", "An assertion of 2.0.", ASSERTION, TypeUnexpected).flag(Flag::Unsupported),
        png("bake_url", "A URL.", ASSERTION_URL, InputFormatUnsupported).flag(Flag::Unsupported),
        png(
            "bake_twice_named",
            "A badge with a name that stands twice.",
            &badge().replacen('{', "{\"id\":\"urn:a\",", 1),
            JsonDuplicateKey,
        )
        .flag(Flag::Ambiguous),
        Vector::bake("bake_gif", "A GIF.", Content::of_bytes(*b"GIF89a\x01\0\x01\0\0\0\0;"), badge())
            .spec("carrier.md#baking")
            .flag(Flag::Unsupported)
            .refused(InputFormatUnsupported, "bake_png"),
        case(
            "bake_svg_unwritable",
            "A badge with U+FFFF in it, which JSON can hold and XML cannot.",
            PLAIN,
            &named("a\u{ffff}b"),
        )
        .refused(BakeEncoding, "bake_png_unwritable"),
        case("bake_png_unwritable", "The same in a PNG.", Png::dot().bytes(), &named("a\u{ffff}b"))
            .becomes(Png::dot().with(itxt(KEYWORD, named("a\u{ffff}b"))).bytes()),
    ]
}
