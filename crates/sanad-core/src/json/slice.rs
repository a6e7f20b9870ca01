//! The very bytes of a value within a JSON text, so that a document inside another keeps those it was written with.

use super::Json;
use crate::pointer::JsonPointer;

/// The bytes of the value at `place` in `text`, without the white space around it. `None` if it is not there.
///
/// `text` must be JSON that [`Json::parse`] accepts: of any other the answer means nothing.
#[must_use]
pub fn slice<'t>(text: &'t [u8], place: &JsonPointer) -> Option<&'t [u8]> {
    let mut cursor = Cursor { rest: text };
    cursor.skip_space();
    for step in place.as_str().split('/').skip(1) {
        cursor.enter(&step.replace("~1", "/").replace("~0", "~"))?;
    }
    cursor.value()
}

struct Cursor<'t> {
    rest: &'t [u8],
}

impl<'t> Cursor<'t> {
    /// Moves to the value under a member's name, or to an array's item under its number.
    fn enter(&mut self, step: &str) -> Option<()> {
        match self.next()? {
            b'{' => loop {
                self.skip_space();
                let name = self.value()?;
                self.skip_space();
                self.expect(b':')?;
                self.skip_space();
                // A name may be written with escapes.
                if Json::parse(name).ok()?.as_str() == Some(step) {
                    return Some(());
                }
                self.value()?;
                self.skip_space();
                self.expect(b',')?;
            },
            b'[' => {
                for _ in 0..step.parse::<usize>().ok()? {
                    self.skip_space();
                    self.value()?;
                    self.skip_space();
                    self.expect(b',')?;
                }
                self.skip_space();
                Some(())
            }
            _ => None,
        }
    }

    /// Passes over one value and gives its bytes.
    fn value(&mut self) -> Option<&'t [u8]> {
        let start = self.rest;
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth = depth.checked_add(1)?;
                    self.next()?;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.next()?;
                }
                _ if depth == 0 => self.scalar(),
                _ => {
                    self.next()?;
                }
            }
            if depth == 0 {
                return start
                    .get(..start.len().checked_sub(self.rest.len())?)
                    .filter(|value| !value.is_empty());
            }
        }
    }

    fn string(&mut self) -> Option<()> {
        self.expect(b'"')?;
        loop {
            match self.next()? {
                b'\\' => {
                    self.next()?;
                }
                b'"' => return Some(()),
                _ => {}
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn scalar(&mut self) {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",:]}".contains(byte);
        let length = self.rest.iter().position(ends).unwrap_or(self.rest.len());
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    const fn skip_space(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#" { "a/b" : [ 1 , {"x": "}]\"," , "y":[ ] } ,true], "\u0063": -1.5e3 , "d":{} } "#;

    #[test]
    fn every_value_is_found_with_the_very_bytes_it_is_written_with() {
        let at = |steps: &[&str]| steps.iter().fold(JsonPointer::root(), |at, step| at.member(step));
        let found = |steps: &[&str]| {
            slice(TEXT.as_bytes(), &at(steps)).map(|bytes| std::str::from_utf8(bytes).unwrap())
        };
        assert_eq!(found(&[]), Some(TEXT.trim()));
        assert_eq!(found(&["a/b", "0"]), Some("1"));
        assert_eq!(found(&["a/b", "1"]), Some(r#"{"x": "}]\"," , "y":[ ] }"#));
        assert_eq!(found(&["a/b", "1", "x"]), Some(r#""}]\",""#));
        assert_eq!(found(&["a/b", "1", "y"]), Some("[ ]"));
        assert_eq!(found(&["a/b", "2"]), Some("true"));
        assert_eq!(found(&["c"]), Some("-1.5e3"));
        assert_eq!(found(&["d"]), Some("{}"));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for place in ["/e", "/a~1b/3", "/a~1b/x", "/a~1b/1/y/0", "/c/0", "/d/x", "/a~1b/1/x/0"] {
            let steps = place.split('/').skip(1).map(|step| step.replace("~1", "/"));
            let place = steps.fold(JsonPointer::root(), |at, step| at.member(&step));
            assert_eq!(slice(TEXT.as_bytes(), &place), None, "{place}");
        }
        assert_eq!(slice(b"", &JsonPointer::root()), None);
    }
}
