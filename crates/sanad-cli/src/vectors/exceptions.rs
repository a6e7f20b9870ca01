//! Where a verifier is known to differ, and why. One that no longer does is a fault of the list. `spec/vector-runner.md#exceptions`

use std::collections::BTreeMap;
use std::path::Path;

use sanad_core::json::Json;
use sanad_core::limits::Limits;

use super::{needed, object};
use crate::fail::Failure;
use crate::file;

/// The known differences, by the names of the vectors.
#[derive(Clone, Debug, Default)]
pub(crate) struct Exceptions {
    open: BTreeMap<String, String>,
}

impl Exceptions {
    /// Reads a file of them.
    ///
    /// # Errors
    /// [`Failure`] if it is none.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = file::read(path, Limits::DEFAULT.document_bytes)?;
        Self::of(&bytes).map_err(|why| {
            let message = format!("`{}` is no list of exceptions: {why}", path.display());
            Failure::new(message, "each has `case`, `answer` and `reason`")
        })
    }

    fn of(bytes: &[u8]) -> Result<Self, String> {
        let whole = object(bytes)?;
        let rows = whole.get("exceptions").and_then(Json::as_array).ok_or("no `exceptions`")?;
        let mut open = BTreeMap::new();
        for row in rows {
            let row = row.as_object().ok_or("an exception that is no object")?;
            let (case, answer) = (needed(row, "case")?, needed(row, "answer")?);
            if needed(row, "reason")?.trim().is_empty() {
                return Err(format!("`{case}` has no reason"));
            }
            if open.insert(case.to_owned(), answer.to_owned()).is_some() {
                return Err(format!("`{case}` stands there twice"));
            }
        }
        Ok(Self { open })
    }

    /// Whether this vector is known to be answered so. Each is asked for once.
    pub(crate) fn takes(&mut self, case: &str, answer: &str) -> bool {
        let is_known = self.open.get(case).is_some_and(|known| known == answer);
        if is_known {
            self.open.remove(case);
        }
        is_known
    }

    /// Those that were not needed, among the vectors that were asked.
    pub(crate) fn stale<'c>(&self, asked: impl Iterator<Item = &'c str>) -> Vec<String> {
        asked.filter(|case| self.open.contains_key(*case)).map(str::to_owned).collect()
    }
}
