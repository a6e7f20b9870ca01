//! The W3C vectors of vc-di-eddsa and the signed examples of the 1EdTech guides, every step, both ways.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it goes wrong")]

use std::fs;
use std::path::Path;

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jsonld::{ContextSet, OpenBadgesEdition, Rules};
use sanad_core::json::{Json, Object};
use sanad_core::key::VerifyingKey;
use sanad_core::limits::Limits;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::{ProofOptions, check, sign};
use sanad_core::signature::Signature;
use sanad_core::signed::SignedDocument;
use sanad_core::signer::{Signer, SigningKey};
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
fn reproduce(folder: &Path, suffix: &str, unsigned: &Object, key: &SigningKey, contexts: &Canonicalizer) {
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
        sanad_core::proof::data_integrity::Suite::Known(suite, _) => suite,
        other => panic!("{other:?}"),
    };

    let canonical = suite.transform(unsigned, object(&file("proofConfig")), contexts).unwrap();
    assert_eq!(canonical.document, text(&file("canonDoc")), "{suffix}: canonical document");
    assert_eq!(canonical.options, text(&file("proofCanon")), "{suffix}: canonical proof options");
    let hash = hex(&canonical.hash());
    assert_eq!(hash[..64], text(&file("proofHash")), "{suffix}: hash of the proof options");
    assert_eq!(hash[64..], text(&file("docHash")), "{suffix}: hash of the document");
    assert_eq!(hash, text(&file("combinedHash")), "{suffix}: what is signed");
    let signature = key.sign(&canonical.hash()).unwrap();
    assert_eq!(hex(signature.as_bytes()), text(&file("sigHex")), "{suffix}: signature");
    assert_eq!(signature.to_multibase(), text(&file("sigBTC58")), "{suffix}: signature as text");

    let options =
        ProofOptions::new(suite, proof.verification_method().unwrap()).created(proof.created().unwrap());
    let made = sign(unsigned, None, &options, key, contexts).unwrap();
    assert_eq!(&made, proof.object(), "{suffix}: the proof as made here");
    assert_eq!(signed.content(), unsigned, "{suffix}: the signed document");
    assert_eq!(check(&proofs, 0, signed.content(), &key.verifying_key(), contexts), Ok(()));
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
            let key = keys.iter().find(|key| method.ends_with(&key.verifying_key().to_multikey())).unwrap();
            assert_eq!(
                check(&proofs, index, signed.content(), &key.verifying_key(), &contexts),
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

/// The guides print this key's secret half, so it identifies nobody.
/// Source: 1EdTech/openbadges-specification, `ob_v3p0/impl/linked-data-proof-ob.md`.
const GUIDE_SEED: &str = "6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4";

#[test]
fn the_1edtech_guides_signed_examples_verify_and_reproduce() {
    let Some(root) = third_party::suite("open-badges") else { return };
    let key = SigningKey::from_seed(&unhex(GUIDE_SEED).try_into().unwrap());
    assert_eq!(key.verifying_key().to_multikey(), "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi");
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
            let canonical =
                Cryptosuite::EddsaRdfc2022.transform(signed.content(), options, &contexts).unwrap();
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
            assert_eq!(
                check(&proofs, 0, signed.content(), &key.verifying_key(), &contexts),
                Ok(()),
                "{name}"
            );

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
    let other = VerifyingKey::from_multikey("z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7").unwrap();
    let error = check(&proofs, 0, signed.content(), &other, &example_contexts()).unwrap_err();
    assert_eq!(error.code().as_str(), "proof.signature_invalid");
    let signature =
        Signature::from_multibase(proofs.proofs()[0].object().text("proofValue").unwrap()).unwrap();
    assert_eq!(signature.as_bytes().len(), 64);
}
