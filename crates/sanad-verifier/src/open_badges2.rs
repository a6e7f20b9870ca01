//! Badges of Open Badges 2.0 and earlier: the same eight questions, answered by hosts or by a JWS. `spec/open-badges-2.md`

mod checks;
mod documents;
mod hosted;
mod signed;

use sanad_core::json::Object;
use sanad_core::ob2::shared::{Form, SharedAssertion};
use sanad_core::pointer::JsonPointer;
use sanad_core::timestamp::Timestamp;

use crate::case::Case;
use crate::evidence::{Need, NeedKind};
use crate::format::Format;
use crate::report::{Checks, Received, Report, Verdict, digest};
use crate::trust_state::sightings::Sightings;
use crate::verify::Verifier;

/// What was found about an assertion, and what it says in the members of 3.0.
struct Judged {
    checks: Checks,
    claims: Object,
    format: Format,
}

impl Verifier<'_> {
    /// Judges an assertion of Open Badges 2.0 or earlier at a time. Never fails: whatever there is to say is in the
    /// report.
    pub fn verify_assertion(&self, assertion: SharedAssertion, at: Timestamp) -> Report {
        let judged = self.judge_assertion(&assertion, &self.case(at));
        Report {
            digest: digest(assertion.as_received()).into(),
            at,
            policy: self.policy().to_string(),
            checks: judged.checks,
            format: judged.format,
            place: JsonPointer::root(),
            badge: Some(Received { bytes: assertion.into_bytes(), claims: judged.claims }),
            // spec/trust-state.md#learning
            sightings: Sightings::default(),
        }
    }

    /// The documents that are still wanted to judge an assertion, as [`Verifier::needs`] names them for a badge: the
    /// copy of a hosted assertion at its URL first, then the badge class, the issuer, its key and revocation list.
    ///
    /// Of one that its host has taken back, the badge class and issuer on that host are still named, so that it can be
    /// said which badge it was.
    #[must_use]
    pub fn assertion_needs(&self, assertion: &SharedAssertion, at: Timestamp) -> Vec<Need> {
        let case = self.case(at);
        match self.judge_assertion(assertion, &case).checks.verdict() {
            Verdict::Reject => {
                case.into_missing().into_iter().filter(|need| need.kind == NeedKind::Hosted).collect()
            }
            Verdict::Accept | Verdict::Undecided => case.into_missing(),
        }
    }

    fn judge_assertion(&self, assertion: &SharedAssertion, case: &Case<'_>) -> Judged {
        match assertion.form() {
            Form::Signed { jws, document } => signed::judge(assertion, jws, document, self, case),
            _ => hosted::judge(assertion, self, case),
        }
    }
}
