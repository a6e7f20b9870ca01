//! A hostile repository of accreditation lists plays against the verifier, and an honest one beside it.

use std::collections::BTreeSet;

use sanad_core::code::Code;
use sanad_testsuite::hostile::{ADVISORIES, CATALOGUE, Scenario, Side, TUF_ATTACKS, scenarios};
use sanad_verifier::outcome::Standing;
use sanad_verifier::report::{Report, Verdict};

/// What came of a game, in words.
fn told(report: &Report) -> String {
    let checks = report
        .checks()
        .filter(|(_, outcome)| matches!(outcome.standing(), Standing::Fail | Standing::Unknown));
    let checks: Vec<String> = checks
        .map(|(check, outcome)| {
            format!("{check} {} ({})", outcome.code().map_or("", Code::as_str), outcome.detail())
        })
        .collect();
    format!("{} {}", report.verdict().as_str(), checks.join(", "))
}

fn wrong(scenario: &Scenario) -> Vec<String> {
    let honest = (scenario.play)(Side::Honest);
    let hostile = (scenario.play)(Side::Hostile);
    let name = scenario.name;
    let mut wrong = Vec::new();
    if honest.verdict() != Verdict::Accept {
        wrong.push(format!("{name}, honest: {}", told(&honest)));
    }
    let code = hostile.reason().map(|(_, finding)| finding.code.as_str());
    if (hostile.verdict(), code) != (scenario.verdict, scenario.code) {
        let expected = scenario.code.unwrap_or("no code");
        wrong.push(format!(
            "{name}, hostile: {}, expected {} {expected}",
            told(&hostile),
            scenario.verdict.as_str()
        ));
    }
    wrong
}

#[test]
fn the_honest_repository_is_believed_and_the_hostile_one_gains_nothing() {
    let wrong: Vec<String> = scenarios().iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{} are not as expected:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn there_are_as_many_games_as_tufs_conformance_tests_and_each_has_a_name_of_its_own() {
    let scenarios = scenarios();
    assert!(scenarios.len() >= 53, "{}", scenarios.len());
    let names: BTreeSet<&str> = scenarios.iter().map(|scenario| scenario.name).collect();
    assert_eq!(names.len(), scenarios.len());
    for scenario in &scenarios {
        assert_eq!(scenario.code.is_none(), scenario.verdict == Verdict::Accept, "{}", scenario.name);
        if let Some(code) = scenario.code {
            assert!(code.parse::<Code>().is_ok(), "{code}");
        }
    }
}

#[test]
fn every_attack_and_every_published_fault_is_played() {
    let played: BTreeSet<&str> =
        scenarios().iter().flat_map(|scenario| scenario.rows.iter().copied()).collect();
    let known: BTreeSet<&str> = TUF_ATTACKS.into_iter().chain(CATALOGUE).chain(ADVISORIES).collect();
    let missing: Vec<_> = known.difference(&played).collect();
    let unheard: Vec<_> = played.difference(&known).collect();
    assert!(missing.is_empty() && unheard.is_empty(), "not played: {missing:?}; no row: {unheard:?}");
}
