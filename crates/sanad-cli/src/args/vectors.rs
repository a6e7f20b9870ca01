//! The words of `sanad vectors`: a verifier, ours or another, and the test vectors.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Put any verifier to the test vectors
///
/// The vectors of test-vectors/badge are badges with all that is known of them, and
/// the verdict that is right. `run` asks a program of yours; `answer` is such a
/// program. spec/vector-runner.md says what they say to each other.
#[derive(Debug, Subcommand)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  sanad vectors run --program \"sanad vectors answer\" test-vectors"
)]
pub(crate) enum Vectors {
    Run(VectorsRun),
    Answer(VectorsAnswer),
}

/// Ask a program about each vector; print where it differs
///
/// The program reads a question a line and answers each by a line. It is started
/// once, and anew whenever it ends or takes too long.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  \
    sanad vectors run --program \"node my-verifier.mjs\" test-vectors\n  \
    sanad vectors run --program ./my-verifier --only jwt --json"
)]
pub(crate) struct VectorsRun {
    /// The folder with manifest.json
    #[arg(value_name = "DIR", default_value = "test-vectors")]
    pub(crate) folder: PathBuf,
    /// The program and its words, parted by spaces
    #[arg(long, value_name = "COMMAND")]
    pub(crate) program: String,
    /// Vectors whose name begins so, and no others; repeatable
    #[arg(long, value_name = "PREFIX")]
    pub(crate) only: Vec<String>,
    /// Seconds that the program may take for an answer
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,
    /// Where the program is known to differ, and why
    #[arg(long, value_name = "FILE")]
    pub(crate) exceptions: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Answer questions on standard input, as a program that is run
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sanad vectors run --program \"sanad vectors answer\"")]
pub(crate) struct VectorsAnswer {}
