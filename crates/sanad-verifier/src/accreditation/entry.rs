//! What the issuer's own entry says of a badge. `spec/path-validation.md#the-issuers-entry`

use sanad_core::accreditation::action::{Action, RecognizedAction};
use sanad_core::code::Code;
use sanad_core::scope::Scope;
use sanad_core::timestamp::Timestamp;

use super::combine::Word;
use super::key::{self, Doubt, KeyAnswer};
use super::output::Output;
use super::path::{Path, Step, Window, cut};
use super::period::{GapKind, hold};
use super::question::Question;
use crate::anchor::Mode;
use crate::outcome::Finding;

/// What one path says.
#[derive(Clone, Debug)]
pub(crate) struct Said<'l> {
    pub(crate) word: Word,
    /// Why it does not grant.
    pub(crate) finding: Option<Finding>,
    pub(crate) steps: Vec<Step<'l>>,
    pub(crate) scope: Scope,
    pub(crate) window: Window,
    /// Why only the issuer's own dates say that it grants.
    pub(super) doubt: Option<Doubt>,
    /// Whether it denies unless a schema that could not be looked at makes it grant.
    pub(super) may_deny: bool,
    /// Schemas that nobody has asked for, and that may make it grant.
    pub(super) schemas_wanted: Vec<&'l str>,
}

/// What the entry at the end of a path says: the best of what its actions say.
pub(super) fn ask<'l>(path: &Path<'l>, question: &Question<'_>, mode: Mode) -> Said<'l> {
    let said = |word, code, detail: String| Said {
        word,
        finding: Some(Finding::new(code, detail)),
        steps: path.steps.clone(),
        scope: path.scope.clone(),
        window: path.window,
        doubt: None,
        may_deny: false,
        schemas_wanted: Vec::new(),
    };
    let entity = path.steps.last().map(|step| step.entity);
    let actions = entity.into_iter().flat_map(|entity| entity.recognized_for(Action::Issue));
    let mut best: Option<(Rank, Said<'l>)> = None;
    let mut is_taken_away = false;
    for action in actions {
        let one = one(path, action, question, mode);
        if one.1.word == Word::Granted {
            return one.1;
        }
        is_taken_away |= one.0 == Rank::TakenAway;
        if best.as_ref().is_none_or(|(rank, _)| *rank < one.0) {
            best = Some(one);
        }
    }
    best.map_or_else(
        || {
            let issuer = question.issuer;
            let detail = format!("{issuer} is listed, and not for issuing badges");
            said(Word::NotCovered, Code::AccredActionNotGranted, detail)
        },
        |(rank, said)| Said { may_deny: rank == Rank::Open && is_taken_away, ..said },
    )
}

/// Which of several refusals is told: one that is about this badge before one that is about others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    OtherScope,
    OtherTime,
    OtherContent,
    TakenAway,
    OtherKey,
    Open,
}

fn one<'l>(
    path: &Path<'l>,
    action: &'l RecognizedAction,
    question: &Question<'_>,
    mode: Mode,
) -> (Rank, Said<'l>) {
    let mut steps = path.steps.clone();
    let entity = match steps.last_mut() {
        Some(last) => {
            last.action = Some(action);
            last.entity
        }
        None => {
            return (
                Rank::OtherScope,
                refused(path, steps, Word::Silent, Code::AccredIssuerUnknown, String::new()),
            );
        }
    };
    let scope = match cut(&path.scope, action) {
        Ok(scope) => scope,
        Err((code, detail)) => {
            return (Rank::OtherScope, refused(path, steps, Word::NotCovered, code, detail));
        }
    };
    if let Err(gap) = scope.covers(question.facts) {
        let refused = refused(path, steps, Word::NotCovered, gap.code(), gap.to_string());
        return (Rank::OtherScope, Said { scope, ..refused });
    }
    if let Err(gap) = hold(entity, action, &question.times) {
        let (rank, word) = match gap.kind {
            GapKind::TakenAway => (Rank::TakenAway, Word::Denied),
            GapKind::OutOfReach => (Rank::OtherTime, Word::NotCovered),
        };
        return (rank, Said { scope, ..refused(path, steps, word, gap.code, gap.detail) });
    }
    // Who may only deny has nothing to do with keys and schemas: a denial is of the issuer.
    let answer = match mode {
        Mode::Veto => KeyAnswer::Good,
        Mode::Grant => key::ask(entity, question.signatures, question.awarded, question.unpinned),
    };
    let window = path.window.cut(action);
    let (word, finding, doubt) = match answer {
        KeyAnswer::Good => (Word::Granted, None, None),
        KeyAnswer::Claimed(doubt) => (Word::Granted, None, Some(doubt)),
        KeyAnswer::NotListed { detail } => {
            (Word::Unknown, Some(Finding::new(Code::AccredKeyNotListed, detail)), None)
        }
        KeyAnswer::Against { code, detail } => (Word::Denied, Some(Finding::new(code, detail)), None),
    };
    let (may_deny, schemas_wanted) = (false, Vec::new());
    let said = Said { word, finding, steps, scope, window, doubt, may_deny, schemas_wanted };
    if mode == Mode::Veto || said.word != Word::Granted {
        return (Rank::OtherKey, said);
    }
    match question.output.ask(action) {
        Output::Valid => (Rank::OtherKey, said),
        Output::Invalid(finding) => {
            (Rank::OtherContent, Said { word: Word::NotCovered, finding: Some(finding), doubt: None, ..said })
        }
        Output::Open { finding, wanted } => (
            Rank::Open,
            Said { word: Word::Unknown, finding: Some(finding), doubt: None, schemas_wanted: wanted, ..said },
        ),
    }
}

fn refused<'l>(path: &Path<'l>, steps: Vec<Step<'l>>, word: Word, code: Code, detail: String) -> Said<'l> {
    let finding = Some(Finding::new(code, detail));
    let (scope, window) = (path.scope.clone(), path.window);
    let (may_deny, schemas_wanted) = (false, Vec::new());
    Said { word, finding, steps, scope, window, doubt: None, may_deny, schemas_wanted }
}

/// Whether an entry lets the issuer award such a badge at some time.
#[derive(Default)]
pub(super) enum Standing<'l> {
    #[default]
    No,
    Yes,
    /// It depends on schemas that could not be looked at.
    Open {
        detail: String,
        wanted: Vec<&'l str>,
    },
}

/// Whether one of the entries at the ends of paths lets the issuer award such a badge at a time, whatever its key.
pub(super) fn standing_at<'l>(paths: &[Path<'l>], question: &Question<'_>, at: Timestamp) -> Standing<'l> {
    let mut standing = Standing::No;
    for path in paths {
        let entity = path.steps.last().map(|step| step.entity);
        let actions = entity.into_iter().flat_map(|entity| entity.recognized_for(Action::Issue));
        let held = actions.filter(|action| action.holds_at(at));
        for action in held {
            if !cut(&path.scope, action).is_ok_and(|scope| scope.covers(question.facts).is_ok()) {
                continue;
            }
            match question.output.ask(action) {
                Output::Valid => return Standing::Yes,
                Output::Invalid(_) => {}
                Output::Open { finding, wanted } => {
                    standing = match standing {
                        Standing::Open { detail, wanted: mut known } => {
                            known.extend(wanted);
                            Standing::Open { detail, wanted: known }
                        }
                        _ => Standing::Open { detail: finding.detail, wanted },
                    };
                }
            }
        }
    }
    standing
}
