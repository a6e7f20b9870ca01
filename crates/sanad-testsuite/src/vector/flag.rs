//! What kind of trouble a vector is about, in a word that `manifest.json` explains.

use sanad_core::json::Object;

macro_rules! flags {
    ($($(#[doc = $meaning:literal])+ $name:ident,)+) => {
        /// A kind of trouble.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(clippy::exhaustive_enums, reason = "only the builder of the vectors uses them")]
        pub enum Flag { $($(#[doc = $meaning])+ $name,)+ }

        impl Flag {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }

            /// What it means.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($meaning),+).trim_ascii(),)+ }
            }
        }
    };
}

flags! {
    /// Something was changed after signing.
    Altered,
    /// Two readers could read it differently.
    Ambiguous,
    /// It costs a careless reader more than it may.
    Exhausting,
    /// Somebody who is not the issuer made it.
    Forged,
    /// It is not as the standards have it.
    Malformed,
    /// It was true at another time, or will be.
    OutOfTime,
    /// It tells about a person what it should not.
    Privacy,
    /// It was made for another purpose, place or person.
    Replayed,
    /// The issuer has taken it back.
    Revoked,
    /// What decides could not be had.
    Unavailable,
    /// No signature covers it.
    Unsigned,
    /// This version does not judge it.
    Unsupported,
    /// A key or signature that mathematics alone makes worthless.
    WeakKey,
}

/// Every word and what it means.
pub(super) fn index() -> Object {
    Flag::ALL.iter().fold(Object::new(), |index, flag| index.with(flag.word(), flag.meaning()))
}
