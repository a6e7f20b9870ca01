//! What an Open Badges 2.0 assertion says, in the members of 3.0: to be shown and compared, never to be signed.

use crate::json::{Json, Object};
use crate::ob2::badge_class::iri_of;
use crate::ob2::identity::RecipientIdentity;
use crate::ob2::version::Version;
use crate::pointer::JsonPointer;

/// What is said by an assertion, its badge class and its issuer, in the members of an `OpenBadgeCredential`; the three
/// are given in the members of 2.0. A class or issuer that is not at hand is taken from within the document that
/// names it, where it stands there.
///
/// The result has neither contexts nor types: it is no badge of 3.0 and nobody should take it for one.
#[must_use]
pub fn in_3_0(
    assertion: &Object,
    class: Option<&Object>,
    issuer: Option<&Object>,
    version: Version,
) -> Object {
    let nothing = Object::new();
    let class = class.or_else(|| within(assertion, "badge"));
    let issuer = issuer.or_else(|| within(class?, "issuer"));
    let class_id = class.and_then(|class| class.text("id")).or_else(|| iri_of(assertion, "badge"));
    let issuer_id = issuer.and_then(|issuer| issuer.text("id")).or_else(|| iri_of(class?, "issuer"));
    let class = class.unwrap_or(&nothing);
    let issuer = issuer.unwrap_or(&nothing);

    let mut view = Object::new();
    copy(&mut view, "id", assertion.get("id").or_else(|| assertion.get("uid")));
    copy(&mut view, "name", class.get("name"));
    copy(&mut view, "description", class.get("description"));
    copy(&mut view, "image", image(assertion).map(Json::from).as_ref());
    view.insert("issuer", profile(issuer_id, issuer));
    let time = |name: &str| {
        let time = super::time::read(assertion.get(name)?, version);
        // What is no time stays as it is, so that nobody takes it for one that is not there.
        Some(time.map_or_else(
            |_| assertion.get(name).cloned().unwrap_or(Json::Null),
            |time| time.to_string().into(),
        ))
    };
    copy(&mut view, "validFrom", time("issuedOn").as_ref());
    copy(&mut view, "awardedDate", time("issuedOn").as_ref());
    copy(&mut view, "validUntil", time("expires").as_ref());
    let recipient = assertion.get("recipient").map(Json::items).and_then(<[Json]>::first);
    let recipient = recipient.and_then(|value| RecipientIdentity::read(value, &JsonPointer::root()).ok());
    let subject = recipient.map_or_else(Object::new, |recipient| recipient.to_subject());
    view.insert("credentialSubject", subject.with("achievement", achievement(class_id, class)));
    let evidence: Vec<Json> = evidence(assertion).collect();
    if !evidence.is_empty() {
        view.insert("evidence", Json::Array(evidence));
    }
    view
}

fn achievement(id: Option<&str>, class: &Object) -> Object {
    let mut achievement = Object::new();
    copy(&mut achievement, "id", id.map(Json::from).as_ref());
    for name in ["name", "description"] {
        copy(&mut achievement, name, class.get(name));
    }
    copy(&mut achievement, "image", image(class).map(Json::from).as_ref());
    let criteria = match class.get("criteria").map(Json::items).and_then(<[Json]>::first) {
        Some(Json::String(url)) => Some(Object::new().with("id", url.as_str())),
        Some(Json::Object(criteria)) => Some(only(criteria, &["id", "narrative"])),
        _ => None,
    };
    copy(&mut achievement, "criteria", criteria.map(Json::from).as_ref());
    copy(&mut achievement, "tag", class.get("tags").map(|tags| Json::Array(tags.items().to_vec())).as_ref());
    achievement
}

fn profile(id: Option<&str>, profile: &Object) -> Object {
    let mut view = Object::new();
    copy(&mut view, "id", id.map(Json::from).as_ref());
    for name in ["name", "url", "email", "description"] {
        copy(&mut view, name, profile.get(name));
    }
    copy(&mut view, "phone", profile.get("telephone"));
    copy(&mut view, "image", image(profile).map(Json::from).as_ref());
    view
}

/// An `Image` of 3.0 from an IRI or an image document.
fn image(object: &Object) -> Option<Object> {
    let image = Object::new().with("id", iri_of(object, "image")?).with("type", "Image");
    let caption = within(object, "image").and_then(|image| image.get("caption")).cloned();
    Some(match caption {
        Some(caption) => image.with("caption", caption),
        None => image,
    })
}

fn evidence(assertion: &Object) -> impl Iterator<Item = Json> {
    let items = assertion.get("evidence").map_or(&[][..], Json::items);
    items.iter().filter_map(|item| {
        let evidence = match item {
            Json::String(url) => Object::new().with("id", url.as_str()),
            Json::Object(item) => {
                only(item, &["id", "name", "description", "narrative", "genre", "audience"])
            }
            _ => return None,
        };
        Some(evidence.into())
    })
}

/// The document that stands within another.
fn within<'a>(object: &'a Object, name: &str) -> Option<&'a Object> {
    object.get(name)?.items().first()?.as_object()
}

fn copy(to: &mut Object, name: &str, value: Option<&Json>) {
    if let Some(value) = value {
        to.insert(name, value.clone());
    }
}

fn only(object: &Object, names: &[&str]) -> Object {
    let mut kept = Object::new();
    for name in names {
        copy(&mut kept, name, object.get(name));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::claims::Claims;

    const NESTED: &str = r#"{"id": "https://a.example/1", "issuedOn": "2016-12-31T23:59+0000", "expires": "soon",
        "image": {"id": "https://a.example/1.png", "caption": "Two plates"}, "evidence": ["https://a.example/e", {"narrative": "x"}],
        "recipient": {"type": "email", "hashed": true, "salt": "s", "identity": "sha256$ab"},
        "badge": {"id": "https://a.example/b", "name": "Welding I", "description": "Joins.", "image": "https://a.example/b.png",
            "criteria": "https://a.example/c", "tags": "steel",
            "issuer": {"id": "https://a.example/i", "name": "Academy", "telephone": "+1"}}}"#;

    fn parsed(text: &str) -> Object {
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn what_a_displayer_shows_is_where_3_0_has_it() {
        let view = in_3_0(&parsed(NESTED), None, None, Version::V2_0);
        let claims = Claims::new(&view);
        assert_eq!(claims.name(&[]), Some("Welding I"));
        assert_eq!(claims.description(&[]), Some("Joins."));
        assert_eq!(claims.image().and_then(|image| image.id()), Some("https://a.example/1.png"));
        assert_eq!(
            (claims.issuer_id(), claims.issuer_name(&[])),
            (Some("https://a.example/i"), Some("Academy"))
        );
        assert_eq!(claims.valid_from(), "2016-12-31T23:59:00Z".parse().map(Some));
        assert_eq!(claims.awarded_date(), claims.valid_from());
        assert!(claims.valid_until().is_err(), "what is no time does not read as without end");
        assert_eq!(claims.achievement().unwrap().criteria().unwrap().id(), Some("https://a.example/c"));
        assert_eq!(claims.evidence().count(), 2);
        let identity = claims.subject().unwrap().identifier().next().unwrap();
        assert_eq!((identity.identity_type(), identity.salt()), (Some("emailAddress"), Some("s")));
        assert_eq!(claims.types().count(), 0, "it is no badge of 3.0");
    }

    #[test]
    fn documents_at_hand_count_before_those_within() {
        let class = parsed(
            r#"{"id": "https://a.example/b", "name": "Hosted name", "issuer": "https://a.example/i"}"#,
        );
        let issuer = parsed(r#"{"id": "https://a.example/i", "name": "Hosted academy"}"#);
        let view = in_3_0(&parsed(NESTED), Some(&class), Some(&issuer), Version::V2_0);
        let claims = Claims::new(&view);
        assert_eq!(
            (claims.name(&[]), claims.issuer_name(&[])),
            (Some("Hosted name"), Some("Hosted academy"))
        );
        let bare = parsed(r#"{"id": "https://a.example/1", "badge": "https://a.example/b"}"#);
        let view = in_3_0(&bare, None, None, Version::V2_0);
        assert_eq!(Claims::new(&view).achievement().unwrap().id(), Some("https://a.example/b"));
        assert_eq!(Claims::new(&view).issuer_id(), None);
    }
}
