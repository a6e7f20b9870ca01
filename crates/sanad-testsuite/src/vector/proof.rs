//! A vector of `proof/`: how a document is signed, every intermediate product a file.

use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;

use crate::document::{Document, Proof, by};
use crate::keys::{Who, hex};
use crate::tree::Tree;

/// One vector: a document, with the proofs it has already, and the proof to be added.
#[derive(Clone, Debug)]
pub struct Vector {
    name: String,
    comment: String,
    suite: Cryptosuite,
    unsigned: Document,
    proof: Proof,
}

impl Vector {
    /// A vector by its name and what it is, in a sentence.
    #[must_use]
    pub fn new(name: &str, comment: &str, suite: Cryptosuite, unsigned: Document, proof: &Proof) -> Self {
        let proof = proof.clone().suite(suite);
        Self { name: name.to_owned(), comment: comment.to_owned(), suite, unsigned, proof }
    }

    /// Adds the folder, and gives back the vector's row for the index.
    pub(super) fn add_to(&self, tree: &mut Tree) -> Json {
        let name = format!("{}/{}", self.suite.name(), self.name);
        let unsigned = self.unsigned.clone().into_object();
        let options = self.proof.options(&unsigned);
        for (file, bytes) in steps(&self.proof, &unsigned, &options) {
            tree.add(format!("proof/{name}/{file}"), bytes);
        }
        tree.add(format!("proof/{name}/unsigned.json"), self.unsigned.text());
        tree.add_json(format!("proof/{name}/proof-options.json"), options);
        tree.add(format!("proof/{name}/signed.json"), self.unsigned.clone().sign(&self.proof).text());
        Object::new().with("name", name).with("comment", self.comment.as_str()).into()
    }
}

/// The intermediate products: canonical texts and hashes.
///
/// # Panics
/// If the document has no canonical form.
#[expect(clippy::panic, reason = "a vector that cannot be signed is written wrongly")]
fn steps(proof: &Proof, unsigned: &Object, options: &Object) -> Vec<(&'static str, Vec<u8>)> {
    let content = followed(unsigned, options);
    let canonical =
        proof.transform(&content, options).unwrap_or_else(|error| panic!("not to be signed: {error}"));
    let hash = canonical.hash();
    let (of_options, of_document) = hash.split_at(hash.len() / 2);
    let line = |bytes: &[u8]| format!("{}\n", hex(bytes)).into_bytes();
    vec![
        ("canonical-document.txt", canonical.document.into_bytes()),
        ("canonical-options.txt", canonical.options.into_bytes()),
        ("document.hash", line(of_document)),
        ("options.hash", line(of_options)),
    ]
}

/// `spec/proof.md#sets-and-chains`: the document without `proof`, but with the proofs that the new one follows.
fn followed(unsigned: &Object, options: &Object) -> Object {
    let ids = options.get("previousProof").map_or(&[][..], Json::items);
    let earlier = unsigned.get("proof").map_or(&[][..], Json::items);
    let is_followed =
        |proof: &&Json| proof.as_object().and_then(|p| p.get("id")).is_some_and(|id| ids.contains(id));
    let followed: Vec<Json> = earlier.iter().filter(is_followed).cloned().collect();
    let content = unsigned.without("proof");
    if followed.is_empty() { content } else { content.with("proof", Json::Array(followed)) }
}

/// Takes every step again from the files of a folder such as `proof/eddsa-rdfc-2022/minimal`.
///
/// # Errors
/// In words, which step gives something else.
pub fn reproduce(tree: &Tree, folder: &str) -> Result<(), String> {
    let suite = folder.split('/').nth(1).and_then(Cryptosuite::of_name).ok_or("no suite")?;
    let unsigned = tree.object(&format!("{folder}/unsigned.json"))?;
    let options = tree.object(&format!("{folder}/proof-options.json"))?;
    let method = options.text("verificationMethod").unwrap_or_default();
    let (who, kind) = Who::of_method(method).ok_or("nobody's key")?;
    for (file, bytes) in steps(&by(who).key(kind).suite(suite), &unsigned, &options) {
        if tree.get(&format!("{folder}/{file}")) != Some(&*bytes) {
            return Err(format!("{file} is another"));
        }
    }
    let file = |name: &str| tree.get(&format!("{folder}/{name}")).unwrap_or_default();
    let hash = [file("options.hash"), file("document.hash")].map(unhex).concat();
    let signature = who.signer(kind).sign(&hash).map_err(|error| error.to_string())?;
    let proof = Json::from(options.with("proofValue", signature.to_multibase()));
    let signed = tree.object(&format!("{folder}/signed.json"))?;
    let last = signed.get("proof").map_or(&[][..], Json::items).last();
    if last != Some(&proof) {
        return Err("the last proof of signed.json is another".to_owned());
    }
    if signed.without("proof") != unsigned.without("proof") {
        return Err("signed.json has another content than unsigned.json".to_owned());
    }
    let earlier = signed.get("proof").map_or(&[][..], Json::items).split_last().map(|(_, earlier)| earlier);
    if earlier != Some(unsigned.get("proof").map_or(&[][..], Json::items)) {
        return Err("signed.json has other earlier proofs than unsigned.json".to_owned());
    }
    Ok(())
}

fn unhex(line: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = line.trim_ascii().iter().filter_map(digit).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect()
}
