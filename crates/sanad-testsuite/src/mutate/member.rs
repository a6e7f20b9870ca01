//! Every member removed, renamed, duplicated and moved; members added to every object.

use sanad_core::json::{Json, Object};

use super::place::{Place, Step, edited, places, pointer, rebuilt, renamed, value_at};
use super::vocabulary::{Meaning, Vocabulary};
use super::{Kind, Sink};

/// How many of the contexts' terms each member is renamed to, duplicated as, and each object is given.
const TERMS: usize = 5;

/// Names that mean something to JSON-LD, or nothing at all.
const OTHER_NAMES: [&str; 14] = [
    "honours",
    "@id",
    "@type",
    "@value",
    "@context",
    "@graph",
    "@included",
    "@nest",
    "@reverse",
    "@index",
    "@foo",
    "",
    "id",
    "type",
];

pub(super) fn mutate(document: &Json, vocabulary: &Vocabulary, turn: usize, sink: &mut Sink<'_>) {
    let all = places(document);
    let objects: Vec<&Place> =
        all.iter().filter(|place| matches!(value_at(document, place), Json::Object(_))).collect();
    let mut turn = turn;
    for place in &objects {
        let Json::Object(object) = value_at(document, place) else { continue };
        for (name, value) in object.iter() {
            turn += 1;
            let member = Member { document, place, name, value };
            member.remove(sink);
            member.rename(vocabulary, turn, sink);
            member.respell(vocabulary, sink);
            member.hide(sink);
            member.relocate(&objects, turn, sink);
            member.unfold(&all, sink);
        }
        turn += 1;
        add(document, place, vocabulary, turn, sink);
    }
}

struct Member<'a> {
    document: &'a Json,
    place: &'a [Step],
    name: &'a str,
    value: &'a Json,
}

impl Member<'_> {
    fn rebuild(&self, build: impl FnOnce(&Object) -> Object) -> Json {
        rebuilt(self.document, self.place, build)
    }

    fn said(&self, what: &str) -> String {
        format!("{}/{} {what}", pointer(self.place), self.name)
    }

    fn remove(&self, sink: &mut Sink<'_>) {
        sink.tree(Kind::Removed, self.said("removed"), &self.rebuild(|object| object.without(self.name)));
    }

    fn rename(&self, vocabulary: &Vocabulary, turn: usize, sink: &mut Sink<'_>) {
        let mut names: Vec<String> = vocabulary.terms(turn, TERMS).map(str::to_owned).collect();
        names.extend(OTHER_NAMES.map(str::to_owned));
        names.extend(vocabulary.synonyms(self.name).into_iter().map(str::to_owned));
        names.extend([
            self.name.to_uppercase(),
            format!("{} ", self.name),
            format!("{}s", self.name),
            format!("@{}", self.name),
            format!("https://example.org/#{}", self.name),
        ]);
        names.retain(|new| new != self.name);
        for new in names {
            let is_free = |object: &Object| !object.contains(&new);
            let Json::Object(object) = value_at(self.document, self.place) else { continue };
            if is_free(object) {
                let copy = self.rebuild(|object| renamed(object, self.name, &new, self.value));
                sink.tree(Kind::Renamed, self.said(&format!("is called {new}")), &copy);
                let copy = self.rebuild(|object| object.clone().with(new.as_str(), self.value.clone()));
                sink.tree(Kind::Duplicated, self.said(&format!("is also called {new}")), &copy);
            }
        }
    }

    /// The same said in full: another name that stands for the same thing to JSON-LD, but not to a reader of JSON.
    fn respell(&self, vocabulary: &Vocabulary, sink: &mut Sink<'_>) {
        for Meaning { iri, coercion } in vocabulary.meanings(self.name) {
            let said_out = match (coercion.as_deref(), self.value) {
                (Some("@id" | "@vocab"), Json::String(text)) => {
                    Some(Json::Object(Object::new().with("@id", text.as_str())))
                }
                (Some(datatype), Json::String(_) | Json::Number(_) | Json::Bool(_))
                    if !datatype.starts_with('@') =>
                {
                    Some(Json::Object(
                        Object::new().with("@value", self.value.clone()).with("@type", datatype),
                    ))
                }
                _ => None,
            };
            for value in [Some(self.value.clone()), said_out].into_iter().flatten() {
                let copy = self.rebuild(|object| renamed(object, self.name, iri, &value));
                sink.tree(Kind::Renamed, self.said(&format!("is called {iri}")), &copy);
                let copy = self.rebuild(|object| object.clone().with(self.name, value.clone()));
                sink.tree(Kind::Form, self.said("has its type said out"), &copy);
            }
        }
    }

    /// The same within something that means nothing to JSON-LD, and everything to a reader of JSON.
    fn hide(&self, sink: &mut Sink<'_>) {
        let Json::Object(object) = value_at(self.document, self.place) else { return };
        let alone = Object::new().with(self.name, self.value.clone());
        let mut beside = Object::new();
        for identity in ["id", "type"] {
            if let Some(value) = object.get(identity) {
                beside.insert(identity, value.clone());
            }
        }
        let twin = beside.with(self.name, self.value.clone());
        for (keyword, hidden) in
            [("@nest", alone.clone()), ("@included", twin.clone()), ("@graph", twin), ("@set", alone)]
        {
            let copy = self.rebuild(|object| object.without(self.name).with(keyword, hidden));
            sink.tree(Kind::Moved, self.said(&format!("moved into {keyword}")), &copy);
        }
    }

    /// Into an object that is put where the home's id stands as a mere reference.
    fn unfold(&self, all: &[Place], sink: &mut Sink<'_>) {
        let Json::Object(home) = value_at(self.document, self.place) else { return };
        let Some(id) = home.text("id") else { return };
        for target in all {
            let is_reference = value_at(self.document, target).as_str() == Some(id)
                && target.last() != Some(&Step::Member("id".to_owned()))
                && !(target.starts_with(self.place)
                    && target.get(self.place.len()) == Some(&Step::Member(self.name.to_owned())));
            if is_reference {
                let mut object = Object::new().with("id", id);
                merge_types(&mut object, home);
                let object = object.with(self.name, self.value.clone());
                let there = edited(self.document, target, |slot| *slot = Json::Object(object));
                let moved = rebuilt(&there, self.place, |object| object.without(self.name));
                sink.tree(Kind::Moved, self.said(&format!("unfolded at {}", pointer(target))), &moved);
            }
        }
    }

    /// Into other objects: all that have the same id, for they are one thing to RDF; and some of the others.
    fn relocate(&self, objects: &[&Place], turn: usize, sink: &mut Sink<'_>) {
        let Json::Object(home) = value_at(self.document, self.place) else { return };
        for (index, target) in objects.iter().enumerate() {
            let Json::Object(object) = value_at(self.document, target) else { continue };
            let is_twin = home.text("id").is_some_and(|id| object.text("id") == Some(id));
            let inside_itself = target.get(self.place.len()) == Some(&Step::Member(self.name.to_owned()))
                && target.starts_with(self.place);
            let chosen = is_twin || (index + turn).is_multiple_of(7);
            if !chosen || inside_itself || **target == self.place || object.contains(self.name) {
                continue;
            }
            let there = edited(self.document, target, |slot| {
                if let Json::Object(object) = slot {
                    object.insert(self.name, self.value.clone());
                    if is_twin {
                        merge_types(object, home);
                    }
                }
            });
            let what = self.said(&format!("also stands in {}", pointer(target)));
            sink.tree(Kind::Duplicated, what, &there);
            let moved = rebuilt(&there, self.place, |object| object.without(self.name));
            sink.tree(Kind::Moved, self.said(&format!("moved to {}", pointer(target))), &moved);
        }
    }
}

/// A twin must have the types under which the member is defined; they are said of the one thing already.
fn merge_types(object: &mut Object, home: &Object) {
    let mut types: Vec<Json> = object.get("type").map_or(&[][..], Json::items).to_vec();
    for name in home.get("type").map_or(&[][..], Json::items) {
        if !types.contains(name) {
            types.push(name.clone());
        }
    }
    object.insert("type", Json::Array(types));
}

fn add(document: &Json, place: &[Step], vocabulary: &Vocabulary, turn: usize, sink: &mut Sink<'_>) {
    let values = [
        Json::from("urn:x:y"),
        Json::Null,
        Json::Array(Vec::new()),
        Json::Object(Object::new()),
        Json::from(1),
        Json::Object(Object::new().with("id", "urn:x:y")),
    ];
    let mut add = |name: &str, value: &Json| {
        let Json::Object(object) = value_at(document, place) else { return };
        if !object.contains(name) {
            let copy = rebuilt(document, place, |object| object.clone().with(name, value.clone()));
            sink.tree(
                Kind::Added,
                format!("{} given {name} = {}", pointer(place), value.to_compact()),
                &copy,
            );
        }
    };
    for name in OTHER_NAMES {
        values.iter().for_each(|value| add(name, value));
    }
    let known = [
        "name",
        "description",
        "validUntil",
        "credentialStatus",
        "proof",
        "evidence",
        "termsOfUse",
        "@language",
    ];
    for name in known.into_iter().chain(vocabulary.terms(turn, TERMS)) {
        values.iter().for_each(|value| add(name, value));
    }
    add("https://www.w3.org/2018/credentials#validUntil", &Json::from("2031-01-01T00:00:00Z"));
    add("validUntil", &Json::from("2031-01-01T00:00:00Z"));
    add("__proto__", &Json::Object(Object::new()));
}
