//! The words of `sanad accredit`: an authority's list, edited, signed, published.

pub(crate) mod witnessing;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use sanad_core::timestamp::Timestamp;

use self::witnessing::{Anchor, Witness};
use super::{Passphrase, SuiteName};

/// Keep and sign a list of whom an authority accredits, and for what
///
/// The list is kept as a working file that people can read and edit. Signing makes
/// the next version of it; what was once said stays in it, with its dates.
#[derive(Debug, Subcommand)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad accredit init nac.work --id https://nac.example/list.json \\\n    \
      --authority did:web:nac.example --title 'National Accreditation Council'\n  \
    sanad accredit add nac.work did:web:college.example --name 'Northfield' \\\n    \
      --key z6Mk… --from 2024-07-01T00:00:00Z\n  \
    sanad accredit grant nac.work did:web:college.example --action issue \\\n    \
      --from 2024-07-01T00:00:00Z --scope scope.json\n  \
    sanad accredit sign nac.work --key nac.pem \\\n    \
      --valid-until 2026-06-01T00:00:00Z -o list.json\n  \
    sanad accredit publish list.json site/"
)]
pub(crate) enum Accredit {
    Init(Init),
    Add(Add),
    Grant(Grant),
    Suspend(Suspend),
    Withdraw(Withdraw),
    Reinstate(Reinstate),
    RotateKey(RotateKey),
    Anchor(Anchor),
    Witness(Witness),
    Sign(Sign),
    Show(Show),
    Diff(Diff),
    Check(Check),
    Publish(Publish),
}

/// Begin a list: write a working file with nobody in it
///
/// A file that is already there is never overwritten. A list that verifiers start
/// from names the keys that sign it: --key for each, and --threshold for how many
/// of them must. A list below another one has none: that other list names them.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    override_usage = "sanad accredit init LIST --id URL --authority DID --title TEXT [OPTIONS]",
    after_help = "Example:\n  \
    sanad accredit init nac.work --id https://nac.example/list.json \\\n    \
      --authority did:web:nac.example --title 'National Accreditation Council' \\\n    \
      --key z6Mk… --key z6Mk… --threshold 2"
)]
pub(crate) struct Init {
    /// The working file that is made
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// The URL under which the list will be published
    #[arg(long, value_name = "URL")]
    pub(crate) id: String,
    /// Who says what is in it
    #[arg(long, value_name = "DID")]
    pub(crate) authority: String,
    /// The authority's name, for people
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    /// What kind of list it is, where a programme has several
    #[arg(long, value_name = "URI")]
    pub(crate) list_type: Option<String>,
    /// A key that signs the list, as Multikey; repeatable
    #[arg(long, value_name = "MULTIBASE")]
    pub(crate) key: Vec<String>,
    /// How many of these keys must sign
    #[arg(long, value_name = "K", default_value_t = 1, requires = "key")]
    pub(crate) threshold: u8,
}

/// Put somebody on the list, accredited for nothing yet
///
/// Who is there already gets the keys in addition. Keys in the list are what
/// verifiers go by: the badge can be checked when the issuer's own site is gone.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad accredit add nac.work did:web:college.example --name 'Northfield' \\\n    \
      --key z6Mk… --from 2024-07-01T00:00:00Z"
)]
pub(crate) struct Add {
    /// The working file
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// Whom: a DID or https URL, as its badges name it
    #[arg(value_name = "ENTITY")]
    pub(crate) entity: String,
    /// Its name, for people
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: String,
    /// A key that it signs with, as Multikey; repeatable
    #[arg(long, value_name = "MULTIBASE", requires = "from")]
    pub(crate) key: Vec<String>,
    /// Since when these keys are its own
    #[arg(long, value_name = "TIME")]
    pub(crate) from: Option<Timestamp>,
}

/// What somebody may be accredited to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ActionName {
    /// Award badges
    Issue,
    /// Accredit others, in a list of its own
    Recognize,
    /// Assess learners
    Assess,
    /// Endorse badges
    Endorse,
    /// Witness when badges were made
    Witness,
}

/// Accredit somebody who is on the list for something, from a day on
///
/// --scope limits it: a JSON object such as {"limitField": ["0715"]}. To recognize
/// others, say which list they will be in (--list-id) and how far it may go on.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    override_usage = "sanad accredit grant LIST ENTITY --action ACTION --from TIME [OPTIONS]",
    after_help = "Example:\n  \
    sanad accredit grant nac.work did:web:college.example --action issue \\\n    \
      --from 2024-07-01T00:00:00Z --until 2029-07-01T00:00:00Z --scope scope.json\n  \
    sanad accredit grant nac.work did:web:board.example --action recognize \\\n    \
      --from 2024-07-01T00:00:00Z --list-id https://board.example/list.json \\\n    \
      --delegable issue --max-path 0"
)]
pub(crate) struct Grant {
    /// The working file
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// Whom
    #[arg(value_name = "ENTITY")]
    pub(crate) entity: String,
    /// What it may do
    #[arg(long, value_name = "ACTION")]
    pub(crate) action: ActionName,
    /// From when on, that instant included
    #[arg(long, value_name = "TIME")]
    pub(crate) from: Timestamp,
    /// Until when, that instant not included [default: 9999-12-31T00:00:00Z]
    #[arg(long, value_name = "TIME")]
    pub(crate) until: Option<Timestamp>,
    /// File with the limits, as one JSON object [default: none]
    #[arg(long, value_name = "FILE")]
    pub(crate) scope: Option<PathBuf>,
    /// With conditions still to be met
    #[arg(long)]
    pub(crate) provisional: bool,
    #[command(flatten)]
    pub(crate) delegation: DelegationArgs,
}

/// What goes with the right to recognize others.
#[derive(Debug, Args)]
pub(crate) struct DelegationArgs {
    /// recognize: the one list that it may publish
    #[arg(long, value_name = "URL")]
    pub(crate) list_id: Option<String>,
    /// recognize: how many of its keys must sign that list
    #[arg(long, value_name = "K")]
    pub(crate) threshold: Option<u8>,
    /// recognize: how many lists may follow below that one [default: 0]
    #[arg(long, value_name = "N")]
    pub(crate) max_path: Option<u8>,
    /// recognize: what others may then do; repeatable [default: issue]
    #[arg(long, value_name = "ACTION")]
    pub(crate) delegable: Vec<ActionName>,
    /// recognize: an id that it may accredit, and no others; repeatable
    #[arg(long, value_name = "ENTITY")]
    pub(crate) permit: Vec<String>,
    /// recognize: an id that it may not accredit; repeatable
    #[arg(long, value_name = "ENTITY")]
    pub(crate) exclude: Vec<String>,
}

/// From when on, and why.
#[derive(Debug, Args)]
pub(crate) struct Change {
    /// The working file
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// Whom
    #[arg(value_name = "ENTITY")]
    pub(crate) entity: String,
    /// From when on
    #[arg(long, value_name = "TIME")]
    pub(crate) from: Timestamp,
    /// Why: a word for machines, such as audit-failed
    #[arg(long, value_name = "CODE")]
    pub(crate) reason: String,
    /// Which action only, by its id [default: all]
    #[arg(long, value_name = "ID")]
    pub(crate) action_id: Vec<String>,
}

/// End an accreditation for now
///
/// What was awarded before that day stays good.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    override_usage = "sanad accredit suspend LIST ENTITY --from TIME --reason CODE [OPTIONS]",
    after_help = "Example:\n  \
    sanad accredit suspend nac.work did:web:college.example \\\n    \
      --from 2026-01-10T00:00:00Z --reason audit-pending"
)]
pub(crate) struct Suspend {
    #[command(flatten)]
    pub(crate) change: Change,
    /// The day lies before versions that are signed already
    #[arg(long)]
    pub(crate) retroactive: bool,
}

/// End an accreditation for good
///
/// What was awarded before that day stays good. Accrediting again is a new grant.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    override_usage = "sanad accredit withdraw LIST ENTITY --from TIME --reason CODE [OPTIONS]",
    after_help = "Example:\n  \
    sanad accredit withdraw nac.work did:web:college.example \\\n    \
      --from 2026-01-10T00:00:00Z --reason diplomas-sold"
)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    pub(crate) change: Change,
    /// The day lies before versions that are signed already
    #[arg(long)]
    pub(crate) retroactive: bool,
}

/// Accredit somebody again who was suspended, for the same things
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    override_usage = "sanad accredit reinstate LIST ENTITY --from TIME --reason CODE [OPTIONS]",
    after_help = "Example:\n  \
    sanad accredit reinstate nac.work did:web:college.example \\\n    \
      --from 2026-03-01T00:00:00Z --reason audit-passed"
)]
pub(crate) struct Reinstate {
    #[command(flatten)]
    pub(crate) change: Change,
    /// Until when [default: as before the suspension]
    #[arg(long, value_name = "TIME")]
    pub(crate) until: Option<Timestamp>,
}

/// Why a key signs no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyEndName {
    /// Another has taken its place
    Superseded,
    /// It is not used any more
    Retired,
    /// Somebody else may have it
    Compromised,
}

/// Give somebody a new key, and say when and why the old one ended
///
/// The old key stays in the list: badges that it signed in its time stay good. Of
/// a compromised one say since when it may have been with others.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad accredit rotate-key nac.work did:web:college.example --new z6Mk… \\\n    \
      --old z6Mk… --from 2026-02-01T00:00:00Z\n  \
    sanad accredit rotate-key nac.work did:web:college.example --old z6Mk… \\\n    \
      --from 2026-02-01T00:00:00Z --because compromised \\\n    \
      --invalid-since 2026-01-20T00:00:00Z"
)]
pub(crate) struct RotateKey {
    /// The working file
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// Whose key
    #[arg(value_name = "ENTITY")]
    pub(crate) entity: String,
    /// The new key, as Multikey
    #[arg(long, value_name = "MULTIBASE", required_unless_present = "old")]
    pub(crate) new: Option<String>,
    /// The key that ends, as Multikey
    #[arg(long, value_name = "MULTIBASE")]
    pub(crate) old: Option<String>,
    /// From when on
    #[arg(long, value_name = "TIME")]
    pub(crate) from: Timestamp,
    /// Why the old key ends
    #[arg(long, value_name = "REASON", default_value = "superseded")]
    pub(crate) because: KeyEndName,
    /// compromised: since when somebody else may have had it
    #[arg(long, value_name = "TIME", requires = "old")]
    pub(crate) invalid_since: Option<Timestamp>,
}

/// Sign the next version of a list, or add a signature to one
///
/// Of a working file the next version is made and signed, and the file remembers
/// it. Of a signed list only the signature is added: so several people sign in
/// turn, each on a machine of their own, the same file.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad accredit sign nac.work --key one.pem \\\n    \
      --valid-until 2026-06-01T00:00:00Z -o list.json\n  \
    sanad accredit sign list.json --key two.pem -o list.json"
)]
pub(crate) struct Sign {
    /// The working file, or the list that was signed by others already
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// A key of the authority, as `sanad keygen` writes it
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
    /// When it is signed, such as 2026-03-01T09:00:00Z [default: now]
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// Until when the list may be relied on; a new version is due before
    #[arg(long, value_name = "TIME")]
    pub(crate) valid_until: Option<Timestamp>,
    /// Kind of proof
    #[arg(long, value_name = "SUITE", default_value = "eddsa-jcs-2022")]
    pub(crate) suite: SuiteName,
    /// The version that was signed last [default: what is at the output]
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,
    /// Where the signed list is written; replaces what is there
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

/// Show whom a list accredits, for what and when
///
/// Nothing is verified: whoever made the file can have written anything.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad accredit show nac.work")]
pub(crate) struct Show {
    /// A working file or a signed list; `-` reads standard input
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
}

/// Show what is different in another version of a list
///
/// Exit code 0 if nothing is, 1 if something is.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad accredit diff list.json nac.work")]
pub(crate) struct Diff {
    /// The earlier one: a working file or a signed list
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The later one
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
}

/// Say whether a list is as it must be, before others see it
///
/// Of a signed list: who of its signers has signed, whether those are enough, and
/// whether it is in date. With --previous: whether it may follow that version.
/// Exit code 0 if all is well, 1 if not.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad accredit check list.json --previous site/41.json\n  \
    sanad accredit check board.json --key z6Mk… --threshold 1"
)]
pub(crate) struct Check {
    /// A working file or a signed list; `-` reads standard input
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// The version before it
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,
    /// When it is to be in date [default: now]
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// A key that may sign it; repeatable [default: those the list names]
    #[arg(long, value_name = "MULTIBASE")]
    pub(crate) key: Vec<String>,
    /// How many of these keys must have signed
    #[arg(long, value_name = "K", default_value_t = 1, requires = "key")]
    pub(crate) threshold: u8,
}

/// Write a signed list as a static site
///
/// DIR gets list.json, the same as SEQUENCE.json for good, and index.html: a page
/// for people, without scripts. A version that is there with other content is
/// never overwritten.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad accredit publish list.json site/")]
pub(crate) struct Publish {
    /// The signed list
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// The folder; made if it is not there
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}
