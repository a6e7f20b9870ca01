//! A NumericDate (RFC 7519 §2) as badges may write one: whole seconds, not before 1970.

use crate::json::Json;
use crate::timestamp::Timestamp;

/// The instant, if the value is a whole number of seconds from 1970 to 9999. RFC 7519 lets a NumericDate have a
/// fraction; OB 3.0 converts it to a DateTime, and a binary fraction of a second is no decimal one.
pub(super) fn read(value: &Json) -> Option<Timestamp> {
    let mut text = String::new();
    value.as_number()?.write(&mut text);
    text.parse().ok().and_then(|seconds: u64| Timestamp::from_unix_seconds(i64::try_from(seconds).ok()?))
}

/// The instant as a NumericDate, if it is a whole number of seconds not before 1970.
pub(crate) fn write(time: Timestamp) -> Option<Json> {
    let seconds = u64::try_from(time.unix_seconds()).ok()?;
    let value = Json::parse(seconds.to_string().as_bytes()).ok()?;
    (read(&value) == Some(time)).then_some(value)
}
