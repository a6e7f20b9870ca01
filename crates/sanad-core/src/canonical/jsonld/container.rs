//! What stands between a term and its values (JSON-LD 1.1 §9.15.1).

use super::error::Violation;
use crate::json::Json;

/// What is between a term and its values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Container(u8);

impl Container {
    pub(super) const GRAPH: Self = Self(1);
    pub(super) const ID: Self = Self(2);
    pub(super) const INDEX: Self = Self(4);
    pub(super) const LANGUAGE: Self = Self(8);
    pub(super) const LIST: Self = Self(16);
    pub(super) const SET: Self = Self(32);
    pub(super) const TYPE: Self = Self(64);

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What `@container` says, if it is one of the combinations that there are (JSON-LD 1.1 API §4.2.2, step 19).
    pub(super) fn parse(value: &Json) -> Result<Self, Violation> {
        let mut container = Self::default();
        for item in value.items() {
            container = container.with(match item.as_str() {
                Some("@graph") => Self::GRAPH,
                Some("@id") => Self::ID,
                Some("@index") => Self::INDEX,
                Some("@language") => Self::LANGUAGE,
                Some("@list") => Self::LIST,
                Some("@set") => Self::SET,
                Some("@type") => Self::TYPE,
                _ => return Err(Violation::InvalidContainerMapping),
            });
        }
        let rest = container.without(Self::SET);
        let fine = match rest.0.count_ones() {
            0 => container.0 != 0,
            1 => !rest.has(Self::LIST) || !container.has(Self::SET),
            2 => rest.has(Self::GRAPH) && (rest.has(Self::ID) || rest.has(Self::INDEX)),
            _ => false,
        };
        if fine { Ok(container) } else { Err(Violation::InvalidContainerMapping) }
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether each value stands for itself, alone or among others.
    pub(super) const fn is_plain(self) -> bool {
        self.0 & !Self::SET.0 == 0
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
