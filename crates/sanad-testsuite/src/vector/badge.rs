//! A vector of `badge/`: a badge, what the verifier knows and is asked, and what it answers.

mod folder;

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::jwt_profile::JwtProfile;
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::policy::{
    ClaimedTimes, Policy, Refresh, UnavailableStatus, UndecidedEndorsements, UnpinnedKeys,
};
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::reports::Reports;
use sanad_verifier::trust_state::TrustState;
use sanad_verifier::verify::Verifier;

use super::flag::Flag;
use crate::content::Content;
use crate::document::AT;
use crate::keys::Who;
use crate::memory::Memory;

/// One vector. A builder reads like the case it describes; [`Vector::read`] makes it again from its folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    name: String,
    comment: String,
    spec: String,
    at: String,
    policy: String,
    undecided_endorsements: Option<String>,
    jwt_profile: Option<String>,
    refresh: Option<String>,
    unavailable_status: Option<String>,
    anchors: Vec<Json>,
    formula: Option<String>,
    claimed_times: Option<String>,
    unpinned_keys: Option<String>,
    list_grace: Option<String>,
    recipient: Option<String>,
    domain: Option<String>,
    challenge: Option<String>,
    evidence: Vec<(String, Source)>,
    inclusion_proofs: Vec<Json>,
    flags: Vec<String>,
    twin: Option<String>,
    badge: Content,
    picture: Option<Content>,
    state: Option<Content>,
    expected: Expected,
}

/// What is known of a URL.
#[derive(Clone, Debug, PartialEq)]
enum Source {
    Document(Content),
    Gone,
    Unreachable { why: String, cause: Option<String> },
}

/// What a vector expects.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The verdict's word.
    pub verdict: String,
    /// The code of every check that fails or is unknown, and of those skipped that the case is about; where there are
    /// several reports, with the place of the badge in front.
    pub checks: BTreeMap<String, String>,
    /// The URLs that are still wanted.
    pub needs: Vec<String>,
    /// The codes of the remarks, in their order.
    pub remarks: Vec<String>,
    /// The text of what is remembered afterwards, where the verifier remembers.
    pub state: Option<String>,
}

impl Expected {
    /// The codes of checks and remarks.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.checks.values().chain(&self.remarks).map(String::as_str)
    }
}

impl Vector {
    /// A vector by its name and what it is, in a sentence. The academy is trusted, the policy is the default one.
    #[must_use]
    pub fn new(name: &str, comment: &str) -> Self {
        Self {
            name: name.to_owned(),
            comment: comment.to_owned(),
            spec: String::new(),
            at: AT.to_owned(),
            policy: "accredited".to_owned(),
            undecided_endorsements: None,
            jwt_profile: None,
            refresh: None,
            unavailable_status: None,
            anchors: vec![Who::Academy.did().into()],
            formula: None,
            claimed_times: None,
            unpinned_keys: None,
            list_grace: None,
            recipient: None,
            domain: None,
            challenge: None,
            evidence: Vec::new(),
            inclusion_proofs: Vec::new(),
            flags: Vec::new(),
            twin: None,
            badge: Content::from(""),
            picture: None,
            state: None,
            expected: Expected {
                verdict: "accept".to_owned(),
                checks: BTreeMap::new(),
                needs: Vec::new(),
                remarks: Vec::new(),
                state: None,
            },
        }
    }

    /// The clause that decides.
    #[must_use]
    pub fn spec(mut self, clause: &str) -> Self {
        clause.clone_into(&mut self.spec);
        self
    }

    /// What kind of trouble it is; again for more.
    #[must_use]
    pub fn flag(mut self, flag: Flag) -> Self {
        self.flags.push(flag.word().to_owned());
        self
    }

    /// The accepted vector that this one differs from in one thing.
    #[must_use]
    pub fn twin(mut self, name: &str) -> Self {
        self.twin = Some(name.to_owned());
        self
    }

    /// The badge.
    #[must_use]
    pub fn badge(mut self, badge: impl Into<Content>) -> Self {
        self.badge = badge.into();
        self
    }

    /// The picture that the badge was found in.
    #[must_use]
    pub fn picture(mut self, picture: impl Into<Vec<u8>>) -> Self {
        self.picture = Some(Content::of_bytes(picture));
        self
    }

    /// What the verifier remembers, and what it remembers afterwards.
    #[must_use]
    pub fn state(mut self, before: &Memory, after: &Memory) -> Self {
        self.state = Some(Content::of_bytes(before.text()));
        self.expected.state = Some(after.text());
        self
    }

    /// A proof that a list witnesses a badge; again for more.
    #[must_use]
    pub fn inclusion_proof(mut self, proof: Object) -> Self {
        self.inclusion_proofs.push(proof.into());
        self
    }

    /// What was fetched from a URL, in place of what was said of it before.
    #[must_use]
    pub fn evidence(mut self, url: &str, document: impl Into<Content>) -> Self {
        self.evidence.retain(|(known, _)| known != url);
        self.evidence.push((url.to_owned(), Source::Document(document.into())));
        self
    }

    /// A URL asked for in vain, and why.
    #[must_use]
    pub fn unreachable(mut self, url: &str, why: &str) -> Self {
        self.evidence.push((url.to_owned(), Source::Unreachable { why: why.to_owned(), cause: None }));
        self
    }

    /// A URL asked for in vain, and why, as a code and in words.
    #[must_use]
    pub fn unreachable_because(mut self, url: &str, cause: Code, why: &str) -> Self {
        let source = Source::Unreachable { why: why.to_owned(), cause: Some(cause.as_str().to_owned()) };
        self.evidence.push((url.to_owned(), source));
        self
    }

    /// A URL whose server says that what was there is gone for good.
    #[must_use]
    pub fn gone(mut self, url: &str) -> Self {
        self.evidence.push((url.to_owned(), Source::Gone));
        self
    }

    /// The time asked about.
    #[must_use]
    pub fn at(mut self, time: &str) -> Self {
        time.clone_into(&mut self.at);
        self
    }

    /// The policy's name.
    #[must_use]
    pub fn policy(mut self, name: &str) -> Self {
        name.clone_into(&mut self.policy);
        self
    }

    /// Endorsements that cannot be judged are tolerated.
    #[must_use]
    pub fn tolerate_undecided_endorsements(mut self) -> Self {
        self.undecided_endorsements = Some("tolerate".to_owned());
        self
    }

    /// The JWT profile's name.
    #[must_use]
    pub fn jwt_profile(mut self, name: &str) -> Self {
        self.jwt_profile = Some(name.to_owned());
        self
    }

    /// The refresh service is asked, once.
    #[must_use]
    pub fn refreshed_once(mut self) -> Self {
        self.refresh = Some("once".to_owned());
        self
    }

    /// Status lists that could not be had are tolerated.
    #[must_use]
    pub fn tolerate_unavailable_status(mut self) -> Self {
        self.unavailable_status = Some("tolerate".to_owned());
        self
    }

    /// Whom the verifier trusts, by issuer ids; nobody else.
    #[must_use]
    pub fn anchors(mut self, ids: &[&str]) -> Self {
        self.anchors = ids.iter().map(|id| Json::from(*id)).collect();
        self
    }

    /// An anchor more, as JSON has it.
    #[must_use]
    pub fn anchor(mut self, anchor: impl Into<Json>) -> Self {
        self.anchors.push(anchor.into());
        self
    }

    /// How many authorities must vouch.
    #[must_use]
    pub fn formula(mut self, formula: &str) -> Self {
        self.formula = Some(formula.to_owned());
        self
    }

    /// Times that only the issuer says are accepted.
    #[must_use]
    pub fn accept_claimed_times(mut self) -> Self {
        self.claimed_times = Some("accept".to_owned());
        self
    }

    /// Entries without keys are accepted.
    #[must_use]
    pub fn accept_unpinned_keys(mut self) -> Self {
        self.unpinned_keys = Some("accept".to_owned());
        self
    }

    /// Accreditation lists are used for so many seconds after their end.
    #[must_use]
    pub fn list_grace(mut self, seconds: u32) -> Self {
        self.list_grace = Some(seconds.to_string());
        self
    }

    /// The person whom the verifier knows.
    #[must_use]
    pub fn recipient(mut self, known: &str) -> Self {
        self.recipient = Some(known.to_owned());
        self
    }

    /// The domain that proofs must be made for.
    #[must_use]
    pub fn domain(mut self, domain: &str) -> Self {
        self.domain = Some(domain.to_owned());
        self
    }

    /// The challenge that proofs must answer.
    #[must_use]
    pub fn challenge(mut self, challenge: &str) -> Self {
        self.challenge = Some(challenge.to_owned());
        self
    }

    /// It is accepted.
    #[must_use]
    pub fn accepted(mut self) -> Self {
        self.expected.verdict = Verdict::Accept.as_str().to_owned();
        self
    }

    /// The verdict, the check that gives it, and its code.
    #[must_use]
    pub fn expect(mut self, verdict: Verdict, check: CheckId, code: Code) -> Self {
        self.expected.verdict = verdict.as_str().to_owned();
        self.also(check, code)
    }

    /// Another check that does not pass; a skipped one if the case is about that.
    #[must_use]
    pub fn also(mut self, check: CheckId, code: Code) -> Self {
        self.expected.checks.insert(check.as_str().to_owned(), code.as_str().to_owned());
        self
    }

    /// A check of one badge among several that does not pass.
    #[must_use]
    pub fn also_at(mut self, place: &str, check: CheckId, code: Code) -> Self {
        self.expected.checks.insert(format!("{place} {check}"), code.as_str().to_owned());
        self
    }

    /// The verdict, where several badges are judged.
    #[must_use]
    pub fn verdict(mut self, verdict: Verdict) -> Self {
        self.expected.verdict = verdict.as_str().to_owned();
        self
    }

    /// A URL that is wanted.
    #[must_use]
    pub fn wants(mut self, url: &str) -> Self {
        self.expected.needs.push(url.to_owned());
        self
    }

    /// A remark that the report has; again for more.
    #[must_use]
    pub fn remark(mut self, code: Code) -> Self {
        self.expected.remarks.push(code.as_str().to_owned());
        self
    }

    /// The vector's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it expects.
    #[must_use]
    pub const fn expected(&self) -> &Expected {
        &self.expected
    }

    /// The codes of why documents were asked for in vain, which the report gives as the `cause`.
    pub fn causes(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().filter_map(|(_, source)| match source {
            Source::Unreachable { cause, .. } => cause.as_deref(),
            Source::Document(_) | Source::Gone => None,
        })
    }

    /// The name of the accepted vector that this one differs from in one thing.
    #[must_use]
    pub fn twin_name(&self) -> Option<&str> {
        self.twin.as_deref()
    }

    /// Everything but the names and the words about it: what must differ between a vector and its twin.
    #[must_use]
    pub fn same_case_as(&self, other: &Self) -> bool {
        let bare = |vector: &Self| Self {
            name: String::new(),
            comment: String::new(),
            spec: String::new(),
            flags: Vec::new(),
            twin: None,
            expected: self.expected.clone(),
            ..vector.clone()
        };
        bare(self) == bare(other)
    }

    /// Asks the verifier.
    ///
    /// # Errors
    /// In words, if the vector asks for something that cannot be asked.
    pub fn run(&self) -> Result<Answer, String> {
        let at: Timestamp = self.at.parse().map_err(|error| format!("`at`: {error}"))?;
        let mut policy = Policy::named(&self.policy).ok_or_else(|| format!("no policy `{}`", self.policy))?;
        match self.undecided_endorsements.as_deref() {
            None | Some("hold") => {}
            Some("tolerate") => policy = policy.with_undecided_endorsements(UndecidedEndorsements::Tolerate),
            Some(other) => return Err(format!("`undecided_endorsements` is `{other}`")),
        }
        if let Some(name) = &self.jwt_profile {
            let profile = JwtProfile::named(name).ok_or_else(|| format!("no JWT profile `{name}`"))?;
            policy = policy.with_jwt_profile(profile);
        }
        match self.refresh.as_deref() {
            None => {}
            Some("once") => policy = policy.with_refresh(Refresh::Once),
            Some(other) => return Err(format!("`refresh` is `{other}`")),
        }
        match self.unavailable_status.as_deref() {
            None | Some("hold") => {}
            Some("tolerate") => policy = policy.with_unavailable_status(UnavailableStatus::Tolerate),
            Some(other) => return Err(format!("`unavailable_status` is `{other}`")),
        }
        if let Some(word) = &self.formula {
            let formula = Formula::named(word).ok_or_else(|| format!("no formula `{word}`"))?;
            policy = policy.with_formula(formula);
        }
        match self.claimed_times.as_deref() {
            None => {}
            Some("accept") => policy = policy.with_claimed_times(ClaimedTimes::Accept),
            Some(other) => return Err(format!("`claimed_times` is `{other}`")),
        }
        match self.unpinned_keys.as_deref() {
            None => {}
            Some("accept") => policy = policy.with_unpinned_keys(UnpinnedKeys::Accept),
            Some(other) => return Err(format!("`unpinned_keys` is `{other}`")),
        }
        if let Some(seconds) = &self.list_grace {
            let seconds = seconds.parse().map_err(|error| format!("`list_grace`: {error}"))?;
            policy = policy.with_list_grace_seconds(seconds);
        }
        if let Some(domain) = &self.domain {
            policy = policy.with_domain(domain.as_str());
        }
        if let Some(challenge) = &self.challenge {
            policy = policy.with_challenge(challenge.as_str());
        }
        let mut evidence = Evidence::new();
        for (url, source) in &self.evidence {
            match source {
                // What is no document is remembered as such: that is what some vectors are about.
                Source::Document(content) => drop(evidence.insert(url.as_str(), &content.bytes())),
                Source::Unreachable { why, cause: None } => {
                    evidence.insert_unreachable(url.as_str(), why.as_str());
                }
                Source::Unreachable { why, cause: Some(cause) } => {
                    let cause = cause.parse().map_err(|error| format!("`cause`: {error}"))?;
                    evidence.insert_unreachable_because(url.as_str(), cause, why.as_str());
                }
                Source::Gone => evidence.insert_gone(url.as_str()),
            }
        }
        for proof in &self.inclusion_proofs {
            let inserted = evidence.insert_inclusion_proof(proof.to_compact().as_bytes());
            inserted.map_err(|error| format!("`inclusion_proofs`: {error}"))?;
        }
        let anchors = self.anchors.iter().map(TrustAnchor::from_json);
        let anchors: Vec<TrustAnchor> =
            anchors.collect::<Result<_, _>>().map_err(|error| format!("`anchors`: {error}"))?;
        let known: Option<KnownRecipient> = match &self.recipient {
            Some(known) => Some(known.parse().map_err(|error| format!("`recipient`: {error}"))?),
            None => None,
        };
        let verifier_policy = policy.clone();
        let mut verifier = Verifier::new(&anchors, &evidence).with_policy(policy);
        if let Some(known) = &known {
            verifier = verifier.with_recipient(known);
        }
        let picture = self.picture.as_ref().map(Content::bytes);
        if let Some(picture) = &picture {
            verifier = verifier.with_picture(picture);
        }
        let state = self.state.as_ref().map(|text| TrustState::from_json(&text.bytes())).transpose();
        let state = state.map_err(|error| format!("`state`: {error}"))?;
        if let Some(state) = &state {
            verifier = verifier.with_state(state);
        }
        let bytes = self.badge.bytes();
        let answer = ask(&verifier, &bytes, state.as_ref(), at)?;
        if anchors.iter().any(|anchor| matches!(anchor, TrustAnchor::Authority(_))) {
            // Lists that were read before for many badges; and those that were read with nothing remembered.
            let stateless = Verifier::new(&anchors, &evidence).with_policy(verifier_policy);
            for lists in [verifier.trusted_lists(at), stateless.trusted_lists(at)] {
                let verifier = verifier.clone().with_trusted_lists(&lists);
                let again = ask(&verifier, &bytes, state.as_ref(), at)?;
                if (again.reports.to_json(), &again.needs) != (answer.reports.to_json(), &answer.needs)
                    || again.state != answer.state
                {
                    return Err("with lists that were read before the answer is another".to_owned());
                }
            }
        }
        Ok(answer)
    }
}

/// What a verifier says, and remembers after it.
fn ask(
    verifier: &Verifier<'_>,
    bytes: &[u8],
    state: Option<&TrustState>,
    at: Timestamp,
) -> Result<Answer, String> {
    let needs = verifier.needs_shared(bytes, at).into_iter().map(|need| need.url).collect();
    let reports = verifier.verify_shared(bytes, at);
    let mut next = state.cloned();
    if let Some(next) = &mut next {
        for report in reports.iter() {
            next.remember(report.sightings()).map_err(|error| format!("what was seen: {error}"))?;
        }
    }
    Ok(Answer { reports, needs, state: next.map(|next| next.to_json()) })
}

/// What the verifier said.
#[derive(Debug)]
pub struct Answer {
    /// The reports.
    pub reports: Reports,
    /// The URLs it still wants.
    pub needs: Vec<String>,
    /// The text of what it remembers afterwards, if it remembers.
    pub state: Option<String>,
}

impl Answer {
    /// What is not as expected, in words; nothing if all is.
    #[must_use]
    pub fn unlike(&self, expected: &Expected) -> Vec<String> {
        let mut surprises = Vec::new();
        let verdict = self.reports.verdict().as_str();
        if verdict != expected.verdict {
            surprises.push(format!("the verdict is {verdict}, expected {}", expected.verdict));
        }
        let several = self.reports.len() > 1;
        let mut left: BTreeSet<&String> = expected.checks.keys().collect();
        let checks = self.reports.iter().flat_map(|report| {
            report.checks().map(move |(check, outcome)| {
                let place = report.place().as_str();
                (if several { format!("{place} {check}") } else { check.to_string() }, outcome)
            })
        });
        for (check, outcome) in checks {
            let code = outcome.code().map(Code::as_str);
            let wanted = expected.checks.get(&check).map(String::as_str);
            left.remove(&check);
            let decides = matches!(outcome.standing(), Standing::Fail | Standing::Unknown);
            if (decides || wanted.is_some()) && code != wanted {
                let found = code.unwrap_or("pass");
                surprises.push(format!(
                    "{check} is {found}, expected {} ({})",
                    wanted.unwrap_or("no doubt"),
                    outcome.detail()
                ));
            }
        }
        surprises.extend(left.into_iter().map(|check| format!("there is no check `{check}`")));
        let remarks: Vec<&str> =
            self.reports.iter().flat_map(Report::remarks).map(|remark| remark.code.as_str()).collect();
        if remarks != expected.remarks {
            surprises.push(format!("remarks {remarks:?}, expected {:?}", expected.remarks));
        }
        if self.needs != expected.needs {
            surprises.push(format!("wants {:?}, expected {:?}", self.needs, expected.needs));
        }
        if self.state != expected.state {
            let text = |state: &Option<String>| state.clone().unwrap_or_else(|| "nothing".to_owned());
            surprises.push(format!("remembers {}, expected {}", text(&self.state), text(&expected.state)));
        }
        surprises
    }
}
