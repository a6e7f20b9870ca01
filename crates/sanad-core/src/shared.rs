//! What a person shared, unwrapped: every badge in it, told by content and not by name. `spec/shared.md`

#[cfg_attr(not(feature = "bake"), path = "shared/picture_absent.rs")]
mod picture;
mod sort;

use crate::badge::{ReadError, SignedBadge};
use crate::code::Code;
use crate::json::{Json, slice};
use crate::jws::Jws;
use crate::limits::Limits;
use crate::ob2::shared::SharedAssertion;
use crate::pointer::JsonPointer;
use crate::signed::{ParseError, SignedDocument};
use picture::Held;
use sort::{Shape, Sort, Standing};

/// A file, a text or a server's answer, and what was found in it. Nothing in it is believed.
#[derive(Clone, Debug)]
pub struct Shared {
    parts: Vec<Part>,
    picture: Option<Box<[u8]>>,
    notes: Vec<Note>,
}

/// Something odd about what was shared that makes no badge in it better or worse.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// What it is.
    pub code: Code,
    /// The same in a sentence.
    pub detail: String,
}

/// One thing to be judged, and where it stands in what was shared.
#[derive(Clone, Debug)]
pub struct Part {
    place: JsonPointer,
    found: Found,
}

/// What was found at a place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Found {
    /// An assertion of Open Badges 2.0 or earlier, or the address of one.
    Assertion(SharedAssertion),
    /// An Open Badge 3.0, or what should be one.
    Badge(SignedBadge),
    /// The address at which the badge is.
    Link(String),
    /// A presentation; what it holds stands after it.
    Presentation(SignedDocument),
    /// A transcript; what it holds stands after it.
    Transcript(SignedBadge),
}

impl Part {
    /// Where it stands; the root if it is all that was shared.
    #[must_use]
    pub const fn place(&self) -> &JsonPointer {
        &self.place
    }

    /// What it is.
    #[must_use]
    pub const fn found(&self) -> &Found {
        &self.found
    }

    /// Where it stands and what it is, to keep.
    #[must_use]
    pub fn into_parts(self) -> (JsonPointer, Found) {
        (self.place, self.found)
    }
}

impl Shared {
    /// Unwraps what was shared, within [`Limits::DEFAULT`].
    ///
    /// # Errors
    /// [`SharedError`] if nothing that could be a badge is in it, or it is not readable as what it seems to be.
    pub fn read(bytes: &[u8]) -> Result<Self, SharedError> {
        Self::read_within(bytes, &Limits::DEFAULT)
    }

    /// Unwraps what was shared, within bounds of the caller's.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_within(bytes: &[u8], limits: &Limits) -> Result<Self, SharedError> {
        let mut unwrapping =
            Unwrapping { found: Self { parts: Vec::new(), picture: None, notes: Vec::new() }, limits };
        unwrapping.bytes(bytes, &JsonPointer::root(), limits.wrappings)?;
        Ok(unwrapping.found)
    }

    /// The assertion of Open Badges 2.0 or earlier that is hosted at a URL: what counts is what its host says.
    #[must_use]
    pub fn hosted_at(url: &str) -> Self {
        let found = Found::Assertion(SharedAssertion::from_url(url));
        Self { parts: vec![Part { place: JsonPointer::root(), found }], picture: None, notes: Vec::new() }
    }

    /// What was found, at least one; what holds others stands before them.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What was found, to keep.
    #[must_use]
    pub fn into_parts(self) -> Vec<Part> {
        self.parts
    }

    /// The picture that the badges were in, if they were in one.
    #[must_use]
    pub fn picture(&self) -> Option<&[u8]> {
        self.picture.as_deref()
    }

    /// What is odd about it.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// Why nothing was found in what was shared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SharedError {
    /// Something that holds badges holds none.
    #[error("{container} at {at} holds no badge")]
    Empty {
        /// What it is.
        container: &'static str,
        /// Where.
        at: JsonPointer,
    },
    /// Not readable as JSON.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// Not readable as a badge.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A picture from which no badge can be taken.
    #[error("{detail}")]
    Picture {
        /// What is wrong with it.
        code: Code,
        /// The same in a sentence.
        detail: String,
    },
    /// Wrapped in more layers than [`Limits::wrappings`].
    #[error("wrapped in more than the {limit} layers allowed")]
    TooDeep {
        /// The bound.
        limit: usize,
    },
    /// More badges than [`Limits::shared_badges`].
    #[error("more than the {limit} badges allowed in one file")]
    TooMany {
        /// The bound.
        limit: usize,
    },
    /// In a format that is not read.
    #[error("{format}, which is not read")]
    Unsupported {
        /// The format, in words.
        format: &'static str,
    },
}

impl SharedError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Empty { .. } => Code::TypeUnexpected,
            Self::Parse(error) => error.code(),
            Self::Read(error) => error.code(),
            Self::Picture { code, .. } => *code,
            Self::TooDeep { .. } | Self::TooMany { .. } => Code::InputTooManyBadges,
            Self::Unsupported { .. } => Code::InputFormatUnsupported,
        }
    }

    /// Where in what was shared, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Empty { at, .. } => Some(at),
            Self::Parse(error) => error.at(),
            Self::Read(error) => error.at(),
            Self::Picture { .. } | Self::TooDeep { .. } | Self::TooMany { .. } | Self::Unsupported { .. } => {
                None
            }
        }
    }
}

struct Unwrapping<'l> {
    found: Shared,
    limits: &'l Limits,
}

impl Unwrapping<'_> {
    /// Bytes on their own: a file, or what a text or picture held. `left` is how often more may be unwrapped.
    fn bytes(&mut self, bytes: &[u8], at: &JsonPointer, left: usize) -> Result<(), SharedError> {
        match Shape::of(bytes) {
            Shape::Token => self.token(bytes, at, left),
            Shape::Link(url) => self.add(at, Found::Link(url.to_owned())),
            Shape::Other(format) => Err(SharedError::Unsupported { format }),
            Shape::Picture => {
                let opened = picture::open(bytes)?;
                self.found.notes.extend(opened.notes);
                self.found.picture.get_or_insert_with(|| bytes.into());
                match opened.held {
                    Held::Badge(text) => self.bytes(text.as_bytes(), at, self.less(left)?),
                    Held::Address(url) => {
                        self.add(at, Found::Assertion(SharedAssertion::from_url(url.trim_ascii())))
                    }
                }
            }
            Shape::Json => {
                let json = Json::parse_within(bytes, self.limits).map_err(ParseError::Json)?;
                self.json(&json, bytes, at, Standing::Alone, left)
            }
        }
    }

    /// A JSON value; `bytes` are those it was written with.
    fn json(
        &mut self,
        json: &Json,
        bytes: &[u8],
        at: &JsonPointer,
        standing: Standing,
        left: usize,
    ) -> Result<(), SharedError> {
        match Sort::of(json) {
            Sort::Badge => self.add(at, Found::Badge(SignedBadge::read(bytes)?)),
            Sort::Assertion => match SharedAssertion::from_json(bytes).map_err(ParseError::Json)? {
                Some(assertion) => self.add(at, Found::Assertion(assertion)),
                None => Ok(()),
            },
            // A document that is something else is judged as a badge, and so told what it lacks, where it stands
            // alone; among others it is theirs who know its kind.
            Sort::Other => match standing {
                Standing::Alone => self.add(at, Found::Badge(SignedBadge::read(bytes)?)),
                Standing::Among => Ok(()),
            },
            Sort::Transcript(held) => {
                let transcript = SignedDocument::from_json_within(bytes, self.limits)?;
                self.add(at, Found::Transcript(transcript.into()))?;
                self.held(&held, bytes, at, left)
            }
            Sort::Presentation(held) => {
                let presentation = SignedDocument::from_json_within(bytes, self.limits)?;
                self.add(at, Found::Presentation(presentation))?;
                let before = self.found.parts.len();
                self.held(&held, bytes, at, left)?;
                if self.found.parts.len() == before {
                    return Err(SharedError::Empty { container: "the presentation", at: at.clone() });
                }
                Ok(())
            }
            Sort::Envelope(held) => self.held(&held, bytes, at, left),
            Sort::Text(text) => self.bytes(text.as_bytes(), at, self.less(left)?),
        }
    }

    /// A compact JWS, told by what is signed.
    fn token(&mut self, bytes: &[u8], at: &JsonPointer, left: usize) -> Result<(), SharedError> {
        let payload =
            Jws::parse_within(bytes, self.limits).ok().map(|jws| jws.payload().to_vec()).unwrap_or_default();
        let json = Json::parse_within(&payload, self.limits).unwrap_or(Json::Null);
        // VC 1.1 has what is signed in a claim of its own, vc-jose-cose has it as the payload.
        let root = JsonPointer::root();
        let claim = |name: &str| Some((root.member(name), json.as_object()?.get(name)?));
        let (place, signed) = claim("vc").or_else(|| claim("vp")).unwrap_or_else(|| (root.clone(), &json));
        let within = |held: &[JsonPointer]| held.iter().map(|within| place.join(within)).collect::<Vec<_>>();
        match Sort::of(signed) {
            Sort::Presentation(held) => {
                let detail = "the presentation is a JWT whose own signature was not checked: nobody is shown to be the \
                              one these badges were awarded to";
                self.found.notes.push(Note { code: Code::PresentationNotJudged, detail: detail.to_owned() });
                self.held(&within(&held), &payload, at, left)
            }
            Sort::Assertion => match SharedAssertion::from_jws(bytes) {
                Ok(Some(assertion)) => self.add(at, Found::Assertion(assertion)),
                _ => self.add(at, Found::Badge(SignedBadge::read(bytes)?)),
            },
            Sort::Transcript(held) => {
                self.add(at, Found::Transcript(SignedBadge::read(bytes)?))?;
                self.held(&within(&held), &payload, at, left)
            }
            _ => self.add(at, Found::Badge(SignedBadge::read(bytes)?)),
        }
    }

    /// The values at `places` within a value that is written with `bytes`.
    fn held(
        &mut self,
        places: &[JsonPointer],
        bytes: &[u8],
        at: &JsonPointer,
        left: usize,
    ) -> Result<(), SharedError> {
        let left = self.less(left)?;
        for place in places {
            let Some(bytes) = slice::slice(bytes, place) else { continue };
            let json = Json::parse_within(bytes, self.limits).map_err(ParseError::Json)?;
            self.json(&json, bytes, &at.join(place), Standing::Among, left)?;
        }
        Ok(())
    }

    fn less(&self, left: usize) -> Result<usize, SharedError> {
        left.checked_sub(1).ok_or(SharedError::TooDeep { limit: self.limits.wrappings })
    }

    fn add(&mut self, at: &JsonPointer, found: Found) -> Result<(), SharedError> {
        if self.found.parts.len() >= self.limits.shared_badges {
            return Err(SharedError::TooMany { limit: self.limits.shared_badges });
        }
        self.found.parts.push(Part { place: at.clone(), found });
        Ok(())
    }
}
