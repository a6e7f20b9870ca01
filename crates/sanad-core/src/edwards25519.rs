//! The numbers of the curve edwards25519, and which bytes are the one encoding of a point (RFC 8032 §5.1).

/// 2^255 − 19, the field's prime, least significant byte first.
pub(crate) const PRIME: [u8; 32] = {
    let mut bytes = [0xff; 32];
    bytes[0] = 0xed;
    bytes[31] = 0x7f;
    bytes
};

/// 2^252 + 27742317777372353535851937790883648493, the order of the base point (RFC 8032 §5.1), least significant
/// byte first.
pub(crate) const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// Whether the bytes are the one encoding of the point they stand for, if they stand for one: y below the prime, and
/// no sign where x is 0, which is where y is 1 or −1 (RFC 8032 §5.1.3, steps 1 and 4).
pub(crate) fn is_canonical_point(bytes: &[u8; 32]) -> bool {
    let [rest @ .., last] = bytes;
    let sign = last & 0x80 != 0;
    let mut y = *bytes;
    if let Some(last) = y.last_mut() {
        *last &= 0x7f;
    }
    let x_is_zero = {
        let one = rest.first() == Some(&1) && rest.iter().skip(1).all(|b| *b == 0) && last & 0x7f == 0;
        let minus_one =
            rest.first() == Some(&0xec) && rest.iter().skip(1).all(|b| *b == 0xff) && last & 0x7f == 0x7f;
        one || minus_one
    };
    is_below(&y, &PRIME) && !(sign && x_is_zero)
}

/// Whether a number is below another, both least significant byte first and equally long.
pub(crate) fn is_below(a: &[u8], b: &[u8]) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

#[cfg(test)]
mod tests {
    use ed25519_dalek as dalek;

    use super::*;

    #[test]
    fn a_canonical_encoding_is_one_that_decoding_and_encoding_gives_back() {
        let mut candidates = Vec::new();
        for low in 0..=255_u8 {
            for fill in [0x00, 0xff] {
                for last in [0x00, 0x7f, 0x80, 0xff] {
                    let mut bytes = [fill; 32];
                    (bytes[0], bytes[31]) = (low, last);
                    candidates.push(bytes);
                }
            }
        }
        let (mut canonical, mut not) = (0, 0);
        for bytes in candidates {
            let Ok(point) = dalek::VerifyingKey::from_bytes(&bytes) else { continue };
            let again = dalek::VerifyingKey::from(point.to_edwards());
            assert_eq!(is_canonical_point(&bytes), again.as_bytes() == &bytes, "{bytes:02x?}");
            *(if again.as_bytes() == &bytes { &mut canonical } else { &mut not }) += 1;
        }
        assert!(canonical > 500 && not > 15, "{canonical} canonical and {not} other encodings looked at");
    }
}
