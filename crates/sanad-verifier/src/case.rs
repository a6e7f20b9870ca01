//! What every check is told about the verification it belongs to; and where it notes what it lacked.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::code::Code;
use sanad_core::controller::ControllerDocument;
use sanad_core::did::{Did, Method};
use sanad_core::jws::begins_as_jws;
use sanad_core::key_set::KeySet;
use sanad_core::limits::Limits;
use sanad_core::public_key::PublicKey;
use sanad_core::signed::SignedDocument;
use sanad_core::timestamp::Timestamp;
use sanad_core::vc_jwt::{VcJwt, VcJwtError};

use crate::accreditation::trusted_lists::TrustedLists;
use crate::evidence::{Evidence, Found, Need, NeedKind};
use crate::memo::{Controller, Memo};
use crate::outcome::Outcome;
use crate::pins::{Pin, Pins};
use crate::policy::Policy;
use crate::trust_state::TrustState;
use crate::trust_state::sightings::Sightings;
use crate::trust_state::status_lists::{Order, StatusListMark};

/// One verification: what is known, what is asked, and what was missing.
pub(crate) struct Case<'a> {
    pub(crate) at: Timestamp,
    pub(crate) policy: &'a Policy,
    pub(crate) canonicalizer: &'a Canonicalizer,
    evidence: &'a Evidence,
    state: Option<&'a TrustState>,
    sightings: RefCell<Sightings>,
    pub(crate) memo: &'a Memo,
    missing: RefCell<BTreeSet<Need>>,
    pins: RefCell<Pins>,
    status_work_left: Cell<usize>,
    statements_left: Cell<usize>,
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
    /// It was asked for in vain, for this reason.
    InVain(Code),
    /// It is there and it is wrong.
    Wrong,
}

impl Lack {
    /// The check that lacks it, undecided.
    pub(crate) fn into_unknown(self) -> Outcome {
        let outcome = Outcome::unknown(self.code, self.detail);
        match self.kind {
            LackKind::InVain(cause) => outcome.with_fact("cause", cause.as_str()),
            LackKind::Unknown | LackKind::Wrong => outcome,
        }
    }
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        at: Timestamp,
        policy: &'a Policy,
        canonicalizer: &'a Canonicalizer,
        evidence: &'a Evidence,
        state: Option<&'a TrustState>,
        memo: &'a Memo,
    ) -> Self {
        let sightings = if state.is_some() { Sightings::at_time(at) } else { Sightings::default() };
        Self {
            at,
            policy,
            canonicalizer,
            evidence,
            state,
            sightings: RefCell::new(sightings),
            memo,
            missing: RefCell::new(BTreeSet::new()),
            pins: RefCell::new(Pins::none()),
            statements_left: Cell::new(Limits::DEFAULT.proof_statements),
            status_work_left: Cell::new(Limits::DEFAULT.status_work_bytes),
        }
    }

    /// What the checks asked for and nobody has fetched yet.
    pub(crate) fn into_missing(self) -> Vec<Need> {
        self.missing.into_inner().into_iter().collect()
    }

    /// What was seen that is worth remembering.
    pub(crate) fn into_sightings(self) -> Sightings {
        self.sightings.into_inner()
    }

    /// What was remembered before, if the caller remembers anything.
    pub(crate) const fn state(&self) -> Option<&'a TrustState> {
        self.state
    }

    /// Notes the keys of an issuer whose signature holds and of whom nothing is remembered.
    pub(crate) fn note_controller(&self, id: &str, keys: impl IntoIterator<Item = String>) {
        self.sightings.borrow_mut().note_controller(id, keys);
    }

    /// Whether a status list, which is verified, is no older than the one remembered; then it is noted.
    // spec/trust-state.md#status-lists
    pub(crate) fn go_on_to(
        &self,
        url: &str,
        mark: impl FnOnce() -> StatusListMark,
    ) -> Result<(), (StatusListMark, String)> {
        let Some(state) = self.state else { return Ok(()) };
        let mark = mark();
        let told = |time: Option<Timestamp>| time.map_or_else(|| "no time".to_owned(), |t| t.to_string());
        let refused = match state.order(url, &mark) {
            None | Some(Order::Onwards) => {
                self.sightings.borrow_mut().note_status_list(url, mark);
                return Ok(());
            }
            Some(Order::Back(known)) if mark.valid_from() == known.valid_from() => format!(
                "it was signed at {}, and one signed at {} was seen before",
                told(mark.signed()),
                told(known.signed())
            ),
            Some(Order::Back(known)) => format!(
                "it speaks from {} on, and one that speaks from {} on was seen before",
                told(mark.valid_from()),
                told(known.valid_from())
            ),
            Some(Order::Beside(known)) => format!(
                "it speaks from {} on, as another one does that was seen before, {}: neither says that it is the newer",
                told(mark.valid_from()),
                known.digest()
            ),
        };
        Err((mark, refused))
    }

    /// Notes the versions of accreditation lists that are believed.
    pub(crate) fn note_lists(&self, lists: &TrustedLists) {
        if self.state.is_some() && !lists.versions().is_empty() {
            self.sightings.borrow_mut().note_lists(lists.versions());
        }
    }

    /// Notes that a badge is revoked.
    pub(crate) fn note_revoked(&self, url: &str, index: u32) {
        if self.state.is_some() {
            self.sightings.borrow_mut().note_revoked(url, index);
        }
    }

    /// Whether a badge was found revoked before.
    pub(crate) fn was_revoked(&self, url: &str, index: u32) -> bool {
        self.state.and_then(|state| state.status_list(url)).is_some_and(|known| known.had_revoked(index))
    }

    /// All that is known.
    pub(crate) const fn evidence(&self) -> &'a Evidence {
        self.evidence
    }

    /// The keys that the issuer's accreditation gives, in place of the issuer's controller document.
    pub(crate) fn pin(&self, pins: Pins) {
        self.pins.replace(pins);
    }

    /// From here on only keys that are in force count: what is signed from now on is not the badge.
    pub(crate) fn hold_pins_to(&self, at: Timestamp) {
        self.pins.borrow_mut().hold_to(at);
    }

    /// The key that is pinned for an issuer under the name that a proof or header gives.
    pub(crate) fn pinned(&self, issuer: &str, name: &str) -> Option<Pin> {
        self.pins.borrow().named(issuer, name).cloned()
    }

    /// The pin of an issuer for that very key.
    pub(crate) fn pinned_key(&self, issuer: &str, key: &PublicKey) -> Option<Pin> {
        self.pins.borrow().of_key(issuer, key).cloned()
    }

    /// Whether what is found out about an issuer's documents holds for other badges as well: keys are pinned for one.
    pub(crate) fn may_share(&self, issuer: &str) -> bool {
        !self.pins.borrow().has_any(issuer)
    }

    /// Whether a key, as Multikey, is pinned for an issuer.
    pub(crate) fn is_pinned(&self, issuer: &str, multikey: &str) -> bool {
        self.pins.borrow().holds(issuer, multikey)
    }

    /// The time from which on something was made too late to be believed: that of the verification, and the skew.
    pub(crate) fn latest_creation(&self) -> Timestamp {
        self.at.plus_seconds(i64::from(self.policy.clock_skew_seconds())).unwrap_or(self.at)
    }

    /// How many statements may still be checked one by one.
    pub(crate) fn statements_left(&self) -> usize {
        self.statements_left.get()
    }

    /// Notes that so many statements are checked one by one. What bounds one proof does not bound a set of them, nor
    /// those of the endorsements.
    pub(crate) fn spend_on_statements(&self, count: usize) -> Result<(), Lack> {
        let left = self.statements_left.get();
        self.statements_left.set(left.saturating_sub(count));
        if count <= left {
            return Ok(());
        }
        let limit = Limits::DEFAULT.proof_statements;
        let detail =
            format!("all proofs together sign more than the {limit} single statements checked for one badge");
        Err(Lack { code: Code::ProofWorkLimit, detail, kind: LackKind::Unknown })
    }

    /// A status list credential, by its URL.
    pub(crate) fn status_list(&self, url: &str) -> Result<&'a SignedDocument, Lack> {
        self.list(url, NeedKind::StatusList)
    }

    /// The same, where what came from there begins as a JWT does.
    pub(crate) fn status_list_jwt(&self, url: &str) -> Option<Result<VcJwt, Lack>> {
        let Found::Bytes(bytes, _) = self.evidence.find(&[url]) else { return None };
        if !begins_as_jws(bytes) {
            return None;
        }
        let mut limits = Limits::DEFAULT;
        limits.document_bytes = limits.document_bytes.saturating_add(limits.status_list_encoded_chars);
        let read = |error: VcJwtError| {
            let detail = format!("the status list at {url} is no JWT with a list in it: {error}");
            let code = if error.code() == Code::InputTooLarge {
                Code::StatusListTooLarge
            } else {
                Code::StatusListMalformed
            };
            Lack { code, detail, kind: LackKind::Unknown }
        };
        let spent = self.spend_on_lists(bytes.len());
        Some(spent.and_then(|()| VcJwt::parse_within(bytes, &limits).map_err(read)))
    }

    /// An unsigned list of revoked badges, by its URL.
    pub(crate) fn revocation_list(&self, url: &str) -> Result<&'a SignedDocument, Lack> {
        self.list(url, NeedKind::RevocationList)
    }

    fn list(&self, url: &str, kind: NeedKind) -> Result<&'a SignedDocument, Lack> {
        let document = self.document(&[url], url, kind, Code::StatusUnavailable)?;
        self.spend_on_lists(document.as_json().len())?;
        Ok(document)
    }

    /// Notes that so many bytes of lists are read. The same list may be looked up for many entries: what bounds one
    /// list does not bound them together.
    pub(crate) fn spend_on_lists(&self, bytes: usize) -> Result<(), Lack> {
        let left = self.status_work_left.get();
        self.status_work_left.set(left.saturating_sub(bytes));
        if bytes <= left {
            return Ok(());
        }
        let limit = Limits::DEFAULT.status_work_bytes;
        let detail = format!("all status lists together have more than the {limit} bytes read for one badge");
        Err(Lack { code: Code::StatusListTooLarge, detail, kind: LackKind::Unknown })
    }

    /// Whether anything was said about a URL: what came from there, or that nothing did.
    pub(crate) fn knows(&self, url: &str) -> bool {
        !matches!(self.evidence.find(&[url]), Found::Nothing)
    }

    /// The key set of an https issuer's host.
    pub(crate) fn key_set(&self, issuer: &str) -> Result<KeySet, Lack> {
        let wrong = |code, detail| Lack { code, detail, kind: LackKind::Wrong };
        let Some(url) = KeySet::url_of(issuer) else {
            let detail = format!("`{issuer}` has no key set, because it is no https URL");
            return Err(wrong(Code::JwtKeyNotBoundToIssuer, detail));
        };
        let document = self.document(&[&url], &url, NeedKind::KeySet, Code::JwtKeysUnavailable)?;
        let (found, limit) = (document.as_json().len(), Limits::DEFAULT.document_bytes);
        if found > limit {
            let detail = format!("the key set at {url} has {found} bytes, more than the {limit} allowed");
            return Err(wrong(Code::InputTooLarge, detail));
        }
        KeySet::parse(document.content())
            .map_err(|error| wrong(error.code(), format!("the key set at {url}: {error}")))
    }

    /// A JSON Schema that the badge names, if the caller has it. It is never wanted: a badge that decides what is fetched tells its issuer
    /// who looks at it.
    pub(crate) fn schema(&self, url: &str) -> Found<'a> {
        self.evidence.find(&[url])
    }

    /// A picture, if the caller has it. It is never wanted, for the same reason.
    pub(crate) fn picture(&self, url: &str) -> Found<'a> {
        self.evidence.find(&[url])
    }

    /// What the refresh service of a badge gave back.
    pub(crate) fn refreshed(&self, url: &str) -> Result<&'a SignedDocument, Lack> {
        self.document(&[url], url, NeedKind::Refreshed, Code::RefreshUnusable)
    }

    /// The controller document with that id: a DID, or an https URL.
    pub(crate) fn controller(&self, id: &str) -> Result<Arc<Controller>, Lack> {
        if let Some(known) = self.memo.controller(id) {
            return Ok(known);
        }
        let controller = Arc::new(Controller::new(self.read_controller(id)?));
        self.memo.keep_controller(id, &controller);
        Ok(controller)
    }

    fn read_controller(&self, id: &str) -> Result<ControllerDocument, Lack> {
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

    /// What is known of a URL, whatever it is; noted as missing if nothing is.
    pub(crate) fn look(&self, url: &str, kind: NeedKind) -> Found<'a> {
        let found = self.evidence.find(&[url]);
        if matches!(found, Found::Nothing) {
            self.missing.borrow_mut().insert(Need { url: url.to_owned(), kind });
        }
        found
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
            Found::Bytes(bytes, error) => {
                let what = kind.as_str();
                let detail =
                    format!("the {what} at {url} could not be had: what came back is no document: {error}");
                let code = broken(bytes, kind).unwrap_or(code);
                Err(Lack { code, detail, kind: LackKind::Unknown })
            }
            Found::Gone => {
                Err(unknown(format!("the {} at {url} is there no more, says its server", kind.as_str())))
            }
            Found::Absent(cause, why) => {
                let detail = format!("the {} at {url} could not be had: {why}", kind.as_str());
                Err(Lack { code, detail, kind: cause.map_or(LackKind::Unknown, LackKind::InVain) })
            }
            Found::Nothing => {
                self.missing.borrow_mut().insert(Need { url: url.to_owned(), kind });
                Err(unknown(format!("the {} at {url} is not among the evidence", kind.as_str())))
            }
        }
    }
}

/// The code for a list that is there and cannot be read, so that it is not taken for one that is not there: a page of
/// a hotel's network is no list, half a list is one.
fn broken(bytes: &[u8], kind: NeedKind) -> Option<Code> {
    let is_list = matches!(kind, NeedKind::StatusList | NeedKind::RevocationList);
    let bytes = bytes.trim_ascii_start();
    match bytes {
        [b'{', ..] if is_list => Some(Code::StatusListMalformed),
        _ => None,
    }
}
