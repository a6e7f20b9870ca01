//! The kinds of bit list that are read: Bitstring Status List, and Status List 2021, the draft it grew from. `spec/status.md#kinds`

/// A kind of list in which a badge has a place by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusListKind {
    /// W3C Bitstring Status List v1.0: the kind that is written.
    Bitstring,
    /// W3C CCG Status List 2021: one bit a badge, its bits in plain base64. Only read.
    StatusList2021,
}

impl StatusListKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Bitstring, Self::StatusList2021];

    /// The type of a badge's entry in such a list.
    #[must_use]
    pub const fn entry_type(self) -> &'static str {
        match self {
            Self::Bitstring => "BitstringStatusListEntry",
            Self::StatusList2021 => "StatusList2021Entry",
        }
    }

    /// The type of the credential that carries such a list.
    #[must_use]
    pub const fn credential_type(self) -> &'static str {
        match self {
            Self::Bitstring => "BitstringStatusListCredential",
            Self::StatusList2021 => "StatusList2021Credential",
        }
    }

    /// The type of the list itself, that credential's subject.
    #[must_use]
    pub const fn list_type(self) -> &'static str {
        match self {
            Self::Bitstring => "BitstringStatusList",
            Self::StatusList2021 => "StatusList2021",
        }
    }
}
