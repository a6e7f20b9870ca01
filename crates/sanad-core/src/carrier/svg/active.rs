//! What makes an SVG do something: scripts, and whatever is loaded from elsewhere. `spec/carrier.md#active-content`

/// Why an element is no still picture: its namespace, if it is another than SVG's, and its name without prefix.
pub(super) fn element(foreign: Option<&str>, name: &str) -> Option<String> {
    const ACTIVE: [&str; 9] =
        ["audio", "embed", "foreignobject", "handler", "iframe", "listener", "object", "script", "video"];
    let is_active = match foreign {
        None => ACTIVE.iter().any(|active| name.eq_ignore_ascii_case(active)),
        Some(namespace) => namespace == "http://www.w3.org/1999/xhtml",
    };
    is_active.then(|| format!("an element `{name}`"))
}

/// Why an attribute makes its element active: the element's name without prefix, the attribute's prefix and name, its
/// value as XML reads it.
pub(super) fn attribute(element: &str, prefix: Option<&str>, name: &str, value: &str) -> Option<String> {
    let is = |word: &str| name.eq_ignore_ascii_case(word);
    let is_handler = name.len() > 2 && name.get(..2).is_some_and(|begin| begin.eq_ignore_ascii_case("on"));
    if prefix.is_none() && is_handler {
        return Some(format!("an attribute `{name}`"));
    }
    let is_address = is("href") || is("src");
    // With a base `#a` is no longer in this picture.
    if is("base") || is("srcdoc") || is("srcset") {
        return Some(format!("an attribute `{name}`"));
    }
    if !is_address && (prefix.is_some() || is_prose(name)) {
        return None;
    }
    if is_address || value.contains(':') {
        let url = bare(value);
        if ["javascript:", "vbscript:", "data:text/"].iter().any(|script| url.contains(script)) {
            return Some(format!("a script in the attribute `{name}`"));
        }
        if is_address && !stays(element, &url) {
            return Some(format!("`{element}` loads its `{name}` from elsewhere"));
        }
    }
    style(value).map(|what| format!("{what} in the attribute `{name}`"))
}

/// Whether an attribute holds words for people, in which anything may be said.
fn is_prose(name: &str) -> bool {
    matches!(name, "alt" | "class" | "id" | "title") || name.starts_with("aria-") || name.starts_with("data-")
}

/// Why a style sheet, or a value that may be one, loads something.
pub(super) fn style(text: &str) -> Option<&'static str> {
    if !text.contains(['(', '@', '\\']) {
        return None;
    }
    let text = bare(text);
    if text.contains("@import") {
        return Some("an import of another style sheet");
    }
    // An escape may spell any of these words; nothing a picture needs has one before a letter or digit.
    if text.split('\\').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric())) {
        return Some("a style with escapes");
    }
    if ["expression(", "image-set(", "-moz-binding", "src("].iter().any(|word| text.contains(word)) {
        return Some("a style that loads or runs something");
    }
    let mut urls = text.split("url(").skip(1);
    let is_outside = urls.any(|rest| {
        let url = rest.trim_start_matches(['"', '\'']);
        !(url.starts_with('#') || is_embedded_picture(url) || is_embedded_font(url))
    });
    is_outside.then_some("a style that loads something from elsewhere")
}

/// Whether a processing instruction has a style sheet loaded.
pub(super) fn instruction(target: &str) -> Option<String> {
    target.eq_ignore_ascii_case("xml-stylesheet").then(|| "an instruction to load a style sheet".to_owned())
}

/// Whether a reference leads to this picture itself, to bytes that stand in it, or is a link to be clicked.
fn stays(element: &str, url: &str) -> bool {
    let is_link = element.eq_ignore_ascii_case("a")
        && ["https:", "http:", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
    url.is_empty() || url.starts_with('#') || is_embedded_picture(url) || is_link
}

/// Pictures of dots hold no script; an SVG within an SVG may.
fn is_embedded_picture(url: &str) -> bool {
    ["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"]
        .iter()
        .any(|kind| url.starts_with(kind))
}

fn is_embedded_font(url: &str) -> bool {
    ["data:font/", "data:application/font", "data:application/x-font"]
        .iter()
        .any(|kind| url.starts_with(kind))
}

/// In lower case and without what browsers read over within a URL or a word of CSS.
fn bare(value: &str) -> String {
    let mut bare = String::with_capacity(value.len());
    bare.extend(
        value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).map(|c| c.to_ascii_lowercase()),
    );
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_in_the_picture_is_still() {
        for (element, prefix, name, value) in [
            ("rect", None, "fill", "url(#a)"),
            ("rect", None, "fill", "url('#a')"),
            ("use", Some("xlink"), "href", "#a"),
            ("image", None, "href", "data:image/png;base64,AAAA"),
            ("a", None, "href", "https://academy.example/"),
            ("g", None, "transform", "translate(1 2)"),
            ("text", None, "font-family", "Source Sans (Pro)"),
            ("rect", None, "style", "fill:#fff;opacity:.5"),
            ("g", Some("inkscape"), "export-filename", "C:\\badge.png"),
            ("g", None, "aria-label", "How javascript: is written"),
        ] {
            assert_eq!(attribute(element, prefix, name, value), None, "{element} {name}={value}");
        }
        for name in ["g", "style", "metadata", "linearGradient", "desc"] {
            assert_eq!(super::element(None, name), None, "{name}");
        }
        assert_eq!(super::element(Some("http://purl.org/dc/elements/1.1/"), "audio"), None);
        assert_eq!(
            style("@font-face{font-family:A;src:url(data:font/woff2;base64,AA)} .a{fill:url( \"#a\" )}"),
            None
        );
    }

    #[test]
    fn what_runs_or_loads_is_active() {
        for (element, prefix, name, value) in [
            ("svg", None, "onload", "alert(1)"),
            ("svg", None, "ONLOAD", "alert(1)"),
            ("a", None, "href", "javascript:alert(1)"),
            ("a", Some("xlink"), "href", " java\u{9}script:alert(1)"),
            ("animate", None, "values", "#a;javascript:alert(1)"),
            ("use", None, "href", "https://evil.example/a.svg#a"),
            ("use", None, "href", "a.svg#a"),
            ("image", Some("xlink"), "href", "//evil.example/a.png"),
            ("image", None, "href", "data:image/svg+xml;base64,AAAA"),
            ("a", None, "href", "data:text/html,<script>"),
            ("rect", None, "fill", "url(https://evil.example/#a)"),
            ("rect", None, "style", "background:URL ( 'http://evil.example' )"),
            ("rect", None, "style", "background:u\\72l(http://evil.example)"),
            ("svg", Some("xml"), "base", "https://evil.example/"),
        ] {
            assert!(attribute(element, prefix, name, value).is_some(), "{element} {name}={value}");
        }
        for name in ["script", "SCRIPT", "foreignObject", "iframe"] {
            assert!(super::element(None, name).is_some(), "{name}");
        }
        assert!(super::element(Some("http://www.w3.org/1999/xhtml"), "img").is_some());
        for css in ["@import 'a.css'", "@\\69mport 'a'", "@IMPORT url(a)", "a{b:url(a.png)}"] {
            assert!(style(css).is_some(), "{css}");
        }
    }
}
