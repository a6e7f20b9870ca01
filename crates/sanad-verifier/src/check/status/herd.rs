//! Whether the address of a status list tells its host which badge is asked about. `spec/status.md#herd-privacy`

use std::borrow::Cow;

use sanad_core::json::Object;
use sanad_core::model::claims::Claims;

/// Digits of a UUID (RFC 9562 §4).
const UUID_DIGITS: usize = 32;

/// What of a badge stands in the address of its list: the badge's id, its recipient's, or a UUID in one of them. Then
/// asking for the list is telling who is being looked at, and a list so named has one badge in it.
pub(super) fn given_away<'a>(content: &'a Object, list: &str) -> Option<&'a str> {
    let claims = Claims::new(content);
    let list = plain(list);
    let listed: Vec<String> = uuids(&list).collect();
    [content.text("id"), claims.subject_id()].into_iter().flatten().find(|id| {
        let id = plain(id);
        let bare = id.strip_prefix("urn:uuid:").unwrap_or(&id);
        let stands_there = !bare.is_empty() && list.contains(bare);
        stands_there || !listed.is_empty() && uuids(&id).any(|uuid| listed.contains(&uuid))
    })
}

/// Percent-encoding undone, in lower case: what does not decode stays as it is.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte == b'%' || byte.is_ascii_uppercase() || !byte.is_ascii()) {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = match tail {
            [high, low, ..] if *first == b'%' => {
                let pair = [*high, *low];
                std::str::from_utf8(&pair).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok())
            }
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).to_lowercase())
}

/// The UUIDs in a text, with hyphens or without, as their 32 digits.
fn uuids(text: &str) -> impl Iterator<Item = String> {
    let runs = text.split(|c: char| !c.is_ascii_hexdigit() && c != '-');
    let long_enough = runs.filter(|run| run.len() >= UUID_DIGITS);
    long_enough.map(|run| run.replace('-', "")).filter(|run| run.len() == UUID_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_away_the_id_of_the_badge_or_of_its_recipient() {
        let uuid = "9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b01";
        let badge = |id: &str| {
            Object::new()
                .with("id", id)
                .with("credentialSubject", Object::new().with("id", "did:web:ada.example"))
        };
        let by_uuid = badge(&format!("urn:uuid:{uuid}"));
        let by_url = badge(&format!("https://academy.example/badges/{uuid}"));
        let by_number = badge("https://academy.example/badges/3732");
        for (badge, list, told) in [
            (&by_uuid, format!("https://academy.example/status/{uuid}"), true),
            (&by_uuid, format!("https://academy.example/status/{}#list", uuid.to_uppercase()), true),
            (
                &by_uuid,
                "https://academy.example/status/9e2a5f0c7a5e4d569b0a3f1f6d1c2b01.json".to_owned(),
                true,
            ),
            (&by_uuid, format!("https://academy.example/status?badge=urn%3Auuid%3A{uuid}"), true),
            (
                &by_uuid,
                "https://academy.example/status/9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b02".to_owned(),
                false,
            ),
            (&by_uuid, "https://academy.example/status/1".to_owned(), false),
            (&by_uuid, "https://academy.example/%/%zz/%2".to_owned(), false),
            (&by_uuid, "https://academy.example/status?of=did%3aweb%3aada.example".to_owned(), true),
            (&by_url, format!("https://academy.example/badges/{uuid}/status"), true),
            (&by_url, format!("https://status.example/{uuid}"), true),
            (&by_url, "https://academy.example/badges/status".to_owned(), false),
            (&by_number, "https://academy.example/badges/3732/status".to_owned(), true),
            (&by_number, "https://academy.example/status/3732".to_owned(), false),
        ] {
            assert_eq!(given_away(badge, &list).is_some(), told, "{list}");
        }
    }
}
