//! The digest by which one version of a list names another. `spec/accreditation-list.md#digest`

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::canonical::jcs;
use crate::json::Object;
use crate::multibase::{Base, MultibaseError};

/// The multihash header of SHA-256: its number and the length of the digest.
const HEADER: [u8; 2] = [0x12, 32];

/// SHA-256 of the JCS form of a list without its `proof`: the same whoever has signed it by now.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListDigest([u8; 32]);

impl ListDigest {
    /// The digest of a document; `content` is the document without its `proof`.
    #[must_use]
    pub fn of(content: &Object) -> Self {
        Self(Sha256::digest(jcs::canonicalize(content)).into())
    }

    /// A digest that was made elsewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ListDigest {
    /// As a list writes it: multibase `u`, multihash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Base::Base64Url.encode(&[&HEADER[..], &self.0].concat()))
    }
}

impl fmt::Debug for ListDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ListDigest({self})")
    }
}

impl FromStr for ListDigest {
    type Err = DigestError;

    /// Reads multibase `u` or `z` of a multihash of SHA-256.
    fn from_str(text: &str) -> Result<Self, DigestError> {
        let base = if text.starts_with('z') { Base::Base58Btc } else { Base::Base64Url };
        let bytes = base.decode(text)?;
        let digest = bytes.strip_prefix(&HEADER).and_then(|digest| digest.try_into().ok());
        digest.map(Self).ok_or(DigestError::NotSha256 { bytes: bytes.len() })
    }
}

/// Why a text is no digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DigestError {
    /// Not bytes in a base that is read.
    #[error(transparent)]
    Encoding(#[from] MultibaseError),
    /// Not a multihash of SHA-256.
    #[error("{bytes} bytes, expected a multihash of SHA-256: 0x12 0x20 and 32 bytes")]
    NotSha256 {
        /// How many bytes there are.
        bytes: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_in_both_bases_and_written_in_one() {
        let digest = ListDigest::of(&Object::new().with("b", 1_u32).with("a", "x"));
        // printf '{"a":"x","b":1}' | sha256sum
        let hex: String = digest.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "cdab067e9f3beb32d1252cfd63e492592fecbf591b0d08cadb24bb17f3864246");
        let written = digest.to_string();
        assert!(written.starts_with("uEi"), "{written}");
        assert_eq!(written.parse(), Ok(digest));
        let other = Base::Base58Btc.encode(&[&HEADER[..], digest.as_bytes()].concat());
        assert_eq!(other.parse(), Ok(digest));
    }

    #[test]
    fn other_hashes_lengths_and_bases_are_none() {
        let bare = Base::Base64Url.encode(&[7; 32]);
        assert_eq!(bare.parse::<ListDigest>(), Err(DigestError::NotSha256 { bytes: 32 }));
        let sha384 = Base::Base64Url.encode(&[&[0x20, 48][..], &[7; 48]].concat());
        assert_eq!(sha384.parse::<ListDigest>(), Err(DigestError::NotSha256 { bytes: 50 }));
        let short = Base::Base64Url.encode(&[&HEADER[..], &[7; 31]].concat());
        assert_eq!(short.parse::<ListDigest>(), Err(DigestError::NotSha256 { bytes: 33 }));
        assert!(matches!("sha256:00".parse::<ListDigest>(), Err(DigestError::Encoding(_))));
        assert!(matches!("".parse::<ListDigest>(), Err(DigestError::Encoding(_))));
    }
}
