//! The JSON Schema library, as it is used here: three drafts, linear regular expressions, no formats, no network.

use jsonschema::{Draft, PatternOptions, ValidationError};
use sanad_core::json::Json;
use sanad_core::limits::Limits;
use sanad_core::pointer::JsonPointer;
use serde_json::Value;

use super::work::Unbounded;
use super::{Answer, work};

/// The drafts of VC JSON Schema, by their `$schema`.
const DRAFTS: [(&str, Draft); 3] = [
    ("https://json-schema.org/draft/2020-12/schema", Draft::Draft202012),
    ("https://json-schema.org/draft/2019-09/schema", Draft::Draft201909),
    ("http://json-schema.org/draft-07/schema", Draft::Draft7),
];

pub(super) fn validate(schema: &[u8], document: &Json) -> Answer {
    match prepared(schema, document) {
        Ok((draft, schema, document)) => judge(draft, &schema, &document),
        Err(answer) => answer,
    }
}

/// The schema and the document for the library, if the schema is one that may be tried on it.
fn prepared(schema: &[u8], document: &Json) -> Result<(Draft, Value, Value), Answer> {
    let not_checked = |why: String| Answer::NotChecked(why);
    let limit = Limits::DEFAULT.schema_bytes;
    if schema.len() > limit {
        let found = schema.len();
        return Err(Answer::TooMuch(format!("the schema has {found} bytes, more than the {limit} allowed")));
    }
    // Read strictly first: what has a name twice has two meanings.
    Json::parse(schema).map_err(|error| not_checked(format!("the schema cannot be read: {error}")))?;
    let schema: Value = serde_json::from_slice(schema)
        .map_err(|error| not_checked(format!("the schema cannot be read: {error}")))?;
    let named = schema.get("$schema").and_then(Value::as_str).unwrap_or_default();
    let name = named.strip_suffix('#').unwrap_or(named);
    let Some((_, draft)) = DRAFTS.iter().find(|(known, _)| *known == name) else {
        let why = format!("the schema is of `{named}`, which is not 2020-12, 2019-09 or draft-07");
        return Err(not_checked(why));
    };
    let document: Value = serde_json::from_str(&document.to_compact())
        .map_err(|error| not_checked(format!("the document cannot be handed over: {error}")))?;
    work::bounded(&schema, &document).map_err(|why| match why {
        Unbounded::Depth { .. } | Unbounded::Patterns { .. } | Unbounded::Steps { .. } => {
            Answer::TooMuch(why.to_string())
        }
        Unbounded::Elsewhere { .. } | Unbounded::Missing { .. } => not_checked(why.to_string()),
    })?;
    Ok((*draft, schema, document))
}

fn judge(draft: Draft, schema: &Value, document: &Value) -> Answer {
    let regex_bytes = Limits::DEFAULT.schema_regex_bytes;
    let patterns = PatternOptions::regex().size_limit(regex_bytes).dfa_size_limit(regex_bytes);
    let options = jsonschema::options()
        .with_draft(draft)
        .offline()
        .should_validate_formats(false)
        .with_pattern_options(patterns);
    let validator = match options.build(schema) {
        Ok(validator) => validator,
        Err(error) => return Answer::NotChecked(format!("the schema cannot be used: {}", short(&error))),
    };
    match validator.validate(document) {
        Ok(()) => Answer::Conforms,
        Err(error) => {
            let rule = error.schema_path().as_str().to_owned();
            let detail = format!("breaks `{rule}` of the schema: {}", short(&error));
            Answer::Fails { at: pointer(error.instance_path().as_str()), detail }
        }
    }
}

/// The library's words, without the values that it would quote at any length.
fn short(error: &ValidationError<'_>) -> String {
    error.masked().to_string().chars().take(200).collect()
}

/// A JSON Pointer as our own.
fn pointer(text: &str) -> JsonPointer {
    text.split('/')
        .skip(1)
        .fold(JsonPointer::root(), |at, token| at.member(&token.replace("~1", "/").replace("~0", "~")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = r#""$schema": "https://json-schema.org/draft/2020-12/schema""#;

    fn answer(schema: &str, document: &str) -> Answer {
        validate(schema.as_bytes(), &Json::parse(document.as_bytes()).unwrap())
    }

    fn says(schema: &str, document: &str) -> &'static str {
        match answer(schema, document) {
            Answer::Conforms => "conforms",
            Answer::Fails { .. } => "fails",
            Answer::NotChecked(_) => "not checked",
            Answer::TooMuch(_) => "too much",
        }
    }

    #[test]
    fn all_three_drafts_are_read_and_no_other() {
        for (draft, expected) in [
            ("https://json-schema.org/draft/2020-12/schema", "fails"),
            ("https://json-schema.org/draft/2019-09/schema", "fails"),
            ("http://json-schema.org/draft-07/schema#", "fails"),
            ("http://json-schema.org/draft-07/schema", "fails"),
            ("http://json-schema.org/draft-04/schema#", "not checked"),
            ("https://example.org/schema", "not checked"),
        ] {
            let schema = format!(r#"{{"$schema": "{draft}", "required": ["a"]}}"#);
            assert_eq!(says(&schema, r#"{"b": 1}"#), expected, "{draft}");
        }
        assert_eq!(says(r#"{"required": ["a"]}"#, "{}"), "not checked");
    }

    #[test]
    fn a_breach_is_told_with_its_place_and_without_the_value() {
        let schema = format!(r#"{{{DRAFT}, "properties": {{"a/b": {{"items": {{"type": "string"}}}}}}}}"#);
        let Answer::Fails { at, detail } = answer(&schema, r#"{"a/b": ["x", 123456789]}"#) else { panic!() };
        assert_eq!(at.as_str(), "/a~1b/1");
        assert!(detail.contains("/properties/a~1b/items/type") && !detail.contains("123456789"), "{detail}");
    }

    #[test]
    fn formats_are_not_asserted() {
        for draft in
            ["https://json-schema.org/draft/2019-09/schema", "http://json-schema.org/draft-07/schema#"]
        {
            let schema = format!(r#"{{"$schema": "{draft}", "properties": {{"a": {{"format": "email"}}}}}}"#);
            assert_eq!(says(&schema, r#"{"a": "no address"}"#), "conforms");
        }
    }

    /// Threats W10: a schema is somebody else's program, run here.
    #[test]
    fn hostile_schemas_are_refused_in_no_time() {
        let chain = (0..40).fold(String::new(), |text, n| {
            let next = format!(r##"{{"$ref": "#/$defs/a{}"}}"##, n + 1);
            text + &format!(r#""a{n}": {{"allOf": [{next}, {next}]}}, "#)
        });
        let defs = format!(r#""$defs": {{{chain}"a40": {{}}}}"#);
        let expressions = |count: usize| {
            let rule = r#"{"pattern": "a"}"#;
            format!("{{{DRAFT}, \"allOf\": [{}]}}", vec![rule; count].join(", "))
        };
        let nested = "[".repeat(40) + &"]".repeat(40);
        for (what, schema, document, expected) in [
            ("itself", format!(r##"{{{DRAFT}, "$ref": "#"}}"##), "{}", "too much"),
            (
                "in a circle",
                format!(
                    r##"{{{DRAFT}, "allOf": [{{"$ref": "#/$defs/a"}}], "$defs": {{"a": {{"$ref": "#"}}}}}}"##
                ),
                "{}",
                "too much",
            ),
            ("doubling", format!(r##"{{{DRAFT}, "$ref": "#/$defs/a0", {defs}}}"##), "{}", "too much"),
            (
                "doubling unseen",
                format!(r##"{{{DRAFT}, "properties": {{"no": {{"$ref": "#/$defs/a0"}}}}, {defs}}}"##),
                "{}",
                "conforms",
            ),
            (
                "doubling down",
                format!(
                    r##"{{{DRAFT}, "allOf": [{{"items": {{"$ref": "#"}}}}, {{"items": {{"$ref": "#"}}}}]}}"##
                ),
                nested.as_str(),
                "too much",
            ),
            (
                "elsewhere",
                format!(r#"{{{DRAFT}, "$ref": "https://example.org/other"}}"#),
                "{}",
                "not checked",
            ),
            ("a file", format!(r#"{{{DRAFT}, "$ref": "file:///etc/passwd"}}"#), "{}", "not checked"),
            (
                "a base within",
                format!(
                    r##"{{{DRAFT}, "properties": {{"a": {{"$id": "https://example.org/b", "$ref": "#/c"}}}}}}"##
                ),
                "{}",
                "not checked",
            ),
            ("dynamic", format!(r##"{{{DRAFT}, "$dynamicRef": "#x"}}"##), "{}", "not checked"),
            (
                "a large expression",
                format!(r#"{{{DRAFT}, "pattern": "((a{{1000}}){{1000}}){{1000}}"}}"#),
                r#""a""#,
                "not checked",
            ),
            ("expressions without end", expressions(257), r#""a""#, "too much"),
            ("many expressions", expressions(256), r#""a""#, "conforms"),
            ("a look-around", format!(r#"{{{DRAFT}, "pattern": "(?=a)"}}"#), r#""a""#, "not checked"),
            (
                "a slow expression elsewhere",
                format!(r#"{{{DRAFT}, "pattern": "^(a+)+$"}}"#),
                r#""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!""#,
                "fails",
            ),
            ("no schema", format!(r#"{{{DRAFT}, "type": "nothing"}}"#), "{}", "not checked"),
            (
                "a name twice",
                format!(r#"{{{DRAFT}, "type": "object", "type": "string"}}"#),
                "{}",
                "not checked",
            ),
            (
                "too large",
                format!(r#"{{{DRAFT}, "title": "{}"}}"#, "a".repeat(Limits::DEFAULT.schema_bytes)),
                "{}",
                "too much",
            ),
        ] {
            let start = std::time::Instant::now();
            assert_eq!(says(&schema, document), expected, "{what}");
            assert!(start.elapsed().as_secs() < 5, "{what} took {:?}", start.elapsed());
        }
    }

    /// As the official schemas are written: recursion down the document is honest.
    #[test]
    fn recursion_that_goes_down_the_document_is_followed() {
        let schema = format!(
            r##"{{{DRAFT}, "properties": {{"child": {{"$ref": "#"}}, "n": {{"type": "number"}}}}}}"##
        );
        assert_eq!(says(&schema, r#"{"child": {"child": {"n": 1}}}"#), "conforms");
        assert_eq!(says(&schema, r#"{"child": {"child": {"n": "1"}}}"#), "fails");
    }
}
