//! `sanad verify`: may this badge be believed, and why.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use sanad_core::json::Json;
use sanad_core::limits::Limits;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::{Evidence, EvidenceError};
use sanad_verifier::jwt_profile::JwtProfile;
use sanad_verifier::policy::{
    ClaimedTimes, Policy, Refresh, UnavailableStatus, UndecidedEndorsements, UnpinnedKeys,
};
use sanad_verifier::report::Verdict;
use sanad_verifier::reports::Reports;
use sanad_verifier::verify::Verifier;

use super::{Answer, Exit, given_or_now};
use crate::args::verify::{JwtProfileName, PolicyName, Tolerable, Verify, Worth};
use crate::fail::Failure;
use crate::fetching;
use crate::file;
use crate::render::{self, Paint};
use crate::seen::Seen;
use crate::state_file::StateFile;
use crate::text;
use crate::trust_folder::list_bytes;
use crate::trusting::Trusting;

/// Judges one badge.
pub(crate) fn run(asked: &Verify) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let mut trusting = asked.trust.as_deref().map(Trusting::open).transpose()?;
    let mut anchors = anchors(&asked.issuer)?;
    anchors.extend(trusting.iter().flat_map(|trusting| trusting.anchors().iter().cloned()));
    let mut evidence = evidence(&asked.evidence)?;
    let memory = asked.state.as_deref().map(StateFile::read).transpose()?;
    let recipient = asked.recipient.as_deref().map(known).transpose()?;
    let bytes = match asked.badge.to_str() {
        Some(url) if fetching::is_url(&asked.badge) => {
            // What is there may be in any format: it is kept as it is.
            let _ = evidence.insert(url, &fetching::fetch_url(&asked.fetching, url)?);
            url.as_bytes().to_vec()
        }
        _ => file::read(&asked.badge, Limits::DEFAULT.image_bytes)?,
    };
    let policy = policy(asked, trusting.as_ref());
    gather(asked, &anchors, &policy, &mut evidence, (&bytes, at))?;
    if let Some(trusting) = &trusting {
        trusting.add_kept(&mut evidence)?;
        // A list that was kept may name others.
        gather(asked, &anchors, &policy, &mut evidence, (&bytes, at))?;
    }
    let form = if asked.json { Form::Json } else { Form::Words(paint()) };
    let lock = trusting.as_mut().map(|trusting| trusting.lock(&mut evidence)).transpose()?;
    let remembered = trusting.as_ref().map(Trusting::state).or_else(|| memory.as_ref().map(StateFile::state));
    let state = remembered.cloned();
    let mut verifier = Verifier::new(&anchors, &evidence).with_policy(policy);
    if let Some(known) = &recipient {
        verifier = verifier.with_recipient(known);
    }
    if let Some(state) = &state {
        verifier = verifier.with_state(state);
    }
    // Once for all that was shared, and for what is still wanted of it.
    let lists = verifier.trusted_lists(at);
    let verifier = verifier.with_trusted_lists(&lists);
    let reports = verifier.verify_shared(&bytes, at);
    if has_come(at) {
        let mut seen = Seen::by(&reports);
        if let Some(trusting) = &mut trusting {
            seen.add_lists(&lists, &evidence);
            trusting.keep(&seen)?;
        }
        if let Some(memory) = &memory {
            memory.learn(&seen)?;
        }
    }
    drop(lock);
    let mut answer = told(&reports, &verifier, (&bytes, at), form);
    for said in trusting.iter().flat_map(|trusting| hearsay(trusting, &reports)) {
        match form {
            // What is for machines stays one JSON object.
            Form::Json => answer.words.push_str(&said),
            Form::Words(_) => answer.data.push_str(&said),
        }
    }
    Ok(answer)
}

/// Whether a time is no longer to come. What is seen for one that is yet to come is not kept: it would make every later
/// one too early.
// spec/trust-state.md#keeping
pub(crate) fn has_come(at: Timestamp) -> bool {
    given_or_now(None).is_ok_and(|now| at <= now)
}

fn gather(
    asked: &Verify,
    anchors: &[TrustAnchor],
    policy: &Policy,
    evidence: &mut Evidence,
    (bytes, at): (&[u8], Timestamp),
) -> Result<(), Failure> {
    fetching::gather(&asked.fetching, evidence, |evidence| {
        Verifier::new(anchors, evidence).with_policy(policy.clone()).needs_shared(bytes, at)
    })
}

/// What was taken in about the issuers: a remark, and never a reason.
fn hearsay(trusting: &Trusting, reports: &Reports) -> Vec<String> {
    let ids = reports.iter().filter_map(|report| report.unverified()?.issuer_id());
    let mut ids: Vec<&str> = ids.collect();
    ids.dedup();
    let said = ids.into_iter().flat_map(|id| trusting.hearsay(id));
    said.map(|said| format!("note: {}\n", text::safe(&said, 400))).collect()
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
fn told(reports: &Reports, verifier: &Verifier<'_>, (bytes, at): (&[u8], Timestamp), form: Form) -> Answer {
    let data = match form {
        Form::Json => format!("{}\n", reports.to_json().trim_end()),
        Form::Words(paint) => {
            // Where all is decided nothing is wanted any more, and to ask would be to judge it all again.
            let is_open = reports.iter().any(|report| report.verdict() == Verdict::Undecided);
            let needs = if is_open { verifier.needs_shared(bytes, at) } else { Vec::new() };
            render::reports(reports, &needs, paint)
        }
    };
    let exit = match reports.verdict() {
        Verdict::Accept => Exit::Done,
        Verdict::Reject => Exit::Rejected,
        Verdict::Undecided => Exit::Undecided,
    };
    Answer { data, exit, ..Answer::default() }
}

pub(crate) fn policy(asked: &Verify, trusting: Option<&Trusting>) -> Policy {
    let mut policy = match asked.policy {
        PolicyName::Accredited => Policy::accredited(),
        PolicyName::Authentic => Policy::authentic(),
    };
    if asked.jwt_profile == JwtProfileName::Compatible {
        policy = policy.with_jwt_profile(JwtProfile::Compatible);
    }
    if let Some(trusting) = trusting {
        policy = policy.with_formula(trusting.formula());
    }
    if asked.claimed_times == Worth::Accept {
        policy = policy.with_claimed_times(ClaimedTimes::Accept);
    }
    if asked.unpinned_keys == Worth::Accept {
        policy = policy.with_unpinned_keys(UnpinnedKeys::Accept);
    }
    policy = policy.with_list_grace_seconds(asked.offline_grace.saturating_mul(3600));
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

/// The documents in these files.
pub(crate) fn evidence(paths: &[PathBuf]) -> Result<Evidence, Failure> {
    let status_list =
        Limits::DEFAULT.document_bytes.saturating_add(Limits::DEFAULT.status_list_encoded_chars);
    let bound = status_list.max(list_bytes());
    let mut evidence = Evidence::new();
    for path in paths {
        if let Some((url, path)) = under_url(path) {
            // What is no JSON object may be a list as JWT, or a picture: it is kept as it is.
            let _ = evidence.insert(url, &file::read(Path::new(path), bound)?);
            continue;
        }
        let bytes = file::read(path, bound)?;
        let inserted = match evidence.insert_document(&bytes) {
            // What has no `id` may be a proof that a list witnesses a badge.
            Err(EvidenceError::NoId) => {
                evidence.insert_inclusion_proof(&bytes).map_err(|error| match error {
                    EvidenceError::NoInclusionProof(_) if !names_a_leaf(&bytes) => EvidenceError::NoId,
                    error => error,
                })
            }
            inserted => inserted.map(drop),
        };
        inserted.map_err(|error| {
            let message = format!("`{}` is no evidence: {error}", path.display());
            Failure::new(
                message,
                "a DID document or list is JSON with an `id`; an inclusion proof is a file of its own",
            )
            .coded(error.code().as_str())
        })?;
    }
    Ok(evidence)
}

/// Whether a document means to be an inclusion proof.
fn names_a_leaf(bytes: &[u8]) -> bool {
    Json::parse(bytes).is_ok_and(|json| json.as_object().is_some_and(|object| object.contains("leafIndex")))
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
