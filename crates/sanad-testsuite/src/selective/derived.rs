//! A derived proof: what a holder makes of a base proof for a verifier; open to be tampered with.
#![expect(clippy::expect_used, reason = "a case that cannot be built is written wrongly")]

use minicbor::Encoder;
use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::json::Object;
use sanad_core::multibase::Base;

use super::base::BaseProof;
use super::selection::select;
use super::statements::Statements;

/// The parts of a derived proof value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedProof {
    /// The issuer's signature.
    pub base_signature: [u8; 64],
    /// The public key made for this badge, as the bytes of its Multikey.
    pub public_key: [u8; 35],
    /// Of each statement shown that is not mandatory, in order.
    pub signatures: Vec<[u8; 64]>,
    /// The N of `c14nN` and the signed label.
    pub labels: Vec<(u64, [u8; 32])>,
    /// The places of the mandatory statements among those shown.
    pub mandatory: Vec<u64>,
}

/// What a holder shows: the part of the document that the issuer has always to be shown, with what these pointers name;
/// and what stands in its proof (vc-di-ecdsa §3.5.4, `createDisclosureData`).
///
/// # Panics
/// If the base proof is not one of this document.
#[must_use]
pub fn derive(
    content: &Object,
    base: &BaseProof,
    pointers: &[&str],
    contexts: &ContextSet,
) -> (Object, DerivedProof) {
    let statements = Statements::new(content, &base.hmac_key, contexts);
    let mandatory: Vec<&str> = base.mandatory_pointers.iter().map(String::as_str).collect();
    let combined = [&mandatory[..], pointers].concat();
    let places = |pointers: &[&str]| statements.places(select(statements.named(), pointers).as_ref());
    let (mandatory_places, chosen) = (places(&mandatory), places(pointers));
    let shown = select(statements.named(), &combined).expect("something is shown");
    let shown_places = statements.places(Some(&shown));
    let others = (0..statements.lines().len()).filter(|place| !mandatory_places.contains(place));
    let signatures = others.zip(&base.signatures).filter(|(place, _)| chosen.contains(place));
    let proof = DerivedProof {
        base_signature: base.base_signature,
        public_key: base.public_key,
        signatures: signatures.map(|(_, signature)| *signature).collect(),
        labels: statements.labels(&shown),
        mandatory: (0..)
            .zip(&shown_places)
            .filter(|(_, place)| mandatory_places.contains(place))
            .map(|(index, _)| index)
            .collect(),
    };
    (select(content, &combined).expect("something is shown"), proof)
}

impl DerivedProof {
    /// The `proofValue` (vc-di-ecdsa §3.5.8).
    #[must_use]
    pub fn to_text(&self) -> String {
        Base::Base64Url.encode(&self.to_bytes())
    }

    /// The bytes of the `proofValue`.
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut cbor = Encoder::new(vec![0xD9, 0x5D, 0x01]);
        let count = |count: usize| u64::try_from(count).expect("few");
        let write = |cbor: &mut Encoder<Vec<u8>>| {
            cbor.array(5)?.bytes(&self.base_signature)?.bytes(&self.public_key)?;
            cbor.array(count(self.signatures.len()))?;
            for signature in &self.signatures {
                cbor.bytes(signature)?;
            }
            cbor.map(count(self.labels.len()))?;
            for (number, label) in &self.labels {
                cbor.u64(*number)?.bytes(label)?;
            }
            cbor.array(count(self.mandatory.len()))?;
            for index in &self.mandatory {
                cbor.u64(*index)?;
            }
            cbor.ok()
        };
        write(&mut cbor).expect("memory");
        cbor.into_writer()
    }
}
