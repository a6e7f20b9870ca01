//! An Ed25519 public key, read in its one canonical form, and the check of a signature by it. `spec/proof.md#keys`

use std::fmt;

use ed25519_dalek as dalek;

use crate::edwards25519::{ORDER, is_below, is_canonical_point};
use crate::key::KeyError;
use crate::multibase::Base;
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
        let bytes: &[u8; SIGNATURE_BYTES] =
            signature.as_bytes().try_into().map_err(|_| signature.length_error(SIGNATURE_BYTES))?;
        self.0
            .verify_strict(message, &dalek::Signature::from_bytes(bytes))
            .map_err(|_| reason_to_refuse(bytes))
    }
}

impl fmt::Debug for VerifyingKey {
    /// The bytes as multibase.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({})", Base::Base64Url.encode(self.as_bytes()))
    }
}

const PUBLIC_KEY_BYTES: usize = 32;
const SIGNATURE_BYTES: usize = 64;

/// Names the reason of a refusal. Only asked once the strict check has refused, so that a good signature pays for
/// none of it.
fn reason_to_refuse(signature: &[u8; SIGNATURE_BYTES]) -> SignatureError {
    let Some((r, s)) = signature.split_first_chunk::<32>() else {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::edwards25519::PRIME;
    use crate::signer::{Signer as _, SigningKey};

    fn signed() -> (VerifyingKey, [u8; 64]) {
        let signer = SigningKey::from_seed(&[7; 32]);
        let signature = signer.sign(b"message").unwrap();
        (signer.verifying_key(), signature.as_bytes().try_into().unwrap())
    }

    fn verify(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        key.verify(message, &Signature::from_bytes(signature))
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
    fn a_changed_bit_anywhere_is_refused_with_its_reason() {
        let (key, signature) = signed();
        assert_eq!(verify(&key, b"message", &signature), Ok(()));
        assert_eq!(verify(&key, b"massage", &signature), Err(SignatureError::Invalid));
        for bit in 0..512 {
            let mut bytes = signature;
            bytes[bit / 8] ^= 1 << (bit % 8);
            let refused = verify(&key, b"message", &bytes);
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
        let mut bytes = signature;
        let mut carry = 0_u16;
        for (byte, order) in bytes[32..].iter_mut().zip(ORDER) {
            carry += u16::from(*byte) + u16::from(order);
            *byte = carry.to_le_bytes()[0];
            carry >>= 8;
        }
        let code = |bytes: [u8; 64]| verify(&key, b"message", &bytes).unwrap_err().code();
        assert_eq!(code(bytes), Code::ProofSignatureNoncanonical);
        let mut bytes = signature;
        bytes[..32].copy_from_slice(&PRIME);
        assert_eq!(code(bytes), Code::ProofSignatureNoncanonical);
        bytes[..32].copy_from_slice(&[0; 32]);
        assert_eq!(code(bytes), Code::ProofSignatureSmallOrderR);
        bytes[..32].copy_from_slice(&ORDER);
        bytes[32..].copy_from_slice(&ORDER);
        assert_eq!(code(bytes), Code::ProofSignatureNoncanonical);
    }

    #[test]
    fn a_signature_of_another_length_is_none() {
        let (key, signature) = signed();
        for (bytes, found) in
            [(&signature[..63], 63), (&[&signature[..], &[0]].concat(), 65), (&signature[..0], 0)]
        {
            assert_eq!(verify(&key, b"message", bytes), Err(SignatureError::Length { found, expected: 64 }));
        }
    }
}
