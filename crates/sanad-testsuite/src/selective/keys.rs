//! The keys of the vectors of selective disclosure: P-256, made from words as the others are.
#![expect(clippy::expect_used, reason = "a word that makes no key is a wrong word")]

use p256::ecdsa::SigningKey;
use sanad_core::json::{Json, Object};
use sanad_core::multibase::Base;
use sha2::{Digest as _, Sha256};

use super::base::{Keys, multikey};
use crate::keys::hex;

/// Everybody's words.
const WORDS: [&str; 2] = ["academy", "attacker"];

/// The keys of whoever has that word.
#[must_use]
pub fn of(word: &str) -> Keys {
    Keys {
        issuer: secret(&format!("{word} p-256")),
        proof: secret(&format!("{word} proof")),
        hmac: seed(&format!("{word} labels")),
    }
}

/// The `did:key` of a key.
#[must_use]
pub fn did(key: &SigningKey) -> String {
    format!("did:key:{}", Base::Base58Btc.encode(&multikey(key)))
}

/// The URL of the `did:key`'s only verification method.
#[must_use]
pub fn method(key: &SigningKey) -> String {
    format!("{}#{}", did(key), Base::Base58Btc.encode(&multikey(key)))
}

/// What `keys.json` says of them.
pub(crate) fn index() -> Json {
    let row = |word: &str| {
        let keys = of(word);
        Object::new()
            .with(
                "issuer",
                Object::new().with("secret", hex(&keys.issuer.to_bytes())).with("did", did(&keys.issuer)),
            )
            .with("proof", Object::new().with("secret", hex(&keys.proof.to_bytes())))
            .with("hmac", hex(&keys.hmac))
    };
    let keys = WORDS.into_iter().fold(Object::new(), |keys, word| keys.with(word, row(word)));
    Object::new()
        .with("made", "SHA-256 of the name and ` p-256`, ` proof`, ` labels`; secrets are numbers of P-256")
        .with("keys", keys)
        .into()
}

fn secret(word: &str) -> SigningKey {
    SigningKey::from_slice(&seed(word)).expect("a number below the order")
}

fn seed(word: &str) -> [u8; 32] {
    Sha256::digest(word).into()
}
