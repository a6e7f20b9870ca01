//! The quads that a document has said so far, within their bound, and how a value is added to them.

use std::borrow::Cow;

use super::error::{JsonLdError, Violation, invalid};
use super::slot::{Facing, Sink, Slot};
use crate::canonical::rdf::{Dataset, Node, Quad, Term};
use crate::pointer::Trail;

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// The quads said so far.
pub(super) struct Quads<'a> {
    said: Dataset<'a>,
    count: usize,
    limit: usize,
    purpose: Purpose,
}

/// What the quads are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be written.
    Kept,
    /// To see that there is nothing else in the document; each is forgotten once it is made.
    Counted,
}

impl<'a> Quads<'a> {
    /// None yet, and at most so many.
    pub(super) fn within(limit: usize, purpose: Purpose) -> Self {
        let expected = if purpose == Purpose::Kept { 64 } else { 0 };
        Self { said: Vec::with_capacity(expected), count: 0, limit, purpose }
    }

    pub(super) fn into_dataset(self) -> Dataset<'a> {
        self.said
    }

    /// Whether of what is said nothing is left but that it was.
    pub(super) const fn are_counted(&self) -> bool {
        matches!(self.purpose, Purpose::Counted)
    }

    /// Gives a value to where it belongs.
    pub(super) fn put(
        &mut self,
        sink: &mut Sink<'a, '_>,
        term: Term<'a>,
        slot: Slot<'a, '_>,
        trail: &Trail<'_>,
    ) -> Result<(), JsonLdError> {
        if let Some(preset) = slot.preset {
            match &term {
                Term::Node(node) => {
                    if let Some(kind) = &preset.kind {
                        self.push_type(node, kind.clone(), slot.graph, trail)?;
                    }
                    if let Some((iri, value)) = &preset.property {
                        self.push(node.clone(), iri.clone(), value.clone(), slot.graph, trail)?;
                    }
                }
                // A literal cannot have an id, a type or a property.
                Term::Literal(_) => {
                    if preset.id.is_some() || preset.kind.is_some() || preset.property.is_some() {
                        return Err(invalid(Violation::InvalidValueObject, trail));
                    }
                }
            }
        }
        match sink {
            Sink::Property { facing: Facing::Forward, .. } if self.purpose == Purpose::Counted => {
                self.count(trail)
            }
            Sink::Property { facing: Facing::Forward, subject, predicate } => {
                self.push((*subject).clone(), (*predicate).clone(), term, slot.graph, trail)
            }
            Sink::Property { facing: Facing::Backward, subject, predicate } => match term {
                Term::Node(node) => {
                    self.push(node, (*predicate).clone(), Term::Node((*subject).clone()), slot.graph, trail)
                }
                Term::Literal(_) => Err(invalid(Violation::InvalidReversePropertyValue, trail)),
            },
            Sink::List(terms) => {
                terms.push(term);
                Ok(())
            }
            Sink::Free | Sink::Included => Ok(()),
        }
    }

    pub(super) fn push(
        &mut self,
        subject: Node<'a>,
        predicate: Cow<'a, str>,
        object: Term<'a>,
        graph: Option<&Node<'a>>,
        trail: &Trail<'_>,
    ) -> Result<(), JsonLdError> {
        self.count(trail)?;
        if self.purpose == Purpose::Kept {
            self.said.push(Quad { subject, predicate, object, graph: graph.cloned() });
        }
        Ok(())
    }

    /// One quad more.
    pub(super) fn count(&mut self, trail: &Trail<'_>) -> Result<(), JsonLdError> {
        if self.count >= self.limit {
            return Err(JsonLdError::TooManyQuads { limit: self.limit, at: trail.pointer() });
        }
        self.count += 1;
        Ok(())
    }

    pub(super) fn push_type(
        &mut self,
        subject: &Node<'a>,
        kind: Node<'a>,
        graph: Option<&Node<'a>>,
        trail: &Trail<'_>,
    ) -> Result<(), JsonLdError> {
        if self.are_counted() {
            return self.count(trail);
        }
        self.push(subject.clone(), Cow::Borrowed(RDF_TYPE), Term::Node(kind), graph, trail)
    }
}
