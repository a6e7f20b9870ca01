//! The verifier: all checks, in the order of the spec. `spec/verification.md`

use sanad_core::badge::SignedBadge;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::limits::Limits;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::timestamp::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::anchor::TrustAnchor;
use crate::authenticity::{Audience, Authenticity, authenticate};
use crate::case::Case;
use crate::check::{accreditation, endorsements, recipient, status, structure, validity};
use crate::embedded;
use crate::evidence::{Evidence, Need};
use crate::outcome::{CheckId, Standing};
use crate::policy::Policy;
use crate::report::{Checks, Report, Verdict};

/// Judges badges: pure, without clock, socket or file. One verifier judges any number of badges, on any number of
/// threads.
#[derive(Clone, Debug)]
pub struct Verifier<'a> {
    anchors: &'a [TrustAnchor],
    evidence: &'a Evidence,
    policy: Policy,
    recipient: Option<&'a KnownRecipient>,
    contexts: ContextSet,
    canonicalizer: Canonicalizer,
}

impl<'a> Verifier<'a> {
    /// A verifier that trusts `anchors` and knows `evidence`, by the policy [`Policy::accredited`].
    #[must_use]
    pub fn new(anchors: &'a [TrustAnchor], evidence: &'a Evidence) -> Self {
        Self {
            anchors,
            evidence,
            policy: Policy::accredited(),
            recipient: None,
            contexts: ContextSet::official(),
            canonicalizer: Canonicalizer::official(),
        }
    }

    /// Judges by another policy.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Asks whether the badge was awarded to this person.
    #[must_use]
    pub const fn with_recipient(mut self, known: &'a KnownRecipient) -> Self {
        self.recipient = Some(known);
        self
    }

    /// Knows other contexts than [`ContextSet::official`].
    #[must_use]
    pub fn with_contexts(mut self, contexts: ContextSet) -> Self {
        self.canonicalizer = Canonicalizer::new(contexts.clone());
        self.contexts = contexts;
        self
    }

    /// The documents that are still wanted to judge the badge. Fetch them, insert what comes back (or that nothing
    /// did), and ask again until there are none.
    ///
    /// Nothing is named that would not matter: of a badge that is rejected already, nothing. And nothing but the
    /// controller document of the issuer is named before the issuer's signature holds.
    #[must_use]
    pub fn needs(&self, badge: &SignedBadge, at: Timestamp) -> Vec<Need> {
        let case = self.case(at);
        match self.judge(badge, &case).verdict() {
            Verdict::Reject => Vec::new(),
            Verdict::Accept | Verdict::Undecided => case.into_missing(),
        }
    }

    /// Judges a badge at a time. Never fails: whatever there is to say is in the report.
    pub fn verify(&self, badge: SignedBadge, at: Timestamp) -> Report {
        let checks = self.judge(&badge, &self.case(at));
        Report {
            digest: digest(badge.as_json()),
            at,
            policy: self.policy.to_string(),
            checks,
            badge: Some(badge),
        }
    }

    /// Judges bytes that may be a badge. What cannot be read is a report too.
    pub fn verify_bytes(&self, bytes: &[u8], at: Timestamp) -> Report {
        match SignedBadge::from_json(bytes) {
            Ok(badge) => self.verify(badge, at),
            Err(error) => {
                let structure = structure::unreadable(bytes, &error);
                let checks = Checks { structure, ..Checks::not_reached(CheckId::Structure) };
                Report { digest: digest(bytes), at, policy: self.policy.to_string(), checks, badge: None }
            }
        }
    }

    fn case(&self, at: Timestamp) -> Case<'_> {
        Case::new(at, &self.policy, &self.canonicalizer, self.evidence)
    }

    /// spec/verification.md: the checks, in their order. Nothing is interpreted before it is known whose word it is.
    fn judge(&self, badge: &SignedBadge, case: &Case<'_>) -> Checks {
        let content = badge.content();
        let structure = structure::check(content, &self.contexts);
        if structure.standing() != Standing::Pass {
            return Checks { structure, ..Checks::not_reached(CheckId::Structure) };
        }
        let claims = badge.unverified();
        let issuer = claims.issuer_id().unwrap_or_default();
        let proofs = badge.document().proofs(&Limits::DEFAULT);
        let Authenticity { proof, issuer: belonging } =
            authenticate(content, &proofs, issuer, Audience::Asked, case);
        if proof.standing() != Standing::Pass {
            return Checks { structure, proof, issuer: belonging, ..Checks::not_reached(CheckId::Proof) };
        }
        if belonging.standing() != Standing::Pass {
            return Checks { structure, proof, issuer: belonging, ..Checks::not_reached(CheckId::Issuer) };
        }
        let endorsements = embedded::judge(claims, case);
        Checks {
            structure,
            proof,
            issuer: belonging,
            validity: validity::check(content, case.at),
            status: status::check(content, issuer, case),
            accreditation: accreditation::check(issuer, self.anchors, &self.policy),
            recipient: recipient::check(content, self.recipient),
            endorsements: endorsements::check(&endorsements, &self.policy),
            good_endorsements: endorsements.iter().filter(|e| e.is_good()).map(|e| e.at.clone()).collect(),
        }
    }
}

fn digest(bytes: &[u8]) -> String {
    let hex = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("sha256:{hex}")
}
