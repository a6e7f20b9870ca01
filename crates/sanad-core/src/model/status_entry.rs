//! Where a badge's bit stands, and in which list: `BitstringStatusListEntry`.

use super::lexical;
use crate::code::Code;
use crate::json::{Json, Object};
use crate::limits::Limits;

/// A `BitstringStatusListEntry` of one bit (W3C Bitstring Status List v1.0, "BitstringStatusListEntry").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusEntry {
    purpose: StatusPurpose,
    list: String,
    index: u32,
}

impl StatusEntry {
    /// An entry in the list at a URL.
    ///
    /// # Errors
    /// [`StatusEntryError::ListNotAUrl`]; [`StatusEntryError::IndexMalformed`] if the index has more than
    /// [`Limits::status_index_digits`] digits.
    pub fn new(
        purpose: StatusPurpose,
        list_url: impl Into<String>,
        index: u32,
    ) -> Result<Self, StatusEntryError> {
        let list = list_url.into();
        if !lexical::is_absolute_uri(&list) {
            return Err(StatusEntryError::ListNotAUrl { found: list.chars().take(60).collect() });
        }
        let index = read_index(&index.to_string())?;
        Ok(Self { purpose, list, index })
    }

    /// An entry that says, once its bit is set, that the badge is revoked for good.
    ///
    /// # Errors
    /// As [`StatusEntry::new`].
    pub fn revocation(list_url: impl Into<String>, index: u32) -> Result<Self, StatusEntryError> {
        Self::new(StatusPurpose::Revocation, list_url, index)
    }

    /// Reads an item of `credentialStatus`.
    ///
    /// # Errors
    /// [`StatusEntryError`], which says what of it this version cannot use.
    pub fn read(entry: &Object) -> Result<Self, StatusEntryError> {
        let types = entry.get("type").map_or(&[][..], Json::items);
        if !types.iter().any(|name| name.as_str() == Some(TYPE)) {
            let found = types.iter().find_map(Json::as_str).unwrap_or("nothing").to_owned();
            return Err(StatusEntryError::TypeUnsupported { found });
        }
        let value = |member| entry.get(member).ok_or(StatusEntryError::Missing { member });
        let text = |member| {
            let value = value(member)?;
            value.as_str().ok_or_else(|| StatusEntryError::NotText { member, found: value.kind() })
        };
        // The index is text: as a JSON number it would be one that readers may see differently.
        let index = value("statusListIndex")?;
        let index = index
            .as_str()
            .ok_or_else(|| StatusEntryError::IndexMalformed { found: index.kind().to_owned() })
            .and_then(read_index)?;
        if let Some(size) = entry.get("statusSize")
            && size.as_number().is_none_or(|size| size.as_f64() != 1.0)
        {
            return Err(StatusEntryError::SizeUnsupported {
                found: size.to_compact().chars().take(60).collect(),
            });
        }
        Self::new(StatusPurpose::named(text("statusPurpose")?), text("statusListCredential")?, index)
    }

    /// What the bit means.
    #[must_use]
    pub const fn purpose(&self) -> &StatusPurpose {
        &self.purpose
    }

    /// The URL of the list.
    #[must_use]
    pub fn list(&self) -> &str {
        &self.list
    }

    /// Which bit, counted from 0.
    #[must_use]
    pub const fn index(&self) -> u32 {
        self.index
    }

    /// The entry as it stands in a badge.
    #[must_use]
    pub fn to_object(&self) -> Object {
        Object::new()
            .with("type", TYPE)
            .with("statusPurpose", self.purpose.as_str())
            .with("statusListIndex", self.index.to_string())
            .with("statusListCredential", &*self.list)
    }
}

const TYPE: &str = "BitstringStatusListEntry";

/// Decimal, without sign or leading zero, of few digits: so no two texts are one index.
fn read_index(text: &str) -> Result<u32, StatusEntryError> {
    let plain = text.bytes().all(|b| b.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
        && text.len() <= Limits::DEFAULT.status_index_digits;
    text.parse().ok().filter(|_| plain).ok_or_else(|| StatusEntryError::IndexMalformed {
        found: format!("`{}`", text.chars().take(60).collect::<String>()),
    })
}

/// What a set bit means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StatusPurpose {
    /// There is a message about the badge; it stays valid.
    Message,
    /// Another purpose, of the issuer's own.
    Other(String),
    /// There is a newer form of the badge; this one stays valid.
    Refresh,
    /// The badge is withdrawn for good.
    Revocation,
    /// The badge is withdrawn for now.
    Suspension,
}

impl StatusPurpose {
    /// The purpose by its word.
    #[must_use]
    pub fn named(word: &str) -> Self {
        match word {
            "message" => Self::Message,
            "refresh" => Self::Refresh,
            "revocation" => Self::Revocation,
            "suspension" => Self::Suspension,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The purpose's word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Message => "message",
            Self::Other(word) => word,
            Self::Refresh => "refresh",
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
        }
    }
}

/// Why a status entry cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusEntryError {
    /// An index that is not written as a plain decimal number in a string.
    #[error("status index is {found}, expected a string of at most nine decimal digits")]
    IndexMalformed {
        /// What stands there.
        found: String,
    },
    /// A list that is no absolute URL.
    #[error("`{found}` is no URL of a status list")]
    ListNotAUrl {
        /// The text.
        found: String,
    },
    /// A required member that is not there.
    #[error("no `{member}`, expected a string")]
    Missing {
        /// Its name.
        member: &'static str,
    },
    /// A member that is no string.
    #[error("`{member}` is {found}, expected a string")]
    NotText {
        /// Its name.
        member: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// An entry of more than one bit.
    #[error("status size is {found}, expected 1")]
    SizeUnsupported {
        /// The size, in bits.
        found: String,
    },
    /// An entry of another type.
    #[error("status of type `{found}`, expected `BitstringStatusListEntry`")]
    TypeUnsupported {
        /// The type.
        found: String,
    },
}

impl StatusEntryError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::IndexMalformed { .. } => Code::StatusIndexMalformed,
            Self::ListNotAUrl { .. } => Code::JsonldRelativeIri,
            Self::Missing { .. } => Code::SchemaMissing,
            Self::NotText { .. } => Code::SchemaWrongKind,
            Self::SizeUnsupported { .. } => Code::StatusSizeUnsupported,
            Self::TypeUnsupported { .. } => Code::StatusTypeUnsupported,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(change: (&str, Json)) -> Object {
        let list = "https://example.org/status/1";
        StatusEntry::revocation(list, 94_567).unwrap().to_object().with(change.0, change.1)
    }

    #[test]
    fn an_entry_reads_back_as_written() {
        let written = StatusEntry::new(StatusPurpose::Suspension, "https://example.org/status/1", 0).unwrap();
        assert_eq!(StatusEntry::read(&written.to_object()), Ok(written));
        assert_eq!(StatusEntry::read(&entry(("statusSize", 1.into()))).unwrap().index(), 94_567);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (member, value, code) in [
            ("type", Json::from("StatusList2021Entry"), Code::StatusTypeUnsupported),
            ("statusListIndex", Json::from(7), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from("007"), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from("+7"), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from("-1"), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from(""), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from("1234567890"), Code::StatusIndexMalformed),
            ("statusSize", Json::from(2), Code::StatusSizeUnsupported),
            ("statusSize", Json::from("1"), Code::StatusSizeUnsupported),
            ("statusPurpose", Json::from(1), Code::SchemaWrongKind),
            ("statusListCredential", Json::from("list"), Code::JsonldRelativeIri),
        ] {
            let error = StatusEntry::read(&entry((member, value.clone()))).unwrap_err();
            assert_eq!(error.code(), code, "{member} {value:?}");
        }
        for member in ["statusListIndex", "statusListCredential", "statusPurpose"] {
            let error = StatusEntry::read(&entry(("id", "urn:x:1".into())).without(member)).unwrap_err();
            assert_eq!(error, StatusEntryError::Missing { member });
        }
    }
}
