//! The words of `sanad verify`: what is asked for, whom one trusts, and what is at hand.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use sanad_core::timestamp::Timestamp;

use crate::fetching::Fetching;

/// Many badges in place of one.
#[derive(Debug, Args)]
pub(crate) struct ManyBadges {
    /// Judge many: one a line (NDJSON), or the files of a folder
    #[arg(long, conflicts_with_all = ["json", "refresh"])]
    pub(crate) batch: bool,
    /// Where the lines are written [default: stdout]
    #[arg(short, long, value_name = "FILE", requires = "batch")]
    pub(crate) output: Option<PathBuf>,
    /// Go on after the last whole line of the output
    #[arg(long, requires_all = ["batch", "output", "at"])]
    pub(crate) resume: bool,
}

/// Say whether a badge may be believed, and why
///
/// Eight checks, three verdicts: accept (exit code 0), reject (1), undecided (3).
/// A good signature by somebody whom nobody you trust knows is undecided: name
/// the issuer you trust with --issuer. What the badge needs, such as its issuer's
/// document and status list, is fetched over https, from public addresses only.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  sanad verify badge.json --issuer did:key:z6Mk… --recipient email:a@a.example"
)]
pub(crate) struct Verify {
    /// The badge, or its https:// URL; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) badge: PathBuf,
    /// When it is to hold, such as 2026-03-01T09:00:00Z [default: now]
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// What is asked for
    #[arg(long, value_name = "POLICY", default_value = "accredited")]
    pub(crate) policy: PolicyName,
    /// An issuer you trust, by its id; repeatable
    #[arg(long, value_name = "DID_OR_URL")]
    pub(crate) issuer: Vec<String>,
    /// A document, or inclusion proof; URL=FILE if without `id`; repeatable
    #[arg(long, value_name = "[URL=]FILE")]
    pub(crate) evidence: Vec<PathBuf>,
    /// Whom the badge should be about: email:ada@example.org, or a DID
    #[arg(long, value_name = "WHO")]
    pub(crate) recipient: Option<String>,
    /// How much of what Open Badges demands of a JWT is insisted on
    #[arg(long, value_name = "PROFILE", default_value = "strict")]
    pub(crate) jwt_profile: JwtProfileName,
    /// A folder of `sanad trust`: whom you trust, and what was seen before
    #[arg(long, value_name = "DIR")]
    pub(crate) trust: Option<PathBuf>,
    /// Use accreditation lists for so many hours after their end
    #[arg(long, value_name = "HOURS", default_value_t = 0)]
    pub(crate) offline_grace: u32,
    /// What an accreditation is worth that only the issuer's dates prove
    #[arg(long, value_name = "CHOICE", default_value = "refuse")]
    pub(crate) claimed_times: Worth,
    /// What an accreditation is worth that gives no keys of the issuer's
    #[arg(long, value_name = "CHOICE", default_value = "refuse")]
    pub(crate) unpinned_keys: Worth,
    /// What may stay unknown; repeatable
    #[arg(long, value_name = "WHAT")]
    pub(crate) tolerate: Vec<Tolerable>,
    /// Ask the badge's refresh service for a newer one, once
    #[arg(long)]
    pub(crate) refresh: bool,
    /// The domain that the badge or presentation must be made for
    #[arg(long, value_name = "TEXT")]
    pub(crate) domain: Option<String>,
    /// The challenge that it must answer
    #[arg(long, value_name = "TEXT")]
    pub(crate) challenge: Option<String>,
    /// Keep here what was seen, and hold what comes later against it
    #[arg(long, value_name = "FILE", conflicts_with = "trust")]
    pub(crate) state: Option<PathBuf>,
    /// Print the report as one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) rows: ManyBadges,
    #[command(flatten)]
    pub(crate) fetching: Fetching,
}

/// What a verifier asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyName {
    /// Somebody you trust must vouch for the issuer
    Accredited,
    /// The signature must be the issuer's, whoever that is
    Authentic,
}

/// How much of what Open Badges demands of a JWT is insisted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum JwtProfileName {
    /// All of it
    Strict,
    /// What the W3C demands; the report says what was missing
    Compatible,
}

/// What something is worth that nobody but the issuer speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Worth {
    /// Nothing: the badge stays undecided
    Refuse,
    /// As much as any other
    Accept,
}

/// What a verifier may let be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tolerable {
    /// Endorsements that cannot be judged
    Endorsements,
    /// A status list that cannot be had
    Status,
}
