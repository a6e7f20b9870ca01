//! The issuer of the fuzz targets, whose key no test vector knows: whatever it is believed to have signed, a target signed.

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::proof::signature::{ProofOptions, SignError, sign};
use sanad_core::signer::{Signer as _, SigningKey};
use sanad_core::timestamp::Timestamp;
use sanad_testsuite::academy;
use sanad_testsuite::document::{self, Document, LIST};

/// The key.
#[must_use]
pub fn key() -> SigningKey {
    SigningKey::from_seed(&[0xf0; 32])
}

/// Its `did:key`.
#[must_use]
pub fn did() -> String {
    format!("did:key:{}", key().public_key().to_multikey())
}

/// Its one verification method.
#[must_use]
pub fn method() -> String {
    let multikey = key().public_key().to_multikey();
    format!("did:key:{multikey}#{multikey}")
}

/// The time that every target asks about: 2026-03-01T09:00:00Z.
#[must_use]
pub fn at() -> Timestamp {
    document::time(document::AT)
}

/// The usual limits, some of them changed.
#[must_use]
pub fn limits(change: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = Limits::DEFAULT;
    change(&mut limits);
    limits
}

/// The document with this issuer's proof over it.
///
/// # Errors
/// [`SignError`] if it has no canonical form.
pub fn signed(content: &Object, suite: Cryptosuite) -> Result<Object, SignError> {
    let options = ProofOptions::new(suite, method()).created(document::time(document::ISSUED));
    let proof = sign(content, None, &options, &key(), &Canonicalizer::official())?;
    Ok(content.clone().with("proof", proof))
}

/// The document with this issuer as its issuer, in the form that it is written in.
pub fn name(content: &mut Object) {
    match content.get_mut("issuer") {
        Some(Json::Object(profile)) => {
            profile.insert("id", did());
        }
        _ => {
            content.insert("issuer", did());
        }
    }
}

/// Good badges of this issuer's, by either suite, from a small one to one with everything in it, not yet signed.
///
/// # Panics
/// If one cannot be made.
#[must_use]
pub fn badges() -> Vec<(Object, Cryptosuite)> {
    let small = Document::badge().set("/issuer/id", did()).into_object();
    let revocable = Document::revocable_badge().set("/issuer/id", did()).into_object();
    // Their status lists would have to be this issuer's, and endorsements of the issuer speak of the academy.
    let full = (0..200).map(academy::unsigned).filter(|badge| {
        let endorsed = badge
            .get("issuer")
            .and_then(Json::as_object)
            .is_some_and(|issuer| issuer.contains("endorsement"));
        let names = ["credentialStatus", "endorsementJwt", "refreshService"];
        !endorsed && names.iter().all(|name| !badge.contains(name))
    });
    let mut contents = vec![small, revocable];
    contents.extend(full.take(6));
    let suites = [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022];
    let named = contents.into_iter().flat_map(|mut content| {
        name(&mut content);
        suites.map(|suite| (content.clone(), suite))
    });
    named.collect()
}

/// This issuer's list of revocations at [`LIST`], with some bits set, not yet signed.
#[must_use]
pub fn status_list(set: &[u32]) -> Object {
    let mut list = Document::status_list_for("revocation", LIST, set).into_object();
    name(&mut list);
    list
}
