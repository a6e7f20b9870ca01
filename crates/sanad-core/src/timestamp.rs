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
        let (date, time) = text.split_once('T')?;
        let (rest, day) = date.rsplit_once('-')?;
        let (year, month) = rest.rsplit_once('-')?;
        let year_digits = year.strip_prefix('-').unwrap_or(year);
        let plausible = year_digits.len() >= 4
            && year_digits.bytes().all(|b| b.is_ascii_digit())
            && (year_digits.len() == 4 || !year_digits.starts_with('0'));
        if !plausible {
            return None;
        }
        let in_range = !year.starts_with('-') && year_digits.len() == 4 && year_digits != "0000";
        let (clock, offset_minutes) = match time.strip_suffix('Z') {
            Some(clock) => (clock, 0),
            None => {
                let at = time.rfind(['+', '-'])?;
                let (clock, offset) = time.split_at_checked(at)?;
                let (sign, offset) = offset.split_at_checked(1)?;
                let (hours, minutes) = offset.split_once(':')?;
                let minutes = i64::from(two_digits(hours)? * 60 + two_digits(minutes).filter(|m| *m < 60)?);
                if minutes > 14 * 60 {
                    return None;
                }
                (clock, if sign == "-" { -minutes } else { minutes })
            }
        };
        let (clock, fraction) = match clock.split_once('.') {
            Some((clock, fraction)) => (clock, Some(fraction)),
            None => (clock, None),
        };
        let mut parts = clock.split(':');
        let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some()
            || fraction.is_some_and(|f| f.is_empty() || !f.bytes().all(|b| b.is_ascii_digit()))
        {
            return None;
        }
        let nanos = match fraction {
            Some(fraction) => format!("{fraction:0<9}").get(..9)?.parse().ok()?,
            None => 0,
        };
        let fields = Self {
            year: if in_range { year.parse().ok() } else { None },
            month: two_digits(month)?,
            day: two_digits(day)?,
            hour: two_digits(hour)?,
            minute: two_digits(minute)?,
            second: two_digits(second)?,
            nanos,
            offset_minutes,
        };
        let end_of_day = fields.hour == 24
            && fields.minute == 0
            && fields.second == 0
            && fraction.is_none_or(|f| f.bytes().all(|b| b == b'0'));
        let in_day = fields.hour < 24 && fields.minute < 60 && fields.second < 60;
        (end_of_day || in_day).then_some(fields)
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

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
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
        write!(f, "{year:04}-{month:02}-{of_month:02}T{hour:02}:{minute:02}:{second:02}")?;
        if self.nanos > 0 {
            let digits = format!("{:09}", self.nanos);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        f.write_str("Z")
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
