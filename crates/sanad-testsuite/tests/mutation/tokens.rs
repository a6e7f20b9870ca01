//! No JWT survives a change: its segments stand in one spelling only, and every bit of them is signed.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test says what it counted, and stops where it cannot"
)]

use std::time::Instant;

use sanad_core::json::{Json, Object};
use sanad_core::multibase::Base;
use sanad_core::signer::Signer as _;
use sanad_testsuite::academy::{created, evidence_for, unsigned};
use sanad_testsuite::document::Document;
use sanad_testsuite::jwt::{Jwt, compact};
use sanad_testsuite::keys::Who;
use sanad_testsuite::mutate::{Vocabulary, mutants};
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

/// How many generated badges are changed as tokens in a full run.
const BADGES: u64 = 6;

#[test]
fn no_change_to_a_jwt_is_accepted() {
    attack(vec![Document::badge().into_object()], 25, 1_000);
}

#[test]
#[ignore = "takes minutes: every change of every token"]
fn no_change_to_a_jwt_at_all_is_accepted() {
    attack((0..BADGES).map(|seed| unsigned(seed).without("endorsementJwt")).collect(), 1, 100_000);
}

fn attack(badges: Vec<Object>, every: usize, demanded: usize) {
    let vocabulary = Vocabulary::official();
    let started = Instant::now();
    let mut tally = Tally { every, number: 0, refused: 0, alike: 0 };
    for (turn, badge) in badges.into_iter().enumerate() {
        let evidence = evidence_for(&badge);
        let token = Jwt::of(Document::of(badge)).sign(&Who::Academy.key());
        let court = Court { evidence, token };
        assert_eq!(court.judge(&court.token), Verdict::Accept, "badge {turn} is good unchanged");
        for segment in [0, 1] {
            let content = court.segment(segment);
            mutants(&content, &vocabulary, turn, &mut |mutant| {
                let said =
                    || format!("badge {turn}, segment {segment}, {:?}: {}", mutant.kind, mutant.change);
                tally.try_with(&court, &said, |court| court.with_segment(segment, &mutant.bytes));
                // Whoever can sign with some key signs what it wants; it is still not the issuer.
                tally.try_with(&court, &said, |court| court.signed_by_another(segment, &mutant.bytes));
            });
        }
        spelled(&court, &mut tally);
    }
    println!(
        "JWT, {:?}: {} changes refused, {} of white space around a token accepted",
        started.elapsed(),
        tally.refused,
        tally.alike
    );
    assert!(tally.refused >= demanded, "only {} mutants", tally.refused);
}

/// The text of the token, character by character.
fn spelled(court: &Court, tally: &mut Tally) {
    let token = &court.token;
    let said = || format!("the spelling of {token}");
    for at in 0..=token.len() {
        let (before, after) = token.split_at(at);
        for extra in ["=", " ", "\n", "A", ".", "\0", "-", "é"] {
            tally.try_with(court, &said, |_| format!("{before}{extra}{after}"));
        }
        tally.try_with(court, &said, |_| before.to_owned());
        let Some(old) = after.chars().next() else { continue };
        let rest = after.get(1..).unwrap_or_default();
        tally.try_with(court, &said, |_| format!("{before}{rest}"));
        for bit in 0..7 {
            let new = char::from(u8::try_from(old).unwrap() ^ (1 << bit));
            tally.try_with(court, &said, |_| format!("{before}{new}{rest}"));
        }
    }
    tally.try_with(court, &said, |_| token.replace('-', "+").replace('_', "/"));
    tally.try_with(court, &said, |_| token.to_uppercase());
    let [header, payload, signature] = court.segments();
    for (a, b, c) in [
        (payload, header, signature),
        (header, signature, payload),
        (header, payload, ""),
        (header, payload, header),
        ("", payload, signature),
        (header, "", signature),
    ] {
        tally.try_with(court, &said, |_| format!("{a}.{b}.{c}"));
    }
}

/// A token and what is known when it is judged.
struct Court {
    evidence: Evidence,
    token: String,
}

impl Court {
    fn judge(&self, token: &str) -> Verdict {
        let anchors = [TrustAnchor::issuer(Who::Academy.did())];
        let verifier = Verifier::new(&anchors, &self.evidence);
        verifier.verify_shared(token.as_bytes(), created()).verdict()
    }

    fn segments(&self) -> [&str; 3] {
        self.token.split('.').collect::<Vec<_>>().try_into().unwrap()
    }

    fn segment(&self, at: usize) -> Object {
        let text = Base::Base64Url.decode_bare(self.segments()[at]).unwrap();
        match Json::parse(&text) {
            Ok(Json::Object(object)) => object,
            other => panic!("{other:?}"),
        }
    }

    /// With other bytes in one segment, under the signature as it was.
    fn with_segment(&self, at: usize, bytes: &[u8]) -> String {
        let changed = Base::Base64Url.encode_bare(bytes);
        let mut segments = self.segments();
        segments[at] = &changed;
        segments.join(".")
    }

    /// The same, signed anew by somebody else.
    fn signed_by_another(&self, at: usize, bytes: &[u8]) -> String {
        let changed = self.with_segment(at, bytes);
        let (input, _) = changed.rsplit_once('.').unwrap();
        let signature = Who::Attacker.key().sign(input.as_bytes()).unwrap();
        format!("{input}.{}", Base::Base64Url.encode_bare(signature.as_bytes()))
    }
}

struct Tally {
    every: usize,
    number: usize,
    refused: usize,
    alike: usize,
}

impl Tally {
    fn try_with(&mut self, court: &Court, said: &dyn Fn() -> String, make: impl Fn(&Court) -> String) {
        self.number += 1;
        if !self.number.is_multiple_of(self.every) {
            return;
        }
        let mutant = make(court);
        if court.judge(&mutant) == Verdict::Accept {
            assert_eq!(mutant.trim_ascii(), court.token, "{}", said());
            self.alike += 1;
        } else {
            self.refused += 1;
        }
    }
}

/// The helper that makes tokens of texts makes the same as the builder.
#[test]
fn a_token_is_made_of_its_segments() {
    let jwt = Jwt::of(Document::badge()).sign(&Who::Academy.key());
    let court = Court { evidence: Evidence::new(), token: jwt };
    let text = |at| String::from_utf8(Base::Base64Url.decode_bare(court.segments()[at]).unwrap()).unwrap();
    assert_eq!(compact(&text(0), &text(1), &Who::Academy.key()), court.token);
}
