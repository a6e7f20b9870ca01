//! The keywords of JSON-LD 1.1.

macro_rules! keywords {
    ($($variant:ident = $text:literal,)+) => {
        /// A keyword (JSON-LD 1.1 §1.7).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Keyword { $($variant,)+ }

        impl Keyword {
            pub(super) fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }

            pub(super) const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

keywords! {
    Base = "@base",
    Container = "@container",
    Context = "@context",
    Direction = "@direction",
    Graph = "@graph",
    Id = "@id",
    Import = "@import",
    Included = "@included",
    Index = "@index",
    Json = "@json",
    Language = "@language",
    List = "@list",
    Nest = "@nest",
    None = "@none",
    Prefix = "@prefix",
    Propagate = "@propagate",
    Protected = "@protected",
    Reverse = "@reverse",
    Set = "@set",
    Type = "@type",
    Value = "@value",
    Version = "@version",
    Vocab = "@vocab",
}

/// Which keywords an object has among the names of its members, and whether it has names that are none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keywords(u32);

impl Keywords {
    const OTHER: u32 = 1 << 31;

    #[expect(clippy::as_conversions, reason = "there are fewer keywords than bits")]
    const fn bit(keyword: Keyword) -> u32 {
        1 << keyword as u32
    }

    pub(super) const fn add(&mut self, keyword: Keyword) {
        self.0 |= Self::bit(keyword);
    }

    pub(super) const fn add_other(&mut self) {
        self.0 |= Self::OTHER;
    }

    pub(super) const fn has(self, keyword: Keyword) -> bool {
        self.0 & Self::bit(keyword) != 0
    }

    /// Whether there is nothing but these.
    pub(super) fn are_among(self, keywords: &[Keyword]) -> bool {
        let those = keywords.iter().fold(0, |bits, keyword| bits | Self::bit(*keyword));
        self.0 & !those == 0
    }
}

/// Whether the text looks like a keyword, `@` and letters only; such names are kept free for later versions.
pub(super) fn has_keyword_form(text: &str) -> bool {
    text.strip_prefix('@')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphabetic()))
}
