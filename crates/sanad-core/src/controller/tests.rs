//! A controller document, attacked.

use super::*;
use crate::code::Code;
use crate::signer::{Signer as _, SigningKey};
use crate::timestamp::Timestamp;

const ID: &str = "did:web:uni.example";

fn multikey(seed: u8) -> String {
    SigningKey::from_seed(&[seed; 32]).public_key().to_multikey()
}

/// A method of the document with the key of that seed.
fn method(fragment: &str, seed: u8) -> Object {
    Object::new()
        .with("id", format!("{ID}#{fragment}"))
        .with("type", "Multikey")
        .with("controller", ID)
        .with("publicKeyMultibase", multikey(seed))
}

fn document(methods: Vec<Object>, assertion: Vec<Json>) -> Object {
    Object::new()
        .with("id", ID)
        .with("verificationMethod", methods)
        .with("assertionMethod", Json::Array(assertion))
}

/// A document with that one method, listed for assertions.
fn with(method: Object) -> Object {
    let id = method.text("id").unwrap().to_owned();
    document(vec![method], vec![id.into()])
}

fn parsed(object: &Object) -> Result<ControllerDocument, ControllerError> {
    ControllerDocument::parse(object, ID)
}

fn code(object: &Object) -> Code {
    parsed(object).expect_err("must be refused").code()
}

fn asserting<'d>(document: &'d ControllerDocument, url: &str) -> Result<&'d VerificationMethod, Code> {
    document.method(url, Relationship::AssertionMethod).map_err(|error| error.code())
}

/// The code of the key of the only method, in a document that is read.
fn key_code(method: Object) -> Code {
    let document = parsed(&with(method)).unwrap();
    let method = document.methods().next().unwrap();
    method.key().expect_err("must be refused").code()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_listed_method_gives_its_key_whichever_way_it_is_written() {
    let key = PublicKey::from_multikey(&multikey(1)).unwrap();
    let plain = method("k", 1);
    let relative = plain.clone().with("id", "#k");
    let old = plain.clone().with("type", "Ed25519VerificationKey2020");
    let jwk =
        plain.without("publicKeyMultibase").with("type", "JsonWebKey").with("publicKeyJwk", key.to_jwk());
    let old_jwk = jwk.clone().with("type", "JsonWebKey2020");
    let url = format!("{ID}#k");
    for method in [&plain, &relative, &old, &jwk, &old_jwk] {
        for listed in [Json::from(url.as_str()), Json::from("#k")] {
            let document = parsed(&document(vec![method.clone()], vec![listed])).unwrap();
            assert_eq!(asserting(&document, &url).unwrap().key(), Ok(&key));
        }
        let embedded = parsed(&document(vec![], vec![method.clone().into()])).unwrap();
        assert_eq!(asserting(&embedded, &url).unwrap().key(), Ok(&key));
    }
}

#[test]
fn a_key_in_the_fragment_is_a_name_that_nobody_has() {
    let document = parsed(&with(method("k", 1))).unwrap();
    for url in [
        format!("{ID}#{}", multikey(2)),
        format!("{ID}#{}", multikey(1)),
        format!("{ID}#"),
        format!("{ID}#K"),
        format!("{ID}?x#k"),
        format!("did:key:{0}#{0}", multikey(1)),
        ID.to_owned(),
        "#k".to_owned(),
        String::new(),
    ] {
        assert_eq!(asserting(&document, &url), Err(Code::ProofMethodNotFound), "{url}");
    }
}

#[test]
fn a_method_does_only_what_it_is_listed_for() {
    let url = format!("{ID}#k");
    let elsewhere = document(vec![method("k", 1)], vec![])
        .with("authentication", vec![url.as_str()])
        .with("keyAgreement", vec![method("embedded", 2)]);
    let document = parsed(&elsewhere).unwrap();
    assert_eq!(asserting(&document, &url), Err(Code::ProofMethodNotAuthorised));
    assert!(document.method(&url, Relationship::Authentication).is_ok());
    let url = format!("{ID}#embedded");
    assert_eq!(asserting(&document, &url), Err(Code::ProofMethodNotAuthorised));
    assert!(document.method(&url, Relationship::KeyAgreement).is_ok());
}

#[test]
fn another_controller_or_another_id_is_a_mismatch() {
    let foreign = parsed(&with(method("k", 1).with("controller", "did:web:other.example"))).unwrap();
    assert_eq!(asserting(&foreign, &format!("{ID}#k")), Err(Code::DidControllerMismatch));
    let object = with(method("k", 1));
    for id in ["did:web:uni.example:", "did:web:other.example", "did:web:Uni.example", ""] {
        let error = ControllerDocument::parse(&object, id).unwrap_err();
        assert_eq!(error.code(), Code::DidIdMismatch, "{id}");
    }
    assert_eq!(code(&object.with("id", vec![ID])), Code::DidMalformed);
    assert_eq!(code(&Object::new()), Code::DidMalformed);
}

#[test]
fn an_id_given_to_two_methods_condemns_the_document() {
    let twice = document(vec![method("k", 1), method("k", 2)], vec![]);
    assert_eq!(code(&twice), Code::DidDuplicateMethod);
    let relative = document(vec![method("k", 1), method("k", 1).with("id", "#k")], vec![]);
    assert_eq!(code(&relative), Code::DidDuplicateMethod);
    let embedded = document(vec![method("k", 1)], vec![method("k", 1).into()]);
    assert_eq!(code(&embedded), Code::DidDuplicateMethod);
}

#[test]
fn a_private_key_anywhere_condemns_the_document() {
    let jwk = PublicKey::from_multikey(&multikey(1)).unwrap().to_jwk();
    let ec = Object::new().with("kty", "EC").with("crv", "P-256").with("d", "AA");
    let secret = Base::Base58Btc.encode(&[&[0x80, 0x26][..], &[7; 32]].concat());
    let bare = method("k", 1).without("publicKeyMultibase");
    for method in [
        method("k", 1).with("secretKeyMultibase", "z"),
        method("k", 1).with("privateKeyJwk", Object::new()),
        method("k", 1).with("type", "Unknown").with("privateKeyBase58", "x"),
        method("k", 1).with("publicKeyMultibase", secret.as_str()),
        method("k", 1).with("type", "Unknown").with("publicKeyMultibase", secret.as_str()),
        bare.clone().with("type", "JsonWebKey").with("publicKeyJwk", jwk.with("d", "AA")),
        bare.with("type", "Unknown").with("publicKeyJwk", ec),
    ] {
        assert_eq!(code(&document(vec![method.clone()], vec![])), Code::KeyPrivateMaterial);
        let hidden = Object::new().with("id", ID).with("keyAgreement", vec![method]);
        assert_eq!(code(&hidden), Code::KeyPrivateMaterial);
    }
}

#[test]
fn two_forms_of_a_key_are_ambiguous_even_if_they_agree() {
    let jwk = PublicKey::from_multikey(&multikey(1)).unwrap().to_jwk();
    for (form, value) in [("publicKeyJwk", Json::from(jwk)), ("publicKeyBase58", Json::from("x"))] {
        assert_eq!(code(&with(method("k", 1).with(form, value))), Code::DidAmbiguousKey, "{form}");
    }
}

#[test]
fn a_key_of_no_use_here_harms_nobody_else() {
    let secp256k1 = Base::Base58Btc.encode(&[&[0xe7, 0x01][..], &[2; 33]].concat());
    let bare = method("k", 1).without("publicKeyMultibase");
    assert_eq!(key_code(method("k", 1).with("publicKeyMultibase", secp256k1)), Code::KeyTypeMismatch);
    let p256 = "EcdsaSecp256r1VerificationKey2019";
    assert_eq!(key_code(method("k", 1).with("type", p256)), Code::KeyTypeMismatch);
    assert_eq!(key_code(bare.clone().with("publicKeyBase58", "x")), Code::KeyMalformed);
    assert_eq!(
        key_code(bare.clone().with("type", "Ed25519VerificationKey2018").with("publicKeyBase58", "x")),
        Code::KeyTypeMismatch
    );
    assert_eq!(key_code(method("k", 1).with("type", "JsonWebKey")), Code::KeyMalformed);
    assert_eq!(key_code(method("k", 1).with("publicKeyMultibase", Json::Null)), Code::DidMalformed);
    assert_eq!(key_code(method("k", 1).with("expires", "tomorrow")), Code::TimeMalformed);
    let both = document(vec![bare, method("good", 2)], vec!["#good".into()]);
    let both = parsed(&both).unwrap();
    assert!(asserting(&both, &format!("{ID}#good")).unwrap().key().is_ok());
}

#[test]
fn a_key_is_retired_from_the_second_it_expires_or_is_revoked() {
    let object = with(
        method("k", 1).with("expires", "2027-01-01T00:00:00Z").with("revoked", "2026-06-01T02:00:00+02:00"),
    );
    let document = parsed(&object).unwrap();
    let method = asserting(&document, &format!("{ID}#k")).unwrap();
    assert!(method.key_at(at("2026-05-31T23:59:59Z")).is_ok());
    for late in ["2026-06-01T00:00:00Z", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z"] {
        assert_eq!(method.key_at(at(late)).unwrap_err().code(), Code::KeyRetired, "{late}");
    }
    assert!(method.key().is_ok());
    assert_eq!(method.expires(), Some(at("2027-01-01T00:00:00Z")));
    assert_eq!(method.revoked(), Some(at("2026-06-01T00:00:00Z")));
}

#[test]
fn what_is_no_method_is_malformed_and_says_where() {
    for (object, place) in [
        (document(vec![method("k", 1).with("id", "k")], vec![]), "/verificationMethod/0/id"),
        (document(vec![method("k", 1).with("id", "#")], vec![]), "/verificationMethod/0/id"),
        (document(vec![method("k", 1).with("id", "a: b")], vec![]), "/verificationMethod/0/id"),
        (document(vec![method("k", 1).without("controller")], vec![]), "/verificationMethod/0/controller"),
        (document(vec![method("k", 1).with("type", vec!["Multikey"])], vec![]), "/verificationMethod/0/type"),
        (document(vec![], vec![Json::Null]), "/assertionMethod/0"),
        (document(vec![], vec!["k".into()]), "/assertionMethod/0"),
        (Object::new().with("id", ID).with("verificationMethod", "x"), "/verificationMethod/0"),
    ] {
        match parsed(&object).expect_err(place) {
            ControllerError::Malformed { at, .. } => assert_eq!(at.as_str(), place),
            other => panic!("{place}: {other:?}"),
        }
    }
}

#[test]
fn methods_are_counted_wherever_they_stand() {
    let limit = Limits::DEFAULT.verification_methods;
    let many = |n: usize| (0..n).map(|i| method(&i.to_string(), 1)).collect::<Vec<_>>();
    assert!(parsed(&document(many(limit), vec![])).is_ok());
    let listed = document(many(limit), vec![method("one-more", 1).into()]);
    for object in [document(many(limit + 1), vec![]), listed, document(vec![], vec!["#k".into(); limit + 1])]
    {
        assert_eq!(parsed(&object), Err(ControllerError::TooManyMethods { limit }));
    }
}

#[test]
fn a_did_key_is_its_own_document() {
    let key = multikey(1);
    let did: Did = format!("did:key:{key}").parse().unwrap();
    let document = ControllerDocument::of_did(&did).unwrap().unwrap();
    let url = format!("{did}#{key}");
    let method = asserting(&document, &url).unwrap();
    assert_eq!(method.key().unwrap().to_multikey(), key);
    assert_eq!((method.id(), method.controller(), document.id()), (&*url, did.as_str(), did.as_str()));
    assert_eq!(
        document.method(&url, Relationship::KeyAgreement).unwrap_err().code(),
        Code::ProofMethodNotAuthorised
    );
    let other = format!("{did}#{}", multikey(2));
    assert_eq!(asserting(&document, &other), Err(Code::ProofMethodNotFound));
}

#[test]
fn a_did_jwk_is_its_own_document() {
    let did_of = |jwk: &str| -> Did {
        format!("did:jwk:{}", Base::Base64Url.encode_bare(jwk.as_bytes())).parse().unwrap()
    };
    let key = PublicKey::from_multikey(&multikey(1)).unwrap();
    let jwk = key.to_jwk();
    let did = did_of(&Json::from(jwk.clone()).to_pretty());
    let document = ControllerDocument::of_did(&did).unwrap().unwrap();
    assert_eq!(asserting(&document, &format!("{did}#0")).unwrap().key(), Ok(&key));
    assert_eq!(asserting(&document, &format!("{did}#1")), Err(Code::ProofMethodNotFound));
    for (text, expected) in [
        (Json::from(jwk.clone().with("d", "AA")).to_compact(), Code::KeyPrivateMaterial),
        (Json::from(jwk.clone().with("use", "enc")).to_compact(), Code::KeyTypeMismatch),
        (Json::from(jwk.with("crv", "X25519")).to_compact(), Code::KeyTypeMismatch),
        ("[]".to_owned(), Code::DidMalformed),
        ("{".to_owned(), Code::DidMalformed),
        (r#"{"kty":"OKP","kty":"OKP"}"#.to_owned(), Code::DidMalformed),
    ] {
        let error = ControllerDocument::of_did(&did_of(&text)).unwrap().unwrap_err();
        assert_eq!(error.code(), expected, "{text}");
    }
}

#[test]
fn a_did_that_needs_a_document_has_none_of_itself() {
    for text in [ID, "did:example:1"] {
        assert_eq!(ControllerDocument::of_did(&text.parse().unwrap()), None);
    }
}
