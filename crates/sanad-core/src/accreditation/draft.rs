//! A list in the making: what an authority does to it between two versions. Nothing that was once said gets lost.
//! `spec/accreditation-list.md#keeping-a-list`

pub mod error;
pub mod grant;
mod keys;
mod members;
mod standing;
#[cfg(test)]
mod tests;
pub mod turn;

use error::DraftError;
use grant::Grant;
use members::{objects, objects_mut, push};

use crate::accreditation::digest::ListDigest;
use crate::accreditation::issuance_anchor::IssuanceAnchor;
use crate::accreditation::list::{
    AccreditationList, AccreditationListError, CONTEXTS, HistoricalInformationPeriod, TYPES,
};
use crate::accreditation::signing::Signing;
use crate::accreditation::succession;
use crate::json::{Json, Object};
use crate::public_key::PublicKey;
use crate::signed::SignedDocument;
use crate::timestamp::Timestamp;

/// The next version of a list. Members that are not known are kept as they are.
#[derive(Clone, Debug, PartialEq)]
pub struct AccreditationListDraft {
    /// The list but for its times.
    content: Object,
    previous: Option<Box<AccreditationList>>,
}

impl AccreditationListDraft {
    /// The first version of a list, with nobody in it: its id, its authority's DID or https URL, and what it is for.
    #[must_use]
    pub fn new(id: &str, authority: &str, list_type: &str) -> Self {
        let own = Object::new()
            .with("sequence", 1_u32)
            .with("listType", list_type)
            .with("historicalInformationPeriod", HistoricalInformationPeriod::Forever.days());
        let content = Object::new()
            .with("@context", CONTEXTS.to_vec())
            .with("id", id)
            .with("type", TYPES.to_vec())
            .with("issuer", Object::new().with("id", authority).with("type", "RecognizedIssuer"))
            .with("accreditationList", own)
            .with("credentialSubject", Json::Array(Vec::new()));
        Self { content, previous: None }
    }

    /// A draft as it was kept between two versions: [`Self::content`]. What it is is asked of [`Self::version`], and whether
    /// it follows the version before of [`super::succession::follows`], for it does not know that version.
    #[must_use]
    pub const fn from_content(content: Object) -> Self {
        Self { content, previous: None }
    }

    /// The list as far as it is: all but its times and signatures.
    #[must_use]
    pub const fn content(&self) -> &Object {
        &self.content
    }

    /// The version after that one, which still says all that it says.
    ///
    /// # Errors
    /// [`AccreditationListError`], if that one is no list.
    pub fn next(previous: &SignedDocument) -> Result<Self, AccreditationListError> {
        let list = AccreditationList::read(previous)?;
        let mut content = previous.content().clone();
        content.remove("validFrom");
        content.remove("validUntil");
        let mut draft = Self { content, previous: None };
        if let Some(own) = draft.object_mut("accreditationList") {
            // Past 2^53 − 1 there is no number, which reading the version back will tell.
            let number = list.sequence().saturating_add(1).to_string();
            own.insert("sequence", Json::parse(number.as_bytes()).unwrap_or(Json::Null));
            own.insert("previousDigest", list.digest().to_string());
        }
        draft.previous = Some(Box::new(list));
        Ok(draft)
    }

    /// What the authority calls itself.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        if let Some(issuer) = self.object_mut("issuer") {
            issuer.insert("name", name);
        }
        self
    }

    /// Where the authority itself is listed: a hint for readers.
    #[must_use]
    pub fn recognized_in(mut self, list: &str) -> Self {
        if let Some(issuer) = self.object_mut("issuer") {
            issuer.insert("recognizedIn", Object::new().with("id", list));
        }
        self
    }

    /// The keys that sign this version and the next; for a list that nobody delegates.
    #[must_use]
    pub fn signed_by(self, signing: &Signing) -> Self {
        let keys: Vec<String> = signing.keys().iter().map(PublicKey::to_multikey).collect();
        let signing = Object::new().with("threshold", u32::from(signing.threshold())).with("keys", keys);
        self.own("signing", signing)
    }

    /// The list whose place it takes, and the last version of that.
    #[must_use]
    pub fn in_place_of(self, list: &str, last: ListDigest) -> Self {
        self.own("predecessor", Object::new().with("id", list).with("digestMultibase", last.to_string()))
    }

    /// The list that takes its place.
    #[must_use]
    pub fn replaced_by(self, list: &str) -> Self {
        self.own("successor", Object::new().with("id", list))
    }

    /// The members that a reader must understand.
    #[must_use]
    pub fn critical(self, names: &[&str]) -> Self {
        self.own("critical", names.to_vec())
    }

    /// Witnesses that badges of an entity existed. What is witnessed already is not witnessed twice.
    pub fn witness(&mut self, anchor: &IssuanceAnchor) {
        let anchor = anchor.to_json();
        if let Some(own) = self.object_mut("accreditationList")
            && !objects(own, "issuanceAnchors").any(|known| *known == anchor)
        {
            push(own, "issuanceAnchors", anchor);
        }
    }

    /// Puts somebody on the list. It has to be granted something before the list can be signed.
    ///
    /// # Errors
    /// [`DraftError::AlreadyListed`].
    pub fn add(&mut self, id: &str, name: Option<&str>) -> Result<(), DraftError> {
        if self.entity(id).is_ok() {
            return Err(DraftError::AlreadyListed { entity: id.to_owned() });
        }
        let mut entity = Object::new().with("id", id).with("type", "RecognizedEntity");
        if let Some(name) = name {
            entity.insert("name", name);
        }
        push(&mut self.content, "credentialSubject", entity);
        Ok(())
    }

    /// Gives an accreditation; gives back its number.
    ///
    /// # Errors
    /// [`DraftError`], if nobody is listed by that id, it ends before it begins, or just that is granted already.
    pub fn grant(&mut self, entity: &str, grant: &Grant) -> Result<String, DraftError> {
        let until = grant.until.or_else(without_end);
        let Some(until) = until.filter(|until| *until > grant.from) else {
            return Err(DraftError::WindowEmpty { from: grant.from, until: grant.until });
        };
        let id = self.fresh_number();
        let mut action = Object::new()
            .with("id", id.as_str())
            .with("type", "RecognizedAction")
            .with("action", grant.action.as_str())
            .with("validFrom", grant.from.to_string())
            .with("validUntil", until.to_string())
            .with("accreditationStatus", grant.status.as_str());
        for (member, value) in [("scope", &grant.scope), ("delegation", &grant.delegation)] {
            if let Some(value) = value {
                action.insert(member, value.clone());
            }
        }
        let entity = self.entity(entity)?;
        let same = |known: &&Object| known.iter().filter(|(name, _)| *name != "id").eq(action.iter().skip(1));
        if let Some(known) = objects(entity, "recognizedTo").find(same) {
            let action = known.text("id").unwrap_or_default().to_owned();
            let entity = entity.text("id").unwrap_or_default().to_owned();
            return Err(DraftError::AlreadyGranted { entity, action });
        }
        push(entity, "recognizedTo", action);
        Ok(id)
    }

    /// The version as it is signed: issued at an instant, good until another. It is read back, and has to follow the
    /// version before.
    ///
    /// # Errors
    /// [`DraftError::List`], [`DraftError::Succession`].
    pub fn version(&self, at: Timestamp, until: Timestamp) -> Result<Object, DraftError> {
        let mut content = Object::new();
        for (name, value) in self.content.iter() {
            content.insert(name, value.clone());
            // The times stand after the issuer, where people look for them.
            if name == "issuer" {
                content.insert("validFrom", at.to_string());
                content.insert("validUntil", until.to_string());
            }
        }
        let list = AccreditationList::read_content(&content)?;
        if let Some(previous) = &self.previous {
            succession::follows(previous, &list)?;
        }
        Ok(content)
    }

    fn own(mut self, name: &str, value: impl Into<Json>) -> Self {
        if let Some(own) = self.object_mut("accreditationList") {
            own.insert(name, value);
        }
        self
    }

    fn object_mut(&mut self, name: &str) -> Option<&mut Object> {
        match self.content.get_mut(name) {
            Some(Json::Object(object)) => Some(object),
            _ => None,
        }
    }

    fn entity(&mut self, id: &str) -> Result<&mut Object, DraftError> {
        objects_mut(&mut self.content, "credentialSubject")
            .find(|entity| entity.text("id") == Some(id))
            .ok_or_else(|| DraftError::NotListed { entity: id.to_owned() })
    }

    /// One more than the highest number that is in use.
    fn fresh_number(&self) -> String {
        let list = self.content.text("id").unwrap_or_default();
        let number = |id: &str| id.strip_prefix(list)?.strip_prefix('#')?.parse::<u64>().ok();
        let actions =
            objects(&self.content, "credentialSubject").flat_map(|entity| objects(entity, "recognizedTo"));
        let highest = actions.filter_map(|action| number(action.text("id")?)).max().unwrap_or_default();
        format!("{list}#{}", highest.saturating_add(1))
    }
}

/// 9999-12-31T23:59:59Z: every accreditation has an end.
fn without_end() -> Option<Timestamp> {
    Timestamp::from_unix_seconds(253_402_300_799)
}
