//! The verifier: all checks, in the order of the spec. `spec/verification.md`

use std::borrow::Cow;
use std::cell::LazyCell;
use std::sync::{Arc, OnceLock};

use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::code::Code;
use sanad_core::facts::BadgeFacts;
use sanad_core::model::credential_kind::CredentialKind;
use sanad_core::model::earned::earned;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::pointer::JsonPointer;
use sanad_core::proof::data_integrity::{ProofValue, Suite};
use sanad_core::proof::set::{ProofSet, ProofSetError};
use sanad_core::timestamp::Timestamp;

use crate::accreditation::output::OutputSchemas;
use crate::accreditation::question::{Question, Search, Times};
use crate::accreditation::trusted_lists::TrustedLists;
use crate::anchor::TrustAnchor;
use crate::authenticity::{Audience, Authenticity, authenticate};
use crate::case::Case;
use crate::check::accreditation::Asking;
use crate::check::{accreditation, endorsements, recipient, status, structure, validity};
use crate::embedded;
use crate::evidence::{Evidence, Need, NeedKind};
use crate::format::Format;
use crate::jwt::authenticate_jwt;
use crate::memo::Memo;
use crate::outcome::{CheckId, Finding, Standing};
use crate::picture::{self, Bond};
use crate::pins::Pins;
use crate::policy::Policy;
use crate::recognition::recognise;
use crate::refresh::{self, Offer};
use crate::report::{Checks, Received, Report, Verdict, digest};
use crate::trust_state::TrustState;
use crate::trust_state::sightings::Sightings;
use crate::{remark, schemas};

/// Judges badges: pure, without clock, socket or file. One verifier judges any number of badges, on any number of
/// threads.
#[derive(Clone, Debug)]
pub struct Verifier<'a> {
    anchors: &'a [TrustAnchor],
    pub(crate) evidence: &'a Evidence,
    policy: Policy,
    recipient: Option<&'a KnownRecipient>,
    picture: Option<&'a [u8]>,
    state: Option<&'a TrustState>,
    contexts: ContextSet,
    canonicalizer: Canonicalizer,
    memo: Arc<Memo>,
    lists: Option<&'a TrustedLists>,
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
            picture: None,
            state: None,
            contexts: ContextSet::official(),
            canonicalizer: Canonicalizer::official(),
            memo: Arc::default(),
            lists: None,
        }
    }

    /// Judges by another policy.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self.memo = Arc::default();
        self
    }

    /// Asks whether the badge was awarded to this person.
    #[must_use]
    pub const fn with_recipient(mut self, known: &'a KnownRecipient) -> Self {
        self.recipient = Some(known);
        self
    }

    /// Compares the picture that the badge was found in with those that the badge names.
    #[must_use]
    pub const fn with_picture(mut self, picture: &'a [u8]) -> Self {
        self.picture = Some(picture);
        self
    }

    /// Remembers what was seen before: an issuer's keys, how new a status list was, whom it had revoked, the latest time.
    /// [`Report::sightings`] says what to remember next.
    #[must_use]
    pub fn with_state(mut self, state: &'a TrustState) -> Self {
        self.state = Some(state);
        self.memo = Arc::default();
        self
    }

    /// Knows other contexts than [`ContextSet::official`].
    #[must_use]
    pub fn with_contexts(mut self, contexts: ContextSet) -> Self {
        self.canonicalizer = Canonicalizer::new(contexts.clone());
        self.contexts = contexts;
        self.memo = Arc::default();
        self
    }

    /// The lists that the anchors' authorities publish and those below them, read and their signatures checked for `at`:
    /// for [`Self::with_trusted_lists`].
    #[must_use]
    pub fn trusted_lists(&self, at: Timestamp) -> TrustedLists {
        TrustedLists::of(self.anchors, &self.case(at))
    }

    /// Uses lists that [`Self::trusted_lists`] has read, for every badge that is judged for the same time, by the same
    /// anchors and after the same state. Without them, or with others, they are read again for each badge.
    #[must_use]
    pub const fn with_trusted_lists(mut self, lists: &'a TrustedLists) -> Self {
        self.lists = Some(lists);
        self
    }

    /// The documents that are still wanted to judge the badge. Fetch them, insert what comes back (or that nothing
    /// did), and ask again until there are none.
    ///
    /// Nothing is named that would not matter: of a badge that is rejected already, nothing. And nothing but the
    /// controller document of the issuer is named before the issuer's signature holds.
    #[must_use]
    pub fn needs(&self, badge: &SignedBadge, at: Timestamp) -> Vec<Need> {
        self.needs_of(badge, CredentialKind::Badge, Audience::Asked, at)
    }

    pub(crate) fn needs_of(
        &self,
        badge: &SignedBadge,
        kind: CredentialKind,
        audience: Audience,
        at: Timestamp,
    ) -> Vec<Need> {
        let case = self.case(at);
        let (_, checks) = self.settle(badge, kind, audience, &case);
        let missing = lists_first(case.into_missing());
        match checks.verdict() {
            // A badge that is over or revoked may have been renewed.
            Verdict::Reject => missing.into_iter().filter(|need| need.kind == NeedKind::Refreshed).collect(),
            Verdict::Accept | Verdict::Undecided => missing,
        }
    }

    /// Judges a badge at a time. Never fails: whatever there is to say is in the report.
    pub fn verify(&self, badge: SignedBadge, at: Timestamp) -> Report {
        self.verify_kind(badge, CredentialKind::Badge, Audience::Asked, at)
    }

    pub(crate) fn verify_kind(
        &self,
        badge: SignedBadge,
        kind: CredentialKind,
        audience: Audience,
        at: Timestamp,
    ) -> Report {
        let case = self.case(at);
        let (newer, checks) = self.settle(&badge, kind, audience, &case);
        let sightings = case.into_sightings();
        let badge = newer.unwrap_or(badge);
        let format = match (kind, badge.securing()) {
            (CredentialKind::Transcript, Securing::Embedded(_)) => Format::Clr2DataIntegrity,
            (CredentialKind::Transcript, Securing::Jwt(_)) => Format::Clr2Jwt,
            (_, Securing::Embedded(_)) => Format::OpenBadges3DataIntegrity,
            (_, Securing::Jwt(_)) => Format::OpenBadges3Jwt,
        };
        Report { sightings, ..self.report(Some(badge.into()), format, checks, at) }
    }

    /// The report on something that was read, and all of what was shared.
    pub(crate) fn report(
        &self,
        badge: Option<Received>,
        format: Format,
        checks: Checks,
        at: Timestamp,
    ) -> Report {
        Report {
            badge,
            format,
            place: JsonPointer::root(),
            digest: OnceLock::new(),
            at,
            policy: self.policy.to_string(),
            checks,
            sightings: Sightings::default(),
        }
    }

    pub(crate) const fn anchors(&self) -> &'a [TrustAnchor] {
        self.anchors
    }

    pub(crate) const fn policy(&self) -> &Policy {
        &self.policy
    }

    pub(crate) const fn known_recipient(&self) -> Option<&'a KnownRecipient> {
        self.recipient
    }

    pub(crate) fn case(&self, at: Timestamp) -> Case<'_> {
        Case::new(at, &self.policy, &self.canonicalizer, self.evidence, self.state, &self.memo)
    }

    /// The lists that the caller has had read, or else those of the evidence.
    pub(crate) fn lists_for(&self, asking: Asking, case: &Case<'_>) -> Cow<'a, TrustedLists> {
        let lists = match self.lists.filter(|lists| lists.are_for(self.anchors, case)) {
            Some(lists) => Cow::Borrowed(lists),
            None if asking == Asking::Nobody => Cow::Owned(TrustedLists::none(case.at)),
            None => Cow::Owned(TrustedLists::of(self.anchors, case)),
        };
        case.note_lists(&lists);
        lists
    }

    /// Judges the badge, or where the policy asks for it the newer one of its refresh service, which is given back.
    // spec/verification.md#refresh
    fn settle(
        &self,
        badge: &SignedBadge,
        kind: CredentialKind,
        audience: Audience,
        case: &Case<'_>,
    ) -> (Option<SignedBadge>, Checks) {
        let mut checks = self.judge(badge, kind, audience, case);
        if !checks.are_on_the_issuers_word() {
            return (None, checks);
        }
        match refresh::ask(badge.unverified(), case) {
            Offer::None => {}
            Offer::Stay(remark) => checks.remarks.push(remark),
            Offer::Newer { badge: newer, url } => {
                let mut renewed = self.judge(&newer, kind, audience, case);
                if renewed.are_on_the_issuers_word() {
                    renewed.remarks.push(refresh::followed(&url, &digest(badge.as_received())));
                    return (Some(*newer), renewed);
                }
                let why = renewed.first_doubt().map_or_else(String::new, |finding| finding.detail.clone());
                checks.remarks.push(refresh::unusable(&url, &why));
            }
        }
        (None, checks)
    }

    /// spec/verification.md: the checks, in their order. Nothing is interpreted before it is known whose word it is.
    fn judge(
        &self,
        badge: &SignedBadge,
        kind: CredentialKind,
        audience: Audience,
        case: &Case<'_>,
    ) -> Checks {
        let content = badge.content();
        let structure = structure::check(content, kind, &self.contexts);
        if structure.standing() != Standing::Pass {
            return Checks { structure, ..Checks::not_reached(CheckId::Structure) };
        }
        let claims = badge.unverified();
        let issuer = claims.issuer_id().unwrap_or_default();
        // The lists come first: they may give the issuer's keys, and then nobody is asked for them.
        let asking = Asking::about(issuer, self.anchors, &self.policy);
        let lists = self.lists_for(asking, case);
        let facts = LazyCell::new(|| BadgeFacts::of(claims));
        let proofs = badge.proofs();
        let times = Times::of(badge, proofs.as_ref().ok());
        let search = Search::new(&lists, issuer, &times.all, |mode| asking.asks(mode));
        case.pin(Pins::new(issuer, search.keys()));
        let found = match badge.securing() {
            Securing::Jwt(jwt) => authenticate_jwt(jwt, issuer, audience, self.policy.jwt_profile(), case),
            Securing::Embedded(_) => {
                let mut found = authenticate(content, &proofs, issuer, audience, case);
                found.remarks.extend(shown_in_part(&proofs));
                found
            }
        };
        let Authenticity { mut proof, issuer: mut belonging, mut remarks, signatures } =
            recognise(found, issuer, case);
        if let Some(lacking) = search.lacking().filter(|_| belonging.standing() == Standing::Unknown) {
            proof = lacking.before_document(proof);
            belonging = lacking.before_document(belonging);
        }
        if [&proof, &belonging].iter().any(|outcome| outcome.standing() == Standing::Unknown) {
            search.want_all(case);
        }
        if proof.standing() != Standing::Pass {
            return Checks { structure, proof, issuer: belonging, ..Checks::not_reached(CheckId::Proof) };
        }
        if belonging.standing() != Standing::Pass {
            return Checks { structure, proof, issuer: belonging, ..Checks::not_reached(CheckId::Issuer) };
        }
        case.hold_pins_to(case.at);
        let question = Question {
            issuer,
            badge: Some(badge),
            facts: &facts,
            times: times.all,
            awarded: times.awarded,
            signatures: &signatures,
            unpinned: self.policy.unpinned_keys(),
            output: OutputSchemas::new(Some(badge), case.evidence()),
        };
        let answers = search.answers(&question, case);
        let accreditation =
            accreditation::check(asking, &question, claims.foreign_creator(), &answers, &self.policy);
        remarks.extend(accreditation::stale(&answers));
        remarks.extend(accreditation::superseded(&answers));
        // Before the endorsements: they must not use up what may be spent on lists.
        let status = status::check(content, issuer, case);
        let (earned, endorsements) = (earned(claims), claims.endorsements());
        let on_content = remark::on(content, &earned, &endorsements);
        let endorsements = embedded::judge(endorsements, &self.contexts, case);
        let (structure, more) = schemas::check(structure, badge, case);
        remarks.extend(more);
        let structure = match self.picture.map(|picture| picture::compare(picture, claims, case)) {
            None => structure,
            Some(Bond::Named(at)) => structure.with_fact("picture", at.as_str()),
            Some(Bond::Unbound(remark)) => {
                remarks.push(remark);
                structure
            }
        };
        remarks.extend(on_content);
        remarks.extend(status.remarks);
        Checks {
            structure,
            proof,
            issuer: belonging,
            validity: validity::check(content, &earned, case),
            status: status.outcome,
            accreditation,
            recipient: recipient::check(content, self.recipient),
            endorsements: endorsements::check(&endorsements, &self.policy),
            remarks,
            good_endorsements: endorsements.iter().filter(|e| e.is_good()).map(|e| e.at.clone()).collect(),
        }
    }
}

/// spec/path-validation.md#what-is-asked-for: a list may make the issuer's own document needless.
fn lists_first(mut missing: Vec<Need>) -> Vec<Need> {
    if missing.iter().any(|need| need.kind == NeedKind::AccreditationList) {
        missing.retain(|need| !matches!(need.kind, NeedKind::ControllerDocument | NeedKind::KeySet));
    }
    missing
}

/// spec/selective-disclosure.md#left-out: nothing in such a proof says how much was left out.
fn shown_in_part(proofs: &Result<ProofSet<'_>, ProofSetError>) -> Option<Finding> {
    let proofs = proofs.as_ref().ok()?.proofs();
    let (proof, derived) = proofs.iter().find_map(|proof| match proof.suite() {
        Suite::Known(_, ProofValue::Derived(derived)) => Some((proof, derived)),
        _ => None,
    })?;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let detail = "the holder chose what of the badge to show: an end, a status or anything else that the issuer did \
                  not make mandatory may have been left out";
    let mut finding = Finding::new(Code::ProofShownInPart, detail);
    finding.at = Some(proof.at().clone());
    finding.facts.insert("mandatory", count(derived.mandatory_indexes().len()));
    finding.facts.insert("chosen", count(derived.signatures().len()));
    Some(finding)
}
