//! The contexts that documents may name: the official ones, pinned and embedded, and those that a caller hands in.

use std::collections::HashMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use super::context::Library;
use super::document::Document;
use super::error::Violation;
use super::official::{ALIASES, EMBEDDED, Embedded, Form};
use super::table::Table;
use crate::json::{Json, JsonError};
use crate::limits::Limits;

pub use super::official::ContextFacts;

/// Which form of the Open Badges 3.0.3 context is meant, for it was edited under its one URL. A badge signed under
/// one may fail under the other; a verifier that tries both says which one it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OpenBadgesEdition {
    /// As of April 2025: without `endorsementJwt` and `jti`.
    April2025,
    /// As of July 2026, the newest.
    July2026,
}

/// A set of contexts. Cheap to clone; clones share what has been compiled.
#[derive(Clone, Debug)]
pub struct ContextSet {
    documents: Arc<Documents>,
    current: Arc<RwLock<Tables>>,
}

impl ContextSet {
    /// The official contexts, the newest form of each. Read and compiled when a document first names them.
    #[must_use]
    pub fn official() -> Self {
        static OFFICIAL: LazyLock<ContextSet> =
            LazyLock::new(|| ContextSet::of_edition(OpenBadgesEdition::July2026));
        OFFICIAL.clone()
    }

    /// The official contexts with Open Badges 3.0.3 in a named form.
    #[must_use]
    pub fn official_as_of(edition: OpenBadgesEdition) -> Self {
        static APRIL_2025: LazyLock<ContextSet> =
            LazyLock::new(|| ContextSet::of_edition(OpenBadgesEdition::April2025));
        match edition {
            OpenBadgesEdition::April2025 => APRIL_2025.clone(),
            OpenBadgesEdition::July2026 => Self::official(),
        }
    }

    /// The same set with one document more, or another one in place of a document with the same URL.
    ///
    /// # Errors
    /// [`ContextError`] if the bytes are no JSON object with an `@context`.
    pub fn with_document(&self, url: &str, bytes: &[u8]) -> Result<Self, ContextError> {
        let parsed =
            Json::parse(bytes).map_err(|reason| ContextError::NotJson { url: url.to_owned(), reason })?;
        let context = match parsed {
            Json::Object(mut object) => object.remove("@context"),
            _ => None,
        };
        let context = context.ok_or_else(|| ContextError::NoContext { url: url.to_owned() })?;
        let mut documents = Documents::clone(&self.documents);
        documents.insert(url, Entry::Given(Arc::new(Document::given(url, context))));
        Ok(Self::of(documents))
    }

    /// Whether documents may name this URL.
    #[must_use]
    pub fn contains(&self, url: &str) -> bool {
        self.documents.by_url.contains_key(url)
    }

    /// The value of `@context` in the document of that URL, for other processors to compare with.
    #[must_use]
    pub fn context(&self, url: &str) -> Option<Json> {
        self.documents
            .document(*self.documents.by_url.get(url)?)
            .ok()
            .map(|document| document.context.clone())
    }

    /// What is recorded of every embedded context, both forms of Open Badges 3.0.3 included.
    #[must_use]
    pub fn embedded() -> Vec<ContextFacts> {
        EMBEDDED.iter().filter_map(Embedded::facts).collect()
    }

    /// The compiled contexts as they are now, to be held while a document is turned into RDF and its quads are used.
    #[must_use]
    pub fn tables(&self) -> Tables {
        {
            let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
            if !current.is_full() {
                return current.clone();
            }
        }
        // Too many combinations have been met, in use or by malice: begin anew; the old go with their last user.
        let fresh = Tables::new(&self.documents, None);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.is_full() {
            *current = fresh;
        }
        current.clone()
    }

    /// Compiled contexts, shared with nobody, under which relative IRIs are resolved against a base. Nothing that is
    /// signed has one: there the base is null (Data Integrity 1.0 §4.2).
    #[must_use]
    pub fn tables_with_base(&self, base: &str) -> Tables {
        Tables::new(&self.documents, Some(base))
    }

    fn of_edition(edition: OpenBadgesEdition) -> Self {
        let mut documents = Documents::default();
        for form in [Form::Current, Form::April2025] {
            if form == Form::Current || edition == OpenBadgesEdition::April2025 {
                for embedded in EMBEDDED.iter().filter(|embedded| embedded.form == form) {
                    documents.insert(embedded.url, Entry::Embedded(embedded));
                }
            }
        }
        for (alias, url) in ALIASES {
            if let Some(index) = documents.by_url.get(url).copied() {
                documents.by_url.insert(Arc::from(alias), index);
            }
        }
        Self::of(documents)
    }

    fn of(documents: Documents) -> Self {
        let documents = Arc::new(documents);
        let current = Arc::new(RwLock::new(Tables::new(&documents, None)));
        Self { documents, current }
    }
}

/// Why a document was not taken into a [`ContextSet`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContextError {
    /// Not strict JSON.
    #[error("context document `{url}`: {reason}")]
    NotJson {
        /// The document's URL.
        url: String,
        /// What is wrong with it.
        reason: JsonError,
    },
    /// No object with an `@context`.
    #[error("context document `{url}` has no `@context`")]
    NoContext {
        /// The document's URL.
        url: String,
    },
}

impl ContextError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> crate::code::Code {
        match self {
            Self::NotJson { reason, .. } => reason.code(),
            Self::NoContext { .. } => crate::code::Code::JsonldInvalid,
        }
    }
}

/// Compiled contexts: what [`ContextSet::tables`] gives. Quads borrow their IRIs from it.
#[derive(Clone, Debug)]
pub struct Tables(pub(super) Arc<Compiled>);

impl Tables {
    fn new(documents: &Arc<Documents>, base: Option<&str>) -> Self {
        let root = Table::with_base(base).finish();
        Self(Arc::new(Compiled { documents: Arc::clone(documents), root, count: AtomicUsize::new(0) }))
    }

    fn is_full(&self) -> bool {
        self.0.count.load(std::sync::atomic::Ordering::Relaxed) >= Limits::DEFAULT.compiled_contexts
    }
}

/// The empty context and everything that has been derived from it.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) documents: Arc<Documents>,
    pub(super) root: Table,
    /// How many tables there are.
    pub(super) count: AtomicUsize,
}

/// The context documents of a set.
#[derive(Clone, Debug, Default)]
pub(super) struct Documents {
    entries: Vec<Entry>,
    by_url: HashMap<Arc<str>, usize>,
}

impl Documents {
    fn insert(&mut self, url: &str, entry: Entry) {
        self.by_url.insert(Arc::from(url), self.entries.len());
        self.entries.push(entry);
    }

    /// The place of a document in the set.
    pub(super) fn find(&self, url: &str) -> Option<usize> {
        self.by_url.get(url).copied()
    }

    pub(super) fn document(&self, index: usize) -> Result<&Document, Violation> {
        let document = match self.entries.get(index) {
            Some(Entry::Given(document)) => Some(document.as_ref()),
            Some(Entry::Embedded(embedded)) => embedded.loaded(),
            None => None,
        };
        document.ok_or(Violation::LoadingRemoteContextFailed)
    }
}

impl Library for Documents {
    fn context(&self, url: &str) -> Result<&Json, Violation> {
        let index = self.find(url).ok_or(Violation::LoadingRemoteContextFailed)?;
        self.document(index).map(|document| &document.context)
    }
}

#[derive(Clone)]
enum Entry {
    Embedded(&'static Embedded),
    Given(Arc<Document>),
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Embedded(embedded) => embedded.url,
            Self::Given(document) => &document.url,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_document_without_context_is_refused() {
        let refused = ContextSet::official().with_document("urn:x", b"{\"context\":{}}");
        assert_eq!(refused.err(), Some(ContextError::NoContext { url: "urn:x".to_owned() }));
    }

    #[test]
    fn the_two_editions_differ_in_the_terms_added_in_2026() {
        let url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
        for (edition, has) in [(OpenBadgesEdition::April2025, false), (OpenBadgesEdition::July2026, true)] {
            let context = ContextSet::official_as_of(edition).context(url).unwrap();
            assert_eq!(context.as_object().unwrap().contains("endorsementJwt"), has);
        }
    }

    #[test]
    fn the_alias_met_in_the_field_is_the_first_context() {
        let set = ContextSet::official();
        for (alias, url) in ALIASES {
            assert!(set.contains(alias));
            assert_eq!(set.context(alias), set.context(url));
        }
    }
}
