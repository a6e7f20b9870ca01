//! Every value changed: to a near one, to one of another kind, to another way of writing it, to a foreign one.

use sanad_core::json::{Json, Number, Object};

use super::place::{Place, edited, places, pointer, value_at};
use super::{Kind, Sink};

/// How many of the document's other values each value is exchanged with.
const FOREIGN: usize = 8;

pub(super) fn mutate(document: &Json, turn: usize, sink: &mut Sink<'_>) {
    let all = places(document);
    for (index, place) in all.iter().enumerate() {
        let value = value_at(document, place);
        let mut put = |kind: Kind, what: &str, new: Json| {
            sink.tree(
                kind,
                format!("{} {what}", pointer(place)),
                &edited(document, place, |slot| *slot = new),
            );
        };
        match value {
            Json::String(text) => {
                let characters =
                    if place.last().is_some_and(is_signature) { Characters::All } else { Characters::Some };
                for (what, new) in strings(text, characters) {
                    put(Kind::Value, what, Json::from(new));
                }
            }
            Json::Number(number) => {
                for (what, new) in numbers(number.as_f64()) {
                    put(Kind::Value, what, Json::Number(new));
                }
            }
            Json::Bool(value) => put(Kind::Value, "flipped", Json::Bool(!value)),
            Json::Array(items) => arrays(items, &mut put),
            Json::Null | Json::Object(_) => {}
        }
        for (what, new) in forms(value) {
            put(Kind::Form, what, new);
        }
        let foreign = (1..=FOREIGN).map(|n| (index + n * (turn + 7)) % all.len());
        for other in foreign.filter_map(|other| all.get(other)) {
            if is_apart(place, other) {
                let new = value_at(document, other).clone();
                put(Kind::Exchanged, &format!("is what {} is", pointer(other)), new);
            }
        }
    }
}

/// Whether every character is changed, or a few.
#[derive(Clone, Copy)]
enum Characters {
    All,
    Some,
}

fn is_signature(step: &super::place::Step) -> bool {
    *step == super::place::Step::Member("proofValue".to_owned())
}

/// Neither is within the other.
fn is_apart(one: &Place, other: &Place) -> bool {
    !one.starts_with(other) && !other.starts_with(one)
}

fn strings(text: &str, which: Characters) -> Vec<(&'static str, String)> {
    let characters: Vec<char> = text.chars().collect();
    let last = characters.len().saturating_sub(1);
    let chosen: Vec<usize> = match which {
        Characters::All => (0..characters.len()).collect(),
        Characters::Some => [0, last / 2, last].into_iter().filter(|at| *at < characters.len()).collect(),
    };
    let with = |at: usize, new: char| {
        characters
            .iter()
            .enumerate()
            .map(|(index, old)| if index == at { new } else { *old })
            .collect::<String>()
    };
    let mut all = Vec::new();
    for at in chosen {
        let Some(old) = characters.get(at).copied() else { continue };
        all.push(("one character changed", with(at, if old == 'x' { 'y' } else { 'x' })));
        all.push((
            "one character is a neighbour",
            with(at, char::from_u32(u32::from(old) ^ 1).unwrap_or('?')),
        ));
        let swapped = if old.is_lowercase() { old.to_uppercase().next() } else { old.to_lowercase().next() };
        all.push(("the case of one character flipped", with(at, swapped.unwrap_or(old))));
        let without =
            characters.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, c)| *c).collect();
        all.push(("one character gone", without));
    }
    for (plain, alike) in
        [('a', 'а'), ('e', 'е'), ('o', 'о'), ('i', 'і'), ('c', 'ϲ'), ('p', 'р'), ('-', '‐'), (' ', '\u{a0}')]
    {
        if let Some(at) = characters.iter().rposition(|c| *c == plain) {
            all.push(("one character is a look-alike", with(at, alike)));
        }
    }
    all.extend([
        ("emptied", String::new()),
        ("in upper case", text.to_uppercase()),
        ("in lower case", text.to_lowercase()),
        ("twice", format!("{text}{text}")),
        ("with a letter more", format!("{text}a")),
        ("with a letter before", format!("a{text}")),
        ("with a space more", format!("{text} ")),
        ("with a space before", format!(" {text}")),
        ("with a line feed more", format!("{text}\n")),
        ("with a NUL more", format!("{text}\0")),
        ("with a zero-width space within", {
            let mut changed = characters.clone();
            changed.insert(characters.len() / 2, '\u{200b}');
            changed.into_iter().collect()
        }),
        ("with an override before", format!("\u{202e}{text}")),
        ("with a slash more", format!("{text}/")),
        ("with a fragment more", format!("{text}#x")),
        ("with a query more", format!("{text}?x")),
        ("in another composition", text.replace("e\u{301}", "\u{e9}").replace('é', "e\u{301}")),
        ("percent-encoded", text.replacen('e', "%65", 1)),
        (
            "with another zone",
            text.strip_suffix('Z').map_or_else(String::new, |time| format!("{time}+00:00")),
        ),
        ("a second later", text.replace(":00Z", ":01Z")),
        ("a year later", text.replacen("20", "21", 1)),
        ("with a fraction", text.replace(":00Z", ":00.000Z")),
        ("in plain http", text.replacen("https://", "http://", 1)),
        ("with a port", text.replacen(".example/", ".example:443/", 1)),
    ]);
    all
}

fn numbers(value: f64) -> Vec<(&'static str, Number)> {
    let near = |step: i64| f64::from_bits(value.to_bits().wrapping_add_signed(step));
    [
        ("one more", value + 1.0),
        ("one less", value - 1.0),
        ("tenfold", value * 10.0),
        ("a tenth", value / 10.0),
        ("negative", -value),
        ("the next double", near(1)),
        ("the double before", near(-1)),
        ("changed in the 15th digit", value * (1.0 + 4e-15)),
        ("changed in the 10th digit", value * (1.0 + 4e-10)),
        ("without its fraction", value.trunc()),
        ("with a fraction", value + 0.5),
        ("zero", 0.0),
        ("tiny", 5e-324),
        ("huge", 1.797e308),
        ("beyond the integers", 9_007_199_254_740_991.0),
    ]
    .into_iter()
    .filter_map(|(what, new)| Some((what, Number::from_f64(new)?)))
    .collect()
}

fn forms(value: &Json) -> Vec<(&'static str, Json)> {
    let within = |name: &str| Json::Object(Object::new().with(name, value.clone()));
    let mut all = vec![
        ("is null", Json::Null),
        ("is true", Json::Bool(true)),
        ("is 7", Json::from(7)),
        ("is a text", Json::from("x")),
        ("is an empty array", Json::Array(Vec::new())),
        ("is an empty object", Json::Object(Object::new())),
        ("is the only item of an array", Json::Array(vec![value.clone()])),
        ("is in an array in an array", Json::Array(vec![Json::Array(vec![value.clone()])])),
        ("has null for a companion", Json::Array(vec![value.clone(), Json::Null])),
        ("has a text for a companion", Json::Array(vec![value.clone(), Json::from("urn:x:y")])),
        ("is in @value", within("@value")),
        ("is in @id", within("@id")),
        ("is in id", within("id")),
        ("is in @set", within("@set")),
        ("is in @list", within("@list")),
        ("is in @graph", within("@graph")),
        ("is in a language map", within("en")),
        ("is in a map", within("@none")),
        ("is its own JSON text", Json::from(value.to_compact())),
    ];
    if let Json::String(text) = value {
        let literal = || Object::new().with("@value", text.as_str());
        let xsd = |name: &str| format!("http://www.w3.org/2001/XMLSchema#{name}");
        all.extend([
            ("has a language", literal().with("@language", "en").into()),
            ("has a direction", literal().with("@direction", "rtl").into()),
            ("has a type", literal().with("@type", xsd("string")).into()),
            ("is a date", literal().with("@type", xsd("dateTime")).into()),
            ("is JSON", literal().with("@type", "@json").into()),
            ("is a node", Object::new().with("id", text.as_str()).with("type", "Profile").into()),
        ]);
        if let Some(number) = text.parse::<f64>().ok().and_then(Number::from_f64) {
            all.push(("is a number", Json::Number(number)));
        }
    }
    all
}

fn arrays(items: &[Json], put: &mut dyn FnMut(Kind, &str, Json)) {
    let mut put = |what: &str, items: Vec<Json>| put(Kind::Array, what, Json::Array(items));
    let apart = |edit: &dyn Fn(&mut Vec<Json>)| {
        let mut copy = items.to_vec();
        edit(&mut copy);
        copy
    };
    for (index, item) in items.iter().enumerate() {
        put(
            &format!("without item {index}"),
            apart(&|copy| {
                copy.remove(index);
            }),
        );
        put(&format!("item {index} twice"), apart(&|copy| copy.insert(index, item.clone())));
        put(&format!("item {index} again at the end"), apart(&|copy| copy.push(item.clone())));
        put(&format!("only item {index}"), vec![item.clone()]);
        for other in index + 1..items.len() {
            put(&format!("items {index} and {other} swapped"), apart(&|copy| copy.swap(index, other)));
        }
    }
    put("backwards", apart(&|copy| copy.reverse()));
    put("turned by one", apart(&|copy| copy.rotate_left(usize::from(!items.is_empty()))));
    put("with a text more", apart(&|copy| copy.push(Json::from("x"))));
    put("with an object more", apart(&|copy| copy.push(Json::Object(Object::new().with("id", "urn:x:y")))));
    put("with a text more in front", apart(&|copy| copy.insert(0, Json::from("OpenBadgeCredential"))));
    put("grouped", vec![Json::Array(items.to_vec())]);
}
