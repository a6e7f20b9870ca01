//! Status lists: what unpacks, unpacks to what another implementation finds in it; a badge is good only where its bit in the
//! list is clear, and by a list that its issuer signed.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use sanad_core::canonical::jcs;
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::multibase::Base;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::status_list::credential::StatusListCredential;
use sanad_core::status_list::kind::StatusListKind;
use sanad_core::status_list::{Bit, StatusList, StatusSize};
use sanad_fuzz::{issuer, mutator, promises};
use sanad_testsuite::document::{Document, INDEX, LIST};
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::policy::Policy;
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::verify::Verifier;
use zune_inflate::{DeflateDecoder, DeflateOptions};

/// Bytes that a list may unpack to here: enough to be long, and quick.
const MOST: usize = 1 << 18;

static ANCHORS: LazyLock<Vec<TrustAnchor>> = LazyLock::new(|| vec![TrustAnchor::issuer(issuer::did())]);
static BADGE: LazyLock<String> = LazyLock::new(|| {
    let badge = Document::revocable_badge().set("/issuer/id", issuer::did()).into_object();
    issuer::signed(&badge, Cryptosuite::EddsaJcs2022).expect("a badge").to_compact()
});
/// The lists that this issuer signed: with the badge's bit clear, with its neighbours set, with it set.
static LISTS: LazyLock<Vec<Object>> = LazyLock::new(|| {
    let sets: [&[u32]; 3] = [&[], &[INDEX - 1, INDEX + 1], &[INDEX]];
    sets.map(|set| issuer::signed(&issuer::status_list(set), Cryptosuite::EddsaJcs2022).expect("a list"))
        .into()
});
static STARTS: LazyLock<Vec<String>> = LazyLock::new(|| LISTS.iter().map(Object::to_compact).collect());

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::json_or_bytes(data, size, max_size, seed, &STARTS, 64)
});

fuzz_target!(|data: &[u8]| {
    match Json::parse(data) {
        Ok(Json::Object(document)) => {
            as_received(data, &document);
            signed(document);
        }
        _ => unpacked(data),
    }
});

/// Bytes as a list: as its text, as what is compressed in it, and as its bits.
fn unpacked(data: &[u8]) {
    let limits = issuer::limits(|limits| limits.status_list_bytes = MOST);
    if let Ok(text) = std::str::from_utf8(data) {
        for kind in [StatusListKind::Bitstring, StatusListKind::StatusList2021] {
            if let Ok(list) = StatusList::expand(kind, text, &limits) {
                same_to_others(&list, text.strip_prefix('u').unwrap_or(text));
            }
        }
    }
    let text = Base::Base64Url.encode(data);
    if let Ok(list) = StatusList::expand(StatusListKind::Bitstring, &text, &limits) {
        same_to_others(&list, &text[1..]);
        let again = StatusList::expand(StatusListKind::Bitstring, &list.encode(), &limits);
        assert!(again.is_ok_and(|again| again == list), "packed and unpacked, it is another list");
    }
    let mut list = StatusList::new(StatusList::MIN_BITS).expect("long enough");
    let indexes =
        data.chunks_exact(3).map(|b| u32::from_le_bytes([b[0], b[1], b[2], 0]) % StatusList::MIN_BITS);
    let indexes: Vec<u32> = indexes.collect();
    indexes.iter().for_each(|index| list.set(*index, Bit::Set).expect("within the list"));
    assert!(indexes.iter().all(|index| list.bit(*index) == Some(Bit::Set)), "a bit that was set is not");
    let distinct: std::collections::BTreeSet<&u32> = indexes.iter().collect();
    assert_eq!(list.count_set(), distinct.len() as u64, "other bits are set");
    let again = StatusList::expand(StatusListKind::Bitstring, &list.encode(), &limits).expect("our own list");
    assert!(again == list, "packed and unpacked, it is another list");
}

fn same_to_others(list: &StatusList, base64: &str) {
    let Ok(packed) = Base::Base64Url.decode_bare(base64.trim_end_matches('=')) else { return };
    let options = DeflateOptions::default().set_limit(2 * MOST).set_confirm_checksum(true);
    let bytes = DeflateDecoder::new_with_options(&packed, options).decode_gzip();
    let bytes = bytes.unwrap_or_else(|error| panic!("another implementation does not unpack it: {error:?}"));
    assert_eq!(list.bits(), bytes.len() as u64 * 8, "another length");
    let ones: u64 = bytes.iter().map(|byte| u64::from(byte.count_ones())).sum();
    assert_eq!(list.count_set(), ones, "other bits");
    for index in [0, 7, 8, INDEX, StatusList::MIN_BITS - 1] {
        let theirs = bytes.get(index as usize / 8).map(|byte| byte >> (7 - index % 8) & 1);
        assert_eq!(list.bit(index).map(|bit| u8::from(bit == Bit::Set)), theirs, "another bit at {index}");
        assert_eq!(list.value(index, StatusSize::ONE).ok(), theirs, "another value at {index}");
    }
}

/// With the proof that is in it: only what this issuer signed makes the badge good.
fn as_received(data: &[u8], document: &Object) {
    if judge(data).verdict() == Verdict::Accept {
        let content = jcs::canonicalize(&document.without("proof"));
        let known = LISTS.iter().take(2).any(|list| jcs::canonicalize(&list.without("proof")) == content);
        assert!(known, "a list that nobody signed makes a badge good");
    }
}

/// Signed by this issuer, whatever it says: it is taken at its word.
fn signed(document: Object) {
    let mut content = document.without("proof");
    issuer::name(&mut content);
    let Ok(list) = issuer::signed(&content, Cryptosuite::EddsaJcs2022) else { return };
    let report = judge(list.to_compact().as_bytes());
    promises::keep(&report);
    let code = report.reason().map(|(_, finding)| finding.code);
    if report.verdict() == Verdict::Accept || code == Some(Code::StatusRevoked) {
        let read = StatusListCredential::read(&list).expect("it decided");
        let bits = read.expand(&Limits::DEFAULT).expect("it decided");
        let expected = if report.verdict() == Verdict::Accept { Bit::Clear } else { Bit::Set };
        assert_eq!(bits.bit(INDEX), Some(expected), "{}", list.to_compact());
        assert!(read.purposes().contains(&"revocation"), "another purpose decides");
        // The issuer's clock may be ahead. `spec/verification.md#conventions`
        let soon = issuer::at().plus_seconds(Policy::DEFAULT_CLOCK_SKEW_SECONDS.into()).expect("a time");
        assert!(read.valid_from().is_none_or(|from| from <= soon), "not yet in force");
        assert!(read.valid_until().is_none_or(|until| issuer::at() <= until), "out of date");
        assert!(read.id().is_none_or(|id| id == LIST), "another's id");
    }
}

fn judge(list: &[u8]) -> Report {
    let mut evidence = Evidence::new();
    // What is no JSON is remembered as such.
    let _ = evidence.insert(LIST, list);
    let badge = sanad_core::badge::SignedBadge::from_json(BADGE.as_bytes()).expect("a badge");
    Verifier::new(&ANCHORS, &evidence).verify(badge, issuer::at())
}
