//! The file in which a verifier keeps what it remembers: written whole, and only after everything was checked.
//! `spec/trust-state.md#keeping`

use std::path::{Path, PathBuf};

use sanad_core::limits::Limits;
use sanad_verifier::trust_state::{TrustState, TrustStateError};

use crate::fail::Failure;
use crate::file::{self, Existing, Readers};
use crate::seen::Seen;

/// A state, and the file it came from or will be in.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    state: TrustState,
}

impl StateFile {
    /// Reads the file; one that is not there yet remembers nothing.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        Ok(Self { path: path.to_owned(), state: read(path)? })
    }

    /// What is remembered.
    pub(crate) const fn state(&self) -> &TrustState {
        &self.state
    }

    /// Takes up what was seen. What others wrote into the file meanwhile stays: it is read again under a lock,
    /// for a verification may take as long as the servers it asks.
    pub(crate) fn learn(&self, seen: &Seen) -> Result<(), Failure> {
        self.change(|state| state.remember(seen.sightings()))
    }

    /// Changes what the file has now, under a lock. A change that fails leaves it as it is.
    pub(crate) fn change(
        &self,
        change: impl FnOnce(&mut TrustState) -> Result<(), TrustStateError>,
    ) -> Result<(), Failure> {
        let _lock = file::lock_folder_of(&self.path)?;
        let before = read(&self.path)?;
        let mut after = before.clone();
        change(&mut after).map_err(|error| self.failed(&error))?;
        if after == before && file::is_there(&self.path)? {
            return Ok(());
        }
        // It tells which badges were looked at and found revoked: that is its owner's matter.
        file::write(&self.path, after.to_json().as_bytes(), Existing::Replace, Readers::Owner)
    }

    fn failed(&self, error: &TrustStateError) -> Failure {
        let hint = match error {
            TrustStateError::Full { .. } => "begin a new state, or have it forget what you no longer need",
            TrustStateError::UnknownController { .. } => {
                "who was never seen with another key needs no confirming; look at the spelling"
            }
            _ => "nothing was changed",
        };
        Failure::new(format!("`{}`: {error}", self.path.display()), hint)
    }
}

fn read(path: &Path) -> Result<TrustState, Failure> {
    if !file::is_there(path)? {
        return Ok(TrustState::new());
    }
    let bytes = file::read(path, Limits::DEFAULT.trust_state_bytes)?;
    TrustState::from_json(&bytes).map_err(|error| {
        let hint = "it is not believed in part: take the last good copy, or begin a new one and know that it remembers \
                    nothing";
        Failure::new(format!("`{}` is no trust state: {error}", path.display()), hint)
    })
}
