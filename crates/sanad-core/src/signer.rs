//! Whatever makes signatures: a key in memory, or a device that keeps its key to itself.

use std::fmt;

use ed25519_dalek as dalek;
use ed25519_dalek::Signer as _;

use crate::code::Code;
use crate::key::VerifyingKey;
use crate::signature::Signature;

/// What signs bytes: the one joint at which a hardware module can take the place of [`SigningKey`].
///
/// The public key is the signer's to know: no function takes a public key beside a secret one, because signing under
/// a foreign public key gives the secret key away (RUSTSEC-2022-0093).
pub trait Signer {
    /// The public key under which the signatures verify.
    fn verifying_key(&self) -> VerifyingKey;

    /// Signs bytes with pure Ed25519 (RFC 8032 §5.1.6). The message is the hash data of a proof, not a document.
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

    /// For writing the key as PEM.
    pub(crate) fn seed(&self) -> &[u8; 32] {
        self.secret.as_bytes()
    }
}

impl Signer for SigningKey {
    fn verifying_key(&self) -> VerifyingKey {
        self.public
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
        f.debug_struct("SigningKey").field("public", &self.public).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_memory_signs_what_its_public_half_verifies_and_always_alike() {
        let key = SigningKey::from_seed(&[1; 32]);
        let signature = key.sign(b"hash data").unwrap();
        assert_eq!(key.verifying_key().verify(b"hash data", &signature), Ok(()));
        assert_eq!(key.sign(b"hash data"), Ok(signature));
    }

    #[test]
    fn the_secret_is_not_in_the_debug_form() {
        let key = SigningKey::from_seed(&[0xab; 32]);
        let shown = format!("{key:?}");
        assert!(shown.contains("z6Mk") && !shown.contains("171") && !shown.contains("ab, "), "{shown}");
        assert_eq!(shown, format!("SigningKey {{ public: {:?}, .. }}", key.verifying_key()));
    }
}
