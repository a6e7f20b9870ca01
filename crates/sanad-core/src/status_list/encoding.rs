//! How the bits of a status list are packed into text: gzip in base64, unpacked only within bounds. `spec/status.md#encoding`

use std::io::{Read, Write as _};

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, URL_SAFE_NO_PAD};
use flate2::bufread::GzDecoder;
use flate2::{Compression, GzBuilder};

use super::kind::StatusListKind;
use crate::code::Code;
use crate::limits::Limits;

/// Unpacks an `encodedList`: base64 of one gzip member and nothing else.
///
/// Memory stays below [`Limits::status_list_bytes`] twice over, whatever the text unpacks to.
pub(super) fn unpack(kind: StatusListKind, encoded: &str, limits: &Limits) -> Result<Vec<u8>, EncodingError> {
    let limit = limits.status_list_encoded_chars;
    if encoded.len() > limit {
        return Err(EncodingError::TextTooLarge { found: encoded.len(), limit });
    }
    let compressed = match kind {
        StatusListKind::Bitstring => {
            let text = encoded
                .strip_prefix('u')
                .ok_or_else(|| EncodingError::Multibase { found: encoded.chars().next() })?;
            URL_SAFE_NO_PAD.decode(text).map_err(|_| EncodingError::Base64)?
        }
        StatusListKind::StatusList2021 => plain_base64(encoded)?,
    };
    gunzip(&compressed, limits.status_list_bytes)
}

/// Packs bits as a Bitstring Status List has them (§3.4). The same bits always give the same text: no time, no file
/// name, no operating system is written.
pub(super) fn pack(bytes: &[u8]) -> String {
    let mut writer = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    // Writing to a Vec cannot fail; if it did, the text would be no gzip and every reader would refuse it.
    let compressed = writer.write_all(bytes).and_then(|()| writer.finish()).unwrap_or_default();
    let mut text = String::from("u");
    URL_SAFE_NO_PAD.encode_string(compressed, &mut text);
    text
}

/// Why a text does not unpack to the bits of a status list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodingError {
    /// Not base64 (RFC 4648) of the form that the kind of list has.
    #[error("the encoded list is not base64 as its kind of list has it")]
    Base64,
    /// Not one gzip member (RFC 1952) with the right checksum and length.
    #[error("the encoded list is not one intact gzip member")]
    Gzip,
    /// Not multibase base64url, which begins with `u`.
    #[error("the encoded list begins with {}, not with `u`", found.map_or_else(|| "nothing".to_owned(), |c| format!("{c:?}")))]
    Multibase {
        /// What it begins with.
        found: Option<char>,
    },
    /// More characters than [`Limits::status_list_encoded_chars`].
    #[error("the encoded list has {found} characters, more than the {limit} allowed")]
    TextTooLarge {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
    },
    /// More bytes, unpacked, than [`Limits::status_list_bytes`].
    #[error("the list unpacks to more than the {limit} bytes allowed")]
    TooLarge {
        /// The bound.
        limit: usize,
    },
    /// Something stands after the gzip member. Readers differ on what it means (a second member, or nothing).
    #[error("{found} bytes follow the gzip member")]
    TrailingBytes {
        /// How many.
        found: usize,
    },
}

impl EncodingError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Base64 | Self::Multibase { .. } => Code::StatusListEncoding,
            Self::TextTooLarge { .. } | Self::TooLarge { .. } => Code::StatusListTooLarge,
            Self::Gzip | Self::TrailingBytes { .. } => Code::StatusListMalformed,
        }
    }
}

/// The draft of 2021 says "base64" and no more; its example is base64url without padding, and lists of the other
/// alphabet and with padding are about. No text can be read in two ways, so each is read; one that mixes the alphabets
/// is neither.
fn plain_base64(text: &str) -> Result<Vec<u8>, EncodingError> {
    const LENIENT: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    // Gzip begins with 1f 8b, and so its base64 with `H4s`: a `u` is the multibase letter of the other kind.
    if text.starts_with('u') {
        return Err(EncodingError::Base64);
    }
    let alphabet = if text.contains(['+', '/']) { &STANDARD } else { &URL_SAFE };
    GeneralPurpose::new(alphabet, LENIENT).decode(text).map_err(|_| EncodingError::Base64)
}

fn gunzip(compressed: &[u8], limit: usize) -> Result<Vec<u8>, EncodingError> {
    // RFC 1952: the last four bytes are the length, modulo 2^32. Only a hint here; the decoder checks it.
    let hint = compressed.last_chunk().map_or(0, |length| u32::from_le_bytes(*length));
    let mut bytes = Vec::with_capacity(usize::try_from(hint).unwrap_or(limit).min(limit).saturating_add(1));
    let mut decoder = GzDecoder::new(compressed);
    // One byte past the limit is enough to know; the checksum and length are checked when the member ends.
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    decoder.by_ref().take(most).read_to_end(&mut bytes).map_err(|_| EncodingError::Gzip)?;
    if bytes.len() > limit {
        return Err(EncodingError::TooLarge { limit });
    }
    match decoder.into_inner().len() {
        0 => Ok(bytes),
        found => Err(EncodingError::TrailingBytes { found }),
    }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose;

    use super::*;

    /// The example of the Bitstring Status List recommendation: 16 KiB of zeros.
    const W3C_ZEROS: &str = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

    fn unpack(encoded: &str) -> Result<Vec<u8>, EncodingError> {
        super::unpack(StatusListKind::Bitstring, encoded, &Limits::DEFAULT)
    }

    fn unpack_2021(encoded: &str) -> Result<Vec<u8>, EncodingError> {
        super::unpack(StatusListKind::StatusList2021, encoded, &Limits::DEFAULT)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = GzBuilder::new().write(Vec::new(), Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn encoded(compressed: &[u8]) -> String {
        format!("u{}", URL_SAFE_NO_PAD.encode(compressed))
    }

    /// Bytes whose compressed form has what the two alphabets spell differently.
    fn odd() -> Vec<u8> {
        (0..16_384_u32).map(|at| u8::try_from(at % 251).unwrap()).collect()
    }

    #[test]
    fn the_published_examples_of_both_kinds_are_sixteen_kibibytes_of_zeros() {
        assert_eq!(unpack(W3C_ZEROS), Ok(vec![0; 16_384]));
        assert_eq!(unpack_2021(W3C_ZEROS.strip_prefix('u').unwrap()), Ok(vec![0; 16_384]));
    }

    #[test]
    fn what_is_packed_unpacks_and_the_gzip_header_tells_neither_time_nor_machine() {
        let text = pack(&odd());
        assert_eq!(unpack(&text), Ok(odd()));
        let compressed = URL_SAFE_NO_PAD.decode(text.strip_prefix('u').unwrap()).unwrap();
        assert_eq!(compressed[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
        assert_eq!(compressed[9], 255);
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
        assert_eq!(unpack(&bomb), Err(EncodingError::TextTooLarge { found: bomb.len(), limit: 4 << 20 }));
        let wide = Limits { status_list_encoded_chars: bomb.len(), ..Limits::DEFAULT };
        let refused = super::unpack(StatusListKind::Bitstring, &bomb, &wide);
        assert_eq!(refused, Err(EncodingError::TooLarge { limit: 16 << 20 }));
        assert!(begun.elapsed() < std::time::Duration::from_secs(2), "{:?}", begun.elapsed());
    }

    #[test]
    fn the_bound_itself_is_allowed_and_one_byte_more_is_not() {
        let limits = Limits { status_list_bytes: 20_000, ..Limits::DEFAULT };
        let unpack = |text: &str| super::unpack(StatusListKind::Bitstring, text, &limits);
        assert_eq!(unpack(&encoded(&gzip(&[0x55; 20_000]))), Ok(vec![0x55; 20_000]));
        let more = encoded(&gzip(&[0x55; 20_001]));
        assert_eq!(unpack(&more), Err(EncodingError::TooLarge { limit: 20_000 }));
    }

    /// Threats B2: flate2 and browsers read a second member differently.
    #[test]
    fn a_second_gzip_member_or_anything_else_behind_the_first_is_refused() {
        let first = gzip(&[0; 16_384]);
        for tail in [gzip(&[0xff; 16_384]).as_slice(), b"XXXX", b"\0"] {
            let both = encoded(&[first.as_slice(), tail].concat());
            let refused = Err(EncodingError::TrailingBytes { found: tail.len() });
            assert_eq!(unpack(&both), refused, "{tail:?}");
            assert_eq!(unpack_2021(&both[1..]), refused, "{tail:?}");
        }
    }

    #[test]
    fn checksum_length_and_end_of_the_gzip_member_are_checked() {
        let good = gzip(&[0; 16_384]);
        let end = good.len();
        for at in [0, 1, 2, end - 8, end - 5, end - 4, end - 1] {
            let mut bad = good.clone();
            bad[at] ^= 1;
            assert_eq!(unpack(&encoded(&bad)), Err(EncodingError::Gzip), "byte {at}");
        }
        for length in [0, 1, 9, 10, end - 8, end - 1] {
            assert_eq!(unpack(&encoded(&good[..length])), Err(EncodingError::Gzip), "{length} bytes");
        }
    }

    /// Threats B13.
    #[test]
    fn a_bitstring_is_multibase_base64url_without_padding() {
        let bare = W3C_ZEROS.strip_prefix('u').unwrap();
        assert_eq!(unpack(bare), Err(EncodingError::Multibase { found: Some('H') }));
        assert_eq!(unpack(""), Err(EncodingError::Multibase { found: None }));
        assert_eq!(unpack(&format!("z{bare}")), Err(EncodingError::Multibase { found: Some('z') }));
        assert_eq!(unpack(&format!("U{bare}=")), Err(EncodingError::Multibase { found: Some('U') }));
        for text in
            [format!("u{bare}="), format!("u{bare}=="), W3C_ZEROS.replace('-', "+"), format!("u{bare}\n")]
        {
            assert_eq!(unpack(&text), Err(EncodingError::Base64), "{text}");
        }
    }

    #[test]
    fn a_list_of_2021_is_base64_of_either_alphabet_but_not_of_both() {
        // A header of its own for each remainder modulo 3: with none, one and two characters of padding.
        for name in ["", "a", "ab"] {
            let mut writer = GzBuilder::new().filename(name).write(Vec::new(), Compression::fast());
            writer.write_all(&odd()).unwrap();
            let compressed = writer.finish().unwrap();
            let [standard, url] = [
                general_purpose::STANDARD.encode(&compressed),
                general_purpose::URL_SAFE.encode(&compressed),
            ];
            assert!(standard.contains('+') && standard.contains('/'), "the alphabets differ here");
            for text in [&standard, &url] {
                assert_eq!(unpack_2021(text), Ok(odd()), "{name}");
                assert_eq!(unpack_2021(text.trim_end_matches('=')), Ok(odd()), "{name}");
            }
            let mixed = standard.replacen('+', "-", 1);
            assert_eq!(unpack_2021(&mixed), Err(EncodingError::Base64), "{name}");
            for text in [format!("{url}="), format!(" {url}"), format!("{url}\n"), url.replacen('A', "=", 1)]
            {
                assert_eq!(unpack_2021(&text), Err(EncodingError::Base64), "{name}");
            }
        }
        assert_eq!(unpack_2021(W3C_ZEROS).unwrap_err().code(), Code::StatusListEncoding);
        assert_eq!(unpack_2021(""), Err(EncodingError::Gzip));
    }
}
