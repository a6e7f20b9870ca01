//! Strict JSON: what is read is written and read again as the same, is what a second parser reads, and each value in it stands
//! in the very bytes that its pointer names.
#![no_main]

use json_event_parser::{JsonEvent, SliceJsonParser};
use libfuzzer_sys::fuzz_target;
use sanad_core::json::slice::slice;
use sanad_core::json::{Json, JsonError, Number, Object};
use sanad_core::pointer::JsonPointer;
use sanad_fuzz::dice::Dice;

/// How many ways into the value are looked at.
const WALKS: usize = 8;

fuzz_target!(|data: &[u8]| {
    match Json::parse(data) {
        Ok(value) => {
            for text in [value.to_compact(), value.to_pretty()] {
                let again = Json::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
                assert_eq!(again, value, "{text}");
                assert_eq!(again.to_compact(), value.to_compact());
            }
            let other =
                Other::read(data).unwrap_or_else(|error| panic!("refused by another parser: {error}"));
            assert_eq!(other, value, "read in another way by another parser");
            let theirs: serde_json::Value = serde_json::from_slice(data).expect("refused by serde_json");
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(&value.to_compact()).ok(),
                Some(whole(theirs))
            );
            let mut dice = Dice::of(data);
            (0..WALKS).for_each(|_| walk(data, &value, &JsonPointer::root(), &mut dice));
        }
        // What is no JSON at all is none to others either; the rest is refused although it is JSON.
        Err(JsonError::Malformed { .. } | JsonError::TrailingData { .. }) => {
            assert!(serde_json::from_slice::<serde_json::Value>(data).is_err(), "refused, and is JSON");
        }
        Err(_) => {}
    }
});

/// Whole numbers as doubles: `1.0` is written as `1`.
fn whole(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Number(number) => {
            let double = number.as_f64().expect("a number in range");
            let mut text = String::new();
            Number::from_f64(double).expect("a number in range").write(&mut text);
            serde_json::from_str(&text).expect("our own number")
        }
        Value::Array(items) => items.into_iter().map(whole).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, whole(value))).collect(),
        other => other,
    }
}

/// Down to one of the innermost values: what a pointer names is looked for from the first byte on each time, so that to look
/// at all of them takes as long as the text is long, squared.
fn walk(text: &[u8], value: &Json, place: &JsonPointer, dice: &mut Dice) {
    let there = slice(text, place).unwrap_or_else(|| panic!("nothing at {place}"));
    assert_eq!(Json::parse(there).as_ref(), Ok(value), "{place}");
    match value {
        Json::Array(items) if !items.is_empty() => {
            let at = dice.below(items.len());
            walk(text, &items[at], &place.item(at), dice);
        }
        Json::Object(object) if !object.is_empty() => {
            let (name, member) = object.iter().nth(dice.below(object.len())).expect("below its length");
            walk(text, member, &place.member(name), dice);
        }
        _ => {}
    }
}

/// A value as the events of another parser tell it.
struct Other<'t> {
    parser: SliceJsonParser<'t>,
}

impl<'t> Other<'t> {
    fn read(text: &'t [u8]) -> Result<Json, String> {
        let mut other = Other { parser: SliceJsonParser::new(text) };
        let event = other.next()?;
        let value = other.value(event)?;
        match other.next()? {
            JsonEvent::Eof => Ok(value),
            event => Err(format!("{event:?} after the value")),
        }
    }

    fn next(&mut self) -> Result<JsonEvent<'static>, String> {
        let event = self.parser.parse_next().map_err(|error| error.to_string())?;
        Ok(match event {
            JsonEvent::String(text) => JsonEvent::String(text.into_owned().into()),
            JsonEvent::Number(text) => JsonEvent::Number(text.into_owned().into()),
            JsonEvent::ObjectKey(text) => JsonEvent::ObjectKey(text.into_owned().into()),
            JsonEvent::Boolean(bool) => JsonEvent::Boolean(bool),
            JsonEvent::Null => JsonEvent::Null,
            JsonEvent::StartArray => JsonEvent::StartArray,
            JsonEvent::EndArray => JsonEvent::EndArray,
            JsonEvent::StartObject => JsonEvent::StartObject,
            JsonEvent::EndObject => JsonEvent::EndObject,
            JsonEvent::Eof => JsonEvent::Eof,
        })
    }

    fn value(&mut self, event: JsonEvent<'static>) -> Result<Json, String> {
        Ok(match event {
            JsonEvent::String(text) => Json::String(text.into_owned()),
            JsonEvent::Number(text) => {
                let double: f64 = text.parse().map_err(|_| format!("no number: {text}"))?;
                Json::Number(Number::from_f64(double).ok_or("a number out of range")?)
            }
            JsonEvent::Boolean(bool) => Json::Bool(bool),
            JsonEvent::Null => Json::Null,
            JsonEvent::StartArray => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        JsonEvent::EndArray => break Json::Array(items),
                        event => items.push(self.value(event)?),
                    }
                }
            }
            JsonEvent::StartObject => {
                let mut object = Object::new();
                loop {
                    match self.next()? {
                        JsonEvent::EndObject => break Json::Object(object),
                        JsonEvent::ObjectKey(name) => {
                            let event = self.next()?;
                            let value = self.value(event)?;
                            if object.insert(name.into_owned(), value).is_some() {
                                return Err("a name twice".to_owned());
                            }
                        }
                        event => return Err(format!("{event:?} in an object")),
                    }
                }
            }
            event => return Err(format!("{event:?} where a value should be")),
        })
    }
}
