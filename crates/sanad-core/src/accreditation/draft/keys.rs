//! How keys come and go on a list in the making.

use super::AccreditationListDraft;
use super::error::DraftError;
use super::members::{objects, objects_mut, push};
use crate::accreditation::key::RevocationReason;
use crate::json::Object;
use crate::public_key::PublicKey;
use crate::timestamp::Timestamp;

impl AccreditationListDraft {
    /// Pins a key to somebody, from an instant on. Its id is the entity's, `#`, and the key.
    ///
    /// # Errors
    /// [`DraftError`], if nobody is listed by that id, or the key is pinned already.
    pub fn add_key(&mut self, entity: &str, key: &PublicKey, from: Timestamp) -> Result<(), DraftError> {
        let multikey = key.to_multikey();
        self.heed_unpinned(entity, &multikey)?;
        let method = Object::new()
            .with("id", format!("{entity}#{multikey}"))
            .with("type", "Multikey")
            .with("publicKeyMultibase", multikey)
            .with("validFrom", from.to_string());
        push(self.entity(entity)?, "verificationMethod", method);
        Ok(())
    }

    /// Ends a key, and says why. `invalidity_date` is since when a compromised one may be in other hands.
    ///
    /// # Errors
    /// [`DraftError`], if nobody is listed by that id, or the key is not pinned.
    pub fn revoke_key(
        &mut self,
        entity: &str,
        key: &PublicKey,
        at: Timestamp,
        reason: RevocationReason,
        invalidity_date: Option<Timestamp>,
    ) -> Result<(), DraftError> {
        let multikey = key.to_multikey();
        let listed = self.entity(entity)?;
        let mut methods = objects_mut(listed, "verificationMethod");
        let Some(method) = methods.find(|method| method.text("publicKeyMultibase") == Some(&multikey)) else {
            return Err(DraftError::NoSuchKey { entity: entity.to_owned(), multikey });
        };
        if !method.contains("revoked") {
            method.insert("revoked", at.to_string());
        }
        method.insert("revocationReason", reason.as_str());
        if let Some(date) = invalidity_date {
            method.insert("invalidityDate", date.to_string());
        }
        Ok(())
    }

    /// Puts a key in the place of another from an instant on.
    ///
    /// # Errors
    /// As [`Self::revoke_key`] and [`Self::add_key`].
    pub fn rotate_key(
        &mut self,
        entity: &str,
        old: &PublicKey,
        new: &PublicKey,
        at: Timestamp,
    ) -> Result<(), DraftError> {
        // All or nothing: only what cannot fail any more is done second.
        self.heed_unpinned(entity, &new.to_multikey())?;
        self.revoke_key(entity, old, at, RevocationReason::Superseded, None)?;
        self.add_key(entity, new, at)
    }

    fn heed_unpinned(&mut self, entity: &str, multikey: &str) -> Result<(), DraftError> {
        let mut methods = objects(self.entity(entity)?, "verificationMethod");
        if methods.any(|method| method.text("publicKeyMultibase") == Some(multikey)) {
            let (entity, multikey) = (entity.to_owned(), multikey.to_owned());
            return Err(DraftError::KeyAlreadyPinned { entity, multikey });
        }
        Ok(())
    }
}
