//! No signed badge survives a change of meaning: every single-change mutant is refused, or proven to say the same.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it counted, and stops where it cannot"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::meaning::{Likeness, Original};
use sanad_core::badge::SignedBadge;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::status_list::credential::StatusListDraft;
use sanad_core::status_list::{Bit, StatusList};
use sanad_core::timestamp::Timestamp;
use sanad_testsuite::academy::{SUITES, created, evidence_for, options, prove, signed, unsigned};
use sanad_testsuite::keys::Who;
use sanad_testsuite::mutate::{Kind, Vocabulary, mutants};
use sanad_testsuite::selective;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::verify::Verifier;

/// How many changes of meaning of a suite's badges the gate tries at least, and the full run.
const DEMANDED: usize = 15_000;
const DEMANDED_IN_FULL: usize = 500_000;

/// How many ordinary badges are changed.
const ORDINARY: u64 = 24;

/// Of ordinary badges the gate tries one change in so many, another for each badge.
const EVERY: usize = 80;

/// Of the special ones, and of one that is shown in part.
const EVERY_SPECIAL: usize = 4;

#[test]
fn no_single_change_of_meaning_to_an_rdfc_badge_is_accepted() {
    attack(Cryptosuite::EddsaRdfc2022, EVERY, EVERY_SPECIAL, DEMANDED);
}

#[test]
fn no_single_change_of_meaning_to_a_jcs_badge_is_accepted() {
    attack(Cryptosuite::EddsaJcs2022, EVERY, EVERY_SPECIAL, DEMANDED);
}

#[test]
#[ignore = "takes minutes: every change of every badge"]
fn no_single_change_of_meaning_at_all_is_accepted() {
    attack(Cryptosuite::EddsaRdfc2022, 1, 1, DEMANDED_IN_FULL);
    attack(Cryptosuite::EddsaJcs2022, 1, 1, DEMANDED_IN_FULL);
}

/// Every statement has to be signed, and no other may be added, left out or moved to another node.
#[test]
fn no_single_change_of_meaning_to_a_badge_shown_in_part_is_accepted() {
    attack_shown_in_part(EVERY_SPECIAL);
}

#[test]
#[ignore = "takes minutes: every change of the badge"]
fn no_single_change_of_meaning_to_a_badge_shown_in_part_at_all_is_accepted() {
    attack_shown_in_part(1);
}

fn attack_shown_in_part(every: usize) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../test-vectors/badge/selective_with_evidence/badge.json");
    let Json::Object(badge) = Json::parse(&std::fs::read(file).unwrap()).unwrap() else { panic!() };
    let anchors = [TrustAnchor::issuer(selective::keys::did(&selective::keys::of("academy").issuer))];
    let evidence = Evidence::new();
    let good = judge(&anchors, &evidence, Json::Object(badge.clone()).to_compact().as_bytes());
    assert_eq!(good.verdict(), Verdict::Accept, "{:?}", good.reason());
    let original = Original::new(&badge, Cryptosuite::EcdsaSd2023, findings(&good));
    let (mut refused, mut alike, mut number) = (0, 0, 0);
    mutants(&badge, &Vocabulary::official(), 0, &mut |mutant| {
        number += 1;
        if !usize::is_multiple_of(number, every) {
            return;
        }
        let report = judge(&anchors, &evidence, &mutant.bytes);
        if report.verdict() == Verdict::Accept {
            let likeness = original.compare(&mutant.bytes, &findings(&report));
            assert!(likeness.is_ok(), "{:?}: {}: {likeness:?}", mutant.kind, mutant.change);
            alike += 1;
        } else {
            refused += 1;
        }
    });
    println!("a badge shown in part: {refused} changes refused, {alike} proven to say the same");
    assert!(refused > 12_000 / every, "only {refused} mutants");
}

/// The other document that decides: a list with the badge's bit set, and one that has ended and names itself.
#[test]
fn no_single_change_to_a_status_list_makes_a_badge_good() {
    let vocabulary = Vocabulary::official();
    let anchors = [TrustAnchor::issuer(Who::Academy.did())];
    let badge = signed(Who::Academy, smallest(&["credentialStatus"]), Cryptosuite::EddsaRdfc2022);
    let bytes = Json::Object(badge.clone()).to_compact();
    let entry = badge.get("credentialStatus").and_then(Json::as_object).unwrap();
    let member = |name| entry.text(name).unwrap();
    let (url, purpose) = (member("statusListCredential"), member("statusPurpose"));
    let with = |list: &[u8]| {
        let mut evidence = Evidence::new();
        // What is no JSON at all is remembered as such.
        let _ = evidence.insert(url, list);
        evidence
    };
    let mut bits = StatusList::new(StatusList::MIN_BITS).unwrap();
    let draft = |bits: &StatusList| StatusListDraft::new(url, &Who::Academy.did(), purpose, bits, created());
    let clear = draft(&bits).into_object();
    let mut over = draft(&bits).valid_until("2026-03-01T09:30:00Z".parse().unwrap()).into_object();
    if let Some(Json::Object(subject)) = over.get_mut("credentialSubject") {
        subject.insert("id", url);
    }
    bits.set(member("statusListIndex").parse().unwrap(), Bit::Set).unwrap();
    let set = draft(&bits).into_object();
    for suite in SUITES {
        let clear = Json::Object(signed(Who::Academy, clear.clone(), suite)).to_compact();
        assert_eq!(judge(&anchors, &with(clear.as_bytes()), bytes.as_bytes()).verdict(), Verdict::Accept);
        for (turn, list) in [&set, &over].into_iter().enumerate() {
            let mut count = 0;
            mutants(&signed(Who::Academy, list.clone(), suite), &vocabulary, turn, &mut |mutant| {
                count += 1;
                let report = judge(&anchors, &with(&mutant.bytes), bytes.as_bytes());
                assert_ne!(report.verdict(), Verdict::Accept, "{:?}: {}", mutant.kind, mutant.change);
            });
            println!("{}: {count} changes to a status list, none makes the badge good", suite.name());
            assert!(count > 3_000, "only {count} mutants");
        }
    }
}

fn attack(suite: Cryptosuite, every: usize, every_special: usize, demanded: usize) {
    let vocabulary = Vocabulary::official();
    let anchors = [TrustAnchor::issuer(Who::Academy.did())];
    let started = Instant::now();
    let mut tally = Tally::default();
    let mut refuted = Vec::new();
    let ordinary = (0..ORDINARY).map(|seed| (signed(Who::Academy, judgeable(seed), suite), every));
    let special = special(suite).into_iter().map(|badge| (badge, every_special));
    for (turn, (badge, every)) in special.chain(ordinary).enumerate() {
        let evidence = evidence_for(&badge);
        let report = judge(&anchors, &evidence, Json::Object(badge.clone()).to_compact().as_bytes());
        assert_eq!(
            report.verdict(),
            Verdict::Accept,
            "badge {turn} is good unchanged: {:?}",
            report.reason()
        );
        let original = Original::new(&badge, suite, findings(&report));
        let mut number = turn;
        mutants(&badge, &vocabulary, turn, &mut |mutant| {
            number += 1;
            if !number.is_multiple_of(every) {
                return;
            }
            let report = judge(&anchors, &evidence, &mutant.bytes);
            let answer = match report.verdict() {
                Verdict::Reject => Answer::Rejected,
                Verdict::Undecided => Answer::Undecided,
                Verdict::Accept => match original.compare(&mutant.bytes, &findings(&report)) {
                    Ok(likeness) => Answer::Like(likeness),
                    Err(difference) => {
                        refuted.push(format!(
                            "badge {turn}: {:?}: {}: {difference}",
                            mutant.kind, mutant.change
                        ));
                        return;
                    }
                },
            };
            tally.count(mutant.kind, answer);
        });
    }
    println!("{}, {:?}: {tally}", suite.name(), started.elapsed());
    let first: Vec<&str> = refuted.iter().take(20).map(String::as_str).collect();
    assert!(
        refuted.is_empty(),
        "{} changes of meaning accepted, such as:\n{}",
        refuted.len(),
        first.join("\n")
    );
    assert!(tally.refused() >= demanded, "only {} mutants", tally.refused());
    for kind in Kind::ALL {
        assert!(tally.of(kind, Answer::Rejected) > 0, "no {kind:?} mutant was rejected");
    }
}

/// One badge with an endorsement, one with a status and two proofs in a chain, one that names itself.
fn special(suite: Cryptosuite) -> Vec<Object> {
    let endorsed = smallest(&["endorsement", "validUntil"]);
    let revocable = smallest(&["credentialStatus", "validUntil"]);
    let refreshed = smallest(&["credentialStatus", "validUntil", "refreshService"]);
    vec![
        signed(Who::Academy, endorsed, suite),
        in_chain(revocable, suite),
        signed(Who::Academy, naming_itself(refreshed), suite),
    ]
}

/// The smallest badge that has these members.
fn smallest(has: &[&str]) -> Object {
    let badges = (0..200).map(judgeable);
    let fitting = badges.filter(|badge| has.iter().all(|name| badge.contains(name)));
    fitting.min_by_key(|badge| Json::Object(badge.clone()).to_compact().len()).unwrap()
}

/// A badge that is fetched anew from where it is: two objects are one node to RDF.
fn naming_itself(mut badge: Object) -> Object {
    let id = badge.text("id").unwrap().to_owned();
    match badge.get_mut("refreshService") {
        Some(Json::Object(service)) => service.insert("id", id),
        other => panic!("{other:?}"),
    };
    badge
}

/// Without the endorsements in a form that this version does not read, which leave a badge undecided.
fn judgeable(seed: u64) -> Object {
    unsigned(seed).without("endorsementJwt")
}

/// A badge signed by the academy until some time, for somebody, and by the commission after it.
fn in_chain(badge: Object, suite: Cryptosuite) -> Object {
    let expires: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    let first = "urn:uuid:00000000-0000-4000-8000-0000000000aa";
    let made_for =
        options(Who::Academy, suite).id(first).expires(expires).domain("academy.example").challenge("7");
    let one = Json::Object(prove(Who::Academy, &badge, None, &made_for));
    let two = prove(Who::Commission, &badge, Some(&one), &options(Who::Commission, suite).following(first));
    badge.with("proof", vec![one, Json::Object(two)])
}

fn judge(anchors: &[TrustAnchor], evidence: &Evidence, bytes: &[u8]) -> Report {
    let at = "2026-03-01T10:00:00Z".parse().unwrap();
    let verifier = Verifier::new(anchors, evidence);
    // What is around a badge is taken off wherever a file is handed over; here the document itself is judged.
    match SignedBadge::from_json(bytes) {
        Ok(badge) => verifier.verify(badge, at),
        Err(_) => verifier.verify_shared(b"", at).into_decisive(),
    }
}

/// All that the checks found, in words and facts.
fn findings(report: &Report) -> Vec<Object> {
    report.checks().map(|(_, outcome)| outcome.to_object()).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    Rejected,
    Undecided,
    /// Accepted, and proven to mean the same.
    Like(Likeness),
}

/// How many mutants of each kind had which answer.
#[derive(Default)]
struct Tally(BTreeMap<(Kind, Answer), usize>);

impl Tally {
    fn count(&mut self, kind: Kind, answer: Answer) {
        *self.0.entry((kind, answer)).or_default() += 1;
    }

    fn of(&self, kind: Kind, answer: Answer) -> usize {
        self.0.get(&(kind, answer)).copied().unwrap_or_default()
    }

    fn refused(&self) -> usize {
        Kind::ALL
            .iter()
            .map(|kind| self.of(*kind, Answer::Rejected) + self.of(*kind, Answer::Undecided))
            .sum()
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{} changes of meaning refused", self.refused())?;
        for kind in Kind::ALL {
            let count = |answer| self.of(kind, answer);
            write!(
                f,
                "  {kind:?}: {} rejected, {} undecided",
                count(Answer::Rejected),
                count(Answer::Undecided)
            )?;
            let (same, place, set) = (
                count(Answer::Like(Likeness::Same)),
                count(Answer::Like(Likeness::OtherPlace)),
                count(Answer::Like(Likeness::OtherSet)),
            );
            write!(f, "; accepted and proven to say the same: {same}, ")?;
            writeln!(f, "{place} more at another place, {set} more with another set of proofs")?;
        }
        Ok(())
    }
}
