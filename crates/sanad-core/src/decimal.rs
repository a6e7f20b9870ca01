//! Decimal numbers: levels, credits, points. Compared digit by digit, never as floats, and never added or multiplied.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::json::{Json, Number};

/// A decimal number of any length: `4.5`. Equal and ordered by value, whatever its spelling was.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The one spelling of the value: no plus sign, no needless zero, no point without digits on both sides.
    text: String,
}

impl Decimal {
    /// The number that a JSON value says: a text of digits, or a JSON number, which is what its signed spelling
    /// (RFC 8785 §3.2.2.3) says.
    #[must_use]
    pub fn of_json(value: &Json) -> Option<Self> {
        match value {
            Json::String(text) => Self::read(text),
            Json::Number(number) => Some(Self::from(*number)),
            _ => None,
        }
    }

    /// The number's one spelling, such as `-0.5`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.text.starts_with('-')
    }

    /// `digits` with the decimal point after the first `point` of them; both may have zeros at their ends.
    fn spelled(sign: Sign, whole: &str, fraction: &str) -> Self {
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let mut text = String::with_capacity(whole.len() + fraction.len() + 3);
        if sign == Sign::Negative && !(whole.is_empty() && fraction.is_empty()) {
            text.push('-');
        }
        text.push_str(if whole.is_empty() { "0" } else { whole });
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
        Self { text }
    }

    /// Without the sign: what stands before the point, and what after it.
    fn parts(&self) -> (&str, &str) {
        let digits = self.text.strip_prefix('-').unwrap_or(&self.text);
        digits.split_once('.').unwrap_or((digits, ""))
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        let ((whole, fraction), (other_whole, other_fraction)) = (self.parts(), other.parts());
        let whole = whole.len().cmp(&other_whole.len()).then_with(|| whole.cmp(other_whole));
        // Without trailing zeros, fractions are ordered as texts are.
        whole.then_with(|| fraction.cmp(other_fraction))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Negative,
    Positive,
}

impl Sign {
    /// The sign of a number in text, and what stands after it.
    fn of(text: &str) -> (Self, &str) {
        text.strip_prefix('-').map_or((Self::Positive, text), |digits| (Self::Negative, digits))
    }
}

/// Why a text is no decimal number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no decimal number, as `4.5` is")]
pub struct DecimalError {
    /// The text, cut at 40 characters.
    pub found: String,
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads an optional sign, digits, and perhaps a point and more digits: no exponent, no percent sign, no separators.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Self::read(text).ok_or_else(|| DecimalError { found: text.chars().take(40).collect() })
    }
}

impl Decimal {
    /// The same for those who do not ask why.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('+') {
            Some(digits) => (Sign::Positive, digits),
            None => Sign::of(text),
        };
        let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, are_digits(fraction).then_some(fraction)),
            None => (digits, Some("")),
        };
        fraction.filter(|_| are_digits(whole)).map(|fraction| Self::spelled(sign, whole, fraction))
    }
}

impl From<Number> for Decimal {
    fn from(number: Number) -> Self {
        let mut text = String::new();
        number.write(&mut text);
        let (sign, text) = Sign::of(&text);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        // A double's exponent has at most three digits.
        let exponent: isize = exponent.strip_prefix('+').unwrap_or(exponent).parse().unwrap_or(0);
        let zeros = "0".repeat(exponent.unsigned_abs());
        let digits = format!("{zeros}{whole}{fraction}{zeros}");
        let point = (zeros.len() + whole.len()).saturating_add_signed(exponent);
        let (whole, fraction) = digits.split_at_checked(point).unwrap_or((&digits, ""));
        Self::spelled(sign, whole, fraction)
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        Self { text: value.to_string() }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative(), other.is_negative()) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

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
                assert_eq!(decimal(a).cmp(&decimal(b)), i.cmp(&j), "{a} {b}");
            }
        }
        for (a, b) in [("007", "7"), ("7.50", "7.5"), ("+7", "7.0"), ("-0", "0.00"), ("00.10", "0.1")] {
            assert_eq!(decimal(a), decimal(b));
            assert_eq!(decimal(a).as_str(), b.trim_end_matches(".00").trim_end_matches(".0"));
        }
    }

    #[test]
    fn other_spellings_are_no_numbers() {
        for text in [
            "",
            "-",
            "+",
            "+-1",
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
            assert!(text.parse::<Decimal>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_json_number_is_what_its_signed_spelling_says() {
        for (json, expected) in [
            ("4.5", "4.5"),
            ("4.50", "4.5"),
            ("45e-1", "4.5"),
            ("-0", "0"),
            ("0.1", "0.1"),
            ("12", "12"),
            ("-1.5E2", "-150"),
            ("1e-7", "0.0000001"),
            ("1.25e-9", "0.00000000125"),
            ("1e21", "1000000000000000000000"),
            ("1.5e22", "15000000000000000000000"),
            ("0.30000000000000004", "0.30000000000000004"),
            // More digits than the double has: the signature is the same as that of 4.5, so the number is too.
            ("4.5000000000000004", "4.5"),
            ("\"4.50000000000000000000001\"", "4.50000000000000000000001"),
        ] {
            let value = Json::parse(json.as_bytes()).unwrap();
            assert_eq!(Decimal::of_json(&value).unwrap().as_str(), expected, "{json}");
        }
        for json in ["null", "true", "[4]", "\"4,5\"", "{}"] {
            assert_eq!(Decimal::of_json(&Json::parse(json.as_bytes()).unwrap()), None, "{json}");
        }
    }
}
