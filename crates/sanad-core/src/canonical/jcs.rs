//! The JSON Canonicalization Scheme (RFC 8785): one spelling for every JSON value. `spec/canonical-form.md#jcs`

use crate::json::{Json, Object, write_string};

/// The canonical text of an object. Total: a [`Json`] holds nothing that RFC 8785 could not write.
#[must_use]
pub fn canonicalize(object: &Object) -> String {
    let mut text = String::with_capacity(1024);
    write_object(object, &mut text);
    text
}

/// The canonical text of any JSON value.
#[must_use]
pub fn canonicalize_value(value: &Json) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Json, text: &mut String) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(true) => text.push_str("true"),
        Json::Bool(false) => text.push_str("false"),
        Json::Number(number) => number.write(text),
        Json::String(value) => write_string(value, text),
        Json::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Json::Object(object) => write_object(object, text),
    }
}

fn write_object(object: &Object, text: &mut String) {
    let mut members: Vec<_> = object.iter().collect();
    // RFC 8785 §3.2.3: by UTF-16 code units, which is not the order of UTF-8 above U+FFFF.
    if members.iter().all(|(name, _)| name.is_ascii()) {
        members.sort_unstable_by_key(|(name, _)| *name);
    } else {
        members.sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    }
    text.push('{');
    for (index, (name, value)) in members.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        write_string(name, text);
        text.push(':');
        write(value, text);
    }
    text.push('}');
}
