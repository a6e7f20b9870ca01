//! Which version of Open Badges before 3.0 a document is of, told by its contexts and by its shape.

use crate::json::{Json, Object};
use crate::ob2::member::is_type;

/// A version of Open Badges before 3.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Version {
    /// 0.5 (2011): one document with everything in it, the recipient a bare address or hash.
    V0_5,
    /// 1.0 (2013): assertion, badge class and issuer apart; plain JSON.
    V1_0,
    /// 1.1 (2015): the same as JSON-LD, with `id` and `type`.
    V1_1,
    /// 2.0 (2018), and 2.1, which differs in its API only.
    V2_0,
}

impl Version {
    /// The version's number.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V0_5 => "0.5",
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V2_0 => "2.0",
        }
    }

    /// The version of a document: by its context, without one by whether the recipient is a bare text. `None` if it
    /// has contexts and none of Open Badges 1 or 2 among them.
    #[must_use]
    pub fn of(document: &Object) -> Option<Self> {
        let Some(contexts) = document.get("@context") else {
            let is_bare = document.get("recipient").is_some_and(|recipient| recipient.as_str().is_some());
            return Some(if is_bare { Self::V0_5 } else { Self::V1_0 });
        };
        let named: Vec<&str> = contexts.items().iter().filter_map(Json::as_str).map(bare).collect();
        let has = |known: &[&str]| named.iter().any(|context| known.contains(context));
        if has(&["w3id.org/openbadges/v2", "openbadgespec.org/v2/context.json"]) {
            Some(Self::V2_0)
        } else if has(&["w3id.org/openbadges/v1", "openbadgespec.org/v1/context.json"]) {
            Some(Self::V1_1)
        } else {
            None
        }
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A context's URL without its scheme: a context is never fetched here, so either scheme names the same.
fn bare(context: &str) -> &str {
    let rest = context.strip_prefix("https://").or_else(|| context.strip_prefix("http://"));
    rest.unwrap_or(context).trim_end_matches('/')
}

/// Whether a document looks like an assertion of Open Badges 2.0 or earlier. It need not be a good one.
#[must_use]
pub fn looks_like(document: &Object) -> bool {
    match Version::of(document) {
        None => false,
        // An assertion that was revoked may have lost all other members.
        Some(Version::V2_0 | Version::V1_1) => {
            is_type(document, "Assertion") || (document.contains("recipient") && document.contains("badge"))
        }
        Some(Version::V1_0) => {
            let verify = document.get("verify").or_else(|| document.get("verification"));
            document.contains("badge") && verify.is_some_and(|verify| verify.as_object().is_some())
        }
        Some(Version::V0_5) => document.get("badge").is_some_and(|badge| badge.as_object().is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Object {
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn versions_are_told_by_context_else_by_the_recipient() {
        for (text, version) in [
            (r#"{"@context": "https://w3id.org/openbadges/v2"}"#, Some(Version::V2_0)),
            (r#"{"@context": ["https://w3id.org/openbadges/v2", {"x": "y:z"}]}"#, Some(Version::V2_0)),
            (r#"{"@context": "http://w3id.org/openbadges/v1/"}"#, Some(Version::V1_1)),
            (r#"{"recipient": {"type": "email"}}"#, Some(Version::V1_0)),
            (r#"{"recipient": "ada@example.org"}"#, Some(Version::V0_5)),
            (r#"{"@context": "https://www.w3.org/ns/credentials/v2"}"#, None),
            (r#"{"@context": {"name": "https://w3id.org/openbadges/v2"}}"#, None),
        ] {
            assert_eq!(Version::of(&parsed(text)), version, "{text}");
        }
    }

    #[test]
    fn an_assertion_of_any_version_is_known_by_sight_and_nothing_else_is() {
        for (text, expected) in [
            (r#"{"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"}"#, true),
            (r#"{"@context": "https://w3id.org/openbadges/v2", "type": ["obi:Assertion"]}"#, true),
            (r#"{"@context": "https://w3id.org/openbadges/v1", "recipient": {}, "badge": "u"}"#, true),
            (r#"{"badge": "https://a.example/b", "verify": {"type": "hosted"}}"#, true),
            (r#"{"recipient": "ada@example.org", "badge": {"name": "x"}}"#, true),
            (r#"{"@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass"}"#, false),
            (r#"{"@context": "https://www.w3.org/ns/credentials/v2", "type": "Assertion"}"#, false),
            (r#"{"badge": "https://a.example/b", "verify": true}"#, false),
            (r#"{"recipient": "ada@example.org", "badge": "u"}"#, false),
            ("{}", false),
        ] {
            assert_eq!(looks_like(&parsed(text)), expected, "{text}");
        }
    }
}
