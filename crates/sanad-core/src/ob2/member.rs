//! Members of Open Badges 2.0 documents, read one by one; and why one cannot be read.

use crate::code::Code;
use crate::json::{Json, Object};
use crate::model::lexical;
use crate::ob2::version::Version;
use crate::pointer::JsonPointer;
use crate::timestamp::{Timestamp, TimestampError};

/// Why a document is not as Open Badges 2.0 has it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// A required member is missing.
    #[error("nothing at {at}, expected {expected}")]
    Missing {
        /// Where it should be.
        at: JsonPointer,
        /// What it should be.
        expected: &'static str,
    },
    /// A text that is no absolute IRI where one stands.
    #[error("`{found}` at {at} is no absolute IRI")]
    NotAnIri {
        /// Where.
        at: JsonPointer,
        /// What stands there, cut at 60 characters.
        found: String,
    },
    /// More than one value where one stands.
    #[error("{found} values at {at}, expected one")]
    Several {
        /// Where.
        at: JsonPointer,
        /// How many.
        found: usize,
    },
    /// What stands where a time does is none.
    #[error("{source} at {at}")]
    Time {
        /// Where.
        at: JsonPointer,
        /// Why.
        source: TimestampError,
    },
    /// A document of another class.
    #[error("{found} where a document of type {expected} is expected")]
    TypeUnexpected {
        /// Its types, cut at 60 characters.
        found: String,
        /// The type it should have.
        expected: &'static str,
    },
    /// A word that the specification does not have there.
    #[error("`{found}` at {at}, expected {expected}")]
    UnknownWord {
        /// Where.
        at: JsonPointer,
        /// The word, cut at 60 characters.
        found: String,
        /// The words there are.
        expected: &'static str,
    },
    /// A value of another kind.
    #[error("{found} at {at}, expected {expected}")]
    WrongKind {
        /// Where.
        at: JsonPointer,
        /// What kind of value stands there.
        found: &'static str,
        /// What kind should.
        expected: &'static str,
    },
}

impl ReadError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Missing { .. } => Code::SchemaMissing,
            Self::NotAnIri { .. } => Code::JsonldRelativeIri,
            Self::Several { .. } => Code::SchemaCardinality,
            Self::Time { source, .. } => source.code(),
            Self::TypeUnexpected { .. } => Code::TypeUnexpected,
            Self::UnknownWord { .. } => Code::SchemaEnumeration,
            Self::WrongKind { .. } => Code::SchemaWrongKind,
        }
    }

    /// Where in the document, upgraded to 2.0; the document for its type.
    #[must_use]
    pub fn at(&self) -> JsonPointer {
        match self {
            Self::TypeUnexpected { .. } => JsonPointer::root().member("type"),
            Self::Missing { at, .. }
            | Self::NotAnIri { at, .. }
            | Self::Several { at, .. }
            | Self::Time { at, .. }
            | Self::UnknownWord { at, .. }
            | Self::WrongKind { at, .. } => at.clone(),
        }
    }
}

/// Whether a document has a type: by its plain word, or by its IRI in the contexts of Open Badges.
pub(crate) fn is_type(document: &Object, word: &str) -> bool {
    types(document).any(|found| {
        let bare = found.strip_prefix("obi:").or_else(|| found.strip_prefix("https://w3id.org/openbadges#"));
        bare.unwrap_or(found) == word
    })
}

fn types(document: &Object) -> impl Iterator<Item = &str> {
    let types = document.get("type").or_else(|| document.get("@type"));
    types.map_or(&[][..], Json::items).iter().filter_map(Json::as_str)
}

/// Asks that a document is of one of the types; the first is the one told.
pub(crate) fn expect_type(document: &Object, words: &[&'static str]) -> Result<(), ReadError> {
    if words.iter().any(|word| is_type(document, word)) {
        return Ok(());
    }
    let expected = words.first().copied().unwrap_or_default();
    if types(document).next().is_none() {
        let at = JsonPointer::root().member("type");
        return Err(ReadError::Missing { at, expected });
    }
    let found = cut(&types(document).collect::<Vec<_>>().join(" "));
    Err(ReadError::TypeUnexpected { found, expected })
}

/// A member, its name, and the place of what it stands in.
#[derive(Clone, Copy)]
pub(crate) struct Members<'a> {
    object: &'a Object,
    at: &'a JsonPointer,
}

impl<'a> Members<'a> {
    pub(crate) const fn new(object: &'a Object, at: &'a JsonPointer) -> Self {
        Self { object, at }
    }

    /// The place of a member.
    pub(crate) fn place(self, name: &str) -> JsonPointer {
        self.at.member(name)
    }

    /// The only value of a member: JSON-LD lets one value stand in an array.
    pub(crate) fn one(self, name: &str) -> Result<Option<&'a Json>, ReadError> {
        match self.object.get(name).map(Json::items) {
            None | Some([Json::Null]) => Ok(None),
            Some([value]) => Ok(Some(value)),
            Some(values) => Err(ReadError::Several { at: self.place(name), found: values.len() }),
        }
    }

    pub(crate) fn required(self, name: &str, expected: &'static str) -> Result<&'a Json, ReadError> {
        self.one(name)?.ok_or_else(|| ReadError::Missing { at: self.place(name), expected })
    }

    pub(crate) fn text(self, name: &str) -> Result<Option<&'a str>, ReadError> {
        let wrong = |value: &Json| self.wrong_kind(name, value, "a string");
        self.one(name)?.map(|value| value.as_str().ok_or_else(|| wrong(value))).transpose()
    }

    pub(crate) fn required_text(self, name: &str) -> Result<&'a str, ReadError> {
        self.text(name)?.ok_or_else(|| ReadError::Missing { at: self.place(name), expected: "a string" })
    }

    pub(crate) fn required_iri(self, name: &str) -> Result<&'a str, ReadError> {
        let text = self.required_text(name)?;
        if lexical::is_absolute_uri(text) {
            return Ok(text);
        }
        Err(ReadError::NotAnIri { at: self.place(name), found: cut(text) })
    }

    /// A list of texts; none if the member is not there.
    pub(crate) fn texts(self, name: &str) -> Result<Vec<String>, ReadError> {
        let items = self.object.get(name).map_or(&[][..], Json::items);
        let text = |item: &Json| {
            item.as_str().map(str::to_owned).ok_or_else(|| self.wrong_kind(name, item, "strings"))
        };
        items.iter().map(text).collect()
    }

    pub(crate) fn time(self, name: &str, version: Version) -> Result<Option<Timestamp>, ReadError> {
        let read = |value| super::time::read(value, version);
        let misread = |source| ReadError::Time { at: self.place(name), source };
        self.one(name)?.map(read).transpose().map_err(misread)
    }

    pub(crate) fn wrong_kind(self, name: &str, value: &Json, expected: &'static str) -> ReadError {
        ReadError::WrongKind { at: self.place(name), found: value.kind(), expected }
    }
}

/// A text as it is told in an error.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}
