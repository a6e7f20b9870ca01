//! Does the badge hold: is it valid at the time asked, and was what it is about earned? `spec/verification.md#validity`

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::model::claims::Claims;
use sanad_core::model::credential::DataModel;
use sanad_core::model::credential_kind::CredentialKind;
use sanad_core::model::earned::{Doubt, NotEarned};
use sanad_core::pointer::JsonPointer;
use sanad_core::timestamp::{Timestamp, TimestampError};

use crate::case::Case;
use crate::outcome::{Outcome, Standing};
use crate::trust_state::TrustState;

/// Whether the results of a badge say that it was earned, as `sanad_core::model::earned::earned` tells.
pub(crate) type Earned = Result<Vec<Doubt>, NotEarned>;

/// Whether a badge or endorsement, known to be its issuer's word, holds at the time asked, by a clock that was not set
/// back.
pub(crate) fn check(content: &Object, earned: &Earned, case: &Case<'_>) -> Outcome {
    by_the_clock(hold(content, earned, case.at), case)
}

/// spec/trust-state.md#clock: a clock that was set back would let what is over hold again, and makes nothing begin later.
fn by_the_clock(outcome: Outcome, case: &Case<'_>) -> Outcome {
    let Some(last) =
        case.state().and_then(TrustState::last_seen).filter(|last| *last > case.latest_creation())
    else {
        return outcome;
    };
    match outcome.code() {
        None | Some(Code::TimeNotYetValid) => {
            let detail = format!("the time asked is {}, and {last} was asked about before", case.at);
            let regressed = Outcome::unknown(Code::TimeClockRegressed, detail);
            outcome
                .facts()
                .iter()
                .fold(regressed, |outcome, (name, fact)| outcome.with_fact(name, fact.clone()))
        }
        Some(_) => outcome,
    }
}

/// The dates first, then of a badge its results: a badge that tells of a failure is awarded for nothing.
fn hold(content: &Object, earned: &Earned, at: Timestamp) -> Outcome {
    let dates = dates(content, at);
    if dates.standing() != Standing::Pass || CredentialKind::of(content) != Some(CredentialKind::Badge) {
        return dates;
    }
    match earned {
        Ok(_) => dates,
        Err(not_earned) => {
            let outcome =
                Outcome::fail(not_earned.code(), not_earned.to_string()).at(not_earned.at().clone());
            let outcome = dates
                .facts()
                .iter()
                .fold(outcome, |outcome, (name, fact)| outcome.with_fact(name, fact.clone()));
            match not_earned {
                NotEarned::Status { status, .. } => outcome.with_fact("result", status.as_str()),
                NotEarned::Requirement { found, required, .. } => {
                    outcome.with_fact("result", found.as_str()).with_fact("required", required.as_str())
                }
                _ => outcome,
            }
        }
    }
}

/// Valid from the first instant up to and including the last; without a last one for ever.
fn dates(content: &Object, at: Timestamp) -> Outcome {
    // VC 1.1 has other names for the dates.
    let (from, until) = match DataModel::of(content) {
        DataModel::V1 => ("issuanceDate", "expirationDate"),
        _ => ("validFrom", "validUntil"),
    };
    let claims = Claims::new(content);
    match (bound(from, claims.valid_from()), bound(until, claims.valid_until())) {
        (Ok(from), Ok(until)) => compare(from, until, at),
        (Err(malformed), _) | (_, Err(malformed)) => malformed,
    }
}

/// A date, and the member it stands in.
#[derive(Clone, Copy)]
struct Bound {
    member: &'static str,
    time: Timestamp,
}

impl Bound {
    fn place(self) -> JsonPointer {
        JsonPointer::root().member(self.member)
    }
}

fn bound(
    member: &'static str,
    time: Result<Option<Timestamp>, TimestampError>,
) -> Result<Option<Bound>, Outcome> {
    match time {
        Ok(time) => Ok(time.map(|time| Bound { member, time })),
        Err(error) => {
            Err(Outcome::fail(error.code(), error.to_string()).at(JsonPointer::root().member(member)))
        }
    }
}

fn compare(from: Option<Bound>, until: Option<Bound>, at: Timestamp) -> Outcome {
    let outcome = match (from, until) {
        (Some(from), _) if at < from.time => {
            let detail = format!("valid only from {}, and the time asked is {at}", from.time);
            Outcome::fail(Code::TimeNotYetValid, detail).at(from.place())
        }
        (_, Some(until)) if at > until.time => {
            let detail = format!("valid only until {}, and the time asked is {at}", until.time);
            Outcome::fail(Code::TimeExpired, detail).at(until.place())
        }
        (Some(from), Some(until)) => Outcome::pass(format!("valid from {} until {}", from.time, until.time)),
        (Some(from), None) => Outcome::pass(format!("valid from {} without end", from.time)),
        (None, Some(until)) => Outcome::pass(format!("valid until {}", until.time)),
        (None, None) => Outcome::pass("valid without beginning or end"),
    };
    let facts = [("from", from), ("until", until)];
    facts.into_iter().fold(outcome, |outcome, (name, bound)| match bound {
        Some(bound) => outcome.with_fact(name, bound.time.to_string()),
        None => outcome,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const V2: &str = "https://www.w3.org/ns/credentials/v2";
    const V1: &str = "https://www.w3.org/2018/credentials/v1";

    fn credential(context: &str, members: &[(&str, &str)]) -> Object {
        let credential = Object::new().with("@context", vec![context]);
        members.iter().fold(credential, |object, (name, value)| object.with(*name, *value))
    }

    #[test]
    fn both_ends_belong_to_the_period_and_a_nanosecond_outside_does_not() {
        for (model, from, until) in [(V2, "validFrom", "validUntil"), (V1, "issuanceDate", "expirationDate")]
        {
            let badge =
                credential(model, &[(from, "2026-03-01T00:00:00Z"), (until, "2026-03-08T00:00:00+05:30")]);
            for (at, code) in [
                ("2026-02-28T23:59:59.999999999Z", Some(Code::TimeNotYetValid)),
                ("2026-03-01T00:00:00Z", None),
                ("2026-03-01T01:00:00+01:00", None),
                ("2026-03-07T18:30:00Z", None),
                ("2026-03-07T18:30:00.000000001Z", Some(Code::TimeExpired)),
            ] {
                assert_eq!(hold(&badge, &Ok(Vec::new()), at.parse().unwrap()).code(), code, "{at}");
            }
        }
    }

    #[test]
    fn without_an_end_it_never_ends_and_a_date_that_is_none_is_no_missing_end() {
        let end_of_time = "9999-12-31T23:59:59Z".parse().unwrap();
        assert_eq!(
            hold(&credential(V2, &[("validFrom", "2026-03-01T00:00:00Z")]), &Ok(Vec::new()), end_of_time)
                .code(),
            None
        );
        let outcome = hold(&credential(V2, &[("validUntil", "tomorrow")]), &Ok(Vec::new()), end_of_time);
        assert_eq!(outcome.code(), Some(Code::TimeMalformed));
        assert_eq!(outcome.finding().unwrap().at.as_ref().unwrap().as_str(), "/validUntil");
        assert_eq!(
            hold(&credential(V2, &[]).with("validUntil", 7), &Ok(Vec::new()), end_of_time).code(),
            Some(Code::TimeMalformed)
        );
    }
}
