//! The dimensions in which a scope can limit what is awarded, and how the words of each are spelled.

use std::fmt;

use crate::code::Code;
use crate::facts::credential_type;
use crate::model::badge_facts::LEARNING_MODE;
use crate::model::lexical;
use crate::model::vocabulary::ACHIEVEMENT_TYPE;

macro_rules! dimensions {
    ($($(#[doc = $meaning:literal])+ $name:ident = $member:literal, $words:literal, $code:ident;)+) => {
        /// A dimension of a scope, in the order of the specification.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Dimension { $($(#[doc = $meaning])+ $name,)+ }

        impl Dimension {
            /// Every dimension, in the order in which they are looked at.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The member of a scope that limits it.
            #[must_use]
            pub const fn member(self) -> &'static str {
                match self { $(Self::$name => $member,)+ }
            }

            /// What it is, in words for messages.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }

            /// The code under which a badge outside of it is reported.
            #[must_use]
            pub const fn code(self) -> Code {
                match self { $(Self::$name => Code::$code,)+ }
            }
        }
    };
}

dimensions! {
    /// What kind of credential.
    CredentialType = "limitCredentialType", "the type of credential", AccredScopeCredentialType;
    /// What kind of achievement.
    AchievementType = "limitAchievementType", "the type of achievement", AccredScopeAchievementType;
    /// Which achievements.
    Achievement = "limitAchievement", "the achievement", AccredScopeAchievement;
    /// Which qualifications.
    Qualification = "limitQualification", "the qualification", AccredScopeQualification;
    /// Which fields of education.
    Field = "limitField", "the field", AccredScopeField;
    /// Which levels of which frameworks.
    Level = "limitLevel", "the level", AccredScopeLevel;
    /// How much credit for one achievement.
    Credits = "limitCredits", "the credits", AccredScopeCredits;
    /// Where.
    Jurisdiction = "limitJurisdiction", "the jurisdiction", AccredScopeJurisdiction;
    /// Learned in which way.
    Mode = "limitMode", "the mode of learning", AccredScopeMode;
    /// In which languages.
    Language = "limitLanguage", "the language", AccredScopeLanguage;
}

impl Dimension {
    /// The dimension that a member of a scope limits.
    pub(crate) fn of_member(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|dimension| dimension.member() == name)
    }

    /// A word of the dimension in the spelling in which words are compared; `None` if it is none of its words.
    /// spec/scope.md#words
    pub(crate) fn word(self, text: &str) -> Option<String> {
        let is_one = match self {
            Self::AchievementType => ACHIEVEMENT_TYPE.allows(text),
            Self::Achievement => lexical::is_absolute_uri(text),
            Self::Field => lexical::is_field(text),
            Self::Jurisdiction => lexical::is_jurisdiction(text),
            Self::Mode => LEARNING_MODE.allows(text),
            // BCP 47 §2.1.1: tags are the same in whatever case.
            Self::Language => return lexical::is_language(text).then(|| text.to_ascii_lowercase()),
            Self::CredentialType => return lexical::is_plain(text).then(|| credential_type(text).to_owned()),
            Self::Qualification => lexical::is_plain(text),
            Self::Level | Self::Credits => false,
        };
        is_one.then(|| text.to_owned())
    }

    /// How a word of the dimension looks, for messages.
    pub(crate) const fn shape(self) -> &'static str {
        match self {
            Self::AchievementType => "an achievementType of Open Badges 3.0",
            Self::Achievement => "an absolute URI",
            Self::Field => "a code of ISCED-F, of 2 to 4 digits",
            Self::Jurisdiction => "a code of ISO 3166-1 or ISO 3166-2, as `IN` or `IN-KA`",
            Self::Mode => "`in-person`, `online` or `blended`, or `ext:` and a word",
            Self::Language => "a language tag",
            Self::CredentialType | Self::Qualification => "text without spaces at its ends",
            Self::Level => "`framework`, `min` and `max`, and nothing else",
            Self::Credits => "`unit` and `maxPerAchievement`, and nothing else",
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_of_one_spelling() {
        for (dimension, good, bad) in [
            (
                Dimension::Field,
                &["06", "061", "0613"][..],
                &["6", "06130", "o6", "06*", "math", "\u{0660}6", " 06", "06/1", ""][..],
            ),
            (
                Dimension::Jurisdiction,
                &["IN", "IN-KA", "GB-ENG", "FR-2A", "AT-9"],
                &["in", "IN-", "IN-ka", "IND", "IN-KARN", "IN-KA-1", "*", "I\u{4e}\u{301}", "-KA", ""],
            ),
            (
                Dimension::Mode,
                &["online", "in-person", "blended", "ext:lab"],
                &["Online", "ext:", "any", "*", ""],
            ),
            (
                Dimension::AchievementType,
                &["Diploma", "ext:Nano"],
                &["diploma", "VerifiableCredential", "*", ""],
            ),
            (Dimension::Achievement, &["https://a.example/x"], &["x", "*", ""]),
            (Dimension::CredentialType, &["OpenBadgeCredential"], &["", " a", "a\n"]),
            (Dimension::Language, &["en", "zh-Hant-TW"], &["*", "en_IN", "e", ""]),
        ] {
            for text in good {
                assert!(dimension.word(text).is_some(), "{text:?}");
            }
            for text in bad {
                assert_eq!(dimension.word(text), None, "{text:?}");
            }
        }
        assert_eq!(Dimension::Language.word("en-IN").as_deref(), Some("en-in"));
    }

    #[test]
    fn every_dimension_is_found_by_its_member() {
        for dimension in Dimension::ALL {
            assert_eq!(Dimension::of_member(dimension.member()), Some(*dimension));
        }
        for name in ["limitlevel", "limitCrédits", "limit", "scope", "*"] {
            assert_eq!(Dimension::of_member(name), None);
        }
    }
}
