//! Whether a changed badge means what the badge meant: to its issuer, to RDF, and to whoever reads the JSON.
#![expect(clippy::unwrap_used, reason = "what cannot be read must stop its test")]

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::limits::Limits;
use sanad_core::pointer::Trail;
use sanad_core::proof::cryptosuite::{Canonical, Cryptosuite};
use sanad_core::proof::data_integrity::Suite;
use sanad_core::proof::set::ProofSet;

/// In what way a changed badge means the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// It is the same document with the same proofs.
    Same,
    /// It says the same of the same things, but at another place; every check found the same. To RDF two objects with
    /// one `id` are one thing.
    OtherPlace,
    /// It is the same document, with some of its proofs or with one nobody can check: who belongs to a set of proofs
    /// is not signed.
    OtherSet,
}

/// What a mutant is compared with.
pub(crate) struct Original {
    suite: Cryptosuite,
    parts: Parts,
    findings: Vec<Object>,
}

impl Original {
    pub(crate) fn new(badge: &Object, suite: Cryptosuite, findings: Vec<Object>) -> Self {
        let parts = Parts::of(Json::Object(badge.clone()).to_compact().as_bytes(), suite).unwrap();
        assert_eq!(parts.unknown, 0);
        Self { suite, parts, findings }
    }

    /// That the mutant means the same, or what is different. Two things must be the same: the canonical text, which
    /// is what its issuer signed; and what a reader sees who knows JSON and takes arrays for sets.
    pub(crate) fn compare(&self, mutant: &[u8], findings: &[Object]) -> Result<Likeness, String> {
        let Parts { content, read, proofs, unknown } = Parts::of(mutant, self.suite)?;
        if content != self.parts.content {
            return Err(format!("another canonical form: {content}"));
        }
        if let Some(foreign) = proofs.iter().find(|proof| !self.parts.proofs.contains(proof)) {
            return Err(format!("another proof: {}", foreign.2.to_compact()));
        }
        if read == self.parts.read {
            let is_whole = self.parts.proofs.iter().all(|proof| proofs.contains(proof)) && unknown == 0;
            return Ok(if is_whole { Likeness::Same } else { Likeness::OtherSet });
        }
        if self.suite == Cryptosuite::EddsaJcs2022 || said(&read) != said(&self.parts.read) {
            return Err(format!("another reading: {}", read.to_compact()));
        }
        if findings != self.findings {
            return Err(format!("the checks found something else: {findings:?}"));
        }
        Ok(Likeness::OtherPlace)
    }
}

/// A badge as its verifier and its readers see it.
struct Parts {
    content: String,
    read: Json,
    /// Of each proof that is checked: what it signs, its value, and how it reads.
    proofs: Vec<(Canonical, String, Json)>,
    unknown: usize,
}

impl Parts {
    fn of(bytes: &[u8], suite: Cryptosuite) -> Result<Self, String> {
        let Ok(Json::Object(mut content)) = Json::parse(bytes) else {
            return Err("no JSON object".to_owned());
        };
        let proof = content.remove("proof");
        let canonicalizer = Canonicalizer::official();
        let set =
            ProofSet::read(proof.as_ref(), &Trail::Root, &Limits::DEFAULT).map_err(|e| e.to_string())?;
        let mut proofs = Vec::new();
        let mut unknown = 0;
        for (index, proof) in set.proofs().iter().enumerate() {
            let Suite::Known(suite, _) = proof.suite() else {
                unknown += 1;
                continue;
            };
            let signed = set.chained_content(index, &content);
            let signed = signed.as_ref().unwrap_or(&content);
            let options = proof.object().without("proofValue");
            let canonical = suite.transform(signed, options, KeyKind::Ed25519, &canonicalizer);
            let read = reading(&Json::Object(proof.object().clone()), *suite);
            let value = proof.object().text("proofValue").unwrap_or_default().to_owned();
            proofs.push((canonical.map_err(|e| e.to_string())?, value, read));
        }
        let read = reading(&Json::Object(content.clone()), suite);
        let content = match suite {
            Cryptosuite::EddsaJcs2022 => canonicalizer.jcs(&content),
            _ => canonicalizer.rdf(&content),
        };
        Ok(Self { content: content.map_err(|e| e.to_string())?, read, proofs, unknown })
    }
}

/// The document as a reader sees it who looks at names and values. Under RDFC-1.0 it is not said how often an item
/// stands in an array, in what order, or whether in an array at all, and which contexts give the terms their meaning.
fn reading(value: &Json, suite: Cryptosuite) -> Json {
    if suite == Cryptosuite::EddsaJcs2022 { value.clone() } else { as_sets(value) }
}

fn as_sets(value: &Json) -> Json {
    match value {
        Json::Array(items) => {
            let mut items: Vec<Json> = items.iter().map(as_sets).collect();
            items.sort_by_cached_key(Json::to_compact);
            items.dedup();
            if let [single] = items.as_slice() { single.clone() } else { Json::Array(items) }
        }
        Json::Object(object) => {
            let mut members: Vec<(&str, Json)> = object
                .iter()
                .filter(|(name, _)| *name != "@context")
                .map(|(name, value)| (name, member(name, value)))
                .collect();
            members.sort_by_key(|(name, _)| *name);
            match members.as_slice() {
                // A bare reference; a bare value.
                [("id" | "@value", only)] => only.clone(),
                _ => members
                    .into_iter()
                    .fold(Object::new(), |object, (name, value)| object.with(name, value))
                    .into(),
            }
        }
        other => other.clone(),
    }
}

fn member(name: &str, value: &Json) -> Json {
    match (name, value) {
        // The one list of the model: its order and its repetitions are signed.
        ("allowedValue", value) => Json::Array(value.items().to_vec()),
        ("@language", Json::String(tag)) => Json::from(tag.to_lowercase()),
        // Two names of one type (Open Badges 3.0 §B.1.2).
        ("type", value) => {
            let one = |item: &Json| match item.as_str() {
                Some("AchievementCredential") => Json::from("OpenBadgeCredential"),
                _ => item.clone(),
            };
            as_sets(&Json::Array(value.items().iter().map(one).collect()))
        }
        (_, value) => as_sets(value),
    }
}

/// What is said of everything that has an `id`, wherever it is said; and what is said of the rest where it stands.
fn said(value: &Json) -> (Json, BTreeMap<String, BTreeSet<String>>) {
    let mut of = BTreeMap::new();
    let rest = gather(value, &mut of);
    (rest, of)
}

fn gather(value: &Json, of: &mut BTreeMap<String, BTreeSet<String>>) -> Json {
    match value {
        Json::Array(items) => as_sets(&Json::Array(items.iter().map(|item| gather(item, of)).collect())),
        Json::Object(object) => {
            let members = object.without("id");
            let members: Vec<(&str, Json)> =
                members.iter().map(|(name, value)| (name, gather(value, of))).collect();
            let Some(id) = object.text("id") else {
                return members
                    .into_iter()
                    .fold(Object::new(), |object, (name, value)| object.with(name, value))
                    .into();
            };
            for (name, value) in members {
                let items = value.items().iter().map(|item| format!("{name}: {}", item.to_compact()));
                of.entry(id.to_owned()).or_default().extend(items);
            }
            Json::from(id)
        }
        other => other.clone(),
    }
}
