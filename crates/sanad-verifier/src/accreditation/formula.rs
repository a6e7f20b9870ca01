//! How many of the authorities that a verifier trusts must vouch for an issuer. `spec/path-validation.md#combining`

use std::fmt;
use std::num::NonZeroU8;

/// How many of the granting authorities must vouch for an issuer. The default is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "every quorum there is")]
pub enum Formula {
    /// One of them.
    #[default]
    Any,
    /// Each of them. Where there are none, nobody vouches for anybody.
    All,
    /// So many of them. More than there are cannot be met.
    AtLeast(NonZeroU8),
}

impl Formula {
    /// The formula of that word: `any`, `all`, or a number from 1 to 255.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "any" => Some(Self::Any),
            "all" => Some(Self::All),
            // `+2` and `02` are other spellings of one number.
            _ if word.starts_with(['+', '0']) => None,
            _ => word.parse().ok().map(Self::AtLeast),
        }
    }

    /// How many of `count` authorities must vouch; never none.
    pub(super) fn needed(self, count: usize) -> usize {
        match self {
            Self::Any => 1,
            Self::All => count.max(1),
            Self::AtLeast(number) => usize::from(number.get()),
        }
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::All => f.write_str("all"),
            Self::AtLeast(number) => write!(f, "{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_has_one_spelling_and_never_asks_for_nobody() {
        for word in ["any", "all", "1", "2", "255"] {
            let formula = Formula::named(word).unwrap();
            assert_eq!(formula.to_string(), word);
            assert!(formula.needed(0) >= 1, "{word}");
        }
        for word in ["", "Any", "0", "00", "02", "+2", "-1", "256", "2 ", "two"] {
            assert_eq!(Formula::named(word), None, "{word}");
        }
    }
}
