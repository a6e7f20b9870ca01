//! What a verifier remembers, as cases write it down. `spec/trust-state.md#text`

use sanad_core::canonical::jcs;
use sanad_core::json::{Json, Object};
use sanad_core::multibase::Base;
use sha2::{Digest as _, Sha256};

use crate::document::Document;
use crate::keys::hex;

/// A trust state under construction: written by hand here, so that it is not the code under test that says what is
/// expected of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    last_seen: Json,
    controllers: Vec<Object>,
    status_lists: Vec<Object>,
    lists: Vec<Object>,
}

/// A status list as it is remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct SeenList(Object);

impl Memory {
    /// Nothing is remembered.
    #[must_use]
    pub const fn empty() -> Self {
        Self { last_seen: Json::Null, controllers: Vec::new(), status_lists: Vec::new(), lists: Vec::new() }
    }

    /// The latest time that was asked about.
    #[must_use]
    pub fn last_seen(mut self, time: &str) -> Self {
        self.last_seen = time.into();
        self
    }

    /// An issuer, when it was first seen, and with which keys, in the order of their texts.
    #[must_use]
    pub fn controller(mut self, id: &str, first_seen: &str, keys: &[String]) -> Self {
        let row = Object::new().with("id", id).with("first_seen", first_seen).with("keys", keys.to_vec());
        self.controllers.push(row);
        self
    }

    /// A status list.
    #[must_use]
    pub fn list(mut self, list: SeenList) -> Self {
        self.status_lists.push(list.0);
        self
    }

    /// An accreditation list.
    #[must_use]
    pub fn accreditation_list(mut self, list: SeenVersion) -> Self {
        self.lists.push(list.0);
        self
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        let object = Object::new()
            .with("trust_state", "v1")
            .with("last_seen", self.last_seen.clone())
            .with("controllers", self.controllers.clone())
            .with("status_lists", self.status_lists.clone())
            .with("accreditation_lists", self.lists.clone());
        Json::Object(object).to_pretty()
    }
}

/// An accreditation list as it is remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct SeenVersion(Object);

impl SeenVersion {
    /// A version that these keys have signed, under a mandate of so many of those; keys in the order of their texts.
    #[must_use]
    pub fn of(list: &Document, signers: &[String], threshold: u8, keys: &[String]) -> Self {
        let object = list.clone().into_object();
        let own = object.get("accreditationList").and_then(Json::as_object);
        let sequence = own.and_then(|own| own.get("sequence")).cloned().unwrap_or(Json::Null);
        let mandate = Object::new().with("threshold", u32::from(threshold)).with("keys", keys.to_vec());
        Self(
            Object::new()
                .with("id", object.text("id").map_or(Json::Null, Json::from))
                .with("sequence", sequence)
                .with("digest", Self::digest(list))
                .with("signers", signers.to_vec())
                .with("mandate", mandate)
                .with("signing", Json::Null)
                .with("history", Vec::<Object>::new()),
        )
    }

    /// The digest by which a list names another.
    #[must_use]
    pub fn digest(list: &Document) -> String {
        let hash = Sha256::digest(jcs::canonicalize(&list.clone().into_object().without("proof")));
        Base::Base64Url.encode(&[&[0x12, 32][..], &hash].concat())
    }

    /// The keys that it names itself.
    #[must_use]
    pub fn signing(mut self, keys: Object) -> Self {
        self.0.insert("signing", keys);
        self
    }

    /// What it tells of the past.
    #[must_use]
    pub fn history(mut self, events: Vec<Object>) -> Self {
        self.0.insert("history", events);
        self
    }

    /// One event by its lines, and until when it is to be told.
    #[must_use]
    pub fn event(lines: &[&str], until: Json) -> Object {
        let digest = hex(&Sha256::digest(lines.join("\n")));
        Object::new().with("event", format!("sha256:{digest}")).with("until", until)
    }
}

impl SeenList {
    /// A list that was seen, signed by its issuer at a time.
    #[must_use]
    pub fn of(list: &Document, signed: &str) -> Self {
        let list = list.clone().into_object().without("proof");
        let digest = Sha256::digest(jcs::canonicalize(&list));
        let text = |name| list.text(name).map_or(Json::Null, Json::from);
        Self(
            Object::new()
                .with("url", text("id"))
                .with("valid_from", text("validFrom"))
                .with("signed", signed)
                .with("digest", format!("sha256:{}", hex(&digest)))
                .with("revoked", Vec::<u32>::new()),
        )
    }

    /// That a badge was found revoked in it.
    #[must_use]
    pub fn revoked(mut self, index: u32) -> Self {
        self.0.insert("revoked", vec![index]);
        self
    }
}
