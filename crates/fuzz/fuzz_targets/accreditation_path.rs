//! Paths of accreditation: from a council by a board and a commission to an academy. One of the three lists says what the
//! fuzzer wants, signed by whose list it is, or as it came. Nobody is accredited whom the lists do not lead to.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use sanad_core::badge::SignedBadge;
use sanad_core::canonical::jcs;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_fuzz::{issuer, mutator, promises};
use sanad_testsuite::document::{Document, WEB, WEB_METHOD, by};
use sanad_testsuite::keys::Who::{self, Academy, Board, Commission, Council};
use sanad_testsuite::lists::{Entity, List, anchor, did, url};
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::verify::Verifier;

const CHAIN: [Who; 3] = [Council, Board, Commission];

static ANCHORS: LazyLock<Vec<TrustAnchor>> =
    LazyLock::new(|| vec![TrustAnchor::from_json(&Json::Object(anchor(Council))).expect("an anchor")]);
static BADGE: LazyLock<String> =
    LazyLock::new(|| Document::web_badge().sign(&by(Academy).method(WEB_METHOD)).into_object().to_compact());
/// The lists as they were published.
static LISTS: LazyLock<[Object; 3]> = LazyLock::new(|| {
    let entities = [
        Entity::authority(Board).recognizes("2", Board),
        Entity::authority(Commission).recognizes("3", Commission),
        Entity::new(WEB, "Academy of Welding").key(WEB_METHOD, Academy).issues("1"),
    ];
    let mut entities = entities.into_iter();
    CHAIN.map(|who| {
        let entity = entities.next().expect("three");
        List::of(who).with(entity).signed(&[who]).into_object()
    })
});
static STARTS: LazyLock<Vec<String>> = LazyLock::new(|| LISTS.iter().map(Object::to_compact).collect());

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::json(data, size, max_size, seed, &STARTS)
});

fuzz_target!(|data: &[u8]| {
    let Ok(Json::Object(document)) = Json::parse(data) else { return };
    let place = document.text("id").and_then(|id| CHAIN.iter().position(|who| url(*who) == id));
    let place = place.unwrap_or(data.len() % 3);
    as_received(&document, place);
    signed(&document, place);
});

/// With the proof that is in it: only what was published counts.
fn as_received(document: &Object, place: usize) {
    let lists = with(document.clone(), place);
    if judge(&lists).verdict() == Verdict::Accept {
        let content = |list: &Object| jcs::canonicalize(&list.without("proof"));
        assert_eq!(content(document), content(&LISTS[place]), "a list that nobody signed accredits");
    }
}

/// Signed by whose list it is: it is taken at its word.
fn signed(document: &Object, place: usize) {
    let who = CHAIN[place];
    let method = format!("{}#{}", did(who), who.multikey());
    let proof = by(who).suite(Cryptosuite::EddsaJcs2022).method(method).regardless();
    let Ok(list) = Document::of(document.without("proof")).try_sign(&proof) else { return };
    let lists = with(list.into_object(), place);
    let report = judge(&lists);
    promises::keep(&report);
    let verdict = report.verdict();
    let backwards: Vec<Object> = lists.iter().rev().cloned().collect();
    assert_eq!(judge(&backwards).verdict(), verdict, "the order of lists decides");
    if report.outcome(CheckId::Accreditation).standing() == Standing::Pass {
        assert!(leads_there(&lists), "accredited, and no list leads there");
    }
    for missing in 0..3 {
        let mut fewer = lists.clone();
        let gone = fewer.remove(missing);
        if judge(&fewer).verdict() == Verdict::Accept {
            // One of them may lead past another; but from no list at all nothing leads anywhere.
            assert!(leads_there(&fewer), "accredited without {}", gone.to_compact());
        }
    }
    assert_ne!(judge(&[]).verdict(), Verdict::Accept);
}

fn with(list: Object, place: usize) -> Vec<Object> {
    LISTS
        .iter()
        .enumerate()
        .map(|(at, published)| if at == place { list.clone() } else { published.clone() })
        .collect()
}

/// A path as a reader would look for it, with nothing but names: necessary, and by no means enough.
fn leads_there(lists: &[Object]) -> bool {
    let mut reached = vec![url(Council)];
    for _ in 0..lists.len() {
        for list in
            lists.iter().filter(|list| list.text("id").is_some_and(|id| reached.iter().any(|r| r == id)))
        {
            if list.to_compact().contains(&format!("\"id\":\"{WEB}\"")) && says(list, "issue") {
                return true;
            }
        }
        let named: Vec<String> = lists
            .iter()
            .filter(|list| {
                list.text("id").is_some_and(|id| reached.iter().any(|r| r == id)) && says(list, "recognize")
            })
            .flat_map(|list| lists.iter().map(move |other| (list, other)))
            .filter_map(|(list, other)| {
                let id = other.text("id")?;
                list.to_compact()
                    .contains(&format!("\"listId\":{}", Json::from(id).to_compact()))
                    .then(|| id.to_owned())
            })
            .collect();
        reached.extend(named);
    }
    false
}

fn says(list: &Object, action: &str) -> bool {
    let text = list.to_compact();
    text.contains(&format!("\"{action}\""))
}

fn judge(lists: &[Object]) -> Report {
    let mut evidence = Evidence::new();
    for (at, list) in lists.iter().enumerate() {
        // A list is its authority's by its signature, wherever it was found.
        let text = list.to_compact();
        let name = list.text("id").filter(|id| id.starts_with("https://"));
        let _ = evidence.insert(
            name.map_or_else(|| format!("https://copies.example/{at}"), str::to_owned),
            text.as_bytes(),
        );
    }
    let badge = SignedBadge::from_json(BADGE.as_bytes()).expect("a badge");
    Verifier::new(&ANCHORS, &evidence).verify(badge, issuer::at())
}
