//! The words that the official contexts define, and the IRIs behind them: what a forger would try.

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::json::{Json, Object};

/// Every term of the official contexts, wherever it is defined.
#[derive(Debug)]
pub struct Vocabulary {
    urls: Vec<String>,
    terms: Vec<String>,
    meanings: BTreeMap<String, BTreeSet<Meaning>>,
}

/// What a term can stand for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Meaning {
    pub(super) iri: String,
    /// The type that its values have without saying so.
    pub(super) coercion: Option<String>,
}

impl Vocabulary {
    /// That of [`ContextSet::official`].
    #[must_use]
    pub fn official() -> Self {
        let contexts = ContextSet::official();
        let mut urls: Vec<String> = ContextSet::embedded().into_iter().map(|facts| facts.url).collect();
        urls.sort_unstable();
        urls.dedup();
        let mut meanings = BTreeMap::new();
        for context in urls.iter().filter_map(|url| contexts.context(url)) {
            collect(&context, &mut meanings);
        }
        Self { urls, terms: meanings.keys().cloned().collect(), meanings }
    }

    /// The URLs of all contexts.
    pub(super) fn urls(&self) -> &[String] {
        &self.urls
    }

    /// `count` of all terms, others for each `turn`.
    pub(super) fn terms(&self, turn: usize, count: usize) -> impl Iterator<Item = &str> {
        self.terms.iter().cycle().skip(turn * count % self.terms.len().max(1)).take(count).map(String::as_str)
    }

    /// What a term stands for in one context or another.
    pub(super) fn meanings(&self, term: &str) -> impl Iterator<Item = &Meaning> {
        self.meanings.get(term).into_iter().flatten()
    }

    /// Other terms that stand for the same IRI in one context or another.
    pub(super) fn synonyms(&self, term: &str) -> Vec<&str> {
        let iris: Vec<&str> = self.meanings(term).map(|meaning| meaning.iri.as_str()).collect();
        let alike =
            |other: &&String| self.meanings(other).any(|meaning| iris.contains(&meaning.iri.as_str()));
        self.terms.iter().filter(|other| *other != term).filter(alike).map(String::as_str).collect()
    }
}

fn collect(context: &Json, meanings: &mut BTreeMap<String, BTreeSet<Meaning>>) {
    for context in context.items().iter().filter_map(Json::as_object) {
        for (term, definition) in context.iter().filter(|(term, _)| !term.starts_with('@')) {
            let (iri, coercion) = match definition {
                Json::String(iri) => (Some(iri.as_str()), None),
                Json::Object(definition) => {
                    if let Some(scoped) = definition.get("@context") {
                        collect(scoped, meanings);
                    }
                    (definition.text("@id"), definition.text("@type"))
                }
                _ => (None, None),
            };
            if let Some(iri) = iri {
                let meaning = Meaning {
                    iri: in_full(context, iri).unwrap_or_else(|| iri.to_owned()),
                    coercion: coercion.map(|name| in_full(context, name).unwrap_or_else(|| name.to_owned())),
                };
                meanings.entry(term.to_owned()).or_default().insert(meaning);
            }
        }
    }
}

/// A compact IRI in full, where its prefix stands in the same context.
fn in_full(context: &Object, name: &str) -> Option<String> {
    let (prefix, suffix) = name.split_once(':').filter(|(_, suffix)| !suffix.starts_with("//"))?;
    Some(format!("{}{suffix}", context.text(prefix)?))
}
