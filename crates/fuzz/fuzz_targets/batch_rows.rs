//! Rows of a batch: every line and every record is one row, in order, numbered without a gap, with what stands in it and
//! nothing else.
#![no_main]

#[path = "../../sanad-cli/src/fail.rs"]
#[allow(dead_code, reason = "the tool asks for more")]
mod fail;
#[path = "../../sanad-cli/src/batch/rows.rs"]
mod rows;
#[path = "../../sanad-cli/src/text.rs"]
#[allow(dead_code, reason = "the tool asks for more")]
mod text;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rows::{Row, Rows};
use sanad_core::json::Json;

/// As the tool has them; few bytes, so that there are several turns.
const ROWS_AT_A_TIME: usize = 256;
const BYTES_AT_A_TIME: usize = 1 << 8;

/// What the rows ask of the tool's file of that name.
mod file {
    use std::io;
    use std::path::Path;

    use crate::fail::Failure;

    pub(crate) fn read(path: &Path, _limit: usize) -> Result<Vec<u8>, Failure> {
        std::fs::read(path).map_err(|error| Failure::new(error, "name a file"))
    }

    pub(crate) fn words(error: &io::Error) -> String {
        error.to_string()
    }
}

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    let home = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let folder = home.join(format!("sanad-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
});

fuzz_target!(|data: &[u8]| {
    lines(data);
    table(data);
});

fn lines(data: &[u8]) {
    let path = write("rows.ndjson", data);
    let expected: Vec<&[u8]> =
        data.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).collect();
    let rows = all(Rows::of_badges(&path).expect("a file"));
    assert_eq!(rows.len(), expected.len(), "lines lost or made");
    for (row, line) in rows.iter().zip(expected) {
        let content = row.content.as_ref().expect("short enough");
        match Json::parse(line) {
            Ok(Json::String(text)) => assert_eq!(content, text.as_bytes()),
            _ => assert_eq!(content, line),
        }
    }
}

fn table(data: &[u8]) {
    let path = write("rows.csv", data);
    let Ok(rows) = Rows::of_records(&path) else { return };
    let mut rows = rows;
    let mut read = Vec::new();
    loop {
        match rows.next_rows() {
            Ok(more) if more.is_empty() => break,
            Ok(more) => read.extend(more),
            Err(_) => return,
        }
    }
    numbered(&read);
    // The same records, read without the tool: each field is a member, unless it is empty.
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(data);
    let mut records = reader.byte_records();
    let header = records.next().and_then(Result::ok).unwrap_or_default();
    let records: Vec<csv::ByteRecord> = records.map_while(Result::ok).collect();
    assert_eq!(read.len(), records.len(), "records lost or made");
    for (row, record) in read.iter().zip(records) {
        let Ok(content) = &row.content else { continue };
        let Ok(Json::Object(object)) = Json::parse(content) else {
            panic!("{}", String::from_utf8_lossy(content))
        };
        assert_eq!(record.len(), header.len(), "a record of another length is a row");
        let filled = record.iter().filter(|field| !field.is_empty()).count();
        assert_eq!(object.len(), filled, "fields lost or made");
        let values: Vec<&[u8]> =
            object.iter().filter_map(|(_, value)| value.as_str()).map(str::as_bytes).collect();
        let fields: Vec<&[u8]> = record.iter().filter(|field| !field.is_empty()).collect();
        assert_eq!(values, fields, "other values");
    }
}

fn all(mut rows: Rows) -> Vec<Row> {
    let mut read = Vec::new();
    loop {
        let more = rows.next_rows().expect("a file that can be read");
        if more.is_empty() {
            break;
        }
        assert!(more.len() <= ROWS_AT_A_TIME, "too many at a time");
        read.extend(more);
    }
    numbered(&read);
    let mut skipping = Rows::of_badges(&FOLDER.join("rows.ndjson")).expect("a file");
    let half = read.len() as u64 / 2;
    skipping.skip(half).expect("as many as there are");
    let rest: Vec<Row> = skipping.next_rows().expect("a file that can be read");
    assert!(rest.first().is_none_or(|row| row.number == half + 1), "resumed at another row");
    read
}

fn numbered(rows: &[Row]) {
    let counts = rows.iter().map(|row| row.number).eq(1..=rows.len() as u64);
    assert!(counts, "numbers with gaps");
}

fn write(name: &str, data: &[u8]) -> PathBuf {
    let path = FOLDER.join(name);
    std::fs::write(&path, data).expect("a file");
    path
}
