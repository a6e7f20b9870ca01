//! Where a batch's lines go, and how many of them are there already. `spec/batch.md#resuming`

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::fail::Failure;
use crate::file;

/// The lines of a batch, one for each row.
pub(crate) enum Output<'o> {
    Standard(BufWriter<&'o mut dyn Write>),
    File(BufWriter<File>, PathBuf),
}

/// What becomes of the lines of an earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Earlier {
    /// They are written anew.
    Replaced,
    /// They stay, and the batch goes on after the last whole one.
    Continued,
}

impl<'o> Output<'o> {
    /// Standard output, or a file, with the number of rows that are answered in it.
    pub(crate) fn open(
        path: Option<&Path>,
        earlier: Earlier,
        standard: &'o mut dyn Write,
    ) -> Result<(Self, u64), Failure> {
        let Some(path) = path else { return Ok((Self::Standard(BufWriter::new(standard)), 0)) };
        let opened = match earlier {
            Earlier::Replaced => File::create(path).map(|file| (file, 0)),
            Earlier::Continued => reopen(path),
        };
        let (file, rows) = opened.map_err(|error| file::not_written(path, &error))?;
        Ok((Self::File(BufWriter::new(file), path.to_owned()), rows))
    }

    /// Writes the lines of some rows, each without its line feed. They are handed to the system before this returns.
    pub(crate) fn write<'l>(&mut self, lines: impl Iterator<Item = &'l str>) -> Result<(), Failure> {
        let (to, name): (&mut dyn Write, _) = match self {
            Self::Standard(to) => (to, "standard output".to_owned()),
            Self::File(to, path) => (to, path.display().to_string()),
        };
        let write = || {
            for line in lines {
                to.write_all(line.as_bytes())?;
                to.write_all(b"\n")?;
            }
            to.flush()
        };
        write().map_err(|error| lost(&name, &error))
    }

    /// After the last row: all of it is on the disk when this returns.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Standard(_) => Ok(()),
            Self::File(to, path) => {
                file::confirm(to.get_ref(), &path).map_err(|error| lost(&path.display().to_string(), &error))
            }
        }
    }
}

/// Opens a file to go on after its last whole line; what was written of another is taken away. No line has a zero in it
/// but where a power cut came before the line itself.
fn reopen(path: &Path) -> io::Result<(File, u64)> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    let mut reader = BufReader::new(&mut file);
    let (mut rows, mut whole, mut at) = (0_u64, 0_u64, 0_u64);
    'lines: loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        for byte in buffer {
            at += 1;
            match byte {
                b'\n' => (rows, whole) = (rows + 1, at),
                0 => break 'lines,
                _ => {}
            }
        }
        let length = buffer.len();
        reader.consume(length);
    }
    file.set_len(whole)?;
    file.seek(SeekFrom::Start(whole))?;
    Ok((file, rows))
}

fn lost(name: &str, error: &io::Error) -> Failure {
    let message = format!("cannot write to `{name}`: {}", file::words(error));
    Failure::new(message, "the whole lines are good: go on from there with --resume")
        .coded("cli.write_failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_line_is_taken_away_and_whole_ones_are_counted() {
        let folder = std::env::temp_dir().join(format!("sanad-output-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (before, rows, after) in [
            ("", 0, "c\n"),
            ("a\nb\n", 2, "a\nb\nc\n"),
            ("a\nb\n{\"half", 2, "a\nb\nc\n"),
            ("half", 0, "c\n"),
            ("a\nb\n\0\0\0\0", 2, "a\nb\nc\n"),
            ("a\n\0\0\0\nb\n", 1, "a\nc\n"),
        ] {
            let path = folder.join("lines");
            std::fs::write(&path, before).unwrap();
            let mut nowhere = Vec::new();
            let (mut output, found) = Output::open(Some(&path), Earlier::Continued, &mut nowhere).unwrap();
            output.write(std::iter::once("c")).unwrap();
            output.finish().unwrap();
            assert_eq!(
                (found, std::fs::read_to_string(&path).unwrap().as_str()),
                (rows, after),
                "{before:?}"
            );
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
