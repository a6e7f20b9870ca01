//! The words of the command line: every command, its flags, and one example of each.

pub(crate) mod accredit;
pub(crate) mod trust;
pub(crate) mod vectors;

use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use sanad_core::timestamp::Timestamp;

use self::accredit::Accredit;
use self::trust::Trust;
use self::vectors::Vectors;
use crate::fetching::Fetching;
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
        assert_eq!(seen, 35);
    }
}
