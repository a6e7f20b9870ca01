//! The proof: each bit of the signature, every encoding of it, every option, and the forms of a set of proofs.

use sanad_core::json::{Json, Object};
use sanad_core::signature::Signature;

use super::place::{Place, Step, edited, rebuilt, value_at};
use super::{Kind, Sink};
use crate::keys::Who;

/// The order of the base point, little-endian (RFC 8032 §5.1): *S* and *S* plus this are alike to a lax verifier.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

pub(super) fn mutate(document: &Json, sink: &mut Sink<'_>) {
    if !document.as_object().is_some_and(|document| document.contains("proof")) {
        return;
    }
    let member = Step::Member("proof".to_owned());
    let set: Place = vec![member.clone()];
    let whole = value_at(document, &set);
    let places: Vec<Place> = match whole {
        Json::Array(items) => (0..items.len()).map(|index| vec![member.clone(), Step::Item(index)]).collect(),
        _ => vec![set.clone()],
    };
    for place in &places {
        if let Json::Object(proof) = value_at(document, place) {
            options(document, place, proof, sink);
            signature(document, place, proof, sink);
            sets(document, &set, whole.items(), proof, sink);
        }
    }
}

fn options(document: &Json, place: &Place, proof: &Object, sink: &mut Sink<'_>) {
    let stranger = Who::Attacker;
    let method = proof.text("verificationMethod").unwrap_or_default();
    let (controller, fragment) = method.split_once('#').unwrap_or((method, ""));
    let stranger_key = stranger.multikey();
    let time = [
        "2026-03-01T08:59:59Z",
        "2026-03-01T09:00:00.5Z",
        "2026-03-01T14:30:00+05:30",
        "2099-01-01T00:00:00Z",
        "0",
    ];
    let url = ["https://academy.example", "urn:uuid:00000000-0000-4000-8000-000000000000", ""];
    let values: [(&str, Vec<String>); 12] = [
        ("created", time.map(str::to_owned).into()),
        ("expires", time.map(str::to_owned).into()),
        ("domain", url.map(str::to_owned).into()),
        ("challenge", url.map(str::to_owned).into()),
        ("nonce", url.map(str::to_owned).into()),
        ("id", url.map(str::to_owned).into()),
        ("previousProof", url.map(str::to_owned).into()),
        ("revoked", time.map(str::to_owned).into()),
        (
            "cryptosuite",
            [
                "eddsa-rdfc-2022",
                "eddsa-jcs-2022",
                "eddsa-2022",
                "ecdsa-rdfc-2019",
                "none",
                "",
                "Eddsa-rdfc-2022",
            ]
            .map(str::to_owned)
            .into(),
        ),
        (
            "type",
            ["Ed25519Signature2020", "Ed25519Signature2018", "DataIntegrityProof ", "dataIntegrityProof"]
                .map(str::to_owned)
                .into(),
        ),
        (
            "proofPurpose",
            [
                "authentication",
                "keyAgreement",
                "capabilityInvocation",
                "assertionmethod",
                "",
                "https://w3id.org/security#assertionMethod",
            ]
            .map(str::to_owned)
            .into(),
        ),
        (
            "verificationMethod",
            vec![
                format!("{}#{stranger_key}", stranger.did()),
                format!("{controller}#{stranger_key}"),
                format!("{}#{fragment}", stranger.did()),
                format!("did:web:academy.example#{fragment}"),
                format!("https://academy.example/key#{fragment}"),
                controller.to_owned(),
                format!("{controller}?x#{fragment}"),
                format!("{controller}##{fragment}"),
                format!("#{fragment}"),
                fragment.to_owned(),
            ],
        ),
    ];
    for (name, values) in values {
        for value in values {
            let what = format!("proof {name} = {value}");
            let copy = rebuilt(document, place, |proof| proof.clone().with(name, value.as_str()));
            sink.tree(Kind::Proof, what, &copy);
        }
    }
    let context = value_at(document, &[]).as_object().and_then(|document| document.get("@context"));
    for context in
        context.into_iter().cloned().chain([Json::from("https://www.w3.org/ns/credentials/v2"), Json::Null])
    {
        let copy = rebuilt(document, place, |proof| proof.clone().with("@context", context));
        sink.tree(Kind::Proof, "proof given another @context".to_owned(), &copy);
    }
}

fn signature(document: &Json, place: &Place, proof: &Object, sink: &mut Sink<'_>) {
    let text = proof.text("proofValue").unwrap_or_default();
    let Ok(signature) = Signature::from_multibase(text) else { return };
    let Ok(bytes) = <[u8; 64]>::try_from(signature.as_bytes()) else { return };
    let mut put = |what: String, value: String| {
        let copy = rebuilt(document, place, |proof| proof.clone().with("proofValue", value.as_str()));
        sink.tree(Kind::Proof, what, &copy);
    };
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes;
            if let Some(byte) = changed.get_mut(at) {
                *byte ^= 1 << bit;
            }
            put(
                format!("bit {bit} of byte {at} of the signature"),
                Signature::from_bytes(changed).to_multibase(),
            );
        }
    }
    let (r, s) = bytes.split_at(32);
    let halves = |r: &[u8], s: &[u8]| Signature::from_bytes([r, s].concat()).to_multibase();
    put("the order added to S".to_owned(), halves(r, &plus_order(s)));
    put("R and S exchanged".to_owned(), halves(s, r));
    put("S is nought".to_owned(), halves(r, &[0; 32]));
    put("R is the neutral point".to_owned(), halves(&[&[1][..], &[0; 31]].concat(), s));
    put("R is of another sign".to_owned(), {
        let mut r = r.to_vec();
        r.iter_mut().skip(31).for_each(|byte| *byte ^= 0x80);
        halves(&r, s)
    });
    put("all nought".to_owned(), halves(&[0; 32], &[0; 32]));
    let digits = text.get(1..).unwrap_or_default();
    for prefix in ["", "u", "m", "f", "F", "Z", "zz", "z1", "z "] {
        put(format!("begins with `{prefix}`"), format!("{prefix}{digits}"));
    }
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    put("in hexadecimal".to_owned(), format!("f{hex}"));
}

fn plus_order(s: &[u8]) -> Vec<u8> {
    let mut carry = 0_u16;
    s.iter()
        .zip(ORDER)
        .map(|(byte, order)| {
            let [low, high] = (u16::from(*byte) + u16::from(order) + carry).to_le_bytes();
            carry = u16::from(high);
            low
        })
        .collect()
}

fn sets(document: &Json, set: &Place, all: &[Json], proof: &Object, sink: &mut Sink<'_>) {
    let original = Json::Object(proof.clone());
    let other = |name: &str, value: &str| Json::Object(proof.clone().with(name, value));
    let unknown = other("cryptosuite", "bbs-2023");
    let named = other("id", "urn:uuid:00000000-0000-4000-8000-000000000001");
    let following = other("previousProof", "urn:uuid:00000000-0000-4000-8000-000000000001");
    let without_value = Json::Object(proof.without("proofValue"));
    let with =
        |more: &[&Json]| Json::Array(all.iter().chain(more.iter().copied()).cloned().collect::<Vec<_>>());
    for (what, new) in [
        ("in an array", Json::Array(vec![original.clone()])),
        ("twice", with(&[&original])),
        ("and one by a suite nobody knows", with(&[&unknown])),
        ("after one by a suite nobody knows", Json::Array([std::slice::from_ref(&unknown), all].concat())),
        ("only by a suite nobody knows", unknown.clone()),
        ("and a copy with an id", with(&[&named])),
        ("and one that follows it", with(&[&named, &following])),
        ("and a copy for authentication", with(&[&other("proofPurpose", "authentication")])),
        ("and a copy that has expired", with(&[&other("expires", "2020-01-01T00:00:00Z")])),
        ("and one without a signature", with(&[&without_value])),
        ("and a text", with(&[&Json::from("x")])),
        ("and an empty object", with(&[&Json::Object(Object::new())])),
        ("nine times", with(&[&original; 8])),
        ("in an array in an array", Json::Array(vec![Json::Array(vec![original.clone()])])),
        ("in @graph", Json::Object(Object::new().with("@graph", original.clone()))),
        ("within a proof", Json::Object(proof.clone().with("proof", original.clone()))),
    ] {
        sink.tree(Kind::Proof, format!("the proof {what}"), &edited(document, set, |slot| *slot = new));
    }
}
