//! Why bytes are no JWT with a credential in it.

use crate::code::Code;
use crate::json::JsonError;
use crate::jws::JwsError;
use crate::pointer::JsonPointer;

/// Why bytes are no JWT with a credential in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VcJwtError {
    /// The first context is not that of the form: v2 where the payload is the credential, v1 under `vc`.
    #[error("the first context is `{found}`, expected `{expected}` where the credential stands")]
    Context {
        /// The first context; empty if there is none.
        found: String,
        /// The one expected.
        expected: &'static str,
    },
    /// `vc` is no object.
    #[error("`vc` is {found}, expected a credential")]
    CredentialNotAnObject {
        /// What it is.
        found: &'static str,
    },
    /// No JWS that we read.
    #[error(transparent)]
    Jws(#[from] JwsError),
    /// A JWT that is about something else, such as access to a service.
    #[error("there is no credential in the JWT")]
    NoCredential,
    /// The payload is not strict JSON.
    #[error("the payload of the JWT cannot be read: {0}")]
    Payload(#[from] JsonError),
    /// The payload is JSON, but no object.
    #[error("{found} where the payload of a JWT is an object")]
    PayloadNotAnObject {
        /// What it is.
        found: &'static str,
    },
    /// A presentation: it holds credentials, and is none.
    #[error("the JWT is a presentation, not a credential")]
    Presentation,
    /// A credential under `vc`, and members of a credential beside it (OB 3.0, "Verify a Credential VC-JWT Signature").
    #[error("the JWT has a credential under `vc` and `{member}` beside it")]
    TwoCredentials {
        /// The first member of a credential beside `vc`.
        member: &'static str,
    },
}

impl VcJwtError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Jws(error) => error.code(),
            Self::Payload(error) => error.code(),
            Self::Presentation => Code::JwtTypUnexpected,
            Self::NoCredential => Code::TypeUnexpected,
            Self::Context { .. }
            | Self::CredentialNotAnObject { .. }
            | Self::PayloadNotAnObject { .. }
            | Self::TwoCredentials { .. } => Code::JwtMalformed,
        }
    }

    /// Where in the payload, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Payload(error) => error.at(),
            _ => None,
        }
    }
}
