//! What may have gone wrong with a proof that does not hold, as far as trying can tell. `spec/proof.md#diagnosis`

use crate::canonical::canonicalizer::Canonicalizer;
use crate::code::Code;
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::pointer::JsonPointer;
use crate::proof::cryptosuite::Cryptosuite;
use crate::proof::data_integrity::{ProofValue, Suite};
use crate::proof::set::ProofSet;
use crate::public_key::PublicKey;

/// The suites under which the signature of the proof at `index` would hold, other than the one it names: it was made
/// by one and labelled with another. For telling why; such a proof holds for nobody.
#[must_use]
pub fn suites_that_fit(
    proofs: &ProofSet<'_>,
    index: usize,
    content: &Object,
    key: &PublicKey,
    canonicalizer: &Canonicalizer,
) -> Vec<Cryptosuite> {
    let Some(proof) = proofs.proofs().get(index) else { return Vec::new() };
    let Suite::Known(named, ProofValue::Signature(signature)) = proof.suite() else { return Vec::new() };
    let chained = proofs.chained_content(index, content);
    let content = chained.as_ref().unwrap_or(content);
    let as_labelled = proof.object().without("proofValue");
    let others = Cryptosuite::WHOLE.into_iter().filter(|suite| suite != named);
    let fits = |suite: &Cryptosuite| {
        // The signer may have hashed its own name or the one it then wrote.
        let renamed = as_labelled.clone().with("cryptosuite", suite.name());
        let bare = as_labelled.without("@context");
        [as_labelled.clone(), renamed, bare].into_iter().any(|options| {
            let canonical = suite.transform(content, options, key.kind(), canonicalizer);
            canonical.is_ok_and(|canonical| key.verify(&canonical.hash(), signature).is_ok())
        })
    };
    others.filter(|suite| suite.key_kinds().contains(&key.kind())).filter(fits).collect()
}

/// Every member that no context defines, in the order they are met; at most [`Limits::defects`].
///
/// Signing and checking stop at the first; whoever mends a draft wants to see all.
#[must_use]
pub fn undefined_terms(content: &Object, canonicalizer: &Canonicalizer) -> Vec<JsonPointer> {
    let mut found = Vec::new();
    let mut left = Json::Object(content.clone());
    while found.len() < Limits::DEFAULT.defects {
        let Json::Object(object) = &left else { break };
        let Err(error) = canonicalizer.rdf(object) else { break };
        let (Code::JsonldUndefinedTerm, Some(at)) = (error.code(), error.at()) else { break };
        let at = at.clone();
        if remove(&mut left, &at).is_none() {
            break;
        }
        found.push(at);
    }
    found
}

/// Takes the member at a place out of a document.
fn remove(document: &mut Json, at: &JsonPointer) -> Option<Json> {
    let mut steps: Vec<String> =
        at.as_str().split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let last = steps.pop()?;
    let mut here = document;
    for step in steps {
        here = match here {
            Json::Object(object) => object.get_mut(&step)?,
            Json::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    match here {
        Json::Object(object) => object.remove(&last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pointer::Trail;
    use crate::proof::signature::{ProofOptions, check, sign};
    use crate::signer::{Signer as _, SigningKey};

    fn document(more: &str) -> Object {
        let text = format!(
            r#"{{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"id":"urn:a","issuer":"urn:i","credentialSubject":{{"id":"urn:s"}}{more}}}"#
        );
        match Json::parse(text.as_bytes()) {
            Ok(Json::Object(object)) => object,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_proof_with_the_label_of_another_suite_is_known_for_what_it_is() {
        let (key, canonicalizer) = (SigningKey::from_seed(&[7; 32]), Canonicalizer::official());
        let content = document("");
        let options = ProofOptions::new(Cryptosuite::EddsaRdfc2022, "did:key:z#z");
        let mut proof = sign(&content, None, &options, &key, &canonicalizer).unwrap();
        proof.insert("cryptosuite", "eddsa-jcs-2022");
        let proof = Json::Object(proof);
        let set = ProofSet::read(Some(&proof), &Trail::Root, &Limits::DEFAULT).unwrap();
        let key = key.public_key();
        assert!(check(&set, 0, &content, &key, &canonicalizer).is_err());
        let found = suites_that_fit(&set, 0, &content, &key, &canonicalizer);
        assert_eq!(found, [Cryptosuite::EddsaRdfc2022]);
        let other = document(r#","name":"x""#);
        assert_eq!(suites_that_fit(&set, 0, &other, &key, &canonicalizer), []);
    }

    #[test]
    fn every_undefined_member_is_found_and_not_only_the_first() {
        let content = document(r#","honours":"x","evidence":[{"type":["Evidence"],"by~/":1}]"#);
        let found = undefined_terms(&content, &Canonicalizer::official());
        let places: Vec<&str> = found.iter().map(JsonPointer::as_str).collect();
        assert!(places.contains(&"/honours") && places.contains(&"/evidence/0/by~0~1"), "{places:?}");
    }
}
