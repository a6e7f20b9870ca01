//! Keys in the forms other people publish: did:key vectors, Multibase tables, Wycheproof's JSON Web Keys.

#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop its test")]

use std::collections::BTreeSet;
use std::path::Path;

use sanad_core::code::Code;
use sanad_core::controller::{ControllerDocument, Relationship};
use sanad_core::did::Did;
use sanad_core::json::{Json, Object};
use sanad_core::key::VerifyingKey;
use sanad_core::multibase::Base;
use sanad_core::pointer::Trail;
use sanad_core::signer::{Signer as _, SigningKey};
use sanad_testsuite::third_party::suite;

/// What a `did:key` comes to: its document, or the code of the refusal.
fn resolved(text: &str) -> Result<ControllerDocument, Code> {
    let did: Did = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    ControllerDocument::of_did(&did).expect("a did:key resolves by itself").map_err(|error| error.code())
}

#[test]
fn did_key_of_ed25519_gives_the_key_of_its_seed() {
    let Some(folder) = suite("did-method-key") else { return };
    let file = read(&folder.join("test-vectors/ed25519-x25519.json"));
    let file = file.as_object().unwrap();
    for (did, vector) in file.iter() {
        let vector = vector.as_object().unwrap();
        let seed = unhex(vector.text("seed").unwrap()).try_into().unwrap();
        let key = SigningKey::from_seed(&seed).verifying_key();
        assert_eq!(format!("did:key:{}", key.to_multikey()), did);
        let document = resolved(did).unwrap();
        let published = vector.get("didDocument").unwrap().as_object().unwrap();
        for relationship in Relationship::ALL {
            // Their documents also derive an X25519 key for encryption, which we do not offer.
            let expected: &[Json] = match relationship {
                Relationship::KeyAgreement => &[],
                _ => published.get(relationship.as_str()).unwrap().as_array().unwrap(),
            };
            let found: Vec<Json> = document
                .methods()
                .filter(|method| document.method(method.id(), relationship).is_ok())
                .map(|method| method.id().into())
                .collect();
            assert_eq!(found, expected, "{did} {relationship}");
        }
        for method in document.methods() {
            assert_eq!(method.key(), Ok(&key));
        }
        // The key pair is published in three forms over the file; those of JWK must be the same key.
        let pair = vector.get("verificationKeyPair").unwrap().as_object().unwrap();
        if let Some(jwk) = pair.get("publicKeyJwk") {
            assert_eq!(VerifyingKey::from_jwk(jwk.as_object().unwrap(), &Trail::Root), Ok(key));
        }
        if let Some(private) = pair.get("privateKeyJwk") {
            let error = VerifyingKey::from_jwk(private.as_object().unwrap(), &Trail::Root).unwrap_err();
            assert_eq!(error.code(), Code::KeyPrivateMaterial);
        }
    }
    assert_eq!(file.len(), 5, "the suite is another than the one expected");
}

#[test]
fn did_key_of_other_kinds_is_refused_as_such() {
    let Some(folder) = suite("did-method-key") else { return };
    for (name, count) in [("nist-curves", 7), ("secp256k1", 6), ("bls12381", 6), ("rsa", 2), ("x25519", 4)] {
        let file = read(&folder.join("test-vectors").join(format!("{name}.json")));
        let file = file.as_object().unwrap();
        // One of the files has its documents a level further down.
        let file = file.get("didDocument").map_or(file, |nested| nested.as_object().unwrap());
        for (did, _) in file.iter() {
            assert_eq!(resolved(did).map(drop), Err(Code::KeyTypeMismatch), "{name}: {did}");
        }
        assert_eq!(file.len(), count, "{name} is another than the one expected");
    }
}

#[test]
fn published_documents_for_did_key_are_read_and_keep_keys_of_no_use_apart() {
    let Some(folder) = suite("did-method-key") else { return };
    let (mut documents, mut usable) = (0, 0);
    for name in ["ed25519-x25519", "nist-curves", "secp256k1", "bls12381", "rsa"] {
        let file = read(&folder.join("test-vectors").join(format!("{name}.json")));
        for (did, vector) in file.as_object().unwrap().iter() {
            let published = vector.as_object().unwrap().get("didDocument").unwrap().as_object().unwrap();
            let document = ControllerDocument::parse(published, did)
                .unwrap_or_else(|error| panic!("{name}: {did}: {error}"));
            documents += 1;
            for method in document.methods() {
                match method.key() {
                    Ok(key) => {
                        assert_eq!(method.id(), format!("{did}#{}", key.to_multikey()));
                        usable += 1;
                    }
                    Err(error) => assert_eq!(error.code(), Code::KeyTypeMismatch, "{did}: {error}"),
                }
            }
        }
    }
    assert_eq!((documents, usable), (26, 1), "the suite is another than the one expected");
}

#[test]
fn multibase_tables_are_read_in_our_two_bases_and_refused_in_all_others() {
    let Some(folder) = suite("multibase") else { return };
    for (name, rows, plain) in [
        ("basic", 23, &b"yes mani !"[..]),
        ("leading_zero", 23, b"\0yes mani !"),
        ("two_leading_zeros", 23, b"\0\0yes mani !"),
        ("case_insensitivity", 12, b"hello world"),
    ] {
        let path = folder.join("tests").join(format!("{name}.csv"));
        let table = std::fs::read_to_string(&path).unwrap();
        let mut read = BTreeSet::new();
        let table: Vec<_> = table.lines().skip(1).filter_map(|row| row.split_once(", ")).collect();
        for (base, text) in &table {
            let text = text.trim_matches('"');
            for ours in [Base::Base58Btc, Base::Base64Url] {
                if let Ok(bytes) = ours.decode(text) {
                    assert_eq!(bytes, plain, "{name}: {base}");
                    assert_eq!(ours.encode(plain), text, "{name}: {base}");
                    read.insert(*base);
                }
            }
        }
        assert_eq!(table.len(), rows, "{name} is another than the one expected");
        let expected: &[&str] = if name == "case_insensitivity" { &[] } else { &["base58btc", "base64url"] };
        assert_eq!(read, expected.iter().copied().collect(), "{name}");
    }
}

#[test]
fn wycheproof_json_web_keys_are_none_of_ours_and_their_private_ones_are_noticed() {
    let Some(folder) = suite("wycheproof") else { return };
    let file = read(&folder.join("testvectors_v1/json_web_key_test.json"));
    let groups = file.as_object().unwrap().get("testGroups").unwrap().as_array().unwrap();
    let keys = |group: &Json, half: &str| -> Vec<Object> {
        let half = group.as_object().and_then(|group| group.get(half)?.as_object()?.get("keys"));
        half.map_or(&[][..], Json::items).iter().map(|key| key.as_object().unwrap().clone()).collect()
    };
    let (mut secret, mut other) = (0, 0);
    for key in groups.iter().flat_map(|group| [keys(group, "private"), keys(group, "public")].concat()) {
        let code = VerifyingKey::from_jwk(&key, &Trail::Root).expect_err("no Ed25519 key").code();
        // RSA and EC keys have a `d`, symmetric ones a `k`.
        if key.contains("d") || key.contains("k") {
            assert_eq!(code, Code::KeyPrivateMaterial, "{}", Json::from(key).to_compact());
            secret += 1;
        } else {
            assert_eq!(code, Code::KeyTypeMismatch, "{}", Json::from(key).to_compact());
            other += 1;
        }
    }
    assert_eq!((groups.len(), secret, other), (25, 27, 12), "the suite is another than the one expected");
}

fn read(path: &Path) -> Json {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Json::parse(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2) && text.is_ascii(), "no hexadecimal: {text}");
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
