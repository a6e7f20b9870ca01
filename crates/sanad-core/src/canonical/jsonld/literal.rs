//! How a JSON value is written as an RDF literal (JSON-LD 1.1 API §8.2.2).

use std::borrow::Cow;

use crate::canonical::jcs;
use crate::canonical::rdf::Literal;
use crate::json::{Json, Number};

pub(super) const RDF_JSON: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
const RDF_LANG_STRING: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
const XSD_BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
const XSD_DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";
const XSD_INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// A number that its RDF form would change.
#[derive(Debug)]
pub(super) struct LosesDigits(pub(super) Number);

/// A string, number or boolean; without a datatype it gets the one that its kind has.
///
/// # Errors
/// [`LosesDigits`]
#[inline]
pub(super) fn typed<'a>(
    value: &'a Json,
    datatype: Option<Cow<'a, str>>,
) -> Result<Option<Literal<'a>>, LosesDigits> {
    let (value, own) = match value {
        Json::String(text) => (Cow::Borrowed(text.as_str()), XSD_STRING),
        Json::Bool(true) => (Cow::Borrowed("true"), XSD_BOOLEAN),
        Json::Bool(false) => (Cow::Borrowed("false"), XSD_BOOLEAN),
        Json::Number(number) => {
            let value = number.as_f64();
            // Step 10 and 11: whole numbers below 10^21 are integers under every datatype but xsd:double.
            if value.fract() == 0.0 && value.abs() < 1e21 && datatype.as_deref() != Some(XSD_DOUBLE) {
                (Cow::Owned(integer(*number)), XSD_INTEGER)
            } else {
                (Cow::Owned(double(*number)?), XSD_DOUBLE)
            }
        }
        Json::Null | Json::Array(_) | Json::Object(_) => return Ok(None),
    };
    Ok(Some(Literal { value, datatype: datatype.unwrap_or(Cow::Borrowed(own)), language: None }))
}

/// Plain text.
pub(super) const fn string(text: &str) -> Literal<'_> {
    Literal { value: Cow::Borrowed(text), datatype: Cow::Borrowed(XSD_STRING), language: None }
}

/// Text in a language; the tag in lower case, as all deployed signers have it.
pub(super) fn tagged<'a>(text: &'a str, tag: &'a str) -> Literal<'a> {
    let tag = if tag.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(tag.to_ascii_lowercase())
    } else {
        Cow::Borrowed(tag)
    };
    Literal { value: Cow::Borrowed(text), datatype: Cow::Borrowed(RDF_LANG_STRING), language: Some(tag) }
}

/// Any JSON value as it is, by JCS.
pub(super) fn json(value: &Json) -> Literal<'_> {
    Literal {
        value: Cow::Owned(jcs::canonicalize_value(value)),
        datatype: Cow::Borrowed(RDF_JSON),
        language: None,
    }
}

/// Whether BCP 47 allows the tag: subtags of one to eight letters or digits, the first of letters.
pub(super) fn is_language_tag(tag: &str) -> bool {
    let subtag =
        |text: &str| (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    tag.split('-').all(subtag)
        && tag.split('-').next().is_some_and(|first| first.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Canonical xsd:integer of a whole number; exact, for a double that is whole has finitely many digits.
fn integer(number: Number) -> String {
    // Up to here every whole number is a double of its own, so that the fewest digits that tell it are all it has.
    const ALL_WHOLE: f64 = 9_007_199_254_740_991.0;
    let value = number.as_f64();
    if value.abs() > ALL_WHOLE {
        return format!("{value:.0}");
    }
    let mut text = String::new();
    number.write(&mut text);
    text
}

/// Canonical xsd:double: C's `%1.15E` without trailing zeros in the fraction or leading ones in the exponent.
fn double(number: Number) -> Result<String, LosesDigits> {
    let value = number.as_f64();
    let mut text = format!("{value:.15E}");
    if text.parse() != Ok(value) {
        return Err(LosesDigits(number));
    }
    if value == 0.0 {
        return Ok("0.0E0".to_owned());
    }
    if let Some(at) = text.find('E') {
        let exponent = text.split_off(at);
        let kept = text.trim_end_matches('0').len();
        text.truncate(kept);
        if text.ends_with('.') {
            text.push('0');
        }
        text.push_str(&exponent);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64, datatype: Option<&'static str>) -> Option<String> {
        let value = Json::Number(Number::from_f64(value).unwrap());
        let literal = typed(&value, datatype.map(Cow::Borrowed)).ok().flatten()?;
        Some(literal.value.into_owned())
    }

    #[test]
    fn numbers_are_written_as_the_deployed_signers_write_them() {
        let float = Some("https://www.w3.org/2001/XMLSchema#float");
        for (value, text) in [
            (42.0, "42"),
            (4.5, "4.5E0"),
            (36.5, "3.65E1"),
            (0.1, "1.0E-1"),
            (-0.0, "0"),
            (-7.25, "-7.25E0"),
            (1e20, "100000000000000000000"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (-1_152_921_504_606_846_976.0, "-1152921504606846976"),
            (1e21, "1.0E21"),
            (1e-7, "1.0E-7"),
        ] {
            assert_eq!(written(value, float).as_deref(), Some(text));
        }
        assert_eq!(written(42.0, Some(XSD_DOUBLE)).as_deref(), Some("4.2E1"));
        assert_eq!(written(0.0, Some(XSD_DOUBLE)).as_deref(), Some("0.0E0"));
    }

    #[test]
    fn a_number_with_seventeen_digits_is_refused_rather_than_rounded() {
        assert_eq!(written(0.1 + 0.2, None), None);
        assert!(written(0.3, None).is_some());
    }

    #[test]
    fn language_tags_are_those_of_bcp_47() {
        for good in ["en", "fr-CA", "zh-Hant-TW", "x-1"] {
            assert!(is_language_tag(good), "{good}");
        }
        for bad in ["", "e n", "en_US", "123", "abcdefghi", "en-", "-en"] {
            assert!(!is_language_tag(bad), "{bad}");
        }
    }
}
