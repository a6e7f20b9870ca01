//! A vector of `scope/`: scopes along a path, what a badge claims, and whether it is covered.

use sanad_core::code::Code;
use sanad_core::decimal::Decimal;
use sanad_core::facts::{BadgeFacts, Claimed, Credits, Level};
use sanad_core::json::{Json, Object};
use sanad_core::pointer::JsonPointer;
use sanad_core::scope::{Scope, ScopeError};

use super::flag::Flag;
use super::{optional, text, texts};
use crate::tree::Tree;

/// One vector. A builder reads like the case it describes; [`Vector::read`] makes it again from its folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    name: String,
    comment: String,
    spec: String,
    flags: Vec<String>,
    twin: Option<String>,
    scopes: Vec<Object>,
    facts: Object,
    /// The code of what is in the way, or none if the badge is covered.
    expected: Option<String>,
}

impl Vector {
    /// A vector by its name and what it is, in a sentence. It is covered, unless it is said to be not.
    #[must_use]
    pub fn new(name: &str, comment: &str) -> Self {
        Self {
            name: name.to_owned(),
            comment: comment.to_owned(),
            spec: "scope.md#covers".to_owned(),
            flags: Vec::new(),
            twin: None,
            scopes: Vec::new(),
            facts: Object::new(),
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

    /// A scope as JSON; again for the next one along the path.
    ///
    /// # Panics
    /// If it is no JSON object.
    #[must_use]
    pub fn scope(mut self, json: &str) -> Self {
        self.scopes.push(object(json));
        self
    }

    /// What the badge claims, as JSON.
    ///
    /// # Panics
    /// If it is no JSON object.
    #[must_use]
    pub fn facts(mut self, json: &str) -> Self {
        self.facts = object(json);
        self
    }

    /// It is not covered, unlike the twin, from which it differs in one thing.
    #[must_use]
    pub fn outside(mut self, twin: &str, code: Code) -> Self {
        self.twin = Some(twin.to_owned());
        self.expected = Some(code.as_str().to_owned());
        self
    }

    /// The name of the covered vector that this one differs from in one thing.
    #[must_use]
    pub fn twin_name(&self) -> Option<&str> {
        self.twin.as_deref()
    }

    /// The code that is expected, if one is.
    #[must_use]
    pub fn expected_code(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// Whether the other one asks the same.
    #[must_use]
    pub fn same_case_as(&self, other: &Self) -> bool {
        (&self.scopes, &self.facts) == (&other.scopes, &other.facts)
    }

    /// Whether the badge is covered; if not, why not.
    ///
    /// # Errors
    /// In words, if the facts are none.
    pub fn run(&self) -> Result<Result<(), Code>, String> {
        let facts = facts(&self.facts)?;
        let common = self.scopes.iter().enumerate().try_fold(Scope::unlimited(), |common, (index, scope)| {
            let at = JsonPointer::root().member("scopes").item(index);
            common.intersect(&Scope::read(scope, &at)?)
        });
        Ok(match common {
            Ok(scope) => scope.covers(&facts).map_err(|gap| gap.code()),
            Err(error) => Err(ScopeError::code(&error)),
        })
    }

    /// What is not as expected, in words.
    #[must_use]
    pub fn unlike(&self, answer: Result<(), Code>) -> Option<String> {
        let found = answer.as_ref().err().map(|code| code.as_str());
        let word = |code: Option<&str>| code.unwrap_or("covered").to_owned();
        let (found, expected) = (word(found), word(self.expected.as_deref()));
        (found != expected).then(|| format!("it is {found}, expected {expected}"))
    }

    /// Adds the folder and gives back the vector's row for the index.
    pub(super) fn add_to(&self, tree: &mut Tree, surprises: &mut Vec<String>) -> Json {
        let folder = format!("scope/{}", self.name);
        let surprise = self.run().map_or_else(Some, |answer| self.unlike(answer));
        surprises.extend(surprise.map(|words| format!("{folder}: {words}")));
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
            .with("scopes", self.scopes.clone())
            .with("facts", self.facts.clone())
            .with("flags", self.flags.clone());
        if let Some(twin) = &self.twin {
            object.insert("twin", twin.as_str());
        }
        let expect = match &self.expected {
            Some(code) => Object::new().with("code", code.as_str()),
            None => Object::new().with("covered", true),
        };
        object.with("expect", expect)
    }

    /// Reads the vector in a folder such as `scope/levels`.
    ///
    /// # Errors
    /// In words, if it is none.
    pub fn read(tree: &Tree, folder: &str) -> Result<Self, String> {
        let object = tree.object(&format!("{folder}/vector.json"))?;
        let member =
            |name: &str| object.get(name).and_then(Json::as_object).ok_or_else(|| format!("no `{name}`"));
        let scopes = object.get("scopes").map_or(&[][..], Json::items);
        Ok(Self {
            name: folder.rsplit('/').next().unwrap_or_default().to_owned(),
            comment: text(&object, "comment")?,
            spec: text(&object, "spec")?,
            flags: texts(&object, "flags")?,
            twin: optional(&object, "twin")?,
            scopes: scopes.iter().filter_map(Json::as_object).cloned().collect(),
            facts: member("facts")?.clone(),
            expected: optional(member("expect")?, "code")?,
        })
    }
}

fn object(json: &str) -> Object {
    Json::parse(json.as_bytes()).expect("JSON").as_object().expect("an object").clone()
}

/// The facts of spec/scope.md#facts. Only vectors hold facts without a badge.
fn facts(object: &Object) -> Result<BadgeFacts, String> {
    let mut facts = BadgeFacts::default();
    facts.credential_types = words(object, "credential_types")?;
    facts.achievement_types = words(object, "achievement_types")?;
    facts.achievements = words(object, "achievements")?;
    facts.qualifications = words(object, "qualifications")?;
    facts.fields = words(object, "fields")?;
    facts.levels = claimed(object, "levels", |item| {
        let level = item.as_object().ok_or("a level that is no object")?;
        Ok(Level { framework: text(level, "framework")?, value: decimal(level)? })
    })?;
    facts.credits = claimed(object, "credits", |item| {
        let credits = item.as_object().ok_or("credits that are no object")?;
        Ok(Credits { unit: text(credits, "unit")?, value: decimal(credits)? })
    })?;
    facts.jurisdictions = words(object, "jurisdictions")?;
    facts.modes = words(object, "modes")?;
    facts.languages = words(object, "languages")?;
    if facts.to_json() == *object {
        Ok(facts)
    } else {
        Err("facts that are not written as facts are".to_owned())
    }
}

fn words(object: &Object, name: &str) -> Result<Claimed<String>, String> {
    claimed(object, name, |item| {
        item.as_str().map(str::to_owned).ok_or_else(|| format!("`{name}` holds no text"))
    })
}

fn claimed<T>(
    object: &Object,
    name: &str,
    each: impl Fn(&Json) -> Result<T, String>,
) -> Result<Claimed<T>, String> {
    match object.get(name) {
        None => Ok(Claimed::default()),
        Some(Json::Null) => Ok(Claimed::Unclear),
        Some(items) => items.items().iter().map(each).collect::<Result<Vec<T>, String>>().map(Claimed::Clear),
    }
}

fn decimal(object: &Object) -> Result<Decimal, String> {
    object.get("value").and_then(Decimal::of_json).ok_or_else(|| "no decimal `value`".to_owned())
}
