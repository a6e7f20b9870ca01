//! An ETSI list of trusted entities (TS 119 602, JSON). Its signature is not checked here.

use sanad_core::json::{Json, Object};

use super::{Claim, first_text, is_id};

/// Reads the entities, each with the ids under which a badge could name it.
pub(super) fn read(object: &Object) -> Result<(Option<String>, Vec<Claim>), &'static str> {
    let list = object.get("LoTE").and_then(Json::as_object).unwrap_or(object);
    let entities = list.get("TrustedEntitiesList").and_then(Json::as_array);
    let entities = entities.ok_or("it has no array `TrustedEntitiesList`")?;
    let scheme = list.get("ListAndSchemeInformation").and_then(Json::as_object);
    let by = scheme.and_then(|scheme| first_text(scheme, "SchemeOperatorName")).map(str::to_owned);
    Ok((by, entities.iter().filter_map(Json::as_object).map(claim).collect()))
}

fn claim(entity: &Object) -> Claim {
    let information = entity.get("TrustedEntityInformation").and_then(Json::as_object);
    let mut ids = information.map(|information| uris(information, "TEInformationURI")).unwrap_or_default();
    let mut services = Vec::new();
    for service in entity.get("TrustedEntityServices").map_or(&[][..], Json::items) {
        let information = service.as_object().and_then(|service| service.get("ServiceInformation"));
        let Some(service) = information.and_then(Json::as_object) else { continue };
        ids.extend(uris(service, "ServiceSupplyPoints"));
        if let Some(identity) = service.get("ServiceDigitalIdentity").and_then(Json::as_object) {
            ids.extend(uris(identity, "OtherIds"));
        }
        // Of the types that ETSI names, what stands after its own name is enough.
        let kind = service.text("ServiceTypeIdentifier").unwrap_or("a service");
        let kind = kind.strip_prefix("http://uri.etsi.org/19602/SvcType/").unwrap_or(kind);
        // The last part of the URI is the word: `granted`, `withdrawn`.
        let status = service.text("ServiceStatus").and_then(|status| status.rsplit('/').next());
        services.push(status.map_or_else(|| kind.to_owned(), |status| format!("{kind} {status}")));
    }
    ids.sort();
    ids.dedup();
    let name = information.and_then(|information| first_text(information, "TEName")).map(str::to_owned);
    let says = if services.is_empty() { "no service".to_owned() } else { services.join("; ") };
    Claim { ids, name, says }
}

/// The ids in a member: texts, or objects with a `uriValue`.
fn uris(object: &Object, member: &str) -> Vec<String> {
    let items = object.get(member).map_or(&[][..], Json::items).iter();
    let uri = |item: &'_ Json| {
        let text = item.as_str().or_else(|| item.as_object()?.text("uriValue"))?;
        is_id(text).then(|| text.to_owned())
    };
    items.filter_map(uri).collect()
}
