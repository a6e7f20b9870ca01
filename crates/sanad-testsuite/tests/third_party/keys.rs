//! Keys in the forms other people publish: did:key vectors, Multibase tables, Wycheproof's JSON Web Keys.

#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop its test")]

use std::collections::BTreeSet;
use std::path::Path;

use sanad_core::code::Code;
use sanad_core::controller::{ControllerDocument, Relationship};
use sanad_core::did::Did;
use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::multibase::Base;
use sanad_core::pointer::Trail;
use sanad_core::public_key::PublicKey;
use sanad_core::signer::{Signer as _, SigningKey};
use sanad_testsuite::third_party::suite;

const EXCEPTIONS: &str = include_str!("../../../../test-vectors/third-party/wycheproof/exceptions.json");

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
        let key = SigningKey::from_seed(&seed).public_key();
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
            assert_eq!(PublicKey::from_jwk(jwk.as_object().unwrap(), &Trail::Root), Ok(key));
        }
        if let Some(private) = pair.get("privateKeyJwk") {
            let error = PublicKey::from_jwk(private.as_object().unwrap(), &Trail::Root).unwrap_err();
            assert_eq!(error.code(), Code::KeyPrivateMaterial);
        }
    }
    assert_eq!(file.len(), 5, "the suite is another than the one expected");
}

#[test]
fn did_key_of_the_nist_curves_is_the_key_of_its_jwk() {
    let Some(folder) = suite("did-method-key") else { return };
    let file = read(&folder.join("test-vectors/nist-curves.json"));
    let (mut p256, mut p384, mut p521) = (0, 0, 0);
    for (did, vector) in file.as_object().unwrap().iter() {
        let published = vector.as_object().unwrap().get("verificationMethod").unwrap().as_object().unwrap();
        let Ok(document) = resolved(did) else {
            assert_eq!(resolved(did).map(drop), Err(Code::KeyTypeMismatch), "{did}");
            assert!(did.starts_with("did:key:z2J9"), "{did}");
            p521 += 1;
            continue;
        };
        let method = document.methods().next().unwrap();
        let key = method.key().unwrap();
        match key.kind() {
            KeyKind::P256 => p256 += 1,
            KeyKind::P384 => p384 += 1,
            other => panic!("{did}: {other}"),
        }
        assert_eq!(format!("did:key:{}", key.to_multikey()), did);
        // One of them is published in base58 only.
        if let Some(jwk) = published.get("publicKeyJwk") {
            assert_eq!(
                PublicKey::from_jwk(jwk.as_object().unwrap(), &Trail::Root).as_ref(),
                Ok(key),
                "{did}"
            );
            assert_eq!(&key.to_jwk(), jwk.as_object().unwrap(), "{did}");
            let private = published.get("privateKeyJwk").unwrap().as_object().unwrap();
            let error = PublicKey::from_jwk(private, &Trail::Root).unwrap_err();
            assert_eq!(error.code(), Code::KeyPrivateMaterial, "{did}");
        }
        for relationship in Relationship::ALL {
            let is_listed = document.method(method.id(), relationship).is_ok();
            assert_eq!(is_listed, relationship != Relationship::KeyAgreement, "{did} {relationship}");
        }
    }
    assert_eq!((p256, p384, p521), (3, 2, 2), "the suite is another than the one expected");
}

#[test]
fn did_key_of_other_kinds_is_refused_as_such() {
    let Some(folder) = suite("did-method-key") else { return };
    for (name, count) in [("secp256k1", 6), ("bls12381", 6), ("rsa", 2), ("x25519", 4)] {
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
    let (mut documents, mut usable) = (0, std::collections::BTreeMap::new());
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
                        // The multicodec name is also given to RSA keys, and there as here.
                        assert_eq!(method.id(), format!("{did}#{}", key.to_multikey()));
                        *usable.entry(key.kind().name()).or_insert(0) += 1;
                    }
                    Err(error) => assert_eq!(error.code(), Code::KeyTypeMismatch, "{did}: {error}"),
                }
            }
        }
    }
    let usable: Vec<_> = usable.into_iter().collect();
    let expected = [("Ed25519", 1), ("P-256", 2), ("P-384", 2), ("RSA", 2)];
    assert_eq!((documents, &usable[..]), (26, &expected[..]), "the suite is another than the one expected");
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
fn wycheproof_json_web_keys_are_decided_as_it_says() {
    let Some(folder) = suite("wycheproof") else { return };
    let exceptions = Json::parse(EXCEPTIONS.as_bytes()).unwrap();
    let exceptions = exceptions.as_object().and_then(|all| all.get("json_web_key")?.as_object()).unwrap();
    let mut used = BTreeSet::new();
    let file = read(&folder.join("testvectors_v1/json_web_key_test.json"));
    let groups = file.as_object().unwrap().get("testGroups").unwrap().as_array().unwrap();
    let keys = |group: &Json, half: &str| -> Vec<Object> {
        let half = group.as_object().and_then(|group| group.get(half)?.as_object()?.get("keys"));
        half.map_or(&[][..], Json::items).iter().map(|key| key.as_object().unwrap().clone()).collect()
    };
    let (mut secret, mut refused, mut read) = (0, 0, 0);
    for group in groups {
        for key in keys(group, "private").iter().filter(|key| key.contains("d") || key.contains("k")) {
            let code = PublicKey::from_jwk(key, &Trail::Root).expect_err("a private key").code();
            assert_eq!(code, Code::KeyPrivateMaterial, "{}", Json::from(key.clone()).to_compact());
            secret += 1;
        }
        // A group with no good test is about a key that must not be used.
        let tests = group.as_object().unwrap().get("tests").unwrap().as_array().unwrap();
        let names = |test: &Json| {
            let test = test.as_object().unwrap();
            (test.text("comment").unwrap().to_owned(), test.text("result") == Some("valid"))
        };
        let is_good = tests.iter().map(names).any(|(_, valid)| valid);
        let comment = names(&tests[0]).0;
        for key in keys(group, "public") {
            let outcome = PublicKey::from_jwk(&key, &Trail::Root).map_err(|error| error.code());
            if exceptions.contains(&comment) {
                assert_ne!(outcome.is_ok(), is_good, "{comment}: the exception is not needed");
                used.insert(comment.clone());
            } else {
                assert_eq!(outcome.is_ok(), is_good, "{comment}: {outcome:?}");
            }
            match outcome {
                Ok(_) => read += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert_eq!(used.len(), exceptions.len(), "an exception is stale: only {used:?} are there");
    assert_eq!(
        (groups.len(), secret, refused, read),
        (25, 27, 9, 2),
        "the suite is another than the one expected"
    );
}

fn read(path: &Path) -> Json {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Json::parse(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn unhex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2) && text.is_ascii(), "no hexadecimal: {text}");
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
