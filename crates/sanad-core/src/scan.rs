//! Looking through text for bytes that need care, sixteen at a time.

/// Where the first of the wanted bytes stands. Most text has none, so that whole chunks are looked at without an early
/// end, which the compiler turns into a few instructions for each; `wanted` should not branch, for the same reason.
#[inline]
pub(crate) fn find(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let (chunks, _) = bytes.as_chunks::<16>();
    let plain = chunks.iter().take_while(|chunk| !chunk.iter().fold(false, |any, byte| any | wanted(*byte)));
    let from = plain.count() * 16;
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|byte| wanted(*byte)).map(|at| from + at)
}

/// How many bytes of a JSON string stand before the first that ends it, begins an escape or is forbidden in it. Most
/// strings are short: eight bytes at a time first.
#[inline]
pub(crate) fn plain_in_string(bytes: &[u8]) -> usize {
    const SHORT: usize = 8;
    let (words, _) = bytes.as_chunks::<8>();
    for (place, word) in words.iter().take(SHORT).enumerate() {
        let found = special_bytes(u64::from_le_bytes(*word));
        if found != 0 {
            // Of the marks the lowest is right; those above it may be there because of it.
            return place * 8 + usize::try_from(found.trailing_zeros() / 8).unwrap_or(0);
        }
    }
    let seen = words.len().min(SHORT) * 8;
    let rest = bytes.get(seen..).unwrap_or_default();
    let found = find(rest, |byte| (byte < b' ') | (byte == b'"') | (byte == b'\\'));
    seen + found.unwrap_or(rest.len())
}

/// The highest bit of each byte of a word that is below U+0020, `"` or `\`.
const fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHS: u64 = u64::from_le_bytes([0x80; 8]);
    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
    const QUOTES: u64 = u64::from_le_bytes([b'"'; 8]);
    const BACKSLASHES: u64 = u64::from_le_bytes([b'\\'; 8]);
    let (quotes, backslashes) = (word ^ QUOTES, word ^ BACKSLASHES);
    let below_space = word.wrapping_sub(SPACES) & !word;
    let is_quote = quotes.wrapping_sub(ONES) & !quotes;
    let is_backslash = backslashes.wrapping_sub(ONES) & !backslashes;
    (below_space | is_quote | is_backslash) & HIGHS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found_wherever_it_stands() {
        for length in 0..70 {
            let mut text = vec![b'x'; length];
            assert_eq!(find(&text, |byte| byte == b'"'), None);
            for at in (0..length).rev() {
                text[at] = b'"';
                assert_eq!(find(&text, |byte| (byte == b'"') | (byte < b' ')), Some(at));
            }
        }
    }

    #[test]
    fn a_string_is_plain_up_to_the_first_byte_that_is_not() {
        let is_special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        for length in 0..90 {
            assert_eq!(plain_in_string(&vec![b'x'; length]), length);
        }
        for byte in 0..=u8::MAX {
            for (before, after) in [(b'x', 0xff), (0x80, b'!'), (b'!', b' '), (b'[', b']'), (b'#', b'\0')] {
                for at in 0..80 {
                    let text = [vec![before; at], vec![byte], vec![after; 17]].concat();
                    let expected = text.iter().position(|byte| is_special(*byte)).unwrap_or(text.len());
                    assert_eq!(plain_in_string(&text), expected, "{byte} at {at}");
                }
            }
        }
    }
}
