//! Who signs: the issuer that a document names, and the proof that the key at hand may stand for it.

use sanad_core::controller::{ControllerDocument, Relationship};
use sanad_core::did::Did;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::signer::{Signer as _, SigningKey};

use crate::args::SuiteName;
use crate::fail::Failure;

/// An issuer's id and the URL under which its key is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signatory {
    /// The issuer's id.
    pub(crate) issuer: String,
    /// The URL of the key in the issuer's own document.
    pub(crate) method: String,
}

impl Signatory {
    /// The issuer that is the key itself.
    pub(crate) fn of_key(key: &SigningKey) -> Self {
        let multikey = key.public_key().to_multikey();
        Self { issuer: format!("did:key:{multikey}"), method: format!("did:key:{multikey}#{multikey}") }
    }

    /// The issuer that a document names, if the key may sign for it as far as can be told without a network.
    pub(crate) fn named(
        issuer: Option<&str>,
        method: Option<&str>,
        key: &SigningKey,
    ) -> Result<Self, Failure> {
        let own = Self::of_key(key);
        let issuer = issuer.unwrap_or(&own.issuer);
        let method = match method {
            Some(method) => method,
            None if issuer == own.issuer => &own.method,
            None if issuer.starts_with("did:key:") => {
                let message = format!("the issuer is `{issuer}`, and the key is that of `{}`", own.issuer);
                return Err(Failure::new(message, "sign with the issuer's key, or leave the issuer out"));
            }
            None => {
                let message = format!("where the world finds the key of `{issuer}` is not said");
                let hint = format!("add --verification-method '{issuer}#KEY', as its document has it");
                return Err(Failure::new(message, hint));
            }
        };
        if method.strip_prefix(issuer).is_none_or(|rest| !rest.starts_with('#') || rest.len() < 2) {
            let message = format!("the method `{method}` is not in the document of the issuer `{issuer}`");
            return Err(Failure::new(message, "it begins with the issuer's id and a `#`"));
        }
        if let Some(document) = issuer.parse::<Did>().ok().and_then(|did| ControllerDocument::of_did(&did)) {
            let found = document
                .and_then(|document| document.method(method, Relationship::AssertionMethod)?.key().cloned());
            if found.ok() != Some(key.public_key()) {
                let message = format!("`{method}` is not the key that signs");
                return Err(Failure::new(message, format!("that one is {}", own.method)));
            }
        }
        Ok(Self { issuer: issuer.to_owned(), method: method.to_owned() })
    }
}

impl SuiteName {
    /// The suite of that name.
    pub(crate) const fn suite(self) -> Cryptosuite {
        match self {
            Self::Rdfc => Cryptosuite::EddsaRdfc2022,
            Self::Jcs => Cryptosuite::EddsaJcs2022,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_signs_only_for_issuers_whose_document_can_hold_it() {
        let (key, other) =
            (SigningKey::from_seed(&[1; 32]), Signatory::of_key(&SigningKey::from_seed(&[2; 32])));
        let own = Signatory::of_key(&key);
        let named = |issuer: Option<&str>, method: Option<&str>| Signatory::named(issuer, method, &key);
        assert_eq!(named(None, None).unwrap(), own);
        assert_eq!(named(Some(&own.issuer), Some(&own.method)).unwrap(), own);
        assert_eq!(
            named(Some("did:web:a.example"), Some("did:web:a.example#1")).unwrap().issuer,
            "did:web:a.example"
        );
        assert!(named(Some("https://a.example/i"), Some("https://a.example/i#1")).is_ok());
        for (issuer, method) in [
            (Some(other.issuer.as_str()), None),
            (Some(&other.issuer), Some(other.method.as_str())),
            (Some(&other.issuer), Some(&own.method)),
            (Some("did:web:a.example"), None),
            (Some("did:web:a.example"), Some(&own.method)),
            (Some("did:web:a.example"), Some("did:web:a.example.evil#1")),
            (Some("did:web:a.example"), Some("did:web:a.example#")),
            (None, Some("did:web:a.example#1")),
        ] {
            assert!(named(issuer, method).is_err(), "{issuer:?} {method:?}");
        }
    }
}
