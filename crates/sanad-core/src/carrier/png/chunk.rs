//! The chunks of a PNG, one after the other, without believing a length.

use std::fmt;

/// The eight bytes every PNG begins with.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// One chunk: length, type, data, checksum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk<'p> {
    /// Where it begins in the picture.
    pub(super) at: usize,
    /// All its bytes.
    pub(super) whole: &'p [u8],
    pub(super) kind: ChunkKind,
    pub(super) data: &'p [u8],
    /// The checksum that is written.
    pub(super) stated_crc: u32,
}

impl Chunk<'_> {
    /// The checksum of what is there.
    pub(super) fn computed_crc(&self) -> u32 {
        let covered = self.whole.get(4..).and_then(|rest| rest.get(..rest.len().saturating_sub(4)));
        crc32fast::hash(covered.unwrap_or_default())
    }
}

/// A new chunk, to be put into a picture.
pub(super) fn write(kind: [u8; 4], data: &[u8], out: &mut Vec<u8>) {
    // Data longer than a length can say does not come here: pictures are bounded far below.
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let begin = out.len();
    out.extend(kind);
    out.extend(data);
    let crc = crc32fast::hash(out.get(begin..).unwrap_or_default());
    out.extend(crc.to_be_bytes());
}

/// Four bytes that say what a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChunkKind(pub(super) [u8; 4]);

impl fmt::Display for ChunkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.escape_ascii())
    }
}

/// Walks the chunks of a PNG from its header to its end.
#[derive(Debug)]
pub(super) struct Walk<'p> {
    at: usize,
    rest: &'p [u8],
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    BeforeHeader,
    Within,
    Ended,
}

impl<'p> Walk<'p> {
    pub(super) fn of(image: &'p [u8]) -> Result<Self, ChunkError> {
        let rest = image.strip_prefix(SIGNATURE).ok_or(ChunkError::Signature)?;
        Ok(Self { at: SIGNATURE.len(), rest, state: State::BeforeHeader })
    }

    /// What stands after the end of the picture, when the walk has come there.
    pub(super) const fn trailing(&self) -> &'p [u8] {
        self.rest
    }

    fn step(&mut self) -> Result<Chunk<'p>, ChunkError> {
        let at = self.at;
        if self.rest.is_empty() {
            return Err(ChunkError::NoEnd { at });
        }
        let cut = |wanted: u64| ChunkError::Cut { at, wanted, left: self.rest.len() };
        let (length, after) = self.rest.split_first_chunk::<4>().ok_or_else(|| cut(12))?;
        let (kind, _) = after.split_first_chunk::<4>().ok_or_else(|| cut(12))?;
        let kind = ChunkKind(*kind);
        if !kind.0.iter().all(u8::is_ascii_alphabetic) {
            return Err(ChunkError::Kind { at, found: kind });
        }
        // PNG §5.3: length, type, data and checksum; a length is below 2^31. Nothing is allocated by it.
        let length = u32::from_be_bytes(*length);
        let wanted = u64::from(length).saturating_add(12);
        let whole = usize::try_from(wanted).ok().filter(|_| length < 1 << 31);
        let whole = whole.and_then(|size| self.rest.get(..size)).ok_or_else(|| cut(wanted))?;
        let (covered, crc) = whole.split_last_chunk::<4>().ok_or_else(|| cut(wanted))?;
        let data = covered.get(8..).unwrap_or_default();
        self.state = match (self.state, &kind.0) {
            (State::BeforeHeader, b"IHDR") if data.len() == 13 => State::Within,
            (State::BeforeHeader, _) => return Err(ChunkError::NoHeader { found: kind, length }),
            (_, b"IHDR") => return Err(ChunkError::SecondHeader { at }),
            (_, b"IEND") if data.is_empty() => State::Ended,
            (_, b"IEND") => return Err(ChunkError::EndWithData { at, length }),
            (state, _) => state,
        };
        self.at = self.at.saturating_add(whole.len());
        self.rest = self.rest.get(whole.len()..).unwrap_or_default();
        Ok(Chunk { at, whole, kind, data, stated_crc: u32::from_be_bytes(*crc) })
    }
}

impl<'p> Iterator for Walk<'p> {
    type Item = Result<Chunk<'p>, ChunkError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Ended {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.state = State::Ended;
        }
        Some(step)
    }
}

/// Why bytes are not the chunks of a PNG.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChunkError {
    /// A chunk is longer than what is left.
    #[error("the chunk at byte {at} takes {wanted} bytes, and {left} are left")]
    Cut {
        /// Where it begins.
        at: usize,
        /// How many it takes by its own word.
        wanted: u64,
        /// How many there are.
        left: usize,
    },
    /// The last chunk has data.
    #[error("IEND at byte {at} holds {length} bytes, not 0")]
    EndWithData {
        /// Where it begins.
        at: usize,
        /// How many it holds.
        length: u32,
    },
    /// A chunk type that is not four letters.
    #[error("a chunk of type `{found}` at byte {at}: a type is four letters")]
    Kind {
        /// Where the chunk begins.
        at: usize,
        /// The four bytes.
        found: ChunkKind,
    },
    /// The picture stops before its end.
    #[error("the picture stops at byte {at} without IEND")]
    NoEnd {
        /// Where.
        at: usize,
    },
    /// Something else where the header belongs.
    #[error("{found} of {length} bytes where a PNG has IHDR of 13")]
    NoHeader {
        /// The type of the first chunk.
        found: ChunkKind,
        /// How many bytes it holds.
        length: u32,
    },
    /// The header again.
    #[error("a second IHDR at byte {at}")]
    SecondHeader {
        /// Where it begins.
        at: usize,
    },
    /// Not a PNG at all.
    #[error("a PNG begins with other bytes")]
    Signature,
}
