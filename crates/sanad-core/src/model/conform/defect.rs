//! One way in which a document is not as the model has it, and the words to tell it in.

use crate::code::Code;
use crate::json::Json;
use crate::model::class::Kind;
use crate::pointer::JsonPointer;

/// One way in which a document is not as the model has it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found {found}, expected {expected} at {at}")]
#[non_exhaustive]
pub struct Defect {
    /// The rule that is broken.
    pub code: Code,
    /// Where.
    pub at: JsonPointer,
    /// What stands there, cut at 60 characters.
    pub found: String,
    /// What the model has there.
    pub expected: String,
}

impl Defect {
    pub(in crate::model) fn new(
        code: Code,
        at: JsonPointer,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self { code, at, found: found.into(), expected: expected.into() }
    }
}

/// A text in quotation marks, cut at 60 characters.
pub(super) fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("`{short}`")
}

/// A value in few words, for what was found.
pub(super) fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => quoted(text),
        Json::Array(items) => {
            quoted(&items.iter().take(8).filter_map(Json::as_str).collect::<Vec<_>>().join(" "))
        }
        _ => value.kind().to_owned(),
    }
}

/// A kind in words, for what was expected.
pub(super) fn expected(kind: Kind) -> String {
    let words = match kind {
        Kind::Boolean => "true or false",
        Kind::CompactJws => "a compact JWS",
        Kind::Contexts(_) | Kind::TranscriptContexts(_) => "an array of contexts",
        Kind::AnyCredential => "a credential",
        Kind::CountryCode => "two letters of ISO 3166-1",
        Kind::Date => "a day, as 2026-03-01",
        Kind::DateTime => "a day, or a date and time, as 2026-03-01T09:00:00Z",
        Kind::Decimal => "a decimal number that is not below 0",
        Kind::FieldCode => "a code of ISCED-F, of 2 to 4 digits",
        Kind::JurisdictionCode => "a code of ISO 3166-1 or ISO 3166-2, as `IN` or `IN-KA`",
        Kind::DateTimeStamp => "a date and time with an offset, as 2026-03-01T09:00:00Z",
        Kind::Enumeration(list) => return format!("one of {}", list.name),
        Kind::Float => "a number",
        Kind::LanguageCode => "a language tag",
        Kind::LanguageText => "a string or a language value",
        Kind::Markdown | Kind::Text => "a string",
        Kind::Credential(kind) => return format!("an object of class {}", kind.type_name()),
        Kind::Object(class) => return format!("an object of class {}", class().name),
        Kind::Proof => "a proof object",
        Kind::Uri | Kind::Url => "an absolute URI",
        Kind::UriOrObject(class) => return format!("an absolute URI or an object of class {}", class().name),
    };
    words.to_owned()
}
