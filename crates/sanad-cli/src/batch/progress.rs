//! How far a batch has come: a line on a terminal, nothing in a pipe.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Tells how many rows are done, if somebody is looking.
#[derive(Debug)]
pub(crate) struct Progress {
    began: Instant,
    told: Option<Instant>,
    watched: bool,
}

/// Four times a second is as often as anybody can read.
const OFTEN: Duration = Duration::from_millis(250);

impl Progress {
    pub(crate) fn begin() -> Self {
        Self { began: Instant::now(), told: None, watched: io::stderr().is_terminal() }
    }

    /// So many rows are done by now in this run.
    pub(crate) fn tell(&mut self, rows: u64) {
        if !self.watched || self.told.is_some_and(|told| told.elapsed() < OFTEN) {
            return;
        }
        self.told = Some(Instant::now());
        let a_second =
            rows * 1000 / u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        // Nobody needs to know if this cannot be told.
        let _ = write!(io::stderr(), "\r{rows} rows, {a_second} a second \x1b[K");
    }

    /// The line is taken away again.
    pub(crate) fn end(self) {
        if self.told.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
