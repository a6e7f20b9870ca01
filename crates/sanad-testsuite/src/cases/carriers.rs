//! Pictures with badges in them, pictures that are to be given one, and what is wrong with others.

mod baking;
mod png;
mod svg;
mod svg_defects;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sanad_core::json::Json;
use sanad_core::signer::Signer as _;

use crate::document::{Document, by};
use crate::keys::Who;
use crate::vector::carrier::Vector;

/// The vectors of `carrier/`.
#[must_use]
pub fn carriers() -> Vec<Vector> {
    [png::cases(), svg::cases(), svg_defects::cases(), baking::cases()].concat()
}

/// A hosted assertion of Open Badges 2.0.
const ASSERTION: &str = r#"{"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"https://academy.example/assertions/1","recipient":{"type":"email","hashed":false,"identity":"ada@example.org"},"badge":"https://academy.example/badges/1","verification":{"type":"hosted"},"issuedOn":"2020-02-01T09:00:00Z"}"#;
/// Where it is hosted.
const ASSERTION_URL: &str = "https://academy.example/assertions/1";
/// What stands for a transcript: carriers do not look into what they carry.
const TRANSCRIPT: &str = r#"{"type":["VerifiableCredential","ClrCredential"]}"#;

/// The small badge by the academy, signed, in one line.
fn badge() -> String {
    named("Welding I")
}

/// The same, under another name.
fn named(name: &str) -> String {
    compact(Document::badge().set("/credentialSubject/achievement/name", name).sign(&by(Who::Academy)))
}

/// The same, by somebody who is not the academy.
fn forged() -> String {
    compact(Document::badge().set("/name", "Welding IX").sign(&by(Who::Attacker).regardless()))
}

fn compact(document: Document) -> String {
    Json::Object(document.into_object()).to_compact()
}

/// The same badge as a compact JWS.
fn jws() -> String {
    jws_of(&compact(Document::badge()))
}

fn jws_of(payload: &str) -> String {
    let header = format!(r#"{{"alg":"EdDSA","kid":"{}"}}"#, Who::Academy.method());
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let signature = Who::Academy.key().sign(signed.as_bytes()).expect("a key in memory signs");
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_bytes()))
}
