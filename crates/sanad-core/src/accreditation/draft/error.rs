//! Why something is not done to a list.

use crate::accreditation::list::AccreditationListError;
use crate::accreditation::succession::SuccessionError;
use crate::code::Code;
use crate::timestamp::Timestamp;

/// Why something is not done to a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// It has just this already: granted twice, it would have to be taken away twice.
    #[error("`{entity}` is granted just that already, as {action}")]
    AlreadyGranted {
        /// Who.
        entity: String,
        /// Its number.
        action: String,
    },
    /// There is one by that id already.
    #[error("`{entity}` is listed already")]
    AlreadyListed {
        /// Who.
        entity: String,
    },
    /// The key is one of the entity's already.
    #[error("`{entity}` has the key {multikey} already")]
    KeyAlreadyPinned {
        /// Whose.
        entity: String,
        /// The key.
        multikey: String,
    },
    /// What it has become is no list.
    #[error(transparent)]
    List(#[from] AccreditationListError),
    /// The key is none of the entity's.
    #[error("`{entity}` has no key {multikey}")]
    NoSuchKey {
        /// Whose.
        entity: String,
        /// The key.
        multikey: String,
    },
    /// An accreditation that is not there, or over by then.
    #[error("`{action}` is not granted from {at} on")]
    NotGranted {
        /// Its number.
        action: String,
        /// From when on.
        at: Timestamp,
    },
    /// Nobody by that id.
    #[error("`{entity}` is not listed")]
    NotListed {
        /// Who.
        entity: String,
    },
    /// Nothing that could be taken away then.
    #[error("`{entity}` is granted nothing from {at} on")]
    NothingGranted {
        /// Who.
        entity: String,
        /// From when on.
        at: Timestamp,
    },
    /// Nothing that could be taken up again.
    #[error("nothing of `{entity}` is suspended")]
    NothingSuspended {
        /// Who.
        entity: String,
    },
    /// It does not follow the version before.
    #[error(transparent)]
    Succession(#[from] SuccessionError),
    /// It would end before it begins.
    #[error("it would begin at {from} and end {}", until.map_or_else(|| "never".to_owned(), |until| format!("at {until}")))]
    WindowEmpty {
        /// When it would begin.
        from: Timestamp,
        /// When it would end.
        until: Option<Timestamp>,
    },
}

impl DraftError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::AlreadyGranted { .. } | Self::AlreadyListed { .. } | Self::KeyAlreadyPinned { .. } => {
                Code::AccredListDuplicate
            }
            Self::List(error) => error.code(),
            Self::Succession(error) => error.code(),
            Self::NotGranted { .. } | Self::NothingGranted { .. } | Self::NothingSuspended { .. } => {
                Code::AccredStatusConflict
            }
            Self::NoSuchKey { .. } | Self::NotListed { .. } | Self::WindowEmpty { .. } => {
                Code::AccredListMalformed
            }
        }
    }
}
