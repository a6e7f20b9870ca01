//! The statements of a document, each blank node under the label that is signed (vc-di-ecdsa §3.4.15,
//! `canonicalizeAndGroup`).
#![expect(clippy::panic, reason = "a case that cannot be built is written wrongly")]

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sanad_core::canonical::jsonld::{ContextSet, Rules};
use sanad_core::canonical::nquads;
use sanad_core::canonical::rdf::{Dataset, Node, Quad, Term};
use sanad_core::canonical::rdfc::{self, HashAlgorithm};
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::multibase::Base;
use sha2::Sha256;

/// A document whose nodes without a name have been given one, so that they are the same in a part of it.
#[derive(Clone, Debug)]
pub struct Statements<'c> {
    contexts: &'c ContextSet,
    named: Object,
    canonical: BTreeMap<u32, String>,
    labels: BTreeMap<u32, [u8; 32]>,
    lines: Vec<String>,
}

impl<'c> Statements<'c> {
    /// The statements of a document without its proof, labelled by an HMAC with that key.
    ///
    /// # Panics
    /// If it has no canonical form, or nodes that cannot be named in JSON: lists, graphs.
    #[must_use]
    pub fn new(content: &Object, hmac_key: &[u8; 32], contexts: &'c ContextSet) -> Self {
        let mut named = Json::Object(content.clone());
        name(&mut named, &mut 0);
        let Json::Object(named) = named else { panic!("an object stays one") };
        let mut statements =
            Self { contexts, named, canonical: BTreeMap::new(), labels: BTreeMap::new(), lines: Vec::new() };
        statements.canonical = statements.canonical_labels(&statements.named);
        statements.labels =
            statements.canonical.iter().map(|(node, label)| (*node, signed_label(hmac_key, label))).collect();
        statements.lines = statements.lines_of(&statements.named).into_iter().collect();
        statements
    }

    /// Every statement as a line of N-Quads, in order.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The document in which every node has a name, to select from.
    #[must_use]
    pub const fn named(&self) -> &Object {
        &self.named
    }

    /// The places of a part's statements among all.
    #[must_use]
    pub fn places(&self, part: Option<&Object>) -> BTreeSet<usize> {
        let Some(part) = part else { return BTreeSet::new() };
        let lines = self.lines_of(part);
        (0..).zip(&self.lines).filter(|(_, line)| lines.contains(*line)).map(|(place, _)| place).collect()
    }

    /// The signed labels of a part's blank nodes by the numbers they have there (`c14n0`, `c14n1` and so on).
    #[must_use]
    pub fn labels(&self, part: &Object) -> Vec<(u64, [u8; 32])> {
        let number = |label: &str| label.strip_prefix("c14n").and_then(|number| number.parse().ok());
        let canonical = self.canonical_labels(part);
        let mut labels: Vec<(u64, [u8; 32])> = canonical
            .iter()
            .filter_map(|(node, label)| Some((number(label)?, *self.labels.get(node)?)))
            .collect();
        labels.sort_unstable();
        labels
    }

    fn quads<T>(&self, part: &Object, then: impl FnOnce(Dataset<'_>) -> T) -> T {
        let tables = self.contexts.tables();
        then(tables.to_rdf(part, &Rules::badge()).unwrap_or_else(|error| panic!("{error}")))
    }

    fn canonical_labels(&self, part: &Object) -> BTreeMap<u32, String> {
        self.quads(part, |quads| {
            let quads: Vec<Quad<'_>> = quads.into_iter().map(unname).collect();
            let form = rdfc::canonicalize_with_labels(&quads, HashAlgorithm::Sha256, &Limits::DEFAULT);
            form.unwrap_or_else(|error| panic!("{error}")).labels
        })
    }

    fn lines_of(&self, part: &Object) -> BTreeSet<String> {
        self.quads(part, |quads| {
            let line = |quad: &Quad<'_>| {
                let mut line = String::new();
                nquads::write(quad, &mut line);
                for (node, label) in &self.labels {
                    let label = format!("_:{}", Base::Base64Url.encode(label));
                    line = line.replace(&format!("<{NAME}{node}>"), &label);
                }
                line
            };
            quads.iter().map(line).collect()
        })
    }
}

const NAME: &str = "urn:bnid:";

/// Gives each object without a name one.
fn name(value: &mut Json, count: &mut u32) {
    match value {
        Json::Object(object) => {
            let members: Vec<String> = object.iter().map(|(name, _)| name.to_owned()).collect();
            for member in members.iter().filter(|member| *member != "@context") {
                if let Some(value) = object.get_mut(member) {
                    name(value, count);
                }
            }
            if !object.contains("id") && !object.contains("@value") {
                object.insert("id", format!("{NAME}{count}"));
                *count += 1;
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| name(item, count)),
        _ => {}
    }
}

/// The quad with the names taken away again.
fn unname(quad: Quad<'_>) -> Quad<'_> {
    let bare = |node: Node<'_>| match &node {
        Node::Iri(iri) => match iri.strip_prefix(NAME) {
            Some(number) => Node::Blank(number.parse().unwrap_or_else(|error| panic!("{error}"))),
            None => Node::Iri(iri.clone().into_owned().into()),
        },
        Node::Blank(_) => panic!("a node that cannot be named: a list or a graph"),
    };
    let object = match quad.object {
        Term::Node(node) => Term::Node(bare(node)),
        literal @ Term::Literal(_) => literal,
    };
    Quad { subject: bare(quad.subject), object, graph: quad.graph.map(bare), ..quad }
}

/// vc-di-ecdsa §3.4.4: the HMAC of the canonical label.
fn signed_label(key: &[u8; 32], canonical: &str) -> [u8; 32] {
    let mut hmac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|error| panic!("{error}"));
    hmac.update(canonical.as_bytes());
    hmac.finalize().into_bytes().into()
}
