//! `sanad verify`: may this badge be believed, and why.

use std::env;
use std::io::{self, IsTerminal as _};

use sanad_core::badge::SignedBadge;
use sanad_core::limits::Limits;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

use super::{Answer, Exit, given_or_now};
use crate::args::{PolicyName, Verify};
use crate::fail::Failure;
use crate::file;
use crate::render::{self, Paint};

/// Judges one badge.
pub(crate) fn run(asked: &Verify) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let anchors = anchors(&asked.issuer)?;
    let evidence = evidence(asked)?;
    let recipient = asked.recipient.as_deref().map(known).transpose()?;
    let bytes = file::read(&asked.badge, Limits::DEFAULT.document_bytes)?;
    let mut verifier = Verifier::new(&anchors, &evidence).with_policy(match asked.policy {
        PolicyName::Accredited => Policy::accredited(),
        PolicyName::Authentic => Policy::authentic(),
    });
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

/// The report on bytes that may be a badge, printed, with the exit code of its verdict.
pub(crate) fn judge(verifier: &Verifier<'_>, bytes: &[u8], at: Timestamp, form: Form) -> Answer {
    let report = verifier.verify_bytes(bytes, at);
    let data = match form {
        Form::Json => format!("{}\n", report.to_json().trim_end()),
        Form::Words(paint) => {
            let badge = SignedBadge::from_json(bytes).ok();
            let needs = badge.map(|badge| verifier.needs(&badge, at)).unwrap_or_default();
            render::report(&report, &needs, paint)
        }
    };
    let exit = match report.verdict() {
        Verdict::Accept => Exit::Done,
        Verdict::Reject => Exit::Rejected,
        Verdict::Undecided => Exit::Undecided,
    };
    Answer { data, exit, ..Answer::default() }
}

fn anchors(issuers: &[String]) -> Result<Vec<TrustAnchor>, Failure> {
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

fn evidence(asked: &Verify) -> Result<Evidence, Failure> {
    let bound = Limits::DEFAULT.document_bytes.saturating_add(Limits::DEFAULT.status_list_encoded_chars);
    let mut evidence = Evidence::new();
    for path in &asked.evidence {
        evidence.insert_document(&file::read(path, bound)?).map_err(|error| {
            let message = format!("`{}` is no evidence: {error}", path.display());
            Failure::new(message, "a DID document or status list is JSON, and has an `id`")
                .coded(error.code().as_str())
        })?;
    }
    Ok(evidence)
}

fn known(who: &str) -> Result<KnownRecipient, Failure> {
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
