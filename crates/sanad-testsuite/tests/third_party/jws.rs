//! Wycheproof's JSON Web Signatures, decided as published where the algorithm is one of ours, and refused elsewhere.

#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop its test")]

use std::collections::BTreeMap;

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::jws::Jws;
use sanad_core::limits::Limits;
use sanad_core::pointer::Trail;
use sanad_core::public_key::PublicKey;
use sanad_testsuite::third_party::suite;

#[test]
fn wycheproof_json_web_signatures_are_decided_as_it_says_and_other_algorithms_refused() {
    let Some(folder) = suite("wycheproof") else { return };
    let bytes = std::fs::read(folder.join("testvectors_v1/json_web_signature_test.json")).unwrap();
    let mut limits = Limits::DEFAULT;
    limits.document_bytes = usize::MAX;
    let file = Json::parse_within(&bytes, &limits).unwrap();
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    for group in objects(file.as_object().unwrap(), "testGroups") {
        let key =
            group.get("public").and_then(Json::as_object).map(|jwk| PublicKey::from_jwk(jwk, &Trail::Root));
        for test in objects(group, "tests") {
            let id = test.get("tcId").unwrap().to_compact();
            let outcome = match &key {
                Some(Ok(key)) => check(test, |jws| jws.verify(key).map_err(|error| error.code())),
                // A key of another kind, for another algorithm or for another use: no key of ours.
                Some(Err(error)) => Err(error.code()),
                // A shared secret. There is no key that could check it, so it has to be refused before one is asked for.
                None => check(test, |_| Ok(())),
            };
            let is_ours = matches!(key, Some(Ok(_)));
            let expected = is_ours && test.text("result").unwrap() == "valid";
            assert_eq!(outcome.is_ok(), expected, "tcId {id}: {outcome:?}");
            let cell = match (is_ours, outcome) {
                (true, Ok(())) => "accepted",
                (true, Err(_)) => "refused",
                (false, _) => "of other algorithms",
            };
            *tally.entry(cell).or_default() += 1;
        }
    }
    let expected = BTreeMap::from([("accepted", 10), ("refused", 262), ("of other algorithms", 129)]);
    assert_eq!(tally, expected, "the suite is another than the one expected");
}

fn check(test: &Object, verify: impl Fn(&Jws) -> Result<(), Code>) -> Result<(), Code> {
    // Some are written as JSON, as a value or as text.
    let text = match test.get("jws").unwrap() {
        Json::String(text) => text.clone(),
        other => other.to_compact(),
    };
    let jws = Jws::parse(text.as_bytes()).map_err(|error| error.code())?;
    verify(&jws)
}

fn objects<'j>(object: &'j Object, name: &str) -> impl Iterator<Item = &'j Object> {
    object.get(name).unwrap().as_array().unwrap().iter().map(|item| item.as_object().unwrap())
}
