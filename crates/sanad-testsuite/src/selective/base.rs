//! A base proof: what the issuer gives the holder, who can derive from it what a verifier is shown.
#![expect(clippy::expect_used, clippy::panic, reason = "a case that cannot be built is written wrongly")]

use minicbor::{Decoder, Encoder};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::json::Object;
use sanad_core::multibase::Base;
use sha2::{Digest as _, Sha256};

use super::selection::select;
use super::statements::Statements;

/// The keys that a base proof is made with.
#[derive(Clone, Debug)]
pub struct Keys {
    /// The issuer's.
    pub issuer: SigningKey,
    /// The one made for this badge.
    pub proof: SigningKey,
    /// What labels are made with.
    pub hmac: [u8; 32],
}

/// The parts of a base proof value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseProof {
    /// The issuer's signature.
    pub base_signature: [u8; 64],
    /// The public key made for this badge, as the bytes of its Multikey.
    pub public_key: [u8; 35],
    /// What labels were made with.
    pub hmac_key: [u8; 32],
    /// Of each statement that is not mandatory, in order.
    pub signatures: Vec<[u8; 64]>,
    /// What a verifier must always be shown.
    pub mandatory_pointers: Vec<String>,
}

/// What an issuer signs on the way to a base proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashData {
    /// SHA-256 of the canonical proof options.
    pub proof_hash: [u8; 32],
    /// SHA-256 of the mandatory statements.
    pub mandatory_hash: [u8; 32],
}

impl BaseProof {
    /// Signs a document without its proof under these proof options, which have no `proofValue` yet.
    ///
    /// # Panics
    /// If either has no canonical form.
    #[must_use]
    pub fn new(
        content: &Object,
        options: &Object,
        mandatory: &[&str],
        keys: &Keys,
        contexts: &ContextSet,
    ) -> Self {
        let statements = Statements::new(content, &keys.hmac, contexts);
        let hashes = HashData::new(&statements, content, options, mandatory, contexts);
        let mandatory_places = statements.places(select(statements.named(), mandatory).as_ref());
        let others = (0..).zip(statements.lines()).filter(|(place, _)| !mandatory_places.contains(place));
        let public_key = multikey(&keys.proof);
        let signed = [&hashes.proof_hash[..], &public_key, &hashes.mandatory_hash].concat();
        Self {
            base_signature: sign(&keys.issuer, &signed),
            public_key,
            hmac_key: keys.hmac,
            signatures: others.map(|(_, line)| sign(&keys.proof, line.as_bytes())).collect(),
            mandatory_pointers: mandatory.iter().map(|pointer| (*pointer).to_owned()).collect(),
        }
    }

    /// The `proofValue` (vc-di-ecdsa §3.5.2).
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut cbor = Encoder::new(HEADER.to_vec());
        let count = |count: usize| u64::try_from(count).expect("few");
        let write = |cbor: &mut Encoder<Vec<u8>>| {
            cbor.array(5)?.bytes(&self.base_signature)?.bytes(&self.public_key)?.bytes(&self.hmac_key)?;
            cbor.array(count(self.signatures.len()))?;
            for signature in &self.signatures {
                cbor.bytes(signature)?;
            }
            cbor.array(count(self.mandatory_pointers.len()))?;
            for pointer in &self.mandatory_pointers {
                cbor.str(pointer)?;
            }
            cbor.ok()
        };
        write(&mut cbor).expect("memory");
        Base::Base64Url.encode(&cbor.into_writer())
    }

    /// Reads a `proofValue` (vc-di-ecdsa §3.5.3).
    ///
    /// # Panics
    /// If it is none.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let bytes = Base::Base64Url.decode(text).expect("base64url");
        let mut cbor = Decoder::new(bytes.strip_prefix(&HEADER).expect("a base proof"));
        let mut read = || {
            assert_eq!(cbor.array()?, Some(5));
            let fixed = |cbor: &mut Decoder<'_>| Ok::<_, minicbor::decode::Error>(cbor.bytes()?.to_vec());
            Ok::<_, minicbor::decode::Error>(Self {
                base_signature: fixed(&mut cbor)?.try_into().expect("64 bytes"),
                public_key: fixed(&mut cbor)?.try_into().expect("35 bytes"),
                hmac_key: fixed(&mut cbor)?.try_into().expect("32 bytes"),
                signatures: (0..cbor.array()?.expect("a definite length"))
                    .map(|_| fixed(&mut cbor).map(|bytes| bytes.try_into().expect("64 bytes")))
                    .collect::<Result<_, _>>()?,
                mandatory_pointers: (0..cbor.array()?.expect("a definite length"))
                    .map(|_| cbor.str().map(str::to_owned))
                    .collect::<Result<_, _>>()?,
            })
        };
        read().unwrap_or_else(|error| panic!("{error}"))
    }
}

impl HashData {
    /// What is hashed of a document and its proof options.
    ///
    /// # Panics
    /// If the options have no canonical form.
    #[must_use]
    pub fn new(
        statements: &Statements<'_>,
        content: &Object,
        options: &Object,
        mandatory: &[&str],
        contexts: &ContextSet,
    ) -> Self {
        let mut options = options.clone();
        if let Some(named) = content.get("@context") {
            options.insert("@context", named.clone());
        }
        let options = Canonicalizer::new(contexts.clone()).rdf(&options).expect("a canonical form");
        let places = statements.places(select(statements.named(), mandatory).as_ref());
        let lines: String =
            places.iter().filter_map(|place| statements.lines().get(*place)).cloned().collect();
        Self {
            proof_hash: Sha256::digest(options.as_bytes()).into(),
            mandatory_hash: Sha256::digest(lines.as_bytes()).into(),
        }
    }
}

/// A deterministic signature, r ‖ s (RFC 6979).
#[must_use]
pub fn sign(key: &SigningKey, message: &[u8]) -> [u8; 64] {
    let signature: Signature = key.sign(message);
    signature.to_bytes().into()
}

/// The public key as the bytes of its Multikey.
///
/// # Panics
/// Never: a compressed point has 33 bytes.
#[must_use]
pub fn multikey(key: &SigningKey) -> [u8; 35] {
    let point = key.verifying_key().to_sec1_point(true);
    [&[0x80, 0x24], point.as_bytes()].concat().try_into().expect("35 bytes")
}

const HEADER: [u8; 3] = [0xD9, 0x5D, 0x00];
