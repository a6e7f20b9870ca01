//! The picture a badge came in, and whether it is the one that the badge names. `spec/verification.md#picture`

use sanad_core::carrier;
use sanad_core::code::Code;
use sanad_core::data_uri::DataUri;
use sanad_core::json::{Json, Object};
use sanad_core::model::claims::Claims;
use sanad_core::model::digest;
use sanad_core::pointer::JsonPointer;

use crate::case::Case;
use crate::evidence::Found;
use crate::outcome::Finding;

/// What a picture is to the badge that was found in it.
pub(crate) enum Bond {
    /// One that the badge names, but for the badge within; where it is named.
    Named(JsonPointer),
    /// Nothing shows that it is.
    Unbound(Finding),
}

/// Compares the picture with those that the badge names: the achievement's, the badge's own, the learner's. Nobody signed
/// the picture, so a good badge can be put into any other.
pub(crate) fn compare(picture: &[u8], badge: Claims<'_>, case: &Case<'_>) -> Bond {
    let named = named(badge);
    let bare = carrier::strip(picture).ok();
    let mut compared = 0_usize;
    for (at, url) in &named {
        let answer = match bytes(url, case) {
            // What is no picture that can carry a badge is another one.
            Some(bytes) => Some(bare.is_some() && carrier::strip(&bytes).ok() == bare),
            None => bare.as_deref().and_then(|bare| fits_digest(badge.object(), url, bare)),
        };
        match answer {
            Some(true) => return Bond::Named(at.clone()),
            Some(false) => compared = compared.saturating_add(1),
            None => {}
        }
    }
    let detail = match (named.len(), compared) {
        (0, _) => "the badge names no picture, so that it could be put into any",
        (_, 0) => "the pictures that the badge names are not at hand to compare",
        _ => "the picture is another than the badge names",
    };
    let mut remark = Finding::new(Code::BakeImageUnbound, detail);
    remark.at = named.into_iter().next().map(|(at, _)| at);
    Bond::Unbound(remark)
}

/// The pictures that a badge names, each with its place.
fn named(badge: Claims<'_>) -> Vec<(JsonPointer, String)> {
    let root = JsonPointer::root();
    let subject = root.member("credentialSubject");
    let objects = [
        (root, Some(badge.object())),
        (subject.member("achievement"), badge.achievement().map(|achievement| achievement.object())),
        (subject, badge.subject().map(|subject| subject.object())),
    ];
    let image = |(at, object): (JsonPointer, Option<&Object>)| {
        let image = object?.get("image")?.as_object()?;
        Some((at.member("image"), image.text("id")?.to_owned()))
    };
    objects.into_iter().filter_map(image).collect()
}

fn bytes(url: &str, case: &Case<'_>) -> Option<Vec<u8>> {
    if let Some(data) = DataUri::parse(url) {
        return Some(data.bytes().to_vec());
    }
    match case.picture(url) {
        Found::Bytes(bytes, _) => Some(bytes.to_vec()),
        _ => None,
    }
}

/// Whether a picture is the one under a URL by the digest that the badge gives for that.
fn fits_digest(badge: &Object, url: &str, picture: &[u8]) -> Option<bool> {
    let resources = badge.get("relatedResource").map_or(&[][..], Json::items);
    let mut of_it =
        resources.iter().filter_map(Json::as_object).filter(|resource| resource.text("id") == Some(url));
    of_it.find_map(|resource| digest::fits(resource, picture))
}
