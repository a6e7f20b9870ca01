//! Do the endorsements in the badge verify? `spec/verification.md#endorsements`

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::pointer::JsonPointer;

use crate::outcome::Outcome;
use crate::policy::{Policy, UndecidedEndorsements};

/// One embedded endorsement, and what its own checks came to.
pub(crate) struct Judged {
    pub(crate) at: JsonPointer,
    pub(crate) issuer: Option<String>,
    pub(crate) standing: Standing,
}

/// What an endorsement is worth.
pub(crate) enum Standing {
    /// Its issuer's word, in force.
    Good,
    /// Its issuer's word once, but not at the time asked: before, over, withdrawn.
    Lapsed { code: Code, detail: String },
    /// Nobody's word: forged, altered, or about something else.
    Bad { code: Code, detail: String },
    /// It could not be found out.
    Unknown { code: Code, detail: String },
}

impl Judged {
    pub(crate) const fn is_good(&self) -> bool {
        matches!(self.standing, Standing::Good)
    }
}

impl Standing {
    const fn word(&self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Lapsed { .. } => "lapsed",
            Self::Bad { .. } => "bad",
            Self::Unknown { .. } => "unknown",
        }
    }

    fn reason(&self) -> Option<(Code, &str)> {
        match self {
            Self::Good => None,
            Self::Lapsed { code, detail } | Self::Bad { code, detail } | Self::Unknown { code, detail } => {
                Some((*code, detail))
            }
        }
    }
}

/// spec/decisions/0006-endorsements.md: a forged endorsement rejects, since the issuer signed for it; one that has
/// lapsed says nothing against the badge; one that could not be judged is for the policy.
pub(crate) fn check(judged: &[Judged], policy: &Policy) -> Outcome {
    let count = |word| judged.iter().filter(|judged| judged.standing.word() == word).count();
    let outcome = judged.iter().find_map(|judged| match &judged.standing {
        Standing::Bad { code: code @ Code::EndorsementSubjectMismatch, detail } => {
            Some(Outcome::fail(*code, detail.as_str()).at(judged.at.clone()))
        }
        Standing::Bad { code, detail } => {
            let detail = format!("an endorsement does not verify: {detail}");
            let outcome = Outcome::fail(Code::EndorsementInvalid, detail).at(judged.at.clone());
            Some(outcome.with_fact("cause", code.as_str()))
        }
        _ => None,
    });
    let undecided = judged.iter().find_map(|judged| match &judged.standing {
        Standing::Unknown { code, detail } => {
            let detail = format!("an endorsement could not be judged: {detail}");
            let outcome = match policy.undecided_endorsements() {
                UndecidedEndorsements::Hold => Outcome::unknown(Code::EndorsementUndecided, detail),
                UndecidedEndorsements::Tolerate => Outcome::skip(Code::EndorsementUndecided, detail),
            };
            Some(outcome.at(judged.at.clone()).with_fact("cause", code.as_str()))
        }
        _ => None,
    });
    let outcome = outcome.or(undecided).unwrap_or_else(|| match (count("good"), count("lapsed")) {
        (0, 0) => Outcome::skip(Code::EndorsementNone, "the badge holds no endorsement"),
        (good, 0) => Outcome::pass(format!("{} hold", endorsements(good))),
        (good, lapsed) => {
            let lapsed = endorsements(lapsed);
            Outcome::pass(format!(
                "{} hold, {lapsed} held at other times but not at this one",
                endorsements(good)
            ))
        }
    });
    if judged.is_empty() {
        outcome
    } else {
        outcome.with_fact("endorsements", judged.iter().map(listed).collect::<Vec<_>>())
    }
}

fn endorsements(count: usize) -> String {
    if count == 1 { "1 endorsement".to_owned() } else { format!("{count} endorsements") }
}

fn listed(judged: &Judged) -> Json {
    let text = |text: Option<&str>| text.map_or(Json::Null, Json::from);
    let reason = judged.standing.reason();
    Json::Object(
        Object::new()
            .with("at", judged.at.as_str())
            .with("issuer", text(judged.issuer.as_deref()))
            .with("standing", judged.standing.word())
            .with("code", text(reason.map(|(code, _)| code.as_str())))
            .with("detail", text(reason.map(|(_, detail)| detail))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome;

    fn judged(standings: Vec<Standing>) -> Vec<Judged> {
        let at = |index| JsonPointer::root().member("endorsement").item(index);
        let one = |(index, standing)| Judged { at: at(index), issuer: None, standing };
        standings.into_iter().enumerate().map(one).collect()
    }

    fn bad() -> Standing {
        Standing::Bad { code: Code::ProofSignatureInvalid, detail: String::new() }
    }

    fn lapsed() -> Standing {
        Standing::Lapsed { code: Code::TimeExpired, detail: String::new() }
    }

    fn unknown() -> Standing {
        Standing::Unknown { code: Code::DidUnavailable, detail: String::new() }
    }

    /// spec/decisions/0006-endorsements.md: the whole table, by the worst endorsement there is.
    #[test]
    fn the_worst_endorsement_decides_but_a_lapsed_one_is_not_held_against_the_badge() {
        use outcome::Standing as Is;
        let tolerant = Policy::accredited().with_undecided_endorsements(UndecidedEndorsements::Tolerate);
        for (standings, strict, tolerated, code) in [
            (vec![], Is::Skip, Is::Skip, Some(Code::EndorsementNone)),
            (vec![Standing::Good], Is::Pass, Is::Pass, None),
            (vec![lapsed()], Is::Pass, Is::Pass, None),
            (vec![lapsed(), Standing::Good], Is::Pass, Is::Pass, None),
            (vec![Standing::Good, unknown()], Is::Unknown, Is::Skip, Some(Code::EndorsementUndecided)),
            (vec![unknown(), lapsed()], Is::Unknown, Is::Skip, Some(Code::EndorsementUndecided)),
            (vec![unknown(), Standing::Good, bad()], Is::Fail, Is::Fail, Some(Code::EndorsementInvalid)),
            (vec![bad(), lapsed()], Is::Fail, Is::Fail, Some(Code::EndorsementInvalid)),
        ] {
            let judged = judged(standings);
            let outcome = check(&judged, &Policy::accredited());
            assert_eq!((outcome.standing(), outcome.code()), (strict, code), "{}", outcome.detail());
            assert_eq!(check(&judged, &tolerant).standing(), tolerated);
        }
    }
}
