//! `sanad accredit check`: is a list as it must be, before others see it.

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::signers::distinct_signers;
use sanad_core::accreditation::succession;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::public_key::PublicKey;
use sanad_core::signed::SignedDocument;
use sanad_core::timestamp::Timestamp;

use super::{Held, public_keys, signed};
use crate::args::accredit::Check;
use crate::command::{Answer, Exit, given_or_now};
use crate::fail::Failure;
use crate::text;

/// What was found: one line each, the bad ones marked by a word.
#[derive(Default)]
struct Findings {
    lines: Vec<String>,
    bad: bool,
}

impl Findings {
    fn good(&mut self, what: &str) {
        self.lines.push(format!("ok      {}", text::safe(what, 400)));
    }

    fn bad(&mut self, what: &str) {
        self.bad = true;
        self.lines.push(format!("WRONG   {}", text::safe(what, 400)));
    }

    fn told(self) -> Answer {
        let exit = if self.bad { Exit::Rejected } else { Exit::Done };
        let data = self.lines.into_iter().map(|line| line + "\n").collect();
        Answer { data, exit, ..Answer::default() }
    }
}

/// Checks a working file or a signed list.
pub(crate) fn run(asked: &Check) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let keys = public_keys(&asked.key)?;
    let mut findings = Findings::default();
    let previous = asked.previous.as_deref().map(signed).transpose()?;
    let list = match Held::open(&asked.list)? {
        Held::Signed(document, list) => {
            findings.good(&format!("version {}, {} name(s)", list.sequence(), list.entities().len()));
            signatures(&document, &list, (&keys, asked.threshold), at, &mut findings);
            freshness(&list, at, &mut findings);
            *list
        }
        Held::Working(working) => {
            for idle in working.idle() {
                findings.bad(&format!("{idle} is accredited for nothing"));
            }
            let Some(content) = working.preview() else {
                findings.bad("nobody is accredited for anything");
                return Ok(findings.told());
            };
            match AccreditationList::read_content(&content) {
                Ok(list) => {
                    findings.good(&format!("a list can be made of it, {} name(s)", list.entities().len()));
                    list
                }
                Err(error) => {
                    findings.bad(&format!("{error} [{}]", error.code()));
                    return Ok(findings.told());
                }
            }
        }
    };
    if let Some((_, previous)) = &previous {
        match succession::follows(previous, &list) {
            Ok(()) => findings.good(&format!("it may follow version {}", previous.sequence())),
            Err(error) => findings.bad(&format!("{error} [{}]", error.code())),
        }
    }
    Ok(findings.told())
}

fn signatures(
    document: &SignedDocument,
    list: &AccreditationList,
    (given, threshold): (&[PublicKey], u8),
    at: Timestamp,
    findings: &mut Findings,
) {
    let (keys, threshold) = match (given, list.signing()) {
        ([], Some(signing)) => (signing.keys(), signing.threshold()),
        ([], None) => {
            findings.good("who must sign it is said by the list above it; give --key to check that");
            return;
        }
        (given, _) => (given, threshold),
    };
    match distinct_signers(document, keys, at, &Canonicalizer::official()) {
        Err(error) => findings.bad(&format!("the signatures: {error} [{}]", error.code())),
        Ok(signers) => {
            for proof in signers.proofs() {
                match proof.signed_by() {
                    Ok(key) => findings.good(&format!("signed by {}", key.to_multikey())),
                    Err(error) => {
                        findings.bad(&format!("the proof at {}: {error} [{}]", proof.at(), error.code()));
                    }
                }
            }
            match signers.meets(threshold) {
                Ok(()) => findings.good(&format!("{} key(s) have signed, {threshold} must", signers.count())),
                Err(error) => findings.bad(&format!("{error} [{}]", error.code())),
            }
        }
    }
}

fn freshness(list: &AccreditationList, at: Timestamp, findings: &mut Findings) {
    let (from, until) = (list.valid_from(), list.valid_until());
    if at < from {
        findings.bad(&format!("it speaks from {from} on, and {at} is asked about"));
    } else if at >= until {
        findings.bad(&format!("it was to be relied on until {until}, and {at} is asked about"));
    } else {
        findings.good(&format!("in date from {from} until {until}"));
    }
}
