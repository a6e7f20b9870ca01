//! Runs the tool as a user does: every case of `tests/cmd/` in an empty folder, and what no case can say.
//!
//! A case is one TOML file: `comment`, what is in the folder (`files`, `hex`, `repeat`, `folders`, `mode`), and `step`s.
//! `needs` names a device without which the case is not run.
//! Every folder has `issuer.pem` and `other.pem`, the keys of 32 × 0x11 and 32 × 0x22 (never use them).

#![expect(clippy::unwrap_used, reason = "a test may stop wherever something is not as it must be")]
#![expect(clippy::print_stdout, reason = "a case that is not run has to say so")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use sanad_core::signer::SigningKey;
use toml::{Table, Value};

#[test]
fn every_case_in_the_folder_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    cases.sort();
    assert!(!cases.is_empty(), "no cases in {}", folder.display());
    let mut complaints = Vec::new();
    for path in &cases {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let case: Table = fs::read_to_string(path).unwrap().parse().unwrap_or_else(|e| panic!("{name}: {e}"));
        complaints.extend(run_case(name, &case).into_iter().map(|complaint| format!("{name}: {complaint}")));
    }
    println!("{} cases, {} complaints", cases.len(), complaints.len());
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[cfg(unix)]
#[test]
fn revocations_made_at_once_are_all_in_the_list() {
    let room = Room::new("at_once");
    let new =
        "sanad status new --id https://a.example/1 --key issuer.pem -o list.json --at 2026-03-01T09:00:00Z";
    assert!(room.run(new, b"").status.success());
    let set = |index: usize| {
        let words = format!("sanad status set list.json {index} --key issuer.pem --at 2026-03-01T09:00:00Z");
        room.command(&words).stderr(Stdio::null()).spawn().unwrap()
    };
    let children: Vec<_> = (0..8).map(set).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    for index in 0..8 {
        let answer = room.run(&format!("sanad status get list.json {index}"), b"");
        assert_eq!(answer.stdout, b"set\n", "{index}");
    }
}

#[cfg(unix)]
#[test]
fn verifications_at_once_lose_nothing_that_either_has_seen() {
    let room = Room::new("trust_at_once");
    let run = |words: &str| assert!(room.run(words, b"").status.success(), "{words}");
    let key = "z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S";
    let list = "--list-id https://nac.example/list.json --authority did:web:nac.example";
    run(&format!(
        "sanad accredit init nac.work --id https://nac.example/list.json --authority did:web:nac.example --title Council --key {key}"
    ));
    let issuers: Vec<String> = (0..6).map(|number| format!("did:web:college-{number}.example")).collect();
    for (number, did) in issuers.iter().enumerate() {
        let draft = format!(
            "name = 'Welding'\ndescription = 'Flat.'\ncriteria = 'Pass.'\nissuer = '{did}'\nissuer_name = 'College'\n\
             recipient = 'did:example:ada'\n"
        );
        let document = format!(
            r##"{{"@context": ["https://www.w3.org/ns/did/v1"], "id": "{did}", "verificationMethod": [{{"id": "#1",
            "type": "Multikey", "controller": "{did}", "publicKeyMultibase": "{key}"}}], "assertionMethod": ["#1"]}}"##
        );
        fs::write(room.0.join("draft.toml"), draft).unwrap();
        fs::write(room.0.join(format!("{number}.did")), document).unwrap();
        run(&format!(
            "sanad issue draft.toml --key issuer.pem --verification-method {did}#1 --at 2025-03-01T09:00:00Z -o {number}.badge"
        ));
        // Every one is on the list without a key, so that its own is remembered; each version lists one more.
        run(&format!("sanad accredit add nac.work {did} --name College"));
        run(&format!("sanad accredit grant nac.work {did} --action issue --from 2024-07-01T00:00:00Z"));
        let previous = if number == 0 { String::new() } else { format!("--previous {}.list ", number - 1) };
        run(&format!(
            "sanad accredit sign nac.work --key issuer.pem {previous}--at 2025-01-0{}T00:00:00Z --valid-until \
             2026-01-01T00:00:00Z -o {number}.list",
            number + 1
        ));
    }
    run("sanad trust init trust");
    run(&format!("sanad trust add --state trust {list} --key {key}"));
    let verify = |number: usize| {
        let words = format!(
            "sanad verify {number}.badge --trust trust --offline --unpinned-keys accept --evidence {number}.did --evidence \
             {number}.list --at 2025-03-02T09:00:00Z"
        );
        room.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<_> = (0..issuers.len()).map(verify).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        // Whoever comes later finds the newer list that another has seen, and so a verdict.
        assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
    }
    let shown = room.run("sanad trust show --state trust", b"").stdout;
    assert!(text(&shown).contains("version 6"), "{}", text(&shown));
    for did in &issuers {
        assert!(text(&shown).contains(&format!("seen       {did}")), "{did}: {}", text(&shown));
    }
    // The list that was kept is the one that is remembered: it alone names the last.
    let words = "sanad verify 5.badge --trust trust --offline --unpinned-keys accept --evidence 5.did --at 2025-03-02T09:00:00Z";
    assert_eq!(room.run(words, b"").status.code(), Some(0));
}

#[test]
fn what_others_say_of_issuers_is_told_and_makes_nobody_accredited() {
    let room = Room::new("imports");
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports");
    assert!(room.run("sanad trust init trust", b"").status.success());
    for (file, names, id, says) in [
        (
            "registry.json",
            46,
            "did:web:aurinko-community.example",
            "identity known, not accredited: Aurinko Community College",
        ),
        (
            "lote.json",
            10,
            "did:web:university-0.example",
            "named in an unverified list of trusted entities, not accredited: University of",
        ),
        (
            "lote.json",
            10,
            "did:web:university-5.example",
            "University of Szent Márton; PubEAA/Issuance withdrawn; PubEAA/Revocation granted",
        ),
        (
            "ebsi-to-accredit.json",
            1,
            "did:ebsi:z22LN7Zok1XmFUBy7xWRiQTk",
            "claimed in an unverified accreditation credential, not accredited: (no name); VerifiableAccreditationToAccredit",
        ),
        (
            "ebsi-to-attest.jwt",
            1,
            "did:ebsi:zzGnKPSjBRjD7RRb9PAr9GT",
            "VerifiableAccreditationToAttest, for HigherEducationDiploma in FIN, until 2028-03-01",
        ),
    ] {
        let import =
            room.run(&format!("sanad trust import {} --state trust", files.join(file).display()), b"");
        assert!(
            text(&import.stderr).starts_with(&format!("{names} name(s) taken in: ")),
            "{}",
            text(&import.stderr)
        );
        let find = room.run(&format!("sanad trust find {id} --state trust --offline"), b"");
        let told = text(&find.stdout).split_whitespace().collect::<String>();
        assert_eq!(find.status.code(), Some(1), "{told}");
        assert!(told.starts_with("NOTLISTED:") && told.contains(&says.replace(' ', "")), "{id}: {told}");
    }
    // Neither the name that a service had before, nor an address that is not https, is an id.
    for id in ["did:web:former-name.example", "http://plain.example"] {
        let told = room.run(&format!("sanad trust find {id} --state trust --offline"), b"").stdout;
        assert!(!text(&told).contains("not accredited"), "{}", text(&told));
    }
    let tricks = room.run("sanad trust find did:key:z6MkpDDp4FLTqQcfB3XxNbWa2U4CdMTe8Bir4ugjFXZAm1hH --state trust --offline", b"").stdout;
    let shown = room.run("sanad trust show --state trust", b"").stdout;
    for told in [text(&tricks), text(&shown)] {
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
    }
    let shown = text(&shown).split_whitespace().collect::<String>();
    assert_eq!(shown.matches("notaccredited").count(), 4, "{shown}");
}

#[test]
fn a_reader_who_has_left_is_no_success() {
    let room = Room::new("gone");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let child =
        room.command("sanad keygen -o new.pem").stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("hint: "));
}

#[test]
fn two_keys_made_are_two_keys() {
    let room = Room::new("two_keys");
    let one = room.run("sanad keygen -o 1.pem", b"").stdout;
    let two = room.run("sanad keygen -o 2.pem", b"").stdout;
    assert!(text(&one).starts_with("did:key:z6Mk"));
    assert_ne!(one, two);
}

#[test]
fn every_help_has_an_example_and_fits_the_screen() {
    let room = Room::new("help");
    for command in [
        "",
        " keygen",
        " issue",
        " verify",
        " inspect",
        " explain",
        " bake",
        " extract",
        " status",
        " status new",
        " status set",
        " status get",
        " demo",
        " accredit",
        " accredit init",
        " accredit add",
        " accredit grant",
        " accredit suspend",
        " accredit withdraw",
        " accredit reinstate",
        " accredit rotate-key",
        " accredit anchor",
        " accredit witness",
        " accredit sign",
        " accredit show",
        " accredit diff",
        " accredit check",
        " accredit publish",
        " trust",
        " trust init",
        " trust add",
        " trust show",
        " trust find",
        " trust confirm",
        " trust forget",
        " trust import",
    ] {
        let output = room.run(&format!("sanad{command} --help"), b"");
        let help = text(&output.stdout);
        assert_eq!(room.run(&format!("sanad{command} -h"), b"").stdout, output.stdout, "{command}");
        assert_eq!(output.status.code(), Some(0), "{command}");
        assert!(help.contains("Example") || command.is_empty(), "{command}: {help}");
        for line in help.lines() {
            assert!(line.chars().count() <= 80, "{command}: {line}");
        }
    }
}

/// A folder of its own for one case, with the test keys in it; removed when all went well.
pub(crate) struct Room(pub(crate) PathBuf);

impl Room {
    pub(crate) fn new(name: &str) -> Self {
        Self::at(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    pub(crate) fn at(path: PathBuf) -> Self {
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let room = Self(path);
        for (name, seed) in [("issuer.pem", 0x11), ("other.pem", 0x22)] {
            let key = SigningKey::from_seed(&[seed; 32]);
            fs::write(room.0.join(name), key.to_pem().as_str()).unwrap();
            room.set_mode(name, 0o600);
        }
        room
    }

    fn command(&self, words: &str) -> Command {
        let mut words = words.split(' ');
        assert_eq!(words.next(), Some("sanad"), "a step runs sanad");
        let mut command = Command::new(env!("CARGO_BIN_EXE_sanad"));
        command.args(words).current_dir(&self.0).env_clear().stdin(Stdio::null());
        command
    }

    fn run(&self, words: &str, stdin: &[u8]) -> Output {
        let mut command = self.command(words);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that does not read its input may have closed it already.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        child.wait_with_output().unwrap()
    }

    #[cfg(unix)]
    fn set_mode(&self, name: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(self.0.join(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    #[cfg(not(unix))]
    fn set_mode(&self, _: &str, _: u32) {}

    #[cfg(unix)]
    fn mode(&self, name: &str) -> String {
        use std::os::unix::fs::PermissionsExt as _;
        format!("{:04o}", fs::metadata(self.0.join(name)).unwrap().permissions().mode() & 0o7777)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

fn run_case(name: &str, case: &Table) -> Vec<String> {
    if let Some(device) =
        case.get("needs").and_then(Value::as_str).filter(|device| !Path::new(device).exists())
    {
        println!("{name}: not run, there is no {device}");
        return Vec::new();
    }
    let room = Room::new(name);
    let mut complaints =
        unknown(case, &["comment", "needs", "files", "hex", "repeat", "folders", "mode", "step"]);
    furnish(&room, case);
    let Some(Value::Array(steps)) = case.get("step") else { return vec!["no steps".to_owned()] };
    for (number, step) in (1..).zip(steps) {
        let step = step.as_table().unwrap();
        let found = run_step(&room, step);
        complaints.extend(found.into_iter().map(|complaint| format!("step {number}: {complaint}")));
    }
    complaints
}

fn furnish(room: &Room, case: &Table) {
    let table = |name: &str| case.get(name).and_then(Value::as_table).cloned().unwrap_or_default();
    for name in strings(case, "folders") {
        fs::create_dir(room.0.join(name)).unwrap();
    }
    for (name, content) in table("files") {
        fs::write(room.0.join(name), content.as_str().unwrap()).unwrap();
    }
    for (name, content) in table("hex") {
        let bytes = content.as_str().unwrap().split(' ').map(|byte| u8::from_str_radix(byte, 16).unwrap());
        fs::write(room.0.join(name), bytes.collect::<Vec<_>>()).unwrap();
    }
    for (name, content) in table("repeat") {
        let times = usize::try_from(content.get("times").and_then(Value::as_integer).unwrap()).unwrap();
        fs::write(room.0.join(name), content.get("text").and_then(Value::as_str).unwrap().repeat(times))
            .unwrap();
    }
    for (name, mode) in table("mode") {
        room.set_mode(&name, u32::from_str_radix(mode.as_str().unwrap(), 8).unwrap());
    }
}

const STEP: [&str; 18] = [
    "run",
    "stdin",
    "status",
    "stdout",
    "stderr",
    "stdout_has",
    "stderr_has",
    "stdout_lacks",
    "stdout_to",
    "save",
    "equal",
    "differ",
    "exists",
    "missing",
    "mode",
    "max_lines",
    "max_columns",
    "lines",
];

fn run_step(room: &Room, step: &Table) -> Vec<String> {
    let mut complaints = unknown(step, &STEP);
    let words = step["run"].as_str().unwrap();
    let stdin = step.get("stdin").and_then(Value::as_str).unwrap_or_default();
    let output = match step.get("stdout_to").and_then(Value::as_str) {
        Some(path) => {
            let sink = File::options().write(true).open(path).unwrap();
            room.command(words).stdout(sink).stderr(Stdio::piped()).output().unwrap()
        }
        None => room.run(words, stdin.as_bytes()),
    };
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    let status = step.get("status").and_then(Value::as_integer).unwrap_or(0);
    let mut ask = |holds: bool, complaint: String| {
        if !holds {
            complaints.push(complaint);
        }
    };
    ask(
        output.status.code().map(i64::from) == Some(status),
        format!("status {:?}, not {status}", output.status.code()),
    );
    for (stream, expected) in [(&out, "stdout"), (&err, "stderr")] {
        if let Some(expected) = step.get(expected).and_then(Value::as_str) {
            ask(*stream == expected, format!("not `{expected}`"));
        }
    }
    for wanted in strings(step, "stdout_has") {
        ask(out.contains(wanted), format!("stdout lacks `{wanted}`"));
    }
    for wanted in strings(step, "stderr_has") {
        ask(err.contains(wanted), format!("stderr lacks `{wanted}`"));
    }
    for unwanted in strings(step, "stdout_lacks") {
        ask(!out.contains(unwanted), format!("stdout has `{unwanted}`"));
    }
    for line in strings(step, "lines") {
        ask(out.lines().any(|found| found == line), format!("stdout has no line `{line}`"));
    }
    if let Some(most) = step.get("max_lines").and_then(Value::as_integer) {
        ask(out.lines().count() <= usize::try_from(most).unwrap(), format!("more than {most} lines"));
    }
    if let Some(most) = step.get("max_columns").and_then(Value::as_integer) {
        let widest = out.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        ask(widest <= usize::try_from(most).unwrap(), format!("{widest} columns"));
    }
    // Whatever the case: an error has a remedy, and nothing that is shown can move a cursor or turn the writing.
    ask(status != 2 || err.contains("hint: ") || err.starts_with(char::is_uppercase), "no hint".to_owned());
    let hostile = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let is_data =
        words.contains("--json") || words.starts_with("sanad issue") || words.starts_with("sanad extract");
    ask(
        !err.contains(hostile) && (is_data || !out.contains(hostile)),
        "a control character is shown".to_owned(),
    );
    if let Some(name) = step.get("save").and_then(Value::as_str) {
        fs::write(room.0.join(name), &output.stdout).unwrap();
    }
    let read = |name: &str| fs::read(room.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    for (relation, equal) in [("equal", true), ("differ", false)] {
        if let [one, two] = strings(step, relation)[..] {
            ask((read(one) == read(two)) == equal, format!("{one} and {two} do not {relation}"));
        }
    }
    for name in strings(step, "exists") {
        ask(room.0.join(name).exists(), format!("no file {name}"));
    }
    for name in strings(step, "missing") {
        ask(!room.0.join(name).exists(), format!("a file {name}"));
    }
    let leftovers = fs::read_dir(&room.0)
        .unwrap()
        .any(|entry| entry.unwrap().path().extension().is_some_and(|e| e == "tmp"));
    ask(!leftovers, "a temporary file is left".to_owned());
    #[cfg(unix)]
    for (name, mode) in step.get("mode").and_then(Value::as_table).cloned().unwrap_or_default() {
        ask(
            Some(room.mode(&name).as_str()) == mode.as_str(),
            format!("{name} has mode {}", room.mode(&name)),
        );
    }
    if !complaints.is_empty() {
        complaints.push(format!("{words}\n--- stdout\n{out}\n--- stderr\n{err}\n---"));
    }
    complaints
}

fn strings<'t>(table: &'t Table, name: &str) -> Vec<&'t str> {
    let items = table.get(name).and_then(Value::as_array).map_or(&[][..], |items| items);
    items.iter().map(|item| item.as_str().unwrap()).collect()
}

fn unknown(table: &Table, known: &[&str]) -> Vec<String> {
    table
        .keys()
        .filter(|key| !known.contains(&key.as_str()))
        .map(|key| format!("unknown key `{key}`"))
        .collect()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
