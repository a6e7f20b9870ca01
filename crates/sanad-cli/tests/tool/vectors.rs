//! The runner of the test vectors: with the tool's own verifier, and with programs that are none.

#![expect(clippy::unwrap_used, reason = "a test may stop wherever something is not as it must be")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use sanad_core::json::{Json, Object};

const SANAD: &str = env!("CARGO_BIN_EXE_sanad");

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors")
}

/// A run of the runner: `more` is parted at spaces.
fn run(program: &str, more: &str) -> Output {
    Command::new(SANAD)
        .args(["vectors", "run", "--json", "--program", program])
        .args(more.split_whitespace())
        .arg(corpus())
        .output()
        .unwrap()
}

fn json(output: &Output) -> Object {
    let text = String::from_utf8_lossy(&output.stdout);
    let words = String::from_utf8_lossy(&output.stderr);
    Json::parse(text.as_bytes())
        .unwrap_or_else(|error| panic!("{error}: {words}"))
        .as_object()
        .unwrap()
        .clone()
}

/// How often all vectors came to this.
fn count(result: &Object, column: &str) -> u32 {
    let matrix = result.get("matrix").and_then(Json::as_object).unwrap();
    let all = matrix.get("all").and_then(Json::as_object).unwrap();
    all.get(column).unwrap().to_compact().parse().unwrap()
}

fn listed(result: &Object, member: &str) -> Vec<Json> {
    result.get(member).map(Json::items).unwrap().to_vec()
}

/// A program in a file of its own, in a language that every such machine has.
fn program(name: &str, body: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    fs::write(&path, body).unwrap();
    format!("sh {}", path.display())
}

fn agrees_on(only: &str, least: u32) {
    let output = run(&format!("{SANAD} vectors answer"), only);
    let result = json(&output);
    assert_eq!(listed(&result, "differences"), Vec::new());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(count(&result, "failed"), 0);
    assert!(count(&result, "agrees") >= least, "{}", count(&result, "agrees"));
    assert!(count(&result, "sameReason") > 0);
}

#[test]
fn the_tools_own_verifier_agrees_with_the_vectors() {
    // A part of them: all are run in the library, and here by the test below.
    agrees_on(
        "--only jwt_key --only key_ --only status_list_j --only accred_state --only picture --only refresh",
        50,
    );
}

/// `cargo test --workspace --test tool -- --ignored all_the_vectors`
#[test]
#[ignore = "all vectors through two processes take a minute in a build that is not optimised"]
fn the_tools_own_verifier_agrees_with_all_the_vectors() {
    agrees_on("--timeout 60", 1250);
}

#[test]
fn who_accepts_everything_is_told_what_must_not_be_accepted() {
    let yes = program("yes.sh", "while read -r line; do echo '{\"verdict\":\"accept\"}'; done");
    let output = run(&yes, "--only key_order --only key_mixed");
    let result = json(&output);
    assert_eq!(output.status.code(), Some(1));
    // Of five keys of small order and five with a part of it, one is good.
    assert_eq!((count(&result, "agrees"), count(&result, "wronglyAccepted")), (1, 9));
    assert_eq!(listed(&result, "differences").len(), 9);
    let mut words = Command::new(SANAD);
    words.args(["vectors", "run", "--program", &yes, "--only", "key_order"]).arg(corpus());
    let words = words.output().unwrap();
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(words.contains("\nbadge/key_order_2: accept, expected reject. "), "{words}");
    assert!(words.contains("K2"), "{words}");
}

#[test]
fn who_says_nothing_in_time_or_ends_is_asked_anew() {
    // The first question of each run is answered, the second ends it.
    let once = program("once.sh", "read -r line; echo '{\"verdict\":\"unsupported\"}'; read -r line");
    let result = json(&run(&once, "--only key_order"));
    assert_eq!((count(&result, "unsupported"), count(&result, "failed")), (3, 2));
    let slow =
        program("slow.sh", "read -r line; echo '{\"verdict\":\"reject\"}'; read -r line; exec sleep 60");
    let result = json(&run(&slow, "--only key_order_8 --timeout 1"));
    assert_eq!((count(&result, "agrees"), count(&result, "failed")), (1, 1));
    let silly = program("silly.sh", "while read -r line; do echo yes; done");
    let result = json(&run(&silly, "--only key_order_8"));
    assert_eq!(count(&result, "failed"), 2);
    let output = run(&silly, "--only json");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("has not answered 20 questions in a row"));
    let output = run("/nowhere/verifier", "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot start `/nowhere/verifier`"));
}

#[test]
fn an_exception_holds_as_long_as_it_applies() {
    let yes = program("yes_again.sh", "while read -r line; do echo '{\"verdict\":\"accept\"}'; done");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("exceptions.json");
    let with = |rows: &str, only: &str| {
        fs::write(&file, format!("{{\"exceptions\": [{rows}]}}")).unwrap();
        run(&yes, &format!("{only} --exceptions {}", file.display()))
    };
    let row = |case: &str, answer: &str| {
        format!(
            "{{\"case\": \"badge/{case}\", \"answer\": \"{answer}\", \"reason\": \"it accepts everything\"}}"
        )
    };
    let both = [row("key_order_8", "accept"), row("key_order_8_other", "accept")].join(",");
    assert_eq!(with(&both, "--only key_order_8").status.code(), Some(0));
    // Not one that is answered otherwise than it says, or that agrees.
    let other = [row("key_order_8", "undecided"), row("key_order_8_other", "accept")].join(",");
    let output = with(&other, "--only key_order_8");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(listed(&json(&output), "staleExceptions"), [Json::from("badge/key_order_8")]);
    let output = with(&row("badge_minimal_jcs", "reject"), "--only badge_minimal_jcs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(listed(&json(&output), "differences"), []);
    assert_eq!(listed(&json(&output), "staleExceptions"), [Json::from("badge/badge_minimal_jcs")]);
    // Those that were not asked are not judged.
    assert_eq!(with(&row("badge_full", "reject"), "--only badge_minimal_jcs").status.code(), Some(0));
    assert_eq!(with("{}", "").status.code(), Some(2));
}

#[test]
fn a_question_that_is_none_is_an_error_and_the_next_is_answered() {
    let mut child = Command::new(SANAD)
        .args(["vectors", "answer"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let nothing =
        r#"{"at":"2026-03-01T09:00:00Z","policy":"accredited","anchors":[],"badge":"","evidence":[]}"#;
    let lines = ["{", "[]", r#"{"at":"today"}"#, &nothing.replace("accredited", "lax"), nothing];
    child.stdin.take().unwrap().write_all(format!("{}\n", lines.join("\n")).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let verdicts: Vec<String> = text
        .lines()
        .map(|line| {
            Json::parse(line.as_bytes()).unwrap().as_object().unwrap().text("verdict").unwrap().to_owned()
        })
        .collect();
    assert_eq!(verdicts, ["error", "error", "error", "error", "reject"]);
}
