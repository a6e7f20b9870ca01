//! An RSA public key, and the check of an RSASSA-PKCS1-v1_5 signature with SHA-256 by it. `spec/proof.md#keys`

use std::fmt;
use std::hash::{Hash, Hasher};

use pkcs8::der::asn1::UintRef;
use pkcs8::der::{Decode as _, Encode as _, Reader as _, SliceReader};
use rsa::BoxedUint;
use rsa::pkcs1v15;
use rsa::signature::Verifier as _;
use sha2::Sha256;

use crate::key::KeyError;
use crate::limits::Limits;
use crate::multibase::Base;
use crate::signature::{Signature, SignatureError};

/// Whether this build has these keys.
pub(crate) const IS_BUILT_IN: bool = true;

/// An RSA public key of a size that is safe and bounded. There is no private RSA key in this library: its operations
/// leak timing (RUSTSEC-2023-0071).
#[derive(Clone)]
pub struct RsaKey {
    key: pkcs1v15::VerifyingKey<Sha256>,
    /// Big-endian, without zeros in front.
    modulus: Box<[u8]>,
    /// The same.
    exponent: Box<[u8]>,
}

impl RsaKey {
    /// Makes a key of its modulus and its public exponent, both big-endian without zeros in front (RFC 7518 §6.3.1).
    ///
    /// # Errors
    /// [`KeyError`]: zeros in front, a modulus or an exponent outside the [`Limits`].
    pub fn from_components(modulus: &[u8], exponent: &[u8]) -> Result<Self, KeyError> {
        if [modulus, exponent].into_iter().any(|number| matches!(number, [] | [0, ..])) {
            return Err(KeyError::Noncanonical);
        }
        check_modulus(modulus)?;
        check_exponent(exponent)?;
        let refused = |_| modulus_error(modulus);
        let key = rsa::PublicKey::new_with_size_limits(
            BoxedUint::from_be_slice_vartime(modulus),
            BoxedUint::from_be_slice_vartime(exponent),
            Limits::DEFAULT.rsa_bits_least..=Limits::DEFAULT.rsa_bits,
        )
        .map_err(refused)?;
        Ok(Self { key: pkcs1v15::VerifyingKey::new(key), modulus: modulus.into(), exponent: exponent.into() })
    }

    /// Reads a `RSAPublicKey` of PKCS#1 in DER (RFC 8017 appendix A.1.1). `None` if it is none.
    pub(crate) fn from_pkcs1(bytes: &[u8]) -> Option<Result<Self, KeyError>> {
        let mut reader = SliceReader::new(bytes).ok()?;
        let (modulus, exponent) = reader
            .sequence(|numbers| {
                Ok::<_, pkcs8::der::Error>((UintRef::decode(numbers)?, UintRef::decode(numbers)?))
            })
            .ok()?;
        reader.finish().ok()?;
        Some(Self::from_components(modulus.as_bytes(), exponent.as_bytes()))
    }

    /// The key as a `RSAPublicKey` of PKCS#1 in DER.
    pub(crate) fn to_pkcs1(&self) -> Vec<u8> {
        let encode = || -> pkcs8::der::Result<Vec<u8>> {
            let numbers = [UintRef::new(&self.modulus)?, UintRef::new(&self.exponent)?];
            numbers.to_vec().to_der()
        };
        // Two numbers of bounded length always have a DER form.
        encode().unwrap_or_default()
    }

    /// The modulus n, big-endian.
    #[must_use]
    pub fn modulus(&self) -> &[u8] {
        &self.modulus
    }

    /// The public exponent e, big-endian.
    #[must_use]
    pub fn exponent(&self) -> &[u8] {
        &self.exponent
    }

    /// Checks a signature with SHA-256 (RFC 8017 §8.2.2): padding is built and compared whole, never parsed.
    ///
    /// # Errors
    /// [`SignatureError`]: why the signature does not count.
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), SignatureError> {
        let bytes = signature.as_bytes();
        if bytes.len() != self.modulus.len() {
            return Err(signature.length_error(self.modulus.len()));
        }
        if bytes >= &*self.modulus {
            return Err(SignatureError::OutOfRange);
        }
        let signature = pkcs1v15::Signature::try_from(bytes).map_err(|_| SignatureError::Invalid)?;
        self.key.verify(message, &signature).map_err(|_| SignatureError::Invalid)
    }
}

impl PartialEq for RsaKey {
    fn eq(&self, other: &Self) -> bool {
        self.modulus == other.modulus && self.exponent == other.exponent
    }
}

impl Eq for RsaKey {}

impl Hash for RsaKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.modulus.hash(state);
        self.exponent.hash(state);
    }
}

impl fmt::Debug for RsaKey {
    /// The modulus and the exponent as multibase.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [modulus, exponent] =
            [&self.modulus, &self.exponent].map(|number| Base::Base64Url.encode(number));
        write!(f, "RsaKey({modulus}, {exponent})")
    }
}

fn check_modulus(modulus: &[u8]) -> Result<(), KeyError> {
    let range = Limits::DEFAULT.rsa_bits_least..=Limits::DEFAULT.rsa_bits;
    let is_odd = modulus.last().is_some_and(|last| last & 1 == 1);
    if is_odd && range.contains(&bits(modulus)) { Ok(()) } else { Err(modulus_error(modulus)) }
}

fn modulus_error(modulus: &[u8]) -> KeyError {
    let (least, most) = (Limits::DEFAULT.rsa_bits_least, Limits::DEFAULT.rsa_bits);
    KeyError::Modulus { found: bits(modulus), least, most }
}

fn check_exponent(exponent: &[u8]) -> Result<(), KeyError> {
    let (least, most) = (Limits::DEFAULT.rsa_exponent_least, Limits::DEFAULT.rsa_exponent);
    let value =
        exponent.iter().try_fold(0_u64, |value, byte| value.checked_mul(256)?.checked_add(u64::from(*byte)));
    match value {
        Some(value) if value % 2 == 1 && (least..=most).contains(&value) => Ok(()),
        _ => {
            let found = value
                .map_or_else(|| format!("a number of {} bits", bits(exponent)), |value| value.to_string());
            Err(KeyError::Exponent { found, least, most })
        }
    }
}

/// How many bits a number without zeros in front has.
fn bits(number: &[u8]) -> usize {
    let idle = number.first().map_or(0, |first| first.leading_zeros());
    (8 * number.len()).saturating_sub(usize::try_from(idle).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;
    use crate::key::KeyKind;
    use crate::pointer::Trail;
    use crate::public_key::PublicKey;
    use crate::spki::SpkiError;

    /// `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048`, then `openssl pkey -pubout`.
    const OPENSSL: &str = "-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAjmyRCpRo3RXCUrYPqoQV
6Cf8vQtxnX0w9eSDeSJZB7x2D04YjzKc1OJUpavEc2m0BcKGvS4ZkarXWYGUIZ5D
IB5e78Qo6+9mCw3TcXulHVhW1c0Q6+cRQtc/Ac3blRprIzAx43kPJ2nVvc5yprpm
+YW6DTVYsHlgDF1U5EuxMsXNl4IU6ZyQigqDFEsCokhltyZiPo1Bmg6AngjweJlv
ocmn6Yoq4zCcTmUTJKuzMehSP43/JOo/JIlFluAgEkdiND4eVcrwPGY2Z9BmW2Fd
SztXscqJKSneab05uDZZrGQpGPVyIY2qhKsb/ZS9oRswjJmyaaHi/KaDV545HS58
BQIDAQAB
-----END PUBLIC KEY-----
";
    /// The same key by `openssl rsa -RSAPublicKey_out`.
    const OPENSSL_PKCS1: &str = "-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAjmyRCpRo3RXCUrYPqoQV6Cf8vQtxnX0w9eSDeSJZB7x2D04YjzKc
1OJUpavEc2m0BcKGvS4ZkarXWYGUIZ5DIB5e78Qo6+9mCw3TcXulHVhW1c0Q6+cR
Qtc/Ac3blRprIzAx43kPJ2nVvc5yprpm+YW6DTVYsHlgDF1U5EuxMsXNl4IU6ZyQ
igqDFEsCokhltyZiPo1Bmg6AngjweJlvocmn6Yoq4zCcTmUTJKuzMehSP43/JOo/
JIlFluAgEkdiND4eVcrwPGY2Z9BmW2FdSztXscqJKSneab05uDZZrGQpGPVyIY2q
hKsb/ZS9oRswjJmyaaHi/KaDV545HS58BQIDAQAB
-----END RSA PUBLIC KEY-----
";
    /// `openssl dgst -sha256 -sign` of `hash data`.
    const SIGNATURE: &str = "i8Ny8ONj9EsXeQOKjWo-NTQPNvQgWtRw8E7r1qgmSF5i4hstSw_9es95r7Y6k31L2w2y8D9VZNDtaQIkYEGKZK2ZKxdvhJyA\
         gn850JpjeGIfW1Yp-vEu6u4BrA9VqcwRzhBFXX0qnteaY7V0EvYFFykGcsXcC4PLPVigYas1R8LXQe256EuyN6fwgCKrHUys\
         5XsN69OS8qzUwFe2XiU409Drv3EkJKJrYIpLsdFSrQQ8aLWZkQUSM8RvRei8ND4Wdj8Ye3r-4VElUyuOcDcpVutD52cm9kqN\
         Dol0Pu51w3p0GyXBPpcliA9XDEahOIRMofhgivTdYqViKZrRE4GsFQ";

    fn key() -> RsaKey {
        match PublicKey::from_spki_pem(OPENSSL) {
            Ok(PublicKey::Rsa(key)) => key,
            other => panic!("{other:?}"),
        }
    }

    fn verify(bytes: &[u8]) -> Result<(), SignatureError> {
        key().verify(b"hash data", &Signature::from_bytes(bytes))
    }

    #[test]
    fn a_key_is_one_key_in_whatever_form_it_is_written() {
        let key = PublicKey::from(key());
        assert_eq!(key.kind(), KeyKind::Rsa);
        assert_eq!(PublicKey::from_spki_pem(OPENSSL_PKCS1), Ok(key.clone()));
        assert_eq!(PublicKey::from_jwk(&key.to_jwk(), &Trail::Root), Ok(key.clone()));
        assert!(key.to_multikey().starts_with("z4MX"));
        assert_eq!(PublicKey::from_multikey(&key.to_multikey()).unwrap_err().code(), Code::KeyTypeMismatch);
    }

    #[test]
    fn a_signature_of_openssl_holds_and_a_changed_one_does_not() {
        let good = Base::Base64Url.decode_bare(SIGNATURE).unwrap();
        assert_eq!(verify(&good), Ok(()));
        let refused = key().verify(b"hash date", &Signature::from_bytes(good.as_slice()));
        assert_eq!(refused, Err(SignatureError::Invalid));
        for at in (0..good.len()).step_by(7) {
            let mut bytes = good.clone();
            bytes[at] ^= 1;
            assert_eq!(verify(&bytes), Err(SignatureError::Invalid), "byte {at}");
        }
        for bytes in [&good[1..], &[&[0][..], &good].concat(), &[]] {
            assert_eq!(verify(bytes), Err(SignatureError::Length { found: bytes.len(), expected: 256 }));
        }
        assert_eq!(verify(key().modulus()), Err(SignatureError::OutOfRange));
        assert_eq!(verify(&[0xff; 256]), Err(SignatureError::OutOfRange));
    }

    #[test]
    fn weak_and_costly_keys_are_refused_with_the_number_that_is_wrong() {
        let odd = |bytes: usize| [&[0xff][..], &vec![0xff; bytes - 1]].concat();
        let code = |n: &[u8], e: &[u8]| RsaKey::from_components(n, e).expect_err("must be refused").code();
        let good = key();
        let (n, e) = (good.modulus(), good.exponent());
        assert_eq!(e, [1, 0, 1]);
        for (n, bits) in [(&odd(255)[..], 2_040), (&odd(1025), 8_200), (&[0x7f, 0xff], 15), (&[3], 2)] {
            let refused = RsaKey::from_components(n, e);
            assert_eq!(refused, Err(KeyError::Modulus { found: bits, least: 2_048, most: 8_192 }));
        }
        assert!(RsaKey::from_components(&odd(1024), e).is_ok());
        let even = [&n[..255], &[4]].concat();
        assert_eq!(code(&even, e), Code::KeyParametersRefused);
        for e in [&[1][..], &[3], &[1, 0, 0], &[0xff, 0xff], &[2, 0, 0, 0, 1], &[1; 9], &[1; 256]] {
            assert_eq!(code(n, e), Code::KeyParametersRefused, "{e:?}");
        }
        assert!(RsaKey::from_components(n, &[1, 0xff, 0xff, 0xff, 0xff]).is_ok());
        for (n, e) in [(&[][..], e), (n, &[]), (&[&[0][..], n].concat(), e), (n, &[0, 1, 0, 1])] {
            assert_eq!(code(n, e), Code::KeyNoncanonical);
        }
    }

    #[test]
    fn a_damaged_structure_is_no_key() {
        let numbers = key().to_pkcs1();
        assert!(RsaKey::from_pkcs1(&numbers).is_some());
        assert!(RsaKey::from_pkcs1(&numbers[1..]).is_none());
        assert!(RsaKey::from_pkcs1(&[&numbers[..], &[0]].concat()).is_none());
        let refused = PublicKey::from_spki_pem(&OPENSSL.replace("PUBLIC KEY", "RSA PUBLIC KEY"));
        assert_eq!(refused, Err(SpkiError::Malformed { part: "RSAPublicKey" }));
    }
}
