//! One verification method of a controller document (CID 1.0 §2.2), and how its key is read.

use super::error::{ControllerError, clip, wrong_kind};
use crate::code::Code;
use crate::did::Did;
use crate::json::{Json, Object};
use crate::key::KeyKind;
use crate::pointer::Trail;
use crate::public_key::PublicKey;
use crate::timestamp::Timestamp;

/// One verification method of a document (CID 1.0 §2.2), with its key decoded once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerificationMethod {
    id: String,
    kind: String,
    controller: String,
    key: Result<PublicKey, ControllerError>,
    expires: Option<Timestamp>,
    revoked: Option<Timestamp>,
}

impl VerificationMethod {
    /// The method's absolute id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method's type, as written.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Who the document says controls the method.
    #[must_use]
    pub fn controller(&self) -> &str {
        &self.controller
    }

    /// The key, whatever its age; [`Self::key_at`] also looks at that.
    ///
    /// # Errors
    /// [`ControllerError`]: a type of method we do not use, a key we do not read, a time that is none.
    pub fn key(&self) -> Result<&PublicKey, ControllerError> {
        self.key.as_ref().map_err(Clone::clone)
    }

    /// The key, if it may be used at that time: at or after `expires` or `revoked` nothing verifies (CID 1.0 §2.2).
    ///
    /// # Errors
    /// [`ControllerError::Retired`], and whatever [`Self::key`] finds.
    pub fn key_at(&self, at: Timestamp) -> Result<&PublicKey, ControllerError> {
        let end = [self.expires, self.revoked].into_iter().flatten().min();
        match end {
            Some(since) if at >= since => Err(ControllerError::Retired { method: clip(&self.id), since, at }),
            _ => self.key(),
        }
    }

    /// From when on nothing verifies any more, because the controller planned it so.
    #[must_use]
    pub const fn expires(&self) -> Option<Timestamp> {
        self.expires
    }

    /// From when on nothing verifies any more, because the controller withdrew the key.
    #[must_use]
    pub const fn revoked(&self) -> Option<Timestamp> {
        self.revoked
    }

    /// The only method of a DID that is its own document.
    pub(super) fn of_did(did: &Did, id: String, kind: &str, key: PublicKey) -> Self {
        let (kind, controller) = (kind.to_owned(), did.as_str().to_owned());
        Self { id, kind, controller, key: Ok(key), expires: None, revoked: None }
    }

    /// Reads a method whose absolute id is known. The outer error condemns the document.
    pub(super) fn parse(object: &Object, id: String, at: &Trail<'_>) -> Result<Self, ControllerError> {
        let kind = text(object, "type", at)?.to_owned();
        let controller = text(object, "controller", at)?.to_owned();
        let key = read_key(object, &kind, at)?;
        let (expires, revoked) = (time(object, "expires", at), time(object, "revoked", at));
        // A method with a time that cannot be read is one whose end we do not know.
        let (key, expires, revoked) = match (expires, revoked) {
            (Ok(expires), Ok(revoked)) => (key, expires, revoked),
            (Err(error), _) | (_, Err(error)) => (Err(error), None, None),
        };
        Ok(Self { id, kind, controller, key, expires, revoked })
    }
}

/// The key of a method. The outer error condemns the document, the inner one only this method.
fn read_key(
    object: &Object,
    kind: &str,
    at: &Trail<'_>,
) -> Result<Result<PublicKey, ControllerError>, ControllerError> {
    let with_prefix = |prefix: &'static str| object.iter().filter(move |(name, _)| name.starts_with(prefix));
    if let Some((member, _)) = with_prefix("secretKey").chain(with_prefix("privateKey")).next() {
        return Err(ControllerError::PrivateMaterial { member: clip(member), at: at.pointer() });
    }
    // `publicKeyBase58` and other forms of the past count too: two readers could use one each.
    let mut forms = with_prefix("publicKey");
    if let (Some((first, _)), Some((second, _))) = (forms.next(), forms.next()) {
        let (first, second) = (clip(first), clip(second));
        return Err(ControllerError::AmbiguousKey { first, second, at: at.pointer() });
    }
    let multikey = object.get("publicKeyMultibase").map(|value| read_multikey(value, at));
    let jwk = object.get("publicKeyJwk").map(|value| read_jwk(value, at));
    for key in [&multikey, &jwk].into_iter().flatten() {
        match key {
            Err(error) if matches!(error.code(), Code::KeyPrivateMaterial) => return Err(error.clone()),
            _ => {}
        }
    }
    let missing = |member| Err(ControllerError::KeyMissing { member, at: at.pointer() });
    let (key, expected) = match kind {
        "Multikey" => return Ok(multikey.unwrap_or_else(|| missing("publicKeyMultibase"))),
        "JsonWebKey" | "JsonWebKey2020" => return Ok(jwk.unwrap_or_else(|| missing("publicKeyJwk"))),
        "Ed25519VerificationKey2020" => (multikey, KeyKind::Ed25519),
        // Its two drafts had the key in the one and in the other form.
        "EcdsaSecp256r1VerificationKey2019" => (multikey.or(jwk), KeyKind::P256),
        _ => {
            let found = clip(kind);
            return Ok(Err(ControllerError::TypeUnsupported { found, at: at.pointer() }));
        }
    };
    Ok(key.unwrap_or_else(|| missing("publicKeyMultibase")).and_then(|key| {
        if key.kind() == expected {
            return Ok(key);
        }
        Err(ControllerError::KindMismatch { found: key.kind(), expected, at: at.pointer() })
    }))
}

fn read_multikey(value: &Json, at: &Trail<'_>) -> Result<PublicKey, ControllerError> {
    let at = at.member("publicKeyMultibase");
    let text = value.as_str().ok_or_else(|| wrong_kind(value, "a string", &at))?;
    PublicKey::from_multikey(text).map_err(|source| ControllerError::Key { source, at: at.pointer() })
}

fn read_jwk(value: &Json, at: &Trail<'_>) -> Result<PublicKey, ControllerError> {
    let at = at.member("publicKeyJwk");
    let jwk = value.as_object().ok_or_else(|| wrong_kind(value, "an object", &at))?;
    PublicKey::from_jwk(jwk, &at).map_err(|source| ControllerError::Jwk { source })
}

/// A member that is a string.
pub(super) fn text<'d>(
    object: &'d Object,
    member: &'static str,
    at: &Trail<'_>,
) -> Result<&'d str, ControllerError> {
    let at = at.member(member);
    match object.get(member) {
        Some(Json::String(text)) => Ok(text),
        Some(other) => Err(wrong_kind(other, "a string", &at)),
        None => Err(ControllerError::Malformed { found: "nothing", expected: "a string", at: at.pointer() }),
    }
}

fn time(object: &Object, member: &str, at: &Trail<'_>) -> Result<Option<Timestamp>, ControllerError> {
    let Some(value) = object.get(member) else { return Ok(None) };
    let at = at.member(member);
    let text = value.as_str().ok_or_else(|| wrong_kind(value, "a string", &at))?;
    text.parse().map(Some).map_err(|source| ControllerError::Time { source, at: at.pointer() })
}
