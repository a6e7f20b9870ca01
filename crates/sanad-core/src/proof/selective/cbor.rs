//! CBOR read in its one shortest form (RFC 8949 §4.1), as far as a proof value needs it.

use minicbor::Decoder;

/// Reads one item after the other. What is longer than it need be, or of indefinite length, is refused: the same proof
/// value shall not be written in two ways.
pub(super) struct Reader<'b> {
    decoder: Decoder<'b>,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { decoder: Decoder::new(bytes) }
    }

    /// The number of items of an array that follows.
    pub(super) fn array(&mut self, expected: &'static str) -> Result<u64, CborError> {
        let at = self.decoder.position();
        let length = self.decoder.array().ok().flatten();
        self.shortest(at, length, 0, expected)
    }

    /// The number of pairs of a map that follows.
    pub(super) fn map(&mut self, expected: &'static str) -> Result<u64, CborError> {
        let at = self.decoder.position();
        let length = self.decoder.map().ok().flatten();
        self.shortest(at, length, 0, expected)
    }

    pub(super) fn unsigned(&mut self, expected: &'static str) -> Result<u64, CborError> {
        let at = self.decoder.position();
        let number = self.decoder.u64().ok();
        self.shortest(at, number, 0, expected)
    }

    pub(super) fn bytes(&mut self, expected: &'static str) -> Result<&'b [u8], CborError> {
        let at = self.decoder.position();
        let bytes = self.decoder.bytes().map_err(|_| CborError { expected, at })?;
        self.shortest(at, u64::try_from(bytes.len()).ok(), bytes.len(), expected)?;
        Ok(bytes)
    }

    /// Nothing may follow.
    pub(super) fn end(&self) -> Result<(), CborError> {
        let at = self.decoder.position();
        if at == self.decoder.input().len() { Ok(()) } else { Err(CborError { expected: "the end", at }) }
    }

    /// The number in the head of the item that stands at `at` and has `body` bytes after its head.
    fn shortest(
        &self,
        at: usize,
        number: Option<u64>,
        body: usize,
        expected: &'static str,
    ) -> Result<u64, CborError> {
        let head = match number {
            None => return Err(CborError { expected, at }),
            Some(0..=23) => 1,
            Some(24..=0xFF) => 2,
            Some(0x100..=0xFFFF) => 3,
            Some(0x1_0000..=0xFFFF_FFFF) => 5,
            Some(_) => 9,
        };
        match number {
            Some(number) if self.decoder.position() == at + head + body => Ok(number),
            _ => Err(CborError { expected: "the shortest form", at }),
        }
    }
}

/// What did not stand where it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CborError {
    pub(super) expected: &'static str,
    /// The byte, counted from behind the header of the proof value.
    pub(super) at: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_shortest_form_is_read() {
        let number = |bytes: &[u8]| Reader::new(bytes).unsigned("a number");
        for (bytes, value) in [
            (&[0x17][..], 23),
            (&[0x18, 24], 24),
            (&[0x18, 255], 255),
            (&[0x19, 1, 0], 256),
            (&[0x1A, 0, 1, 0, 0], 0x1_0000),
            (&[0x1B, 0, 0, 0, 1, 0, 0, 0, 0], 0x1_0000_0000),
        ] {
            assert_eq!(number(bytes), Ok(value));
        }
        let longer = Err(CborError { expected: "the shortest form", at: 0 });
        for bytes in [
            &[0x18, 23][..],
            &[0x19, 0, 255],
            &[0x1A, 0, 0, 255, 255],
            &[0x1B, 0, 0, 0, 0, 255, 255, 255, 255],
        ] {
            assert_eq!(number(bytes), longer);
        }
        let wrong = Err(CborError { expected: "a number", at: 0 });
        for bytes in [&[][..], &[0x18], &[0x20], &[0x41, 1], &[0xC0, 1], &[0xF5], &[0x1C]] {
            assert_eq!(number(bytes), wrong, "{bytes:?}");
        }
    }

    #[test]
    fn lengths_are_definite_and_nothing_follows() {
        assert_eq!(Reader::new(&[0x42, 7, 8]).bytes("bytes"), Ok(&[7, 8][..]));
        assert_eq!(Reader::new(&[0x82]).array("an array"), Ok(2));
        assert_eq!(Reader::new(&[0xA1]).map("a map"), Ok(1));
        assert!(Reader::new(&[0x5F, 0x41, 7, 0xFF]).bytes("bytes").is_err());
        assert!(Reader::new(&[0x58, 1, 7]).bytes("bytes").is_err());
        assert!(Reader::new(&[0x42, 7]).bytes("bytes").is_err());
        assert!(Reader::new(&[0x9F, 0xFF]).array("an array").is_err());
        assert!(Reader::new(&[0x98, 2]).array("an array").is_err());
        assert!(Reader::new(&[0xBF, 0xFF]).map("a map").is_err());
        assert!(Reader::new(&[0xB8, 1]).map("a map").is_err());
        let mut reader = Reader::new(&[1, 2]);
        assert!(reader.end().is_err());
        assert_eq!(reader.unsigned("a number"), Ok(1));
        assert!(reader.end().is_err());
        assert_eq!(reader.unsigned("a number"), Ok(2));
        assert_eq!(reader.end(), Ok(()));
    }
}
