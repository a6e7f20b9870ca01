//! Has the issuer revoked or suspended the badge? `spec/verification.md#status`

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::model::status_entry::{StatusEntry, StatusEntryError, StatusPurpose};
use sanad_core::pointer::JsonPointer;
use sanad_core::status_list::credential::StatusListCredential;
use sanad_core::status_list::{Bit, StatusList};

use crate::authenticity::{Audience, authenticate};
use crate::case::Case;
use crate::outcome::Outcome;

/// Every status entry is looked up; the worst answer counts. `content` is a badge or endorsement without its proof,
/// known to be the issuer's word.
pub(crate) fn check(content: &Object, issuer: &str, case: &Case<'_>) -> Outcome {
    let Some(status) = content.get("credentialStatus") else {
        return Outcome::skip(Code::StatusNone, "the badge declares no status: nobody can revoke it");
    };
    let at = JsonPointer::root().member("credentialStatus");
    let (entries, limit) = (status.items(), Limits::DEFAULT.status_entries);
    if entries.len() > limit {
        let detail = format!("{} status entries, more than the {limit} looked up", entries.len());
        return Outcome::unknown(Code::SchemaCardinality, detail).at(at);
    }
    let places = |index| if matches!(status, Json::Array(_)) { at.item(index) } else { at.clone() };
    let answers: Vec<(JsonPointer, Outcome)> = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| (places(index), look_up(entry, issuer, case)))
        .collect();
    let listed = Json::Array(
        answers.iter().zip(entries).map(|((at, answer), entry)| listed(at, answer, entry)).collect(),
    );
    worst(answers).with_fact("entries", listed)
}

fn worst(answers: Vec<(JsonPointer, Outcome)>) -> Outcome {
    let rank = |outcome: &Outcome| match outcome {
        Outcome::Fail(finding) if finding.code == Code::StatusRevoked => 0,
        Outcome::Fail(_) => 1,
        Outcome::Unknown(_) => 2,
        Outcome::Pass(grounds) if !grounds.facts.is_empty() => 3,
        Outcome::Pass(_) | Outcome::Skip(_) => 4,
    };
    // `min_by_key` keeps the first of equals.
    let worst = answers.into_iter().min_by_key(|(_, outcome)| rank(outcome));
    worst.map_or_else(
        || Outcome::skip(Code::StatusNone, "the badge declares no status: nobody can revoke it"),
        |(at, outcome)| outcome.at(at),
    )
}

/// Bitstring Status List §3.2, with each step that can end in doubt ending in `unknown`: a list that is not there or
/// not right says neither yes nor no.
fn look_up(entry: &Json, issuer: &str, case: &Case<'_>) -> Outcome {
    let Some(entry) = entry.as_object() else {
        return Outcome::fail(
            Code::SchemaWrongKind,
            format!("{} where a status entry is an object", entry.kind()),
        );
    };
    let entry = match StatusEntry::read(entry) {
        Ok(entry) => entry,
        Err(
            error @ (StatusEntryError::TypeUnsupported { .. } | StatusEntryError::SizeUnsupported { .. }),
        ) => {
            return Outcome::unknown(error.code(), error.to_string());
        }
        Err(error) => return Outcome::fail(error.code(), error.to_string()),
    };
    let list = match list(&entry, issuer, case) {
        Ok(list) => list,
        Err(doubt) => return doubt,
    };
    match list.bit(entry.index()) {
        None => {
            let detail =
                format!("index {} is past the end of the list of {} bits", entry.index(), list.bits());
            Outcome::unknown(Code::StatusIndexOutOfRange, detail)
        }
        Some(Bit::Clear) => clear(entry.purpose()),
        Some(Bit::Set) => set(entry.purpose()),
    }
}

fn clear(purpose: &StatusPurpose) -> Outcome {
    match purpose {
        StatusPurpose::Revocation => Outcome::pass("not revoked"),
        StatusPurpose::Suspension => Outcome::pass("not suspended"),
        other => Outcome::pass(format!("not marked for `{}`", other.as_str())),
    }
}

fn set(purpose: &StatusPurpose) -> Outcome {
    match purpose {
        StatusPurpose::Revocation => Outcome::fail(Code::StatusRevoked, "the issuer has revoked the badge"),
        StatusPurpose::Suspension => {
            Outcome::fail(Code::StatusSuspended, "the issuer has suspended the badge for now")
        }
        // Neither takes anything back: a newer badge exists, or there is something to read.
        StatusPurpose::Refresh => {
            Outcome::pass("the issuer has a newer version of the badge").with_fact("refresh", true)
        }
        StatusPurpose::Message => {
            Outcome::pass("the issuer has left a message about the badge").with_fact("message", true)
        }
        other => {
            let detail = format!("marked for `{}`, of which it is not known what it means", other.as_str());
            Outcome::unknown(Code::StatusTypeUnsupported, detail)
        }
    }
}

/// The list, if it is the right one, signed by the issuer, and speaks at the time asked.
fn list(entry: &StatusEntry, issuer: &str, case: &Case<'_>) -> Result<StatusList, Outcome> {
    let (url, purpose) = (entry.list(), entry.purpose().as_str());
    let doubt = |code, detail: String| Outcome::unknown(code, format!("the status list at {url}: {detail}"));
    let document = case.status_list(url).map_err(|lack| Outcome::unknown(lack.code, lack.detail))?;
    let credential = StatusListCredential::read(document.content())
        .map_err(|error| doubt(error.code(), error.to_string()))?;
    if let Some(id) = credential.id().filter(|id| *id != url) {
        return Err(doubt(Code::StatusListIdMismatch, format!("it calls itself `{id}`")));
    }
    // Threats B6: a list by somebody else could revoke, or un-revoke, at will.
    if credential.issuer() != issuer {
        let detail = format!("it is by `{}`, not by `{issuer}`", credential.issuer());
        return Err(doubt(Code::StatusListWrongIssuer, detail));
    }
    let proofs = document.proofs(&Limits::DEFAULT);
    let authenticity = authenticate(document.content(), &proofs, issuer, Audience::Anybody, case);
    for outcome in [authenticity.proof, authenticity.issuer] {
        match outcome {
            Outcome::Pass(_) => {}
            Outcome::Fail(finding) => {
                let refused = doubt(Code::StatusListProofInvalid, finding.detail);
                return Err(refused.with_fact("cause", finding.code.as_str()));
            }
            Outcome::Unknown(finding) | Outcome::Skip(finding) => {
                return Err(doubt(finding.code, finding.detail));
            }
        }
    }
    // Nothing of the list was interpreted before this line but who signed it.
    if let Some(from) = credential.valid_from().filter(|from| *from > case.latest_creation()) {
        let detail = format!("it speaks only from {from} on, and the time asked is {}", case.at);
        return Err(doubt(Code::StatusListNotYetValid, detail));
    }
    if let Some(until) = credential.valid_until().filter(|until| *until < case.at) {
        let detail = format!("it spoke until {until}, and the time asked is {}", case.at);
        return Err(doubt(Code::StatusListExpired, detail));
    }
    if credential.has_status() {
        return Err(doubt(
            Code::StatusRecursive,
            "it has a status of its own, which is not followed".to_owned(),
        ));
    }
    if !credential.purposes().contains(&purpose) {
        let detail = format!("it is for `{}`, not for `{purpose}`", credential.purposes().join("`, `"));
        return Err(doubt(Code::StatusPurposeMismatch, detail));
    }
    StatusList::expand(credential.encoded_list(), &Limits::DEFAULT)
        .map_err(|error| doubt(error.code(), error.to_string()))
}

fn listed(at: &JsonPointer, answer: &Outcome, entry: &Json) -> Json {
    let member = |name| entry.as_object().and_then(|entry| entry.text(name)).map_or(Json::Null, Json::from);
    Json::Object(
        Object::new()
            .with("at", at.as_str())
            .with("purpose", member("statusPurpose"))
            .with("list", member("statusListCredential"))
            .with("index", member("statusListIndex"))
            .with("outcome", answer.standing().as_str())
            .with("code", answer.code().map_or(Json::Null, |code| code.as_str().into())),
    )
}
