//! Where an issuer hosts its assertions: a URL outside is not its word. `spec/open-badges-2.md#scope`

use crate::json::Json;
use crate::ob2::member::{Members, ReadError, cut};
use crate::ob2::web_url::WebUrl;
use crate::pointer::JsonPointer;

/// The URLs at which an issuer's assertions may be hosted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    issuer: String,
    starts_with: Option<Vec<String>>,
    allowed_origins: Option<Vec<String>>,
}

impl Scope {
    /// Reads the `verification` of a profile; without one the scope is the server of the issuer's own id.
    pub(crate) fn read(
        verification: Option<&Json>,
        issuer: &str,
        at: &JsonPointer,
    ) -> Result<Self, ReadError> {
        let mut scope = Self { issuer: issuer.to_owned(), starts_with: None, allowed_origins: None };
        let Some(value) = verification else { return Ok(scope) };
        let Some(object) = value.as_object() else {
            return Err(ReadError::WrongKind { at: at.clone(), found: value.kind(), expected: "an object" });
        };
        let members = Members::new(object, at);
        if let Some(property) =
            members.text("verificationProperty")?.filter(|text| !matches!(*text, "id" | "@id"))
        {
            let at = members.place("verificationProperty");
            return Err(ReadError::UnknownWord { at, found: cut(property), expected: "id" });
        }
        if object.contains("startsWith") {
            scope.starts_with = Some(members.texts("startsWith")?);
        }
        if object.contains("allowedOrigins") {
            scope.allowed_origins = Some(members.texts("allowedOrigins")?);
        }
        Ok(scope)
    }

    /// Whether the issuer says nothing of where it hosts, so that all stands on the server of its id.
    #[must_use]
    pub const fn is_default(&self) -> bool {
        self.starts_with.is_none() && self.allowed_origins.is_none()
    }

    /// Whether an assertion, or by default a badge class, may be hosted at a URL.
    #[must_use]
    pub fn covers(&self, url: &str) -> bool {
        let Some(url) = WebUrl::read(url) else { return false };
        if self.is_default() {
            return WebUrl::read(&self.issuer).is_some_and(|issuer| issuer.is_beside(url));
        }
        let started = self.starts_with.as_ref().is_none_or(|all| all.iter().any(|start| begins(url, start)));
        let allowed = self.allowed_origins.as_ref().is_none_or(|all| all.iter().any(|host| url.is_of(host)));
        started && allowed
    }
}

/// A prefix, up to where a part of the URL ends: `https://a.example/u/1` does not begin `https://a.example/u/12`, nor
/// `https://a.example` `https://a.example.evil.example`.
fn begins(url: WebUrl<'_>, start: &str) -> bool {
    let Some(rest) = url.as_str().strip_prefix(start) else { return false };
    let is_whole =
        start.ends_with(['/', '?', '#', '=', '&']) || rest.is_empty() || rest.starts_with(['/', '?', '#']);
    is_whole && WebUrl::read(start).is_some_and(|start| start.is_beside(url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    fn scope(verification: &str) -> Result<Scope, Code> {
        let value = Json::parse(verification.as_bytes()).unwrap();
        Scope::read(Some(&value), "https://academy.example/issuer", &JsonPointer::root())
            .map_err(|error| error.code())
    }

    #[test]
    fn by_default_all_stands_on_the_server_of_the_issuer() {
        for scope in [
            scope("{}").unwrap(),
            scope(r#"{"type": "VerificationObject", "verificationProperty": "id"}"#).unwrap(),
        ] {
            assert!(scope.is_default());
            assert!(scope.covers("https://academy.example/anything"));
            for url in ["https://host.example/1", "https://academy.example:8443/1", "urn:uuid:1"] {
                assert!(!scope.covers(url), "{url}");
            }
        }
        let urn = Scope::read(None, "urn:uuid:issuer", &JsonPointer::root()).unwrap();
        assert!(!urn.covers("urn:uuid:1") && !urn.covers("https://academy.example/1"));
    }

    #[test]
    fn a_prefix_ends_where_a_part_of_the_url_does() {
        let path =
            scope(r#"{"startsWith": ["https://host.example/u/1", "https://host.example/v/"]}"#).unwrap();
        for url in [
            "https://host.example/u/1",
            "https://host.example/u/1/a",
            "https://host.example/u/1?a",
            "https://host.example/v/2",
        ] {
            assert!(path.covers(url), "{url}");
        }
        for url in [
            "https://host.example/u/12",
            "https://host.example/u/1/../2",
            "https://host.example/v",
            "http://host.example/u/1",
            "https://academy.example/u/1",
        ] {
            assert!(!path.covers(url), "{url}");
        }
        let host = scope(r#"{"startsWith": "https://host.example"}"#).unwrap();
        assert!(host.covers("https://host.example/7"));
        for url in [
            "https://host.example.evil.example/7",
            "https://host.example@evil.example/7",
            "https://host.example:8443/7",
        ] {
            assert!(!host.covers(url), "{url}");
        }
        assert!(!scope(r#"{"startsWith": "https:"}"#).unwrap().covers("https://host.example/7"));
        assert!(!scope(r#"{"startsWith": ""}"#).unwrap().covers("https://host.example/7"));
    }

    #[test]
    fn where_both_are_said_both_must_hold_and_an_empty_list_allows_nothing() {
        let hosts = scope(r#"{"allowedOrigins": ["host.example", "Other.example:8443"]}"#).unwrap();
        assert!(hosts.covers("https://host.example/7") && hosts.covers("https://other.example:8443/7"));
        assert!(!hosts.covers("https://academy.example/7") && !hosts.covers("https://other.example/7"));
        let both =
            scope(r#"{"allowedOrigins": "host.example", "startsWith": "https://host.example/a/"}"#).unwrap();
        assert!(both.covers("https://host.example/a/1") && !both.covers("https://host.example/b/1"));
        assert!(!scope(r#"{"allowedOrigins": []}"#).unwrap().covers("https://academy.example/7"));
    }

    #[test]
    fn another_property_than_the_id_is_not_understood() {
        assert_eq!(scope(r#"{"verificationProperty": "url"}"#), Err(Code::SchemaEnumeration));
        assert_eq!(scope(r#""https://academy.example/rules""#), Err(Code::SchemaWrongKind));
        assert_eq!(scope(r#"{"startsWith": [7]}"#), Err(Code::SchemaWrongKind));
    }
}
