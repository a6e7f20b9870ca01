//! A hosted assertion: what counts is the copy at its URL, in the scope of its issuer. `spec/open-badges-2.md#hosted`

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::ob2::assertion::{Assertion, Verification, Whereabouts};
use sanad_core::ob2::link::Link;
use sanad_core::ob2::revocation::Revocation;
use sanad_core::ob2::shared::{Form, SharedAssertion};
use sanad_core::ob2::view;
use sanad_core::ob2::web_url::WebUrl;

use super::Judged;
use super::checks::{self, Part};
use super::documents::{Award, Lack, award, hosted, issuer_place, malformed, same_id, unavailable};
use crate::case::Case;
use crate::format::Format;
use crate::outcome::{CheckId, Finding, Outcome, Standing};
use crate::report::Checks;
use crate::verify::Verifier;

pub(super) fn judge(shared: &SharedAssertion, verifier: &Verifier<'_>, case: &Case<'_>) -> Judged {
    let (checks, claims) = look(shared, verifier, case);
    Judged { checks, claims, format: Format::OpenBadges2Hosted }
}

/// Fetches, then asks. Until the copy is there, what was handed over is all there is to show.
fn look(shared: &SharedAssertion, verifier: &Verifier<'_>, case: &Case<'_>) -> (Checks, Object) {
    let structure = checks::handed_over(shared);
    if structure.standing() == Standing::Fail {
        return (Checks { structure, ..Checks::not_reached(CheckId::Structure) }, shared.unverified());
    }
    let stopped = |proof: Outcome| {
        let checks = Checks { structure: structure.clone(), proof, ..Checks::not_reached(CheckId::Proof) };
        (checks, shared.unverified())
    };
    let what = "assertion";
    let url = match shared.whereabouts() {
        Whereabouts::At(url) => url,
        Whereabouts::Signed => {
            let detail = "it is to be signed, and what was handed over is no JWS";
            return stopped(Outcome::fail(Code::ProofMissing, detail));
        }
        _ => {
            let detail = "it does not say where it is hosted, and only the copy there would count";
            return stopped(Outcome::unknown(Code::Ob2Unavailable, detail));
        }
    };
    let document = match hosted(what, &url, case) {
        Ok(document) => document,
        Err(Lack::Gone) => {
            let checks = revoked(structure, &Revocation::default(), "answers that it is gone");
            return (checks, still_shown(shared, &url, case));
        }
        Err(Lack::Unknown(outcome) | Lack::Wrong(outcome)) => return stopped(outcome),
    };
    let assertion = match Assertion::read_hosted(document, &url) {
        Ok(assertion) => assertion,
        // A revoked one may have lost everything else.
        Err(error) => {
            return match Revocation::of(document) {
                Some(revocation) => {
                    (revoked(structure, &revocation, "says so"), still_shown(shared, &url, case))
                }
                // What is no assertion at all is some other page: nothing is known of the assertion.
                None if error.code() == Code::TypeUnexpected || !document.contains("recipient") => {
                    stopped(unavailable(
                        what,
                        &url,
                        &format!("could not be had: what came back is no assertion: {error}"),
                    ))
                }
                None => {
                    let structure = malformed(&format!("assertion at {url}"), &error).at(error.at());
                    (Checks { structure, ..Checks::not_reached(CheckId::Structure) }, shared.unverified())
                }
            };
        }
    };
    if let Err(mismatch) = same_id(what, &url, assertion.id()) {
        return stopped(mismatch);
    }
    if *assertion.verification() != Verification::Hosted {
        let detail = format!("the copy at {url} is one to be signed, and no signature is there");
        return stopped(Outcome::fail(Code::ProofMissing, detail));
    }
    let mut remarks = vec![guarantee(&url)];
    remarks.extend(difference(shared, &assertion));
    let mut checks = ask(&assertion, &url, verifier, case);
    checks.0.remarks.extend(remarks);
    checks
}

/// The questions about the copy, which is there.
fn ask(assertion: &Assertion, url: &str, verifier: &Verifier<'_>, case: &Case<'_>) -> (Checks, Object) {
    let structure = checks::read(assertion);
    let proof = Outcome::pass(format!("its host serves it at {url}; no signature, only the host's word"))
        .with_fact("url", url);
    let found = award(assertion, case);
    let issuer = match &found {
        Ok(award) => in_scope(url, award),
        Err(outcome) => outcome.clone(),
    };
    let (class, profile) = match &found {
        Ok(award) => (Some(award.class.members()), Some(award.issuer.members())),
        Err(_) => (None, None),
    };
    let claims = view::in_3_0(assertion.members(), class, profile, assertion.version());
    let (Ok(award), Standing::Pass) = (&found, issuer.standing()) else {
        return (Checks { structure, proof, issuer, ..Checks::not_reached(CheckId::Issuer) }, claims);
    };
    let part = Part { assertion, award, claims: &claims, verifier, case };
    let status = match assertion.revocation() {
        Some(revocation) => taken_back(revocation, "says so"),
        None => Outcome::pass("its host still serves it, and does not say that it is revoked"),
    };
    let checks = checks::rest(&part, structure, proof, issuer, status);
    (checks, claims)
}

/// spec/open-badges-2.md#scope: whether the issuer says that its assertions are hosted there.
fn in_scope(url: &str, award: &Award) -> Outcome {
    let Award { class, issuer } = award;
    let outside = |what: &str, url: &str| {
        let detail = format!("the {what} is hosted at {url}, where {} does not host its badges", issuer.id());
        Outcome::fail(Code::Ob2OutOfScope, detail).at(issuer_place())
    };
    if !issuer.scope().covers(url) {
        return outside("assertion", url);
    }
    let class = class.id().filter(|id| WebUrl::read(id).is_some());
    match class.filter(|id| issuer.scope().is_default() && !issuer.scope().covers(id)) {
        Some(id) => outside("badge class", id),
        None => Outcome::pass(format!("hosted where {} hosts its badges", issuer.id()))
            .with_fact("issuer", issuer.id()),
    }
}

/// A revoked assertion of which nothing else is there to be asked.
fn revoked(structure: Outcome, revocation: &Revocation, how: &str) -> Checks {
    let later = Outcome::skip(Code::VerifyNotReached, "not asked: the host has taken the badge back");
    let status = taken_back(revocation, how);
    Checks {
        structure,
        proof: later.clone(),
        issuer: later.clone(),
        validity: later.clone(),
        status,
        accreditation: later.clone(),
        recipient: later.clone(),
        endorsements: later,
        good_endorsements: Vec::new(),
        remarks: Vec::new(),
    }
}

/// What to show of a badge of which its host has nothing left: what was handed over, with the badge class and issuer
/// that it names as far as they are on the same host, which has been asked already.
fn still_shown(shared: &SharedAssertion, url: &str, case: &Case<'_>) -> Object {
    let beside = |link: Option<Link>| match (link, WebUrl::read(url)) {
        (Some(Link::Named(named)), Some(url))
            if WebUrl::read(&named).is_some_and(|named| named.is_beside(url)) =>
        {
            hosted("document", &named, case).ok().cloned()
        }
        _ => None,
    };
    let class = beside(shared.badge());
    let issuer = beside(class.as_ref().and_then(|class| Link::within(class, "issuer")));
    shared.unverified_with(class.as_ref(), issuer.as_ref())
}

fn taken_back(revocation: &Revocation, how: &str) -> Outcome {
    checks::revoked(&format!("the badge is revoked: its host {how}"), revocation)
}

/// What a hosted badge proves, said plainly. spec/open-badges-2.md#guarantee
fn guarantee(url: &str) -> Finding {
    let host = WebUrl::read(url).map_or(url, WebUrl::host);
    let detail = format!(
        "no signature: whoever controls {host} can change this badge, take it back or make others like it at any time"
    );
    Finding::new(Code::Ob2HostedGuarantee, detail)
}

/// What was handed over and is not so at the host. The copy there is what was judged.
fn difference(shared: &SharedAssertion, assertion: &Assertion) -> Option<Finding> {
    let Form::Json(_) = shared.form() else { return None };
    let handed = shared.members();
    let names = handed.iter().chain(assertion.members().iter()).map(|(name, _)| name);
    let mut differing: Vec<&str> = Vec::new();
    for name in names.filter(|name| *name != "@context") {
        let differs = handed.get(name) != assertion.members().get(name);
        if differs && !differing.contains(&name) {
            differing.push(name);
        }
    }
    // The oldest do not say where they are hosted; that the copy has the URL is no difference.
    differing.retain(|name| *name != "id" || handed.contains("id"));
    if differing.is_empty() {
        return None;
    }
    let detail = format!(
        "what was handed over is not what its host serves, which alone counts: `{}`",
        differing.iter().take(8).copied().collect::<Vec<_>>().join("`, `")
    );
    let mut finding = Finding::new(Code::Ob2Differs, detail);
    finding.facts.insert("members", Json::from(differing));
    Some(finding)
}
