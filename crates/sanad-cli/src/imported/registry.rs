//! A register of names by DID, as the Digital Credentials Consortium publishes them: `registry.json`.
//!
//! It tells who is behind a DID, by the word of whoever keeps it. It says nothing of what they may award.

use sanad_core::json::Object;

use super::{Claim, is_id};

/// Reads `{"registry": {DID: {name, url, location}}}`.
pub(super) fn read(object: &Object) -> Result<(Option<String>, Vec<Claim>), &'static str> {
    let registry = object.get("registry").and_then(|value| value.as_object());
    let registry = registry.ok_or("it has no object `registry`")?;
    let claims = registry.iter().filter(|(id, _)| is_id(id)).filter_map(|(id, entry)| {
        let entry = entry.as_object()?;
        let parts = [entry.text("location"), entry.text("url")];
        let place = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let says = if place.is_empty() { "a name".to_owned() } else { place };
        Some(Claim { ids: vec![id.to_owned()], name: entry.text("name").map(str::to_owned), says })
    });
    Ok((None, claims.collect()))
}
