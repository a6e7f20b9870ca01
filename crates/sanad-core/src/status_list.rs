//! The bit string of a status list: one bit per badge, packed, compressed, and expanded only within bounds. `spec/verification.md#status`

pub mod credential;

use std::io::{Read, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::bufread::GzDecoder;
use flate2::{Compression, GzBuilder};

use crate::code::Code;
use crate::limits::Limits;

/// What a badge's place in a status list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a bit has two values")]
pub enum Bit {
    /// 0: the purpose of the list does not apply to the badge.
    Clear,
    /// 1: it applies; in a list for `revocation` the badge is revoked.
    Set,
}

/// The bits of a Bitstring Status List (W3C Bitstring Status List 1.0 §3.2), expanded.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusList {
    bytes: Vec<u8>,
}

impl StatusList {
    /// The fewest bits a list may have, so that asking for it tells little about whom it is asked (§3.1): 16 KiB.
    pub const MIN_BITS: u32 = 131_072;

    /// A list of so many bits, rounded up to a whole byte, all clear.
    ///
    /// # Errors
    /// [`StatusListError::TooShort`] below [`StatusList::MIN_BITS`], [`StatusListError::TooLarge`] if verifiers would refuse it.
    pub fn new(bits: u32) -> Result<Self, StatusListError> {
        let found = usize::try_from(bits.div_ceil(8)).unwrap_or(usize::MAX);
        let limit = Limits::DEFAULT.status_list_bytes;
        if found > limit {
            return Err(StatusListError::TooLarge { limit });
        }
        Self::of_bytes(vec![0; found])
    }

    /// Expands an `encodedList` (§3.3): `u`, then unpadded base64url of one gzip member and nothing else.
    ///
    /// Memory stays below [`Limits::status_list_bytes`] twice over, whatever the input unpacks to.
    ///
    /// # Errors
    /// [`StatusListError`]. A list that is too long is refused, never cut short: a cut list reads as "not revoked".
    pub fn expand(encoded: &str, limits: &Limits) -> Result<Self, StatusListError> {
        let limit = limits.status_list_encoded_chars;
        if encoded.len() > limit {
            return Err(StatusListError::EncodedTooLarge { found: encoded.len(), limit });
        }
        let text = encoded
            .strip_prefix('u')
            .ok_or_else(|| StatusListError::Multibase { found: encoded.chars().next() })?;
        let compressed = URL_SAFE_NO_PAD.decode(text).map_err(|_| StatusListError::Base64)?;
        Self::of_bytes(gunzip(&compressed, limits.status_list_bytes)?)
    }

    fn of_bytes(bytes: Vec<u8>) -> Result<Self, StatusListError> {
        let list = Self { bytes };
        let found = list.bits();
        if found < u64::from(Self::MIN_BITS) {
            return Err(StatusListError::TooShort { found, minimum: Self::MIN_BITS });
        }
        Ok(list)
    }

    /// Compresses the list to an `encodedList` (§3.4). The same bits always give the same text: no time, no file
    /// name, no operating system is written.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut writer =
            GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
        // Writing to a Vec cannot fail; if it did, the text would be no gzip and every reader would refuse it.
        let compressed = writer.write_all(&self.bytes).and_then(|()| writer.finish()).unwrap_or_default();
        let mut text = String::from("u");
        URL_SAFE_NO_PAD.encode_string(compressed, &mut text);
        text
    }

    /// How many bits there are.
    #[must_use]
    pub fn bits(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX).saturating_mul(8)
    }

    /// The bit at an index, counted from the most significant bit of the first byte; `None` past the end.
    #[must_use]
    pub fn bit(&self, index: u32) -> Option<Bit> {
        let byte = self.bytes.get(usize::try_from(index / 8).ok()?)?;
        Some(if byte & mask(index) == 0 { Bit::Clear } else { Bit::Set })
    }

    /// Sets or clears the bit at an index.
    ///
    /// # Errors
    /// [`StatusListError::OutOfRange`] past the end.
    pub fn set(&mut self, index: u32, bit: Bit) -> Result<(), StatusListError> {
        let bits = self.bits();
        let byte = usize::try_from(index / 8).ok().and_then(|at| self.bytes.get_mut(at));
        let byte = byte.ok_or(StatusListError::OutOfRange { index, bits })?;
        match bit {
            Bit::Set => *byte |= mask(index),
            Bit::Clear => *byte &= !mask(index),
        }
        Ok(())
    }

    /// How many bits are set.
    #[must_use]
    pub fn count_set(&self) -> u64 {
        self.bytes.iter().map(|byte| u64::from(byte.count_ones())).sum()
    }
}

impl std::fmt::Debug for StatusList {
    /// Length and number of set bits; the bits themselves would fill a book.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StatusList").field("bits", &self.bits()).field("set", &self.count_set()).finish()
    }
}

/// Index 0 is the most significant bit of byte 0 (§3.2).
const fn mask(index: u32) -> u8 {
    0x80 >> (index % 8)
}

/// Why a text is no status list, or an index none of its places.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusListError {
    /// What follows the `u` is not base64url without padding (RFC 4648 §5).
    #[error("the encoded list is not unpadded base64url")]
    Base64,
    /// More characters than [`Limits::status_list_encoded_chars`].
    #[error("the encoded list has {found} characters, more than the {limit} allowed")]
    EncodedTooLarge {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
    },
    /// Not one gzip member (RFC 1952) with the right checksum and length.
    #[error("the encoded list is not one intact gzip member")]
    Gzip,
    /// Not multibase base64url, which begins with `u`.
    #[error("the encoded list begins with {}, not with `u`", found.map_or_else(|| "nothing".to_owned(), |c| format!("{c:?}")))]
    Multibase {
        /// What it begins with.
        found: Option<char>,
    },
    /// An index past the last bit.
    #[error("index {index} is past the end of a list of {bits} bits")]
    OutOfRange {
        /// The index.
        index: u32,
        /// How many bits there are.
        bits: u64,
    },
    /// More bytes, unpacked, than [`Limits::status_list_bytes`].
    #[error("the list unpacks to more than the {limit} bytes allowed")]
    TooLarge {
        /// The bound.
        limit: usize,
    },
    /// Fewer bits than [`StatusList::MIN_BITS`].
    #[error("the list has {found} bits, fewer than the {minimum} that hide whom it is asked about")]
    TooShort {
        /// How many there are.
        found: u64,
        /// The least allowed.
        minimum: u32,
    },
    /// Something stands after the gzip member. Readers differ on what it means (a second member, or nothing).
    #[error("{found} bytes follow the gzip member")]
    TrailingBytes {
        /// How many.
        found: usize,
    },
}

impl StatusListError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Base64 | Self::Multibase { .. } => Code::StatusListEncoding,
            Self::EncodedTooLarge { .. } | Self::TooLarge { .. } => Code::StatusListTooLarge,
            Self::Gzip | Self::TrailingBytes { .. } => Code::StatusListMalformed,
            Self::OutOfRange { .. } => Code::StatusIndexOutOfRange,
            Self::TooShort { .. } => Code::StatusListTooShort,
        }
    }
}

fn gunzip(compressed: &[u8], limit: usize) -> Result<Vec<u8>, StatusListError> {
    // RFC 1952: the last four bytes are the length, modulo 2^32. Only a hint here; the decoder checks it.
    let hint = compressed.last_chunk().map_or(0, |length| u32::from_le_bytes(*length));
    let mut bytes = Vec::with_capacity(usize::try_from(hint).unwrap_or(limit).min(limit).saturating_add(1));
    let mut decoder = GzDecoder::new(compressed);
    // One byte past the limit is enough to know; the checksum and length are checked when the member ends.
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    decoder.by_ref().take(most).read_to_end(&mut bytes).map_err(|_| StatusListError::Gzip)?;
    if bytes.len() > limit {
        return Err(StatusListError::TooLarge { limit });
    }
    match decoder.into_inner().len() {
        0 => Ok(bytes),
        found => Err(StatusListError::TrailingBytes { found }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the Bitstring Status List recommendation: 16 KiB of zeros.
    const W3C_ZEROS: &str = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

    fn expand(encoded: &str) -> Result<StatusList, StatusListError> {
        StatusList::expand(encoded, &Limits::DEFAULT)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = GzBuilder::new().write(Vec::new(), Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn encoded(compressed: &[u8]) -> String {
        format!("u{}", URL_SAFE_NO_PAD.encode(compressed))
    }

    #[test]
    fn the_published_example_is_read_and_our_own_text_comes_back_the_same() {
        let mut list = expand(W3C_ZEROS).unwrap();
        assert_eq!((list.bits(), list.count_set()), (131_072, 0));
        assert_eq!(list, StatusList::new(StatusList::MIN_BITS).unwrap());
        for index in [0, 7, 8, 94_567, 131_071] {
            list.set(index, Bit::Set).unwrap();
        }
        let again = expand(&list.encode()).unwrap();
        assert_eq!(again, list);
        assert_eq!(again.encode(), list.encode());
        list.set(7, Bit::Clear).unwrap();
        assert_eq!(
            (list.bit(0), list.bit(7), list.bit(8)),
            (Some(Bit::Set), Some(Bit::Clear), Some(Bit::Set))
        );
        assert_eq!(list.count_set(), 4);
    }

    #[test]
    fn the_gzip_header_tells_neither_time_nor_machine() {
        let text = StatusList::new(StatusList::MIN_BITS).unwrap().encode();
        let compressed = URL_SAFE_NO_PAD.decode(text.strip_prefix('u').unwrap()).unwrap();
        assert_eq!(compressed[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
        assert_eq!(compressed[9], 255);
    }

    #[test]
    fn the_first_bit_is_the_most_significant_of_the_first_byte() {
        let mut bytes = vec![0; 16_384];
        bytes[0] = 0b1000_0001;
        bytes[16_383] = 1;
        let list = expand(&encoded(&gzip(&bytes))).unwrap();
        let set: Vec<u32> = (0..131_072).filter(|index| list.bit(*index) == Some(Bit::Set)).collect();
        assert_eq!(set, [0, 7, 131_071]);
        assert_eq!(list.bit(131_072), None);
        assert_eq!(list.bit(u32::MAX), None);
    }

    #[test]
    fn an_index_past_the_end_is_not_set() {
        let mut list = StatusList::new(StatusList::MIN_BITS).unwrap();
        let error = list.set(131_072, Bit::Set).unwrap_err();
        assert_eq!(error, StatusListError::OutOfRange { index: 131_072, bits: 131_072 });
        assert_eq!(list.count_set(), 0);
    }

    /// Threats B1: 1 GiB of zeros is 1 MB of gzip.
    #[test]
    fn a_gzip_bomb_is_refused_and_not_cut_short() {
        let mut writer = GzBuilder::new().write(Vec::new(), Compression::fast());
        let zeros = vec![0; 1 << 20];
        for _ in 0..1024 {
            writer.write_all(&zeros).unwrap();
        }
        let bomb = encoded(&writer.finish().unwrap());
        let begun = std::time::Instant::now();
        assert_eq!(
            expand(&bomb),
            Err(StatusListError::EncodedTooLarge { found: bomb.len(), limit: 4 << 20 })
        );
        let wide = Limits { status_list_encoded_chars: bomb.len(), ..Limits::DEFAULT };
        assert_eq!(StatusList::expand(&bomb, &wide), Err(StatusListError::TooLarge { limit: 16 << 20 }));
        assert!(begun.elapsed() < std::time::Duration::from_secs(2), "{:?}", begun.elapsed());
    }

    #[test]
    fn the_bound_itself_is_allowed_and_one_byte_more_is_not() {
        let limits = Limits { status_list_bytes: 20_000, ..Limits::DEFAULT };
        let full = encoded(&gzip(&[0x55; 20_000]));
        assert_eq!(StatusList::expand(&full, &limits).unwrap().bits(), 160_000);
        let more = encoded(&gzip(&[0x55; 20_001]));
        assert_eq!(StatusList::expand(&more, &limits), Err(StatusListError::TooLarge { limit: 20_000 }));
        assert_eq!(StatusList::new(134_217_729), Err(StatusListError::TooLarge { limit: 16 << 20 }));
    }

    /// Threats B2: flate2 and browsers read a second member differently.
    #[test]
    fn a_second_gzip_member_or_anything_else_behind_the_first_is_refused() {
        let first = gzip(&[0; 16_384]);
        for tail in [gzip(&[0xff; 16_384]).as_slice(), b"XXXX", b"\0"] {
            let both = [first.as_slice(), tail].concat();
            assert_eq!(
                expand(&encoded(&both)),
                Err(StatusListError::TrailingBytes { found: tail.len() }),
                "{tail:?}"
            );
        }
    }

    #[test]
    fn checksum_length_and_end_of_the_gzip_member_are_checked() {
        let good = gzip(&[0; 16_384]);
        let end = good.len();
        for at in [0, 1, 2, end - 8, end - 5, end - 4, end - 1] {
            let mut bad = good.clone();
            bad[at] ^= 1;
            assert_eq!(expand(&encoded(&bad)), Err(StatusListError::Gzip), "byte {at}");
        }
        for length in [0, 1, 9, 10, end - 8, end - 1] {
            assert_eq!(expand(&encoded(&good[..length])), Err(StatusListError::Gzip), "{length} bytes");
        }
    }

    /// Threats B3.
    #[test]
    fn a_list_that_hides_nobody_is_too_short() {
        for bytes in [0_usize, 1, 16_383] {
            let found = u64::try_from(bytes * 8).unwrap();
            assert_eq!(
                expand(&encoded(&gzip(&vec![0; bytes]))),
                Err(StatusListError::TooShort { found, minimum: 131_072 })
            );
        }
        assert_eq!(
            StatusList::new(131_064),
            Err(StatusListError::TooShort { found: 131_064, minimum: 131_072 })
        );
    }

    /// Threats B13.
    #[test]
    fn only_multibase_base64url_without_padding_is_read() {
        let bare = W3C_ZEROS.strip_prefix('u').unwrap();
        assert_eq!(expand(bare), Err(StatusListError::Multibase { found: Some('H') }));
        assert_eq!(expand(""), Err(StatusListError::Multibase { found: None }));
        assert_eq!(expand(&format!("z{bare}")), Err(StatusListError::Multibase { found: Some('z') }));
        assert_eq!(expand(&format!("U{bare}=")), Err(StatusListError::Multibase { found: Some('U') }));
        for text in
            [format!("u{bare}="), format!("u{bare}=="), W3C_ZEROS.replace('-', "+"), format!("u{bare}\n")]
        {
            assert_eq!(expand(&text), Err(StatusListError::Base64), "{text}");
        }
    }
}
