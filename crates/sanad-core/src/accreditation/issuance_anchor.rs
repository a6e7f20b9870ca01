//! What a list witnesses: that badges of an entity existed when it was signed. `spec/accreditation-list.md#issuance-anchors`

use crate::accreditation::digest::ListDigest;
use crate::accreditation::member::{self, MemberError, Place};
use crate::json::{Json, Object};
use crate::pointer::Trail;
use crate::timestamp::Timestamp;

/// That badges of an entity existed when the list was signed: the root of a Merkle tree over their digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuanceAnchor {
    entity: Box<str>,
    from: Timestamp,
    to: Timestamp,
    count: u64,
    root: ListDigest,
}

impl IssuanceAnchor {
    /// What an entity asks an authority to witness: so many badges under a root, which it issued from then on and before
    /// `to`.
    ///
    /// # Errors
    /// [`MemberError`], if the entity is no DID or https URL, there are no badges, or `to` is not later than `from`.
    pub fn new(
        entity: &str,
        from: Timestamp,
        to: Timestamp,
        count: u64,
        root: ListDigest,
    ) -> Result<Self, MemberError> {
        let anchor = Self { entity: entity.into(), from, to, count, root };
        Self::from_json(&Json::Object(anchor.to_json()))
    }

    /// Reads the JSON form.
    ///
    /// # Errors
    /// [`MemberError`], which says what and where.
    pub fn from_json(value: &Json) -> Result<Self, MemberError> {
        Self::read(value, &Trail::Root)
    }

    /// The JSON form, as it stands in a list.
    #[must_use]
    pub fn to_json(&self) -> Object {
        let count = Json::parse(self.count.to_string().as_bytes()).unwrap_or(Json::Null);
        Object::new()
            .with("entity", &*self.entity)
            .with("from", self.from.to_string())
            .with("to", self.to.to_string())
            .with("count", count)
            .with("root", self.root.to_string())
    }

    pub(super) fn read(value: &Json, trail: &Trail<'_>) -> Result<Self, MemberError> {
        let place = Place::of(value, trail)?;
        let from = place.required("from", member::time)?;
        let to = |value: &Json, at: &Trail<'_>| {
            member::time(value, at).and_then(|to| {
                if to > from { Ok(to) } else { Err(member::kind(value, "a time later than `from`", at)) }
            })
        };
        Ok(Self {
            entity: place.required("entity", member::did_or_https)?.into(),
            from,
            to: place.required("to", to)?,
            count: place.required("count", |value, at| member::whole(value, 1, at))?,
            root: place.required("root", member::digest)?,
        })
    }

    /// Who issued the badges.
    #[must_use]
    pub const fn entity(&self) -> &str {
        &self.entity
    }

    /// From when on they were issued, as the entity said.
    #[must_use]
    pub const fn from(&self) -> Timestamp {
        self.from
    }

    /// Until when, that instant excluded.
    #[must_use]
    pub const fn to(&self) -> Timestamp {
        self.to
    }

    /// How many badges there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The root of their Merkle tree.
    #[must_use]
    pub const fn root(&self) -> &[u8; 32] {
        self.root.as_bytes()
    }
}
