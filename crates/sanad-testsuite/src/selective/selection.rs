//! The part of a document that JSON Pointers name, with what stands on the way to it (vc-di-ecdsa §3.4.13, `selectJsonLd`).

use std::collections::BTreeMap;

use sanad_core::json::{Json, Object};

/// The part of a document that the pointers name: what they point at, whole, and of each object on the way its `id` and
/// its `type`. `None` where there is no pointer.
///
/// # Panics
/// If a pointer points at nothing.
#[must_use]
pub fn select<P: AsRef<str>>(document: &Object, pointers: &[P]) -> Option<Object> {
    let mut chosen = Chosen::Steps(BTreeMap::new());
    for pointer in pointers {
        // RFC 6901 §4.
        let steps = pointer.as_ref().split('/').skip(1);
        let mut steps: Vec<String> = steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
        steps.reverse();
        chosen.choose(steps);
    }
    if pointers.is_empty() {
        return None;
    }
    let Json::Object(selected) = chosen.of(&Json::Object(document.clone())) else { return None };
    Some(match document.get("@context") {
        Some(contexts) => selected.with("@context", contexts.clone()),
        None => selected,
    })
}

/// What is chosen of a value.
enum Chosen {
    All,
    Steps(BTreeMap<String, Self>),
}

impl Chosen {
    fn choose(&mut self, mut steps: Vec<String>) {
        let Self::Steps(parts) = self else { return };
        match steps.pop() {
            None => *self = Self::All,
            Some(step) => parts.entry(step).or_insert_with(|| Self::Steps(BTreeMap::new())).choose(steps),
        }
    }

    fn of(&self, value: &Json) -> Json {
        let Self::Steps(parts) = self else { return value.clone() };
        match value {
            Json::Object(object) => {
                for step in parts.keys() {
                    assert!(object.contains(step), "nothing is called `{step}`");
                }
                let chosen = object.iter().filter_map(|(name, value)| match parts.get(name) {
                    Some(chosen) => Some((name, chosen.of(value))),
                    None => matches!(name, "id" | "type").then(|| (name, value.clone())),
                });
                Json::Object(chosen.fold(Object::new(), |object, (name, value)| object.with(name, value)))
            }
            Json::Array(items) => {
                let number = |step: &String| step.parse::<usize>().ok().filter(|at| *at < items.len());
                assert!(parts.keys().all(|step| number(step).is_some()), "nothing at {:?}", parts.keys());
                let chosen = items.iter().enumerate();
                let chosen = chosen.filter_map(|(at, item)| Some(parts.get(&at.to_string())?.of(item)));
                Json::Array(chosen.collect())
            }
            plain => {
                assert!(parts.is_empty(), "nothing stands in a plain value");
                plain.clone()
            }
        }
    }
}
