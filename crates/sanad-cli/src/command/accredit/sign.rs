//! `sanad accredit sign`: the next version of a list, or one more signature on a version.

use sanad_core::accreditation::list::AccreditationList;
use sanad_core::accreditation::sign::{ListSignError, ListSigner};
use sanad_core::accreditation::signers::distinct_signers;
use sanad_core::accreditation::succession;
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::json::Object;
use sanad_core::signed::SignedDocument;
use sanad_core::signer::{Signer as _, SigningKey};
use sanad_core::timestamp::Timestamp;

use super::{Held, signed};
use crate::args::SuiteName;
use crate::args::accredit::Sign;
use crate::command::{Answer, given_or_now};
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};
use crate::key_file;
use crate::working_list::{LastSigned, WorkingList};

/// Signs.
pub(crate) fn run(asked: &Sign) -> Result<Answer, Failure> {
    let at = given_or_now(asked.at)?;
    let key = key_file::read_at(&asked.key, &asked.passphrase)?;
    let _lock = file::lock_folder_of(&asked.list)?;
    match Held::open(&asked.list)? {
        Held::Signed(document, list) => {
            if asked.valid_until.is_some() || asked.previous.is_some() {
                let message =
                    format!("`{}` is signed already, and what is signed stays", asked.list.display());
                let hint = "to add a signature leave out --valid-until and --previous; a new version is \
                            signed from the working file";
                return Err(Failure::new(message, hint));
            }
            co_sign(&document, &list, asked, &key, at)
        }
        Held::Working(working) => next(working, asked, &key, at),
    }
}

fn next(mut working: WorkingList, asked: &Sign, key: &SigningKey, at: Timestamp) -> Result<Answer, Failure> {
    if let Some((document, list)) = again(&working, asked)? {
        return co_sign(&document, &list, asked, key, at);
    }
    let Some(until) = asked.valid_until else {
        let hint =
            "a verifier believes the list until then, if it is kept from a newer one: --valid-until TIME";
        return Err(Failure::new("until when the new version may be relied on is not said", hint));
    };
    if let Some(idle) = working.idle().next() {
        let message = format!("`{idle}` is on the list and accredited for nothing");
        return Err(Failure::new(message, "`sanad accredit grant` it something, or take it out of the file"));
    }
    // What was signed once with these times and this content is that version, however often it is asked for: else a
    // run that was interrupted would leave two versions with one number.
    let repeated =
        unchanged(&working).filter(|(_, list)| (list.valid_from(), list.valid_until()) == (at, until));
    let content = match repeated {
        Some((content, _)) => content,
        None => {
            let content = working.draft.version(at, until).map_err(|error| {
                let path = asked.list.display();
                Failure::new(format!("no list can be made of `{path}`: {error}"), "nothing was signed")
                    .coded(error.code().as_str())
            })?;
            if let Some(last) = working.last_signed() {
                heed_previous(asked, &last, &content)?;
            }
            content
        }
    };
    let document = signer(asked, key, working.authority()).sign(content, at);
    let document = document.map_err(|error| not_signed(&error))?;
    let list = AccreditationList::read(&document).map_err(|error| not_signed(&error.into()))?;
    working.go_on(&document, &list).map_err(|error| not_signed(&error.into()))?;
    // The memory first: if the second file is not written, the same command writes it.
    working.save(&asked.list, Existing::Replace)?;
    file::write(&asked.output, document.as_json(), Existing::Replace, Readers::Default)?;
    Ok(told(&document, &list, at))
}

/// The version that was signed last, if nothing has changed since.
fn unchanged(working: &WorkingList) -> Option<(Object, AccreditationList)> {
    let content = working.last_version()?;
    let list = AccreditationList::read_content(&content).ok()?;
    (Some(list.digest()) == working.last_signed().map(|last| last.digest)).then_some((content, list))
}

/// The version that was signed last, if it is at the output and nothing has changed since: then another signs it too.
fn again(
    working: &WorkingList,
    asked: &Sign,
) -> Result<Option<(SignedDocument, AccreditationList)>, Failure> {
    let Some(last) = working.last_signed() else { return Ok(None) };
    let is_asked = asked.valid_until.is_none_or(|until| until == last.until && asked.at == Some(last.at));
    if !is_asked || !file::is_there(&asked.output)? || unchanged(working).is_none() {
        return Ok(None);
    }
    let (document, list) = signed(&asked.output)?;
    Ok((list.digest() == last.digest).then_some((document, list)))
}

/// The version before must be at hand, so that nothing that it said is lost in this one.
fn heed_previous(asked: &Sign, last: &LastSigned, next: &Object) -> Result<(), Failure> {
    let path = asked.previous.as_ref().unwrap_or(&asked.output);
    let sequence = last.sequence;
    let hint = format!(
        "name the file with version {sequence}: --previous FILE; if it was never written, sign with --at {} \
         --valid-until {} and with what was in the list then",
        last.at, last.until
    );
    if !file::is_there(path)? {
        let message = format!("version {sequence}, which was signed last, is not at `{}`", path.display());
        return Err(Failure::new(message, hint));
    }
    let (_, previous) = signed(path)?;
    if previous.digest() != last.digest {
        let message = format!(
            "`{}` is version {} with the digest {}, and version {sequence} with the digest {} was signed last",
            path.display(),
            previous.sequence(),
            previous.digest(),
            last.digest
        );
        return Err(Failure::new(message, hint));
    }
    let next = AccreditationList::read_content(next).map_err(|error| not_signed(&error.into()))?;
    succession::follows(&previous, &next).map_err(|error| {
        let hint = "nothing was signed; what a list has once said stays in it: end it, do not take it out";
        Failure::new(format!("it may not follow version {sequence}: {error}"), hint)
            .coded(error.code().as_str())
    })
}

/// One more signature on a version. What is there stays, byte for byte.
fn co_sign(
    document: &SignedDocument,
    list: &AccreditationList,
    asked: &Sign,
    key: &SigningKey,
    at: Timestamp,
) -> Result<Answer, Failure> {
    if at < list.valid_from() {
        let message = format!("version {} is of {}, later than {at}", list.sequence(), list.valid_from());
        return Err(Failure::new(message, "look at the clock, or give a later --at"));
    }
    let signed = signer(asked, key, list.issuer()).co_sign(document, at);
    let signed = signed.map_err(|error| not_signed(&error))?;
    file::write(&asked.output, signed.as_json(), Existing::Replace, Readers::Default)?;
    Ok(told(&signed, list, at))
}

fn signer<'k>(asked: &Sign, key: &'k SigningKey, authority: &str) -> ListSigner<'k> {
    let mut signer = ListSigner::new(key);
    // The key's id is the authority's, so that readers of its controller document find it there.
    if !authority.starts_with("did:key:") {
        signer = signer.method(format!("{authority}#{}", key.public_key().to_multikey()));
    }
    match asked.suite {
        SuiteName::Jcs => signer,
        SuiteName::Rdfc => signer.rdfc(),
    }
}

fn not_signed(error: &ListSignError) -> Failure {
    let hint = match error {
        ListSignError::HasSigned { .. } => "a key counts once; have another sign",
        ListSignError::Proofs(_) => "sign it anew from the working file",
        _ => "nothing was signed; `sanad accredit check LIST` may say more",
    };
    Failure::new(format!("the list is not signed: {error}"), hint).coded(error.code().as_str())
}

fn told(document: &SignedDocument, list: &AccreditationList, at: Timestamp) -> Answer {
    let words = format!(
        "version {} of {}, {} until {}: {}\n",
        list.sequence(),
        crate::text::safe(list.id(), 100),
        list.valid_from(),
        list.valid_until(),
        Signatures::of(document, list, at)
    );
    Answer { words, ..Answer::default() }
}

/// How many of those who must sign a version have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signatures {
    /// The list names its signers.
    Counted { count: usize, keys: usize, threshold: usize },
    /// The list above it names them.
    Elsewhere { proofs: usize },
}

impl Signatures {
    /// Those of a version, as of a time.
    pub(crate) fn of(document: &SignedDocument, list: &AccreditationList, at: Timestamp) -> Self {
        let Some(signing) = list.signing() else {
            return Self::Elsewhere { proofs: document.proof().map_or(0, |proofs| proofs.items().len()) };
        };
        let signers = distinct_signers(document, signing.keys(), at, &Canonicalizer::official());
        // Without proofs that can be read nobody has signed.
        let count = signers.map_or(0, |signers| signers.count());
        let (keys, threshold) = (signing.keys().len(), usize::from(signing.threshold()));
        Self::Counted { count, keys, threshold }
    }

    /// Whether signatures are known to be missing.
    pub(crate) const fn are_short(self) -> bool {
        matches!(self, Self::Counted { count, threshold, .. } if count < threshold)
    }
}

impl std::fmt::Display for Signatures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Elsewhere { proofs } => {
                write!(f, "{proofs} signature(s); who must sign it is said by the list above it")
            }
            Self::Counted { count, keys, threshold } => {
                write!(f, "signed by {count} of its {keys} keys, {threshold} must")?;
                match threshold.saturating_sub(*count) {
                    0 => Ok(()),
                    more => write!(f, ": NOT YET ENOUGH, {more} more"),
                }
            }
        }
    }
}
