//! A compact JWS (RFC 7515 §7.1), read strictly: header, payload and signature, not yet believed. `spec/jwt.md#compact-form`

mod algorithm;
mod error;
mod sign;

pub use algorithm::Algorithm;
pub use error::JwsError;
pub use sign::JwsSignError;

use crate::json::{Json, Object};
use crate::jwk::refuse_private_members;
use crate::limits::Limits;
use crate::multibase::Base;
use crate::pointer::Trail;
use crate::public_key::PublicKey;
use crate::signature::Signature;

/// A compact JWS whose header asks for nothing that we refuse: an algorithm that we allow, no extensions, no keys to be
/// fetched. Whether the signature holds is asked with a key.
#[derive(Clone, Debug, PartialEq)]
pub struct Jws {
    /// The three segments, without what stood around them.
    text: String,
    /// Where the second dot stands.
    signed_until: usize,
    algorithm: Algorithm,
    header: Object,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl Jws {
    /// Reads a compact JWS within [`Limits::DEFAULT`]. Whitespace around it, as at the end of a file, is not part of it.
    ///
    /// # Errors
    /// [`JwsError`], which says what and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, JwsError> {
        Self::parse_within(bytes, &Limits::DEFAULT)
    }

    /// Reads a compact JWS within bounds of the caller's.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_within(bytes: &[u8], limits: &Limits) -> Result<Self, JwsError> {
        let limit = limits.document_bytes;
        if bytes.len() > limit {
            return Err(JwsError::TooLarge { found: bytes.len(), limit });
        }
        let bytes = bytes.trim_ascii();
        if bytes.starts_with(b"{") {
            return Err(JwsError::JsonSerialization);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| JwsError::NotText)?;
        let mut segments = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (segments.next(), segments.next(), segments.next(), segments.next())
        else {
            return Err(JwsError::Segments { found: text.split('.').count() });
        };
        let signed_until = header.len().saturating_add(payload.len()).saturating_add(1);
        let header = read_header(&decode("header", header)?, limits)?;
        let algorithm = heed(&header, limits)?;
        Ok(Self {
            signed_until,
            algorithm,
            header,
            payload: decode("payload", payload)?,
            signature: decode("signature", signature)?,
            text: text.to_owned(),
        })
    }

    /// The header, in which nothing is forbidden or not understood. Nothing in it makes a key the signer's.
    #[must_use]
    pub const fn header(&self) -> &Object {
        &self.header
    }

    /// What the header says the signature was made with.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Which key the header says it is, among those of a signer known otherwise.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.header().text("kid")
    }

    /// The public key that the header holds. Anybody can write one there: it is good only for being looked up among
    /// the signer's.
    #[must_use]
    pub fn jwk(&self) -> Option<&Object> {
        self.header().get("jwk").and_then(Json::as_object)
    }

    /// The bytes that are signed together with the header.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The bytes of the signature.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Is the signature one by this key? The algorithm is the key's, and the header has to say the same.
    ///
    /// # Errors
    /// [`JwsError::AlgKeyMismatch`], or [`JwsError::Signature`] with the reason why it does not count.
    pub fn verify(&self, key: &PublicKey) -> Result<(), JwsError> {
        // spec/jwt.md#checking
        let expected = Algorithm::of(key.kind());
        if self.algorithm != expected {
            return Err(JwsError::AlgKeyMismatch { found: self.algorithm, expected });
        }
        let signature = Signature::from_bytes(self.signature.as_slice());
        key.verify(self.signing_input(), &signature).map_err(|source| JwsError::Signature { source })
    }

    /// The three segments, without what stood around them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the signature was made over (RFC 7515 §5.1): the first two segments as they stand, with their dot.
    #[must_use]
    pub fn signing_input(&self) -> &[u8] {
        self.text.as_bytes().get(..self.signed_until).unwrap_or_default()
    }
}

/// Whether bytes begin as a compact JWS does: with the base64url of `{`, and a dot somewhere. A file that begins so
/// is nothing else that badges come in.
#[must_use]
pub fn begins_as_jws(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii();
    // The first six bits of `{` are `e`; the next digit has its last two bits in front.
    let second = |b: u8| matches!(b, b'w'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    matches!(bytes, [b'e', next, rest @ ..] if second(*next) && rest.contains(&b'.'))
}

fn decode(segment: &'static str, text: &str) -> Result<Vec<u8>, JwsError> {
    Base::Base64Url.decode_bare(text).map_err(|source| JwsError::Encoding { segment, source })
}

fn read_header(bytes: &[u8], limits: &Limits) -> Result<Object, JwsError> {
    match Json::parse_within(bytes, limits).map_err(|source| JwsError::Header { source })? {
        Json::Object(header) => Ok(header),
        other => Err(JwsError::HeaderNotAnObject { found: other.kind() }),
    }
}

/// spec/jwt.md#header: the algorithm first, then what would have to be understood, then what would be fetched.
fn heed(header: &Object, limits: &Limits) -> Result<Algorithm, JwsError> {
    let algorithm = match header.get("alg") {
        Some(Json::String(name)) => Algorithm::named(name),
        _ => None,
    };
    let algorithm = algorithm.ok_or_else(|| JwsError::AlgNotAllowed {
        found: header.get("alg").map_or_else(|| "nothing".to_owned(), |alg| clip(&alg.to_compact())),
    })?;
    // RFC 7515 §4.1.11 and RFC 7797: no extension is understood, and `b64` changes what is signed.
    if let Some(member) = ["crit", "b64"].into_iter().find(|member| header.contains(member)) {
        return Err(JwsError::CritUnsupported { member });
    }
    let points_elsewhere = |name: &str| name == "jku" || name.starts_with("x5");
    if let Some((member, _)) = header.iter().find(|(name, _)| points_elsewhere(name)) {
        return Err(JwsError::HeaderForbidden { member: clip(member) });
    }
    for member in ["kid", "typ", "cty"] {
        if let Some(value) = header.get(member).filter(|value| value.as_str().is_none()) {
            return Err(JwsError::WrongKind { member, found: value.kind(), expected: "a string" });
        }
    }
    let (found, limit) = (header.text("kid").map_or(0, str::len), limits.kid_bytes);
    if found > limit {
        return Err(JwsError::KidTooLong { found, limit });
    }
    match header.get("jwk") {
        None => {}
        Some(Json::Object(jwk)) => {
            let root = Trail::Root;
            refuse_private_members(jwk, &root.member("jwk")).map_err(|source| JwsError::Jwk { source })?;
        }
        Some(other) => {
            let (found, expected) = (other.kind(), "an object");
            return Err(JwsError::WrongKind { member: "jwk", found, expected });
        }
    }
    Ok(algorithm)
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests;
