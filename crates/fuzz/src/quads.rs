//! The same quads as somebody else would list them.

use sanad_core::canonical::rdf::{Dataset, Node, Quad, Term};

/// In the opposite order, their blank nodes numbered the other way round, the first three repeated.
#[must_use]
pub fn renumbered<'d>(dataset: &Dataset<'d>) -> Dataset<'d> {
    let others = dataset.iter().rev().map(|other| quad(other, |number| u32::MAX - number));
    let mut others: Dataset<'d> = others.collect();
    others.extend_from_within(..others.len().min(3));
    others
}

/// Whether one of them is about three blank nodes. RDFC-1.0 hashes how a node is related to each of the two others, and not
/// that one quad relates it to both, so that for some of these datasets its form is up to their order: see
/// `spec/canonical-form.md#rdfc`.
#[must_use]
pub fn name_three(dataset: &Dataset<'_>) -> bool {
    dataset.iter().any(names_three)
}

/// Whether the quad is about three blank nodes.
#[must_use]
pub fn names_three(quad: &Quad<'_>) -> bool {
    let blank = |node: &Node<'_>| if let Node::Blank(number) = node { Some(*number) } else { None };
    let object = if let Term::Node(node) = &quad.object { blank(node) } else { None };
    match (blank(&quad.subject), object, quad.graph.as_ref().and_then(blank)) {
        (Some(subject), Some(object), Some(graph)) => {
            subject != object && object != graph && graph != subject
        }
        _ => false,
    }
}

fn quad<'d>(quad: &Quad<'d>, renumber: impl Fn(u32) -> u32) -> Quad<'d> {
    let node = |node: &Node<'d>| match node {
        Node::Blank(number) => Node::Blank(renumber(*number)),
        iri @ Node::Iri(_) => iri.clone(),
    };
    Quad {
        subject: node(&quad.subject),
        predicate: quad.predicate.clone(),
        object: match &quad.object {
            Term::Node(object) => Term::Node(node(object)),
            literal @ Term::Literal(_) => literal.clone(),
        },
        graph: quad.graph.as_ref().map(node),
    }
}
