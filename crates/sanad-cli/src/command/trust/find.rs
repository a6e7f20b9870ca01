//! `sanad trust find`: is somebody accredited by those who are trusted, and if that is not known, why not.

use sanad_verifier::accreditation::lookup::{Listing, Lookup};
use sanad_verifier::anchor::{Mode, TrustAnchor};
use sanad_verifier::policy::Policy;
use sanad_verifier::verify::Verifier;

use crate::accreditation_words as words;
use crate::args::trust::TrustFind;
use crate::command::{Answer, Exit, given_or_now, verify};
use crate::fail::Failure;
use crate::fetching;
use crate::render::{row, rows};
use crate::trusting::Trusting;

/// Three answers, three exit codes.
pub(crate) fn run(asked: &TrustFind) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let trusting = Trusting::open(&asked.folder.folder)?;
    let anchors = trusting.anchors();
    let policy = Policy::accredited().with_formula(trusting.formula());
    let mut evidence = verify::evidence(&asked.evidence)?;
    let needs = |evidence: &_| {
        let verifier =
            Verifier::new(anchors, evidence).with_policy(policy.clone()).with_state(trusting.state());
        verifier.trusted_lists(at).needs()
    };
    fetching::gather(&asked.fetching, &mut evidence, needs)?;
    trusting.add_kept(&mut evidence)?;
    let verifier = Verifier::new(anchors, &evidence).with_policy(policy.clone()).with_state(trusting.state());
    let lists = verifier.trusted_lists(at);
    let mut lines = Vec::new();
    let pinned = anchors.iter().any(|anchor| *anchor == TrustAnchor::issuer(&asked.issuer));
    let exit = match lists.look_up(&asked.issuer) {
        _ if pinned => {
            lines.push("LISTED: you trust it yourself, for whatever it awards.".to_owned());
            Exit::Done
        }
        Lookup::Listed(listings) => {
            lines.push("LISTED: by those you trust, for this, and for nothing else.".to_owned());
            for listing in &listings {
                lines.push(String::new());
                listed(listing, at, &mut lines);
            }
            Exit::Done
        }
        Lookup::NotListed(hindrances) => {
            lines.push("NOT LISTED: every list that could name it is here, and none does.".to_owned());
            for hindrance in hindrances {
                rows("found", &format!("{} [{}]", hindrance.detail, hindrance.code), &mut lines);
            }
            Exit::Rejected
        }
        Lookup::Unavailable(hindrances) => {
            lines.push("LIST UNAVAILABLE: whether it is listed cannot be told.".to_owned());
            for hindrance in hindrances {
                rows("wanting", &format!("{} [{}]", hindrance.detail, hindrance.code), &mut lines);
            }
            lines.push("hint: add the list with --evidence FILE, or leave out --offline".to_owned());
            Exit::Undecided
        }
    };
    for said in trusting.hearsay(&asked.issuer) {
        lines.push(String::new());
        rows("said", &said, &mut lines);
    }
    lines.push(String::new());
    Ok(Answer { data: lines.join("\n"), exit, ..Answer::default() })
}

fn listed(listing: &Listing<'_>, at: sanad_core::timestamp::Timestamp, lines: &mut Vec<String>) {
    let Some((_, entity)) = listing.chain().last() else { return };
    let mut chain: Vec<&str> =
        listing.chain().iter().map(|(list, _)| list.issuer_name().unwrap_or_else(|| list.issuer())).collect();
    chain.push(entity.name().unwrap_or_else(|| entity.id()));
    rows("chain", &chain.join(" → "), lines);
    for (list, _) in listing.chain() {
        row("", &format!("version {} of {}", list.sequence(), list.id()), lines);
    }
    let action = listing.action();
    row("may", &format!("{}: {}", words::action(action), words::standing(entity, action, at)), lines);
    if let (Some(from), Some(until)) = listing.period() {
        row("", &words::period(from, until), lines);
    }
    match listing.scope() {
        Ok(scope) => rows("", &words::limits(&scope.to_json()), lines),
        Err((code, detail)) => rows("", &format!("nothing is left of it: {detail} [{code}]"), lines),
    }
    if listing.mode() == Mode::Veto {
        row("", "by an authority that can deny, and never vouch", lines);
    }
}
