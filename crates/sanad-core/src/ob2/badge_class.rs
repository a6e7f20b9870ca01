//! An Open Badges 2.0 `BadgeClass`: what there is to be earned, and who awards it.

use crate::json::Object;
use crate::model::lexical;
use crate::ob2::link::Link;
use crate::ob2::member::{Members, ReadError, expect_type};
use crate::ob2::upgrade;
use crate::ob2::version::Version;
use crate::pointer::JsonPointer;

/// A badge class of Open Badges 2.0, or of an earlier version upgraded to its members.
#[derive(Clone, Debug, PartialEq)]
pub struct BadgeClass {
    members: Object,
    id: Option<String>,
    issuer: Link,
}

impl BadgeClass {
    /// Reads a badge class as it was fetched from a URL.
    ///
    /// # Errors
    /// [`ReadError`], if it is none or not as its version has it.
    pub fn read_hosted(document: &Object, url: &str) -> Result<Self, ReadError> {
        let version = Version::of(document).unwrap_or(Version::V2_0);
        let mut upgraded = upgrade::badge_class(document, version);
        if version < Version::V2_0 && !upgraded.contains("id") {
            upgraded.insert("id", url);
        }
        Self::read_upgraded(upgraded, version)
    }

    /// Reads a badge class that stands within an assertion of some version, already upgraded.
    ///
    /// # Errors
    /// [`ReadError`], if it is none or not as its version has it.
    pub fn read_embedded(upgraded: &Object, version: Version) -> Result<Self, ReadError> {
        Self::read_upgraded(upgraded.clone(), version)
    }

    fn read_upgraded(upgraded: Object, version: Version) -> Result<Self, ReadError> {
        expect_type(&upgraded, &["BadgeClass"])?;
        let root = JsonPointer::root();
        let members = Members::new(&upgraded, &root);
        // Only 0.5 has no ids; its badge class stands nowhere but in the assertion.
        let id = match version {
            Version::V0_5 => members.text("id")?,
            _ => Some(members.required_iri("id")?),
        };
        members.required("name", "a string")?;
        members.required("description", "a string")?;
        Link::read(members.required("image", "an IRI or an object")?, members.place("image"))?;
        Link::read(members.required("criteria", "an IRI or an object")?, members.place("criteria"))?;
        let issuer = Link::read(members.required("issuer", "an IRI or an object")?, members.place("issuer"))?;
        Ok(Self { id: id.map(str::to_owned), issuer, members: upgraded })
    }

    /// All its members, those of an earlier version by their newer names.
    #[must_use]
    pub const fn members(&self) -> &Object {
        &self.members
    }

    /// Its IRI. Only one of 0.5 has none.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Who awards it.
    #[must_use]
    pub const fn issuer(&self) -> &Link {
        &self.issuer
    }
}

/// The picture that a member names, whichever way it is written.
pub(crate) fn iri_of<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    let value = object.get(name)?.items().first()?;
    let text = value.as_str().or_else(|| value.as_object()?.text("id"))?;
    lexical::is_absolute_uri(text).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::json::Json;

    fn good() -> Object {
        let text = r#"{"@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass",
            "id": "https://academy.example/badges/1", "name": "Welding I", "description": "Joins plates.",
            "image": "https://academy.example/badges/1.png", "criteria": {"narrative": "Pass."},
            "issuer": "https://academy.example/issuer"}"#;
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn each_thing_that_a_badge_class_needs_is_missed() {
        let url = "https://academy.example/badges/1";
        assert_eq!(
            BadgeClass::read_hosted(&good(), url).unwrap().issuer().id(),
            Some("https://academy.example/issuer")
        );
        for name in ["id", "name", "description", "image", "criteria", "issuer", "type"] {
            let error = BadgeClass::read_hosted(&good().without(name), url).unwrap_err();
            assert_eq!((error.code(), error.at()), (Code::SchemaMissing, JsonPointer::root().member(name)));
        }
        let other = good().with("type", "Assertion");
        assert_eq!(BadgeClass::read_hosted(&other, url).unwrap_err().code(), Code::TypeUnexpected);
        let relative = good().with("image", "/badge.png");
        assert_eq!(BadgeClass::read_hosted(&relative, url).unwrap_err().code(), Code::JsonldRelativeIri);
    }

    #[test]
    fn one_of_1_0_has_the_url_it_came_from_and_no_type() {
        let old =
            good().without("@context").without("id").without("type").with("criteria", "https://a.example/c");
        assert_eq!(
            BadgeClass::read_hosted(&old, "https://a.example/b").unwrap().id(),
            Some("https://a.example/b")
        );
    }
}
