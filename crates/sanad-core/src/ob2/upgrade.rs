//! Documents of Open Badges 0.5, 1.0 and 1.1 in the members of 2.0. `spec/open-badges-2.md#upgrading`

use crate::json::{Json, Object};
use crate::ob2::version::Version;

/// An assertion in the members of 2.0; the badge class within it, and the issuer within that, too.
pub(super) fn assertion(document: &Object, version: Version) -> Object {
    let mut upgraded = plain(document);
    rename(&mut upgraded, "verify", "verification");
    if version < Version::V1_1 {
        rename(&mut upgraded, "issued_on", "issuedOn");
        add(&mut upgraded, "type", "Assertion");
    }
    if version == Version::V0_5 {
        let salt = upgraded.remove("salt");
        if let Some(Json::String(bare)) = upgraded.get("recipient") {
            let recipient = bare_recipient(bare, salt);
            upgraded.insert("recipient", recipient);
        }
        upgraded.insert("verification", Object::new().with("type", "HostedBadge"));
    }
    let verification = upgraded.get_mut("verification").and_then(as_object_mut);
    if let Some(verification) = verification {
        // In version 1 the URL is the assertion's own, or that of the key.
        let url = if version < Version::V2_0 { verification.remove("url") } else { None };
        let is_signed =
            verification.text("type").is_some_and(|word| matches!(word, "signed" | "SignedBadge"));
        match url {
            Some(url) if is_signed => add(verification, "creator", url),
            Some(url) => add(&mut upgraded, "id", url),
            None => {}
        }
    }
    upgrade_within(&mut upgraded, "badge", version, badge_class);
    upgraded
}

/// A badge class in the members of 2.0, and the issuer within it too.
pub(super) fn badge_class(document: &Object, version: Version) -> Object {
    let mut upgraded = plain(document);
    if version < Version::V1_1 {
        add(&mut upgraded, "type", "BadgeClass");
    }
    upgrade_within(&mut upgraded, "issuer", version, profile);
    if version == Version::V0_5 {
        let origin = upgraded.get("issuer").and_then(Json::as_object).and_then(|issuer| issuer.text("url"));
        let origin = origin.map(|origin| origin.trim_end_matches('/').to_owned());
        for name in ["image", "criteria"] {
            if let (Some(Json::String(path)), Some(origin)) = (upgraded.get_mut(name), &origin)
                && path.starts_with('/')
            {
                path.insert_str(0, origin);
            }
        }
    }
    if version < Version::V2_0 {
        for_each_object(&mut upgraded, "alignment", |alignment| {
            rename(alignment, "name", "targetName");
            rename(alignment, "url", "targetUrl");
            rename(alignment, "description", "targetDescription");
        });
    }
    upgraded
}

/// An issuer in the members of 2.0. That of 0.5 has no id: it is known by its origin.
pub(super) fn profile(document: &Object, version: Version) -> Object {
    let mut upgraded = plain(document);
    if version < Version::V1_1 {
        add(&mut upgraded, "type", "Profile");
    }
    if version == Version::V0_5 {
        rename(&mut upgraded, "contact", "email");
        rename(&mut upgraded, "origin", "url");
        if let Some(url) = upgraded.get("url").cloned() {
            add(&mut upgraded, "id", url);
        }
        let org = upgraded.remove("org");
        if let (Some(Json::String(name)), Some(Json::String(org))) = (upgraded.get_mut("name"), org) {
            name.push_str(&format!(", {org}"));
        }
    }
    upgraded
}

/// 0.5 says only what the recipient is: an address, or a hash of one.
fn bare_recipient(bare: &str, salt: Option<Json>) -> Object {
    let recipient =
        Object::new().with("type", "email").with("identity", bare).with("hashed", !bare.contains('@'));
    match salt {
        Some(salt) => recipient.with("salt", salt),
        None => recipient,
    }
}

/// The document with JSON-LD's own names of `id` and `type` as the context of Open Badges spells them.
fn plain(document: &Object) -> Object {
    let mut plain = document.clone();
    rename(&mut plain, "@id", "id");
    rename(&mut plain, "@type", "type");
    plain
}

fn upgrade_within(
    document: &mut Object,
    name: &str,
    version: Version,
    upgrade: fn(&Object, Version) -> Object,
) {
    for_each_object(document, name, |inner| {
        // What is embedded is of the outer version, unless it has a context of its own.
        let own = if inner.contains("@context") { Version::of(inner) } else { None };
        *inner = upgrade(inner, own.unwrap_or(version));
    });
}

fn for_each_object(document: &mut Object, name: &str, change: impl Fn(&mut Object)) {
    match document.get_mut(name) {
        Some(Json::Object(object)) => change(object),
        Some(Json::Array(items)) => items.iter_mut().filter_map(as_object_mut).for_each(change),
        _ => {}
    }
}

const fn as_object_mut(value: &mut Json) -> Option<&mut Object> {
    if let Json::Object(object) = value { Some(object) } else { None }
}

/// Gives a member its newer name, unless that is taken.
fn rename(object: &mut Object, older: &str, newer: &str) {
    if !object.contains(newer)
        && let Some(value) = object.remove(older)
    {
        object.insert(newer, value);
    }
}

fn add(object: &mut Object, name: &str, value: impl Into<Json>) {
    if !object.contains(name) {
        object.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Object {
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    fn upgraded(text: &str) -> Object {
        let document = parsed(text);
        assertion(&document, Version::of(&document).unwrap())
    }

    #[test]
    fn the_one_document_of_0_5_becomes_three_within_each_other() {
        let old = r#"{"recipient": "sha256$ab", "salt": "s", "issued_on": "2011-08-23", "badge": {
            "version": "0.5.0", "name": "Welding", "image": "/i.png", "description": "d", "criteria": "/c",
            "issuer": {"origin": "https://academy.example", "name": "Academy", "org": "Metal", "contact": "a@b"}}}"#;
        let new = r#"{"type": "Assertion", "issuedOn": "2011-08-23", "verification": {"type": "HostedBadge"},
            "recipient": {"type": "email", "identity": "sha256$ab", "hashed": true, "salt": "s"}, "badge": {
            "type": "BadgeClass", "version": "0.5.0", "name": "Welding", "image": "https://academy.example/i.png",
            "description": "d", "criteria": "https://academy.example/c", "issuer": {"type": "Profile",
            "id": "https://academy.example", "url": "https://academy.example", "name": "Academy, Metal", "email": "a@b"}}}"#;
        assert_eq!(upgraded(old), parsed(new));
        let bare = upgraded(r#"{"recipient": "ada@example.org", "badge": {}}"#);
        let recipient = parsed(r#"{"type": "email", "identity": "ada@example.org", "hashed": false}"#);
        assert_eq!(bare.get("recipient"), Some(&recipient.into()));
    }

    #[test]
    fn the_url_of_1_x_is_the_assertions_or_that_of_the_key() {
        let hosted = upgraded(r#"{"verify": {"type": "hosted", "url": "u"}, "recipient": {}, "badge": "b"}"#);
        assert_eq!(hosted.text("id"), Some("u"));
        let signed = upgraded(
            r#"{"@context": "https://w3id.org/openbadges/v1", "uid": "7", "verify": {"type": "signed", "url": "u"}}"#,
        );
        assert_eq!(signed.text("id"), None);
        assert_eq!(signed.get("verification"), Some(&parsed(r#"{"type": "signed", "creator": "u"}"#).into()));
        let two = upgraded(
            r#"{"@context": "https://w3id.org/openbadges/v2", "verify": {"type": "hosted", "url": "u"}}"#,
        );
        assert_eq!(two.text("id"), None);
    }

    #[test]
    fn alignments_of_1_x_get_the_names_of_2_0() {
        let old = parsed(r#"{"alignment": [{"name": "n", "url": "u", "targetName": "kept"}], "name": "x"}"#);
        let new = parsed(
            r#"{"alignment": [{"name": "n", "targetUrl": "u", "targetName": "kept"}], "name": "x", "type": "BadgeClass"}"#,
        );
        assert_eq!(badge_class(&old, Version::V1_0), new);
        assert_eq!(badge_class(&old, Version::V2_0), old);
    }

    #[test]
    fn what_has_a_context_of_its_own_is_of_its_own_version() {
        let two = upgraded(
            r#"{"recipient": {}, "badge": {"@context": "https://w3id.org/openbadges/v2", "@id": "b", "alignment": {"url": "u"}}}"#,
        );
        let badge =
            parsed(r#"{"@context": "https://w3id.org/openbadges/v2", "alignment": {"url": "u"}, "id": "b"}"#);
        assert_eq!(two.get("badge"), Some(&badge.into()));
    }
}
