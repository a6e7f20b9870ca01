//! The names that members of credentials have, and their types: here once, so that reading a badge copies none of them,
//! and numbered, so that what a context says of one is found without a search.

use std::borrow::Cow;

use crate::scan::same;

/// The name of a member: one of the known, or else the text itself.
pub(super) fn of(text: impl AsRef<str> + Into<String>) -> Cow<'static, str> {
    match known(text.as_ref()) {
        Some((_, name)) => Cow::Borrowed(name),
        None => Cow::Owned(text.into()),
    }
}

/// The number of a known name, below [`COUNT`].
pub(crate) fn number(text: &str) -> Option<usize> {
    known(text).map(|(number, _)| number)
}

#[inline]
fn known(text: &str) -> Option<(usize, &'static str)> {
    let number = usize::from(*PLACES.get(slot(text.as_bytes()))?);
    let name = *KNOWN.get(number)?;
    same(name, text).then_some((number, name))
}

/// How many names are known.
pub(crate) const COUNT: usize = KNOWN.len();

/// Names of Open Badges, CLR, VC, DID and proof documents, of status and accreditation lists, of JWTs and of reports; and
/// of the types that nodes of badges have. One that is not among them is only read more slowly.
const KNOWN: [&str; 241] = [
    "1EdTechJsonSchemaValidator2019",
    "1EdTechRefresh",
    "@context",
    "@direction",
    "@id",
    "@language",
    "@type",
    "@value",
    "Achievement",
    "AchievementCredential",
    "AchievementSubject",
    "Address",
    "Alignment",
    "BitstringStatusList",
    "BitstringStatusListCredential",
    "BitstringStatusListEntry",
    "Criteria",
    "DataIntegrityProof",
    "EndorsementCredential",
    "EndorsementSubject",
    "Evidence",
    "GeoCoordinates",
    "IdentifierEntry",
    "IdentityObject",
    "Image",
    "OpenBadgeCredential",
    "Profile",
    "Related",
    "Result",
    "ResultDescription",
    "RubricCriterionLevel",
    "VerifiableCredential",
    "accreditationList",
    "accreditationStatus",
    "achievedLevel",
    "achievement",
    "achievementType",
    "action",
    "actions",
    "activityEndDate",
    "activityStartDate",
    "address",
    "addressCountry",
    "addressCountryCode",
    "addressLocality",
    "addressRegion",
    "alg",
    "alignment",
    "allOf",
    "allowedValue",
    "alsoKnownAs",
    "assertionMethod",
    "assessmentType",
    "association",
    "associationType",
    "at",
    "aud",
    "authentication",
    "awardedDate",
    "badge",
    "badgeFacts",
    "caption",
    "challenge",
    "cnf",
    "code",
    "contact",
    "controller",
    "created",
    "creator",
    "credential",
    "credentialSchema",
    "credentialStatus",
    "credentialSubject",
    "credits",
    "creditsAvailable",
    "creditsEarned",
    "criteria",
    "crv",
    "cryptosuite",
    "dateOfBirth",
    "delegableActions",
    "delegation",
    "description",
    "detail",
    "digestMultibase",
    "digestSRI",
    "domain",
    "effect",
    "email",
    "encodedList",
    "endorsement",
    "endorsementComment",
    "endorsementJwt",
    "entity",
    "entries",
    "evidence",
    "exp",
    "expirationDate",
    "expires",
    "facts",
    "familyName",
    "field",
    "fieldOfStudy",
    "framework",
    "from",
    "genre",
    "geo",
    "givenName",
    "hashed",
    "holder",
    "humanCode",
    "iat",
    "id",
    "identifier",
    "identifierType",
    "identity",
    "identityHash",
    "identityType",
    "image",
    "inLanguage",
    "index",
    "iss",
    "issuanceDate",
    "issuedOn",
    "issuer",
    "jti",
    "jurisdiction",
    "jwk",
    "keys",
    "kid",
    "kty",
    "latitude",
    "level",
    "licenseNumber",
    "limitCredits",
    "limitField",
    "limitLevel",
    "limitMode",
    "list",
    "listId",
    "listType",
    "longitude",
    "max",
    "maxPathLength",
    "message",
    "method",
    "min",
    "mode",
    "name",
    "narrative",
    "nbf",
    "nonce",
    "notionalHours",
    "official",
    "otherIdentifier",
    "otherName",
    "outcome",
    "owner",
    "parentOrg",
    "partOf",
    "phone",
    "points",
    "postalCode",
    "previousDigest",
    "previousProof",
    "proof",
    "proofPurpose",
    "proofValue",
    "proofs",
    "publicKey",
    "publicKeyJwk",
    "publicKeyMultibase",
    "publicKeyPem",
    "purpose",
    "qualification",
    "reasonCode",
    "recipient",
    "recognizedTo",
    "refreshService",
    "relatedResource",
    "requiredLevel",
    "requiredValue",
    "result",
    "resultDescription",
    "resultType",
    "revoked",
    "role",
    "root",
    "rubricCriterionLevel",
    "salt",
    "sequence",
    "service",
    "serviceEndpoint",
    "signature",
    "signing",
    "source",
    "specialization",
    "status",
    "statusHistory",
    "statusListCredential",
    "statusListIndex",
    "statusMessage",
    "statusPurpose",
    "statusSize",
    "streetAddress",
    "sub",
    "suite",
    "supervisorName",
    "tag",
    "targetCode",
    "targetDescription",
    "targetFramework",
    "targetName",
    "targetType",
    "targetUrl",
    "term",
    "termsOfUse",
    "threshold",
    "to",
    "ttl",
    "typ",
    "type",
    "uid",
    "unit",
    "until",
    "url",
    "use",
    "validFrom",
    "validUntil",
    "value",
    "valueMax",
    "valueMin",
    "vc",
    "verifiableCredential",
    "verification",
    "verificationMethod",
    "verify",
    "version",
    "vp",
    "x",
    "y",
];

const SLOTS: usize = 2048;

/// Where in [`KNOWN`] the name stands that may have a slot; 255 for none.
static PLACES: [u8; SLOTS] = {
    let mut places = [u8::MAX; SLOTS];
    let mut place = 0;
    while place < KNOWN.len() {
        #[expect(clippy::as_conversions, clippy::indexing_slicing, reason = "worked out by the compiler")]
        {
            let slot = &mut places[slot(KNOWN[place].as_bytes())];
            assert!(*slot == u8::MAX, "two names have one slot: look for other factors");
            *slot = place as u8;
        }
        place += 1;
    }
    places
};

/// A number made of a name's length and three of its letters. The factors were found by trying: no two names get one.
const fn slot(name: &[u8]) -> usize {
    let (first, last) = match name {
        [] => return 0,
        [only] => (only, only),
        [first, .., last] => (first, last),
    };
    #[expect(
        clippy::as_conversions,
        clippy::indexing_slicing,
        reason = "two thirds of a length are within it"
    )]
    let sum = name.len() * 907
        + *first as usize * 615
        + name[name.len() * 2 / 3] as usize * 17
        + *last as usize * 1787;
    sum % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_are_not_copied_and_others_stay_as_they_are() {
        for name in KNOWN {
            assert!(matches!(of(name), Cow::Borrowed(known) if known == name), "{name}");
        }
        for name in ["", "a", "x", "yy", "idd", "Id", "name ", "n\u{e9}me", "https://a.example/term"] {
            assert_eq!(of(name), name);
        }
    }

    #[test]
    fn no_number_of_a_slot_is_too_large() {
        let longest = vec![u8::MAX; crate::limits::Limits::ACCREDITATION_LIST.document_bytes];
        assert!(slot(&longest) < SLOTS);
    }
}
