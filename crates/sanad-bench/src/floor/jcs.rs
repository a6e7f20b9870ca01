//! The canonical text of RFC 8785 for the floor: members sorted, written once.

use super::find;
use super::json::{Members, Value};

/// Writes the canonical text of an object, leaving out one member.
pub(crate) fn write_object_without(members: &Members<'_>, left_out: &str, text: &mut String) {
    let mut order: Vec<&(_, _)> = members.iter().filter(|(name, _)| name != left_out).collect();
    // By bytes, which is the order of UTF-16 for all names below U+FFFF; badges have no others.
    order.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    text.push('{');
    for (index, (name, value)) in order.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        write_text(name, text);
        text.push(':');
        write(value, text);
    }
    text.push('}');
}

/// Writes the canonical text of a value.
pub(crate) fn write(value: &Value<'_>, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => write_number(*number, text),
        Value::Text(value) => write_text(value, text),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => write_object_without(members, "", text),
    }
}

/// Writes the object with its members in the order they have, on one line.
pub(crate) fn write_as_is(members: &Members<'_>, text: &mut String) {
    text.push('{');
    for (index, (name, value)) in members.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        write_text(name, text);
        text.push(':');
        as_is(value, text);
    }
    text.push('}');
}

fn as_is(value: &Value<'_>, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                as_is(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => write_as_is(members, text),
        scalar => write(scalar, text),
    }
}

/// Numbers as badges have them: whole, or with a few digits behind the point.
fn write_number(number: f64, text: &mut String) {
    let mut buffer = zmij::Buffer::new();
    let printed = buffer.format_finite(number);
    assert!(!printed.contains('e'), "the floor writes no exponents: {printed}");
    text.push_str(printed.strip_suffix(".0").unwrap_or(printed));
}

fn write_text(value: &str, text: &mut String) {
    text.push('"');
    let mut rest = value;
    while let Some(at) = find(rest.as_bytes(), |b| (b < b' ') | (b == b'"') | (b == b'\\')) {
        text.push_str(&rest[..at]);
        let byte = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match byte {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            b'\n' => text.push_str("\\n"),
            b'\t' => text.push_str("\\t"),
            b'\r' => text.push_str("\\r"),
            8 => text.push_str("\\b"),
            12 => text.push_str("\\f"),
            _ => text.push_str(&format!("\\u{byte:04x}")),
        }
    }
    text.push_str(rest);
    text.push('"');
}
