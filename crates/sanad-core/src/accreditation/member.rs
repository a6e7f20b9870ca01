//! The members of a list as strictly read: texts, URLs, times with `Z`, whole numbers, words of closed vocabularies.

use crate::accreditation::digest::{DigestError, ListDigest};
use crate::code::Code;
use crate::json::{Json, Number, Object};
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::timestamp::{Timestamp, TimestampError};

/// Why a member is not what a list has in its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MemberError {
    /// A digest that is none.
    #[error("{at}: {source}")]
    Digest {
        /// Where.
        at: JsonPointer,
        /// Why.
        source: DigestError,
    },
    /// Something stands twice that may stand once.
    #[error("`{value}` at {at} stands at {first} already")]
    Duplicate {
        /// What it is.
        value: String,
        /// Where it stands for the first time.
        first: JsonPointer,
        /// Where it stands again.
        at: JsonPointer,
    },
    /// A member that must be there is not.
    #[error("{at} is missing")]
    Missing {
        /// Where it should be.
        at: JsonPointer,
    },
    /// A time that is none.
    #[error("{at}: {source}")]
    Time {
        /// Where.
        at: JsonPointer,
        /// Why.
        source: TimestampError,
    },
    /// More of something than anybody needs.
    #[error("{found} at {at}, where at most {limit} are read")]
    TooMany {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
        /// Where.
        at: JsonPointer,
    },
    /// A value that is not what stands there.
    #[error("{at} is {found}, expected {expected}")]
    Value {
        /// What it is.
        found: String,
        /// What a list has there.
        expected: &'static str,
        /// Where.
        at: JsonPointer,
    },
    /// A word outside a closed vocabulary.
    #[error("{at} is `{found}`, expected `{}`", expected.join("` or `"))]
    Word {
        /// The word.
        found: String,
        /// All words there are.
        expected: &'static [&'static str],
        /// Where.
        at: JsonPointer,
    },
}

impl MemberError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Duplicate { .. } => Code::AccredListDuplicate,
            _ => Code::AccredListMalformed,
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::Digest { at, .. }
            | Self::Duplicate { at, .. }
            | Self::Missing { at }
            | Self::Time { at, .. }
            | Self::TooMany { at, .. }
            | Self::Value { at, .. }
            | Self::Word { at, .. } => at,
        }
    }
}

/// An object of a list, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'d, 't> {
    pub(super) object: &'d Object,
    pub(super) trail: &'t Trail<'t>,
}

impl<'d, 't> Place<'d, 't> {
    /// A value that must be an object.
    pub(super) fn of(value: &'d Json, trail: &'t Trail<'t>) -> Result<Self, MemberError> {
        let object = value.as_object().ok_or_else(|| kind(value, "an object", trail))?;
        Ok(Self { object, trail })
    }

    /// A member that is read if it is there.
    pub(super) fn optional<T>(
        &self,
        name: &str,
        read: impl FnOnce(&'d Json, &Trail<'_>) -> Result<T, MemberError>,
    ) -> Result<Option<T>, MemberError> {
        self.object.get(name).map(|value| read(value, &self.trail.member(name))).transpose()
    }

    /// A member that must be there.
    pub(super) fn required<T>(
        &self,
        name: &str,
        read: impl FnOnce(&'d Json, &Trail<'_>) -> Result<T, MemberError>,
    ) -> Result<T, MemberError> {
        self.optional(name, read)?
            .ok_or_else(|| MemberError::Missing { at: self.trail.member(name).pointer() })
    }

    /// The items of an array; none if it is not there.
    pub(super) fn items(&self, name: &str, limit: usize) -> Result<&'d [Json], MemberError> {
        Ok(self.optional(name, |value, at| items(value, limit, at))?.unwrap_or_default())
    }

    /// `type` must be that word, or an array with that word in it.
    pub(super) fn expect_type(&self, expected: &'static str) -> Result<(), MemberError> {
        self.required("type", |value, at| {
            if value.items().iter().any(|item| item.as_str() == Some(expected)) {
                Ok(())
            } else {
                Err(MemberError::Value { found: shown(value), expected, at: at.pointer() })
            }
        })
    }
}

/// Text that is not empty.
pub(super) fn text<'d>(value: &'d Json, at: &Trail<'_>) -> Result<&'d str, MemberError> {
    value.as_str().filter(|text| !text.is_empty()).ok_or_else(|| kind(value, "a text that is not empty", at))
}

/// An absolute URL or DID: a scheme, a colon, something, and no blank or other character that no URI has.
pub(super) fn url<'d>(value: &'d Json, at: &Trail<'_>) -> Result<&'d str, MemberError> {
    let found = text(value, at)?;
    if is_url(found) { Ok(found) } else { Err(kind(value, "an absolute URL", at)) }
}

/// A DID or an https URL.
pub(super) fn did_or_https<'d>(value: &'d Json, at: &Trail<'_>) -> Result<&'d str, MemberError> {
    let found = url(value, at)?;
    if found.starts_with("did:") || found.starts_with("https://") {
        Ok(found)
    } else {
        Err(kind(value, "a DID or an https URL", at))
    }
}

fn is_url(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let in_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    text.len() <= Limits::DEFAULT.url_chars
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(in_scheme)
        && !rest.is_empty()
        && rest.chars().all(plain)
}

/// A dateTimeStamp in UTC, written with `Z`.
pub(super) fn time(value: &Json, at: &Trail<'_>) -> Result<Timestamp, MemberError> {
    let written = text(value, at)?;
    let time = written.parse().map_err(|source| MemberError::Time { at: at.pointer(), source })?;
    if written.ends_with('Z') { Ok(time) } else { Err(kind(value, "a time in UTC, with `Z`", at)) }
}

/// A whole number from `least` to 2^53 − 1.
pub(super) fn whole(value: &Json, least: u64, at: &Trail<'_>) -> Result<u64, MemberError> {
    // A whole number prints without point or exponent up to 10^21 and parses back only if it is one.
    let whole = value.as_number().and_then(|_| value.to_compact().parse::<u64>().ok());
    let most = Number::MAX_INTEGER.unsigned_abs();
    whole.filter(|found| (least..=most).contains(found)).ok_or_else(|| {
        let expected = if least == 0 { "a whole number from 0" } else { "a whole number from 1" };
        kind(value, expected, at)
    })
}

/// A whole number from 0 or 1 that fits into a smaller type.
pub(super) fn small<T: TryFrom<u64>>(value: &Json, least: u64, at: &Trail<'_>) -> Result<T, MemberError> {
    let found = whole(value, least, at)?;
    T::try_from(found).map_err(|_| kind(value, "a smaller number", at))
}

/// A SHA-256 as multibase and multihash.
pub(super) fn digest(value: &Json, at: &Trail<'_>) -> Result<ListDigest, MemberError> {
    text(value, at)?.parse().map_err(|source| MemberError::Digest { at: at.pointer(), source })
}

/// The items of an array that is there: at least one, at most so many.
pub(super) fn items<'d>(value: &'d Json, limit: usize, at: &Trail<'_>) -> Result<&'d [Json], MemberError> {
    let items = value.as_array().ok_or_else(|| kind(value, "an array", at))?;
    if items.is_empty() {
        return Err(kind(value, "an array that is not empty", at));
    }
    if items.len() > limit {
        return Err(MemberError::TooMany { found: items.len(), limit, at: at.pointer() });
    }
    Ok(items)
}

/// A word of a closed vocabulary.
pub(super) fn word<T>(
    value: &Json,
    of_word: fn(&str) -> Option<T>,
    expected: &'static [&'static str],
    at: &Trail<'_>,
) -> Result<T, MemberError> {
    let found = text(value, at)?;
    of_word(found).ok_or_else(|| MemberError::Word { found: cut(found), expected, at: at.pointer() })
}

/// That no two of these texts are the same; `place` tells where the one at an index stands.
pub(super) fn distinct<'a>(
    texts: impl Iterator<Item = &'a str>,
    place: impl Fn(usize) -> JsonPointer,
) -> Result<(), MemberError> {
    let mut sorted: Vec<(&str, usize)> = texts.enumerate().map(|(index, text)| (text, index)).collect();
    sorted.sort_unstable();
    // The duplicate that stands first in the document is told.
    let twice = sorted.windows(2).filter_map(|pair| match pair {
        [(one, first), (other, again)] if one == other => Some((*again, *first, *one)),
        _ => None,
    });
    twice.min().map_or(Ok(()), |(again, first, text)| {
        Err(MemberError::Duplicate { value: cut(text), first: place(first), at: place(again) })
    })
}

/// Another value than a list has there.
pub(super) fn kind(value: &Json, expected: &'static str, at: &Trail<'_>) -> MemberError {
    MemberError::Value { found: shown(value), expected, at: at.pointer() }
}

/// A value for a message: a container by its kind, the rest as it stands.
fn shown(value: &Json) -> String {
    match value {
        Json::Object(_) | Json::Array(_) | Json::Null => value.kind().to_owned(),
        Json::String(text) => format!("`{}`", cut(text)),
        other => other.to_compact(),
    }
}

/// At most 60 characters of it.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}
