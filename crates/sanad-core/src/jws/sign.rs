//! Making a compact JWS, checked before it is let out (RFC 7515 §5.1). `spec/jwt.md#issuing`

use super::{Algorithm, Jws, JwsError, heed};
use crate::code::Code;
use crate::json::Object;
use crate::limits::Limits;
use crate::multibase::Base;
use crate::signer::{Signer, SignerError};

impl Jws {
    /// Signs a payload. `header` says what there is to say beside `alg`, which is put in front and is the signer's.
    /// The same inputs give the same bytes, if the signer's signatures do.
    ///
    /// # Errors
    /// [`JwsSignError`] if the signer fails, its signature does not verify under the key it says it has, or the header
    /// has a member that nobody should read.
    pub fn sign(header: &Object, payload: &[u8], signer: &dyn Signer) -> Result<Self, JwsSignError> {
        let key = signer.public_key();
        let alg = Object::new().with("alg", Algorithm::of(key.kind()).as_str());
        let header = header
            .iter()
            .filter(|(name, _)| *name != "alg")
            .fold(alg, |header, (name, value)| header.with(name, value.clone()));
        let encode = |bytes: &[u8]| Base::Base64Url.encode_bare(bytes);
        let refused = |source| JwsSignError::SelfCheck { source };
        let algorithm = heed(&header, &Limits::DEFAULT).map_err(refused)?;
        let mut text = encode(header.to_compact().as_bytes());
        text.push('.');
        text.push_str(&encode(payload));
        let signed_until = text.len();
        let signature = signer.sign(text.as_bytes())?;
        text.push('.');
        text.push_str(&encode(signature.as_bytes()));
        let (found, limit) = (text.len(), Limits::DEFAULT.document_bytes);
        if found > limit {
            return Err(refused(JwsError::TooLarge { found, limit }));
        }
        let (payload, signature) = (payload.to_vec(), signature.as_bytes().to_vec());
        let jws = Self { text, signed_until, algorithm, header, payload, signature };
        jws.verify(&key).map_err(refused)?;
        Ok(jws)
    }
}

/// Why there is no JWS.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JwsSignError {
    /// The JWS just made would be refused: the signer is faulty, or the header says what it may not.
    #[error("the JWS just made does not verify: {source}")]
    SelfCheck {
        /// Why it would be refused.
        source: JwsError,
    },
    /// There is no signature.
    #[error(transparent)]
    Signer(#[from] SignerError),
}

impl JwsSignError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::SelfCheck { .. } => Code::IssueSelfCheckFailed,
            Self::Signer(error) => error.code(),
        }
    }
}
