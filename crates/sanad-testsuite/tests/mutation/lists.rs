//! No change to an accreditation list accredits anybody: not the list as it was signed, not signed anew by somebody else.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test says what it counted, and stops where it cannot"
)]

use std::time::Instant;

use sanad_core::badge::SignedBadge;
use sanad_core::canonical::jcs;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_testsuite::academy::created;
use sanad_testsuite::document::{Document, WEB, WEB_METHOD, WEB_URL, by};
use sanad_testsuite::keys::Who::{self, Academy, Attacker, Board, Commission, Council};
use sanad_testsuite::lists::{BEGINS, Entity, List, anchor, did};
use sanad_testsuite::mutate::{Vocabulary, mutants};
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

#[test]
fn no_change_to_an_accreditation_list_accredits() {
    attack(60, 3_000);
}

#[test]
#[ignore = "takes minutes: every change of every list"]
fn no_change_to_an_accreditation_list_at_all_accredits() {
    attack(1, 100_000);
}

fn attack(every: usize, demanded: usize) {
    let vocabulary = Vocabulary::official();
    let anchors = [TrustAnchor::from_json(&Json::Object(anchor(Council))).unwrap()];
    let badge = Document::web_badge().sign(&by(Academy).method(WEB_METHOD)).into_object();
    let judge = |lists: &[Object; 3], place: usize, list: &[u8]| {
        let mut evidence = Evidence::new();
        evidence.insert(WEB_URL, Document::web_controller().text().as_bytes()).unwrap();
        for (at, other) in lists.iter().enumerate() {
            let text = other.to_compact();
            // What is no JSON at all is remembered as such.
            let _ =
                evidence.insert(other.text("id").unwrap(), if at == place { list } else { text.as_bytes() });
        }
        let badge = SignedBadge::from_json(badge.to_compact().as_bytes()).unwrap();
        Verifier::new(&anchors, &evidence).verify(badge, created()).verdict()
    };
    let started = Instant::now();
    let (mut number, mut refused, mut alike) = (0_usize, 0, 0);
    for (turn, (defect, place, lists)) in worlds().into_iter().enumerate() {
        let unchanged = judge(&lists, place, lists[place].to_compact().as_bytes());
        assert_eq!(unchanged == Verdict::Accept, defect == GOOD, "{defect}: {unchanged}");
        let published = jcs::canonicalize(&lists[place].without("proof"));
        mutants(&lists[place], &vocabulary, turn, &mut |mutant| {
            number += 1;
            if !number.is_multiple_of(every) {
                return;
            }
            let anew = Json::parse(&mutant.bytes).ok().and_then(forged);
            for bytes in [Some(mutant.bytes.clone()), anew].into_iter().flatten() {
                let verdict = judge(&lists, place, &bytes);
                if verdict != Verdict::Accept {
                    refused += 1;
                    continue;
                }
                let said = format!("{defect}: {:?}: {}", mutant.kind, mutant.change);
                assert_eq!(defect, GOOD, "{said}");
                let Ok(Json::Object(list)) = Json::parse(&bytes) else { panic!("{said}") };
                assert_eq!(jcs::canonicalize(&list.without("proof")), published, "{said}");
                alike += 1;
            }
        });
    }
    println!(
        "accreditation lists, {:?}: {refused} changes refused, {alike} proven to say the same",
        started.elapsed()
    );
    assert!(refused >= demanded, "only {refused} mutants");
}

/// The changed list with a proof of its own by somebody who is nobody's authority.
fn forged(list: Json) -> Option<Vec<u8>> {
    let Json::Object(list) = list else { return None };
    let proof = by(Attacker).suite(Cryptosuite::EddsaJcs2022).regardless();
    let signed = Document::of(list.without("proof")).try_sign(&proof).ok()?;
    Some(signed.into_object().to_compact().into_bytes())
}

const GOOD: &str = "nothing";

/// Three lists that lead from the council to the academy, and the same with one thing wrong in one of them: what, which, and
/// the lists.
fn worlds() -> Vec<(&'static str, usize, [Object; 3])> {
    let board = || Entity::authority(Board).recognizes("2", Board);
    let commission = || Entity::authority(Commission).recognizes("3", Commission);
    let academy = || Entity::new(WEB, "Academy of Welding").key(WEB_METHOD, Academy);
    let signed = |who: Who, entity: Entity| List::of(who).with(entity).signed(&[who]).into_object();
    let good =
        || [signed(Council, board()), signed(Board, commission()), signed(Commission, academy().issues("1"))];
    let with = |place: usize, list: Object| {
        let mut lists = good();
        lists[place] = list;
        lists
    };
    let suspended = academy().issues("1").event("suspended", "2026-01-01T00:00:00Z", "1");
    let ended = List::of(Board).with(commission()).valid(BEGINS, "2026-02-20T00:00:00Z").signed(&[Board]);
    let stranger =
        Entity::new("did:web:other.example", "Another").key("did:web:other.example#key-1", Academy);
    let others_key = Entity::new(WEB, "Academy of Welding").key(WEB_METHOD, Attacker).issues("1");
    let by_nobody = List::of(Commission).with(academy().issues("1")).signed(&[Attacker]).into_object();
    let elsewhere = List::of(Commission).by(&did(Attacker)).with(academy().issues("1")).signed(&[Attacker]);
    vec![
        (GOOD, 0, good()),
        (GOOD, 1, good()),
        (GOOD, 2, good()),
        ("the academy is suspended", 2, with(2, signed(Commission, suspended))),
        ("the board's list has ended", 1, with(1, ended.into_object())),
        ("another is listed", 2, with(2, signed(Commission, stranger.issues("1")))),
        ("the academy has another's key", 2, with(2, signed(Commission, others_key))),
        ("the board may only issue", 0, with(0, signed(Council, Entity::authority(Board).issues("2")))),
        (
            "the commission may only issue",
            1,
            with(1, signed(Board, Entity::authority(Commission).issues("3"))),
        ),
        ("the academy may only assess", 2, with(2, signed(Commission, academy().action("1", assess())))),
        ("the commission's list is signed by nobody known", 2, with(2, by_nobody)),
        ("the commission's list is another's", 2, with(2, elsewhere.into_object())),
    ]
}

fn assess() -> Object {
    Object::new().with("action", "assess")
}
