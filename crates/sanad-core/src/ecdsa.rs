//! Public keys on the curves P-256 and P-384, and the check of an ECDSA signature by them. `spec/proof.md#keys`

use std::fmt;
use std::hash::{Hash, Hasher};

use p256::ecdsa::signature::Verifier as _;

use crate::key::KeyError;
use crate::multibase::Base;
use crate::signature::{Signature, SignatureError};

/// Whether this build has these keys.
pub(crate) const IS_BUILT_IN: bool = true;

macro_rules! curve {
    ($(#[$doc:meta])+ $Key:ident, $library:ident, $size:literal) => {
        $(#[$doc])+
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $Key($library::ecdsa::VerifyingKey);

        impl $Key {
            /// Bytes of one coordinate, of r and of s.
            const SIZE: usize = $size;

            /// Reads a point in compressed form: `02` or `03`, then x (SEC 1 §2.3.4).
            ///
            /// # Errors
            /// [`KeyError`]: another length, another form, no point of the curve.
            pub fn from_compressed(bytes: &[u8]) -> Result<Self, KeyError> {
                match bytes {
                    [2 | 3, x @ ..] if x.len() == Self::SIZE => Self::from_point(bytes),
                    _ if bytes.len() == Self::SIZE + 1 => Err(KeyError::NotOnCurve),
                    _ => Err(KeyError::Length { found: bytes.len(), expected: Self::SIZE + 1 }),
                }
            }

            /// Reads a point from its two coordinates, each as long as the field (RFC 7518 §6.2.1.2, §6.2.1.3).
            ///
            /// # Errors
            /// [`KeyError`]: another length, no point of the curve.
            pub fn from_coordinates(x: &[u8], y: &[u8]) -> Result<Self, KeyError> {
                if let Some(odd) = [x, y].into_iter().find(|bytes| bytes.len() != Self::SIZE) {
                    return Err(KeyError::Length { found: odd.len(), expected: Self::SIZE });
                }
                Self::from_point(&[&[4][..], x, y].concat())
            }

            /// Reads a point in compressed or uncompressed form, as X.509 has it (RFC 5480 §2.2).
            ///
            /// # Errors
            /// [`KeyError`]: another length, another form, no point of the curve.
            pub fn from_sec1(bytes: &[u8]) -> Result<Self, KeyError> {
                match bytes {
                    [4, rest @ ..] => match rest.split_at_checked(Self::SIZE) {
                        Some((x, y)) if y.len() == Self::SIZE => Self::from_coordinates(x, y),
                        _ => Err(KeyError::Length { found: bytes.len(), expected: 2 * Self::SIZE + 1 }),
                    },
                    _ => Self::from_compressed(bytes),
                }
            }

            /// The point in compressed form.
            #[must_use]
            pub fn to_compressed(&self) -> Vec<u8> {
                self.0.to_sec1_point(true).as_bytes().to_vec()
            }

            /// The point's coordinates x and y.
            #[must_use]
            pub fn coordinates(&self) -> (Vec<u8>, Vec<u8>) {
                let point = self.0.to_sec1_point(false);
                let xy = point.as_bytes().get(1..).unwrap_or_default();
                let (x, y) = xy.split_at_checked(Self::SIZE).unwrap_or_default();
                (x.to_vec(), y.to_vec())
            }

            /// Checks a signature r ‖ s over a message, hashed with the hash of the curve's size. s may be above half
            /// the order, because FIPS 186-5 and the suites let it be.
            ///
            /// # Errors
            /// [`SignatureError`]: why the signature does not count.
            pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), SignatureError> {
                let bytes = signature.as_bytes();
                if bytes.len() != 2 * Self::SIZE {
                    return Err(if signature.is_der() {
                        SignatureError::Asn1 { expected: 2 * Self::SIZE }
                    } else {
                        signature.length_error(2 * Self::SIZE)
                    });
                }
                let numbers = $library::ecdsa::Signature::from_slice(bytes)
                    .map_err(|_| SignatureError::OutOfRange)?;
                self.0.verify(message, &numbers).map_err(|_| SignatureError::Invalid)
            }

            fn from_point(bytes: &[u8]) -> Result<Self, KeyError> {
                $library::ecdsa::VerifyingKey::from_sec1_bytes(bytes).map(Self).map_err(|_| KeyError::NotOnCurve)
            }
        }

        impl fmt::Debug for $Key {
            /// The compressed point as multibase.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($Key), Base::Base64Url.encode(&self.to_compressed()))
            }
        }

        impl Hash for $Key {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.to_compressed().hash(state);
            }
        }
    };
}

curve! {
    /// A public key on P-256: a point of the curve other than the point at infinity.
    P256Key, p256, 32
}
curve! {
    /// A public key on P-384: a point of the curve other than the point at infinity.
    P384Key, p384, 48
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::key::KeyKind;
    use crate::pointer::Trail;
    use crate::public_key::PublicKey;
    use crate::spki::SpkiError;

    /// `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`, then `openssl pkey -pubout`.
    const OPENSSL_P256: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENDiF+v99YW8bXZWm2v+nx06Zcvy8
lXhkL7AevekfKl7rhKMMCcr7ubmWNdtHX/tRaapIpozqTmh3dJFN8NMkhg==
-----END PUBLIC KEY-----
";
    /// The same key with `-conv_form compressed`.
    const OPENSSL_P256_COMPRESSED: &str = "-----BEGIN PUBLIC KEY-----
MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACNDiF+v99YW8bXZWm2v+nx06Zcvy8
lXhkL7AevekfKl4=
-----END PUBLIC KEY-----
";
    /// The same key with `-param_enc explicit`.
    const OPENSSL_P256_EXPLICIT: &str = "-----BEGIN PUBLIC KEY-----
MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABDQ4hfr/fWFvG12Vptr/p8dO
mXL8vJV4ZC+wHr3pHype64SjDAnK+7m5ljXbR1/7UWmqSKaM6k5od3SRTfDTJIY=
-----END PUBLIC KEY-----
";
    /// The same for P-384.
    const OPENSSL_P384: &str = "-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEX0dM583YapsXvfh+4XRKYHVWDhzzJrFC
beOV+p+cuvRxLhjj8i6ygKONRydgfpIk7wB0LQ4KLnAtFg7PRcajPaxGAw/urEAB
6388fDOp8Fdwdfy5NCQlHWrhGdG2c1z8
-----END PUBLIC KEY-----
";
    /// `openssl dgst -sha256 -sign` of `hash data`, as r ‖ s.
    const P256_SIGNATURE: &str =
        "zaM8oKRDaOw7lVadQoCCrDr8rEgTxYtGclGExgeiOg5uRbY8cOpbc_eZTNtx2swFtwP8JE-qI6ptuGgK7wZeVQ";
    /// The same as OpenSSL writes it.
    const P256_SIGNATURE_ASN1: &str =
        "MEUCIQDNozygpENo7DuVVp1CgIKsOvysSBPFi0ZyUYTGB6I6DgIgbkW2PHDqW3P3mUzbcdrMBbcD_CRPqiOqbbhoCu8GXlU";
    /// `openssl dgst -sha384 -sign` of `hash data`, as r ‖ s.
    const P384_SIGNATURE: &str = "bH4rEI4p5he6pmYCn2vh02v7YB6w0YYBC_EZM7dI2JA-JW6Kdq-rHhTGIrW5qjvFSkVd2eKc9K8whiCvZhKI8MlZKb-wJacXhgi2-xfrxA7_5N_Yo2KB0-mmDGqE1Hs3";

    fn key(pem: &str) -> PublicKey {
        PublicKey::from_spki_pem(pem).unwrap()
    }

    fn signature(text: &str) -> Vec<u8> {
        Base::Base64Url.decode_bare(text).unwrap()
    }

    fn verify(key: &PublicKey, bytes: &[u8]) -> Result<(), SignatureError> {
        key.verify(b"hash data", &Signature::from_bytes(bytes))
    }

    #[test]
    fn a_key_is_one_key_in_whatever_form_it_is_written() {
        for (pem, kind) in [(OPENSSL_P256, KeyKind::P256), (OPENSSL_P384, KeyKind::P384)] {
            let key = key(pem);
            assert_eq!(key.kind(), kind);
            assert_eq!(PublicKey::from_multikey(&key.to_multikey()), Ok(key.clone()));
            assert_eq!(PublicKey::from_jwk(&key.to_jwk(), &Trail::Root), Ok(key.clone()));
        }
        assert_eq!(key(OPENSSL_P256_COMPRESSED), key(OPENSSL_P256));
        assert_ne!(key(OPENSSL_P384), key(OPENSSL_P256));
    }

    #[test]
    fn a_curve_that_is_spelled_out_is_not_taken_for_the_one_it_looks_like() {
        let refused = PublicKey::from_spki_pem(OPENSSL_P256_EXPLICIT);
        assert_eq!(refused, Err(SpkiError::Malformed { part: "the algorithm's parameters" }));
    }

    #[test]
    fn signatures_of_openssl_hold_and_changed_ones_do_not() {
        for (pem, text) in [(OPENSSL_P256, P256_SIGNATURE), (OPENSSL_P384, P384_SIGNATURE)] {
            let (key, good) = (key(pem), signature(text));
            assert_eq!(verify(&key, &good), Ok(()));
            assert_eq!(
                key.verify(b"hash date", &Signature::from_bytes(good.as_slice())),
                Err(SignatureError::Invalid)
            );
            for at in 0..good.len() {
                let mut bytes = good.clone();
                bytes[at] ^= 1;
                assert_eq!(verify(&key, &bytes), Err(SignatureError::Invalid), "byte {at}");
            }
        }
    }

    #[test]
    fn s_may_be_on_either_side_of_half_the_order() {
        let good = signature(P256_SIGNATURE);
        // The order of P-256 (FIPS 186-5, SP 800-186 §3.2.1.3).
        let order = signature("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE");
        let (mut other, mut borrow) = (good.clone(), 0_i16);
        for at in (0..32).rev() {
            let digit = i16::from(order[at]) - i16::from(good[32 + at]) - borrow;
            borrow = i16::from(digit < 0);
            other[32 + at] = digit.rem_euclid(256).to_le_bytes()[0];
        }
        assert_ne!(other, good);
        assert_eq!(verify(&key(OPENSSL_P256), &other), Ok(()));
    }

    #[test]
    fn numbers_out_of_range_never_count() {
        let (key, good) = (key(OPENSSL_P256), signature(P256_SIGNATURE));
        let order = signature("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE");
        let (r, s) = good.split_at(32);
        let zero = [0; 32];
        for pair in [[&zero[..], &zero], [r, &zero], [&zero, s], [r, &order], [&order, s], [&order, &order]] {
            let refused = verify(&key, &pair.concat());
            assert_eq!(refused, Err(SignatureError::OutOfRange));
            assert_eq!(refused.unwrap_err().code(), Code::ProofSignatureInvalid);
        }
    }

    #[test]
    fn a_signature_in_asn_1_or_of_another_length_is_none() {
        let (key, good) = (key(OPENSSL_P256), signature(P256_SIGNATURE));
        let refused = verify(&key, &signature(P256_SIGNATURE_ASN1));
        assert_eq!(refused, Err(SignatureError::Asn1 { expected: 64 }));
        for bytes in [&good[1..], &[&good[..], &[0]].concat(), &signature(P384_SIGNATURE), &[]] {
            let refused = verify(&key, bytes);
            assert_eq!(refused, Err(SignatureError::Length { found: bytes.len(), expected: 64 }));
        }
    }

    #[test]
    fn points_of_no_curve_and_forms_of_other_lengths_are_no_keys() {
        let point = P256Key::from_sec1(&signature("AzQ4hfr_fWFvG12Vptr_p8dOmXL8vJV4ZC-wHr3pHype"));
        let (x, y) = point.unwrap().coordinates();
        assert!(P256Key::from_coordinates(&x, &y).is_ok());
        let mut beside = y.clone();
        beside[31] ^= 1;
        assert_eq!(P256Key::from_coordinates(&x, &beside), Err(KeyError::NotOnCurve));
        assert_eq!(P256Key::from_coordinates(&[0xff; 32], &y), Err(KeyError::NotOnCurve));
        assert_eq!(P256Key::from_coordinates(&[0; 32], &[0; 32]), Err(KeyError::NotOnCurve));
        for (x, y) in [(&x[1..], &y[..]), (&x, &y[1..]), (&[&[0][..], &x].concat(), &y)] {
            assert!(matches!(P256Key::from_coordinates(x, y), Err(KeyError::Length { expected: 32, .. })));
        }
        // The tag 5 is a compact form that only some libraries read.
        for tag in [0, 4, 5, 6, 7] {
            let bytes = [&[tag][..], &x].concat();
            assert_eq!(P256Key::from_compressed(&bytes), Err(KeyError::NotOnCurve), "tag {tag}");
        }
        for tag in [6, 7] {
            let hybrid = [&[tag][..], &x, &y].concat();
            assert!(matches!(P256Key::from_sec1(&hybrid), Err(KeyError::Length { .. })), "tag {tag}");
        }
        assert!(matches!(P256Key::from_sec1(&[0]), Err(KeyError::Length { found: 1, .. })));
        assert!(matches!(P384Key::from_compressed(&[&[2][..], &x].concat()), Err(KeyError::Length { .. })));
    }
}
