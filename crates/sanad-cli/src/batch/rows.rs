//! Where a batch's rows come from: a file with one on each line, a table, a folder with one in each file.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::shared::Shared;

use super::{BYTES_AT_A_TIME, ROWS_AT_A_TIME};
use crate::fail::Failure;
use crate::file;

/// A row, numbered from 1. One that cannot be read has a number all the same.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) number: u64,
    /// The file's name, if the rows are files.
    pub(crate) name: Option<String>,
    pub(crate) content: Result<Vec<u8>, Failure>,
}

/// The rows of a batch, in their order.
pub(crate) struct Rows {
    source: Source,
    number: u64,
}

enum Source {
    /// One a line. An empty line is no row.
    Lines { reader: Box<dyn BufRead>, name: String },
    /// One a file, by the names of the files.
    Files(std::vec::IntoIter<PathBuf>),
    /// One a record; the first names the members.
    Table { records: csv::ByteRecordsIntoIter<Box<dyn Read>>, header: Vec<String>, name: String },
}

impl Rows {
    /// Badges: a folder with one in each file, or a file or standard input (`-`) with one on each line.
    pub(crate) fn of_badges(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            let failed = |error| unreadable(path, &error);
            let mut files = Vec::new();
            for entry in fs::read_dir(path).map_err(failed)? {
                let file = entry.map_err(failed)?.path();
                // What cannot be looked at is a row that cannot be read.
                if !fs::metadata(&file).is_ok_and(|there| !there.is_file()) {
                    files.push(file);
                }
            }
            files.sort_unstable();
            return Ok(Self { source: Source::Files(files.into_iter()), number: 0 });
        }
        Ok(Self { source: lines(path)?, number: 0 })
    }

    /// The same; but a file is taken as one badge, unless its first line is one already.
    pub(crate) fn of_badges_or_one(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") || path.is_dir() {
            return Self::of_badges(path);
        }
        let first = Self::of_badges(path)?.next_row()?.and_then(|row| row.content.ok());
        if first.is_some_and(|line| Shared::read(&line).is_ok()) {
            return Self::of_badges(path);
        }
        Ok(Self { source: Source::Files(vec![path.to_owned()].into_iter()), number: 0 })
    }

    /// Records to fill a template with: a table (`.csv`, RFC 4180, the first record names the members), or a file or
    /// standard input (`-`) with a JSON object on each line.
    pub(crate) fn of_records(path: &Path) -> Result<Self, Failure> {
        if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("csv")) {
            return Ok(Self { source: lines(path)?, number: 0 });
        }
        let file: Box<dyn Read> = Box::new(File::open(path).map_err(|error| unreadable(path, &error))?);
        let mut table = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(file);
        let header = table.headers().map(|names| names.iter().map(str::to_owned).collect::<Vec<_>>());
        let header = header.map_err(|error| {
            Failure::new(format!("`{}` is no table: {error}", path.display()), "save it as CSV in UTF-8")
        })?;
        // A byte order mark, as spreadsheets write it, is no part of the first name.
        let header: Vec<String> =
            header.iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
        if let Some(name) =
            header.iter().enumerate().find_map(|(at, name)| header.iter().take(at).find(|n| *n == name))
        {
            let message = format!("`{}` names two columns `{name}`", path.display());
            return Err(Failure::new(message, "give each column a name of its own"));
        }
        let name = path.display().to_string();
        Ok(Self { source: Source::Table { records: table.into_byte_records(), header, name }, number: 0 })
    }

    /// Passes over rows that are answered already.
    pub(crate) fn skip(&mut self, rows: u64) -> Result<(), Failure> {
        while self.number < rows {
            if self.next_row()?.is_none() {
                let message = format!("{rows} rows are answered, and there are only {}", self.number);
                return Err(Failure::new(message, "resume with the same rows, or name another output"));
            }
        }
        Ok(())
    }

    /// The next rows, as many as are worked on at a time; none at the end.
    pub(crate) fn next_rows(&mut self) -> Result<Vec<Row>, Failure> {
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while rows.len() < ROWS_AT_A_TIME && bytes < BYTES_AT_A_TIME {
            let Some(row) = self.next_row()? else { break };
            bytes += row.content.as_ref().map_or(0, Vec::len);
            rows.push(row);
        }
        Ok(rows)
    }

    fn next_row(&mut self) -> Result<Option<Row>, Failure> {
        let (name, content) = match &mut self.source {
            Source::Lines { reader, name } => {
                let line = next_line(&mut **reader).map_err(|error| unreadable(Path::new(name), &error))?;
                let Some(line) = line else { return Ok(None) };
                (None, line.map(unquoted))
            }
            Source::Files(files) => {
                let Some(path) = files.next() else { return Ok(None) };
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                (name, file::read(&path, Limits::DEFAULT.image_bytes))
            }
            Source::Table { records, header, name } => match records.next() {
                None => return Ok(None),
                Some(Ok(record)) => (None, object_of(header, &record)),
                Some(Err(error)) => {
                    return Err(Failure::new(
                        format!("cannot read `{name}`: {error}"),
                        "save it as CSV in UTF-8",
                    ));
                }
            },
        };
        self.number += 1;
        Ok(Some(Row { number: self.number, name, content }))
    }
}

/// A record as a JSON object. An empty field is no member.
fn object_of(header: &[String], record: &csv::ByteRecord) -> Result<Vec<u8>, Failure> {
    if record.len() != header.len() {
        let message = format!("{} fields, where the first record has {}", record.len(), header.len());
        return Err(Failure::new(message, "write text with commas in it in quotation marks"));
    }
    let mut object = Object::new();
    for (name, field) in header.iter().zip(record) {
        let text = std::str::from_utf8(field)
            .map_err(|_| Failure::new(format!("`{name}` is not UTF-8 text"), "save the table as UTF-8"))?;
        if !text.is_empty() {
            object.insert(name.as_str(), text);
        }
    }
    Ok(object.to_compact().into_bytes())
}

fn lines(path: &Path) -> Result<Source, Failure> {
    let name = path.display().to_string();
    if path == Path::new("-") {
        return Ok(Source::Lines { reader: Box::new(BufReader::new(io::stdin())), name });
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    Ok(Source::Lines { reader: Box::new(BufReader::with_capacity(1 << 16, file)), name })
}

/// The next line that is not empty. Of one that is too long no more than the bound is kept.
fn next_line(reader: &mut dyn BufRead) -> io::Result<Option<Result<Vec<u8>, Failure>>> {
    // A JWT of the largest document is a third longer than it.
    let limit = Limits::DEFAULT.document_bytes.saturating_mul(2);
    loop {
        let mut line = Vec::new();
        let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let mut bounded = Read::take(&mut *reader, bound);
        if bounded.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() > limit && line.last() != Some(&b'\n') {
            reader.skip_until(b'\n')?;
            let message = format!("a line of more than {limit} bytes");
            let failure = Failure::new(message, "each badge stands on a line of its own");
            return Ok(Some(Err(failure.coded(Code::InputTooLarge.as_str()))));
        }
        let content = line.trim_ascii();
        if !content.is_empty() {
            return Ok(Some(Ok(content.to_vec())));
        }
    }
}

/// A line that is a JSON string holds what the string says: a JWT among JSON.
fn unquoted(line: Vec<u8>) -> Vec<u8> {
    match line.first() {
        Some(b'"') => match Json::parse(&line) {
            Ok(Json::String(text)) => text.into_bytes(),
            _ => line,
        },
        _ => line,
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let message = format!("cannot read `{}`: {}", path.display(), file::words(error));
    Failure::new(message, "name a file, a folder, or `-` for standard input").coded("cli.read_failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Vec<Result<Vec<u8>, String>> {
        let mut reader = text;
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut reader).unwrap() {
            lines.push(line.map_err(|failure| failure.to_string()));
        }
        lines
    }

    #[test]
    fn empty_lines_are_no_rows_and_the_last_needs_no_line_feed() {
        let line = |text: &str| Ok(text.as_bytes().to_vec());
        assert_eq!(read(b"{}\r\n\n  \n[1]"), [line("{}"), line("[1]")]);
        assert_eq!(read(b""), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_one_row_and_the_next_is_read() {
        let limit = Limits::DEFAULT.document_bytes * 2;
        let text = [&vec![b'x'; limit + 5], &b"\n{}\n"[..], &vec![b'y'; limit], &b"\n"[..]].concat();
        let lines = read(&text);
        assert_eq!(lines.len(), 3);
        assert!(lines[0].as_ref().unwrap_err().contains("input.too_large"));
        assert_eq!(lines[1], Ok(b"{}".to_vec()));
        assert_eq!(lines[2].as_ref().map(Vec::len), Ok(limit));
    }

    #[test]
    fn a_jwt_may_stand_as_a_json_string() {
        assert_eq!(unquoted(b"\"a.b.c\"".to_vec()), b"a.b.c");
        assert_eq!(unquoted(b"a.b.c".to_vec()), b"a.b.c");
        assert_eq!(unquoted(b"\"a".to_vec()), b"\"a");
    }
}
