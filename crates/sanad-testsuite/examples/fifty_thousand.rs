//! Fifty thousand institutions in eight lists, and a thousand of their badges: what it costs to say who may award what.
//!
//! `cargo run --release -p sanad-testsuite --example fifty_thousand`
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "it says what it measured, and stops where it cannot"
)]

use std::time::{Duration, Instant};

use sanad_core::badge::SignedBadge;
use sanad_core::json::{Json, Object};
use sanad_testsuite::authority::Party;
use sanad_testsuite::authority::entry::Entry;
use sanad_testsuite::authority::list::List;
use sanad_testsuite::cost;
use sanad_testsuite::document::{AT, time};
use sanad_testsuite::hostile::game::trusting;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

/// As many as a large country has; seven regional accreditors list them.
const INSTITUTIONS: usize = 50_000;
const REGIONS: usize = 7;
const BADGES: usize = 1_000;
/// How often each badge is judged; the quickest counts.
const ROUNDS: usize = 5;

fn institution(number: usize) -> Party {
    Party::named(&format!("college{number}"))
}

fn region(number: usize) -> Party {
    Party::named(&format!("region{number}"))
}

fn scope() -> Object {
    Object::new()
        .with("limitAchievementType", vec!["Certificate", "Diploma"])
        .with("limitCredentialType", vec!["OpenBadgeCredential"])
}

fn text(document: Object) -> Vec<u8> {
    Json::Object(document).to_compact().into_bytes()
}

/// The council's list, and one for each region.
fn lists() -> Vec<Vec<u8>> {
    let council = Party::named("council");
    let top = (0..REGIONS)
        .fold(List::by(&council), |list, number| list.with(Entry::of(&region(number)).recognize()));
    let mut lists = vec![text(top.sign())];
    for number in 0..REGIONS {
        let listed = (0..INSTITUTIONS).filter(|institution| institution % REGIONS == number);
        let list = listed.fold(List::by(&region(number)), |list, number| {
            list.with(Entry::of(&institution(number)).issue().scope(scope()))
        });
        lists.push(text(list.sign()));
    }
    lists
}

fn badge(number: usize) -> Vec<u8> {
    let institution = institution(number * (INSTITUTIONS / BADGES) + number % REGIONS);
    let badge = institution
        .unsigned_badge()
        .set("/id", format!("https://badges.example/{number}"))
        .set("/credentialSubject/achievement/achievementType", "Certificate");
    text(institution.sign_badge(badge, 1, sanad_testsuite::document::ISSUED))
}

fn quickest(mut act: impl FnMut()) -> Duration {
    let one = || {
        let begun = Instant::now();
        act();
        begun.elapsed()
    };
    std::iter::repeat_with(one).take(ROUNDS).min().unwrap_or_default()
}

fn main() {
    let anchors: Vec<TrustAnchor> = vec![trusting(&Party::named("council")).into()];
    let at = time(AT);
    let lists = lists();
    let bytes: usize = lists.iter().map(Vec::len).sum();
    let largest = lists.iter().map(Vec::len).max().unwrap_or_default();
    println!(
        "{INSTITUTIONS} institutions in {} lists of {bytes} bytes, the largest of {largest}",
        lists.len()
    );

    let read = || {
        let mut evidence = Evidence::new();
        for (number, list) in lists.iter().enumerate() {
            evidence.insert(format!("https://copies.example/{number}"), list).expect("a list");
        }
        evidence
    };
    let (evidence, reading) = cost::of(read);
    println!("read: {:.0?}, {} MiB", reading.time, reading.memory.unwrap_or_default() >> 20);
    let (_, largest) = cost::of(|| {
        let mut evidence = Evidence::new();
        let list = lists.iter().max_by_key(|list| list.len()).expect("a list");
        evidence.insert("https://copies.example/largest", list).expect("a list");
        evidence
    });
    println!("read the largest: {:.0?}, {} MiB", largest.time, largest.memory.unwrap_or_default() >> 20);
    let verifier = Verifier::new(&anchors, &evidence);
    let (trusted, indexing) = cost::of(|| verifier.trusted_lists(at));
    println!("believe and index: {:.0?}, {} MiB", indexing.time, indexing.memory.unwrap_or_default() >> 20);

    let badges: Vec<SignedBadge> =
        (0..BADGES).map(|number| SignedBadge::from_json(&badge(number)).expect("a badge")).collect();
    let with_lists = verifier.with_trusted_lists(&trusted);
    // The same without the question who may award: signature and all other checks, by the issuer's own document.
    let mut sites = Evidence::new();
    for number in 0..BADGES {
        let institution = institution(number * (INSTITUTIONS / BADGES) + number % REGIONS);
        sites.insert(institution.controller_url(), &text(institution.controller(1))).expect("a document");
    }
    let signature = Verifier::new(&[], &sites).with_policy(Policy::authentic());
    for badge in &badges {
        assert_eq!(with_lists.verify(badge.clone(), at).verdict(), Verdict::Accept);
        assert_eq!(signature.verify(badge.clone(), at).verdict(), Verdict::Accept);
    }
    let count = u32::try_from(BADGES).unwrap_or(u32::MAX);
    let all = quickest(|| badges.iter().for_each(|badge| drop(with_lists.verify(badge.clone(), at)))) / count;
    let rest = quickest(|| badges.iter().for_each(|badge| drop(signature.verify(badge.clone(), at)))) / count;
    println!("a badge: {all:.1?}; without the question who may award it: {rest:.1?}");
    println!("accreditation: {:.1?} a badge", all.saturating_sub(rest));
}
