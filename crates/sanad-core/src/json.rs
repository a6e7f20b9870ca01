//! A JSON document as strictly read: no name twice, no number that two readers could see differently.

pub(crate) mod name;
mod parse;
pub mod slice;
mod spelling;
mod write;

pub use parse::JsonError;

use std::borrow::Cow;

use crate::limits::Limits;
use crate::scan::same;

/// A JSON value. Member order is kept as received; nothing is normalised but number and string spelling.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "RFC 8259 has these six kinds and no others")]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A finite number.
    Number(Number),
    /// A string of Unicode scalar values.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object.
    Object(Object),
}

impl Json {
    /// Reads one JSON text strictly, within [`Limits::DEFAULT`]. See `spec/canonical-form.md#strict-json`.
    ///
    /// # Errors
    /// [`JsonError`], which says what and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        Self::parse_within(bytes, &Limits::DEFAULT)
    }

    /// Reads one JSON text strictly, within bounds of the caller's.
    ///
    /// # Errors
    /// [`JsonError`], which says what and where.
    pub fn parse_within(bytes: &[u8], limits: &Limits) -> Result<Self, JsonError> {
        parse::parse(bytes, limits)
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The object, if this is one.
    #[must_use]
    pub const fn as_object(&self) -> Option<&Object> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The value as one or many: the items of an array, or the value itself as the only item. JSON-LD lets a
    /// property with one value be written either way.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Self::Array(items) = self { items } else { std::slice::from_ref(self) }
    }

    /// The number, if this is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<Number> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// What kind of value this is, in a word for messages.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The value on one line, members in their order, no spaces.
    #[must_use]
    pub fn to_compact(&self) -> String {
        write::compact(self)
    }

    /// The value for eyes: two spaces of indent, members in their order, a line feed at the end.
    #[must_use]
    pub fn to_pretty(&self) -> String {
        write::pretty(self)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

/// The members of a JSON object in the order they were written; no name stands twice.
#[derive(Clone, Debug, Default)]
pub struct Object {
    members: Vec<(Cow<'static, str>, Json)>,
}

impl Object {
    /// An object with no members.
    #[must_use]
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// Sets a member: replaces the value in place if the name is there, appends otherwise. Gives back what stood there.
    pub fn insert(&mut self, name: impl AsRef<str> + Into<String>, value: impl Into<Json>) -> Option<Json> {
        if let Some(slot) = self.get_mut(name.as_ref()) {
            return Some(std::mem::replace(slot, value.into()));
        }
        self.members.push((name::of(name), value.into()));
        None
    }

    /// Takes a member out; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let index = self.members.iter().position(|(n, _)| same(n, name))?;
        Some(self.members.remove(index).1)
    }

    /// A member to change in place.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.members.iter_mut().find(|(n, _)| same(n, name)).map(|(_, value)| value)
    }

    /// The same object with one member set, for building in a chain.
    #[must_use]
    pub fn with(mut self, name: impl AsRef<str> + Into<String>, value: impl Into<Json>) -> Self {
        self.insert(name, value);
        self
    }

    /// The same object with one member left out.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        Self { members: self.members.iter().filter(|(n, _)| n != name).cloned().collect() }
    }

    /// The value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.members.iter().find(|(n, _)| same(n, name)).map(|(_, value)| value)
    }

    /// The text of a member that is a string.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Json::as_str)
    }

    /// Whether a member of that name is there.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The members in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> + Clone {
        self.members.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// How many members there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are no members.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The object on one line, as [`Json::to_compact`].
    #[must_use]
    pub fn to_compact(&self) -> String {
        write::compact_object(self)
    }

    /// The object for eyes, as [`Json::to_pretty`].
    #[must_use]
    pub fn to_pretty(&self) -> String {
        write::pretty_object(self)
    }

    /// Puts the members in the order of their ranks; those of one rank keep the order they have.
    pub(crate) fn rank(&mut self, rank: impl Fn(&str) -> usize) {
        self.members.sort_by_cached_key(|(name, _)| rank(name));
    }

    /// For the parser, which has already made sure that no name stands twice.
    fn from_distinct(members: Vec<(Cow<'static, str>, Json)>) -> Self {
        Self { members }
    }
}

impl PartialEq for Object {
    /// Objects are equal when they have the same members, in whatever order (RFC 8259 §4).
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

/// A finite IEEE 754 double; if written as an integer, one within ±(2^53 − 1) (RFC 7493 §2.2).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(f64);

impl Number {
    /// 2^53 − 1: the largest integer that every JSON reader sees alike.
    pub const MAX_INTEGER: i64 = (1 << 53) - 1;

    /// The number, if it is finite.
    #[must_use]
    pub const fn from_f64(value: f64) -> Option<Self> {
        if value.is_finite() { Some(Self(value)) } else { None }
    }

    /// The value.
    #[must_use]
    pub const fn as_f64(self) -> f64 {
        self.0
    }

    /// Writes the number as ECMAScript does (RFC 8785 §3.2.2.3), the one spelling used everywhere in sanad.
    pub fn write(self, text: &mut String) {
        write::number(self.0, text);
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(f64::from(value))
    }
}

impl From<u32> for Json {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

/// Writes a string in quotation marks, escaped as RFC 8785 §3.2.2.2 asks.
pub fn write_string(value: &str, text: &mut String) {
    write::string(value, text);
}
