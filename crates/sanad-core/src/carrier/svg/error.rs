//! What can be wrong with an SVG that is to hold a badge.

use crate::code::Code;

/// Why no badge comes out of an SVG, or goes into it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SvgError {
    /// A picture that does something; a badge is not put into it.
    #[error("the picture is not still: {what}, at byte {at}")]
    ActiveContent {
        /// What does it.
        what: String,
        /// Where in the picture.
        at: usize,
    },
    /// A badge that two readers could read differently.
    #[error("two readers could read the badge at byte {at} differently: {what}")]
    Ambiguous {
        /// Where its element begins.
        at: usize,
        /// Why.
        what: &'static str,
    },
    /// Entities of the picture's own, or a reference to one.
    #[error("{what} at byte {at}: no declaration is read, and no entity but XML's five")]
    DtdForbidden {
        /// Where.
        at: usize,
        /// What it is.
        what: String,
    },
    /// The badge's element holds nothing.
    #[error("the element at byte {at} holds no badge")]
    Empty {
        /// Where it begins.
        at: usize,
    },
    /// Not UTF-8.
    #[error("the picture is {found}, not UTF-8")]
    Encoding {
        /// What it is instead.
        found: String,
    },
    /// Not XML.
    #[error("not XML at byte {at}: {what}")]
    Malformed {
        /// Where.
        at: usize,
        /// Why.
        what: String,
    },
    /// No badge.
    #[error("the picture holds no badge")]
    Missing,
    /// The badge stands elsewhere than its format has it.
    #[error("the badge at byte {at} does not stand directly in the picture's first element")]
    Misplaced {
        /// Where its element begins.
        at: usize,
    },
    /// Several badges.
    #[error("the picture holds {found} badges, not one")]
    Multiple {
        /// How many at least.
        found: usize,
    },
    /// XML, but no SVG.
    #[error("the first element is `{found}`, not `svg`")]
    NotSvg {
        /// The element's name.
        found: String,
    },
    /// A badge's element by its prefix and not by its namespace.
    #[error(
        "the element `{element}` at byte {at} is a badge by its prefix, and not by its namespace ({found})"
    )]
    OtherNamespace {
        /// Where it begins.
        at: usize,
        /// Its name as written.
        element: String,
        /// Its namespace.
        found: String,
    },
    /// Nested too deep.
    #[error("more than {limit} elements within each other at byte {at}")]
    TooDeep {
        /// Where.
        at: usize,
        /// The bound.
        limit: usize,
    },
    /// More bytes than allowed, of the picture or of the badge in it.
    #[error("{found} bytes, more than the {limit} allowed")]
    TooLarge {
        /// How many there are at least.
        found: usize,
        /// The bound.
        limit: usize,
    },
    /// A badge that no XML can hold as it stands.
    #[error("the badge has the character U+{found:04X}, which no XML can hold", found = u32::from(*found))]
    Unwritable {
        /// The character.
        found: char,
    },
}

impl SvgError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::ActiveContent { .. } => Code::BakeActiveContent,
            Self::Ambiguous { .. } | Self::OtherNamespace { .. } => Code::BakeAmbiguous,
            Self::DtdForbidden { .. } => Code::BakeDtdForbidden,
            Self::Empty { .. } | Self::Malformed { .. } | Self::Misplaced { .. } | Self::NotSvg { .. } => {
                Code::BakeMalformed
            }
            Self::Encoding { .. } | Self::Unwritable { .. } => Code::BakeEncoding,
            Self::Missing => Code::BakeMissing,
            Self::Multiple { .. } => Code::BakeMultipleCredentials,
            Self::TooDeep { .. } => Code::BakeTooDeep,
            Self::TooLarge { .. } => Code::InputTooLarge,
        }
    }

    pub(super) fn malformed(at: usize, what: impl Into<String>) -> Self {
        Self::Malformed { at, what: what.into() }
    }
}
