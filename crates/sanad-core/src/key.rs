//! The kinds of public keys that badges are signed with, and why bytes or text are no such key. `spec/proof.md#keys`

use std::fmt;

use crate::code::Code;
use crate::multibase::MultibaseError;

/// A kind of public key, which decides how a signature is checked: the algorithm always comes from the key, never
/// from what a document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum KeyKind {
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// ECDSA on P-256 with SHA-256 (FIPS 186-5).
    P256,
    /// ECDSA on P-384 with SHA-384 (FIPS 186-5).
    P384,
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017), for checking only.
    Rsa,
}

impl KeyKind {
    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::Rsa => "RSA",
        }
    }

    /// How many bytes its signatures have: R ‖ S or r ‖ s. Those of RSA are as long as the key's modulus.
    #[must_use]
    pub const fn signature_bytes(self) -> Option<usize> {
        match self {
            Self::Ed25519 | Self::P256 => Some(64),
            Self::P384 => Some(96),
            Self::Rsa => None,
        }
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why bytes or text are no public key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not base58btc behind a `z` (CID 1.0 §2.2.2).
    #[error("the key's text cannot be read: {source}")]
    Encoding {
        /// What is wrong with the text.
        source: MultibaseError,
    },
    /// An RSA exponent that is even, too small, or larger than is worth the work (FIPS 186-5 §5.1).
    #[error("the key's public exponent is {found}, expected an odd number from {least} to {most}")]
    Exponent {
        /// What it is, or in words that it is larger than any we could print.
        found: String,
        /// [`crate::limits::Limits::rsa_exponent_least`].
        least: u64,
        /// [`crate::limits::Limits::rsa_exponent`].
        most: u64,
    },
    /// Another number of bytes (RFC 8032 §5.1.5; SEC 1 §2.3.3).
    #[error("a key of {found} bytes, expected {expected}")]
    Length {
        /// How many there are.
        found: usize,
        /// How many a key of this kind and form has.
        expected: usize,
    },
    /// An RSA modulus that is even, too short to be safe or too long to be worth the work.
    #[error("the key's modulus has {found} bits, expected an odd number of {least} to {most} bits")]
    Modulus {
        /// How many bits it has.
        found: usize,
        /// [`crate::limits::Limits::rsa_bits_least`].
        least: usize,
        /// [`crate::limits::Limits::rsa_bits`].
        most: usize,
    },
    /// A second encoding of a key: y not below 2^255 − 19, or x = 0 with its sign bit set (RFC 8032 §5.1.3); zeros in
    /// front of an RSA number (RFC 7518 §6.3.1).
    #[error("the key is not in its one canonical encoding")]
    Noncanonical,
    /// No point of the curve has these coordinates (RFC 8032 §5.1.3; SEC 1 §3.2.2.1).
    #[error("the key is no point of the curve")]
    NotOnCurve,
    /// The header of a secret key where a public one is expected (CID 1.0 §2.2.3).
    #[error("a secret key (multicodec `{codec}`) where a public key is expected")]
    PrivateMaterial {
        /// The header in hexadecimal. Nothing of the key itself is repeated.
        codec: String,
    },
    /// A point of small order, under which one signature does for many documents (vc-di-eddsa, Security).
    #[error("the key is a point of small order")]
    SmallOrder,
    /// A public key, but not of a kind expected.
    #[error("found {found}, expected {expected}")]
    TypeMismatch {
        /// What the header or the parameters name.
        found: String,
        /// The kinds that would do.
        expected: &'static str,
    },
}

impl KeyError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Encoding { .. } | Self::Length { .. } | Self::NotOnCurve => Code::KeyMalformed,
            Self::Exponent { .. } | Self::Modulus { .. } => Code::KeyParametersRefused,
            Self::Noncanonical => Code::KeyNoncanonical,
            Self::PrivateMaterial { .. } => Code::KeyPrivateMaterial,
            Self::SmallOrder => Code::KeySmallOrder,
            Self::TypeMismatch { .. } => Code::KeyTypeMismatch,
        }
    }
}
