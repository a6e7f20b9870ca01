//! A vector of `list-version/`: a version of an accreditation list, what is remembered of it, and whether it is believed.

use std::collections::BTreeSet;

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::timestamp::Timestamp;
use sanad_verifier::trust_state::TrustState;
use sanad_verifier::trust_state::lists::{self, ListKeys, ListVersion};
use sanad_verifier::trust_state::sightings::Sightings;

use super::flag::Flag;
use super::{optional, text, texts};
use crate::content::Content;
use crate::memory::Memory;
use crate::tree::Tree;

/// One vector. A builder reads like the case it describes; [`Vector::read`] makes it again from its folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    name: String,
    comment: String,
    spec: String,
    flags: Vec<String>,
    twin: Option<String>,
    at: String,
    list: Content,
    threshold: u8,
    keys: Vec<String>,
    vouched: Vec<String>,
    state: Content,
    expected: Answer,
}

/// What is remembered afterwards, or the code of why the version is not believed.
pub type Answer = Result<String, String>;

impl Vector {
    /// A vector by its name and what it is, in a sentence: a version that is believed.
    #[must_use]
    pub fn new(name: &str, comment: &str, list: impl Into<Content>, before: &Memory, after: &Memory) -> Self {
        Self {
            name: name.to_owned(),
            comment: comment.to_owned(),
            spec: "trust-state.md#accreditation-lists".to_owned(),
            flags: Vec::new(),
            twin: None,
            at: crate::document::AT.to_owned(),
            list: list.into(),
            threshold: 1,
            keys: Vec::new(),
            vouched: Vec::new(),
            state: Content::of_bytes(before.text()),
            expected: Ok(after.text()),
        }
    }

    /// The clause that decides.
    #[must_use]
    pub fn spec(mut self, anchor: &str) -> Self {
        self.spec = format!("trust-state.md#{anchor}");
        self
    }

    /// What kind of trouble it is; again for more.
    #[must_use]
    pub fn flag(mut self, flag: Flag) -> Self {
        self.flags.push(flag.word().to_owned());
        self
    }

    /// The keys that whoever is above the list gives it, and how many have to sign; it stands by these and no others.
    #[must_use]
    pub fn mandate(mut self, threshold: u8, keys: &[String]) -> Self {
        self.threshold = threshold;
        self.keys = keys.to_vec();
        self.vouched(keys)
    }

    /// Those that it still stands by.
    #[must_use]
    pub fn vouched(mut self, keys: &[String]) -> Self {
        self.vouched = keys.to_vec();
        self
    }

    /// The time asked about.
    #[must_use]
    pub fn at(mut self, time: &str) -> Self {
        time.clone_into(&mut self.at);
        self
    }

    /// It is not believed, while the twin, which differs in one thing, is.
    #[must_use]
    pub fn refused(mut self, code: Code, twin: &str) -> Self {
        self.expected = Err(code.as_str().to_owned());
        self.twin = Some(twin.to_owned());
        self
    }

    /// The code that is expected; none of a version that is believed.
    #[must_use]
    pub fn expected_code(&self) -> Option<&str> {
        self.expected.as_ref().err().map(String::as_str)
    }

    /// The name of the vector that this one differs from in one thing.
    #[must_use]
    pub fn twin_name(&self) -> Option<&str> {
        self.twin.as_deref()
    }

    /// Whether the same is asked about the same list.
    #[must_use]
    pub fn same_case_as(&self, other: &Self) -> bool {
        (&self.list, &self.state, &self.at) == (&other.list, &other.state, &other.at)
            && (self.threshold, &self.keys, &self.vouched) == (other.threshold, &other.keys, &other.vouched)
    }

    /// Holds the version against what is remembered, and takes it up if it is believed.
    ///
    /// # Errors
    /// In words, if the vector itself is wrong.
    pub fn run(&self) -> Result<Answer, String> {
        let at: Timestamp = self.at.parse().map_err(|error| format!("`at`: {error}"))?;
        let mut state = TrustState::from_json(&self.state.bytes()).map_err(|error| error.to_string())?;
        let document = AccreditationList::parse(&self.list.bytes()).map_err(|error| error.to_string())?;
        let list = AccreditationList::read(&document).map_err(|error| error.to_string())?;
        let known = state.list(list.id());
        let mandate = ListKeys::new(self.threshold, self.keys.iter().cloned());
        let vouched: BTreeSet<String> = self.vouched.iter().cloned().collect();
        let version =
            ListVersion::read(&document, &list, mandate, vouched, known, at, &Canonicalizer::official());
        let version = version.map_err(|error| error.to_string())?;
        if let Err(doubt) = lists::judge(known, &version, at) {
            return Ok(Err(doubt.code().as_str().to_owned()));
        }
        let mut sightings = Sightings::at_time(at);
        sightings.note_list(list.id(), version);
        state.remember(&sightings).map_err(|error| error.to_string())?;
        Ok(Ok(state.to_json()))
    }

    /// What is not as expected, in words.
    #[must_use]
    pub fn unlike(&self, answer: &Answer) -> Option<String> {
        (*answer != self.expected).then(|| format!("{answer:?}, expected {:?}", self.expected))
    }

    /// Adds the folder and gives back the vector's row for the index.
    pub(super) fn add_to(&self, tree: &mut Tree, surprises: &mut Vec<String>) -> Json {
        let folder = format!("list-version/{}", self.name);
        match self.run() {
            Ok(answer) => {
                surprises.extend(self.unlike(&answer).map(|words| format!("{folder}: {words}")));
                if let Ok(after) = answer {
                    tree.add(format!("{folder}/state-after.json"), after);
                }
            }
            Err(words) => surprises.push(format!("{folder}: {words}")),
        }
        tree.add(format!("{folder}/list.json"), self.list.bytes());
        tree.add(format!("{folder}/state.json"), self.state.bytes());
        tree.add_json(format!("{folder}/vector.json"), self.to_object());
        let row = Object::new()
            .with("name", self.name.as_str())
            .with("comment", self.comment.as_str())
            .with("codes", self.expected_code().into_iter().collect::<Vec<_>>())
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
            .with("list", "list.json")
            .with("threshold", u32::from(self.threshold))
            .with("keys", self.keys.clone())
            .with("vouched", self.vouched.clone())
            .with("state", "state.json")
            .with("flags", self.flags.clone());
        if let Some(twin) = &self.twin {
            object.insert("twin", twin.as_str());
        }
        let expect = match &self.expected {
            Err(code) => Object::new().with("code", code.as_str()),
            Ok(_) => Object::new().with("state", "state-after.json"),
        };
        object.with("expect", expect)
    }

    /// Reads the vector in a folder such as `list-version/next`.
    ///
    /// # Errors
    /// In words, if it is none.
    pub fn read(tree: &Tree, folder: &str) -> Result<Self, String> {
        let object = tree.object(&format!("{folder}/vector.json"))?;
        let file = |object: &Object, name: &str| {
            let file = text(object, name)?;
            tree.get(&format!("{folder}/{file}")).ok_or_else(|| format!("there is no {file}"))
        };
        let expect = object.get("expect").and_then(Json::as_object).ok_or("no `expect`")?;
        let expected = match optional(expect, "code")? {
            Some(code) => Err(code),
            None => {
                let after = file(expect, "state")?.to_vec();
                Ok(String::from_utf8(after).map_err(|error| error.to_string())?)
            }
        };
        let threshold = object.get("threshold").map_or_else(String::new, Json::to_compact);
        Ok(Self {
            name: folder.rsplit('/').next().unwrap_or_default().to_owned(),
            comment: text(&object, "comment")?,
            spec: text(&object, "spec")?,
            flags: texts(&object, "flags")?,
            twin: optional(&object, "twin")?,
            at: text(&object, "at")?,
            list: Content::of_bytes(file(&object, "list")?),
            threshold: threshold.parse().map_err(|_| "a threshold is a small number")?,
            keys: texts(&object, "keys")?,
            vouched: texts(&object, "vouched")?,
            state: Content::of_bytes(file(&object, "state")?),
            expected,
        })
    }
}
