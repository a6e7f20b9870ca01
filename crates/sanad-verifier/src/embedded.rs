//! One endorsement within a badge, judged as a badge is: proof, issuer, validity, status. `spec/verification.md#endorsements`

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::limits::Limits;
use sanad_core::model::claims::{Claims, Endorsement, EndorsementForm};
use sanad_core::pointer::{JsonPointer, Trail};
use sanad_core::proof::set::ProofSet;

use crate::authenticity::{Audience, authenticate};
use crate::case::Case;
use crate::check::endorsements::{Judged, Standing};
use crate::check::{status, validity};
use crate::outcome::Outcome;

/// Judges every endorsement in a badge, wherever it hangs. The badge is known to be its issuer's word, and its
/// structure, endorsements included, to be right.
pub(crate) fn judge(claims: Claims<'_>, case: &Case<'_>) -> Vec<Judged> {
    let limit = Limits::DEFAULT.endorsements;
    let endorsements = claims.endorsements();
    let count = endorsements.len();
    let mut judged: Vec<Judged> =
        endorsements.into_iter().take(limit).map(|endorsement| judge_one(endorsement, case)).collect();
    if count > limit {
        let detail = format!("there are {count} endorsements, and only {limit} were looked at");
        let standing = Standing::Unknown { code: Code::EndorsementUndecided, detail };
        judged.push(Judged { at: JsonPointer::root(), issuer: None, standing });
    }
    judged
}

fn judge_one(endorsement: Endorsement<'_>, case: &Case<'_>) -> Judged {
    let (issuer, standing) = match endorsement.form {
        EndorsementForm::Embedded(object) => {
            let issuer = Claims::new(object).issuer_id();
            (
                issuer.map(str::to_owned),
                standing(object, issuer.unwrap_or_default(), endorsement.hangs_on, case),
            )
        }
        EndorsementForm::Jwt(_) => {
            let detail = "it is a JSON Web Token, which this version does not read".to_owned();
            (None, Standing::Unknown { code: Code::InputFormatUnsupported, detail })
        }
        _ => {
            let detail = "it is neither a credential nor a JSON Web Token".to_owned();
            (None, Standing::Bad { code: Code::SchemaWrongKind, detail })
        }
    };
    Judged { at: endorsement.at, issuer, standing }
}

fn standing(object: &Object, issuer: &str, hangs_on: Option<&str>, case: &Case<'_>) -> Standing {
    // Open Badges does not ask for this. Without it an endorsement of one thing could be stapled to any other.
    let subject = Claims::new(object).subject_id();
    if subject.is_none() || subject != hangs_on {
        let detail = format!(
            "the endorsement is of `{}`, and hangs on `{}`",
            subject.unwrap_or_default(),
            hangs_on.unwrap_or_default()
        );
        return Standing::Bad { code: Code::EndorsementSubjectMismatch, detail };
    }
    let content = object.without("proof");
    let proofs = ProofSet::read(object.get("proof"), &Trail::Root, &Limits::DEFAULT);
    let authenticity = authenticate(&content, &proofs, issuer, Audience::Anybody, case);
    for outcome in [authenticity.proof, authenticity.issuer] {
        match outcome {
            Outcome::Pass(_) => {}
            Outcome::Fail(finding) => return Standing::Bad { code: finding.code, detail: finding.detail },
            Outcome::Unknown(finding) | Outcome::Skip(finding) => {
                return Standing::Unknown { code: finding.code, detail: finding.detail };
            }
        }
    }
    for outcome in [validity::check(&content, case.at), status::check(&content, issuer, case)] {
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
