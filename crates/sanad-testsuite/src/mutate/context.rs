//! Contexts added, taken away, exchanged, moved, written out.

use sanad_core::json::{Json, Object};

use super::place::{edited, places, pointer, rebuilt, value_at};
use super::vocabulary::Vocabulary;
use super::{Kind, Sink};

pub(super) fn mutate(document: &Json, vocabulary: &Vocabulary, sink: &mut Sink<'_>) {
    let all = places(document);
    let urls: Vec<Json> = vocabulary
        .urls()
        .iter()
        .map(String::as_str)
        .chain([
            "https://attacker.example/context",
            "https://www.w3.org/ns/credentials/v2#",
            "credentials/v2",
            "",
        ])
        .map(Json::from)
        .chain(written_out())
        .collect();
    for place in &all {
        let Json::Object(object) = value_at(document, place) else { continue };
        let Some(contexts) = object.get("@context") else {
            // Contexts where there were none: of three kinds, the first of which is always known.
            for added in urls.iter().take(2).chain(urls.iter().rev().take(2)) {
                let copy = rebuilt(document, place, |object| object.clone().with("@context", added.clone()));
                sink.tree(
                    Kind::Context,
                    format!("{} given @context {}", pointer(place), added.to_compact()),
                    &copy,
                );
            }
            continue;
        };
        let mut put = |what: String, new: Vec<Json>| {
            let copy = edited(document, place, |slot| {
                if let Json::Object(object) = slot {
                    object.insert("@context", Json::Array(new));
                }
            });
            sink.tree(Kind::Context, format!("{}/@context {what}", pointer(place)), &copy);
        };
        let contexts = contexts.items();
        for url in &urls {
            let text = url.to_compact();
            put(format!("ends with {text}"), [contexts, std::slice::from_ref(url)].concat());
            put(format!("begins with {text}"), [std::slice::from_ref(url), contexts].concat());
            for index in 0..contexts.len() {
                let (before, after) = contexts.split_at(index);
                put(format!("has {text} at {index}"), [before, std::slice::from_ref(url), after].concat());
                let after = after.get(1..).unwrap_or_default();
                put(
                    format!("has {text} for item {index}"),
                    [before, std::slice::from_ref(url), after].concat(),
                );
            }
        }
        put("backwards".to_owned(), contexts.iter().rev().cloned().collect());
        put("twice".to_owned(), [contexts, contexts].concat());
    }
}

/// What a context by an attacker would say.
fn written_out() -> Vec<Json> {
    let one = |name: &str, value: Json| Json::Object(Object::new().with(name, value));
    vec![
        one("@vocab", Json::from("https://attacker.example/#")),
        one("@base", Json::from("https://attacker.example/")),
        one("@language", Json::from("en")),
        one("@import", Json::from("https://www.w3.org/ns/credentials/v2")),
        one("@propagate", Json::Bool(false)),
        one("name", Json::from("https://schema.org/description")),
        one("honours", Json::Null),
        Json::Null,
        Json::Object(Object::new()),
    ]
}
