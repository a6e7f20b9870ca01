//! A vector of `badge-facts/`: a badge, signed or not, and what it claims in the terms of a scope.

use sanad_core::facts::BadgeFacts;
use sanad_core::json::{Json, Object};
use sanad_core::model::claims::Claims;

use super::text;
use crate::document::Document;
use crate::tree::Tree;

/// One vector. A builder reads like the case it describes; [`Vector::read`] makes it again from its folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    name: String,
    comment: String,
    spec: String,
    badge: Object,
    expected: Object,
}

impl Vector {
    /// A vector by its name and what it is, in a sentence.
    #[must_use]
    pub fn new(name: &str, comment: &str, badge: Document) -> Self {
        Self {
            name: name.to_owned(),
            comment: comment.to_owned(),
            spec: "badge-facts.md#what-is-read".to_owned(),
            badge: badge.into_object(),
            expected: Object::new(),
        }
    }

    /// The clause that decides.
    #[must_use]
    pub fn spec(mut self, clause: &str) -> Self {
        clause.clone_into(&mut self.spec);
        self
    }

    /// The facts that are expected, as JSON.
    ///
    /// # Panics
    /// If it is no JSON object.
    #[must_use]
    pub fn facts(mut self, json: &str) -> Self {
        self.expected = Json::parse(json.as_bytes()).expect("JSON").as_object().expect("an object").clone();
        self
    }

    /// What the badge claims.
    #[must_use]
    pub fn run(&self) -> Object {
        BadgeFacts::of(Claims::new(&self.badge)).to_json()
    }

    /// What is not as expected, in words.
    #[must_use]
    pub fn unlike(&self, found: &Object) -> Option<String> {
        let text = |facts: &Object| Json::from(facts.clone()).to_compact();
        // To the letter: the order of members belongs to the form.
        let (found, expected) = (text(found), text(&self.expected));
        (found != expected).then(|| format!("it claims {found}, expected {expected}"))
    }

    /// Adds the folder and gives back the vector's row for the index.
    pub(super) fn add_to(&self, tree: &mut Tree, surprises: &mut Vec<String>) -> Json {
        let folder = format!("badge-facts/{}", self.name);
        surprises.extend(self.unlike(&self.run()).map(|words| format!("{folder}: {words}")));
        tree.add_json(format!("{folder}/badge.json"), self.badge.clone());
        let vector = Object::new()
            .with("comment", self.comment.as_str())
            .with("spec", self.spec.as_str())
            .with("badge", "badge.json")
            .with("expect", Object::new().with("facts", self.expected.clone()));
        tree.add_json(format!("{folder}/vector.json"), vector);
        Object::new().with("name", self.name.as_str()).with("comment", self.comment.as_str()).into()
    }

    /// Reads the vector in a folder such as `badge-facts/extension`.
    ///
    /// # Errors
    /// In words, if it is none.
    pub fn read(tree: &Tree, folder: &str) -> Result<Self, String> {
        let object = tree.object(&format!("{folder}/vector.json"))?;
        let expected = object.get("expect").and_then(Json::as_object);
        let expected = expected.and_then(|expect| expect.get("facts")).and_then(Json::as_object);
        Ok(Self {
            name: folder.rsplit('/').next().unwrap_or_default().to_owned(),
            comment: text(&object, "comment")?,
            spec: text(&object, "spec")?,
            badge: tree.object(&format!("{folder}/{}", text(&object, "badge")?))?,
            expected: expected.ok_or("no `expect.facts`")?.clone(),
        })
    }
}
