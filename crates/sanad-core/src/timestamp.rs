//! A point in time as badges write it: an XSD dateTimeStamp, compared as an instant.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use crate::code::Code;

/// An instant, from `0001-01-01` to `9999-12-31` UTC, to the nanosecond. There is no way to ask for "now": time is an argument.
///
/// Reads XSD dateTimeStamp (VC 2.0, "Representing Time") and prints UTC with a `Z`; digits of a fraction past the
/// ninth are read and dropped. The text a document wrote stays in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

impl Timestamp {
    /// The instant that many seconds after 1970-01-01T00:00:00Z, if its year has four digits.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        (MIN_SECONDS..=MAX_SECONDS).contains(&seconds).then_some(Self { seconds, nanos: 0 })
    }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// The instant that many seconds later (earlier, if negative), if its year still has four digits.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Option<Self> {
        let later = Self::from_unix_seconds(self.seconds.checked_add(seconds)?)?;
        Some(Self { nanos: self.nanos, ..later })
    }
}

const SECONDS_A_DAY: i64 = 86_400;

/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const MIN_SECONDS: i64 = -62_135_596_800;
const MAX_SECONDS: i64 = 253_402_300_799;

/// Why a text is no timestamp.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimestampError {
    /// Not the grammar of xsd:dateTimeStamp, or no day of the calendar.
    #[error("`{found}` is no date and time with an offset, as `2026-03-01T09:00:00Z` is")]
    Malformed {
        /// The text, cut at 40 characters.
        found: String,
    },
    /// A year before 1 or after 9999.
    #[error("`{found}` is outside the years 0001 to 9999")]
    OutOfRange {
        /// The text, cut at 40 characters.
        found: String,
    },
}

impl TimestampError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Malformed { .. } => Code::TimeMalformed,
            Self::OutOfRange { .. } => Code::TimeOutOfRange,
        }
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    /// Reads an XSD dateTimeStamp: `T` and `Z` in upper case, an offset of at most 14 hours, no leap second;
    /// `24:00:00` is midnight at the end of the day.
    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let found = || text.chars().take(40).collect::<String>();
        let fields = Fields::read(text).ok_or_else(|| TimestampError::Malformed { found: found() })?;
        let Some(year) = fields.year else {
            return Err(TimestampError::OutOfRange { found: found() });
        };
        fields.instant(year).map_or_else(
            || Err(TimestampError::Malformed { found: found() }),
            |instant| instant.ok_or_else(|| TimestampError::OutOfRange { found: found() }),
        )
    }
}

/// What stands in a dateTimeStamp; `year` is `None` where the grammar allows a year that we do not.
struct Fields {
    year: Option<i32>,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    nanos: u32,
    offset_minutes: i64,
}

impl Fields {
    fn read(text: &str) -> Option<Self> {
        let mut rest = Rest(text.as_bytes());
        let before_year_one = rest.take(b'-');
        let year = rest.digits();
        // Of more than four digits the first is no zero.
        if year.len() < 4 || (year.len() > 4 && year.starts_with(b"0")) {
            return None;
        }
        let in_range = !before_year_one && year.len() == 4 && year != b"0000";
        let month = rest.after(b'-')?;
        let day = rest.after(b'-')?;
        let hour = rest.after(b'T')?;
        let minute = rest.after(b':')?;
        let second = rest.after(b':')?;
        let fraction = if rest.take(b'.') { rest.digits() } else { b"0" };
        if fraction.is_empty() {
            return None;
        }
        let offset_minutes = if rest.take(b'Z') {
            0
        } else {
            let west = rest.take(b'-');
            let hours = if west { rest.two_digits() } else { rest.after(b'+') }?;
            let minutes = hours * 60 + rest.after(b':').filter(|minutes| *minutes < 60)?;
            if minutes > 14 * 60 {
                return None;
            }
            if west { -i64::from(minutes) } else { i64::from(minutes) }
        };
        let is_whole = fraction.iter().all(|digit| *digit == b'0');
        let end_of_day = hour == 24 && minute == 0 && second == 0 && is_whole;
        let in_day = hour < 24 && minute < 60 && second < 60;
        if !rest.0.is_empty() || !(end_of_day || in_day) {
            return None;
        }
        let number = |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        // The first nine digits, with zeros after them where there are fewer.
        let nanos = fraction.iter().chain(std::iter::repeat(&b'0')).take(9);
        let nanos = nanos.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        let year = if in_range { i32::try_from(number(year)).ok() } else { None };
        Some(Self { year, month, day, hour, minute, second, nanos, offset_minutes })
    }

    /// `None` if there is no such day; `Some(None)` if the instant is outside our years.
    fn instant(&self, year: i32) -> Option<Option<Timestamp>> {
        let day = NaiveDate::from_ymd_opt(year, self.month, self.day)?;
        let midnight = day.and_hms_opt(0, 0, 0)?.and_utc();
        let clock = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        let seconds = midnight.timestamp() + clock - self.offset_minutes * 60;
        Some(Timestamp::from_unix_seconds(seconds).map(|whole| Timestamp { nanos: self.nanos, ..whole }))
    }
}

/// What of a text has not been read yet.
struct Rest<'t>(&'t [u8]);

impl<'t> Rest<'t> {
    /// Over the byte, if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        match self.0 {
            [next, rest @ ..] if *next == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// The digits that come next.
    fn digits(&mut self) -> &'t [u8] {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count).unwrap_or((&[], self.0));
        self.0 = rest;
        digits
    }

    fn two_digits(&mut self) -> Option<u32> {
        let [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] = self.0 else { return None };
        self.0 = rest;
        Some(u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
    }

    /// The two digits behind a separator that comes next.
    fn after(&mut self, separator: u8) -> Option<u32> {
        if self.take(separator) { self.two_digits() } else { None }
    }
}

impl fmt::Display for Timestamp {
    /// UTC, with a fraction only if there is one: `2026-03-01T09:00:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1);
        let days = TimeDelta::days(self.seconds.div_euclid(SECONDS_A_DAY));
        let Some(day) = epoch.and_then(|epoch| epoch.checked_add_signed(days)) else {
            return Err(fmt::Error);
        };
        let (year, month, of_month) = (day.year(), day.month(), day.day());
        let clock = self.seconds.rem_euclid(SECONDS_A_DAY);
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        // All that nearly every time has in one piece, so that a text made of it need not grow.
        let mut text = *b"0000-00-00T00:00:00Z";
        let date = [(0, i64::from(year) / 100), (2, i64::from(year) % 100)];
        let day = [(5, i64::from(month)), (8, i64::from(of_month))];
        for (place, number) in date.into_iter().chain(day).chain([(11, hour), (14, minute), (17, second)]) {
            if let Some([tens, ones]) = text.get_mut(place..).and_then(<[u8]>::first_chunk_mut) {
                let number = u8::try_from(number).unwrap_or(0);
                (*tens, *ones) = (b'0' + number / 10, b'0' + number % 10);
            }
        }
        let text = std::str::from_utf8(&text).map_err(|_| fmt::Error)?;
        if self.nanos == 0 {
            return f.write_str(text);
        }
        let digits = format!("{:09}", self.nanos);
        write!(f, "{}.{}Z", text.trim_end_matches('Z'), digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_equal_whatever_their_offset_and_print_in_utc() {
        for (text, utc) in [
            ("2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z"),
            ("2026-03-01T09:00:00.5+05:30", "2026-03-01T03:30:00.5Z"),
            ("2016-12-31T24:00:00Z", "2017-01-01T00:00:00Z"),
            ("2016-12-31T24:00:00.000-00:00", "2017-01-01T00:00:00Z"),
            ("2024-02-29T23:59:59.123456789012345-14:00", "2024-03-01T13:59:59.123456789Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), utc, "{text}");
        }
    }

    #[test]
    fn seconds_are_added_to_all_of_an_instant_within_the_years_of_four_digits() {
        let plus = |text: &str, seconds| {
            text.parse::<Timestamp>().unwrap().plus_seconds(seconds).map(|later| later.to_string())
        };
        let at = "2026-03-01T09:00:00.25Z";
        assert_eq!(plus(at, 60).as_deref(), Some("2026-03-01T09:01:00.25Z"));
        assert_eq!(plus(at, -1).as_deref(), Some("2026-03-01T08:59:59.25Z"));
        assert_eq!(plus("9999-12-31T23:59:58Z", 1).as_deref(), Some("9999-12-31T23:59:59Z"));
        assert_eq!(plus("9999-12-31T23:59:59Z", 1), None);
        assert_eq!(plus("0001-01-01T00:00:00Z", -1), None);
        assert_eq!(plus(at, i64::MAX), None);
    }

    #[test]
    fn what_xsd_does_not_allow_is_malformed() {
        for text in [
            "2026-03-01T09:00:00",
            "2026-03-01",
            "2026-03-01t09:00:00Z",
            "2026-03-01T09:00:00z",
            "2026-03-01 09:00:00Z",
            "2026-03-01T09:00:00Z\n",
            " 2026-03-01T09:00:00Z",
            "2026-03-01T09:00:60Z",
            "2026-03-01T24:00:01Z",
            "2026-03-01T24:00:00.001Z",
            "2026-03-01T09:00:00+14:01",
            "2026-03-01T09:00:00+10:60",
            "2026-03-01T09:00:00-24:00",
            "2026-02-29T09:00:00Z",
            "2026-13-01T09:00:00Z",
            "2026-3-01T09:00:00Z",
            "2026-03-01T09:00Z",
            "2026-03-01T09:00:00.Z",
            "2026-03-01T09:00:00+0530",
            "2026-03-01T09:00:00\u{2212}05:30",
            "+2026-03-01T09:00:00Z",
            "026-03-01T09:00:00Z",
            "02026-03-01T09:00:00Z",
            "2026-03-0\u{9e7}T09:00:00Z",
            "",
            "T",
            "Z",
            "2026-03-01T09:00:00ZZ",
            "2026-03-01T+09:00:00Z",
        ] {
            assert!(matches!(text.parse::<Timestamp>(), Err(TimestampError::Malformed { .. })), "{text:?}");
        }
    }

    #[test]
    fn years_without_four_digits_are_out_of_range() {
        for text in [
            "10000-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "9999-12-31T24:00:00Z",
            "0001-01-01T00:00:00+00:01",
        ] {
            assert!(matches!(text.parse::<Timestamp>(), Err(TimestampError::OutOfRange { .. })), "{text}");
        }
    }
}
