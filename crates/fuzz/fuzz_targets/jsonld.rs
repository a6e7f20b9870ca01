//! JSON-LD to RDF in safe mode: what we make quads of, another processor makes the same quads of; nothing is dropped.
#![no_main]

#[path = "../../sanad-testsuite/tests/third_party/oracle.rs"]
mod oracle;

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{Dataset, NamedNode};
use sanad_core::canonical::jsonld::{ContextSet, Rules, Tables};
use sanad_core::canonical::rdf::{Literal, Node, Quad, Term};
use sanad_core::canonical::rdfc::{HashAlgorithm, canonicalize};
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_fuzz::quads::renumbered;
use sanad_fuzz::{issuer, mutator};

static CONTEXTS: LazyLock<ContextSet> = LazyLock::new(ContextSet::official);
static TABLES: LazyLock<Tables> = LazyLock::new(|| CONTEXTS.tables());
static STARTS: LazyLock<Vec<String>> =
    LazyLock::new(|| issuer::badges().into_iter().step_by(2).map(|(badge, _)| badge.to_compact()).collect());

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::json(data, size, max_size, seed, &STARTS)
});

fuzz_target!(|data: &[u8]| {
    let Ok(Json::Object(document)) = Json::parse(data) else { return };
    let heeded = TABLES.heed_within(&document, &Rules::badge(), &Limits::DEFAULT);
    let made = TABLES.to_rdf(&document, &Rules::badge());
    assert_eq!(heeded.is_ok(), made.is_ok(), "heeding and making quads differ");
    let Ok(quads) = made else { return };
    // The other implementation of RDFC-1.0 has no work limit: what is dear is not given to it.
    let cheap = issuer::limits(|limits| limits.rdfc_work = 200);
    let text = match canonicalize(&quads, HashAlgorithm::Sha256, &cheap) {
        Ok(text) if quads.len() <= 2_000 => text,
        _ => return,
    };
    let another = canonicalize(&renumbered(&quads), HashAlgorithm::Sha256, &Limits::DEFAULT);
    assert_eq!(another.as_ref(), Ok(&text), "order or numbering change the text");
    if !quads.iter().all(is_read_by_other) || has_two_types(&Json::Object(document.clone())) {
        return;
    }
    let theirs = by_other(&document);
    assert_eq!(oracle::canonical(oracle::dataset(&quads)), oracle::canonical(theirs));
});

/// Whether the other processor keeps such a quad: it drops, without a word, those with an IRI that RFC 3987 does not allow or
/// a language that BCP 47 does not, where we look only for what N-Quads cannot hold.
fn is_read_by_other(quad: &Quad<'_>) -> bool {
    let iri = |iri: &str| NamedNode::new(iri).is_ok();
    let node = |node: &Node<'_>| if let Node::Iri(text) = node { iri(text) } else { true };
    let object = match &quad.object {
        Term::Node(object) => node(object),
        Term::Literal(Literal { datatype, language: None, .. }) => iri(datatype),
        Term::Literal(Literal { language: Some(tag), .. }) => {
            oxrdf::Literal::new_language_tagged_literal("", &**tag).is_ok()
        }
    };
    node(&quad.subject) && iri(&quad.predicate) && object && quad.graph.as_ref().is_none_or(node)
}

/// Whether something is of two types that may each bring a context. The other processor lets the last one stand in place of all
/// (`map_types` of oxjsonld 0.2; JSON-LD 1.1 API §5.1.2, step 11.2 applies them one after the other).
fn has_two_types(value: &Json) -> bool {
    // These two define nothing that the context around them does not.
    let brings =
        |name: &Json| !matches!(name.as_str(), Some("OpenBadgeCredential" | "AchievementCredential"));
    match value {
        Json::Array(items) => items.iter().any(has_two_types),
        Json::Object(object) => {
            let types = ["type", "@type"].into_iter().filter_map(|name| object.get(name));
            types.flat_map(Json::items).filter(|name| brings(name)).count() > 1
                || object.iter().any(|(_, member)| has_two_types(member))
        }
        _ => false,
    }
}

fn by_other(document: &Object) -> Dataset {
    let text = document.to_compact();
    let parser = JsonLdParser::new().for_slice(&text).with_load_document_callback(|url, _| {
        let context = CONTEXTS.context(url).ok_or_else(|| format!("{url} is not official"))?;
        let document = Json::Object(Object::new().with("@context", context)).to_compact().into_bytes();
        Ok(JsonLdRemoteDocument { document, document_url: url.to_owned() })
    });
    parser
        .map(|quad| quad.unwrap_or_else(|error| panic!("another processor does not read it: {error}")))
        .collect()
}
