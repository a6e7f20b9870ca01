//! Where in a JSON document something stands: a JSON Pointer (RFC 6901), and the trail a walker keeps to make one.

use std::fmt;

/// A JSON Pointer (RFC 6901): `""` is the whole document, `/credentialSubject/0/id` a member deep inside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JsonPointer(String);

impl JsonPointer {
    /// The pointer to the whole document.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The pointer one member further down; `name` is escaped as RFC 6901 §3 asks.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let mut text = self.0.clone();
        push_token(&mut text, name);
        Self(text)
    }

    /// The pointer one array item further down.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer to what `within` points at in the value that this one points at.
    #[must_use]
    pub fn join(&self, within: &Self) -> Self {
        Self(format!("{}{}", self.0, within.0))
    }

    /// The pointer as RFC 6901 text; empty for the whole document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JsonPointer {
    /// The pointer, or the words `the document` where the pointer is empty and would print as nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "the document" } else { &self.0 })
    }
}

/// The trail of a walk through a document; costs nothing until an error asks for its [`JsonPointer`].
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a step into JSON is into a member or an item; there is no third kind"
)]
pub enum Trail<'t> {
    /// At the document itself.
    Root,
    /// One member further than the trail before it.
    Member(&'t Self, &'t str),
    /// One array item further than the trail before it.
    Item(&'t Self, usize),
}

impl<'t> Trail<'t> {
    /// One member further.
    #[must_use]
    pub const fn member(&'t self, name: &'t str) -> Self {
        Self::Member(self, name)
    }

    /// One array item further.
    #[must_use]
    pub const fn item(&'t self, index: usize) -> Self {
        Self::Item(self, index)
    }

    /// The pointer to where the trail has come.
    #[must_use]
    pub fn pointer(&self) -> JsonPointer {
        let mut text = String::new();
        self.write(&mut text);
        JsonPointer(text)
    }

    fn write(&self, text: &mut String) {
        match *self {
            Self::Root => {}
            Self::Member(before, name) => {
                before.write(text);
                push_token(text, name);
            }
            Self::Item(before, index) => {
                before.write(text);
                text.push('/');
                text.push_str(&index.to_string());
            }
        }
    }
}

fn push_token(text: &mut String, name: &str) {
    text.push('/');
    if !name.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return text.push_str(name);
    }
    for c in name.chars() {
        match c {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            _ => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_making_a_pointer_agree_and_escape() {
        let root = Trail::Root;
        let (a, b);
        a = root.member("a/b~");
        b = a.item(3);
        assert_eq!(b.pointer(), JsonPointer::root().member("a/b~").item(3));
        assert_eq!(b.pointer().as_str(), "/a~1b~0/3");
    }
}
