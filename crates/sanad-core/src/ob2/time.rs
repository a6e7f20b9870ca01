//! Times as Open Badges before 3.0 write them: ISO 8601 with an offset, and in version 1 nearly anything else.

use crate::json::Json;
use crate::ob2::version::Version;
use crate::timestamp::{Timestamp, TimestampError};

/// Reads a time. spec/open-badges-2.md#times: 2.0 has date, time and offset, where seconds may be missing and the
/// offset be written without its colon. Before, a day alone, a time without offset, and seconds since 1970 are times
/// too, all of them UTC.
pub(super) fn read(value: &Json, version: Version) -> Result<Timestamp, TimestampError> {
    let is_lax = version < Version::V2_0;
    match value {
        Json::String(text) => iso(text, is_lax).unwrap_or_else(|| malformed(text)),
        Json::Number(number) if is_lax => {
            let mut text = String::new();
            number.write(&mut text);
            unix(&text).unwrap_or_else(|| malformed(&text))
        }
        other => malformed(other.kind()),
    }
}

fn malformed(found: &str) -> Result<Timestamp, TimestampError> {
    Err(TimestampError::Malformed { found: found.chars().take(40).collect() })
}

/// Whole seconds since 1970; what is too large for four digits of a year is out of range.
fn unix(text: &str) -> Option<Result<Timestamp, TimestampError>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let out_of_range = || TimestampError::OutOfRange { found: text.chars().take(40).collect() };
    let seconds = whole.parse::<i64>().ok().and_then(Timestamp::from_unix_seconds);
    Some(seconds.ok_or_else(out_of_range))
}

fn iso(text: &str, is_lax: bool) -> Option<Result<Timestamp, TimestampError>> {
    let Some((date, rest)) = text.split_once('T') else {
        let is_day = text.len() == 10 && text.contains('-');
        return match (is_lax, is_day) {
            (true, true) => Some(format!("{text}T00:00:00Z").parse()),
            (true, false) => unix(text),
            _ => None,
        };
    };
    let (clock, offset) = match rest.find(['Z', '+', '-']) {
        Some(at) => rest.split_at(at),
        None if is_lax => (rest, "Z"),
        None => return None,
    };
    let clock = match clock.matches(':').count() {
        1 if clock.len() == 5 => format!("{clock}:00"),
        _ => clock.replacen(',', ".", 1),
    };
    Some(format!("{date}T{clock}{}", with_colon(offset)).parse())
}

/// `+0530` and `+05` as `+05:30` and `+05:00`; anything else as it is, for the stricter reader to judge.
fn with_colon(offset: &str) -> String {
    let is_digits = offset.bytes().skip(1).all(|b| b.is_ascii_digit());
    match (is_digits, offset.len(), offset.split_at_checked(3)) {
        (true, 5, Some((hours, minutes))) => format!("{hours}:{minutes}"),
        (true, 3, Some((hours, _))) => format!("{hours}:00"),
        _ => offset.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    fn told(value: &Json, version: Version) -> Result<String, Code> {
        read(value, version).map(|time| time.to_string()).map_err(|error| error.code())
    }

    #[test]
    fn two_zero_has_an_offset_and_may_leave_out_seconds() {
        for (text, utc) in [
            ("2016-12-31T23:59:59+00:00", "2016-12-31T23:59:59Z"),
            ("2016-12-31T23:59:59.25Z", "2016-12-31T23:59:59.25Z"),
            ("2016-12-31T23:59:59,25Z", "2016-12-31T23:59:59.25Z"),
            ("2016-12-31T23:59Z", "2016-12-31T23:59:00Z"),
            ("2017-01-01T05:29+0530", "2016-12-31T23:59:00Z"),
            ("2016-12-31T18:59:59-05", "2016-12-31T23:59:59Z"),
        ] {
            for version in [Version::V2_0, Version::V1_1] {
                assert_eq!(told(&text.into(), version), Ok(utc.to_owned()), "{text}");
            }
        }
    }

    #[test]
    fn what_version_one_also_allows_is_malformed_in_two_zero() {
        for (value, utc) in [
            (Json::from("2016-12-31"), "2016-12-31T00:00:00Z"),
            ("2016-12-31T23:59:59".into(), "2016-12-31T23:59:59Z"),
            ("1483228799".into(), "2016-12-31T23:59:59Z"),
            (1_483_228_799_u32.into(), "2016-12-31T23:59:59Z"),
            ("1483228799.75".into(), "2016-12-31T23:59:59Z"),
        ] {
            assert_eq!(told(&value, Version::V1_0), Ok(utc.to_owned()), "{value:?}");
            assert_eq!(told(&value, Version::V2_0), Err(Code::TimeMalformed), "{value:?}");
        }
    }

    #[test]
    fn what_is_no_time_is_none_in_any_version() {
        for value in [
            Json::from("31.12.2016"),
            "2016-12-31 23:59:59Z".into(),
            "2016-12-32".into(),
            "2016-12-31T24:59Z".into(),
            "-1".into(),
            "".into(),
            "tomorrow".into(),
            "Z".into(),
            true.into(),
            Json::Null,
        ] {
            for version in [Version::V0_5, Version::V2_0] {
                assert_eq!(told(&value, version), Err(Code::TimeMalformed), "{value:?}");
            }
        }
        assert_eq!(told(&"1483228799000".into(), Version::V1_0), Err(Code::TimeOutOfRange));
        assert_eq!(told(&"99999999999999999999".into(), Version::V1_0), Err(Code::TimeOutOfRange));
    }
}
