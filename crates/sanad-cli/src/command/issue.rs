//! `sanad issue`: a draft becomes a signed badge.

use sanad_core::badge::SignedBadge;
use sanad_core::issue::{IssueError, Issuer};
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::model::draft::Draft;
use sanad_core::model::profile::Profile;
use sanad_core::signer::SigningKey;
use sanad_core::timestamp::Timestamp;

use super::{Answer, given_or_now};
use crate::args::{Issue, SuiteName};
use crate::draft::Written;
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};
use crate::key_file;
use crate::signing::Signatory;

/// Signs one badge.
pub(crate) fn run(asked: &Issue) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let text = file::read_text(&asked.draft, Limits::DEFAULT.document_bytes)?;
    let written = Written::read(&text)?;
    let key = key_file::read(&asked.key)?;
    let method = asked.key.verification_method.as_deref();
    let form = if asked.jwt { Form::Jwt } else { Form::Proof(asked.key.suite) };
    let badge = sign(written, &key, method, form, at)?;
    let bytes = badge.as_received();
    match &asked.output {
        None => Ok(Answer { data: String::from_utf8_lossy(bytes).into_owned(), ..Answer::default() }),
        Some(path) => {
            file::write(path, bytes, Existing::Replace, Readers::Default)?;
            Ok(Answer::default())
        }
    }
}

/// How a badge is secured.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// As a JWT.
    Jwt,
    /// By a proof of that suite within it.
    Proof(SuiteName),
}

/// Makes the badge out of what was written. `method` is the URL of the key, where it is not the issuer itself.
pub(crate) fn sign(
    written: Written,
    key: &SigningKey,
    method: Option<&str>,
    form: Form,
    at: Timestamp,
) -> Result<SignedBadge, Failure> {
    let (draft, signatory, profile) = match written {
        Written::Credential(object) => {
            let named = object.get("issuer").map(issuer_id).transpose()?;
            let signatory = Signatory::named(named, method, key)?;
            let profile = Profile::new(&signatory.issuer);
            (Draft::from_json(object), signatory, profile)
        }
        Written::Short(short) => {
            let signatory = Signatory::named(short.issuer.as_deref(), method, key)?;
            let profile = short.profile(&signatory.issuer);
            (short.into_draft(&signatory.issuer, key)?, signatory, profile)
        }
    };
    let issuer = Issuer::new(profile, signatory.method, key);
    match form {
        Form::Jwt => draft.issue_jwt(&issuer, at),
        Form::Proof(suite) => draft.issue(&issuer.with_suite(suite.suite()), at),
    }
    .map_err(|error| refused(&error))
}

/// The id of an issuer written as its id or as a profile.
fn issuer_id(issuer: &Json) -> Result<&str, Failure> {
    issuer.as_str().or_else(|| issuer.as_object().and_then(|profile: &Object| profile.text("id"))).ok_or_else(
        || {
            Failure::new(
                "the draft's issuer has no id",
                "leave the issuer out: it is then the did:key of the key",
            )
        },
    )
}

fn refused(error: &IssueError) -> Failure {
    let hint = "nothing was signed; change the draft as the message says";
    Failure::new(error, hint).coded(error.code().as_str())
}
