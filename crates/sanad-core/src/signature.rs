//! A signature: its bytes, its text in a proof, and why it may not count. `spec/proof.md#keys`

use std::fmt;

use crate::code::Code;
use crate::multibase::{Base, MultibaseError};

/// The bytes of a signature in the one encoding of its key's algorithm, not yet checked by any key: R ‖ S of Ed25519
/// (RFC 8032 §5.1.6), r ‖ s of ECDSA (IEEE P1363), or the integer of RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.1).
#[derive(Clone, PartialEq, Eq)]
pub struct Signature(Box<[u8]>);

impl Signature {
    /// The signature of these bytes. Whether they are as many as they must be, and canonical, is found out when a key
    /// checks them.
    #[must_use]
    pub fn from_bytes(bytes: impl Into<Box<[u8]>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads a `proofValue`: `z`, then base58btc (vc-di-eddsa §3.2.2, vc-di-ecdsa §3.2.2).
    ///
    /// # Errors
    /// [`SignatureTextError`]: another base, a foreign character, too long for any.
    pub fn from_multibase(text: &str) -> Result<Self, SignatureTextError> {
        let bytes = Base::Base58Btc.decode(text).map_err(|source| SignatureTextError { source })?;
        Ok(Self(bytes.into()))
    }

    /// The signature as a `proofValue`.
    #[must_use]
    pub fn to_multibase(&self) -> String {
        Base::Base58Btc.encode(&self.0)
    }

    /// Whether an ECDSA signature is in the ASN.1 form in which TLS and X.509 have it, by its first bytes: SEQUENCE of
    /// that length, INTEGER. No curve of ours needs the long form of a length.
    pub(crate) fn is_der(&self) -> bool {
        matches!(&*self.0, [0x30, length, 0x02, rest @ ..] if usize::from(*length) == rest.len() + 1)
    }

    /// Why the signature has not the length of its algorithm.
    pub(crate) fn length_error(&self, expected: usize) -> SignatureError {
        SignatureError::Length { found: self.0.len(), expected }
    }
}

impl fmt::Debug for Signature {
    /// The multibase text, which is how a proof has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({})", self.to_multibase())
    }
}

/// Why a signature does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// An ECDSA signature in ASN.1, where r ‖ s is expected (vc-di-ecdsa §3.2; RFC 7518 §3.4).
    #[error("the signature is written in ASN.1, expected the {expected} bytes r ‖ s")]
    Asn1 {
        /// How many bytes r ‖ s has.
        expected: usize,
    },
    /// The equation of the algorithm does not hold.
    #[error("the signature is not of this message by this key")]
    Invalid,
    /// Another number of bytes than the algorithm gives.
    #[error("a signature of {found} bytes, expected {expected}")]
    Length {
        /// How many there are.
        found: usize,
        /// How many there must be.
        expected: usize,
    },
    /// S not below the group order, or R a second encoding of a point (RFC 8032 §5.1.7).
    #[error("the signature's {part} is not in its one canonical encoding")]
    Noncanonical {
        /// `R` or `S`.
        part: &'static str,
    },
    /// r or s of an ECDSA signature is 0 or not below the group order (FIPS 186-5 §6.4.2 step 1), or an RSA signature
    /// is not below the modulus (RFC 8017 §5.2.2).
    #[error("a number in the signature is outside its range")]
    OutOfRange,
    /// R is of small order, which no honest signer makes.
    #[error("the signature's R is a point of small order")]
    SmallOrderR,
}

impl SignatureError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Asn1 { .. } => Code::ProofSignatureEncoding,
            Self::Invalid | Self::OutOfRange => Code::ProofSignatureInvalid,
            Self::Length { .. } => Code::ProofValueLength,
            Self::Noncanonical { .. } => Code::ProofSignatureNoncanonical,
            Self::SmallOrderR => Code::ProofSignatureSmallOrderR,
        }
    }
}

/// Why a text is no signature: not base58btc behind a `z` (vc-di-eddsa §3.2.2).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof value cannot be read: {source}")]
#[expect(clippy::exhaustive_structs, reason = "there is one way to be no base58btc text")]
pub struct SignatureTextError {
    /// What is wrong with the text.
    pub source: MultibaseError,
}

impl SignatureTextError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self.source {
            MultibaseError::TooLong { .. } => Code::ProofValueLength,
            _ => Code::ProofValueEncoding,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_of_another_base_or_beyond_any_length_are_told_apart() {
        let signature = Signature::from_bytes([7; 64]);
        let text = signature.to_multibase();
        assert_eq!(Signature::from_multibase(&text), Ok(signature));
        let code = |text: &str| Signature::from_multibase(text).expect_err("must be refused").code();
        assert_eq!(code(&format!("z{}", "2".repeat(1 << 20))), Code::ProofValueLength);
        assert_eq!(code(&Base::Base64Url.encode(&[7; 64])), Code::ProofValueEncoding);
        assert_eq!(code(&format!("f{}", "0".repeat(128))), Code::ProofValueEncoding);
        assert_eq!(code(""), Code::ProofValueEncoding);
        for foreign in ['0', 'O', 'I', 'l', ' ', '\u{ff12}'] {
            assert_eq!(code(&format!("{text}{foreign}")), Code::ProofValueEncoding, "{foreign:?}");
        }
    }

    #[test]
    fn asn_1_is_known_by_its_first_bytes_and_its_length() {
        let mut der = vec![0x30, 68, 0x02, 32];
        der.extend([1; 32]);
        der.extend([0x02, 32]);
        der.extend([1; 32]);
        assert!(Signature::from_bytes(der.clone()).is_der());
        for wrong in [&der[1..], &der[..69], &[0x30, 0][..], &[][..]] {
            assert!(!Signature::from_bytes(wrong).is_der(), "{wrong:02x?}");
        }
    }
}
