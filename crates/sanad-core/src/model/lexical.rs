//! How texts of the model are spelled: URIs, language tags, days, JWS. Each asks only for the shape.

use crate::scan::find;
use crate::timestamp::{Timestamp, TimestampError};

/// An absolute URI or IRI: a scheme, a colon, something after it, and no character that RFC 3987 excludes.
pub(crate) fn is_absolute_uri(text: &str) -> bool {
    let is_of_scheme = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    let Some(end) = text.bytes().position(|b| !is_of_scheme(b)) else { return false };
    let Some([b':', rest @ ..]) = text.as_bytes().get(end..) else { return false };
    let excluded = |b: u8| {
        (b <= b' ')
            | (b == b'"')
            | (b == b'<')
            | (b == b'>')
            | (b == b'\\')
            | (b == b'^')
            | (b == b'`')
            | (b == b'{')
            | (b == b'|')
            | (b == b'}')
            | (b == 0x7f)
    };
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.is_empty() && find(rest, excluded).is_none()
}

/// A language tag by the shape of BCP 47: subtags of at most eight letters and digits, the first of letters.
pub(crate) fn is_language(text: &str) -> bool {
    let mut subtags = text.split('-');
    let first = subtags.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Two capital letters, as countries have in ISO 3166-1.
pub(crate) fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// A broad, narrow or detailed field of ISCED-F: 2, 3 or 4 digits.
pub(crate) fn is_field(text: &str) -> bool {
    (2..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// A country, or a country and one of its subdivisions, as ISO 3166-1 and ISO 3166-2 write them.
pub(crate) fn is_jurisdiction(text: &str) -> bool {
    let (country, subdivision) =
        text.split_once('-').map_or((text, None), |(country, rest)| (country, Some(rest)));
    let is_subdivision = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    is_country(country) && subdivision.is_none_or(is_subdivision)
}

/// Text without spaces at its ends, and without control characters.
pub(crate) fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control)
}

/// The pattern of OB 3.0 `CompactJws`: three parts of base64url, of which the middle one may be empty.
pub(crate) fn is_compact_jws(text: &str) -> bool {
    let mut parts = text.split('.');
    let (Some(header), Some(payload), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    !header.is_empty()
        && !signature.is_empty()
        && [header, payload, signature]
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
}

/// A date and time with an offset, or without one (OB 3.0 `DateTime`); or a day, because the Open Badges contexts say
/// of the same members that they are of `xsd:date`.
pub(crate) fn date_time(text: &str) -> Result<(), TimestampError> {
    text.parse::<Timestamp>().map(drop).or_else(|error| {
        // With a `Z` behind it a time without an offset becomes one that can be read; one with an offset does not.
        format!("{text}Z").parse::<Timestamp>().map(drop).or_else(|_| date(text)).map_err(|_| error)
    })
}

/// A day of the calendar, `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Result<(), TimestampError> {
    format!("{text}T00:00:00Z").parse::<Timestamp>().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_has_a_scheme_and_no_spaces() {
        for uri in
            ["did:key:z6Mk", "https://example.org/é?q#f", "urn:uuid:1", "data:image/png;base64,AA==", "a:b"]
        {
            assert!(is_absolute_uri(uri), "{uri}");
        }
        for text in [
            "",
            "abc",
            "../x",
            ":x",
            "x:",
            "1a:b",
            "https://example.org/a b",
            "a:b\n",
            "a:<b>",
            "é:b",
            "a\u{0}:b",
        ] {
            assert!(!is_absolute_uri(text), "{text:?}");
        }
    }

    #[test]
    fn times_without_offset_and_days_are_date_times() {
        for text in ["2026-03-01T09:00:00", "2026-03-01T09:00:00+05:30", "2026-03-01"] {
            assert!(date_time(text).is_ok(), "{text}");
        }
        for text in ["2026-03", "2026-03-01Z", "2026-03-01T09:00:00ZZ", "2026-03-01T09:00", ""] {
            assert!(date_time(text).is_err(), "{text}");
        }
        assert!(date("2026-02-28").is_ok());
        for text in ["2026-02-29", "2026-02-28Z", "2026-02-28T00:00:00Z", "28.02.2026"] {
            assert!(date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_compact_jws_has_three_parts() {
        assert!(is_compact_jws("a.b.c") && is_compact_jws("a..c"));
        for text in ["", "a.b", "a.b.", ".b.c", "a.b.c.d", "a.b=.c", "a.b.c "] {
            assert!(!is_compact_jws(text), "{text:?}");
        }
    }

    #[test]
    fn language_tags_and_countries_are_told_by_shape() {
        assert!(is_language("en") && is_language("zh-Hant-TW") && is_language("de-CH-1996"));
        for text in ["", "e", "en_US", "english language", "en-", "e1", "en-toolongsubtag"] {
            assert!(!is_language(text), "{text:?}");
        }
        assert!(is_country("IN") && !is_country("in") && !is_country("IND"));
    }
}
