//! How documents are canonicalised: under which contexts, by which rules, within which limits.

use crate::canonical::jcs;
use crate::canonical::jsonld::{ContextSet, JsonLdError, Rules};
use crate::canonical::rdfc::{self, CanonicalError, HashAlgorithm};
use crate::code::Code;
use crate::json::Object;
use crate::limits::Limits;
use crate::pointer::JsonPointer;

/// Turns documents into the text that is hashed. Cheap to clone; clones share what has been compiled.
#[derive(Clone, Debug)]
pub struct Canonicalizer {
    contexts: ContextSet,
    rules: Rules,
    limits: Limits,
}

impl Canonicalizer {
    /// The one for badges: the official contexts, the strict rules.
    #[must_use]
    pub fn official() -> Self {
        Self::new(ContextSet::official())
    }

    /// One that knows these contexts, with the strict rules and [`Limits::DEFAULT`].
    #[must_use]
    pub const fn new(contexts: ContextSet) -> Self {
        Self { contexts, rules: Rules::badge(), limits: Limits::DEFAULT }
    }

    /// The same contexts by other rules.
    #[must_use]
    pub fn with_rules(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// The same contexts and rules within other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The same for accreditation lists, which may be longer than badges.
    pub(crate) fn for_lists(&self) -> Self {
        let quads = self.limits.quads.max(Limits::ACCREDITATION_LIST.quads);
        self.clone().with_limits(Limits { quads, ..self.limits })
    }

    /// The canonical N-Quads of a document: JSON-LD to RDF, then RDFC-1.0 with SHA-256.
    ///
    /// # Errors
    /// [`FormError`] if not everything in it has a meaning, or the work limit is reached.
    pub fn rdf(&self, document: &Object) -> Result<String, FormError> {
        self.rdf_with(document, HashAlgorithm::Sha256)
    }

    /// The canonical N-Quads of a document, by RDFC-1.0 with that hash, which can give blank nodes other names.
    ///
    /// # Errors
    /// As [`Self::rdf`].
    pub fn rdf_with(&self, document: &Object, hash: HashAlgorithm) -> Result<String, FormError> {
        let tables = self.contexts.tables();
        let dataset = tables.to_rdf_within(document, &self.rules, &self.limits)?;
        Ok(rdfc::canonicalize(&dataset, hash, &self.limits)?)
    }

    /// The same with labels of the caller's for the blank nodes ([`rdfc::canonicalize_relabelled`]).
    ///
    /// # Errors
    /// [`FormError`] if not everything in it has a meaning, or the work limit is reached.
    pub fn rdf_relabelled(
        &self,
        document: &Object,
        relabel: impl FnMut(&str) -> String,
    ) -> Result<String, FormError> {
        let tables = self.contexts.tables();
        let dataset = tables.to_rdf_within(document, &self.rules, &self.limits)?;
        Ok(rdfc::canonicalize_relabelled(&dataset, HashAlgorithm::Sha256, &self.limits, relabel)?)
    }

    /// The JCS text of a document, once it has passed the JSON-LD rules too (`spec/canonical-form.md#jcs`).
    ///
    /// # Errors
    /// [`FormError`] if not everything in it has a meaning.
    pub fn jcs(&self, document: &Object) -> Result<String, FormError> {
        self.contexts.tables().heed_within(document, &self.rules, &self.limits)?;
        Ok(jcs::canonicalize(document))
    }
}

/// Why a document has no canonical form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormError {
    /// Not everything in it has a meaning that could be signed.
    #[error(transparent)]
    JsonLd(#[from] JsonLdError),
    /// It would take more work than any honest document needs.
    #[error(transparent)]
    Rdf(#[from] CanonicalError),
}

impl FormError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::JsonLd(error) => error.code(),
            Self::Rdf(error) => error.code(),
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::JsonLd(error) => Some(error.at()),
            Self::Rdf(_) => None,
        }
    }
}
