//! How one Open Badges 2.0 document refers to another: by its IRI, or by standing within it.

use crate::json::{Json, Object};
use crate::model::lexical;
use crate::ob2::member::{ReadError, cut};
use crate::pointer::JsonPointer;

/// A reference from one document to another.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Link {
    /// The other document stands here. It may have an id under which it is hosted too.
    Embedded(Object),
    /// The other document has this IRI.
    Named(String),
}

impl Link {
    /// Reads a reference. An object with nothing but an `id` is a name too (JSON-LD 1.1, "Node identifiers").
    pub(crate) fn read(value: &Json, at: JsonPointer) -> Result<Self, ReadError> {
        let named = |text: &str| {
            if lexical::is_absolute_uri(text) {
                Ok(Self::Named(text.to_owned()))
            } else {
                Err(ReadError::NotAnIri { at: at.clone(), found: cut(text) })
            }
        };
        match value {
            Json::String(text) => named(text),
            Json::Object(object) => match object.text("id") {
                Some(id) if object.iter().all(|(name, _)| matches!(name, "id" | "type" | "@context")) => {
                    named(id)
                }
                _ => Ok(Self::Embedded(object.clone())),
            },
            other => Err(ReadError::WrongKind { at, found: other.kind(), expected: "an IRI or an object" }),
        }
    }

    /// The reference in a member, if there is one that can be read.
    #[must_use]
    pub fn within(document: &Object, name: &str) -> Option<Self> {
        let value = document.get(name)?.items().first()?;
        Self::read(value, JsonPointer::root().member(name)).ok()
    }

    /// The other document's id, if it has one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Embedded(object) => object.text("id"),
            Self::Named(id) => Some(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    fn read(text: &str) -> Result<Link, Code> {
        Link::read(&Json::parse(text.as_bytes()).unwrap(), JsonPointer::root()).map_err(|error| error.code())
    }

    #[test]
    fn an_object_with_an_id_alone_is_a_name() {
        for text in [r#""https://a.example/b""#, r#"{"id": "https://a.example/b", "type": "BadgeClass"}"#] {
            assert_eq!(read(text), Ok(Link::Named("https://a.example/b".to_owned())), "{text}");
        }
        let embedded = read(r#"{"id": "https://a.example/b", "name": "Welding"}"#).unwrap();
        assert!(matches!(embedded, Link::Embedded(_)));
        assert_eq!(embedded.id(), Some("https://a.example/b"));
        assert_eq!(read(r#""badge""#), Err(Code::JsonldRelativeIri));
        assert_eq!(read("7"), Err(Code::SchemaWrongKind));
    }
}
