//! A badge in an SVG: one element right after the picture's first tag. `spec/carrier.md#svg`

mod active;
mod body;
mod error;
mod name;
mod root;
mod scan;

pub use error::SvgError;

use super::badge_text::{BadgeText, Form};
use super::baked::{Baked, BakedKind, Remark};
use crate::limits::Limits;
use body::Trouble;
use root::Shape;
use scan::{Element, ElementKind, OPEN_BADGES_3, Scan, scan};

/// Takes the one badge out of an SVG. Nothing is loaded, expanded or run.
///
/// # Errors
/// [`SvgError`] if it is no SVG, or holds none, several or an unreadable badge.
pub fn extract(image: &[u8], limits: &Limits) -> Result<Baked, SvgError> {
    let (_, text) = read(image, limits)?;
    let Scan { count, first, active, .. } = scan(text, limits)?;
    if count > 1 {
        return Err(SvgError::Multiple { found: count });
    }
    let element = first.ok_or(SvgError::Missing)?;
    if !element.is_child_of_root {
        return Err(SvgError::Misplaced { at: element.at });
    }
    let (kind, text) = badge_in(element, limits)?;
    Ok(Baked::new(kind, text, active.into_iter().collect()))
}

/// Puts a badge into an SVG, right after its first tag and in place of any that is in it. The rest of the text stays,
/// byte for byte, but for a declaration of the namespace.
///
/// # Errors
/// [`SvgError`] if it is no SVG, does something, or would become too large.
pub fn bake(image: &[u8], badge: &BadgeText, limits: &Limits) -> Result<Vec<u8>, SvgError> {
    let (mark, text) = read(image, limits)?;
    if let Some(found) = badge.as_str().chars().find(|c| !is_xml(*c)) {
        return Err(SvgError::Unwritable { found });
    }
    let Scan { root, spans, active, .. } = scan(text, limits)?;
    if let Some(Remark::ActiveContent { what, at }) = active {
        return Err(SvgError::ActiveContent { what, at });
    }
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let (prefix, is_declared) = root.prefix();
    let mut baked =
        String::with_capacity(text.len().saturating_add(badge.as_str().len()).saturating_add(256));
    baked.push_str(mark);
    let name_end = root.name_end();
    baked.push_str(between(0, name_end));
    if !is_declared {
        baked.push_str(&declaration(&prefix));
    }
    let (closing, end_tag) = match root.shape {
        Shape::Open => (">", String::new()),
        Shape::Empty => ("/>", format!("</{}>", root.name)),
    };
    baked.push_str(between(name_end, root.span.end.saturating_sub(closing.len())));
    baked.push('>');
    write_element(&prefix, badge, &mut baked);
    baked.push_str(&end_tag);
    let mut from = root.span.end;
    for span in spans {
        baked.push_str(between(from, span.start));
        from = span.end;
    }
    baked.push_str(between(from, text.len()));
    fits(baked.len(), limits)?;
    Ok(baked.into_bytes())
}

/// The picture without any badge, and without the declaration of the namespace that [`bake`] adds, unless something else
/// in the picture needs it: the rest of the text, byte for byte.
///
/// # Errors
/// [`SvgError`] if it is no SVG.
pub fn strip(image: &[u8], limits: &Limits) -> Result<Vec<u8>, SvgError> {
    let (mark, text) = read(image, limits)?;
    let Scan { root, spans, needs_prefix, .. } = scan(text, limits)?;
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let declaration = declaration(&root.prefix().0);
    let name_end = root.name_end();
    let tag = between(name_end, root.span.end);
    let mut bare = String::with_capacity(image.len());
    bare.push_str(mark);
    bare.push_str(between(0, name_end));
    bare.push_str(tag.strip_prefix(&declaration).filter(|_| !needs_prefix).unwrap_or(tag));
    let mut from = root.span.end;
    for span in spans {
        bare.push_str(between(from, span.start));
        from = span.end;
    }
    bare.push_str(between(from, text.len()));
    Ok(bare.into_bytes())
}

/// What [`bake`] adds to a tag.
fn declaration(prefix: &str) -> String {
    format!(" xmlns:{prefix}=\"{OPEN_BADGES_3}\"")
}

/// Whether the bytes begin as an SVG, also in an encoding that is not read.
pub(super) fn begins(bytes: &[u8]) -> bool {
    if foreign_encoding(bytes).is_some() {
        return true;
    }
    // A first tag that begins later than this has no picture before it.
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let head = match str::from_utf8(head) {
        Ok(head) => head,
        Err(error) => str::from_utf8(head.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default(),
    };
    // One mark too many is for `read` to refuse, by its name.
    let head = head.trim_start_matches(MARK);
    head.trim_ascii_start().starts_with('<') && scan::first_element(head).as_deref() == Some("svg")
}

/// Characters that may stand in XML 1.0 (§2.2).
const fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

const MARK: &str = "\u{feff}";
const HEAD_BYTES: usize = 64 << 10;

/// The byte order mark, if there is one, and the text after it.
fn read<'i>(image: &'i [u8], limits: &Limits) -> Result<(&'i str, &'i str), SvgError> {
    fits(image.len(), limits)?;
    if let Some(found) = foreign_encoding(image) {
        return Err(SvgError::Encoding { found: found.to_owned() });
    }
    let whole = str::from_utf8(image).map_err(|error| SvgError::Encoding {
        found: format!("something else at byte {}", error.valid_up_to()),
    })?;
    let (mark, text) = whole.strip_prefix(MARK).map_or(("", whole), |text| (MARK, text));
    // The reader of XML would drop a second one too, and then no place that it names is the text's.
    if text.starts_with(MARK) {
        return Err(SvgError::malformed(0, "a second byte order mark"));
    }
    if let Some((at, _)) = text.char_indices().find(|(_, c)| !is_xml(*c)) {
        return Err(SvgError::malformed(at, "a character that XML cannot hold"));
    }
    Ok((mark, text))
}

/// What is not UTF-8 and can be told by its first bytes.
fn foreign_encoding(image: &[u8]) -> Option<&'static str> {
    match image {
        [0x1f, 0x8b, ..] => Some("compressed with gzip"),
        [0xff, 0xfe, b'<', 0, ..] | [0xfe, 0xff, 0, b'<', ..] => Some("UTF-16"),
        [b'<', 0, _, 0, ..] | [0, b'<', 0, _, ..] => Some("UTF-16 or UTF-32"),
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, b'<', ..] => Some("UTF-32"),
        _ => None,
    }
}

/// The kind and the text of the badge in an element.
fn badge_in(element: Element, limits: &Limits) -> Result<(BakedKind, String), SvgError> {
    let Element { at, kind, verify, body, .. } = element;
    let body = body.into_text().map_err(|trouble| match trouble {
        Trouble::Ambiguous(what) => SvgError::Ambiguous { at, what },
        Trouble::TooLarge(found) => SvgError::TooLarge { found, limit: limits.document_bytes },
    })?;
    let verify = verify.map(|verify| verify.trim_ascii().to_owned());
    let text = match (kind, verify, body) {
        (_, None, Some(body)) => body,
        (_, Some(verify), None) if !verify.is_empty() => verify,
        (_, _, None) => return Err(SvgError::Empty { at }),
        // spec/carrier.md#older-formats: the body is the badge, `verify` the place of its original.
        (ElementKind::OpenBadges2, Some(verify), Some(body))
            if BakedKind::of_open_badges_2(&verify) == BakedKind::OpenBadges2Url =>
        {
            body
        }
        (_, Some(_), Some(_)) => {
            return Err(SvgError::Ambiguous { at, what: "it has a `verify` attribute and a text" });
        }
    };
    if text.len() > limits.document_bytes {
        return Err(SvgError::TooLarge { found: text.len(), limit: limits.document_bytes });
    }
    let kind = match kind {
        ElementKind::OpenBadges3 => BakedKind::OpenBadges3,
        ElementKind::OpenBadges2 => BakedKind::of_open_badges_2(&text),
        ElementKind::Clr2 => BakedKind::Clr2,
    };
    Ok((kind, text))
}

fn write_element(prefix: &str, badge: &BadgeText, out: &mut String) {
    let text = badge.as_str();
    match badge.form() {
        Form::Json => {
            // `]]>` would end the section: it is cut in two within it, and a reader puts it together again.
            let text = text.replace("]]>", "]]]]><![CDATA[>");
            out.push_str(&format!("<{prefix}:credential><![CDATA[{text}]]></{prefix}:credential>"));
        }
        Form::Jws => out.push_str(&format!("<{prefix}:credential verify=\"{text}\"></{prefix}:credential>")),
    }
}

const fn fits(found: usize, limits: &Limits) -> Result<(), SvgError> {
    let limit = limits.image_bytes;
    if found > limit { Err(SvgError::TooLarge { found, limit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "<?xml version='1.0'?>\r\n<!-- a -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
                         width='9'>\n  <rect  width = '9'/>\n</svg>\n";

    fn badge(name: &str) -> BadgeText {
        let types = r#""type":["VerifiableCredential","OpenBadgeCredential"]"#;
        BadgeText::of(format!("{{{types},\"name\":\"{name}\",\"proof\":{{}}}}\n").as_bytes()).unwrap()
    }

    #[test]
    fn a_picture_without_its_badge_is_the_picture_before() {
        for image in [PLAIN.to_owned(), PLAIN.replace("width='9'", "width='9' xmlns:openbadges='urn:x'")] {
            let with_badge = baked(&image, &badge("one"));
            assert_ne!(with_badge, image);
            assert_eq!(strip(with_badge.as_bytes(), &Limits::DEFAULT).unwrap(), image.as_bytes());
            assert_eq!(strip(image.as_bytes(), &Limits::DEFAULT).unwrap(), image.as_bytes());
        }
    }

    fn baked(image: &str, badge: &BadgeText) -> String {
        String::from_utf8(bake(image.as_bytes(), badge, &Limits::DEFAULT).unwrap()).unwrap()
    }

    fn extracted(image: &str) -> Baked {
        extract(image.as_bytes(), &Limits::DEFAULT).unwrap()
    }

    #[test]
    fn a_badge_comes_out_as_it_went_in_and_the_picture_stays() {
        for name in ["a", "SAFe\u{ae}", "<![CDATA[ & ]]>", "]]]]>>", "]]>]]>", "&lt;"] {
            let badge = badge(name);
            let image = baked(PLAIN, &badge);
            let baked = extracted(&image);
            assert_eq!((baked.text(), baked.remarks()), (badge.as_str(), &[][..]), "{image}");
            let begin = image.find("<openbadges:credential>").unwrap();
            let end = image.rfind("</openbadges:credential>").unwrap() + "</openbadges:credential>".len();
            let rest = format!("{}{}", &image[..begin], &image[end..]);
            assert_eq!(rest.replace(" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"", ""), PLAIN);
        }
    }

    #[test]
    fn a_badge_in_place_of_another_leaves_nothing_of_it() {
        let (one, two) = (badge("one"), badge("two"));
        assert_eq!(baked(&baked(PLAIN, &one), &two), baked(PLAIN, &two));
        let old = PLAIN.replace(
            "<rect",
            "<o:assertion xmlns:o='http://openbadges.org' verify='a.b.c'><x/></o:assertion><rect",
        );
        assert_eq!(baked(&old, &two), baked(PLAIN, &two));
    }

    #[test]
    fn every_cut_and_every_changed_byte_gets_an_answer() {
        let image = baked(PLAIN, &badge("&lt;"));
        let end = image.rfind("</svg>").unwrap() + "</svg>".len();
        for at in 0..image.len() {
            assert_eq!(extract(&image.as_bytes()[..at], &Limits::DEFAULT).is_ok(), at >= end, "{at} bytes");
            for byte in *b"<>&;\"'/![]- \0\xff" {
                let mut mutant = image.clone().into_bytes();
                mutant[at] = byte;
                if let Ok(baked) = extract(&mutant, &Limits::DEFAULT) {
                    assert!(!baked.text().is_empty());
                }
            }
        }
    }

    #[test]
    fn a_declaration_is_taken_out_where_it_was_put_and_nothing_needs_it() {
        let declaration = declaration("openbadges");
        let strip =
            |image: &str| String::from_utf8(strip(image.as_bytes(), &Limits::DEFAULT).unwrap()).unwrap();
        assert_eq!(strip(&format!("<svg{declaration} a='1'/>")), "<svg a='1'/>");
        for kept in [
            format!("<svg a='{declaration}'{declaration}></svg>"),
            format!("<svg{declaration}><openbadges:x/></svg>"),
            format!("<svg{declaration}><g openbadges:x=''/></svg>"),
            format!("<svg{declaration} openbadges:x=''></svg>"),
        ] {
            assert_eq!(strip(&kept), kept);
            assert_eq!(strip(&baked(&kept, &badge("a"))), kept);
        }
    }

    #[test]
    fn an_element_is_not_made_a_badge_by_declaring_its_prefix() {
        let image = "<svg xmlns:openbadges='http://openbadges.org'><openbadges3:credential>{}</openbadges3:credential></svg>";
        for image in [image, "<x:svg/>"] {
            let refused = bake(image.as_bytes(), &badge("a"), &Limits::DEFAULT);
            assert!(matches!(refused, Err(SvgError::Malformed { .. })), "{refused:?}");
        }
    }

    #[test]
    fn the_prefix_is_the_pictures_own_or_one_that_it_does_not_use() {
        let of = |root: &str| baked(&format!("<{root}/>"), &badge("a"));
        let ours = "https://purl.imsglobal.org/ob/v3p0";
        for (root, name) in [
            ("svg".to_owned(), "openbadges"),
            (format!("svg xmlns:b='{ours}'"), "b"),
            (format!("svg xmlns:b='{ours}' xmlns:openbadges='{ours}'"), "openbadges"),
            ("svg xmlns:openbadges='http://openbadges.org'".to_owned(), "openbadges3"),
            (format!("s:svg xmlns:s='http://www.w3.org/2000/svg' xmlns='{ours}'"), "openbadges"),
        ] {
            let image = of(&root);
            assert!(image.contains(&format!("><{name}:credential><![CDATA[")), "{image}");
            assert!(image.starts_with(&format!("<{}", root.split(' ').next().unwrap())), "{image}");
            assert_eq!(extracted(&image).text(), badge("a").as_str(), "{image}");
        }
    }

    #[test]
    fn what_begins_as_an_svg_is_told_by_its_first_element() {
        for text in [PLAIN, "\u{feff}<svg>", "<s:svg a='b'>", "<!DOCTYPE svg><svg>"] {
            assert!(begins(text.as_bytes()), "{text}");
        }
        for text in ["", "{}", "a.b.c", "<html><svg/></html>", "<", "<!DOCTYPE html>"] {
            assert!(!begins(text.as_bytes()), "{text}");
        }
        assert!(begins(b"\xff\xfe<\0s\0") && begins(b"\x1f\x8b\x08"));
    }
}
