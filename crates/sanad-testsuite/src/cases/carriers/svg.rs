//! Badges in an SVG.

use sanad_core::code::Code::*;

use super::{ASSERTION, ASSERTION_URL, TRANSCRIPT, badge, jws, named};
use crate::content::Content;
use crate::vector::carrier::Vector;
use crate::vector::flag::Flag;

pub(super) const OB3: &str = "https://purl.imsglobal.org/ob/v3p0";
pub(super) const OB2: &str = "http://openbadges.org";
pub(super) const CLR: &str = "https://purl.imsglobal.org/clr/v2p0";

pub(super) fn cases() -> Vec<Vector> {
    [read(), older(), active()].concat()
}

pub(super) fn case(name: &str, comment: &str, svg: impl Into<String>) -> Vector {
    Vector::extract(name, comment, Content::from(svg.into())).spec("carrier.md#svg")
}

/// A picture with something right after its first tag, which declares the usual prefix.
pub(super) fn around(inner: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"{OB3}\" viewBox=\"0 0 8 8\">{inner}\n  \
         <circle cx=\"4\" cy=\"4\" r=\"3\"/>\n</svg>\n"
    )
}

/// The badge's element as baking makes it.
pub(super) fn element(text: &str) -> String {
    format!("<openbadges:credential><![CDATA[{text}]]></openbadges:credential>")
}

pub(super) fn good() -> String {
    element(&badge())
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn read() -> Vec<Vector> {
    let (head, tail) = (badge()[..100].to_owned(), badge()[100..].to_owned());
    let other_prefix = |prefix: &str, declaration: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' {declaration}><{prefix}:credential><![CDATA[{}]]>\
             </{prefix}:credential></svg>",
            badge()
        )
    };
    vec![
        case("svg_ob3", "A badge, right after the first tag.", around(&good())).gives("ob3", badge()),
        case(
            "svg_ob3_jws",
            "A badge as a compact JWS.",
            around(&format!("<openbadges:credential verify=\"{}\"></openbadges:credential>", jws())),
        )
        .gives("ob3", jws()),
        case(
            "svg_ob3_jws_empty_element",
            "The same in an empty element.",
            around(&format!("<openbadges:credential verify='{}' />", jws())),
        )
        .gives("ob3", jws()),
        case("svg_prefix", "Another prefix.", other_prefix("b", &format!("xmlns:b='{OB3}'")))
            .gives("ob3", badge()),
        case(
            "svg_prefix_by_numbers",
            "A namespace that is written with references, which XML reads.",
            other_prefix("b", &format!("xmlns:b='{}'", OB3.replace(':', "&#58;").replace('o', "&#x6f;"))),
        )
        .gives("ob3", badge()),
        case(
            "svg_default_namespace",
            "No prefix at all.",
            format!("<svg><credential xmlns='{OB3}'><![CDATA[{}]]></credential></svg>", badge()),
        )
        .gives("ob3", badge()),
        case(
            "svg_text",
            "No CDATA section: the badge is text with the five entities.",
            around(&format!("<openbadges:credential>\n{}\n</openbadges:credential>", escaped(&badge()))),
        )
        .gives("ob3", badge()),
        case(
            "svg_cdata_pieces",
            "Two CDATA sections with nothing between them are one text.",
            around(&element(&format!("{head}]]><![CDATA[{tail}"))),
        )
        .gives("ob3", badge()),
        case(
            "svg_padded",
            "White space around the CDATA section is none of the badge, white space in it is.",
            around(&format!(
                "\n  <openbadges:credential>\n    <![CDATA[\n{}\n]]>\n  </openbadges:credential>",
                badge()
            )),
        )
        .gives("ob3", format!("\n{}\n", badge())),
        case(
            "svg_utf8",
            "`SAFe®` and `溶接` come out as they went in.",
            around(&element(&named("SAFe® 溶接"))),
        )
        .spec("carrier.md#one-badge")
        .gives("ob3", named("SAFe® 溶接")),
        case("svg_byte_order_mark", "A byte order mark.", format!("\u{feff}{}", around(&good())))
            .gives("ob3", badge()),
        case(
            "svg_later",
            "The badge comes after the circle.",
            around("").replace("</svg>", &format!("{}</svg>", good())),
        )
        .gives("ob3", badge()),
        case(
            "svg_commented_beside",
            "Another badge stands in a comment, and so nowhere.",
            around(&format!("<!-- {} -->{}", element("{}"), good())),
        )
        .gives("ob3", badge()),
        case("svg_clr2", "A transcript.", around(&element(TRANSCRIPT)).replace(OB3, CLR))
            .gives("clr2", TRANSCRIPT),
        deep("svg_deep_at_limit", "256 elements within each other.", 255).gives("ob3", badge()),
    ]
}

/// The badge, and after it so many groups within each other.
pub(super) fn deep(name: &str, comment: &str, groups: usize) -> Vector {
    let head = format!("<svg xmlns:openbadges='{OB3}'>{}", good());
    let content = Content::of_pieces(&[(&head, 1), ("<g>", groups), ("</g>", groups), ("</svg>", 1)]);
    Vector::extract(name, comment, content).spec("carrier.md#svg")
}

fn older() -> Vec<Vector> {
    let around = |attributes: &str, text: &str| {
        around(&format!("<openbadges:assertion{attributes}>{text}</openbadges:assertion>")).replace(OB3, OB2)
    };
    let verify = |value: &str| format!(" verify=\"{value}\"");
    let cdata = format!("<![CDATA[{ASSERTION}]]>");
    let case = |name, comment, svg: String| case(name, comment, svg).spec("carrier.md#older-formats");
    vec![
        case(
            "svg_ob2",
            "An assertion of 2.0, and where its original is.",
            around(&verify(ASSERTION_URL), &cdata),
        )
        .gives("ob2", ASSERTION),
        case("svg_ob2_text_only", "An assertion of 2.0.", around("", &cdata)).gives("ob2", ASSERTION),
        case("svg_ob2_jws", "A signed assertion of 2.0.", around(&verify(&jws()), "")).gives("ob2", jws()),
        case("svg_ob2_url", "Where an assertion is, and nothing else.", around(&verify(ASSERTION_URL), ""))
            .gives("ob2_url", ASSERTION_URL),
        case(
            "svg_ob2_jws_and_text",
            "A signed assertion, and beside it another.",
            around(&verify(&jws()), &cdata),
        )
        .flag(Flag::Ambiguous)
        .refused(BakeAmbiguous, "svg_ob2"),
    ]
}

/// What makes a picture active, in a word for the name.
pub(super) fn activities() -> Vec<(&'static str, &'static str, String)> {
    let outside = "https://tracker.example/a";
    let xlink = "xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    vec![
        ("script", "A script.", "<script>alert(1)</script>".to_owned()),
        ("onload", "A handler of an event.", "<g onload=\"alert(1)\"/>".to_owned()),
        (
            "foreign_object",
            "A piece of HTML.",
            "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>".to_owned(),
        ),
        ("javascript_link", "A link that runs a script.", "<a href=\"java&#9;script:alert(1)\"/>".to_owned()),
        (
            "javascript_animated",
            "An animation that makes such a link.",
            "<a><set attributeName=\"href\" to=\"javascript:alert(1)\"/></a>".to_owned(),
        ),
        ("external_use", "A shape from elsewhere.", format!("<use {xlink} xlink:href=\"{outside}.svg#a\"/>")),
        ("external_image", "A picture from elsewhere.", format!("<image href=\"{outside}.png\"/>")),
        ("local_file", "A file of the reader's.", "<image href=\"file:///etc/passwd\"/>".to_owned()),
        (
            "external_filter",
            "A filter that loads a picture.",
            format!("<filter><feImage href=\"{outside}\"/></filter>"),
        ),
        ("external_paint", "A paint from elsewhere.", format!("<g fill=\"url({outside}#a)\"/>")),
        ("css_import", "A style sheet from elsewhere.", format!("<style>@import '{outside}.css';</style>")),
        (
            "css_escaped",
            "The same with an escape, in two pieces.",
            format!("<style>@im<![CDATA[\\70 ort '{outside}.css';]]></style>"),
        ),
        ("css_url", "A font from elsewhere.", format!("<style>@font-face{{src:url({outside})}}</style>")),
        ("style_attribute", "A style that loads.", format!("<g style=\"fill:url('{outside}')\"/>")),
        (
            "stylesheet",
            "An instruction to load a style sheet.",
            format!("<?xml-stylesheet href=\"{outside}.css\"?>"),
        ),
        (
            "include",
            "A piece of another file.",
            "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>".to_owned(),
        ),
    ]
}

fn active() -> Vec<Vector> {
    let still = "<title>a &lt; b &#169;</title><defs><path id=\"p\" d=\"M0 0\"/></defs><use href=\"#p\"/>\
                 <g fill=\"url(#q)\" style=\"opacity:.5\"/><image href=\"data:image/png;base64,AAAA\"/>\
                 <a href=\"https://academy.example/\"/>";
    let read = |name: &str, comment: &str, inner: &str| {
        case(name, comment, around(&format!("{}{inner}", good())))
            .spec("carrier.md#active-content")
            .gives("ob3", badge())
    };
    let mut cases =
        vec![read("svg_still", "References within the picture, an embedded one, and a link.", still)];
    cases.extend(activities().iter().map(|(name, comment, inner)| {
        read(&format!("svg_{name}"), comment, inner).remark(BakeActiveContent)
    }));
    cases
}
