//! Bytes as text behind a letter that names the base (Multibase, CID 1.0 §2.4): base58btc `z` and base64url `u`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::limits::Limits;

/// A base that we read and write. The other bases of Multibase are optional in CID 1.0 and no suite of ours uses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Base {
    /// `z`: Bitcoin's alphabet of 58, in which keys and signatures are written. At most [`Limits::base58_chars`].
    Base58Btc,
    /// `u`: the URL-safe alphabet of 64 without padding (RFC 4648 §5), in which long lists are written. As long as
    /// the caller lets it be.
    Base64Url,
}

impl Base {
    /// The letter that stands in front.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Base58Btc => 'z',
            Self::Base64Url => 'u',
        }
    }

    /// The bytes as text, the letter in front.
    #[must_use]
    pub fn encode(self, bytes: &[u8]) -> String {
        let mut text = String::from(self.letter());
        text.push_str(&self.encode_bare(bytes));
        text
    }

    /// The bytes as text without the letter, as JOSE writes base64url.
    #[must_use]
    pub fn encode_bare(self, bytes: &[u8]) -> String {
        match self {
            Self::Base58Btc => bs58::encode(bytes).into_string(),
            Self::Base64Url => URL_SAFE_NO_PAD.encode(bytes),
        }
    }

    /// Reads text of this base and no other, the letter in front.
    ///
    /// # Errors
    /// [`MultibaseError`]: another letter in front, a foreign character, a second spelling of the same bytes.
    pub fn decode(self, text: &str) -> Result<Vec<u8>, MultibaseError> {
        let digits = text.strip_prefix(self.letter()).ok_or_else(|| MultibaseError::WrongBase {
            found: text.chars().next(),
            expected: self.letter(),
        })?;
        self.decode_bare(digits)
    }

    /// Reads text of this base without a letter in front, as JOSE writes base64url.
    ///
    /// # Errors
    /// [`MultibaseError`]: a foreign character (padding is one), a second spelling of the same bytes, too long.
    pub fn decode_bare(self, digits: &str) -> Result<Vec<u8>, MultibaseError> {
        let limit = Limits::DEFAULT.base58_chars;
        let read = match self {
            Self::Base58Btc if digits.len() > limit => None,
            Self::Base58Btc => bs58::decode(digits).into_vec().ok(),
            Self::Base64Url => URL_SAFE_NO_PAD.decode(digits).ok(),
        };
        read.ok_or_else(|| self.reason_to_refuse(digits, limit))
    }

    /// Names the reason of a refusal; what can be read pays for none of it.
    fn reason_to_refuse(self, digits: &str, limit: usize) -> MultibaseError {
        if let Some((at, found)) = digits.char_indices().find(|(_, c)| !self.has(*c)) {
            return MultibaseError::Character { found, at };
        }
        match self {
            Self::Base58Btc => MultibaseError::TooLong { chars: digits.len(), limit },
            // What is left to fail: a lone digit at the end, or bits there that no byte takes up.
            Self::Base64Url => MultibaseError::Noncanonical,
        }
    }

    const fn has(self, c: char) -> bool {
        match self {
            Self::Base58Btc => c.is_ascii_alphanumeric() && !matches!(c, '0' | 'O' | 'I' | 'l'),
            Self::Base64Url => c.is_ascii_alphanumeric() || matches!(c, '-' | '_'),
        }
    }
}

/// Why a text is not bytes in the base expected. It has no code of its own: whoever asked for the bytes knows
/// whether a key, a signature or a list is malformed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MultibaseError {
    /// A character outside the alphabet of the base.
    #[error("character {found:?} at byte {at} is no digit of the base")]
    Character {
        /// The character.
        found: char,
        /// How many bytes stand before it, not counting the base's letter.
        at: usize,
    },
    /// Digits that spell no whole bytes, or spell them in a second way (RFC 4648 §3.5).
    #[error("the last digit holds bits that belong to no byte")]
    Noncanonical,
    /// More digits than [`Limits::base58_chars`].
    #[error("{chars} base58 digits, where at most {limit} are read")]
    TooLong {
        /// How many there are.
        chars: usize,
        /// The bound.
        limit: usize,
    },
    /// Another letter in front than that of the base, or none.
    #[error("{}, expected the base `{expected}`", found.map_or_else(|| "empty text".to_owned(), |c| format!("base {c:?}")))]
    WrongBase {
        /// The first character.
        found: Option<char>,
        /// The letter of the base.
        expected: char,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_spelling_of_bytes_is_read() {
        for (base, text) in [
            (Base::Base64Url, "uAQ="),
            (Base::Base64Url, "uAR"),
            (Base::Base64Url, "uA"),
            (Base::Base64Url, "uAA A"),
            (Base::Base64Url, "uAA\n"),
            (Base::Base64Url, "u+/+/"),
            (Base::Base64Url, "zAQ"),
            (Base::Base64Url, "AQ"),
            (Base::Base64Url, ""),
            (Base::Base58Btc, "z0"),
            (Base::Base58Btc, "zO"),
            (Base::Base58Btc, "zI"),
            (Base::Base58Btc, "zl"),
            (Base::Base58Btc, "z2 "),
            (Base::Base58Btc, "z\u{b2}"),
            (Base::Base58Btc, "Z2"),
            (Base::Base58Btc, "uAQ"),
        ] {
            assert!(base.decode(text).is_err(), "{text:?}");
        }
        assert_eq!(Base::Base64Url.decode("uAQ"), Ok(vec![1]));
    }

    #[test]
    fn leading_zero_bytes_and_no_bytes_survive() {
        for base in [Base::Base58Btc, Base::Base64Url] {
            for bytes in [&[][..], &[0], &[0, 0, 1], &[0xff; 64]] {
                assert_eq!(base.decode(&base.encode(bytes)).as_deref(), Ok(bytes), "{base:?} {bytes:?}");
            }
        }
    }

    #[test]
    fn base58_stops_at_its_bound() {
        let limit = Limits::DEFAULT.base58_chars;
        assert!(Base::Base58Btc.decode_bare(&"2".repeat(limit)).is_ok());
        assert_eq!(
            Base::Base58Btc.decode_bare(&"2".repeat(limit + 1)),
            Err(MultibaseError::TooLong { chars: limit + 1, limit })
        );
    }
}
