//! What stands for RSA keys in a build without the feature `rsa`: a type that has no value.

use crate::key::KeyError;
use crate::signature::{Signature, SignatureError};

/// Whether this build has these keys.
pub(crate) const IS_BUILT_IN: bool = false;

/// No RSA key: this build does not read them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "it has no value")]
pub enum RsaKey {}

impl RsaKey {
    /// Refuses.
    ///
    /// # Errors
    /// [`KeyError::TypeMismatch`], always.
    pub fn from_components(_: &[u8], _: &[u8]) -> Result<Self, KeyError> {
        Err(KeyError::TypeMismatch {
            found: "an RSA key, which this build does not read".to_owned(),
            expected: "a key of a kind that this build reads",
        })
    }

    pub(crate) fn from_pkcs1(_: &[u8]) -> Option<Result<Self, KeyError>> {
        Some(Self::from_components(&[], &[]))
    }

    pub(crate) fn to_pkcs1(&self) -> Vec<u8> {
        match *self {}
    }

    /// Never called.
    #[must_use]
    pub fn modulus(&self) -> &[u8] {
        match *self {}
    }

    /// Never called.
    #[must_use]
    pub fn exponent(&self) -> &[u8] {
        match *self {}
    }

    /// Never called.
    ///
    /// # Errors
    /// None.
    pub fn verify(&self, _: &[u8], _: &Signature) -> Result<(), SignatureError> {
        match *self {}
    }
}
