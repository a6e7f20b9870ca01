//! That an Open Badges 2.0 assertion was taken back: by itself, or by its issuer's `RevocationList`.

use crate::json::{Json, Object};
use crate::ob2::member::{Members, ReadError, expect_type};
use crate::ob2::version::Version;
use crate::pointer::JsonPointer;

/// A revocation, and why, if the issuer says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Revocation {
    /// The issuer's reason: untrusted text.
    pub reason: Option<String>,
}

impl Revocation {
    /// The revocation that an assertion declares of itself. `"true"` counts too: whoever writes that means it.
    #[must_use]
    pub fn of(assertion: &Object) -> Option<Self> {
        let is_revoked = match assertion.get("revoked")? {
            Json::Bool(revoked) => *revoked,
            Json::String(text) => text == "true",
            _ => false,
        };
        is_revoked.then(|| Self { reason: assertion.text("revocationReason").map(str::to_owned) })
    }
}

/// The assertions that an issuer has revoked. Only signed ones need it: a hosted one is revoked where it is hosted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationList {
    id: Option<String>,
    issuer: Option<String>,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    name: String,
    revocation: Revocation,
}

impl RevocationList {
    /// Reads a list. That of version 1 is an object whose names are the revoked ids or uids and whose values the
    /// reasons; it is taken for one only if the issuer's badges are of that version, since any object looks like it.
    ///
    /// # Errors
    /// [`ReadError`], if it is none.
    pub fn read(document: &Object, version: Version) -> Result<Self, ReadError> {
        let root = JsonPointer::root();
        let members = Members::new(document, &root);
        if version < Version::V2_0 && !document.contains("revokedAssertions") {
            let entries = document.iter().filter(|(name, _)| !name.starts_with('@'));
            let entry = |(name, value): (&str, &Json)| match value {
                Json::String(reason) => Ok(Entry {
                    name: name.to_owned(),
                    revocation: Revocation { reason: Some(reason.clone()) },
                }),
                other => Err(members.wrong_kind(name, other, "a reason")),
            };
            return Ok(Self {
                id: None,
                issuer: None,
                entries: entries.map(entry).collect::<Result<_, _>>()?,
            });
        }
        expect_type(document, &["RevocationList"])?;
        let issuer = members.one("issuer")?;
        let issuer = issuer.and_then(|issuer| issuer.as_str().or_else(|| issuer.as_object()?.text("id")));
        if !document.contains("revokedAssertions") {
            let at = members.place("revokedAssertions");
            return Err(ReadError::Missing { at, expected: "the revoked assertions" });
        }
        let listed = document.get("revokedAssertions").map_or(&[][..], Json::items);
        let place = members.place("revokedAssertions");
        let entries = listed.iter().enumerate().map(|(index, item)| Entry::read(item, &place.item(index)));
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            id: members.text("id")?.map(str::to_owned),
            issuer: issuer.map(str::to_owned),
            entries: entries.into_iter().flatten().collect(),
        })
    }

    /// The list's own IRI, if it says it.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The IRI of the issuer whose list it is, if it says so.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    /// The revocation of the assertion with one of these names: its id, its uid.
    #[must_use]
    pub fn find(&self, names: &[&str]) -> Option<&Revocation> {
        let entry = self.entries.iter().find(|entry| names.contains(&entry.name.as_str()))?;
        Some(&entry.revocation)
    }
}

impl Entry {
    /// An id alone, or an object with an id or uid; `revoked: false` takes the entry back.
    fn read(value: &Json, at: &JsonPointer) -> Result<Option<Self>, ReadError> {
        match value {
            Json::String(name) => Ok(Some(Self { name: name.clone(), revocation: Revocation::default() })),
            Json::Object(object) => {
                let name = object.text("id").or_else(|| object.text("uid"));
                let missing = || ReadError::Missing { at: at.member("id"), expected: "an id or uid" };
                let name = name.ok_or_else(missing)?.to_owned();
                if object.get("revoked") == Some(&Json::Bool(false)) {
                    return Ok(None);
                }
                let reason = object.text("revocationReason").map(str::to_owned);
                Ok(Some(Self { name, revocation: Revocation { reason } }))
            }
            other => Err(ReadError::WrongKind {
                at: at.clone(),
                found: other.kind(),
                expected: "an id or an object",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    fn read(text: &str, version: Version) -> Result<RevocationList, Code> {
        let value = Json::parse(text.as_bytes()).unwrap();
        RevocationList::read(value.as_object().unwrap(), version).map_err(|error| error.code())
    }

    #[test]
    fn an_assertion_is_found_by_id_and_uid_in_each_of_the_three_spellings() {
        let list = read(
            r#"{"type": "RevocationList", "id": "l", "issuer": {"id": "i"}, "revokedAssertions": ["urn:uuid:1",
                {"id": "urn:uuid:2", "revocationReason": "cheated"}, {"uid": "3"}, {"id": "urn:uuid:4", "revoked": false}]}"#,
            Version::V2_0,
        )
        .unwrap();
        assert_eq!((list.id(), list.issuer()), (Some("l"), Some("i")));
        assert_eq!(list.find(&["urn:uuid:1"]), Some(&Revocation::default()));
        assert_eq!(list.find(&["urn:uuid:2"]), Some(&Revocation { reason: Some("cheated".to_owned()) }));
        assert!(list.find(&["urn:uuid:9", "3"]).is_some());
        assert_eq!(list.find(&["urn:uuid:4"]), None);
        assert_eq!(list.find(&["urn:uuid:9"]), None);
    }

    #[test]
    fn the_list_of_version_1_is_an_object_of_reasons() {
        let old = r#"{"@context": "x", "abc": "awarded in error"}"#;
        let list = read(old, Version::V1_0).unwrap();
        assert_eq!(list.find(&["abc"]).unwrap().reason.as_deref(), Some("awarded in error"));
        assert_eq!(list.find(&["@context"]), None);
        assert_eq!(read(old, Version::V2_0), Err(Code::SchemaMissing));
        assert_eq!(read(r#"{"abc": 7}"#, Version::V1_1), Err(Code::SchemaWrongKind));
    }

    #[test]
    fn what_is_no_list_is_none() {
        for (text, code) in [
            (r#"{"type": "RevocationList"}"#, Code::SchemaMissing),
            (r#"{"type": "Profile", "revokedAssertions": []}"#, Code::TypeUnexpected),
            (r#"{"type": "RevocationList", "revokedAssertions": [{"name": "x"}]}"#, Code::SchemaMissing),
            (r#"{"type": "RevocationList", "revokedAssertions": [7]}"#, Code::SchemaWrongKind),
        ] {
            assert_eq!(read(text, Version::V2_0), Err(code), "{text}");
        }
    }

    #[test]
    fn an_assertion_may_say_itself_that_it_is_revoked() {
        let said = |text: &str| Revocation::of(Json::parse(text.as_bytes()).unwrap().as_object().unwrap());
        let reason = Some("cheated".to_owned());
        assert_eq!(said(r#"{"revoked": true, "revocationReason": "cheated"}"#), Some(Revocation { reason }));
        assert_eq!(said(r#"{"revoked": "true"}"#), Some(Revocation::default()));
        for text in [r#"{"revoked": false}"#, "{}", r#"{"revocationReason": "x"}"#] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
