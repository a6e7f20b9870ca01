//! A list as an authority writes it. `spec/accreditation-list.md#list`
#![expect(clippy::expect_used, reason = "a world that cannot be built is written wrongly")]

use sanad_core::json::{Json, Object};

use super::entry::Entry;
use super::{LISTED, Party, UNTIL, digest};

/// A list as its authority writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    by: Party,
    id: String,
    /// From when on it speaks.
    pub valid_from: String,
    /// Until when.
    pub valid_until: String,
    /// The members of `accreditationList`.
    pub own: Object,
    /// Whom it lists.
    pub entries: Vec<Entry>,
}

impl List {
    /// The first version of somebody's list, with nobody in it.
    #[must_use]
    pub fn by(by: &Party) -> Self {
        Self {
            by: by.clone(),
            id: by.list(),
            valid_from: LISTED.to_owned(),
            valid_until: UNTIL.to_owned(),
            own: Object::new()
                .with("sequence", 1_u32)
                .with("listType", "https://w3id.org/sanad/list-type/accreditation")
                .with("historicalInformationPeriod", 65_535_u32),
            entries: Vec::new(),
        }
    }

    /// Under another id.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// As some later version, after one that nobody has.
    #[must_use]
    pub fn sequence(self, number: u64) -> Self {
        let before = Object::new().with("never", "published");
        self.version(number, (number > 1).then(|| digest(&before)))
    }

    /// As the version that follows a published one.
    #[must_use]
    pub fn after(self, published: &Object) -> Self {
        let before = published.get("accreditationList").and_then(Json::as_object);
        let number = before.and_then(|own| own.get("sequence")).map(Json::to_compact);
        let number: u64 = number.and_then(|text| text.parse().ok()).expect("a list has a sequence number");
        self.version(number + 1, Some(digest(published)))
    }

    fn version(self, number: u64, before: Option<String>) -> Self {
        let number = Json::parse(number.to_string().as_bytes()).expect("digits");
        let mut list = self.own("sequence", number);
        match before {
            None => list.own.remove("previousDigest"),
            Some(before) => list.own.insert("previousDigest", before),
        };
        list
    }

    /// With another period.
    #[must_use]
    pub fn valid(mut self, from: &str, until: &str) -> Self {
        from.clone_into(&mut self.valid_from);
        until.clone_into(&mut self.valid_until);
        self
    }

    /// With a member of `accreditationList`.
    #[must_use]
    pub fn own(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.own.insert(name, value);
        self
    }

    /// With signers of its own: how many of which of the authority's keys.
    #[must_use]
    pub fn signing(self, threshold: u8, numbers: &[u8]) -> Self {
        let keys: Vec<String> = numbers.iter().map(|number| self.by.multikey(*number)).collect();
        self.own("signing", Object::new().with("threshold", u32::from(threshold)).with("keys", keys))
    }

    /// With somebody in it.
    #[must_use]
    pub fn with(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    /// The list, not yet signed.
    #[must_use]
    pub fn unsigned(&self) -> Object {
        let issuer = Object::new()
            .with("id", self.by.did())
            .with("type", "RecognizedIssuer")
            .with("name", self.by.0.clone());
        let entries: Vec<Object> = self.entries.iter().map(|entry| entry.write(&self.id)).collect();
        Object::new()
            .with(
                "@context",
                vec!["https://www.w3.org/ns/credentials/v2", "https://w3id.org/sanad/accreditation-list/v1"],
            )
            .with("id", self.id.clone())
            .with(
                "type",
                vec!["VerifiableCredential", "RecognizedEntityCredential", "AccreditationListCredential"],
            )
            .with("issuer", issuer)
            .with("validFrom", self.valid_from.clone())
            .with("validUntil", self.valid_until.clone())
            .with("accreditationList", self.own.clone())
            .with("credentialSubject", entries)
    }

    /// The list, signed with the authority's first key.
    #[must_use]
    pub fn sign(&self) -> Object {
        self.sign_with(&[1])
    }

    /// The list, signed with some of the authority's keys.
    #[must_use]
    pub fn sign_with(&self, numbers: &[u8]) -> Object {
        numbers.iter().fold(self.unsigned(), |list, number| self.by.sign(list, *number))
    }
}
