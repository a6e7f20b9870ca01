//! Pictures, where reading them is not built in (feature `bake`).

use super::{Note, SharedError};

/// What a picture holds, and what is odd about the picture.
pub(super) struct Opened {
    pub(super) held: Held,
    pub(super) notes: Vec<Note>,
}

/// What a picture holds.
#[expect(dead_code, reason = "as where pictures are read; here nothing is ever found")]
pub(super) enum Held {
    /// The address of an assertion of Open Badges 2.0 or earlier.
    Address(String),
    /// A badge.
    Badge(String),
}

/// Whether bytes begin as a picture: roughly, since none is read.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.trim_ascii_start().starts_with(b"<svg")
}

/// Takes no badge out of a picture.
pub(super) fn open(_: &[u8]) -> Result<Opened, SharedError> {
    Err(SharedError::Unsupported { format: "a picture, and reading those is not built in" })
}
