//! What stands for keys on P-256 and P-384 in a build without the feature `ecdsa`: types that have no value.

use crate::key::KeyError;
use crate::signature::{Signature, SignatureError};

/// Whether this build has these keys.
pub(crate) const IS_BUILT_IN: bool = false;

macro_rules! curve {
    ($Key:ident, $name:literal) => {
        #[doc = concat!("No key on ", $name, ": this build does not read them.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(clippy::exhaustive_enums, reason = "it has no value")]
        pub enum $Key {}

        impl $Key {
            /// Refuses.
            ///
            /// # Errors
            /// [`KeyError::TypeMismatch`], always.
            pub fn from_compressed(_: &[u8]) -> Result<Self, KeyError> {
                Err(not_built_in(concat!("a ", $name, " key, which this build does not read")))
            }

            /// Refuses.
            ///
            /// # Errors
            /// [`KeyError::TypeMismatch`], always.
            pub fn from_coordinates(_: &[u8], _: &[u8]) -> Result<Self, KeyError> {
                Self::from_compressed(&[])
            }

            /// Refuses.
            ///
            /// # Errors
            /// [`KeyError::TypeMismatch`], always.
            pub fn from_sec1(_: &[u8]) -> Result<Self, KeyError> {
                Self::from_compressed(&[])
            }

            /// Never called.
            #[must_use]
            pub fn to_compressed(&self) -> Vec<u8> {
                match *self {}
            }

            /// Never called.
            #[must_use]
            pub fn coordinates(&self) -> (Vec<u8>, Vec<u8>) {
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
    };
}

curve!(P256Key, "P-256");
curve!(P384Key, "P-384");

fn not_built_in(found: &str) -> KeyError {
    KeyError::TypeMismatch { found: found.to_owned(), expected: "a key of a kind that this build reads" }
}

#[cfg(test)]
mod tests {
    use crate::code::Code;
    use crate::public_key::PublicKey;

    #[test]
    fn keys_that_this_build_does_not_read_are_said_to_be_such() {
        for text in [
            "zDnaeTwpEeCakut8dke5woHAFPxNgA5FmXa9b4t4DSNdSi8Po",
            "z82Lkp1qXy7MSFunnQYK8iXdLSxaz3WHFNzNA6jowGmciSkpyQ4dyjAAR7nrV8oYy1CDADR",
        ] {
            let error = PublicKey::from_multikey(text).unwrap_err();
            assert_eq!(error.code(), Code::KeyTypeMismatch);
            assert!(error.to_string().contains("this build"), "{error}");
        }
    }
}
