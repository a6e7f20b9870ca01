//! Embedded proofs, from both sides of the signature: a document that this issuer signs is judged as what it says, and one
//! that was changed after it was signed is accepted only where it is proven to say the same.
#![no_main]

#[path = "../../sanad-testsuite/tests/mutation/meaning.rs"]
#[allow(dead_code, reason = "the tests ask for more")]
mod meaning;

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use meaning::Original;
use sanad_core::badge::SignedBadge;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::signature::Signature;
use sanad_fuzz::dice::Dice;
use sanad_fuzz::{issuer, mutator, promises};
use sanad_testsuite::document::LIST;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::verify::Verifier;

static ANCHORS: LazyLock<Vec<TrustAnchor>> = LazyLock::new(|| vec![TrustAnchor::issuer(issuer::did())]);

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
    let list = issuer::signed(&issuer::status_list(&[]), Cryptosuite::EddsaJcs2022).expect("a list");
    let mut evidence = Evidence::new();
    evidence.insert(LIST, list.to_compact().as_bytes()).expect("a list");
    evidence
});

/// All that this issuer ever signed, but for what a run of the target signs itself.
static SIGNED: LazyLock<Vec<Object>> = LazyLock::new(|| {
    issuer::badges()
        .iter()
        .map(|(badge, suite)| issuer::signed(badge, *suite).expect("a good badge"))
        .collect()
});

static ORIGINALS: LazyLock<Vec<(String, Original)>> = LazyLock::new(|| {
    let suites = issuer::badges().into_iter().map(|(_, suite)| suite);
    let originals = SIGNED.iter().zip(suites).map(|(badge, suite)| {
        let report = judge(badge.to_compact().as_bytes());
        assert_eq!(report.verdict(), Verdict::Accept, "{:?}\n{}", report.reason(), badge.to_pretty());
        let value = badge.get("proof").and_then(Json::as_object).and_then(|proof| proof.text("proofValue"));
        (value.expect("signed").to_owned(), Original::new(badge, suite, findings(&report)))
    });
    originals.collect()
});

static STARTS: LazyLock<Vec<String>> = LazyLock::new(|| SIGNED.iter().map(Object::to_compact).collect());

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::json(data, size, max_size, seed, &STARTS)
});

fuzz_target!(|data: &[u8]| {
    let as_it_is = judge(data);
    promises::keep(&as_it_is);
    if as_it_is.verdict() == Verdict::Accept {
        let text = String::from_utf8_lossy(data);
        let original = ORIGINALS.iter().find(|(value, _)| text.contains(&**value));
        let (_, original) = original.unwrap_or_else(|| panic!("accepted, and nobody signed it: {text}"));
        let likeness = original.compare(data, &findings(&as_it_is));
        assert!(likeness.is_ok(), "accepted, and says something else: {likeness:?}");
    }
    if let Ok(Json::Object(document)) = Json::parse(data) {
        sign_and_judge(&document, &mut Dice::of(data));
    }
});

fn sign_and_judge(document: &Object, dice: &mut Dice) {
    let mut content = document.without("proof");
    issuer::name(&mut content);
    let suite = *dice.pick(&[Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022]);
    let Ok(signed) = issuer::signed(&content, suite) else { return };
    let text = signed.to_compact();
    let report = judge(text.as_bytes());
    promises::keep(&report);
    let verdict = report.verdict();
    assert_eq!(judge(signed.to_pretty().as_bytes()).verdict(), verdict, "white space decides");
    let backwards = signed.iter().collect::<Vec<_>>().into_iter().rev();
    let backwards = backwards.fold(Object::new(), |object, (name, value)| object.with(name, value.clone()));
    assert_eq!(judge(backwards.to_compact().as_bytes()).verdict(), verdict, "the order of members decides");
    if verdict != Verdict::Accept {
        return;
    }
    let badge = report.accept().expect("accepted");
    let claims = badge.claims();
    assert_eq!(claims.issuer_id(), Some(&*issuer::did()), "another issuer");
    let (Ok(from), Ok(until)) = (claims.valid_from(), claims.valid_until()) else {
        panic!("accepted, and no time: {text}")
    };
    let has_begun = from.is_none_or(|from| from <= issuer::at());
    let goes_on = until.is_none_or(|until| issuer::at() <= until);
    assert!(has_begun && goes_on, "accepted outside its period: {text}");
    // One bit of the signature, another's key: nobody signed that.
    let proof = signed.get("proof").and_then(Json::as_object).expect("signed").clone();
    let signature = Signature::from_multibase(proof.text("proofValue").expect("signed")).expect("our own");
    let mut bytes = signature.as_bytes().to_vec();
    let at = dice.below(bytes.len());
    bytes[at] ^= 1 << dice.below(8);
    let forged = proof.clone().with("proofValue", Signature::from_bytes(bytes).to_multibase());
    let forged = signed.clone().with("proof", forged).to_compact();
    assert_eq!(judge(forged.as_bytes()).verdict(), Verdict::Reject, "{forged}");
    let none = signed.without("proof").to_compact();
    assert_eq!(judge(none.as_bytes()).verdict(), Verdict::Reject, "{none}");
    let nobody = Verifier::new(&[], &EVIDENCE);
    let nobody = nobody.verify(SignedBadge::from_json(text.as_bytes()).expect("read before"), issuer::at());
    assert_ne!(nobody.verdict(), Verdict::Accept, "accepted without anybody being trusted");
}

fn judge(bytes: &[u8]) -> Report {
    let verifier = Verifier::new(&ANCHORS, &EVIDENCE);
    match SignedBadge::from_json(bytes) {
        Ok(badge) => verifier.verify(badge, issuer::at()),
        Err(_) => verifier.verify_shared(b"", issuer::at()).into_decisive(),
    }
}

fn findings(report: &Report) -> Vec<Object> {
    report.checks().map(|(_, outcome)| outcome.to_object()).collect()
}
