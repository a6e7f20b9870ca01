//! Which keys sign a list that nobody delegated, and how many of them must. `spec/accreditation-list.md#root-lists`

use crate::accreditation::member::{self, MemberError, Place};
use crate::code::Code;
use crate::json::Json;
use crate::key::KeyKind;
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::public_key::PublicKey;

/// The keys that sign one version of a root list and the next (TUF, root role), or those that a verifier begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    threshold: u8,
    keys: Box<[PublicKey]>,
}

impl Signing {
    /// So many of these keys.
    ///
    /// # Errors
    /// [`SigningError`], if a key stands twice or is none of Ed25519, or fewer than 1 or more than there are must sign.
    pub fn new(threshold: u8, keys: &[PublicKey]) -> Result<Self, SigningError> {
        let at = JsonPointer::root();
        for (index, key) in keys.iter().enumerate() {
            let at = at.member("keys").item(index);
            if key.kind() != KeyKind::Ed25519 {
                return Err(SigningError::KeyKind { found: key.kind(), at });
            }
            if let Some(first) = keys.iter().take(index).position(|earlier| earlier == key) {
                let first = JsonPointer::root().member("keys").item(first);
                return Err(MemberError::Duplicate { value: key.to_multikey(), first, at }.into());
            }
        }
        let signing = Self { threshold, keys: keys.into() };
        signing.heed_threshold(&at.member("threshold"))?;
        Ok(signing)
    }

    pub(super) fn read(value: &Json, trail: &Trail<'_>) -> Result<Self, SigningError> {
        let place = Place::of(value, trail)?;
        let threshold = place.required("threshold", |value, at| member::small(value, 1, at))?;
        let texts =
            place.required("keys", |value, at| member::items(value, Limits::DEFAULT.list_keys, at))?;
        let at = trail.member("keys");
        let key = |(index, value): (usize, &Json)| {
            let at = at.item(index);
            let key = PublicKey::from_multikey(member::text(value, &at)?).ok();
            // Lists are signed with the suites of EdDSA only.
            key.filter(|key| key.kind() == KeyKind::Ed25519)
                .ok_or_else(|| member::kind(value, "an Ed25519 key as Multikey", &at))
        };
        let keys = texts.iter().enumerate().map(key).collect::<Result<Box<[_]>, MemberError>>()?;
        member::distinct(texts.iter().filter_map(Json::as_str), |index| at.item(index).pointer())?;
        let signing = Self { threshold, keys };
        signing.heed_threshold(&trail.member("threshold").pointer())?;
        Ok(signing)
    }

    fn heed_threshold(&self, at: &JsonPointer) -> Result<(), SigningError> {
        let (threshold, keys) = (self.threshold, self.keys.len());
        if (1..=keys).contains(&usize::from(threshold)) {
            Ok(())
        } else {
            Err(SigningError::ThresholdOutOfReach { threshold, keys, at: at.clone() })
        }
    }

    /// How many of them must have signed.
    #[must_use]
    pub const fn threshold(&self) -> u8 {
        self.threshold
    }

    /// The keys, all different, all Ed25519.
    #[must_use]
    pub const fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// Whether the same keys must sign, as many of them, in whatever order they stand.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.threshold == other.threshold
            && self.keys.len() == other.keys.len()
            && self.keys.iter().all(|key| other.keys.contains(key))
    }
}

/// Why it is not said who signs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SigningError {
    /// A key of a kind with which lists are not signed.
    #[error("{at} is a key of the kind {found}, expected Ed25519")]
    KeyKind {
        /// The kind.
        found: KeyKind,
        /// Where.
        at: JsonPointer,
    },
    /// A member is not what stands there.
    #[error(transparent)]
    Member(#[from] MemberError),
    /// Nobody must sign, or more than there are.
    #[error("{at} is {threshold}, expected 1 to {keys}, as many as there are keys")]
    ThresholdOutOfReach {
        /// How many must sign.
        threshold: u8,
        /// How many can.
        keys: usize,
        /// Where.
        at: JsonPointer,
    },
}

impl SigningError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::KeyKind { .. } | Self::ThresholdOutOfReach { .. } => Code::AccredListMalformed,
            Self::Member(error) => error.code(),
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::KeyKind { at, .. } | Self::ThresholdOutOfReach { at, .. } => at,
            Self::Member(error) => error.at(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::signer::{Signer, SigningKey};

    use super::*;

    fn keys(seeds: &[u8]) -> Vec<PublicKey> {
        seeds.iter().map(|seed| SigningKey::from_seed(&[*seed; 32]).public_key()).collect()
    }

    #[test]
    fn the_same_keys_in_another_order_are_the_same() {
        let signing = |threshold, seeds: &[u8]| Signing::new(threshold, &keys(seeds)).unwrap();
        let two = signing(2, &[1, 2]);
        assert!(two.is_same_as(&signing(2, &[2, 1])));
        for other in [signing(1, &[1, 2]), signing(2, &[1, 2, 3]), signing(2, &[1, 3])] {
            assert!(!two.is_same_as(&other) && !other.is_same_as(&two), "{other:?}");
        }
    }

    #[test]
    fn keys_stand_once_are_of_one_kind_and_enough_for_the_threshold() {
        let refused = |threshold, keys: &[PublicKey]| Signing::new(threshold, keys).unwrap_err();
        let twice = refused(1, &keys(&[1, 2, 1]));
        assert_eq!((twice.code(), twice.at().as_str()), (Code::AccredListDuplicate, "/keys/2"));
        if let Ok(other) = PublicKey::from_multikey("zDnaeTwpEeCakut8dke5woHAFPxNgA5FmXa9b4t4DSNdSi8Po") {
            let other = refused(1, &[keys(&[1]), vec![other]].concat());
            assert_eq!((other.code(), other.at().as_str()), (Code::AccredListMalformed, "/keys/1"));
        }
        for threshold in [0, 3] {
            let error = refused(threshold, &keys(&[1, 2]));
            assert_eq!(error.at().as_str(), "/threshold", "{error}");
        }
    }
}
