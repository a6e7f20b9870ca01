//! The keys of the test vectors: made from words, so that anybody can make them again, and nobody may use them.

use sanad_core::json::{Json, Object};
use sanad_core::signer::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256};

/// Whose key it is. The seed is the SHA-256 of the word, but for [`Who::Minimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the cast of the vectors")]
pub enum Who {
    /// Issues the badges.
    Academy,
    /// Would like to issue them.
    Attacker,
    /// Endorses and co-signs.
    Commission,
    /// Earns them.
    Learner,
    /// The seed 32 × `0x11` of the example in `spec/proof.md`.
    Minimal,
}

impl Who {
    /// Everybody.
    pub const ALL: [Self; 5] =
        [Self::Academy, Self::Attacker, Self::Commission, Self::Learner, Self::Minimal];

    /// The word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Academy => "academy",
            Self::Attacker => "attacker",
            Self::Commission => "commission",
            Self::Learner => "learner",
            Self::Minimal => "minimal",
        }
    }

    /// The one with that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|who| who.word() == word)
    }

    /// The private key.
    #[must_use]
    pub fn key(self) -> SigningKey {
        SigningKey::from_seed(&self.seed())
    }

    /// The public key as Multikey.
    #[must_use]
    pub fn multikey(self) -> String {
        self.key().verifying_key().to_multikey()
    }

    /// The `did:key`.
    #[must_use]
    pub fn did(self) -> String {
        format!("did:key:{}", self.multikey())
    }

    /// The URL of the `did:key`'s only verification method.
    #[must_use]
    pub fn method(self) -> String {
        format!("{}#{}", self.did(), self.multikey())
    }

    fn seed(self) -> [u8; 32] {
        match self {
            Self::Minimal => [0x11; 32],
            _ => Sha256::digest(self.word()).into(),
        }
    }
}

/// `keys.json`: every key, both halves.
#[must_use]
pub fn index() -> Json {
    let keys = Who::ALL.into_iter().fold(Object::new(), |keys, who| {
        let key = Object::new()
            .with("seed", hex(&who.seed()))
            .with("public", who.multikey())
            .with("did", who.did())
            .with("verificationMethod", who.method());
        keys.with(who.word(), key)
    });
    Object::new()
        .with("warning", "Everybody has these keys. Never use them.")
        .with("made", "seed = SHA-256 of the name, but for `minimal`: 32 bytes 0x11 (RFC 8032, private key)")
        .with("keys", keys)
        .into()
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
