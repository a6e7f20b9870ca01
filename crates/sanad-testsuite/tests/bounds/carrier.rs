//! A picture costs no more than half a second and 48 MiB, however its bytes are chosen. `spec/carrier.md#limits`

use crate::cost::{self, Bound};
use sanad_core::carrier::badge_text::BadgeText;
use sanad_core::carrier::{CarrierError, bake, extract};
use sanad_core::code::Code;
use sanad_testsuite::document::{Document, by};
use sanad_testsuite::keys::Who;
use sanad_testsuite::png::{Png, bomb, chunk, itxt, itxt_compressed, text};

const BOUND: Bound = Bound::new(500, 48 << 10);
/// As near to the limit of a picture as the smallest of the pictures here need.
const SIZE: usize = (16 << 20) - 4096;

fn badge() -> BadgeText {
    BadgeText::of(Document::badge().sign(&by(Who::Academy)).text().as_bytes()).expect("a badge")
}

fn timed(name: &str, image: &[u8]) -> Result<usize, Code> {
    BOUND.holds(name, image.len(), || {
        extract(image).map(|baked| baked.text().len()).map_err(|error: CarrierError| error.code())
    })
}

/// A picture of one part, as often as it goes in.
fn svg(head: &str, part: &str, tail: &str) -> Vec<u8> {
    format!("<svg>{head}{}{tail}</svg>", part.repeat((SIZE - head.len() - tail.len()) / part.len()))
        .into_bytes()
}

#[test]
fn a_png_is_read_within_the_bound() {
    cost::apart("carrier::a_png_is_read_within_the_bound", || {
        let good = || itxt("openbadgecredential", badge().as_str());
        let many = |part: Vec<u8>| Png::dot().with(part.repeat(SIZE / part.len())).with(good()).bytes();
        let one = |data: Vec<u8>| Png::dot().with(chunk("IDAT", &data)).with(good()).bytes();
        let length = badge().as_str().len();
        assert_eq!(timed("one chunk of 16 MB", &one(vec![0; SIZE - 8192])), Ok(length));
        assert_eq!(timed("empty chunks", &many(chunk("IDAT", b""))), Ok(length));
        assert_eq!(timed("keywords that are none of ours", &many(text("openbadge", ""))), Ok(length));
        let mut spoiled = chunk("IDAT", b"");
        spoiled[11] ^= 1;
        assert_eq!(timed("wrong checksums", &many(spoiled)), Ok(length));
        assert_eq!(
            timed("a million badges", &many(itxt("openbadges", "a"))),
            Err(Code::BakeMultipleCredentials)
        );
        let trailing = Png::dot().with(good()).followed_by(&b"TXt\0EXt".repeat(SIZE / 7)).bytes();
        assert_eq!(timed("what looks like badges after the end", &trailing), Ok(length));
        let long = Png::dot().with(itxt("openbadgecredential", vec![b' '; SIZE])).bytes();
        assert_eq!(timed("a badge of 16 MB", &long), Err(Code::InputTooLarge));
        let language = chunk(
            "iTXt",
            &[b"openbadgecredential\0\0\0", vec![b'e'; 1 << 20].as_slice(), b"\0\0{}"].concat(),
        );
        assert_eq!(
            timed("a language tag of 1 MiB", &Png::dot().with(language).bytes()),
            Err(Code::BakeMalformed)
        );
        for keyword in ["openbadges", "openbadgecredential"] {
            let code = if keyword == "openbadges" { Code::InputTooLarge } else { Code::BakeCompressed };
            let image = Png::dot().with(itxt_compressed(keyword, &bomb(64 << 20))).bytes();
            assert_eq!(timed(&format!("64 MiB in 64 KiB under `{keyword}`"), &image), Err(code));
        }
        assert_eq!(timed("more than 16 MiB", &vec![0x89; 17 << 20]), Err(Code::InputFormatUnsupported));
        assert_eq!(timed("a PNG of more than 16 MiB", &one(vec![0; 17 << 20])), Err(Code::InputTooLarge));
    });
}

#[test]
fn an_svg_is_read_within_the_bound() {
    cost::apart("carrier::an_svg_is_read_within_the_bound", || {
        let ours = "xmlns:o='https://purl.imsglobal.org/ob/v3p0'";
        let good = format!("<o:credential {ours}><![CDATA[{}]]></o:credential>", badge().as_str());
        let length = badge().as_str().len();
        let read = |name: &str, part: &str| assert_eq!(timed(name, &svg(&good, part, "")), Ok(length));
        read("text", "a");
        read("line feeds", "\n");
        read("empty elements", "<g/>");
        read("elements", "<g></g>");
        read("references", "&lt;");
        read("references by number", "&#48;");
        read("comments", "<!---->");
        read("instructions", "<?a?>");
        read("CDATA sections", "<![CDATA[]]>");
        read("attributes", "<g a='' b='' c='' d=''/>");
        read("references in attributes", "<g a='&lt;&#48;&lt;&#48;'/>");
        read("paints", "<g fill='url(#a)'/>");
        read("links", "<a href='https://a.example/'/>");
        read("namespaces", "<g xmlns:a='urn:a'/>");
        read("credentials of another kind", "<credential/>");
        let declarations: String = (0..100).map(|n| format!(" xmlns:n{n}='urn:{n}'")).collect();
        let image = svg(&format!("{good}<g{declarations}>"), "<n0:credential/>", "</g>");
        assert_eq!(timed("prefixes among a hundred", &image), Ok(length));
        let attributes: String = (0..1_000_000).map(|n| format!(" a{n}=''")).collect();
        assert_eq!(timed("a million attributes", &svg(&good, &format!("<g{attributes}/>"), "")), Ok(length));
        let declarations: String = (0..700_000).map(|n| format!(" xmlns:a{n}=''")).collect();
        assert_eq!(
            timed("a million namespaces", &svg(&good, &format!("<g{declarations}/>"), "")),
            Err(Code::BakeMalformed)
        );
        assert_eq!(
            timed("a million badges", &svg("", &format!("<o:credential {ours}/>"), "")),
            Err(Code::BakeMultipleCredentials)
        );
        assert_eq!(timed("a million groups in each other", &svg(&good, "<g>", "")), Err(Code::BakeTooDeep));
        assert_eq!(
            timed(
                "a badge of pieces",
                &svg(&format!("<o:credential {ours}>"), "<![CDATA[a]]>", "</o:credential>")
            ),
            Err(Code::InputTooLarge)
        );
        let style = |part: &str| svg(&format!("{good}<style>"), part, "</style>");
        assert_eq!(timed("a style", &style("a{b:c}")), Ok(length));
        assert_eq!(
            timed("an attribute of 16 MB", &svg(&format!("{good}<g style='"), "a:b(@);", "'/>")),
            Ok(length)
        );
        assert_eq!(
            timed(
                "a picture within it",
                &svg(&format!("{good}<image href='data:image/png;base64,"), "A", "'/>")
            ),
            Ok(length)
        );
        assert_eq!(timed("a style of addresses", &style("url(#a)")), Ok(length));
        assert_eq!(timed("a style in pieces", &style("a<![CDATA[b]]>")), Ok(length));
    });
}

#[test]
fn a_badge_goes_into_the_largest_picture_within_the_bound_and_into_none_that_is_larger() {
    cost::apart(
        "carrier::a_badge_goes_into_the_largest_picture_within_the_bound_and_into_none_that_is_larger",
        || {
            let badge = badge();
            let image = svg("", "<g a='b'/>", "");
            assert!(BOUND.holds("baking", image.len(), || bake(&image, &badge).is_ok()));
            let full = format!("<svg>{}</svg>", " ".repeat((16 << 20) - 11));
            assert_eq!(bake(full.as_bytes(), &badge).map_err(|error| error.code()), Err(Code::InputTooLarge));
            let full = Png::dot().with(chunk("IDAT", &vec![0; (16 << 20) - 100])).bytes();
            assert_eq!(bake(&full, &badge).map_err(|error| error.code()), Err(Code::InputTooLarge));
        },
    );
}
