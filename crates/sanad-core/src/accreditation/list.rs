//! An accreditation list as a document: what it says of itself and of its entities. `spec/accreditation-list.md#list`

use crate::accreditation::digest::ListDigest;
use crate::accreditation::entity::{EntityError, RecognizedEntity};
use crate::accreditation::issuance_anchor::IssuanceAnchor;
use crate::accreditation::member::{self, MemberError, Place};
use crate::accreditation::signing::{Signing, SigningError};
use crate::code::Code;
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::pointer::{JsonPointer, Trail};
use crate::signed::{ParseError, SignedDocument};
use crate::timestamp::Timestamp;

/// The contexts that a list begins with.
pub const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://w3id.org/sanad/accreditation-list/v1"];
/// The types of a list.
pub const TYPES: [&str; 3] =
    ["VerifiableCredential", "RecognizedEntityCredential", "AccreditationListCredential"];

/// The members that a list can call critical, because every reader of this version heeds them.
const UNDERSTOOD: [&str; 12] = [
    "delegation",
    "historicalInformationPeriod",
    "issuanceAnchors",
    "listType",
    "predecessor",
    "previousDigest",
    "recognizedTo",
    "sequence",
    "signing",
    "statusHistory",
    "successor",
    "verificationMethod",
];

/// One version of a list: read, not believed. Whose signatures it bears is a question of its own
/// ([`super::signers::distinct_signers`]).
#[derive(Clone, Debug, PartialEq)]
pub struct AccreditationList {
    id: Box<str>,
    issuer: Box<str>,
    issuer_name: Option<Box<str>>,
    recognized_in: Option<Box<str>>,
    valid_from: Timestamp,
    valid_until: Timestamp,
    sequence: u64,
    digest: ListDigest,
    previous_digest: Option<ListDigest>,
    list_type: Box<str>,
    historical_information_period: HistoricalInformationPeriod,
    signing: Option<Signing>,
    successor: Option<LinkedList>,
    predecessor: Option<LinkedList>,
    critical: Box<[Box<str>]>,
    issuance_anchors: Box<[IssuanceAnchor]>,
    entities: Box<[RecognizedEntity]>,
    /// The places in `entities` in the order of their ids.
    by_id: Box<[usize]>,
}

/// For how long a list tells what is past (ETSI TS 119 612 §5.3.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "it is a number of days, or for ever")]
pub enum HistoricalInformationPeriod {
    /// For so many days after its end.
    Days(u32),
    /// For ever: `65535`.
    Forever,
}

impl HistoricalInformationPeriod {
    /// The number that a list writes.
    #[must_use]
    pub const fn days(self) -> u32 {
        match self {
            Self::Days(days) => days,
            Self::Forever => 65_535,
        }
    }
}

/// Another list that takes this one's place, or whose place this one has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedList {
    id: Box<str>,
    digest: Option<ListDigest>,
}

impl LinkedList {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &str {
        &self.id
    }

    /// The one version of it that is meant: of a predecessor its last one.
    #[must_use]
    pub const fn digest(&self) -> Option<ListDigest> {
        self.digest
    }
}

impl AccreditationList {
    /// Reads the bytes of a list as strict JSON, within [`Limits::ACCREDITATION_LIST`].
    ///
    /// # Errors
    /// [`ParseError`], which says what and where.
    pub fn parse(bytes: &[u8]) -> Result<SignedDocument, ParseError> {
        SignedDocument::from_json_within(bytes, &Limits::ACCREDITATION_LIST)
    }

    /// Reads a document as a list. Members that are not known are passed over.
    ///
    /// # Errors
    /// [`AccreditationListError`], which says what and where.
    pub fn read(document: &SignedDocument) -> Result<Self, AccreditationListError> {
        Self::read_content(document.content())
    }

    /// The same for a document that is still to be signed.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_content(content: &Object) -> Result<Self, AccreditationListError> {
        let root = Trail::Root;
        let place = Place { object: content, trail: &root };
        heed_contexts(&place)?;
        for expected in TYPES {
            place.expect_type(expected).map_err(|error| match error {
                MemberError::Value { found, at, .. } => AccreditationListError::Type { expected, found, at },
                other => other.into(),
            })?;
        }
        if content.contains("credentialStatus") {
            return Err(AccreditationListError::HasStatus { at: root.member("credentialStatus").pointer() });
        }
        let id = place.required("id", member::url)?;
        let issuer = Issuer::read(&place)?;
        let valid_from = place.required("validFrom", member::time)?;
        let valid_until = place.required("validUntil", member::time)?;
        if valid_until <= valid_from {
            let at = root.member("validUntil").pointer();
            return Err(AccreditationListError::WindowEmpty { valid_from, valid_until, at });
        }
        let at = root.member("accreditationList");
        let own = place.required("accreditationList", |value, _| Ok(value))?;
        let own = Place::of(own, &at)?;
        // What a reader must understand comes before what is told in its terms.
        let critical = critical(&own)?;
        let (sequence, previous_digest) = version(&own)?;
        let entities = entities(&place, id)?;
        let by_id = order(&entities)?;
        Ok(Self {
            id: id.into(),
            issuer: issuer.id.into(),
            issuer_name: issuer.name.map(Box::from),
            recognized_in: issuer.recognized_in.map(Box::from),
            valid_from,
            valid_until,
            sequence,
            digest: ListDigest::of(content),
            previous_digest,
            list_type: own.required("listType", member::url)?.into(),
            historical_information_period: own.required("historicalInformationPeriod", |value, at| {
                Ok(match member::small(value, 0, at)? {
                    65_535 => HistoricalInformationPeriod::Forever,
                    days => HistoricalInformationPeriod::Days(days),
                })
            })?,
            signing: own
                .object
                .get("signing")
                .map(|value| Signing::read(value, &at.member("signing")))
                .transpose()?,
            successor: own.optional("successor", linked)?,
            predecessor: own.optional("predecessor", linked)?,
            critical,
            issuance_anchors: issuance_anchors(&own)?,
            entities,
            by_id,
        })
    }

    /// The list's id, the same for every version.
    #[must_use]
    pub const fn id(&self) -> &str {
        &self.id
    }

    /// The authority that says to publish it.
    #[must_use]
    pub const fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What the authority calls itself.
    #[must_use]
    pub fn issuer_name(&self) -> Option<&str> {
        self.issuer_name.as_deref()
    }

    /// The list that the authority says to be recognised in: where to look, never evidence.
    #[must_use]
    pub fn recognized_in(&self) -> Option<&str> {
        self.recognized_in.as_deref()
    }

    /// When this version was issued.
    #[must_use]
    pub const fn valid_from(&self) -> Timestamp {
        self.valid_from
    }

    /// Until when this version speaks, that instant included: a later one is there by then.
    #[must_use]
    pub const fn valid_until(&self) -> Timestamp {
        self.valid_until
    }

    /// The number of this version, from 1.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The digest of this version, by which the next one names it.
    #[must_use]
    pub const fn digest(&self) -> ListDigest {
        self.digest
    }

    /// The digest of the version before; there if there is one.
    #[must_use]
    pub const fn previous_digest(&self) -> Option<ListDigest> {
        self.previous_digest
    }

    /// What the list is for, such as in earnest or for trying out: a URI that both sides agree on.
    #[must_use]
    pub const fn list_type(&self) -> &str {
        &self.list_type
    }

    /// For how long it tells what is past.
    #[must_use]
    pub const fn historical_information_period(&self) -> HistoricalInformationPeriod {
        self.historical_information_period
    }

    /// The keys that sign it; only on a list that nobody delegated.
    #[must_use]
    pub const fn signing(&self) -> Option<&Signing> {
        self.signing.as_ref()
    }

    /// The list that takes its place.
    #[must_use]
    pub const fn successor(&self) -> Option<&LinkedList> {
        self.successor.as_ref()
    }

    /// The list whose place it has taken.
    #[must_use]
    pub const fn predecessor(&self) -> Option<&LinkedList> {
        self.predecessor.as_ref()
    }

    /// Whether both this list and the other say that the other takes this one's place.
    #[must_use]
    pub fn is_succeeded_by(&self, other: &Self) -> bool {
        let names = |linked: Option<&LinkedList>, list: &Self| linked.is_some_and(|to| to.id() == list.id());
        names(self.successor(), other) && names(other.predecessor(), self)
    }

    /// The members that a reader must understand. One that is read here has none that is not.
    #[must_use]
    pub const fn critical(&self) -> &[Box<str>] {
        &self.critical
    }

    /// The badges that it witnesses to exist.
    #[must_use]
    pub const fn issuance_anchors(&self) -> &[IssuanceAnchor] {
        &self.issuance_anchors
    }

    /// The entities, in the list's order.
    #[must_use]
    pub const fn entities(&self) -> &[RecognizedEntity] {
        &self.entities
    }

    /// The entity with that id, to the letter.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&RecognizedEntity> {
        let id_at = |place: &usize| self.entities.get(*place).map(RecognizedEntity::id);
        let found = self.by_id.binary_search_by(|place| id_at(place).cmp(&Some(id))).ok()?;
        self.entities.get(*self.by_id.get(found)?)
    }
}

struct Issuer<'d> {
    id: &'d str,
    name: Option<&'d str>,
    recognized_in: Option<&'d str>,
}

impl<'d> Issuer<'d> {
    fn read(list: &Place<'d, '_>) -> Result<Self, MemberError> {
        let at = list.trail.member("issuer");
        let place = Place::of(list.required("issuer", |value, _| Ok(value))?, &at)?;
        place.expect_type("RecognizedIssuer")?;
        let recognized_in =
            place.optional("recognizedIn", |value, at| Place::of(value, at)?.required("id", member::url))?;
        Ok(Self {
            id: place.required("id", member::did_or_https)?,
            name: place.optional("name", member::text)?,
            recognized_in,
        })
    }
}

fn heed_contexts(list: &Place<'_, '_>) -> Result<(), AccreditationListError> {
    let named = list.object.get("@context").map_or(&[][..], Json::items);
    for (index, expected) in CONTEXTS.into_iter().enumerate() {
        let found = named.get(index).and_then(Json::as_str);
        if found != Some(expected) {
            let at = list.trail.member("@context").pointer().item(index);
            return Err(AccreditationListError::Context { expected, found: found.map(member::cut), at });
        }
    }
    Ok(())
}

fn critical(own: &Place<'_, '_>) -> Result<Box<[Box<str>]>, AccreditationListError> {
    let names = own.items("critical", UNDERSTOOD.len())?;
    let here = own.trail.member("critical");
    let mut critical = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let at = here.item(index);
        let name = member::text(name, &at)?;
        if !UNDERSTOOD.contains(&name) {
            return Err(AccreditationListError::CriticalUnknown {
                term: member::cut(name),
                at: at.pointer(),
            });
        }
        critical.push(Box::from(name));
    }
    Ok(critical.into())
}

/// The number of the version, and the version before it if there is one.
fn version(own: &Place<'_, '_>) -> Result<(u64, Option<ListDigest>), AccreditationListError> {
    let sequence = own.required("sequence", |value, at| member::whole(value, 1, at))?;
    let previous = own.optional("previousDigest", member::digest)?;
    match (sequence, previous) {
        (1, None) | (2.., Some(_)) => Ok((sequence, previous)),
        (_, found) => {
            let at = own.trail.member("previousDigest").pointer();
            Err(AccreditationListError::PreviousDigest { sequence, found, at })
        }
    }
}

fn linked(value: &Json, at: &Trail<'_>) -> Result<LinkedList, MemberError> {
    let place = Place::of(value, at)?;
    Ok(LinkedList {
        id: place.required("id", member::url)?.into(),
        digest: place.optional("digestMultibase", member::digest)?,
    })
}

fn issuance_anchors(own: &Place<'_, '_>) -> Result<Box<[IssuanceAnchor]>, MemberError> {
    let anchors = own.items("issuanceAnchors", Limits::ACCREDITATION_LIST.json_members)?;
    let here = own.trail.member("issuanceAnchors");
    anchors.iter().enumerate().map(|(index, value)| IssuanceAnchor::read(value, &here.item(index))).collect()
}

fn entities(list: &Place<'_, '_>, id: &str) -> Result<Box<[RecognizedEntity]>, AccreditationListError> {
    let limit = Limits::ACCREDITATION_LIST.json_members;
    let values = list.required("credentialSubject", |value, at| member::items(value, limit, at))?;
    let here = list.trail.member("credentialSubject");
    let entity = |(index, value)| Ok(RecognizedEntity::read(value, id, &here.item(index))?);
    values.iter().enumerate().map(entity).collect()
}

/// The places of the entities in the order of their ids; no id stands twice, of whatever kind.
fn order(entities: &[RecognizedEntity]) -> Result<Box<[usize]>, AccreditationListError> {
    let here = JsonPointer::root().member("credentialSubject");
    member::distinct(entities.iter().map(RecognizedEntity::id), |index| here.item(index).member("id"))?;
    let places = || entities.iter().enumerate();
    let actions = || {
        places().flat_map(|(index, entity)| {
            entity
                .recognized_to()
                .iter()
                .enumerate()
                .map(move |(action, recognized)| (index, action, recognized.id()))
        })
    };
    member::distinct(actions().map(|(_, _, id)| id), |place| {
        let (entity, action, _) = actions().nth(place).unwrap_or_default();
        here.item(entity).member("recognizedTo").item(action).member("id")
    })?;
    let mut order: Vec<(&str, usize)> = places().map(|(index, entity)| (entity.id(), index)).collect();
    order.sort_unstable();
    Ok(order.into_iter().map(|(_, index)| index).collect())
}

/// Why a document is no list that could be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccreditationListError {
    /// It begins with other contexts.
    #[error("{at} is {}, expected `{expected}`", found.as_deref().map_or_else(|| "missing".to_owned(), |found| format!("`{found}`")))]
    Context {
        /// What a list has there.
        expected: &'static str,
        /// What stands there, if it is text.
        found: Option<String>,
        /// Where.
        at: JsonPointer,
    },
    /// It asks to be understood in a way that this version does not.
    #[error("`{term}` at {at} is critical and not understood")]
    CriticalUnknown {
        /// The member's name.
        term: String,
        /// Where it is called critical.
        at: JsonPointer,
    },
    /// One of its entities is none.
    #[error(transparent)]
    Entity(#[from] EntityError),
    /// A list is replaced by its next version, not revoked: nobody would look its status up.
    #[error("{at} stands in a list, which has no status of its own")]
    HasStatus {
        /// Where.
        at: JsonPointer,
    },
    /// A member is not what a list has there.
    #[error(transparent)]
    Member(#[from] MemberError),
    /// The version before it is named where there is none, or not named where there is one.
    #[error(
        "{at} is {} at the sequence {sequence}, expected only from the sequence 2 on, and there always",
        found.as_ref().map_or_else(|| "missing".to_owned(), ToString::to_string)
    )]
    PreviousDigest {
        /// The number of the version.
        sequence: u64,
        /// The digest it names.
        found: Option<ListDigest>,
        /// Where.
        at: JsonPointer,
    },
    /// Who signs it is not said as it is.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// Of another type.
    #[error("{at} is {found}, expected `{expected}` in it")]
    Type {
        /// A type of a list.
        expected: &'static str,
        /// What stands there.
        found: String,
        /// Where.
        at: JsonPointer,
    },
    /// It ends before it begins.
    #[error("{at} is {valid_until}, no later than the beginning, {valid_from}")]
    WindowEmpty {
        /// When it begins.
        valid_from: Timestamp,
        /// When it ends.
        valid_until: Timestamp,
        /// Where the end stands.
        at: JsonPointer,
    },
}

impl AccreditationListError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Context { .. }
            | Self::HasStatus { .. }
            | Self::PreviousDigest { .. }
            | Self::WindowEmpty { .. } => Code::AccredListMalformed,
            Self::CriticalUnknown { .. } => Code::AccredListCriticalUnknown,
            Self::Entity(error) => error.code(),
            Self::Member(error) => error.code(),
            Self::Signing(error) => error.code(),
            Self::Type { .. } => Code::TypeUnexpected,
        }
    }

    /// Where in the document.
    #[must_use]
    pub const fn at(&self) -> &JsonPointer {
        match self {
            Self::Entity(error) => error.at(),
            Self::Member(error) => error.at(),
            Self::Signing(error) => error.at(),
            Self::Context { at, .. }
            | Self::CriticalUnknown { at, .. }
            | Self::HasStatus { at }
            | Self::PreviousDigest { at, .. }
            | Self::Type { at, .. }
            | Self::WindowEmpty { at, .. } => at,
        }
    }
}
