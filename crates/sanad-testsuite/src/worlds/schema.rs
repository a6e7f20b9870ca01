//! The schemas that accreditations of the worlds ask for: one that every badge is as, and one that none is.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sanad_core::json::Object;
use sha2::{Digest as _, Sha256};

/// A schema, and where it is.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a constant of the tests")]
pub struct Schema {
    /// Where.
    pub url: &'static str,
    /// Its bytes.
    pub text: &'static str,
}

/// A badge has a subject.
pub const KEPT: Schema = Schema {
    url: "https://schemas.example/kept",
    text: r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["credentialSubject"]}"#,
};
/// No badge has such a member.
pub const BROKEN: Schema = Schema {
    url: "https://schemas.example/broken",
    text: r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["unheardOf"]}"#,
};
/// Both.
pub const ALL: [Schema; 2] = [KEPT, BROKEN];

impl Schema {
    /// What an action asks for.
    #[must_use]
    pub fn asked(&self) -> Object {
        let digest = [&[0x12, 32][..], &Sha256::digest(self.text)].concat();
        Object::new()
            .with("type", "JsonSchema")
            .with("id", self.url)
            .with("digestMultibase", format!("u{}", BASE64_URL_SAFE_NO_PAD.encode(digest)))
    }
}
