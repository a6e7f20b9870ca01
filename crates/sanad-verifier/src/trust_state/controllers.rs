//! The keys that an issuer was first seen with. `spec/trust-state.md#controllers`

use std::collections::BTreeSet;

use sanad_core::timestamp::Timestamp;

/// An issuer that was seen: the keys it could sign badges with then, and those that somebody confirmed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownController {
    first_seen: Option<Timestamp>,
    keys: BTreeSet<String>,
}

impl KnownController {
    pub(super) fn new(first_seen: Option<Timestamp>, keys: impl IntoIterator<Item = String>) -> Self {
        Self { first_seen, keys: keys.into_iter().collect() }
    }

    /// The time for which the first badge of the issuer was verified.
    #[must_use]
    pub const fn first_seen(&self) -> Option<Timestamp> {
        self.first_seen
    }

    /// The keys, as Multikey texts, in their order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// Whether a key is one of them.
    #[must_use]
    pub fn knows(&self, multikey: &str) -> bool {
        self.keys.contains(multikey)
    }

    pub(super) fn insert(&mut self, multikey: &str) {
        self.keys.insert(multikey.to_owned());
    }
}
