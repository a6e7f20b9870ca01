//! The questions that are the same however an Open Badges 2.0 assertion is verified. `spec/open-badges-2.md#checks`

use sanad_core::code::Code;
use sanad_core::facts::BadgeFacts;
use sanad_core::json::{Json, Object};
use sanad_core::model::claims::Claims;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::ob2::assertion::Assertion;
use sanad_core::ob2::revocation::Revocation;
use sanad_core::ob2::shared::SharedAssertion;
use sanad_core::pointer::JsonPointer;

use super::documents::Award;
use crate::accreditation::key::Signed;
use crate::accreditation::output::OutputSchemas;
use crate::accreditation::question::{Question, Search};
use crate::case::Case;
use crate::check::accreditation::Asking;
use crate::check::endorsements::{Judged, Standing};
use crate::check::{accreditation, endorsements, recipient};
use crate::outcome::Outcome;
use crate::report::Checks;
use crate::verify::Verifier;

/// A badge whose issuer is known.
pub(super) struct Part<'a> {
    pub(super) assertion: &'a Assertion,
    pub(super) award: &'a Award,
    /// What it says in the members of 3.0.
    pub(super) claims: &'a Object,
    pub(super) verifier: &'a Verifier<'a>,
    pub(super) case: &'a Case<'a>,
}

/// All checks, those given and those that are the same for every assertion.
pub(super) fn rest(
    part: &Part<'_>,
    structure: Outcome,
    proof: Outcome,
    issuer: Outcome,
    status: Outcome,
) -> Checks {
    let policy = part.verifier.policy();
    let accreditation = accreditation(part, &proof);
    Checks {
        structure,
        proof,
        issuer,
        validity: validity(part.assertion, part.case),
        status,
        accreditation,
        recipient: recipient(part),
        endorsements: endorsements::check(&endorsed(part), policy),
        good_endorsements: Vec::new(),
        remarks: Vec::new(),
    }
}

/// Whether what was handed over can be read at all. What it says is of no account where it is hosted.
pub(super) fn handed_over(shared: &SharedAssertion) -> Outcome {
    match shared.version() {
        Some(version) => Outcome::pass(format!("an assertion of Open Badges {version}"))
            .with_fact("version", version.as_str()),
        None => Outcome::pass("the URL of an assertion"),
    }
}

/// The assertion that counts has been read.
pub(super) fn read(assertion: &Assertion) -> Outcome {
    let version = assertion.version();
    Outcome::pass(format!("an assertion as Open Badges {version} describes it"))
        .with_fact("version", version.as_str())
}

/// spec/open-badges-2.md#validity: from `issuedOn`, of which the issuer's clock may be ahead, up to and including
/// `expires`.
fn validity(assertion: &Assertion, case: &Case<'_>) -> Outcome {
    let (from, until, at) = (assertion.issued_on(), assertion.expires(), case.at);
    let place = |name| JsonPointer::root().member(name);
    let outcome = match until {
        _ if from > case.latest_creation() => {
            let detail = format!("awarded only on {from}, and the time asked is {at}");
            Outcome::fail(Code::TimeNotYetValid, detail).at(place("issuedOn"))
        }
        Some(until) if at > until => {
            let detail = format!("valid only until {until}, and the time asked is {at}");
            Outcome::fail(Code::TimeExpired, detail).at(place("expires"))
        }
        Some(until) => Outcome::pass(format!("awarded on {from}, valid until {until}")),
        None => Outcome::pass(format!("awarded on {from}, valid without end")),
    };
    let outcome = outcome.with_fact("from", from.to_string());
    match until {
        Some(until) => outcome.with_fact("until", until.to_string()),
        None => outcome,
    }
}

/// As for a badge of 3.0. Its key is the one that signed it; a hosted one has none.
fn accreditation(part: &Part<'_>, proof: &Outcome) -> Outcome {
    let (issuer, policy, case) = (part.award.issuer.id(), part.verifier.policy(), part.case);
    let asking = Asking::about(issuer, part.verifier.anchors(), policy);
    let lists = part.verifier.lists_for(asking, case);
    let awarded = Some(part.assertion.issued_on());
    let key = proof.facts().text("key");
    let signatures: Vec<Signed> =
        key.map(|key| Signed { key: key.to_owned(), created: None }).into_iter().collect();
    let question = Question {
        issuer,
        badge: None,
        facts: &&BadgeFacts::of(Claims::new(part.claims)),
        times: awarded.into_iter().collect(),
        awarded,
        signatures: &signatures,
        unpinned: policy.unpinned_keys(),
        output: OutputSchemas::new(None, case.evidence()),
    };
    let search = Search::new(&lists, issuer, &question.times, |mode| asking.asks(mode));
    accreditation::check(asking, &question, None, &search.answers(&question, case), policy)
}

/// A URL or id that somebody is known by is an id in 3.0; 2.0 gives it, plain or hashed, as any other identifier.
fn recipient(part: &Part<'_>) -> Outcome {
    let known = part.verifier.known_recipient();
    let identity = part.assertion.recipient();
    let subject = part.claims.get("credentialSubject").and_then(Json::as_object);
    let is_hidden_id =
        matches!(identity.property(), "url" | "id") && subject.is_some_and(|of| !of.contains("id"));
    let as_identifier = known
        .map(ToString::to_string)
        .filter(|known| is_hidden_id && known.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme)))
        .and_then(|known| format!("{}:{known}", identity.identity_type()).parse::<KnownRecipient>().ok());
    recipient::check(part.claims, as_identifier.as_ref().or(known))
}

fn is_scheme(prefix: &str) -> bool {
    matches!(prefix, "http" | "https" | "did" | "urn")
}

/// spec/open-badges-2.md#endorsements: they are documents at URLs of others, and not looked at.
fn endorsed(part: &Part<'_>) -> Vec<Judged> {
    let places = [
        ("/endorsement", part.assertion.members()),
        ("/badge/endorsement", part.award.class.members()),
        ("/badge/issuer/endorsement", part.award.issuer.members()),
    ];
    let found = places.into_iter().filter(|(_, document)| document.contains("endorsement"));
    found
        .map(|(at, _)| {
            let detail = format!("the endorsements at {at} are of Open Badges 2.0, which are not judged");
            let at = at.split('/').skip(1).fold(JsonPointer::root(), |at, name| at.member(name));
            let standing = Standing::Unknown { code: Code::InputFormatUnsupported, detail };
            Judged { at, issuer: None, standing }
        })
        .collect()
}

/// A revocation with the issuer's reason.
pub(super) fn revoked(detail: &str, revocation: &Revocation) -> Outcome {
    match &revocation.reason {
        Some(reason) => Outcome::fail(Code::StatusRevoked, format!("{detail}, with the reason: {reason}"))
            .with_fact("reason", reason.as_str()),
        None => Outcome::fail(Code::StatusRevoked, detail),
    }
}
