//! The words of `sanad status`: a list of revoked or suspended badges is made, changed and read.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use sanad_core::timestamp::Timestamp;

use super::Key;

/// Make and keep a list of revoked or suspended badges
#[derive(Debug, Subcommand)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad status new --id https://a.example/status/1 --key issuer.pem -o list.json\n  \
    sanad status set list.json 94567 --key issuer.pem\n  \
    sanad status get list.json 94567"
)]
pub(crate) enum Status {
    New(StatusNew),
    Set(StatusSet),
    Get(StatusGet),
}

/// Make a signed status list with no bit set
///
/// Publish the file under its id; a badge names that id and its own index. A file
/// that is already there is never overwritten, for it may hold revocations.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  sanad status new --id https://a.example/status/1 --key issuer.pem -o list.json"
)]
pub(crate) struct StatusNew {
    /// The URL under which the list will be published
    #[arg(long, value_name = "URL")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) key: Key,
    /// Where the list is written
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// What a set bit means
    #[arg(long, value_name = "PURPOSE", default_value = "revocation")]
    pub(crate) purpose: PurposeName,
    /// How many badges the list has room for
    #[arg(long, value_name = "BITS", default_value_t = 131_072)]
    pub(crate) size: u32,
    /// The issuer, where it is not the key's did:key
    #[arg(long, value_name = "DID_OR_URL")]
    pub(crate) issuer: Option<String>,
    #[command(flatten)]
    pub(crate) period: Period,
}

/// How long a list holds.
#[derive(Debug, Args)]
pub(crate) struct Period {
    /// When it is signed, such as 2026-03-01T09:00:00Z [default: now]
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// Until when the list may be relied on
    #[arg(long, value_name = "TIME")]
    pub(crate) valid_until: Option<Timestamp>,
}

/// What a set bit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PurposeName {
    /// The badge is withdrawn for good
    Revocation,
    /// The badge does not hold for now
    Suspension,
}

impl PurposeName {
    /// The word in the list.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
        }
    }
}

/// Set one bit, or clear it, and sign the list anew
///
/// The file is replaced whole or not at all.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad status set list.json 94567 --key issuer.pem")]
pub(crate) struct StatusSet {
    /// The list
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// The badge's index
    #[arg(value_name = "INDEX")]
    pub(crate) index: u32,
    #[command(flatten)]
    pub(crate) key: Key,
    /// Clear the bit: a suspension is over
    #[arg(long)]
    pub(crate) clear: bool,
    #[command(flatten)]
    pub(crate) period: Period,
    /// Where the new list is written [default: in place of the old one]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Tell whether a bit is set, without verifying the list
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad status get list.json 94567")]
pub(crate) struct StatusGet {
    /// The list; `-` reads standard input
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// The badge's index
    #[arg(value_name = "INDEX")]
    pub(crate) index: u32,
}
