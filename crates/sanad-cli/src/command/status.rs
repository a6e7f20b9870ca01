//! `sanad status`: make a status list, flip a bit in it, read a bit.

use std::path::Path;

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::proof::signature::{self, ProofOptions};
use sanad_core::signed::SignedDocument;
use sanad_core::signer::{Signer as _, SigningKey};
use sanad_core::status_list::{
    Bit, StatusList, credential::StatusListCredential, credential::StatusListDraft,
};
use sanad_core::timestamp::Timestamp;

use super::{Answer, given_or_now};
use crate::args;
use crate::args::status::{StatusGet, StatusNew, StatusSet};
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};
use crate::key_file;
use crate::signing::Signatory;

/// Makes a signed list with no bit set.
pub(crate) fn new(asked: &StatusNew) -> Result<Answer, Failure> {
    let at = given_or_now(asked.period.at)?;
    if !asked.id.starts_with("https://") && !asked.id.starts_with("http://") {
        let message = format!("`{}` is no URL under which a list can be fetched", asked.id);
        return Err(Failure::new(message, "write it whole: --id https://academy.example/status/1"));
    }
    let key = key_file::read(&asked.key)?;
    let method = asked.key.verification_method.as_deref();
    let signatory = Signatory::named(asked.issuer.as_deref(), method, &key)?;
    let list = StatusList::new(asked.size).map_err(|error| {
        Failure::new(format!("--size {}: {error}", asked.size), "leave --size out")
            .coded(error.code().as_str())
    })?;
    let draft = StatusListDraft::new(&asked.id, &signatory.issuer, asked.purpose.as_str(), &list, at);
    let content = match period_end(asked.period.valid_until, at)? {
        Some(until) => draft.valid_until(until).into_object(),
        None => draft.into_object(),
    };
    let signed = sign(content, &signatory, &key, &asked.key, at)?;
    file::write(&asked.output, signed.as_json(), Existing::Keep, Readers::Default)?;
    let mut words = format!("made a {} list for {} badges\n", asked.purpose.as_str(), list.bits());
    if asked.period.valid_until.is_none() {
        words.push_str("hint: without --valid-until an old copy of it can be shown for ever\n");
    }
    Ok(Answer { words, ..Answer::default() })
}

/// Sets or clears one bit and signs the list anew. Two at once wait for each other, so that no revocation is lost.
pub(crate) fn set(asked: &StatusSet) -> Result<Answer, Failure> {
    let at = given_or_now(asked.period.at)?;
    let key = key_file::read(&asked.key)?;
    let _lock = file::lock_folder_of(&asked.list)?;
    let old = read(&asked.list)?;
    let signatory = signatory(&old, asked, &key)?;
    let (list, content) = flipped(&old, asked, at)?;
    let signed = sign(content, &signatory, &key, &asked.key, at)?;
    let output = asked.output.as_ref().unwrap_or(&asked.list);
    file::write(output, signed.as_json(), Existing::Replace, Readers::Default)?;
    let state = if asked.clear { "clear" } else { "set" };
    let words = format!("bit {} is {state}; {} of {} are set\n", asked.index, list.count_set(), list.bits());
    Ok(Answer { words, ..Answer::default() })
}

/// Tells whether a bit is set.
pub(crate) fn get(asked: &StatusGet) -> Result<Answer, Failure> {
    let document = read(&asked.list)?;
    let (credential, list) = opened(&document, &asked.list)?;
    let bit = list.bit(asked.index).ok_or_else(|| out_of_range(asked.index, &list))?;
    let data = if bit == Bit::Set { "set\n" } else { "clear\n" }.to_owned();
    let purposes = crate::text::safe(&credential.purposes().join(", "), 60);
    let words = format!("purpose: {purposes}; the list was NOT verified\n");
    Ok(Answer { data, words, ..Answer::default() })
}

fn read(path: &Path) -> Result<SignedDocument, Failure> {
    let mut limits = Limits::DEFAULT;
    limits.document_bytes = limits.document_bytes.saturating_add(limits.status_list_encoded_chars);
    let bytes = file::read(path, limits.document_bytes)?;
    SignedDocument::from_json_within(&bytes, &limits).map_err(|error| {
        let message = format!("`{}` is no status list: {error}", path.display());
        Failure::new(message, NEW).coded(error.code().as_str())
    })
}

const NEW: &str = "`sanad status new` makes one";

fn opened<'d>(
    document: &'d SignedDocument,
    path: &Path,
) -> Result<(StatusListCredential<'d>, StatusList), Failure> {
    let refused = |error: &dyn std::fmt::Display, code: &'static str| {
        Failure::new(format!("`{}` is no status list: {error}", path.display()), NEW).coded(code)
    };
    let credential = StatusListCredential::read(document.content())
        .map_err(|error| refused(&error, error.code().as_str()))?;
    let list = credential.expand(&Limits::DEFAULT).map_err(|error| refused(&error, error.code().as_str()))?;
    Ok((credential, list))
}

/// Who signed the list until now must be who signs it again: else an altered list would be made good by us.
fn signatory(old: &SignedDocument, asked: &StatusSet, key: &SigningKey) -> Result<Signatory, Failure> {
    let path = asked.list.display();
    let hint = "look where the list comes from; only a list that this key signed is signed again";
    let (credential, _) = opened(old, &asked.list)?;
    let proofs = old.proofs(&Limits::DEFAULT).map_err(|error| {
        Failure::new(format!("the signature of `{path}`: {error}"), hint).coded(error.code().as_str())
    })?;
    signature::check(&proofs, 0, old.content(), &key.public_key(), &Canonicalizer::official()).map_err(
        |error| {
            Failure::new(format!("the signature of `{path}` is not by this key: {error}"), hint)
                .coded(error.code().as_str())
        },
    )?;
    let before = proofs.proofs().first().and_then(|proof| proof.verification_method());
    let method = asked.key.verification_method.as_deref().or(before);
    Signatory::named(Some(credential.issuer()), method, key)
}

fn flipped(old: &SignedDocument, asked: &StatusSet, at: Timestamp) -> Result<(StatusList, Object), Failure> {
    let (credential, mut list) = opened(old, &asked.list)?;
    if asked.clear && credential.purposes().contains(&"revocation") {
        let message = "a revocation cannot be taken back";
        return Err(Failure::new(
            message,
            "issue the badge anew; what may end again belongs on a suspension list",
        ));
    }
    if let Some(from) = credential.valid_from().filter(|from| *from > at) {
        let message = format!("the list speaks from {from}, and it would be signed at {at}, before that");
        return Err(Failure::new(message, "look at the clock, or give a later --at"));
    }
    let until = period_end(asked.period.valid_until.or_else(|| credential.valid_until()), at)?;
    let bit = if asked.clear { Bit::Clear } else { Bit::Set };
    list.set(asked.index, bit).map_err(|_| out_of_range(asked.index, &list))?;
    let mut content = old.content().clone();
    content.insert("validFrom", at.to_string());
    if let Some(until) = until {
        content.insert("validUntil", until.to_string());
    }
    if let Some(subject) = content.get_mut("credentialSubject") {
        let one = match subject {
            Json::Array(items) => items.first_mut(),
            other => Some(other),
        };
        if let Some(Json::Object(subject)) = one {
            subject.insert("encodedList", list.encode());
        }
    }
    Ok((list, content))
}

/// The end of the list's validity, if it comes after its beginning.
fn period_end(until: Option<Timestamp>, at: Timestamp) -> Result<Option<Timestamp>, Failure> {
    match until {
        Some(until) if until <= at => {
            let message = format!("the list would end at {until}, before it is signed at {at}");
            Err(Failure::new(message, "give a later --valid-until").coded("time.interval_empty"))
        }
        until => Ok(until),
    }
}

fn sign(
    content: Object,
    signatory: &Signatory,
    key: &SigningKey,
    asked: &args::Key,
    at: Timestamp,
) -> Result<SignedDocument, Failure> {
    let options = ProofOptions::new(asked.suite.suite(), signatory.method.as_str()).created(at);
    let proof =
        signature::sign(&content, None, &options, key, &Canonicalizer::official()).map_err(|error| {
            Failure::new(format!("the list cannot be signed: {error}"), "look at its id and issuer")
        })?;
    Ok(SignedDocument::from_parts(content, Json::Object(proof)))
}

fn out_of_range(index: u32, list: &StatusList) -> Failure {
    let message = format!("the list has {} bits, and index {index} is none of them", list.bits());
    Failure::new(message, "count from 0").coded("status.index_out_of_range")
}
