//! In which of the formats that people share a badge came.

/// The format of a badge: which standard describes it, and how it is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A CLR 2.0 transcript with embedded proofs.
    Clr2DataIntegrity,
    /// A CLR 2.0 transcript as a JWT.
    Clr2Jwt,
    /// An Open Badges 2.0 assertion that its issuer hosts: what counts is the copy at its URL.
    OpenBadges2Hosted,
    /// An Open Badges 2.0 assertion signed as a JWS.
    OpenBadges2Signed,
    /// Open Badges 3.0 with embedded proofs.
    OpenBadges3DataIntegrity,
    /// Open Badges 3.0 as a JWT.
    OpenBadges3Jwt,
    /// A W3C Verifiable Presentation, which is not itself a badge.
    Presentation,
    /// None that could be told.
    Unknown,
}

impl Format {
    /// The word in a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clr2DataIntegrity => "clr2.data_integrity",
            Self::Clr2Jwt => "clr2.jwt",
            Self::OpenBadges2Hosted => "ob2.hosted",
            Self::OpenBadges2Signed => "ob2.signed",
            Self::OpenBadges3DataIntegrity => "ob3.data_integrity",
            Self::OpenBadges3Jwt => "ob3.jwt",
            Self::Presentation => "vp",
            Self::Unknown => "unknown",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
