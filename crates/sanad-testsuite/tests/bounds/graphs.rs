//! Datasets made to keep RDFC-1.0 busy: each ends, done or refused, within a tenth of a second.

use sanad_core::canonical::rdf::{Dataset, Literal, Node, Quad, Term};
use sanad_core::canonical::rdfc::{CanonicalError, HashAlgorithm, canonicalize};
use sanad_core::limits::Limits;

use crate::cost::{self, Bound};

/// `spec/canonical-form.md#limits`
const BOUND: Bound = Bound::new(100, 16 << 10);

#[test]
fn what_no_honest_document_has_is_refused_in_time() {
    cost::apart("graphs::what_no_honest_document_has_is_refused_in_time", || {
        for (name, dataset) in [
            ("a clique of 10", clique(0, 10)),
            ("a clique of 20", clique(0, 20)),
            ("a clique of 120", clique(0, 120)),
            ("1,000 cliques of 3", many(1_000, 3, clique)),
            ("200 cliques of 5", many(200, 5, clique)),
            ("a cycle of 10,000", cycle(0, 10_000)),
            ("100 cycles of 100", many(100, 100, cycle)),
            ("2 chains of 10,000", many(2, 10_001, chain)),
            ("2 nodes with 20 alike nodes each", many(2, 21, star)),
            ("2 nodes with 10,000 alike nodes each", many(2, 10_001, star)),
            ("a tree of 7 × 7 × 7 alike nodes", tree(7)),
            (
                "30,000 alike nodes, as many as a document may have",
                many(30_000, 1, |node, _| vec![to(iri("urn:s"), Node::Blank(node), "urn:p")]),
            ),
            ("a clique of 10 with predicates of 10 kB", {
                let long = format!("urn:{}", "p".repeat(10_000));
                clique(0, 10)
                    .into_iter()
                    .map(|quad| Quad { predicate: long.clone().into(), ..quad })
                    .collect()
            }),
            ("a clique of 10 in graphs of its own", {
                let graph = |quad: Quad<'static>| Quad { graph: Some(quad.subject.clone()), ..quad };
                clique(0, 10).into_iter().map(graph).collect()
            }),
        ] {
            let refusal = CanonicalError::WorkLimit { limit: Limits::DEFAULT.rdfc_work };
            assert_eq!(timed(name, &dataset), Err(refusal), "{name}");
        }
    });
}

#[test]
fn what_an_honest_document_may_have_is_done_in_time() {
    cost::apart("graphs::what_an_honest_document_may_have_is_done_in_time", || {
        for (name, dataset) in [
            ("200 alike nodes", many(200, 1, |node, _| vec![to(iri("urn:s"), Node::Blank(node), "urn:p")])),
            ("20 alike alignments of one achievement without id", star(0, 21)),
            ("5,000 alike pieces of evidence, a badge of 1 MiB", many(5_000, 1, evidence)),
            ("2 alike lists of a hundred values", many(2, 101, chain)),
            ("2 alike nodes with 5 alike nodes each", many(2, 6, star)),
            ("50 cliques of 3", many(50, 3, clique)),
        ] {
            let text = timed(name, &dataset).unwrap();
            assert_eq!(text.lines().count(), dataset.len(), "{name}");
        }
    });
}

fn timed(name: &str, dataset: &Dataset<'_>) -> Result<String, CanonicalError> {
    BOUND.holds(name, 0, || canonicalize(dataset, HashAlgorithm::Sha256, &Limits::DEFAULT))
}

fn many(count: u32, nodes: u32, graph: impl Fn(u32, u32) -> Dataset<'static>) -> Dataset<'static> {
    (0..count).flat_map(|n| graph(n * nodes, nodes)).collect()
}

/// Everyone knows everyone.
fn clique(first: u32, nodes: u32) -> Dataset<'static> {
    let all = first..first + nodes;
    let pairs = all.clone().flat_map(|a| all.clone().map(move |b| (a, b)));
    pairs.filter(|(a, b)| a != b).map(|(a, b)| edge(a, b)).collect()
}

fn cycle(first: u32, nodes: u32) -> Dataset<'static> {
    (0..nodes).map(|n| edge(first + n, first + (n + 1) % nodes)).collect()
}

fn chain(first: u32, nodes: u32) -> Dataset<'static> {
    (1..nodes).map(|n| edge(first + n - 1, first + n)).collect()
}

/// One node and all others hanging on it.
fn star(first: u32, nodes: u32) -> Dataset<'static> {
    (1..nodes).map(|n| edge(first, first + n)).collect()
}

/// A node with as many below it, each with as many below it, each with as many below it.
fn tree(width: u32) -> Dataset<'static> {
    (1..=width + width.pow(2) + width.pow(3)).map(|n| edge((n - 1) / width, n)).collect()
}

fn evidence(node: u32, _: u32) -> Dataset<'static> {
    let text = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#narrative";
    let literal = Literal {
        value: "Took part in the workshop, handed in the report and defended it before the board.".into(),
        datatype: "http://www.w3.org/2001/XMLSchema#string".into(),
        language: None,
    };
    let said = Quad {
        subject: Node::Blank(node),
        predicate: text.into(),
        object: Term::Literal(literal),
        graph: None,
    };
    let kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    vec![
        to(iri("urn:uuid:9c1b2f60-5d0f-4a6e-9d55-6d2f7f7f3c11"), Node::Blank(node), "urn:evidence"),
        to(Node::Blank(node), iri("https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence"), kind),
        said,
    ]
}

fn edge(from: u32, to_node: u32) -> Quad<'static> {
    to(Node::Blank(from), Node::Blank(to_node), "https://purl.imsglobal.org/spec/vc/ob/vocab.html#alignment")
}

fn to(subject: Node<'static>, object: Node<'static>, predicate: &'static str) -> Quad<'static> {
    Quad { subject, predicate: predicate.into(), object: Term::Node(object), graph: None }
}

fn iri(text: &'static str) -> Node<'static> {
    Node::Iri(text.into())
}
