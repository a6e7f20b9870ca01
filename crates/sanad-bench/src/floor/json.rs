//! The quickest strict reader of JSON for the floor: one pass over the text, strings borrowed where they have no escapes.

use std::borrow::Cow;

use super::find;

/// A JSON value that borrows from its text.
#[derive(Debug)]
pub(crate) enum Value<'t> {
    Null,
    Bool(bool),
    Number(f64),
    Text(Cow<'t, str>),
    Array(Vec<Self>),
    Object(Members<'t>),
}

/// The members of an object in their order, no name twice.
pub(crate) type Members<'t> = Vec<(Cow<'t, str>, Value<'t>)>;

impl<'t> Value<'t> {
    pub(crate) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn members(&self) -> Option<&Members<'t>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The items of an array, or the value itself as the only one.
    pub(crate) fn items(&self) -> &[Self] {
        if let Self::Array(items) = self { items } else { std::slice::from_ref(self) }
    }
}

/// The value of a member.
pub(crate) fn get<'m, 't>(members: &'m Members<'t>, name: &str) -> Option<&'m Value<'t>> {
    members.iter().find(|(other, _)| other == name).map(|(_, value)| value)
}

/// Reads one JSON text: no name twice, no lone surrogate, integers within ±(2^53 − 1), other numbers of at most 17
/// significant digits, 64 levels, nothing after it. `None` for anything else.
pub(crate) fn parse(bytes: &[u8]) -> Option<Value<'_>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = reader.value()?;
    reader.space();
    (reader.at == text.len()).then_some(value)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: u8,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self) -> Option<Value<'t>> {
        self.space();
        match self.peek()? {
            b'"' => self.string().map(Value::Text),
            b'{' => self.object(),
            b'[' => self.array(),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value<'t>) -> Option<Value<'t>> {
        let here = self.text.get(self.at..)?.starts_with(word);
        self.at += word.len();
        here.then_some(value)
    }

    fn enter(&mut self) -> Option<()> {
        self.at += 1;
        self.depth += 1;
        (self.depth <= 64).then_some(())
    }

    fn object(&mut self) -> Option<Value<'t>> {
        self.enter()?;
        let mut members: Members<'t> = Vec::new();
        self.space();
        if !self.take(b'}') {
            loop {
                self.space();
                let name = if self.peek()? == b'"' { self.string()? } else { return None };
                self.space();
                if !self.take(b':') || get(&members, &name).is_some() {
                    return None;
                }
                let value = self.value()?;
                members.push((name, value));
                self.space();
                if self.take(b'}') {
                    break;
                }
                if !self.take(b',') {
                    return None;
                }
            }
        }
        self.depth -= 1;
        Some(Value::Object(members))
    }

    fn array(&mut self) -> Option<Value<'t>> {
        self.enter()?;
        let mut items = Vec::new();
        self.space();
        if !self.take(b']') {
            loop {
                items.push(self.value()?);
                self.space();
                if self.take(b']') {
                    break;
                }
                if !self.take(b',') {
                    return None;
                }
            }
        }
        self.depth -= 1;
        Some(Value::Array(items))
    }

    fn string(&mut self) -> Option<Cow<'t, str>> {
        self.at += 1;
        let start = self.at;
        self.plain();
        if self.peek()? == b'"' {
            let text = self.text.get(start..self.at)?;
            self.at += 1;
            return Some(Cow::Borrowed(text));
        }
        let mut text = self.text.get(start..self.at)?.to_owned();
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(Cow::Owned(text));
                }
                b'\\' => text.push(self.escape()?),
                _ => return None,
            }
            let start = self.at;
            self.plain();
            text.push_str(self.text.get(start..self.at)?);
        }
    }

    /// Over what stands in a string as it is.
    fn plain(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += find(rest, |b| (b < b' ') | (b == b'"') | (b == b'\\')).unwrap_or(rest.len());
    }

    fn escape(&mut self) -> Option<char> {
        let letter = *self.text.as_bytes().get(self.at + 1)?;
        self.at += 2;
        Some(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex()?;
                if (0xD800..0xDC00).contains(&high) {
                    let next = self.text.get(self.at..)?.starts_with("\\u");
                    self.at += 2;
                    let low = self.hex()?;
                    let paired = next && (0xDC00..0xE000).contains(&low);
                    return paired
                        .then(|| char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)))?;
                }
                char::from_u32(high)?
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    }

    fn number(&mut self) -> Option<Value<'t>> {
        let start = self.at;
        self.take(b'-');
        let whole = self.digits();
        let zero = self.text.as_bytes().get(self.at - whole) == Some(&b'0');
        if whole == 0 || (zero && whole > 1) {
            return None;
        }
        let mut integer = true;
        let mut digits = whole;
        if self.take(b'.') {
            integer = false;
            let fraction = self.digits();
            if fraction == 0 {
                return None;
            }
            digits += fraction;
        }
        if self.take(b'e') || self.take(b'E') {
            integer = false;
            let _ = self.take(b'+') || self.take(b'-');
            if self.digits() == 0 {
                return None;
            }
        }
        let value: f64 = self.text.get(start..self.at)?.parse().ok()?;
        let fits = value.is_finite() && (!integer || value.abs() < 9_007_199_254_740_992.0);
        // More than 17 digits could still be zeros; badges have none, and the floor may refuse them.
        (fits && digits <= 17).then_some(Value::Number(value))
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strict_json_refuses_the_floor_refuses_too() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "[01]",
            "[1.]",
            "[1e]",
            "[.5]",
            "[-]",
            "[9007199254740992]",
            "[1e999]",
            "[\"\\ud800\"]",
            "[\"\\ud800\\u0041\"]",
            "[\"\\x\"]",
            "[\"\n\"]",
            "[1]x",
            "[tru]",
            "{a:1}",
            "[\"\\u+123\"]",
        ] {
            assert!(parse(text.as_bytes()).is_none(), "{text}");
        }
        assert!(parse(format!("{}{}", "[".repeat(65), "]".repeat(65)).as_bytes()).is_none());
        assert!(parse(b"[\"\xff\"]").is_none());
    }

    #[test]
    fn text_and_numbers_are_read_as_they_are_meant() {
        let value = parse(r#" {"a" : ["x\u00e9\ud83d\ude00\n", -0.5e1, true, null] } "#.as_bytes()).unwrap();
        let items = get(value.members().unwrap(), "a").unwrap().items();
        assert_eq!(items[0].text(), Some("xé😀\n"));
        assert!(matches!(items[1], Value::Number(-5.0)));
        assert!(matches!(items[2..], [Value::Bool(true), Value::Null]));
    }
}
