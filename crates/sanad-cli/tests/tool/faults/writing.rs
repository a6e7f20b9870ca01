//! A command that writes, disturbed at each of its calls, and what must hold of its files then. `spec/files.md`

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sanad_core::signer::SigningKey;

use super::strace::{Call, Fault, Strace};
use crate::cli::Room;

/// The files below a folder by their names, and the folders themselves by names that end in `/`.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// A command, what comes before it, and what is special about it.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    name: &'static str,
    /// What the user has written before.
    files: Vec<(&'static str, &'static str)>,
    /// Commands that make what this one needs.
    before: Vec<&'static str>,
    command: &'static str,
    /// The command that goes on after a disturbance, if it is another.
    again: Option<&'static str>,
    /// Files of which each may be new only if the one before it is.
    order: Vec<&'static str>,
    /// The file that grows line by line in place of being replaced.
    grows: Option<&'static str>,
}

/// How much is disturbed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// What a gate has time for: every call that changes something is killed at and fails.
    Gate,
    /// Every call, with every fault.
    All,
}

impl Writing {
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    pub(super) const fn new(name: &'static str, command: &'static str) -> Self {
        Self {
            name,
            files: Vec::new(),
            before: Vec::new(),
            command,
            again: None,
            order: Vec::new(),
            grows: None,
        }
    }

    pub(super) fn files(mut self, files: &[(&'static str, &'static str)]) -> Self {
        self.files.extend(files);
        self
    }

    pub(super) fn after(mut self, before: &[&'static str]) -> Self {
        self.before.extend(before);
        self
    }

    pub(super) fn again(mut self, again: &'static str) -> Self {
        self.again = Some(again);
        self
    }

    pub(super) fn in_order(mut self, order: &[&'static str]) -> Self {
        self.order.extend(order);
        self
    }

    pub(super) fn growing(mut self, grows: &'static str) -> Self {
        self.grows = Some(grows);
        self
    }

    /// A room with all that the command needs.
    pub(super) fn room(&self, what_for: &str) -> Room {
        // In memory, where there is such a place: here it does not matter that the disk really has it.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { memory } else { Path::new(env!("CARGO_TARGET_TMPDIR")) };
        let name = format!("sanad_faults_{}_{what_for}_{}", self.name, std::process::id());
        let room = Room::at(folder.join(name));
        for (name, text) in &self.files {
            fs::write(room.0.join(name), text).unwrap();
        }
        for words in &self.before {
            let output = run(&room.0, words);
            assert!(output.status.success(), "{words}: {}", crate::cli::text(&output.stderr));
        }
        room
    }

    /// Disturbs it in every way, and complains of everything that is not as it must be.
    pub(super) fn complaints(&self, strace: Strace, extent: Extent) -> Vec<String> {
        let room = self.room(if extent == Extent::All { "all" } else { "gate" });
        let place = Place::of(&room);
        let before = files(&place.fresh());
        let (undisturbed, calls) = strace.watch(&place.0, self.command);
        let expected = Expected { before, after: files(&place.0), output: undisturbed };
        assert!(expected.before != expected.after, "{}: it writes nothing", self.name);
        assert!(left_over(&expected.after).is_empty(), "{}: {:?}", self.name, expected.after.keys());
        self.heed_the_disk(&calls);
        let (mut complaints, mut kills, mut errors) = (Vec::new(), 0, 0);
        for call in &calls {
            for fault in faults(call, extent) {
                let output = strace.inject(&place.fresh(), self.command, call, fault);
                match fault {
                    Fault::Kill => kills += 1,
                    Fault::Error(_) => errors += 1,
                }
                for complaint in self.judge(&expected, &place.0, &output, Some(call), fault) {
                    let err = crate::cli::text(&output.stderr);
                    complaints
                        .push(format!("{}: {fault:?} at {}\n  {complaint}\n  {err}", self.name, call.line));
                }
            }
        }
        println!("{}: {} calls, {kills} kills, {errors} errors", self.name, calls.len());
        complaints
    }

    /// Runs it where no file may grow beyond 0, 512, 1024 … bytes, until that is enough.
    pub(super) fn complaints_where_files_may_not_grow(&self) -> Vec<String> {
        let room = self.room("limit");
        let place = Place::of(&room);
        let before = files(&place.fresh());
        let undisturbed = run(&place.0, self.command);
        let expected = Expected { before, after: files(&place.0), output: undisturbed };
        let mut complaints = Vec::new();
        let limited = |blocks: usize| {
            // The signal is left unheard, so that the write itself tells.
            let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
            let mut command = Command::new("/bin/sh");
            command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_sanad")]).args(self.command.split(' '));
            command.current_dir(place.fresh()).env_clear().output().unwrap()
        };
        let enough = (0..200).find(|blocks| {
            let output = limited(*blocks);
            let told = self.judge(&expected, &place.0, &output, None, Fault::Error("EFBIG"));
            let told =
                told.into_iter().map(|complaint| format!("{}: {blocks} blocks: {complaint}", self.name));
            complaints.extend(told);
            output.status == expected.output.status
        });
        assert!(enough.is_some_and(|blocks| blocks > 0), "{}: {enough:?}", self.name);
        complaints
    }

    /// The order of calls that a power cut cannot undo: written, confirmed, renamed, confirmed.
    fn heed_the_disk(&self, calls: &[Call]) {
        for (at, call) in calls.iter().enumerate() {
            let (earlier, later) = calls.split_at(at);
            let confirms =
                |call: &Call, name: &str| call.is(&["fsync"]) && call.line.contains(&format!("{name}>)"));
            let confirmed = |calls: &[Call], name: &str| calls.iter().any(|call| confirms(call, name));
            let mut names = call.line.split('"').skip(1).step_by(2);
            let (name, second) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
            let folder = |name: &str| match name.rsplit_once('/') {
                Some((folder, _)) => format!("/{folder}"),
                None => String::new(),
            };
            let place = |name: &str| format!("place{}", folder(name));
            if call.is(&["rename", "renameat", "renameat2", "link", "linkat"]) {
                let file = name.rsplit('/').next().unwrap();
                let fills = |call: &Call| call.is(&["write", "fchmod"]) && call.line.contains(file);
                let last = earlier.iter().rev().find(|call| fills(call) || confirms(call, file));
                let last = last.unwrap_or_else(|| panic!("{}: nothing before {}", self.name, call.line));
                assert!(confirms(last, file), "{}: not confirmed before {}", self.name, call.line);
                assert!(confirmed(later, &place(second)), "{}: not confirmed after {}", self.name, call.line);
            }
            if call.is(&["mkdir", "mkdirat"]) && !call.line.contains(" = -1") {
                assert!(confirmed(later, &place(name)), "{}: not confirmed after {}", self.name, call.line);
            }
            let removes = call.is(&["unlink", "unlinkat"]) && !name.ends_with(".tmp");
            if removes && !call.line.contains(" = -1") {
                assert!(confirmed(later, &place(name)), "{}: not confirmed after {}", self.name, call.line);
            }
            let grows = |name: &&str| call.is(&["write"]) && call.line.contains(&format!("/{name}>"));
            if let Some(name) = self.grows.filter(grows) {
                assert!(confirmed(later, name), "{}: not confirmed after {}", self.name, call.line);
                assert!(confirmed(later, &place(name)), "{}: not confirmed after {}", self.name, call.line);
            }
        }
    }

    fn judge(
        &self,
        expected: &Expected,
        place: &Path,
        output: &Output,
        call: Option<&Call>,
        fault: Fault,
    ) -> Vec<String> {
        let mut complaints = Vec::new();
        let mut ask = |holds: bool, complaint: String| {
            if !holds {
                complaints.push(complaint);
            }
        };
        let mut now = files(place);
        let left = left_over(&now);
        now.retain(|name, _| !left.contains(name));
        let (before, after) = (&expected.before, &expected.after);
        for name in now.keys().chain(before.keys()).chain(after.keys()) {
            let (old, new, found) = (before.get(name), after.get(name), now.get(name));
            let begun = self.grows == Some(name.as_str())
                && found.zip(new).is_some_and(|(found, new)| new.starts_with(found));
            ask(found == old || found == new || begun, format!("half a file: {name}: {}", shown(found)));
        }
        for (first, second) in self.order.iter().zip(self.order.iter().skip(1)) {
            let is_new = |name: &str| now.get(name) == after.get(name);
            ask(is_new(first) || !is_new(second), format!("{second} is new before {first}"));
        }
        let err = crate::cli::text(&output.stderr);
        match fault {
            Fault::Kill => {}
            Fault::Error(error) => {
                let harmless = expected.is_told_by(output) && now == *after;
                let told = output.status.code() == Some(2)
                    && err.starts_with("error: ")
                    && err.contains("\nhint: ")
                    && self.names_a_file(&err);
                // Whoever is only disturbed tries again.
                let must_go_on = error == "EINTR" || error == "EAGAIN";
                ask(harmless || (told && !must_go_on), format!("{}, not as it must be", output.status));
                let may_leave = call.is_some_and(|call| call.is(&["unlink", "unlinkat"]));
                ask(left.is_empty() || may_leave, format!("left over: {left:?}"));
            }
        }
        let was_done = now == *after;
        let again = self.again.unwrap_or(self.command);
        let output = run(place, again);
        let ended = files(place);
        let refused = was_done && output.status.code() == Some(2);
        ask(
            refused || expected.is_told_by(&output) || self.again.is_some() && output.status.success(),
            format!("again: {}: {}", output.status, crate::cli::text(&output.stderr)),
        );
        // A command that is refused need not tidy up what the next takes away, unless it is a secret.
        let left = left_over(&ended);
        let is_secret = left.iter().any(|name| name.contains(".pem."));
        ask(left.is_empty() || refused && !is_secret, format!("left over for good: {left:?}"));
        let differ = ended.iter().filter(|(name, bytes)| after.get(*name) != Some(bytes));
        let differ: Vec<_> = differ.map(|(name, _)| name).filter(|name| !left.contains(name)).collect();
        ask(
            differ.is_empty() && after.keys().all(|name| ended.contains_key(name)),
            format!("again: another result: {differ:?} of {:?}", ended.keys()),
        );
        complaints
    }

    /// An error says which file it is about.
    fn names_a_file(&self, err: &str) -> bool {
        let quoted = err.lines().next().unwrap_or_default().split('`').skip(1).step_by(2);
        let mut quoted = quoted.map(|name| name.split('/').next().unwrap_or_default());
        let words: Vec<&str> = self.command.split(' ').map(|word| word.split('/').next().unwrap()).collect();
        err.contains("standard output") || quoted.any(|name| name == "." || words.contains(&name))
    }
}

/// What happens if nothing does.
struct Expected {
    before: Files,
    after: Files,
    output: Output,
}

impl Expected {
    fn is_told_by(&self, output: &Output) -> bool {
        // A new key is another every time.
        let told = |output: &Output| output.stdout.starts_with(b"did:key:z6Mk") || output.stdout.is_empty();
        self.output.status == output.status
            && (self.output.stdout == output.stdout || told(&self.output) && told(output))
    }
}

/// Where a command is disturbed: a copy of a room, each time anew.
pub(super) struct Place(pub(super) PathBuf, PathBuf);

impl Place {
    pub(super) fn of(room: &Room) -> Self {
        // Beside what is copied, in the folder that is removed with the room.
        let (place, model) = (room.0.join("place"), room.0.join("model"));
        fs::create_dir(&model).unwrap();
        for entry in fs::read_dir(&room.0).unwrap().map(|entry| entry.unwrap()) {
            if entry.path() != model {
                fs::rename(entry.path(), model.join(entry.file_name())).unwrap();
            }
        }
        Self(place, model)
    }

    pub(super) fn fresh(&self) -> PathBuf {
        let _ = fs::remove_dir_all(&self.0);
        copy(&self.1, &self.0);
        self.0.clone()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub(super) fn run(folder: &Path, words: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sanad"));
    command.args(words.split(' ')).current_dir(folder).env_clear().output().unwrap()
}

pub(super) fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            if path.is_dir() {
                found.insert(format!("{name}/"), Vec::new());
                open.push(path);
                continue;
            }
            let mut bytes = fs::read(path).unwrap();
            // A new key is another every time: what counts is that it is a whole one.
            if name == "new.pem"
                && std::str::from_utf8(&bytes).is_ok_and(|pem| SigningKey::from_pem(pem).is_ok())
            {
                bytes = b"a key".to_vec();
            }
            found.insert(name, bytes);
        }
    }
    found
}

fn left_over(files: &Files) -> Vec<String> {
    files.keys().filter(|name| name.ends_with(".tmp")).cloned().collect()
}

fn faults(call: &Call, extent: Extent) -> Vec<Fault> {
    let mut faults = Vec::new();
    if call.changes() || extent == Extent::All {
        faults.extend([Fault::Kill, Fault::Error("EIO")]);
    }
    if extent == Extent::All && call.changes() {
        faults.push(Fault::Error("ENOSPC"));
    }
    // The system's own library does not try again to open a folder for listing it.
    let goes_on = call.is(&["write", "read", "openat", "fsync", "flock", "ftruncate"])
        && !call.line.contains("O_DIRECTORY");
    if extent == Extent::All && goes_on {
        faults.push(Fault::Error("EINTR"));
    }
    faults
}

fn shown(bytes: Option<&Vec<u8>>) -> String {
    bytes.map_or_else(|| "missing".to_owned(), |bytes| format!("{} bytes", bytes.len()))
}
