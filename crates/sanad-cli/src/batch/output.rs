//! Where a batch's lines go, and how many of them are there already.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, SeekFrom, Write};
use std::path::Path;

use crate::fail::Failure;
use crate::file;

/// The lines of a batch, one for each row.
pub(crate) struct Output<'o> {
    to: Box<dyn Write + 'o>,
    name: String,
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
        let Some(path) = path else {
            let to: Box<dyn Write + 'o> = Box::new(BufWriter::new(standard));
            return Ok((Self { to, name: "standard output".to_owned() }, 0));
        };
        let name = path.display().to_string();
        let opened = match earlier {
            Earlier::Replaced => File::create(path).map(|file| (file, 0)),
            Earlier::Continued => reopen(path),
        };
        let (file, rows) = opened.map_err(|error| lost(&name, &error))?;
        Ok((Self { to: Box::new(BufWriter::new(file)), name }, rows))
    }

    /// Writes the lines of some rows, each without its line feed. They are handed to the system before this returns.
    pub(crate) fn write<'l>(&mut self, lines: impl Iterator<Item = &'l str>) -> Result<(), Failure> {
        let write = || {
            for line in lines {
                self.to.write_all(line.as_bytes())?;
                self.to.write_all(b"\n")?;
            }
            self.to.flush()
        };
        write().map_err(|error| lost(&self.name, &error))
    }
}

/// Opens a file to go on after its last whole line; what was written of another is taken away.
fn reopen(path: &Path) -> io::Result<(File, u64)> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    let mut reader = BufReader::new(&mut file);
    let (mut rows, mut whole, mut at) = (0_u64, 0_u64, 0_u64);
    loop {
        let buffer = reader.fill_buf()?;
        let length = buffer.len();
        if length == 0 {
            break;
        }
        for (place, byte) in buffer.iter().enumerate() {
            if *byte == b'\n' {
                rows += 1;
                whole = at + u64::try_from(place).unwrap_or(u64::MAX) + 1;
            }
        }
        at += u64::try_from(length).unwrap_or(u64::MAX);
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
        ] {
            let path = folder.join("lines");
            std::fs::write(&path, before).unwrap();
            let mut nowhere = Vec::new();
            let (mut output, found) = Output::open(Some(&path), Earlier::Continued, &mut nowhere).unwrap();
            output.write(std::iter::once("c")).unwrap();
            drop(output);
            assert_eq!(
                (found, std::fs::read_to_string(&path).unwrap().as_str()),
                (rows, after),
                "{before:?}"
            );
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
