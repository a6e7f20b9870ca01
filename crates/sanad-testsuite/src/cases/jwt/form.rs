//! How a JWT is written, and whose signature is under it.

use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::multibase::Base;
use sanad_verifier::outcome::CheckId::*;

use super::{jwt, payload_text, refused, signed};
use crate::document::{Document, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    encoding()
}

/// Threats J7.
fn encoding() -> Vec<Vector> {
    let good = signed(&jwt());
    let parts: Vec<&str> = good.split('.').collect();
    let (header, payload, signature) = match parts.as_slice() {
        [header, payload, signature] => (*header, *payload, *signature),
        _ => ("", "", ""),
    };
    let malformed = |name: &str, comment: &str, text: String| {
        refused(name, comment, text, Structure, JwtMalformed)
            .spec("jwt.md#compact-form")
            .flag(Flag::Malformed)
    };
    // The last digit of 64 bytes holds two bits: `g` spells the same byte as `Q` and `A` do not.
    let (start, last) = signature.split_at(signature.len().saturating_sub(1));
    let other = match last {
        "A" => "B",
        "Q" => "R",
        "g" => "h",
        _ => "x",
    };
    let json = Object::new().with("payload", payload).with("protected", header).with("signature", signature);
    vec![
        malformed("jwt_padding", "The signature is padded.", format!("{good}==")),
        malformed(
            "jwt_trailing_bits",
            "The signature's last digit holds bits that belong to no byte.",
            format!("{header}.{payload}.{start}{other}"),
        ),
        malformed(
            "jwt_standard_alphabet",
            "A `+` of the other alphabet.",
            format!("{header}.{payload}.+{}", signature.get(1..).unwrap_or_default()),
        ),
        malformed("jwt_space_within", "A space within.", format!("{header}. {payload}.{signature}")),
        malformed(
            "jwt_two_segments",
            "No signature, nor the dot in front of it.",
            format!("{header}.{payload}"),
        ),
        malformed("jwt_four_segments", "A fourth segment.", format!("{good}.AA")),
        malformed("jwt_json_serialization", "A JWS written as JSON.", Json::Object(json).to_pretty()),
        refused(
            "jwt_signature_missing",
            "An empty signature.",
            format!("{header}.{payload}."),
            Proof,
            ProofValueLength,
        )
        .flag(Flag::Forged),
        refused(
            "jwt_altered",
            "The payload of another badge under the good signature.",
            format!(
                "{header}.{}.{signature}",
                Base::Base64Url.encode_bare(payload_text(&jwt().set("/name", "Welding II")).as_bytes())
            ),
            Proof,
            ProofSignatureInvalid,
        )
        .flag(Flag::Altered),
        refused(
            "jwt_forged",
            "The attacker's signature under the academy's name.",
            jwt().sign(&Attacker.key()),
            Proof,
            ProofSignatureInvalid,
        )
        .flag(Flag::Forged),
        // Threats P12: the same key signs the same badge in another protocol.
        refused(
            "jwt_signature_of_a_proof",
            "The signature that the academy made as a proof within the same badge.",
            format!("{header}.{payload}.{}", Base::Base64Url.encode_bare(&proof_signature())),
            Proof,
            ProofSignatureInvalid,
        )
        .flag(Flag::Replayed),
        refused(
            "jwt_signature_as_a_proof",
            "The signature of the JWT as the proof value of the same badge.",
            Document::badge().sign(&by(Academy)).set("/proof/proofValue", as_proof_value(signature)),
            Proof,
            ProofSignatureInvalid,
        )
        .twin("badge_minimal")
        .flag(Flag::Replayed),
    ]
}

/// The signature of the small badge's proof.
fn proof_signature() -> Vec<u8> {
    let badge = Document::badge().sign(&by(Academy)).into_object();
    let proof = badge.get("proof").and_then(Json::as_object);
    let value = proof.and_then(|proof| proof.text("proofValue")).unwrap_or_default();
    Base::Base58Btc.decode(value).unwrap_or_default()
}

fn as_proof_value(signature: &str) -> String {
    Base::Base58Btc.encode(&Base::Base64Url.decode_bare(signature).unwrap_or_default())
}
