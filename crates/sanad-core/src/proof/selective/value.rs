//! The value of a derived proof: the issuer's signature, a key for one proof, and what fits the shown statements to them.
//! `spec/selective-disclosure.md#proof-value`

use super::cbor::{CborError, Reader};
use super::label_map::{LabelMap, LabelMapError};
use crate::code::Code;
use crate::ecdsa::P256Key;
use crate::key::KeyError;
use crate::limits::Limits;
use crate::multibase::{Base, MultibaseError};
use crate::signature::Signature;

/// A derived proof value, well formed; nothing is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedProof {
    base_signature: Signature,
    public_key: [u8; MULTIKEY_BYTES],
    key: P256Key,
    signatures: Vec<Signature>,
    labels: LabelMap,
    mandatory: Vec<usize>,
}

impl DerivedProof {
    /// Reads a `proofValue` (vc-di-ecdsa §3.5.9, `parseDerivedProofValue`).
    ///
    /// # Errors
    /// [`DerivedProofError`]: a base proof, another encoding, another length, more than the limits allow, labels or
    /// indexes that no holder derives.
    pub fn from_multibase(text: &str) -> Result<Self, DerivedProofError> {
        let bytes = Base::Base64Url.decode(text)?;
        let body = match bytes.split_first_chunk() {
            Some((&DERIVED, body)) => body,
            Some((&BASE, _)) => return Err(DerivedProofError::Base),
            _ => return Err(DerivedProofError::Header { found: bytes.into_iter().take(3).collect() }),
        };
        let mut reader = Reader::new(body);
        let parts = reader.array("an array of five")?;
        if parts != 5 {
            return Err(DerivedProofError::Cbor { expected: "an array of five", at: 0 });
        }
        let base_signature = signature("base signature", reader.bytes("the base signature as bytes")?)?;
        let public_key = exactly("public key", reader.bytes("a public key as bytes")?)?;
        let count = few_enough(reader.array("an array of signatures")?)?;
        let signatures = read_all(count, || signature("signature", reader.bytes("a signature as bytes")?))?;
        let count = reader.map("a map of labels")?;
        let labels = read_all(count, || {
            let number = reader.unsigned("the number of a node")?;
            Ok((number, exactly("label", reader.bytes("a label as bytes")?)?))
        })?;
        let count = reader.array("an array of indexes")?;
        let mandatory = read_all(count, || Ok(reader.unsigned("an index")?))?;
        reader.end()?;
        Ok(Self {
            base_signature,
            key: proof_scoped_key(&public_key)?,
            public_key,
            signatures,
            labels: LabelMap::new(labels)?,
            mandatory: ascending(mandatory)?,
        })
    }

    /// The issuer's signature, r ‖ s.
    #[must_use]
    pub const fn base_signature(&self) -> &Signature {
        &self.base_signature
    }

    /// The key that was made for this badge alone, as the bytes of its Multikey.
    #[must_use]
    pub const fn public_key(&self) -> &[u8; MULTIKEY_BYTES] {
        &self.public_key
    }

    /// That key's signatures, r ‖ s, one for each statement that is not mandatory.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The signed labels.
    #[must_use]
    pub const fn labels(&self) -> &LabelMap {
        &self.labels
    }

    /// Which of the statements shown are those that the issuer has always to be shown: ascending.
    #[must_use]
    pub fn mandatory_indexes(&self) -> &[usize] {
        &self.mandatory
    }

    pub(super) const fn key(&self) -> &P256Key {
        &self.key
    }
}

/// Bytes of the Multikey of a key on P-256: 0x80 0x24, then the point, compressed.
pub const MULTIKEY_BYTES: usize = 35;

/// Why a text is no derived proof value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DerivedProofError {
    /// The value of a base proof. With it anybody could show what the holder did not choose to.
    #[error("a base proof, which is for the holder alone; a verifier is shown a proof derived from it")]
    Base,
    /// Something else stands in the CBOR than the suite has there.
    #[error("byte {at} of the proof value's CBOR is not the beginning of {expected}")]
    Cbor {
        /// What the suite has there.
        expected: &'static str,
        /// Counted from behind the header.
        at: usize,
    },
    /// Not base64url behind a `u`.
    #[error("the proof value cannot be read: {source}")]
    Encoding {
        /// What is wrong with the text.
        #[from]
        source: MultibaseError,
    },
    /// Neither of the two headers of the suite.
    #[error("a proof value that begins with {found:02x?}, expected [d9, 5d, 01]")]
    Header {
        /// The first three bytes.
        found: Vec<u8>,
    },
    /// Indexes that are not each greater than the one before.
    #[error("the index {index} of a mandatory statement stands after {previous}")]
    IndexOrder {
        /// The index.
        index: u64,
        /// The one before.
        previous: u64,
    },
    /// The key made for this badge is no point of P-256.
    #[error("the key of the proof: {source}")]
    Key {
        /// What is wrong with it.
        #[from]
        source: KeyError,
    },
    /// The key made for this badge is of another kind.
    #[error("a proof key behind the header {found:02x?}, expected [80, 24]")]
    KeyHeader {
        /// The first two bytes.
        found: [u8; 2],
    },
    /// The labels are no map.
    #[error(transparent)]
    Labels(#[from] LabelMapError),
    /// A part of another length.
    #[error("a {part} of {found} bytes, expected {expected}")]
    Length {
        /// The part.
        part: &'static str,
        /// How many bytes there are.
        found: usize,
        /// How many there must be.
        expected: usize,
    },
    /// More than [`Limits::proof_statements`].
    #[error("{found} signatures of single statements, where at most {limit} are read")]
    TooMany {
        /// How many there are.
        found: u64,
        /// The bound.
        limit: usize,
    },
}

impl From<CborError> for DerivedProofError {
    fn from(CborError { expected, at }: CborError) -> Self {
        Self::Cbor { expected, at }
    }
}

impl DerivedProofError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Base => Code::ProofNotDerived,
            Self::Cbor { .. } | Self::Encoding { .. } | Self::Header { .. } => Code::ProofValueEncoding,
            Self::IndexOrder { .. } => Code::ProofDisclosureMismatch,
            Self::Key { source } => source.code(),
            Self::KeyHeader { .. } => Code::KeyTypeMismatch,
            Self::Labels(error) => error.code(),
            Self::Length { .. } => Code::ProofValueLength,
            Self::TooMany { .. } => Code::ProofWorkLimit,
        }
    }
}

const SIGNATURE_BYTES: usize = 64;
/// vc-di-ecdsa §3.5.9, step 3. CBOR has the first two bytes as a tag, which the standard reads as part of a header.
const DERIVED: [u8; 3] = [0xD9, 0x5D, 0x01];
const BASE: [u8; 3] = [0xD9, 0x5D, 0x00];

fn signature(part: &'static str, bytes: &[u8]) -> Result<Signature, DerivedProofError> {
    exactly::<SIGNATURE_BYTES>(part, bytes).map(Signature::from_bytes)
}

fn exactly<const N: usize>(part: &'static str, bytes: &[u8]) -> Result<[u8; N], DerivedProofError> {
    bytes.try_into().map_err(|_| DerivedProofError::Length { part, found: bytes.len(), expected: N })
}

/// Each signature is to be checked, so that there may not be many.
fn few_enough(signatures: u64) -> Result<u64, DerivedProofError> {
    let limit = Limits::DEFAULT.proof_statements;
    match usize::try_from(signatures) {
        Ok(count) if count <= limit => Ok(signatures),
        _ => Err(DerivedProofError::TooMany { found: signatures, limit }),
    }
}

/// As many items as the head says. Where the bytes end before, so does this.
fn read_all<T>(
    count: u64,
    mut item: impl FnMut() -> Result<T, DerivedProofError>,
) -> Result<Vec<T>, DerivedProofError> {
    (0..count).map(|_| item()).collect()
}

fn ascending(indexes: Vec<u64>) -> Result<Vec<usize>, DerivedProofError> {
    for (previous, index) in indexes.iter().zip(indexes.iter().skip(1)) {
        if previous >= index {
            return Err(DerivedProofError::IndexOrder { index: *index, previous: *previous });
        }
    }
    // An index that does not fit is beyond every document, as this one is.
    Ok(indexes.into_iter().map(|index| usize::try_from(index).unwrap_or(usize::MAX)).collect())
}

fn proof_scoped_key(multikey: &[u8; MULTIKEY_BYTES]) -> Result<P256Key, DerivedProofError> {
    match multikey {
        [0x80, 0x24, point @ ..] => Ok(P256Key::from_compressed(point)?),
        [a, b, ..] => Err(DerivedProofError::KeyHeader { found: [*a, *b] }),
    }
}

#[cfg(feature = "ecdsa")]
#[cfg(test)]
mod tests {
    use super::*;

    /// A proof value with these parts, written by hand.
    fn value(header: [u8; 3], signatures: &[&[u8]], labels: &[(u8, [u8; 32])], indexes: &[u8]) -> Vec<u8> {
        let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let point = key.verifying_key().to_sec1_point(true);
        let mut bytes = [&header[..], &[0x85, 0x58, 64], &[1; 64], &[0x58, 35, 0x80, 0x24]].concat();
        bytes.extend(point.as_bytes());
        bytes.push(0x80 + u8::try_from(signatures.len()).unwrap());
        for signature in signatures {
            bytes.extend([0x58, u8::try_from(signature.len()).unwrap()]);
            bytes.extend(*signature);
        }
        bytes.push(0xA0 + u8::try_from(labels.len()).unwrap());
        for (number, label) in labels {
            bytes.extend([*number, 0x58, 32]);
            bytes.extend(label);
        }
        bytes.push(0x80 + u8::try_from(indexes.len()).unwrap());
        bytes.extend(indexes);
        bytes
    }

    fn read(bytes: &[u8]) -> Result<DerivedProof, DerivedProofError> {
        DerivedProof::from_multibase(&Base::Base64Url.encode(bytes))
    }

    #[test]
    fn the_five_parts_are_read() {
        let proof = read(&value(DERIVED, &[&[2; 64], &[3; 64]], &[(0, [9; 32])], &[0, 3])).unwrap();
        assert_eq!(proof.base_signature().as_bytes(), [1; 64]);
        assert_eq!(proof.public_key()[..2], [0x80, 0x24]);
        assert_eq!(proof.signatures(), [Signature::from_bytes([2; 64]), Signature::from_bytes([3; 64])]);
        assert_eq!(proof.labels().len(), 1);
        assert_eq!(proof.mandatory_indexes(), [0, 3]);
        let nothing = read(&value(DERIVED, &[], &[], &[])).unwrap();
        assert!(nothing.signatures().is_empty() && nothing.labels().is_empty());
    }

    #[test]
    fn every_shorter_and_every_longer_value_is_refused() {
        let good = value(DERIVED, &[&[2; 64]], &[(0, [9; 32])], &[0]);
        assert!(read(&good).is_ok());
        for end in 0..good.len() {
            assert_eq!(read(&good[..end]).map_err(|e| e.code()), Err(Code::ProofValueEncoding), "{end}");
        }
        let error = read(&[&good[..], &[0]].concat()).unwrap_err();
        assert_eq!(error, DerivedProofError::Cbor { expected: "the end", at: good.len() - 3 });
    }

    #[test]
    fn a_base_proof_is_told_from_other_values() {
        assert_eq!(read(&value(BASE, &[], &[], &[])), Err(DerivedProofError::Base));
        let other = read(&value([0xD9, 0x5D, 0x02], &[], &[], &[]));
        assert_eq!(other, Err(DerivedProofError::Header { found: vec![0xD9, 0x5D, 0x02] }));
        let bytes = value(DERIVED, &[], &[], &[]);
        let base58 = DerivedProof::from_multibase(&Base::Base58Btc.encode(&bytes)).unwrap_err();
        assert_eq!(base58.code(), Code::ProofValueEncoding);
    }

    #[test]
    fn parts_of_another_length_or_order_are_refused() {
        let code = |bytes: &[u8]| read(bytes).unwrap_err().code();
        assert_eq!(code(&value(DERIVED, &[&[2; 63]], &[], &[])), Code::ProofValueLength);
        assert_eq!(code(&value(DERIVED, &[&[2; 65]], &[], &[])), Code::ProofValueLength);
        assert_eq!(code(&value(DERIVED, &[], &[], &[1, 1])), Code::ProofDisclosureMismatch);
        assert_eq!(code(&value(DERIVED, &[], &[], &[1, 0])), Code::ProofDisclosureMismatch);
        let twice = [(0, [9; 32]), (1, [9; 32])];
        assert_eq!(code(&value(DERIVED, &[], &twice, &[])), Code::ProofDisclosureMismatch);
        let mut no_point = value(DERIVED, &[], &[], &[]);
        no_point[3 + 3 + 64 + 2 + 2] = 4;
        assert_eq!(code(&no_point), Code::KeyMalformed);
        let mut other_curve = value(DERIVED, &[], &[], &[]);
        other_curve[3 + 3 + 64 + 2] = 0x81;
        assert_eq!(code(&other_curve), Code::KeyTypeMismatch);
    }

    #[test]
    fn a_count_beyond_the_limit_is_refused_before_anything_is_read() {
        let mut bytes = value(DERIVED, &[], &[], &[]);
        bytes.truncate(bytes.len() - 3);
        for count in [&[0x99, 1, 1][..], &[0x9B, 255, 255, 255, 255, 255, 255, 255, 255]] {
            let error = read(&[&bytes[..], count].concat()).unwrap_err();
            assert!(matches!(error, DerivedProofError::TooMany { limit: 256, .. }), "{error}");
        }
        let error = read(&[&bytes[..], &[0x99, 1, 0]].concat()).unwrap_err();
        assert_eq!(error.code(), Code::ProofValueEncoding, "256 are allowed, and are not there: {error}");
    }
}
