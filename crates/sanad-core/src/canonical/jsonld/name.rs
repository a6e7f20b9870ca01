//! What names mean: members, types and references, expanded to IRIs (JSON-LD 1.1 API §5.2).

use std::borrow::Cow;
use std::collections::HashMap;

use super::error::{Dropped, JsonLdError};
use super::iri;
use super::keyword::{Keyword, has_keyword_form};
use super::rules::Form;
use super::table::{Definition, Meaning, Table};
use crate::canonical::rdf::Node;
use crate::pointer::Trail;

/// What the name of a member means.
pub(super) enum Key<'a> {
    Keyword(Keyword),
    Property(Cow<'a, str>, Option<&'a Definition>),
}

impl<'a> Key<'a> {
    /// What a member's name means (JSON-LD 1.1 API §5.2 with the vocabulary).
    pub(super) fn of(table: &'a Table, name: &'a str, trail: &Trail<'_>) -> Result<Self, JsonLdError> {
        let undefined = || JsonLdError::UndefinedTerm { term: name.to_owned(), at: trail.pointer() };
        let (iri, definition) = match table.term(name) {
            Some(definition) => match &definition.meaning {
                Meaning::Keyword(keyword) => return Ok(Self::Keyword(*keyword)),
                Meaning::Iri(iri) if definition.absolute => {
                    return Ok(Self::Property(Cow::Borrowed(iri), Some(definition)));
                }
                Meaning::Iri(iri) => (Cow::Borrowed(iri.as_ref()), Some(definition)),
                Meaning::Nothing => return Err(undefined()),
            },
            None => match Keyword::parse(name) {
                Some(keyword) => return Ok(Self::Keyword(keyword)),
                None if has_keyword_form(name) => return Err(undefined()),
                None => match table.expand_compact(name) {
                    Some(iri) => (iri, None),
                    None => match &table.vocab {
                        Some(vocab) => (Cow::Owned(format!("{vocab}{name}")), None),
                        None => return Err(undefined()),
                    },
                },
            },
        };
        if iri::is_blank(&iri) {
            return Err(JsonLdError::DroppedValue { what: Dropped::BlankProperty, at: trail.pointer() });
        }
        if !iri::is_absolute(&iri) {
            return Err(JsonLdError::RelativeIri { iri: iri.into_owned(), at: trail.pointer() });
        }
        Ok(Self::Property(iri, definition))
    }
}

/// The nodes of a document: those with a name, and those that are numbered.
pub(super) struct Names<'a> {
    form: Form,
    blanks: u32,
    labels: HashMap<Cow<'a, str>, u32>,
}

impl<'a> Names<'a> {
    pub(super) fn new(form: Form) -> Self {
        Self { form, blanks: 0, labels: HashMap::new() }
    }

    /// A blank node that nothing has been said of yet.
    pub(super) const fn fresh(&mut self) -> Node<'a> {
        Node::Blank(self.fresh_number())
    }

    const fn fresh_number(&mut self) -> u32 {
        let number = self.blanks;
        self.blanks += 1; // fewer than quads and their bound by far
        number
    }

    /// An id or a value that is one: relative to the document, whatever terms there are.
    pub(super) fn reference(
        &mut self,
        table: &'a Table,
        text: &'a str,
        trail: &Trail<'_>,
    ) -> Result<Node<'a>, JsonLdError> {
        if has_keyword_form(text) {
            return Err(JsonLdError::RelativeIri { iri: text.to_owned(), at: trail.pointer() });
        }
        let iri = match table.expand_compact(text) {
            Some(iri) => iri,
            None => relative_to_document(table, text),
        };
        self.named(iri, text, trail)
    }

    /// A type, or a value of the vocabulary: a term, or else an id.
    pub(super) fn vocab_reference(
        &mut self,
        table: &'a Table,
        text: &'a str,
        trail: &Trail<'_>,
    ) -> Result<Node<'a>, JsonLdError> {
        match table.term(text) {
            Some(Definition { meaning: Meaning::Iri(iri), absolute: true, .. }) => {
                return Ok(Node::Iri(Cow::Borrowed(iri)));
            }
            Some(Definition { meaning: Meaning::Iri(iri), .. }) => {
                return self.named(Cow::Borrowed(iri), text, trail);
            }
            Some(_) => {
                return Err(JsonLdError::RelativeIri { iri: text.to_owned(), at: trail.pointer() });
            }
            None => {}
        }
        if has_keyword_form(text) {
            return Err(JsonLdError::RelativeIri { iri: text.to_owned(), at: trail.pointer() });
        }
        let iri = match (table.expand_compact(text), &table.vocab) {
            (Some(iri), _) => iri,
            (None, Some(vocab)) => Cow::Owned(format!("{vocab}{text}")),
            (None, None) => relative_to_document(table, text),
        };
        self.named(iri, text, trail)
    }

    /// The node of an IRI or blank node identifier.
    fn named(
        &mut self,
        iri: Cow<'a, str>,
        written: &str,
        trail: &Trail<'_>,
    ) -> Result<Node<'a>, JsonLdError> {
        if iri::is_blank(&iri) {
            if self.form == Form::Badge {
                return Err(JsonLdError::KeywordForbidden { keyword: "_:".to_owned(), at: trail.pointer() });
            }
            if let Some(number) = self.labels.get(&iri) {
                return Ok(Node::Blank(*number));
            }
            let number = self.fresh_number();
            self.labels.insert(iri, number);
            return Ok(Node::Blank(number));
        }
        if iri::is_absolute(&iri) {
            return Ok(Node::Iri(iri));
        }
        Err(JsonLdError::RelativeIri { iri: written.to_owned(), at: trail.pointer() })
    }
}

fn relative_to_document<'a>(table: &Table, text: &'a str) -> Cow<'a, str> {
    match &table.base {
        Some(base) => Cow::Owned(iri::resolve(base, text)),
        None => Cow::Borrowed(text),
    }
}
