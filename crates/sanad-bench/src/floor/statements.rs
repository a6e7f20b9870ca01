//! The canonical N-Quads of the three badges for the floor: one walk by known words, first-degree hashes, one sort.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::find;
use super::json::{Members, Value, get};
use super::words::{CREDENTIAL, Class, Form, PROOF, type_iri};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// The canonical N-Quads of a badge without its proof. `None` if it says anything that is not among the known words.
pub(crate) fn badge(members: &Members<'_>) -> Option<String> {
    canonical(members, &CREDENTIAL)
}

/// The canonical N-Quads of the options of a proof.
pub(crate) fn options(members: &Members<'_>) -> Option<String> {
    canonical(members, &PROOF)
}

fn canonical(members: &Members<'_>, class: &Class) -> Option<String> {
    let mut writer = Writer { text: String::with_capacity(8192), lines: Vec::with_capacity(96), blanks: 0 };
    let node = writer.node_of(members)?;
    writer.describe(node, members, class)?;
    writer.finish()
}

/// A subject or object.
#[derive(Clone, Copy)]
enum Node<'m> {
    Iri(&'m str),
    Blank(usize),
}

/// A line of the text, and where in it blank nodes stand as `_:z`: the byte of the letter.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    subject: Option<(usize, usize)>,
    object: Option<(usize, usize)>,
}

struct Writer {
    text: String,
    lines: Vec<Line>,
    blanks: usize,
}

impl Writer {
    fn node_of<'m>(&mut self, members: &'m Members<'_>) -> Option<Node<'m>> {
        match get(members, "id") {
            Some(id) => iri(id.text()?).map(Node::Iri),
            None => Some(self.fresh()),
        }
    }

    const fn fresh(&mut self) -> Node<'static> {
        self.blanks += 1;
        Node::Blank(self.blanks - 1)
    }

    fn describe(&mut self, subject: Node<'_>, members: &Members<'_>, class: &Class) -> Option<()> {
        for (name, value) in members {
            match name.as_ref() {
                "id" | "@context" | "proof" | "proofValue" => {}
                "type" => {
                    for kind in value.items() {
                        let kind = Node::Iri(type_iri(kind.text()?)?);
                        self.line(subject, "type", true, |writer| writer.node(kind));
                    }
                }
                name => {
                    let (_, predicate, form) = class.word(name)?;
                    if matches!(form, Form::List) {
                        self.list(subject, predicate, value)?;
                        continue;
                    }
                    for item in value.items() {
                        self.say(subject, predicate, form, item)?;
                    }
                }
            }
        }
        Some(())
    }

    fn say(&mut self, subject: Node<'_>, predicate: &str, form: &Form, value: &Value<'_>) -> Option<()> {
        match (form, value) {
            (Form::Text, Value::Text(text)) => self.literal(subject, predicate, false, text, None),
            (Form::Typed(datatype), Value::Text(text)) => {
                self.literal(subject, predicate, false, text, Some(datatype));
            }
            (Form::Typed(datatype), Value::Bool(value)) => {
                self.literal(
                    subject,
                    predicate,
                    false,
                    if *value { "true" } else { "false" },
                    Some(datatype),
                );
            }
            (Form::Typed(datatype), Value::Number(number)) if number.fract() == 0.0 => {
                self.literal(subject, predicate, false, &format!("{number:.0}"), Some(datatype));
            }
            (Form::Node(_), Value::Text(text)) => {
                let object = Node::Iri(iri(text)?);
                self.line(subject, predicate, false, |writer| writer.node(object));
            }
            (Form::Node(class), Value::Object(members)) => {
                let object = self.node_of(members)?;
                self.line(subject, predicate, false, |writer| writer.node(object));
                self.describe(object, members, class)?;
            }
            (Form::AssertionMethod, Value::Text(text)) if text == "assertionMethod" => {
                let object = Node::Iri("https://w3id.org/security#assertionMethod");
                self.line(subject, predicate, false, |writer| writer.node(object));
            }
            _ => return None,
        }
        Some(())
    }

    fn list(&mut self, subject: Node<'_>, predicate: &str, value: &Value<'_>) -> Option<()> {
        let (mut from, mut by, mut of_rdf) = (subject, predicate, false);
        for item in value.items() {
            let cell = self.fresh();
            self.line(from, by, of_rdf, |writer| writer.node(cell));
            self.literal(cell, "first", true, item.text()?, None);
            (from, by, of_rdf) = (cell, "rest", true);
        }
        self.line(from, by, of_rdf, |writer| {
            writer.node(Node::Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"))
        });
        Some(())
    }

    fn literal(
        &mut self,
        subject: Node<'_>,
        predicate: &str,
        of_rdf: bool,
        value: &str,
        datatype: Option<&str>,
    ) {
        self.line(subject, predicate, of_rdf, |writer| {
            let text = &mut writer.text;
            text.push('"');
            write_escaped(value, text);
            text.push('"');
            if let Some(datatype) = datatype {
                text.push_str("^^<");
                text.push_str(datatype);
                text.push('>');
            }
            None
        });
    }

    /// One line; `of_rdf` for a predicate that RDF itself has.
    fn line(
        &mut self,
        subject: Node<'_>,
        predicate: &str,
        of_rdf: bool,
        object: impl FnOnce(&mut Self) -> Option<(usize, usize)>,
    ) {
        let start = self.text.len();
        let subject = self.node(subject);
        self.text.push_str(" <");
        if of_rdf {
            self.text.push_str(RDF);
        }
        self.text.push_str(predicate);
        self.text.push_str("> ");
        let object = object(self);
        self.text.push_str(" .\n");
        self.lines.push(Line { start, end: self.text.len(), subject, object });
    }

    fn node(&mut self, node: Node<'_>) -> Option<(usize, usize)> {
        match node {
            Node::Iri(iri) => {
                self.text.push('<');
                self.text.push_str(iri);
                self.text.push('>');
                None
            }
            Node::Blank(number) => {
                self.text.push_str("_:z");
                Some((number, self.text.len() - 1))
            }
        }
    }

    /// RDFC-1.0 where first-degree hashes tell all blank nodes apart; `None` where they do not.
    fn finish(self) -> Option<String> {
        let labels = self.labels()?;
        let mut filled = String::with_capacity(self.text.len() + 8 * self.lines.len());
        let mut ends = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let mut from = line.start;
            for (node, at) in [line.subject, line.object].into_iter().flatten() {
                filled.push_str(&self.text[from..at]);
                let _ = write!(filled, "c14n{}", labels[node]);
                from = at + 1;
            }
            filled.push_str(&self.text[from..line.end]);
            ends.push(filled.len());
        }
        let mut start = 0;
        let mut order: Vec<&str> = ends
            .into_iter()
            .map(|end| {
                let line = &filled[start..end];
                start = end;
                line
            })
            .collect();
        order.sort_unstable();
        order.dedup();
        Some(order.concat())
    }

    fn labels(&self) -> Option<Vec<usize>> {
        if self.blanks <= 1 {
            return Some(vec![0; self.blanks]);
        }
        let mut text = self.text.clone().into_bytes();
        let mut mentioning: Vec<Vec<usize>> = vec![Vec::new(); self.blanks];
        for (index, line) in self.lines.iter().enumerate() {
            for (node, _) in [line.subject, line.object].into_iter().flatten() {
                mentioning[node].push(index);
            }
        }
        let mut hashes = Vec::with_capacity(self.blanks);
        for (node, mut lines) in mentioning.into_iter().enumerate() {
            self.mark(node, &lines, b'a', &mut text);
            lines.sort_unstable_by(|a, b| {
                let (a, b) = (&self.lines[*a], &self.lines[*b]);
                text[a.start..a.end].cmp(&text[b.start..b.end])
            });
            let mut hasher = Sha256::new();
            for line in &lines {
                hasher.update(&text[self.lines[*line].start..self.lines[*line].end]);
            }
            let hash: [u8; 32] = hasher.finalize().into();
            self.mark(node, &lines, b'z', &mut text);
            hashes.push((hash, node));
        }
        hashes.sort_unstable();
        if hashes.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return None;
        }
        let mut labels = vec![0; self.blanks];
        for (label, (_, node)) in hashes.into_iter().enumerate() {
            labels[node] = label;
        }
        Some(labels)
    }

    fn mark(&self, node: usize, lines: &[usize], letter: u8, text: &mut [u8]) {
        for line in lines {
            for (mentioned, at) in [self.lines[*line].subject, self.lines[*line].object].into_iter().flatten()
            {
                if mentioned == node {
                    text[at] = letter;
                }
            }
        }
    }
}

/// The text, if it is an IRI that N-Quads can hold.
fn iri(text: &str) -> Option<&str> {
    let scheme = text.bytes().position(|b| b == b':')?;
    let excluded = |b| {
        (b <= b' ')
            | (b == b'<')
            | (b == b'>')
            | (b == b'"')
            | (b'{'..=b'}').contains(&b)
            | (b == b'^')
            | (b == b'`')
            | (b == b'\\')
    };
    (scheme > 0 && find(text.as_bytes(), excluded).is_none()).then_some(text)
}

fn write_escaped(value: &str, text: &mut String) {
    let special = |b| (b < b' ') | (b == b'"') | (b == b'\\') | (b == 0x7F);
    let mut rest = value;
    while let Some(at) = find(rest.as_bytes(), special) {
        text.push_str(&rest[..at]);
        let byte = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match byte {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            8 => text.push_str("\\b"),
            12 => text.push_str("\\f"),
            _ => {
                let _ = write!(text, "\\u{byte:04X}");
            }
        }
    }
    text.push_str(rest);
}
