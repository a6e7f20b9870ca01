//! What a credential says, read from the document where it stands. It says so; whether it is true is asked elsewhere.

use super::achievement::AchievementView;
use super::credential::{DataModel, EvidenceView};
use super::profile::{ImageView, ProfileView};
use super::recipient::AchievementSubjectView;
use super::status_entry::{StatusEntry, StatusEntryError};
use crate::json::{Json, Object};
use crate::pointer::{JsonPointer, Trail};
use crate::timestamp::{Timestamp, TimestampError};

/// What a badge or endorsement says. A borrowed view: it reads nothing twice and copies nothing.
///
/// Made for documents that [conform](super::conform::conform); in others a member of another kind than the model
/// has reads as missing.
#[derive(Clone, Copy, Debug)]
pub struct Claims<'a> {
    credential: &'a Object,
}

impl<'a> Claims<'a> {
    /// The claims of a credential.
    #[must_use]
    pub const fn new(credential: &'a Object) -> Self {
        Self { credential }
    }

    /// The credential itself, with members that the model does not name.
    #[must_use]
    pub const fn object(self) -> &'a Object {
        self.credential
    }

    /// The credential's id.
    #[must_use]
    pub fn id(self) -> Option<&'a str> {
        self.credential.text("id")
    }

    /// The credential's types.
    pub fn types(self) -> impl Iterator<Item = &'a str> {
        many(self.credential, "type").iter().filter_map(Json::as_str)
    }

    /// The credential's name in the first of the languages that it has, else in the first that it is written in.
    #[must_use]
    pub fn name(self, languages: &[&str]) -> Option<&'a str> {
        self.credential.get("name").and_then(|name| in_language(name, languages))
    }

    /// The credential's description, its language chosen as for the name.
    #[must_use]
    pub fn description(self, languages: &[&str]) -> Option<&'a str> {
        self.credential.get("description").and_then(|text| in_language(text, languages))
    }

    /// The picture to show: the credential's, else the achievement's.
    #[must_use]
    pub fn image(self) -> Option<ImageView<'a>> {
        let own = self.credential.get("image").and_then(Json::as_object).map(ImageView::new);
        own.or_else(|| self.achievement().and_then(AchievementView::image))
    }

    /// The issuer's id: what the key that signed must belong to.
    #[must_use]
    pub fn issuer_id(self) -> Option<&'a str> {
        match self.credential.get("issuer")? {
            Json::String(id) => Some(id),
            issuer => issuer.as_object()?.text("id"),
        }
    }

    /// The issuer's profile, unless only its id is given. Its `name` may be a language value: see [`Self::issuer_name`].
    #[must_use]
    pub fn issuer(self) -> Option<ProfileView<'a>> {
        self.credential.get("issuer").and_then(Json::as_object).map(ProfileView::new)
    }

    /// What the issuer calls itself, its language chosen as for [`Self::name`].
    #[must_use]
    pub fn issuer_name(self, languages: &[&str]) -> Option<&'a str> {
        self.issuer()?.object().get("name").and_then(|name| in_language(name, languages))
    }

    /// The subject: the learner and what was achieved, or what an endorsement speaks of.
    #[must_use]
    pub fn subject(self) -> Option<AchievementSubjectView<'a>> {
        self.credential.get("credentialSubject").and_then(Json::as_object).map(AchievementSubjectView::new)
    }

    /// The subject's id. A badge may have none, and identifiers in its place.
    #[must_use]
    pub fn subject_id(self) -> Option<&'a str> {
        self.subject()?.id()
    }

    /// What was achieved.
    #[must_use]
    pub fn achievement(self) -> Option<AchievementView<'a>> {
        self.subject()?.achievement()
    }

    /// The id of whoever defined the achievement, if that is not the issuer. Nothing in a badge shows the right to award
    /// what another defined.
    #[must_use]
    pub fn foreign_creator(self) -> Option<&'a str> {
        let creator = self.achievement()?.creator()?.id()?;
        (Some(creator) != self.issuer_id()).then_some(creator)
    }

    /// From when the credential is valid: `validFrom`, or `issuanceDate` in VC 1.1.
    ///
    /// # Errors
    /// [`TimestampError`], if what is there is no time.
    pub fn valid_from(self) -> Result<Option<Timestamp>, TimestampError> {
        self.time(match DataModel::of(self.credential) {
            DataModel::V1 => "issuanceDate",
            DataModel::V2 => "validFrom",
        })
    }

    /// Until when, that instant included: `validUntil`, or `expirationDate` in VC 1.1. None: for ever.
    ///
    /// # Errors
    /// [`TimestampError`], if what is there is no time.
    pub fn valid_until(self) -> Result<Option<Timestamp>, TimestampError> {
        self.time(match DataModel::of(self.credential) {
            DataModel::V1 => "expirationDate",
            DataModel::V2 => "validUntil",
        })
    }

    /// When the issuer says it was awarded.
    ///
    /// # Errors
    /// [`TimestampError`], if what is there is no time.
    pub fn awarded_date(self) -> Result<Option<Timestamp>, TimestampError> {
        self.time("awardedDate")
    }

    /// The evidence shown for it.
    pub fn evidence(self) -> impl Iterator<Item = EvidenceView<'a>> {
        many(self.credential, "evidence").iter().filter_map(Json::as_object).map(EvidenceView::new)
    }

    /// The status entries, each with its place, read or with the reason why it could not be.
    pub fn status_entries(
        self,
    ) -> impl Iterator<Item = (JsonPointer, Result<StatusEntry, StatusEntryError>)> {
        objects(self.credential, "credentialStatus").map(|(at, entry)| (at, StatusEntry::read(entry)))
    }

    /// The endorsements, wherever they hang: on the credential, the achievement, or a profile.
    ///
    /// What hangs on an endorsement is not among them: it speaks of the endorser.
    #[must_use]
    pub fn endorsements(self) -> Vec<Endorsement<'a>> {
        let mut found = Vec::new();
        let hangs_on = self.id();
        for (name, value) in self.credential.iter().filter(|(name, _)| *name != "proof") {
            walk(name, value, hangs_on, &Trail::Root.member(name), &mut found);
        }
        found
    }

    fn time(self, name: &str) -> Result<Option<Timestamp>, TimestampError> {
        match self.credential.get(name) {
            None => Ok(None),
            // What is no text is no time: never "absent", which would mean without end.
            Some(value) => value.as_str().unwrap_or_default().parse().map(Some),
        }
    }
}

/// An endorsement where it hangs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Endorsement<'a> {
    /// The endorsement as it stands there.
    pub form: EndorsementForm<'a>,
    /// Where it stands.
    pub at: JsonPointer,
    /// The id of the object it hangs on, of which it must speak.
    pub hangs_on: Option<&'a str>,
}

/// In what form an endorsement is embedded.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum EndorsementForm<'a> {
    /// An `EndorsementCredential` with its own proof.
    Embedded(&'a Object),
    /// A JWT (`endorsementJwt`).
    Jwt(&'a str),
    /// Neither an object under `endorsement` nor a string under `endorsementJwt`.
    Malformed,
}

fn walk<'a>(
    name: &str,
    value: &'a Json,
    hangs_on: Option<&'a str>,
    trail: &Trail<'_>,
    found: &mut Vec<Endorsement<'a>>,
) {
    let form = |item: &'a Json| match (name, item) {
        ("endorsement", Json::Object(credential)) => EndorsementForm::Embedded(credential),
        ("endorsementJwt", Json::String(jwt)) => EndorsementForm::Jwt(jwt),
        _ => EndorsementForm::Malformed,
    };
    match value {
        _ if is_endorsement(name) => {
            let is_array = value.as_array().is_some();
            for (index, item) in value.items().iter().enumerate() {
                let at = if is_array { trail.item(index).pointer() } else { trail.pointer() };
                found.push(Endorsement { form: form(item), at, hangs_on });
            }
        }
        Json::Object(object) => {
            let id = object.text("id");
            for (name, member) in object.iter() {
                // Nothing hangs on what is neither, and most of a badge is neither.
                if matches!(member, Json::Array(_) | Json::Object(_)) || is_endorsement(name) {
                    walk(name, member, id, &trail.member(name), found);
                }
            }
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                // The array's name does not name its items.
                walk("", item, hangs_on, &trail.item(index), found);
            }
        }
        _ => {}
    }
}

fn is_endorsement(name: &str) -> bool {
    matches!(name, "endorsement" | "endorsementJwt")
}

fn many<'a>(object: &'a Object, name: &str) -> &'a [Json] {
    object.get(name).map_or(&[], Json::items)
}

/// The objects under a name, one or many, with their places.
fn objects<'a>(object: &'a Object, name: &'a str) -> impl Iterator<Item = (JsonPointer, &'a Object)> {
    let is_array = object.get(name).is_some_and(|value| value.as_array().is_some());
    let at = JsonPointer::root().member(name);
    many(object, name).iter().enumerate().filter_map(move |(index, item)| {
        let at = if is_array { at.item(index) } else { at.clone() };
        item.as_object().map(|object| (at, object))
    })
}

/// A text, or of several language values the one in the first language asked for, else the first of all. `en` asks
/// for `en-GB` too (RFC 4647 §3.3.1).
fn in_language<'a>(value: &'a Json, languages: &[&str]) -> Option<&'a str> {
    let text = |item: &'a Json| item.as_str().or_else(|| item.as_object()?.text("@value"));
    let is_in = |item: &Json, asked: &str| {
        let tag = item.as_object().and_then(|object| object.text("@language")).unwrap_or_default();
        tag.get(..asked.len()).is_some_and(|start| start.eq_ignore_ascii_case(asked))
            && tag.as_bytes().get(asked.len()).is_none_or(|next| *next == b'-')
    };
    let items = value.items();
    let chosen = languages.iter().find_map(|asked| items.iter().find(|item| is_in(item, asked)));
    chosen.or_else(|| items.first()).and_then(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Object {
        Json::parse(text.as_bytes()).unwrap().as_object().unwrap().clone()
    }

    #[test]
    fn names_are_picked_by_language_else_the_first() {
        let badge = parsed(
            r#"{"name": [{"@value": "Welding", "@language": "en-GB"}, {"@value": "Schweißen", "@language": "de"}],
                "description": "Plain", "issuer": {"name": {"@value": "Academy"}}}"#,
        );
        let claims = Claims::new(&badge);
        for (languages, name) in [
            (&["de"][..], "Schweißen"),
            (&["fr", "EN"], "Welding"),
            (&["d"], "Welding"),
            (&["de-CH"], "Welding"),
            (&[], "Welding"),
        ] {
            assert_eq!(claims.name(languages), Some(name), "{languages:?}");
        }
        assert_eq!(claims.description(&["de"]), Some("Plain"));
        assert_eq!(claims.issuer_name(&["de"]), Some("Academy"));
    }

    #[test]
    fn times_are_those_of_the_data_model() {
        let v2 =
            parsed(r#"{"@context": ["x:y"], "validUntil": "2026-01-01T00:00:00Z", "expirationDate": "x"}"#);
        assert_eq!(Claims::new(&v2).valid_until(), "2026-01-01T00:00:00Z".parse().map(Some));
        assert_eq!(Claims::new(&v2).valid_from(), Ok(None));
        let v1 = parsed(
            r#"{"@context": ["https://www.w3.org/2018/credentials/v1"], "issuanceDate": "2026-01-01T00:00:00Z",
                "validUntil": "x", "expirationDate": 7}"#,
        );
        assert_eq!(Claims::new(&v1).valid_from(), "2026-01-01T00:00:00Z".parse().map(Some));
        assert!(Claims::new(&v1).valid_until().is_err());
    }

    #[test]
    fn endorsements_are_found_wherever_they_hang() {
        let badge = parsed(
            r#"{"id": "urn:x:badge", "endorsement": [{"id": "1", "issuer": {"endorsement": [{"id": "no"}]}}],
                "issuer": {"id": "urn:x:issuer", "endorsementJwt": ["2"],
                    "parentOrg": {"id": "urn:x:parent", "endorsement": [{"id": "3"}, "4"]}},
                "credentialSubject": {"achievement": {"id": "urn:x:achievement", "endorsement": {"id": "5"}}},
                "proof": {"endorsement": [{}]}}"#,
        );
        let found = Claims::new(&badge).endorsements();
        let told: Vec<_> = found
            .iter()
            .map(|endorsement| {
                let form = match endorsement.form {
                    EndorsementForm::Embedded(credential) => credential.text("id").unwrap(),
                    EndorsementForm::Jwt(jwt) => jwt,
                    EndorsementForm::Malformed => "malformed",
                };
                (form, endorsement.at.as_str(), endorsement.hangs_on)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("1", "/endorsement/0", Some("urn:x:badge")),
                ("2", "/issuer/endorsementJwt/0", Some("urn:x:issuer")),
                ("3", "/issuer/parentOrg/endorsement/0", Some("urn:x:parent")),
                ("malformed", "/issuer/parentOrg/endorsement/1", Some("urn:x:parent")),
                ("5", "/credentialSubject/achievement/endorsement", Some("urn:x:achievement")),
            ]
        );
    }

    #[test]
    fn status_entries_have_their_places() {
        let entry = StatusEntry::revocation("https://example.org/status/1", 7).unwrap();
        let one = Object::new().with("credentialStatus", entry.to_object());
        let told = |object: &Object| -> Vec<_> { Claims::new(object).status_entries().collect() };
        let at = JsonPointer::root().member("credentialStatus");
        assert_eq!(told(&one), [(at.clone(), Ok(entry.clone()))]);
        let two =
            Object::new().with("credentialStatus", vec![parsed(r#"{"type": "Other"}"#), entry.to_object()]);
        assert_eq!(told(&two).last(), Some(&(at.item(1), Ok(entry))));
        assert!(told(&two)[0].1.is_err());
        assert_eq!(told(&Object::new()), []);
    }
}
