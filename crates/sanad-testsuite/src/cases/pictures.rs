//! The picture that a badge was found in, and those that the badge names.
#![expect(clippy::expect_used, reason = "a case that cannot be built is written wrongly")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sanad_core::carrier::badge_text::BadgeText;
use sanad_core::carrier::bake;
use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sha2::{Digest as _, Sha256};

use crate::content::Content;
use crate::document::{Document, by};
use crate::keys::Who::*;
use crate::png::{self, Png};
use crate::vector::badge::Vector;

const URL: &str = "https://academy.example/images/welding-1.png";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>\n";

/// The badge with a picture of its achievement.
fn showing(url: &str) -> Document {
    let image = Object::new().with("id", url).with("type", "Image");
    Document::badge().set("/credentialSubject/achievement/image", image)
}

fn data(kind: &str, picture: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(picture))
}

/// A badge found in a picture.
fn found_in(name: &str, comment: &str, badge: Document, picture: &[u8]) -> Vector {
    let badge = badge.sign(&by(Academy));
    let text = BadgeText::of(&Content::from(badge.clone()).bytes()).expect("a signed badge");
    let baked = bake(picture, &text).expect("a picture");
    Vector::new(name, comment).spec("verification.md#picture").badge(badge).picture(baked).accepted()
}

pub(super) fn cases() -> Vec<Vector> {
    let dot = Png::dot().bytes();
    let other = Png::dot().with(png::text("Software", "A forger's")).bytes();
    let digest = |picture: &[u8]| {
        let resource = Object::new()
            .with("id", URL)
            .with("mediaType", "image/png")
            .with("digestSRI", format!("sha256-{}", STANDARD.encode(Sha256::digest(picture))));
        showing(URL).set("/relatedResource", vec![resource])
    };
    vec![
        found_in(
            "picture_named",
            "A badge in the very picture that it has of its achievement.",
            showing(&data("image/png", &dot)),
            &dot,
        ),
        found_in(
            "picture_of_another",
            "The same badge in another picture: nobody signed that.",
            showing(&data("image/png", &dot)),
            &other,
        )
        .remark(BakeImageUnbound),
        found_in("picture_nowhere_named", "A badge that names no picture, in one.", Document::badge(), &dot)
            .remark(BakeImageUnbound),
        found_in(
            "picture_not_at_hand",
            "A badge that names a picture by its URL; nobody has it.",
            showing(URL),
            &dot,
        )
        .remark(BakeImageUnbound),
        found_in("picture_at_hand", "The same where the picture is at hand.", showing(URL), &dot)
            .evidence(URL, Content::of_bytes(dot.clone())),
        found_in(
            "picture_by_digest",
            "A badge that names a picture by its URL and its digest.",
            digest(&dot),
            &dot,
        ),
        found_in(
            "picture_by_another_digest",
            "The same in a picture with another digest.",
            digest(&dot),
            &other,
        )
        .remark(BakeImageUnbound),
        found_in(
            "picture_drawing",
            "A badge in the very drawing that it has of its achievement.",
            showing(&data("image/svg+xml", DRAWING.as_bytes())),
            DRAWING.as_bytes(),
        ),
        found_in(
            "picture_of_another_drawing",
            "The same badge in another drawing.",
            showing(&data("image/svg+xml", DRAWING.as_bytes())),
            DRAWING.replace("rect", "circle").as_bytes(),
        )
        .remark(BakeImageUnbound),
    ]
}
