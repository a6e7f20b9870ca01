//! An EBSI accreditation credential: to attest, to accredit, or to begin a chain. Its signature is not checked here.

use sanad_core::json::{Json, Object};

use super::Claim;

const TYPES: [&str; 3] = [
    "VerifiableAccreditationToAttest",
    "VerifiableAccreditationToAccredit",
    "VerifiableAuthorisationForTrustChain",
];

/// Types that every credential of EBSI has: they say nothing of what for.
const EVERY: [&str; 2] = ["VerifiableCredential", "VerifiableAttestation"];

/// The credential, or that in a token's payload, and its type.
pub(super) fn credential(object: &Object) -> Option<(&Object, &'static str)> {
    let credential = object.get("vc").and_then(Json::as_object).unwrap_or(object);
    let types = credential.get("type").map_or(&[][..], Json::items);
    let kind = TYPES.into_iter().find(|kind| types.iter().any(|word| word.as_str() == Some(kind)))?;
    Some((credential, kind))
}

/// Reads what is claimed for the credential's subject.
pub(super) fn read(object: &Object) -> Result<(Option<String>, Vec<Claim>), &'static str> {
    let (credential, kind) = credential(object).ok_or("it is of none of their types")?;
    let subject = credential.get("credentialSubject").and_then(Json::as_object);
    let subject = subject.ok_or("it has no object `credentialSubject`")?;
    let id = subject.text("id").ok_or("its subject has no `id`")?;
    let issuer = credential.get("issuer");
    let by = issuer.and_then(|issuer| issuer.as_str().or_else(|| issuer.as_object()?.text("id")));
    let mut says = kind.to_owned();
    // `permissionFor` is the newer name.
    for member in ["accreditedFor", "permissionFor"] {
        for grant in subject.get(member).map_or(&[][..], Json::items).iter().filter_map(Json::as_object) {
            let types = grant.get("types").map_or(&[][..], Json::items).iter().filter_map(Json::as_str);
            let types = types.filter(|word| !EVERY.contains(word)).collect::<Vec<_>>().join(", ");
            says.push_str(&format!(", for {types}"));
            let place = grant.text("limitJurisdiction").or_else(|| grant.text("jurisdiction"));
            if let Some(place) = place.and_then(|place| place.rsplit('/').next()) {
                says.push_str(&format!(" in {place}"));
            }
        }
    }
    if let Some(end) = credential.text("expirationDate").or_else(|| credential.text("validUntil")) {
        says.push_str(&format!(", until {end}"));
    }
    Ok((by.map(str::to_owned), vec![Claim { ids: vec![id.to_owned()], name: None, says }]))
}
