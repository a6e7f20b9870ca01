//! The words of `sanad trust`: the folder with whom a verifier trusts, and what it remembers.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use sanad_core::timestamp::Timestamp;

use crate::fetching::Fetching;

/// Keep a folder of whom you trust, and what you have seen of them
///
/// It holds the anchors you set, the newest lists you have seen, and what must not
/// be forgotten about them. `sanad verify --trust DIR` goes by it.
#[derive(Debug, Subcommand)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad trust init trust\n  \
    sanad trust add --state trust --list-id https://nac.example/list.json \\\n    \
      --authority did:web:nac.example --key z6Mk…\n  \
    sanad trust find did:web:college.example --state trust --evidence list.json\n  \
    sanad verify badge.json --trust trust"
)]
pub(crate) enum Trust {
    Init(TrustInit),
    Add(TrustAdd),
    Show(TrustShow),
    Find(TrustFind),
    Confirm(TrustConfirm),
    Forget(TrustForget),
    Import(TrustImport),
}

/// Make a folder in which nobody is trusted yet
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  sanad trust init trust\n  sanad trust init trust --formula all"
)]
pub(crate) struct TrustInit {
    /// The folder; a new or an empty one
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Who must vouch: any, all, or a number
    #[arg(long, value_name = "FORMULA", default_value = "any")]
    pub(crate) formula: String,
}

/// The folder.
#[derive(Debug, Args)]
pub(crate) struct Folder {
    /// The folder that `sanad trust init` made
    #[arg(long = "state", value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// Trust an authority for what its list says, or an issuer as it is
///
/// Keys and threshold are what the list is believed by: get them from the
/// authority itself, by a way you trust, and not from the list.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad trust add --state trust --list-id https://nac.example/list.json \\\n    \
      --authority did:web:nac.example --key z6Mk… --key z6Mk… --threshold 2\n  \
    sanad trust add --state trust --issuer did:web:academy.example"
)]
pub(crate) struct TrustAdd {
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// The id of the authority's list
    #[arg(long, value_name = "URL", required_unless_present = "issuer", requires = "authority")]
    pub(crate) list_id: Option<String>,
    /// The authority's own id
    #[arg(long, value_name = "DID", requires_all = ["list_id", "key"])]
    pub(crate) authority: Option<String>,
    /// A key that signs the list, as Multikey; repeatable
    #[arg(long, value_name = "MULTIBASE")]
    pub(crate) key: Vec<String>,
    /// How many of these keys must have signed
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub(crate) threshold: u8,
    /// The first version that is believed
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) minimum_sequence: u64,
    /// How many lists may follow its own on a path [default: 3]
    #[arg(long, value_name = "N")]
    pub(crate) max_path: Option<u8>,
    /// File with what it is trusted for, as JSON [default: everything]
    #[arg(long, value_name = "FILE")]
    pub(crate) scope: Option<PathBuf>,
    /// It can deny, and never vouch
    #[arg(long)]
    pub(crate) veto: bool,
    /// An issuer that is trusted for whatever it awards
    #[arg(long, value_name = "DID_OR_URL", conflicts_with_all = ["list_id", "authority", "key"])]
    pub(crate) issuer: Option<String>,
}

/// Show whom the folder trusts, and what it remembers of them
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad trust show --state trust")]
pub(crate) struct TrustShow {
    #[command(flatten)]
    pub(crate) folder: Folder,
}

/// Say whether somebody is accredited by those you trust
///
/// Three answers: listed (exit code 0), with the chain and what for; not listed
/// (1); a list that would tell is not to be had (3).
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  sanad trust find did:web:college.example --state trust"
)]
pub(crate) struct TrustFind {
    /// Whom: the id that its badges name
    #[arg(value_name = "ISSUER")]
    pub(crate) issuer: String,
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// Now, or the day asked about [default: now]
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// A list you fetched; repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) evidence: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) fetching: Fetching,
}

/// What a file is, whose claims are taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportKind {
    /// Names by DID: the Digital Credentials Consortium's form
    Registry,
    /// An ETSI list of trusted entities (TS 119 602), as JSON
    Lote,
    /// An EBSI accreditation credential
    Ebsi,
}

/// Take in what others say about issuers, marked as no accreditation
///
/// Never makes a badge pass: a register of names tells who somebody is, not what
/// they may award; and the signatures of the others are not checked.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  sanad trust import registry.json --state trust --as registry"
)]
pub(crate) struct TrustImport {
    /// The file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// What it is [default: told by its content]
    #[arg(long = "as", value_name = "KIND")]
    pub(crate) kind: Option<ImportKind>,
}

/// What is remembered.
#[derive(Debug, Args)]
pub(crate) struct Memory {
    /// The folder, or the file of `sanad verify --state`
    #[arg(long = "state", value_name = "DIR")]
    pub(crate) path: PathBuf,
}

/// Believe that an issuer has a new key: you asked, and it is so
///
/// An issuer that signs with another key than the one first seen may be another:
/// names on the web change hands. Ask it by a way you trust, then confirm the key.
/// It is believed beside those seen before.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  sanad trust confirm did:web:college.example --state trust --key z6Mk…"
)]
pub(crate) struct TrustConfirm {
    /// Whom: the id that its badges name
    #[arg(value_name = "ISSUER")]
    pub(crate) issuer: String,
    #[command(flatten)]
    pub(crate) memory: Memory,
    /// The key, as Multikey; repeatable
    #[arg(long, value_name = "MULTIBASE", required = true)]
    pub(crate) key: Vec<String>,
}

/// Trust somebody no more, or forget what was seen
///
/// Without --seen: who has this id, or the list with it, is trusted no more. What
/// was seen of it stays remembered, should it be trusted again. With --seen: what
/// was seen is forgotten, and nothing else: the keys of an issuer, the version of
/// a list, and what it had revoked. Whatever is shown next is then taken as new.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad trust forget https://nac.example/list.json --state trust\n  \
    sanad trust forget did:web:college.example --state trust --seen"
)]
pub(crate) struct TrustForget {
    /// Whom or what: the id of an authority, issuer or list
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) memory: Memory,
    /// Forget what was seen of it, not whether it is trusted
    #[arg(long)]
    pub(crate) seen: bool,
}
