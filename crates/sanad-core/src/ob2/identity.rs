//! To whom an Open Badges 2.0 assertion was awarded: an `IdentityObject`, and the same in the members of 3.0.

use crate::json::{Json, Object};
use crate::model::lexical;
use crate::ob2::member::{Members, ReadError, cut};
use crate::pointer::JsonPointer;

/// The recipient of an assertion: one identifier, plain or hashed, and what kind it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientIdentity {
    property: String,
    identity: String,
    is_hashed: bool,
    salt: Option<String>,
}

impl RecipientIdentity {
    /// Reads an `IdentityObject`.
    pub(crate) fn read(value: &Json, at: &JsonPointer) -> Result<Self, ReadError> {
        let Some(object) = value.as_object() else {
            return Err(ReadError::WrongKind { at: at.clone(), found: value.kind(), expected: "an object" });
        };
        let members = Members::new(object, at);
        let property = members.required_text("type")?;
        let bare = ["schema:", "https://schema.org/", "http://schema.org/"]
            .iter()
            .find_map(|prefix| property.strip_prefix(prefix))
            .unwrap_or(property);
        if bare.is_empty() || !bare.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let expected = "email, url, telephone or id";
            return Err(ReadError::UnknownWord { at: members.place("type"), found: cut(property), expected });
        }
        let identity = members.required_text("identity")?;
        let is_hashed = match members.one("hashed")? {
            Some(Json::Bool(hashed)) => *hashed,
            // spec/open-badges-2.md#recipient: the standard demands the member, and its first example has none.
            None => looks_hashed(identity),
            Some(other) => return Err(members.wrong_kind("hashed", other, "true or false")),
        };
        Ok(Self {
            property: bare.to_owned(),
            identity: identity.to_owned(),
            is_hashed,
            salt: members.text("salt")?.map(str::to_owned),
        })
    }

    /// The property of the recipient's profile that the identifier is a value of: `email`, `url`, `telephone`, `id`,
    /// or another.
    #[must_use]
    pub fn property(&self) -> &str {
        &self.property
    }

    /// The kind of identifier in the words of 3.0, which knows no URL and no telephone number.
    #[must_use]
    pub fn identity_type(&self) -> String {
        match self.property.as_str() {
            "email" => "emailAddress".to_owned(),
            other => format!("ext:{other}"),
        }
    }

    /// The subject of a badge in the members of 3.0, without an achievement.
    #[must_use]
    pub fn to_subject(&self) -> Object {
        let subject = Object::new();
        if self.property == "id" && !self.is_hashed && lexical::is_absolute_uri(&self.identity) {
            return subject.with("id", self.identity.as_str());
        }
        let mut identifier = Object::new()
            .with("type", "IdentityObject")
            .with("hashed", self.is_hashed)
            .with("identityHash", self.identity.as_str())
            .with("identityType", self.identity_type());
        if let Some(salt) = &self.salt {
            identifier.insert("salt", salt.as_str());
        }
        subject.with("identifier", vec![identifier])
    }
}

/// A function's name, a dollar sign, hexadecimal digits.
fn looks_hashed(identity: &str) -> bool {
    identity.split_once('$').is_some_and(|(function, digits)| {
        matches!(function, "sha256" | "sha1" | "md5") && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::model::known_recipient::{Match, Spelling, matches};

    fn read(text: &str) -> Result<RecipientIdentity, Code> {
        let value = Json::parse(text.as_bytes()).unwrap();
        RecipientIdentity::read(&value, &JsonPointer::root()).map_err(|error| error.code())
    }

    fn compared(text: &str, known: &str) -> Result<Match, Code> {
        let subject = read(text)?.to_subject();
        matches(&subject, &known.parse().unwrap()).map_err(|error| error.code())
    }

    #[test]
    fn each_kind_of_identifier_is_compared_as_its_like_of_3_0() {
        // By sha256sum over `nobody@example.orgdeadsea`, `mayze`.
        let hashed = "sha256$ecf5409f3f4b91ab60cc5ef4c02aef7032354375e70cf4d8e43f6a1d29891942";
        let bare = "sha256$7a1a1b3f7d40552e4299180e346e3add12bf9a751a43d9c4ca4518febc2c60c6";
        let as_given = Ok(Match::Identity(Spelling::AsGiven));
        let mail =
            format!(r#"{{"type": "email", "hashed": true, "salt": "deadsea", "identity": "{hashed}"}}"#);
        assert_eq!(compared(&mail, "email:nobody@example.org"), as_given);
        assert_eq!(compared(&mail, "email:ada@example.org"), Ok(Match::SomebodyElse));
        assert_eq!(compared(&mail, "did:web:ada.example"), Ok(Match::NotComparable));
        let no_salt = format!(r#"{{"type": ["schema:email"], "hashed": true, "identity": "{bare}"}}"#);
        assert_eq!(compared(&no_salt, "email:mayze"), as_given);
        let plain = r#"{"type": "telephone", "hashed": false, "identity": "+16175551212"}"#;
        assert_eq!(compared(plain, "ext:telephone:+16175551212"), as_given);
        let id = r#"{"type": "id", "hashed": false, "identity": "https://ada.example/"}"#;
        assert_eq!(compared(id, "https://ada.example/"), Ok(Match::Id));
        let weak = r#"{"type": "email", "hashed": true, "identity": "md5$0cc175b9c0f1b6a831c399e269772661"}"#;
        assert_eq!(compared(weak, "email:a"), Err(Code::SubjectWeakHash));
    }

    #[test]
    fn without_hashed_the_identity_says_by_its_shape_whether_it_is() {
        let hash = "sha256$7a1a1b3f7d40552e4299180e346e3add12bf9a751a43d9c4ca4518febc2c60c6";
        assert!(read(&format!(r#"{{"type": "email", "identity": "{hash}"}}"#)).unwrap().is_hashed);
        assert!(!read(r#"{"type": "email", "identity": "ada$x@example.org"}"#).unwrap().is_hashed);
        let as_text = r#"{"type": "email", "identity": "a@b", "hashed": "false"}"#;
        assert_eq!(read(as_text), Err(Code::SchemaWrongKind));
        assert_eq!(read(r#"{"type": "https://x.example/y", "identity": "a"}"#), Err(Code::SchemaEnumeration));
        assert_eq!(read(r#""ada@example.org""#), Err(Code::SchemaWrongKind));
    }
}
