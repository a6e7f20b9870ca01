//! What must hold in every world of authorities, lists and badges, in thousands of them.

use std::collections::BTreeMap;

use sanad_testsuite::worlds::World;
use sanad_verifier::outcome::CheckId;
use sanad_verifier::report::{Report, Verdict};

fn code(report: &Report) -> String {
    let code = report.reason().map(|(check, finding)| format!("{check} {}", finding.code));
    format!("{} {}", report.verdict().as_str(), code.unwrap_or_default())
}

/// Whether some authority denies the issuer, on whatever path.
fn is_denied(report: &Report) -> bool {
    let told = report.to_json();
    told.contains("\"answer\":\"denied\"") || told.contains("\"answer\": \"denied\"")
}

/// What went wrong in a world, with what it was made of.
fn told(seed: u64, before: &Report, after: &Report, world: &World) -> String {
    format!("world {seed}: {} became {}\n{}", code(before), code(after), world.told())
}

#[test]
fn the_worlds_are_neither_all_good_nor_all_bad() {
    let mut verdicts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    let count = 1000;
    for seed in 0..count {
        let report = World::of(seed).judge();
        *verdicts.entry(report.verdict().as_str()).or_default() += 1;
        *codes.entry(code(&report)).or_default() += 1;
    }
    for verdict in [Verdict::Accept, Verdict::Reject, Verdict::Undecided] {
        let found = verdicts.get(verdict.as_str()).copied().unwrap_or_default();
        assert!(found >= 100, "{found} of {count} worlds {}: {codes:?}", verdict.as_str());
    }
    assert!(codes.len() >= 12, "{codes:?}");
}

#[test]
fn a_denial_of_the_issuer_never_makes_a_badge_better() {
    let mut asked = 0;
    let mut worse = 0;
    for seed in 2000..2080 {
        let world = World::of(seed);
        let before = world.judge();
        for (nth, changed) in world.with_issuer_denied().iter().enumerate() {
            let after = changed.judge();
            asked += 1;
            worse += usize::from(after.verdict() != before.verdict());
            let is_better = after.verdict() == Verdict::Accept && before.verdict() != Verdict::Accept;
            assert!(!is_better, "change {nth}: {}", told(seed, &before, &after, changed));
        }
    }
    assert!(asked > 1000 && worse * 10 > asked, "{worse} of {asked} answers changed");
}

/// An authority that loses a right can no longer vouch, and no longer deny. Where none denies or might, nothing gets
/// better.
#[test]
fn a_right_that_an_authority_loses_never_makes_a_badge_better() {
    let mut asked = 0;
    let mut worse = 0;
    for seed in 3000..3120 {
        let world = World::of(seed).without_vetoes();
        let before = world.judge();
        if is_denied(&before) {
            continue;
        }
        for (nth, changed) in world.with_authority_denied().iter().enumerate() {
            let after = changed.judge();
            asked += 1;
            worse += usize::from(after.verdict() != before.verdict());
            let is_better = after.verdict() == Verdict::Accept && before.verdict() != Verdict::Accept;
            assert!(!is_better, "change {nth}: {}", told(seed, &before, &after, changed));
        }
    }
    assert!(asked > 600 && worse > 20, "{worse} of {asked} answers changed");
}

#[test]
fn a_list_that_is_lost_never_makes_an_issuer_unaccredited() {
    let mut asked = 0;
    let mut changed = 0;
    for seed in 4000..4400 {
        let world = World::of(seed);
        let before = world.judge();
        for index in 0..world.len() {
            let without = world.without_list(index);
            let after = without.judge();
            asked += 1;
            changed += usize::from(after.verdict() != before.verdict());
            let is_no = after.verdict() == Verdict::Reject && before.verdict() != Verdict::Reject;
            assert!(!is_no, "list {index}: {}", told(seed, &before, &after, &without));
        }
    }
    assert!(asked > 800 && changed > 80, "{changed} of {asked} answers changed");
}

#[test]
fn schemas_that_are_lost_never_make_a_no_nor_a_yes() {
    let mut asked = 0;
    let mut changed = 0;
    for seed in 4400..4450 {
        for (nth, world) in World::of(seed).with_a_schema_more().iter().enumerate() {
            let (before, lost) = (world.judge(), world.without_schemas());
            let after = lost.judge();
            asked += 1;
            changed += usize::from(after.verdict() != before.verdict());
            for decided in [Verdict::Accept, Verdict::Reject] {
                let is_new = after.verdict() == decided && before.verdict() != decided;
                assert!(!is_new, "change {nth}: {}", told(seed, &before, &after, &lost));
            }
        }
    }
    assert!(asked > 90 && changed > 8, "{changed} of {asked} answers changed");
}

#[test]
fn a_schema_more_never_lets_more_through() {
    let mut asked = 0;
    let mut worse = 0;
    for seed in 6200..6260 {
        let world = World::of(seed);
        let before = world.judge();
        for (nth, changed) in world.with_a_schema_more().iter().enumerate() {
            for changed in [changed.clone(), changed.without_schemas()] {
                let after = changed.judge();
                asked += 1;
                worse += usize::from(after.verdict() != before.verdict());
                let is_better = after.verdict() == Verdict::Accept && before.verdict() != Verdict::Accept;
                assert!(!is_better, "change {nth}: {}", told(seed, &before, &after, &changed));
            }
        }
    }
    assert!(asked > 200 && worse > 10, "{worse} of {asked} answers changed");
}

/// A narrower scope also makes a denial narrower: who is suspended for degrees may award certificates. Where none
/// denies or might, nothing gets better.
#[test]
fn a_narrower_scope_never_lets_more_through() {
    let mut asked = 0;
    let mut worse = 0;
    for seed in 6000..6120 {
        let world = World::of(seed).without_vetoes();
        let before = world.judge();
        if is_denied(&before) {
            continue;
        }
        for (nth, changed) in world.with_a_scope_narrowed(seed).iter().enumerate() {
            let after = changed.judge();
            asked += 1;
            worse += usize::from(after.verdict() != before.verdict());
            let is_better = after.verdict() == Verdict::Accept && before.verdict() != Verdict::Accept;
            assert!(!is_better, "change {nth}: {}", told(seed, &before, &after, changed));
        }
    }
    assert!(asked > 600 && worse > 20, "{worse} of {asked} answers changed");
}

#[test]
fn the_order_of_the_bundle_never_changes_a_byte_of_the_report() {
    let mut told_apart = 0;
    for seed in 8000..8400 {
        let world = World::of(seed);
        let straight = world.judge();
        let order: Vec<usize> = (0..world.len()).collect();
        let backwards: Vec<usize> = order.iter().rev().copied().collect();
        let turn = usize::try_from(seed).unwrap_or_default() % world.len().max(1);
        let mut turned = order.clone();
        turned.rotate_left(turn);
        // Each list twice, as from two servers.
        let twice: Vec<usize> = turned.iter().chain(&backwards).copied().collect();
        for other in [&backwards, &turned, &twice] {
            assert_eq!(world.judge_in_order(other).to_json(), straight.to_json(), "world {seed}, {other:?}");
        }
        told_apart += usize::from(straight.outcome(CheckId::Accreditation).code().is_some());
    }
    assert!(told_apart > 80, "{told_apart}");
}
