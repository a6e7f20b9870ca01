//! A vector of `draft/`: a credential to be issued, by whom and when, and the badge it becomes or the code of the refusal.

use sanad_core::code::Code;
use sanad_core::issue::Issuer;
use sanad_core::json::{Json, Object};
use sanad_core::model::draft::Draft;
use sanad_core::model::profile::Profile;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::public_key::PublicKey;
use sanad_core::signature::Signature;
use sanad_core::signer::{Signer, SignerError, SigningKey};
use sanad_core::timestamp::Timestamp;

use super::flag::Flag;
use super::{optional, text, texts};
use crate::document::{AT, Document};
use crate::keys::Who;
use crate::tree::Tree;

/// One vector. A builder reads like the case it describes; [`Vector::read`] makes it again from its folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    name: String,
    comment: String,
    spec: String,
    at: String,
    suite: String,
    key: Key,
    issuer: Option<String>,
    verification_method: Option<String>,
    flags: Vec<String>,
    twin: Option<String>,
    draft: Object,
    /// The code of the refusal, or none for a badge.
    expected: Option<String>,
}

/// What signs.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    /// A key of `keys.json`.
    Word(String),
    /// The same, in a device that does not work: `refuses`, or `faulty`.
    Device { word: String, fault: String },
    /// A key behind a passphrase, and the passphrase that is given.
    Encrypted { pem: String, passphrase: String },
}

/// What issuing came to: the badge's bytes, or the code of the refusal.
pub type Answer = Result<Vec<u8>, Code>;

impl Vector {
    /// A vector by its name and what it is, in a sentence. The academy's `did:key` issues.
    #[must_use]
    pub fn new(name: &str, comment: &str) -> Self {
        Self {
            name: name.to_owned(),
            comment: comment.to_owned(),
            spec: String::new(),
            at: AT.to_owned(),
            suite: Cryptosuite::EddsaRdfc2022.name().to_owned(),
            key: Key::Word(Who::Academy.word().to_owned()),
            issuer: None,
            verification_method: None,
            flags: Vec::new(),
            twin: None,
            draft: Object::new(),
            expected: None,
        }
    }

    /// The clause that decides.
    #[must_use]
    pub fn spec(mut self, clause: &str) -> Self {
        clause.clone_into(&mut self.spec);
        self
    }

    /// What kind of trouble it is; again for more.
    #[must_use]
    pub fn flag(mut self, flag: Flag) -> Self {
        self.flags.push(flag.word().to_owned());
        self
    }

    /// The issued vector that this one differs from in one thing.
    #[must_use]
    pub fn twin(mut self, name: &str) -> Self {
        self.twin = Some(name.to_owned());
        self
    }

    /// The unsigned credential.
    #[must_use]
    pub fn draft(mut self, draft: Document) -> Self {
        self.draft = draft.into_object();
        self
    }

    /// The suite.
    #[must_use]
    pub fn suite(mut self, suite: Cryptosuite) -> Self {
        suite.name().clone_into(&mut self.suite);
        self
    }

    /// An issuer with an id of its own, and the URL of its key.
    #[must_use]
    pub fn issuer(mut self, id: &str, verification_method: &str) -> Self {
        self.issuer = Some(id.to_owned());
        self.verification_method = Some(verification_method.to_owned());
        self
    }

    /// The key is in a device that `refuses` to sign, or is `faulty`: a bit of what it signs is flipped.
    #[must_use]
    pub fn device_that(mut self, fault: &str) -> Self {
        self.key = Key::Device { word: Who::Academy.word().to_owned(), fault: fault.to_owned() };
        self
    }

    /// The key is in a PEM file behind a passphrase; the one given.
    #[must_use]
    pub fn encrypted_key(mut self, pem: &str, passphrase: &str) -> Self {
        self.key = Key::Encrypted { pem: pem.to_owned(), passphrase: passphrase.to_owned() };
        self
    }

    /// It is issued.
    #[must_use]
    pub fn issued(mut self) -> Self {
        self.expected = None;
        self
    }

    /// It is refused.
    #[must_use]
    pub fn refused(mut self, code: Code) -> Self {
        self.expected = Some(code.as_str().to_owned());
        self
    }

    /// The name of the issued vector that this one differs from in one thing.
    #[must_use]
    pub fn twin_name(&self) -> Option<&str> {
        self.twin.as_deref()
    }

    /// The code of the refusal that is expected, if one is.
    #[must_use]
    pub fn expected_code(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// Issues.
    ///
    /// # Errors
    /// In words, if the vector asks for something that cannot be asked.
    pub fn run(&self) -> Result<Answer, String> {
        let at: Timestamp = self.at.parse().map_err(|error| format!("`at`: {error}"))?;
        let suite = match self.suite.as_str() {
            "Ed25519Signature2020" => Cryptosuite::Ed25519Signature2020,
            name => Cryptosuite::of_name(name).ok_or_else(|| format!("no suite `{name}`"))?,
        };
        let of_word = |word: &str| Who::of_word(word).ok_or_else(|| format!("no key `{word}`"));
        match &self.key {
            Key::Word(word) => Ok(self.issue(&of_word(word)?.key(), suite, at)),
            Key::Device { word, fault } => {
                let key = of_word(word)?.key();
                match fault.as_str() {
                    "refuses" => Ok(self.issue(&Locked(key), suite, at)),
                    "faulty" => Ok(self.issue(&Faulty(key), suite, at)),
                    other => Err(format!("no signer that is `{other}`")),
                }
            }
            Key::Encrypted { pem, passphrase } => {
                match SigningKey::from_encrypted_pem(pem, passphrase.as_bytes()) {
                    Ok(key) => Ok(self.issue(&key, suite, at)),
                    Err(error) => Ok(Err(error.code())),
                }
            }
        }
    }

    fn issue(&self, signer: &dyn Signer, suite: Cryptosuite, at: Timestamp) -> Answer {
        let issuer = match (&self.issuer, &self.verification_method) {
            (Some(id), Some(method)) => Issuer::new(Profile::new(id), method.as_str(), signer),
            _ => Issuer::did_key(signer),
        };
        let issued = Draft::from_json(self.draft.clone()).issue(&issuer.with_suite(suite), at);
        issued.map(|badge| badge.as_received().to_vec()).map_err(|error| error.code())
    }

    /// What is not as expected, in words. `badge` is the badge that should come out, where that is known.
    #[must_use]
    pub fn unlike(&self, answer: &Answer, badge: Option<&[u8]>) -> Option<String> {
        let found = answer.as_ref().err().map(|code| code.as_str());
        if found != self.expected.as_deref() {
            let word = |code: Option<&str>| code.map_or("issued", |code| code).to_owned();
            return Some(format!("it is {}, expected {}", word(found), word(self.expected.as_deref())));
        }
        let other_bytes = badge.is_some_and(|badge| answer.as_ref().is_ok_and(|found| found != badge));
        other_bytes.then(|| "the badge has other bytes than expected.json".to_owned())
    }

    /// Adds the folder, with the badge as it is issued now, and gives back the vector's row for the index.
    pub(super) fn add_to(&self, tree: &mut Tree, surprises: &mut Vec<String>) -> Json {
        let folder = format!("draft/{}", self.name);
        match self.run() {
            Ok(answer) => {
                surprises.extend(self.unlike(&answer, None).map(|words| format!("{folder}: {words}")));
                if let Ok(bytes) = answer {
                    tree.add(format!("{folder}/expected.json"), bytes);
                }
            }
            Err(words) => surprises.push(format!("{folder}: {words}")),
        }
        tree.add_json(format!("{folder}/draft.json"), self.draft.clone());
        if let Key::Encrypted { pem, .. } = &self.key {
            tree.add(format!("{folder}/key.pem"), pem.as_str());
        }
        tree.add_json(format!("{folder}/vector.json"), self.to_object());
        let row = Object::new()
            .with("name", self.name.as_str())
            .with("comment", self.comment.as_str())
            .with("code", self.expected.as_deref().map_or(Json::Null, Json::from))
            .with("flags", self.flags.clone());
        match &self.twin {
            Some(twin) => row.with("twin", twin.as_str()).into(),
            None => row.into(),
        }
    }

    fn to_object(&self) -> Object {
        let mut object = Object::new()
            .with("comment", self.comment.as_str())
            .with("spec", self.spec.as_str())
            .with("at", self.at.as_str())
            .with("suite", self.suite.as_str());
        match &self.key {
            Key::Word(word) => drop(object.insert("key", word.as_str())),
            Key::Device { word, fault } => {
                object.insert("key", word.as_str());
                object.insert("signer", fault.as_str());
            }
            Key::Encrypted { passphrase, .. } => {
                object.insert("key_file", "key.pem");
                object.insert("passphrase", passphrase.as_str());
            }
        }
        for (name, value) in [("issuer", &self.issuer), ("verification_method", &self.verification_method)] {
            if let Some(value) = value {
                object.insert(name, value.as_str());
            }
        }
        object.insert("draft", "draft.json");
        object.insert("flags", self.flags.clone());
        if let Some(twin) = &self.twin {
            object.insert("twin", twin.as_str());
        }
        let expect = match &self.expected {
            Some(code) => Object::new().with("code", code.as_str()),
            None => Object::new().with("badge", "expected.json"),
        };
        object.with("expect", expect)
    }

    /// Reads the vector in a folder such as `draft/minimal`.
    ///
    /// # Errors
    /// In words, if it is none.
    pub fn read(tree: &Tree, folder: &str) -> Result<Self, String> {
        let object = tree.object(&format!("{folder}/vector.json"))?;
        let key = match (optional(&object, "key_file")?, optional(&object, "signer")?) {
            (Some(file), None) => {
                let pem =
                    tree.get(&format!("{folder}/{file}")).ok_or_else(|| format!("there is no {file}"))?;
                let pem = String::from_utf8_lossy(pem).into_owned();
                Key::Encrypted { pem, passphrase: text(&object, "passphrase")? }
            }
            (None, Some(fault)) => Key::Device { word: text(&object, "key")?, fault },
            (None, None) => Key::Word(text(&object, "key")?),
            (Some(_), Some(_)) => return Err("`key_file` and `signer` in one vector".to_owned()),
        };
        let expect = object.get("expect").and_then(Json::as_object).ok_or("no `expect`")?;
        Ok(Self {
            name: folder.rsplit('/').next().unwrap_or_default().to_owned(),
            comment: text(&object, "comment")?,
            spec: text(&object, "spec")?,
            at: text(&object, "at")?,
            suite: text(&object, "suite")?,
            key,
            issuer: optional(&object, "issuer")?,
            verification_method: optional(&object, "verification_method")?,
            flags: texts(&object, "flags")?,
            twin: optional(&object, "twin")?,
            draft: tree.object(&format!("{folder}/{}", text(&object, "draft")?))?,
            expected: optional(expect, "code")?,
        })
    }
}

/// A device that keeps its key to itself, and today does not even sign.
struct Locked(SigningKey);

impl Signer for Locked {
    fn public_key(&self) -> PublicKey {
        self.0.public_key()
    }

    fn sign(&self, _message: &[u8]) -> Result<Signature, SignerError> {
        Err(SignerError::Refused { reason: "the device is locked".to_owned() })
    }
}

/// A device in which a bit flips between reading what to sign and signing it.
struct Faulty(SigningKey);

impl Signer for Faulty {
    fn public_key(&self) -> PublicKey {
        self.0.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignerError> {
        let mut message = message.to_vec();
        if let Some(byte) = message.first_mut() {
            *byte ^= 1;
        }
        self.0.sign(&message)
    }
}
