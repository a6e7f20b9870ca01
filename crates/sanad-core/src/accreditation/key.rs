//! A key that a list pins to an entity, and the time in which it counts. `spec/accreditation-list.md#keys`

use crate::accreditation::member::{self, MemberError, Place};
use crate::accreditation::word::words;
use crate::code::Code;
use crate::json::Json;
use crate::key::KeyError;
use crate::multibase::Base;
use crate::pointer::{JsonPointer, Trail};
use crate::public_key::PublicKey;
use crate::timestamp::Timestamp;

words! {
    /// Why a key counts no more (OpenID Federation 1.0, historical keys).
    #[non_exhaustive]
    RevocationReason {
        /// Somebody else may have it: what it signed counts only where a witness shows that it was signed before.
        Compromised = "compromised",
        /// Another key has taken its place; what it signed before still counts.
        Superseded = "superseded",
        /// It is out of use; what it signed before still counts.
        Retired = "retired",
        /// Not said; what it signed before still counts.
        Unspecified = "unspecified",
    }
}

/// A key of an entity, as the list pins it: no document elsewhere is asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityKey {
    id: Box<str>,
    multikey: Box<str>,
    valid_from: Timestamp,
    expires: Option<Timestamp>,
    revoked: Option<Timestamp>,
    revocation_reason: Option<RevocationReason>,
    invalidity_date: Option<Timestamp>,
}

impl EntityKey {
    pub(super) fn read(value: &Json, trail: &Trail<'_>) -> Result<Self, EntityKeyError> {
        let place = Place::of(value, trail)?;
        place.expect_type("Multikey")?;
        let key = Self {
            id: place.required("id", member::url)?.into(),
            multikey: place.required("publicKeyMultibase", multikey)?,
            valid_from: place.required("validFrom", member::time)?,
            expires: place.optional("expires", member::time)?,
            revoked: place.optional("revoked", member::time)?,
            revocation_reason: place.optional("revocationReason", |value, at| {
                member::word(value, RevocationReason::of_word, RevocationReason::WORDS, at)
            })?,
            invalidity_date: place.optional("invalidityDate", member::time)?,
        };
        key.heed_order(trail)?;
        Ok(key)
    }

    fn heed_order(&self, trail: &Trail<'_>) -> Result<(), EntityKeyError> {
        if let Some(expires) = self.expires.filter(|expires| *expires <= self.valid_from) {
            let (at, valid_from) = (trail.member("expires").pointer(), self.valid_from);
            return Err(EntityKeyError::WindowEmpty { valid_from, end: expires, at });
        }
        // A key may be revoked before it was ever used, but not before it was there.
        if let Some(revoked) = self.revoked.filter(|revoked| *revoked < self.valid_from) {
            let (at, valid_from) = (trail.member("revoked").pointer(), self.valid_from);
            return Err(EntityKeyError::WindowEmpty { valid_from, end: revoked, at });
        }
        if self.revoked.is_some() != self.revocation_reason.is_some() {
            let missing = if self.revoked.is_some() { "revocationReason" } else { "revoked" };
            return Err(MemberError::Missing { at: trail.member(missing).pointer() }.into());
        }
        match (self.invalidity_date, self.revoked, self.revocation_reason) {
            (None, ..) => Ok(()),
            (Some(date), Some(revoked), Some(RevocationReason::Compromised)) if date <= revoked => Ok(()),
            (Some(date), revoked, reason) => {
                let at = trail.member("invalidityDate").pointer();
                Err(EntityKeyError::InvalidityDate { date, revoked, reason, at })
            }
        }
    }

    /// The URL of the verification method.
    #[must_use]
    pub const fn id(&self) -> &str {
        &self.id
    }

    /// The key as Multikey. A key has one spelling, so two texts are two keys.
    #[must_use]
    pub const fn multikey(&self) -> &str {
        &self.multikey
    }

    /// The key. It is decoded when it is asked for: on some curves that takes a tenth of a millisecond, and a list has
    /// tens of thousands of which one is needed.
    ///
    /// # Errors
    /// [`KeyError`], if the bytes are no point of the key's curve, or one that is refused.
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        PublicKey::from_multikey(&self.multikey)
    }

    /// Whether it is that key.
    #[must_use]
    pub fn is(&self, key: &PublicKey) -> bool {
        *self.multikey == key.to_multikey()
    }

    /// From when on it counts, that instant included.
    #[must_use]
    pub const fn valid_from(&self) -> Timestamp {
        self.valid_from
    }

    /// Until when it was meant to count, that instant excluded.
    #[must_use]
    pub const fn expires(&self) -> Option<Timestamp> {
        self.expires
    }

    /// From when on it counts no more.
    #[must_use]
    pub const fn revoked(&self) -> Option<Timestamp> {
        self.revoked
    }

    /// Why it counts no more; there if [`Self::revoked`] is.
    #[must_use]
    pub const fn revocation_reason(&self) -> Option<RevocationReason> {
        self.revocation_reason
    }

    /// From when on it may have been in other hands; only with [`RevocationReason::Compromised`].
    #[must_use]
    pub const fn invalidity_date(&self) -> Option<Timestamp> {
        self.invalidity_date
    }

    /// Whether the key was in force at an instant: after its start, before its end and before it was revoked for
    /// whatever reason. What a compromise says of signatures made before is another question.
    #[must_use]
    pub fn in_force_at(&self, at: Timestamp) -> bool {
        let before = |end: Option<Timestamp>| end.is_none_or(|end| at < end);
        self.valid_from <= at && before(self.expires) && before(self.revoked) && before(self.invalidity_date)
    }
}

/// The text of a Multikey: the header of a kind that is read, and as many bytes as the kind has.
fn multikey(value: &Json, at: &Trail<'_>) -> Result<Box<str>, MemberError> {
    let text = member::text(value, at)?;
    let bytes = Base::Base58Btc.decode(text).ok();
    match bytes.as_deref() {
        Some([0xed, 0x01, key @ ..]) if key.len() == 32 => Ok(text.into()),
        Some([0x80, 0x24, key @ ..]) if key.len() == 33 => Ok(text.into()),
        Some([0x81, 0x24, key @ ..]) if key.len() == 49 => Ok(text.into()),
        _ => Err(member::kind(value, "an Ed25519, P-256 or P-384 key as Multikey", at)),
    }
}

/// Why a key of an entity is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntityKeyError {
    /// An invalidity date that stands without a compromise, or after the key was revoked.
    #[error(
        "{at} is {date} with `revoked` {} and the reason `{}`, expected no later than `revoked`, and the reason `compromised`",
        revoked.map_or_else(|| "missing".to_owned(), |time| time.to_string()),
        reason.map_or("none", RevocationReason::as_str)
    )]
    InvalidityDate {
        /// The date.
        date: Timestamp,
        /// When the key was revoked.
        revoked: Option<Timestamp>,
        /// Why.
        reason: Option<RevocationReason>,
        /// Where the date stands.
        at: JsonPointer,
    },
    /// A member is not what a key has there.
    #[error(transparent)]
    Member(#[from] MemberError),
    /// The key ends before it begins.
    #[error("{at} is {end}, no later than `validFrom`, {valid_from}")]
    WindowEmpty {
        /// When it begins.
        valid_from: Timestamp,
        /// When it ends.
        end: Timestamp,
        /// Where the end stands.
        at: JsonPointer,
    },
}

impl EntityKeyError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::InvalidityDate { .. } | Self::WindowEmpty { .. } => Code::AccredListMalformed,
            Self::Member(error) => error.code(),
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::InvalidityDate { at, .. } | Self::WindowEmpty { at, .. } => at,
            Self::Member(error) => error.at(),
        }
    }
}
