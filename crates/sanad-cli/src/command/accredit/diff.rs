//! `sanad accredit diff`: what is different in another version of a list.

use sanad_core::json::{Json, Object};

use super::Held;
use crate::args::accredit::Diff;
use crate::command::{Answer, Exit};
use crate::fail::Failure;
use crate::text;

/// Shows the differences, and by the exit code whether there are any.
pub(crate) fn run(asked: &Diff) -> Result<Answer, Failure> {
    let (old, new) = (content(Held::open(&asked.old)?), content(Held::open(&asked.new)?));
    let mut lines = Vec::new();
    compared(&entities(&old), &entities(&new), &mut lines);
    head(&old, &new, &mut lines);
    if lines.is_empty() {
        return Ok(Answer { words: "nothing is different\n".to_owned(), ..Answer::default() });
    }
    let data = lines.iter().map(|line| text::safe(line, 400) + "\n").collect();
    Ok(Answer { data, exit: Exit::Rejected, ..Answer::default() })
}

fn content(held: Held) -> Object {
    match held {
        Held::Signed(document, _) => document.content().clone(),
        Held::Working(working) => working.preview().unwrap_or_default(),
    }
}

fn entities(content: &Object) -> Vec<&Object> {
    let entities = content.get("credentialSubject").and_then(Json::as_array).unwrap_or_default();
    entities.iter().filter_map(Json::as_object).collect()
}

fn id(object: &Object) -> &str {
    object.text("id").unwrap_or("(no id)")
}

fn compared(old: &[&Object], new: &[&Object], lines: &mut Vec<String>) {
    for entity in old.iter().filter(|entity| !new.iter().any(|other| id(other) == id(entity))) {
        lines.push(format!("gone     {}", id(entity)));
    }
    for entity in new {
        match old.iter().find(|other| id(other) == id(entity)) {
            None => lines.push(format!("new      {}", id(entity))),
            Some(before) if before != entity => members(before, entity, lines),
            Some(_) => {}
        }
    }
}

/// The members of an entity that are different; of those with ids, which.
fn members(old: &Object, new: &Object, lines: &mut Vec<String>) {
    let names = new.iter().chain(old.iter().filter(|(name, _)| !new.contains(name))).map(|(name, _)| name);
    for name in names {
        let (before, after) = (old.get(name), new.get(name));
        if before == after {
            continue;
        }
        let items = |value: Option<&'_ Json>| value.map_or_else(Vec::new, |value| value.items().to_vec());
        let (before, after) = (items(before), items(after));
        for item in after.iter().filter(|item| !before.contains(item)) {
            let what = item.as_object().and_then(|item| item.text("id")).map_or_else(
                || item.to_compact(),
                |id| {
                    let known = |item: &&Json| item.as_object().and_then(|item| item.text("id")) == Some(id);
                    let was = before.iter().find(known).and_then(Json::as_object);
                    was.zip(item.as_object()).map_or_else(
                        || format!("{id}, new"),
                        |(was, is)| format!("{id}: {}", changes(was, is)),
                    )
                },
            );
            lines.push(format!("changed  {}: {name}: {what}", id(new)));
        }
        for item in before.iter().filter(|item| !after.contains(item)) {
            let what = item.as_object().and_then(|item| item.text("id"));
            let still = what.is_some_and(|id| {
                after.iter().any(|item| item.as_object().and_then(|item| item.text("id")) == Some(id))
            });
            if !still {
                let what = what.map_or_else(|| item.to_compact(), str::to_owned);
                lines.push(format!("changed  {}: {name}: no more {what}", id(new)));
            }
        }
    }
}

fn changes(was: &Object, is: &Object) -> String {
    let told = |value: Option<&Json>| value.map_or_else(|| "nothing".to_owned(), Json::to_compact);
    let names = is.iter().chain(was.iter().filter(|(name, _)| !is.contains(name))).map(|(name, _)| name);
    let changes: Vec<_> = names
        .filter(|name| was.get(name) != is.get(name))
        .map(|name| format!("{name} {} → {}", told(was.get(name)), told(is.get(name))))
        .collect();
    changes.join(", ")
}

/// What stands before the entities, but for numbers and times, which are different in every version.
fn head(old: &Object, new: &Object, lines: &mut Vec<String>) {
    let part = |content: &Object, name: &str| {
        content.get(name).and_then(Json::as_object).cloned().unwrap_or_default()
    };
    for name in ["issuer", "accreditationList"] {
        let own = |content| part(content, name).without("sequence").without("previousDigest");
        let (was, is) = (own(old), own(new));
        if was != is {
            lines.push(format!("changed  {name}: {}", changes(&was, &is)));
        }
    }
    if id(old) != id(new) {
        lines.push(format!("changed  id: {} → {}", id(old), id(new)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accreditation_that_ends_earlier_is_told_with_both_ends() {
        let entity = |until: &str| {
            let action = Object::new().with("id", "l#1").with("validUntil", until);
            Object::new().with("id", "did:a:b").with("recognizedTo", vec![Json::from(action)])
        };
        let (old, new) = (entity("9999"), entity("2026"));
        let mut lines = Vec::new();
        compared(&[&old], &[&new], &mut lines);
        assert_eq!(lines, ["changed  did:a:b: recognizedTo: l#1: validUntil \"9999\" → \"2026\""]);
        lines.clear();
        compared(&[&old], &[], &mut lines);
        compared(&[], &[&new], &mut lines);
        compared(&[&new], &[&new], &mut lines);
        assert_eq!(lines, ["gone     did:a:b", "new      did:a:b"]);
    }
}
