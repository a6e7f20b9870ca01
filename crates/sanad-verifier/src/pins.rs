//! The keys that an accreditation gives for an issuer, which replace its controller document. `spec/path-validation.md#keys`

use sanad_core::accreditation::key::EntityKey;
use sanad_core::code::Code;
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

/// The pinned keys of one issuer; none if nobody pins any.
#[derive(Clone, Debug)]
pub(crate) struct Pins {
    issuer: String,
    pins: Vec<Pin>,
}

/// One key.
#[derive(Clone, Debug)]
pub(crate) struct Pin {
    pub(crate) key: PublicKey,
    listed: EntityKey,
    /// Why it may not sign anything new.
    ended: Option<(Code, String)>,
}

impl Pins {
    pub(crate) const fn none() -> Self {
        Self { issuer: String::new(), pins: Vec::new() }
    }

    pub(crate) fn new(issuer: &str, keys: Vec<&EntityKey>) -> Self {
        let pin = |listed: &EntityKey| {
            Some(Pin { key: listed.public_key().ok()?, listed: listed.clone(), ended: None })
        };
        Self { issuer: issuer.to_owned(), pins: keys.into_iter().filter_map(pin).collect() }
    }

    pub(super) fn hold_to(&mut self, at: Timestamp) {
        for pin in self.pins.iter_mut().filter(|pin| !pin.listed.in_force_at(at)) {
            let detail = format!(
                "the key {} is not in force at {at}, says the issuer's accreditation",
                pin.listed.id()
            );
            pin.ended = Some((Code::KeyRetired, detail));
        }
    }

    /// By its id, relative to the issuer or not, or by its thumbprint.
    pub(super) fn named(&self, issuer: &str, name: &str) -> Option<&Pin> {
        let fragment = name.strip_prefix('#').unwrap_or(name);
        let is_it = |pin: &&Pin| {
            let id = pin.listed.id();
            let relative = id.strip_prefix(issuer).and_then(|rest| rest.strip_prefix('#'));
            id == name || relative == Some(fragment) || pin.key.jwk_thumbprint() == name
        };
        self.of(issuer).iter().find(is_it)
    }

    pub(super) fn of_key(&self, issuer: &str, key: &PublicKey) -> Option<&Pin> {
        self.of(issuer).iter().find(|pin| pin.key == *key)
    }

    pub(super) fn holds(&self, issuer: &str, multikey: &str) -> bool {
        self.of(issuer).iter().any(|pin| pin.listed.multikey() == multikey)
    }

    /// Whether keys of an issuer's are pinned.
    pub(super) fn has_any(&self, issuer: &str) -> bool {
        !self.of(issuer).is_empty()
    }

    fn of(&self, issuer: &str) -> &[Pin] {
        if self.issuer == issuer { &self.pins } else { &[] }
    }
}

impl Pin {
    /// The key as Multikey.
    pub(crate) fn multikey(&self) -> &str {
        self.listed.multikey()
    }

    /// Whether it may sign what is judged.
    pub(crate) fn entitled(&self) -> Result<(), (Code, &str)> {
        match &self.ended {
            None => Ok(()),
            Some((code, detail)) => Err((*code, detail)),
        }
    }
}
