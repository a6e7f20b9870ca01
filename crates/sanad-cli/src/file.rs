//! Files: read within a bound, written whole or not at all, and keys only where nobody else can read them.

mod temporary;

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use self::temporary::Temporary;
use crate::fail::Failure;

/// Reads a file, or standard input where the path is `-`; more than `limit` bytes are refused without being read.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        return within(io::stdin().lock(), limit, "standard input");
    }
    let name = path.display().to_string();
    let file = open(path, &name)?;
    // A file tells beforehand; what grows meanwhile, and what is no file, is cut off below.
    let bytes = file.metadata().ok().filter(Metadata::is_file).map_or(0, |file| file.len());
    if bytes > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(too_large(&name, limit));
    }
    within(file, limit, &name)
}

/// Reads a file that is text, within the same bound.
pub(crate) fn read_text(path: &Path, limit: usize) -> Result<String, Failure> {
    String::from_utf8(read(path, limit)?).map_err(|error| {
        let message = format!(
            "`{}` is not UTF-8 text: byte {} is not",
            path.display(),
            error.utf8_error().valid_up_to()
        );
        Failure::new(message, "save it as UTF-8")
    })
}

/// Reads a file with a secret in it, or standard input where the path is `-`. A file that others can read or write is
/// refused. The text is wiped when dropped.
pub(crate) fn read_secret(path: &Path, limit: usize) -> Result<Zeroizing<String>, Failure> {
    // Room for the bound and for the byte that breaks it, so that no growing leaves a copy behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit.saturating_add(32)));
    let name = if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
    if path == Path::new("-") {
        fill(&mut bytes, io::stdin().lock(), limit, &name)?;
    } else {
        let file = open(path, &name)?;
        let mode = file.metadata().map(|metadata| open_to_others(&metadata));
        if let Some(mode) = mode.map_err(|error| not_read(&name, &error))? {
            let message = format!("`{name}` is open to other users: its mode is {mode:04o}, not 0600");
            let hint = "chmod 600 FILE, and make a new key if others may have read this one";
            return Err(Failure::new(message, hint).coded("cli.key_permissions"));
        }
        fill(&mut bytes, file, limit, &name)?;
    }
    // The text is not quoted in the message: it is a secret.
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Failure::new(format!("`{name}` is not text"), "a key file begins with `-----BEGIN`"))?;
    Ok(Zeroizing::new(text.to_owned()))
}

/// What becomes of a file that is already there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It is replaced, by one rename.
    Replace,
    /// It stays, and the command fails.
    Keep,
}

/// Who may read a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Whoever the system's default lets.
    Default,
    /// The owner only: mode 0600 from the first byte on.
    Owner,
}

/// Writes a file whole or not at all: into a new file beside it, to the disk, then into place. `-` is standard output's
/// matter and not written here. `spec/files.md#writing`
pub(crate) fn write(path: &Path, bytes: &[u8], existing: Existing, readers: Readers) -> Result<(), Failure> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => already_there(path),
        _ => not_written(path, &error),
    };
    let there = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        there => Some(there.map_err(failed)?),
    };
    match &there {
        Some(there) if there.is_dir() => {
            let message = format!("`{}` is a folder", path.display());
            return Err(Failure::new(message, "name a file in it").coded(WRITE_FAILED));
        }
        // A device or pipe cannot be renamed onto; it is written to, as a shell would.
        Some(there) if !there.is_file() && existing == Existing::Replace => {
            let device = OpenOptions::new().write(true).open(path);
            return device.and_then(|mut device| device.write_all(bytes)).map_err(failed);
        }
        _ => {}
    }
    temporary::take_away_left_over(path);
    if there.is_some() && existing == Existing::Keep {
        return Err(already_there(path));
    }
    let temporary = Temporary::beside(path, readers).map_err(failed)?;
    // A secret stays its owner's, whatever the mode of what it replaces.
    let replaced = there.as_ref().filter(|_| readers == Readers::Default);
    temporary.fill(bytes, replaced).and_then(|()| temporary.put_at(path, existing)).map_err(failed)?;
    sync_folder(&folder_of(path)).map_err(|error| match existing {
        Existing::Replace => not_confirmed(path, &error),
        // What was not there before can be taken back.
        Existing::Keep => match fs::remove_file(path) {
            Ok(()) => not_written(path, &error),
            Err(_) => not_confirmed(path, &error),
        },
    })
}

/// Has the disk keep what was written to a file, and that it is there. Pipes and devices have no disk.
pub(crate) fn confirm(file: &File, path: &Path) -> io::Result<()> {
    if file.metadata()?.is_file() {
        file.sync_all()?;
        sync_folder(&folder_of(path))?;
    }
    Ok(())
}

/// Whether something is at a path. That it cannot be looked at is not taken for no: what is remembered there would be
/// forgotten.
pub(crate) fn is_there(path: &Path) -> Result<bool, Failure> {
    path.try_exists().map_err(|error| not_read(&path.display().to_string(), &error))
}

/// Removes a file for good; whether it was there.
pub(crate) fn remove(path: &Path) -> Result<bool, Failure> {
    match fs::remove_file(path).and_then(|()| sync_folder(&folder_of(path))) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => {
            let message = format!("cannot remove `{}`: {}", path.display(), words(&error));
            Err(Failure::new(message, "look at its owner and mode with `ls -l`").coded(WRITE_FAILED))
        }
    }
}

/// Makes a folder, and those it is in, and has the disk know of them.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        let message = format!("cannot make the folder `{}`: {}", path.display(), words(&error));
        Failure::new(message, "name another folder, or look at what is there with `ls -l`")
            .coded(WRITE_FAILED)
    };
    let mut missing = Vec::new();
    for folder in path.ancestors().take_while(|folder| !folder.as_os_str().is_empty()) {
        if !temporary::is_absent(folder).map_err(failed)? {
            break;
        }
        missing.push(folder);
    }
    if !path.is_dir() {
        fs::create_dir_all(path).map_err(failed)?;
    }
    missing.into_iter().try_for_each(|folder| sync_folder(&folder_of(folder))).map_err(failed)
}

/// Whether a folder has nothing in it, or only what a run that was killed has left.
pub(crate) fn is_empty_folder(path: &Path) -> Result<bool, Failure> {
    for entry in fs::read_dir(path).map_err(|error| not_listed(path, &error))? {
        if !temporary::is_name(&entry.map_err(|error| not_listed(path, &error))?.file_name()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Keeps others that ask for the same lock waiting until it is dropped. The folder is locked and not the file, because
/// a file that is replaced takes its lock with it.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _held: Option<File>,
}

/// Locks the folder in which a file stands, for reading, changing and writing it back.
pub(crate) fn lock_folder_of(path: &Path) -> Result<FolderLock, Failure> {
    let folder = folder_of(path);
    let locked = File::open(&folder).and_then(|file| {
        loop {
            match file.lock() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                locked => break locked.map(|()| file),
            }
        }
    });
    match locked {
        Ok(file) => Ok(FolderLock { _held: Some(file) }),
        // Where folders cannot be opened or locked there is no such protection; that the change is whole still holds.
        Err(error) if NO_LOCKS.contains(&error.kind()) => Ok(FolderLock { _held: None }),
        Err(error) => Err(Failure::new(
            format!("cannot lock `{}`: {}", folder.display(), words(&error)),
            "nothing was changed: see whether the disk is well",
        )),
    }
}

/// What opening a folder ends in where it may only be passed through, where folders are no files, and where there is
/// none: what is said then is said by whoever looks for the file in it.
const NO_LOCKS: [io::ErrorKind; 4] = [
    io::ErrorKind::Unsupported,
    io::ErrorKind::PermissionDenied,
    io::ErrorKind::NotFound,
    io::ErrorKind::NotADirectory,
];

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn open(path: &Path, name: &str) -> Result<File, Failure> {
    let file = File::open(path).map_err(|error| not_read(name, &error))?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(Failure::new(format!("`{name}` is a folder, not a file"), "name the file in it"));
    }
    Ok(file)
}

fn within(reader: impl Read, limit: usize, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    fill(&mut bytes, reader, limit, name)?;
    Ok(bytes)
}

fn fill(bytes: &mut Vec<u8>, reader: impl Read, limit: usize, name: &str) -> Result<(), Failure> {
    let bound = u64::try_from(limit).unwrap_or(u64::MAX);
    reader.take(bound.saturating_add(1)).read_to_end(bytes).map_err(|error| not_read(name, &error))?;
    if bytes.len() > limit { Err(too_large(name, limit)) } else { Ok(()) }
}

fn too_large(name: &str, limit: usize) -> Failure {
    let message = format!("`{name}` has more than {limit} bytes");
    let hint = "no honest document of this kind is so large: look at what it is";
    Failure::new(message, hint).coded("input.too_large")
}

fn not_read(name: &str, error: &io::Error) -> Failure {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "look at the spelling, and at the folder you are in",
        io::ErrorKind::PermissionDenied => "you may not read it: look at its owner and mode with `ls -l`",
        _ => "try to read it with another program",
    };
    Failure::new(format!("cannot read `{name}`: {}", words(error)), hint)
}

fn not_listed(path: &Path, error: &io::Error) -> Failure {
    let message = format!("cannot read the folder `{}`: {}", path.display(), words(error));
    Failure::new(message, "look at its owner and mode with `ls -ld`")
}

/// Why a file is not written, and that nothing was changed.
pub(crate) fn not_written(path: &Path, error: &io::Error) -> Failure {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "make the folder first",
        io::ErrorKind::PermissionDenied => "you may not write there: name another place",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full, and nothing was changed: make room, and run it again"
        }
        io::ErrorKind::ResourceBusy => "many others are writing it: wait for them, and run it again",
        _ => "nothing was changed: see whether the disk is well, or name another place",
    };
    Failure::new(format!("cannot write `{}`: {}", path.display(), words(error)), hint).coded(WRITE_FAILED)
}

/// It is in place, and a power cut may undo that.
fn not_confirmed(path: &Path, error: &io::Error) -> Failure {
    let message =
        format!("`{}` is written, and the disk does not say that it stays: {}", path.display(), words(error));
    Failure::new(message, "see whether the disk is well, and run it again").coded(WRITE_FAILED)
}

fn already_there(path: &Path) -> Failure {
    let message = format!("`{}` is already there and is not overwritten", path.display());
    Failure::new(message, "name another file, or move this one away yourself").coded(WRITE_FAILED)
}

const WRITE_FAILED: &str = "cli.write_failed";

/// The system's words for an error, without the number behind them.
pub(crate) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

/// The mode of a file that group or others may read or write.
#[cfg(unix)]
fn open_to_others(metadata: &Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let mode = metadata.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn open_to_others(_: &Metadata) -> Option<u32> {
    None
}

/// A rename is on the disk when its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems have no such thing for folders; the file itself is on the disk.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        other => other,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
