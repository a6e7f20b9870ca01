//! What an issuer writes: an unsigned credential, or a short draft in TOML or JSON.

mod facts;

use sanad_core::json::{Json, Number, Object};
use sanad_core::model::badge_facts::StatedFacts;
use sanad_core::timestamp::Timestamp;

use crate::fail::Failure;

/// What an issuer wrote.
#[derive(Debug, PartialEq)]
pub(crate) enum Written {
    /// An unsigned credential: it has an `@context`, and is signed as it stands.
    Credential(Object),
    /// A short draft, to be made into a credential.
    Short(Box<ShortDraft>),
}

impl Written {
    /// Reads a draft: JSON if it begins with a brace, TOML otherwise.
    pub(crate) fn read(text: &str) -> Result<Self, Failure> {
        Self::of(read_object(text)?)
    }

    /// Takes a draft that was read.
    pub(crate) fn of(object: Object) -> Result<Self, Failure> {
        if object.contains("@context") {
            return Ok(Self::Credential(object));
        }
        Ok(Self::Short(Box::new(ShortDraft::read(object)?)))
    }
}

/// The few things that a usual badge needs.
#[derive(Debug, PartialEq)]
pub(crate) struct ShortDraft {
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) criteria: String,
    pub(crate) achievement: Option<String>,
    pub(crate) achievement_type: Option<String>,
    pub(crate) facts: Option<StatedFacts>,
    pub(crate) image: Option<String>,
    pub(crate) recipient: Addressee,
    pub(crate) valid_from: Option<Timestamp>,
    pub(crate) valid_until: Option<Timestamp>,
    pub(crate) issuer: Option<String>,
    pub(crate) issuer_name: Option<String>,
    pub(crate) issuer_url: Option<String>,
    pub(crate) status: Option<StatusPlace>,
    whole: Object,
}

/// Whom the badge is for.
#[derive(Debug, PartialEq)]
pub(crate) enum Addressee {
    /// A DID or another URI of the learner's.
    Id(String),
    /// Something that is only shown hashed.
    Identity { kind: String, identity: String, salt: Option<String> },
}

/// Where the badge's status bit stands.
#[derive(Debug, PartialEq)]
pub(crate) struct StatusPlace {
    pub(crate) list: String,
    pub(crate) index: u32,
    pub(crate) purpose: String,
}

impl ShortDraft {
    /// The draft as it was written, for what is derived from it.
    pub(crate) const fn whole(&self) -> &Object {
        &self.whole
    }

    fn read(whole: Object) -> Result<Self, Failure> {
        only(&whole, "the draft", &MEMBERS)?;
        Ok(Self {
            id: optional(&whole, "id")?,
            name: required(&whole, "name")?,
            description: required(&whole, "description")?,
            criteria: required(&whole, "criteria")?,
            achievement: optional(&whole, "achievement")?,
            achievement_type: optional(&whole, "achievement_type")?,
            facts: facts::stated(&whole)?,
            image: optional(&whole, "image")?,
            recipient: recipient(&whole)?,
            valid_from: time(&whole, "valid_from")?,
            valid_until: time(&whole, "valid_until")?,
            issuer: optional(&whole, "issuer")?,
            issuer_name: optional(&whole, "issuer_name")?,
            issuer_url: optional(&whole, "issuer_url")?,
            status: status(&whole)?,
            whole,
        })
    }
}

const MEMBERS: [&str; 15] = [
    "name",
    "description",
    "criteria",
    "recipient",
    "valid_from",
    "valid_until",
    "achievement",
    "achievement_type",
    "facts",
    "image",
    "issuer",
    "issuer_name",
    "issuer_url",
    "status",
    "id",
];

const HINT: &str = "`sanad issue --help` shows a whole draft";

fn recipient(draft: &Object) -> Result<Addressee, Failure> {
    let table = match draft.get("recipient") {
        Some(Json::String(id)) if id.contains(':') => return Ok(Addressee::Id(id.clone())),
        Some(Json::String(id)) => {
            let message = format!("recipient `{id}` in the draft is no DID or other URI");
            return Err(Failure::new(message, "write an e-mail address as recipient = { email = \"…\" }"));
        }
        Some(Json::Object(table)) => table,
        Some(other) => return Err(wrong_kind("recipient", other, "a DID or a table")),
        None => return Err(missing("recipient")),
    };
    only(table, "`recipient`", &["email", "type", "identity", "salt"])?;
    let salt = optional(table, "salt")?;
    if let Some(identity) = optional(table, "email")? {
        return Ok(Addressee::Identity { kind: "emailAddress".to_owned(), identity, salt });
    }
    let (kind, identity) = (required(table, "type")?, required(table, "identity")?);
    Ok(Addressee::Identity { kind, identity, salt })
}

fn status(draft: &Object) -> Result<Option<StatusPlace>, Failure> {
    let table = match draft.get("status") {
        None => return Ok(None),
        Some(Json::Object(table)) => table,
        Some(other) => return Err(wrong_kind("status", other, "a table")),
    };
    only(table, "`status`", &["list", "index", "purpose"])?;
    let index = match table.get("index") {
        None => return Err(missing("index")),
        Some(Json::Number(number)) => {
            let mut text = String::new();
            number.write(&mut text);
            text.parse().map_err(|_| {
                Failure::new(format!("index {text} in the draft is no place in a list"), "count from 0")
            })?
        }
        Some(other) => return Err(wrong_kind("index", other, "a number")),
    };
    let purpose = optional(table, "purpose")?.unwrap_or_else(|| "revocation".to_owned());
    Ok(Some(StatusPlace { list: required(table, "list")?, index, purpose }))
}

fn time(draft: &Object, name: &str) -> Result<Option<Timestamp>, Failure> {
    let Some(text) = optional(draft, name)? else { return Ok(None) };
    text.parse()
        .map(Some)
        .map_err(|error| Failure::new(format!("{name} in the draft: {error}"), "write the offset too, or Z"))
}

fn required(table: &Object, name: &str) -> Result<String, Failure> {
    optional(table, name)?.ok_or_else(|| missing(name))
}

fn optional(table: &Object, name: &str) -> Result<Option<String>, Failure> {
    match table.get(name) {
        None => Ok(None),
        Some(Json::String(text)) if text.trim().is_empty() => Err(Failure::new(
            format!("`{name}` in the draft is empty"),
            "write something there, or leave it out",
        )),
        Some(Json::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(wrong_kind(name, other, "a string")),
    }
}

fn only(table: &Object, place: &str, known: &[&str]) -> Result<(), Failure> {
    table.iter().map(|(name, _)| name).find(|name| !known.contains(name)).map_or(Ok(()), |name| {
        let message = format!("`{name}` is not known in {place}");
        let hint = format!(
            "known are {}; anything else needs a whole credential with an `@context`",
            known.join(", ")
        );
        Err(Failure::new(message, hint))
    })
}

fn missing(name: &str) -> Failure {
    Failure::new(format!("`{name}` is missing in the draft"), HINT)
}

fn wrong_kind(name: &str, found: &Json, wanted: &str) -> Failure {
    Failure::new(format!("`{name}` in the draft is {}, not {wanted}", found.kind()), HINT)
}

/// Reads an object: JSON if it begins with a brace, TOML otherwise.
pub(crate) fn read_object(text: &str) -> Result<Object, Failure> {
    if text.trim_start().starts_with('{') { json(text) } else { toml(text) }
}

fn json(text: &str) -> Result<Object, Failure> {
    match Json::parse(text.as_bytes()) {
        Ok(Json::Object(object)) => Ok(object),
        Ok(other) => Err(Failure::new(format!("the draft is {}, not an object", other.kind()), HINT)),
        Err(error) => {
            Err(Failure::new(format!("the draft: {error}"), "it begins with `{` and so is read as JSON")
                .coded(error.code().as_str()))
        }
    }
}

fn toml(text: &str) -> Result<Object, Failure> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error
            .span()
            .and_then(|span| text.get(..span.start))
            .map_or(1, |read| 1 + read.matches('\n').count());
        let message = format!("the draft, line {line}: {}", error.message());
        Failure::new(message, format!("it does not begin with `{{` and so is read as TOML; {HINT}"))
    })?;
    object_of(table)
}

fn object_of(table: toml::Table) -> Result<Object, Failure> {
    table.into_iter().try_fold(Object::new(), |object, (name, value)| Ok(object.with(name, json_of(value)?)))
}

fn json_of(value: toml::Value) -> Result<Json, Failure> {
    Ok(match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Boolean(value) => value.into(),
        toml::Value::Datetime(time) => time.to_string().into(),
        toml::Value::Integer(value) => u32::try_from(value).map(Json::from).map_err(|_| {
            Failure::new(format!("{value} in the draft is out of range"), "the largest is 4294967295")
        })?,
        toml::Value::Float(value) => Number::from_f64(value)
            .map(Json::Number)
            .ok_or_else(|| Failure::new(format!("{value} in the draft is no number of JSON"), HINT))?,
        toml::Value::Array(items) => Json::Array(items.into_iter().map(json_of).collect::<Result<_, _>>()?),
        toml::Value::Table(table) => Json::Object(object_of(table)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: &str = "name = \"Welding I\"\ndescription = \"Flat plate.\"\ncriteria = \"Pass.\"\n";

    fn refusal(text: &str) -> String {
        Written::read(text).unwrap_err().to_string()
    }

    #[test]
    fn toml_and_json_of_the_same_draft_are_the_same_draft() {
        let toml = format!(
            "{SHORT}valid_until = 2029-03-01T00:00:00Z\nrecipient = {{ email = \"ada@example.org\" }}\n\
             [status]\nlist = \"https://a.example/1\"\nindex = 7\n"
        );
        let json = "{\"name\":\"Welding I\",\"description\":\"Flat plate.\",\"criteria\":\"Pass.\",\
                    \"recipient\":{\"email\":\"ada@example.org\"},\"valid_until\":\"2029-03-01T00:00:00Z\",\
                    \"status\":{\"list\":\"https://a.example/1\",\"index\":7}}";
        let (toml, json) = (Written::read(&toml).unwrap(), Written::read(json).unwrap());
        assert_eq!(toml, json);
        let Written::Short(draft) = toml else { panic!("{toml:?}") };
        assert_eq!(draft.status.unwrap().index, 7);
    }

    #[test]
    fn a_context_makes_it_a_credential_that_is_left_alone() {
        let Written::Credential(object) = Written::read("{\"@context\":[],\"odd\":1}").unwrap() else {
            panic!()
        };
        assert!(object.contains("odd"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_name_and_line() {
        assert!(refusal("name = \"a\"\nname = \"b\"\n").contains("line 2"));
        assert!(refusal("{\"name\":\"a\",\"name\":\"b\"}").contains("json.duplicate_key"));
        assert!(refusal(SHORT).contains("`recipient` is missing"));
        assert!(refusal(&format!("{SHORT}expires = \"x\"\n")).contains("`expires` is not known"));
        assert!(refusal(&format!("{SHORT}recipient = \"ada@example.org\"\n")).contains("{ email"));
        assert!(refusal(&format!("{SHORT}recipient = 3\n")).contains("is a number"));
        assert!(
            refusal(&format!("{SHORT}recipient = \"did:x:y\"\nvalid_until = 2029-03-01\n"))
                .contains("valid_until")
        );
        assert!(refusal(&SHORT.replace("Pass.", " ")).contains("`criteria` in the draft is empty"));
        assert!(
            refusal(&format!("{SHORT}recipient = \"did:x:y\"\n[status]\nlist = \"u\"\nindex = -1\n"))
                .contains("-1")
        );
    }
}
