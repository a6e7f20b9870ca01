//! A world of a few documents and no network: for tests, and for whoever has fetched before.

use std::collections::BTreeMap;

use crate::error::FetchError;
use crate::transport::{Head, Request, Response, Transport};

/// Answers by URL. Everything else is not asked: [`FetchError::Blocked`].
#[derive(Clone, Debug, Default)]
pub struct ClosedWorld {
    answers: BTreeMap<String, Result<Response, FetchError>>,
}

impl ClosedWorld {
    /// A world in which nothing is.
    #[must_use]
    pub const fn new() -> Self {
        Self { answers: BTreeMap::new() }
    }

    /// The same world with a JSON document at a URL.
    #[must_use]
    pub fn with_json(self, url: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        let content_type = Some("application/json".to_owned());
        self.with(
            url,
            Ok(Response { head: Head { status: 200, content_type, ..Head::default() }, body: body.into() }),
        )
    }

    /// The same world with a status and nothing else at a URL.
    #[must_use]
    pub fn with_status(self, url: impl Into<String>, status: u16) -> Self {
        self.with(url, Ok(Response { head: Head { status, ..Head::default() }, body: Vec::new() }))
    }

    /// The same world in which asking for a URL ends so.
    #[must_use]
    pub fn with(mut self, url: impl Into<String>, answer: Result<Response, FetchError>) -> Self {
        self.answers.insert(url.into(), answer);
        self
    }
}

impl Transport for ClosedWorld {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        self.answers.get(&request.url.to_string()).cloned().unwrap_or_else(|| {
            Err(FetchError::Blocked { why: format!("{} is not in this closed world", request.url) })
        })
    }
}
