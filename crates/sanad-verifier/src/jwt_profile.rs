//! How much of what Open Badges demands of a JWT is insisted on. `spec/jwt.md#profiles`

/// How much of what Open Badges 3.0 demands of a JWT is insisted on. Contradictions between a JWT and its credential
/// are refused under both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwtProfile {
    /// What Open Badges 3.0 demands: `iss`, `sub`, `jti`, `nbf` and `exp` repeat what the credential says, `typ` is `JWT`
    /// or absent, and the header has no further members.
    Strict,
    /// What vc-jose-cose leaves to issuers is left to them: claims may be missing, `typ` may be `vc+jwt`, the header may
    /// have more members, and the credential's dates fractions of a second. Whatever was needed is a remark in the
    /// report.
    Compatible,
}

impl JwtProfile {
    /// The profile's word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Compatible => "compatible",
        }
    }

    /// The profile of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Strict, Self::Compatible].into_iter().find(|profile| profile.as_str() == name)
    }
}
