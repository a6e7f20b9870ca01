//! Why a document could not be fetched, for whoever sends, follows or answers a request.

use std::net::IpAddr;

use sanad_core::code::Code;

use crate::url::UrlError;

/// Why a document could not be fetched. It never says anything about a badge but that something could not be asked.
///
/// The one enum that is not beside the function that returns it: transports of others return it too.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The host has an address that is not public. `spec/fetch.md#addresses`
    #[error("{host} is at {address}, which is {why}")]
    AddressForbidden {
        /// The host's name.
        host: String,
        /// The address that refuses it.
        address: IpAddr,
        /// What kind of address it is.
        why: &'static str,
    },
    /// The surroundings do not let it be asked for.
    #[error("{why}")]
    Blocked {
        /// Why not.
        why: String,
    },
    /// One gathering makes no more requests, or its time is over. `spec/fetch.md#budget`
    #[error("not asked for any more: {spent}")]
    BudgetExhausted {
        /// What was spent.
        spent: String,
    },
    /// The answer is of another type than wanted. `spec/fetch.md#answers`
    #[error("the answer is `{found}`, expected {expected}")]
    ContentType {
        /// What its server calls it.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The answer is compressed, though nobody asked for that.
    #[error("the answer is encoded as `{found}`, expected no encoding")]
    Encoded {
        /// What its server says.
        found: String,
    },
    /// Its server says that it is gone for good (HTTP 410).
    #[error("its server says that it is gone (410)")]
    Gone,
    /// A name that is not on the public internet. `spec/fetch.md#urls`
    #[error("{host} {why}")]
    HostForbidden {
        /// The host's name.
        host: String,
        /// Why it is not asked.
        why: &'static str,
    },
    /// A port that is not asked. `spec/fetch.md#ports`
    #[error("port {port} is not asked, only 443")]
    PortForbidden {
        /// The port.
        port: u16,
        /// [`Code::DidPortForbidden`] for a controller document.
        code: Code,
    },
    /// It is said to be elsewhere. `spec/fetch.md#redirects`
    #[error("it is said to be at {to}: {why}")]
    RedirectForbidden {
        /// Where to.
        to: String,
        /// Why that is not followed.
        why: String,
    },
    /// Not there in time.
    #[error("no answer within {milliseconds} ms")]
    Timeout {
        /// The time there was.
        milliseconds: u128,
    },
    /// More bytes than allowed. `spec/fetch.md#answers`
    #[error("the answer's {part} has more than the {limit} bytes allowed")]
    TooLarge {
        /// `head` or `body`.
        part: &'static str,
        /// How many bytes it may have.
        limit: usize,
    },
    /// No answer, or one that says no.
    #[error("{why}")]
    Unavailable {
        /// What happened.
        why: String,
    },
    /// Not a URL that is asked. `spec/fetch.md#urls`
    #[error(transparent)]
    Url(#[from] UrlError),
}

impl FetchError {
    /// No answer, in words.
    pub(crate) fn unavailable(why: impl Into<String>) -> Self {
        Self::Unavailable { why: why.into() }
    }

    /// The code this is reported under. `spec/fetch.md#codes`
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::AddressForbidden { .. } | Self::HostForbidden { .. } => Code::FetchAddressForbidden,
            Self::Blocked { .. } => Code::FetchBlocked,
            Self::BudgetExhausted { .. } => Code::FetchBudgetExhausted,
            Self::ContentType { .. } | Self::Encoded { .. } => Code::FetchContentType,
            Self::Gone | Self::Unavailable { .. } => Code::FetchUnavailable,
            Self::PortForbidden { code, .. } => *code,
            Self::RedirectForbidden { .. } => Code::FetchRedirectForbidden,
            Self::Timeout { .. } => Code::FetchTimeout,
            Self::TooLarge { .. } => Code::FetchTooLarge,
            Self::Url(error) => error.code(),
        }
    }
}
