//! A private key as PKCS#8 text (RFC 5208, RFC 8410 §7), plain or behind a passphrase (PBES2, RFC 8018).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::der::{self, Decode as _};
use pkcs8::{ObjectIdentifier, PrivateKeyInfoRef, SecretDocument};
use zeroize::Zeroizing;

use crate::code::Code;
#[cfg(feature = "encrypted-pem")]
use crate::limits::Limits;
use crate::signer::SigningKey;

/// PEM text with a private key in it: wiped when dropped, never printed by accident.
pub struct SecretPem(Zeroizing<String>);

impl SecretPem {
    /// The text, to be written to one place that only its owner can read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretPem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretPem(..)")
    }
}

impl SigningKey {
    /// Reads `-----BEGIN PRIVATE KEY-----`, version 1 or 2 of PKCS#8. The public part of version 2 must be that of
    /// the private key.
    ///
    /// # Errors
    /// [`PemError`]: not such a text, another kind of key, a public part of another key, an encrypted key.
    pub fn from_pem(text: &str) -> Result<Self, PemError> {
        let (label, document) = read_pem(text)?;
        match label {
            PLAIN => Self::from_der(document.as_bytes()),
            ENCRYPTED => Err(PemError::Encrypted),
            _ => Err(PemError::WrongLabel { found: clip(label), expected: PLAIN }),
        }
    }

    /// Writes `-----BEGIN PRIVATE KEY-----`, version 1 of PKCS#8, because OpenSSL 3.0 and Node 20 do not read
    /// version 2.
    #[must_use]
    pub fn to_pem(&self) -> SecretPem {
        // 48 bytes are 64 characters, exactly one line (RFC 7468 §2). The capacity keeps the text from moving, which
        // would leave a copy of it behind.
        let mut text = Zeroizing::new(String::with_capacity(128));
        text.push_str("-----BEGIN PRIVATE KEY-----\n");
        STANDARD.encode_string(self.to_der().as_slice(), &mut text);
        text.push_str("\n-----END PRIVATE KEY-----\n");
        SecretPem(text)
    }

    /// Reads `-----BEGIN ENCRYPTED PRIVATE KEY-----`: PBES2 with scrypt or PBKDF2 and AES, as OpenSSL writes it. Work
    /// and memory are bounded by [`Limits::scrypt_blocks`] and [`Limits::pbkdf2_iterations`].
    ///
    /// # Errors
    /// [`PemError`]: as [`Self::from_pem`], a passphrase that does not open it, a scheme we do not know, one that
    /// costs too much.
    #[cfg(feature = "encrypted-pem")]
    pub fn from_encrypted_pem(text: &str, passphrase: &[u8]) -> Result<Self, PemError> {
        let (label, document) = read_pem(text)?;
        if label != ENCRYPTED {
            return Err(PemError::WrongLabel { found: clip(label), expected: ENCRYPTED });
        }
        let info = pkcs8::EncryptedPrivateKeyInfoRef::from_der(document.as_bytes())
            .map_err(|_| PemError::Malformed { part: "encrypted PKCS#8" })?;
        refuse_excessive_work(&info.encryption_algorithm)?;
        let plain = info.decrypt(passphrase).map_err(|error| match error {
            pkcs8::Error::EncryptedPrivateKey(
                pkcs8::pkcs5::Error::UnsupportedAlgorithm { .. }
                | pkcs8::pkcs5::Error::AlgorithmParametersInvalid { .. }
                | pkcs8::pkcs5::Error::NoPbes1CryptSupport,
            ) => PemError::SchemeUnsupported,
            // Bad padding, or bytes that are no DER: what a wrong passphrase leads to.
            _ => PemError::WrongPassphrase,
        })?;
        Self::from_der(plain.as_bytes()).map_err(|error| match error {
            // One wrong passphrase in 256 happens to give good padding.
            PemError::Malformed { .. } => PemError::WrongPassphrase,
            error => error,
        })
    }

    /// Writes `-----BEGIN ENCRYPTED PRIVATE KEY-----`: scrypt with N = 2^14, r = 8, p = 5 (OWASP's equal of N = 2^17
    /// within the 32 MiB that OpenSSL allows itself), AES-256-CBC. `salt` and `iv` must be fresh random bytes.
    ///
    /// # Errors
    /// [`PemError::Malformed`], which with these parameters does not happen.
    #[cfg(feature = "encrypted-pem")]
    pub fn to_encrypted_pem(
        &self,
        passphrase: &[u8],
        salt: &[u8; 16],
        iv: &[u8; 16],
    ) -> Result<SecretPem, PemError> {
        use pkcs8::pkcs5::{pbes2, scrypt};
        let write = || -> pkcs8::Result<Zeroizing<String>> {
            let cost = scrypt::Params::new(14, 8, 5).map_err(|_| pkcs8::pkcs5::Error::EncryptFailed)?;
            let scheme = pbes2::Parameters::generate_scrypt_aes256cbc(cost, salt, *iv)?;
            let ciphertext = scheme.encrypt(passphrase, self.to_der().as_slice())?;
            let document = SecretDocument::encode_msg(&pkcs8::EncryptedPrivateKeyInfoRef {
                encryption_algorithm: scheme.into(),
                encrypted_data: OctetStringRef::new(&ciphertext)?,
            })?;
            Ok(document.to_pem(ENCRYPTED, pkcs8::LineEnding::LF)?)
        };
        write().map(SecretPem).map_err(|_| PemError::Malformed { part: "encrypted PKCS#8" })
    }

    fn from_der(bytes: &[u8]) -> Result<Self, PemError> {
        let info = PrivateKeyInfoRef::from_der(bytes).map_err(|_| PemError::Malformed { part: "PKCS#8" })?;
        if info.algorithm.oid != ED25519 {
            let found = info.algorithm.oid.to_string();
            return Err(PemError::WrongAlgorithm { found, expected: "1.3.101.112" });
        }
        if info.algorithm.parameters.is_some() {
            return Err(PemError::Malformed { part: "the algorithm's parameters" });
        }
        // RFC 8410 §7: the private key is an OCTET STRING within the OCTET STRING.
        let seed: &[u8; 32] = <&OctetStringRef>::from_der(info.private_key.as_bytes())
            .ok()
            .and_then(|inner| inner.as_bytes().try_into().ok())
            .ok_or(PemError::Malformed { part: "the private key's bytes" })?;
        let key = Self::from_seed(seed);
        let is_its_own = |public: der::asn1::BitStringRef<'_>| {
            public.as_bytes() == Some(key.verifying_key().as_bytes().as_slice())
        };
        if info.public_key.is_some_and(|public| !is_its_own(public)) {
            return Err(PemError::PublicKeyMismatch);
        }
        Ok(key)
    }

    fn to_der(&self) -> Zeroizing<Vec<u8>> {
        let mut der = Zeroizing::new(Vec::with_capacity(DER_PREFIX.len() + self.seed().len()));
        der.extend_from_slice(&DER_PREFIX);
        der.extend_from_slice(self.seed());
        der
    }
}

/// Why a text is no private key that we read. Nothing of a key is ever repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PemError {
    /// The key is behind a passphrase.
    #[error("the private key is encrypted and needs a passphrase")]
    Encrypted,
    /// Opening it would take more work or memory than an honest file asks for.
    #[error("the passphrase scheme asks for a cost of {found}, at most {limit} is spent")]
    Excessive {
        /// What the file asks for: N·r·p of scrypt, or iterations of PBKDF2.
        found: u64,
        /// The bound.
        limit: u64,
    },
    /// Not PEM (RFC 7468) or not PKCS#8 (RFC 5208, RFC 5958).
    #[error("cannot read {part}")]
    Malformed {
        /// What could not be read.
        part: &'static str,
    },
    /// The public key beside the private one is another's; signing with it would give the private key away.
    #[error("the public key in the file is not that of the private key")]
    PublicKeyMismatch,
    /// A passphrase scheme other than PBES2 with scrypt or PBKDF2-SHA-2 and AES.
    #[error("the file's passphrase scheme is not supported")]
    SchemeUnsupported,
    /// A private key for another algorithm.
    #[error("a private key for the algorithm {found}, expected {expected} (Ed25519)")]
    WrongAlgorithm {
        /// Its object identifier.
        found: String,
        /// That of Ed25519.
        expected: &'static str,
    },
    /// PEM of something else: a certificate, a public key, a key of a form of its own.
    #[error("found `{found}`, expected `{expected}`")]
    WrongLabel {
        /// The label.
        found: String,
        /// The label that is read here.
        expected: &'static str,
    },
    /// The passphrase does not open the key, or the file is damaged; the two cannot be told apart.
    #[error("the passphrase does not open the private key")]
    WrongPassphrase,
}

impl PemError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Encrypted | Self::WrongPassphrase => Code::KeyPassphraseWrong,
            Self::Excessive { .. }
            | Self::Malformed { .. }
            | Self::PublicKeyMismatch
            | Self::SchemeUnsupported
            | Self::WrongLabel { .. } => Code::KeyMalformed,
            Self::WrongAlgorithm { .. } => Code::KeyTypeMismatch,
        }
    }
}

const PLAIN: &str = "PRIVATE KEY";
const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";

/// RFC 8410 §3.
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

/// What stands before the seed in version 1 of PKCS#8: SEQUENCE { INTEGER 0, SEQUENCE { OID 1.3.101.112 },
/// OCTET STRING { OCTET STRING (RFC 8410 §7).
const DER_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

fn read_pem(text: &str) -> Result<(&str, SecretDocument), PemError> {
    SecretDocument::from_pem(text).map_err(|_| PemError::Malformed { part: "PEM" })
}

/// A file can ask for any cost; one that came from elsewhere must not stop the machine.
#[cfg(feature = "encrypted-pem")]
fn refuse_excessive_work(scheme: &pkcs8::pkcs5::EncryptionScheme) -> Result<(), PemError> {
    use pkcs8::pkcs5::pbes2::Kdf;
    let Some(scheme) = scheme.pbes2() else {
        return Err(PemError::SchemeUnsupported);
    };
    let (found, limit) = match &scheme.kdf {
        Kdf::Scrypt(cost) => {
            let r_p = u64::from(cost.block_size).saturating_mul(u64::from(cost.parallelization));
            (cost.cost_parameter.saturating_mul(r_p), Limits::DEFAULT.scrypt_blocks)
        }
        Kdf::Pbkdf2(cost) => (u64::from(cost.iteration_count), Limits::DEFAULT.pbkdf2_iterations),
        _ => return Err(PemError::SchemeUnsupported),
    };
    if found > limit { Err(PemError::Excessive { found, limit }) } else { Ok(()) }
}

fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    /// The key whose seed is the SHA-256 of `sanad pem test key`, as `openssl pkey` of OpenSSL 3.0.19 writes it.
    const OPENSSL_V1: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIHlmNpCXvjKX8c6pBnfLySOaIEzNBwt3a1NP8W3ytU63
-----END PRIVATE KEY-----
";

    /// The same key as version 2, with the public key that OpenSSL derives from it.
    const V2: &str = "-----BEGIN PRIVATE KEY-----
MFECAQEwBQYDK2VwBCIEIHlmNpCXvjKX8c6pBnfLySOaIEzNBwt3a1NP8W3ytU63
gSEAF9uxcYg0L6+jAGsonileUN68DSqRbPDfi63WxRuwVTE=
-----END PRIVATE KEY-----
";

    /// `openssl genpkey -algorithm X25519`.
    const OPENSSL_X25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VuBCIEILhYsBTk3u7EtU5Z9FAzqc0vFQmRkeTS/l0x7uU9P2NW
-----END PRIVATE KEY-----
";

    fn key() -> SigningKey {
        SigningKey::from_seed(&Sha256::digest("sanad pem test key").into())
    }

    fn refused(text: &str) -> PemError {
        SigningKey::from_pem(text).expect_err("must be refused")
    }

    #[test]
    fn a_key_is_written_as_openssl_writes_it_and_read_back() {
        assert_eq!(key().to_pem().as_str(), OPENSSL_V1);
        let read = SigningKey::from_pem(OPENSSL_V1).unwrap();
        assert_eq!(read.verifying_key(), key().verifying_key());
    }

    #[test]
    fn version_2_is_read_if_its_public_part_belongs_to_the_key() {
        assert_eq!(SigningKey::from_pem(V2).unwrap().verifying_key(), key().verifying_key());
        assert_eq!(refused(&V2.replace("F9ux", "F9uw")), PemError::PublicKeyMismatch);
        // Version 1 with a public part, and version 2 without one.
        assert_eq!(refused(&V2.replace("MFECAQEw", "MFECAQAw")), PemError::Malformed { part: "PKCS#8" });
        let bare = OPENSSL_V1.replace("MC4CAQAw", "MC4CAQEw");
        assert_eq!(refused(&bare), PemError::Malformed { part: "PKCS#8" });
    }

    #[test]
    fn other_keys_and_other_texts_are_told_apart() {
        assert_eq!(refused(OPENSSL_X25519).code(), Code::KeyTypeMismatch);
        let public = OPENSSL_V1.replace("PRIVATE", "PUBLIC");
        assert!(matches!(refused(&public), PemError::WrongLabel { found, .. } if found == "PUBLIC KEY"));
        for text in ["", "MC4CAQAw", &OPENSSL_V1.replace("U63", "U"), &OPENSSL_V1.replace("BCIE", "BCID")] {
            assert!(matches!(refused(text), PemError::Malformed { .. }), "{text}");
        }
    }

    #[test]
    fn neither_text_nor_error_shows_the_key() {
        assert_eq!(format!("{:?}", key().to_pem()), "SecretPem(..)");
        let error = refused(&V2.replace("F9ux", "F9uw"));
        assert!(!format!("{error} {error:?}").contains("IHlmNp"));
    }

    #[cfg(feature = "encrypted-pem")]
    mod encrypted {
        use super::*;

        /// `openssl pkcs8 -topk8 -passout pass:correct` of OpenSSL 3.0.19: PBKDF2 with HMAC-SHA-256, AES-256-CBC.
        const OPENSSL_PBKDF2: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjfut1rGK7h6wICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEJSjxLkuHswH0uS1bizKjK8EQMjx
JFENe+Vt9qPPfwv+aLRThLAbGc4KBkt5svZU/i3fIgDh+70PMA6Lu6dOkK1Soxk/
GAHg+LToKh37YCCo5xo=
-----END ENCRYPTED PRIVATE KEY-----
";

        /// The same with `-scrypt`: N = 2^14, r = 8, p = 1.
        const OPENSSL_SCRYPT: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGTME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAiKn1XH4ENJhQICQAAC
AQgCAQEwHQYJYIZIAWUDBAEqBBCl7g9AMVjZ+/Ru9j+hAC9zBEATtwEWeLW0vL3/
9REL1lRjGO1mKE2DIIMzuQg0XFUf2DSLjnSVxJLxV6aYakAp84zvKjC8IqWLDT8v
b/9Z4tam
-----END ENCRYPTED PRIVATE KEY-----
";

        /// The same with `-v2prf hmacWithSHA1`.
        const OPENSSL_SHA1: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGNMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAivmFnGd0XkQAICCAAw
HQYJYIZIAWUDBAEqBBD5FuHwomGrZCxMxrVwzN+jBEAi/ApPKSoK097hfoMy3JAn
F/ipe/khNmUwgXihfa+n78P8C7yPL2qhHntqB3IiD/2FpfJWNlYhQd4DaBDa3ClB
-----END ENCRYPTED PRIVATE KEY-----
";

        fn opened(text: &str, passphrase: &str) -> Result<[u8; 32], PemError> {
            let key = SigningKey::from_encrypted_pem(text, passphrase.as_bytes())?;
            Ok(*key.verifying_key().as_bytes())
        }

        #[test]
        fn what_openssl_encrypts_is_read_with_its_passphrase_only() {
            for text in [OPENSSL_PBKDF2, OPENSSL_SCRYPT] {
                assert_eq!(opened(text, "correct"), Ok(*key().verifying_key().as_bytes()));
                for wrong in ["", "Correct", "correct "] {
                    assert_eq!(opened(text, wrong), Err(PemError::WrongPassphrase), "{wrong:?}");
                }
            }
            assert_eq!(opened(OPENSSL_SHA1, "correct"), Err(PemError::SchemeUnsupported));
        }

        #[test]
        fn a_wrong_passphrase_is_said_even_where_the_padding_happens_to_be_good() {
            // 128 iterations in place of 2,048. Of 2,000 wrong passphrases some eight give good padding.
            let fast = OPENSSL_PBKDF2.replace("6wICCAAw", "6wICAIAw");
            for attempt in 0..2_000 {
                assert_eq!(opened(&fast, &attempt.to_string()), Err(PemError::WrongPassphrase), "{attempt}");
            }
        }

        #[test]
        fn an_encrypted_key_comes_back_and_is_not_taken_for_a_plain_one() {
            let text = key().to_encrypted_pem(b"correct", &[3; 16], &[4; 16]).unwrap();
            assert_eq!(opened(text.as_str(), "correct"), Ok(*key().verifying_key().as_bytes()));
            assert_eq!(opened(text.as_str(), "wrong"), Err(PemError::WrongPassphrase));
            assert_eq!(refused(text.as_str()), PemError::Encrypted);
            assert!(matches!(opened(OPENSSL_V1, "correct"), Err(PemError::WrongLabel { .. })));
        }

        #[test]
        fn a_file_cannot_ask_for_any_cost_it_likes() {
            // r raised from 8 and p from 1 to 127, all that fits into their one byte each.
            let costly = OPENSSL_SCRYPT.replace("AQgCAQEw", "AX8CAX8w");
            assert_eq!(
                opened(&costly, "correct"),
                Err(PemError::Excessive { found: (1 << 14) * 127 * 127, limit: 1 << 21 })
            );
        }
    }
}
