//! A controller document (CID 1.0 §2): which keys speak for an issuer, and for what.

mod error;
mod method;
mod relationship;

pub use error::ControllerError;
pub use method::VerificationMethod;
pub use relationship::Relationship;

use error::{clip, wrong_kind};
use method::text;

use crate::did::{Did, Method};
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::multibase::Base;
use crate::pointer::{JsonPointer, Trail};
use crate::public_key::PublicKey;

/// The document of a DID or of an `https` controller URL, read strictly: its id is the one asked for, every method is
/// there once, and it gives no private key away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControllerDocument {
    id: String,
    methods: Vec<VerificationMethod>,
    /// Which absolute method id is listed for which relationship.
    listed: Vec<(Relationship, String)>,
}

impl ControllerDocument {
    /// The document of a DID that is its own document: `did:key` and `did:jwk`. `None` for a DID whose document has
    /// to be fetched or whose method we do not know.
    ///
    /// # Errors
    /// [`ControllerError`]: the key in the DID is malformed or not of a kind that we read.
    #[must_use]
    pub fn of_did(did: &Did) -> Option<Result<Self, ControllerError>> {
        match did.method() {
            Method::Key => Some(Self::of_did_key(did)),
            Method::Jwk => Some(Self::of_did_jwk(did)),
            Method::Web | Method::Other => None,
        }
    }

    /// Reads a document that was found under `expected_id`: a DID, or a URL without its fragment.
    ///
    /// A method whose key we cannot use is kept and says so in [`VerificationMethod::key`], because issuers may have
    /// keys for other purposes. What would make the document itself ambiguous or dangerous is an error.
    ///
    /// # Errors
    /// [`ControllerError`]: another id, not a controller document, a method twice, two keys in one method, a private
    /// key, too many methods.
    pub fn parse(object: &Object, expected_id: &str) -> Result<Self, ControllerError> {
        let root = Trail::Root;
        let id = text(object, "id", &root)?;
        if id != expected_id {
            return Err(ControllerError::IdMismatch { found: clip(id), expected: clip(expected_id) });
        }
        let mut document = Self { id: id.to_owned(), methods: Vec::new(), listed: Vec::new() };
        document.read_methods(object)?;
        for relationship in Relationship::ALL {
            document.read_relationship(object, relationship)?;
        }
        Ok(document)
    }

    /// The document's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Every method of the document, also those that nothing is listed for.
    pub fn methods(&self) -> impl ExactSizeIterator<Item = &VerificationMethod> {
        self.methods.iter()
    }

    /// The method with an absolute id, if the document lets it do what is asked (CID 1.0 §3.3, steps 4 to 6). The
    /// fragment is looked up, never decoded.
    ///
    /// # Errors
    /// [`ControllerError`]: no such method, another controller, not listed for the relationship.
    pub fn method(
        &self,
        url: &str,
        relationship: Relationship,
    ) -> Result<&VerificationMethod, ControllerError> {
        let method =
            self.methods.iter().find(|method| method.id() == url).ok_or_else(|| {
                ControllerError::MethodNotFound { method: clip(url), document: clip(&self.id) }
            })?;
        if method.controller() != self.id {
            return Err(ControllerError::ControllerMismatch {
                found: clip(method.controller()),
                expected: clip(&self.id),
            });
        }
        if !self.listed.iter().any(|(listed, id)| *listed == relationship && id == url) {
            return Err(ControllerError::MethodNotAuthorised { method: clip(url), relationship });
        }
        Ok(method)
    }

    /// did:key, "Document creation": one key, listed for everything a signature can be for.
    fn of_did_key(did: &Did) -> Result<Self, ControllerError> {
        let multikey = did.method_specific_id();
        let key = PublicKey::from_multikey(multikey)
            .map_err(|source| ControllerError::Key { source, at: JsonPointer::root() })?;
        Ok(Self::of_one_key(did, multikey, "Multikey", key))
    }

    /// did:jwk, "Document creation": the method is `#0`.
    fn of_did_jwk(did: &Did) -> Result<Self, ControllerError> {
        let malformed = |found| ControllerError::Malformed {
            found,
            expected: "base64url of a JWK",
            at: JsonPointer::root(),
        };
        let bytes =
            Base::Base64Url.decode_bare(did.method_specific_id()).map_err(|_| malformed("another text"))?;
        let json = Json::parse(&bytes).map_err(|source| ControllerError::Json { source })?;
        let jwk = json.as_object().ok_or_else(|| malformed(json.kind()))?;
        // With `use: enc` the key would be listed for keyAgreement only; it is refused here already.
        let key = PublicKey::from_jwk(jwk, &Trail::Root).map_err(|source| ControllerError::Jwk { source })?;
        Ok(Self::of_one_key(did, "0", "JsonWebKey2020", key))
    }

    fn of_one_key(did: &Did, fragment: &str, kind: &str, key: PublicKey) -> Self {
        let id = format!("{did}#{fragment}");
        let listed = Relationship::OF_SIGNATURES.map(|relationship| (relationship, id.clone())).to_vec();
        let method = VerificationMethod::of_did(did, id, kind, key);
        Self { id: did.as_str().to_owned(), methods: vec![method], listed }
    }

    fn read_methods(&mut self, object: &Object) -> Result<(), ControllerError> {
        let root = Trail::Root;
        let Some(value) = object.get("verificationMethod") else { return Ok(()) };
        let at = root.member("verificationMethod");
        for (index, item) in value.items().iter().enumerate() {
            let at = at.item(index);
            let method = item.as_object().ok_or_else(|| wrong_kind(item, "a verification method", &at))?;
            self.add(method, &at)?;
        }
        Ok(())
    }

    /// Entries are ids of methods, or methods that are listed for this relationship only (CID 1.0 §2.3).
    fn read_relationship(
        &mut self,
        object: &Object,
        relationship: Relationship,
    ) -> Result<(), ControllerError> {
        let root = Trail::Root;
        let Some(value) = object.get(relationship.as_str()) else { return Ok(()) };
        let at = root.member(relationship.as_str());
        let limit = Limits::DEFAULT.verification_methods;
        if value.items().len() > limit {
            return Err(ControllerError::TooManyMethods { limit });
        }
        for (index, item) in value.items().iter().enumerate() {
            let at = at.item(index);
            let id = match item {
                Json::String(id) => self.absolute(id, &at)?,
                Json::Object(method) => self.add(method, &at)?,
                other => return Err(wrong_kind(other, "a verification method or its id", &at)),
            };
            self.listed.push((relationship, id));
        }
        Ok(())
    }

    /// Adds a method and gives back its absolute id.
    fn add(&mut self, object: &Object, at: &Trail<'_>) -> Result<String, ControllerError> {
        let limit = Limits::DEFAULT.verification_methods;
        if self.methods.len() >= limit {
            return Err(ControllerError::TooManyMethods { limit });
        }
        let id = self.absolute(text(object, "id", at)?, &at.member("id"))?;
        if self.methods.iter().any(|method| method.id() == id) {
            return Err(ControllerError::DuplicateMethod { method: clip(&id), at: at.pointer() });
        }
        self.methods.push(VerificationMethod::parse(object, id.clone(), at)?);
        Ok(id)
    }

    /// An id that is absolute or a fragment of this document (CID 1.0 §3.3 step 4).
    fn absolute(&self, id: &str, at: &Trail<'_>) -> Result<String, ControllerError> {
        if id.len() > 1 && id.starts_with('#') {
            return Ok(format!("{}{id}", self.id));
        }
        if is_absolute(id) {
            return Ok(id.to_owned());
        }
        Err(ControllerError::Malformed {
            found: "another text",
            expected: "a URL or a fragment",
            at: at.pointer(),
        })
    }
}

/// Whether a text begins with a URL scheme (RFC 3986 §3.1) and holds nothing that a URL may not.
fn is_absolute(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
            && !rest.is_empty()
            && rest.bytes().all(|b| b.is_ascii_graphic())
    })
}

#[cfg(test)]
mod tests;
