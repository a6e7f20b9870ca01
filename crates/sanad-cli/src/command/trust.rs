//! `sanad trust`: whom a verifier trusts is set and shown; finding somebody and forgetting have files of their own.

pub(crate) mod find;
pub(crate) mod forget;

use sanad_core::pointer::JsonPointer;
use sanad_core::scope::Scope;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::{AnchorError, AuthorityAnchor, Mode, TrustAnchor};
use sanad_verifier::trust_state::TrustState;

use super::{Answer, accredit};
use crate::accreditation_words as words;
use crate::args::trust::{Trust, TrustAdd, TrustImport, TrustInit, TrustShow};
use crate::fail::Failure;
use crate::file;
use crate::imported::{self, Imported};
use crate::render::{row, rows};
use crate::text;
use crate::trust_folder::TrustFolder;

/// Does what was asked.
pub(crate) fn run(asked: &Trust) -> Result<Answer, Failure> {
    match asked {
        Trust::Init(asked) => init(asked),
        Trust::Add(asked) => add(asked),
        Trust::Show(asked) => show(asked),
        Trust::Find(asked) => find::run(asked),
        Trust::Confirm(asked) => forget::confirm(asked),
        Trust::Forget(asked) => forget::run(asked),
        Trust::Import(asked) => import(asked),
    }
}

fn init(asked: &TrustInit) -> Result<Answer, Failure> {
    let formula = Formula::named(&asked.formula).ok_or_else(|| {
        let message = format!("`{}` does not say how many authorities must vouch", asked.formula);
        Failure::new(message, "write any, all, or a number from 1 on")
    })?;
    TrustFolder::create(&asked.folder, formula)?;
    let folder = text::safe(&asked.folder.display().to_string(), 200);
    Ok(said(&format!("nobody is trusted yet; go on with `sanad trust add --state {folder}`")))
}

fn add(asked: &TrustAdd) -> Result<Answer, Failure> {
    let anchor = match (&asked.issuer, &asked.list_id, &asked.authority) {
        (Some(issuer), ..) => issuer_anchor(issuer)?,
        (None, Some(list), Some(authority)) => authority_anchor(asked, list, authority)?,
        _ => return Err(Failure::new("whom to trust is not said", "name a --list-id and its --authority")),
    };
    let path = &asked.folder.folder;
    let _lock = TrustFolder::lock(path)?;
    let mut folder = TrustFolder::open(path)?;
    // A second anchor for one list would let two sets of keys speak for it.
    let same = |known: &TrustAnchor| match (known, &anchor) {
        (TrustAnchor::Authority(known), TrustAnchor::Authority(new)) => known.list() == new.list(),
        (known, new) => known == new,
    };
    let replaced = folder.anchors.iter().position(same);
    let words = match replaced.and_then(|index| folder.anchors.get_mut(index)) {
        Some(known) if *known == anchor => "is trusted already, in just this way",
        Some(known) => {
            *known = anchor.clone();
            "is trusted anew: what was set for it before no longer counts"
        }
        None => {
            folder.anchors.push(anchor.clone());
            "is trusted from now on"
        }
    };
    folder.save_anchors()?;
    Ok(said(&format!("{} {words}", id_of(&anchor))))
}

fn issuer_anchor(issuer: &str) -> Result<TrustAnchor, Failure> {
    match issuer.split_once(':') {
        Some((scheme, rest)) if !scheme.is_empty() && !rest.is_empty() => Ok(TrustAnchor::issuer(issuer)),
        _ => Err(Failure::new(
            format!("`{issuer}` is no issuer's id: a name is never enough"),
            "give the DID or URL: --issuer did:web:academy.example",
        )),
    }
}

fn authority_anchor(asked: &TrustAdd, list: &str, authority: &str) -> Result<TrustAnchor, Failure> {
    let keys = accredit::public_keys(&asked.key)?;
    let wrong = |error: &AnchorError| {
        Failure::new(
            format!("this cannot be trusted: {error}"),
            "`sanad trust add --help` shows an example; nothing was changed",
        )
    };
    let anchor = AuthorityAnchor::new(list, authority, keys, asked.threshold);
    let mut anchor = anchor.map_err(|error| wrong(&error))?.with_minimum_sequence(asked.minimum_sequence);
    if let Some(lists) = asked.max_path {
        anchor = anchor.with_max_path_length(lists).map_err(|error| wrong(&error))?;
    }
    if let Some(path) = &asked.scope {
        let scope = Scope::read(&accredit::scope(path)?, &JsonPointer::root());
        anchor = anchor.with_scope(scope.map_err(|error| wrong(&error.into()))?);
    }
    Ok(anchor.with_mode(if asked.veto { Mode::Veto } else { Mode::Grant }).into())
}

fn id_of(anchor: &TrustAnchor) -> &str {
    match anchor {
        TrustAnchor::Authority(authority) => authority.authority(),
        TrustAnchor::Issuer(id) => id,
        _ => "somebody",
    }
}

fn show(asked: &TrustShow) -> Result<Answer, Failure> {
    let folder = TrustFolder::open(&asked.folder.folder)?;
    let mut lines = Vec::new();
    row("vouching", &format!("{} of those below that can grant", folder.formula), &mut lines);
    for anchor in &folder.anchors {
        lines.push(String::new());
        match anchor {
            TrustAnchor::Authority(authority) => anchored(authority, &mut lines),
            other => {
                row("issuer", id_of(other), &mut lines);
                row("", "trusted for whatever it awards", &mut lines);
            }
        }
    }
    if folder.anchors.is_empty() {
        row("", "nobody is trusted", &mut lines);
    }
    remembered(&folder.state()?, &mut lines);
    for import in folder.imports()? {
        lines.push(String::new());
        imported(&import, &mut lines);
    }
    lines.push(String::new());
    Ok(Answer { data: lines.join("\n"), ..Answer::default() })
}

fn anchored(authority: &AuthorityAnchor, lines: &mut Vec<String>) {
    row("authority", authority.authority(), lines);
    row("list", authority.list(), lines);
    let role = match authority.mode() {
        Mode::Grant => "can vouch, and deny",
        Mode::Veto => "can deny, and never vouch",
    };
    row("", role, lines);
    let keys = authority.keys().len();
    row("signed by", &format!("{} of {keys} key(s)", authority.threshold()), lines);
    for key in authority.keys() {
        row("", &key.to_multikey(), lines);
    }
    rows("for", &words::limits(&authority.scope().to_json()), lines);
    row("path", &format!("up to {} list(s) below its own", authority.max_path_length()), lines);
    if authority.minimum_sequence() > 1 {
        row("", &format!("not before version {}", authority.minimum_sequence()), lines);
    }
}

/// What was seen and is not forgotten.
fn remembered(state: &TrustState, lines: &mut Vec<String>) {
    if let Some(last) = state.last_seen() {
        lines.push(String::new());
        row("verified", &format!("for {last} at the latest"), lines);
    }
    for (id, list) in state.lists() {
        row("seen", id, lines);
        row("", &format!("version {}", list.sequence()), lines);
    }
    for (url, list) in state.status_lists() {
        row("seen", url, lines);
        let from = list.mark().valid_from().map_or_else(|| "no date".to_owned(), |from| from.to_string());
        row("", &format!("of {from}; {} found revoked", list.revoked().len()), lines);
    }
    for (id, issuer) in state.controllers() {
        row("seen", id, lines);
        issuer.keys().for_each(|key| row("", key, lines));
    }
}

/// What was taken in, under the words that say what it is not.
fn imported(import: &Imported, lines: &mut Vec<String>) {
    rows("taken in", &format!("{} name(s): {}", import.claims.len(), import.kind.label()), lines);
    if let Some(by) = &import.by {
        row("by", by, lines);
    }
}

fn import(asked: &TrustImport) -> Result<Answer, Failure> {
    let path = &asked.folder.folder;
    let _lock = TrustFolder::lock(path)?;
    let folder = TrustFolder::open(path)?;
    let bytes = file::read(&asked.file, imported::MAX_BYTES)?;
    let import = Imported::read(&bytes, asked.kind)
        .map_err(|failure| failure.about(&format!("`{}`", asked.file.display())))?;
    folder.keep_import(import.kind, &bytes)?;
    let count = import.claims.len();
    Ok(said(&format!("{count} name(s) taken in: {}; no badge passes because of it", import.kind.label())))
}

fn said(words: &str) -> Answer {
    Answer { words: format!("{}\n", text::safe(words, 400)), ..Answer::default() }
}
