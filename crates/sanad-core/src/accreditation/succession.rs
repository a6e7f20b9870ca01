//! Whether one version of a list follows another: its number, the hash chain, and that nothing it told is lost.
//! `spec/accreditation-list.md#succession`

use crate::accreditation::action::RecognizedAction;
use crate::accreditation::digest::ListDigest;
use crate::accreditation::entity::RecognizedEntity;
use crate::accreditation::history::{Effect, StatusEvent};
use crate::accreditation::key::{EntityKey, RevocationReason};
use crate::accreditation::list::{AccreditationList, HistoricalInformationPeriod};
use crate::code::Code;
use crate::pointer::JsonPointer;
use crate::timestamp::Timestamp;

/// Checks that `next` is the version right after `previous`: its number, its digest of the one before, and that it
/// [keeps] what was told. Who has signed it is asked by [`rotate`](super::rotation::rotate).
///
/// # Errors
/// [`SuccessionError`], which says where.
pub fn follows(previous: &AccreditationList, next: &AccreditationList) -> Result<(), SuccessionError> {
    if previous.sequence().checked_add(1) != Some(next.sequence()) {
        return Err(SuccessionError::Sequence { previous: previous.sequence(), next: next.sequence() });
    }
    if next.previous_digest() != Some(previous.digest()) {
        return Err(SuccessionError::PreviousDigest {
            named: next.previous_digest(),
            found: previous.digest(),
        });
    }
    keeps(previous, next)
}

/// Checks that a later version of the same list, with or without others in between, leaves out nothing that it has to
/// tell, and rewrites nothing.
///
/// # Errors
/// [`SuccessionError`], which says where.
pub fn keeps(previous: &AccreditationList, next: &AccreditationList) -> Result<(), SuccessionError> {
    for (member, before, after) in [
        ("id", previous.id(), next.id()),
        ("issuer", previous.issuer(), next.issuer()),
        ("listType", previous.list_type(), next.list_type()),
    ] {
        if before != after {
            let (previous, next) = (before.to_owned(), after.to_owned());
            return Err(SuccessionError::OtherList { member, previous, next });
        }
    }
    if next.valid_from() < previous.valid_from() {
        let (previous, next) = (previous.valid_from(), next.valid_from());
        return Err(SuccessionError::IssuedEarlier { previous, next });
    }
    let (before, after) = (previous.historical_information_period(), next.historical_information_period());
    if after.days() < before.days() {
        return Err(SuccessionError::PeriodShortened { previous: before.days(), next: after.days() });
    }
    let changes = Changes { period: before, issued: next.valid_from() };
    let here = JsonPointer::root().member("credentialSubject");
    for (index, entity) in previous.entities().iter().enumerate() {
        changes.entity(entity, next.entity(entity.id()), &here.item(index))?;
    }
    Ok(())
}

/// What of the version before must still be there.
struct Changes {
    period: HistoricalInformationPeriod,
    /// When the later version was issued.
    issued: Timestamp,
}

impl Changes {
    /// Whether what ended then may be left out by now.
    fn is_over(&self, end: Timestamp) -> bool {
        match self.period {
            HistoricalInformationPeriod::Forever => false,
            HistoricalInformationPeriod::Days(days) => {
                end.plus_seconds(i64::from(days) * 86_400).is_some_and(|until| until < self.issued)
            }
        }
    }

    fn entity(
        &self,
        before: &RecognizedEntity,
        after: Option<&RecognizedEntity>,
        at: &JsonPointer,
    ) -> Result<(), SuccessionError> {
        for (index, key) in before.verification_methods().iter().enumerate() {
            let at = at.member("verificationMethod").item(index);
            let found = after
                .and_then(|after| after.verification_methods().iter().find(|other| other.id() == key.id()));
            self.key(key, found, &at)?;
        }
        for (index, action) in before.recognized_to().iter().enumerate() {
            let at = at.member("recognizedTo").item(index);
            let found = after.and_then(|after| Some((after, action_of(after, action.id())?)));
            self.action(action, found, &at)?;
        }
        for (index, event) in before.status_history().iter().enumerate() {
            let at = at.member("statusHistory").item(index);
            self.event(event, after, &at)?;
        }
        Ok(())
    }

    fn key(
        &self,
        before: &EntityKey,
        after: Option<&EntityKey>,
        at: &JsonPointer,
    ) -> Result<(), SuccessionError> {
        let Some(after) = after else {
            let end = before.revoked().or_else(|| before.expires());
            return if end.is_some_and(|end| self.is_over(end)) {
                Ok(())
            } else {
                Err(gone("key", before.id(), at))
            };
        };
        if before.multikey() != after.multikey() {
            return Err(rewritten(at, "publicKeyMultibase", before.multikey(), after.multikey()));
        }
        unchanged(at, "validFrom", Some(before.valid_from()), Some(after.valid_from()))?;
        // What was revoked stays revoked. That a key was stolen, and since when, may be found out later.
        if before.revoked().is_some() {
            unchanged(at, "revoked", before.revoked(), after.revoked())?;
            let reasons = (before.revocation_reason(), after.revocation_reason());
            if reasons.0 != reasons.1 && reasons.1 != Some(RevocationReason::Compromised) {
                let word = |reason: Option<RevocationReason>| reason.map_or("", RevocationReason::as_str);
                return Err(rewritten(at, "revocationReason", word(reasons.0), word(reasons.1)));
            }
            if let Some(date) =
                before.invalidity_date().filter(|date| after.invalidity_date().is_none_or(|new| new > *date))
            {
                unchanged(at, "invalidityDate", Some(date), after.invalidity_date())?;
            }
        }
        Ok(())
    }

    fn action(
        &self,
        before: &RecognizedAction,
        after: Option<(&RecognizedEntity, &RecognizedAction)>,
        at: &JsonPointer,
    ) -> Result<(), SuccessionError> {
        let Some((entity, after)) = after else {
            let over = self.is_over(before.valid_until());
            return if over { Ok(()) } else { Err(gone("action", before.id(), at)) };
        };
        if before.action() != after.action() {
            let word =
                |action: &RecognizedAction| action.action().map_or("another word", |action| action.as_str());
            return Err(rewritten(at, "action", word(before), word(after)));
        }
        unchanged(at, "validFrom", Some(before.valid_from()), Some(after.valid_from()))?;
        if before.scope() != after.scope() {
            return Err(rewritten(at, "scope", "as it was", "another"));
        }
        if after.valid_until() >= before.valid_until() {
            return Ok(());
        }
        let denial = entity.status_history().iter().find(|event| {
            event.status().denies()
                && event.names(before.id())
                && (event.from() <= after.valid_until() || after.valid_until() <= after.valid_from())
        });
        let (previous, next) = (before.valid_until(), after.valid_until());
        let Some(denial) = denial else {
            return Err(SuccessionError::Shortened { previous, next, at: at.member("validUntil") });
        };
        // What was past when the version was issued had been told as granted.
        if denial.from() < self.issued && denial.effect() != Effect::Retroactive {
            let (from, issued) = (denial.from(), self.issued);
            return Err(SuccessionError::NotRetroactive { from, issued, at: at.member("validUntil") });
        }
        Ok(())
    }

    fn event(
        &self,
        before: &StatusEvent,
        after: Option<&RecognizedEntity>,
        at: &JsonPointer,
    ) -> Result<(), SuccessionError> {
        // Of an action that is left out, its events may be.
        let mut kept =
            before.actions().iter().filter(|id| after.is_some_and(|after| action_of(after, id).is_some()));
        let is_kept = |event: &&StatusEvent| {
            (event.status(), event.from(), event.effect())
                == (before.status(), before.from(), before.effect())
                && event.reason_code() == before.reason_code()
        };
        let found = after.and_then(|after| after.status_history().iter().find(is_kept));
        let named = |id: &str| found.is_some_and(|event| event.names(id));
        if kept.all(|id| named(id)) { Ok(()) } else { Err(gone("event", before.status().as_str(), at)) }
    }
}

fn action_of<'a>(entity: &'a RecognizedEntity, id: &str) -> Option<&'a RecognizedAction> {
    entity.recognized_to().iter().find(|action| action.id() == id)
}

fn gone(what: &'static str, id: &str, at: &JsonPointer) -> SuccessionError {
    SuccessionError::Gone { what, id: id.to_owned(), at: at.clone() }
}

fn rewritten(at: &JsonPointer, member: &str, previous: &str, next: &str) -> SuccessionError {
    SuccessionError::Rewritten { previous: previous.to_owned(), next: next.to_owned(), at: at.member(member) }
}

fn unchanged(
    at: &JsonPointer,
    member: &str,
    before: Option<Timestamp>,
    after: Option<Timestamp>,
) -> Result<(), SuccessionError> {
    let word = |time: Option<Timestamp>| time.map_or_else(|| "nothing".to_owned(), |time| time.to_string());
    if before == after { Ok(()) } else { Err(rewritten(at, member, &word(before), &word(after))) }
}

/// Why a version does not follow another. Places are in the earlier one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SuccessionError {
    /// Something that must still be told is left out.
    #[error("the {what} `{id}` of {at} is left out")]
    Gone {
        /// A key, an action or an event.
        what: &'static str,
        /// Its id; of an event its status.
        id: String,
        /// Where it stood.
        at: JsonPointer,
    },
    /// The later version says that it was issued before the earlier one.
    #[error("issued at {next}, before the earlier version, {previous}")]
    IssuedEarlier {
        /// When the earlier version was issued.
        previous: Timestamp,
        /// When the later one says it was.
        next: Timestamp,
    },
    /// A period ends earlier, from a day on that was past, and it is not said that this is after the fact.
    #[error(
        "{at} is cut from {from} on, which was past at {issued}, expected an event that is `retroactive`"
    )]
    NotRetroactive {
        /// From when on it is taken away.
        from: Timestamp,
        /// When the later version was issued.
        issued: Timestamp,
        /// Where the period stood.
        at: JsonPointer,
    },
    /// Not the same list.
    #[error("`{member}` is `{next}`, expected `{previous}`")]
    OtherList {
        /// What differs.
        member: &'static str,
        /// What the earlier version says.
        previous: String,
        /// What the later one says.
        next: String,
    },
    /// The past is told for a shorter time than was promised.
    #[error("the past is told for {next} days, expected no fewer than {previous}")]
    PeriodShortened {
        /// Days in the earlier version.
        previous: u32,
        /// Days in the later one.
        next: u32,
    },
    /// It was made after another version than that.
    #[error("it follows the version {}, expected {found}", named.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string))]
    PreviousDigest {
        /// The digest it names.
        named: Option<ListDigest>,
        /// The digest of the earlier version.
        found: ListDigest,
    },
    /// Something that does not change has changed.
    #[error("{at} was `{previous}` and is `{next}`")]
    Rewritten {
        /// What it was.
        previous: String,
        /// What it is.
        next: String,
        /// Where it stood.
        at: JsonPointer,
    },
    /// Not the next number.
    #[error("version {next} after version {previous}")]
    Sequence {
        /// The number of the earlier version.
        previous: u64,
        /// The number of the later one.
        next: u64,
    },
    /// A period ends earlier, and no event says why.
    #[error("{at} was {previous} and is {next}, expected an event that takes the rest away")]
    Shortened {
        /// When it ended.
        previous: Timestamp,
        /// When it ends now.
        next: Timestamp,
        /// Where it stood.
        at: JsonPointer,
    },
}

impl SuccessionError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::IssuedEarlier { .. }
            | Self::OtherList { .. }
            | Self::PreviousDigest { .. }
            | Self::Sequence { .. } => Code::AccredListChainBroken,
            Self::Gone { .. }
            | Self::NotRetroactive { .. }
            | Self::PeriodShortened { .. }
            | Self::Rewritten { .. }
            | Self::Shortened { .. } => Code::AccredListHistoryTruncated,
        }
    }

    /// Where in the earlier version, when that can be said.
    #[must_use]
    pub const fn at(&self) -> Option<&JsonPointer> {
        match self {
            Self::Gone { at, .. }
            | Self::NotRetroactive { at, .. }
            | Self::Rewritten { at, .. }
            | Self::Shortened { at, .. } => Some(at),
            _ => None,
        }
    }
}
