//! What the verifier trusts to begin with.

/// Somebody trusted from the start, not because a document says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TrustAnchor {
    /// One issuer, by the id that its badges name: a DID or URL, compared to the letter. Trusted to award anything.
    Issuer(String),
}

impl TrustAnchor {
    /// Trusts one issuer, by the id that its badges name.
    #[must_use]
    pub fn issuer(id: impl Into<String>) -> Self {
        Self::Issuer(id.into())
    }
}
