//! RDFC-1.0 on datasets full of blank nodes that look alike: labels, order and repetition change nothing, the text is canonical
//! already, another implementation writes the same, and the work stays within its budget.
#![no_main]

use std::collections::HashSet;

use libfuzzer_sys::fuzz_target;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxttl::NQuadsParser;
use sanad_core::canonical::nquads;
use sanad_core::canonical::rdf::{Dataset, Literal, Node, Quad, Term};
use sanad_core::canonical::rdfc::{CanonicalForm, HashAlgorithm, canonicalize, canonicalize_with_labels};
use sanad_fuzz::{issuer, quads};

fuzz_target!(|data: &[u8]| {
    // Four bytes are a quad, of three blank nodes only where there is a byte too many.
    let mut dataset: Dataset<'static> = data.chunks_exact(4).take(64).map(quad).collect();
    if data.len().is_multiple_of(4) {
        dataset.iter_mut().filter(|quad| quads::names_three(quad)).for_each(|quad| quad.graph = None);
    }
    let limits = issuer::limits(|limits| limits.rdfc_work = 3_000);
    let other = quads::renumbered(&dataset);
    let form = canonicalize_with_labels(&dataset, HashAlgorithm::Sha256, &limits);
    let theirs = canonicalize_with_labels(&other, HashAlgorithm::Sha256, &limits);
    // Which path is tried first decides how soon the others are seen to be worse, and so what they cost.
    let much = |form: &CanonicalForm| form.work > limits.rdfc_work / 4;
    let (form, theirs) = match (form, theirs) {
        (Ok(form), Ok(theirs)) => (form, theirs),
        (Ok(only), Err(_)) | (Err(_), Ok(only)) => {
            assert!(much(&only), "numbering or order make it dear: {} steps", only.work);
            return;
        }
        (Err(_), Err(_)) => return,
    };
    let is_open = quads::name_three(&dataset);
    if !is_open {
        assert_eq!(form.text, theirs.text, "numbering, order or repetition change the text");
    }
    assert!(form.work <= limits.rdfc_work, "{} steps of {}", form.work, limits.rdfc_work);
    let labels: HashSet<&String> = form.labels.values().collect();
    assert_eq!(labels.len(), form.labels.len(), "two nodes with one label");
    let read = sanad_testsuite::nquads::parse(&form.text).unwrap_or_else(|error| panic!("{error}"));
    if is_open {
        return;
    }
    let again = canonicalize(&read.dataset, HashAlgorithm::Sha256, &limits);
    assert!(again.is_err() && much(&form) || again.as_ref() == Ok(&form.text), "not canonical: {again:?}");
    if form.work < 500 && !relates_twice(&dataset) {
        assert_eq!(by_other(&dataset), form.text, "another implementation differs");
    }
});

fn quad(bytes: &[u8]) -> Quad<'static> {
    let [subject, predicate, object, graph] =
        [0, 1, 2, 3].map(|at| bytes.get(at).copied().unwrap_or_default());
    let node = |byte: u8| match byte {
        0..=23 => Node::Blank(u32::from(byte)),
        24..=27 => Node::Iri("urn:s".into()),
        28..=31 => Node::Iri("urn:ö/\u{10000}".into()),
        _ => Node::Blank(u32::from(byte % 8)),
    };
    Quad {
        subject: node(subject),
        predicate: ["urn:p", "urn:q", "urn:r"][usize::from(predicate % 3)].into(),
        object: match object {
            0..=199 => Term::Node(node(object)),
            _ => Term::Literal(literal(object)),
        },
        graph: match graph {
            0..=127 => None,
            _ => Some(node(graph - 128)),
        },
    }
}

fn literal(byte: u8) -> Literal<'static> {
    let value = ["", "é \"\\\t\u{7f}\u{1}\u{fffe}😀", "1", "\r\n"][usize::from(byte % 4)];
    let (datatype, language) = match byte % 3 {
        0 => ("http://www.w3.org/2001/XMLSchema#string", None),
        1 => ("https://www.w3.org/2001/XMLSchema#boolean", None),
        _ => ("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", Some("en-gb".into())),
    };
    Literal { value: value.into(), datatype: datatype.into(), language }
}

/// Whether a blank node is related to another by two quads in one way. There the other implementation keeps sets where the
/// standard counts mentions: `crates/sanad-testsuite/tests/third_party/differential_rdfc.rs`.
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

fn by_other(dataset: &Dataset<'_>) -> String {
    let mut text = String::new();
    dataset.iter().for_each(|quad| nquads::write(quad, &mut text));
    let read = NQuadsParser::new().for_slice(&text).map(|quad| quad.expect("our own N-Quads"));
    let mut other: oxrdf::Dataset = read.collect();
    let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
    other.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let mut lines: Vec<String> = other.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.concat()
}
