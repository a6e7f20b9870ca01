//! One endorsement within a badge, judged as a badge is: proof, issuer, validity, status. `spec/verification.md#endorsements`

use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::limits::Limits;
use sanad_core::model::claims::{Claims, Endorsement, EndorsementForm};
use sanad_core::model::credential_kind::CredentialKind;
use sanad_core::model::earned::earned;
use sanad_core::pointer::{JsonPointer, Trail};
use sanad_core::proof::set::ProofSet;
use sanad_core::vc_jwt::VcJwt;

use crate::authenticity::{Audience, Authenticity, authenticate};
use crate::case::Case;
use crate::check::endorsements::{Judged, Standing};
use crate::check::{status, structure, validity};
use crate::jwt::authenticate_jwt;
use crate::outcome::Outcome;
use crate::recognition::recognise;

/// Judges every endorsement in a badge, wherever it hangs. The badge is known to be its issuer's word, and its
/// structure, endorsements included, to be right.
pub(crate) fn judge(
    endorsements: Vec<Endorsement<'_>>,
    contexts: &ContextSet,
    case: &Case<'_>,
) -> Vec<Judged> {
    let limit = Limits::DEFAULT.endorsements;
    let count = endorsements.len();
    let mut judged: Vec<Judged> = endorsements
        .into_iter()
        .take(limit)
        .map(|endorsement| judge_one(endorsement, contexts, case))
        .collect();
    if count > limit {
        let detail = format!("there are {count} endorsements, and only {limit} were looked at");
        let standing = Standing::Unknown { code: Code::EndorsementUndecided, detail };
        judged.push(Judged { at: JsonPointer::root(), issuer: None, standing });
    }
    judged
}

fn judge_one(endorsement: Endorsement<'_>, contexts: &ContextSet, case: &Case<'_>) -> Judged {
    let (issuer, standing) = match endorsement.form {
        EndorsementForm::Embedded(object) => {
            let issuer = Claims::new(object).issuer_id();
            (issuer.map(str::to_owned), judge_object(object, endorsement.hangs_on, case))
        }
        EndorsementForm::Jwt(text) => match VcJwt::parse(text.as_bytes()) {
            Ok(jwt) => {
                let issuer = Claims::new(jwt.content()).issuer_id().map(str::to_owned);
                (issuer, judge_jwt(&jwt, endorsement.hangs_on, contexts, case))
            }
            Err(error) => (None, Standing::Bad { code: error.code(), detail: error.to_string() }),
        },
        _ => {
            let detail = "it is neither a credential nor a JSON Web Token".to_owned();
            (None, Standing::Bad { code: Code::SchemaWrongKind, detail })
        }
    };
    Judged { at: endorsement.at, issuer, standing }
}

fn judge_object(object: &Object, hangs_on: Option<&str>, case: &Case<'_>) -> Standing {
    let content = object.without("proof");
    standing(&content, hangs_on, case, |issuer| {
        let proofs = ProofSet::read(object.get("proof"), &Trail::Root, &Limits::DEFAULT);
        authenticate(&content, &proofs, issuer, Audience::Anybody, case)
    })
}

/// The badge's own structure says nothing about what is within a JWT, so that is asked here.
fn judge_jwt(jwt: &VcJwt, hangs_on: Option<&str>, contexts: &ContextSet, case: &Case<'_>) -> Standing {
    match structure::check(jwt.content(), CredentialKind::Endorsement, contexts) {
        Outcome::Pass(_) => {}
        Outcome::Fail(finding) => return Standing::Bad { code: finding.code, detail: finding.detail },
        Outcome::Unknown(finding) | Outcome::Skip(finding) => {
            return Standing::Unknown { code: finding.code, detail: finding.detail };
        }
    }
    standing(jwt.content(), hangs_on, case, |issuer| {
        authenticate_jwt(jwt, issuer, Audience::Anybody, case.policy.jwt_profile(), case)
    })
}

fn standing(
    content: &Object,
    hangs_on: Option<&str>,
    case: &Case<'_>,
    authenticity: impl FnOnce(&str) -> Authenticity,
) -> Standing {
    let issuer = Claims::new(content).issuer_id().unwrap_or_default();
    // Open Badges does not ask for this. Without it an endorsement of one thing could be stapled to any other.
    let subject = Claims::new(content).subject_id();
    if subject.is_none() || subject != hangs_on {
        let detail = format!(
            "the endorsement is of `{}`, and hangs on `{}`",
            subject.unwrap_or_default(),
            hangs_on.unwrap_or_default()
        );
        return Standing::Bad { code: Code::EndorsementSubjectMismatch, detail };
    }
    let authenticity = recognise(authenticity(issuer), issuer, case);
    for outcome in [authenticity.proof, authenticity.issuer] {
        match outcome {
            Outcome::Pass(_) => {}
            Outcome::Fail(finding) => return Standing::Bad { code: finding.code, detail: finding.detail },
            Outcome::Unknown(finding) | Outcome::Skip(finding) => {
                return Standing::Unknown { code: finding.code, detail: finding.detail };
            }
        }
    }
    for outcome in [
        validity::check(content, &earned(Claims::new(content)), case),
        status::check(content, issuer, case).outcome,
    ] {
        match outcome {
            Outcome::Pass(_) | Outcome::Skip(_) => {}
            Outcome::Fail(finding) if is_lapse(finding.code) => {
                return Standing::Lapsed { code: finding.code, detail: finding.detail };
            }
            Outcome::Fail(finding) => return Standing::Bad { code: finding.code, detail: finding.detail },
            Outcome::Unknown(finding) => {
                return Standing::Unknown { code: finding.code, detail: finding.detail };
            }
        }
    }
    Standing::Good
}

/// What is true of an endorsement that was once good.
const fn is_lapse(code: Code) -> bool {
    matches!(code, Code::TimeExpired | Code::TimeNotYetValid | Code::StatusRevoked | Code::StatusSuspended)
}
