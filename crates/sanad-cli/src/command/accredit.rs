//! `sanad accredit`: an authority's list is edited; signing, showing and publishing it have files of their own.

pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod publish;
pub(crate) mod show;
pub(crate) mod sign;
pub(crate) mod witness;

use std::path::Path;

use sanad_core::accreditation::action::Action;
use sanad_core::accreditation::draft::AccreditationListDraft;
use sanad_core::accreditation::draft::error::DraftError;
use sanad_core::accreditation::draft::grant::{DelegationDraft, Grant};
use sanad_core::accreditation::draft::turn::Turn;
use sanad_core::accreditation::key::RevocationReason;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::signing::Signing;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::pointer::JsonPointer;
use sanad_core::public_key::PublicKey;
use sanad_core::scope::Scope;
use sanad_core::signed::SignedDocument;

use super::Answer;
use crate::args::accredit::{
    self as cli, Accredit, ActionName, Add, Change, DelegationArgs, Init, KeyEndName, Reinstate, RotateKey,
};
use crate::fail::Failure;
use crate::file::{self, Existing};
use crate::working_list::WorkingList;

/// Does what was asked.
pub(crate) fn run(asked: &Accredit) -> Result<Answer, Failure> {
    match asked {
        Accredit::Init(asked) => init(asked),
        Accredit::Add(asked) => add(asked),
        Accredit::Grant(asked) => grant(asked),
        Accredit::Suspend(asked) => end(&asked.change, End::Suspended, asked.retroactive),
        Accredit::Withdraw(asked) => end(&asked.change, End::Withdrawn, asked.retroactive),
        Accredit::Reinstate(asked) => reinstate(asked),
        Accredit::RotateKey(asked) => rotate_key(asked),
        Accredit::Anchor(asked) => witness::anchor(asked),
        Accredit::Witness(asked) => witness::witness(asked),
        Accredit::Sign(asked) => sign::run(asked),
        Accredit::Show(asked) => show::run(asked),
        Accredit::Diff(asked) => diff::run(asked),
        Accredit::Check(asked) => check::run(asked),
        Accredit::Publish(asked) => publish::run(asked),
    }
}

/// What kind of list it is, where its authority does not say: of accreditations, without a programme of their own.
const LIST_TYPE: &str = "https://w3id.org/sanad/accreditation-list-type/accreditation";

fn init(asked: &Init) -> Result<Answer, Failure> {
    if !asked.id.starts_with("https://") {
        let message = format!("`{}` is no URL under which a list can be published", asked.id);
        return Err(Failure::new(message, "write it whole: --id https://council.example/list.json"));
    }
    heed_id(&asked.authority)?;
    let list_type = asked.list_type.as_deref().unwrap_or(LIST_TYPE);
    let mut draft = AccreditationListDraft::new(&asked.id, &asked.authority, list_type).named(&asked.title);
    if !asked.key.is_empty() {
        let signing = Signing::new(asked.threshold, &public_keys(&asked.key)?).map_err(|error| {
            Failure::new(&error, "give more keys, or a threshold from 1 to their number")
                .coded(error.code().as_str())
        })?;
        draft = draft.signed_by(&signing);
    }
    WorkingList::new(draft).save(&asked.list, Existing::Keep)?;
    Ok(words("a list with nobody in it; go on with `sanad accredit add`"))
}

fn add(asked: &Add) -> Result<Answer, Failure> {
    heed_id(&asked.entity)?;
    let keys = public_keys(&asked.key)?;
    changed(&asked.list, |list| {
        match list.draft.add(&asked.entity, Some(&asked.name)) {
            // Who is there already gets the keys.
            Err(DraftError::AlreadyListed { .. }) if !keys.is_empty() => {}
            added => added.map_err(|error| refused(&error))?,
        }
        for (key, from) in keys.iter().zip(std::iter::repeat(asked.from)) {
            let from = from.ok_or_else(|| {
                Failure::new("since when the key is its own is not said", "add --from TIME")
            })?;
            list.draft.add_key(&asked.entity, key, from).map_err(|error| refused(&error))?;
        }
        Ok(format!("{} is on the list, with {} new key(s)", asked.entity, keys.len()))
    })
}

fn grant(asked: &cli::Grant) -> Result<Answer, Failure> {
    let mut given = Grant::new(asked.action.action(), asked.from);
    if let Some(until) = asked.until {
        given = given.until(until);
    }
    if let Some(path) = &asked.scope {
        given = given.scope(scope(path)?);
    }
    if asked.provisional {
        given = given.provisional();
    }
    if let Some(delegation) = delegation(asked.action, &asked.delegation)? {
        given = given.delegation(&delegation);
    }
    changed(&asked.list, |list| {
        let id = list.draft.grant(&asked.entity, &given).map_err(|error| refused(&error))?;
        Ok(format!("{} may {} from {} on: {id}", asked.entity, asked.action.action(), asked.from))
    })
}

/// How an accreditation ends before its time.
#[derive(Clone, Copy)]
enum End {
    Suspended,
    Withdrawn,
}

fn end(asked: &Change, end: End, retroactive: bool) -> Result<Answer, Failure> {
    changed(&asked.list, |list| {
        let signed = list.last_signed().map(|last| last.at);
        if let Some(signed) = signed.filter(|signed| asked.from < *signed && !retroactive) {
            let message = format!("{} lies before {signed}, when the last version was signed", asked.from);
            return Err(Failure::new(message, "if that is meant, say so with --retroactive"));
        }
        let turn = if retroactive { turn(asked).retroactive() } else { turn(asked) };
        let (ended, word) = match end {
            End::Suspended => (list.draft.suspend(&asked.entity, &turn), "suspended"),
            End::Withdrawn => (list.draft.withdraw(&asked.entity, &turn), "withdrawn"),
        };
        let ids = ended.map_err(|error| refused(&error))?;
        Ok(format!("{word} from {} on: {}", asked.from, ids.join(", ")))
    })
}

fn reinstate(asked: &Reinstate) -> Result<Answer, Failure> {
    let change = &asked.change;
    changed(&change.list, |list| {
        let ids = list.draft.reinstate(&change.entity, &turn(change), asked.until);
        let ids = ids.map_err(|error| refused(&error))?;
        Ok(format!("accredited again from {} on: {}", change.from, ids.join(", ")))
    })
}

fn rotate_key(asked: &RotateKey) -> Result<Answer, Failure> {
    let new = public_keys(asked.new.as_slice())?;
    let old = public_keys(asked.old.as_slice())?;
    let reason = match asked.because {
        KeyEndName::Superseded => RevocationReason::Superseded,
        KeyEndName::Retired => RevocationReason::Retired,
        KeyEndName::Compromised => RevocationReason::Compromised,
    };
    if reason == RevocationReason::Compromised && old.is_empty() {
        return Err(Failure::new("which key is compromised is not said", "add --old MULTIBASE"));
    }
    changed(&asked.list, |list| {
        for key in &new {
            list.draft.add_key(&asked.entity, key, asked.from).map_err(|error| refused(&error))?;
        }
        for key in &old {
            let revoked = list.draft.revoke_key(&asked.entity, key, asked.from, reason, asked.invalid_since);
            revoked.map_err(|error| refused(&error))?;
        }
        Ok(format!("the keys of {} are changed from {} on", asked.entity, asked.from))
    })
}

fn turn(asked: &Change) -> Turn {
    let turn = Turn::new(asked.from, &asked.reason);
    asked.action_id.iter().fold(turn, |turn, id| turn.action(id))
}

/// Why something is not done to a list, and what to do about it.
fn refused(error: &DraftError) -> Failure {
    let hint = match error {
        DraftError::NotListed { .. } => "look at the spelling, or `sanad accredit add` it first",
        DraftError::AlreadyListed { .. } => "to give it another key, add --key and --from",
        DraftError::WindowEmpty { .. } => "give a later --until",
        DraftError::NothingSuspended { .. } => {
            "what was withdrawn is accredited anew: `sanad accredit grant`"
        }
        _ => "nothing was changed; `sanad accredit show LIST` tells what it has",
    };
    let failure = Failure::new(error, hint);
    match error {
        DraftError::List(_) | DraftError::Succession(_) => failure.coded(error.code().as_str()),
        // The others are about what was typed, and not about a list.
        _ => failure,
    }
}

/// Changes a working file. Two at once wait for each other, so that no change is lost.
fn changed(
    path: &Path,
    change: impl FnOnce(&mut WorkingList) -> Result<String, Failure>,
) -> Result<Answer, Failure> {
    let _lock = file::lock_folder_of(path)?;
    let mut list = WorkingList::open(path)?;
    let done = change(&mut list)?;
    list.heed()?;
    list.save(path, Existing::Replace)?;
    Ok(words(&done))
}

fn words(done: &str) -> Answer {
    Answer { words: format!("{}\n", crate::text::safe(done, 400)), ..Answer::default() }
}

fn heed_id(id: &str) -> Result<(), Failure> {
    if id.starts_with("did:") || id.starts_with("https://") {
        return Ok(());
    }
    let message = format!("`{id}` is no DID or https URL: a name is never enough");
    Err(Failure::new(message, "write the id as its badges name it: did:web:college.example"))
}

/// The distinct keys of these texts.
pub(super) fn public_keys(texts: &[String]) -> Result<Vec<PublicKey>, Failure> {
    let mut keys = Vec::new();
    for text in texts {
        let key = PublicKey::from_multikey(text).map_err(|error| {
            let hint = "a Multikey begins with z6Mk: what follows `did:key:` in what `sanad keygen` prints";
            Failure::new(format!("`{text}` is no key: {error}"), hint).coded(error.code().as_str())
        })?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// The limits in a file, as they were written.
pub(super) fn scope(path: &Path) -> Result<Object, Failure> {
    let wrong = |what: String| {
        let hint = "write one object, such as {\"limitField\": [\"0715\"], \"limitJurisdiction\": [\"IN\"]}";
        Failure::new(format!("`{}` is no scope: {what}", path.display()), hint)
    };
    let json = Json::parse(&file::read(path, Limits::DEFAULT.document_bytes)?);
    let json = json.map_err(|error| wrong(error.to_string()).coded(error.code().as_str()))?;
    let Json::Object(object) = json else { return Err(wrong(format!("it is {}", json.kind()))) };
    Scope::read(&object, &JsonPointer::root())
        .map_err(|error| wrong(error.to_string()).coded(error.code().as_str()))?;
    Ok(object)
}

fn delegation(action: ActionName, asked: &DelegationArgs) -> Result<Option<DelegationDraft>, Failure> {
    if action != ActionName::Recognize {
        let given = asked.list_id.is_some() || asked.threshold.is_some() || asked.max_path.is_some();
        if given || !(asked.delegable.is_empty() && asked.permit.is_empty() && asked.exclude.is_empty()) {
            return Err(Failure::new(
                "what others may be accredited for is said, and the action is not `recognize`",
                "use --action recognize, or leave these out",
            ));
        }
        return Ok(None);
    }
    let Some(list_id) = &asked.list_id else {
        return Err(Failure::new(
            "whoever may recognize others does so in one list, and which is not said",
            "add --list-id URL",
        ));
    };
    let delegable: &[ActionName] =
        if asked.delegable.is_empty() { &[ActionName::Issue] } else { &asked.delegable };
    let delegable: Vec<Action> = delegable.iter().map(|action| action.action()).collect();
    let mut delegation = DelegationDraft::new(list_id, asked.max_path.unwrap_or(0), &delegable);
    if let Some(threshold) = asked.threshold {
        delegation = delegation.threshold(threshold);
    }
    if !asked.permit.is_empty() {
        delegation = delegation.permit(&texts(&asked.permit));
    }
    if !asked.exclude.is_empty() {
        delegation = delegation.exclude(&texts(&asked.exclude));
    }
    Ok(Some(delegation))
}

fn texts(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

impl ActionName {
    const fn action(self) -> Action {
        match self {
            Self::Issue => Action::Issue,
            Self::Recognize => Action::Recognize,
            Self::Assess => Action::Assess,
            Self::Endorse => Action::Endorse,
            Self::Witness => Action::Witness,
        }
    }
}

/// A working file or a signed version of a list.
#[derive(Debug)]
pub(super) enum Held {
    Working(WorkingList),
    Signed(Box<SignedDocument>, Box<AccreditationList>),
}

impl Held {
    /// Reads whichever it is.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let bytes = file::read(path, crate::working_list::WORKING_BYTES)?;
        let name = path.display().to_string();
        if let Some(working) = WorkingList::of_bytes(&bytes, &name)? {
            return Ok(Self::Working(working));
        }
        let wrong = |error: &dyn std::fmt::Display, code| {
            let hint = "`sanad accredit sign` makes a signed list, `sanad accredit init` a working file";
            Failure::new(format!("`{name}` is no accreditation list: {error}"), hint).coded(code)
        };
        let document =
            AccreditationList::parse(&bytes).map_err(|error| wrong(&error, error.code().as_str()))?;
        let list =
            AccreditationList::read(&document).map_err(|error| wrong(&error, error.code().as_str()))?;
        Ok(Self::Signed(Box::new(document), Box::new(list)))
    }
}

/// A signed version of a list, and nothing else.
pub(super) fn signed(path: &Path) -> Result<(SignedDocument, AccreditationList), Failure> {
    match Held::open(path)? {
        Held::Signed(document, list) => Ok((*document, *list)),
        Held::Working(_) => Err(Failure::new(
            format!("`{}` is a working file, and not signed", path.display()),
            "name a version that `sanad accredit sign` made of it",
        )),
    }
}
