//! What a badge's place in a list of bits says, and whether the list may be asked. `spec/status.md#list`

use std::sync::Arc;

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::limits::Limits;
use sanad_core::model::status_entry::{StatusEntry, StatusPurpose};
use sanad_core::proof::data_integrity::{Proof, Suite};
use sanad_core::signed::SignedDocument;
use sanad_core::status_list::StatusList;
use sanad_core::status_list::credential::StatusListCredential;
use sanad_core::timestamp::Timestamp;
use sanad_core::vc_jwt::VcJwt;

use crate::authenticity::{Audience, Authenticity, authenticate, controller_of};
use crate::case::{Case, Lack};
use crate::jwt::authenticate_jwt;
use crate::jwt_profile::JwtProfile;
use crate::outcome::{Outcome, Standing};
use crate::recognition::recognise;
use crate::trust_state::status_lists::StatusListMark;

/// Bitstring Status List §3.2, with each step that can end in doubt ending in `unknown`: a list that is not there or
/// not right says neither yes nor no.
pub(super) fn look_up(entry: &StatusEntry, issuer: &str, case: &Case<'_>) -> Outcome {
    let url = entry.list();
    let value = list(entry, issuer, case).and_then(|list| {
        list.value(entry.index(), entry.size()).map_err(|error| doubt(url, error.code(), error.to_string()))
    });
    match value {
        Ok(value) => remembered(meaning(value, entry), value, entry, case),
        Err(doubt) => doubt,
    }
}

/// spec/trust-state.md#revocations: a revocation is for ever. An issuer that takes one back is not contradicted, but it
/// is told.
fn remembered(outcome: Outcome, value: u8, entry: &StatusEntry, case: &Case<'_>) -> Outcome {
    if *entry.purpose() != StatusPurpose::Revocation {
        return outcome;
    }
    if value != 0 {
        case.note_revoked(entry.list(), entry.index());
        return outcome;
    }
    if case.was_revoked(entry.list(), entry.index()) {
        return outcome.with_fact("revocation_reversed", true);
    }
    outcome
}

/// spec/status.md#meaning
fn meaning(value: u8, entry: &StatusEntry) -> Outcome {
    let outcome = if value == 0 { clear(entry.purpose()) } else { set(entry.purpose()) };
    // Untrusted words, meant for developers: a fact, never part of our sentence.
    let said = entry.messages().and_then(|messages| messages.message(value));
    let message = match (said, entry.purpose()) {
        (None, StatusPurpose::Message) if value != 0 => Some("set"),
        (said, _) => said,
    };
    match message {
        Some(message) => outcome.with_fact("message", message),
        None => outcome,
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
        StatusPurpose::Message => Outcome::pass("the issuer has left a message about the badge"),
        other => {
            let detail = format!("marked for `{}`, of which it is not known what it means", other.as_str());
            Outcome::unknown(Code::StatusTypeUnsupported, detail)
        }
    }
}

/// The list, if it is the right one, signed by the issuer, and speaks at the time asked.
fn list(entry: &StatusEntry, issuer: &str, case: &Case<'_>) -> Result<Arc<StatusList>, Outcome> {
    let (url, purpose) = (entry.list(), entry.purpose().as_str());
    let doubt = |code, detail: String| doubt(url, code, detail);
    let published = Published::at(url, case)?;
    let credential = StatusListCredential::read_as(entry.kind(), published.content())
        .map_err(|error| doubt(error.code(), error.to_string()))?;
    if let Some(id) = credential.id().filter(|id| *id != url) {
        return Err(doubt(Code::StatusListIdMismatch, format!("it calls itself `{id}`")));
    }
    // Threats B6: a list by somebody else could revoke, or un-revoke, at will.
    if credential.issuer() != issuer {
        let detail = format!("it is by `{}`, not by `{issuer}`", credential.issuer());
        return Err(doubt(Code::StatusListWrongIssuer, detail));
    }
    for outcome in published.word_of(url, issuer, case) {
        match outcome {
            Outcome::Pass(_) => {}
            Outcome::Fail(finding) => {
                let refused = doubt(Code::StatusListProofInvalid, finding.detail);
                return Err(refused.with_fact("cause", finding.code.as_str()));
            }
            Outcome::Unknown(finding) | Outcome::Skip(finding) => {
                let undecided = doubt(finding.code, finding.detail);
                return Err(match finding.facts.get("cause") {
                    Some(cause) => undecided.with_fact("cause", cause.clone()),
                    None => undecided,
                });
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
    let list = match case.memo.list(url, entry.kind()) {
        Some(list) => list,
        None => {
            let list = credential.expand(&Limits::DEFAULT);
            let list = Arc::new(list.map_err(|error| doubt(error.code(), error.to_string()))?);
            case.memo.keep_list(url, entry.kind(), &list);
            list
        }
    };
    case.spend_on_lists(usize::try_from(list.bits() / 8).unwrap_or(usize::MAX))
        .map_err(|lack| doubt(lack.code, lack.detail))?;
    let mark = || StatusListMark::of(published.content(), credential.valid_from(), published.signed(issuer));
    case.go_on_to(url, mark).map_err(|(mark, detail)| {
        doubt(Code::StatusListRollback, detail).with_fact("digest", mark.digest())
    })?;
    Ok(list)
}

fn doubt(url: &str, code: Code, detail: String) -> Outcome {
    Outcome::unknown(code, format!("the status list at {url}: {detail}"))
}

/// A credential in one of the forms in which a list is published: the only place that knows them.
enum Published<'a> {
    /// JSON with its proofs in it.
    DataIntegrity(&'a SignedDocument),
    /// A JWT.
    Jwt(Box<VcJwt>),
}

impl<'a> Published<'a> {
    fn at(url: &str, case: &Case<'a>) -> Result<Self, Outcome> {
        match case.status_list_jwt(url) {
            Some(jwt) => jwt.map(|jwt| Self::Jwt(Box::new(jwt))).map_err(Lack::into_unknown),
            None => case.status_list(url).map(Self::DataIntegrity).map_err(Lack::into_unknown),
        }
    }

    /// What it says, believed or not.
    const fn content(&self) -> &Object {
        match self {
            Self::DataIntegrity(document) => document.content(),
            Self::Jwt(jwt) => jwt.content(),
        }
    }

    /// When the issuer says that it signed this: the latest of its signatures, which are known to hold.
    fn signed(&self, issuer: &str) -> Option<Timestamp> {
        match self {
            Self::DataIntegrity(document) => {
                let proofs = document.proofs(&Limits::DEFAULT).ok()?;
                let is_issuers = |proof: &&Proof<'_>| {
                    let controller = proof.verification_method().map(controller_of);
                    matches!(proof.suite(), Suite::Known(..)) && controller == Some(issuer)
                };
                proofs.proofs().iter().filter(is_issuers).filter_map(Proof::created).max()
            }
            Self::Jwt(jwt) => jwt.issued_at(),
        }
    }

    /// Whether it is signed, and by the issuer: what of this did not pass.
    fn word_of(&self, url: &str, issuer: &str, case: &Case<'_>) -> Vec<Outcome> {
        // Kept is only what passed. Without a memory of the issuer there is nothing more to hold it against.
        let is_known = || case.memo.signer(url, issuer, case.at, |_| ()).is_some();
        if case.state().is_none() && case.may_share(issuer) && is_known() {
            return Vec::new();
        }
        let Authenticity { proof, issuer, .. } =
            recognise(self.authenticate_once(url, issuer, case), issuer, case);
        [proof, issuer].into_iter().filter(|outcome| outcome.standing() != Standing::Pass).collect()
    }

    /// The same answer for every badge on the list, at one time. One whose making used up some of what one badge may
    /// ask for is worked out each time, because it costs each badge the same.
    fn authenticate_once(&self, url: &str, issuer: &str, case: &Case<'_>) -> Authenticity {
        if !case.may_share(issuer) {
            return self.authenticate(issuer, case);
        }
        if let Some(known) = case.memo.signer(url, issuer, case.at, Authenticity::clone) {
            return known;
        }
        let left = case.statements_left();
        let found = self.authenticate(issuer, case);
        let holds = [&found.proof, &found.issuer].iter().all(|outcome| outcome.standing() == Standing::Pass);
        if holds && left == case.statements_left() {
            case.memo.keep_signer(url, issuer, case.at, &found);
        }
        found
    }

    fn authenticate(&self, issuer: &str, case: &Case<'_>) -> Authenticity {
        match self {
            Self::DataIntegrity(document) => {
                let proofs = document.proofs(&Limits::DEFAULT);
                authenticate(document.content(), &proofs, issuer, Audience::Anybody, case)
            }
            // What Open Badges demands more than vc-jose-cose it demands of badges.
            Self::Jwt(jwt) => authenticate_jwt(jwt, issuer, Audience::Anybody, JwtProfile::Compatible, case),
        }
    }
}
