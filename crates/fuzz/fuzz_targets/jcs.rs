//! The JSON Canonicalization Scheme: one text for one value, the text that another implementation writes.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use sanad_core::canonical::jcs;
use sanad_core::json::{Json, Object};
use sanad_fuzz::dice::Dice;
use sanad_fuzz::mutator;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutator::json(data, size, max_size, seed, &[])
});

fuzz_target!(|data: &[u8]| {
    let Ok(value) = Json::parse(data) else { return };
    let text = jcs::canonicalize_value(&value);
    let again = Json::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(again, value, "{text}");
    assert_eq!(jcs::canonicalize_value(&again), text);
    let shuffled = shuffled(&value, &mut Dice::of(data));
    assert_eq!(jcs::canonicalize_value(&shuffled), text, "the order of members changes it");
    let theirs: serde_json::Value = serde_json::from_slice(data).expect("JSON to us and not to serde_json");
    assert_eq!(serde_json_canonicalizer::to_string(&theirs).ok().as_deref(), Some(&*text));
});

/// The same with the members of every object in another order.
fn shuffled(value: &Json, dice: &mut Dice) -> Json {
    match value {
        Json::Array(items) => items.iter().map(|item| shuffled(item, dice)).collect::<Vec<_>>().into(),
        Json::Object(object) => {
            let mut members: Vec<(&str, Json)> =
                object.iter().map(|(name, value)| (name, shuffled(value, dice))).collect();
            for at in (1..members.len()).rev() {
                let other = dice.below(at + 1);
                members.swap(at, other);
            }
            members.into_iter().fold(Object::new(), |object, (name, value)| object.with(name, value)).into()
        }
        other => other.clone(),
    }
}
