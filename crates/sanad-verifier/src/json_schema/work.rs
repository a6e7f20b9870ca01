//! How much work a schema is on a document, before it is done: the library has no bound of its own.

use sanad_core::limits::Limits;
use serde_json::{Map, Value};

/// Keywords whose schemas are tried on the same value.
const HERE: [&str; 7] = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"];
/// Keywords that hold schemas by name which are tried on the same value.
const HERE_BY_NAME: [&str; 2] = ["dependentSchemas", "dependencies"];
/// Keywords whose schemas are tried on each item or member.
const BELOW: [&str; 9] = [
    "items",
    "prefixItems",
    "additionalItems",
    "contains",
    "additionalProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
    "propertyNames",
    "contentSchema",
];

/// Why a schema is not tried on a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unbounded {
    /// A reference that is not to a place in the schema, or a part of it with a base of its own.
    #[error("the schema refers to `{reference}`, which is not within it")]
    Elsewhere { reference: String },
    /// A place that is not there.
    #[error("the schema refers to `{reference}`, which is not there")]
    Missing { reference: String },
    /// More regular expressions than any honest schema has: each is compiled, and may take as much memory as one may.
    #[error("the schema has {found} regular expressions, more than the {limit} allowed")]
    Patterns { found: usize, limit: usize },
    /// More steps than any honest schema takes.
    #[error("the schema takes more than {limit} steps on this document")]
    Steps { limit: usize },
    /// It goes deeper than any honest schema does, for instance because it refers to itself without going on in the
    /// document.
    #[error("the schema goes more than {limit} steps deep on this document")]
    Depth { limit: usize },
}

/// Whether the work is within bounds.
pub(super) fn bounded(schema: &Value, document: &Value) -> Result<(), Unbounded> {
    self_contained(schema, Place::Root)?;
    let (found, limit) = (patterns(schema), Limits::DEFAULT.schema_patterns);
    if found > limit {
        return Err(Unbounded::Patterns { found, limit });
    }
    Meter { root: schema, steps: 0 }.visit(schema, document, 0)
}

/// How many regular expressions there are at most: a member that is no keyword may be called so too.
fn patterns(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(patterns).sum(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| {
                let own = match (name.as_str(), member) {
                    ("pattern", Value::String(_)) => 1,
                    ("patternProperties", Value::Object(schemas)) => schemas.len(),
                    _ => 0,
                };
                patterns(member).saturating_add(own)
            })
            .sum(),
        _ => 0,
    }
}

enum Place {
    Root,
    Below,
}

/// Only the whole may have an `$id`, for it changes what the references below it mean; and only references to the
/// whole or to a place in it are followed. A member that is not a keyword may be called so too: then the schema is not
/// tried, which is the safe side.
fn self_contained(value: &Value, place: Place) -> Result<(), Unbounded> {
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| self_contained(item, Place::Below)),
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            let refused = match (name.as_str(), member.as_str()) {
                ("$ref", Some(reference)) => !(reference == "#" || reference.starts_with("#/")),
                ("$dynamicRef" | "$recursiveRef", Some(_)) => true,
                ("$id" | "id", Some(_)) => matches!(place, Place::Below),
                _ => false,
            };
            if refused {
                let reference = member.as_str().unwrap_or_default().chars().take(100).collect();
                return Err(Unbounded::Elsewhere { reference });
            }
            self_contained(member, Place::Below)
        }),
        _ => Ok(()),
    }
}

/// Counts what a validator would do, without doing it: which schema meets which value. Where it depends on the
/// values, as with `if` and `patternProperties`, everything is counted.
struct Meter<'a> {
    root: &'a Value,
    steps: usize,
}

impl<'a> Meter<'a> {
    fn visit(&mut self, schema: &'a Value, value: &Value, depth: usize) -> Result<(), Unbounded> {
        let limits = Limits::DEFAULT;
        self.steps = self.steps.saturating_add(1);
        if self.steps > limits.schema_steps {
            return Err(Unbounded::Steps { limit: limits.schema_steps });
        }
        if depth > limits.schema_depth {
            return Err(Unbounded::Depth { limit: limits.schema_depth });
        }
        let Value::Object(keywords) = schema else { return Ok(()) };
        let depth = depth.saturating_add(1);
        if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
            let missing = || Unbounded::Missing { reference: reference.chars().take(100).collect() };
            let target = self.root.pointer(&decoded(reference)).ok_or_else(missing)?;
            self.visit(target, value, depth)?;
        }
        for schemas in HERE.iter().filter_map(|name| keywords.get(*name)) {
            self.each(schemas, value, depth)?;
        }
        for schemas in HERE_BY_NAME.iter().filter_map(|name| keywords.get(*name)) {
            for schema in named(schemas) {
                self.visit(schema, value, depth)?;
            }
        }
        self.below(keywords, value, depth)
    }

    fn below(
        &mut self,
        keywords: &'a Map<String, Value>,
        value: &Value,
        depth: usize,
    ) -> Result<(), Unbounded> {
        let children: Vec<&Value> = match value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(members) => members.values().collect(),
            _ => return Ok(()),
        };
        for schemas in BELOW.iter().filter_map(|name| keywords.get(*name)) {
            for child in &children {
                self.each(schemas, child, depth)?;
            }
        }
        for schema in keywords.get("patternProperties").into_iter().flat_map(named) {
            for child in &children {
                self.visit(schema, child, depth)?;
            }
        }
        for (name, schema) in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if let Some(member) = value.get(name) {
                self.visit(schema, member, depth)?;
            }
        }
        Ok(())
    }

    /// A schema, or several in an array.
    fn each(&mut self, schemas: &'a Value, value: &Value, depth: usize) -> Result<(), Unbounded> {
        match schemas {
            Value::Array(items) => items.iter().try_for_each(|schema| self.visit(schema, value, depth)),
            other => self.visit(other, value, depth),
        }
    }
}

/// The schemas of a map by name.
fn named(schemas: &Value) -> impl Iterator<Item = &Value> {
    schemas.as_object().into_iter().flat_map(Map::values)
}

/// The JSON Pointer in a URI fragment.
fn decoded(reference: &str) -> String {
    let pointer = reference.strip_prefix('#').unwrap_or(reference);
    let mut parts = pointer.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(part.bytes().skip(2));
            }
            None => {
                bytes.push(b'%');
                bytes.extend(part.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
