//! From a draft to a signed badge. `spec/proof.md#issuing`

use crate::badge::SignedBadge;
use crate::canonical::canonicalizer::Canonicalizer;
use crate::code::Code;
use crate::json::{Json, Object};
use crate::jws::{Jws, JwsSignError};
use crate::model::claims::Claims;
use crate::model::draft::{Draft, DraftError};
use crate::model::profile::Profile;
use crate::proof::cryptosuite::Cryptosuite;
use crate::proof::signature::{self, ProofError, ProofOptions, SignError};
use crate::signed::SignedDocument;
use crate::signer::Signer;
use crate::timestamp::Timestamp;
use crate::vc_jwt::VcJwt;
use crate::vc_jwt::numeric_date;

/// Who issues: a name for the world, a key, and where the world finds the key.
pub struct Issuer<'k> {
    profile: Profile,
    verification_method: String,
    suite: Cryptosuite,
    signer: &'k dyn Signer,
    canonicalizer: Canonicalizer,
}

impl std::fmt::Debug for Issuer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuer")
            .field("verification_method", &self.verification_method)
            .finish_non_exhaustive()
    }
}

impl<'k> Issuer<'k> {
    /// An issuer that is its key: anyone can check the signature with nothing else at hand. For a signer with a key of
    /// Ed25519, P-256 or P-384: there is no `did:key` of an RSA key that is read here.
    #[must_use]
    pub fn did_key(signer: &'k dyn Signer) -> Self {
        let multikey = signer.public_key().to_multikey();
        let did = format!("did:key:{multikey}");
        let verification_method = format!("{did}#{multikey}");
        Self::new(Profile::new(did), verification_method, signer)
    }

    /// An issuer with an identifier of its own (`did:web:…`, `https://…`). `verification_method` is the URL under
    /// which its controller document lists the signer's key for `assertionMethod`.
    #[must_use]
    pub fn new(profile: Profile, verification_method: impl Into<String>, signer: &'k dyn Signer) -> Self {
        Self {
            profile,
            verification_method: verification_method.into(),
            suite: Cryptosuite::EddsaRdfc2022,
            signer,
            canonicalizer: Canonicalizer::official(),
        }
    }

    /// The same issuer, described by `profile` in its badges.
    #[must_use]
    pub fn with_profile(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }

    /// The same issuer, signing with that suite; [`Cryptosuite::EddsaRdfc2022`] unless told.
    #[must_use]
    pub fn with_suite(self, suite: Cryptosuite) -> Self {
        Self { suite, ..self }
    }

    /// The same issuer, knowing other contexts than the official ones.
    #[must_use]
    pub fn with_canonicalizer(self, canonicalizer: Canonicalizer) -> Self {
        Self { canonicalizer, ..self }
    }

    /// The issuer's identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        self.profile.view().id().unwrap_or_default()
    }
}

impl Draft {
    /// Signs the draft. The same draft, issuer and time give the same bytes.
    ///
    /// # Errors
    /// [`IssueError`] if the draft is no badge, says something that would not be signed, or the signer fails; also if
    /// the finished signature does not verify, for then the signer is faulty and the badge is not let out.
    pub fn issue(self, issuer: &Issuer<'_>, at: Timestamp) -> Result<SignedBadge, IssueError> {
        if !matches!(issuer.suite, Cryptosuite::EddsaRdfc2022 | Cryptosuite::EddsaJcs2022) {
            return Err(IssueError::ReadOnlySuite { suite: issuer.suite.name() });
        }
        let content = self.into_unsigned(&issuer.profile, at)?;
        let options = ProofOptions::new(issuer.suite, issuer.verification_method.as_str()).created(at);
        match signature::sign(&content, None, &options, issuer.signer, &issuer.canonicalizer) {
            Ok(proof) => Ok(SignedDocument::from_parts(content, Json::Object(proof)).into()),
            Err(SignError::SelfCheck { source }) => Err(IssueError::SelfCheck(Some(source.into()))),
            Err(error) => Err(error.into()),
        }
    }
}

impl Draft {
    /// Signs the draft as a JWT whose payload is the credential (OB 3.0, "JSON Web Token Proof Format"), by the one
    /// algorithm of the signer's key. The same draft, issuer and time give the same bytes, if the signer's signatures do.
    ///
    /// # Errors
    /// [`IssueError`] as for [`Self::issue`]; also if a date of the draft is no whole second, which a JWT cannot repeat.
    pub fn issue_jwt(self, issuer: &Issuer<'_>, at: Timestamp) -> Result<SignedBadge, IssueError> {
        // spec/jwt.md#issuing
        let content = self.into_unsigned(&issuer.profile, at)?;
        let header = Object::new().with("kid", issuer.verification_method.as_str()).with("typ", "JWT");
        let payload = with_claims(content)?;
        let jws = Jws::sign(&header, payload.to_compact().as_bytes(), issuer.signer)?;
        VcJwt::of(jws, payload).map(Into::into).map_err(|_| IssueError::SelfCheck(None))
    }
}

/// The credential with the claims beside its members that repeat what it says.
fn with_claims(content: Object) -> Result<Object, IssueError> {
    let claims = Claims::new(&content);
    let texts = [("iss", claims.issuer_id()), ("sub", claims.subject_id()), ("jti", claims.id())];
    let texts = texts.map(|(claim, value)| (claim, value.map(Json::from)));
    let times = [
        ("nbf", "validFrom", claims.valid_from().ok().flatten()),
        ("exp", "validUntil", claims.valid_until().ok().flatten()),
    ];
    let mut payload = content;
    for (claim, value) in texts {
        if let Some(value) = value {
            payload.insert(claim, value);
        }
    }
    for (claim, member, time) in times {
        let Some(time) = time else { continue };
        let value = numeric_date::write(time).ok_or(IssueError::NoNumericDate { member, time })?;
        payload.insert(claim, value);
    }
    Ok(payload)
}

/// Why a draft was not signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IssueError {
    /// The draft is no badge that may be issued.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The JWT was not made: the signer failed or is faulty.
    #[error(transparent)]
    Jws(#[from] JwsSignError),
    /// A date that a JWT cannot repeat (RFC 7519 §2): not a whole second, or before 1970.
    #[error("`{member}` is {time}, expected whole seconds since 1970 in a JWT")]
    NoNumericDate {
        /// The member.
        member: &'static str,
        /// What it says.
        time: Timestamp,
    },
    /// The suite is one that we only read.
    #[error("`{suite}` is read, not issued; issue `eddsa-rdfc-2022` or `eddsa-jcs-2022`")]
    ReadOnlySuite {
        /// The suite's name.
        suite: &'static str,
    },
    /// The signature just made does not verify: the signer is faulty, or not the holder of the key it names.
    #[error("the signature just made does not verify, so the signer is faulty")]
    SelfCheck(#[source] Option<ProofError>),
    /// The draft says something that cannot be signed, or the signer failed.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl IssueError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Draft(error) => error.code(),
            Self::Jws(error) => error.code(),
            Self::NoNumericDate { .. } => Code::TimeMalformed,
            Self::ReadOnlySuite { .. } => Code::ProofUnsupportedSuite,
            Self::SelfCheck(_) => Code::IssueSelfCheckFailed,
            Self::Sign(error) => error.code(),
        }
    }
}
