//! What a key is for: the verification relationships of a controller document (CID 1.0 §2.3).

/// What a controller lets a method do (CID 1.0 §2.3). The names are those of the proof purposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Relationship {
    /// Making claims: issuing badges and lists.
    AssertionMethod,
    /// Proving who one is: presentations.
    Authentication,
    /// Passing a capability on.
    CapabilityDelegation,
    /// Using a capability.
    CapabilityInvocation,
    /// Receiving what is encrypted.
    KeyAgreement,
}

impl Relationship {
    /// Every relationship of CID 1.0 §2.3.
    pub const ALL: [Self; 5] = [
        Self::AssertionMethod,
        Self::Authentication,
        Self::CapabilityDelegation,
        Self::CapabilityInvocation,
        Self::KeyAgreement,
    ];

    /// The relationships that a key for signatures can stand in.
    pub(super) const OF_SIGNATURES: [Self; 4] =
        [Self::AssertionMethod, Self::Authentication, Self::CapabilityDelegation, Self::CapabilityInvocation];

    /// The member's name, which is also the value of `proofPurpose`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AssertionMethod => "assertionMethod",
            Self::Authentication => "authentication",
            Self::CapabilityDelegation => "capabilityDelegation",
            Self::CapabilityInvocation => "capabilityInvocation",
            Self::KeyAgreement => "keyAgreement",
        }
    }
}

impl std::fmt::Display for Relationship {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
