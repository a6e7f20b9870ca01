//! JSON-LD 1.1 to RDF, made for signing: known contexts compiled to term tables, nothing dropped, nothing fetched.
//!
//! ```
//! use sanad_core::canonical::jsonld::{ContextSet, Rules};
//! use sanad_core::json::Object;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let document = Object::new()
//!     .with("@context", "https://www.w3.org/ns/credentials/v2")
//!     .with("id", "urn:uuid:6d1c1a4e-6d4f-4f6c-8f0d-0a1d1f1f9f11")
//!     .with("name", "Welding I");
//! let tables = ContextSet::official().tables();
//! let quads = tables.to_rdf(&document, &Rules::badge())?;
//! assert_eq!(quads.len(), 1);
//! # Ok(())
//! # }
//! ```

mod container;
mod context;
mod contexts;
mod define;
mod document;
mod error;
mod iri;
mod keyword;
mod list;
mod literal;
mod map;
mod member;
mod name;
mod official;
mod quads;
mod reach;
mod rules;
mod scope;
mod slot;
mod table;
mod value;
mod walk;

pub use contexts::{ContextError, ContextFacts, ContextSet, OpenBadgesEdition, Tables};
pub use error::{Dropped, JsonLdError, Violation};
pub use rules::Rules;

use self::quads::Purpose;
use super::rdf::Dataset;
use crate::json::Object;
use crate::limits::Limits;

impl Tables {
    /// The quads that a document says, under the contexts it names: a credential, a proof's options with their own
    /// `@context`, or any JSON-LD document. What RDF would drop is an error, so that all that is in the document is
    /// in the quads (Data Integrity 1.0 §4.2).
    ///
    /// # Errors
    /// [`JsonLdError`], which says what and where.
    pub fn to_rdf<'a>(&'a self, document: &'a Object, rules: &Rules) -> Result<Dataset<'a>, JsonLdError> {
        self.to_rdf_within(document, rules, &Limits::DEFAULT)
    }

    /// The same within bounds of the caller's.
    ///
    /// # Errors
    /// [`JsonLdError`], which says what and where.
    pub fn to_rdf_within<'a>(
        &'a self,
        document: &'a Object,
        rules: &Rules,
        limits: &Limits,
    ) -> Result<Dataset<'a>, JsonLdError> {
        walk::Walk::document(&self.0, document, rules, limits, Purpose::Kept)
    }

    /// Whether [`Self::to_rdf_within`] would make quads of the document, without keeping any.
    ///
    /// # Errors
    /// [`JsonLdError`], the same.
    pub fn heed_within(&self, document: &Object, rules: &Rules, limits: &Limits) -> Result<(), JsonLdError> {
        walk::Walk::document(&self.0, document, rules, limits, Purpose::Counted).map(drop)
    }
}
