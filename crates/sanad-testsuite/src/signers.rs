//! Test signers with keys on P-256 and P-384 and of RSA: how a device or a key service plugs into [`Signer`].
//!
//! The library itself signs with Ed25519 only. Whoever has another key has it where it cannot be copied from: in a
//! hardware module, or behind a key service. All that such a place must offer is in the trait: the public key, and a
//! signature in the encoding of its algorithm. Where these signers call a crate, theirs would make a request.
#![expect(clippy::expect_used, reason = "a test key that cannot be read must stop the test")]

use p256::ecdsa::signature::Signer as _;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::pkcs8::spki::EncodePublicKey as _;
use rsa::signature::SignatureEncoding as _;
use sanad_core::ecdsa::{P256Key, P384Key};
use sanad_core::public_key::PublicKey;
use sanad_core::signature::Signature;
use sanad_core::signer::{Signer, SignerError};
use sha2::Sha256;

/// A private key on P-256 in memory, with the deterministic nonces of RFC 6979.
#[derive(Debug)]
pub struct P256Signer(p256::ecdsa::SigningKey);

impl P256Signer {
    /// The key with that secret number, big-endian.
    ///
    /// # Panics
    /// If it is 0 or not below the group order.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(p256::ecdsa::SigningKey::from_slice(secret).expect("a number within the order of P-256"))
    }
}

impl Signer for P256Signer {
    fn public_key(&self) -> PublicKey {
        let point = self.0.verifying_key().to_sec1_point(true);
        P256Key::from_compressed(point.as_bytes()).expect("the public half of a secret").into()
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignerError> {
        let signature: p256::ecdsa::Signature = self.0.sign(message);
        Ok(Signature::from_bytes(signature.to_bytes().to_vec()))
    }
}

/// A private key on P-384 in memory, with the deterministic nonces of RFC 6979.
#[derive(Debug)]
pub struct P384Signer(p384::ecdsa::SigningKey);

impl P384Signer {
    /// The key with that secret number, big-endian.
    ///
    /// # Panics
    /// If it is 0 or not below the group order.
    #[must_use]
    pub fn from_secret(secret: &[u8; 48]) -> Self {
        Self(p384::ecdsa::SigningKey::from_slice(secret).expect("a number within the order of P-384"))
    }
}

impl Signer for P384Signer {
    fn public_key(&self) -> PublicKey {
        let point = self.0.verifying_key().to_sec1_point(true);
        P384Key::from_compressed(point.as_bytes()).expect("the public half of a secret").into()
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignerError> {
        let signature: p384::ecdsa::Signature = self.0.sign(message);
        Ok(Signature::from_bytes(signature.to_bytes().to_vec()))
    }
}

/// A private RSA key in memory, for tests only: what the crate does with it leaks timing (RUSTSEC-2023-0071).
#[derive(Debug)]
pub struct RsaSigner(rsa::PrivateKey);

impl RsaSigner {
    /// Reads a key as PKCS#8.
    ///
    /// # Panics
    /// If the text is none.
    #[must_use]
    pub fn from_pem(text: &str) -> Self {
        Self(rsa::PrivateKey::from_pkcs8_pem(text).expect("a private RSA key"))
    }

    /// The academy's key.
    #[must_use]
    pub fn academy() -> Self {
        Self::from_pem(include_str!("signers/rsa_academy.pem"))
    }

    /// The attacker's key.
    #[must_use]
    pub fn attacker() -> Self {
        Self::from_pem(include_str!("signers/rsa_attacker.pem"))
    }
}

impl Signer for RsaSigner {
    fn public_key(&self) -> PublicKey {
        let der = rsa::PublicKey::from(&self.0).to_public_key_der().expect("a key that has a DER form");
        PublicKey::from_spki_der(der.as_bytes()).expect("the public half of a secret")
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignerError> {
        let signature = rsa::pkcs1v15::SigningKey::<Sha256>::new(self.0.clone()).sign(message);
        Ok(Signature::from_bytes(signature.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_signs_what_its_public_half_verifies_and_always_alike() {
        let signers: [&dyn Signer; 4] = [
            &P256Signer::from_secret(&[7; 32]),
            &P384Signer::from_secret(&[7; 48]),
            &RsaSigner::academy(),
            &RsaSigner::attacker(),
        ];
        for signer in signers {
            let signature = signer.sign(b"hash data").expect("a key in memory signs");
            assert_eq!(signer.public_key().verify(b"hash data", &signature), Ok(()));
            assert!(signer.public_key().verify(b"hash date", &signature).is_err());
            assert_eq!(signer.sign(b"hash data"), Ok(signature));
        }
    }
}
