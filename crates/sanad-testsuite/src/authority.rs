//! Authorities with test keys, and the accreditation lists that they write: also such as no honest one would.
//!
//! Written against `spec/accreditation-list.md` and not with the library's own builder, which refuses half of it.
#![expect(clippy::expect_used, reason = "a world that cannot be built is written wrongly")]

pub mod entry;
pub mod list;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sanad_core::canonical::jcs;
use sanad_core::json::{Json, Object};
use sanad_core::public_key::PublicKey;
use sanad_core::signer::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256};

use crate::document::{AT, Document, ISSUED};

/// When lists were issued, unless it is said.
pub const LISTED: &str = "2026-02-15T00:00:00Z";
/// Until when they speak, unless it is said.
pub const UNTIL: &str = "2026-08-15T00:00:00Z";
/// From when on keys count and accreditations hold, unless it is said.
pub const FROM: &str = "2025-01-01T00:00:00Z";
/// When accreditations end, unless it is said.
pub const END: &str = "2030-01-01T00:00:00Z";

/// Somebody with a name on the web, and as many keys as are asked for: the seed of the second is the SHA-256 of
/// `name 2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Party(pub(crate) String);

impl Party {
    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Its DID.
    #[must_use]
    pub fn did(&self) -> String {
        format!("did:web:{}.example", self.0)
    }

    /// Where its list is.
    #[must_use]
    pub fn list(&self) -> String {
        format!("https://{}.example/list", self.0)
    }

    /// Where its controller document is.
    #[must_use]
    pub fn controller_url(&self) -> String {
        format!("https://{}.example/.well-known/did.json", self.0)
    }

    /// Its controller document with one of its keys.
    #[must_use]
    pub fn controller(&self, number: u8) -> Object {
        let key = Object::new()
            .with("id", self.method(number))
            .with("type", "Multikey")
            .with("controller", self.did())
            .with("publicKeyMultibase", self.multikey(number));
        Object::new()
            .with("@context", vec!["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"])
            .with("id", self.did())
            .with("verificationMethod", vec![key])
            .with("assertionMethod", vec![self.method(number)])
    }

    /// One of its private keys.
    #[must_use]
    pub fn key(&self, number: u8) -> SigningKey {
        SigningKey::from_seed(&Sha256::digest(format!("{} {number}", self.0)).into())
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self, number: u8) -> PublicKey {
        self.key(number).public_key()
    }

    /// The public half as Multikey.
    #[must_use]
    pub fn multikey(&self, number: u8) -> String {
        self.public_key(number).to_multikey()
    }

    /// The key's verification method.
    #[must_use]
    pub fn method(&self, number: u8) -> String {
        format!("{}#key-{number}", self.did())
    }

    /// Its badge, awarded and signed at [`ISSUED`] with its first key.
    #[must_use]
    pub fn badge(&self) -> Object {
        self.sign_badge(self.unsigned_badge(), 1, ISSUED)
    }

    /// The same, not yet signed.
    #[must_use]
    pub fn unsigned_badge(&self) -> Document {
        Document::badge().set("/issuer/id", self.did()).set("/issuer/name", self.0.clone())
    }

    /// A badge of its own making, signed with one of its keys at a time.
    #[must_use]
    pub fn sign_badge(&self, badge: Document, number: u8, created: &str) -> Object {
        prove(badge.into_object(), &self.key(number), &self.method(number), created)
    }

    /// Its signature on a document that may have others already.
    #[must_use]
    pub fn sign(&self, document: Object, number: u8) -> Object {
        let created = document.text("validFrom").unwrap_or(AT).to_owned();
        prove(document, &self.key(number), &self.method(number), &created)
    }
}

/// A document with one proof more, by `eddsa-jcs-2022`. Nobody looks at what is signed.
#[must_use]
pub fn prove(mut document: Object, key: &SigningKey, method: &str, created: &str) -> Object {
    let content = document.without("proof");
    let options = Object::new()
        .with("type", "DataIntegrityProof")
        .with("cryptosuite", "eddsa-jcs-2022")
        .with("created", created)
        .with("verificationMethod", method)
        .with("proofPurpose", "assertionMethod")
        .with("@context", content.get("@context").cloned().unwrap_or(Json::Null));
    let hash = |object: &Object| <[u8; 32]>::from(Sha256::digest(jcs::canonicalize(object)));
    let signed = [hash(&options), hash(&content)].concat();
    let signature = key.sign(&signed).expect("a key in memory signs").to_multibase();
    let made = Json::Object(options.with("proofValue", signature));
    let proofs = match document.remove("proof") {
        None => made,
        Some(Json::Array(mut earlier)) => {
            earlier.push(made);
            Json::Array(earlier)
        }
        Some(earlier) => Json::Array(vec![earlier, made]),
    };
    document.with("proof", proofs)
}

/// The digest by which the next version of a list names this one.
#[must_use]
pub fn digest(list: &Object) -> String {
    let hash = Sha256::digest(jcs::canonicalize(&list.without("proof")));
    format!("u{}", BASE64_URL_SAFE_NO_PAD.encode([&[0x12, 32][..], &hash[..]].concat()))
}
