//! A report for eyes: the verdict in our words first, what the badge says after it, then the eight checks.

use sanad_core::code::Code;
use sanad_core::model::claims::Claims;
use sanad_core::model::profile::ImageView;
use sanad_core::timestamp::{Timestamp, TimestampError};
use sanad_verifier::evidence::{Need, NeedKind};
use sanad_verifier::format::Format;
use sanad_verifier::outcome::{CheckId, Outcome, Standing};
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::reports::Reports;

use crate::text;

/// Columns of the widest line.
pub(crate) const COLUMNS: usize = 80;

/// Whether the words may be coloured. They read the same without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// No colour: the output is no terminal, or its owner wants none.
    Plain,
    /// Colour by terminal escapes of our own.
    Colour,
}

/// The reports on what was shared; where there are several, the verdict on the whole stands before them. `needs` are
/// the documents still wanted.
pub(crate) fn reports(reports: &Reports, needs: &[Need], paint: Paint) -> String {
    if reports.len() == 1 {
        return report(reports.decisive(), needs, paint);
    }
    let (word, colour) = word_of(reports.verdict());
    let count = reports.len();
    let mut all =
        format!("{}: the worst of {count} verdicts on what is in it.\n", painted(word, colour, paint));
    for (index, each) in reports.iter().enumerate() {
        let place = each.place().as_str();
        let place = if place.is_empty() { String::new() } else { format!(", at {place}") };
        let head = format!("-- {} of {count}: {}{place}", index + 1, what_it_is(each.format()));
        all.push_str(&format!("\n{}\n", text::safe(&head, COLUMNS)));
        // What is wanted for the whole is told once, at the end.
        let wanted = if index + 1 == count { needs } else { &[] };
        all.push_str(&report(each, wanted, paint));
    }
    all
}

const fn what_it_is(format: Format) -> &'static str {
    match format {
        Format::Clr2DataIntegrity | Format::Clr2Jwt => "the transcript itself",
        Format::Presentation => "the presentation itself",
        _ => "a badge",
    }
}

/// The report, its lines at most [`COLUMNS`] wide, made for one screen. `needs` are the documents still wanted.
pub(crate) fn report(report: &Report, needs: &[Need], paint: Paint) -> String {
    let mut lines = Vec::new();
    verdict(report, paint, &mut lines);
    if let Some(claims) = report.unverified() {
        lines.push(String::new());
        lines.push(
            match report.verdict() {
                Verdict::Accept => "What its issuer says in it:",
                Verdict::Reject | Verdict::Undecided => "What it says of itself, not verified:",
            }
            .to_owned(),
        );
        said(claims, &mut lines);
    }
    lines.push(String::new());
    lines.push(format!("Checks, for {} under the policy {}:", report.at(), report.policy()));
    for (check, outcome) in report.checks() {
        line_of(check, outcome, paint, &mut lines);
    }
    for remark in report.remarks() {
        let words = text::safe(&remark.detail, ROOM * DETAIL_LINES);
        for (index, line) in
            text::wrapped(&format!("{words} [{}]", remark.code), COLUMNS - 8).iter().enumerate()
        {
            lines.push(format!(
                "{:<8}{}",
                if index == 0 { "note" } else { "" },
                text::safe(line, COLUMNS - 8)
            ));
        }
    }
    hints(report, needs, &mut lines);
    lines.push(String::new());
    lines.join("\n")
}

/// What a document says of itself, one line each; whatever is too long is cut.
pub(crate) fn said(claims: Claims<'_>, lines: &mut Vec<String>) {
    let name = claims.name(&[]).or_else(|| claims.achievement()?.name());
    row("badge", name.unwrap_or("(no name)"), lines);
    let id = claims.issuer_id().unwrap_or("(no id)");
    match claims.issuer_name(&[]) {
        Some(name) => {
            row("issuer", name, lines);
            row("", id, lines);
        }
        None => row("issuer", id, lines),
    }
    if let Some(about) = claims.description(&[]).or_else(|| claims.achievement()?.description()) {
        row("about", about, lines);
    }
    if let Some(image) = claims.image().or_else(|| claims.achievement()?.image()).and_then(ImageView::id) {
        row("image", &picture(image), lines);
    }
    row("recipient", &recipient(claims), lines);
    let awarded = claims.awarded_date().ok().flatten();
    if let Some(awarded) = awarded {
        row("awarded", &awarded.to_string(), lines);
    }
    let until = match claims.valid_until() {
        Ok(None) => ", without end".to_owned(),
        until => format!(" until {}", time(until)),
    };
    row("valid", &format!("from {}{until}", time(claims.valid_from())), lines);
}

/// Where a picture is; one that is in the badge is told by its kind and size.
fn picture(id: &str) -> String {
    match id.strip_prefix("data:").and_then(|rest| rest.split_once(',')) {
        Some((kind, data)) => {
            let kind = kind.split(';').next().unwrap_or_default();
            format!("in the badge itself: {kind}, {} characters", data.len())
        }
        None => id.to_owned(),
    }
}

fn time(time: Result<Option<Timestamp>, TimestampError>) -> String {
    match time {
        Ok(Some(time)) => time.to_string(),
        Ok(None) => "(no date)".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// One labelled line. The untrusted part stands last on it, so that writing from right to left moves nothing of ours.
pub(crate) fn row(label: &str, value: &str, lines: &mut Vec<String>) {
    lines.push(format!("  {label:<11}{}", text::safe(value, COLUMNS - 13)));
}

/// One label and a value that is worth more than a line.
pub(crate) fn rows(label: &str, value: &str, lines: &mut Vec<String>) {
    for (index, part) in text::folded(value, COLUMNS - 13, 3).iter().enumerate() {
        row(if index == 0 { label } else { "" }, part, lines);
    }
}

/// Whom the badge is about.
fn recipient(claims: Claims<'_>) -> String {
    if let Some(id) = claims.subject_id() {
        return id.to_owned();
    }
    let Some(identity) = claims.subject().and_then(|subject| subject.identifier().next()) else {
        return "(nobody)".to_owned();
    };
    let kind = identity.identity_type().unwrap_or("identifier");
    let hash = identity.identity_hash().unwrap_or("(none)");
    if identity.hashed() == Some(true) {
        format!("{kind} behind the hash {hash}")
    } else {
        format!("{kind} {hash}")
    }
}

/// The verdict and what it means, on one line of any length, from fixed words only.
pub(crate) fn verdict_line(report: &Report) -> String {
    format!("{}: {}", word_of(report.verdict()).0, meaning(report))
}

const fn word_of(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Accept => ("ACCEPT", GREEN),
        Verdict::Reject => ("REJECT", RED),
        Verdict::Undecided => ("UNDECIDED", YELLOW),
    }
}

fn verdict(report: &Report, paint: Paint, lines: &mut Vec<String>) {
    let (word, colour) = word_of(report.verdict());
    let mut wrapped = text::wrapped(&verdict_line(report), COLUMNS);
    if let Some(first) = wrapped.first_mut() {
        let rest = first.strip_prefix(word).unwrap_or_default().to_owned();
        *first = format!("{}{rest}", painted(word, colour, paint));
    }
    lines.append(&mut wrapped);
}

/// What the verdict means, from fixed words only: nothing of the badge stands here.
fn meaning(report: &Report) -> String {
    let reason = report.reason().map(|(_, finding)| finding.code);
    match (report.verdict(), reason) {
        (Verdict::Accept, _) => match report.outcome(CheckId::Accreditation).standing() {
            Standing::Pass if is_listed(report) => {
                "its issuer signed it, it is in force, and whom you trust vouches for the issuer."
            }
            Standing::Pass => "its issuer signed it, it is in force, and you trust the issuer.",
            _ => "the issuer that it names signed it, and it is in force. Who that issuer is was not asked.",
        }
        .to_owned(),
        (Verdict::Undecided, Some(Code::AccredIssuerUnknown)) => {
            "the signature is good, and nobody you trust knows the signer.".to_owned()
        }
        (Verdict::Undecided, Some(code)) => {
            format!("nothing was found against it, but it cannot be relied on yet. {}", code.meaning())
        }
        (Verdict::Undecided, None) => "not all was asked that must be.".to_owned(),
        (Verdict::Reject, Some(code)) => format!("do not rely on it. {}", code.meaning()),
        (Verdict::Reject, None) => "do not rely on it.".to_owned(),
    }
}

/// Whether the issuer is on the list of an authority that the reader trusts.
fn is_listed(report: &Report) -> bool {
    report.outcome(CheckId::Accreditation).facts().text("basis") == Some("list")
}

fn line_of(check: CheckId, outcome: &Outcome, paint: Paint, lines: &mut Vec<String>) {
    let (word, colour) = match outcome.standing() {
        Standing::Pass => ("pass", GREEN),
        Standing::Fail => ("FAIL", RED),
        Standing::Unknown => ("unknown", YELLOW),
        Standing::Skip => ("skipped", PLAIN),
    };
    let word = format!("{}{:width$}", painted(word, colour, paint), "", width = 8 - word.len());
    let head = format!("{word}{:<14}", check.as_str());
    // What passed is said in a line, what did not in as many as it takes, within reason.
    let (Standing::Fail | Standing::Unknown) = outcome.standing() else {
        let detail = match outcome.code() {
            Some(Code::VerifyNotReached) => "not asked, because of what stands above",
            _ => outcome.detail(),
        };
        // Who vouches for whom is worth more than a line.
        let most = if check == CheckId::Accreditation { ROOM * DETAIL_LINES } else { ROOM };
        for (index, line) in text::wrapped(&text::safe(detail, most), ROOM).iter().enumerate() {
            let start = if index == 0 { head.as_str() } else { "" };
            let line = text::safe(line, ROOM);
            lines.push(format!("{start:<width$}{line}", width = COLUMNS - ROOM));
        }
        return;
    };
    let mut detail = text::safe(outcome.detail(), ROOM * DETAIL_LINES);
    if let Some(code) = outcome.code() {
        detail.push_str(&format!(" [{code}]"));
    }
    let place = outcome.finding().and_then(|finding| finding.at.as_ref());
    if let Some(place) = place.filter(|place| !place.as_str().is_empty()) {
        detail.push_str(&format!(" at {}", text::safe(place.as_str(), ROOM)));
    }
    for (index, line) in text::wrapped(&detail, ROOM).iter().enumerate() {
        let start = if index == 0 { head.as_str() } else { "" };
        // A word wider than the room, such as a DID, is cut: it stands in full in the JSON report.
        lines.push(
            format!("{start:<width$}{}", text::safe(line, ROOM), width = COLUMNS - ROOM)
                .trim_end()
                .to_owned(),
        );
    }
}

/// Columns for what a check found.
const ROOM: usize = COLUMNS - 22;

/// Lines of a check's detail before it is cut.
const DETAIL_LINES: usize = 3;

/// What to do, where something could be done.
fn hints(report: &Report, needs: &[Need], lines: &mut Vec<String>) {
    let mut hints = Vec::new();
    let code = |check| report.outcome(check).code();
    if report.verdict() == Verdict::Undecided {
        for need in needs {
            let what = match need.kind {
                NeedKind::AccreditationList => "the accreditation list",
                NeedKind::StatusList => "the status list",
                NeedKind::RevocationList => "the revocation list",
                NeedKind::Badge => "the badge",
                NeedKind::Refreshed => "the newer badge",
                NeedKind::Hosted => "the Open Badges 2.0 document",
                NeedKind::Schema => "the schema",
                NeedKind::KeySet => "the key set",
                _ => "the document that holds the key",
            };
            // A schema has no id by which it could be found.
            let file = if need.kind == NeedKind::Schema { "URL=FILE" } else { "FILE" };
            hints.push(format!("hint: fetch {what} and add --evidence {file}; it is at"));
            hints.push(format!("      {}", text::safe(&need.url, COLUMNS - 6)));
        }
        if code(CheckId::Issuer) == Some(Code::DidKeyChanged) {
            hints.push(
                "hint: ask the issuer, by a way you trust, whether it has a new key; if so,".to_owned(),
            );
            hints.push("      `sanad trust confirm --help` says how to go on".to_owned());
        }
        if code(CheckId::Accreditation) == Some(Code::AccredTimeUnproven) {
            hints.push(
                "hint: an earlier version of the list may show that the badge was there; its".to_owned(),
            );
            hints
                .push("      issuer has the proof: --evidence VERSION.json --evidence PROOF.json".to_owned());
        }
        if code(CheckId::Accreditation) == Some(Code::AccredIssuerUnknown) {
            let claims = report.unverified();
            let fits = |id: &&str| is_plain(id) && id.len() <= COLUMNS - 15;
            let id = claims.and_then(Claims::issuer_id).filter(fits).unwrap_or("ID");
            hints.push("hint: if you know from elsewhere that this id is the issuer's, add".to_owned());
            hints.push(format!("      --issuer {id}"));
        }
    }
    if report.verdict() != Verdict::Reject && code(CheckId::Recipient) == Some(Code::RecipientNotAsked) {
        hints
            .push("hint: whose badge it is was NOT checked; add --recipient email:ADDRESS or DID".to_owned());
    }
    if !hints.is_empty() {
        lines.push(String::new());
        lines.append(&mut hints);
    }
}

/// Whether a text can be pasted into a shell as it stands. A badge that names its issuer `x; rm -rf ~` gets no command
/// line written for it.
pub(crate) fn is_plain(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && id.len() <= 200
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b":._/%-".contains(&b))
}

const GREEN: &str = "\u{1b}[1;32m";
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const PLAIN: &str = "";

fn painted(word: &str, colour: &str, paint: Paint) -> String {
    match paint {
        Paint::Colour if !colour.is_empty() => format!("{colour}{word}\u{1b}[0m"),
        _ => word.to_owned(),
    }
}
