//! The three ways of signing that are measured.

/// A way of signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suite {
    Rdfc,
    Jcs,
    Jwt,
}

impl Suite {
    pub(crate) const ALL: [Self; 3] = [Self::Rdfc, Self::Jcs, Self::Jwt];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rdfc => "eddsa-rdfc-2022",
            Self::Jcs => "eddsa-jcs-2022",
            Self::Jwt => "jwt-eddsa",
        }
    }
}
