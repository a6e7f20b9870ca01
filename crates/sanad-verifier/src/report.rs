//! The answer: every check with its outcome, and one verdict. `spec/report.md`

mod json;

use std::sync::OnceLock;

use sanad_core::badge::SignedBadge;
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::model::claims::Claims;
use sanad_core::pointer::JsonPointer;
use sanad_core::timestamp::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::format::Format;
use crate::outcome::{CheckId, Finding, Outcome, Standing};
use crate::trust_state::sightings::Sightings;

/// May the badge be believed?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "complete by definition: every caller decides about all three")]
pub enum Verdict {
    /// Yes.
    Accept,
    /// No: something was found against it.
    Reject,
    /// Nothing was found against it, and not enough for it.
    Undecided,
}

impl Verdict {
    /// The verdict on eight outcomes, in the order of [`CheckId::ALL`]. `spec/report.md#verdict`
    ///
    /// Any fail rejects. To accept, the first four must pass, since without them nothing in the badge is known to be
    /// its issuer's word; the others may be skipped, and none unknown.
    #[must_use]
    pub fn of(standings: [Standing; 8]) -> Self {
        let [structure, proof, issuer, validity, rest @ ..] = standings;
        if standings.contains(&Standing::Fail) {
            return Self::Reject;
        }
        let vital = [structure, proof, issuer, validity].iter().all(|standing| *standing == Standing::Pass);
        if vital && !rest.contains(&Standing::Unknown) { Self::Accept } else { Self::Undecided }
    }

    /// The verdict's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Undecided => "undecided",
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was found about a badge: always all checks, whatever their outcome.
#[derive(Clone, Debug)]
#[must_use = "a report that nobody reads protects nobody"]
pub struct Report {
    pub(crate) badge: Option<Received>,
    pub(crate) format: Format,
    /// Where in the file received the badge stands; the root if it is the file.
    pub(crate) place: JsonPointer,
    /// `sha256:` and the hexadecimal digest of the bytes received; worked out when it is asked for.
    pub(crate) digest: OnceLock<String>,
    pub(crate) at: Timestamp,
    pub(crate) policy: String,
    pub(crate) checks: Checks,
    pub(crate) sightings: Sightings,
}

/// What was received, read: its very bytes, and what it claims in the members of Open Badges 3.0.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) bytes: Box<[u8]>,
    pub(crate) claims: Object,
}

impl From<SignedBadge> for Received {
    fn from(badge: SignedBadge) -> Self {
        let (bytes, claims) = badge.into_parts();
        Self { bytes, claims }
    }
}

/// A field for each check, so that none can be left out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checks {
    pub(crate) structure: Outcome,
    pub(crate) proof: Outcome,
    pub(crate) issuer: Outcome,
    pub(crate) validity: Outcome,
    pub(crate) status: Outcome,
    pub(crate) accreditation: Outcome,
    pub(crate) recipient: Outcome,
    pub(crate) endorsements: Outcome,
    /// Where in the badge the endorsements stand that verified.
    pub(crate) good_endorsements: Vec<JsonPointer>,
    /// What is worth knowing and decides nothing.
    pub(crate) remarks: Vec<Finding>,
}

impl Checks {
    /// Nothing asked, because an earlier check did not pass; the checks that were asked are to be filled in.
    pub(crate) fn not_reached(because: CheckId) -> Self {
        let detail = format!(
            "not asked: `{because}` did not pass, so nothing in the badge is known to be its issuer's"
        );
        let later = Outcome::skip(Code::VerifyNotReached, detail);
        Self {
            structure: later.clone(),
            proof: later.clone(),
            issuer: later.clone(),
            validity: later.clone(),
            status: later.clone(),
            accreditation: later.clone(),
            recipient: later.clone(),
            endorsements: later,
            good_endorsements: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Whether the badge is known to be its issuer's word, so that what it says may be acted upon.
    pub(crate) fn are_on_the_issuers_word(&self) -> bool {
        // Whether it is as the schemas have it that it names is asked of the issuer's word.
        let structure = &self.structure;
        let is_read =
            structure.standing() == Standing::Pass || structure.code() == Some(Code::SchemaJsonSchemaFailed);
        is_read && self.proof.standing() == Standing::Pass && self.issuer.standing() == Standing::Pass
    }

    /// The first finding of a check that did not pass.
    pub(crate) fn first_doubt(&self) -> Option<&Finding> {
        CheckId::ALL
            .into_iter()
            .map(|check| self.outcome(check))
            .find(|o| o.standing() != Standing::Pass)?
            .finding()
    }

    pub(crate) fn verdict(&self) -> Verdict {
        Verdict::of(CheckId::ALL.map(|check| self.outcome(check).standing()))
    }

    const fn outcome(&self, check: CheckId) -> &Outcome {
        match check {
            CheckId::Structure => &self.structure,
            CheckId::Proof => &self.proof,
            CheckId::Issuer => &self.issuer,
            CheckId::Validity => &self.validity,
            CheckId::Status => &self.status,
            CheckId::Accreditation => &self.accreditation,
            CheckId::Recipient => &self.recipient,
            CheckId::Endorsements => &self.endorsements,
        }
    }
}

impl Report {
    /// May the badge be believed?
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.checks.verdict()
    }

    /// How a check ended.
    #[must_use]
    pub const fn outcome(&self, check: CheckId) -> &Outcome {
        self.checks.outcome(check)
    }

    /// All checks in their order.
    pub fn checks(&self) -> impl ExactSizeIterator<Item = (CheckId, &Outcome)> {
        CheckId::ALL.into_iter().map(|check| (check, self.outcome(check)))
    }

    /// The first finding that keeps the badge from being accepted; `None` if it is accepted.
    #[must_use]
    pub fn reason(&self) -> Option<(CheckId, &Finding)> {
        let decisive = match self.verdict() {
            Verdict::Accept => return None,
            Verdict::Reject => Standing::Fail,
            Verdict::Undecided => Standing::Unknown,
        };
        self.checks()
            .find(|(_, outcome)| outcome.standing() == decisive)
            .and_then(|(check, outcome)| Some((check, outcome.finding()?)))
    }

    /// The time the badge was judged for.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// The policy it was judged by.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// In which format the badge came.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Where in the file received the badge stands: in a presentation or transcript that holds several.
    #[must_use]
    pub const fn place(&self) -> &JsonPointer {
        &self.place
    }

    /// What is worth knowing and changes no verdict: looseness that was needed, what other software trips over.
    #[must_use]
    pub fn remarks(&self) -> &[Finding] {
        &self.checks.remarks
    }

    /// What was seen that is worth remembering, if the verifier was given a state: hand it to
    /// [`crate::trust_state::TrustState::remember`]. Of documents that were not verified, nothing.
    #[must_use]
    pub const fn sightings(&self) -> &Sightings {
        &self.sightings
    }

    /// `sha256:` and the hexadecimal SHA-256 of the bytes as received: which file this report is about.
    #[must_use]
    pub fn digest(&self) -> &str {
        let received = || self.badge.as_ref().map_or(&[][..], |badge| &badge.bytes);
        self.digest.get_or_init(|| digest(received()))
    }

    /// What the badge says of itself, whether or not it may be believed; `None` if it could not be read.
    #[must_use]
    pub fn unverified(&self) -> Option<Claims<'_>> {
        self.badge.as_ref().map(|badge| Claims::new(&badge.claims))
    }

    /// The badge to rely on, if the verdict is [`Verdict::Accept`].
    ///
    /// # Errors
    /// [`Rejection`] for both other verdicts; it keeps the report.
    pub fn accept(mut self) -> Result<VerifiedBadge, Rejection> {
        match (self.verdict(), self.badge.take()) {
            (Verdict::Accept, Some(badge)) => {
                Ok(VerifiedBadge { badge, at: self.at, policy: self.policy, checks: self.checks })
            }
            (_, badge) => {
                self.badge = badge;
                Err(Rejection { report: Box::new(self) })
            }
        }
    }

    /// The report for machines, indented. The same inputs give the same bytes. `spec/report.md#json`
    #[must_use]
    pub fn to_json(&self) -> String {
        to_text(&Json::Object(self.to_object()))
    }

    /// The report as an object, for a file of several.
    #[must_use]
    pub fn to_object(&self) -> Object {
        json::object(self)
    }
}

/// JSON for machines that may end on a terminal.
pub(crate) fn to_text(json: &Json) -> String {
    json::text(json)
}

/// The same on one line.
pub(crate) fn to_line(json: &Json) -> String {
    json::line(json)
}

/// `sha256:` and the hexadecimal digest.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let hex = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("sha256:{hex}")
}

/// A badge that a verifier accepted, at a time, by a policy. Only [`Report::accept`] makes one.
#[derive(Clone, Debug)]
pub struct VerifiedBadge {
    badge: Received,
    at: Timestamp,
    policy: String,
    checks: Checks,
}

impl VerifiedBadge {
    /// What the issuer says. An endorsement among it is good only if it is among [`Self::endorsements`].
    #[must_use]
    pub fn claims(&self) -> Claims<'_> {
        Claims::new(&self.badge.claims)
    }

    /// Exactly the bytes received.
    #[must_use]
    pub const fn as_received(&self) -> &[u8] {
        &self.badge.bytes
    }

    /// The time the badge was judged for. At another time the answer may be another.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// The policy it was accepted by.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// How a check ended.
    #[must_use]
    pub const fn outcome(&self, check: CheckId) -> &Outcome {
        self.checks.outcome(check)
    }

    /// Where in the badge the endorsements stand that verified and are in force.
    #[must_use]
    pub fn endorsements(&self) -> &[JsonPointer] {
        &self.checks.good_endorsements
    }
}

/// Why a badge was not accepted: the whole report, as an error.
#[derive(Clone, Debug)]
pub struct Rejection {
    report: Box<Report>,
}

impl Rejection {
    /// The report.
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// The report, to keep.
    pub fn into_report(self) -> Report {
        *self.report
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verdict = self.report.verdict();
        match self.report.reason() {
            Some((check, finding)) => {
                write!(f, "{verdict}: {check}: {} ({})", finding.detail, finding.code)
            }
            None => write!(f, "{verdict}"),
        }
    }
}

impl std::error::Error for Rejection {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row there is: 4 outcomes of 8 checks.
    fn rows() -> impl Iterator<Item = [Standing; 8]> {
        (0..4_usize.pow(8)).map(|row| {
            let mut rest = row;
            [(); 8].map(|()| {
                let standing = Standing::ALL[rest % 4];
                rest /= 4;
                standing
            })
        })
    }

    fn count(verdict: Verdict) -> usize {
        rows().filter(|row| Verdict::of(*row) == verdict).count()
    }

    #[test]
    fn the_verdict_follows_its_rule_in_every_row_of_the_truth_table() {
        for row in rows() {
            let has = |standing| row.contains(&standing);
            let expected = if has(Standing::Fail) {
                Verdict::Reject
            } else if has(Standing::Unknown) || row[..4].contains(&Standing::Skip) {
                Verdict::Undecided
            } else {
                Verdict::Accept
            };
            assert_eq!(Verdict::of(row), expected, "{row:?}");
        }
        // Counted by hand: 4^8 - 3^8 rows with a fail; pass, and pass or skip four times; the rest.
        assert_eq!(count(Verdict::Reject), 65_536 - 6_561);
        assert_eq!(count(Verdict::Accept), 16);
        assert_eq!(count(Verdict::Undecided), 6_561 - 16);
    }

    #[test]
    fn a_worse_outcome_never_gives_a_better_verdict() {
        let rank = |verdict| match verdict {
            Verdict::Accept => 2,
            Verdict::Undecided => 1,
            Verdict::Reject => 0,
        };
        for row in rows() {
            for index in 0..8 {
                for worse in [Standing::Unknown, Standing::Fail] {
                    if worse == Standing::Unknown && row[index] == Standing::Fail {
                        continue;
                    }
                    let mut changed = row;
                    changed[index] = worse;
                    assert!(rank(Verdict::of(changed)) <= rank(Verdict::of(row)), "{row:?}, check {index}");
                }
            }
        }
    }
}
