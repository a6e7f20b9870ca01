//! What every check is told about the verification it belongs to; and where it notes what it lacked.

use std::cell::RefCell;
use std::collections::BTreeSet;

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::code::Code;
use sanad_core::controller::ControllerDocument;
use sanad_core::did::{Did, Method};
use sanad_core::limits::Limits;
use sanad_core::signed::SignedDocument;
use sanad_core::timestamp::Timestamp;

use crate::evidence::{Evidence, Found, Need, NeedKind};
use crate::policy::Policy;

/// One verification: what is known, what is asked, and what was missing.
pub(crate) struct Case<'a> {
    pub(crate) at: Timestamp,
    pub(crate) policy: &'a Policy,
    pub(crate) canonicalizer: &'a Canonicalizer,
    evidence: &'a Evidence,
    missing: RefCell<BTreeSet<Need>>,
}

/// Why a document or the key in it could not be had.
pub(crate) struct Lack {
    pub(crate) code: Code,
    pub(crate) detail: String,
    pub(crate) kind: LackKind,
}

/// Whether that speaks against the document that is judged.
pub(crate) enum LackKind {
    /// It might turn up.
    Unknown,
    /// It is there and it is wrong.
    Wrong,
}

impl<'a> Case<'a> {
    pub(crate) const fn new(
        at: Timestamp,
        policy: &'a Policy,
        canonicalizer: &'a Canonicalizer,
        evidence: &'a Evidence,
    ) -> Self {
        Self { at, policy, canonicalizer, evidence, missing: RefCell::new(BTreeSet::new()) }
    }

    /// What the checks asked for and nobody has fetched yet.
    pub(crate) fn into_missing(self) -> Vec<Need> {
        self.missing.into_inner().into_iter().collect()
    }

    /// The time from which on something was made too late to be believed: that of the verification, and the skew.
    pub(crate) fn latest_creation(&self) -> Timestamp {
        self.at.plus_seconds(i64::from(self.policy.clock_skew_seconds())).unwrap_or(self.at)
    }

    /// A status list credential, by its URL.
    pub(crate) fn status_list(&self, url: &str) -> Result<&'a SignedDocument, Lack> {
        self.document(&[url], url, NeedKind::StatusList, Code::StatusUnavailable)
    }

    /// The controller document with that id: a DID, or an https URL.
    pub(crate) fn controller(&self, id: &str) -> Result<ControllerDocument, Lack> {
        let wrong = |code, detail| Lack { code, detail, kind: LackKind::Wrong };
        let fetched = |url: &str| {
            let document =
                self.document(&[id, url], url, NeedKind::ControllerDocument, Code::DidUnavailable)?;
            let (found, limit) = (document.as_json().len(), Limits::DEFAULT.document_bytes);
            if found > limit {
                let detail =
                    format!("the controller document has {found} bytes, more than the {limit} allowed");
                return Err(wrong(Code::InputTooLarge, detail));
            }
            ControllerDocument::parse(document.content(), id)
                .map_err(|error| wrong(error.code(), error.to_string()))
        };
        if id.starts_with("https://") {
            return fetched(id);
        }
        let unsupported = || Lack {
            code: Code::DidMethodUnsupported,
            detail: format!("`{id}` is no DID of a method that is supported, nor an https URL"),
            kind: LackKind::Unknown,
        };
        if !id.starts_with("did:") {
            return Err(unsupported());
        }
        let did: Did = id.parse().map_err(|error: sanad_core::did::DidError| match error.code() {
            Code::DidMethodUnsupported => unsupported(),
            code => wrong(code, error.to_string()),
        })?;
        if let Some(document) = ControllerDocument::of_did(&did) {
            return document.map_err(|error| wrong(error.code(), error.to_string()));
        }
        match (did.method(), did.document_url()) {
            (Method::Web, Some(url)) => fetched(&url),
            _ => Err(unsupported()),
        }
    }

    fn document(
        &self,
        names: &[&str],
        url: &str,
        kind: NeedKind,
        code: Code,
    ) -> Result<&'a SignedDocument, Lack> {
        let unknown = |detail| Lack { code, detail, kind: LackKind::Unknown };
        match self.evidence.find(names) {
            Found::Document(document) => Ok(document),
            Found::Absent(why) => {
                Err(unknown(format!("the {} at {url} could not be had: {why}", kind.as_str())))
            }
            Found::Nothing => {
                self.missing.borrow_mut().insert(Need { url: url.to_owned(), kind });
                Err(unknown(format!("the {} at {url} is not among the evidence", kind.as_str())))
            }
        }
    }
}
