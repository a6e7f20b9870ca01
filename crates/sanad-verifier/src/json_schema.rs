//! A document against a JSON Schema: never fetches, bounded in work, and says so where it did not look.
//! `spec/verification.md#schemas`

#[cfg(feature = "schema")]
mod engine;
#[cfg(feature = "schema")]
mod work;

use sanad_core::json::Json;
use sanad_core::pointer::JsonPointer;

/// What a schema says of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The document is as the schema has it.
    Conforms,
    /// It is not.
    #[cfg_attr(not(feature = "schema"), expect(dead_code, reason = "without a validator nothing can fail"))]
    Fails {
        /// Where in the document.
        at: JsonPointer,
        /// Which rule of the schema is broken, in words.
        detail: String,
    },
    /// Nobody looked, and why.
    NotChecked(String),
    /// Nobody looked because it is more work than is done for a schema.
    #[cfg_attr(not(feature = "schema"), expect(dead_code, reason = "without a validator there is no work"))]
    TooMuch(String),
}

/// Holds a document against a schema, given as the bytes that were fetched.
pub(crate) fn validate(schema: &[u8], document: &Json) -> Answer {
    #[cfg(feature = "schema")]
    let answer = engine::validate(schema, document);
    #[cfg(not(feature = "schema"))]
    let answer = {
        let (_, _) = (schema, document);
        Answer::NotChecked("this build reads no JSON Schemas".to_owned())
    };
    answer
}
