//! What one authority says of a badge, out of what all paths below it say. `spec/path-validation.md#one-authority`

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::code::Code;
use sanad_core::limits::Limits;

use super::combine::Word;
use super::entry::{self, Said, grants_at};
use super::lacking::LackingKind;
use super::path::{Step, Walk, Walker};
use super::question::Question;
use super::trusted_lists::Root;
use crate::anchor::{AuthorityAnchor, Mode};
use crate::case::Case;
use crate::evidence::NeedKind;
use crate::outcome::Finding;
use crate::policy::ClaimedTimes;

/// What an anchor says, and on what grounds.
pub(crate) struct Answer<'l> {
    pub(crate) anchor: &'l AuthorityAnchor,
    pub(crate) word: Word,
    /// Why it does not grant.
    pub(crate) finding: Option<Finding>,
    /// The path that decides; none where nothing was found.
    pub(crate) decisive: Option<Said<'l>>,
    pub(crate) standing: Option<Standing>,
    pub(crate) rejected: Vec<Rejected<'l>>,
}

/// A path that does not grant.
pub(crate) struct Rejected<'l> {
    pub(crate) steps: Vec<Step<'l>>,
    pub(crate) word: Word,
    pub(crate) finding: Finding,
}

/// How an issuer is accredited. `spec/path-validation.md#standing`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Accredited,
    AccreditedAtClaimedTime,
}

impl Standing {
    /// The word in a report.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Accredited => "accredited",
            Self::AccreditedAtClaimedTime => "accredited_at_claimed_time",
        }
    }
}

/// What the paths below an anchor come to. `now` walks for the time asked.
pub(super) fn of<'l>(
    root: &'l Root,
    walk: &Walk<'l>,
    question: &Question<'_>,
    usurper: Option<(&AccreditationList, &AccreditationList)>,
    now: &mut Walker<'l, '_>,
    case: &Case<'_>,
) -> Answer<'l> {
    let mode = root.anchor.mode();
    let said: Vec<Said<'l>> = walk.arrived.iter().map(|path| entry::ask(path, question, mode)).collect();
    let first = |word| said.iter().find(|said| said.word == word);
    let mut answer = Answer {
        anchor: &root.anchor,
        word: Word::Silent,
        finding: None,
        decisive: None,
        standing: None,
        rejected: rejected(walk, &said),
    };
    if let Some(denied) = first(Word::Denied) {
        answer.decide(Word::Denied, denied.finding.clone(), Some(denied));
        return answer;
    }
    let is_open = walk.is_cut || !walk.lacking.is_empty();
    let undoubted = said.iter().find(|said| said.word == Word::Granted && said.doubt.is_none());
    let granted = undoubted.or_else(|| first(Word::Granted));
    if let Some(granted) = granted.filter(|_| !walk.is_cut && (mode == Mode::Grant || !is_open)) {
        let doubt = granted.doubt.clone().or_else(|| {
            let is_now = mode == Mode::Veto
                || now.walk(root).arrived.iter().any(|path| grants_at(path, question, case.at));
            (!is_now).then(|| format!("{} may not award this any more at {}", question.issuer, case.at))
        });
        match (doubt, case.policy.claimed_times()) {
            (None, _) => {
                answer.standing = Some(Standing::Accredited);
                answer.decide(Word::Granted, None, Some(granted));
            }
            (Some(_), ClaimedTimes::Accept) => {
                answer.standing = Some(Standing::AccreditedAtClaimedTime);
                answer.decide(Word::Granted, None, Some(granted));
            }
            (Some(doubt), ClaimedTimes::Refuse) => {
                let detail = format!(
                    "the issuer was accredited at the time that the badge claims, and nothing but the issuer's word says that it was made then: {doubt}"
                );
                answer.standing = Some(Standing::AccreditedAtClaimedTime);
                answer.decide(
                    Word::Unknown,
                    Some(Finding::new(Code::AccredTimeUnproven, detail)),
                    Some(granted),
                );
                want(walk, case);
            }
        }
        return answer;
    }
    if walk.is_cut {
        let limit = Limits::DEFAULT.accreditation_steps;
        let detail = format!("there are more paths to the issuer than {limit} steps lead along");
        answer.decide(Word::Unknown, Some(Finding::new(Code::AccredBudgetExceeded, detail)), None);
    } else if let Some(unknown) = first(Word::Unknown).filter(|_| mode == Mode::Grant) {
        answer.decide(Word::Unknown, unknown.finding.clone(), Some(unknown));
        want(walk, case);
    } else if let Some(lacking) = walk.lacking.first() {
        let mut finding = Finding::new(lacking.code, lacking.detail.as_str());
        if let Some(cause) = lacking.cause {
            finding.facts.insert("cause", cause.as_str());
        }
        answer.decide(Word::Unknown, Some(finding), None);
        want(walk, case);
    } else if let Some(uncovered) = first(Word::NotCovered) {
        answer.decide(Word::NotCovered, uncovered.finding.clone(), Some(uncovered));
    } else {
        answer.finding = Some(silence(walk, question, usurper));
    }
    answer
}

impl<'l> Answer<'l> {
    fn decide(&mut self, word: Word, finding: Option<Finding>, by: Option<&Said<'l>>) {
        self.word = word;
        self.finding = finding;
        self.decisive = by.cloned();
    }
}

/// Why nothing is said.
fn silence(
    walk: &Walk<'_>,
    question: &Question<'_>,
    usurper: Option<(&AccreditationList, &AccreditationList)>,
) -> Finding {
    if let Some(dead_end) = walk.dead_ends.first() {
        return Finding::new(dead_end.code, dead_end.detail.as_str());
    }
    let issuer = question.issuer;
    match usurper {
        Some((list, listed_in)) => {
            let detail = format!(
                "{issuer} is on the list {} by {}, whom {} accredits, and not to recognise others",
                list.id(),
                list.issuer(),
                listed_in.issuer()
            );
            Finding::new(Code::AccredPathNotAuthority, detail)
        }
        None => Finding::new(
            Code::AccredIssuerUnknown,
            format!("nobody you trust vouches for the issuer {issuer}"),
        ),
    }
}

fn rejected<'l>(walk: &Walk<'l>, said: &[Said<'l>]) -> Vec<Rejected<'l>> {
    let refused = said.iter().filter_map(|said| {
        Some(Rejected { steps: said.steps.clone(), word: said.word, finding: said.finding.clone()? })
    });
    let dead_ends = walk.dead_ends.iter().map(|dead_end| Rejected {
        steps: dead_end.steps.clone(),
        word: Word::Silent,
        finding: Finding::new(dead_end.code, dead_end.detail.as_str()),
    });
    refused.chain(dead_ends).take(Limits::DEFAULT.rejected_paths).collect()
}

/// Notes the lists that nobody has asked for yet.
pub(super) fn want(walk: &Walk<'_>, case: &Case<'_>) {
    let wanted = walk.lacking.iter().filter(|lacking| lacking.kind == LackingKind::Wanted);
    for lacking in wanted.take(Limits::DEFAULT.accreditation_lists) {
        case.look(&lacking.list, NeedKind::AccreditationList);
    }
}
