//! A vector of `badge/`: a badge, what the verifier knows and is asked, and what it answers.

pub mod answer;
mod folder;
mod question;

use std::collections::BTreeMap;

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId;
use sanad_verifier::report::Verdict;

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
}
