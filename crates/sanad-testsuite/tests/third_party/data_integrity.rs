//! The W3C vectors of vc-di-eddsa and vc-di-ecdsa, and the signed examples of the 1EdTech guides, every step, both ways.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it goes wrong")]

use std::fs;
use std::path::Path;

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jsonld::{ContextSet, OpenBadgesEdition, Rules};
use sanad_core::canonical::rdfc::HashAlgorithm;
use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::limits::Limits;
use sanad_core::pointer::Trail;
use sanad_core::proof::cryptosuite::{Canonical, Cryptosuite};
use sanad_core::proof::data_integrity::{ProofValue, Suite};
use sanad_core::proof::set::ProofSet;
use sanad_core::proof::signature::{ProofOptions, check, sign};
use sanad_core::public_key::PublicKey;
use sanad_core::signature::Signature;
use sanad_core::signed::SignedDocument;
use sanad_core::signer::{Signer, SigningKey};
use sanad_testsuite::signers::{P256Signer, P384Signer};
use sanad_testsuite::third_party;

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn object(path: &Path) -> Object {
    let Json::Object(object) = Json::parse(text(path).as_bytes()).unwrap() else {
        panic!("{}", path.display())
    };
    object
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// The contexts of the W3C vectors: ours and the two example ones, which give every undefined term a meaning.
fn example_contexts() -> Canonicalizer {
    let folder = third_party::contexts().unwrap();
    let examples = fs::read(folder.join("credentials-examples-v2.json")).unwrap();
    let contexts = ContextSet::official()
        .with_document("https://www.w3.org/ns/credentials/examples/v2", &examples)
        .unwrap();
    Canonicalizer::new(contexts).with_rules(Rules::badge().allow_vocab_contexts())
}

/// A secret Multikey: 0x80 0x26 and the seed.
fn signing_key(multikey: &str) -> SigningKey {
    let bytes = bs58::decode(multikey.strip_prefix('z').unwrap()).into_vec().unwrap();
    assert_eq!(bytes[..2], [0x80, 0x26]);
    SigningKey::from_seed(bytes[2..].try_into().unwrap())
}

/// All that the folder of one suite says, step by step.
fn reproduce(folder: &Path, suffix: &str, unsigned: &Object, key: &dyn Signer, contexts: &Canonicalizer) {
    let file = |name: &str| {
        folder.join(format!(
            "{name}{suffix}.{}",
            if name == "signed" || name.ends_with("Config") { "json" } else { "txt" }
        ))
    };
    let signed = SignedDocument::from_json(text(&file("signed")).as_bytes()).unwrap();
    let proofs = signed.proofs(&Limits::DEFAULT).unwrap();
    let proof = &proofs.proofs()[0];
    let suite = match proof.suite() {
        Suite::Known(suite, _) => *suite,
        other => panic!("{other:?}"),
    };

    let canonical =
        suite.transform(unsigned, object(&file("proofConfig")), key.public_key().kind(), contexts).unwrap();
    assert_eq!(canonical.document, text(&file("canonDoc")), "{suffix}: canonical document");
    assert_eq!(canonical.options, text(&file("proofCanon")), "{suffix}: canonical proof options");
    let hash = hex(&canonical.hash());
    let (of_options, of_document) = hash.split_at(hash.len() / 2);
    assert_eq!(of_options, text(&file("proofHash")), "{suffix}: hash of the proof options");
    assert_eq!(of_document, text(&file("docHash")), "{suffix}: hash of the document");
    assert_eq!(hash, text(&file("combinedHash")), "{suffix}: what is signed");
    let signature = key.sign(&canonical.hash()).unwrap();
    assert_eq!(hex(signature.as_bytes()), text(&file("sigHex")), "{suffix}: signature");
    assert_eq!(signature.to_multibase(), text(&file("sigBTC58")), "{suffix}: signature as text");

    let options =
        ProofOptions::new(suite, proof.verification_method().unwrap()).created(proof.created().unwrap());
    let made = sign(unsigned, None, &options, key, contexts).unwrap();
    assert_eq!(&made, proof.object(), "{suffix}: the proof as made here");
    assert_eq!(signed.content(), unsigned, "{suffix}: the signed document");
    assert_eq!(check(&proofs, 0, signed.content(), &key.public_key(), contexts), Ok(()));
}

#[test]
fn vc_di_eddsa_reproduces_at_every_step() {
    let Some(root) = third_party::suite("vc-di-eddsa/TestVectors") else { return };
    let contexts = example_contexts();
    let key = signing_key(object(&root.join("keyPair.json")).text("privateKeyMultibase").unwrap());
    let unsigned = object(&root.join("unsigned.json"));
    reproduce(&root.join("eddsa-rdfc-2022"), "DataInt", &unsigned, &key, &contexts);
    reproduce(&root.join("eddsa-jcs-2022"), "JCS", &unsigned, &key, &contexts);
    let mut legacy = unsigned.clone();
    let Some(Json::Array(named)) = legacy.get_mut("@context") else { panic!() };
    named.push("https://w3id.org/security/suites/ed25519-2020/v1".into());
    reproduce(&root.join("Ed25519Signature2020"), "EdSig", &legacy, &key, &contexts);
}

#[test]
fn vc_di_eddsa_proof_sets_and_chains_verify_and_reproduce() {
    let Some(root) = third_party::suite("vc-di-eddsa/TestVectors/proof-set-chain") else { return };
    let contexts = example_contexts();
    let pairs = object(&root.join("multiKeyPairs.json"));
    let keys: Vec<SigningKey> = (1..=4)
        .map(|n| {
            let pair = pairs.get(&format!("keyPair{n}")).and_then(Json::as_object).unwrap();
            signing_key(pair.text("privateKeyMultibase").unwrap())
        })
        .collect();
    let mut checked = 0;
    for name in
        ["signedProofSet1.json", "signedProofSet2.json", "signedProofChain1.json", "signedProofChain2.json"]
    {
        let signed = SignedDocument::from_json(text(&root.join(name)).as_bytes()).unwrap();
        let proofs = signed.proofs(&Limits::DEFAULT).unwrap();
        for (index, proof) in proofs.proofs().iter().enumerate() {
            let method = proof.verification_method().unwrap();
            let key = keys.iter().find(|key| method.ends_with(&key.public_key().to_multikey())).unwrap();
            assert_eq!(
                check(&proofs, index, signed.content(), &key.public_key(), &contexts),
                Ok(()),
                "{name} {index}"
            );
            checked += 1;

            let mut options =
                ProofOptions::new(Cryptosuite::EddsaRdfc2022, method).created(proof.created().unwrap());
            if let Some(id) = proof.id() {
                options = options.id(id);
            }
            for previous in proof.previous() {
                options = options.following(*previous);
            }
            let made = sign(signed.content(), signed.proof(), &options, key, &contexts).unwrap();
            assert_eq!(&made, proof.object(), "{name} {index}");
        }
    }
    assert_eq!(checked, 1 + 2 + 3 + 4, "proofs in the four published documents");
}

/// The secret half of a key pair of vc-di-ecdsa.
fn nist_key(root: &Path, name: &str) -> Box<dyn Signer> {
    let pair = object(&root.join(name));
    let secret = pair.text("secretKeyMultibase").unwrap();
    let bytes = bs58::decode(secret.strip_prefix('z').unwrap()).into_vec().unwrap();
    let signer: Box<dyn Signer> = match &bytes[..2] {
        [0x86, 0x26] => Box::new(P256Signer::from_secret(bytes[2..].try_into().unwrap())),
        [0x87, 0x26] => Box::new(P384Signer::from_secret(bytes[2..].try_into().unwrap())),
        other => panic!("{other:02x?}"),
    };
    assert_eq!(signer.public_key().to_multikey(), pair.text("publicKeyMultibase").unwrap());
    signer
}

#[test]
fn vc_di_ecdsa_reproduces_at_every_step_and_its_signatures_are_those_of_rfc_6979() {
    let Some(root) = third_party::suite("vc-di-ecdsa/TestVectors") else { return };
    let contexts = example_contexts();
    let unsigned = object(&root.join("unsigned.json"));
    for curve in ["p256", "p384"] {
        let key = nist_key(&root, &format!("{curve}KeyPair.json"));
        let upper = curve.to_uppercase();
        for (suite, suffix) in [("rdfc", "ECDSA"), ("jcs", "JCSECDSA")] {
            let folder = root.join(format!("ecdsa-{suite}-2019-{curve}"));
            reproduce(&folder, &format!("{suffix}{upper}"), &unsigned, &*key, &contexts);
        }
    }
}

/// Their second document has a context that is not among ours, so that these begin with the canonical texts.
#[test]
fn vc_di_ecdsa_of_the_other_document_reproduces_from_its_canonical_texts_on() {
    let Some(root) = third_party::suite("vc-di-ecdsa/TestVectors") else { return };
    for (curve, algorithm) in [("p256", HashAlgorithm::Sha256), ("p384", HashAlgorithm::Sha384)] {
        let upper = curve.to_uppercase();
        let folder = root.join(format!("ecdsa-rdfc-2019-{curve}/employ"));
        let file = |name: &str| text(&folder.join(format!("{name}ECDSA{upper}.txt")));
        let canonical = Canonical { options: file("proofCanon"), document: file("canonDoc"), algorithm };
        let signed = canonical.hash();
        assert_eq!(hex(&signed), file("combinedHash"), "{curve}");
        let document = object(&folder.join(format!("signedECDSA{upper}.json")));
        let proof = Json::Array(vec![document.get("proof").unwrap().clone()]);
        let proofs = ProofSet::read(Some(&proof), &Trail::Root, &Limits::DEFAULT).unwrap();
        let proof = &proofs.proofs()[0];
        let Suite::Known(Cryptosuite::EcdsaRdfc2019, ProofValue::Signature(signature)) = proof.suite() else {
            panic!("{curve}")
        };
        assert_eq!(hex(signature.as_bytes()), file("sigHex"), "{curve}");
        let (_, multikey) = proof.verification_method().unwrap().split_once('#').unwrap();
        assert_eq!(PublicKey::from_multikey(multikey).unwrap().verify(&signed, signature), Ok(()), "{curve}");
        let key = nist_key(&root, &format!("{curve}KeyPair.json"));
        assert_eq!(key.public_key().to_multikey(), multikey);
        assert_eq!(key.sign(&signed).as_ref(), Ok(signature), "{curve}");
    }
}

/// The guides print this key's secret half, so it identifies nobody.
/// Source: 1EdTech/openbadges-specification, `ob_v3p0/impl/linked-data-proof-ob.md`.
const GUIDE_SEED: &str = "6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4";

#[test]
fn the_1edtech_guides_signed_examples_verify_and_reproduce() {
    let Some(root) = third_party::suite("open-badges") else { return };
    let key = SigningKey::from_seed(&unhex(GUIDE_SEED).try_into().unwrap());
    assert_eq!(key.public_key().to_multikey(), "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi");
    for edition in [OpenBadgesEdition::April2025, OpenBadgesEdition::July2026] {
        let contexts = Canonicalizer::new(ContextSet::official_as_of(edition));
        for (name, folder, before) in
            [("ob", "obv3p0", "ob-credential.json"), ("clr", "clrv2p0", "clr-document-before-signing.json")]
        {
            let signed = SignedDocument::from_json(
                text(&root.join(format!("guide/{name}-signed-credential.json"))).as_bytes(),
            )
            .unwrap();
            let proofs = signed.proofs(&Limits::DEFAULT).unwrap();
            let proof = &proofs.proofs()[0];
            let options = proof.object().without("proofValue");
            let canonical = Cryptosuite::EddsaRdfc2022
                .transform(signed.content(), options, KeyKind::Ed25519, &contexts)
                .unwrap();
            let canon = root.join("ob_v3p0/impl/test-vectors").join(folder);
            assert_eq!(
                canonical.document.trim_end(),
                text(&canon.join("document-canon.txt")).trim_end(),
                "{name}"
            );
            assert_eq!(
                canonical.options.trim_end(),
                text(&canon.join("proof-canon.txt")).trim_end(),
                "{name}"
            );
            assert_eq!(check(&proofs, 0, signed.content(), &key.public_key(), &contexts), Ok(()), "{name}");

            let unsigned = object(&root.join("guide").join(before));
            let options = ProofOptions::new(Cryptosuite::EddsaRdfc2022, proof.verification_method().unwrap())
                .created(proof.created().unwrap());
            let made = sign(&unsigned, None, &options, &key, &contexts).unwrap();
            assert_eq!(&made, proof.object(), "{name}");
        }
    }
}

#[test]
fn a_published_signature_does_not_verify_under_another_key() {
    let Some(root) = third_party::suite("vc-di-eddsa/TestVectors") else { return };
    let signed =
        SignedDocument::from_json(text(&root.join("eddsa-rdfc-2022/signedDataInt.json")).as_bytes()).unwrap();
    let proofs = signed.proofs(&Limits::DEFAULT).unwrap();
    let other = PublicKey::from_multikey("z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7").unwrap();
    let error = check(&proofs, 0, signed.content(), &other, &example_contexts()).unwrap_err();
    assert_eq!(error.code().as_str(), "proof.signature_invalid");
    let signature =
        Signature::from_multibase(proofs.proofs()[0].object().text("proofValue").unwrap()).unwrap();
    assert_eq!(signature.as_bytes().len(), 64);
}
