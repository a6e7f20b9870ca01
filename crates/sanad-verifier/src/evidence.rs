//! Documents the caller has fetched, by the URL they came from; and what is still wanted.

use std::collections::BTreeMap;

use sanad_core::accreditation::digest::ListDigest;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::member::MemberError;
use sanad_core::accreditation::witness::InclusionProof;
use sanad_core::code::Code;
use sanad_core::json::Json;
use sanad_core::limits::Limits;
use sanad_core::signed::{ParseError, SignedDocument};

/// Documents by the URL they were fetched from, each parsed once. Nothing in them is believed for being here: a status
/// list has to be signed, and a controller document speaks only for the issuer whose URL it came from.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    documents: BTreeMap<String, Entry>,
    inclusion_proofs: Vec<InclusionProof>,
}

#[derive(Clone, Debug)]
enum Entry {
    Read(Box<SignedDocument>),
    /// Fetched, but no JSON object: a list as JWT, a picture, or the page of a hotel's network.
    Other {
        bytes: Box<[u8]>,
        error: ParseError,
    },
    /// Its server says that it is gone for good (HTTP 410).
    Gone,
    /// Asked for in vain; the code of why, where there is one, and words.
    Unreachable(Option<Code>, String),
}

/// What evidence says about a URL.
pub(crate) enum Found<'a> {
    Document(&'a SignedDocument),
    /// Something that is no JSON object, and why it is none.
    Bytes(&'a [u8], &'a ParseError),
    /// It was there, and its server says that it is there no more.
    Gone,
    Nothing,
    /// It is known not to be there; why, as a code and in words.
    Absent(Option<Code>, &'a str),
}

impl Evidence {
    /// No evidence at all: enough for a badge by a `did:key` without a status.
    #[must_use]
    pub const fn new() -> Self {
        Self { documents: BTreeMap::new(), inclusion_proofs: Vec::new() }
    }

    /// Adds what was fetched from a URL; what was known of that URL before is replaced.
    ///
    /// The URL must be the one that was asked for, and the answer must have come from there: this is where the caller
    /// vouches for its transport.
    ///
    /// # Errors
    /// [`EvidenceError::Unreadable`] if the bytes are no JSON object. They too are remembered: they may be a list in
    /// the form of a JWT or a picture, and [`Verifier::needs`](crate::verify::Verifier::needs) does not name the URL
    /// again.
    pub fn insert(&mut self, url: impl Into<String>, bytes: &[u8]) -> Result<(), EvidenceError> {
        let url = url.into();
        match parse(bytes) {
            Ok(document) => {
                self.documents.insert(url, Entry::Read(Box::new(document)));
                Ok(())
            }
            Err(source) => {
                // What is larger than any picture is nothing that could be asked for.
                let kept = if bytes.len() > Limits::DEFAULT.image_bytes { &[] } else { bytes };
                let (bytes, error) = (kept.into(), source.clone());
                self.documents.insert(url.clone(), Entry::Other { bytes, error });
                Err(EvidenceError::Unreadable { url, source })
            }
        }
    }

    /// Adds a document under its own `id`, for instance a file that somebody handed over; gives back that id.
    ///
    /// Several versions of an accreditation list may be added one after the other.
    ///
    /// Whoever wrote the document chose the `id`. Only for documents whose origin the caller vouches for: a
    /// controller document taken in this way is believed to be the controller's.
    ///
    /// # Errors
    /// [`EvidenceError`] if the bytes are no JSON object, or it has no `id`.
    pub fn insert_document(&mut self, bytes: &[u8]) -> Result<String, EvidenceError> {
        let document = parse(bytes)
            .map_err(|source| EvidenceError::Unreadable { url: "a document".to_owned(), source })?;
        let id = document.content().text("id").ok_or(EvidenceError::NoId)?.to_owned();
        let is_new = self.bytes(&id).is_none_or(|known| known == bytes);
        // All versions of a list have one id, and an earlier one may be a witness.
        let name = if is_new || !says_it_is_a_list(&document) {
            id.clone()
        } else {
            format!("{id}#{}", ListDigest::of(document.content()))
        };
        self.documents.insert(name, Entry::Read(Box::new(document)));
        Ok(id)
    }

    /// Adds a proof that a badge is among those that a list witnesses (`spec/accreditation-list.md#inclusion`). It may be
    /// about any badge, and from anybody: one that proves nothing changes nothing.
    ///
    /// # Errors
    /// [`EvidenceError`] if the bytes are no JSON object, or it is no inclusion proof, or one more than
    /// [`Limits::inclusion_proofs`].
    pub fn insert_inclusion_proof(&mut self, bytes: &[u8]) -> Result<(), EvidenceError> {
        let document = parse(bytes)
            .map_err(|source| EvidenceError::Unreadable { url: "an inclusion proof".to_owned(), source })?;
        let proof = InclusionProof::read(document.content()).map_err(EvidenceError::NoInclusionProof)?;
        if !self.inclusion_proofs.contains(&proof) {
            let limit = Limits::DEFAULT.inclusion_proofs;
            if self.inclusion_proofs.len() >= limit {
                return Err(EvidenceError::TooManyInclusionProofs { limit });
            }
            self.inclusion_proofs.push(proof);
        }
        Ok(())
    }

    /// Notes that a URL was asked for in vain, and why, in words for the report.
    pub fn insert_unreachable(&mut self, url: impl Into<String>, why: impl Into<String>) {
        self.documents.insert(url.into(), Entry::Unreachable(None, why.into()));
    }

    /// Notes that a URL was asked for in vain, and why, also as a code: a `fetch.*` one, that the report gives as the
    /// `cause` of the check that lacked the document.
    pub fn insert_unreachable_because(
        &mut self,
        url: impl Into<String>,
        cause: Code,
        why: impl Into<String>,
    ) {
        self.documents.insert(url.into(), Entry::Unreachable(Some(cause), why.into()));
    }

    /// Notes that a URL's own server says that what was there is gone for good (HTTP 410). An Open Badge 2.0 is
    /// revoked by that; of anything else it says no more than that it could not be had.
    pub fn insert_gone(&mut self, url: impl Into<String>) {
        self.documents.insert(url.into(), Entry::Gone);
    }

    /// Every document that says it is an accreditation list, wherever it came from: it is believed for its signatures.
    pub fn accreditation_lists(&self) -> impl Iterator<Item = &SignedDocument> {
        self.documents.values().filter_map(|entry| match entry {
            Entry::Read(document) if says_it_is_a_list(document) => Some(&**document),
            _ => None,
        })
    }

    pub(crate) fn inclusion_proofs(&self) -> &[InclusionProof] {
        &self.inclusion_proofs
    }

    /// Whether nobody has yet asked for a URL.
    pub(crate) fn is_silent_about(&self, url: &str) -> bool {
        !self.documents.contains_key(url)
    }

    /// The very bytes that came from a URL.
    pub(crate) fn bytes(&self, url: &str) -> Option<&[u8]> {
        match self.documents.get(url)? {
            Entry::Read(document) => Some(document.as_json()),
            Entry::Other { bytes, .. } => Some(bytes),
            Entry::Gone | Entry::Unreachable(..) => None,
        }
    }

    /// The document under the first of the names that is known.
    pub(crate) fn find(&self, names: &[&str]) -> Found<'_> {
        match names.iter().find_map(|name| self.documents.get(*name)) {
            None => Found::Nothing,
            Some(Entry::Read(document)) => Found::Document(document),
            Some(Entry::Other { bytes, error }) => Found::Bytes(bytes, error),
            Some(Entry::Gone) => Found::Gone,
            Some(Entry::Unreachable(cause, why)) => Found::Absent(*cause, why),
        }
    }
}

/// Lists may be larger than any other document, and it cannot be told from the URL what comes back.
fn parse(bytes: &[u8]) -> Result<SignedDocument, ParseError> {
    let mut limits = Limits::DEFAULT;
    limits.document_bytes = limits.document_bytes.saturating_add(limits.status_list_encoded_chars);
    let error = match SignedDocument::from_json_within(bytes, &limits) {
        Ok(document) => return Ok(document),
        Err(error) => error,
    };
    // An accreditation list may have more of everything, and nothing else may.
    if !matches!(error.code(), Code::InputTooLarge | Code::JsonTooManyMembers) {
        return Err(error);
    }
    match AccreditationList::parse(bytes) {
        Ok(document) if says_it_is_a_list(&document) => Ok(document),
        _ => Err(error),
    }
}

fn says_it_is_a_list(document: &SignedDocument) -> bool {
    let types = document.content().get("type").map_or(&[][..], Json::items);
    types.iter().any(|item| item.as_str() == Some("AccreditationListCredential"))
}

/// Why a document is no evidence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvidenceError {
    /// It does not say what it is: it has no `id` that is a string.
    #[error("a document without an `id` cannot be found by it")]
    NoId,
    /// An object without the members of an inclusion proof.
    #[error("no inclusion proof: {0}")]
    NoInclusionProof(#[source] MemberError),
    /// More inclusion proofs than are held.
    #[error("more than the {limit} inclusion proofs allowed")]
    TooManyInclusionProofs {
        /// [`Limits::inclusion_proofs`].
        limit: usize,
    },
    /// Not strict JSON, or not an object.
    #[error("{url}: {source}")]
    Unreadable {
        /// Where it came from.
        url: String,
        /// What is wrong with it.
        source: ParseError,
    },
}

impl EvidenceError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::NoId => Code::SchemaMissing,
            Self::NoInclusionProof(_) => Code::AccredListMalformed,
            Self::TooManyInclusionProofs { .. } => Code::AccredBudgetExceeded,
            Self::Unreadable { source, .. } => source.code(),
        }
    }
}

/// A document that is still wanted before a badge can be judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Need {
    /// Where it is found: what to fetch, and to insert the answer under.
    pub url: String,
    /// What is expected there.
    pub kind: NeedKind,
}

impl Need {
    /// A document of that kind at that place.
    #[must_use]
    pub fn new(url: impl Into<String>, kind: NeedKind) -> Self {
        Self { url: url.into(), kind }
    }
}

/// What kind of document is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NeedKind {
    /// A list of who is accredited for what, by an authority that the verifier trusts or one below it.
    AccreditationList,
    /// The badge itself, in any format: what was shared is its address.
    Badge,
    /// A DID document or other controller document: whose key it is.
    ControllerDocument,
    /// An Open Badges 2.0 document at its own URL: assertion, badge class or issuer.
    Hosted,
    /// A JSON Web Key Set: whose keys they are.
    KeySet,
    /// What a badge is to be replaced by, at its refresh service.
    Refreshed,
    /// An Open Badges 2.0 or 1EdTech list of revoked badges.
    RevocationList,
    /// A JSON Schema that what is issued under an accreditation must be valid under.
    Schema,
    /// A status list credential: whether the badge is revoked.
    StatusList,
}

impl NeedKind {
    /// What it is, in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccreditationList => "accreditation list",
            Self::Badge => "badge",
            Self::ControllerDocument => "controller document",
            Self::Hosted => "Open Badges 2.0 document",
            Self::KeySet => "key set",
            Self::Refreshed => "newer badge",
            Self::RevocationList => "revocation list",
            Self::Schema => "JSON Schema",
            Self::StatusList => "status list",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_document_is_remembered_as_such() {
        let mut evidence = Evidence::new();
        let error = evidence.insert("https://a.example/1", b"<html>log in</html>").unwrap_err();
        assert_eq!(error.code(), Code::JsonMalformed);
        evidence.insert_unreachable("https://a.example/2", "the answer was 503");
        assert!(matches!(evidence.find(&["https://a.example/1"]), Found::Bytes(b"<html>log in</html>", _)));
        assert!(matches!(evidence.find(&["https://a.example/2"]), Found::Absent(None, "the answer was 503")));
        evidence.insert_unreachable_because("https://a.example/2", Code::FetchTimeout, "no answer in 5 s");
        assert!(matches!(
            evidence.find(&["https://a.example/2"]),
            Found::Absent(Some(Code::FetchTimeout), "no answer in 5 s")
        ));
        assert!(matches!(evidence.find(&["https://a.example/3"]), Found::Nothing));
    }

    #[test]
    fn a_document_is_found_by_where_it_came_from_and_not_by_what_it_says_it_is() {
        let mut evidence = Evidence::new();
        let text = br#"{"id": "did:web:victim.example"}"#;
        evidence.insert("https://attacker.example/did.json", text).unwrap();
        assert!(matches!(evidence.find(&["did:web:victim.example"]), Found::Nothing));
        assert_eq!(evidence.insert_document(text).unwrap(), "did:web:victim.example");
        assert!(matches!(
            evidence.find(&["https://x.example", "did:web:victim.example"]),
            Found::Document(_)
        ));
        assert_eq!(evidence.insert_document(b"{}"), Err(EvidenceError::NoId));
        assert_eq!(evidence.insert_document(br#"{"id": 7}"#), Err(EvidenceError::NoId));
    }

    #[test]
    fn versions_of_a_list_stand_side_by_side_and_other_documents_replace_each_other() {
        let list = |sequence: u32| {
            format!(r#"{{"id":"u","type":["AccreditationListCredential"],"sequence":{sequence}}}"#)
                .into_bytes()
        };
        let mut evidence = Evidence::new();
        for sequence in [2, 1, 2, 1] {
            assert_eq!(evidence.insert_document(&list(sequence)).unwrap(), "u");
        }
        assert_eq!(evidence.accreditation_lists().count(), 2);
        evidence.insert_document(br#"{"id":"d","x":1}"#).unwrap();
        evidence.insert_document(br#"{"id":"d","x":2}"#).unwrap();
        assert_eq!(evidence.bytes("d"), Some(&br#"{"id":"d","x":2}"#[..]));
    }

    #[test]
    fn an_inclusion_proof_is_kept_once_and_anything_else_is_refused() {
        let mut evidence = Evidence::new();
        let proof =
            br#"{"root":"uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","leafIndex":0,"treeSize":1}"#;
        evidence.insert_inclusion_proof(proof).unwrap();
        evidence.insert_inclusion_proof(proof).unwrap();
        assert_eq!(evidence.inclusion_proofs().len(), 1);
        let proof_of = |index: usize| {
            String::from_utf8_lossy(proof).replace(r#""treeSize":1"#, &format!(r#""treeSize":{}"#, index + 1))
        };
        let limit = Limits::DEFAULT.inclusion_proofs;
        for index in 0..limit {
            evidence.insert_inclusion_proof(proof_of(index).as_bytes()).unwrap();
        }
        let error = evidence.insert_inclusion_proof(proof_of(limit).as_bytes()).unwrap_err();
        assert_eq!(error, EvidenceError::TooManyInclusionProofs { limit });
        assert_eq!(error.code(), Code::AccredBudgetExceeded);
        evidence.insert_inclusion_proof(proof_of(limit - 1).as_bytes()).unwrap();
        let error = evidence.insert_inclusion_proof(br#"{"leafIndex":0}"#).unwrap_err();
        assert_eq!(error.code(), Code::AccredListMalformed);
        assert_eq!(evidence.insert_inclusion_proof(b"[]").unwrap_err().code(), Code::SchemaWrongKind);
    }

    #[test]
    fn a_list_may_be_larger_than_a_badge_and_still_has_a_bound() {
        let mut evidence = Evidence::new();
        let text = |length: usize| format!(r#"{{"id":"u","x":"{}"}}"#, "A".repeat(length)).into_bytes();
        evidence.insert("u", &text(4 << 20)).unwrap();
        assert_eq!(evidence.insert("u", &text(5 << 20)).unwrap_err().code(), Code::InputTooLarge);
    }
}
