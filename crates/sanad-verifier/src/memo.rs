//! What the verifications of many badges have in common, worked out once: controllers' keys, and whose word a list is.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sanad_core::controller::{ControllerDocument, VerificationMethod};
use sanad_core::limits::Limits;
use sanad_core::public_key::PublicKey;
use sanad_core::status_list::StatusList;
use sanad_core::status_list::kind::StatusListKind;
use sanad_core::timestamp::Timestamp;

use crate::authenticity::Authenticity;

/// Answers that are the same each time they are asked for. It belongs to one verifier, so to one set of documents, one
/// policy and one set of contexts; only successes are kept, so that what is missing is noted each time.
/// `spec/verification.md#many-badges`
#[derive(Debug, Default)]
pub(crate) struct Memo {
    controllers: Mutex<HashMap<String, Arc<Controller>>>,
    /// By URL, the last that was asked about: for an issuer at a time, and as a kind of list.
    signers: Mutex<HashMap<String, (String, Timestamp, Authenticity)>>,
    lists: Mutex<HashMap<String, (StatusListKind, Arc<StatusList>)>>,
}

/// A controller document, and its keys as text.
#[derive(Debug)]
pub(crate) struct Controller {
    document: ControllerDocument,
    multikeys: Vec<OnceLock<String>>,
}

impl Controller {
    pub(crate) fn new(document: ControllerDocument) -> Self {
        let multikeys = document.methods().map(|_| OnceLock::new()).collect();
        Self { document, multikeys }
    }

    /// A key of one of the document's methods, as Multikey.
    pub(crate) fn multikey(&self, method: &VerificationMethod, key: &PublicKey) -> String {
        let place = self.document.methods().position(|other| std::ptr::eq(other, method));
        match place.and_then(|place| self.multikeys.get(place)) {
            Some(text) => text.get_or_init(|| key.to_multikey()).clone(),
            None => key.to_multikey(),
        }
    }
}

impl std::ops::Deref for Controller {
    type Target = ControllerDocument;

    fn deref(&self) -> &ControllerDocument {
        &self.document
    }
}

impl Memo {
    pub(crate) fn controller(&self, id: &str) -> Option<Arc<Controller>> {
        let known = self.controllers.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(id).map(Arc::clone)
    }

    pub(crate) fn keep_controller(&self, id: &str, controller: &Arc<Controller>) {
        keep(&self.controllers, id.to_owned(), Arc::clone(controller));
    }

    /// Whose word the document at a URL was found to be, for an issuer at a time; as much of it as is asked for.
    pub(crate) fn signer<T>(
        &self,
        url: &str,
        issuer: &str,
        at: Timestamp,
        told: impl FnOnce(&Authenticity) -> T,
    ) -> Option<T> {
        let known = self.signers.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, _, found) = known.get(url).filter(|(by, then, _)| by == issuer && *then == at)?;
        Some(told(found))
    }

    pub(crate) fn keep_signer(&self, url: &str, issuer: &str, at: Timestamp, found: &Authenticity) {
        keep(&self.signers, url.to_owned(), (issuer.to_owned(), at, found.clone()));
    }

    /// The bits of the list at a URL, read as a kind of list.
    pub(crate) fn list(&self, url: &str, kind: StatusListKind) -> Option<Arc<StatusList>> {
        let known = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(url).filter(|(read_as, _)| *read_as == kind).map(|(_, list)| Arc::clone(list))
    }

    pub(crate) fn keep_list(&self, url: &str, kind: StatusListKind, list: &Arc<StatusList>) {
        let bytes = |list: &StatusList| usize::try_from(list.bits() / 8).unwrap_or(usize::MAX);
        let mut known = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        let held = known.values().fold(bytes(list), |held, (_, list)| held.saturating_add(bytes(list)));
        if held > Limits::DEFAULT.status_lists_kept_bytes {
            known.clear();
        }
        known.insert(url.to_owned(), (kind, Arc::clone(list)));
    }
}

/// Keeps an answer. Where there are too many the memory begins anew: it is there for speed only.
fn keep<K: Eq + Hash, V>(known: &Mutex<HashMap<K, V>>, key: K, value: V) {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= Limits::DEFAULT.answers_kept {
        known.clear();
    }
    known.insert(key, value);
}
