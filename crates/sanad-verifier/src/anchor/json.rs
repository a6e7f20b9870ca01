//! An anchor as JSON: every member known, nothing guessed. `spec/path-validation.md#anchors`

use sanad_core::json::{Json, Number, Object};
use sanad_core::pointer::JsonPointer;
use sanad_core::public_key::PublicKey;
use sanad_core::scope::Scope;

use crate::accreditation::told::whole;

use super::{AnchorError, AuthorityAnchor, Mode, TrustAnchor, is_absolute};

const MEMBERS: [&str; 8] =
    ["list", "authority", "keys", "threshold", "minimumSequence", "scope", "maxPathLength", "mode"];

pub(super) fn read(json: &Json) -> Result<TrustAnchor, AnchorError> {
    match json {
        Json::String(id) if is_absolute(id) => Ok(TrustAnchor::issuer(id.as_str())),
        Json::String(id) => Err(AnchorError::Id { member: "issuer", found: id.clone() }),
        Json::Object(object) => authority(object).map(TrustAnchor::from),
        other => Err(AnchorError::Member {
            member: String::new(),
            found: other.kind().to_owned(),
            expected: "the id of an issuer, or an authority",
        }),
    }
}

fn authority(object: &Object) -> Result<AuthorityAnchor, AnchorError> {
    if let Some((unknown, _)) = object.iter().find(|(name, _)| !MEMBERS.contains(name)) {
        return Err(AnchorError::Unknown { member: unknown.to_owned() });
    }
    let keys = object.get("keys").and_then(Json::as_array);
    let keys = keys.ok_or_else(|| wrong(object, "keys", "an array of Multikeys"))?;
    let keys = keys.iter().map(key).collect::<Result<_, _>>()?;
    let threshold = number(object, "threshold", 1, u8::MAX.into())?.unwrap_or(1);
    let threshold = u8::try_from(threshold).unwrap_or(u8::MAX);
    let mut anchor =
        AuthorityAnchor::new(text(object, "list")?, text(object, "authority")?, keys, threshold)?;
    if let Some(sequence) = number(object, "minimumSequence", 1, Number::MAX_INTEGER.unsigned_abs())? {
        anchor = anchor.with_minimum_sequence(sequence);
    }
    if let Some(lists) = number(object, "maxPathLength", 0, u8::MAX.into())? {
        anchor = anchor.with_max_path_length(u8::try_from(lists).unwrap_or(u8::MAX))?;
    }
    if let Some(scope) = object.get("scope") {
        let scope = scope.as_object().ok_or_else(|| wrong(object, "scope", "a scope"))?;
        anchor = anchor.with_scope(Scope::read(scope, &JsonPointer::root().member("scope"))?);
    }
    if let Some(mode) = object.get("mode") {
        let mode = mode.as_str().and_then(Mode::named);
        anchor = anchor.with_mode(mode.ok_or_else(|| wrong(object, "mode", "`grant` or `veto`"))?);
    }
    Ok(anchor)
}

fn key(json: &Json) -> Result<PublicKey, AnchorError> {
    let text = json.as_str().ok_or_else(|| AnchorError::Member {
        member: "keys".to_owned(),
        found: json.kind().to_owned(),
        expected: "Multikeys",
    })?;
    PublicKey::from_multikey(text).map_err(|source| AnchorError::Key { found: text.to_owned(), source })
}

fn text<'a>(object: &'a Object, member: &str) -> Result<&'a str, AnchorError> {
    object.text(member).ok_or_else(|| wrong(object, member, "a string"))
}

fn number(object: &Object, member: &str, least: u64, most: u64) -> Result<Option<u64>, AnchorError> {
    let Some(json) = object.get(member) else { return Ok(None) };
    // Through its text: a fraction or an exponent is none of ours.
    let number = json.as_number().and_then(|number| {
        let mut text = String::new();
        number.write(&mut text);
        text.parse::<u64>().ok()
    });
    let number = number.filter(|number| (least..=most).contains(number));
    number.map(Some).ok_or_else(|| wrong(object, member, "a whole number within its bounds"))
}

fn wrong(object: &Object, member: &str, expected: &'static str) -> AnchorError {
    let found = object.get(member).map_or_else(|| "missing".to_owned(), Json::to_compact);
    AnchorError::Member { member: member.to_owned(), found: found.chars().take(100).collect(), expected }
}

pub(super) fn write(anchor: &TrustAnchor) -> Json {
    let authority = match anchor {
        TrustAnchor::Issuer(id) => return id.as_str().into(),
        TrustAnchor::Authority(authority) => authority,
    };
    let keys: Vec<Json> = authority.keys().iter().map(|key| key.to_multikey().into()).collect();
    let mut object = Object::new()
        .with("list", authority.list())
        .with("authority", authority.authority())
        .with("keys", keys)
        .with("threshold", u32::from(authority.threshold()));
    if authority.minimum_sequence() != 1 {
        object.insert("minimumSequence", whole(authority.minimum_sequence()));
    }
    if authority.scope() != &Scope::unlimited() {
        object.insert("scope", authority.scope().to_json());
    }
    object.insert("maxPathLength", u32::from(authority.max_path_length()));
    object.with("mode", authority.mode().as_str()).into()
}
