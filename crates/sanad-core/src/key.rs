//! An Ed25519 public key, read in its one canonical form, and the check of a signature by it. `spec/proof.md#keys`

use std::fmt;

use ed25519_dalek as dalek;

use crate::code::Code;
use crate::edwards25519::is_canonical_point;
use crate::multibase::{Base, MultibaseError};
use crate::signature::{Signature, SignatureError};

/// An Ed25519 public key, decoded once: a canonical encoding of a point on the curve that is not of small order.
/// Any other 32 bytes are no [`VerifyingKey`] (vc-di-eddsa, Security Considerations; RFC 8032 §5.1.3).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct VerifyingKey(dalek::VerifyingKey);

impl VerifyingKey {
    /// Reads the 32 bytes of RFC 8032 §5.1.5.
    ///
    /// # Errors
    /// [`KeyError`]: another length, a second encoding of a point, no point of the curve, a point of small order.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let bytes: &[u8; 32] = bytes
            .try_into()
            .map_err(|_| KeyError::Length { found: bytes.len(), expected: PUBLIC_KEY_BYTES })?;
        if !is_canonical_point(bytes) {
            return Err(KeyError::Noncanonical);
        }
        let key = dalek::VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::NotOnCurve)?;
        if key.is_weak() {
            return Err(KeyError::SmallOrder);
        }
        Ok(Self(key))
    }

    /// Reads a Multikey (CID 1.0 §2.2.2): `z`, then base58btc of `ed01` and the 32 bytes; "any other encoding MUST
    /// NOT be allowed" (vc-di-eddsa §2.1).
    ///
    /// # Errors
    /// [`KeyError`]: as [`Self::from_bytes`], another base, a key of another kind, a secret key.
    pub fn from_multikey(text: &str) -> Result<Self, KeyError> {
        let bytes = Base::Base58Btc.decode(text).map_err(|source| match source {
            // Ed25519 takes 47 digits, so this is another kind of key, an RSA key for one.
            MultibaseError::TooLong { chars, .. } => {
                KeyError::TypeMismatch { found: format!("a key of {chars} digits"), expected: "Ed25519" }
            }
            source => KeyError::Encoding { source },
        })?;
        match bytes.as_slice() {
            [0xed, 0x01, key @ ..] => Self::from_bytes(key),
            [a @ 0x80..=0x8b, 0x26, ..] => Err(KeyError::PrivateMaterial { codec: format!("{a:02x}26") }),
            other => Err(KeyError::TypeMismatch { found: key_kind(other), expected: "Ed25519" }),
        }
    }

    /// The key as a Multikey: `z6Mk…`.
    #[must_use]
    pub fn to_multikey(&self) -> String {
        Base::Base58Btc.encode(&[&[0xed, 0x01][..], self.as_bytes()].concat())
    }

    /// The 32 bytes of RFC 8032 §5.1.5.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The public half of a secret key. Of large order and canonical, because it is a clamped multiple of the base
    /// point (RFC 8032 §5.1.5), encoded by us.
    pub(crate) fn of_secret(secret: &dalek::SigningKey) -> Self {
        Self(secret.verifying_key())
    }

    /// Checks a signature strictly: the cofactorless equation of RFC 8032 §5.1.7 with S < L, and R canonical and not
    /// of small order. There is no batch form, because batches and single checks disagree on hostile input.
    ///
    /// # Errors
    /// [`SignatureError`]: why the signature does not count.
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), SignatureError> {
        self.0
            .verify_strict(message, &dalek::Signature::from_bytes(signature.as_bytes()))
            .map_err(|_| signature.reason_to_refuse())
    }
}

impl fmt::Debug for VerifyingKey {
    /// The Multikey, which is how people know the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({})", self.to_multikey())
    }
}

/// Why bytes or text are no public key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not base58btc behind a `z` (CID 1.0 §2.2.2).
    #[error("the key's text cannot be read: {source}")]
    Encoding {
        /// What is wrong with the text.
        source: MultibaseError,
    },
    /// Another number of bytes (RFC 8032 §5.1.5).
    #[error("a key of {found} bytes, expected {expected}")]
    Length {
        /// How many there are.
        found: usize,
        /// 32.
        expected: usize,
    },
    /// A second encoding of a point: y not below 2^255 − 19, or x = 0 with its sign bit set (RFC 8032 §5.1.3).
    #[error("the key is not in its one canonical encoding")]
    Noncanonical,
    /// No point of the curve has this y (RFC 8032 §5.1.3).
    #[error("the key is no point of the curve")]
    NotOnCurve,
    /// The header of a secret key where a public one is expected (CID 1.0 §2.2.3).
    #[error("a secret key (multicodec `{codec}`) where a public key is expected")]
    PrivateMaterial {
        /// The header in hexadecimal. Nothing of the key itself is repeated.
        codec: String,
    },
    /// A point of small order, under which one signature does for many documents (vc-di-eddsa, Security).
    #[error("the key is a point of small order")]
    SmallOrder,
    /// A public key, but not of the kind expected.
    #[error("found {found}, expected an {expected} key")]
    TypeMismatch {
        /// What the header or the parameters name.
        found: String,
        /// `Ed25519`.
        expected: &'static str,
    },
}

impl KeyError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Encoding { .. } | Self::Length { .. } | Self::NotOnCurve => Code::KeyMalformed,
            Self::Noncanonical => Code::KeyNoncanonical,
            Self::PrivateMaterial { .. } => Code::KeyPrivateMaterial,
            Self::SmallOrder => Code::KeySmallOrder,
            Self::TypeMismatch { .. } => Code::KeyTypeMismatch,
        }
    }
}

const PUBLIC_KEY_BYTES: usize = 32;

/// What kind of key a multicodec header names, in words for the message.
fn key_kind(bytes: &[u8]) -> String {
    match bytes {
        [0xe7, 0x01, ..] => "a secp256k1 key".to_owned(),
        [0xea | 0xeb | 0xee, 0x01, ..] => "a BLS12-381 key".to_owned(),
        [0xec, 0x01, ..] => "an X25519 key".to_owned(),
        [0x80, 0x24, ..] => "a P-256 key".to_owned(),
        [0x81, 0x24, ..] => "a P-384 key".to_owned(),
        [0x82, 0x24, ..] => "a P-521 key".to_owned(),
        [0x85, 0x24, ..] => "an RSA key".to_owned(),
        [a, b, ..] => format!("the unknown multicodec header `{a:02x}{b:02x}`"),
        [_] | [] => "no multicodec header".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edwards25519::PRIME;
    use crate::signer::{Signer as _, SigningKey};

    fn key_code(text: &str) -> Code {
        VerifyingKey::from_multikey(text).expect_err("must be refused").code()
    }

    fn multikey(header: &[u8], key: &[u8]) -> String {
        Base::Base58Btc.encode(&[header, key].concat())
    }

    fn key() -> VerifyingKey {
        SigningKey::from_seed(&[7; 32]).verifying_key()
    }

    #[test]
    fn small_order_keys_that_sign_everything_are_no_keys() {
        // The identity and a point of order 8: two keys under which other libraries accept made-up signatures.
        for text in [
            "z6MkeXATEjyXENzBXBxgC5EHk2JE5aqd7qMGGtDpLUH1e2Sj",
            "z6MksrRtMyx4CiuAvgkmwsiPXKj7ULY8yG49hjvu11gGFbjo",
        ] {
            assert_eq!(key_code(text), Code::KeySmallOrder, "{text}");
        }
    }

    #[test]
    fn a_second_encoding_of_a_point_is_no_key() {
        // y = p + 3 and p + 4 are points of large order written with a y that is not reduced.
        let refused = (0..19_u8)
            .map(|above| {
                let mut bytes = PRIME;
                bytes[0] += above;
                bytes
            })
            .filter(|bytes| dalek::VerifyingKey::from_bytes(bytes).is_ok_and(|key| !key.is_weak()))
            .inspect(|bytes| assert_eq!(VerifyingKey::from_bytes(bytes), Err(KeyError::Noncanonical)))
            .count();
        assert!(refused > 3, "only {refused} encodings tried");
    }

    #[test]
    fn keys_of_another_kind_length_or_base_are_told_apart() {
        let key = key();
        let bytes = key.as_bytes();
        assert_eq!(VerifyingKey::from_multikey(&multikey(&[0xed, 0x01], bytes)), Ok(key));
        for header in [[0xec, 0x01], [0x80, 0x24], [0xe7, 0x01], [0xed, 0x02], [0x01, 0xed], [0x00, 0x00]] {
            assert_eq!(key_code(&multikey(&header, bytes)), Code::KeyTypeMismatch, "{header:02x?}");
        }
        for header in [[0x80, 0x26], [0x86, 0x26], [0x87, 0x26]] {
            assert_eq!(key_code(&multikey(&header, bytes)), Code::KeyPrivateMaterial, "{header:02x?}");
        }
        assert_eq!(key_code(&multikey(&[0xed, 0x81, 0x00], bytes)), Code::KeyTypeMismatch);
        assert_eq!(key_code(&multikey(&[0xed, 0x01], &bytes[1..])), Code::KeyMalformed);
        assert_eq!(key_code(&multikey(&[0xed, 0x01], &[&bytes[..], &[0]].concat())), Code::KeyMalformed);
        assert_eq!(key_code(&multikey(&[0xed], &[])), Code::KeyTypeMismatch);
        assert_eq!(key_code(&multikey(&[], &[])), Code::KeyTypeMismatch);
        assert_eq!(key_code(&format!("z1{}", &key.to_multikey()[1..])), Code::KeyTypeMismatch);
        assert_eq!(key_code(&key.to_multikey()[1..]), Code::KeyMalformed);
        assert_eq!(
            key_code(&Base::Base64Url.encode(&[&[0xed, 0x01], &bytes[..]].concat())),
            Code::KeyMalformed
        );
        assert_eq!(key_code(&format!("{} ", key.to_multikey())), Code::KeyMalformed);
        assert_eq!(key_code(&format!("z{}", "2".repeat(1000))), Code::KeyTypeMismatch);
    }
}
