//! Changes a JSON text as a forger would, so that it is JSON still: one that changed bytes alone would hardly ever get past
//! the parser.

use libfuzzer_sys::fuzzer_mutate;
use sanad_core::json::{Json, Number, Object};

use crate::dice::Dice;

/// Names that mean something somewhere.
const NAMES: &[&str] = &[
    "@context",
    "@id",
    "@type",
    "@value",
    "@language",
    "@graph",
    "@nest",
    "@included",
    "@reverse",
    "@set",
    "@list",
    "@index",
    "@none",
    "@json",
    "@direction",
    "id",
    "type",
    "name",
    "description",
    "image",
    "issuer",
    "issuanceDate",
    "expirationDate",
    "validFrom",
    "validUntil",
    "credentialSubject",
    "credentialStatus",
    "credentialSchema",
    "refreshService",
    "termsOfUse",
    "evidence",
    "endorsement",
    "endorsementJwt",
    "proof",
    "proofValue",
    "proofPurpose",
    "verificationMethod",
    "created",
    "expires",
    "domain",
    "challenge",
    "nonce",
    "previousProof",
    "cryptosuite",
    "achievement",
    "criteria",
    "narrative",
    "alignment",
    "result",
    "resultDescription",
    "value",
    "achievedLevel",
    "requiredLevel",
    "requiredValue",
    "allowedValue",
    "status",
    "identifier",
    "identityHash",
    "identityType",
    "hashed",
    "salt",
    "statusPurpose",
    "statusListIndex",
    "statusListCredential",
    "statusSize",
    "statusMessage",
    "encodedList",
    "ttl",
    "recognizedTo",
    "recognizedIn",
    "action",
    "delegation",
    "listId",
    "maxPathLength",
    "delegableActions",
    "permittedSubjects",
    "excludedSubjects",
    "accreditationList",
    "accreditationStatus",
    "sequence",
    "previousDigest",
    "listType",
    "signing",
    "threshold",
    "keys",
    "scope",
    "statusHistory",
    "effect",
    "from",
    "actions",
    "otherLists",
    "controller",
    "publicKeyMultibase",
    "publicKeyJwk",
    "assertionMethod",
    "authentication",
    "badge",
    "recipient",
    "verification",
    "verify",
    "issuedOn",
    "uid",
    "revoked",
    "revocationReason",
    "allowedOrigins",
    "startsWith",
    "publicKey",
    "revocationList",
    "revokedAssertions",
    "url",
    "email",
    "creditsAvailable",
    "achievementType",
    "inLanguage",
    "alg",
    "kid",
    "typ",
    "jwk",
    "crit",
    "b64",
    "iss",
    "sub",
    "jti",
    "nbf",
    "exp",
    "iat",
    "vc",
    "vp",
    "aud",
    "honours",
    "",
    "__proto__",
    "verifiableCredential",
    "holder",
    "https://schema.org/name",
];

/// Values that mean something somewhere.
const WORDS: &[&str] = &[
    "",
    "0",
    "-1",
    "1e9",
    "94567",
    "094567",
    "134217728",
    "VerifiableCredential",
    "OpenBadgeCredential",
    "AchievementCredential",
    "EndorsementCredential",
    "BitstringStatusListCredential",
    "BitstringStatusListEntry",
    "StatusList2021Entry",
    "1EdTechRevocationList",
    "VerifiablePresentation",
    "ClrCredential",
    "Profile",
    "Achievement",
    "AchievementSubject",
    "Assertion",
    "BadgeClass",
    "Issuer",
    "HostedBadge",
    "SignedBadge",
    "DataIntegrityProof",
    "Ed25519Signature2020",
    "eddsa-rdfc-2022",
    "eddsa-jcs-2022",
    "ecdsa-sd-2023",
    "assertionMethod",
    "authentication",
    "revocation",
    "suspension",
    "message",
    "refresh",
    "issue",
    "recognize",
    "assess",
    "endorse",
    "witness",
    "accredited",
    "withdrawn",
    "suspended",
    "prospective",
    "retroactive",
    "EdDSA",
    "none",
    "HS256",
    "ES256",
    "RS256",
    "JWT",
    "vc+jwt",
    "2026-03-01T09:00:00Z",
    "2026-03-01T08:59:59.999Z",
    "2026-03-01T09:00:01Z",
    "1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "2026-02-30T00:00:00Z",
    "2026-03-01T14:30:00+05:30",
    "2026-12-31T23:59:60Z",
    "2026-03-01",
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/2018/credentials/v1",
    "https://w3id.org/openbadges/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://w3id.org/sanad/accreditation-list/v1",
    "https://w3id.org/security/data-integrity/v2",
    "https://academy.example/status/1",
    "https://council.example/list",
    "https://board.example/list",
    "https://academy.example/issuer",
    "https://academy.example/assertions/7",
    "https://127.0.0.1/",
    "http://academy.example/",
    "did:web:academy.example",
    "did:web:board.example",
    "did:web:council.example",
    "did:web:academy.example#key-1",
    "did:key:z6MkeXATEjyXENzBXBxgC5EHk2JE5aqd7qMGGtDpLUH1e2Sj",
    "_:b0",
    "urn:uuid:00000000-0000-4000-8000-000000000000",
    "urn:x:y",
    "../x",
    "x y",
    "\u{202e}dilav",
    "Stаnford",
    "a\u{301}",
    "\u{0}",
    "\u{1b}[2K",
    "\u{feff}",
    "\u{e000}",
    "😀",
    "sha256$",
    "u",
    "z",
    "uH4sIAAAAAAAAAAMAAAAAAAAAAAA",
    "data:image/png;base64,",
    "en-GB",
    "EN-gb",
    "true",
    "null",
    "#",
    "?",
    "%2e%2e/",
];

/// Changes the JSON text in `data[..size]`, in place; the new size. What is no JSON becomes one of the `starts`.
pub fn json(data: &mut [u8], size: usize, max_size: usize, seed: u32, starts: &[String]) -> usize {
    let mut dice = Dice::new(u64::from(seed));
    let Some(mut document) = data.get(..size).and_then(|text| Json::parse(text).ok()) else {
        let start = if starts.is_empty() { "{}" } else { dice.pick(starts).as_str() };
        return put(start.as_bytes(), data, size, max_size);
    };
    if dice.once_in(16) {
        return fuzzer_mutate(data, size, max_size);
    }
    if dice.once_in(64) && !starts.is_empty() {
        let start = dice.pick(starts).clone();
        return put(start.as_bytes(), data, size, max_size);
    }
    let mut pool = Vec::new();
    gather(&document, &mut pool);
    for _ in 0..=dice.below(3) {
        change(&mut document, &pool, &mut dice);
    }
    put(document.to_compact().as_bytes(), data, size, max_size)
}

/// The same where what is no JSON is worth as much: its bytes are changed, and one such text in so many begins anew as JSON.
pub fn json_or_bytes(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    starts: &[String],
    one_in: u32,
) -> usize {
    if data.first() == Some(&b'{') || seed.is_multiple_of(one_in) {
        json(data, size, max_size, seed, starts)
    } else {
        fuzzer_mutate(data, size, max_size)
    }
}

/// Every value within, to be put elsewhere.
fn gather(value: &Json, pool: &mut Vec<Json>) {
    if pool.len() >= 512 {
        return;
    }
    match value {
        Json::Array(items) => items.iter().for_each(|item| gather(item, pool)),
        Json::Object(object) => object.iter().for_each(|(_, member)| gather(member, pool)),
        _ => {}
    }
    pool.push(value.clone());
}

fn put(text: &[u8], data: &mut [u8], size: usize, max_size: usize) -> usize {
    match data.get_mut(..text.len()) {
        Some(room) if text.len() <= max_size => {
            room.copy_from_slice(text);
            text.len()
        }
        _ => size,
    }
}

/// One change, at the value or somewhere within.
fn change(value: &mut Json, pool: &[Json], dice: &mut Dice) {
    match value {
        Json::Object(object) if !object.is_empty() && !dice.once_in(4) => {
            let name = nth_name(object, dice);
            if let Some(member) = object.get_mut(&name) {
                change(member, pool, dice);
            }
        }
        Json::Array(items) if !items.is_empty() && !dice.once_in(4) => {
            let at = dice.below(items.len());
            if let Some(item) = items.get_mut(at) {
                change(item, pool, dice);
            }
        }
        Json::Object(object) => change_members(object, pool, dice),
        Json::Array(items) => change_items(items, pool, dice),
        _ => *value = another(value, pool, dice),
    }
}

fn nth_name(object: &Object, dice: &mut Dice) -> String {
    let at = dice.below(object.len());
    object.iter().nth(at).map(|(name, _)| name.to_owned()).unwrap_or_default()
}

fn change_members(object: &mut Object, pool: &[Json], dice: &mut Dice) {
    let name = nth_name(object, dice);
    match dice.below(6) {
        0 => {
            object.remove(&name);
        }
        1 => {
            if let Some(value) = object.remove(&name) {
                object.insert(*dice.pick(NAMES), value);
            }
        }
        2 => {
            if let Some(value) = object.get(&name).cloned() {
                object.insert(*dice.pick(NAMES), value);
            }
        }
        3 => {
            let value = dice.pick(pool).clone();
            object.insert(*dice.pick(NAMES), value);
        }
        4 => {
            let value = Json::from(*dice.pick(WORDS));
            object.insert(*dice.pick(NAMES), value);
        }
        // The same members in another order.
        _ => {
            if let Some(value) = object.remove(&name) {
                object.insert(name, value);
            }
        }
    }
}

fn change_items(items: &mut Vec<Json>, pool: &[Json], dice: &mut Dice) {
    let at = dice.below(items.len());
    let other = dice.below(items.len());
    match dice.below(6) {
        0 if !items.is_empty() => {
            items.remove(at);
        }
        1 if !items.is_empty() => items.swap(at, other),
        2 if !items.is_empty() => {
            let again = items[at].clone();
            items.insert(other, again);
        }
        3 => items.clear(),
        4 => items.push(Json::from(*dice.pick(WORDS))),
        _ => items.insert(at, dice.pick(pool).clone()),
    }
}

fn another(value: &Json, pool: &[Json], dice: &mut Dice) -> Json {
    match dice.below(8) {
        0 => return dice.pick(pool).clone(),
        1 => return Json::from(*dice.pick(WORDS)),
        2 => return Json::Array(vec![value.clone()]),
        3 if dice.once_in(4) => return Json::Null,
        3 if dice.once_in(3) => return Json::Object(Object::new().with(*dice.pick(NAMES), value.clone())),
        _ => {}
    }
    match value {
        Json::String(text) => Json::from(another_text(text, dice)),
        Json::Number(number) => {
            let near = number.as_f64();
            let to = [
                near + 1.0,
                near - 1.0,
                -near,
                near * 1e3,
                near / 3.0,
                0.0,
                9_007_199_254_740_991.0,
                1e300,
                0.1,
            ];
            Number::from_f64(*dice.pick(&to)).map_or(Json::Null, Json::Number)
        }
        Json::Bool(bool) => Json::Bool(!bool),
        _ => Json::from(*dice.pick(WORDS)),
    }
}

fn another_text(text: &str, dice: &mut Dice) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = dice.below(characters.len());
    match dice.below(7) {
        0 => characters.insert(at, char::from_u32(dice.below(0x300) as u32).unwrap_or('x')),
        1 if !characters.is_empty() => {
            characters.remove(at);
        }
        2 if !characters.is_empty() => characters.truncate(at),
        3 if !characters.is_empty() => {
            characters[at] = char::from_u32(u32::from(characters[at]) ^ (1 << dice.below(7))).unwrap_or('x');
        }
        4 if !characters.is_empty() => {
            let other = dice.below(characters.len());
            characters.swap(at, other);
        }
        5 => characters.extend(dice.pick(WORDS).chars()),
        _ => {
            let digits = [
                ('0', '1'),
                ('1', '2'),
                ('6', '7'),
                ('a', 'а'),
                ('e', 'е'),
                ('o', 'ο'),
                ('Z', 'z'),
                ('s', 'ſ'),
            ];
            let (from, to) = *dice.pick(&digits);
            characters.iter_mut().filter(|c| **c == from).take(1).for_each(|c| *c = to);
        }
    }
    characters.into_iter().collect()
}
