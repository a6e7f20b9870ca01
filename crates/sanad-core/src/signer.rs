//! Whatever makes signatures: a key in memory, or a device that keeps its key to itself.

use std::fmt;

use ed25519_dalek as dalek;
use ed25519_dalek::Signer as _;

use crate::code::Code;
use crate::ed25519::VerifyingKey;
use crate::public_key::PublicKey;
use crate::signature::Signature;

/// What signs bytes: the one joint at which a hardware module or a key service can take the place of [`SigningKey`],
/// with a key of any kind.
///
/// The public key is the signer's to know: no function takes a public key beside a secret one, because signing under
/// a foreign public key gives the secret key away (RUSTSEC-2022-0093).
pub trait Signer {
    /// The public key under which the signatures verify.
    fn public_key(&self) -> PublicKey;

    /// Signs bytes by the one algorithm of the key's kind, hashing them as that algorithm does: pure Ed25519, ECDSA with
    /// SHA-256 on P-256 and with SHA-384 on P-384 (r ‖ s, not ASN.1), RSASSA-PKCS1-v1_5 with SHA-256. The message is
    /// the hash data of a proof or the signing input of a JWT.
    ///
    /// # Errors
    /// [`SignerError`], if the device refused or could not be reached. A key in memory never fails.
    fn sign(&self, message: &[u8]) -> Result<Signature, SignerError>;
}

/// Why there is no signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignerError {
    /// The signer was asked and would not: locked, not permitted, wrong mechanism.
    #[error("the signer refused: {reason}")]
    Refused {
        /// The signer's own words.
        reason: String,
    },
    /// The signer could not be asked.
    #[error("the signer could not be reached: {reason}")]
    Unavailable {
        /// What stood in the way.
        reason: String,
    },
}

impl SignerError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Refused { .. } | Self::Unavailable { .. } => Code::IssueSignerFailed,
        }
    }
}

/// An Ed25519 private key in memory, wiped when dropped, never printed, never copied.
///
/// ```compile_fail
/// # fn twice(key: &sanad_core::signer::SigningKey) -> sanad_core::signer::SigningKey { key.clone() }
/// ```
/// ```compile_fail
/// # fn shown(key: &sanad_core::signer::SigningKey) -> String { key.to_string() }
/// ```
pub struct SigningKey {
    secret: dalek::SigningKey,
    public: VerifyingKey,
}

impl SigningKey {
    /// The key of a seed: the 32 random bytes that RFC 8032 §5.1.5 calls the private key. Randomness is the caller's,
    /// and so is wiping the seed.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let secret = dalek::SigningKey::from_bytes(seed);
        let public = VerifyingKey::of_secret(&secret);
        Self { secret, public }
    }

    /// The public half, as a key of its kind.
    #[must_use]
    pub const fn verifying_key(&self) -> VerifyingKey {
        self.public
    }

    /// For writing the key as PEM.
    pub(crate) fn seed(&self) -> &[u8; 32] {
        self.secret.as_bytes()
    }
}

impl Signer for SigningKey {
    fn public_key(&self) -> PublicKey {
        self.public.into()
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignerError> {
        Ok(Signature::from_bytes(self.secret.sign(message).to_bytes()))
    }
}

// The only field with a secret in it wipes itself.
impl zeroize::ZeroizeOnDrop for SigningKey {}

impl fmt::Debug for SigningKey {
    /// The public half only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("public", &self.public_key()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_memory_signs_what_its_public_half_verifies_and_always_alike() {
        let key = SigningKey::from_seed(&[1; 32]);
        let signature = key.sign(b"hash data").unwrap();
        assert_eq!(key.public_key().verify(b"hash data", &signature), Ok(()));
        assert_eq!(key.sign(b"hash data"), Ok(signature));
    }

    #[test]
    fn the_secret_is_not_in_the_debug_form() {
        let key = SigningKey::from_seed(&[0xab; 32]);
        let shown = format!("{key:?}");
        assert!(shown.contains("z6Mk") && !shown.contains("171") && !shown.contains("ab, "), "{shown}");
        assert_eq!(shown, format!("SigningKey {{ public: {:?}, .. }}", key.public_key()));
    }
}
