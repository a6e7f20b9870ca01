//! An academy with test keys that issues the generated badges: endorsed, with status lists, in chains of proofs.

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::{ProofOptions, sign};
use sanad_core::status_list::StatusList;
use sanad_core::status_list::credential::StatusListDraft;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::evidence::Evidence;

use crate::generate;
use crate::keys::Who;

/// When everything here is signed: within the period of every generated badge.
pub const CREATED: &str = "2026-03-01T09:00:00Z";

/// The suites that are issued.
pub const SUITES: [Cryptosuite; 2] = [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022];

/// What a proof by somebody says, before it is signed.
#[must_use]
pub fn options(who: Who, suite: Cryptosuite) -> ProofOptions {
    ProofOptions::new(suite, who.method()).created(created())
}

/// A proof by somebody over a document; `earlier` are the proofs it may follow.
///
/// # Panics
/// If the document cannot be signed, for then a test is wrong.
#[must_use]
pub fn prove(who: Who, content: &Object, earlier: Option<&Json>, options: &ProofOptions) -> Object {
    let proof = sign(content, earlier, options, &who.key(), &Canonicalizer::official());
    proof.unwrap_or_else(|error| panic!("{error}\n{}", Json::Object(content.clone()).to_pretty()))
}

/// The document with one proof by somebody.
#[must_use]
pub fn signed(who: Who, content: Object, suite: Cryptosuite) -> Object {
    let proof = prove(who, &content, None, &options(who, suite));
    content.with("proof", proof)
}

/// [`CREATED`], to compare with.
#[must_use]
pub fn created() -> Timestamp {
    CREATED.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// The generated badge of a seed as the academy would issue it, not yet signed: its issuer is the academy, its results
/// are good ones, and so are the endorsements in it, by the commission.
#[must_use]
pub fn unsigned(seed: u64) -> Object {
    let mut badge = generate::badge(seed);
    name_issuer(&mut badge, Who::Academy);
    earn(&mut badge);
    let suite = if seed.is_multiple_of(2) { Cryptosuite::EddsaRdfc2022 } else { Cryptosuite::EddsaJcs2022 };
    endorse(&mut badge, suite);
    badge
}

/// The status lists that the badge names, signed by its issuer, with no bit set.
///
/// # Panics
/// If a list cannot be made, for then a test is wrong.
#[must_use]
pub fn evidence_for(badge: &Object) -> Evidence {
    let mut evidence = Evidence::new();
    for entry in badge.get("credentialStatus").map_or(&[][..], Json::items).iter().filter_map(Json::as_object)
    {
        let (Some(url), Some(purpose)) = (entry.text("statusListCredential"), entry.text("statusPurpose"))
        else {
            continue;
        };
        let bits = StatusList::new(StatusList::MIN_BITS).unwrap_or_else(|error| panic!("{error}"));
        let list = StatusListDraft::new(url, &Who::Academy.did(), purpose, &bits, created()).into_object();
        let list = Json::Object(signed(Who::Academy, list, Cryptosuite::EddsaRdfc2022)).to_compact();
        evidence.insert(url, list.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    evidence
}

fn name_issuer(credential: &mut Object, issuer: Who) {
    match credential.get_mut("issuer") {
        Some(Json::Object(profile)) => {
            profile.insert("id", issuer.did());
        }
        _ => {
            credential.insert("issuer", issuer.did());
        }
    }
}

/// Makes every result one with which the achievement is earned.
fn earn(badge: &mut Object) {
    let Some(Json::Object(subject)) = badge.get_mut("credentialSubject") else { return };
    let achievement = subject.get("achievement").and_then(Json::as_object);
    let descriptions = achievement.and_then(|achievement| achievement.get("resultDescription")).cloned();
    let required = |result: &Object, name: &str| {
        let id = result.text("resultDescription");
        let described = descriptions.as_ref().map_or(&[][..], Json::items).iter().filter_map(Json::as_object);
        described
            .filter(|description| description.text("id") == id)
            .find_map(|description| description.get(name))
            .cloned()
    };
    let Some(results) = subject.get_mut("result") else { return };
    for_each_object(results, &mut |result| {
        if result.contains("status") {
            result.insert("status", "Completed");
        }
        for (name, needed) in [("value", "requiredValue"), ("achievedLevel", "requiredLevel")] {
            if let Some(needed) = required(result, needed).filter(|_| result.contains(name)) {
                result.insert(name, needed);
            }
        }
    });
}

/// Signs every endorsement within, and makes each speak of what it hangs on.
fn endorse(object: &mut Object, suite: Cryptosuite) {
    let endorsed = object.text("id").map(str::to_owned);
    let names: Vec<String> = object.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        let Some(value) = object.get_mut(&name) else { continue };
        for_each_object(value, &mut |inner| {
            endorse(inner, suite);
            if name == "endorsement" {
                if let (Some(Json::Object(subject)), Some(id)) =
                    (inner.get_mut("credentialSubject"), &endorsed)
                {
                    subject.insert("id", id.as_str());
                }
                inner.remove("proof");
                name_issuer(inner, Who::Commission);
                *inner = signed(Who::Commission, std::mem::take(inner), suite);
            }
        });
    }
}

fn for_each_object(value: &mut Json, change: &mut dyn FnMut(&mut Object)) {
    match value {
        Json::Object(object) => change(object),
        Json::Array(items) => items.iter_mut().for_each(|item| for_each_object(item, change)),
        _ => {}
    }
}
