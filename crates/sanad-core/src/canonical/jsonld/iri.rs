//! IRIs as far as JSON-LD needs them: is it one that RDF can hold, and what a relative one means (RFC 3986 §5.2).

use crate::scan::find;

/// Whether the text is an absolute IRI that N-Quads can hold: a scheme, and no character that RDF 1.1 excludes.
pub(super) fn is_absolute(text: &str) -> bool {
    scheme(text).is_some() && is_clean(text)
}

/// Whether the text is a blank node identifier.
pub(super) fn is_blank(text: &str) -> bool {
    text.starts_with("_:")
}

/// The scheme, if the text begins with one (RFC 3986 §3.1).
pub(super) fn scheme(text: &str) -> Option<&str> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    let end = text.bytes().position(|b| !plain(b))?;
    let (scheme, rest) = text.split_at_checked(end)?;
    (rest.starts_with(':') && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

/// None of the characters that IRIREF of N-Quads excludes, and one fragment at most (RFC 3986 §3.5).
fn is_clean(text: &str) -> bool {
    let special = |b| is_excluded(b) | (b == b'#');
    let Some(at) = find(text.as_bytes(), special) else { return true };
    match text.as_bytes().get(at..) {
        Some([b'#', fragment @ ..]) => find(fragment, special).is_none(),
        _ => false,
    }
}

const fn is_excluded(b: u8) -> bool {
    (b <= b' ')
        | (b == b'<')
        | (b == b'>')
        | (b == b'"')
        | (b == b'{')
        | (b == b'}')
        | (b == b'|')
        | (b == b'^')
        | (b == b'`')
        | (b == b'\\')
}

/// What a reference means seen from a base (RFC 3986 §5.2.2).
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let target = Parts::of(reference);
    if target.scheme.is_some() {
        return Parts { path: &without_dots(target.path), ..target }.to_text();
    }
    let base = Parts::of(base);
    if target.authority.is_some() {
        return Parts { scheme: base.scheme, path: &without_dots(target.path), ..target }.to_text();
    }
    let merged;
    let (path, query) = if target.path.is_empty() {
        (base.path, target.query.or(base.query))
    } else if target.path.starts_with('/') {
        merged = without_dots(target.path);
        (merged.as_str(), target.query)
    } else {
        let folder = match base.path.rfind('/') {
            Some(at) => base.path.split_at(at + 1).0,
            None if base.authority.is_some() => "/",
            None => "",
        };
        merged = without_dots(&format!("{folder}{}", target.path));
        (merged.as_str(), target.query)
    };
    Parts { scheme: base.scheme, authority: base.authority, path, query, fragment: target.fragment }.to_text()
}

/// The five parts of a reference (RFC 3986 appendix B), each without its delimiter.
#[derive(Clone, Copy)]
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let (text, fragment) = split_off(text, '#');
        let (text, query) = split_off(text, '?');
        let (scheme, text) = match scheme(text) {
            Some(scheme) => (Some(scheme), text.split_at(scheme.len() + 1).1),
            None => (None, text),
        };
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, text),
        };
        Self { scheme, authority, path, query, fragment }
    }

    /// RFC 3986 §5.3
    fn to_text(self) -> String {
        let mut text = String::new();
        let parts = [
            ("", self.scheme, ":"),
            ("//", self.authority, ""),
            ("", Some(self.path), ""),
            ("?", self.query, ""),
            ("#", self.fragment, ""),
        ];
        for (before, part, after) in parts {
            if let Some(part) = part {
                text.push_str(before);
                text.push_str(part);
                text.push_str(after);
            }
        }
        text
    }
}

fn split_off(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// RFC 3986 §5.2.4
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let absolute = path.starts_with('/');
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    let joined = kept.join("/");
    if absolute { format!("/{joined}") } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_n_quads_can_hold_is_an_absolute_iri() {
        for good in ["urn:x", "https://a.example/ü?q#f", "did:key:z6Mk", "data:image/png;base64,AA=="] {
            assert!(is_absolute(good), "{good}");
        }
        for bad in
            ["", "abc", "../x", "_:b", "1x:y", "http://a b", "http://a/<x>", "urn:\u{7}", ":x", "urn:x#y#z"]
        {
            assert!(!is_absolute(bad), "{bad}");
        }
    }
}
