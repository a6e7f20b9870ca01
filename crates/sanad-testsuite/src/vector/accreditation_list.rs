//! A vector of `accreditation-list/`: a document, and what an authority says in it, or the code of the refusal.

use sanad_core::accreditation::digest::ListDigest;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::rotation::rotate;
use sanad_core::accreditation::signers::distinct_signers;
use sanad_core::accreditation::signing::Signing;
use sanad_core::accreditation::succession;
use sanad_core::accreditation::witness::{BadgeDigest, InclusionProof};
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

use super::flag::Flag;
use super::{optional, text, texts};
use crate::content::Content;
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
    keys: Vec<String>,
    threshold: u8,
    earlier: Option<(Relation, Content)>,
    in_force_up_to: Option<u32>,
    inclusion: Option<(String, Object)>,
    expected: Option<String>,
}

/// How another version relates to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// It comes right before.
    Previous,
    /// It comes some time before.
    Earlier,
}

impl Relation {
    const fn member(self) -> &'static str {
        match self {
            Self::Previous => "previous",
            Self::Earlier => "earlier",
        }
    }
}

/// What a list came to: what is told of it, or the code of the refusal.
pub type Answer = Result<Object, String>;

impl Vector {
    /// A vector by its name and what it is, in a sentence: a list that is read.
    #[must_use]
    pub fn new(name: &str, comment: &str, list: impl Into<Content>) -> Self {
        Self {
            name: name.to_owned(),
            comment: comment.to_owned(),
            spec: "accreditation-list.md".to_owned(),
            flags: Vec::new(),
            twin: None,
            at: crate::document::AT.to_owned(),
            list: list.into(),
            keys: Vec::new(),
            threshold: 0,
            earlier: None,
            in_force_up_to: None,
            inclusion: None,
            expected: None,
        }
    }

    /// The clause that decides.
    #[must_use]
    pub fn spec(mut self, anchor: &str) -> Self {
        self.spec = format!("accreditation-list.md#{anchor}");
        self
    }

    /// What kind of trouble it is; again for more.
    #[must_use]
    pub fn flag(mut self, flag: Flag) -> Self {
        self.flags.push(flag.word().to_owned());
        self
    }

    /// The Multikeys that are trusted, and how many of them must have signed.
    #[must_use]
    pub fn signed_by(mut self, threshold: u8, keys: &[String]) -> Self {
        self.threshold = threshold;
        self.keys = keys.to_vec();
        self
    }

    /// The version right before it, which it has to follow.
    #[must_use]
    pub fn previous(mut self, list: impl Into<Content>) -> Self {
        self.earlier = Some((Relation::Previous, list.into()));
        self
    }

    /// A version some time before it, of which it may lose nothing.
    #[must_use]
    pub fn earlier(mut self, list: impl Into<Content>) -> Self {
        self.earlier = Some((Relation::Earlier, list.into()));
        self
    }

    /// The trusted keys are those in force up to a version; the list may hand over to others.
    #[must_use]
    pub fn in_force_up_to(mut self, sequence: u32) -> Self {
        self.in_force_up_to = Some(sequence);
        self
    }

    /// A badge, by its digest, is to be shown by this proof to be among those of the list's first anchor.
    #[must_use]
    pub fn includes(mut self, badge: &str, proof: Object) -> Self {
        self.inclusion = Some((badge.to_owned(), proof));
        self
    }

    /// It is refused, while the twin, which differs in one thing, is not.
    #[must_use]
    pub fn refused(mut self, code: Code, twin: &str) -> Self {
        self.expected = Some(code.as_str().to_owned());
        self.twin = Some(twin.to_owned());
        self
    }

    /// The code that is expected; none of a list that is read.
    #[must_use]
    pub fn expected_code(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// The name of the vector that this one differs from in one thing.
    #[must_use]
    pub fn twin_name(&self) -> Option<&str> {
        self.twin.as_deref()
    }

    /// Whether the same is asked about the same list.
    #[must_use]
    pub fn same_case_as(&self, other: &Self) -> bool {
        (
            &self.list,
            &self.keys,
            self.threshold,
            &self.at,
            &self.earlier,
            self.in_force_up_to,
            &self.inclusion,
        ) == (
            &other.list,
            &other.keys,
            other.threshold,
            &other.at,
            &other.earlier,
            other.in_force_up_to,
            &other.inclusion,
        )
    }

    /// Reads the list, and counts who has signed it where keys are given.
    ///
    /// # Errors
    /// In words, if the vector itself is wrong.
    pub fn run(&self) -> Result<Answer, String> {
        let refused = |code: Code| Ok(Err(code.as_str().to_owned()));
        let document = match AccreditationList::parse(&self.list.bytes()) {
            Ok(document) => document,
            Err(error) => return refused(error.code()),
        };
        let list = match AccreditationList::read(&document) {
            Ok(list) => list,
            Err(error) => return refused(error.code()),
        };
        let mut told = facts(&list);
        if let Some((relation, earlier)) = &self.earlier {
            let earlier = AccreditationList::parse(&earlier.bytes()).map_err(|error| error.to_string())?;
            let earlier = AccreditationList::read(&earlier).map_err(|error| error.to_string())?;
            let kept = match relation {
                Relation::Previous => succession::follows(&earlier, &list),
                Relation::Earlier => succession::keeps(&earlier, &list),
            };
            if let Err(error) = kept {
                return refused(error.code());
            }
        }
        if let Some((badge, proof)) = &self.inclusion {
            let badge: ListDigest = badge.parse().map_err(|error| format!("the badge's digest: {error}"))?;
            let anchor = list.issuance_anchors().first().ok_or("there is no anchor")?;
            let proof = match InclusionProof::read(proof) {
                Ok(proof) => proof,
                Err(error) => return refused(error.code()),
            };
            if let Err(error) = proof.check(&BadgeDigest::from_bytes(*badge.as_bytes()), anchor) {
                return refused(error.code());
            }
            told.insert("included", true);
        }
        let keys = self.keys.iter().map(|key| PublicKey::from_multikey(key));
        let keys = keys.collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
        let at: Timestamp = self.at.parse().map_err(|error| format!("`at`: {error}"))?;
        let written = |keys: &[PublicKey]| {
            Json::Array(keys.iter().map(|key| key.to_multikey().into()).collect::<Vec<Json>>())
        };
        let official = Canonicalizer::official();
        if let Some(sequence) = self.in_force_up_to {
            let in_force = Signing::new(self.threshold, &keys).map_err(|error| error.to_string())?;
            match rotate(&in_force, u64::from(sequence), &document, &list, at, &official) {
                Ok(signing) => told.insert("inForce", written(signing.keys())),
                Err(error) => return refused(error.code()),
            };
        } else if !keys.is_empty() {
            let signers = match distinct_signers(&document, &keys, at, &official) {
                Ok(signers) => signers,
                Err(error) => return refused(error.code()),
            };
            if let Err(error) = signers.meets(self.threshold) {
                return refused(error.code());
            }
            told.insert("signedBy", written(signers.keys()));
        }
        Ok(Ok(told))
    }

    /// What is not as expected, in words; `told` is what is written down of the list.
    #[must_use]
    pub fn unlike(&self, answer: &Answer, told: Option<&Object>) -> Option<String> {
        match (answer, self.expected_code()) {
            (Err(code), Some(expected)) if code == expected => None,
            (Ok(found), None) if told.is_none_or(|told| told == found) => None,
            (Err(code), expected) => {
                Some(format!("it is {code}, expected {}", expected.unwrap_or("to be read")))
            }
            (Ok(found), None) => Some(format!("it says {}", Json::from(found.clone()).to_compact())),
            (Ok(_), Some(expected)) => Some(format!("it is read, expected {expected}")),
        }
    }

    /// Adds the folder and gives back the vector's row for the index.
    pub(super) fn add_to(&self, tree: &mut Tree, surprises: &mut Vec<String>) -> Json {
        let folder = format!("accreditation-list/{}", self.name);
        match self.run() {
            Ok(answer) => {
                surprises.extend(self.unlike(&answer, None).map(|words| format!("{folder}: {words}")));
                if let Ok(told) = answer {
                    tree.add_json(format!("{folder}/expected.json"), told);
                }
            }
            Err(words) => surprises.push(format!("{folder}: {words}")),
        }
        if self.list.recipe().is_none() {
            tree.add(format!("{folder}/list.json"), self.list.bytes());
        }
        if let Some((relation, earlier)) = &self.earlier {
            tree.add(format!("{folder}/{}.json", relation.member()), earlier.bytes());
        }
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
            .with("list", self.list.recipe().unwrap_or_else(|| "list.json".into()));
        if !self.keys.is_empty() {
            object.insert("at", self.at.as_str());
            object.insert("keys", self.keys.clone());
            object.insert("threshold", u32::from(self.threshold));
        }
        if let Some(sequence) = self.in_force_up_to {
            object.insert("inForceUpTo", sequence);
        }
        if let Some((relation, _)) = &self.earlier {
            object.insert(relation.member(), format!("{}.json", relation.member()));
        }
        if let Some((badge, proof)) = &self.inclusion {
            object.insert("badge", badge.as_str());
            object.insert("inclusion", proof.clone());
        }
        object.insert("flags", self.flags.clone());
        if let Some(twin) = &self.twin {
            object.insert("twin", twin.as_str());
        }
        let expect = match &self.expected {
            Some(code) => Object::new().with("code", code.as_str()),
            None => Object::new().with("list", "expected.json"),
        };
        object.with("expect", expect)
    }

    /// Reads the vector in a folder such as `accreditation-list/minimal`.
    ///
    /// # Errors
    /// In words, if it is none.
    pub fn read(tree: &Tree, folder: &str) -> Result<Self, String> {
        let object = tree.object(&format!("{folder}/vector.json"))?;
        let list = match object.get("list") {
            Some(Json::String(name)) => {
                let bytes =
                    tree.get(&format!("{folder}/{name}")).ok_or_else(|| format!("there is no {name}"))?;
                Content::of_bytes(bytes)
            }
            Some(Json::Object(recipe)) => Content::of_recipe(recipe)?,
            _ => return Err("a list is a file or a recipe".to_owned()),
        };
        let expect = object.get("expect").and_then(Json::as_object).ok_or("no `expect`")?;
        let number = |name| object.get(name).map(Json::to_compact);
        let mut earlier = None;
        for relation in [Relation::Previous, Relation::Earlier] {
            if let Some(name) = optional(&object, relation.member())? {
                let bytes =
                    tree.get(&format!("{folder}/{name}")).ok_or_else(|| format!("there is no {name}"))?;
                earlier = Some((relation, Content::of_bytes(bytes)));
            }
        }
        let inclusion = match (optional(&object, "badge")?, object.get("inclusion")) {
            (Some(badge), Some(Json::Object(proof))) => Some((badge, proof.clone())),
            (None, None) => None,
            _ => return Err("`badge` and `inclusion` stand together".to_owned()),
        };
        Ok(Self {
            name: folder.rsplit('/').next().unwrap_or_default().to_owned(),
            comment: text(&object, "comment")?,
            spec: text(&object, "spec")?,
            flags: texts(&object, "flags")?,
            twin: optional(&object, "twin")?,
            at: optional(&object, "at")?.unwrap_or_else(|| crate::document::AT.to_owned()),
            list,
            keys: texts(&object, "keys")?,
            threshold: number("threshold")
                .map_or(Ok(0), |text| text.parse())
                .map_err(|_| "a threshold is a small number")?,
            earlier,
            in_force_up_to: number("inForceUpTo")
                .map(|text| text.parse().map_err(|_| "`inForceUpTo` is a number"))
                .transpose()?,
            inclusion,
            expected: optional(expect, "code")?,
        })
    }
}

/// What is told of a list: what a reader relies on, in one order.
fn facts(list: &AccreditationList) -> Object {
    let time = |time: Timestamp| Json::from(time.to_string());
    let entities = list.entities().iter().map(|entity| {
        let keys = entity.verification_methods().iter().map(|key| {
            let key = Object::new()
                .with("id", key.id())
                .with("publicKeyMultibase", key.multikey())
                .with("validFrom", time(key.valid_from()))
                .with("end", key.revoked().or_else(|| key.expires()).map_or(Json::Null, time));
            Json::from(key)
        });
        let actions = entity.recognized_to().iter().map(|action| {
            let delegation = action.delegation().map_or(Json::Null, |delegation| delegation.list_id().into());
            let action = Object::new()
                .with("id", action.id())
                .with("action", action.action().map_or(Json::Null, |action| action.as_str().into()))
                .with("validFrom", time(action.valid_from()))
                .with("validUntil", time(action.valid_until()))
                .with("accreditationStatus", action.accreditation_status().as_str())
                .with("delegatedList", delegation);
            Json::from(action)
        });
        let history = entity.status_history().iter().map(|event| {
            let event = Object::new()
                .with("status", event.status().as_str())
                .with("from", time(event.from()))
                .with("actions", event.actions().iter().map(|id| Json::from(&**id)).collect::<Vec<_>>());
            Json::from(event)
        });
        let entity = Object::new()
            .with("id", entity.id())
            .with("keys", keys.collect::<Vec<_>>())
            .with("actions", actions.collect::<Vec<_>>())
            .with("history", history.collect::<Vec<_>>());
        Json::from(entity)
    });
    Object::new()
        .with("id", list.id())
        .with("issuer", list.issuer())
        .with("sequence", list.sequence().to_string())
        .with("digest", list.digest().to_string())
        .with("validFrom", time(list.valid_from()))
        .with("validUntil", time(list.valid_until()))
        .with("entities", entities.collect::<Vec<_>>())
}
