//! Our quads are those of an independent processor, on badges that together use the whole model.

use std::collections::HashMap;
use std::sync::Arc;

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::Dataset;
use sanad_core::canonical::jsonld::{ContextSet, Rules, Tables};
use sanad_core::json::{Json, Object};
use sanad_testsuite::generate::{CONTEXTS, badge};

use crate::oracle;

const BADGES: u64 = 2_500;
/// Pairs of contexts that badges in the field name besides the current ones. Others, such as VC 2.0 with Open Badges
/// 3.0.1, redefine protected terms and cannot be used.
const OLDER: [[&str; 2]; 4] = [
    [CONTEXTS[0], "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"],
    [V1, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"],
    [V1, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"],
    [V1, "https://purl.imsglobal.org/spec/ob/v3p0/context.json"],
];
const V1: &str = "https://www.w3.org/2018/credentials/v1";
const THREADS: usize = 4;

#[test]
fn generated_badges_have_the_quads_that_oxjsonld_finds() {
    let contexts = ContextSet::official();
    let documents = Arc::new(documents(&contexts));
    // All threads work on the same compiled contexts, as the faces of the product do.
    let tables = contexts.tables();
    let (quads, graphs) = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS)
            .map(|first| {
                let (tables, documents) = (&tables, &documents);
                scope.spawn(move || {
                    (0..BADGES)
                        .skip(first)
                        .step_by(THREADS)
                        .map(|seed| compare(seed, tables, documents))
                        .fold((0, 0), sum)
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).fold((0, 0), sum)
    });
    assert!(quads > 50_000, "{quads} quads are too few to mean anything");
    assert!(graphs > 100, "{graphs} badges with an embedded proof are too few");
}

#[test]
fn badges_of_older_contexts_have_the_quads_that_oxjsonld_finds() {
    let contexts = ContextSet::official();
    let documents = Arc::new(documents(&contexts));
    let tables = contexts.tables();
    for [vc, ob] in OLDER {
        let mut compared = 0;
        for seed in 0..400 {
            let text = Json::from(badge(seed)).to_compact().replace(CONTEXTS[0], vc).replace(CONTEXTS[1], ob);
            let Ok(Json::Object(badge)) = Json::parse(text.as_bytes()) else { panic!("{text}") };
            // What an older context does not define is refused; oxjsonld would drop it.
            if tables.to_rdf(&badge, &Rules::badge()).is_ok() {
                compare_one(seed, &badge, &tables, &documents);
                compared += 1;
            }
        }
        assert!(compared >= 20, "{compared} badges under {vc} and {ob} are too few");
    }
}

/// How many quads the badge has, and whether (1 or 0) some of them are in a graph.
fn compare(seed: u64, tables: &Tables, documents: &Arc<HashMap<String, Vec<u8>>>) -> (usize, usize) {
    compare_one(seed, &badge(seed), tables, documents)
}

fn compare_one(
    seed: u64,
    badge: &Object,
    tables: &Tables,
    documents: &Arc<HashMap<String, Vec<u8>>>,
) -> (usize, usize) {
    let quads = tables.to_rdf(badge, &Rules::badge()).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    let theirs = oxjsonld(badge, documents);
    assert_eq!(oracle::canonical(oracle::dataset(&quads)), oracle::canonical(theirs), "seed {seed}");
    (quads.len(), usize::from(quads.iter().any(|quad| quad.graph.is_some())))
}

fn sum(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    (a.0 + b.0, a.1 + b.1)
}

/// The badge as oxjsonld reads it, with our contexts.
fn oxjsonld(badge: &Object, documents: &Arc<HashMap<String, Vec<u8>>>) -> Dataset {
    let text = Json::from(badge.clone()).to_compact();
    let documents = Arc::clone(documents);
    JsonLdParser::new()
        .for_slice(&text)
        .with_load_document_callback(move |url, _| match documents.get(url) {
            Some(document) => {
                Ok(JsonLdRemoteDocument { document: document.clone(), document_url: url.to_owned() })
            }
            None => Err(format!("{url} is not among our contexts").into()),
        })
        .map(|quad| quad.unwrap_or_else(|error| panic!("oxjsonld does not read what we read: {error}")))
        .collect()
}

fn documents(contexts: &ContextSet) -> HashMap<String, Vec<u8>> {
    let all = CONTEXTS.iter().chain(OLDER.iter().flatten());
    all.map(|url| {
        let context = contexts.context(url).unwrap_or_else(|| panic!("{url} is not official"));
        let document = Object::new().with("@context", context);
        ((*url).to_owned(), Json::from(document).to_compact().into_bytes())
    })
    .collect()
}
