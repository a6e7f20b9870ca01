//! What kind of thing something is, by how it looks: its first bytes, or the members of an object.

use super::picture;
use crate::json::{Json, Object};
use crate::jws::begins_as_jws;
use crate::limits::Limits;
use crate::ob2::version;
use crate::pointer::JsonPointer;

/// What bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape<'b> {
    /// One https URL, and nothing else.
    Link(&'b str),
    /// JSON, or nothing that is known.
    Json,
    /// Something known by sight that is not read.
    Other(&'static str),
    /// A picture.
    Picture,
    /// A compact JWS.
    Token,
}

impl<'b> Shape<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        let text = bytes.trim_ascii();
        if picture::is_one(bytes) {
            return Self::Picture;
        }
        if begins_as_jws(bytes) {
            return Self::Token;
        }
        match std::str::from_utf8(text) {
            Ok(url) if is_link(url) => Self::Link(url),
            Ok(url) if is_insecure_link(url) => {
                Self::Other("an address that begins with http://, where anybody on the way could answer")
            }
            _ => Self::Json,
        }
    }
}

/// RFC 7515 §7.1; a JOSE header is an object, so the text begins with the base64url of `{"`.
fn is_compact_jws(text: &[u8]) -> bool {
    let is_base64url = |part: &[u8]| part.iter().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(b));
    let mut parts = text.split(|b| *b == b'.');
    text.starts_with(b"eyJ") && parts.clone().count() == 3 && parts.all(is_base64url)
}

fn is_insecure_link(text: &str) -> bool {
    text.strip_prefix("http").is_some_and(|rest| is_link(&format!("https{rest}")))
}

fn is_link(text: &str) -> bool {
    text.starts_with("https://")
        && text.len() <= Limits::DEFAULT.url_chars
        && text.bytes().all(|b| b.is_ascii_graphic())
}

/// Whether a value was shared by itself or stands in something that holds several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Alone,
    Among,
}

/// What a JSON value is, and where within it the things stand that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort<'j> {
    /// An assertion of Open Badges 2.0 or earlier.
    Assertion,
    Badge,
    /// No document itself, but others stand in it: the answer of an API, a wallet's export.
    Envelope(Vec<JsonPointer>),
    /// Some other document or value.
    Other,
    Presentation(Vec<JsonPointer>),
    /// A text that holds something.
    Text(&'j str),
    Transcript(Vec<JsonPointer>),
}

impl<'j> Sort<'j> {
    pub(super) fn of(json: &'j Json) -> Self {
        match json {
            Json::Object(object) => Self::of_document(object).unwrap_or_else(|| Self::of_envelope(json)),
            Json::Array(_) => Self::of_envelope(json),
            Json::String(text) if is_compact_jws(text.as_bytes()) => Self::Text(text),
            _ => Self::Other,
        }
    }

    /// `None` if the object is no document.
    fn of_document(object: &'j Object) -> Option<Self> {
        let has_type = |name: &str| {
            object
                .get("type")
                .is_some_and(|types| types.items().iter().any(|item| item.as_str() == Some(name)))
        };
        let credentials = |member: &JsonPointer, holder: Option<&Json>| {
            let held = holder.map_or(&[][..], Json::items);
            let is_array = matches!(holder, Some(Json::Array(_)));
            (0..held.len()).map(|index| if is_array { member.item(index) } else { member.clone() }).collect()
        };
        if has_type("VerifiablePresentation") {
            let member = JsonPointer::root().member("verifiableCredential");
            return Some(Self::Presentation(credentials(&member, object.get("verifiableCredential"))));
        }
        if has_type("EnvelopedVerifiableCredential") || has_type("EnvelopedVerifiablePresentation") {
            // vc-jose-cose: a data URL whose text is a JWT.
            let text = object.text("id").and_then(|id| id.strip_prefix("data:")?.split_once(','));
            return Some(text.map_or(Self::Other, |(_, text)| Self::Text(text)));
        }
        if has_type("ClrCredential") {
            let member = JsonPointer::root().member("credentialSubject").member("verifiableCredential");
            let subject = object.get("credentialSubject").and_then(Json::as_object);
            let held = subject.and_then(|subject| subject.get("verifiableCredential"));
            return Some(Self::Transcript(credentials(&member, held)));
        }
        if has_type("OpenBadgeCredential") || has_type("AchievementCredential") {
            return Some(Self::Badge);
        }
        if version::looks_like(object) {
            return Some(Self::Assertion);
        }
        let is_document = ["@context", "credentialSubject", "proof"].iter().any(|name| object.contains(name));
        is_document.then_some(Self::Other)
    }

    fn of_envelope(json: &'j Json) -> Self {
        let mut held = Vec::new();
        look_into(json, &JsonPointer::root(), ENVELOPE_LAYERS, &mut held);
        if held.is_empty() { Self::Other } else { Self::Envelope(held) }
    }
}

/// Objects or arrays between an envelope and what it holds: `{"data": {"credentials": […]}}` has three.
const ENVELOPE_LAYERS: usize = 3;

fn look_into(json: &Json, at: &JsonPointer, layers: usize, held: &mut Vec<JsonPointer>) {
    let Some(layers) = layers.checked_sub(1) else { return };
    let mut look = |value: &Json, place: JsonPointer| {
        if held.len() > Limits::DEFAULT.shared_badges {
            return;
        }
        let known = match value {
            Json::Object(object) => !matches!(Sort::of_document(object), None | Some(Sort::Other)),
            Json::String(text) => is_compact_jws(text.as_bytes()),
            _ => false,
        };
        let is_document = matches!(value, Json::Object(object) if Sort::of_document(object).is_some());
        if known {
            held.push(place);
        } else if !is_document {
            look_into(value, &place, layers, held);
        }
    };
    match json {
        Json::Object(object) => {
            for (name, value) in object.iter() {
                look(value, at.member(name));
            }
        }
        Json::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                look(value, at.item(index));
            }
        }
        _ => {}
    }
}
