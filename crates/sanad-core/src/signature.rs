//! An Ed25519 signature: its bytes, its text in a proof, and why it may not count. `spec/proof.md#keys`

use ed25519_dalek as dalek;

use crate::code::Code;
use crate::edwards25519::{ORDER, is_below, is_canonical_point};
use crate::multibase::{Base, MultibaseError};

/// The 64 bytes R ‖ S of an Ed25519 signature, not yet checked by any key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signature([u8; 64]);

impl Signature {
    /// The signature of these bytes. Whether they are canonical is found out when a key checks them.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// R ‖ S.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    /// Reads a `proofValue`: `z`, then base58btc of 64 bytes (vc-di-eddsa §3.2.2).
    ///
    /// # Errors
    /// [`SignatureTextError`]: another base, a foreign character, another length.
    pub fn from_multibase(text: &str) -> Result<Self, SignatureTextError> {
        let bytes = Base::Base58Btc.decode(text).map_err(|source| SignatureTextError::Encoding { source })?;
        let bytes = bytes
            .as_slice()
            .try_into()
            .map_err(|_| SignatureTextError::Length { found: bytes.len(), expected: SIGNATURE_BYTES })?;
        Ok(Self(bytes))
    }

    /// The signature as a `proofValue`.
    #[must_use]
    pub fn to_multibase(&self) -> String {
        Base::Base58Btc.encode(&self.0)
    }

    /// Names the reason of a refusal. Only asked once the strict check has refused, so that a good signature pays
    /// for none of it.
    pub(crate) fn reason_to_refuse(&self) -> SignatureError {
        let Some((r, s)) = self.0.split_first_chunk::<32>() else {
            return SignatureError::Invalid;
        };
        if !is_below(s, &ORDER) {
            return SignatureError::Noncanonical { part: "S" };
        }
        if !is_canonical_point(r) {
            return SignatureError::Noncanonical { part: "R" };
        }
        match dalek::VerifyingKey::from_bytes(r) {
            Ok(point) if point.is_weak() => SignatureError::SmallOrderR,
            _ => SignatureError::Invalid,
        }
    }
}

/// Why a signature does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// The equation of RFC 8032 §5.1.7 does not hold.
    #[error("the signature is not of this message by this key")]
    Invalid,
    /// S not below the group order, or R a second encoding of a point (RFC 8032 §5.1.7).
    #[error("the signature's {part} is not in its one canonical encoding")]
    Noncanonical {
        /// `R` or `S`.
        part: &'static str,
    },
    /// R is of small order, which no honest signer makes.
    #[error("the signature's R is a point of small order")]
    SmallOrderR,
}

impl SignatureError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Invalid => Code::ProofSignatureInvalid,
            Self::Noncanonical { .. } => Code::ProofSignatureNoncanonical,
            Self::SmallOrderR => Code::ProofSignatureSmallOrderR,
        }
    }
}

/// Why a text is no signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureTextError {
    /// Not base58btc behind a `z` (vc-di-eddsa §3.2.2).
    #[error("the proof value cannot be read: {source}")]
    Encoding {
        /// What is wrong with the text.
        source: MultibaseError,
    },
    /// Another number of bytes (RFC 8032 §5.1.6).
    #[error("a signature of {found} bytes, expected {expected}")]
    Length {
        /// How many there are.
        found: usize,
        /// 64.
        expected: usize,
    },
}

impl SignatureTextError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Length { .. } | Self::Encoding { source: MultibaseError::TooLong { .. } } => {
                Code::ProofValueLength
            }
            Self::Encoding { .. } => Code::ProofValueEncoding,
        }
    }
}

const SIGNATURE_BYTES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edwards25519::PRIME;
    use crate::key::VerifyingKey;
    use crate::signer::{Signer as _, SigningKey};

    fn signed() -> (VerifyingKey, Signature) {
        let signer = SigningKey::from_seed(&[7; 32]);
        (signer.verifying_key(), signer.sign(b"message").unwrap())
    }

    #[test]
    fn signatures_of_another_length_or_base_are_told_apart() {
        let (_, signature) = signed();
        let text = signature.to_multibase();
        assert_eq!(Signature::from_multibase(&text), Ok(signature));
        let code = |text: &str| Signature::from_multibase(text).expect_err("must be refused").code();
        let bytes = signature.as_bytes();
        assert_eq!(code(&Base::Base58Btc.encode(&bytes[..63])), Code::ProofValueLength);
        assert_eq!(code(&Base::Base58Btc.encode(&[&bytes[..], &[0]].concat())), Code::ProofValueLength);
        assert_eq!(code("z"), Code::ProofValueLength);
        assert_eq!(code(&format!("z1{}", &text[1..])), Code::ProofValueLength);
        assert_eq!(code(&format!("z{}", "2".repeat(1 << 20))), Code::ProofValueLength);
        assert_eq!(code(&Base::Base64Url.encode(bytes)), Code::ProofValueEncoding);
        assert_eq!(code(&format!("f{}", "0".repeat(128))), Code::ProofValueEncoding);
        assert_eq!(code(""), Code::ProofValueEncoding);
        for foreign in ['0', 'O', 'I', 'l', ' ', '\u{ff12}'] {
            assert_eq!(code(&format!("{text}{foreign}")), Code::ProofValueEncoding, "{foreign:?}");
        }
    }

    #[test]
    fn a_changed_bit_anywhere_is_refused_with_its_reason() {
        let (key, signature) = signed();
        assert_eq!(key.verify(b"message", &signature), Ok(()));
        assert_eq!(key.verify(b"massage", &signature), Err(SignatureError::Invalid));
        for bit in 0..512 {
            let mut bytes = *signature.as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let refused = key.verify(b"message", &Signature::from_bytes(bytes));
            // S is below 2^252 and the order a little above it, so that one of the top four bits lifts S beyond.
            let expected = match bit {
                508.. => SignatureError::Noncanonical { part: "S" },
                _ => SignatureError::Invalid,
            };
            assert_eq!(refused, Err(expected), "bit {bit}");
        }
    }

    #[test]
    fn s_plus_the_order_and_foreign_forms_of_r_have_codes_of_their_own() {
        let (key, signature) = signed();
        let mut bytes = *signature.as_bytes();
        let mut carry = 0_u16;
        for (byte, order) in bytes[32..].iter_mut().zip(ORDER) {
            carry += u16::from(*byte) + u16::from(order);
            *byte = carry.to_le_bytes()[0];
            carry >>= 8;
        }
        let code = |bytes| key.verify(b"message", &Signature::from_bytes(bytes)).unwrap_err().code();
        assert_eq!(code(bytes), Code::ProofSignatureNoncanonical);
        let mut bytes = *signature.as_bytes();
        bytes[..32].copy_from_slice(&PRIME);
        assert_eq!(code(bytes), Code::ProofSignatureNoncanonical);
        bytes[..32].copy_from_slice(&[0; 32]);
        assert_eq!(code(bytes), Code::ProofSignatureSmallOrderR);
        bytes[..32].copy_from_slice(&ORDER);
        bytes[32..].copy_from_slice(&ORDER);
        assert_eq!(code(bytes), Code::ProofSignatureNoncanonical);
    }
}
