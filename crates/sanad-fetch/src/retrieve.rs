//! One document: asked for, redirects followed as far as they may be, within the budget. `spec/fetch.md#redirects`

use std::time::{Duration, Instant};

use crate::error::FetchError;
use crate::expected::{Expected, Redirects};
use crate::limits::FetchLimits;
use crate::transport::{Request, Response, Transport};
use crate::url::{Url, clip};

/// What one gathering may still spend. `spec/fetch.md#budget`
#[derive(Clone, Debug)]
pub struct Budget {
    requests: usize,
    time: Duration,
    spent: usize,
    began: Instant,
}

impl Budget {
    /// The budget of one verification; its time runs from now on.
    #[must_use]
    pub fn new() -> Self {
        let limits = FetchLimits::DEFAULT;
        Self::of(limits.requests, limits.time)
    }

    /// So many requests, and so much time from now on.
    #[must_use]
    pub fn of(requests: usize, time: Duration) -> Self {
        Self { requests, time, spent: 0, began: Instant::now() }
    }

    /// How many requests were made.
    #[must_use]
    pub const fn spent(&self) -> usize {
        self.spent
    }

    fn time_left(&self) -> Result<Duration, FetchError> {
        let left = self.time.saturating_sub(self.began.elapsed());
        if left.is_zero() {
            let spent = format!("the {} ms for all documents are over", self.time.as_millis());
            return Err(FetchError::BudgetExhausted { spent });
        }
        Ok(left)
    }

    fn spend(&mut self) -> Result<(), FetchError> {
        if self.spent >= self.requests {
            let spent = format!("{} requests were made", self.requests);
            return Err(FetchError::BudgetExhausted { spent });
        }
        self.spent = self.spent.saturating_add(1);
        Ok(())
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::new()
    }
}

/// The document at a URL.
///
/// # Errors
/// [`FetchError`] if there is none to be had.
pub fn retrieve(
    transport: &(impl Transport + ?Sized),
    url: &str,
    expected: Expected,
    budget: &mut Budget,
) -> Result<Vec<u8>, FetchError> {
    let asked: Url = url.parse()?;
    let mut at = asked.clone();
    for _ in 0..=FetchLimits::DEFAULT.redirects {
        let response = ask(transport, at.clone(), expected, budget)?;
        if !response.head.is_redirect() {
            return Ok(response.body);
        }
        at = follow(&asked, &at, response.head.location.as_deref().unwrap_or_default(), expected)?;
    }
    let why = format!("no more than {} redirects are followed", FetchLimits::DEFAULT.redirects);
    Err(FetchError::RedirectForbidden { to: clip(&at.to_string()), why })
}

fn ask(
    transport: &(impl Transport + ?Sized),
    url: Url,
    expected: Expected,
    budget: &mut Budget,
) -> Result<Response, FetchError> {
    let request = Request::new(url, expected, budget.time_left()?);
    let response = match transport.recall(&request) {
        Some(known) => known,
        None => {
            budget.spend()?;
            transport.fetch(&request)?
        }
    };
    // Asked again here, for transports that have not asked it.
    request.admit(&response.head)?;
    let limit = expected.bytes();
    if response.body.len() > limit {
        return Err(FetchError::TooLarge { part: "body", limit });
    }
    Ok(response)
}

fn follow(asked: &Url, at: &Url, location: &str, expected: Expected) -> Result<Url, FetchError> {
    let forbidden = |why: String| FetchError::RedirectForbidden { to: clip(location), why };
    if expected.redirects() == Redirects::Refuse {
        return Err(forbidden(format!("a {} is believed at its own place only", expected.as_str())));
    }
    let to = at.redirected_to(location).map_err(|error| forbidden(error.to_string()))?;
    // spec/decisions/0010-redirects.md
    if expected.redirects() == Redirects::SameAuthority && !to.has_authority_of(asked) {
        return Err(forbidden(format!("that is not on {}", asked.host())));
    }
    Ok(to)
}
