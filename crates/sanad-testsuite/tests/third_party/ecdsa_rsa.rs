//! ECDSA on P-256 and P-384 and RSASSA-PKCS1-v1_5 as Wycheproof tests them, with every form that a key is given in.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a suite that cannot be read must stop its test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sanad_core::code::Code;
use sanad_core::ecdsa::{P256Key, P384Key};
use sanad_core::json::{Json, Object};
use sanad_core::pointer::Trail;
use sanad_core::public_key::PublicKey;
use sanad_core::rsa_key::RsaKey;
use sanad_core::signature::Signature;
use sanad_testsuite::third_party::suite;

const EXCEPTIONS: &str = include_str!("../../../../test-vectors/third-party/wycheproof/exceptions.json");

/// How the tests of a file went, by what it says of them.
type Counts = BTreeMap<String, usize>;

/// Decides every test of a file; `expected` tells the code of a refusal, where a flag leaves no doubt.
///
/// A group whose key is not read is one that `exceptions.json` names, every test of it, and counts as such.
fn run(
    name: &str,
    key_of: fn(&Object) -> Option<PublicKey>,
    expected: fn(&str) -> Option<Code>,
) -> Option<Counts> {
    let folder = suite("wycheproof")?;
    let file = read(&folder.join(format!("testvectors_v1/{name}_test.json")));
    let exceptions = Json::parse(EXCEPTIONS.as_bytes()).unwrap();
    let exceptions: BTreeSet<String> = exceptions
        .as_object()
        .and_then(|all| all.get(name)?.as_object())
        .map(|excepted| excepted.iter().map(|(id, _)| id.to_owned()).collect())
        .unwrap_or_default();
    let mut used = BTreeSet::new();
    let mut counts = Counts::new();
    for group in objects(&file, "testGroups") {
        let pem = PublicKey::from_spki_pem(group.text("publicKeyPem").unwrap());
        let Some(key) = key_of(group) else {
            let error = pem.expect_err("the PEM of a key that is refused in another form");
            assert_eq!(error.code(), Code::KeyParametersRefused);
            for test in objects(group, "tests") {
                used.insert(test.get("tcId").unwrap().to_compact());
                *counts.entry("excepted".to_owned()).or_default() += 1;
            }
            continue;
        };
        assert_eq!(pem.as_ref(), Ok(&key), "the PEM of a group is its key");
        let der = PublicKey::from_spki_der(&unhex(group.text("publicKeyDer").unwrap()));
        assert_eq!(der.as_ref(), Ok(&key), "the DER of a group is its key");
        for test in objects(group, "tests") {
            let id = test.get("tcId").unwrap().to_compact();
            let text = |name| unhex(test.text(name).unwrap());
            let outcome =
                key.verify(&text("msg"), &Signature::from_bytes(text("sig"))).map_err(|error| error.code());
            let result = test.text("result").unwrap();
            match result {
                "valid" => assert_eq!(outcome, Ok(()), "tcId {id}"),
                // The one is a padding without the NULL of its algorithm; RFC 8017 §9.2 note 1 lets it be refused.
                "invalid" | "acceptable" => {
                    let code = outcome.expect_err(&format!("tcId {id} is {result}"));
                    for flag in test.get("flags").unwrap().items().iter().filter_map(Json::as_str) {
                        let expected = expected(flag);
                        assert!(expected.is_none_or(|it| it == code), "tcId {id}: {code} for {flag}");
                    }
                }
                other => panic!("tcId {id}: unknown result `{other}`"),
            }
            *counts.entry(result.to_owned()).or_default() += 1;
        }
    }
    assert_eq!(used, exceptions, "the tests of keys that are not read, and the exceptions");
    Some(counts)
}

fn counts(of: &[(&str, usize)]) -> Counts {
    of.iter().map(|(result, count)| ((*result).to_owned(), *count)).collect()
}

fn coordinates(group: &Object) -> [Vec<u8>; 2] {
    let point = unhex(group.get("publicKey").unwrap().as_object().unwrap().text("uncompressed").unwrap());
    let (x, y) = point[1..].split_at(point.len() / 2);
    [x.to_vec(), y.to_vec()]
}

fn same_in_every_form(group: &Object, key: PublicKey) -> Option<PublicKey> {
    if let Some(jwk) = group.get("publicKeyJwk") {
        let read = PublicKey::from_jwk(jwk.as_object().unwrap(), &Trail::Root);
        assert_eq!(read.as_ref(), Ok(&key), "the JWK of a group is its key");
    }
    assert_eq!(PublicKey::from_multikey(&key.to_multikey()).as_ref(), Ok(&key));
    assert_eq!(PublicKey::from_jwk(&key.to_jwk(), &Trail::Root).as_ref(), Ok(&key));
    Some(key)
}

fn of_ecdsa(flag: &str) -> Option<Code> {
    (flag == "SignatureSize").then_some(Code::ProofValueLength)
}

#[test]
fn wycheproof_p256_is_decided_as_it_says() {
    let key = |group: &Object| {
        let [x, y] = coordinates(group);
        same_in_every_form(group, P256Key::from_coordinates(&x, &y).unwrap().into())
    };
    let Some(found) = run("ecdsa_secp256r1_sha256_p1363", key, of_ecdsa) else { return };
    assert_eq!(
        found,
        counts(&[("valid", 173), ("invalid", 89)]),
        "the suite is another than the one expected"
    );
}

#[test]
fn wycheproof_p384_is_decided_as_it_says() {
    let key = |group: &Object| {
        let [x, y] = coordinates(group);
        same_in_every_form(group, P384Key::from_coordinates(&x, &y).unwrap().into())
    };
    let Some(found) = run("ecdsa_secp384r1_sha384_p1363", key, of_ecdsa) else { return };
    assert_eq!(
        found,
        counts(&[("valid", 193), ("invalid", 87)]),
        "the suite is another than the one expected"
    );
}

#[test]
fn wycheproof_rsa_is_decided_as_it_says() {
    let key = |group: &Object| {
        let pkcs1 = unhex(group.text("publicKeyAsn").unwrap());
        let parts = group.get("publicKey").unwrap().as_object().unwrap();
        let number = |name| {
            let bytes = unhex(parts.text(name).unwrap());
            bytes.iter().copied().skip_while(|byte| *byte == 0).collect::<Vec<u8>>()
        };
        let rsa = RsaKey::from_components(&number("modulus"), &number("publicExponent")).ok()?;
        assert!(pkcs1.windows(rsa.modulus().len()).any(|window| window == rsa.modulus()));
        let key = PublicKey::from(rsa);
        if let Some(jwk) = group.get("keyJwk") {
            assert_eq!(PublicKey::from_jwk(jwk.as_object().unwrap(), &Trail::Root).as_ref(), Ok(&key));
        }
        Some(key)
    };
    let Some(found) = run("rsa_signature_2048_sha256", key, |_| None) else { return };
    assert_eq!(
        found,
        counts(&[("valid", 7), ("excepted", 2), ("acceptable", 1), ("invalid", 249)]),
        "the suite is another than the one expected"
    );
}

fn objects<'j>(object: &'j Object, name: &str) -> impl Iterator<Item = &'j Object> {
    object.get(name).unwrap().as_array().unwrap().iter().map(|item| item.as_object().unwrap())
}

fn read(path: &Path) -> Object {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let json = Json::parse(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    json.as_object().unwrap().clone()
}

fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2) && text.is_ascii(), "no hexadecimal: {text}");
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
