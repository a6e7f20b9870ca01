//! A PNG of one dot, chunk by chunk, so that each can be spoiled.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A PNG under construction, made without the code that reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png {
    chunks: Vec<Vec<u8>>,
    trailing: Vec<u8>,
}

impl Png {
    /// One dot in the red of the academy.
    #[must_use]
    pub fn dot() -> Self {
        // Width 1, height 1, 8 bits, RGB; one line without a filter.
        let header = chunk("IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
        let dots = chunk("IDAT", &stored(&[0, 0xb4, 0x32, 0x28]));
        Self { chunks: vec![header, dots, chunk("IEND", b"")], trailing: Vec::new() }
    }

    /// Adds a chunk right after the header.
    #[must_use]
    pub fn with(self, chunk: Vec<u8>) -> Self {
        self.insert(1, chunk)
    }

    /// Adds a chunk right before the end.
    #[must_use]
    pub fn before_end(self, chunk: Vec<u8>) -> Self {
        let end = self.chunks.len() - 1;
        self.insert(end, chunk)
    }

    /// Adds a chunk, as the one with that number.
    #[must_use]
    pub fn insert(mut self, number: usize, chunk: Vec<u8>) -> Self {
        self.chunks.insert(number, chunk);
        self
    }

    /// Changes the chunk with that number.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn change(mut self, number: usize, change: impl FnOnce(&mut [u8])) -> Self {
        change(self.chunks.get_mut(number).expect("a chunk of that number"));
        self
    }

    /// Takes out the chunk with that number.
    #[must_use]
    pub fn without(mut self, number: usize) -> Self {
        self.chunks.remove(number);
        self
    }

    /// Adds bytes after the end.
    #[must_use]
    pub fn followed_by(mut self, bytes: &[u8]) -> Self {
        self.trailing.extend(bytes);
        self
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n", self.chunks.concat().as_slice(), &self.trailing].concat()
    }
}

/// One chunk with its right length and checksum.
#[must_use]
pub fn chunk(kind: &str, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a short chunk");
    let mut crc = flate2::Crc::new();
    crc.update(kind.as_bytes());
    crc.update(data);
    [&length.to_be_bytes(), kind.as_bytes(), data, &crc.sum().to_be_bytes()].concat()
}

/// An `iTXt` chunk as baking makes it.
#[must_use]
pub fn itxt(keyword: &str, text: impl AsRef<[u8]>) -> Vec<u8> {
    chunk("iTXt", &[keyword.as_bytes(), b"\0\0\0\0\0", text.as_ref()].concat())
}

/// The same, compressed.
#[must_use]
pub fn itxt_compressed(keyword: &str, stream: &[u8]) -> Vec<u8> {
    chunk("iTXt", &[keyword.as_bytes(), b"\0\x01\0\0\0", stream].concat())
}

/// A `tEXt` chunk.
#[must_use]
pub fn text(keyword: &str, text: &str) -> Vec<u8> {
    chunk("tEXt", &[keyword.as_bytes(), b"\0", text.as_bytes()].concat())
}

/// A `zTXt` chunk.
#[must_use]
pub fn ztxt(keyword: &str, stream: &[u8]) -> Vec<u8> {
    chunk("zTXt", &[keyword.as_bytes(), b"\0\0", stream].concat())
}

/// A zlib stream that is as long as what is in it: the same bytes whatever compresses.
#[must_use]
pub fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("one block");
    let (a, b) = data.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    let adler = ((b << 16) | a).to_be_bytes();
    [&[0x78, 0x01, 0x01], &length.to_le_bytes()[..], &(!length).to_le_bytes(), data, &adler].concat()
}

/// A zlib stream that is much shorter than what is in it.
#[must_use]
pub fn bomb(bytes: usize) -> Vec<u8> {
    let mut writer = ZlibEncoder::new(Vec::new(), Compression::best());
    writer.write_all(&vec![b' '; bytes]).expect("writing to memory");
    writer.finish().expect("writing to memory")
}
