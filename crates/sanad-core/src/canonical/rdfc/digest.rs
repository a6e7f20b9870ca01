//! The hash an RDFC-1.0 run is made with, and its digests.

use sha2::{Digest as _, Sha256, Sha384};

/// The hash function of an RDFC-1.0 run: SHA-256, or the one the cryptosuite names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "RDFC-1.0 §4.4.3 names SHA-256, and P-384 suites use SHA-384")]
pub enum HashAlgorithm {
    /// SHA-256, the default.
    Sha256,
    /// SHA-384, for the suites of P-384.
    Sha384,
}

impl HashAlgorithm {
    pub(super) fn digest<'b>(self, parts: impl Iterator<Item = &'b [u8]>) -> Digest {
        match self {
            Self::Sha256 => {
                let mut hasher = Sha256::new();
                parts.for_each(|part| hasher.update(part));
                Digest::new(&hasher.finalize())
            }
            Self::Sha384 => {
                let mut hasher = Sha384::new();
                parts.for_each(|part| hasher.update(part));
                Digest::new(&hasher.finalize())
            }
        }
    }
}

/// A digest. Its order is that of its hexadecimal text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Digest {
    bytes: [u8; Self::MAX_BYTES],
    length: usize,
}

impl Digest {
    const MAX_BYTES: usize = 48;

    /// In place of one that nobody looks at.
    pub(super) const fn none() -> Self {
        Self { bytes: [0; Self::MAX_BYTES], length: 0 }
    }

    fn new(digest: &[u8]) -> Self {
        let mut bytes = [0; Self::MAX_BYTES];
        bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
        Self { bytes, length: digest.len() }
    }

    pub(super) fn write_hex(&self, text: &mut String) {
        let digit = |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 });
        for byte in self.bytes.iter().take(self.length) {
            text.push(digit(byte >> 4));
            text.push(digit(byte & 15));
        }
    }
}
