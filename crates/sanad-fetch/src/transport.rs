//! One request and its answer; and who carries them.

use std::time::Duration;

use crate::error::FetchError;
use crate::expected::Expected;
use crate::url::Url;

/// Carries one request and brings back its answer, redirects not followed. The joint at which the network can be
/// replaced: by a [closed world](crate::closed_world), by a cache, by a proxy of the caller's.
pub trait Transport {
    /// Asks.
    ///
    /// # Errors
    /// [`FetchError`] if there is no answer within the request's time, or one that [`Request::admit`] refuses.
    fn fetch(&self, request: &Request) -> Result<Response, FetchError>;

    /// The answer, if it is known without asking anybody. That costs nothing of the budget.
    fn recall(&self, _request: &Request) -> Option<Response> {
        None
    }
}

impl<T: Transport + ?Sized> Transport for &T {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        (**self).fetch(request)
    }

    fn recall(&self, request: &Request) -> Option<Response> {
        (**self).recall(request)
    }
}

/// A question: what is at this URL?
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// Where.
    pub url: Url,
    /// What is expected there: types, bytes.
    pub expected: Expected,
    /// How long it may take, name look-up and all.
    pub time: Duration,
}

impl Request {
    /// A question with a time to answer it.
    #[must_use]
    pub const fn new(url: Url, expected: Expected, time: Duration) -> Self {
        Self { url, expected, time }
    }

    /// Whether an answer that begins so may be read on. A transport asks this before it reads the body.
    ///
    /// # Errors
    /// [`FetchError`] if it is no answer, of a wrong type, or says that it is too large.
    pub fn admit(&self, head: &Head) -> Result<(), FetchError> {
        // spec/fetch.md#answers
        match head.status {
            200 => {}
            410 => return Err(FetchError::Gone),
            status if head.is_redirect() => {
                // The caller decides whether to follow; without a place there is nothing to decide.
                return match head.location {
                    Some(_) => Ok(()),
                    None => Err(FetchError::unavailable(format!("the answer was {status} without a place"))),
                };
            }
            status => return Err(FetchError::unavailable(format!("the answer was {status}"))),
        }
        if !self.expected.admits(head.content_type.as_deref()) {
            let found = crate::url::clip(head.content_type.as_deref().unwrap_or_default());
            return Err(FetchError::ContentType { found, expected: self.expected.types() });
        }
        match head.content_encoding.as_deref().map(str::trim) {
            None | Some("") => {}
            Some(none) if none.eq_ignore_ascii_case("identity") => {}
            Some(other) => return Err(FetchError::Encoded { found: crate::url::clip(other) }),
        }
        let limit = self.expected.bytes();
        let too_large =
            head.content_length.is_some_and(|length| length > u64::try_from(limit).unwrap_or(u64::MAX));
        if too_large {
            return Err(FetchError::TooLarge { part: "body", limit });
        }
        Ok(())
    }
}

/// An answer without its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "every transport has to make one")]
pub struct Head {
    /// The status code.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Content-Encoding`.
    pub content_encoding: Option<String>,
    /// `Content-Length`.
    pub content_length: Option<u64>,
    /// `Location`.
    pub location: Option<String>,
    /// `max-age` of `Cache-Control`; zero if it must not be kept.
    pub max_age: Option<Duration>,
}

impl Head {
    /// Whether it points to another place.
    #[must_use]
    pub const fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    /// The `max-age` of a `Cache-Control`; zero if it says not to keep the answer.
    #[must_use]
    pub fn max_age_in(cache_control: &str) -> Option<Duration> {
        let directives = || cache_control.split(',').map(|directive| directive.trim().to_ascii_lowercase());
        if directives().any(|directive| ["no-store", "no-cache"].contains(&directive.as_str())) {
            return Some(Duration::ZERO);
        }
        directives().find_map(|directive| {
            let seconds = directive.strip_prefix("max-age=")?.trim_matches('"').to_owned();
            Some(Duration::from_secs(seconds.parse().unwrap_or(0)))
        })
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "every transport has to make one")]
pub struct Response {
    /// What comes before the body.
    pub head: Head,
    /// The body; of a redirect, nothing.
    pub body: Vec<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_how_long_it_holds_is_believed_and_nonsense_holds_not_at_all() {
        for (text, seconds) in [
            ("max-age=60", Some(60)),
            ("public, Max-Age=3600, immutable", Some(3_600)),
            ("max-age=60, no-store", Some(0)),
            ("no-cache", Some(0)),
            ("max-age=-1", Some(0)),
            ("max-age=99999999999999999999999", Some(0)),
            ("public", None),
            ("", None),
        ] {
            assert_eq!(Head::max_age_in(text), seconds.map(Duration::from_secs), "{text}");
        }
    }
}
