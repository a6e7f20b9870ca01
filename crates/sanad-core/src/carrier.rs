//! A badge inside a picture: read out of it, and put into it. `spec/carrier.md`

pub mod badge_text;
pub mod baked;
pub mod png;
pub mod svg;

use crate::code::Code;
use crate::limits::Limits;
use badge_text::BadgeText;
use baked::Baked;
use png::PngError;
use svg::SvgError;

/// The kinds of picture that carry badges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Picture {
    /// Portable Network Graphics.
    Png,
    /// Scalable Vector Graphics.
    Svg,
}

impl Picture {
    /// What the bytes are, told by their beginning and never by a name. That they begin so does not say that they go
    /// on well.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if png::begins(bytes) {
            Some(Self::Png)
        } else if svg::begins(bytes) {
            Some(Self::Svg)
        } else {
            None
        }
    }
}

/// Takes the one badge out of a picture, within [`Limits::DEFAULT`].
///
/// # Errors
/// [`CarrierError`] if it is no picture, or holds none, several or an unreadable badge.
pub fn extract(image: &[u8]) -> Result<Baked, CarrierError> {
    match Picture::of(image) {
        Some(Picture::Png) => Ok(png::extract(image, &Limits::DEFAULT)?),
        Some(Picture::Svg) => Ok(svg::extract(image, &Limits::DEFAULT)?),
        None => Err(CarrierError::NotAPicture),
    }
}

/// Puts a badge into a picture, in place of any that is in it, within [`Limits::DEFAULT`]. The rest of the picture
/// stays as it is, byte for byte; what stands after the end of a PNG goes.
///
/// # Errors
/// [`CarrierError`] if it is no picture, or one that cannot carry a badge.
pub fn bake(image: &[u8], badge: &BadgeText) -> Result<Vec<u8>, CarrierError> {
    match Picture::of(image) {
        Some(Picture::Png) => Ok(png::bake(image, badge, &Limits::DEFAULT)?),
        Some(Picture::Svg) => Ok(svg::bake(image, badge, &Limits::DEFAULT)?),
        None => Err(CarrierError::NotAPicture),
    }
}

/// The picture without any badge, within [`Limits::DEFAULT`]: of two pictures that differ in no more than the badge in
/// them, the same bytes.
///
/// # Errors
/// [`CarrierError`] if it is no picture.
pub fn strip(image: &[u8]) -> Result<Vec<u8>, CarrierError> {
    match Picture::of(image) {
        Some(Picture::Png) => Ok(png::strip(image, &Limits::DEFAULT)?),
        Some(Picture::Svg) => Ok(svg::strip(image, &Limits::DEFAULT)?),
        None => Err(CarrierError::NotAPicture),
    }
}

/// Why no badge comes out of a picture, or goes into it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CarrierError {
    /// Neither PNG nor SVG.
    #[error("neither a PNG nor an SVG picture")]
    NotAPicture,
    /// A PNG with something wrong.
    #[error(transparent)]
    Png(#[from] PngError),
    /// An SVG with something wrong.
    #[error(transparent)]
    Svg(#[from] SvgError),
}

impl CarrierError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::NotAPicture => Code::InputFormatUnsupported,
            Self::Png(error) => error.code(),
            Self::Svg(error) => error.code(),
        }
    }
}
