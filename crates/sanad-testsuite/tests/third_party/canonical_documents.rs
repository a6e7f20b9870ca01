//! The documents and proof options that others have published with their canonical text come out as published.

#![expect(clippy::unwrap_used, reason = "a vector that cannot be read must fail its test")]

use std::fs;
use std::path::{Path, PathBuf};

use sanad_core::canonical::jsonld::{ContextSet, Rules};
use sanad_core::json::{Json, Object};
use sanad_testsuite::third_party;

use crate::oracle;
use crate::published;

#[test]
fn the_open_badges_guide_examples_have_the_published_quads() {
    let Some(folder) = third_party::suite("open-badges") else { return };
    let contexts = ContextSet::official();
    for (name, vectors) in [("ob", "obv3p0"), ("clr", "clrv2p0")] {
        let vectors = folder.join("ob_v3p0/impl/test-vectors").join(vectors);
        let document = read(&folder.join(format!("guide/{name}-credential.json")));
        let mut options = read(&folder.join(format!("guide/{name}-proof.json"))).without("proofValue");
        options.insert("@context", document.get("@context").unwrap().clone());
        same(&contexts, Rules::badge(), &document, &vectors.join("document-canon.txt"));
        same(&contexts, Rules::badge(), &options, &vectors.join("proof-canon.txt"));
        // The signed form goes through as well: its proof is a graph of its own.
        let signed = read(&folder.join(format!("guide/{name}-signed-credential.json")));
        let tables = contexts.tables();
        let quads = tables.to_rdf(&signed, &Rules::badge()).unwrap();
        assert!(quads.iter().any(|quad| quad.graph.is_some()));
    }
}

#[test]
fn the_eddsa_vectors_have_the_published_quads() {
    let Some(folder) = third_party::suite("vc-di-eddsa") else { return };
    let folder = folder.join("TestVectors");
    let contexts = with_examples();
    let rules = Rules::badge().allow_vocab_contexts();
    let document = read(&folder.join("unsigned.json"));
    same(&contexts, rules, &document, &folder.join("eddsa-rdfc-2022/canonDocDataInt.txt"));
    for (options, canonical) in [
        ("eddsa-rdfc-2022/proofConfigDataInt.json", "eddsa-rdfc-2022/proofCanonDataInt.txt"),
        ("Ed25519Signature2020/proofConfigEdSig.json", "Ed25519Signature2020/proofCanonEdSig.txt"),
    ] {
        same(&contexts, rules, &read(&folder.join(options)), &folder.join(canonical));
    }
    let signed = read(&folder.join("Ed25519Signature2020/signedEdSig.json")).without("proof");
    same(&contexts, rules, &signed, &folder.join("Ed25519Signature2020/canonDocEdSig.txt"));
}

/// The official set with the example contexts of the W3C, which let any term pass.
fn with_examples() -> ContextSet {
    let file = third_party::contexts().unwrap().join("credentials-examples-v2.json");
    ContextSet::official()
        .with_document("https://www.w3.org/ns/credentials/examples/v2", &fs::read(file).unwrap())
        .unwrap()
}

fn same(contexts: &ContextSet, rules: Rules, document: &Object, canonical: &PathBuf) {
    let tables = contexts.tables();
    let quads =
        tables.to_rdf(document, &rules).unwrap_or_else(|error| panic!("{}: {error}", canonical.display()));
    let theirs = oracle::canonical(published::n_quads(&fs::read(canonical).unwrap()));
    assert!(!theirs.is_empty());
    assert_eq!(oracle::canonical(oracle::dataset(&quads)), theirs, "{}", canonical.display());
}

fn read(path: &Path) -> Object {
    match Json::parse(&fs::read(path).unwrap()).unwrap() {
        Json::Object(object) => object,
        other => panic!("{}: expected an object, found {}", path.display(), other.kind()),
    }
}
