//! The words of `sanad accredit anchor` and `witness`: that badges were there when a list was signed.

use std::path::PathBuf;

use clap::Args;

/// Make one hash of your badges, for an authority to witness
///
/// Whoever awards badges does this, say once a month, and sends the small file to
/// the authority above. Should the accreditation end one day, the version of the
/// list with the hash in it, and a badge's own proof, still show that the badge
/// was there before. The hash tells nothing about any badge. A badge is a file, a
/// line of a file (NDJSON), or a file in a folder; no signature is checked.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad accredit anchor badges.ndjson --proofs proofs/ -o march.json\n  \
    sanad verify badge.json --trust trust \\\n    \
      --evidence proofs/7.proof.json --evidence 12.json"
)]
pub(crate) struct Anchor {
    /// Badges of one issuer; `-` reads lines from standard input
    #[arg(value_name = "BADGES", required = true)]
    pub(crate) badges: Vec<PathBuf>,
    /// The folder that gets a proof for each badge; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) proofs: PathBuf,
    /// Where what the authority gets is written [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Witness in the next version that an issuer's badges were there
///
/// The file is what the issuer made with `sanad accredit anchor`: how many badges,
/// and one hash of them all. From the day the next version is signed on, nobody
/// can add a badge to those it witnesses, not even the issuer.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad accredit witness nac.work march.json\n  \
    sanad accredit sign nac.work --key nac.pem \\\n    \
      --valid-until 2026-06-01T00:00:00Z -o list.json"
)]
pub(crate) struct Witness {
    /// The working file
    #[arg(value_name = "LIST")]
    pub(crate) list: PathBuf,
    /// What an issuer made of its badges; several at once
    #[arg(value_name = "ANCHOR", required = true)]
    pub(crate) anchors: Vec<PathBuf>,
}
