//! Places in a JSON document, and copies of the document with one of them changed.

use sanad_core::json::{Json, Object};

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Member(String),
    Item(usize),
}

/// The way from the document to a value in it.
pub(super) type Place = Vec<Step>;

/// The ways to all values of a document, itself first, each before those within it.
pub(super) fn places(document: &Json) -> Vec<Place> {
    let mut all = Vec::new();
    walk(document, &mut Vec::new(), &mut all);
    all
}

/// The value at a place.
///
/// # Panics
/// If there is none.
pub(super) fn value_at<'j>(document: &'j Json, place: &[Step]) -> &'j Json {
    let found = place.iter().try_fold(document, |value, step| match (value, step) {
        (Json::Object(object), Step::Member(name)) => object.get(name),
        (Json::Array(items), Step::Item(index)) => items.get(*index),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("there is nothing at {}", pointer(place)))
}

/// A copy of the document with the value at a place changed.
///
/// # Panics
/// If there is none.
pub(super) fn edited(document: &Json, place: &[Step], edit: impl FnOnce(&mut Json)) -> Json {
    let mut copy = document.clone();
    let found = place.iter().try_fold(&mut copy, |value, step| match (value, step) {
        (Json::Object(object), Step::Member(name)) => object.get_mut(name),
        (Json::Array(items), Step::Item(index)) => items.get_mut(*index),
        _ => None,
    });
    edit(found.unwrap_or_else(|| panic!("there is nothing at {}", pointer(place))));
    copy
}

/// A copy of the document with the object at a place put in another's stead.
pub(super) fn rebuilt(document: &Json, place: &[Step], build: impl FnOnce(&Object) -> Object) -> Json {
    edited(document, place, |value| {
        if let Json::Object(object) = value {
            *object = build(object);
        }
    })
}

/// The object with one member under another name and with another value, in its place.
pub(super) fn renamed(object: &Object, old: &str, new: &str, value: &Json) -> Object {
    object.iter().fold(Object::new(), |built, (name, original)| {
        if name == old { built.with(new, value.clone()) } else { built.with(name, original.clone()) }
    })
}

/// The place as a JSON pointer, for messages.
pub(super) fn pointer(place: &[Step]) -> String {
    place.iter().fold(String::new(), |text, step| match step {
        Step::Member(name) => format!("{text}/{}", name.replace('~', "~0").replace('/', "~1")),
        Step::Item(index) => format!("{text}/{index}"),
    })
}

fn walk(value: &Json, here: &mut Place, all: &mut Vec<Place>) {
    all.push(here.clone());
    match value {
        Json::Object(object) => {
            for (name, inner) in object.iter() {
                here.push(Step::Member(name.to_owned()));
                walk(inner, here, all);
                here.pop();
            }
        }
        Json::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                here.push(Step::Item(index));
                walk(inner, here, all);
                here.pop();
            }
        }
        _ => {}
    }
}
