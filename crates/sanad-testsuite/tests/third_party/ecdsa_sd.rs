//! The W3C vectors of `ecdsa-sd-2023`: issuing, deriving and checking, every step.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it goes wrong")]

use std::fs;
use std::path::{Path, PathBuf};

use p256::ecdsa::SigningKey;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::ecdsa::P256Key;
use sanad_core::json::{Json, Object};
use sanad_core::proof::selective::disclosure::Disclosure;
use sanad_core::proof::selective::value::DerivedProof;
use sanad_core::public_key::PublicKey;
use sanad_testsuite::keys::hex;
use sanad_testsuite::selective::base::{BaseProof, HashData, Keys, multikey};
use sanad_testsuite::selective::derived::{self, derive};
use sanad_testsuite::selective::selection::select;
use sanad_testsuite::selective::statements::Statements;
use sanad_testsuite::third_party;

/// What the vectors say in the words of `https://w3id.org/citizenship/v4rc1`. That context is not among ours; this one
/// has the same meaning for the words that occur.
const CITIZENSHIP: &str = r#"{"@context": {
  "PermanentResidentCardCredential": "https://w3id.org/citizenship#PermanentResidentCardCredential",
  "PermanentResidentCard": "https://w3id.org/citizenship#PermanentResidentCard",
  "PermanentResident": "https://w3id.org/citizenship#PermanentResident",
  "EmploymentAuthorizationDocumentCredential": "https://w3id.org/citizenship#EmploymentAuthorizationDocumentCredential",
  "EmploymentAuthorizationDocument": "https://w3id.org/citizenship#EmploymentAuthorizationDocument",
  "EmployablePerson": "https://w3id.org/citizenship#EmployablePerson",
  "Person": "https://schema.org/Person",
  "additionalName": "https://schema.org/additionalName",
  "birthDate": {"@id": "https://schema.org/birthDate", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
  "familyName": "https://schema.org/familyName",
  "gender": "https://schema.org/gender",
  "givenName": "https://schema.org/givenName",
  "identifier": "https://schema.org/identifier",
  "image": {"@id": "https://schema.org/image", "@type": "@id"},
  "birthCountry": "https://w3id.org/citizenship#birthCountry",
  "commuterClassification": "https://w3id.org/citizenship#commuterClassification",
  "employmentAuthorizationDocument": "https://w3id.org/citizenship#employmentAuthorizationDocument",
  "lprCategory": "https://w3id.org/citizenship#lprCategory",
  "lprNumber": "https://w3id.org/citizenship#lprNumber",
  "permanentResidentCard": "https://w3id.org/citizenship#permanentResidentCard",
  "residentSince": {"@id": "https://w3id.org/citizenship#residentSince", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
}}"#;

const STEPS: [&str; 20] = [
    "addBaseDocCanon.json",
    "addBaseDocHMACCanon.json",
    "addBaseTransform.json",
    "addHashData.json",
    "addPointerValues.json",
    "addProofConfig.json",
    "addProofConfigCanon.txt",
    "addRawBaseSignatureInfo.json",
    "addSignedSDBase.json",
    "derivedAdjMandatoryIndexes.json",
    "derivedAdjSignatures.json",
    "derivedAllGroupData.json",
    "derivedDisclosureData.json",
    "derivedGroupIndexes.json",
    "derivedRecoveredBaseData.json",
    "derivedRevealDocument.json",
    "derivedUnsignedReveal.json",
    "verifyCreateVerifyData.json",
    "verifyDerivedProofValue.json",
    "verifyNQuads.json",
];

/// One of the published walks from an unsigned credential to a checked derived one.
struct Walk {
    folder: PathBuf,
    unsigned: Object,
    mandatory: Vec<String>,
    selective: Vec<String>,
    keys: Keys,
    contexts: ContextSet,
}

fn json(path: &Path) -> Json {
    Json::parse(&fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))).unwrap()
}

fn object(path: &Path) -> Object {
    json(path).as_object().unwrap_or_else(|| panic!("{}", path.display())).clone()
}

fn texts(value: &Json) -> Vec<String> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

fn numbers(value: &Json) -> Vec<usize> {
    let number = |item: &Json| match item {
        Json::Number(number) => format!("{}", number.as_f64()).parse().unwrap(),
        other => panic!("{}", other.kind()),
    };
    value.as_array().unwrap().iter().map(number).collect()
}

/// `[[key, text], …]`, the form in which the vectors have maps.
fn rows(value: &Json) -> Vec<(Json, String)> {
    let value = value.as_object().map_or(value, |map| map.get("value").unwrap());
    let row = |row: &Json| (row.items()[0].clone(), row.items()[1].as_str().unwrap().to_owned());
    value.as_array().unwrap().iter().map(row).collect()
}

fn unhex<const N: usize>(text: &str) -> [u8; N] {
    let bytes = (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap());
    bytes.collect::<Vec<u8>>().try_into().unwrap()
}

/// A secret Multikey of P-256: 0x86 0x26 and the number.
fn secret(pair: &Object) -> SigningKey {
    let text = pair.text("secretKeyMultibase").unwrap();
    let bytes = bs58::decode(text.strip_prefix('z').unwrap()).into_vec().unwrap();
    assert_eq!(bytes[..2], [0x86, 0x26]);
    let key = SigningKey::from_slice(&bytes[2..]).unwrap();
    assert_eq!(base58(&multikey(&key)), pair.text("publicKeyMultibase").unwrap());
    key
}

fn base58(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

fn hexes(signatures: &[[u8; 64]]) -> Vec<String> {
    signatures.iter().map(|signature| hex(signature)).collect()
}

fn public(key: &SigningKey) -> PublicKey {
    P256Key::from_compressed(&multikey(key)[2..]).unwrap().into()
}

/// Both walks, or nothing where the suite is not at hand.
fn walks() -> Vec<Walk> {
    let Some(root) = third_party::suite("vc-di-ecdsa/TestVectors") else { return Vec::new() };
    let material = object(&root.join("ecdsa-sd-2023/SDKeyMaterial.json"));
    let pair = |name: &str| secret(material.get(name).and_then(Json::as_object).unwrap());
    let keys = Keys {
        issuer: pair("baseKeyPair"),
        proof: pair("proofKeyPair"),
        hmac: unhex(material.text("hmacKeyString").unwrap()),
    };
    let contexts = ContextSet::official()
        .with_document("https://w3id.org/citizenship/v4rc1", CITIZENSHIP.as_bytes())
        .unwrap();
    let all = root.join("ecdsa-sd-2023");
    assert_eq!(third_party::names(&all), ["SDKeyMaterial.json", "employ", "prc"]);
    [("employ", "employmentAuth", "employ"), ("prc", "prCredUnsigned", "prCred")]
        .into_iter()
        .map(|(folder, unsigned, pointers)| {
            assert_eq!(third_party::names(&all.join(folder)), STEPS, "{folder}");
            let signed = object(&all.join(folder).join("addSignedSDBase.json")).without("proof");
            let mut published = object(&root.join(format!("{unsigned}.json")));
            if folder == "prc" {
                // The published file is a later one than the walk was made from: its description is another.
                assert_ne!(published, signed, "then this exception is out of date");
                published.insert("description", signed.text("description").unwrap());
            }
            assert_eq!(published, signed);
            Walk {
                folder: all.join(folder),
                unsigned: signed,
                mandatory: texts(&json(&root.join(format!("{pointers}Mandatory.json")))),
                selective: texts(&json(&root.join(format!("{pointers}Selective.json")))),
                keys: keys.clone(),
                contexts: contexts.clone(),
            }
        })
        .collect()
}

impl Walk {
    fn json(&self, name: &str) -> Json {
        json(&self.folder.join(format!("{name}.json")))
    }

    fn object(&self, name: &str) -> Object {
        object(&self.folder.join(format!("{name}.json")))
    }

    fn statements(&self) -> Statements<'_> {
        Statements::new(&self.unsigned, &self.keys.hmac, &self.contexts)
    }

    fn canonicalizer(&self) -> Canonicalizer {
        Canonicalizer::new(self.contexts.clone())
    }

    fn mandatory(&self) -> Vec<&str> {
        self.mandatory.iter().map(String::as_str).collect()
    }

    fn selective(&self) -> Vec<&str> {
        self.selective.iter().map(String::as_str).collect()
    }

    /// The published proof options, and their canonical text under the document's contexts.
    fn options(&self) -> (Object, String) {
        let options = self.object("addProofConfig");
        let text = self.canonicalizer().rdf(&options).unwrap();
        (options, text)
    }
}

#[test]
fn the_issuer_s_steps_reproduce() {
    for walk in walks() {
        let canonical = walk.canonicalizer().rdf(&walk.unsigned).unwrap();
        assert_eq!(canonical, texts(&walk.json("addBaseDocCanon")).concat());
        let statements = walk.statements();
        assert_eq!(statements.lines(), texts(&walk.json("addBaseDocHMACCanon")));

        let transform = walk.object("addBaseTransform");
        assert_eq!(texts(transform.get("mandatoryPointers").unwrap()), walk.mandatory);
        for pointer in walk.json("addPointerValues").items() {
            let (pointer, value) =
                pointer.as_object().map(|row| (row.text("pointer").unwrap(), row.get("value"))).unwrap();
            let selected = select(&walk.unsigned, &[pointer]).unwrap();
            assert_eq!(selected.get(pointer.trim_start_matches('/')), value);
        }
        let places = statements.places(select(statements.named(), &walk.mandatory).as_ref());
        let mut found = (Vec::new(), Vec::new());
        for (place, line) in statements.lines().iter().enumerate() {
            let row = (Json::from(u32::try_from(place).unwrap()), line.clone());
            if places.contains(&place) { found.0.push(row) } else { found.1.push(row) }
        }
        assert_eq!(found.0, rows(transform.get("mandatory").unwrap()));
        assert_eq!(found.1, rows(transform.get("nonMandatory").unwrap()));

        let (options, text) = walk.options();
        assert_eq!(text, fs::read_to_string(walk.folder.join("addProofConfigCanon.txt")).unwrap());
        let published = walk.object("addHashData");
        let hashes = HashData::new(&statements, &walk.unsigned, &options, &walk.mandatory(), &walk.contexts);
        assert_eq!(hex(&hashes.proof_hash), published.text("proofHash").unwrap());
        assert_eq!(hex(&hashes.mandatory_hash), published.text("mandatoryHash").unwrap());

        let raw = walk.object("addRawBaseSignatureInfo");
        let base = BaseProof::new(&walk.unsigned, &options, &walk.mandatory(), &walk.keys, &walk.contexts);
        assert_eq!(hex(&base.base_signature), raw.text("baseSignature").unwrap());
        assert_eq!(base58(&base.public_key), raw.text("publicKey").unwrap());
        assert_eq!(hexes(&base.signatures), texts(raw.get("signatures").unwrap()));
        let signed = walk.object("addSignedSDBase");
        let proof = signed.get("proof").and_then(Json::as_object).unwrap();
        assert_eq!(base.to_text(), proof.text("proofValue").unwrap());
        assert_eq!(signed.without("proof"), walk.unsigned);
        assert_eq!(proof.without("proofValue"), options.without("@context"));
    }
}

#[test]
fn the_holder_s_steps_reproduce() {
    for walk in walks() {
        let signed = walk.object("addSignedSDBase");
        let proof = signed.get("proof").and_then(Json::as_object).unwrap();
        let base = BaseProof::of_text(proof.text("proofValue").unwrap());
        let recovered = walk.object("derivedRecoveredBaseData");
        assert_eq!(hex(&base.base_signature), recovered.text("baseSignature").unwrap());
        assert_eq!(base58(&base.public_key), recovered.text("proofPublicKey").unwrap());
        assert_eq!(hex(&base.hmac_key), recovered.text("hmacKey").unwrap());
        assert_eq!(hexes(&base.signatures), texts(recovered.get("signatures").unwrap()));
        assert_eq!(base.mandatory_pointers, texts(recovered.get("mandatoryPointers").unwrap()));

        let statements = walk.statements();
        let combined = [walk.mandatory(), walk.selective()].concat();
        let places = |pointers: &[&str]| -> Vec<usize> {
            statements.places(select(statements.named(), pointers).as_ref()).into_iter().collect()
        };
        let published = walk.object("derivedGroupIndexes");
        let groups = walk.object("derivedAllGroupData");
        let groups = groups.get("groups").and_then(Json::as_object).unwrap();
        for (pointers, name) in
            [(walk.mandatory(), "mandatory"), (walk.selective(), "selective"), (combined, "combined")]
        {
            let places = places(&pointers);
            assert_eq!(places, numbers(published.get(&format!("{name}Indexes")).unwrap()), "{name}");
            let group = groups.get(name).and_then(Json::as_object).unwrap();
            let lines = places.iter().map(|place| statements.lines()[*place].clone());
            let published = rows(group.get("matching").unwrap());
            assert_eq!(lines.collect::<Vec<_>>(), published.into_iter().map(|row| row.1).collect::<Vec<_>>());
        }

        let (shown, derived) = derive(&walk.unsigned, &base, &walk.selective(), &walk.contexts);
        let adjusted = walk.object("derivedAdjMandatoryIndexes");
        let mandatory: Vec<usize> =
            derived.mandatory.iter().map(|index| usize::try_from(*index).unwrap()).collect();
        assert_eq!(mandatory, numbers(adjusted.get("adjMandatoryIndexes").unwrap()));
        let adjusted = walk.object("derivedAdjSignatures");
        assert_eq!(hexes(&derived.signatures), texts(adjusted.get("filteredSignatures").unwrap()));
        let disclosure = walk.object("derivedDisclosureData");
        assert_eq!(label_rows(&derived), rows(disclosure.get("labelMap").unwrap()));
        assert_eq!(shown, walk.object("derivedUnsignedReveal"));
        let proof = proof.without("proofValue").with("proofValue", derived.to_text());
        assert_eq!(shown.with("proof", proof), walk.object("derivedRevealDocument"));
    }
}

fn label_rows(derived: &derived::DerivedProof) -> Vec<(Json, String)> {
    let text = |label: &[u8]| sanad_core::multibase::Base::Base64Url.encode(label);
    derived.labels.iter().map(|(n, label)| (Json::from(format!("c14n{n}")), text(label))).collect()
}

#[test]
fn the_verifier_s_steps_reproduce() {
    for walk in walks() {
        let shown = walk.object("derivedRevealDocument");
        let value = shown.get("proof").and_then(Json::as_object).unwrap().text("proofValue").unwrap();
        let proof = DerivedProof::from_multibase(value).unwrap();
        let published = walk.object("verifyDerivedProofValue");
        assert_eq!(hex(proof.base_signature().as_bytes()), published.text("baseSignature").unwrap());
        assert_eq!(base58(proof.public_key()), published.text("publicKey").unwrap());
        let signatures: Vec<String> = proof.signatures().iter().map(|one| hex(one.as_bytes())).collect();
        assert_eq!(signatures, texts(published.get("signatures").unwrap()));
        assert_eq!(proof.mandatory_indexes(), numbers(published.get("mandatoryIndexes").unwrap()));
        let labels = rows(published.get("labelMap").unwrap());
        assert_eq!(proof.labels().len(), labels.len());
        for (canonical, label) in labels {
            assert_eq!(proof.labels().label(canonical.as_str().unwrap()), Some(label));
        }

        let content = shown.without("proof");
        let disclosure = Disclosure::new(&proof, &content, &walk.canonicalizer()).unwrap();
        let lines: Vec<String> = disclosure.statements().map(str::to_owned).collect();
        assert_eq!(lines, texts(&walk.json("verifyNQuads")));
        let published = walk.object("verifyCreateVerifyData");
        let chosen: Vec<String> = disclosure.chosen().map(str::to_owned).collect();
        assert_eq!(chosen, texts(published.get("nonMandatory").unwrap()));
        assert_eq!(disclosure.mandatory().count() + chosen.len(), lines.len());
        assert_eq!(hex(&disclosure.mandatory_hash()), published.text("mandatoryHash").unwrap());
        let (_, options) = walk.options();
        let signed = disclosure.signed(&options);
        assert_eq!(hex(&signed[..32]), published.text("proofHash").unwrap());
        assert_eq!(hex(&signed[32..67]), hex(proof.public_key()));
        assert_eq!(hex(&signed[67..]), published.text("mandatoryHash").unwrap());

        assert_eq!(disclosure.verify(&options, &public(&walk.keys.issuer)), Ok(()));
        let code =
            |options: &str, key: &PublicKey| disclosure.verify(options, key).unwrap_err().code().as_str();
        assert_eq!(code(&options, &public(&walk.keys.proof)), "proof.signature_invalid");
        assert_eq!(code("", &public(&walk.keys.issuer)), "proof.signature_invalid");
    }
}

#[test]
fn a_published_base_proof_is_not_taken_for_a_derived_one() {
    for walk in walks() {
        let signed = walk.object("addSignedSDBase");
        let value = signed.get("proof").and_then(Json::as_object).unwrap().text("proofValue").unwrap();
        assert_eq!(DerivedProof::from_multibase(value).unwrap_err().code().as_str(), "proof.not_derived");
    }
}
