//! A list of revoked badges by their ids, as the 1EdTech Revocation List Status Method has it. `spec/status.md#revocation-lists`

use std::collections::BTreeMap;

use crate::code::Code;
use crate::json::{Json, Object};
use crate::pointer::JsonPointer;

/// The type of a `credentialStatus` whose `id` is the URL of such a list.
pub const ENTRY_TYPE: &str = "1EdTechRevocationList";

/// What a list of revoked badges says: read, not believed. Nobody signs it; its word is that of the host that it came
/// from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationList<'a> {
    id: &'a str,
    issuer: &'a str,
    badges: BTreeMap<&'a str, Revocation<'a>>,
}

/// What the list says of a badge that stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "it stands there as revoked or as not")]
pub enum Revocation<'a> {
    /// It is revoked; and why, in the issuer's words.
    Revoked {
        /// The reason, if one is given.
        reason: Option<&'a str>,
    },
    /// It stands there with the words that it is not revoked.
    NotRevoked,
}

impl<'a> RevocationList<'a> {
    /// Reads a document as a list.
    ///
    /// # Errors
    /// [`RevocationListError`], which says where. A list that is in part not understood is not read in part: what is
    /// not understood may be the revocation that is asked about.
    pub fn read(document: &'a Object) -> Result<Self, RevocationListError> {
        let root = JsonPointer::root();
        let text = |name: &str| {
            document
                .text(name)
                .ok_or_else(|| RevocationListError::Member { at: root.member(name), expected: "a string" })
        };
        let (id, issuer) = (text("id")?, issuer(document)?);
        let mut badges = BTreeMap::new();
        // The standard spells it without the `s`, lists that are about with it. One that has neither says nothing.
        let spellings = ["revokedCredential", "revokedCredentials"];
        if !spellings.iter().any(|name| document.contains(name)) {
            let at = root.member("revokedCredential");
            return Err(RevocationListError::Member { at, expected: "an array" });
        }
        for name in spellings {
            let at = root.member(name);
            for (index, item) in document.get(name).map_or(&[][..], Json::items).iter().enumerate() {
                let (badge, revocation) = entry(item, &at.item(index))?;
                // Of two words about one badge the worse counts.
                let known = badges.entry(badge).or_insert(revocation);
                if matches!(known, Revocation::NotRevoked) {
                    *known = revocation;
                }
            }
        }
        Ok(Self { id, issuer, badges })
    }

    /// The list's own id: the URL that it is published under.
    #[must_use]
    pub const fn id(&self) -> &'a str {
        self.id
    }

    /// Whose badges it is about.
    #[must_use]
    pub const fn issuer(&self) -> &'a str {
        self.issuer
    }

    /// What it says of the badge with that id; nothing if it does not stand in it.
    #[must_use]
    pub fn find(&self, badge_id: &str) -> Option<Revocation<'a>> {
        self.badges.get(badge_id).copied()
    }
}

/// Why a document is no list of revoked badges.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RevocationListError {
    /// A member is missing or of another kind.
    #[error("{at} is missing or not {expected}")]
    Member {
        /// Where.
        at: JsonPointer,
        /// What belongs there.
        expected: &'static str,
    },
}

impl RevocationListError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Member { .. } => Code::StatusListMalformed,
        }
    }
}

fn issuer(document: &Object) -> Result<&str, RevocationListError> {
    let issuer = document.get("issuer").and_then(|issuer| match issuer {
        Json::Object(profile) => profile.text("id"),
        other => other.as_str(),
    });
    issuer.ok_or_else(|| RevocationListError::Member {
        at: JsonPointer::root().member("issuer"),
        expected: "an id or an object with one",
    })
}

fn entry<'a>(item: &'a Json, at: &JsonPointer) -> Result<(&'a str, Revocation<'a>), RevocationListError> {
    let wrong = |at, expected| RevocationListError::Member { at, expected };
    let item = item.as_object().ok_or_else(|| wrong(at.clone(), "an object"))?;
    let id = item.text("id").ok_or_else(|| wrong(at.member("id"), "a string"))?;
    let revoked = match item.get("revoked") {
        None => true,
        Some(Json::Bool(revoked)) => *revoked,
        Some(Json::String(word)) if word == "true" => true,
        Some(Json::String(word)) if word == "false" => false,
        Some(_) => return Err(wrong(at.member("revoked"), "true or false")),
    };
    // The reason decides nothing: one that is no text is none.
    let reason = item.text("revocationReason");
    Ok((id, if revoked { Revocation::Revoked { reason } } else { Revocation::NotRevoked }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Object {
        match Json::parse(text.as_bytes()) {
            Ok(Json::Object(object)) => object,
            other => panic!("{other:?}"),
        }
    }

    fn list(entries: &str) -> Object {
        parsed(&format!(r#"{{"id": "https://a.example/r", "issuer": "https://a.example", {entries}}}"#))
    }

    fn find(document: &Object, id: &str) -> Option<bool> {
        let list = RevocationList::read(document).unwrap();
        list.find(id).map(|found| matches!(found, Revocation::Revoked { .. }))
    }

    #[test]
    fn a_badge_in_the_list_is_revoked_unless_the_list_says_that_it_is_not() {
        let document = list(
            r#""revokedCredential": [
                {"id": "urn:1"},
                {"id": "urn:2", "revoked": true, "revocationReason": "copied"},
                {"id": "urn:3", "revoked": "true"},
                {"id": "urn:4", "revoked": false},
                {"id": "urn:5", "revoked": "false"}
            ]"#,
        );
        for (id, revoked) in
            [("urn:1", true), ("urn:2", true), ("urn:3", true), ("urn:4", false), ("urn:5", false)]
        {
            assert_eq!(find(&document, id), Some(revoked), "{id}");
        }
        let list = RevocationList::read(&document).unwrap();
        assert_eq!((list.id(), list.issuer()), ("https://a.example/r", "https://a.example"));
        assert_eq!(list.find("urn:6"), None);
        assert_eq!(list.find("urn:2"), Some(Revocation::Revoked { reason: Some("copied") }));
    }

    #[test]
    fn both_spellings_are_read_one_entry_needs_no_array_and_none_is_an_empty_list() {
        for spelling in ["revokedCredential", "revokedCredentials"] {
            assert_eq!(find(&list(&format!(r#""{spelling}": [{{"id": "urn:1"}}]"#)), "urn:1"), Some(true));
            assert_eq!(find(&list(&format!(r#""{spelling}": {{"id": "urn:1"}}"#)), "urn:1"), Some(true));
            assert_eq!(find(&list(&format!(r#""{spelling}": []"#)), "urn:1"), None);
        }
        let both = list(r#""revokedCredential": [{"id": "urn:1"}], "revokedCredentials": [{"id": "urn:2"}]"#);
        assert_eq!((find(&both, "urn:1"), find(&both, "urn:2")), (Some(true), Some(true)));
    }

    #[test]
    fn of_two_words_about_one_badge_the_worse_counts() {
        for entries in [
            r#"{"id": "urn:1", "revoked": false}, {"id": "urn:1"}"#,
            r#"{"id": "urn:1"}, {"id": "urn:1", "revoked": false}"#,
        ] {
            assert_eq!(find(&list(&format!(r#""revokedCredential": [{entries}]"#)), "urn:1"), Some(true));
        }
    }

    #[test]
    fn a_list_that_is_in_part_not_understood_is_not_read_in_part() {
        for (document, at) in [
            (list(r#""revokedAssertions": []"#), "/revokedCredential"),
            (list(r#""revokedCredential": ["urn:1"]"#), "/revokedCredential/0"),
            (list(r#""revokedCredential": [{"id": "urn:1"}, {}]"#), "/revokedCredential/1/id"),
            (list(r#""revokedCredential": [{"id": "urn:1", "revoked": 1}]"#), "/revokedCredential/0/revoked"),
            (
                list(r#""revokedCredential": [{"id": "urn:1", "revoked": "yes"}]"#),
                "/revokedCredential/0/revoked",
            ),
            (list(r#""revokedCredential": null"#), "/revokedCredential/0"),
            (list(r#""revokedCredentials": []"#).without("id"), "/id"),
            (list(r#""revokedCredentials": []"#).without("issuer"), "/issuer"),
            (list(r#""revokedCredentials": []"#).with("issuer", 7), "/issuer"),
        ] {
            let error = RevocationList::read(&document).unwrap_err();
            assert_eq!(error.code(), Code::StatusListMalformed);
            assert!(error.to_string().starts_with(&format!("{at} ")), "{error}, expected {at}");
        }
    }
}
