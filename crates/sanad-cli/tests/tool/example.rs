//! The worked example is run as it is written: every block of commands in `examples/accreditation/README.md`, in one
//! shell, in an empty folder; what stands below a block is what it must print.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop wherever something is not as it must be")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn every_command_of_the_accreditation_example_prints_what_the_page_says() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/accreditation");
    let example = example.canonicalize().unwrap();
    let blocks = blocks(&fs::read_to_string(example.join("README.md")).unwrap());
    assert!(blocks.iter().filter(|block| block.expected.is_some()).count() >= 8);

    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accreditation-example");
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).unwrap();
    let mut script = "set -eu\n".to_owned();
    for block in &blocks {
        script.push_str(&block.commands);
        script.push_str(&format!("echo '{MARK}'\n"));
    }
    let bin = Path::new(env!("CARGO_BIN_EXE_sanad")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.current_dir(&room).env("PATH", path).env("EXAMPLE", &example).env("NO_COLOR", "1");
    let mut child =
        shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));

    let printed: Vec<&str> = out.split(&format!("{MARK}\n")).collect();
    for (index, block) in blocks.iter().enumerate() {
        let printed = printed.get(index).unwrap_or(&"(not reached)");
        if let Some(expected) = &block.expected {
            assert_eq!(printed, expected, "after\n{}\n--- stderr\n{err}", block.commands);
        }
    }
    assert!(output.status.success(), "{out}\n--- stderr\n{err}");
    fs::remove_dir_all(&room).unwrap();
}

const MARK: &str = "---8<---";

struct Block {
    commands: String,
    expected: Option<String>,
}

/// The `sh` blocks of a page, each with the `text` block that is the next one after it.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut parts = page.split("```");
    // Outside and inside of fences by turns.
    parts.next();
    while let Some(fenced) = parts.next() {
        let (kind, text) = fenced.split_once('\n').unwrap();
        match kind {
            "sh" => blocks.push(Block { commands: text.to_owned(), expected: None }),
            "text" => {
                if let Some(block) = blocks.last_mut() {
                    assert!(block.expected.is_none(), "two texts after one block");
                    block.expected = Some(text.to_owned());
                }
            }
            other => panic!("a block of the kind `{other}`"),
        }
        parts.next();
    }
    blocks
}
