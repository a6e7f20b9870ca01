//! What is wrong with an SVG and the badge in it.

use sanad_core::code::Code::{self, *};

use super::svg::{CLR, OB2, OB3, around, case, deep, element, escaped, good};
use super::{ASSERTION_URL, badge, forged, jws, named};
use crate::content::Content;
use crate::vector::carrier::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [dtd(), several(), ambiguous(), encodings(), structure()].concat()
}

fn refused(name: &str, comment: &str, svg: impl Into<String>, code: Code) -> Vector {
    case(name, comment, svg).flag(Flag::Malformed).refused(code, "svg_ob3")
}

fn dtd() -> Vec<Vector> {
    let doctype = |declaration: &str| format!("<?xml version=\"1.0\"?>\n{declaration}\n{}", around(&good()));
    let refused = |name, comment, svg: String| refused(name, comment, svg, BakeDtdForbidden);
    let lols: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let using = |entity: &str, subset: &str| {
        doctype(&format!("<!DOCTYPE svg [{subset}]>"))
            .replace("\n  <circle", &format!("<desc>&{entity};</desc>\n  <circle"))
    };
    vec![
        case("svg_doctype", "A bare DOCTYPE.", doctype("<!DOCTYPE svg>")).gives("ob3", badge()),
        case(
            "svg_doctype_public",
            "The DOCTYPE that drawing programs write.",
            doctype("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"),
        )
        .gives("ob3", badge()),
        refused("svg_doctype_system", "A DOCTYPE that names a file.", doctype("<!DOCTYPE svg SYSTEM \"file:///a.dtd\">")),
        refused("svg_doctype_subset", "A DOCTYPE with nothing in its brackets.", doctype("<!DOCTYPE svg []>")),
        refused(
            "svg_external_entity",
            "An entity that is a file of the reader's.",
            using("x", "<!ENTITY x SYSTEM \"file:///etc/passwd\">"),
        ),
        refused(
            "svg_parameter_entity",
            "Declarations from elsewhere.",
            doctype("<!DOCTYPE svg [<!ENTITY % x SYSTEM \"https://evil.example/a.dtd\"> %x;]>"),
        ),
        refused("svg_billion_laughs", "An entity of ten of ten of ten.", using("l9", &format!("<!ENTITY l0 \"lol\">{lols}")))
            .flag(Flag::Exhausting),
        refused(
            "svg_quadratic_laughs",
            "A long entity, often.",
            using("x", &format!("<!ENTITY x \"{}\">", "lol".repeat(300))).replace("&x;", &"&x;".repeat(100)),
        )
        .flag(Flag::Exhausting),
        refused("svg_undeclared_entity", "An entity that nobody declares.", around(&format!("{}<desc>&x;</desc>", good()))),
        refused("svg_entity_in_attribute", "An entity in an attribute.", around(&format!("{}<g id=\"&x;\"/>", good()))),
        case(
            "svg_entity_in_badge",
            "An entity within the badge.",
            around(&format!("<openbadges:credential>{}</openbadges:credential>", escaped(&badge()).replace("Welding I", "&welding;"))),
        )
        .flag(Flag::Ambiguous)
        .refused(BakeDtdForbidden, "svg_text"),
    ]
}

fn several() -> Vec<Vector> {
    let case = |name, comment, inner: String| {
        case(name, comment, around(&inner))
            .spec("carrier.md#one-badge")
            .flag(Flag::Ambiguous)
            .refused(BakeMultipleCredentials, "svg_ob3")
    };
    let evil = element(&forged());
    let assertion = format!("<a:assertion xmlns:a='{OB2}' verify='{ASSERTION_URL}'/>");
    vec![
        case("svg_two", "A badge, and before it a forged one.", format!("{evil}{}", good())),
        case("svg_two_other_order", "A badge, and after it a forged one.", format!("{}{evil}", good())),
        case(
            "svg_nested",
            "A badge within a badge.",
            format!("<openbadges:credential>{evil}</openbadges:credential>"),
        ),
        case("svg_second_in_group", "A second one in a group.", format!("{}<g>{evil}</g>", good())),
        case("svg_ob2_before_ob3", "An assertion of 2.0 before it.", format!("{assertion}{}", good())),
        case("svg_ob2_after_ob3", "An assertion of 2.0 after it.", format!("{}{assertion}", good())),
        case(
            "svg_clr2_beside",
            "A transcript beside it.",
            format!("{}<c:credential xmlns:c='{CLR}'/>", good()),
        ),
    ]
}

fn ambiguous() -> Vec<Vector> {
    let case = |name, comment, inner: String| {
        case(name, comment, around(&inner)).flag(Flag::Ambiguous).refused(BakeAmbiguous, "svg_ob3")
    };
    let (head, tail) = (badge()[..100].to_owned(), badge()[100..].to_owned());
    let holding = |inner: &str| format!("<openbadges:credential>{inner}</openbadges:credential>");
    vec![
        case(
            "svg_verify_and_text",
            "A JWS and JSON.",
            good().replacen("credential", &format!("credential verify=\"{}\"", jws()), 1),
        ),
        case(
            "svg_verify_empty_and_text",
            "An empty `verify` and JSON.",
            good().replacen("credential", "credential verify=\"\"", 1),
        ),
        case(
            "svg_cdata_parted",
            "A line feed between two CDATA sections.",
            element(&format!("{head}]]>\n<![CDATA[{tail}")),
        ),
        case(
            "svg_cdata_and_text",
            "Text beside a CDATA section.",
            holding(&format!("<![CDATA[{head}]]>{}", escaped(&tail))),
        ),
        case(
            "svg_text_and_cdata",
            "Text before a CDATA section.",
            holding(&format!("{}<![CDATA[{tail}]]>", escaped(&head))),
        ),
        case(
            "svg_reference_beside_cdata",
            "A line feed by its number beside a CDATA section.",
            holding(&format!("<![CDATA[{}]]>&#10;", badge())),
        ),
        case(
            "svg_comment_within",
            "A comment within.",
            holding(&format!("{}<!-- -->{}", escaped(&head), escaped(&tail))),
        ),
        case(
            "svg_instruction_within",
            "An instruction within.",
            holding(&format!("<?a?><![CDATA[{}]]>", badge())),
        ),
        case("svg_element_within", "An element within.", holding(&format!("<g/><![CDATA[{}]]>", badge()))),
        Vector::extract(
            "svg_namespace_by_prefix",
            "The usual prefix, and another namespace.",
            Content::from(around(&good()).replace(OB3, "https://purl.imsglobal.org/ob/v3p1")),
        )
        .spec("carrier.md#svg")
        .flag(Flag::Ambiguous)
        .refused(BakeAmbiguous, "svg_ob3"),
        case(
            "svg_namespace_by_prefix_beside",
            "Beside a badge another one, whose prefix is the usual one and whose namespace is another.",
            format!(
                "<b:credential xmlns:b='{OB3}'><![CDATA[{}]]></b:credential><g xmlns:openbadges='urn:a'>{}</g>",
                badge(),
                element(&forged())
            ),
        ),
    ]
}

fn encodings() -> Vec<Vector> {
    let bytes = |name: &str, comment: &str, bytes: Vec<u8>, code: Code| {
        Vector::extract(name, comment, Content::of_bytes(bytes))
            .spec("carrier.md#svg")
            .flag(Flag::Malformed)
            .refused(code, "svg_ob3")
    };
    let declared =
        |encoding: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", around(&good()));
    let utf_16 = |mark: &str| -> Vec<u8> {
        format!("{mark}{}", around(&good())).encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let latin_1: Vec<u8> = around(&element(&named("SAFe®")))
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"))
        .collect();
    vec![
        case("svg_utf8_declared", "UTF-8, and it says so.", declared("utf-8")).gives("ob3", badge()),
        bytes("svg_utf_16", "UTF-16 with its mark.", utf_16("\u{feff}"), BakeEncoding),
        bytes("svg_utf_16_unmarked", "UTF-16 without a mark.", utf_16(""), BakeEncoding),
        bytes("svg_utf_7", "UTF-7 by its declaration.", declared("UTF-7").into_bytes(), BakeEncoding),
        bytes(
            "svg_latin_1_declared",
            "Latin-1 by its declaration.",
            declared("ISO-8859-1").into_bytes(),
            BakeEncoding,
        ),
        bytes("svg_latin_1", "`SAFe®` in Latin-1.", latin_1, BakeEncoding),
        bytes(
            "svg_compressed",
            "An .svgz.",
            b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x03\0\0\0\0\0\0\0\0\0".to_vec(),
            BakeEncoding,
        ),
        case(
            "svg_two_marks",
            "A byte order mark, and another.",
            format!("\u{feff}\u{feff}{}", around(&good())),
        )
        .flag(Flag::Malformed)
        .refused(BakeMalformed, "svg_byte_order_mark"),
        bytes(
            "svg_control_character",
            "A control character.",
            around(&good()).replace("<circle", "\u{1}<circle").into_bytes(),
            BakeMalformed,
        ),
        bytes(
            "svg_control_reference",
            "A control character by its number.",
            around(&good()).replace("<circle", "&#1;<circle").into_bytes(),
            BakeMalformed,
        ),
    ]
}

fn structure() -> Vec<Vector> {
    let refused = |name, comment, svg: String| refused(name, comment, svg, BakeMalformed);
    let whole = || around(&good());
    let head = format!("<svg xmlns:openbadges='{OB3}'>{}", good());
    vec![
        deep("svg_deep", "257 elements within each other.", 256)
            .flag(Flag::Exhausting)
            .refused(BakeTooDeep, "svg_deep_at_limit"),
        deep("svg_very_deep", "100,000 elements within each other.", 100_000)
            .flag(Flag::Exhausting)
            .refused(BakeTooDeep, "svg_deep_at_limit"),
        Vector::extract(
            "svg_past_limit",
            "A byte more than 16 MiB.",
            Content::of_pieces(&[(&head, 1), (" ", (16 << 20) - head.len() - 5), ("</svg>", 1)]),
        )
        .spec("carrier.md#limits")
        .flag(Flag::Exhausting)
        .refused(InputTooLarge, "svg_at_limit"),
        Vector::extract(
            "svg_at_limit",
            "16 MiB.",
            Content::of_pieces(&[(&head, 1), (" ", (16 << 20) - head.len() - 6), ("</svg>", 1)]),
        )
        .spec("carrier.md#limits")
        .gives("ob3", badge()),
        Vector::extract(
            "svg_badge_past_limit",
            "A badge of more than 1 MiB.",
            Content::of_pieces(&[
                (around(&good()).split_once("]]>").expect("CDATA").0, 1),
                (" ", 1 << 20),
                ("]]></openbadges:credential></svg>", 1),
            ]),
        )
        .spec("carrier.md#limits")
        .flag(Flag::Exhausting)
        .refused(InputTooLarge, "svg_ob3"),
        refused("svg_in_group", "The badge stands in a group.", around(&format!("<g>{}</g>", good()))),
        refused("svg_empty_badge", "The badge's element is empty.", around("<openbadges:credential/>")),
        refused("svg_blank_badge", "The badge's element holds white space.", around(&element(" "))),
        refused("svg_cut", "The picture stops before its end.", whole().replace("</svg>", "")),
        refused("svg_two_roots", "A second picture after the first.", format!("{}{}", whole(), around(""))),
        refused("svg_text_after", "Text after the picture.", whole() + "{}"),
        refused(
            "svg_end_tags_crossed",
            "End tags in the wrong order.",
            whole().replace("<circle", "<g><a></g></a><circle"),
        ),
        refused(
            "svg_duplicate_attribute",
            "An attribute twice.",
            whole().replace("cx=\"4\"", "cx=\"4\" cx=\"4\""),
        ),
        refused(
            "svg_attribute_unquoted",
            "An attribute without quotes.",
            whole().replace("cx=\"4\"", "cx=4"),
        ),
        refused(
            "svg_attribute_unnamed",
            "An attribute whose name is none.",
            whole().replace("cx=\"4\"", "#cx=\"4\""),
        ),
        refused(
            "svg_attributes_without_space",
            "Attributes with nothing between them.",
            whole().replace("cx=\"4\" ", "cx=\"4\""),
        ),
        refused(
            "svg_attribute_across",
            "What follows the namespace's declaration is no attribute, and would be one without it.",
            whole().replace(&format!("\"{OB3}\" "), &format!("\"{OB3}\"#")),
        ),
        refused(
            "svg_tag_in_attribute",
            "A `<` within an attribute.",
            whole().replace("cx=\"4\"", "id=\"<g>\""),
        ),
        refused(
            "svg_too_many_namespaces",
            "129 namespaces.",
            whole().replace(
                "viewBox",
                &(0..128)
                    .map(|n| format!("xmlns:n{n}='urn:{n}' "))
                    .chain(["viewBox".to_owned()])
                    .collect::<String>(),
            ),
        )
        .flag(Flag::Exhausting),
        case("svg_without_badge", "A picture and nothing else.", around(""))
            .spec("carrier.md#one-badge")
            .refused(BakeMissing, "svg_ob3"),
        case("svg_in_comment", "The badge stands in a comment.", around(&format!("<!-- {} -->", good())))
            .spec("carrier.md#one-badge")
            .refused(BakeMissing, "svg_ob3"),
        case(
            "svg_namespace_of_sibling",
            "The element before the badge's declares the namespace, and so not for the badge.",
            format!("<svg><g xmlns:b='{OB3}'/><b:credential>{}</b:credential></svg>", escaped(&badge())),
        )
        .flag(Flag::Malformed)
        .refused(BakeMalformed, "svg_prefix"),
        case(
            "svg_other_namespace",
            "A credential in another namespace.",
            around(&format!("<a:credential xmlns:a='urn:a'>{}</a:credential>", escaped(&badge()))),
        )
        .spec("carrier.md#one-badge")
        .refused(BakeMissing, "svg_prefix"),
        case("html", "A page of HTML with a picture in it.", format!("<html>{}</html>", whole()))
            .spec("carrier.md")
            .flag(Flag::Unsupported)
            .refused(InputFormatUnsupported, "svg_ob3"),
    ]
}
