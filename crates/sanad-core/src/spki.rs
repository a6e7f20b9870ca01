//! A public key as PEM text: the SubjectPublicKeyInfo of X.509 (RFC 5280 §4.1.2.7), or RSA's own form (RFC 8017).

use pkcs8::der::Decode as _;
use pkcs8::der::asn1::AnyRef;
use pkcs8::{Document, ObjectIdentifier, SubjectPublicKeyInfoRef};

use crate::code::Code;
use crate::ecdsa::{P256Key, P384Key};
use crate::ed25519::VerifyingKey;
use crate::key::KeyError;
use crate::public_key::PublicKey;
use crate::rsa_key::RsaKey;

impl PublicKey {
    /// Reads `-----BEGIN PUBLIC KEY-----` with a key of any of our kinds (RFC 8410 §4, RFC 5480 §2, RFC 3279 §2.3.1),
    /// or `-----BEGIN RSA PUBLIC KEY-----`.
    ///
    /// # Errors
    /// [`SpkiError`]: not such a text, a private key, another kind of key, no key in the bytes.
    pub fn from_spki_pem(text: &str) -> Result<Self, SpkiError> {
        let (label, document) = Document::from_pem(text).map_err(|_| SpkiError::Malformed { part: "PEM" })?;
        match label {
            "PUBLIC KEY" => Self::from_spki_der(document.as_bytes()),
            "RSA PUBLIC KEY" => of_pkcs1(document.as_bytes()),
            _ if label.ends_with("PRIVATE KEY") => Err(SpkiError::PrivateMaterial { label: clip(label) }),
            _ => Err(SpkiError::WrongLabel { found: clip(label) }),
        }
    }

    /// Reads the DER of a SubjectPublicKeyInfo.
    ///
    /// # Errors
    /// [`SpkiError`]: as [`Self::from_spki_pem`].
    pub fn from_spki_der(bytes: &[u8]) -> Result<Self, SpkiError> {
        let info = SubjectPublicKeyInfoRef::from_der(bytes)
            .map_err(|_| SpkiError::Malformed { part: "SubjectPublicKeyInfo" })?;
        let key =
            info.subject_public_key.as_bytes().ok_or(SpkiError::Malformed { part: "the key's bytes" })?;
        let parameters = info.algorithm.parameters;
        let refused = || SpkiError::Malformed { part: "the algorithm's parameters" };
        match info.algorithm.oid {
            ED25519 if parameters.is_none() => Ok(VerifyingKey::from_bytes(key)?.into()),
            // RFC 3279 §2.3.1 wants NULL; some software leaves it away.
            RSA if parameters.is_none_or(|any| any.is_null()) => of_pkcs1(key),
            EC => match curve(parameters).ok_or_else(refused)? {
                P256 => Ok(P256Key::from_sec1(key)?.into()),
                P384 => Ok(P384Key::from_sec1(key)?.into()),
                other => Err(mismatch(other)),
            },
            ED25519 | RSA => Err(refused()),
            other => Err(mismatch(other)),
        }
    }
}

/// Why a text is no public key as X.509 has it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SpkiError {
    /// The bytes are no key of the kind that they are said to be.
    #[error("no key in the PEM text: {0}")]
    Key(#[from] KeyError),
    /// Not PEM (RFC 7468) or not the structure that its label names.
    #[error("cannot read {part}")]
    Malformed {
        /// What could not be read.
        part: &'static str,
    },
    /// A private key where a public one is expected.
    #[error("found `{label}` where a public key is expected")]
    PrivateMaterial {
        /// The label. Nothing of the key is repeated.
        label: String,
    },
    /// PEM of something else, a certificate for one.
    #[error("found `{found}`, expected `PUBLIC KEY`")]
    WrongLabel {
        /// The label.
        found: String,
    },
}

impl SpkiError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Key(source) => source.code(),
            Self::Malformed { .. } | Self::WrongLabel { .. } => Code::KeyMalformed,
            Self::PrivateMaterial { .. } => Code::KeyPrivateMaterial,
        }
    }
}

/// RFC 8410 §3.
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
/// RFC 3279 §2.3.1.
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// RFC 5480 §2.1.1.
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
/// RFC 5480 §2.1.1.1.
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
/// RFC 5480 §2.1.1.1.
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

fn of_pkcs1(bytes: &[u8]) -> Result<PublicKey, SpkiError> {
    let key = RsaKey::from_pkcs1(bytes).ok_or(SpkiError::Malformed { part: "RSAPublicKey" })?;
    Ok(key?.into())
}

/// The curve, which must be given by its name: one that is spelled out could have any base point (CVE-2020-0601).
fn curve(parameters: Option<AnyRef<'_>>) -> Option<ObjectIdentifier> {
    parameters?.decode_as().ok()
}

fn mismatch(oid: ObjectIdentifier) -> SpkiError {
    let expected = "an Ed25519, P-256, P-384 or RSA key";
    SpkiError::Key(KeyError::TypeMismatch { found: format!("a key of the kind {oid}"), expected })
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `openssl genpkey -algorithm ed25519`, then `openssl pkey -pubout`.
    const OPENSSL_ED25519: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAU9tTWFrcXD6FVrRcGCRPkOLofdyQWSnel0tJegvYTkw=
-----END PUBLIC KEY-----
";
    /// The same for X25519.
    const OPENSSL_X25519: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VuAyEAzChkhhJlVPgUxZqGMdGHMx22Xq5GD6AJFFGw4/r+gWw=
-----END PUBLIC KEY-----
";
    /// The same for secp256k1.
    const OPENSSL_SECP256K1: &str = "-----BEGIN PUBLIC KEY-----
MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEQuE+dALNfllSYyMhU7AApkfiu6eYbhtb
QKBFER+iTKGA2nz270TwNhQ5d8TdajjeTUgfvFBrXuqdeHO1Gfe+gQ==
-----END PUBLIC KEY-----
";

    fn code(text: &str) -> Code {
        PublicKey::from_spki_pem(text).expect_err("must be refused").code()
    }

    #[test]
    fn a_key_of_openssl_is_read() {
        let key = PublicKey::from_spki_pem(OPENSSL_ED25519).unwrap();
        assert_eq!(key.to_jwk().text("x"), Some("U9tTWFrcXD6FVrRcGCRPkOLofdyQWSnel0tJegvYTkw"));
    }

    #[test]
    fn other_kinds_and_other_texts_are_told_apart() {
        assert_eq!(code(OPENSSL_X25519), Code::KeyTypeMismatch);
        assert_eq!(code(OPENSSL_SECP256K1), Code::KeyTypeMismatch);
        assert_eq!(code(&OPENSSL_ED25519.replace("PUBLIC KEY", "PRIVATE KEY")), Code::KeyPrivateMaterial);
        assert_eq!(code(&OPENSSL_ED25519.replace("PUBLIC KEY", "CERTIFICATE")), Code::KeyMalformed);
        for text in ["", "MCowBQYDK2VwAyEA"] {
            assert_eq!(code(text), Code::KeyMalformed, "{text}");
        }
        assert_eq!(code(&OPENSSL_ED25519.replace("MCow", "MCsw")), Code::KeyMalformed);
        // The neutral point.
        let small = "MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        let small =
            OPENSSL_ED25519.replace("MCowBQYDK2VwAyEAU9tTWFrcXD6FVrRcGCRPkOLofdyQWSnel0tJegvYTkw=", small);
        assert_eq!(code(&small), Code::KeySmallOrder);
    }
}
