//! Our quads as an independent RDF library's, which says whether two datasets are the same but for their labels.

use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{BlankNode, Dataset, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use sanad_core::canonical::rdf;

/// Our dataset as the oracle's.
pub(crate) fn dataset(quads: &rdf::Dataset<'_>) -> Dataset {
    quads.iter().map(quad).collect()
}

/// The dataset with labels that depend on nothing but its content, as sorted lines.
pub(crate) fn canonical(mut dataset: Dataset) -> Vec<String> {
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<String> = dataset.iter().map(|quad| quad.to_string()).collect();
    lines.sort_unstable();
    lines
}

fn quad(quad: &rdf::Quad<'_>) -> Quad {
    Quad {
        subject: node(&quad.subject),
        predicate: NamedNode::new_unchecked(quad.predicate.as_ref()),
        object: match &quad.object {
            rdf::Term::Node(value) => node(value).into(),
            rdf::Term::Literal(literal) => Term::Literal(match &literal.language {
                Some(tag) => {
                    Literal::new_language_tagged_literal_unchecked(literal.value.as_ref(), tag.as_ref())
                }
                None => Literal::new_typed_literal(
                    literal.value.as_ref(),
                    NamedNode::new_unchecked(literal.datatype.as_ref()),
                ),
            }),
        },
        graph_name: quad.graph.as_ref().map_or(GraphName::DefaultGraph, |graph| node(graph).into()),
    }
}

fn node(node: &rdf::Node<'_>) -> NamedOrBlankNode {
    match node {
        rdf::Node::Iri(iri) => NamedNode::new_unchecked(iri.as_ref()).into(),
        rdf::Node::Blank(number) => BlankNode::new_unchecked(format!("n{number}")).into(),
    }
}
