//! Numbers that the model writes as text, such as points and percentages: compared digit by digit, never as floats.

use std::cmp::Ordering;

/// A decimal number as a text writes it: an optional sign, digits, and perhaps a point and more digits. No exponent,
/// no percent sign, no separators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal<'a> {
    sign: Sign,
    /// Before the point, without leading zeros.
    whole: &'a str,
    /// After it, without trailing zeros.
    fraction: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Negative,
    /// Zero too, however it is written.
    Positive,
}

impl<'a> Decimal<'a> {
    /// The number that a text writes, if it writes one.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => (Sign::Negative, digits),
            None => (Sign::Positive, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (digits, ""),
        };
        let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) {
            return None;
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let is_zero = whole.is_empty() && fraction.is_empty();
        Some(Self { sign: if is_zero { Sign::Positive } else { sign }, whole, fraction })
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        let whole = self.whole.len().cmp(&other.whole.len()).then_with(|| self.whole.cmp(other.whole));
        // Without trailing zeros, fractions are ordered as texts are.
        whole.then_with(|| self.fraction.cmp(other.fraction))
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.sign, other.sign) {
            (Sign::Negative, Sign::Positive) => Ordering::Less,
            (Sign::Positive, Sign::Negative) => Ordering::Greater,
            (Sign::Positive, Sign::Positive) => self.magnitude(other),
            (Sign::Negative, Sign::Negative) => other.magnitude(self),
        }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value_and_not_by_spelling() {
        let ascending = [
            "-100",
            "-99.5",
            "-99.05",
            "-0.1",
            "0",
            "0.0999",
            "0.1",
            "9",
            "10",
            "10.000000000000000001",
            "99.5",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                let (a, b) = (Decimal::parse(a).unwrap(), Decimal::parse(b).unwrap());
                assert_eq!(a.cmp(&b), i.cmp(&j), "{a:?} {b:?}");
            }
        }
        for (a, b) in [("007", "7"), ("7.50", "7.5"), ("+7", "7.0"), ("-0", "0.00")] {
            let (a, b) = (Decimal::parse(a).unwrap(), Decimal::parse(b).unwrap());
            assert_eq!(a.cmp(&b), Ordering::Equal, "{a:?} {b:?}");
        }
    }

    #[test]
    fn other_spellings_are_no_numbers() {
        for text in [
            "",
            "-",
            "+",
            ".",
            ".5",
            "5.",
            "1e3",
            "1,5",
            "1.000.000",
            "85%",
            " 85",
            "85\n",
            "A",
            "0x1F",
            "--1",
            "\u{0667}",
            "NaN",
        ] {
            assert!(Decimal::parse(text).is_none(), "{text:?}");
        }
    }
}
