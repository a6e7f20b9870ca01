//! `sanad extract`: the badge comes out of a picture.

use std::fmt::Write as _;

use sanad_core::carrier::baked::BakedKind;
use sanad_core::carrier::{self, CarrierError};
use sanad_core::code::Code;
use sanad_core::limits::Limits;

use super::Answer;
use crate::args::Extract;
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};
use crate::text;

/// Writes the badge that is in a picture.
pub(crate) fn run(asked: &Extract) -> Result<Answer, Failure> {
    let image = file::read(&asked.image, Limits::DEFAULT.image_bytes)?;
    let baked = carrier::extract(&image).map_err(|error| no_badge(asked, &error))?;
    let mut words = String::new();
    match baked.kind() {
        BakedKind::OpenBadges2Url => words.push_str("only the URL of an Open Badge 2.0 or older\n"),
        BakedKind::OpenBadges2 => words.push_str("an assertion of Open Badges 2.0 or older\n"),
        BakedKind::Clr2 => words.push_str("a CLR 2.0 transcript\n"),
        _ => {}
    }
    for remark in baked.remarks() {
        // Writing to a string does not fail.
        let _ = writeln!(words, "remark: {} [{}]", text::safe(&remark.to_string(), COLUMNS), remark.code());
    }
    let Some(path) = &asked.output else {
        return Ok(Answer { data: baked.into_text(), words, ..Answer::default() });
    };
    file::write(path, baked.text().as_bytes(), Existing::Replace, Readers::Default)?;
    Ok(Answer { words, ..Answer::default() })
}

/// Columns of a remark before it is cut.
const COLUMNS: usize = 160;

fn no_badge(asked: &Extract, error: &CarrierError) -> Failure {
    let message = format!("no badge comes out of `{}`: {error}", asked.image.display());
    let hint = match error.code() {
        Code::BakeMissing => "some programs throw away what is in a picture; get the file as it was issued",
        Code::InputFormatUnsupported => "give a PNG or an SVG; JSON and JWS need no extracting",
        _ => "get the picture from its issuer again; one like this may mean another thing to another reader",
    };
    Failure::new(message, hint).coded(error.code().as_str())
}
