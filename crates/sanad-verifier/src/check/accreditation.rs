//! Does somebody whom the verifier trusts vouch for the issuer? `spec/verification.md#accreditation`

mod sentence;

use sanad_core::code::Code;
use sanad_core::pointer::JsonPointer;

use crate::accreditation::answer::Answer;
use crate::accreditation::combine::{Decision, Word, combine};
use crate::accreditation::formula::Formula;
use crate::accreditation::question::Question;
use crate::accreditation::told;
use crate::anchor::{Mode, TrustAnchor};
use crate::outcome::{Finding, Outcome};
use crate::policy::{Accreditation, Policy};
use sentence::sentence;

/// Whom the verifier trusts to begin with, as far as it concerns an issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asking {
    /// Nobody is asked.
    Nobody,
    /// The issuer is trusted itself; those may be asked that can only deny.
    Vetoes,
    /// Everybody is asked.
    Everybody,
}

impl Asking {
    pub(crate) fn about(issuer: &str, anchors: &[TrustAnchor], policy: &Policy) -> Self {
        let is_pinned = |anchor: &TrustAnchor| matches!(anchor, TrustAnchor::Issuer(id) if id == issuer);
        match policy.accreditation() {
            Accreditation::Disregard => Self::Nobody,
            Accreditation::Require if anchors.iter().any(is_pinned) => Self::Vetoes,
            Accreditation::Require => Self::Everybody,
        }
    }

    /// Whether an authority is asked.
    pub(crate) fn asks(self, mode: Mode) -> bool {
        match self {
            Self::Nobody => false,
            Self::Vetoes => mode == Mode::Veto,
            Self::Everybody => true,
        }
    }
}

/// Asked only about an issuer who is known to have made the badge. Names, pictures and addresses play no part.
/// `creator` is who defined the achievement, if that is another; `answers` are those of the authorities asked.
pub(crate) fn check(
    asking: Asking,
    question: &Question<'_>,
    creator: Option<&str>,
    answers: &[Answer<'_>],
    policy: &Policy,
) -> Outcome {
    let outcome = match asking {
        Asking::Nobody => {
            return Outcome::skip(Code::AccredNotAsked, "the policy does not ask who vouches for the issuer");
        }
        Asking::Vetoes => pinned(question.issuer, answers),
        Asking::Everybody => listed(question, answers, policy),
    };
    let outcome = outcome.with_fact("issuer", question.issuer);
    // Who vouches for the issuer does not say that it may award what another defined.
    match creator {
        Some(creator) => outcome.with_fact("creator", creator),
        None => outcome,
    }
}

fn pinned(issuer: &str, answers: &[Answer<'_>]) -> Outcome {
    let words: Vec<_> = answers.iter().map(|answer| (answer.anchor.mode(), answer.word)).collect();
    let granted = || Outcome::pass(format!("you trust the issuer {issuer}"));
    let outcome = match combine(Formula::Any, &words) {
        Decision::Vetoed { by } => vetoed(answers.get(by)),
        // Nobody is asked to vouch.
        _ => match answers.iter().find(|answer| answer.word == Word::Unknown) {
            Some(open) => unknown(Some(open)),
            None => granted(),
        },
    };
    let outcome = outcome.with_fact("basis", "pinned");
    if answers.is_empty() { outcome } else { outcome.with_fact("anchors", told::anchors(answers)) }
}

fn listed(question: &Question<'_>, answers: &[Answer<'_>], policy: &Policy) -> Outcome {
    let words: Vec<_> = answers.iter().map(|answer| (answer.anchor.mode(), answer.word)).collect();
    let decision = combine(policy.formula(), &words);
    let silent = || answers.iter().find_map(|answer| answer.finding.as_ref());
    let (outcome, decisive) = match decision {
        Decision::Granted { by } => (granted(answers.get(by), question), answers.get(by)),
        Decision::Vetoed { by } => (vetoed(answers.get(by)), answers.get(by)),
        Decision::Refused { by } => (refused(answers.get(by)), answers.get(by)),
        Decision::VetoUnknown { by } | Decision::Open { by } => (unknown(answers.get(by)), answers.get(by)),
        Decision::Short { granted, needed } => {
            let detail = format!(
                "{granted} of the authorities that you trust vouch for the issuer, expected {needed}"
            );
            (Outcome::unknown(Code::AccredQuorumNotMet, detail), None)
        }
        Decision::Silent => {
            let issuer = question.issuer;
            let nobody = || {
                let detail = format!("nobody you trust vouches for the issuer {issuer}");
                Finding::new(Code::AccredIssuerUnknown, detail)
            };
            let finding = silent().cloned().unwrap_or_else(nobody);
            (Outcome::Unknown(finding), None)
        }
    };
    let outcome = match &outcome {
        Outcome::Fail(_) | Outcome::Unknown(_) => outcome.at(JsonPointer::root().member("issuer")),
        Outcome::Pass(_) | Outcome::Skip(_) => outcome,
    };
    if answers.is_empty() {
        return outcome;
    }
    let told = decisive.and_then(|answer| Some((answer, answer.decisive.as_ref()?)));
    let outcome = match told {
        Some((answer, said)) => {
            let outcome = match answer.standing {
                Some(standing) => outcome.with_fact("standing", standing.as_str()),
                None => outcome,
            };
            let outcome = match &answer.witness {
                Some(witness) => outcome.with_fact("witness", told::witness(witness)),
                None => outcome,
            };
            told::decisive(said, question)
                .into_iter()
                .fold(outcome, |outcome, (name, fact)| outcome.with_fact(name, fact))
        }
        None => outcome,
    };
    let outcome = outcome.with_fact("basis", "list");
    let outcome = match answers {
        [_] => outcome,
        _ => outcome.with_fact("formula", policy.formula().to_string()),
    };
    outcome
        .with_fact("anchors", told::anchors(answers))
        .with_fact("rejected", told::rejected(answers.iter().flat_map(|answer| &answer.rejected)))
}

/// Who vouches for whom, for what and since when; and what of that this badge is.
fn granted(answer: Option<&Answer<'_>>, question: &Question<'_>) -> Outcome {
    let Some(said) = answer.and_then(|answer| answer.decisive.as_ref()) else {
        return Outcome::pass("accredited");
    };
    Outcome::pass(sentence(said, question, answer.and_then(|answer| answer.witness.as_ref())))
}

/// That a list was used after its end.
pub(crate) fn stale(answers: &[Answer<'_>]) -> Option<Finding> {
    let steps = answers.iter().filter_map(|answer| answer.decisive.as_ref()).flat_map(|said| &said.steps);
    let list = steps.filter(|step| step.is_stale).map(|step| step.list).next()?;
    let detail = format!(
        "the accreditation list {} spoke until {}, and is used all the same",
        list.id(),
        list.valid_until()
    );
    let mut finding = Finding::new(Code::AccredListStale, detail);
    finding.facts.insert("list", list.id());
    Some(finding)
}

/// The lists of anchors that say that another takes their place, where no anchor names that one.
// spec/path-validation.md#successors
pub(crate) fn superseded(answers: &[Answer<'_>]) -> Vec<Finding> {
    let lists = answers.iter().filter_map(|answer| answer.list);
    let superseded = lists.filter_map(|list| Some((list, list.successor()?)));
    let is_known = |list: &str| answers.iter().any(|answer| answer.anchor.list() == list);
    let mut remarks: Vec<Finding> = Vec::new();
    for (list, successor) in superseded.filter(|(_, successor)| !is_known(successor.id())) {
        let detail = format!(
            "the accreditation list {} says that {} takes its place: whom you trust has to be renewed",
            list.id(),
            successor.id()
        );
        let mut remark = Finding::new(Code::AccredListSuperseded, detail);
        remark.facts.insert("list", list.id());
        remark.facts.insert("successor", successor.id());
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    remarks
}

fn vetoed(answer: Option<&Answer<'_>>) -> Outcome {
    let why = answer.and_then(|answer| answer.finding.as_ref());
    let authority = answer.map_or("", |answer| answer.anchor.authority());
    let detail = format!(
        "{authority}, whom you let deny, denies the issuer: {}",
        why.map_or("", |finding| finding.detail.as_str())
    );
    let outcome = Outcome::fail(Code::AccredVetoed, detail);
    match why {
        Some(finding) => outcome.with_fact("cause", finding.code.as_str()),
        None => outcome,
    }
}

fn refused(answer: Option<&Answer<'_>>) -> Outcome {
    finding(answer).map_or_else(|| Outcome::fail(Code::AccredIssuerUnknown, ""), Outcome::Fail)
}

fn unknown(answer: Option<&Answer<'_>>) -> Outcome {
    finding(answer).map_or_else(|| Outcome::unknown(Code::AccredIssuerUnknown, ""), Outcome::Unknown)
}

fn finding(answer: Option<&Answer<'_>>) -> Option<Finding> {
    answer.and_then(|answer| answer.finding.clone())
}
