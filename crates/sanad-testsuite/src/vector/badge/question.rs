//! How a vector of `badge/` is put to the verifier.

use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::jwt_profile::JwtProfile;
use sanad_verifier::policy::{
    ClaimedTimes, Policy, Refresh, UnavailableStatus, UndecidedEndorsements, UnpinnedKeys,
};
use sanad_verifier::trust_state::TrustState;
use sanad_verifier::verify::Verifier;

use super::answer::Answer;
use super::{Source, Vector};
use crate::content::Content;

impl Vector {
    /// Asks the verifier.
    ///
    /// # Errors
    /// In words, if the vector asks for something that cannot be asked.
    pub fn run(&self) -> Result<Answer, String> {
        let at: Timestamp = self.at.parse().map_err(|error| format!("`at`: {error}"))?;
        let policy = self.asked_policy()?;
        let evidence = self.known_evidence()?;
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

    fn asked_policy(&self) -> Result<Policy, String> {
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
        Ok(policy)
    }

    fn known_evidence(&self) -> Result<Evidence, String> {
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
        Ok(evidence)
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
