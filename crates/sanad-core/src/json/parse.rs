//! How JSON text is read: in one pass, and refused wherever two readers could understand two things.

use super::{Json, Number, Object};
use crate::code::Code;
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::scan;

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
    let mut reader =
        Reader { text, at: 0, limits, depth: 0, values: 0, items: Vec::new(), members: Vec::new() };
    let value = reader.value(&Trail::Root)?;
    reader.skip_space();
    if reader.at < text.len() {
        let (line, column) = reader.line_and_column();
        return Err(JsonError::TrailingData { line, column });
    }
    Ok(value)
}

/// Where the reader is in a text. On an error it stays where the error is.
struct Reader<'t> {
    text: &'t str,
    /// How many bytes have been read. It stands between characters whenever text is cut there.
    at: usize,
    limits: &'t Limits,
    depth: usize,
    /// How many members and items there have been.
    values: usize,
    /// The items of all arrays, and the members of all objects, that have begun: each is given its own once their
    /// number is known.
    items: Vec<Json>,
    members: Vec<(String, Json)>,
}

impl Reader<'_> {
    fn value(&mut self, trail: &Trail<'_>) -> Result<Json, JsonError> {
        self.skip_space();
        match self.peek() {
            Some(b'"') => Ok(Json::String(self.string(trail)?)),
            Some(b'{') => self.object(trail),
            Some(b'[') => self.array(trail),
            Some(b'-' | b'0'..=b'9') => self.number(trail),
            Some(b't') => self.word("true", Json::Bool(true), trail),
            Some(b'f') => self.word("false", Json::Bool(false), trail),
            Some(b'n') => self.word("null", Json::Null, trail),
            _ => Err(self.malformed(trail)),
        }
    }

    fn object(&mut self, trail: &Trail<'_>) -> Result<Json, JsonError> {
        self.enter()?;
        let first = self.members.len();
        if !self.ends_at_once(b'}') {
            let mut count = 0;
            loop {
                self.skip_space();
                if self.peek() != Some(b'"') {
                    return Err(self.malformed(trail));
                }
                let name = self.string(trail)?;
                let here = trail.member(&name);
                self.skip_space();
                if !self.take(b':') {
                    return Err(self.malformed(&here));
                }
                let value = self.value(&here)?;
                self.members.push((name, value));
                count += 1;
                self.count(count, trail)?;
                self.skip_space();
                if self.take(b'}') {
                    break;
                }
                if !self.take(b',') {
                    return Err(self.malformed(trail));
                }
            }
        }
        self.depth -= 1;
        let members: Vec<(String, Json)> = self.members.drain(first..).collect();
        match repeated(&members) {
            Some(name) => Err(JsonError::DuplicateKey { name: name.to_owned(), at: trail.pointer() }),
            None => Ok(Json::Object(Object::from_distinct(members))),
        }
    }

    fn array(&mut self, trail: &Trail<'_>) -> Result<Json, JsonError> {
        self.enter()?;
        let first = self.items.len();
        if !self.ends_at_once(b']') {
            let mut count = 0;
            loop {
                let item = self.value(&trail.item(count))?;
                self.items.push(item);
                count += 1;
                self.count(count, trail)?;
                self.skip_space();
                if self.take(b']') {
                    break;
                }
                if !self.take(b',') {
                    return Err(self.malformed(&trail.item(count)));
                }
            }
        }
        self.depth -= 1;
        Ok(Json::Array(self.items.drain(first..).collect()))
    }

    /// Past the bracket that opens a container, and if that is all past the one that closes it.
    fn ends_at_once(&mut self, close: u8) -> bool {
        self.at += 1;
        self.skip_space();
        self.take(close)
    }

    fn enter(&mut self) -> Result<(), JsonError> {
        let limit = self.limits.json_depth.min(Limits::JSON_DEPTH_MOST);
        self.depth += 1;
        if self.depth > limit { Err(JsonError::TooDeep { limit }) } else { Ok(()) }
    }

    /// Notes one more value, by now so many in the container at `trail`.
    fn count(&mut self, in_container: usize, trail: &Trail<'_>) -> Result<(), JsonError> {
        self.values += 1;
        if self.values > self.limits.json_values {
            return Err(JsonError::TooManyValues { limit: self.limits.json_values });
        }
        if in_container > self.limits.json_members {
            let at = trail.pointer();
            return Err(JsonError::TooManyMembers { limit: self.limits.json_members, at });
        }
        Ok(())
    }

    /// A string whose opening quotation mark comes next.
    fn string(&mut self, trail: &Trail<'_>) -> Result<String, JsonError> {
        self.at += 1;
        let mut read = String::new();
        loop {
            let start = self.at;
            self.at += scan::plain_in_string(self.rest());
            let plain = self.text.get(start..self.at).unwrap_or_default();
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    if read.is_empty() {
                        return Ok(plain.to_owned());
                    }
                    read.push_str(plain);
                    return Ok(read);
                }
                Some(b'\\') => {
                    read.push_str(plain);
                    read.push(self.escape(trail)?);
                }
                // A control character, or the end.
                _ => return Err(self.malformed(trail)),
            }
        }
    }

    fn escape(&mut self, trail: &Trail<'_>) -> Result<char, JsonError> {
        let start = self.at;
        self.at += 1;
        let meant = match self.peek() {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start, trail),
            _ => return Err(self.malformed(trail)),
        };
        self.at += 1;
        Ok(meant)
    }

    /// `\u` and four digits, or two of these that are one character (RFC 8259 §7). Half a pair is no text.
    fn unicode_escape(&mut self, start: usize, trail: &Trail<'_>) -> Result<char, JsonError> {
        let unit = self.unit(trail)?;
        let has_other = (0xD800..0xDC00).contains(&unit) && self.rest().starts_with(b"\\u");
        let other = if has_other {
            self.at += 1;
            self.unit(trail).ok()
        } else {
            None
        };
        let mut characters = char::decode_utf16([Some(unit), other].into_iter().flatten());
        characters.next().and_then(Result::ok).ok_or(JsonError::InvalidUnicode { offset: start })
    }

    /// The four digits behind a `u`, which comes next.
    fn unit(&mut self, trail: &Trail<'_>) -> Result<u16, JsonError> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let digit = digit.and_then(|digit| u16::try_from(digit).ok());
            let Some(digit) = digit else { return Err(self.malformed(trail)) };
            unit = (unit << 4) | digit;
            self.at += 1;
        }
        Ok(unit)
    }

    fn number(&mut self, trail: &Trail<'_>) -> Result<Json, JsonError> {
        let start = self.at;
        self.take(b'-');
        // No zero before other digits.
        if !(self.take(b'0') || self.digits()) || matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.malformed(trail));
        }
        let mut is_integer = true;
        if self.take(b'.') {
            is_integer = false;
            if !self.digits() {
                return Err(self.malformed(trail));
            }
        }
        let mantissa = self.text.get(start..self.at).unwrap_or_default();
        if self.take(b'e') || self.take(b'E') {
            is_integer = false;
            let _sign = self.take(b'+') || self.take(b'-');
            if !self.digits() {
                return Err(self.malformed(trail));
            }
        }
        let token = self.text.get(start..self.at).unwrap_or_default();
        let range = || JsonError::NumberRange { text: shown(token), at: trail.pointer() };
        // The nearest double: of an integer beyond 2^53 it is no smaller than 2^53.
        let value = token.parse().ok().and_then(Number::from_f64).ok_or_else(range)?;
        if is_integer {
            return if value.is_safe_integer() { Ok(Json::Number(value)) } else { Err(range()) };
        }
        let digits = significant_digits(mantissa);
        if digits > 0 && value.as_f64() == 0.0 {
            return Err(range());
        }
        if digits > DIGITS_OF_A_DOUBLE {
            return Err(JsonError::NumberPrecision { text: shown(token), at: trail.pointer() });
        }
        Ok(Json::Number(value))
    }

    /// Over all digits that come next; whether there is one.
    fn digits(&mut self) -> bool {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at > start
    }

    fn word(&mut self, word: &str, value: Json, trail: &Trail<'_>) -> Result<Json, JsonError> {
        for letter in word.bytes() {
            if !self.take(letter) {
                return Err(self.malformed(trail));
            }
        }
        Ok(value)
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Over the byte, if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn malformed(&self, trail: &Trail<'_>) -> JsonError {
        let (line, column) = self.line_and_column();
        JsonError::Malformed { line, column, at: trail.pointer() }
    }

    /// Of the byte that comes next; at the end of the text of its last byte.
    fn line_and_column(&self) -> (usize, usize) {
        let read = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line = read.split(|byte| *byte == b'\n').count();
        let start = read.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        (line, (self.at + 1).min(self.text.len()) - start)
    }
}

/// A name that stands twice.
fn repeated(members: &[(String, Json)]) -> Option<&str> {
    // A handful of names is quicker compared each with each than sorted.
    if members.len() <= FEW_MEMBERS {
        let mut later = members;
        while let [(name, _), rest @ ..] = later {
            if rest.iter().any(|(other, _)| other == name) {
                return Some(name);
            }
            later = rest;
        }
        return None;
    }
    let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.array_windows().find_map(|[one, next]| (one == next).then_some(*one))
}

const FEW_MEMBERS: usize = 24;

/// 17 significant decimal digits tell every double from every other.
const DIGITS_OF_A_DOUBLE: usize = 17;

/// How many digits a number has without the zeros before and after the others.
fn significant_digits(mantissa: &str) -> usize {
    let digits = || mantissa.bytes().filter(u8::is_ascii_digit);
    let zeros = digits().take_while(|digit| *digit == b'0').count();
    let up_to_last = digits().rev().skip_while(|digit| *digit == b'0').count();
    up_to_last.saturating_sub(zeros)
}

/// A number as quoted in an error: a hostile one may be a megabyte long.
fn shown(token: &str) -> String {
    if token.len() <= 40 { token.to_owned() } else { format!("{}…", token.get(..40).unwrap_or_default()) }
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
