//! What somebody shares to show an Open Badges 1 or 2 assertion: the assertion as JSON, signed as a JWS, or only its URL.

use crate::json::{Json, JsonError, Object};
use crate::jws::{Jws, JwsError, begins_as_jws};
use crate::ob2::assertion::Whereabouts;
use crate::ob2::link::Link;
use crate::ob2::version::{self, Version};
use crate::ob2::{upgrade, view};

/// An assertion of Open Badges 2.0 or earlier as it was received: read, not believed.
///
/// Of one that is hosted, only the URL counts: what is judged is the copy there.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedAssertion {
    bytes: Box<[u8]>,
    form: Form,
}

/// In what form it was shared.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Form {
    /// The assertion as JSON.
    Json(Object),
    /// The assertion in a JWS.
    Signed {
        /// The JWS, of which no key is known yet.
        jws: Box<Jws>,
        /// What it holds.
        document: Object,
    },
    /// Only the URL that it is hosted at, as in the oldest pictures.
    Url(String),
}

impl SharedAssertion {
    /// Reads what may be an assertion as JSON. `None`, if it does not look like one.
    ///
    /// # Errors
    /// [`JsonError`], if it is no JSON.
    pub fn from_json(bytes: &[u8]) -> Result<Option<Self>, JsonError> {
        Ok(match Json::parse(bytes)? {
            Json::Object(document) if version::looks_like(&document) => {
                Some(Self { bytes: bytes.into(), form: Form::Json(document) })
            }
            _ => None,
        })
    }

    /// Reads what may be an assertion signed as a compact JWS. `None`, if what it holds does not look like one.
    ///
    /// # Errors
    /// [`JwsError`], if it is no JWS that we read.
    pub fn from_jws(bytes: &[u8]) -> Result<Option<Self>, JwsError> {
        let jws = Jws::parse(bytes)?;
        Ok(match Json::parse(jws.payload()) {
            Ok(Json::Object(document)) if version::looks_like(&document) => {
                Some(Self { bytes: bytes.into(), form: Form::Signed { jws: Box::new(jws), document } })
            }
            _ => None,
        })
    }

    /// Reads what may be an assertion in either form; `None`, if it is none, or not to be read.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let read =
            if begins_as_jws(bytes) { Self::from_jws(bytes).ok() } else { Self::from_json(bytes).ok() };
        read.flatten()
    }

    /// An assertion of which only the URL is known.
    #[must_use]
    pub fn from_url(url: impl Into<String>) -> Self {
        let url = url.into();
        Self { bytes: url.as_bytes().into(), form: Form::Url(url) }
    }

    /// Exactly the bytes received.
    #[must_use]
    pub const fn as_received(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes as received.
    #[must_use]
    pub fn into_bytes(self) -> Box<[u8]> {
        self.bytes
    }

    /// In what form it was shared.
    #[must_use]
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// The version it was written in, if that can be seen.
    #[must_use]
    pub fn version(&self) -> Option<Version> {
        match &self.form {
            Form::Json(document) | Form::Signed { document, .. } => Version::of(document),
            Form::Url(_) => None,
        }
    }

    /// What was shared, in the members of 2.0; nothing of an assertion of which only the URL is known.
    #[must_use]
    pub fn members(&self) -> Object {
        match &self.form {
            Form::Json(document) | Form::Signed { document, .. } => {
                upgrade::assertion(document, Version::of(document).unwrap_or(Version::V2_0))
            }
            Form::Url(url) => Object::new().with("id", url.as_str()),
        }
    }

    /// What was shared says this, in the members of 3.0. Nobody has checked it: the word is the warning.
    #[must_use]
    pub fn unverified(&self) -> Object {
        self.unverified_with(None, None)
    }

    /// The same, with the badge class and issuer that were found where it names them.
    #[must_use]
    pub fn unverified_with(&self, class: Option<&Object>, issuer: Option<&Object>) -> Object {
        view::in_3_0(&self.members(), class, issuer, self.version().unwrap_or(Version::V2_0))
    }

    /// The badge class it names.
    #[must_use]
    pub fn badge(&self) -> Option<Link> {
        Link::within(&self.members(), "badge")
    }

    /// Where it says that it is to be looked for.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        match &self.form {
            Form::Json(document) => Whereabouts::of(document),
            Form::Signed { .. } => Whereabouts::Signed,
            Form::Url(url) => Whereabouts::At(url.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::multibase::Base;

    const ASSERTION: &str =
        r#"{"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:uuid:1"}"#;

    fn jws(header: &str, payload: &str) -> String {
        let encoded = [header, payload, "x"].map(|part| Base::Base64Url.encode_bare(part.as_bytes()));
        encoded.join(".")
    }

    #[test]
    fn an_assertion_is_known_in_each_form_and_nothing_else_is() {
        let read = |text: &str| SharedAssertion::read(text.as_bytes());
        assert!(matches!(read(ASSERTION).unwrap().form(), Form::Json(_)));
        let signed = read(&jws(r#"{"alg":"RS256"}"#, ASSERTION)).unwrap();
        assert!(matches!(signed.form(), Form::Signed { .. }));
        assert_eq!((signed.whereabouts(), signed.version()), (Whereabouts::Signed, Some(Version::V2_0)));
        assert_eq!(read(&jws(r#"{"alg":"none"}"#, ASSERTION)), None);
        assert_eq!(read(&jws(r#"{"alg":"RS256"}"#, r#"{"type": "VerifiableCredential"}"#)), None);
        assert_eq!(read(r#"{"type": "VerifiableCredential"}"#), None);
        assert_eq!(read("https://academy.example/7"), None);
        let url = SharedAssertion::from_url("https://academy.example/7");
        assert_eq!(url.whereabouts(), Whereabouts::At("https://academy.example/7".to_owned()));
        assert_eq!(url.as_received(), b"https://academy.example/7");
    }
}
