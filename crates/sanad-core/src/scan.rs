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
}
