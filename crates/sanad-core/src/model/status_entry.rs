//! Where a badge's bits stand, and in which list: `BitstringStatusListEntry`, `StatusList2021Entry`. `spec/status.md#entry`

use super::lexical;
use super::status_message::{StatusMessageError, StatusMessages};
use crate::code::Code;
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::status_list::StatusSize;
use crate::status_list::kind::StatusListKind;

/// A badge's place in a status list (W3C Bitstring Status List v1.0, "BitstringStatusListEntry").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusEntry {
    kind: StatusListKind,
    purpose: StatusPurpose,
    list: String,
    index: u32,
    messages: Option<StatusMessages>,
}

impl StatusEntry {
    /// An entry of one bit in the Bitstring Status List at a URL.
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
        Ok(Self { kind: StatusListKind::Bitstring, purpose, list, index, messages: None })
    }

    /// An entry that says, once its bit is set, that the badge is revoked for good.
    ///
    /// # Errors
    /// As [`StatusEntry::new`].
    pub fn revocation(list_url: impl Into<String>, index: u32) -> Result<Self, StatusEntryError> {
        Self::new(StatusPurpose::Revocation, list_url, index)
    }

    /// With as many bits as the messages have values for, and their words.
    #[must_use]
    pub fn with_messages(mut self, messages: StatusMessages) -> Self {
        self.messages = Some(messages);
        self
    }

    /// Reads an item of `credentialStatus`.
    ///
    /// # Errors
    /// [`StatusEntryError`], which says what of it this version cannot use.
    pub fn read(entry: &Object) -> Result<Self, StatusEntryError> {
        let kind = kind(entry)?;
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
        let purpose = StatusPurpose::named(text("statusPurpose")?);
        let messages = messages(kind, entry)?;
        let entry = Self::new(purpose, text("statusListCredential")?, index)?;
        Ok(Self { kind, messages, ..entry })
    }

    /// The kind of the list.
    #[must_use]
    pub const fn kind(&self) -> StatusListKind {
        self.kind
    }

    /// What a value other than 0 means.
    #[must_use]
    pub const fn purpose(&self) -> &StatusPurpose {
        &self.purpose
    }

    /// The URL of the list.
    #[must_use]
    pub fn list(&self) -> &str {
        &self.list
    }

    /// Which place, counted from 0.
    #[must_use]
    pub const fn index(&self) -> u32 {
        self.index
    }

    /// How many bits the place has.
    #[must_use]
    pub fn size(&self) -> StatusSize {
        self.messages.as_ref().map_or(StatusSize::ONE, StatusMessages::size)
    }

    /// What the issuer says of each value, if it says so.
    #[must_use]
    pub const fn messages(&self) -> Option<&StatusMessages> {
        self.messages.as_ref()
    }

    /// The entry as it stands in a badge.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let entry = Object::new()
            .with("type", self.kind.entry_type())
            .with("statusPurpose", self.purpose.as_str())
            .with("statusListIndex", self.index.to_string())
            .with("statusListCredential", &*self.list);
        match &self.messages {
            Some(messages) => entry
                .with("statusSize", u32::from(messages.size().bits()))
                .with("statusMessage", messages.to_json()),
            None => entry,
        }
    }
}

/// The one kind among the types. An entry of two kinds would be looked up differently by two readers.
fn kind(entry: &Object) -> Result<StatusListKind, StatusEntryError> {
    let types = entry.get("type").map_or(&[][..], Json::items);
    let is = |kind: &StatusListKind| types.iter().any(|name| name.as_str() == Some(kind.entry_type()));
    let mut kinds = StatusListKind::ALL.into_iter().filter(is);
    match (kinds.next(), kinds.next()) {
        (Some(kind), None) => Ok(kind),
        _ => {
            let names: Vec<&str> = types.iter().filter_map(Json::as_str).collect();
            let found = names.join("`, `").chars().take(200).collect();
            Err(StatusEntryError::TypeUnsupported { found })
        }
    }
}

/// `statusSize` and the `statusMessage` that belongs to it.
fn messages(kind: StatusListKind, entry: &Object) -> Result<Option<StatusMessages>, StatusEntryError> {
    let found = || {
        entry.get("statusSize").map_or_else(String::new, |size| size.to_compact().chars().take(60).collect())
    };
    let size = match entry.get("statusSize") {
        None => StatusSize::ONE,
        Some(size) => size_of(size).ok_or_else(|| StatusEntryError::SizeUnsupported { found: found() })?,
    };
    // Status List 2021 has one bit and no words for it.
    if kind == StatusListKind::StatusList2021 && size != StatusSize::ONE {
        return Err(StatusEntryError::SizeUnsupported { found: found() });
    }
    match entry.get("statusMessage") {
        Some(value) => Ok(Some(StatusMessages::read(size, value)?)),
        None if size == StatusSize::ONE => Ok(None),
        None => Err(StatusMessageError::Count { found: 0, expected: size.values() }.into()),
    }
}

fn size_of(size: &Json) -> Option<StatusSize> {
    let number = size.as_number()?.as_f64();
    (1..=Limits::DEFAULT.status_size_bits).find(|bits| f64::from(*bits) == number).and_then(StatusSize::new)
}

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
    /// Messages that do not fit the values.
    #[error(transparent)]
    Messages(#[from] StatusMessageError),
    /// A member that is no string.
    #[error("`{member}` is {found}, expected a string")]
    NotText {
        /// Its name.
        member: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// An entry of no bit, of too many, or of a kind that has one.
    #[error("status size is {found}, expected a whole number from 1 to {}, and 1 in Status List 2021", Limits::DEFAULT.status_size_bits)]
    SizeUnsupported {
        /// The size, in bits.
        found: String,
    },
    /// An entry of another type.
    #[error("status of type `{found}`, expected one that is known")]
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
            Self::Messages(error) => error.code(),
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
        assert_eq!(StatusEntry::read(&written.to_object()), Ok(written.clone()));
        assert_eq!(StatusEntry::read(&entry(("statusSize", 1.into()))).unwrap().index(), 94_567);
        let size = StatusSize::new(2).unwrap();
        let messages = ["pending", "accepted", "rejected", "undefined"].map(str::to_owned).to_vec();
        let messages = StatusMessages::new(size, messages).unwrap();
        let written = written.with_messages(messages);
        assert_eq!(written.size(), size);
        assert_eq!(StatusEntry::read(&written.to_object()), Ok(written));
    }

    #[test]
    fn an_entry_of_2021_has_one_bit() {
        let old = entry(("type", "StatusList2021Entry".into()));
        let read = StatusEntry::read(&old).unwrap();
        assert_eq!((read.kind(), read.size()), (StatusListKind::StatusList2021, StatusSize::ONE));
        assert_eq!(StatusEntry::read(&read.to_object()), Ok(read));
        let wide = StatusEntry::read(&old.with("statusSize", 2)).unwrap_err();
        assert_eq!(wide.code(), Code::StatusSizeUnsupported);
    }

    #[test]
    fn more_than_one_bit_needs_words_for_every_value() {
        let wide = || entry(("statusSize", 2.into()));
        let silent = StatusEntry::read(&wide()).unwrap_err();
        assert_eq!(silent.code(), Code::StatusMessageMalformed);
        assert_eq!(
            silent.to_string(),
            "0 status messages, expected 4, one for each value of the status size"
        );
        let two = StatusMessages::new(StatusSize::ONE, vec!["a".to_owned(), "b".to_owned()]).unwrap();
        let short = StatusEntry::read(&wide().with("statusMessage", two.to_json())).unwrap_err();
        assert_eq!(short.code(), Code::StatusMessageMalformed);
        let one = StatusEntry::read(&entry(("statusMessage", two.to_json()))).unwrap();
        assert_eq!(one.messages(), Some(&two));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (member, value, code) in [
            ("type", Json::from("1EdTechRevocationList"), Code::StatusTypeUnsupported),
            (
                "type",
                Json::from(vec!["BitstringStatusListEntry", "StatusList2021Entry"]),
                Code::StatusTypeUnsupported,
            ),
            ("statusListIndex", Json::from(7), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from("007"), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from("+7"), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from("-1"), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from(""), Code::StatusIndexMalformed),
            ("statusListIndex", Json::from("1234567890"), Code::StatusIndexMalformed),
            ("statusSize", Json::from(0), Code::StatusSizeUnsupported),
            ("statusSize", Json::from(9), Code::StatusSizeUnsupported),
            ("statusSize", Json::parse(b"1.5").unwrap(), Code::StatusSizeUnsupported),
            ("statusSize", Json::parse(b"-1").unwrap(), Code::StatusSizeUnsupported),
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
