//! Base58 with Bitcoin's alphabet (draft-msporny-base58): how Multibase spells keys and signatures.
//!
//! Five digits at a time: 58^5 is less than 2^32, so that a number of any length is worked through in whole words.

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const DIGITS: usize = 5;
const WORD: u64 = 58_u64.pow(5);

/// The bytes as digits, a `1` for each zero byte in front.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    // To the base 58^5, the least first.
    let mut words: Vec<u64> = Vec::with_capacity(bytes.len() / 3);
    for chunk in bytes.get(zeros..).unwrap_or_default().chunks(4) {
        let (mut carry, mut factor) = (0, 1);
        for byte in chunk {
            carry = (carry << 8) | u64::from(*byte);
            factor <<= 8;
        }
        for word in &mut words {
            carry += *word * factor; // less than 58^5 · 2^32 + 2^32, so than 2^62
            *word = carry % WORD;
            carry /= WORD;
        }
        while carry > 0 {
            words.push(carry % WORD);
            carry /= WORD;
        }
    }
    let mut text = String::with_capacity(zeros + words.len() * DIGITS);
    text.extend(std::iter::repeat_n('1', zeros));
    for (place, word) in words.iter().rev().enumerate() {
        let mut digits = [b'1'; DIGITS];
        let mut rest = *word;
        for slot in digits.iter_mut().rev() {
            *slot = usize::try_from(rest % 58).ok().and_then(|at| ALPHABET.get(at)).copied().unwrap_or(b'1');
            rest /= 58;
        }
        let leading = if place == 0 { digits.iter().take_while(|digit| **digit == b'1').count() } else { 0 };
        text.extend(digits.iter().skip(leading).copied().map(char::from));
    }
    text
}

/// The bytes that digits spell; `None` if there is a character among them that is none.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let zeros = text.bytes().take_while(|digit| *digit == b'1').count();
    // To the base 2^32, the least first.
    let mut words: Vec<u32> = Vec::with_capacity(text.len() / DIGITS + 1);
    for chunk in text.as_bytes().get(zeros..).unwrap_or_default().chunks(DIGITS) {
        let (mut carry, mut factor) = (0, 1);
        for digit in chunk {
            carry = carry * 58 + u64::from(value(*digit)?);
            factor *= 58;
        }
        for word in &mut words {
            carry += u64::from(*word) * factor; // less than 2^32 · 58^5 + 2^32, so than 2^62
            *word = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            words.push(low(carry));
        }
    }
    let mut bytes = vec![0; zeros];
    for (place, word) in words.iter().rev().enumerate() {
        let leading = if place == 0 { word.leading_zeros() / 8 } else { 0 };
        bytes.extend(word.to_be_bytes().iter().skip(usize::try_from(leading).unwrap_or(0)));
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u8> {
    VALUES.get(usize::from(digit)).copied().filter(|value| *value != NONE)
}

const NONE: u8 = u8::MAX;

/// The value of each ASCII character.
const VALUES: [u8; 128] = {
    let mut values = [NONE; 128];
    let mut rest: &[u8] = ALPHABET;
    let mut value = 0;
    while let [digit, after @ ..] = rest {
        #[expect(clippy::as_conversions, clippy::indexing_slicing, reason = "worked out by the compiler")]
        let slot = &mut values[*digit as usize];
        *slot = value;
        value += 1;
        rest = after;
    }
    values
};

const fn low(word: u64) -> u32 {
    let [a, b, c, d, ..] = word.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// draft-msporny-base58-03 §5.
    #[test]
    fn the_published_examples_are_written_and_read() {
        for (bytes, text) in [
            (&b"Hello World!"[..], "2NEpo7TZRRrLZSi2U"),
            (
                b"The quick brown fox jumps over the lazy dog.",
                "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
            ),
            (b"\x00\x00\x28\x7f\xb4\xcd", "11233QC4"),
            (b"", ""),
            (b"\0", "1"),
            (b"\x01", "2"),
            (b"\x39", "z"),
            (b"\x3a", "21"),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes), "{text}");
        }
    }

    #[test]
    fn what_is_no_digit_is_not_read() {
        for text in ["0", "O", "I", "l", "2 ", "1\u{7f}", "\u{b2}", "é", "22222+", "+"] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }

    /// Digit for digit, as at school: the other way to the same answer.
    fn slowly(text: &str) -> Vec<u8> {
        let mut bytes: Vec<u8> = Vec::new();
        for digit in text.bytes() {
            let mut carry = ALPHABET.iter().position(|other| *other == digit).unwrap();
            for byte in bytes.iter_mut().rev() {
                carry += usize::from(*byte) * 58;
                *byte = u8::try_from(carry % 256).unwrap();
                carry /= 256;
            }
            if carry > 0 {
                bytes.insert(0, u8::try_from(carry).unwrap());
            }
        }
        let zeros = text.bytes().take_while(|digit| *digit == b'1').count();
        [vec![0; zeros], bytes].concat()
    }

    #[test]
    fn numbers_of_every_length_are_the_same_slowly_and_fast_and_come_back() {
        let mut state = 1_u64;
        for length in 0..160 {
            for zeros in [0, 1, length / 2, length] {
                let mut bytes = vec![0; zeros];
                while bytes.len() < length {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    // Words of zeros and of ones within the number are where carries go wrong.
                    bytes.push(match state >> 60 {
                        0..3 => 0,
                        3..6 => 0xff,
                        _ => state.to_be_bytes()[1],
                    });
                }
                let text = encode(&bytes);
                assert_eq!(slowly(&text), bytes, "{text}");
                assert_eq!(decode(&text), Some(bytes), "{text}");
            }
        }
    }
}
