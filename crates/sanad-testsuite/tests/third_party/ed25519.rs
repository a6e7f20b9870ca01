//! Ed25519 as other people test it: Wycheproof, "Taming the many EdDSAs" (speccheck), and CCTV.

#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop its test")]

use std::collections::BTreeSet;

use sanad_core::code::Code;
use sanad_core::ed25519::VerifyingKey;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::pointer::Trail;
use sanad_core::public_key::PublicKey;
use sanad_core::signature::Signature;
use sanad_testsuite::third_party::suite;

/// Checks a signature from the bytes up, as a document with these bytes would be checked.
fn check(key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Code> {
    let key = VerifyingKey::from_bytes(key).map_err(|error| error.code())?;
    key.verify(message, &Signature::from_bytes(signature)).map_err(|error| error.code())
}

#[test]
fn wycheproof_ed25519_is_decided_as_it_says() {
    let Some(folder) = suite("wycheproof") else { return };
    let file = read(&folder.join("testvectors_v1/ed25519_test.json"));
    let (mut accepted, mut refused) = (0, 0);
    for group in objects(&file, "testGroups") {
        let key = unhex(group.get("publicKey").unwrap().as_object().unwrap().text("pk").unwrap());
        let jwk = group.get("publicKeyJwk").unwrap().as_object().unwrap();
        let from_jwk = PublicKey::from_jwk(jwk, &Trail::Root).unwrap();
        assert_eq!(from_jwk, VerifyingKey::from_bytes(&key).unwrap().into(), "the JWK of a group is its key");
        for test in objects(group, "tests") {
            let id = test.get("tcId").unwrap().to_compact();
            let text = |name| unhex(test.text(name).unwrap());
            let outcome = check(&key, &text("msg"), &text("sig"));
            match test.text("result").unwrap() {
                "valid" => {
                    assert_eq!(outcome, Ok(()), "tcId {id}");
                    accepted += 1;
                }
                "invalid" => {
                    let code = outcome.expect_err(&format!("tcId {id} is invalid"));
                    let flags = strings(test, "flags");
                    let expected = match flags.first().copied() {
                        Some("SignatureMalleability") => Some(Code::ProofSignatureNoncanonical),
                        Some("SignatureWithGarbage" | "TruncatedSignature") => Some(Code::ProofValueLength),
                        _ => None,
                    };
                    assert!(
                        expected.is_none_or(|expected| code == expected),
                        "tcId {id}: {code} for {flags:?}"
                    );
                    refused += 1;
                }
                other => panic!("tcId {id}: unknown result `{other}`"),
            }
        }
    }
    assert_eq!((accepted, refused), (88, 63), "the suite is another than the one expected");
}

/// What the twelve cases must come to, in the order of the paper's table. Case 3 has points of mixed order, which the
/// strict rules let pass; every library of the table accepts it.
const SPECCHECK: [Result<(), Code>; 12] = [
    Err(Code::KeySmallOrder),
    Err(Code::KeySmallOrder),
    Err(Code::ProofSignatureSmallOrderR),
    Ok(()),
    Err(Code::ProofSignatureInvalid),
    Err(Code::ProofSignatureInvalid),
    Err(Code::ProofSignatureNoncanonical),
    Err(Code::ProofSignatureNoncanonical),
    Err(Code::ProofSignatureNoncanonical),
    Err(Code::ProofSignatureNoncanonical),
    Err(Code::KeyNoncanonical),
    Err(Code::KeyNoncanonical),
];

#[test]
fn the_twelve_cases_of_taming_the_many_eddsas_come_out_as_the_strict_rules_have_it() {
    let Some(folder) = suite("ed25519-speccheck") else { return };
    let file = read(&folder.join("cases.json"));
    let outcomes: Vec<_> = file
        .as_array()
        .unwrap()
        .iter()
        .map(|case| {
            let text = |name| unhex(case.as_object().unwrap().text(name).unwrap());
            check(&text("pub_key"), &text("message"), &text("signature"))
        })
        .collect();
    assert_eq!(outcomes, SPECCHECK);
}

/// The properties of a CCTV vector that we permit: a vector is accepted exactly if it has no other. Points of large
/// order with a component of small order satisfy the equation of RFC 8032 §5.1.7 without cofactor as long as nothing
/// of that component is left over (`low_order_residue`), and forbidding them would cost a multiplication by the order
/// for every key. Whatever is not canonical, or of small order as a whole, is refused.
const PERMITTED: &[&str] = &["low_order_component_A", "low_order_component_R"];

#[test]
fn cctv_ed25519_is_accepted_exactly_where_every_flag_is_permitted() {
    let Some(folder) = suite("cctv-ed25519") else { return };
    let file = read(&folder.join("ed25519/ed25519vectors.json"));
    let vectors = file.as_array().unwrap();
    assert_eq!(vectors.len(), 914, "the suite is another than the one expected");
    let (mut accepted, mut in_accepted, mut in_refused) = (0, BTreeSet::new(), BTreeSet::new());
    for vector in vectors {
        let vector = vector.as_object().unwrap();
        let number = vector.get("number").unwrap().to_compact();
        let flags: BTreeSet<&str> = match vector.get("flags") {
            Some(Json::Array(flags)) => flags.iter().map(|flag| flag.as_str().unwrap()).collect(),
            _ => BTreeSet::new(),
        };
        let text = |name| unhex(vector.text(name).unwrap());
        let outcome = check(&text("key"), vector.text("msg").unwrap().as_bytes(), &text("sig"));
        let permitted = flags.iter().all(|flag| PERMITTED.contains(flag));
        assert_eq!(outcome.is_ok(), permitted, "vector {number} with {flags:?} gave {outcome:?}");
        if let Err(code) = outcome {
            assert_eq!(code, expected_code(&flags), "vector {number} with {flags:?}");
            in_refused.extend(flags);
        } else {
            accepted += 1;
            in_accepted.extend(flags);
        }
    }
    assert_eq!(accepted, CCTV_ACCEPTED);
    assert_eq!(in_accepted, PERMITTED.iter().copied().collect(), "every permitted flag must be needed");
    let forbidden = [
        "low_order_A",
        "low_order_R",
        "low_order_residue",
        "non_canonical_A",
        "non_canonical_R",
        "reencoded_k",
    ];
    let seen: BTreeSet<_> = in_refused.difference(&in_accepted).copied().collect();
    assert_eq!(seen, forbidden.into(), "every other flag must have been met");
}

/// How many of the 914 have permitted flags only.
const CCTV_ACCEPTED: usize = 43;

/// The code of a refusal: the key is looked at first, then the signature's form, then the equation.
fn expected_code(flags: &BTreeSet<&str>) -> Code {
    for (flag, code) in [
        ("non_canonical_A", Code::KeyNoncanonical),
        ("low_order_A", Code::KeySmallOrder),
        ("non_canonical_R", Code::ProofSignatureNoncanonical),
        ("low_order_R", Code::ProofSignatureSmallOrderR),
    ] {
        if flags.contains(flag) {
            return code;
        }
    }
    Code::ProofSignatureInvalid
}

fn read(path: &std::path::Path) -> Json {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut limits = Limits::DEFAULT;
    limits.document_bytes = usize::MAX;
    Json::parse_within(&bytes, &limits).unwrap()
}

fn objects<'j>(json: impl Into<Holder<'j>>, name: &str) -> impl Iterator<Item = &'j Object> {
    let object = json.into().0;
    object.get(name).unwrap().as_array().unwrap().iter().map(|item| item.as_object().unwrap())
}

/// An object, or a document that is one.
struct Holder<'j>(&'j Object);

impl<'j> From<&'j Object> for Holder<'j> {
    fn from(object: &'j Object) -> Self {
        Self(object)
    }
}

impl<'j> From<&'j Json> for Holder<'j> {
    fn from(json: &'j Json) -> Self {
        Self(json.as_object().unwrap())
    }
}

fn strings<'j>(object: &'j Object, name: &str) -> Vec<&'j str> {
    object.get(name).unwrap().as_array().unwrap().iter().filter_map(Json::as_str).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2) && text.is_ascii(), "no hexadecimal: {text}");
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
