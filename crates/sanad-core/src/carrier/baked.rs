//! What comes out of a picture: the badge's text byte for byte, in which format, and what is odd about the picture.

use crate::code::Code;

/// The badge that a picture holds. Nobody has verified it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baked {
    kind: BakedKind,
    text: String,
    remarks: Vec<Remark>,
}

impl Baked {
    pub(super) const fn new(kind: BakedKind, text: String, remarks: Vec<Remark>) -> Self {
        Self { kind, text, remarks }
    }

    /// How the picture announces the badge.
    #[must_use]
    pub const fn kind(&self) -> BakedKind {
        self.kind
    }

    /// The badge as it stands in the picture: JSON, a compact JWS or a URL.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The badge's text, for keeping.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// What is odd about the picture and changes nothing about the badge.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

/// How a picture announces its badge: by a PNG keyword or an SVG element. What the text really is may be another
/// thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BakedKind {
    /// A CLR 2.0 transcript.
    Clr2,
    /// An assertion of Open Badges 2.0 or before, as JSON or JWS.
    OpenBadges2,
    /// The URL of a hosted assertion of Open Badges 2.0 or before, and nothing else.
    OpenBadges2Url,
    /// An Open Badge 3.0, as JSON or JWS.
    OpenBadges3,
}

impl BakedKind {
    /// The kind's word: `ob3`, `ob2`, `ob2_url`, `clr2`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clr2 => "clr2",
            Self::OpenBadges2 => "ob2",
            Self::OpenBadges2Url => "ob2_url",
            Self::OpenBadges3 => "ob3",
        }
    }

    /// The kind of a text that a picture announces as 2.0 or before: a URL stands alone.
    pub(super) fn of_open_badges_2(text: &str) -> Self {
        let text = text.trim_ascii();
        let is_url = (text.starts_with("https://") || text.starts_with("http://"))
            && !text.contains(|c: char| c.is_whitespace());
        if is_url { Self::OpenBadges2Url } else { Self::OpenBadges2 }
    }
}

/// Something odd about a picture that makes its badge neither better nor worse.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Remark {
    /// The picture runs scripts or loads something from elsewhere.
    #[error("the picture is not still: {what}, at byte {at}")]
    ActiveContent {
        /// What does it.
        what: String,
        /// Where in the picture.
        at: usize,
    },
    /// A 2.0 badge that is compressed, which 2.0 does not allow either.
    #[error("the badge is compressed, which its format does not allow")]
    Compressed,
    /// Chunks other than the badge's whose checksum is not that of their data.
    #[error("{count} chunks of the picture have a wrong checksum, the first at byte {at}")]
    Crc {
        /// How many.
        count: usize,
        /// Where the first begins.
        at: usize,
    },
    /// Bytes after the end of the picture.
    #[error("{bytes} bytes stand after the end of the picture")]
    TrailingData {
        /// How many.
        bytes: usize,
    },
}

impl Remark {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::ActiveContent { .. } => Code::BakeActiveContent,
            Self::Compressed => Code::BakeCompressed,
            Self::Crc { .. } => Code::BakeCrc,
            Self::TrailingData { .. } => Code::BakeTrailingData,
        }
    }
}
