//! `sanad bake`: a signed badge goes into a picture.

use sanad_core::carrier::badge_text::{BadgeText, BadgeTextError};
use sanad_core::carrier::{self, CarrierError};
use sanad_core::code::Code;
use sanad_core::limits::Limits;

use super::Answer;
use crate::args::Bake;
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};

/// Writes the picture with the badge in it.
pub(crate) fn run(asked: &Bake) -> Result<Answer, Failure> {
    let image = file::read(&asked.image, Limits::DEFAULT.image_bytes)?;
    let bytes = file::read(&asked.badge, Limits::DEFAULT.document_bytes)?;
    let badge = BadgeText::of(&bytes).map_err(|error| no_badge(asked, &error))?;
    let baked = carrier::bake(&image, &badge).map_err(|error| no_picture(asked, &error))?;
    // spec/carrier.md#baking: what comes out must be what went in.
    let found = carrier::extract(&baked).map_err(|error| no_picture(asked, &error))?;
    if found.text() != badge.as_str() {
        let message = "another badge would come out of the picture than the one put in";
        return Err(Failure::new(message, "nothing was written; please tell us about this picture"));
    }
    file::write(&asked.output, &baked, Existing::Replace, Readers::Default)?;
    Ok(Answer::default())
}

fn no_badge(asked: &Bake, error: &BadgeTextError) -> Failure {
    let message = format!("`{}` is nothing to bake: {error}", asked.badge.display());
    let hint = match error {
        BadgeTextError::NotSigned => "sign it first: `sanad issue`",
        _ => "it must be a signed Open Badge 3.0: JSON as `sanad issue` writes it, or a compact JWS",
    };
    Failure::new(message, hint).coded(error.code().as_str())
}

fn no_picture(asked: &Bake, error: &CarrierError) -> Failure {
    let message = format!("`{}` cannot take a badge: {error}", asked.image.display());
    let hint = match error.code() {
        Code::BakeActiveContent => "take out what runs or loads something; a badge is a still picture",
        Code::BakeDtdForbidden => "save it from your drawing program as plain SVG",
        Code::BakeEncoding => "save the picture as UTF-8, or bake into a PNG",
        Code::InputFormatUnsupported => "give a PNG or an SVG",
        _ => "nothing was written; does another program open the picture?",
    };
    Failure::new(message, hint).coded(error.code().as_str())
}
