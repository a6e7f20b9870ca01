//! `sanad verify --batch`: many badges, a report for each on a line of its own. `spec/batch.md#verifying`

use std::io::Write;

use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::report::Verdict;
use sanad_verifier::trust_state::sightings::Sightings;
use sanad_verifier::verify::Verifier;

use super::verify::{anchors, evidence, has_come, known, policy};
use super::{Answer, Exit, given_or_now};
use crate::args::verify::Verify;
use crate::batch::output::{Earlier, Output};
use crate::batch::progress::Progress;
use crate::batch::rows::{Row, Rows};
use crate::batch::spread;
use crate::fail::Failure;
use crate::fetching;
use crate::seen::{Seen, sightings};
use crate::state_file::StateFile;
use crate::trusting::Trusting;

/// Judges every badge; the lines go to `standard` unless a file is named.
pub(crate) fn run(asked: &Verify, standard: &mut dyn Write) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let (mut anchors, recipient) =
        (anchors(&asked.issuer)?, asked.recipient.as_deref().map(known).transpose()?);
    let mut given = evidence(&asked.evidence)?;
    // All rows are judged by what was remembered before the first; what they saw is written after the last.
    let memory = asked.state.as_deref().map(StateFile::read).transpose()?;
    let mut trusting = asked.trust.as_deref().map(Trusting::open).transpose()?;
    if let Some(trusting) = &trusting {
        anchors.extend(trusting.anchors().iter().cloned());
        trusting.add_kept(&mut given)?;
    }
    let policy = policy(asked, trusting.as_ref());
    let earlier = if asked.rows.resume { Earlier::Continued } else { Earlier::Replaced };
    let mut rows = Rows::of_badges(&asked.badge)?;
    let (mut output, answered) = Output::open(asked.rows.output.as_deref(), earlier, standard)?;
    rows.skip(answered)?;
    let mut progress = Progress::begin();
    let mut tally = Tally::default();
    let mut evidence = given.clone();
    let mut fetched = 0;
    let mut waiting: Option<Vec<Row>> = None;
    let mut seen = Seen::default();
    // One verifier as long as the evidence stays as it is: it keeps what badges have in common.
    loop {
        let mut verifier = Verifier::new(&anchors, &evidence).with_policy(policy.clone());
        let remembered =
            trusting.as_ref().map(Trusting::state).or_else(|| memory.as_ref().map(StateFile::state));
        if let Some(state) = remembered {
            verifier = verifier.with_state(state);
        }
        let lists = verifier.trusted_lists(at);
        if trusting.is_some() {
            seen.add_lists(&lists, &evidence);
        }
        let mut verifier = verifier.with_trusted_lists(&lists);
        if let Some(known) = &recipient {
            verifier = verifier.with_recipient(known);
        }
        let lacking = loop {
            let asked_before = waiting.is_some();
            let some = match waiting.take() {
                Some(rows) => rows,
                None => rows.next_rows()?,
            };
            if some.is_empty() {
                break Vec::new();
            }
            let looks = !asked.fetching.offline && !asked_before;
            let lines = spread(&some, |row| judge(&verifier, row, at, looks));
            if lines.iter().any(|line| line.lacks) {
                break some.into_iter().zip(lines).collect();
            }
            output.write(lines.iter().map(|line| line.text.as_str()))?;
            for line in &lines {
                tally.count(line.verdict);
                // More than can be remembered is not gathered either: the end will tell.
                if seen.sightings().entries() <= Limits::DEFAULT.trust_state_entries {
                    seen.add(&line.sightings);
                }
            }
            progress.tell(tally.rows());
        };
        if lacking.is_empty() {
            break;
        }
        // What was fetched is kept for the rows to come, but not without end.
        if fetched >= FETCHING_ROWS_KEPT {
            (evidence, fetched) = (given.clone(), 0);
        }
        let mut again = Vec::with_capacity(lacking.len());
        for (row, line) in lacking {
            if let (true, Ok(bytes)) = (line.lacks, &row.content) {
                fetched += 1;
                fetching::gather(&asked.fetching, &mut evidence, |evidence| {
                    Verifier::new(&anchors, evidence).with_policy(policy.clone()).needs_shared(bytes, at)
                })?;
            }
            again.push(row);
        }
        waiting = Some(again);
    }
    output.finish()?;
    progress.end();
    if has_come(at) {
        if let Some(trusting) = &mut trusting {
            let _lock = trusting.lock(&mut evidence)?;
            trusting.keep(&seen)?;
        }
        if let Some(memory) = &memory {
            memory.learn(&seen)?;
        }
    }
    Ok(Answer { words: tally.words(), exit: tally.exit(), ..Answer::default() })
}

/// How many rows may have had something fetched for them before what was fetched is forgotten.
const FETCHING_ROWS_KEPT: usize = 256;

/// What is said about a row.
struct Line {
    text: String,
    verdict: Verdict,
    /// Something that was not fetched yet could change it.
    lacks: bool,
    /// What is worth remembering, if anything is remembered.
    sightings: Sightings,
}

fn judge(verifier: &Verifier<'_>, row: &Row, at: Timestamp, looks: bool) -> Line {
    let named = Object::new().with("row", Json::Number(number(row.number)));
    let named = match &row.name {
        Some(name) => named.with("file", name.as_str()),
        None => named,
    };
    match &row.content {
        Err(failure) => {
            let text = named.with("error", failure.to_object()).to_compact();
            Line { text, verdict: Verdict::Undecided, lacks: false, sightings: Sightings::default() }
        }
        Ok(bytes) => {
            let reports = verifier.verify_shared(bytes, at);
            let verdict = reports.verdict();
            let lacks = looks && verdict != Verdict::Accept && !verifier.needs_shared(bytes, at).is_empty();
            // The report is the last member, put in as it is written.
            let mut text = named.to_compact();
            text.pop();
            text.push_str(",\"report\":");
            text.push_str(&reports.to_line());
            text.push('}');
            Line { text, verdict, lacks, sightings: sightings(&reports) }
        }
    }
}

/// Row numbers are far below 2^53.
fn number(row: u64) -> sanad_core::json::Number {
    let row = u32::try_from(row).unwrap_or(u32::MAX);
    row.into()
}

/// How many badges came to which verdict.
#[derive(Default)]
struct Tally {
    accepted: u64,
    rejected: u64,
    undecided: u64,
}

impl Tally {
    const fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Accept => self.accepted += 1,
            Verdict::Reject => self.rejected += 1,
            Verdict::Undecided => self.undecided += 1,
        }
    }

    const fn rows(&self) -> u64 {
        self.accepted + self.rejected + self.undecided
    }

    fn words(&self) -> String {
        let Self { accepted, rejected, undecided } = self;
        format!("{} rows: {accepted} accept, {rejected} reject, {undecided} undecided\n", self.rows())
    }

    /// The worst of them, as of several badges in one file.
    const fn exit(&self) -> Exit {
        if self.rejected > 0 {
            Exit::Rejected
        } else if self.undecided > 0 {
            Exit::Undecided
        } else {
            Exit::Done
        }
    }
}
