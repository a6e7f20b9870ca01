//! A short draft made into a whole one, with what it leaves out derived and never drawn by lot.

use sanad_core::canonical::jcs;
use sanad_core::code::Code;
use sanad_core::model::achievement::{Achievement, Criteria};
use sanad_core::model::draft::Draft;
use sanad_core::model::profile::{Image, Profile};
use sanad_core::model::recipient::Recipient;
use sanad_core::model::status_entry::{StatusEntry, StatusPurpose};
use sanad_core::signer::Signer;
use sha2::{Digest as _, Sha256};

use crate::draft::{Addressee, ShortDraft};
use crate::fail::Failure;

impl ShortDraft {
    /// The issuer's profile, as far as the draft describes it.
    pub(crate) fn profile(&self, issuer: &str) -> Profile {
        let mut profile = Profile::new(issuer);
        if let Some(name) = &self.issuer_name {
            profile = profile.name(name);
        }
        if let Some(url) = &self.issuer_url {
            profile = profile.url(url);
        }
        profile
    }

    /// The draft in the words of the model. What the issuer's key is needed for is the salt of a hashed recipient.
    pub(crate) fn into_draft(self, issuer: &str, signer: &dyn Signer) -> Result<Draft, Failure> {
        let recipient = self.recipient(signer)?;
        let mut draft = Draft::new(self.achievement(issuer), recipient).name(&self.name);
        if let Some(id) = &self.id {
            draft = draft.id(id);
        }
        if let Some(from) = self.valid_from {
            draft = draft.valid_from(from);
        }
        if let Some(until) = self.valid_until {
            draft = draft.valid_until(until);
        }
        if let Some(place) = &self.status {
            let entry = StatusEntry::new(StatusPurpose::named(&place.purpose), &place.list, place.index);
            draft = draft.status(&entry.map_err(|error| refused("status", &error, error.code()))?);
        }
        Ok(draft)
    }

    fn achievement(&self, issuer: &str) -> Achievement {
        let criteria = if self.criteria.starts_with("https://") || self.criteria.starts_with("http://") {
            Criteria::new().id(&self.criteria)
        } else {
            Criteria::new().narrative(&self.criteria)
        };
        let described = |id: &str| {
            let mut achievement = Achievement::new(id, &self.name, &self.description, criteria.clone());
            if let Some(kind) = &self.achievement_type {
                achievement = achievement.achievement_type(kind);
            }
            if let Some(facts) = &self.facts {
                achievement = achievement.badge_facts(facts.clone());
            }
            if let Some(image) = &self.image {
                achievement = achievement.image(Image::new(image));
            }
            achievement
        };
        match &self.achievement {
            Some(id) => described(id),
            // The same achievement of the same issuer has the same id in every badge.
            None => described(&derived_id(&described(issuer))),
        }
    }

    fn recipient(&self, signer: &dyn Signer) -> Result<Recipient, Failure> {
        let recipient = match &self.recipient {
            Addressee::Id(id) => Recipient::id(id),
            Addressee::Identity { kind, identity, salt } => {
                let identity =
                    if kind == "emailAddress" { with_domain_lowered(identity) } else { identity.clone() };
                let salt = salt.clone().map_or_else(|| self.salt(signer), Ok)?;
                Recipient::hashed(kind, &identity, &salt)
            }
        };
        recipient.map_err(|error| refused("recipient", &error, error.code()))
    }

    /// A salt that nobody without the issuer's key can guess, and that is another in each badge: the beginning of
    /// SHA-256 of a signature over the draft. `spec/decisions/0007-derived-salt.md`
    fn salt(&self, signer: &dyn Signer) -> Result<String, Failure> {
        let mut message = SALT_DOMAIN.to_vec();
        message.extend_from_slice(jcs::canonicalize(self.whole()).as_bytes());
        let signature = signer.sign(&message).map_err(|error| {
            Failure::new(&error, "give a salt in the draft, or make the signer available")
                .coded(error.code().as_str())
        })?;
        // Hashed, so that no signature is ever given away.
        let hash = Sha256::new().chain_update(SALT_DOMAIN).chain_update(signature.as_bytes()).finalize();
        Ok(hash.iter().take(SALT_BYTES).map(|byte| format!("{byte:02x}")).collect())
    }
}

/// What keeps a signature over a draft from being one over anything else. A proof signs two SHA-256 hashes, 64 bytes:
/// they would have to begin with these 24.
const SALT_DOMAIN: &[u8; 24] = b"sanad recipient salt v1\0";

/// Bytes of a derived salt. 20: over the 128 bits that the model asks for.
const SALT_BYTES: usize = 20;

/// `urn:uuid:` of the first 16 bytes of SHA-256, marked as version 8 (RFC 9562 §5.8).
fn derived_id(achievement: &Achievement) -> String {
    let text = jcs::canonicalize(achievement.view().object());
    let hash = Sha256::new().chain_update(b"sanad achievement v1\0").chain_update(text).finalize();
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// Domains are the same in any case; the name before the `@` is not ours to change.
fn with_domain_lowered(address: &str) -> String {
    let address = address.trim();
    match address.rsplit_once('@') {
        Some((name, domain)) => format!("{name}@{}", domain.to_ascii_lowercase()),
        None => address.to_owned(),
    }
}

fn refused(member: &str, error: &dyn std::fmt::Display, code: Code) -> Failure {
    let hint = "nothing was signed; `sanad issue --help` shows a whole draft";
    Failure::new(format!("{member} in the draft: {error}"), hint).coded(code.as_str())
}
