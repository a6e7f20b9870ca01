//! The commands: each asks its question and gives an answer; only `main` prints.

pub(crate) mod accredit;
pub(crate) mod bake;
pub(crate) mod demo;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod inspect;
pub(crate) mod issue;
pub(crate) mod issue_batch;
pub(crate) mod keygen;
pub(crate) mod status;
pub(crate) mod trust;
pub(crate) mod vectors;
pub(crate) mod verify;
pub(crate) mod verify_batch;

use std::time::{SystemTime, UNIX_EPOCH};

use sanad_core::timestamp::Timestamp;

use crate::fail::Failure;

/// What a command has to say.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// Data, for standard output.
    pub(crate) data: String,
    /// Words about it, for standard error.
    pub(crate) words: String,
    /// How it ended.
    pub(crate) exit: Exit,
}

/// The exit codes of `spec/report.md#exit-codes`; a [`Failure`] is the fourth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, or the badge is accepted: 0.
    #[default]
    Done,
    /// The badge is rejected: 1.
    Rejected,
    /// The badge is neither: 3.
    Undecided,
}

impl Exit {
    /// The number.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Rejected => 1,
            Self::Undecided => 3,
        }
    }
}

/// The time that was given, or the clock's. The only clock there is.
pub(crate) fn given_or_now(at: Option<Timestamp>) -> Result<Timestamp, Failure> {
    if let Some(at) = at {
        return Ok(at);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    now.and_then(|now| i64::try_from(now.as_secs()).ok()).and_then(Timestamp::from_unix_seconds).ok_or_else(
        || Failure::new("this computer's clock is before 1970 or after 9999", "set it, or give --at"),
    )
}
