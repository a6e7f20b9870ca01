//! A badge in a PNG: one text chunk under a keyword. `spec/carrier.md#png`

mod chunk;

pub use chunk::{ChunkError, ChunkKind};

use flate2::{Decompress, FlushDecompress, Status};

use super::badge_text::BadgeText;
use super::baked::{Baked, BakedKind, Remark};
use crate::code::Code;
use crate::limits::Limits;
use chunk::{Chunk, SIGNATURE, Walk};

/// Takes the one badge out of a PNG.
///
/// # Errors
/// [`PngError`] if it is no PNG, or holds none, several or an unreadable badge.
pub fn extract(image: &[u8], limits: &Limits) -> Result<Baked, PngError> {
    fits(image.len(), limits)?;
    let mut walk = Walk::of(image)?;
    let (mut first, mut count) = (None, 0_usize);
    let (mut bad, mut bad_count) = (None, 0_usize);
    for chunk in walk.by_ref() {
        let chunk = chunk?;
        if let Some(found) = Carrier::of(&chunk) {
            first.get_or_insert(found);
            count = count.saturating_add(1);
        } else if chunk.computed_crc() != chunk.stated_crc {
            bad.get_or_insert(chunk.at);
            bad_count = bad_count.saturating_add(1);
        }
    }
    let trailing = walk.trailing();
    // spec/carrier.md#one-badge: readers that search for the keyword would find this one.
    if holds_badge_chunk(trailing) {
        return Err(PngError::AfterEnd);
    }
    if count > 1 {
        return Err(PngError::Multiple { found: count });
    }
    let carrier = first.ok_or(PngError::Missing)?;
    let (found, computed) = (carrier.chunk.stated_crc, carrier.chunk.computed_crc());
    if found != computed {
        return Err(PngError::Crc { at: carrier.chunk.at, found, computed });
    }
    let mut remarks = Vec::new();
    let text = carrier.text(limits, &mut remarks)?;
    remarks.extend(bad.map(|at| Remark::Crc { count: bad_count, at }));
    if !trailing.is_empty() {
        remarks.push(Remark::TrailingData { bytes: trailing.len() });
    }
    let kind = match carrier.keyword {
        Keyword::OpenBadges2 => BakedKind::of_open_badges_2(&text),
        Keyword::OpenBadges3 => BakedKind::OpenBadges3,
        Keyword::Clr2 => BakedKind::Clr2,
    };
    Ok(Baked::new(kind, text, remarks))
}

/// Puts a badge into a PNG, right after its header and in place of any that is in it. Every other chunk stays, byte for
/// byte; what stands after the end goes.
///
/// # Errors
/// [`PngError`] if it is no PNG, or would become too large.
pub fn bake(image: &[u8], badge: &BadgeText, limits: &Limits) -> Result<Vec<u8>, PngError> {
    fits(image.len(), limits)?;
    let mut data = Keyword::OpenBadges3.as_bytes().to_vec();
    // PNG §11.3.4.5: NUL, not compressed, method 0, no language, no translated keyword, then the text.
    data.extend(b"\0\0\0\0\0");
    data.extend(badge.as_str().as_bytes());
    let mut baked = Vec::with_capacity(image.len().saturating_add(data.len()).saturating_add(12));
    baked.extend(SIGNATURE);
    for chunk in Walk::of(image)? {
        let chunk = chunk?;
        if Carrier::of(&chunk).is_none() {
            baked.extend(chunk.whole);
        }
        if &chunk.kind.0 == b"IHDR" {
            chunk::write(*b"iTXt", &data, &mut baked);
        }
    }
    fits(baked.len(), limits)?;
    Ok(baked)
}

/// The picture without any badge: every other chunk, byte for byte, and nothing after the end.
///
/// # Errors
/// [`PngError`] if it is no PNG.
pub fn strip(image: &[u8], limits: &Limits) -> Result<Vec<u8>, PngError> {
    fits(image.len(), limits)?;
    let mut bare = SIGNATURE.to_vec();
    for chunk in Walk::of(image)? {
        let chunk = chunk?;
        if Carrier::of(&chunk).is_none() {
            bare.extend(chunk.whole);
        }
    }
    Ok(bare)
}

/// Whether the bytes begin as a PNG.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The keywords under which badges stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keyword {
    OpenBadges3,
    OpenBadges2,
    Clr2,
}

impl Keyword {
    const ALL: [Self; 3] = [Self::OpenBadges3, Self::OpenBadges2, Self::Clr2];

    const fn name(self) -> &'static str {
        match self {
            Self::OpenBadges3 => "openbadgecredential",
            Self::OpenBadges2 => "openbadges",
            Self::Clr2 => "clrcredential",
        }
    }

    const fn as_bytes(self) -> &'static [u8] {
        self.name().as_bytes()
    }
}

/// The kinds of chunk that hold text under a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextChunk {
    Plain,
    Compressed,
    International,
}

/// A chunk whose keyword says that it holds a badge.
#[derive(Clone, Copy, Debug)]
struct Carrier<'p> {
    chunk: Chunk<'p>,
    form: TextChunk,
    keyword: Keyword,
    /// The keyword as written.
    written: &'p [u8],
    /// What follows the keyword and its NUL; none if there is no NUL.
    rest: Option<&'p [u8]>,
}

impl<'p> Carrier<'p> {
    /// The chunk as a badge's, if its keyword is one of ours, or would be but for its case and spaces: another reader
    /// might take it for one.
    fn of(chunk: &Chunk<'p>) -> Option<Self> {
        let form = match &chunk.kind.0 {
            b"tEXt" => TextChunk::Plain,
            b"zTXt" => TextChunk::Compressed,
            b"iTXt" => TextChunk::International,
            _ => return None,
        };
        let (written, rest) = split_at_nul(chunk.data);
        let bare = written.trim_ascii();
        let keyword =
            Keyword::ALL.into_iter().find(|keyword| bare.eq_ignore_ascii_case(keyword.as_bytes()))?;
        Some(Self { chunk: *chunk, form, keyword, written, rest })
    }

    fn text(&self, limits: &Limits, remarks: &mut Vec<Remark>) -> Result<String, PngError> {
        let at = self.chunk.at;
        if self.written != self.keyword.as_bytes() {
            let found = self.written.escape_ascii().to_string();
            return Err(PngError::Keyword { found, expected: self.keyword.name() });
        }
        let rest = self.rest.ok_or(PngError::Text { at, what: "there is no NUL after the keyword" })?;
        let may_be_lax = self.keyword == Keyword::OpenBadges2;
        let lax = |what| if may_be_lax { Ok(()) } else { Err(PngError::Text { at, what }) };
        let (packed, text) = match self.form {
            TextChunk::Plain => {
                lax("it is in a tEXt chunk, not iTXt")?;
                (Packing::Plain, rest)
            }
            TextChunk::Compressed => match rest.split_first() {
                Some((0, rest)) => (Packing::Deflate, rest),
                _ => return Err(PngError::Text { at, what: "its compression is of an unknown method" }),
            },
            TextChunk::International => {
                let Some(([flag, method], rest)) = rest.split_first_chunk::<2>() else {
                    return Err(PngError::Text { at, what: "it stops after the keyword" });
                };
                let packed = match (flag, method) {
                    (0, 0) => Packing::Plain,
                    (1, 0) => Packing::Deflate,
                    _ => return Err(PngError::Text { at, what: "its compression is of an unknown method" }),
                };
                let (language, rest) = split_at_nul(rest);
                let (translated, rest) = split_at_nul(rest.unwrap_or_default());
                let rest = rest.ok_or(PngError::Text { at, what: "it stops before the text" })?;
                if !language.is_empty() {
                    lax("it has a language tag")?;
                }
                if !translated.is_empty() {
                    lax("it has a translated keyword")?;
                }
                (packed, rest)
            }
        };
        let limit = limits.document_bytes;
        let text = match packed {
            Packing::Plain if text.len() > limit => {
                return Err(PngError::TooLarge { found: text.len(), limit });
            }
            Packing::Plain => text.to_vec(),
            // spec/carrier.md#png: never inflated under the keywords whose formats forbid it and are young.
            Packing::Deflate if !may_be_lax => return Err(PngError::Compressed { at }),
            Packing::Deflate => {
                remarks.push(Remark::Compressed);
                inflate(text, limit).ok_or(PngError::Text { at, what: "its compressed text is damaged" })?
            }
        };
        if text.len() > limit {
            return Err(PngError::TooLarge { found: text.len(), limit });
        }
        if text.contains(&0) {
            return Err(PngError::Text { at, what: "its text has a NUL in it" });
        }
        if text.trim_ascii().is_empty() {
            return Err(PngError::Text { at, what: "its text is empty" });
        }
        // tEXt and zTXt are Latin-1 by the standard and UTF-8 by habit: only what is both is read.
        if self.form != TextChunk::International && !text.is_ascii() {
            return Err(PngError::Text { at, what: "its text is not ASCII, and so is Latin-1 or UTF-8" });
        }
        String::from_utf8(text).map_err(|_| PngError::Text { at, what: "its text is not UTF-8" })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Deflate,
}

/// What stands before the first NUL, and after it if there is one.
fn split_at_nul(bytes: &[u8]) -> (&[u8], Option<&[u8]>) {
    match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => (bytes.get(..at).unwrap_or_default(), bytes.get(at.saturating_add(1)..)),
        None => (bytes, None),
    }
}

/// Expands one zlib stream that must fill the input; where there would be more than `limit` bytes, one more than that.
fn inflate(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut text = Vec::with_capacity(limit.saturating_add(1));
    let mut state = Decompress::new(true);
    let status = state.decompress_vec(packed, &mut text, FlushDecompress::Finish).ok()?;
    let is_whole = status == Status::StreamEnd && usize::try_from(state.total_in()) == Ok(packed.len());
    (is_whole || text.len() > limit).then_some(text)
}

/// Whether a badge's chunk seems to stand in bytes that no walk reaches.
fn holds_badge_chunk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.windows(3).position(|three| matches!(three, b"TXt" | b"EXt")) {
        rest = rest.get(at.saturating_add(3)..).unwrap_or_default();
        let head = rest.get(..32).unwrap_or(rest);
        let (keyword, _) = split_at_nul(head);
        if Keyword::ALL.iter().any(|ours| keyword.trim_ascii().eq_ignore_ascii_case(ours.as_bytes())) {
            return true;
        }
    }
    false
}

const fn fits(found: usize, limits: &Limits) -> Result<(), PngError> {
    let limit = limits.image_bytes;
    if found > limit { Err(PngError::TooLarge { found, limit }) } else { Ok(()) }
}

/// Why no badge comes out of a PNG, or goes into it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// A badge's chunk stands where the picture is over.
    #[error("a badge stands after the end of the picture")]
    AfterEnd,
    /// Not the chunks of a PNG.
    #[error(transparent)]
    Chunk(#[from] ChunkError),
    /// A compressed badge.
    #[error("the badge at byte {at} is compressed, which its format does not allow")]
    Compressed {
        /// Where its chunk begins.
        at: usize,
    },
    /// The checksum of the badge's chunk is not that of its data.
    #[error("the badge's chunk at byte {at} says its checksum is {found:08x}; it is {computed:08x}")]
    Crc {
        /// Where the chunk begins.
        at: usize,
        /// What is written.
        found: u32,
        /// What it is.
        computed: u32,
    },
    /// A keyword that is almost a badge's.
    #[error("the keyword `{found}` where `{expected}` is written")]
    Keyword {
        /// As written.
        found: String,
        /// As it should be.
        expected: &'static str,
    },
    /// No badge.
    #[error("the picture holds no badge")]
    Missing,
    /// Several badges.
    #[error("the picture holds {found} badges, not one")]
    Multiple {
        /// How many.
        found: usize,
    },
    /// The badge's chunk is not as its format has it.
    #[error("the badge at byte {at}: {what}")]
    Text {
        /// Where its chunk begins.
        at: usize,
        /// What is wrong with it.
        what: &'static str,
    },
    /// More bytes than allowed, of the picture or of the badge in it.
    #[error("{found} bytes, more than the {limit} allowed")]
    TooLarge {
        /// How many there are at least.
        found: usize,
        /// The bound.
        limit: usize,
    },
}

impl PngError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::AfterEnd | Self::Chunk(_) | Self::Keyword { .. } | Self::Text { .. } => Code::BakeMalformed,
            Self::Compressed { .. } => Code::BakeCompressed,
            Self::Crc { .. } => Code::BakeCrc,
            Self::Missing => Code::BakeMissing,
            Self::Multiple { .. } => Code::BakeMultipleCredentials,
            Self::TooLarge { .. } => Code::InputTooLarge,
        }
    }
}

#[cfg(test)]
mod tests;
