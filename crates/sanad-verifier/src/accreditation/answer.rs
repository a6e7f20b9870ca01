//! What one authority says of a badge, out of what all paths below it say. `spec/path-validation.md#one-authority`

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::code::Code;
use sanad_core::limits::Limits;

use super::combine::Word;
use super::entry::{self, Said, standing_at};
use super::lacking::LackingKind;
use super::output;
use super::path::{Step, Walk, Walker};
use super::question::Question;
use super::trusted_lists::Root;
use super::witness::{self, Witness};
use crate::anchor::{AuthorityAnchor, Mode};
use crate::case::Case;
use crate::evidence::NeedKind;
use crate::outcome::Finding;
use crate::policy::ClaimedTimes;

/// What an anchor says, and on what grounds.
pub(crate) struct Answer<'l> {
    pub(crate) anchor: &'l AuthorityAnchor,
    /// Its list, if that is used.
    pub(crate) list: Option<&'l AccreditationList>,
    pub(crate) word: Word,
    /// Why it does not grant.
    pub(crate) finding: Option<Finding>,
    /// The path that decides; none where nothing was found.
    pub(crate) decisive: Option<Said<'l>>,
    pub(crate) standing: Option<Standing>,
    /// What shows that the badge was there in time.
    pub(crate) witness: Option<Witness<'l>>,
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
    AccreditedAtAward,
    AccreditedAtClaimedTime,
}

impl Standing {
    /// The word in a report.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Accredited => "accredited",
            Self::AccreditedAtAward => "accredited_at_award",
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
        list: root.list.as_ref().ok().and_then(|place| now.lists.graph().list(*place)),
        word: Word::Silent,
        finding: None,
        decisive: None,
        standing: None,
        witness: None,
        rejected: rejected(walk, &said),
    };
    if let Some(denied) = first(Word::Denied) {
        answer.decide(Word::Denied, denied.finding.clone(), Some(denied));
        return answer;
    }
    // What hangs on a schema is a grant or a denial: nothing else that grants stands against that.
    if let Some(unknown) = said.iter().find(|said| said.may_deny) {
        answer.decide(Word::Unknown, unknown.finding.clone(), Some(unknown));
        want_schemas(&said, case);
        return answer;
    }
    let is_open = walk.is_cut || !walk.lacking.is_empty();
    let is_clear = !walk.is_cut && (mode == Mode::Grant || !is_open);
    if let Some((granted, ground)) = is_clear.then(|| ground(root, &said, question, now, case)).flatten() {
        match (ground, case.policy.claimed_times()) {
            (Ground::Now, _) => {
                answer.standing = Some(Standing::Accredited);
                answer.decide(Word::Granted, None, Some(granted));
            }
            (Ground::Witnessed(witness), _) => {
                answer.standing = Some(Standing::AccreditedAtAward);
                answer.witness = Some(witness);
                answer.decide(Word::Granted, None, Some(granted));
            }
            (Ground::Claimed { .. }, ClaimedTimes::Accept) => {
                answer.standing = Some(Standing::AccreditedAtClaimedTime);
                answer.decide(Word::Granted, None, Some(granted));
            }
            (Ground::Claimed { doubt, schemas_wanted }, ClaimedTimes::Refuse) => {
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
                output::want(schemas_wanted, case);
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
        want_schemas(&said, case);
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

/// On what ground a path grants.
enum Ground<'l> {
    /// It does so still.
    Now,
    /// It does so no more, and the badge was there before.
    Witnessed(Witness<'l>),
    /// It is not known to do so still, and only the badge says that it was there before: why.
    Claimed { doubt: String, schemas_wanted: Vec<&'l str> },
}

/// The path that grants on the best ground; none if none grants.
// spec/path-validation.md#standing
fn ground<'s, 'l>(
    root: &'l Root,
    said: &'s [Said<'l>],
    question: &Question<'_>,
    now: &mut Walker<'l, '_>,
    case: &Case<'_>,
) -> Option<(&'s Said<'l>, Ground<'l>)> {
    let granting = || said.iter().filter(|said| said.word == Word::Granted);
    let first = granting().find(|said| said.doubt.is_none()).or_else(|| granting().next())?;
    let now_says = match root.anchor.mode() {
        Mode::Veto => entry::Standing::Yes,
        Mode::Grant => standing_at(&now.walk(root).arrived, question, case.at),
    };
    let is_now = matches!(now_says, entry::Standing::Yes);
    if is_now && first.doubt.is_none() {
        return Some((first, Ground::Now));
    }
    let mut late = None;
    for said in granting() {
        let Some(witness) = witness::earliest(root, said, question, now.lists, case) else { continue };
        // What did not end by now has not begun: nothing that was there before shows that it was granted.
        let end = if is_now { None } else { Some(said.window.until.filter(|until| *until <= case.at)) };
        let keys = said.doubt.as_ref().map(|doubt| Some(doubt.since));
        if end.into_iter().chain(keys).all(|change| change.is_some_and(|change| witness.time < change)) {
            return Some((said, Ground::Witnessed(witness)));
        }
        late = late.or(Some(witness.time));
    }
    let (over, schemas_wanted) = match now_says {
        entry::Standing::Open { detail, wanted } => {
            (format!("whether {} may still award this at {}: {detail}", question.issuer, case.at), wanted)
        }
        entry::Standing::No | entry::Standing::Yes => {
            (format!("{} may not award this any more at {}", question.issuer, case.at), Vec::new())
        }
    };
    let doubt = first.doubt.as_ref().map_or(over, |doubt| doubt.detail.clone());
    let doubt = match late {
        Some(time) => format!("{doubt}; the first list that witnesses it is of {time}"),
        None => doubt,
    };
    Some((first, Ground::Claimed { doubt, schemas_wanted }))
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

fn want_schemas(said: &[Said<'_>], case: &Case<'_>) {
    output::want(said.iter().flat_map(|said| said.schemas_wanted.iter().copied()), case);
}

/// Notes the lists that nobody has asked for yet.
pub(super) fn want(walk: &Walk<'_>, case: &Case<'_>) {
    let wanted = walk.lacking.iter().filter(|lacking| lacking.kind == LackingKind::Wanted);
    for lacking in wanted.take(Limits::DEFAULT.accreditation_lists) {
        case.look(&lacking.list, NeedKind::AccreditationList);
    }
}
