//! The VC 2.0 envelope of badges and endorsements, its extension points, and the VC 1.1 forms for reading.

use super::achievement::{Achievement, Criteria, Related};
use super::alignment::Alignment;
use super::class::{Class, Count, Kind, Openness, Property, Typing, class};
use super::credential_kind::CredentialKind;
use super::profile::{Address, GeoCoordinates, IdentifierEntry, Image, Profile};
use super::recipient::{AchievementSubject, IdentityObject};
use super::result::{AchievementResult, ResultDescription, RubricCriterionLevel};
use super::transcript::{Association, ClrSubject};
use crate::json::{Json, Object};

/// The first context of a VC 2.0 credential.
pub const CONTEXT_V2: &str = "https://www.w3.org/ns/credentials/v2";
/// The first context of a VC 1.1 credential.
pub const CONTEXT_V1: &str = "https://www.w3.org/2018/credentials/v1";
/// The Open Badges 3.0 context that sanad writes.
pub const CONTEXT_OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/// Which version of the Verifiable Credentials Data Model a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DataModel {
    /// Version 1.1: read, never written.
    V1,
    /// Version 2.0.
    V2,
}

impl DataModel {
    /// The version that the first context says; 2.0 when it says neither.
    #[must_use]
    pub fn of(credential: &Object) -> Self {
        let first = credential.get("@context").and_then(|contexts| contexts.items().first());
        if first.and_then(Json::as_str) == Some(CONTEXT_V1) { Self::V1 } else { Self::V2 }
    }
}

class! {
    /// What the learner did to earn it (OB 3.0 `Evidence`).
    Evidence / EvidenceView = "Evidence", Typing::Contains("Evidence"), Open, pub new;
    required {}
    optional {
        /// The page that shows it, or the evidence itself as a data URI.
        id: uri = "id",
        /// Whom it was made for.
        audience: text = "audience",
        /// What it is, at length.
        description: text = "description",
        /// What kind of work it is.
        genre: text = "genre",
        /// What it is called.
        name: text = "name",
        /// How it came about; Markdown, and untrusted text.
        narrative: markdown = "narrative",
    }
    many {}
}

class! {
    /// Whom an endorsement speaks of, and what it says (OB 3.0 `EndorsementSubject`).
    EndorsementSubject / EndorsementSubjectView = "EndorsementSubject", Typing::Contains("EndorsementSubject"), Open, pub new;
    required {
        /// The id of the person, organisation, achievement or badge.
        id: uri = "id",
    }
    optional {
        /// What is said; Markdown, and untrusted text.
        endorsement_comment: markdown = "endorsementComment",
    }
    many {}
}

const fn property(name: &'static str, kind: Kind, count: Count) -> Property {
    Property { name, kind, count }
}

const fn open(name: &'static str, typing: Typing, properties: &'static [&'static [Property]]) -> Class {
    Class { name, typing, openness: Openness::Open, properties }
}

/// What VC 2.0 and VC 1.1 have alike. `evidence`, `renderMethod` and the like are not in OB 3.0's own tables.
static ENVELOPE: [Property; 9] = [
    property("id", Kind::Uri, Count::One),
    property("proof", Kind::Proof, Count::OneOrMany),
    property("credentialSchema", Kind::Object(credential_schema), Count::OneOrMany),
    property("refreshService", Kind::Object(refresh_service), Count::Optional),
    property("termsOfUse", Kind::Object(terms_of_use), Count::OneOrMany),
    property("evidence", Kind::Object(extension_point), Count::OneOrMany),
    property("renderMethod", Kind::Object(extension_point), Count::OneOrMany),
    property("confidenceMethod", Kind::Object(extension_point), Count::OneOrMany),
    property("relatedResource", Kind::Object(related_resource), Count::OneOrMany),
];

/// VC 2.0 as OB 3.0 narrows it: `id` and `validFrom` are required. `credentialStatus` may be an array, which VC 2.0
/// allows and OB 3.0's schema does not: a badge that can be revoked and suspended has two.
static ENVELOPE_V2: [Property; 5] = [
    property("@context", Kind::Contexts(CONTEXT_V2), Count::One),
    property("issuer", Kind::UriOrObject(issuer), Count::One),
    property("validFrom", Kind::DateTimeStamp, Count::One),
    property("validUntil", Kind::DateTimeStamp, Count::Optional),
    property("credentialStatus", Kind::Object(credential_status), Count::OneOrMany),
];

/// VC 1.1 as OB 3.0 narrows it: the issuer is a profile, and a status has an `id`.
static ENVELOPE_V1: [Property; 7] = [
    property("@context", Kind::Contexts(CONTEXT_V1), Count::One),
    property("name", Kind::Text, Count::One),
    property("description", Kind::Text, Count::Optional),
    property("issuer", Kind::Object(Profile::class), Count::One),
    property("issuanceDate", Kind::DateTimeStamp, Count::One),
    property("expirationDate", Kind::DateTimeStamp, Count::Optional),
    property("credentialStatus", Kind::Object(credential_status_v1), Count::OneOrMany),
];

static BADGE: [Property; 8] = [
    property("name", Kind::LanguageText, Count::Optional),
    property("description", Kind::LanguageText, Count::Optional),
    property("image", Kind::Object(Image::class), Count::Optional),
    property("awardedDate", Kind::DateTimeStamp, Count::Optional),
    property("credentialSubject", Kind::Object(AchievementSubject::class), Count::One),
    property("endorsement", Kind::Credential(CredentialKind::Endorsement), Count::Many),
    property("endorsementJwt", Kind::CompactJws, Count::Many),
    property("evidence", Kind::Object(Evidence::class), Count::Many),
];

static ENDORSEMENT: [Property; 4] = [
    property("name", Kind::LanguageText, Count::One),
    property("description", Kind::LanguageText, Count::Optional),
    property("awardedDate", Kind::DateTimeStamp, Count::Optional),
    property("credentialSubject", Kind::Object(EndorsementSubject::class), Count::One),
];

/// The issuer of a VC 2.0 credential: a profile whose name and description may be told in several languages.
static ISSUER: Class = open("Profile", Typing::Contains("Profile"), &[&ISSUER_TEXTS, Profile::PROPERTIES]);
static ISSUER_TEXTS: [Property; 2] = [
    property("name", Kind::LanguageText, Count::Optional),
    property("description", Kind::LanguageText, Count::Optional),
];

fn issuer() -> &'static Class {
    &ISSUER
}

/// The class of badges in VC 2.0.
#[must_use]
pub fn achievement_credential() -> &'static Class {
    static TABLE: Class = open(
        "AchievementCredential",
        Typing::Credential(CredentialKind::Badge),
        &[&BADGE, &ENVELOPE_V2, &ENVELOPE],
    );
    &TABLE
}

/// The class of badges in VC 1.1, which required a name.
#[must_use]
pub fn achievement_credential_v1() -> &'static Class {
    static TABLE: Class = open(
        "AchievementCredentialv1p1",
        Typing::Credential(CredentialKind::Badge),
        &[&ENVELOPE_V1, &BADGE, &ENVELOPE],
    );
    &TABLE
}

/// The class of endorsements in VC 2.0. Where the model has it, the VC 1.1 form may stand too, told by its context.
#[must_use]
pub fn endorsement_credential() -> &'static Class {
    static TABLE: Class = open(
        "EndorsementCredential",
        Typing::Credential(CredentialKind::Endorsement),
        &[&ENDORSEMENT, &ENVELOPE_V2, &ENVELOPE],
    );
    &TABLE
}

/// The class of endorsements in VC 1.1.
#[must_use]
pub fn endorsement_credential_v1() -> &'static Class {
    static TABLE: Class = open(
        "EndorsementCredentialv1p1",
        Typing::Credential(CredentialKind::Endorsement),
        &[&ENVELOPE_V1, &ENDORSEMENT, &ENVELOPE],
    );
    &TABLE
}

static TRANSCRIPT: [Property; 9] = [
    property("@context", Kind::TranscriptContexts(CONTEXT_V2), Count::One),
    property("name", Kind::LanguageText, Count::Optional),
    property("description", Kind::LanguageText, Count::Optional),
    property("image", Kind::Object(Image::class), Count::Optional),
    property("partial", Kind::Boolean, Count::Optional),
    property("awardedDate", Kind::DateTimeStamp, Count::Optional),
    property("credentialSubject", Kind::Object(ClrSubject::class), Count::One),
    property("endorsement", Kind::Credential(CredentialKind::Endorsement), Count::Many),
    property("endorsementJwt", Kind::CompactJws, Count::Many),
];

/// The class of transcripts (CLR 2.0): credentials that hold others, each with an issuer of its own.
#[must_use]
pub fn clr_credential() -> &'static Class {
    static TABLE: Class = open(
        "ClrCredential",
        Typing::Credential(CredentialKind::Transcript),
        &[&TRANSCRIPT, &ENVELOPE_V2, &ENVELOPE],
    );
    &TABLE
}

/// The class of a kind of credential in a version of the data model.
pub(crate) fn class_of(kind: CredentialKind, model: DataModel) -> &'static Class {
    match (kind, model) {
        (CredentialKind::Badge, DataModel::V2) => achievement_credential(),
        (CredentialKind::Badge, DataModel::V1) => achievement_credential_v1(),
        (CredentialKind::Endorsement, DataModel::V2) => endorsement_credential(),
        (CredentialKind::Endorsement, DataModel::V1) => endorsement_credential_v1(),
        // CLR 2.0 stands on VC 2.0 only: its table asks for that context.
        (CredentialKind::Transcript, DataModel::V1 | DataModel::V2) => clr_credential(),
    }
}

/// The classes that are an id or less, and a type: nothing more can be said of them here.
macro_rules! small_classes {
    ($($(#[doc = $doc:literal])+ $function:ident = $name:literal, $typing:expr, [$($property:expr),*];)+) => {$(
        $(#[doc = $doc])+
        fn $function() -> &'static Class {
            static PROPERTIES: &[Property] = &[$($property),*];
            static TABLE: Class = open($name, $typing, &[PROPERTIES]);
            &TABLE
        }
    )+};
}

small_classes! {
    /// The JSON Schema that a credential says it follows.
    credential_schema = "CredentialSchema", Typing::Any, [property("id", Kind::Uri, Count::One)];
    /// Where the status can be asked for. Its `id` is optional since document version 1.4.
    credential_status = "CredentialStatus", Typing::Any, [property("id", Kind::Uri, Count::Optional)];
    /// The same in VC 1.1, where the `id` is required.
    credential_status_v1 = "CredentialStatusv1p1", Typing::Any, [property("id", Kind::Uri, Count::One)];
    /// Where a newer form of the credential can be asked for.
    refresh_service = "RefreshService", Typing::Any, [property("id", Kind::Uri, Count::One)];
    /// Under what terms the credential was issued.
    terms_of_use = "TermsOfUse", Typing::Any, [property("id", Kind::Uri, Count::Optional)];
    /// Anything that VC 2.0 lets others define: it has a type.
    extension_point = "ExtensionPoint", Typing::Any, [property("id", Kind::Uri, Count::Optional)];
    /// Another resource and its digest (VC 2.0, "Integrity of Related Resources").
    related_resource = "RelatedResource", Typing::Absent, [
        property("id", Kind::Uri, Count::One),
        property("mediaType", Kind::Text, Count::Optional),
        property("digestSRI", Kind::Text, Count::Optional),
        property("digestMultibase", Kind::Text, Count::Optional)
    ];
}

/// Every class of the model, for those who want to compare it with the specification.
#[must_use]
pub fn classes() -> [&'static Class; 28] {
    [
        Association::class(),
        clr_credential(),
        ClrSubject::class(),
        Achievement::class(),
        achievement_credential(),
        achievement_credential_v1(),
        AchievementSubject::class(),
        Address::class(),
        Alignment::class(),
        Criteria::class(),
        endorsement_credential(),
        endorsement_credential_v1(),
        EndorsementSubject::class(),
        Evidence::class(),
        GeoCoordinates::class(),
        IdentifierEntry::class(),
        IdentityObject::class(),
        Image::class(),
        Profile::class(),
        Related::class(),
        AchievementResult::class(),
        ResultDescription::class(),
        RubricCriterionLevel::class(),
        credential_schema(),
        credential_status(),
        refresh_service(),
        terms_of_use(),
        related_resource(),
    ]
}

/// Whether objects of one of the classes have that type.
pub(super) fn is_class_name(name: &str) -> bool {
    classes()
        .iter()
        .any(|class| matches!(class.typing, Typing::Contains(own) | Typing::Is(own) if own == name))
}
