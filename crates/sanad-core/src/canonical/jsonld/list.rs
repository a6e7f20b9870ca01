//! Lists, whose order and repetitions count, and sets, where neither does (JSON-LD 1.1 API §8.2.3).

use std::borrow::Cow;

use super::error::{JsonLdError, Violation, invalid};
use super::keyword::Keyword;
use super::member::Member;
use super::name::Names;
use super::quads::Quads;
use super::table::{Meaning, Table};
use crate::canonical::rdf::{Node, Term};
use crate::json::Json;
use crate::pointer::Trail;

const RDF_FIRST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
const RDF_NIL: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
const RDF_REST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";

/// The member that holds the content of `{"@list": …}` or `{"@set": …}` (step 13.4.11).
pub(super) fn content<'m, 'a>(
    members: &'m [Member<'a>],
    trail: &Trail<'_>,
) -> Result<Option<&'m Member<'a>>, JsonLdError> {
    let mut content = None;
    for member in members {
        match member.keyword() {
            Some(Keyword::List | Keyword::Set) if content.is_none() => content = Some(member),
            Some(Keyword::Index) => {}
            _ => return Err(invalid(Violation::InvalidSetOrListObject, trail)),
        }
    }
    Ok(content)
}

/// Terms in their order, every one of them, as a chain of blank nodes; gives the first.
pub(super) fn chain<'a>(
    names: &mut Names<'a>,
    quads: &mut Quads<'a>,
    terms: Vec<Term<'a>>,
    graph: Option<&Node<'a>>,
    trail: &Trail<'_>,
) -> Result<Node<'a>, JsonLdError> {
    let mut rest = Node::Iri(Cow::Borrowed(RDF_NIL));
    for term in terms.into_iter().rev() {
        let cell = names.fresh();
        quads.push(cell.clone(), Cow::Borrowed(RDF_FIRST), term, graph, trail)?;
        quads.push(cell.clone(), Cow::Borrowed(RDF_REST), Term::Node(rest), graph, trail)?;
        rest = cell;
    }
    Ok(rest)
}

/// Whether a value is a list already, so that a list container need not make it one.
pub(super) fn is_list(table: &Table, value: &Json) -> bool {
    let means_list = |name: &str| match table.term(name) {
        Some(definition) => definition.meaning == Meaning::Keyword(Keyword::List),
        None => name == "@list",
    };
    value.as_object().is_some_and(|object| object.iter().any(|(name, _)| means_list(name)))
}
