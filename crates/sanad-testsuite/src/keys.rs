//! The keys of the test vectors: made from words, so that anybody can make them again, and nobody may use them.
#![expect(clippy::panic, reason = "a case that asks for a key that nobody has is written wrongly")]

use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::signer::{Signer, SigningKey};
use sha2::{Digest as _, Sha256, Sha384};

use crate::signers::{P256Signer, P384Signer, RsaSigner};

use crate::selective;

/// Whose key it is. The seed is the SHA-256 of the word, but for [`Who::Minimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the cast of the vectors")]
pub enum Who {
    /// Issues the badges.
    Academy,
    /// Would like to issue them.
    Attacker,
    /// Accredits who issues them, on a list of its own.
    Board,
    /// Endorses and co-signs.
    Commission,
    /// Accredits those who accredit.
    Council,
    /// Earns them.
    Learner,
    /// The seed 32 × `0x11` of the example in `spec/proof.md`.
    Minimal,
}

impl Who {
    /// Everybody.
    pub const ALL: [Self; 7] = [
        Self::Academy,
        Self::Attacker,
        Self::Board,
        Self::Commission,
        Self::Council,
        Self::Learner,
        Self::Minimal,
    ];

    /// The word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Academy => "academy",
            Self::Attacker => "attacker",
            Self::Board => "board",
            Self::Commission => "commission",
            Self::Council => "council",
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

    /// The private key of some kind, as a signer.
    ///
    /// # Panics
    /// If nobody made one: only the academy and the attacker have RSA keys.
    #[must_use]
    pub fn signer(self, kind: KeyKind) -> Box<dyn Signer> {
        match (kind, self) {
            (KeyKind::Ed25519, _) => Box::new(self.key()),
            (KeyKind::P256, _) => Box::new(P256Signer::from_secret(&self.seed())),
            (KeyKind::P384, _) => Box::new(P384Signer::from_secret(&Sha384::digest(self.seed()).into())),
            (KeyKind::Rsa, Self::Academy) => Box::new(RsaSigner::academy()),
            (KeyKind::Rsa, Self::Attacker) => Box::new(RsaSigner::attacker()),
            (kind, who) => panic!("{who:?} has no key of the kind {kind}"),
        }
    }

    /// The public key as Multikey.
    #[must_use]
    pub fn multikey(self) -> String {
        self.multikey_of(KeyKind::Ed25519)
    }

    /// The public key of some kind as Multikey.
    #[must_use]
    pub fn multikey_of(self, kind: KeyKind) -> String {
        self.signer(kind).public_key().to_multikey()
    }

    /// The `did:key`.
    #[must_use]
    pub fn did(self) -> String {
        self.did_of(KeyKind::Ed25519)
    }

    /// The `did:key` of the key of some kind.
    #[must_use]
    pub fn did_of(self, kind: KeyKind) -> String {
        format!("did:key:{}", self.multikey_of(kind))
    }

    /// The URL of the `did:key`'s only verification method.
    #[must_use]
    pub fn method(self) -> String {
        self.method_of(KeyKind::Ed25519)
    }

    /// The URL of the only verification method of the `did:key` of the key of some kind.
    #[must_use]
    pub fn method_of(self, kind: KeyKind) -> String {
        format!("{}#{}", self.did_of(kind), self.multikey_of(kind))
    }

    /// Whose key it is, and of what kind, that a `did:key`'s method names.
    #[must_use]
    pub fn of_method(url: &str) -> Option<(Self, KeyKind)> {
        let kinds = [KeyKind::Ed25519, KeyKind::P256, KeyKind::P384];
        Self::ALL
            .into_iter()
            .flat_map(|who| kinds.map(|kind| (who, kind)))
            .find(|(who, kind)| who.method_of(*kind) == url)
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
            .with("verificationMethod", who.method())
            .with("p256", who.multikey_of(KeyKind::P256))
            .with("p384", who.multikey_of(KeyKind::P384));
        keys.with(who.word(), key)
    });
    Object::new()
        .with("warning", "Everybody has these keys. Never use them.")
        .with("made", "seed = SHA-256 of the name, but for `minimal`: 32 bytes 0x11 (RFC 8032, private key)")
        .with("made_p256", "secret number = seed, big-endian")
        .with("made_p384", "secret number = SHA-384 of the seed, big-endian")
        .with("keys", keys)
        .with("selective", selective::keys::index())
        .into()
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
