//! The one line of canonical N-Quads that each quad is written as (RDFC-1.0 §A). `spec/canonical-form.md#rdfc`

use std::fmt::Write as _;

use super::rdf::{Literal, Node, Quad, Term};
use crate::scan::find;

/// Writes a quad's line, its line feed included. Blank nodes are written as their numbers, `_:b0`, so the text says
/// which they are within this dataset and is canonical only where there are none.
pub fn write(quad: &Quad<'_>, text: &mut String) {
    write_with(quad, text, |_, number, text| {
        let _ = write!(text, "_:b{number}"); // writing to a String cannot fail
    });
}

/// Where in a quad a blank node can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Subject,
    Object,
    Graph,
}

/// Writes a quad's line, its line feed included, with blank nodes written by the caller.
pub(super) fn write_with(
    quad: &Quad<'_>,
    text: &mut String,
    mut blank: impl FnMut(Position, u32, &mut String),
) {
    let mut node = |position, node: &Node<'_>, text: &mut String| match node {
        Node::Iri(iri) => write_iri(iri, text),
        Node::Blank(number) => blank(position, *number, text),
    };
    node(Position::Subject, &quad.subject, text);
    text.push_str(" <");
    text.push_str(&quad.predicate);
    text.push_str("> ");
    match &quad.object {
        Term::Node(object) => node(Position::Object, object, text),
        Term::Literal(literal) => write_literal(literal, text),
    }
    if let Some(graph) = &quad.graph {
        text.push(' ');
        node(Position::Graph, graph, text);
    }
    text.push_str(" .\n");
}

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

fn write_iri(iri: &str, text: &mut String) {
    text.push('<');
    text.push_str(iri);
    text.push('>');
}

fn write_literal(literal: &Literal<'_>, text: &mut String) {
    text.push('"');
    write_escaped(&literal.value, text);
    if let Some(language) = &literal.language {
        text.push_str("\"@");
        text.push_str(language);
    } else if literal.datatype == XSD_STRING {
        text.push('"');
    } else {
        text.push_str("\"^^<");
        text.push_str(&literal.datatype);
        text.push('>');
    }
}

fn write_escaped(value: &str, text: &mut String) {
    let mut rest = value;
    while let Some((plain, c, tail)) = split_at_escape(rest) {
        text.push_str(plain);
        match c {
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            _ => {
                let _ = write!(text, "\\u{:04X}", u32::from(c)); // writing to a String cannot fail
            }
        }
        rest = tail;
    }
    text.push_str(rest);
}

/// The first character that is not written as it is, with what stands before and after it. Besides quotation mark,
/// backslash, C0 and DEL these are U+FFFE and U+FFFF, the only scalar values outside the `Char` of XML 1.1.
fn split_at_escape(text: &str) -> Option<(&str, char, &str)> {
    // U+FFFE and U+FFFF begin with EF in UTF-8, as other characters do: rare enough to be looked at one by one.
    let suspect =
        |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\') | (byte == 0x7F) | (byte == 0xEF);
    let mut from = 0;
    loop {
        let at = from + find(text.as_bytes().get(from..)?, suspect)?;
        let (plain, tail) = text.split_at_checked(at)?;
        let mut tail = tail.chars();
        let c = tail.next()?;
        if c.is_ascii() || matches!(c, '\u{FFFE}' | '\u{FFFF}') {
            return Some((plain, c, tail.as_str()));
        }
        from = at + c.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: &str, datatype: &str, language: Option<&str>) -> String {
        let literal =
            Literal { value: value.into(), datatype: datatype.into(), language: language.map(Into::into) };
        let quad = Quad {
            subject: Node::Blank(7),
            predicate: "urn:p".into(),
            object: Term::Literal(literal),
            graph: Some(Node::Iri("urn:g".into())),
        };
        let mut text = String::new();
        write(&quad, &mut text);
        text
    }

    #[test]
    fn only_what_rdfc_names_is_escaped() {
        assert_eq!(
            line("\0\u{b}\u{1f}\u{7f}\t\n\"\\'é\u{85}\u{feff}\u{ffff}x\u{fffe}\u{fffd}😀", XSD_STRING, None),
            "_:b7 <urn:p> \"\\u0000\\u000B\\u001F\\u007F\\t\\n\\\"\\\\'é\u{85}\u{feff}\\uFFFFx\\uFFFE\u{fffd}😀\" \
             <urn:g> .\n"
        );
    }

    #[test]
    fn datatype_and_language_are_written_where_they_say_something() {
        assert_eq!(line("1", "urn:t", None), "_:b7 <urn:p> \"1\"^^<urn:t> <urn:g> .\n");
        assert_eq!(
            line("1", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", Some("en")),
            "_:b7 <urn:p> \"1\"@en <urn:g> .\n"
        );
    }
}
