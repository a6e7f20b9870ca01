//! Files: read within a bound, written whole or not at all, and keys only where nobody else can read them.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::fail::Failure;

/// Reads a file, or standard input where the path is `-`; more than `limit` bytes are refused without being read.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        return within(io::stdin().lock(), limit, "standard input");
    }
    let name = path.display().to_string();
    within(open(path, &name)?, limit, &name)
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
/// matter and not written here.
pub(crate) fn write(path: &Path, bytes: &[u8], existing: Existing, readers: Readers) -> Result<(), Failure> {
    let metadata = fs::metadata(path).ok();
    match &metadata {
        Some(there) if there.is_dir() => {
            let message = format!("`{}` is a folder", path.display());
            return Err(Failure::new(message, "name a file in it").coded("cli.write_failed"));
        }
        Some(_) if existing == Existing::Keep => return Err(already_there(path)),
        // A device or pipe cannot be renamed onto; it is written to, as a shell would.
        Some(there) if !there.is_file() => {
            return OpenOptions::new()
                .write(true)
                .open(path)
                .and_then(|mut device| device.write_all(bytes))
                .map_err(|error| not_written(path, &error));
        }
        _ => {}
    }
    let temporary = Temporary::beside(path, readers).map_err(|error| not_written(path, &error))?;
    // A secret stays its owner's, whatever the mode of what it replaces.
    let replaced = metadata.as_ref().filter(|_| readers == Readers::Default);
    temporary.fill(bytes, replaced).map_err(|error| not_written(path, &error))?;
    temporary.put_at(path, existing).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            already_there(path)
        } else {
            not_written(path, &error)
        }
    })
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
    // Where folders cannot be opened or locked there is no such protection; that the change is whole still holds.
    let Ok(file) = File::open(&folder) else { return Ok(FolderLock { _held: None }) };
    match file.lock() {
        Ok(()) => Ok(FolderLock { _held: Some(file) }),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(FolderLock { _held: None }),
        Err(error) => Err(Failure::new(
            format!("cannot lock `{}`: {}", folder.display(), words(&error)),
            "is another `sanad` hanging?",
        )),
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A file that is removed unless it is put in place.
struct Temporary {
    file: File,
    path: PathBuf,
    folder: PathBuf,
}

impl Temporary {
    fn beside(path: &Path, readers: Readers) -> io::Result<Self> {
        let folder = folder_of(path);
        let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        let mut tried = 0_u32;
        loop {
            let mut temporary = OsString::from(".");
            temporary.push(name);
            temporary.push(format!(".{}-{tried}.tmp", std::process::id()));
            let path = folder.join(temporary);
            match options(readers).open(&path) {
                Ok(file) => return Ok(Self { file, path, folder }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tried < 100 => tried += 1,
                Err(error) => return Err(error),
            }
        }
    }

    fn fill(&self, bytes: &[u8], replaced: Option<&Metadata>) -> io::Result<()> {
        if let Some(replaced) = replaced {
            self.file.set_permissions(replaced.permissions())?;
        }
        (&self.file).write_all(bytes)?;
        self.file.sync_all()
    }

    fn put_at(self, path: &Path, existing: Existing) -> io::Result<()> {
        match existing {
            Existing::Replace => fs::rename(&self.path, path)?,
            // A rename would replace what another process has put there meanwhile; a link does not.
            Existing::Keep => match fs::hard_link(&self.path, path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
                // No hard links on this file system: the window between the question and the rename remains.
                Err(_) if fs::symlink_metadata(path).is_err() => fs::rename(&self.path, path)?,
                Err(error) => return Err(error),
            },
        }
        sync_folder(&self.folder)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename it is no longer there, and that is well.
        let _ = fs::remove_file(&self.path);
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
    if bytes.len() > limit {
        let message = format!("`{name}` has more than {limit} bytes");
        let hint = "no honest document of this kind is so large: look at what it is";
        return Err(Failure::new(message, hint).coded("input.too_large"));
    }
    Ok(())
}

fn not_read(name: &str, error: &io::Error) -> Failure {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "look at the spelling, and at the folder you are in",
        io::ErrorKind::PermissionDenied => "you may not read it: look at its owner and mode with `ls -l`",
        _ => "try to read it with another program",
    };
    Failure::new(format!("cannot read `{name}`: {}", words(error)), hint)
}

fn not_written(path: &Path, error: &io::Error) -> Failure {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "make the folder first",
        io::ErrorKind::PermissionDenied => "you may not write there: name another place with -o",
        io::ErrorKind::StorageFull => "the disk is full",
        _ => "nothing was changed: name another place with -o",
    };
    Failure::new(format!("cannot write `{}`: {}", path.display(), words(error)), hint)
        .coded("cli.write_failed")
}

fn already_there(path: &Path) -> Failure {
    let message = format!("`{}` is already there and is not overwritten", path.display());
    Failure::new(message, "name another file, or move this one away yourself").coded("cli.write_failed")
}

/// The system's words for an error, without the number behind them.
pub(crate) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

#[cfg(unix)]
fn options(readers: Readers) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    if readers == Readers::Owner {
        options.mode(0o600);
    }
    options
}

#[cfg(not(unix))]
fn options(_: Readers) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options
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
