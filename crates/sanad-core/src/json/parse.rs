//! How JSON text is read: serde_json's parser, refused wherever two readers could understand two things.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};

use super::spelling::{self, Ambiguity};
use super::{Json, Number, Object, name};
use crate::code::Code;
use crate::limits::Limits;
use crate::pointer::JsonPointer;

/// Why a text was not read as JSON. `spec/canonical-form.md#strict-json`
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    /// An object has the same name twice, also when one is written with escapes (RFC 7493 §2.3).
    #[error("duplicate name `{name}` at {at}")]
    DuplicateKey {
        /// The name, unescaped.
        name: String,
        /// The object.
        at: JsonPointer,
    },
    /// Not UTF-8, or an escape that is half of a surrogate pair (RFC 7493 §2.1).
    #[error("text that is not Unicode at byte {offset}")]
    InvalidUnicode {
        /// How many bytes stand before it.
        offset: usize,
    },
    /// Not JSON (RFC 8259).
    #[error("not JSON at line {line}, column {column}, inside {at}")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in bytes.
        column: usize,
        /// The innermost value that had begun.
        at: JsonPointer,
    },
    /// More digits than a double keeps (17): two readers could see two numbers.
    #[error("number {text} at {at} has more digits than a double keeps (17)")]
    NumberPrecision {
        /// The number as written.
        text: String,
        /// Where.
        at: JsonPointer,
    },
    /// An integer beyond ±(2^53 − 1), or a number that no double holds (RFC 7493 §2.2).
    #[error("number {text} at {at} is outside what every reader sees alike (±(2^53 - 1) for integers)")]
    NumberRange {
        /// The number as written.
        text: String,
        /// Where.
        at: JsonPointer,
    },
    /// More containers within containers than [`Limits::json_depth`].
    #[error("more than {limit} levels of nesting")]
    TooDeep {
        /// The bound.
        limit: usize,
    },
    /// More bytes than the bound for this kind of document.
    #[error("{found} bytes, more than the {limit} allowed")]
    TooLarge {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
    },
    /// More members or items in one container than [`Limits::json_members`].
    #[error("more than {limit} members or items at {at}")]
    TooManyMembers {
        /// The bound.
        limit: usize,
        /// The container.
        at: JsonPointer,
    },
    /// More values in all than [`Limits::json_values`].
    #[error("more than {limit} values")]
    TooManyValues {
        /// The bound.
        limit: usize,
    },
    /// Something stands after the JSON text.
    #[error("unexpected text after the JSON value, at line {line}, column {column}")]
    TrailingData {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in bytes.
        column: usize,
    },
}

impl JsonError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::DuplicateKey { .. } => Code::JsonDuplicateKey,
            Self::InvalidUnicode { .. } => Code::JsonInvalidUnicode,
            Self::Malformed { .. } => Code::JsonMalformed,
            Self::NumberPrecision { .. } => Code::JsonNumberPrecision,
            Self::NumberRange { .. } => Code::JsonNumberRange,
            Self::TooDeep { .. } => Code::JsonTooDeep,
            Self::TooLarge { .. } => Code::InputTooLarge,
            Self::TooManyMembers { .. } | Self::TooManyValues { .. } => Code::JsonTooManyMembers,
            Self::TrailingData { .. } => Code::JsonTrailingData,
        }
    }

    /// Where in the document, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::DuplicateKey { at, .. }
            | Self::Malformed { at, .. }
            | Self::NumberPrecision { at, .. }
            | Self::NumberRange { at, .. }
            | Self::TooManyMembers { at, .. } => Some(at),
            _ => None,
        }
    }
}

pub(super) fn parse(bytes: &[u8], limits: &Limits) -> Result<Json, JsonError> {
    if bytes.len() > limits.document_bytes {
        return Err(JsonError::TooLarge { found: bytes.len(), limit: limits.document_bytes });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| JsonError::InvalidUnicode { offset: error.valid_up_to() })?;
    let mut reader = Reader {
        limits,
        place: Vec::with_capacity(16),
        items: Vec::with_capacity(16),
        members: Vec::with_capacity(64),
        depth: 0,
        values: 0,
        refused: None,
        unchecked_numbers: Vec::new(),
    };
    let mut parser = serde_json::Deserializer::from_str(text);
    let value = match (Value { reader: &mut reader }).deserialize(&mut parser) {
        Ok(value) => value,
        Err(error) => return Err(reader.explain(text, &error)),
    };
    parser.end().map_err(|error| JsonError::TrailingData { line: error.line(), column: error.column() })?;
    reader.check_numbers(text)?;
    Ok(value)
}

enum Step {
    Member(Cow<'static, str>),
    Item(usize),
}

struct Reader<'l> {
    limits: &'l Limits,
    /// Where the parser is; on an error it stays where the error is.
    place: Vec<Step>,
    /// What has been read of the arrays that are open, one after the other. When one ends, its items go to a place of
    /// just their size: nothing grows, and a hostile document of 100,000 small objects takes no more room than it must.
    items: Vec<Json>,
    /// The same of objects.
    members: Vec<(Cow<'static, str>, Json)>,
    depth: usize,
    /// How many members and items there have been.
    values: usize,
    /// Our own refusal: serde carries only a message through.
    refused: Option<JsonError>,
    /// Where each number stands whose spelling must be looked at, in document order.
    unchecked_numbers: Vec<JsonPointer>,
}

impl Reader<'_> {
    fn pointer(&self) -> JsonPointer {
        self.place.iter().fold(JsonPointer::root(), |pointer, step| match step {
            Step::Member(name) => pointer.member(name),
            Step::Item(index) => pointer.item(*index),
        })
    }

    fn refuse<E: serde::de::Error>(&mut self, error: JsonError) -> E {
        self.refused = Some(error);
        E::custom("refused")
    }

    /// The doubles were read from text that may say more than a double holds.
    fn check_numbers(&self, text: &str) -> Result<(), JsonError> {
        if self.unchecked_numbers.is_empty() {
            return Ok(());
        }
        let Some((place, token, ambiguity)) = spelling::ambiguous_number(text) else { return Ok(()) };
        let at = self.unchecked_numbers.get(place).cloned().unwrap_or_default();
        Err(match ambiguity {
            Ambiguity::Precision => JsonError::NumberPrecision { text: shown(token), at },
            Ambiguity::Range => JsonError::NumberRange { text: shown(token), at },
        })
    }

    /// What serde_json's error means. Its kinds are private, so the text is looked at again: once, on the way out.
    fn explain(mut self, text: &str, error: &serde_json::Error) -> JsonError {
        if let Some(refused) = self.refused.take() {
            return refused;
        }
        let at = self.pointer();
        let read = offset_of(text, error.line(), error.column());
        if let Some(offset) = spelling::lone_surrogate(text.get(..read).unwrap_or(text)) {
            return JsonError::InvalidUnicode { offset };
        }
        if let Some(token) = spelling::infinite_number(text, read) {
            return JsonError::NumberRange { text: shown(token), at };
        }
        JsonError::Malformed { line: error.line(), column: error.column(), at }
    }
}

struct Value<'r, 'l> {
    reader: &'r mut Reader<'l>,
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = Json;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Json, E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => Err(self.out_of_range(&value)),
        }
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Json, E> {
        if !(-Number::MAX_INTEGER..=Number::MAX_INTEGER).contains(&value) {
            return Err(self.out_of_range(&value));
        }
        #[expect(clippy::as_conversions, reason = "within ±(2^53 - 1), where every integer is a double")]
        let value = value as f64;
        Ok(Json::Number(Number(value)))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Json, E> {
        let Some(number) = Number::from_f64(value) else {
            return Err(self.out_of_range(&value));
        };
        let at = self.reader.pointer();
        self.reader.unchecked_numbers.push(at);
        Ok(Json::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let reader = self.reader;
        reader.enter()?;
        let from = reader.items.len();
        loop {
            reader.place.push(Step::Item(reader.items.len() - from));
            let Some(item) = items.next_element_seed(Value { reader })? else { break };
            reader.place.pop();
            reader.items.push(item);
            reader.count(reader.items.len() - from)?;
        }
        reader.place.pop();
        reader.depth -= 1;
        Ok(Json::Array(reader.items.split_off(from)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let reader = self.reader;
        reader.enter()?;
        let from = reader.members.len();
        let mut seen: HashSet<Cow<'static, str>> = HashSet::new();
        while let Some(name) = map.next_key_seed(Name)? {
            let mut earlier = reader.members.iter().skip(from).map(|(earlier, _)| earlier);
            // A handful of names is quicker compared one by one than hashed.
            let repeated = if earlier.len() < FEW_MEMBERS {
                earlier.any(|earlier| *earlier == name)
            } else {
                if seen.is_empty() {
                    seen.extend(earlier.cloned());
                }
                !seen.insert(name.clone())
            };
            if repeated {
                let at = reader.pointer();
                return Err(reader.refuse(JsonError::DuplicateKey { name: name.into_owned(), at }));
            }
            reader.place.push(Step::Member(name));
            let value = map.next_value_seed(Value { reader })?;
            let Some(Step::Member(name)) = reader.place.pop() else {
                return Err(A::Error::custom("the place was lost"));
            };
            reader.members.push((name, value));
            reader.count(reader.members.len() - from)?;
        }
        reader.depth -= 1;
        Ok(Json::Object(Object::from_distinct(reader.members.split_off(from))))
    }
}

/// The name of a member: the known ones are not copied.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'static, str>;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Cow<'static, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(name::of(text))
    }
}

const FEW_MEMBERS: usize = 24;

impl Value<'_, '_> {
    fn out_of_range<E: serde::de::Error>(self, value: &impl ToString) -> E {
        let at = self.reader.pointer();
        self.reader.refuse(JsonError::NumberRange { text: value.to_string(), at })
    }
}

impl Reader<'_> {
    fn enter<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > self.limits.json_depth {
            return Err(self.refuse(JsonError::TooDeep { limit: self.limits.json_depth }));
        }
        Ok(())
    }

    fn count<E: serde::de::Error>(&mut self, members: usize) -> Result<(), E> {
        self.values += 1;
        if self.values > self.limits.json_values {
            return Err(self.refuse(JsonError::TooManyValues { limit: self.limits.json_values }));
        }
        if members > self.limits.json_members {
            let at = self.pointer();
            return Err(self.refuse(JsonError::TooManyMembers { limit: self.limits.json_members, at }));
        }
        Ok(())
    }
}

/// A number as quoted in an error: a hostile one may be a megabyte long.
fn shown(token: &str) -> String {
    if token.len() <= 40 { token.to_owned() } else { format!("{}…", token.get(..40).unwrap_or_default()) }
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        Json::parse(text.as_bytes()).unwrap_err().code()
    }

    #[test]
    fn a_name_twice_is_refused_also_when_escaped() {
        let error = Json::parse(br#"{"a":{"issuer":1,"\u0069ssuer":2}}"#).unwrap_err();
        assert_eq!(error.to_string(), "duplicate name `issuer` at /a");
        let many: Vec<String> = (0..40).map(|n| format!("\"k{n}\":{n}")).collect();
        assert!(Json::parse(format!("{{{}}}", many.join(",")).as_bytes()).is_ok());
        assert_eq!(code(&format!("{{{},\"k39\":0}}", many.join(","))), Code::JsonDuplicateKey);
    }

    #[test]
    fn numbers_that_two_readers_see_differently_are_refused() {
        for text in [
            "9007199254740992",
            "-9007199254740992",
            "-9223372036854775808",
            "18446744073709551616",
            "1e400",
            "-1e400",
            "1e-999",
        ] {
            assert_eq!(code(&format!("{{\"a\":\"-1e999\",\"n\":{text}}}")), Code::JsonNumberRange, "{text}");
        }
        assert_eq!(code("[0.1000000000000000001]"), Code::JsonNumberPrecision);
        for text in [
            "9007199254740991",
            "-0",
            "-0.0",
            "0e9",
            "1E30",
            "1e21",
            "333333333.33333329",
            "42.0",
            "1.50000000000000000000",
        ] {
            assert!(Json::parse(text.as_bytes()).is_ok(), "{text}");
        }
        let error = Json::parse(br#"{"a":[1,2.5,{"b":1e400}]}"#).unwrap_err();
        assert_eq!(error.at().unwrap().as_str(), "/a/2/b");
    }

    #[test]
    fn text_that_is_not_unicode_is_refused_where_it_stands() {
        assert_eq!(Json::parse(b"[\"\xff\"]"), Err(JsonError::InvalidUnicode { offset: 2 }));
        assert_eq!(
            Json::parse(br#"["\\ud800\ud83d\ude00","\ud800"]"#),
            Err(JsonError::InvalidUnicode { offset: 24 })
        );
        assert_eq!(code(r#"["\udc00\ud800"]"#), Code::JsonInvalidUnicode);
        assert_eq!(code(r#"["\ud800\u0041"]"#), Code::JsonInvalidUnicode);
    }

    #[test]
    fn depth_size_members_and_what_follows_are_bounded() {
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(Json::parse(nested(64).as_bytes()).is_ok());
        assert_eq!(code(&nested(65)), Code::JsonTooDeep);
        assert_eq!(code(&"[".repeat(1 << 20)), Code::JsonTooDeep);
        assert_eq!(code(&" ".repeat((1 << 20) + 1)), Code::InputTooLarge);
        assert_eq!(code(&format!("[{}0]", "0,".repeat(10_000))), Code::JsonTooManyMembers);
        assert_eq!(code("{}{}"), Code::JsonTrailingData);
        assert_eq!(code("\u{feff}{}"), Code::JsonMalformed);
        assert_eq!(
            Json::parse(b"{\"a\":[1,}"),
            Err(JsonError::Malformed { line: 1, column: 9, at: JsonPointer::root().member("a").item(1) })
        );
    }
}
