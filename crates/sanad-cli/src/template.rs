//! A draft with places to be filled from a record: `{{name}}` in a text. `spec/batch.md#templates`

use sanad_core::json::{Json, Object};

use crate::fail::Failure;

/// A draft with places in it.
#[derive(Debug)]
pub(crate) struct Template(Object);

impl Template {
    pub(crate) const fn of(draft: Object) -> Self {
        Self(draft)
    }

    /// The draft with the record's members in their places.
    pub(crate) fn filled(&self, record: &Object) -> Result<Object, Failure> {
        object(&self.0, record)
    }
}

fn object(template: &Object, record: &Object) -> Result<Object, Failure> {
    let mut filled = Object::new();
    for (name, value) in template.iter() {
        if let Some(value) = value_of(value, record)? {
            filled.insert(name, value);
        }
    }
    Ok(filled)
}

/// `None` where the whole value is a place and the record has nothing for it.
fn value_of(value: &Json, record: &Object) -> Result<Option<Json>, Failure> {
    Ok(Some(match value {
        Json::String(text) => match whole(text) {
            // The value itself, so that a number stays one.
            Some(name) => match record.get(name) {
                None | Some(Json::Null) => return Ok(None),
                Some(value) => value.clone(),
            },
            None => Json::String(text_of(text, record)?),
        },
        Json::Array(items) => {
            let mut filled = Vec::with_capacity(items.len());
            for item in items {
                filled.extend(value_of(item, record)?);
            }
            Json::Array(filled)
        }
        Json::Object(inner) => Json::Object(object(inner, record)?),
        other => other.clone(),
    }))
}

/// The name of the place that is the whole text.
fn whole(text: &str) -> Option<&str> {
    let name = text.strip_prefix("{{")?.strip_suffix("}}")?;
    (!name.contains("{{") && !name.contains("}}")).then(|| name.trim())
}

/// Text with places in it. What stands there is put in as it is and never looked at again.
fn text_of(text: &str, record: &Object) -> Result<String, Failure> {
    let (mut filled, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        filled.push_str(before);
        let name = name.trim();
        match record.get(name) {
            Some(Json::String(value)) => filled.push_str(value),
            Some(Json::Number(value)) => value.write(&mut filled),
            Some(other @ (Json::Bool(_) | Json::Object(_) | Json::Array(_))) => {
                let message = format!("`{name}` is {}, which cannot stand within text", other.kind());
                return Err(Failure::new(message, "give it as text or a number"));
            }
            None | Some(Json::Null) => {
                let message = format!("the record has no `{name}`, which the template wants within a text");
                return Err(Failure::new(message, "fill it in, or let it be the whole text of its member"));
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(template: &str, record: &str) -> Result<String, String> {
        let read = |text: &str| match Json::parse(text.as_bytes()) {
            Ok(Json::Object(object)) => object,
            other => panic!("{other:?}"),
        };
        let filled = Template::of(read(template)).filled(&read(record));
        filled.map(|object| object.to_compact()).map_err(|failure| failure.to_string())
    }

    #[test]
    fn places_are_filled_within_text_and_as_whole_values() {
        let template =
            r#"{"name":"{{course}}, {{ grade }}","credits":"{{credits}}","in":[{"email":"{{email}}"}]}"#;
        let record =
            r#"{"course":"Welding {{grade}}","grade":2,"credits":4.5,"email":"ada@example.org","more":1}"#;
        let filled = r#"{"name":"Welding {{grade}}, 2","credits":4.5,"in":[{"email":"ada@example.org"}]}"#;
        assert_eq!(fill(template, record).as_deref(), Ok(filled));
    }

    #[test]
    fn what_a_record_lacks_is_left_out_whole_and_refused_within_text() {
        assert_eq!(fill(r#"{"a":"{{x}}","b":["{{x}}","y"]}"#, "{}").as_deref(), Ok(r#"{"b":["y"]}"#));
        assert!(fill(r#"{"a":"to {{x}}"}"#, "{}").unwrap_err().contains("no `x`"));
        assert!(fill(r#"{"a":"to {{x}}"}"#, r#"{"x":[1]}"#).unwrap_err().contains("an array"));
        assert_eq!(fill(r#"{"a":"{{x"}"#, "{}").as_deref(), Ok(r#"{"a":"{{x"}"#));
    }
}
