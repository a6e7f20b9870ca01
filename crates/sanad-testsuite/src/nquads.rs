//! N-Quads read strictly into quads, for the suites and oracles that speak it; sanad itself only writes N-Quads.

use std::borrow::Cow;
use std::collections::HashMap;

use sanad_core::canonical::rdf::{Dataset, Literal, Node, Quad, Term};

/// A read N-Quads document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NQuads {
    /// Its statements, in the order of the document, repeated ones too.
    pub dataset: Dataset<'static>,
    /// The label of each blank node, without `_:`; a node's number is its place here.
    pub labels: Vec<String>,
}

/// Reads an N-Quads document by the grammar of RDF 1.1 N-Quads. Language tags stay as they are written.
///
/// # Errors
/// [`NQuadsError`] with the line at fault.
pub fn parse(text: &str) -> Result<NQuads, NQuadsError> {
    let mut read = NQuads::default();
    let mut numbers = HashMap::new();
    for (index, line) in text.split(['\n', '\r']).enumerate() {
        let mut cursor = Cursor { rest: line, numbers: &mut numbers, labels: &mut read.labels };
        match cursor.statement() {
            Ok(quad) => read.dataset.extend(quad),
            Err(expected) => {
                return Err(NQuadsError { line: index + 1, expected, found: cursor.rest.to_owned() });
            }
        }
    }
    Ok(read)
}

/// Why a text was not read as N-Quads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NQuadsError {
    /// The line, from 1.
    pub line: usize,
    /// What should stand there.
    pub expected: &'static str,
    /// What is left of the line.
    pub found: String,
}

impl std::fmt::Display for NQuadsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: expected {}, found `{}`", self.line, self.expected, self.found)
    }
}

impl std::error::Error for NQuadsError {}

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
const RDF_LANG_STRING: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

struct Cursor<'t, 'n> {
    rest: &'t str,
    numbers: &'n mut HashMap<String, u32>,
    labels: &'n mut Vec<String>,
}

type Expected = &'static str;

impl<'t> Cursor<'t, '_> {
    /// One line: a statement, or nothing but space and a comment.
    fn statement(&mut self) -> Result<Option<Quad<'static>>, Expected> {
        self.space();
        if self.at_end() {
            return Ok(None);
        }
        let subject = self.node()?.ok_or("a subject")?;
        self.space();
        let predicate = self.iri()?.ok_or("a predicate")?;
        self.space();
        let object = match self.node()? {
            Some(node) => Term::Node(node),
            None => Term::Literal(self.literal()?.ok_or("an object")?),
        };
        self.space();
        let graph = self.node()?;
        self.space();
        if !self.take('.') {
            return Err("a full stop");
        }
        self.space();
        if !self.at_end() {
            return Err("the end of the line");
        }
        Ok(Some(Quad { subject, predicate: Cow::Owned(predicate), object, graph }))
    }

    fn at_end(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with('#')
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn take(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The longest run of characters that belong, taken off.
    fn run(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let length = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (run, rest) = self.rest.split_at(length);
        self.rest = rest;
        run
    }

    fn node(&mut self) -> Result<Option<Node<'static>>, Expected> {
        if let Some(iri) = self.iri()? {
            return Ok(Some(Node::Iri(Cow::Owned(iri))));
        }
        let Some(rest) = self.rest.strip_prefix("_:") else { return Ok(None) };
        self.rest = rest;
        let run = self.run(|c| in_label(c) || c == '.');
        // A label does not end with a full stop: what looks like one ends the statement.
        let label = run.trim_end_matches('.');
        self.rest = rest.get(label.len()..).unwrap_or_default();
        match label.chars().next() {
            Some(first) if starts_label(first) => Ok(Some(Node::Blank(self.number(label)?))),
            _ => Err("a blank node label"),
        }
    }

    fn number(&mut self, label: &str) -> Result<u32, Expected> {
        if let Some(number) = self.numbers.get(label) {
            return Ok(*number);
        }
        let number = u32::try_from(self.labels.len()).map_err(|_| "fewer blank nodes")?;
        self.labels.push(label.to_owned());
        self.numbers.insert(label.to_owned(), number);
        Ok(number)
    }

    fn iri(&mut self) -> Result<Option<String>, Expected> {
        if !self.take('<') {
            return Ok(None);
        }
        let mut iri = String::new();
        loop {
            iri.push_str(self.run(|c| c > ' ' && !"<>\"{}|^`\\".contains(c)));
            if self.take('>') {
                break;
            }
            if !self.take('\\') {
                return Err("an IRI");
            }
            iri.push(self.code_point()?);
        }
        let scheme = iri.split_once(':').map_or("", |(scheme, _)| scheme);
        let absolute = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        if absolute { Ok(Some(iri)) } else { Err("an absolute IRI") }
    }

    fn literal(&mut self) -> Result<Option<Literal<'static>>, Expected> {
        if !self.take('"') {
            return Ok(None);
        }
        let mut value = String::new();
        loop {
            value.push_str(self.run(|c| c != '"' && c != '\\'));
            if self.take('"') {
                break;
            }
            if !self.take('\\') {
                return Err("a quotation mark");
            }
            let escape = self.rest.chars().next().and_then(|c| "tbnrf\"'\\".find(c));
            match escape.and_then(|at| "\t\u{8}\n\r\u{c}\"'\\".chars().nth(at)) {
                Some(plain) => {
                    value.push(plain);
                    self.rest = self.rest.get(1..).unwrap_or_default();
                }
                None => value.push(self.code_point()?),
            }
        }
        let (datatype, language) = if let Some(rest) = self.rest.strip_prefix("^^") {
            self.rest = rest;
            (self.iri()?.ok_or("a datatype")?, None)
        } else if self.take('@') {
            (RDF_LANG_STRING.to_owned(), Some(self.language()?))
        } else {
            (XSD_STRING.to_owned(), None)
        };
        Ok(Some(Literal {
            value: Cow::Owned(value),
            datatype: Cow::Owned(datatype),
            language: language.map(Cow::Owned),
        }))
    }

    fn language(&mut self) -> Result<String, Expected> {
        let tag = self.run(|c| c.is_ascii_alphanumeric() || c == '-');
        let mut parts = tag.split('-');
        let first = parts.next().unwrap_or_default();
        let well_formed = !first.is_empty()
            && first.chars().all(|c| c.is_ascii_alphabetic())
            && parts.all(|part| !part.is_empty());
        if well_formed { Ok(tag.to_owned()) } else { Err("a language tag") }
    }

    /// What follows the backslash of `\uXXXX` or `\UXXXXXXXX`.
    fn code_point(&mut self) -> Result<char, Expected> {
        let length = if self.take('u') {
            4
        } else if self.take('U') {
            8
        } else {
            return Err("an escape");
        };
        let digits = self.rest.get(..length).ok_or("an escape")?;
        if !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err("an escape");
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| "an escape")?;
        self.rest = self.rest.get(length..).unwrap_or_default();
        char::from_u32(number).ok_or("a Unicode character")
    }
}

/// `PN_CHARS_U | [0-9]` of the grammar.
fn starts_label(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '_' | ':' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}')
        || matches!(c, '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}')
        || matches!(c, '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}')
        || matches!(c, '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// `PN_CHARS` of the grammar.
fn in_label(c: char) -> bool {
    starts_label(c) || matches!(c, '-' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_grammar_is_read() {
        let text = "# a comment\r\n\n_:b.1<urn:p>\"a\\tb\\u00e9\\U0001F600\"@en-GB<urn:g>.# end\n\
                    <urn:s> <urn:p> \"1\"^^<urn:t> _:b.1 .\n\t<urn:\\u00e9> <urn:p> _:c .\n";
        let read = parse(text).unwrap();
        assert_eq!(read.labels, ["b.1", "c"]);
        let [first, second, third] = read.dataset.as_slice() else { panic!("{read:?}") };
        let Term::Literal(literal) = &first.object else { panic!("{first:?}") };
        assert_eq!((&*literal.value, literal.language.as_deref()), ("a\tbé😀", Some("en-GB")));
        assert_eq!(literal.datatype, RDF_LANG_STRING);
        assert_eq!(first.graph, Some(Node::Iri("urn:g".into())));
        assert_eq!(second.graph, Some(first.subject.clone()));
        assert_eq!(third.subject, Node::Iri("urn:é".into()));
        assert_eq!(third.object, Term::Node(Node::Blank(1)));
    }

    #[test]
    fn what_is_not_n_quads_is_refused_with_its_line() {
        for line in [
            "<urn:s> <urn:p> <urn:o>",
            "<s> <urn:p> <urn:o> .",
            "<urn:s s> <urn:p> <urn:o> .",
            "\"s\" <urn:p> <urn:o> .",
            "<urn:s> _:p <urn:o> .",
            "<urn:s> <urn:p> 'o' .",
            "<urn:s> <urn:p> \"o .",
            "<urn:s> <urn:p> \"\\x\" .",
            "<urn:s> <urn:p> \"\\ud800\" .",
            "<urn:s> <urn:p> \"o\"@-en .",
            "<urn:s> <urn:p> <urn:o> \"g\" .",
            "<urn:s> <urn:p> <urn:o> . x",
            "_: <urn:p> <urn:o> .",
            "_:-a <urn:p> <urn:o> .",
        ] {
            assert_eq!(parse(&format!("\n{line}\n")).unwrap_err().line, 2, "{line}");
        }
    }
}
