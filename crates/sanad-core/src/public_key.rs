//! A public key of any kind that badges are signed with, and its text as Multikey (CID 1.0 §2.2.2). `spec/proof.md#keys`

use std::fmt;

use crate::ecdsa::{self, P256Key, P384Key};
use crate::ed25519::VerifyingKey;
use crate::key::{KeyError, KeyKind};
use crate::multibase::{Base, MultibaseError};
use crate::rsa_key::{self, RsaKey};
use crate::signature::{Signature, SignatureError};

/// A public key, decoded once. It has one algorithm only, so that no document can choose another for it.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PublicKey {
    /// Ed25519.
    Ed25519(VerifyingKey),
    /// ECDSA on P-256 with SHA-256.
    P256(P256Key),
    /// ECDSA on P-384 with SHA-384.
    P384(P384Key),
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rsa(RsaKey),
}

impl PublicKey {
    /// What kind of key it is.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        match self {
            Self::Ed25519(_) => KeyKind::Ed25519,
            Self::P256(_) => KeyKind::P256,
            Self::P384(_) => KeyKind::P384,
            Self::Rsa(_) => KeyKind::Rsa,
        }
    }

    /// Checks a signature over a message by the key's one algorithm.
    ///
    /// # Errors
    /// [`SignatureError`]: why the signature does not count.
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), SignatureError> {
        match self {
            Self::Ed25519(key) => key.verify(message, signature),
            Self::P256(key) => key.verify(message, signature),
            Self::P384(key) => key.verify(message, signature),
            Self::Rsa(key) => key.verify(message, signature),
        }
    }

    /// Reads a Multikey (CID 1.0 §2.2.2): `z`, then base58btc of the header of its kind and the key; "any other
    /// encoding MUST NOT be allowed" (vc-di-eddsa §2.1). There is no Multikey of RSA.
    ///
    /// # Errors
    /// [`KeyError`]: another base, a key of another kind, a secret key, and whatever stands against the key itself.
    pub fn from_multikey(text: &str) -> Result<Self, KeyError> {
        let bytes = Base::Base58Btc.decode(text).map_err(|source| match source {
            // A key on P-384 takes 71 digits, so this is another kind of key, an RSA key for one.
            MultibaseError::TooLong { chars, .. } => {
                KeyError::TypeMismatch { found: format!("a key of {chars} digits"), expected: MULTIKEYS }
            }
            source => KeyError::Encoding { source },
        })?;
        match bytes.as_slice() {
            [0xed, 0x01, key @ ..] => VerifyingKey::from_bytes(key).map(Self::Ed25519),
            [0x80, 0x24, key @ ..] => P256Key::from_compressed(key).map(Self::P256),
            [0x81, 0x24, key @ ..] => P384Key::from_compressed(key).map(Self::P384),
            [a @ 0x80..=0x8b, 0x26, ..] => Err(KeyError::PrivateMaterial { codec: format!("{a:02x}26") }),
            other => Err(KeyError::TypeMismatch { found: announced(other), expected: MULTIKEYS }),
        }
    }

    /// The key as a Multikey: `z6Mk…` of Ed25519, `zDn…` of P-256, `z82…` of P-384. An RSA key, which CID 1.0 gives no
    /// Multikey, is written with its multicodec header all the same (`z4MX…`), as a name for it; it is not read back.
    #[must_use]
    pub fn to_multikey(&self) -> String {
        let (header, key) = match self {
            Self::Ed25519(key) => ([0xed, 0x01], key.as_bytes().to_vec()),
            Self::P256(key) => ([0x80, 0x24], key.to_compressed()),
            Self::P384(key) => ([0x81, 0x24], key.to_compressed()),
            Self::Rsa(key) => ([0x85, 0x24], key.to_pkcs1()),
        };
        Base::Base58Btc.encode(&[&header[..], &key].concat())
    }
}

impl KeyKind {
    /// Whether this build reads keys of this kind: Ed25519 always, the others by the features `ecdsa` and `rsa`.
    #[must_use]
    pub const fn is_built_in(self) -> bool {
        match self {
            Self::Ed25519 => true,
            Self::P256 | Self::P384 => ecdsa::IS_BUILT_IN,
            Self::Rsa => rsa_key::IS_BUILT_IN,
        }
    }
}

impl fmt::Debug for PublicKey {
    /// The Multikey, which is how people know the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.to_multikey())
    }
}

impl From<VerifyingKey> for PublicKey {
    fn from(key: VerifyingKey) -> Self {
        Self::Ed25519(key)
    }
}

impl From<P256Key> for PublicKey {
    fn from(key: P256Key) -> Self {
        Self::P256(key)
    }
}

impl From<P384Key> for PublicKey {
    fn from(key: P384Key) -> Self {
        Self::P384(key)
    }
}

impl From<RsaKey> for PublicKey {
    fn from(key: RsaKey) -> Self {
        Self::Rsa(key)
    }
}

const MULTIKEYS: &str = "an Ed25519, P-256 or P-384 key";

/// What kind of key a multicodec header announces, in words for the message.
fn announced(bytes: &[u8]) -> String {
    match bytes {
        [0xe7, 0x01, ..] => "a secp256k1 key".to_owned(),
        [0xea | 0xeb | 0xee, 0x01, ..] => "a BLS12-381 key".to_owned(),
        [0xec, 0x01, ..] => "an X25519 key".to_owned(),
        [0x82, 0x24, ..] => "a P-521 key".to_owned(),
        [0x85, 0x24, ..] => "an RSA key".to_owned(),
        [a, b, ..] => format!("the unknown multicodec header `{a:02x}{b:02x}`"),
        [_] | [] => "no multicodec header".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::signer::{Signer as _, SigningKey};

    fn key_code(text: &str) -> Code {
        PublicKey::from_multikey(text).expect_err("must be refused").code()
    }

    fn multikey(header: &[u8], key: &[u8]) -> String {
        Base::Base58Btc.encode(&[header, key].concat())
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
    fn keys_of_another_kind_length_or_base_are_told_apart() {
        let signer = SigningKey::from_seed(&[7; 32]);
        let (key, bytes) = (signer.public_key(), *signer.verifying_key().as_bytes());
        assert_eq!(PublicKey::from_multikey(&multikey(&[0xed, 0x01], &bytes)), Ok(key.clone()));
        for header in [[0xec, 0x01], [0x82, 0x24], [0xe7, 0x01], [0xed, 0x02], [0x01, 0xed], [0x00, 0x00]] {
            assert_eq!(key_code(&multikey(&header, &bytes)), Code::KeyTypeMismatch, "{header:02x?}");
        }
        for header in [[0x80, 0x26], [0x86, 0x26], [0x87, 0x26]] {
            assert_eq!(key_code(&multikey(&header, &bytes)), Code::KeyPrivateMaterial, "{header:02x?}");
        }
        assert_eq!(key_code(&multikey(&[0xed, 0x81, 0x00], &bytes)), Code::KeyTypeMismatch);
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
