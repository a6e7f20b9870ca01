//! For how long an answer is used. `spec/fetch.md#cache`

use std::time::Duration;

use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::timestamp::Timestamp;

use crate::expected::Expected;
use crate::limits::FetchLimits;
use crate::transport::Response;

/// Until when an answer is used; `None` if it is not kept.
pub(super) fn holds_until(expected: Expected, response: &Response, now: Timestamp) -> Option<Timestamp> {
    if response.head.status != 200 {
        return None;
    }
    let asked = response.head.max_age.unwrap_or(Duration::MAX);
    let age = asked.min(expected.longest_age()).min(ttl(&response.body, now).unwrap_or(Duration::MAX));
    let seconds = i64::try_from(age.as_secs()).ok().filter(|seconds| *seconds > 0)?;
    now.plus_seconds(seconds)
}

/// How long a document says itself that it holds: a status list's `ttl`, a credential's `validUntil`. One in the form
/// of a JWT is not looked into.
fn ttl(body: &[u8], now: Timestamp) -> Option<Duration> {
    let mut limits = Limits::DEFAULT;
    limits.document_bytes = FetchLimits::DEFAULT.list_bytes;
    let document = Json::parse_within(body, &limits).ok()?;
    let document = document.as_object()?;
    let of_list = document.get("credentialSubject").and_then(Json::as_object).and_then(milliseconds);
    let of_credential =
        document.text("validUntil").and_then(|until| until.parse::<Timestamp>().ok()).map(|until| {
            let seconds = until.unix_seconds().saturating_sub(now.unix_seconds());
            Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
        });
    match (of_list, of_credential) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// `ttl` is a number of milliseconds (Bitstring Status List §2.2).
fn milliseconds(list: &Object) -> Option<Duration> {
    let ttl = list.get("ttl")?;
    let seconds = ttl.as_number().map_or(0.0, |number| number.as_f64() / 1000.0);
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::ZERO))
}
