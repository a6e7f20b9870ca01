//! Where other people's published vectors are found: under `SANAD_THIRD_PARTY`, never in this repository.

use std::path::{Path, PathBuf};

/// The folder of a third-party suite, or `None` (said on stdout) where `SANAD_THIRD_PARTY` is not set.
///
/// # Panics
/// If `SANAD_THIRD_PARTY` is set and the suite is not there: then somebody meant to run it.
#[must_use]
#[expect(clippy::print_stdout, reason = "a skipped suite must be seen in the test's output")]
pub fn suite(name: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("SANAD_THIRD_PARTY") else {
        println!("skipped: set SANAD_THIRD_PARTY to the folder that holds {name}/ to run this suite");
        return None;
    };
    let folder = PathBuf::from(root).join(name);
    assert!(folder.is_dir(), "SANAD_THIRD_PARTY is set, but {} is no folder", folder.display());
    Some(folder)
}

/// The folder of the official JSON-LD contexts, which lies beside the third-party suites.
///
/// # Panics
/// As [`suite`].
#[must_use]
pub fn contexts() -> Option<PathBuf> {
    suite("../contexts")
}

/// The names of the files in a suite's folder, sorted.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
#[expect(clippy::expect_used, reason = "a suite that cannot be read must fail its test")]
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder of a third-party suite");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}
