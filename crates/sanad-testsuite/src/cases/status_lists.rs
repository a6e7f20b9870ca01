//! Status lists that are not what they should be. Each says neither yes nor no.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use flate2::{Compression, Crc, GzBuilder};
use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Json;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::content::Content;
use crate::document::{Document, LIST, by, status_entry};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const ENCODED: &str = "/credentialSubject/encodedList";

pub(super) fn cases() -> Vec<Vector> {
    [credentials(), encodings(), sizes()].concat()
}

/// The revocable badge, with this for the list.
fn with(name: &str, comment: &str, list: impl Into<Content>) -> Vector {
    Vector::new(name, comment)
        .spec("verification.md#status")
        .badge(Document::revocable_badge().sign(&by(Academy)))
        .evidence(LIST, list)
}

fn doubtful(name: &str, comment: &str, list: Document, code: Code) -> Vector {
    with(name, comment, list).twin("status_clear").expect(Undecided, Status, code)
}

fn unsigned() -> Document {
    Document::status_list(&[])
}

/// A list with this for its bits, signed.
fn encoded(text: impl Into<Json>) -> Document {
    unsigned().set(ENCODED, text).sign(&by(Academy))
}

/// Threats B5 to B8, B15.
fn credentials() -> Vec<Vector> {
    let signed = |list: Document| list.sign(&by(Academy));
    let other = "https://academy.example/status/8";
    let both = vec!["suspension", "revocation"];
    vec![
        with(
            "status_list_two_purposes",
            "A list for revocation and suspension at once.",
            signed(unsigned().set("/credentialSubject/statusPurpose", both)),
        )
        .accepted(),
        doubtful(
            "status_list_other_purpose",
            "A list of suspensions, where the badge's entry is about revocation.",
            signed(unsigned().set("/credentialSubject/statusPurpose", "suspension")),
            StatusPurposeMismatch,
        )
        .flag(Flag::Replayed),
        doubtful(
            "status_list_by_attacker",
            "A list that the attacker signed in its own name.",
            unsigned().set("/issuer", Attacker.did()).sign(&by(Attacker)),
            StatusListWrongIssuer,
        )
        .flag(Flag::Forged),
        doubtful(
            "status_list_forged",
            "A list that the attacker signed in the academy's name.",
            unsigned().sign(&by(Attacker)),
            StatusListProofInvalid,
        )
        .flag(Flag::Forged),
        doubtful(
            "status_list_altered",
            "A list whose period was stretched after signing.",
            signed(unsigned()).set("/validUntil", "2036-03-07T00:00:00Z"),
            StatusListProofInvalid,
        )
        .flag(Flag::Altered),
        doubtful("status_list_unsigned", "A list without a proof.", unsigned(), StatusListProofInvalid)
            .flag(Flag::Forged),
        doubtful(
            "status_list_other_id",
            "Another list of the academy's under this URL.",
            signed(Document::status_list_for("revocation", other, &[])),
            StatusListIdMismatch,
        )
        .flag(Flag::Replayed),
        doubtful(
            "status_list_is_a_badge",
            "A badge in place of the list.",
            Document::badge().set("/id", LIST).sign(&by(Academy)),
            TypeUnexpected,
        )
        .flag(Flag::Malformed),
        doubtful(
            "status_list_subject_type",
            "A list whose subject is no BitstringStatusList.",
            signed(unsigned()).set("/credentialSubject/type", "BitstringStatusListEntry"),
            TypeUnexpected,
        )
        .flag(Flag::Malformed),
        doubtful(
            "status_list_without_bits",
            "A list without encodedList.",
            signed(unsigned().remove(ENCODED)),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
        doubtful(
            "status_list_ttl_negative",
            "A ttl below zero.",
            signed(unsigned().set("/credentialSubject/ttl", super::documents::number(-1.0))),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
        doubtful(
            "status_list_ttl_2_63",
            "A ttl of 2^63 milliseconds, which is negative to some readers.",
            signed(
                unsigned()
                    .set("/credentialSubject/ttl", super::documents::number(9_223_372_036_854_775_808.0)),
            ),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
        doubtful(
            "status_list_ttl_fraction",
            "A ttl of half a millisecond.",
            signed(unsigned().set("/credentialSubject/ttl", super::documents::number(0.5))),
            StatusListMalformed,
        )
        .flag(Flag::Malformed),
        with(
            "status_list_ttl_0",
            "A ttl of 0: no copy is to be kept.",
            signed(unsigned().set("/credentialSubject/ttl", 0_u32)),
        )
        .accepted(),
        with(
            "status_list_ttl",
            "A ttl that is longer than the list's validity, and says nothing about it.",
            signed(unsigned().set("/credentialSubject/ttl", 4_000_000_000_u32)),
        )
        .accepted(),
        with("status_list_last_instant", "The last instant of the list's validity.", signed(unsigned()))
            .at("2026-03-07T00:00:00Z")
            .accepted(),
        doubtful("status_list_expired", "A second after it.", signed(unsigned()), StatusListExpired)
            .flag(Flag::OutOfTime)
            .twin("status_list_last_instant")
            .at("2026-03-07T00:00:01Z"),
        with(
            "status_list_within_skew",
            "A list that begins to speak 60 seconds after the time asked: clocks differ.",
            signed(unsigned().set("/validFrom", "2026-03-01T09:01:00Z")),
        )
        .accepted(),
        doubtful(
            "status_list_not_yet",
            "A list that begins to speak 61 seconds after the time asked.",
            signed(unsigned().set("/validFrom", "2026-03-01T09:01:01Z")),
            StatusListNotYetValid,
        )
        .flag(Flag::OutOfTime)
        .twin("status_list_within_skew"),
        doubtful(
            "status_list_has_status",
            "A list whose own status is in itself.",
            signed(unsigned().set("/credentialStatus", status_entry("revocation", LIST))),
            StatusRecursive,
        )
        .flag(Flag::Exhausting),
    ]
}

/// Threats B2, B13.
fn encodings() -> Vec<Vector> {
    let zeros = vec![0; 16_384];
    let good = gzip(&zeros);
    let text = |bytes: &[u8]| format!("u{}", URL_SAFE_NO_PAD.encode(bytes));
    let malformed = |name: &str, comment: &str, text: String, code| {
        doubtful(name, comment, encoded(text), code).flag(Flag::Malformed)
    };
    // RFC 1952 §2.3.1: the checksum is the first four of the last eight bytes.
    let flip = |(at, byte): (usize, &u8)| if at + 8 == good.len() { byte ^ 1 } else { *byte };
    let wrong_sum: Vec<u8> = good.iter().enumerate().map(flip).collect();
    let two = [gzip(&zeros), gzip(&[0xff; 16_384])].concat();
    // Stored bytes beyond what URL and standard base64 spell alike.
    let odd: Vec<u8> = (0..16_384_u32).map(|at| u8::try_from(at % 251).unwrap_or_default()).collect();
    vec![
        malformed(
            "status_list_no_multibase",
            "The list without the `u` before it.",
            URL_SAFE_NO_PAD.encode(&good),
            StatusListEncoding,
        ),
        malformed(
            "status_list_base58",
            "The list said to be in base58.",
            format!("z{}", URL_SAFE_NO_PAD.encode(&good)),
            StatusListEncoding,
        ),
        malformed(
            "status_list_padded",
            "The list with padding.",
            format!("u{}", padded(&good)),
            StatusListEncoding,
        ),
        malformed(
            "status_list_standard_alphabet",
            "The list in the other base64 alphabet.",
            format!("u{}", STANDARD.encode(gzip(&odd)).trim_end_matches('=')),
            StatusListEncoding,
        ),
        malformed(
            "status_list_two_members",
            "Two gzip members: half of the readers see the second.",
            text(&two),
            StatusListMalformed,
        )
        .flag(Flag::Ambiguous),
        malformed(
            "status_list_trailing_bytes",
            "Four bytes behind the gzip member.",
            text(&[&good[..], b"XXXX"].concat()),
            StatusListMalformed,
        )
        .flag(Flag::Ambiguous),
        malformed(
            "status_list_wrong_checksum",
            "A gzip member with another checksum.",
            text(&wrong_sum),
            StatusListMalformed,
        ),
        malformed(
            "status_list_cut_short",
            "A gzip member without its last byte.",
            text(good.split_last().map_or(&[][..], |(_, rest)| rest)),
            StatusListMalformed,
        ),
        malformed(
            "status_list_not_gzip",
            "16 KiB of zeros, not compressed.",
            text(&[0; 16_384]),
            StatusListMalformed,
        ),
    ]
}

/// Threats B1, B3.
fn sizes() -> Vec<Vector> {
    let of_bytes = |count: usize| encoded(zeros(count));
    let bomb = encoded(format!("u{}", URL_SAFE_NO_PAD.encode(gzip_of_1_gib())));
    vec![
        doubtful(
            "status_list_too_short",
            "131,064 bits, a byte less than hides whom it is asked about.",
            of_bytes(16_383),
            StatusListTooShort,
        )
        .flag(Flag::Privacy),
        doubtful("status_list_one_byte", "8 bits.", of_bytes(1), StatusListTooShort).flag(Flag::Privacy),
        with("status_list_at_limit", "A list of 16 MiB.", of_bytes(16 << 20)).accepted(),
        doubtful(
            "status_list_past_limit",
            "A list of 16 MiB and a byte. It is not cut short: a cut list reads as not revoked.",
            of_bytes((16 << 20) + 1),
            StatusListTooLarge,
        )
        .flag(Flag::Exhausting)
        .twin("status_list_at_limit"),
        with("status_list_of_1_gib", "A list that unpacks to 1 GiB.", Content::folded(&bomb.text(), "A"))
            .flag(Flag::Exhausting)
            .twin("status_list_at_limit")
            .expect(Undecided, Status, StatusListTooLarge),
    ]
}

/// An `encodedList` of so many zero bytes.
pub(super) fn zeros(count: usize) -> String {
    format!("u{}", URL_SAFE_NO_PAD.encode(gzip(&vec![0; count])))
}

fn padded(bytes: &[u8]) -> String {
    // Behind a header of one more or less byte there is always padding to write.
    let text = URL_SAFE.encode(bytes);
    if text.ends_with('=') { text } else { format!("{text}==") }
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    writer.write_all(bytes).and_then(|()| writer.finish()).expect("writing to memory")
}

/// 1 GiB of zeros as one gzip member, made by hand so that it is the same whatever compresses elsewhere: a zero, and
/// 4,161,790 times "the last 258 bytes again" in two bits each, all of them 0.
fn gzip_of_1_gib() -> Vec<u8> {
    // RFC 1952 §2.3: deflate, no name, no time, unknown system.
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    let mut bits = Bits::default();
    // RFC 1951 §3.2.7: the last block, dynamic codes; 286 lengths, 1 distance, 18 lengths of the code of lengths.
    bits.number(1, 1);
    bits.number(2, 2);
    bits.number(286 - 257, 5);
    bits.number(0, 5);
    bits.number(18 - 4, 4);
    // In the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1: two bits each for 18, 3, 2 and 1.
    for length in [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, 2] {
        bits.number(length, 3);
    }
    // So 1 is 00, 2 is 01, 3 is 10, and 18, which is a run of zeros, 11 and the run less 11.
    let (one, two, three, zeros) = ([0, 0], [0, 1], [1, 0], [1, 1]);
    // Byte 0 has 2 bits: 10. End of block has 3: 110. Copy 3 has 3: 111. Copy 258 has 1: 0. Distance 1 has 1: 0.
    bits.code(&two);
    for run in [138, 117] {
        bits.code(&zeros);
        bits.number(run - 11, 7);
    }
    bits.code(&three);
    bits.code(&three);
    bits.code(&zeros);
    bits.number(27 - 11, 7);
    bits.code(&one);
    bits.code(&one);
    bits.code(&[1, 0]);
    let size = 1_usize << 30;
    for _ in 0..(size - 1) / 258 {
        bits.code(&[0, 0]);
    }
    for _ in 0..(size - 1) % 258 / 3 {
        bits.code(&[1, 1, 1, 0]);
    }
    bits.code(&[1, 1, 0]);
    bytes.extend(bits.finish());
    let mut sum = Crc::new();
    let mebibyte = vec![0; 1 << 20];
    (0..size >> 20).for_each(|_| sum.update(&mebibyte));
    bytes.extend(sum.sum().to_le_bytes());
    bytes.extend(u32::try_from(size).unwrap_or_default().to_le_bytes());
    bytes
}

/// Bits as deflate packs them (RFC 1951 §3.1.1): from the least significant of each byte on.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    open: u8,
    count: u8,
}

impl Bits {
    fn bit(&mut self, bit: u8) {
        self.open |= bit << self.count;
        self.count += 1;
        if self.count == 8 {
            self.bytes.push(std::mem::take(&mut self.open));
            self.count = 0;
        }
    }

    /// A number, its least significant bit first.
    fn number(&mut self, number: u16, width: u8) {
        for at in 0..width {
            self.bit(u8::from(number >> at & 1 == 1));
        }
    }

    /// A Huffman code, its first bit first.
    fn code(&mut self, code: &[u8]) {
        for bit in code {
            self.bit(*bit);
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.open);
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::bufread::GzDecoder;

    use super::*;

    #[test]
    fn the_list_of_1_gib_is_one_intact_gzip_member() {
        let bytes = gzip_of_1_gib();
        let mut decoder = GzDecoder::new(&*bytes);
        let (mut chunk, mut total) = (vec![0; 1 << 20], 0_usize);
        loop {
            let read = decoder.read(&mut chunk).expect("intact");
            if read == 0 {
                break;
            }
            assert!(chunk[..read].iter().all(|byte| *byte == 0));
            total += read;
        }
        assert_eq!((total, decoder.into_inner().len()), (1 << 30, 0));
        assert!(bytes.len() < 1_100_000, "{}", bytes.len());
    }
}
