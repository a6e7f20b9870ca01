//! The badge in a picture that was shared.

use super::{Note, SharedError};
use crate::carrier::baked::BakedKind;
use crate::carrier::{self, Picture};

/// What a picture holds, and what is odd about the picture.
pub(super) struct Opened {
    pub(super) held: Held,
    pub(super) notes: Vec<Note>,
}

/// What a picture holds.
pub(super) enum Held {
    /// The address of an assertion of Open Badges 2.0 or earlier.
    Address(String),
    /// A badge.
    Badge(String),
}

/// Whether bytes begin as a picture.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    Picture::of(bytes).is_some()
}

/// Takes the badge out of a picture.
pub(super) fn open(picture: &[u8]) -> Result<Opened, SharedError> {
    let baked = carrier::extract(picture)
        .map_err(|error| SharedError::Picture { code: error.code(), detail: error.to_string() })?;
    let notes = baked.remarks().iter().map(|remark| Note { code: remark.code(), detail: remark.to_string() });
    let notes = notes.collect();
    let held = match baked.kind() {
        BakedKind::OpenBadges2Url => Held::Address(baked.into_text()),
        _ => Held::Badge(baked.into_text()),
    };
    Ok(Opened { held, notes })
}
