//! The tool's own answer to a question of the vectors. `spec/vector-runner.md#answers`

use std::collections::BTreeSet;

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::multibase::Base;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::jwt_profile::JwtProfile;
use sanad_verifier::outcome::Standing;
use sanad_verifier::policy::{
    ClaimedTimes, Policy, Refresh, UnavailableStatus, UndecidedEndorsements, UnpinnedKeys,
};
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::reports::Reports;
use sanad_verifier::trust_state::TrustState;
use sanad_verifier::verify::Verifier;

use super::{needed, object, text};

/// The answer to one line, on one line.
pub(crate) fn answer(line: &[u8]) -> String {
    let answer = match object(line).and_then(|question| judge(&question)) {
        Ok(reports) => told(&reports),
        Err(why) => Object::new().with("verdict", "error").with("detail", why),
    };
    answer.to_compact()
}

fn told(reports: &Reports) -> Object {
    let deciding = |report: &Report| -> Vec<Code> {
        let outcomes = report.checks().map(|(_, outcome)| outcome);
        let against = outcomes.filter(|o| matches!(o.standing(), Standing::Fail | Standing::Unknown));
        against.filter_map(|outcome| outcome.code()).collect()
    };
    let codes: BTreeSet<&str> = reports.iter().flat_map(deciding).map(|code| code.as_str()).collect();
    let remarks = || reports.iter().flat_map(Report::remarks);
    // The tool reads no schemas that badges name: what they would say against one is not known to it.
    if reports.verdict() == Verdict::Accept
        && let Some(remark) = remarks().find(|remark| remark.code == Code::SchemaJsonSchemaNotChecked)
    {
        return Object::new().with("verdict", "unsupported").with("detail", remark.detail.as_str());
    }
    Object::new()
        .with("verdict", reports.verdict().as_str())
        .with("codes", codes.into_iter().collect::<Vec<_>>())
}

/// Asks the verifier what the question asks.
fn judge(question: &Object) -> Result<Reports, String> {
    let at: Timestamp = needed(question, "at")?.parse().map_err(|error| format!("`at`: {error}"))?;
    let policy = policy(question)?;
    let evidence = evidence(question)?;
    let anchors = question.get("anchors").map_or(&[][..], Json::items).iter().map(TrustAnchor::from_json);
    let anchors: Vec<TrustAnchor> =
        anchors.collect::<Result<_, _>>().map_err(|error| format!("`anchors`: {error}"))?;
    let known: Option<KnownRecipient> = match text(question, "recipient")? {
        Some(known) => Some(known.parse().map_err(|error| format!("`recipient`: {error}"))?),
        None => None,
    };
    let picture = bytes(question, "picture")?;
    let state = bytes(question, "state")?.map(|text| TrustState::from_json(&text)).transpose();
    let state = state.map_err(|error| format!("`state`: {error}"))?;
    let badge = bytes(question, "badge")?.ok_or("no `badge`")?;
    let mut verifier = Verifier::new(&anchors, &evidence).with_policy(policy);
    if let Some(known) = &known {
        verifier = verifier.with_recipient(known);
    }
    if let Some(picture) = &picture {
        verifier = verifier.with_picture(picture);
    }
    if let Some(state) = &state {
        verifier = verifier.with_state(state);
    }
    Ok(verifier.verify_shared(&badge, at))
}

fn policy(question: &Object) -> Result<Policy, String> {
    let name = needed(question, "policy")?;
    let mut policy = Policy::named(name).ok_or_else(|| format!("no policy `{name}`"))?;
    // Each has one word: the other is the default.
    let chosen = |name: &str, word: &str| match text(question, name)? {
        None => Ok(false),
        Some(found) if found == word => Ok(true),
        Some(other) => Err(format!("`{name}` is `{other}`")),
    };
    if chosen("undecided_endorsements", "tolerate")? {
        policy = policy.with_undecided_endorsements(UndecidedEndorsements::Tolerate);
    }
    if chosen("unavailable_status", "tolerate")? {
        policy = policy.with_unavailable_status(UnavailableStatus::Tolerate);
    }
    if chosen("refresh", "once")? {
        policy = policy.with_refresh(Refresh::Once);
    }
    if chosen("claimed_times", "accept")? {
        policy = policy.with_claimed_times(ClaimedTimes::Accept);
    }
    if chosen("unpinned_keys", "accept")? {
        policy = policy.with_unpinned_keys(UnpinnedKeys::Accept);
    }
    if let Some(name) = text(question, "jwt_profile")? {
        let profile = JwtProfile::named(name).ok_or_else(|| format!("no JWT profile `{name}`"))?;
        policy = policy.with_jwt_profile(profile);
    }
    if let Some(word) = text(question, "formula")? {
        let formula = Formula::named(word).ok_or_else(|| format!("no formula `{word}`"))?;
        policy = policy.with_formula(formula);
    }
    if let Some(seconds) = text(question, "list_grace")? {
        let seconds = seconds.parse().map_err(|error| format!("`list_grace`: {error}"))?;
        policy = policy.with_list_grace_seconds(seconds);
    }
    if let Some(domain) = text(question, "domain")? {
        policy = policy.with_domain(domain);
    }
    if let Some(challenge) = text(question, "challenge")? {
        policy = policy.with_challenge(challenge);
    }
    Ok(policy)
}

fn evidence(question: &Object) -> Result<Evidence, String> {
    let mut evidence = Evidence::new();
    for source in question.get("evidence").map_or(&[][..], Json::items) {
        let source = source.as_object().ok_or("`evidence` holds objects")?;
        let url = needed(source, "url")?;
        match (bytes(source, "bytes")?, text(source, "unreachable")?, text(source, "cause")?) {
            // What is no document is remembered as such: that is what some vectors are about.
            (Some(bytes), ..) => drop(evidence.insert(url, &bytes)),
            (None, Some(why), None) => evidence.insert_unreachable(url, why),
            (None, Some(why), Some(cause)) => {
                let cause = cause.parse().map_err(|error| format!("`cause`: {error}"))?;
                evidence.insert_unreachable_because(url, cause, why);
            }
            (None, None, _) if source.contains("gone") => evidence.insert_gone(url),
            (None, None, _) => return Err(format!("nothing is said of `{url}`")),
        }
    }
    for proof in question.get("inclusion_proofs").map_or(&[][..], Json::items) {
        let inserted = evidence.insert_inclusion_proof(proof.to_compact().as_bytes());
        inserted.map_err(|error| format!("`inclusion_proofs`: {error}"))?;
    }
    Ok(evidence)
}

/// The bytes of a member in base64url, if it is there.
fn bytes(object: &Object, name: &str) -> Result<Option<Vec<u8>>, String> {
    let decoded = text(object, name)?.map(|text| Base::Base64Url.decode_bare(text)).transpose();
    decoded.map_err(|error| format!("`{name}`: {error}"))
}
