//! How numbers and escapes are spelled in a JSON text: what its parser no longer tells.

/// Why a number is not read: two readers could see two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ambiguity {
    /// An integer beyond ±(2^53 − 1), a number that would be written as one, or one that a double rounds to nothing.
    Range,
    /// More digits than a double keeps.
    Precision,
}

/// The first number of the text that is ambiguous, and its place among those that serde_json gives as doubles.
/// Integers beyond its reach come that way too, and a double no longer tells how many digits were written, or that a
/// tiny number was rounded to nothing.
pub(super) fn ambiguous_number(text: &str) -> Option<(usize, &str, Ambiguity)> {
    let doubles = number_tokens(text).map(|(_, token)| token).filter(|token| comes_as_double(token));
    doubles.enumerate().find_map(|(place, token)| Some((place, token, ambiguity(token)?)))
}

fn ambiguity(token: &str) -> Option<Ambiguity> {
    let mantissa = token.split(['e', 'E']).next().unwrap_or(token);
    let integer = !token.contains(['.', 'e', 'E']);
    let digits = mantissa.chars().filter(char::is_ascii_digit).collect::<String>();
    let significant = digits.trim_start_matches('0');
    let value = token.parse::<f64>().unwrap_or_default();
    let vanished = !significant.is_empty() && value == 0.0;
    // JCS writes these without an exponent, and every double from 2^53 on is whole.
    let written_as_integer = (TWO_POW_53..1e21).contains(&value.abs());
    if (integer && !significant.is_empty()) || vanished || written_as_integer {
        return Some(Ambiguity::Range);
    }
    (significant.trim_end_matches('0').len() > DIGITS_OF_A_DOUBLE).then_some(Ambiguity::Precision)
}

const TWO_POW_53: f64 = 9_007_199_254_740_992.0;

/// 17 significant decimal digits tell every double from every other.
const DIGITS_OF_A_DOUBLE: usize = 17;

/// Whether serde_json gives the number as a double.
fn comes_as_double(token: &str) -> bool {
    if token.contains(['.', 'e', 'E']) {
        return true;
    }
    if token.starts_with('-') {
        token == "-0" || token.parse::<i64>().is_err()
    } else {
        token.parse::<u64>().is_err()
    }
}

/// The first number that begins at or before `end` and is too large for a double.
pub(super) fn infinite_number(text: &str, end: usize) -> Option<&str> {
    let is_infinite = |token: &str| token.parse::<f64>().is_ok_and(f64::is_infinite);
    number_tokens(text)
        .take_while(|(start, _)| *start <= end)
        .map(|(_, token)| token)
        .find(|token| is_infinite(token))
}

/// Every number of a JSON text with the byte it starts at; strings are skipped.
fn number_tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let skip = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit())?;
            at += skip;
            let rest = text.get(at..)?;
            if rest.starts_with('"') {
                at += string_length(rest);
                continue;
            }
            let length = rest
                .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E')))
                .unwrap_or(rest.len());
            let start = at;
            at += length;
            return Some((start, rest.get(..length)?));
        }
    })
}

/// How many bytes the string at the start of `text` takes, quotation marks included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (offset, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return offset + 1,
            _ => {}
        }
    }
    text.len()
}

/// The byte where a `\uD800`–`\uDFFF` escape stands without its other half, if the text so far holds one.
pub(super) fn lone_surrogate(text: &str) -> Option<usize> {
    let unit = |at: usize| -> Option<u16> {
        let escape = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find('\\') {
        at += found;
        match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => return Some(at),
            Some(_) => at += 6,
            None => at += 2,
        }
    }
    None
}
