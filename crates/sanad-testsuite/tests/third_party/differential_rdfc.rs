//! RDFC-1.0 beside another implementation, on small datasets full of blank nodes that look alike.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what cannot be made or read must stop its test"
)]

use std::collections::HashSet;

use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxttl::NQuadsParser;
use sanad_core::canonical::nquads;
use sanad_core::canonical::rdf::{Dataset, Literal, Node, Quad, Term};
use sanad_core::canonical::rdfc::{HashAlgorithm, canonicalize, canonicalize_with_labels};
use sanad_core::limits::Limits;

const DATASETS: u64 = 4_000;

/// The other implementation has no work limit, so what is dear for ours is not given to it.
const WORK: usize = 3_000;

#[test]
fn another_implementation_gives_the_same_text() {
    let mut limits = Limits::DEFAULT;
    limits.rdfc_work = WORK;
    let (mut left_out, mut alike) = (0, 0);
    for seed in 0..DATASETS {
        let dataset = dataset(seed);
        if relates_twice(&dataset) {
            left_out += 1;
            continue;
        }
        let (hash, other) = if seed % 8 == 0 {
            (HashAlgorithm::Sha384, CanonicalizationHashAlgorithm::Sha384)
        } else {
            (HashAlgorithm::Sha256, CanonicalizationHashAlgorithm::Sha256)
        };
        let Ok(form) = canonicalize_with_labels(&dataset, hash, &limits) else {
            left_out += 1;
            continue;
        };
        alike += u64::from(form.work > 0);
        assert_eq!(form.text, canonical_by_other(&dataset, other), "seed {seed}");
    }
    println!("{DATASETS} datasets, {alike} with nodes that look alike, {left_out} left out");
    assert!(left_out * 3 < DATASETS, "{left_out} left out");
    assert!(alike * 4 > DATASETS, "only {alike} datasets had nodes that look alike");
}

/// RDFC-1.0 §4.8.1 records an identifier "once for every mention"; so does the JavaScript implementation, from which
/// this text is. The other implementation here keeps sets, and so gives another.
#[test]
fn a_node_related_twice_in_one_way_counts_twice() {
    let one = "_:a1 <urn:q> _:a2 .\n_:a2 <urn:p> _:a2 .\n_:a2 <urn:p> _:a1 .\n_:a2 <urn:p> _:a1 _:a1 .\n\
               _:a1 <urn:p> _:a2 <urn:g> .\n";
    let input = format!("{one}{}{}<urn:s> <urn:p> _:b2 .\n", one.replace('a', "b"), one.replace('a', "c"));
    let dataset = sanad_testsuite::nquads::parse(&input).unwrap().dataset;
    assert!(relates_twice(&dataset));
    let other = canonical_by_other(&dataset, CanonicalizationHashAlgorithm::Sha256);
    let text = canonicalize(&dataset, HashAlgorithm::Sha256, &Limits::DEFAULT).unwrap();
    assert_eq!(
        text,
        "<urn:s> <urn:p> _:c14n0 .\n\
         _:c14n0 <urn:p> _:c14n0 .\n\
         _:c14n0 <urn:p> _:c14n1 .\n\
         _:c14n0 <urn:p> _:c14n1 _:c14n1 .\n\
         _:c14n1 <urn:p> _:c14n0 <urn:g> .\n\
         _:c14n1 <urn:q> _:c14n0 .\n\
         _:c14n2 <urn:p> _:c14n3 <urn:g> .\n\
         _:c14n2 <urn:q> _:c14n3 .\n\
         _:c14n3 <urn:p> _:c14n2 .\n\
         _:c14n3 <urn:p> _:c14n2 _:c14n2 .\n\
         _:c14n3 <urn:p> _:c14n3 .\n\
         _:c14n4 <urn:p> _:c14n5 <urn:g> .\n\
         _:c14n4 <urn:q> _:c14n5 .\n\
         _:c14n5 <urn:p> _:c14n4 .\n\
         _:c14n5 <urn:p> _:c14n4 _:c14n4 .\n\
         _:c14n5 <urn:p> _:c14n5 .\n"
    );
    assert_ne!(text, other, "it counts twice now: `relates_twice` may go");
}

#[test]
fn numbering_order_and_repetition_change_nothing() {
    for seed in 0..DATASETS {
        let dataset = dataset(seed);
        let mut other: Dataset<'_> =
            dataset.iter().rev().map(|quad| renumbered(quad, |number| 1_000 - number * 7)).collect();
        other.extend_from_within(..other.len().min(3));
        let canonical =
            |dataset: &Dataset<'_>| canonicalize(dataset, HashAlgorithm::Sha256, &Limits::DEFAULT);
        assert_eq!(canonical(&dataset), canonical(&other), "seed {seed}");
    }
}

/// RDFC-1.0 §4.8 hashes how a node is related to each node of a quad, and not that one quad relates it to both. The two nodes
/// that stand once as object and once as graph here are told apart by that alone: their hashes are the same, and which
/// comes first is up to the input. `spec/canonical-form.md#rdfc`
#[test]
fn of_three_nodes_in_one_statement_the_standard_leaves_the_order_open() {
    let input = "_:a <urn:p> _:b _:c .\n_:d <urn:p> _:c _:b .\n_:d <urn:p> _:d .\n";
    let forms = [
        "_:c14n0 <urn:p> _:c14n2 _:c14n3 .\n_:c14n1 <urn:p> _:c14n1 .\n_:c14n1 <urn:p> _:c14n3 _:c14n2 .\n",
        "_:c14n0 <urn:p> _:c14n3 _:c14n2 .\n_:c14n1 <urn:p> _:c14n1 .\n_:c14n1 <urn:p> _:c14n2 _:c14n3 .\n",
    ];
    let dataset = sanad_testsuite::nquads::parse(input).unwrap().dataset;
    let renumbered: Dataset<'_> = dataset.iter().map(|quad| renumbered(quad, |number| 9 - number)).collect();
    let texts = [dataset, renumbered].map(|dataset| {
        let other = canonical_by_other(&dataset, CanonicalizationHashAlgorithm::Sha256);
        assert!(forms.contains(&&*other), "{other}");
        canonicalize(&dataset, HashAlgorithm::Sha256, &Limits::DEFAULT).unwrap()
    });
    assert_eq!(HashSet::from(texts), HashSet::from(forms.map(str::to_owned)));
}

/// Whether a blank node is related to another by two quads in one way: as the graph, or as subject or object of one
/// predicate.
fn relates_twice(dataset: &Dataset<'_>) -> bool {
    let mut ways = HashSet::new();
    let distinct: HashSet<_> = dataset.iter().collect();
    distinct.into_iter().any(|quad| {
        let object = if let Term::Node(node) = &quad.object { Some(node) } else { None };
        let mentions = [
            ("s", Some(&quad.subject), &*quad.predicate),
            ("o", object, &*quad.predicate),
            ("g", quad.graph.as_ref(), ""),
        ];
        let blank = mentions
            .map(|(way, node, predicate)| (way, node.filter(|n| matches!(n, Node::Blank(_))), predicate));
        let mut from: Vec<_> = blank.iter().filter_map(|(_, node, _)| *node).collect();
        from.sort_unstable();
        from.dedup();
        from.into_iter().any(|from| {
            blank
                .iter()
                .filter(|(_, to, _)| to.is_some_and(|to| to != from))
                .any(|to| !ways.insert((from, *to)))
        })
    })
}

fn canonical_by_other(dataset: &Dataset<'_>, hash_algorithm: CanonicalizationHashAlgorithm) -> String {
    let mut text = String::new();
    dataset.iter().for_each(|quad| nquads::write(quad, &mut text));
    let read = NQuadsParser::new().for_slice(&text).map(Result::unwrap);
    let mut other: oxrdf::Dataset = read.collect();
    other.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let mut lines: Vec<String> = other.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.concat()
}

fn renumbered<'d>(quad: &Quad<'d>, renumber: impl Fn(u32) -> u32) -> Quad<'d> {
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

/// A small graph with few words, one to three times over with blank nodes of its own, and a few quads across.
fn dataset(seed: u64) -> Dataset<'static> {
    let mut random = Random(seed);
    let (nodes, copies) = (1 + random.below(5), 1 + random.below(3));
    let graph: Dataset<'_> = (0..1 + random.below(8)).map(|_| quad(&mut random, nodes)).collect();
    let copy = |copy: u32| {
        let renumber = move |number: u32| copy * nodes + number;
        graph.iter().map(move |quad| renumbered(quad, renumber))
    };
    let mut all: Dataset<'_> = (0..copies).flat_map(copy).collect();
    all.extend((0..random.below(3)).map(|_| quad(&mut random, copies * nodes)));
    all
}

fn quad(random: &mut Random, nodes: u32) -> Quad<'static> {
    Quad {
        subject: if random.below(6) == 0 { iri("urn:s") } else { Node::Blank(random.below(nodes)) },
        predicate: ["urn:p", "urn:q"][usize::from(random.below(4) == 0)].into(),
        object: match random.below(8) {
            0 => Term::Node(iri("urn:o")),
            1 => Term::Literal(literal(random)),
            _ => Term::Node(Node::Blank(random.below(nodes))),
        },
        graph: match random.below(8) {
            0 => Some(iri("urn:g")),
            1 => Some(Node::Blank(random.below(nodes))),
            _ => None,
        },
    }
}

fn literal(random: &mut Random) -> Literal<'static> {
    let value = ["", "é \"\\\t\u{7f}\u{1}\u{fffe}😀", "1"][usize::try_from(random.below(3)).unwrap()];
    let (datatype, language) = match random.below(3) {
        0 => ("http://www.w3.org/2001/XMLSchema#string", None),
        1 => ("https://www.w3.org/2001/XMLSchema#boolean", None),
        _ => ("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", Some("en-gb".into())),
    };
    Literal { value: value.into(), datatype: datatype.into(), language }
}

fn iri(text: &'static str) -> Node<'static> {
    Node::Iri(text.into())
}

/// SplitMix64: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(bound)).unwrap()
    }
}
