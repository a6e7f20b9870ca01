//! How a list is signed: by one key, and then by others, each on a machine of its own. `spec/accreditation-list.md#signing`

use crate::accreditation::list::{AccreditationList, AccreditationListError};
use crate::accreditation::signers::{SignerProofError, distinct_signers};
use crate::canonical::canonicalizer::Canonicalizer;
use crate::code::Code;
use crate::json::slice::slice;
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::pointer::JsonPointer;
use crate::proof::cryptosuite::Cryptosuite;
use crate::proof::set::ProofSetError;
use crate::proof::signature::{self, ProofOptions, SignError};
use crate::signed::{ParseError, SignedDocument};
use crate::signer::Signer;
use crate::timestamp::Timestamp;

/// One of those who sign a list.
pub struct ListSigner<'k> {
    signer: &'k dyn Signer,
    method: String,
    suite: Cryptosuite,
    canonicalizer: Canonicalizer,
}

impl std::fmt::Debug for ListSigner<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ListSigner").field("method", &self.method).finish_non_exhaustive()
    }
}

impl<'k> ListSigner<'k> {
    /// The holder of a key, under its `did:key`, with `eddsa-jcs-2022`.
    #[must_use]
    pub fn new(signer: &'k dyn Signer) -> Self {
        let multikey = signer.public_key().to_multikey();
        Self {
            signer,
            method: format!("did:key:{multikey}#{multikey}"),
            suite: Cryptosuite::EddsaJcs2022,
            // A list that was written here is as long as its authority made it.
            canonicalizer: Canonicalizer::official()
                .with_limits(Limits { quads: usize::MAX, ..Limits::ACCREDITATION_LIST }),
        }
    }

    /// Under another name for the key, such as the authority's own.
    #[must_use]
    pub fn method(self, url: impl Into<String>) -> Self {
        Self { method: url.into(), ..self }
    }

    /// With `eddsa-rdfc-2022`.
    #[must_use]
    pub fn rdfc(self) -> Self {
        Self { suite: Cryptosuite::EddsaRdfc2022, ..self }
    }

    /// Signs a version. All that is in it must have a meaning in its contexts, under either suite.
    ///
    /// # Errors
    /// [`ListSignError`] if it is no list, cannot be signed, or the signature just made does not verify.
    pub fn sign(&self, version: Object, at: Timestamp) -> Result<SignedDocument, ListSignError> {
        AccreditationList::read_content(&version)?;
        let proof = self.prove(&version, at)?;
        self.heed(SignedDocument::from_parts(version, proof), at)
    }

    /// Signs a version that others have signed: every byte of it stays, the proof is put beside theirs.
    ///
    /// # Errors
    /// [`ListSignError`] as for [`Self::sign`]; also if it has no proof yet, or one by this key.
    pub fn co_sign(&self, document: &SignedDocument, at: Timestamp) -> Result<SignedDocument, ListSignError> {
        AccreditationList::read(document)?;
        if distinct_signers(document, &[self.signer.public_key()], at, &self.canonicalizer)?.count() > 0 {
            return Err(ListSignError::HasSigned { multikey: self.signer.public_key().to_multikey() });
        }
        let proof = self.prove(document.content(), at)?.to_compact();
        let bytes = beside(document.as_json(), proof.as_bytes()).ok_or(ProofSetError::Missing)?;
        self.heed(AccreditationList::parse(&bytes)?, at)
    }

    fn prove(&self, content: &Object, at: Timestamp) -> Result<Json, SignError> {
        let options = ProofOptions::new(self.suite, self.method.as_str()).created(at);
        signature::sign(content, None, &options, self.signer, &self.canonicalizer).map(Json::Object)
    }

    /// A signature that does not verify is not let out.
    fn heed(&self, document: SignedDocument, at: Timestamp) -> Result<SignedDocument, ListSignError> {
        let signers = distinct_signers(&document, &[self.signer.public_key()], at, &self.canonicalizer)?;
        if signers.count() == 1 {
            return Ok(document);
        }
        let last = signers.proofs().last().and_then(|proof| proof.signed_by().err()).cloned();
        Err(ListSignError::SelfCheck(last))
    }
}

/// The document with one more proof behind those it has.
fn beside(document: &[u8], proof: &[u8]) -> Option<Vec<u8>> {
    let present = slice(document, &JsonPointer::root().member("proof"))?;
    let start = present.as_ptr().addr().checked_sub(document.as_ptr().addr())?;
    let (before, rest) = document.split_at_checked(start)?;
    let (_, after) = rest.split_at_checked(present.len())?;
    let (open, earlier) = match present.strip_suffix(b"]") {
        Some(earlier) if present.starts_with(b"[") => (&b""[..], earlier.trim_ascii_end()),
        _ => (&b"["[..], present),
    };
    Some([before, open, earlier, b",", proof, b"]", after].concat())
}

/// Why a list was not signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListSignError {
    /// The key has signed it already; it would count once all the same.
    #[error("the key {multikey} has signed this version")]
    HasSigned {
        /// The key.
        multikey: String,
    },
    /// It is no list.
    #[error(transparent)]
    List(#[from] AccreditationListError),
    /// With one more proof it is more than is read.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// Its proofs cannot be read, or it has none.
    #[error(transparent)]
    Proofs(#[from] ProofSetError),
    /// The signature just made does not verify: the signer is faulty, or not the holder of the key it names.
    #[error("the signature just made does not verify, so the signer is faulty")]
    SelfCheck(#[source] Option<SignerProofError>),
    /// It says something that cannot be signed, or the signer failed.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl ListSignError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::HasSigned { .. } => Code::AccredListDuplicate,
            Self::List(error) => error.code(),
            Self::Parse(error) => error.code(),
            Self::Proofs(error) => error.code(),
            Self::SelfCheck(_) => Code::IssueSelfCheckFailed,
            Self::Sign(error) => error.code(),
        }
    }
}
