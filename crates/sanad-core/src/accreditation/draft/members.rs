//! The objects of a list in the making, as they are changed in place.

use crate::json::{Json, Object};
use crate::timestamp::Timestamp;

pub(super) fn time(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

pub(super) fn names(event: &Object, action: &str) -> bool {
    event.get("actions").map_or(&[][..], Json::items).iter().any(|id| id.as_str() == Some(action))
}

pub(super) fn objects<'a>(object: &'a Object, name: &str) -> impl DoubleEndedIterator<Item = &'a Object> {
    object.get(name).and_then(Json::as_array).unwrap_or_default().iter().filter_map(Json::as_object)
}

pub(super) fn objects_mut<'a>(object: &'a mut Object, name: &str) -> impl Iterator<Item = &'a mut Object> {
    let items = match object.get_mut(name) {
        Some(Json::Array(items)) => items.as_mut_slice(),
        _ => &mut [],
    };
    items.iter_mut().filter_map(|item| if let Json::Object(object) = item { Some(object) } else { None })
}

pub(super) fn push(object: &mut Object, name: &str, item: Object) {
    match object.get_mut(name) {
        Some(Json::Array(items)) => items.push(item.into()),
        _ => {
            object.insert(name, vec![item]);
        }
    }
}

/// Puts an event behind the last one that is no later.
pub(super) fn insert_event(entity: &mut Object, event: Object, from: Timestamp) {
    let Some(Json::Array(events)) = entity.get_mut("statusHistory") else {
        entity.insert("statusHistory", vec![event]);
        return;
    };
    let is_later = |event: &Json| {
        let begins = event.as_object().and_then(|event| event.text("from")).and_then(time);
        begins.is_some_and(|begins| begins > from)
    };
    let place = events.iter().position(is_later).unwrap_or(events.len());
    events.insert(place, event.into());
}
