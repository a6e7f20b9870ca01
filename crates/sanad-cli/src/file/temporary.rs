//! A new file beside the one it is to replace: whole before it takes its place, gone if it does not.
//! `spec/files.md#writing`

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Existing, Readers, folder_of};

/// How many may write one file at a time. 8: a writer takes some milliseconds.
const WRITERS: u32 = 8;

/// A file that is removed unless it is put in place. Its lock says that somebody still writes it.
pub(super) struct Temporary {
    file: File,
    path: PathBuf,
    /// Whether what has its name is this file.
    is_ours: bool,
}

impl Temporary {
    /// A new file in the folder of `path`; nothing that is there already is ever written to.
    pub(super) fn beside(path: &Path, readers: Readers) -> io::Result<Self> {
        for number in 0..WRITERS {
            let path = name(path, number)?;
            match options(readers).open(&path) {
                Ok(file) => {
                    let mut temporary = Self { file, path, is_ours: true };
                    // Before it is locked another may take it for left over. Where there are no locks nobody does.
                    let taken = matches!(temporary.file.try_lock(), Err(TryLockError::WouldBlock));
                    temporary.is_ours = !taken && is_at(&temporary.file, &temporary.path)?;
                    if temporary.is_ours {
                        return Ok(temporary);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Writes all of it, with the permissions of the file it replaces, to the disk itself.
    pub(super) fn fill(&self, bytes: &[u8], replaced: Option<&Metadata>) -> io::Result<()> {
        if let Some(replaced) = replaced {
            self.file.set_permissions(replaced.permissions())?;
        }
        (&self.file).write_all(bytes)?;
        self.file.sync_all()
    }

    /// Gives it its name.
    pub(super) fn put_at(mut self, path: &Path, existing: Existing) -> io::Result<()> {
        match existing {
            Existing::Replace => self.rename(path),
            // A rename would replace what another process has put there meanwhile; a link does not.
            Existing::Keep => match fs::hard_link(&self.path, path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
                // No hard links on this file system: the window between the question and the rename remains.
                Err(_) if is_absent(path)? => self.rename(path),
                other => other,
            },
        }
    }

    fn rename(&mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path)?;
        // Its old name is free for others.
        self.is_ours = false;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if self.is_ours {
            // What stays is left over, and the next who writes this file takes it away.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Takes away what runs that were killed have left beside a file: a secret may be in it.
#[cfg(unix)]
pub(super) fn take_away_left_over(path: &Path) {
    for path in (0..WRITERS).filter_map(|number| name(path, number).ok()) {
        // A pipe that somebody has put there would keep waiting whoever opens it.
        if !fs::symlink_metadata(&path).is_ok_and(|there| there.is_file()) {
            continue;
        }
        let Ok(file) = File::open(&path) else { continue };
        // Whoever has the lock of the file that is there is the only one to rename or remove it.
        if file.try_lock().is_ok() && is_at(&file, &path).is_ok_and(|there| there) {
            let _ = fs::remove_file(&path);
        }
    }
}

#[cfg(not(unix))]
pub(super) fn take_away_left_over(_: &Path) {}

/// Whether a name is that of a file which is being written, or was left over.
pub(super) fn is_name(name: &OsString) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") && name.ends_with(b".tmp")
}

fn name(path: &Path, number: u32) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{number}.tmp"));
    Ok(folder_of(path).join(temporary))
}

/// Whether nothing is at a path. That it cannot be looked at does not mean that.
pub(super) fn is_absent(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn options(readers: Readers) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
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

/// Whether an open file is the one that has this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let place = |metadata: &Metadata| (metadata.dev(), metadata.ino());
    let open = file.metadata()?;
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        there => Ok(place(&there?) == place(&open)),
    }
}

/// Where files have no numbers nothing is taken for left over, and so no name is lost.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sanad-temporary-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn files(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn what_nobody_writes_any_more_is_taken_away_and_what_is_being_written_stays() {
        let folder = folder("left");
        let path = folder.join("key.pem");
        let written = Temporary::beside(&path, Readers::Owner).unwrap();
        for number in [1, 3, 7] {
            fs::write(name(&path, number).unwrap(), "secret").unwrap();
        }
        // Of another file, and somebody's own.
        fs::write(folder.join(".other.pem.0.tmp"), "").unwrap();
        fs::write(folder.join(".key.pem.tmp"), "").unwrap();
        take_away_left_over(&path);
        assert_eq!(files(&folder), 3);
        written.fill(b"whole", None).unwrap();
        written.put_at(&path, Existing::Keep).unwrap();
        assert_eq!((fs::read(&path).unwrap(), files(&folder)), (b"whole".to_vec(), 3));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_link_or_pipe_that_somebody_has_put_in_the_way_is_not_followed() {
        let folder = folder("way");
        let path = folder.join("key.pem");
        let victim = folder.join("victim");
        fs::write(&victim, "untouched").unwrap();
        std::os::unix::fs::symlink(&victim, name(&path, 0).unwrap()).unwrap();
        take_away_left_over(&path);
        let temporary = Temporary::beside(&path, Readers::Owner).unwrap();
        assert_eq!(temporary.path, name(&path, 1).unwrap());
        temporary.fill(b"secret", None).unwrap();
        drop(temporary);
        assert_eq!((fs::read(&victim).unwrap(), files(&folder)), (b"untouched".to_vec(), 2));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn more_writers_than_there_are_names_for_are_told_so() {
        let folder = folder("busy");
        let path = folder.join("badge.json");
        let writers: Vec<_> =
            (0..WRITERS).map(|_| Temporary::beside(&path, Readers::Default).unwrap()).collect();
        take_away_left_over(&path);
        let busy = Temporary::beside(&path, Readers::Default).err().unwrap();
        assert_eq!(busy.kind(), io::ErrorKind::ResourceBusy);
        drop(writers);
        assert_eq!(files(&folder), 0);
        fs::remove_dir_all(&folder).unwrap();
    }
}
