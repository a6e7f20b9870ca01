//! The test vectors, and whoever is to answer them. `spec/vector-runner.md`

pub(crate) mod answer;
pub(crate) mod case;
pub(crate) mod exceptions;
pub(crate) mod matrix;
pub(crate) mod program;

use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;

/// The object in these bytes, which may be as large as a question.
pub(crate) fn object(bytes: &[u8]) -> Result<Object, String> {
    match Json::parse_within(bytes, &Limits::VECTOR_QUESTION) {
        Ok(Json::Object(object)) => Ok(object),
        Ok(other) => Err(format!("{} where an object is wanted", other.kind())),
        Err(error) => Err(error.to_string()),
    }
}

/// A member that is text, or is not there.
pub(crate) fn text<'o>(object: &'o Object, name: &str) -> Result<Option<&'o str>, String> {
    match object.get(name) {
        None => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(other) => Err(format!("`{name}` is {}", other.kind())),
    }
}

/// A member that must be text.
pub(crate) fn needed<'o>(object: &'o Object, name: &str) -> Result<&'o str, String> {
    text(object, name)?.ok_or_else(|| format!("no `{name}`"))
}

/// The texts of an array, or of one that is not there.
pub(crate) fn texts(object: &Object, name: &str) -> Result<Vec<String>, String> {
    let items = object.get(name).map_or(&[][..], Json::items);
    let text = |item: &Json| item.as_str().map(str::to_owned);
    items.iter().map(|item| text(item).ok_or_else(|| format!("`{name}` holds {}", item.kind()))).collect()
}
