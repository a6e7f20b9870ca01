//! Badges signed by the @digitalbazaar packages verify here and the other way round, and both make the same bytes.
//!
//! Without node the signatures that they once made are read from `test-vectors/interop/digitalbazaar.ndjson`.
//! `crates/sanad-testsuite/interop/README.md` says how to run the rest, and how to make that file anew.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test says what it counted, and stops where it cannot"
)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_testsuite::academy::{CREATED, SUITES, evidence_for, options, prove, signed, unsigned};
use sanad_testsuite::edit::set;
use sanad_testsuite::keys::{Who, index};
use sanad_testsuite::tree::Tree;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::outcome::{CheckId, Standing};
use sanad_verifier::policy::{Policy, UndecidedEndorsements};
use sanad_verifier::report::Verdict;
use sanad_verifier::verify::Verifier;

/// How many badges both sign.
const BADGES: usize = 200;

/// When both judge.
const AT: &str = "2026-03-01T10:00:00Z";

#[test]
fn what_digitalbazaar_signed_is_accepted_and_is_what_we_sign() {
    let lines = recorded();
    assert_eq!(lines.len(), BADGES);
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        let badge = line.get("badge").and_then(Json::as_object).unwrap();
        text.push_str(&Json::Object(badge.clone()).to_compact());
        for suite in SUITES {
            let theirs = line.get(suite.name()).and_then(Json::as_object).unwrap();
            let ours = prove(Who::Academy, badge, None, &options(Who::Academy, suite));
            assert_eq!(*theirs, ours, "badge {number}, {}", suite.name());
            let document = badge.clone().with("proof", theirs.clone());
            assert_eq!(verdict(&document), Verdict::Accept, "badge {number}, {}", suite.name());
            for (what, changed) in tampered(&document) {
                assert_eq!(verdict(&changed), Verdict::Reject, "badge {number}, {}: {what}", suite.name());
            }
        }
    }
    for used in USED {
        assert!(text.contains(used), "no badge has {used}");
    }
}

/// Of everything that two implementations could write differently there is something among the badges.
const USED: [&str; 20] = [
    r#""creditsEarned":42"#,
    r#""creditsEarned":36.5"#,
    r#""creditsEarned":0.1"#,
    r#""latitude":51.477928"#,
    r#""longitude":-0.0015"#,
    r#""hashed":true"#,
    r#""@language":"fr-ca""#,
    r#""endorsement":[{"@context""#,
    r#""proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022""#,
    r#""endorsementJwt""#,
    r#""id":"data:image/png;base64,"#,
    r#""result":["#,
    r#""rubricCriterionLevel":["#,
    r#""achievedLevel""#,
    r#""allowedValue":["#,
    r#""credentialStatus""#,
    r#""credentialSchema""#,
    r#""refreshService""#,
    r#""otherIdentifier""#,
    "\\u0007",
];

#[test]
fn both_sign_alike_and_accept_and_refuse_each_others_badges() {
    let Some(there) = Digitalbazaar::installed() else { return };
    let badges: Vec<Object> = (0..).map(unsigned).take(BADGES).collect();
    let mut proofs: Vec<Vec<Object>> = Vec::new();
    for suite in SUITES {
        let ours: Vec<Object> =
            badges.iter().map(|badge| signed(Who::Academy, badge.clone(), suite)).collect();
        let theirs = there.sign(suite, &badges);
        for (number, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
            assert_eq!(ours, theirs, "badge {number}, {}", suite.name());
            assert_eq!(verdict(theirs), Verdict::Accept, "badge {number}, {}", suite.name());
        }
        for (number, answer) in there.verify(suite, &ours).into_iter().enumerate() {
            assert_eq!(answer, Ok(()), "badge {number}, {}", suite.name());
        }
        let (what, changed): (Vec<_>, Vec<_>) = ours.iter().take(20).flat_map(tampered).unzip();
        for (number, answer) in there.verify(suite, &changed).into_iter().enumerate() {
            assert_ne!(answer, Ok(()), "{}, {}: {}", number, suite.name(), what[number]);
            assert_eq!(verdict(&changed[number]), Verdict::Reject, "{}: {}", suite.name(), what[number]);
        }
        proofs.push(
            theirs
                .iter()
                .map(|badge| badge.get("proof").and_then(Json::as_object).unwrap().clone())
                .collect(),
        );
        println!(
            "{}: {BADGES} badges signed alike, verified there and here; {} refused",
            suite.name(),
            changed.len()
        );
    }
    let written = record(&there.packages(), &badges, &proofs);
    if std::env::var_os("SANAD_WRITE_INTEROP").is_some() {
        std::fs::write(record_file(), &written).unwrap();
    }
    let committed = std::fs::read_to_string(record_file()).unwrap();
    assert!(committed == written, "the record is of other badges: see interop/README.md to make it anew");
}

/// What was signed: a badge of the generator says what it likes about results, and its endorsements as JSON Web Tokens
/// are made up.
fn verdict(badge: &Object) -> Verdict {
    let anchors = [TrustAnchor::issuer(Who::Academy.did())];
    let evidence = evidence_for(badge);
    let policy = Policy::accredited().with_undecided_endorsements(UndecidedEndorsements::Tolerate);
    let verifier = Verifier::new(&anchors, &evidence).with_policy(policy);
    let text = Json::Object(badge.clone()).to_compact();
    let report = verifier.verify_shared(text.as_bytes(), AT.parse().unwrap()).into_decisive();
    let signed = [CheckId::Structure, CheckId::Proof, CheckId::Issuer];
    if signed.iter().all(|check| report.outcome(*check).standing() == Standing::Pass) {
        Verdict::Accept
    } else {
        report.verdict()
    }
}

/// A few changed copies; what each change is.
fn tampered(badge: &Object) -> Vec<(&'static str, Object)> {
    let changed = |pointer: &str, value: Json| {
        let mut copy = badge.clone();
        set(&mut copy, pointer, value);
        copy
    };
    let signature = badge.get("proof").and_then(|proof| proof.as_object()?.text("proofValue")).unwrap();
    let (start, end) = signature.split_at(signature.len() - 1);
    let other = format!("{start}{}", if end == "2" { "3" } else { "2" });
    vec![
        (
            "the achievement's name",
            changed("/credentialSubject/achievement/name", "Doctor of Medicine".into()),
        ),
        ("the end", changed("/validUntil", "2099-01-01T00:00:00Z".into())),
        ("one more member", changed("/credentialSubject/licenseNumber", "1".into())),
        ("the proof's time", changed("/proof/created", "2026-03-01T09:00:01Z".into())),
        ("the signature", changed("/proof/proofValue", other.into())),
    ]
}

/// The packages, run by node.
struct Digitalbazaar {
    folder: PathBuf,
}

impl Digitalbazaar {
    /// `None`, said on stdout, where node or the packages are not there.
    fn installed() -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("interop");
        let has_node =
            Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success());
        if has_node && folder.join("node_modules").is_dir() {
            return Some(Self { folder });
        }
        println!("skipped: needs node, and `npm install` in crates/sanad-testsuite/interop");
        None
    }

    fn sign(&self, suite: Cryptosuite, badges: &[Object]) -> Vec<Object> {
        let keys = index();
        let seed = ["keys", Who::Academy.word()]
            .iter()
            .fold(&keys, |at, name| at.as_object().and_then(|object| object.get(name)).unwrap());
        let seed = seed.as_object().and_then(|key| key.text("seed")).unwrap();
        let job = Object::new().with("suite", suite.name()).with("seed", seed).with("created", CREATED);
        let jobs = badges.iter().enumerate().map(|(number, badge)| {
            let job = Json::Object(job.clone().with("badge", badge.clone())).to_compact();
            spelled(number, &job)
        });
        let answers = self.work("sign", jobs.collect());
        answers
            .into_iter()
            .map(|answer| match answer.get("signed") {
                Some(Json::Object(badge)) => badge.clone(),
                _ => panic!("{}", Json::Object(answer).to_pretty()),
            })
            .collect()
    }

    fn verify(&self, suite: Cryptosuite, badges: &[Object]) -> Vec<Result<(), String>> {
        let job = Object::new().with("suite", suite.name()).with("at", AT);
        let jobs =
            badges.iter().map(|badge| Json::Object(job.clone().with("badge", badge.clone())).to_compact());
        let answers = self.work("verify", jobs.collect());
        answers
            .into_iter()
            .map(|answer| match answer.get("verified") {
                Some(Json::Bool(true)) => Ok(()),
                _ => Err(Json::Object(answer).to_compact()),
            })
            .collect()
    }

    /// One answer for each job, a line each.
    fn work(&self, work: &str, jobs: Vec<String>) -> Vec<Object> {
        let contexts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sanad-core/contexts");
        let mut node = Command::new("node")
            .arg(self.folder.join("interop.mjs"))
            .arg(work)
            .arg(contexts)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = node.stdin.take().unwrap();
        let output = BufReader::new(node.stdout.take().unwrap());
        let count = jobs.len();
        let writer = std::thread::spawn(move || jobs.iter().try_for_each(|job| writeln!(input, "{job}")));
        let answers: Vec<Object> = output.lines().map(|line| object(&line.unwrap())).collect();
        writer.join().unwrap().unwrap();
        assert!(node.wait().unwrap().success());
        assert_eq!(answers.len(), count);
        answers
    }

    /// The versions of the packages, as asked for.
    fn packages(&self) -> Object {
        let text = std::fs::read_to_string(self.folder.join("package.json")).unwrap();
        object(&text).get("dependencies").and_then(Json::as_object).unwrap().clone()
    }
}

fn record_file() -> PathBuf {
    Tree::committed().join("interop/digitalbazaar.ndjson")
}

/// The file: what it is on the first line, then a badge a line, without and with the proofs.
fn record(packages: &Object, badges: &[Object], proofs: &[Vec<Object>]) -> String {
    let about = Object::new()
        .with("about", "unsigned badges, and the proofs that these npm packages made over them")
        .with("packages", packages.clone())
        .with("key", format!("`{}` of ../keys.json", Who::Academy.word()))
        .with("created", CREATED);
    let mut text = format!("{}\n", Json::Object(about).to_compact());
    for (number, badge) in badges.iter().enumerate() {
        let line = Object::new()
            .with("seed", Json::from(u32::try_from(number).unwrap()))
            .with("badge", badge.clone());
        let line = SUITES
            .iter()
            .zip(proofs)
            .fold(line, |line, (suite, proofs)| line.with(suite.name(), proofs[number].clone()));
        text.push_str(&spelled(number, &Json::Object(line).to_compact()));
        text.push('\n');
    }
    text
}

/// The badges of the record.
fn recorded() -> Vec<Object> {
    let text = std::fs::read_to_string(record_file()).unwrap();
    text.lines().skip(1).map(object).collect()
}

/// Every second text with its whole numbers of credits written as fractions: 42 is 42.0 to both.
fn spelled(number: usize, text: &str) -> String {
    let spell =
        |text: String, name: &str| text.replace(&format!(r#""{name}":42,"#), &format!(r#""{name}":42.0,"#));
    if number.is_multiple_of(2) {
        text.to_owned()
    } else {
        spell(spell(text.to_owned(), "creditsEarned"), "creditsAvailable")
    }
}

fn object(text: &str) -> Object {
    match Json::parse(text.as_bytes()) {
        Ok(Json::Object(object)) => object,
        other => panic!("{other:?}: {text}"),
    }
}
