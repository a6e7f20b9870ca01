//! Looking through text for bytes that need care, sixteen at a time.

/// Where the first of the wanted bytes stands. Most text has none, so that sixteen are looked at without an early end,
/// which the compiler turns into a few instructions; `wanted` should not branch, for the same reason.
#[inline]
pub(crate) fn find(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let has = |chunk: &[u8; 16]| u128::from_ne_bytes(chunk.map(|byte| u8::from(wanted(byte)))) != 0;
    let (chunks, _) = bytes.as_chunks::<16>();
    let plain = chunks.iter().take_while(|chunk| !has(chunk)).count();
    // What is left of a long text is looked at together with some of what was.
    if plain == chunks.len() && bytes.last_chunk::<16>().is_some_and(|end| !has(end)) {
        return None;
    }
    let from = plain * 16;
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|byte| wanted(*byte)).map(|at| from + at)
}

/// Whether two texts are the same. Names are short, and a call costs more than looking at their two ends.
#[inline]
pub(crate) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        17.. => one.first_chunk::<16>() == other.first_chunk::<16>() && one == other,
        8.. => {
            one.first_chunk::<8>() == other.first_chunk::<8>()
                && one.last_chunk::<8>() == other.last_chunk::<8>()
        }
        4.. => {
            one.first_chunk::<4>() == other.first_chunk::<4>()
                && one.last_chunk::<4>() == other.last_chunk::<4>()
        }
        _ => one.iter().eq(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_to_the_last_letter() {
        for length in 0..40 {
            let text = "x".repeat(length);
            assert!(same(&text, &text.clone()));
            assert!(!same(&text, &"x".repeat(length + 1)));
            for at in 0..length {
                let other: String = (0..length).map(|place| if place == at { 'y' } else { 'x' }).collect();
                assert!(!same(&text, &other) && !same(&other, &text), "{other}");
            }
        }
    }

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
