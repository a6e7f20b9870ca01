//! The bit string of a status list: a value of one or a few bits for each badge, by number. `spec/status.md#values`

pub mod credential;
pub mod encoding;
pub mod kind;

use crate::code::Code;
use crate::limits::Limits;
use encoding::EncodingError;
use kind::StatusListKind;

/// What a badge's place in a status list of one bit each holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a bit has two values")]
pub enum Bit {
    /// 0: the purpose of the list does not apply to the badge.
    Clear,
    /// 1: it applies; in a list for `revocation` the badge is revoked.
    Set,
}

/// How many bits a badge has in its list (§2.1, `statusSize`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusSize(u8);

impl StatusSize {
    /// One bit: the size where an entry says none.
    pub const ONE: Self = Self(1);

    /// A size in bits, from 1 to [`Limits::status_size_bits`].
    #[must_use]
    pub fn new(bits: u8) -> Option<Self> {
        (1..=Limits::DEFAULT.status_size_bits).contains(&bits).then_some(Self(bits))
    }

    /// The size in bits.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// How many values so many bits have.
    #[must_use]
    pub fn values(self) -> usize {
        // At most 8 bits, so at most 256; no shift is lost.
        1_usize.checked_shl(u32::from(self.0)).unwrap_or(usize::MAX)
    }
}

/// The bits of a status list (W3C Bitstring Status List 1.0 §3.2), expanded.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusList {
    bytes: Vec<u8>,
}

impl StatusList {
    /// The fewest bits a list of one bit each may have, so that asking for it tells little about whom it is asked
    /// (§3.1): 16 KiB. A list of more bits each must have as many places.
    pub const MIN_BITS: u32 = 131_072;

    /// A list of so many bits, rounded up to a whole byte, all clear.
    ///
    /// # Errors
    /// [`StatusListError::TooShort`] below [`StatusList::MIN_BITS`], [`EncodingError::TooLarge`] if verifiers would
    /// refuse it.
    pub fn new(bits: u32) -> Result<Self, StatusListError> {
        let found = usize::try_from(bits.div_ceil(8)).unwrap_or(usize::MAX);
        let limit = Limits::DEFAULT.status_list_bytes;
        if found > limit {
            return Err(EncodingError::TooLarge { limit }.into());
        }
        Self::of_bytes(vec![0; found])
    }

    /// Expands an `encodedList` (§3.3) of a kind of list.
    ///
    /// Memory stays below [`Limits::status_list_bytes`] twice over, whatever the input unpacks to.
    ///
    /// # Errors
    /// [`StatusListError`]. A list that is too long is refused, never cut short: a cut list reads as "not revoked".
    pub fn expand(kind: StatusListKind, encoded: &str, limits: &Limits) -> Result<Self, StatusListError> {
        Self::of_bytes(encoding::unpack(kind, encoded, limits)?)
    }

    fn of_bytes(bytes: Vec<u8>) -> Result<Self, StatusListError> {
        let list = Self { bytes };
        list.places(StatusSize::ONE)?;
        Ok(list)
    }

    /// Compresses the list to an `encodedList` (§3.4). The same bits always give the same text: no time, no file
    /// name, no operating system is written.
    #[must_use]
    pub fn encode(&self) -> String {
        encoding::pack(&self.bytes)
    }

    /// How many bits there are.
    #[must_use]
    pub fn bits(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX).saturating_mul(8)
    }

    /// The bit at an index, counted from the most significant bit of the first byte; `None` past the end.
    #[must_use]
    pub fn bit(&self, index: u32) -> Option<Bit> {
        self.bit_at(u64::from(index))
    }

    /// The value at an index in a list of that many bits for each badge: the bits from index times size on, the most
    /// significant first.
    ///
    /// # Errors
    /// [`StatusListError::TooShort`] if the list has fewer places of the size than [`StatusList::MIN_BITS`],
    /// [`StatusListError::OutOfRange`] if the index is none of them.
    pub fn value(&self, index: u32, size: StatusSize) -> Result<u8, StatusListError> {
        // spec/status.md#values
        let places = self.places(size)?;
        let out_of_range = || StatusListError::OutOfRange { index, places };
        if u64::from(index) >= places {
            return Err(out_of_range());
        }
        let width = u64::from(size.bits());
        let first = u64::from(index).checked_mul(width).ok_or_else(out_of_range)?;
        let mut value = 0_u8;
        for offset in 0..width {
            let at = first.checked_add(offset).ok_or_else(out_of_range)?;
            let bit = self.bit_at(at).ok_or_else(out_of_range)?;
            value = value.wrapping_shl(1) | u8::from(bit == Bit::Set);
        }
        Ok(value)
    }

    /// Sets or clears the bit at an index.
    ///
    /// # Errors
    /// [`StatusListError::OutOfRange`] past the end.
    pub fn set(&mut self, index: u32, bit: Bit) -> Result<(), StatusListError> {
        let places = self.bits();
        let byte = usize::try_from(index / 8).ok().and_then(|at| self.bytes.get_mut(at));
        let byte = byte.ok_or(StatusListError::OutOfRange { index, places })?;
        let mask = mask(u64::from(index));
        match bit {
            Bit::Set => *byte |= mask,
            Bit::Clear => *byte &= !mask,
        }
        Ok(())
    }

    /// How many bits are set.
    #[must_use]
    pub fn count_set(&self) -> u64 {
        self.bytes.iter().map(|byte| u64::from(byte.count_ones())).sum()
    }

    fn bit_at(&self, at: u64) -> Option<Bit> {
        let byte = self.bytes.get(usize::try_from(at / 8).ok()?)?;
        Some(if byte & mask(at) == 0 { Bit::Clear } else { Bit::Set })
    }

    /// How many whole places of a size there are, if they are enough.
    fn places(&self, size: StatusSize) -> Result<u64, StatusListError> {
        let found = self.bits() / u64::from(size.bits());
        if found < u64::from(Self::MIN_BITS) {
            return Err(StatusListError::TooShort { found, minimum: Self::MIN_BITS });
        }
        Ok(found)
    }
}

impl std::fmt::Debug for StatusList {
    /// Length and number of set bits; the bits themselves would fill a book.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StatusList").field("bits", &self.bits()).field("set", &self.count_set()).finish()
    }
}

/// Index 0 is the most significant bit of byte 0 (§3.2).
const fn mask(at: u64) -> u8 {
    0x80 >> (at % 8)
}

/// Why a text is no status list, or an index none of its places.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusListError {
    /// It does not unpack.
    #[error(transparent)]
    Encoding(#[from] EncodingError),
    /// An index past the last place.
    #[error("index {index} is past the end of a list of {places} places")]
    OutOfRange {
        /// The index.
        index: u32,
        /// How many places there are.
        places: u64,
    },
    /// Fewer places than [`StatusList::MIN_BITS`].
    #[error("the list has {found} places, fewer than the {minimum} that hide whom it is asked about")]
    TooShort {
        /// How many there are.
        found: u64,
        /// The least allowed.
        minimum: u32,
    },
}

impl StatusListError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Encoding(error) => error.code(),
            Self::OutOfRange { .. } => Code::StatusIndexOutOfRange,
            Self::TooShort { .. } => Code::StatusListTooShort,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(encoded: &str) -> Result<StatusList, StatusListError> {
        StatusList::expand(StatusListKind::Bitstring, encoded, &Limits::DEFAULT)
    }

    fn list_of(bytes: Vec<u8>) -> StatusList {
        StatusList::of_bytes(bytes).unwrap()
    }

    /// A list that begins with these bytes and is long enough for eight bits a badge.
    fn beginning(with: &[u8]) -> StatusList {
        let mut bytes = with.to_vec();
        bytes.resize(131_072, 0);
        list_of(bytes)
    }

    fn size(bits: u8) -> StatusSize {
        StatusSize::new(bits).unwrap()
    }

    #[test]
    fn a_list_comes_back_as_it_was_written() {
        let mut list = StatusList::new(StatusList::MIN_BITS).unwrap();
        assert_eq!((list.bits(), list.count_set()), (131_072, 0));
        for index in [0, 7, 8, 94_567, 131_071] {
            list.set(index, Bit::Set).unwrap();
        }
        let again = expand(&list.encode()).unwrap();
        assert_eq!(again, list);
        assert_eq!(again.encode(), list.encode());
        list.set(7, Bit::Clear).unwrap();
        assert_eq!(
            (list.bit(0), list.bit(7), list.bit(8)),
            (Some(Bit::Set), Some(Bit::Clear), Some(Bit::Set))
        );
        assert_eq!(list.count_set(), 4);
    }

    #[test]
    fn the_first_bit_is_the_most_significant_of_the_first_byte() {
        let mut bytes = vec![0; 16_384];
        bytes[0] = 0b1000_0001;
        bytes[16_383] = 1;
        let list = list_of(bytes);
        let set: Vec<u32> = (0..131_072).filter(|index| list.bit(*index) == Some(Bit::Set)).collect();
        assert_eq!(set, [0, 7, 131_071]);
        assert_eq!(list.bit(131_072), None);
        assert_eq!(list.bit(u32::MAX), None);
    }

    #[test]
    fn an_index_past_the_end_is_not_set() {
        let mut list = StatusList::new(StatusList::MIN_BITS).unwrap();
        let error = list.set(131_072, Bit::Set).unwrap_err();
        assert_eq!(error, StatusListError::OutOfRange { index: 131_072, places: 131_072 });
        assert_eq!(list.count_set(), 0);
    }

    #[test]
    fn a_list_that_verifiers_would_refuse_is_not_made() {
        let refused = EncodingError::TooLarge { limit: 16 << 20 };
        assert_eq!(StatusList::new(134_217_729), Err(refused.into()));
    }

    /// Threats B3.
    #[test]
    fn a_list_that_hides_nobody_is_too_short() {
        for bytes in [0_usize, 1, 16_383] {
            let found = u64::try_from(bytes * 8).unwrap();
            let refused = Err(StatusListError::TooShort { found, minimum: 131_072 });
            assert_eq!(expand(&encoding::pack(&vec![0; bytes])), refused);
            assert_eq!(StatusList::new(u32::try_from(found).unwrap()), refused);
        }
    }

    #[test]
    fn a_size_is_one_to_eight_bits() {
        let sizes: Vec<u8> = (0..=255).filter_map(StatusSize::new).map(StatusSize::bits).collect();
        assert_eq!(sizes, [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(StatusSize::new(1), Some(StatusSize::ONE));
        let values: Vec<usize> = (1..=8).map(|bits| size(bits).values()).collect();
        assert_eq!(values, [2, 4, 8, 16, 32, 64, 128, 256]);
    }

    /// Written out by hand: 10110011 01010111 11000001 ...
    #[test]
    fn a_value_may_lie_across_two_bytes() {
        let list = beginning(&[0b1011_0011, 0b0101_0111, 0b1100_0001]);
        let values = |bits: u8| -> Vec<u8> { (0..4).map(|i| list.value(i, size(bits)).unwrap()).collect() };
        assert_eq!(values(1), [0b1, 0b0, 0b1, 0b1]);
        assert_eq!(values(2), [0b10, 0b11, 0b00, 0b11]);
        assert_eq!(values(3), [0b101, 0b100, 0b110, 0b101]);
        assert_eq!(values(4), [0b1011, 0b0011, 0b0101, 0b0111]);
        assert_eq!(values(5), [0b10110, 0b01101, 0b01011, 0b11100]);
        assert_eq!(values(6), [0b101100, 0b110101, 0b011111, 0b000001]);
        assert_eq!(values(7), [0b1011001, 0b1010101, 0b1111000, 0b0010000]);
        assert_eq!(values(8), [0b10110011, 0b01010111, 0b11000001, 0]);
    }

    /// The standard divides the length by the size: what hides one among enough are places, not bits.
    #[test]
    fn a_list_must_have_enough_places_of_the_size_that_is_asked() {
        for bits in 1..=8_u8 {
            let enough = 16_384 * usize::from(bits);
            assert_eq!(list_of(vec![0xff; enough]).value(131_071, size(bits)), Ok(u8::MAX >> (8 - bits)));
            let refused = list_of(vec![0xff; enough]).value(131_072, size(bits));
            assert_eq!(refused, Err(StatusListError::OutOfRange { index: 131_072, places: 131_072 }));
            let huge = list_of(vec![0; enough]).value(u32::MAX, size(bits)).unwrap_err();
            assert_eq!(huge.code(), Code::StatusIndexOutOfRange);
            if bits > 1 {
                let found = (131_072 * u64::from(bits) - 8) / u64::from(bits);
                let short = list_of(vec![0; enough - 1]).value(0, size(bits));
                assert_eq!(short, Err(StatusListError::TooShort { found, minimum: 131_072 }));
            }
        }
    }

    /// 131,072 bytes are 349,525 places of three bits, and a bit that belongs to none.
    #[test]
    fn bits_that_make_no_whole_place_are_none() {
        let list = list_of(vec![0xff; 131_072]);
        assert_eq!(list.value(349_524, size(3)), Ok(7));
        let refused = Err(StatusListError::OutOfRange { index: 349_525, places: 349_525 });
        assert_eq!(list.value(349_525, size(3)), refused);
    }

    /// Against a reader that writes the list out as text of 0 and 1.
    #[test]
    fn every_value_is_what_a_naive_reader_reads() {
        // xorshift32: any bytes will do, as long as no two neighbours are alike.
        let mut state = 0x9e37_79b9_u32;
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[0]
        })
        .take(512)
        .collect();
        let text: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
        let list = beginning(&bytes);
        for bits in 1..=8_u8 {
            let wide = usize::from(bits);
            for index in 0..text.len() / wide {
                let naive = u8::from_str_radix(&text[index * wide..(index + 1) * wide], 2).unwrap();
                let index = u32::try_from(index).unwrap();
                assert_eq!(list.value(index, size(bits)), Ok(naive), "size {bits}, index {index}");
            }
        }
    }
}
