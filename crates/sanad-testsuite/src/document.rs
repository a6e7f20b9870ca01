//! The documents that cases begin with, and how they are changed and signed.
#![expect(clippy::expect_used, clippy::panic, reason = "a case that cannot be built is written wrongly")]

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jcs;
use sanad_core::canonical::rdfc::HashAlgorithm;
use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::proof::cryptosuite::{Canonical, Cryptosuite, Form, TransformError};
use sanad_core::status_list::credential::StatusListDraft;
use sanad_core::status_list::{Bit, StatusList};
use sanad_core::timestamp::Timestamp;

use crate::content::Content;
use crate::edit;
use crate::keys::Who;

/// The time asked about, unless a case says another.
pub const AT: &str = "2026-03-01T09:00:00Z";
/// When the badges were issued.
pub const ISSUED: &str = "2026-02-01T09:00:00Z";
/// The academy under a name of its own.
pub const WEB: &str = "did:web:academy.example";
/// Where the controller document of [`WEB`] is.
pub const WEB_URL: &str = "https://academy.example/.well-known/did.json";
/// The academy's verification method in that document.
pub const WEB_METHOD: &str = "did:web:academy.example#key-1";
/// Where the academy's status list is.
pub const LIST: &str = "https://academy.example/status/1";
/// The badge's place in it.
pub const INDEX: u32 = 94_567;
/// The contexts of a badge.
pub const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/// A JSON document under construction. What is changed before [`Document::sign`] is signed, what is changed after it
/// is an attack.
#[derive(Clone, Debug, PartialEq)]
pub struct Document(Object);

impl Document {
    /// The badge that most cases begin with: small, by the academy's `did:key`, to the learner's.
    #[must_use]
    pub fn badge() -> Self {
        let issuer = Object::new()
            .with("id", Who::Academy.did())
            .with("type", vec!["Profile"])
            .with("name", "Academy of Welding");
        let achievement = Object::new()
            .with("id", "https://academy.example/achievements/welding-1")
            .with("type", vec!["Achievement"])
            .with("name", "Welding I")
            .with("description", "Joins steel plates so that they stay joined.")
            .with("criteria", Object::new().with("narrative", "Pass the bench test."));
        let subject = Object::new()
            .with("id", Who::Learner.did())
            .with("type", vec!["AchievementSubject"])
            .with("achievement", achievement);
        Self(
            Object::new()
                .with("@context", CONTEXTS.to_vec())
                .with("id", "urn:uuid:9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b01")
                .with("type", vec!["VerifiableCredential", "OpenBadgeCredential"])
                .with("name", "Welding I")
                .with("issuer", issuer)
                .with("validFrom", ISSUED)
                .with("credentialSubject", subject),
        )
    }

    /// The same badge, issued by the academy as `did:web:academy.example`.
    #[must_use]
    pub fn web_badge() -> Self {
        Self::badge().set("/issuer/id", WEB)
    }

    /// The same badge, with a place in the academy's list of revocations.
    #[must_use]
    pub fn revocable_badge() -> Self {
        Self::badge().set("/credentialStatus", status_entry("revocation", LIST))
    }

    /// The academy's list of revocations, with some bits set; unsigned.
    #[must_use]
    pub fn status_list(set: &[u32]) -> Self {
        Self::status_list_for("revocation", LIST, set)
    }

    /// A list of the academy's for a purpose, with some bits set; unsigned.
    #[must_use]
    pub fn status_list_for(purpose: &str, url: &str, set: &[u32]) -> Self {
        let mut list = StatusList::new(StatusList::MIN_BITS).expect("long enough");
        for index in set {
            list.set(*index, Bit::Set).expect("within the list");
        }
        let draft =
            StatusListDraft::new(url, &Who::Academy.did(), purpose, &list, time("2026-02-28T00:00:00Z"))
                .valid_until(time("2026-03-07T00:00:00Z"));
        Self(draft.into_object())
    }

    /// The controller document of [`WEB`].
    #[must_use]
    pub fn web_controller() -> Self {
        Self::controller(WEB, WEB_METHOD, Who::Academy)
    }

    /// A controller document with one method.
    #[must_use]
    pub fn controller(id: &str, method: &str, who: Who) -> Self {
        let key = Object::new()
            .with("id", method)
            .with("type", "Multikey")
            .with("controller", id)
            .with("publicKeyMultibase", who.multikey());
        Self(
            Object::new()
                .with(
                    "@context",
                    vec!["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
                )
                .with("id", id)
                .with("verificationMethod", vec![key])
                .with("assertionMethod", vec![method]),
        )
    }

    /// A document of any kind.
    #[must_use]
    pub const fn of(object: Object) -> Self {
        Self(object)
    }

    /// Sets the value at a pointer; `-` as the last step appends.
    ///
    /// # Panics
    /// If its parent is not there.
    #[must_use]
    pub fn set(mut self, pointer: &str, value: impl Into<Json>) -> Self {
        edit::set(&mut self.0, pointer, value);
        self
    }

    /// Takes out the value at a pointer.
    ///
    /// # Panics
    /// If it is not there.
    #[must_use]
    pub fn remove(mut self, pointer: &str) -> Self {
        edit::remove(&mut self.0, pointer);
        self
    }

    /// Adds a proof; it follows those already there that its `previousProof` names.
    ///
    /// # Panics
    /// If the document has no canonical form: then sign first and change afterwards.
    #[must_use]
    pub fn sign(self, proof: &Proof) -> Self {
        self.try_sign(proof).unwrap_or_else(|error| panic!("not to be signed: {error}"))
    }

    /// The same for a document that may have no canonical form.
    ///
    /// # Errors
    /// [`TransformError`], if it has none.
    pub fn try_sign(mut self, proof: &Proof) -> Result<Self, TransformError> {
        let made = proof.make(&self.0.without("proof"), self.0.get("proof"))?;
        match self.0.remove("proof") {
            None => self.0.insert("proof", made),
            Some(Json::Array(mut earlier)) => {
                earlier.push(made.into());
                self.0.insert("proof", Json::Array(earlier))
            }
            Some(earlier) => self.0.insert("proof", Json::Array(vec![earlier, made.into()])),
        };
        Ok(self)
    }

    /// The document as it stands.
    #[must_use]
    pub fn into_object(self) -> Object {
        self.0
    }

    /// The document as text for eyes.
    #[must_use]
    pub fn text(&self) -> String {
        Json::Object(self.0.clone()).to_pretty()
    }

    /// The document as text, changed by text: for what no JSON value can say, such as a name that stands twice.
    ///
    /// # Panics
    /// If `from` is not there exactly once.
    #[must_use]
    pub fn replace(&self, from: &str, to: &str) -> String {
        let text = self.text();
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {text}");
        text.replace(from, to)
    }
}

impl From<Document> for Content {
    fn from(document: Document) -> Self {
        document.0.into()
    }
}

impl From<Document> for Json {
    fn from(document: Document) -> Self {
        Self::Object(document.0)
    }
}

/// A proof to be made.
#[derive(Clone, Debug)]
pub struct Proof {
    who: Who,
    kind: KeyKind,
    hashed_as: KeyKind,
    suite: Cryptosuite,
    members: Object,
    care: Care,
}

/// Whether the signer looks at what it signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    Careful,
    Regardless,
}

/// A proof by somebody's `did:key`, with `eddsa-rdfc-2022`.
#[must_use]
pub fn by(who: Who) -> Proof {
    let members = Object::new()
        .with("type", "DataIntegrityProof")
        .with("cryptosuite", "eddsa-rdfc-2022")
        .with("verificationMethod", who.method())
        .with("proofPurpose", "assertionMethod")
        .with("created", ISSUED);
    Proof {
        who,
        kind: KeyKind::Ed25519,
        hashed_as: KeyKind::Ed25519,
        suite: Cryptosuite::EddsaRdfc2022,
        members,
        care: Care::Careful,
    }
}

impl Proof {
    /// With another suite.
    #[must_use]
    pub fn suite(mut self, suite: Cryptosuite) -> Self {
        self.suite = suite;
        if suite == Cryptosuite::Ed25519Signature2020 {
            return self.without("cryptosuite").set("type", suite.name());
        }
        self.set("cryptosuite", suite.name())
    }

    /// With the key of another kind, by its `did:key`, and with the RDFC-1.0 suite of that kind.
    #[must_use]
    pub fn key(self, kind: KeyKind) -> Self {
        let suite = match kind {
            KeyKind::P256 | KeyKind::P384 => Cryptosuite::EcdsaRdfc2019,
            _ => Cryptosuite::EddsaRdfc2022,
        };
        let method = self.who.method_of(kind);
        Self { kind, hashed_as: kind, ..self }.suite(suite).method(method)
    }

    /// Hashed as for a key of another kind.
    #[must_use]
    pub fn hashed_as(self, kind: KeyKind) -> Self {
        Self { hashed_as: kind, ..self }
    }

    /// Under another verification method.
    #[must_use]
    pub fn method(self, url: impl Into<String>) -> Self {
        self.set("verificationMethod", url.into())
    }

    /// With a member set, whatever it is.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.members.insert(name, value);
        self
    }

    /// Without a member.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.members.remove(name);
        self
    }

    /// Made under JCS without asking whether all that is signed has a meaning, as a careless issuer does.
    #[must_use]
    pub fn regardless(self) -> Self {
        Self { care: Care::Regardless, ..self }
    }

    /// The proof options that are canonicalised: all but `proofValue`; under JCS with the document's contexts.
    #[must_use]
    pub fn options(&self, content: &Object) -> Object {
        match content.get("@context") {
            Some(named) if self.suite.form() == Form::Jcs && !self.members.contains("@context") => {
                self.members.clone().with("@context", named.clone())
            }
            _ => self.members.clone(),
        }
    }

    /// What is signed: the document's content, with the proofs that are followed.
    #[must_use]
    pub fn signed_content(&self, content: &Object, earlier: Option<&Json>) -> Object {
        let ids = self.members.get("previousProof").map_or(&[][..], Json::items);
        let followed: Vec<Json> = earlier
            .map_or(&[][..], Json::items)
            .iter()
            .filter(|proof| {
                proof.as_object().and_then(|proof| proof.get("id")).is_some_and(|id| ids.contains(id))
            })
            .cloned()
            .collect();
        if followed.is_empty() {
            content.clone()
        } else {
            content.clone().with("proof", Json::Array(followed))
        }
    }

    /// The canonical texts of a document and of the options made for it.
    ///
    /// # Errors
    /// [`TransformError`], if they have none.
    pub fn transform(&self, content: &Object, options: &Object) -> Result<Canonical, TransformError> {
        self.suite.transform(content, options.clone(), self.hashed_as, &Canonicalizer::official())
    }

    fn make(&self, content: &Object, earlier: Option<&Json>) -> Result<Object, TransformError> {
        let options = self.options(content);
        let signed = self.signed_content(content, earlier);
        let canonical = match self.care {
            Care::Careful => self.transform(&signed, &options)?,
            Care::Regardless => Canonical {
                options: jcs::canonicalize(&options),
                document: jcs::canonicalize(&signed),
                algorithm: HashAlgorithm::Sha256,
            },
        };
        let signature = self.who.signer(self.kind).sign(&canonical.hash()).expect("a key in memory signs");
        Ok(options.with("proofValue", signature.to_multibase()))
    }
}

/// The entry of a badge at [`INDEX`] in a list.
#[must_use]
pub fn status_entry(purpose: &str, list: &str) -> Object {
    Object::new()
        .with("id", format!("{list}#{INDEX}"))
        .with("type", "BitstringStatusListEntry")
        .with("statusPurpose", purpose)
        .with("statusListIndex", INDEX.to_string())
        .with("statusListCredential", list)
}

/// A time that the author of a case wrote.
///
/// # Panics
/// If it is none.
#[must_use]
pub fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}
