//! The system calls by which the tool touches files: listed, killed at, and made to fail.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output};

/// Those that change what is on the disk, or tell the user that it is changed.
const CHANGING: [&str; 17] = [
    "write",
    "pwrite64",
    "writev",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "ftruncate",
    "fchmod",
    "fchmodat",
];

/// Those that look at it. A file is made by an `openat` too.
const LOOKING: [&str; 8] = ["open", "openat", "read", "statx", "newfstatat", "getdents64", "flock", "lseek"];

/// Only the calls that are listed stop the tool.
const FAST: &str = "--seccomp-bpf";

/// One call of the tool's first thread: no other touches files.
#[derive(Clone, Debug)]
pub(super) struct Call {
    name: String,
    /// Which of the calls of that name it is, from 1 on.
    number: usize,
    pub(super) line: String,
}

impl Call {
    /// Whether something is different after it.
    pub(super) fn changes(&self) -> bool {
        CHANGING.contains(&self.name.as_str()) || self.line.contains("O_CREAT")
    }

    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }
}

/// What befalls a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The process is killed before it.
    Kill,
    /// It is not done, and ends in this error.
    Error(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Strace(&'static str);

impl Strace {
    /// The program, where it is; where everything has to be tested it has to be there.
    pub(super) fn find() -> Option<Self> {
        let program =
            ["/usr/bin/strace", "/bin/strace"].into_iter().find(|program| Path::new(program).exists());
        if program.is_none() {
            assert!(std::env::var_os("SANAD_THIRD_PARTY").is_none(), "strace is needed to make calls fail");
            println!("not run: there is no strace to make calls fail with");
        }
        program.map(Self)
    }

    /// Runs a command undisturbed, and lists its calls that touch a file below its folder or its standard output.
    pub(super) fn watch(self, folder: &Path, words: &str) -> (Output, Vec<Call>) {
        let log = folder.with_extension("calls");
        let output = self.command(folder, &log, words, &[FAST]).output().unwrap();
        let text = fs::read_to_string(&log).unwrap();
        let folder = folder.canonicalize().unwrap().display().to_string();
        let first = text.split_whitespace().next().unwrap_or_default().to_owned();
        let mut numbers = std::collections::BTreeMap::new();
        let mut calls = Vec::new();
        for line in text.lines() {
            let Some(call) = line.strip_prefix(&first).map(str::trim_start) else { continue };
            let Some((name, arguments)) = call.split_once('(') else { continue };
            if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                continue;
            }
            let number = numbers.entry(name.to_owned()).or_insert(0);
            *number += 1;
            if is_ours(arguments, &folder) {
                calls.push(Call { name: name.to_owned(), number: *number, line: call.to_owned() });
            }
        }
        assert!(calls.len() > 2, "{words}: strace saw nothing\n{text}");
        (output, calls)
    }

    /// Runs a command to which this happens at that call.
    pub(super) fn inject(self, folder: &Path, words: &str, call: &Call, fault: Fault) -> Output {
        let what = match fault {
            Fault::Kill => "signal=KILL".to_owned(),
            Fault::Error(error) => format!("error={error}"),
        };
        let inject = format!("inject={}:{what}:when={}", call.name, call.number);
        let log = folder.with_extension("calls");
        // A filter for speed would pass over signals.
        let how: &[&str] = if fault == Fault::Kill { &["-e", &inject] } else { &["-e", &inject, FAST] };
        let output = self.command(folder, &log, words, how).output().unwrap();
        let happened = match fault {
            Fault::Kill => output.status.signal() == Some(9),
            Fault::Error(_) => fs::read_to_string(&log).unwrap().contains("(INJECTED)"),
        };
        assert!(happened, "{words}: {inject} did not happen: {}, {}", output.status, call.line);
        output
    }

    fn command(self, folder: &Path, log: &Path, words: &str, more: &[&str]) -> Command {
        let names: Vec<String> = CHANGING.iter().chain(&LOOKING).map(|name| format!("?{name}")).collect();
        let mut command = Command::new(self.0);
        command.args(["-f", "-qq", "-y", "-s", "200", "-e", "signal=none"]);
        command.arg("-e").arg(format!("trace={}", names.join(","))).args(more).arg("-o").arg(log);
        command.arg(env!("CARGO_BIN_EXE_sanad")).args(words.split(' ')).current_dir(folder).env_clear();
        command
    }
}

/// Whether a call is about a file below the folder, by a relative name or as one that is open, or about an output.
fn is_ours(arguments: &str, folder: &str) -> bool {
    let below = |rest: &str| rest.strip_prefix(folder).is_some_and(|rest| rest.starts_with(['/', '>']));
    let number = arguments.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let (number, rest) = arguments.split_at(number);
    if !number.is_empty() {
        return number == "1" || rest.strip_prefix('<').is_some_and(below);
    }
    let name = arguments.split('"').nth(1);
    name.is_some_and(|name| !name.is_empty() && !name.starts_with('/'))
}
