//! `sanad verify`: may this badge be believed, and why.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use sanad_core::limits::Limits;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::jwt_profile::JwtProfile;
use sanad_verifier::policy::{Policy, Refresh, UnavailableStatus, UndecidedEndorsements};
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

use super::{Answer, Exit, given_or_now};
use crate::args::{JwtProfileName, PolicyName, Tolerable, Verify};
use crate::fail::Failure;
use crate::fetching;
use crate::file;
use crate::render::{self, Paint};

/// Judges one badge.
pub(crate) fn run(asked: &Verify) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let anchors = anchors(&asked.issuer)?;
    let mut evidence = evidence(asked)?;
    let recipient = asked.recipient.as_deref().map(known).transpose()?;
    let bytes = match asked.badge.to_str() {
        Some(url) if fetching::is_url(&asked.badge) => {
            // What is there may be in any format: it is kept as it is.
            let _ = evidence.insert(url, &fetching::fetch_url(&asked.fetching, url)?);
            url.as_bytes().to_vec()
        }
        _ => file::read(&asked.badge, Limits::DEFAULT.image_bytes)?,
    };
    fetching::gather(&asked.fetching, &mut evidence, |evidence| {
        Verifier::new(&anchors, evidence).with_policy(policy(asked)).needs_shared(&bytes, at)
    })?;
    let mut verifier = Verifier::new(&anchors, &evidence).with_policy(policy(asked));
    if let Some(known) = &recipient {
        verifier = verifier.with_recipient(known);
    }
    Ok(judge(&verifier, &bytes, at, if asked.json { Form::Json } else { Form::Words(paint()) }))
}

/// How a report is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// For machines.
    Json,
    /// For eyes.
    Words(Paint),
}

/// The reports on what was shared, printed, with the exit code of the verdict on the whole.
pub(crate) fn judge(verifier: &Verifier<'_>, bytes: &[u8], at: Timestamp, form: Form) -> Answer {
    let reports = verifier.verify_shared(bytes, at);
    let data = match form {
        Form::Json => format!("{}\n", reports.to_json().trim_end()),
        Form::Words(paint) => render::reports(&reports, &verifier.needs_shared(bytes, at), paint),
    };
    let exit = match reports.verdict() {
        Verdict::Accept => Exit::Done,
        Verdict::Reject => Exit::Rejected,
        Verdict::Undecided => Exit::Undecided,
    };
    Answer { data, exit, ..Answer::default() }
}

pub(crate) fn policy(asked: &Verify) -> Policy {
    let mut policy = match asked.policy {
        PolicyName::Accredited => Policy::accredited(),
        PolicyName::Authentic => Policy::authentic(),
    };
    if asked.jwt_profile == JwtProfileName::Compatible {
        policy = policy.with_jwt_profile(JwtProfile::Compatible);
    }
    if asked.refresh {
        policy = policy.with_refresh(Refresh::Once);
    }
    for tolerable in &asked.tolerate {
        policy = match tolerable {
            Tolerable::Endorsements => policy.with_undecided_endorsements(UndecidedEndorsements::Tolerate),
            Tolerable::Status => policy.with_unavailable_status(UnavailableStatus::Tolerate),
        };
    }
    if let Some(domain) = &asked.domain {
        policy = policy.with_domain(domain.as_str());
    }
    if let Some(challenge) = &asked.challenge {
        policy = policy.with_challenge(challenge.as_str());
    }
    policy
}

pub(crate) fn anchors(issuers: &[String]) -> Result<Vec<TrustAnchor>, Failure> {
    issuers
        .iter()
        .map(|id| match id.split_once(':') {
            Some((scheme, rest)) if !scheme.is_empty() && !rest.is_empty() => Ok(TrustAnchor::issuer(id)),
            _ => {
                let message = format!("`{id}` is no issuer's id: a name is never enough");
                Err(Failure::new(message, "give the DID or URL: --issuer did:web:academy.example"))
            }
        })
        .collect()
}

pub(crate) fn evidence(asked: &Verify) -> Result<Evidence, Failure> {
    let bound = Limits::DEFAULT.document_bytes.saturating_add(Limits::DEFAULT.status_list_encoded_chars);
    let mut evidence = Evidence::new();
    for path in &asked.evidence {
        if let Some((url, path)) = under_url(path) {
            // What is no JSON object may be a list as JWT, or a picture: it is kept as it is.
            let _ = evidence.insert(url, &file::read(Path::new(path), bound)?);
            continue;
        }
        evidence.insert_document(&file::read(path, bound)?).map_err(|error| {
            let message = format!("`{}` is no evidence: {error}", path.display());
            Failure::new(message, "a DID document or status list is JSON, and has an `id`")
                .coded(error.code().as_str())
        })?;
    }
    Ok(evidence)
}

/// `URL=FILE`: a document that does not name its own address.
fn under_url(words: &Path) -> Option<(&str, &str)> {
    let words = words.to_str()?;
    let (url, path) = words.rsplit_once('=')?;
    (url.starts_with("https://") || url.starts_with("http://") || url.starts_with("did:"))
        .then_some((url, path))
}

pub(crate) fn known(who: &str) -> Result<KnownRecipient, Failure> {
    who.parse().map_err(|error| {
        Failure::new(format!("--recipient `{who}`: {error}"), "write email:ada@example.org, or a DID")
    })
}

/// Colour for a terminal whose owner has not said no (no-color.org).
fn paint() -> Paint {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || env::var_os("TERM").is_none_or(|value| value == "dumb");
    if !unwanted && io::stdout().is_terminal() { Paint::Colour } else { Paint::Plain }
}
