//! How a JSON value is written: compact, or for eyes; numbers and strings always in the one spelling of RFC 8785.

use std::fmt::Write as _;

use super::{Json, Object};
use crate::scan::find;

/// Room for a small badge or a report, so that the text of one seldom has to move as it grows.
const ROOM: usize = 4096;

pub(super) fn compact(value: &Json) -> String {
    let mut text = String::with_capacity(ROOM);
    write(value, None, &mut text);
    text
}

pub(super) fn pretty(value: &Json) -> String {
    let mut text = String::with_capacity(ROOM);
    write(value, Some(0), &mut text);
    text.push('\n');
    text
}

pub(super) fn compact_object(object: &Object) -> String {
    let mut text = String::with_capacity(ROOM);
    write_object(object, None, &mut text);
    text
}

pub(super) fn pretty_object(object: &Object) -> String {
    let mut text = String::with_capacity(ROOM);
    write_object(object, Some(0), &mut text);
    text.push('\n');
    text
}

/// `indent` is how deep the line stands, or `None` for all on one line.
fn write(value: &Json, indent: Option<usize>, text: &mut String) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(true) => text.push_str("true"),
        Json::Bool(false) => text.push_str("false"),
        Json::Number(number) => number.write(text),
        Json::String(value) => string(value, text),
        Json::Array(items) => list(items.iter(), ('[', ']'), indent, text, write),
        Json::Object(object) => write_object(object, indent, text),
    }
}

fn write_object(object: &Object, indent: Option<usize>, text: &mut String) {
    list(object.iter(), ('{', '}'), indent, text, |(name, value), inner, text| {
        string(name, text);
        text.push_str(if inner.is_some() { ": " } else { ":" });
        write(value, inner, text);
    });
}

fn list<T>(
    items: impl ExactSizeIterator<Item = T>,
    (open, close): (char, char),
    indent: Option<usize>,
    text: &mut String,
    mut item: impl FnMut(T, Option<usize>, &mut String),
) {
    text.push(open);
    let inner = indent.filter(|_| items.len() > 0).map(|depth| depth + 1);
    for (index, value) in items.enumerate() {
        if index > 0 {
            text.push(',');
        }
        new_line(inner, text);
        item(value, inner, text);
    }
    new_line(inner.and(indent), text);
    text.push(close);
}

fn new_line(indent: Option<usize>, text: &mut String) {
    // A line feed, and as much space as most documents are deep.
    const LINE: &str = "\n                                ";
    let Some(depth) = indent else { return };
    match LINE.get(..=2 * depth) {
        Some(line) => text.push_str(line),
        None => {
            text.push('\n');
            (0..depth).for_each(|_| text.push_str("  "));
        }
    }
}

/// RFC 8785 §3.2.2.2: the two-letter escapes, `\u00xx` in lower case for the other controls, everything else raw.
pub(super) fn string(value: &str, text: &mut String) {
    text.push('"');
    let mut rest = value;
    // What is escaped is ASCII, so that bytes are looked at and text is cut between characters.
    while let Some(at) = find(rest.as_bytes(), |b| (b < b' ') | (b == b'"') | (b == b'\\')) {
        let (plain, tail) = rest.split_at(at);
        text.push_str(plain);
        let mut tail = tail.chars();
        match tail.next() {
            Some('"') => text.push_str("\\\""),
            Some('\\') => text.push_str("\\\\"),
            Some('\u{8}') => text.push_str("\\b"),
            Some('\t') => text.push_str("\\t"),
            Some('\n') => text.push_str("\\n"),
            Some('\u{c}') => text.push_str("\\f"),
            Some('\r') => text.push_str("\\r"),
            Some(control) => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(control));
            }
            None => {}
        }
        rest = tail.as_str();
    }
    text.push_str(rest);
    text.push('"');
}

/// ECMAScript Number::toString (RFC 8785 §3.2.2.3): the fewest digits that read back as the number, the nearest of
/// those, and of two as near the even one. The standard library's digits are not used: of two it takes the greater,
/// so that 1424953923781206.25 would end in 3.
pub(super) fn number(value: f64, text: &mut String) {
    if value == 0.0 {
        text.push('0'); // −0 too
        return;
    }
    if value < 0.0 {
        text.push('-');
    }
    let mut buffer = zmij::Buffer::new();
    let printed = buffer.format_finite(value.abs());
    let (mantissa, exponent) = printed.split_once('e').unwrap_or((printed, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits = String::with_capacity(24);
    digits.push_str(whole);
    digits.push_str(fraction);
    let significant = digits.trim_start_matches('0');
    let zeros = digits.len() - significant.len();
    let digits = significant.trim_end_matches('0');
    // The decimal point stands after `point` digits; none of these numbers is beyond a few hundred.
    let integer = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
    let point = integer(whole.len()) + exponent.parse::<i32>().unwrap_or(0) - integer(zeros);
    let count = integer(digits.len());
    match point {
        1..=21 if count <= point => {
            text.push_str(digits);
            (count..point).for_each(|_| text.push('0'));
        }
        1..=21 => {
            let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
            text.push_str(whole);
            text.push('.');
            text.push_str(fraction);
        }
        -5..=0 => {
            text.push_str("0.");
            (point..0).for_each(|_| text.push('0'));
            text.push_str(digits);
        }
        _ => {
            let (first, fraction) = digits.split_at(1);
            text.push_str(first);
            if !fraction.is_empty() {
                text.push('.');
                text.push_str(fraction);
            }
            let _ = write!(text, "e{:+}", point - 1);
        }
    }
}
