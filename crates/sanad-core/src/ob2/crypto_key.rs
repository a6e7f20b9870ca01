//! An Open Badges 2.0 `CryptographicKey`: a public key as PEM, and whose it says it is.

use crate::json::Object;
use crate::ob2::link::Link;
use crate::ob2::member::{Members, ReadError};
use crate::pointer::JsonPointer;

/// A key that an issuer signs with, hosted by itself or within the issuer's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CryptographicKey {
    id: Option<String>,
    owner: Option<String>,
    pem: String,
}

impl CryptographicKey {
    /// Reads a key. What the PEM holds is asked of
    /// [`PublicKey::from_spki_pem`](crate::public_key::PublicKey::from_spki_pem).
    ///
    /// # Errors
    /// [`ReadError`], if it is none.
    pub fn read(document: &Object) -> Result<Self, ReadError> {
        let root = JsonPointer::root();
        let members = Members::new(document, &root);
        let owner = members.one("owner")?;
        let owner = owner.map(|owner| Link::read(owner, members.place("owner"))).transpose()?;
        Ok(Self {
            id: members.text("id")?.map(str::to_owned),
            owner: owner.and_then(|owner| owner.id().map(str::to_owned)),
            pem: members.required_text("publicKeyPem")?.to_owned(),
        })
    }

    /// Its IRI.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The IRI of the profile that it says owns it.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }

    /// The key, as PEM.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::json::Json;

    #[test]
    fn a_key_has_its_pem_and_may_say_whose_it_is() {
        let parsed = |text: &str| Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone();
        let key = parsed(
            r#"{"id": "https://a.example/k", "owner": {"id": "https://a.example/i"}, "publicKeyPem": "-"}"#,
        );
        let read = CryptographicKey::read(&key).unwrap();
        assert_eq!((read.id(), read.owner()), (Some("https://a.example/k"), Some("https://a.example/i")));
        assert_eq!(read.pem(), "-");
        assert_eq!(CryptographicKey::read(&key.without("owner")).unwrap().owner(), None);
        assert_eq!(
            CryptographicKey::read(&key.without("publicKeyPem")).unwrap_err().code(),
            Code::SchemaMissing
        );
    }
}
