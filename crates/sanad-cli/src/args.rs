//! The words of the command line: every command, its flags, and one example of each.

pub(crate) mod accredit;
pub(crate) mod status;
pub(crate) mod trust;
pub(crate) mod vectors;
pub(crate) mod verify;

use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use sanad_core::timestamp::Timestamp;

use self::accredit::Accredit;
use self::status::Status;
use self::trust::Trust;
use self::vectors::Vectors;
use self::verify::Verify;
use crate::text;

/// Issue and verify digital badges: Open Badges 3.0, signed, checked offline
#[derive(Debug, Parser)]
#[command(
    name = "sanad",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    disable_help_flag = true
)]
#[command(
    verbatim_doc_comment,
    after_help = "Try `sanad demo` first. `sanad COMMAND --help` shows an example of each command.\n\
                        Exit codes: 0 done or accepted, 1 rejected, 3 undecided, 2 could not ask."
)]
pub(crate) struct Sanad {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Print help
    #[arg(short, long, global = true, action = ArgAction::HelpLong)]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Keygen(Keygen),
    Issue(Issue),
    Verify(Verify),
    Inspect(Inspect),
    Explain(Explain),
    Bake(Bake),
    Extract(Extract),
    #[command(subcommand, arg_required_else_help = true)]
    Status(Status),
    #[command(subcommand, arg_required_else_help = true)]
    Accredit(Accredit),
    #[command(subcommand, arg_required_else_help = true)]
    Trust(Trust),
    #[command(subcommand, arg_required_else_help = true)]
    Vectors(Vectors),
    Demo(Demo),
}

/// Make an issuer's key; print its did:key
///
/// Writes an Ed25519 private key as PKCS#8 PEM, readable by you alone, and prints
/// the did:key of its public half: that is what others pin. A file that is
/// already there is never overwritten.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example:\n  sanad keygen -o issuer.pem\n  sanad keygen -o issuer.pem --passphrase-file pass.txt"
)]
pub(crate) struct Keygen {
    /// Where the private key is written
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
}

/// A passphrase comes from a file, never from an argument that other users could see.
#[derive(Debug, Args)]
pub(crate) struct Passphrase {
    /// File with the key's passphrase in its first line; `-` is stdin
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

/// The key that signs.
#[derive(Debug, Args)]
pub(crate) struct Key {
    /// The issuer's private key, as `sanad keygen` writes it
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
    /// Id of the key in the issuer's document, if that is no did:key
    #[arg(long, value_name = "URL")]
    pub(crate) verification_method: Option<String>,
    /// Kind of proof
    #[arg(long, value_name = "SUITE", default_value = "eddsa-rdfc-2022")]
    pub(crate) suite: SuiteName,
}

/// The kinds of proof that are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SuiteName {
    /// Over RDF, as 1EdTech certifies
    #[value(name = "eddsa-rdfc-2022")]
    Rdfc,
    /// Over JSON
    #[value(name = "eddsa-jcs-2022")]
    Jcs,
}

/// Sign a badge
///
/// The draft is an unsigned credential (JSON with an `@context`), or a short one
/// in TOML or JSON: name, description, criteria, recipient and the like. Same
/// draft, key, suite and time give the same bytes.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Example draft.toml:\n\
    \x20 name = \"Welding I\"\n\
    \x20 description = \"Joins mild steel plate in the flat position.\"\n\
    \x20 criteria = \"Pass the bench test.\"\n\
    \x20 recipient = { email = \"ada@example.org\" }  # hashed; or \"did:key:z6Mk…\"\n\
    \x20 valid_until = \"2029-03-01T00:00:00Z\"\n\
    \x20 issuer_name = \"Academy of Metal\"\n\
    \x20 [facts]                  # what an accreditation may limit; all optional\n\
    \x20 level.framework = \"https://w3id.org/sanad/framework/ncrf/2023\"\n\
    \x20 level.value = \"4.5\"\n\
    \x20 credits = { unit = \"https://w3id.org/sanad/credit/ncrf/2023\", value = \"12\" }\n\
    \x20 field = [\"0715\"]         # also: notional_hours, qualification, jurisdiction,\n\
    \x20                          # mode, assessment_type\n\
    \n\
    Example:\n  sanad issue draft.toml --key issuer.pem -o badge.json"
)]
pub(crate) struct Issue {
    /// The draft, or with --batch the records; `-` reads standard input
    #[arg(value_name = "DRAFT")]
    pub(crate) draft: PathBuf,
    #[command(flatten)]
    pub(crate) key: Key,
    /// When it is issued, such as 2026-03-01T09:00:00Z [default: now]
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// Make a JWT, in place of a badge with a proof within
    #[arg(long, conflicts_with = "suite")]
    pub(crate) jwt: bool,
    /// Where the badge is written; replaces what is there [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Sign a badge for each record (.csv, or NDJSON), each on a line
    #[arg(long, requires = "template")]
    pub(crate) batch: bool,
    /// The draft with {{places}} that records fill
    #[arg(long, value_name = "DRAFT", requires = "batch")]
    pub(crate) template: Option<PathBuf>,
    /// Go on after the last whole line of the output
    #[arg(long, requires_all = ["batch", "output", "at"])]
    pub(crate) resume: bool,
}

/// Show what was signed, and what other software trips over
///
/// Prints the canonical text and hashes of every proof, members that no context
/// defines, and what is known to be read otherwise elsewhere. Judges nothing.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad explain badge.json")]
pub(crate) struct Explain {
    /// The badge, or what holds it; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) badge: PathBuf,
    /// The issuer's controller document, to try the key it lists; repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) evidence: Vec<PathBuf>,
}

/// Show what is in a badge, without judging it
///
/// Nothing is verified: whoever made the file can have written anything.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad inspect badge.json")]
pub(crate) struct Inspect {
    /// The badge; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) badge: PathBuf,
}

/// Put a signed badge into a picture
///
/// The picture is a PNG or SVG, told by its content. A badge that is in it
/// already is replaced; everything else stays as it is. An SVG that runs scripts
/// or loads something is refused. The picture proves nothing: the badge in it does.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad bake welding.png badge.json -o baked.png")]
pub(crate) struct Bake {
    /// The picture; `-` reads standard input
    #[arg(value_name = "IMAGE")]
    pub(crate) image: PathBuf,
    /// The signed badge: JSON, or a compact JWS
    #[arg(value_name = "BADGE")]
    pub(crate) badge: PathBuf,
    /// Where the new picture is written; replaces what is there
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

/// Take the badge out of a picture, without judging it
///
/// What comes out is what was put in, byte for byte: JSON, a compact JWS, or of
/// an old badge the URL of its original.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad extract baked.png -o badge.json")]
pub(crate) struct Extract {
    /// The picture, PNG or SVG; `-` reads standard input
    #[arg(value_name = "IMAGE")]
    pub(crate) image: PathBuf,
    /// Where the badge is written; replaces what is there [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Play the whole story: key, badge, verdicts, forgeries
///
/// Makes a key, signs a badge, verifies it as somebody who trusts the issuer and
/// as a stranger, then forges it three ways. The files stay, to be looked at.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_help = "Example:\n  sanad demo\n  sanad verify sanad-demo/badge.json")]
pub(crate) struct Demo {
    /// Folder for the files: a new or empty one, or that of an earlier demo
    #[arg(value_name = "DIR", default_value = "sanad-demo")]
    pub(crate) folder: PathBuf,
}

/// A usage error as clap words it, with our hint in place of its own. `words` are the words after `sanad`.
pub(crate) fn usage(error: &clap::Error, words: &[String]) -> String {
    let text = error.render().to_string();
    let text = text.trim_end();
    let Some(message) = text.strip_suffix("For more information, try '--help'.") else {
        return format!("{text}\n");
    };
    let mut command = Sanad::command();
    let mut name = "sanad".to_owned();
    for word in words {
        let Some(next) = command.find_subcommand(word).cloned() else { break };
        name = format!("{name} {word}");
        command = next;
    }
    // clap quotes what was typed; line by line it can move no cursor.
    let lines = message.trim_end().lines().map(|line| text::safe(line, usize::MAX)).collect::<Vec<_>>();
    format!("{}\n\nhint: `{name} --help` explains each flag and shows an example\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent_and_every_command_has_an_example() {
        let mut sanad = Sanad::command();
        sanad.build();
        sanad.clone().debug_assert();
        let mut commands: Vec<_> = sanad.get_subcommands().collect();
        let mut seen = 0;
        while let Some(command) = commands.pop() {
            commands.extend(command.get_subcommands());
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(after.contains("Example"), "{}", command.get_name());
            seen += 1;
        }
        assert_eq!(seen, 38);
    }
}
