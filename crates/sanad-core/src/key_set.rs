//! A JSON Web Key Set (RFC 7517 §5): the keys of a host, and which of its issuers each is for. `spec/jwt.md#key-sets`

use crate::code::Code;
use crate::json::{Json, Object};
use crate::jwk::JwkError;
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::public_key::PublicKey;

/// A key set, read strictly: it gives no private key away. A key that is of a kind we do not use is kept and says so,
/// because a host may have keys for other purposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySet {
    keys: Vec<KeySetEntry>,
}

/// One key of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySetEntry {
    kid: Option<String>,
    issuer: Option<String>,
    key: Result<PublicKey, JwkError>,
}

impl KeySet {
    /// Where the key set of an `https` issuer is: at the well-known place of its host (OB 3.0 implementation guide,
    /// "Key provenance"). `None` for other issuers.
    #[must_use]
    pub fn url_of(issuer: &str) -> Option<String> {
        let authority = authority_of(issuer)?;
        Some(format!("https://{authority}/.well-known/jwks.json"))
    }

    /// Whether a URL is on the very host of an `https` issuer, port included.
    #[must_use]
    pub fn is_on_host_of(issuer: &str, url: &str) -> bool {
        authority_of(issuer).is_some_and(|host| authority_of(url) == Some(host))
    }

    /// Reads a key set.
    ///
    /// # Errors
    /// [`KeySetError`]: not a key set, a private key in it, too many keys.
    pub fn parse(object: &Object) -> Result<Self, KeySetError> {
        let root = Trail::Root;
        let at = root.member("keys");
        let keys = match object.get("keys") {
            Some(Json::Array(keys)) => keys,
            found => {
                let found = found.map_or("nothing", Json::kind);
                return Err(KeySetError::Malformed { found, expected: "an array", at: at.pointer() });
            }
        };
        let limit = Limits::DEFAULT.verification_methods;
        if keys.len() > limit {
            return Err(KeySetError::TooManyKeys { found: keys.len(), limit });
        }
        let entries = keys.iter().enumerate().map(|(index, key)| read(key, &at.item(index)));
        Ok(Self { keys: entries.collect::<Result<_, _>>()? })
    }

    /// The keys that may speak for an issuer: those that name it, and those that name nobody.
    pub fn keys_of(&self, issuer: &str) -> impl Iterator<Item = &KeySetEntry> {
        self.keys.iter().filter(move |entry| entry.issuer.as_deref().is_none_or(|named| named == issuer))
    }
}

impl KeySetEntry {
    /// The key's name in the set.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// The key.
    ///
    /// # Errors
    /// [`JwkError`]: a kind of key we do not use, or a key for something else than verifying signatures.
    pub fn key(&self) -> Result<&PublicKey, JwkError> {
        self.key.as_ref().map_err(Clone::clone)
    }
}

/// Why a JSON object is no key set that we read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeySetError {
    /// A key that gives away its private half.
    #[error(transparent)]
    Jwk(JwkError),
    /// A value of another kind than RFC 7517 has.
    #[error("found {found} at {at}, expected {expected}")]
    Malformed {
        /// What is there.
        found: &'static str,
        /// What would have to be.
        expected: &'static str,
        /// Where.
        at: JsonPointer,
    },
    /// More keys than [`Limits::verification_methods`].
    #[error("{found} keys, more than the {limit} allowed")]
    TooManyKeys {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
    },
}

impl KeySetError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Jwk(error) => error.code(),
            Self::Malformed { .. } | Self::TooManyKeys { .. } => Code::KeyMalformed,
        }
    }
}

/// `host` or `host:port` of an `https` URL, if there is nothing in it that two readers could see differently.
fn authority_of(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':');
    (!authority.is_empty() && authority.bytes().all(plain)).then_some(authority)
}

fn read(value: &Json, at: &Trail<'_>) -> Result<KeySetEntry, KeySetError> {
    let Json::Object(jwk) = value else {
        let (found, expected) = (value.kind(), "a key");
        return Err(KeySetError::Malformed { found, expected, at: at.pointer() });
    };
    let text = |member: &'static str| match jwk.get(member) {
        None => Ok(None),
        Some(Json::String(text)) => Ok(Some(text.clone())),
        Some(other) => {
            let (found, expected) = (other.kind(), "a string");
            Err(KeySetError::Malformed { found, expected, at: at.member(member).pointer() })
        }
    };
    let key = PublicKey::from_jwk(jwk, at);
    match key {
        Err(error) if matches!(error.code(), Code::KeyPrivateMaterial) => Err(KeySetError::Jwk(error)),
        key => Ok(KeySetEntry { kid: text("kid")?, issuer: text("iss")?, key }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signer::{Signer as _, SigningKey};

    fn jwk(seed: u8) -> Object {
        SigningKey::from_seed(&[seed; 32]).public_key().to_jwk()
    }

    fn set(keys: Vec<Object>) -> Object {
        Object::new().with("keys", keys)
    }

    #[test]
    fn a_key_set_stands_at_the_well_known_place_of_its_issuers_host() {
        for (issuer, url) in [
            ("https://a.example/issuers/1", Some("https://a.example/.well-known/jwks.json")),
            ("https://a.example", Some("https://a.example/.well-known/jwks.json")),
            ("https://a.example:8443?x", Some("https://a.example:8443/.well-known/jwks.json")),
            ("http://a.example/", None),
            ("https://a.example@evil.example/", None),
            ("https://a.example\\.evil.example/", None),
            ("https:///a", None),
            ("did:web:a.example", None),
        ] {
            assert_eq!(KeySet::url_of(issuer).as_deref(), url, "{issuer}");
        }
    }

    #[test]
    fn a_key_that_names_a_tenant_is_that_tenants_only() {
        let keys = vec![jwk(1).with("kid", "1").with("iss", "https://a.example/1"), jwk(2).with("kid", "2")];
        let keys = KeySet::parse(&set(keys)).unwrap();
        let kids = |issuer| keys.keys_of(issuer).filter_map(KeySetEntry::kid).collect::<Vec<_>>();
        assert_eq!(kids("https://a.example/1"), ["1", "2"]);
        assert_eq!(kids("https://a.example/2"), ["2"]);
    }

    #[test]
    fn a_set_that_gives_a_private_key_away_is_no_key_set_and_one_with_other_keys_is() {
        let code = |object: &Object| KeySet::parse(object).unwrap_err().code();
        assert_eq!(code(&set(vec![jwk(1), jwk(2).with("d", "AA")])), Code::KeyPrivateMaterial);
        assert_eq!(code(&Object::new()), Code::KeyMalformed);
        assert_eq!(code(&Object::new().with("keys", "none")), Code::KeyMalformed);
        assert_eq!(code(&Object::new().with("keys", vec!["none"])), Code::KeyMalformed);
        assert_eq!(code(&set(vec![jwk(1).with("kid", 7_u32)])), Code::KeyMalformed);
        assert_eq!(code(&set(vec![jwk(1); 257])), Code::KeyMalformed);
        let other = Object::new().with("kty", "EC").with("crv", "P-521");
        let keys = KeySet::parse(&set(vec![other, jwk(1).with("use", "enc"), jwk(3)])).unwrap();
        let good = keys.keys_of("https://a.example").filter(|entry| entry.key().is_ok()).count();
        assert_eq!(good, 1);
    }
}
