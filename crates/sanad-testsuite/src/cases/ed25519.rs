//! Ed25519 where verifiers differ: every point of small order, second spellings of points and numbers, cofactors.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_core::multibase::Base;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::signature::Signature;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;
use sha2::{Digest as _, Sha256, Sha512};

use super::keys::{UNIVERSAL, halves, issued_under, join, signature_of};
use crate::document::{Document, Proof as NewProof, WEB, WEB_METHOD, WEB_URL, by};
use crate::jwt::Jwt;
use crate::keys::Who::*;
use crate::scalar::{ORDER, Scalar, sum};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// The neutral element as a key.
const IDENTITY: &str = "z6MkeXATEjyXENzBXBxgC5EHk2JE5aqd7qMGGtDpLUH1e2Sj";
/// The academy's public key plus a point of order 8, and plus the point of order 2.
const MIXED_8: &str = "z6MkmwroArAuP9J7WSrxU1hcp9eVDuNQTtFtLsUUYRyHu5d5";
const MIXED_2: &str = "z6MkrkpShJVSuZpxyAmjqbmE3TJDgwxuDfuWnDq5vfGSqcB6";
/// The base point as often as SHA-256 of `nonce` says, and the same plus the point of order 8.
const R: &str = "zBW3fsDr9StDPLoQ9YDX6JNWVTSfeJkiVubA3ECGekS64";
const MIXED_R: &str = "z5YuuTAyJMMUgUZMyxuLp1kRNJkxqXcL3yxi2cWgahVMs";

/// Points of small order, besides the neutral element and the one of the case `key_order_8`.
const ORDER_2: [u8; 32] = {
    let mut bytes = [0xff; 32];
    bytes[0] = 0xec;
    bytes[31] = 0x7f;
    bytes
};
const ORDER_4: [u8; 32] = [0; 32];
const ORDER_4_NEGATIVE: [u8; 32] = {
    let mut bytes = [0; 32];
    bytes[31] = 0x80;
    bytes
};
const ORDER_8: [u8; 32] = [
    0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
    0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
];
/// y = p + 1, which is 1: the neutral element once more. And its x, which is 0, with a minus.
const IDENTITY_UNREDUCED: [u8; 32] = {
    let mut bytes = [0xff; 32];
    bytes[0] = 0xee;
    bytes[31] = 0x7f;
    bytes
};
const IDENTITY_NEGATIVE: [u8; 32] = {
    let mut bytes = [0; 32];
    bytes[0] = 1;
    bytes[31] = 0x80;
    bytes
};

pub(super) fn cases() -> Vec<Vector> {
    [universal(), small_keys(), small_r(), large_s(), spellings(), cofactors()].concat()
}

fn case(name: &str, comment: &str, document: Document, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("proof.md#checking")
        .twin("badge_minimal")
        .flag(Flag::WeakKey)
        .badge(document)
        .expect(Reject, Proof, code)
}

fn ed25519(bytes: &[u8; 32]) -> String {
    Base::Base58Btc.encode(&[&[0xed, 0x01][..], bytes].concat())
}

/// Threats K1: one signature for everything.
fn universal() -> Vec<Vector> {
    let forged = |name: &str, comment: &str, document| {
        case(name, comment, document, KeySmallOrder).spec("proof.md#keys").flag(Flag::Forged)
    };
    let did = format!("did:key:{IDENTITY}");
    let by_suite = |badge: Document, suite| {
        badge
            .sign(&by(Academy).suite(suite))
            .set("/issuer/id", did.as_str())
            .set("/proof/verificationMethod", format!("{did}#{IDENTITY}"))
            .set("/proof/proofValue", UNIVERSAL)
    };
    let signature = Base::Base58Btc.decode(UNIVERSAL).unwrap_or_default();
    let jwt = Jwt::of(Document::badge().set("/issuer/id", did.as_str())).kid(&format!("{did}#{IDENTITY}"));
    let jwt = jwt.sign(&Attacker.key());
    let signed_part = jwt.rsplit_once('.').map_or("", |(signed, _)| signed);
    vec![
        forged(
            "key_identity_any_badge",
            "The very same signature under another badge: it holds for every document.",
            issued_under(IDENTITY)
                .set("/credentialSubject/id", Attacker.did())
                .set("/name", "Doctor of Medicine"),
        ),
        forged(
            "key_identity_jcs",
            "The same under eddsa-jcs-2022.",
            by_suite(Document::badge(), Cryptosuite::EddsaJcs2022),
        )
        .twin("badge_minimal_jcs"),
        forged(
            "key_identity_2020",
            "The same under the older Ed25519Signature2020.",
            by_suite(
                Document::badge().set("/@context/-", "https://w3id.org/security/suites/ed25519-2020/v1"),
                Cryptosuite::Ed25519Signature2020,
            ),
        )
        .twin("badge_minimal_2020"),
        forged(
            "key_identity_web",
            "The academy's controller document has the neutral element for a key.",
            Document::web_badge().sign(&by(Academy).method(WEB_METHOD)).set("/proof/proofValue", UNIVERSAL),
        )
        .anchors(&[WEB])
        .evidence(
            WEB_URL,
            Document::web_controller().set("/verificationMethod/0/publicKeyMultibase", IDENTITY),
        )
        .twin("issuer_did_web"),
        Vector::new("jwt_key_identity", "The same signature under a JWT.")
            .spec("jwt.md#keys")
            .flag(Flag::WeakKey)
            .flag(Flag::Forged)
            .twin("jwt")
            .badge(format!("{signed_part}.{}", Base::Base64Url.encode_bare(&signature)))
            .expect(Reject, Proof, KeySmallOrder),
    ]
}

/// Threats K2.
fn small_keys() -> Vec<Vector> {
    let keys: [(&str, &str, &[u8; 32]); 4] = [
        ("key_order_2", "The issuer's key is the point of order 2.", &ORDER_2),
        ("key_order_4", "The issuer's key is a point of order 4: 32 zero bytes.", &ORDER_4),
        ("key_order_4_negative", "The issuer's key is the other point of order 4.", &ORDER_4_NEGATIVE),
        ("key_order_8_other", "The issuer's key is another point of order 8.", &ORDER_8),
    ];
    let forged = |(name, comment, bytes): &(&str, &str, &[u8; 32])| {
        case(name, comment, issued_under(&ed25519(bytes)), KeySmallOrder)
            .spec("proof.md#keys")
            .flag(Flag::Forged)
    };
    keys.iter().map(forged).collect()
}

/// The small badge with a signature of which one half is another.
fn with_half(name: &str, comment: &str, change: impl FnOnce(&mut [[u8; 32]; 2]), code: Code) -> Vector {
    let signed = Document::badge().sign(&by(Academy));
    let mut parts = halves(signature_of(&signed));
    change(&mut parts);
    let [r, s] = parts;
    let value = Signature::from_bytes(join(r, s)).to_multibase();
    case(name, comment, signed.set("/proof/proofValue", value), code)
}

/// Threats K3.
fn small_r() -> Vec<Vector> {
    let with = |name: &str, comment: &str, point: [u8; 32]| {
        with_half(name, comment, |parts| parts[0] = point, ProofSignatureSmallOrderR)
    };
    vec![
        with("signature_r_of_order_2", "R is the point of order 2.", ORDER_2),
        with("signature_r_of_order_4", "R is a point of order 4.", ORDER_4),
        with("signature_r_of_order_8", "R is a point of order 8.", ORDER_8),
    ]
}

/// Threats K4: every signature has others beside it, of which a verifier must know only one.
fn large_s() -> Vec<Vector> {
    let with = |name: &str, comment: &str, change: fn([u8; 32]) -> [u8; 32]| {
        let change_s = |parts: &mut [[u8; 32]; 2]| parts[1] = change(parts[1]);
        with_half(name, comment, change_s, ProofSignatureNoncanonical)
    };
    let jwt = Jwt::of(Document::badge()).sign(&Academy.key());
    let (signed_part, signature) = jwt.rsplit_once('.').unwrap_or_default();
    let bytes = Base::Base64Url.decode_bare(signature).unwrap_or_default();
    let [r, s] = halves(bytes.try_into().unwrap_or([0; 64]));
    vec![
        with(
            "signature_s_far_past_order",
            "The good signature with eight times the order added to S.",
            |s| (0..8).fold(s, |s, _| sum(s, ORDER)),
        ),
        with("signature_s_is_order", "S is the order itself, a second way to write 0.", |_| ORDER),
        with("signature_s_all_ones", "S is the largest number of 32 bytes.", |_| [0xff; 32]),
        with("signature_s_high_bit", "The good signature with the highest bit of S set.", |mut s| {
            s[31] |= 0x80;
            s
        }),
        Vector::new(
            "jwt_signature_s_past_order",
            "A JWT's good signature with the group's order added to S.",
        )
        .spec("jwt.md#checking")
        .flag(Flag::WeakKey)
        .twin("jwt")
        .badge(format!("{signed_part}.{}", Base::Base64Url.encode_bare(&join(r, sum(s, ORDER)))))
        .expect(Reject, Proof, ProofSignatureNoncanonical),
    ]
}

/// Threats K5.
fn spellings() -> Vec<Vector> {
    let key = |name: &str, comment: &str, bytes: &[u8; 32]| {
        case(name, comment, issued_under(&ed25519(bytes)), KeyNoncanonical)
            .spec("proof.md#keys")
            .flag(Flag::Forged)
    };
    let r = |name: &str, comment: &str, bytes: [u8; 32]| {
        with_half(name, comment, |parts| parts[0] = bytes, ProofSignatureNoncanonical)
    };
    vec![
        key(
            "key_noncanonical_identity",
            "The issuer's key has y = p + 1: a second way to write the neutral element.",
            &IDENTITY_UNREDUCED,
        ),
        key(
            "key_noncanonical_sign",
            "The issuer's key has x = 0 with a minus: a third way to write the neutral element.",
            &IDENTITY_NEGATIVE,
        ),
        r(
            "signature_noncanonical_r_identity",
            "R has y = p + 1: a second way to write the neutral element.",
            IDENTITY_UNREDUCED,
        ),
        r("signature_noncanonical_r_sign", "R has x = 0 with a minus.", IDENTITY_NEGATIVE),
    ]
}

/// Threats K6: a key or an R with a part of small order. With the cofactor all of these hold; without it, as RFC 8032
/// §5.1.7 has it first, only those whose hash makes that part vanish. Batches count with the cofactor, so who checks a
/// signature alone and another who checks a thousand at once would not agree.
fn cofactors() -> Vec<Vector> {
    let by_key = |name: &str, comment: &str, multikey: &str, wanted: fn(u8) -> bool| {
        let signed = (0_u32..).find_map(|nonce| {
            let (document, hash) = signed_by(multikey, R, nonce);
            // A verifier may take the hash as it is, or its remainder by the order.
            let reduced = Scalar::of_bytes(&hash).to_bytes();
            (wanted(hash[0] % 8) && wanted(reduced[0] % 8)).then_some(document)
        });
        Vector::new(name, comment)
            .spec("proof.md#checking")
            .flag(Flag::WeakKey)
            .anchors(&[&format!("did:key:{multikey}")])
            .badge(signed.unwrap_or_else(Document::badge))
    };
    let refused =
        |vector: Vector| vector.twin("key_mixed_order").expect(Reject, Proof, ProofSignatureInvalid);
    let (with_mixed_r, _) = signed_by(&Academy.multikey(), MIXED_R, 0);
    vec![
        by_key(
            "key_mixed_order",
            "The issuer's key has a part of order 8, and the hash is a multiple of 8, so that it holds either way.",
            MIXED_8,
            |residue| residue == 0,
        )
        .accepted(),
        refused(by_key(
            "key_mixed_order_residue_4",
            "The same with a hash that leaves 4: it holds with the cofactor only.",
            MIXED_8,
            |residue| residue == 4,
        )),
        refused(by_key(
            "key_mixed_order_residue_2",
            "The same with a hash that leaves 2 or 6.",
            MIXED_8,
            |residue| residue % 4 == 2,
        )),
        refused(by_key("key_mixed_order_residue_odd", "The same with an odd hash.", MIXED_8, |residue| {
            residue % 2 == 1
        })),
        refused(by_key(
            "key_mixed_order_2",
            "The issuer's key has a part of order 2, and the hash is odd.",
            MIXED_2,
            |residue| residue % 2 == 1,
        )),
        case(
            "signature_r_of_mixed_order",
            "R has a part of order 8: it holds with the cofactor only.",
            with_mixed_r,
            ProofSignatureInvalid,
        ),
    ]
}

/// A badge by a `did:key` whose secret number is the academy's, with an R whose number is SHA-256 of `nonce`, parts of
/// small order aside; and the hash of RFC 8032 §5.1.6 that came in.
fn signed_by(multikey: &str, r: &str, nonce: u32) -> (Document, [u8; 64]) {
    let did = format!("did:key:{multikey}");
    let document = Document::badge().set("/issuer/id", did.as_str());
    let proof = by(Academy).method(format!("{did}#{multikey}")).set("nonce", nonce.to_string());
    let content = document.clone().into_object();
    let options = proof.options(&content);
    let message = hash(&proof, &content, &options);
    let bytes = |text: &str| Base::Base58Btc.decode(text).unwrap_or_default();
    let (key, r) = (bytes(multikey), bytes(r));
    let key = key.get(2..).unwrap_or_default();
    let hash: [u8; 64] = Sha512::digest([&r, key, &message].concat()).into();
    let secret = Scalar::of_seed(&Sha256::digest("academy").into());
    let s = Scalar::of_bytes(&Sha256::digest("nonce")).plus(Scalar::of_bytes(&hash).times(secret));
    let signature = Signature::from_bytes(join(r.try_into().unwrap_or([0; 32]), s.to_bytes()));
    (document.set("/proof", options.with("proofValue", signature.to_multibase())), hash)
}

fn hash(proof: &NewProof, content: &Object, options: &Object) -> Vec<u8> {
    let canonical = proof.transform(content, options).expect("a badge that has a canonical form");
    canonical.hash().to_vec()
}
