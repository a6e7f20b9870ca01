//! `sanad demo`: key, badge, verdicts and forgeries in one go, with the files left to look at.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use sanad_core::badge::SignedBadge;
use sanad_core::issue::Issuer;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::model::draft::Draft;
use sanad_core::model::known_recipient::KnownRecipient;
use sanad_core::model::profile::Profile;
use sanad_core::signer::SigningKey;
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::verify::Verifier;

use super::Answer;
use super::issue::{self, Form};
use crate::args::{Demo, Passphrase, SuiteName};
use crate::draft::Written;
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};
use crate::key_file;
use crate::render::{self, Paint};
use crate::signing::Signatory;
use crate::text;

const DRAFT: &str = r#"# A short draft of a badge. `sanad issue --help` says what else may stand here.
name = "Welding I"
description = "Joins mild steel plate in the flat position."
criteria = "Pass the bench test before two examiners."
recipient = { email = "ada@example.org" }      # the badge holds only a hash of it
valid_until = "2036-03-01T00:00:00Z"
issuer_name = "Academy of Metal"
"#;

/// By its first line a folder is known as that of an earlier demo, whose files may be replaced.
const README: &str = "The files of `sanad demo`. They may be deleted; another demo replaces them.

issuer.pem          the issuer's private key (only for this demo)
draft.toml          what the issuer wrote
badge.json          the signed badge
report.json         what `sanad verify --json` says of it
altered.json        forgery: a better achievement written into the badge
borrowed-name.json  forgery: signed by somebody else in the issuer's name
added-member.json   forgery: a distinction added that nothing signs
";

const SIGNED_AT: &str = "2026-03-01T09:00:00Z";
const ASKED_AT: &str = "2026-03-02T09:00:00Z";
const LEARNER: &str = "email:ada@example.org";

/// Plays the story.
pub(crate) fn run(asked: &Demo) -> Result<Answer, Failure> {
    let mut story = Story::begin(&asked.folder)?;
    let key = story.key()?;
    let badge = story.badge(&key)?;
    story.believed(&badge)?;
    story.stranger(&badge)?;
    story.forgeries(&badge)?;
    story.end()
}

/// The demo as far as it has come.
struct Story {
    folder: PathBuf,
    issuer: String,
    lines: Vec<String>,
}

impl Story {
    fn begin(folder: &Path) -> Result<Self, Failure> {
        prepare(folder)?;
        let story = Self { folder: folder.to_owned(), issuer: String::new(), lines: Vec::new() };
        story.write("README.txt", README.as_bytes())?;
        Ok(story)
    }

    fn key(&mut self) -> Result<SigningKey, Failure> {
        let path = self.folder.join("issuer.pem");
        let key = key_file::fresh()?;
        if path.exists() {
            fs::remove_file(&path).map_err(|error| {
                let message = format!("cannot replace `{}`: {}", path.display(), file::words(&error));
                Failure::new(message, "name another folder")
            })?;
        }
        key_file::write(&path, &key, &Passphrase { passphrase_file: None })?;
        self.issuer = Signatory::of_key(&key).issuer;
        self.say("1. The issuer makes a key: issuer.pem, mode 0600. Its public half is the issuer's id,");
        self.say(&format!("   {}", self.issuer));
        Ok(key)
    }

    fn badge(&mut self, key: &SigningKey) -> Result<SignedBadge, Failure> {
        self.write("draft.toml", DRAFT.as_bytes())?;
        let signed =
            issue::sign(Written::read(DRAFT)?, key, None, Form::Proof(SuiteName::Rdfc), time(SIGNED_AT)?)?;
        self.write("badge.json", signed.as_received())?;
        self.say("\n2. It signs a draft: draft.toml becomes badge.json.");
        Ok(signed)
    }

    fn believed(&mut self, badge: &SignedBadge) -> Result<(), Failure> {
        let anchors = [TrustAnchor::issuer(&self.issuer)];
        let learner: KnownRecipient = LEARNER.parse().map_err(|error| broken(&error))?;
        let evidence = Evidence::new();
        let verifier = Verifier::new(&anchors, &evidence).with_recipient(&learner);
        let report = verifier.verify_shared(badge.as_received(), time(ASKED_AT)?).into_decisive();
        self.write("report.json", format!("{}\n", report.to_json().trim_end()).as_bytes())?;
        self.say("\n3. An employer who trusts that id, and has the learner at the desk, asks:\n");
        for line in render::report(&report, &[], Paint::Plain).lines() {
            self.say(format!("   | {line}").trim_end());
        }
        expect(&report, Verdict::Accept, None)
    }

    fn stranger(&mut self, badge: &SignedBadge) -> Result<(), Failure> {
        self.say("\n4. A stranger who trusts nobody yet asks:");
        self.ask(badge.as_received(), &[], Verdict::Undecided, "accred.issuer_unknown")
    }

    fn forgeries(&mut self, badge: &SignedBadge) -> Result<(), Failure> {
        self.say("\n5. Three forgeries, shown to the employer:");
        let anchors = [TrustAnchor::issuer(&self.issuer)];
        let forgeries: [(_, _, Vec<u8>, _); 3] = [
            (
                "altered.json",
                "a better achievement is written in",
                altered(badge)?,
                "proof.signature_invalid",
            ),
            (
                "borrowed-name.json",
                "somebody else signs in the issuer's name",
                self.borrowed_name()?,
                "proof.method_not_issuer",
            ),
            (
                "added-member.json",
                "a distinction is added that nothing signs",
                added(badge)?,
                "jsonld.undefined_term",
            ),
        ];
        for (name, what, bytes, code) in forgeries {
            self.write(name, &bytes)?;
            self.say(&format!("   {name}: {what}"));
            self.ask(&bytes, &anchors, Verdict::Reject, code)?;
        }
        Ok(())
    }

    /// A badge by a key of the forger's, with the victim's id and name as its issuer.
    fn borrowed_name(&self) -> Result<Vec<u8>, Failure> {
        let forger = key_file::fresh()?;
        let Written::Short(short) = Written::read(DRAFT)? else { return Err(broken(&"no short draft")) };
        let profile = Profile::new(&self.issuer).name("Academy of Metal");
        let draft: Draft = short.into_draft(&self.issuer, &forger)?;
        let issuer = Issuer::new(profile, Signatory::of_key(&forger).method, &forger);
        let badge = draft.issue(&issuer, time(SIGNED_AT)?).map_err(|error| broken(&error))?;
        Ok(badge.as_received().to_vec())
    }

    fn ask(
        &mut self,
        bytes: &[u8],
        anchors: &[TrustAnchor],
        verdict: Verdict,
        code: &str,
    ) -> Result<(), Failure> {
        let evidence = Evidence::new();
        let report = Verifier::new(anchors, &evidence).verify_shared(bytes, time(ASKED_AT)?).into_decisive();
        let words = render::verdict_line(&report);
        let check = report
            .reason()
            .map_or_else(String::new, |(check, finding)| format!(" [{check}: {}]", finding.code));
        for line in text::wrapped(&format!("{words}{check}"), render::COLUMNS - 5) {
            self.say(&format!("   | {line}"));
        }
        expect(&report, verdict, Some(code))
    }

    fn end(mut self) -> Result<Answer, Failure> {
        let tool =
            env::args().next().filter(|name| render::is_plain(name)).unwrap_or_else(|| "sanad".to_owned());
        let folder = self.folder.display().to_string();
        let folder =
            if render::is_plain(&folder) { folder } else { format!("'{}'", text::safe(&folder, 200)) };
        let issuer = self.issuer.clone();
        self.say(&format!("\nThe files are in {folder}. Try:"));
        self.say(&format!("   {tool} inspect {folder}/badge.json"));
        self.say(&format!("   {tool} verify {folder}/badge.json"));
        self.say(&format!("   {tool} verify {folder}/badge.json \\\n      --issuer {issuer}"));
        self.say(&format!("   {tool} verify {folder}/altered.json --json"));
        self.say(&format!("   {tool} issue {folder}/draft.toml --key {folder}/issuer.pem"));
        let data = self.lines.into_iter().map(|line| line + "\n").collect();
        Ok(Answer { data, ..Answer::default() })
    }

    fn say(&mut self, line: &str) {
        self.lines.push(line.to_owned());
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        file::write(&self.folder.join(name), bytes, Existing::Replace, Readers::Default)
    }
}

/// Makes the folder, or takes one that is empty or of an earlier demo.
fn prepare(folder: &Path) -> Result<(), Failure> {
    let name = folder.display();
    file::make_folder(folder)?;
    let readme = folder.join("README.txt");
    let is_ours =
        || file::read(&readme, Limits::DEFAULT.document_bytes).is_ok_and(|text| text == README.as_bytes());
    if file::is_empty_folder(folder)? || is_ours() {
        return Ok(());
    }
    let message = format!("`{name}` has files in it that are not of a demo");
    Err(Failure::new(message, "name a new folder: sanad demo DIR").coded("cli.write_failed"))
}

/// The badge with its achievement's name changed, its signature left as it was.
fn altered(badge: &SignedBadge) -> Result<Vec<u8>, Failure> {
    changed(badge, |subject| match subject.get_mut("achievement") {
        Some(Json::Object(achievement)) => achievement.insert("name", "Welding III, with distinction"),
        _ => None,
    })
}

/// The badge with a member that no context defines, so that no signature over RDF covers it.
fn added(badge: &SignedBadge) -> Result<Vec<u8>, Failure> {
    changed(badge, |subject| subject.insert("honours", "with distinction"))
}

fn changed(
    badge: &SignedBadge,
    change: impl FnOnce(&mut Object) -> Option<Json>,
) -> Result<Vec<u8>, Failure> {
    let mut whole = Json::parse(badge.as_received()).map_err(|error| broken(&error))?;
    if let Json::Object(object) = &mut whole
        && let Some(Json::Object(subject)) = object.get_mut("credentialSubject")
    {
        change(subject);
    }
    Ok(whole.to_pretty().into_bytes())
}

fn time(text: &str) -> Result<Timestamp, Failure> {
    text.parse().map_err(|error| broken(&error))
}

fn expect(report: &Report, verdict: Verdict, code: Option<&str>) -> Result<(), Failure> {
    let found = report.reason().map(|(_, finding)| finding.code.as_str());
    if report.verdict() == verdict && found == code {
        return Ok(());
    }
    Err(broken(&format!("the verdict was {} {found:?}, not {verdict} {code:?}", report.verdict())))
}

fn broken(what: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        format!("the demo did not go as it must: {what}"),
        "this is a fault of sanad: please report it",
    )
}
