//! Changes to a JSON document at a JSON Pointer, for cases that differ from another in one thing.
#![expect(clippy::panic, reason = "a case that edits what is not there is written wrongly")]

use sanad_core::json::{Json, Object};

/// Sets the value at a pointer such as `/credentialSubject/result/0/value`; `-` as the last step appends to an array.
///
/// # Panics
/// If the parent is not there.
pub fn set(object: &mut Object, pointer: &str, value: impl Into<Json>) {
    let (parent, last) = parent(object, pointer);
    match parent {
        Place::Object(object) => drop(object.insert(last, value)),
        Place::Array(items) if last == "-" => items.push(value.into()),
        Place::Array(items) => match last.parse().ok().and_then(|at: usize| items.get_mut(at)) {
            Some(item) => *item = value.into(),
            None => panic!("nothing at {pointer}"),
        },
    }
}

/// Takes out the value at a pointer.
///
/// # Panics
/// If it is not there.
pub fn remove(object: &mut Object, pointer: &str) -> Json {
    let (parent, last) = parent(object, pointer);
    let removed = match parent {
        Place::Object(object) => object.remove(&last),
        Place::Array(items) => {
            last.parse().ok().filter(|at: &usize| *at < items.len()).map(|at| items.remove(at))
        }
    };
    removed.unwrap_or_else(|| panic!("nothing at {pointer}"))
}

enum Place<'a> {
    Object(&'a mut Object),
    Array(&'a mut Vec<Json>),
}

fn parent<'a>(object: &'a mut Object, pointer: &str) -> (Place<'a>, String) {
    // RFC 6901 §4.
    let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
    let Some((path, last)) = pointer.rsplit_once('/') else { panic!("{pointer:?} is no place in an object") };
    let mut place = Place::Object(object);
    for step in path.split('/').skip(1) {
        let next = match place {
            Place::Object(object) => object.get_mut(&unescape(step)),
            Place::Array(items) => step.parse().ok().and_then(|at: usize| items.get_mut(at)),
        };
        place = match next {
            Some(Json::Object(object)) => Place::Object(object),
            Some(Json::Array(items)) => Place::Array(items),
            _ => panic!("nothing at {pointer}"),
        };
    }
    (place, unescape(last))
}
