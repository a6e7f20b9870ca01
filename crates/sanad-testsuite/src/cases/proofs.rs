//! How documents are signed, step by step, with every suite that is issued or needs a test signer.

use sanad_core::json::Object;
use sanad_core::key::KeyKind;
use sanad_core::proof::cryptosuite::Cryptosuite;

use super::documents::full;
use super::recipient::{SALT, awarded_to, hashed};
use crate::document::{AT, Document, by};
use crate::keys::Who::*;
use crate::vector::proof::Vector;

/// The vectors of `proof/`.
#[must_use]
pub fn proofs() -> Vec<Vector> {
    let eddsa = [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022].into_iter().flat_map(of_suite);
    let ecdsa = [Cryptosuite::EcdsaRdfc2019, Cryptosuite::EcdsaJcs2019].into_iter().flat_map(of_ecdsa);
    eddsa.chain(ecdsa).collect()
}

/// The suites of the NIST curves: the same documents, hashed with SHA-256 for the one and SHA-384 for the other.
fn of_ecdsa(suite: Cryptosuite) -> Vec<Vector> {
    let of_curve = |name, kind| {
        let comment = format!("Most of the model, signed with a key on {kind} (RFC 6979).");
        Vector::new(name, &comment, suite, full(), &by(Academy).key(kind))
    };
    let chain = |name, kind| {
        let first = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544";
        let signed = Document::badge().sign(&by(Academy).set("id", first));
        let comment = format!("A second proof, on {kind}, that follows one of Ed25519.");
        Vector::new(name, &comment, suite, signed, &by(Commission).key(kind).set("previousProof", first))
    };
    vec![
        of_curve("full-p256", KeyKind::P256),
        of_curve("full-p384", KeyKind::P384),
        chain("chain-p256", KeyKind::P256),
        chain("chain-p384", KeyKind::P384),
    ]
}

fn of_suite(suite: Cryptosuite) -> Vec<Vector> {
    let first = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544";
    let issued_by_minimal = Object::new().with("id", Minimal.did()).with("type", vec!["Profile"]);
    let signed = || Document::badge().sign(&by(Academy).suite(suite).set("id", first));
    vec![
        Vector::new(
            "minimal",
            "The example of spec/proof.md: the key is that of the seed 32 × 0x11.",
            suite,
            Document::badge().set("/issuer", issued_by_minimal),
            &by(Minimal).set("created", AT),
        ),
        Vector::new(
            "full",
            "Most of the model: languages, numbers, times, lists in and out of order.",
            suite,
            full(),
            &by(Academy),
        ),
        Vector::new(
            "hashed",
            "A recipient known by a hash; every option a proof has.",
            suite,
            awarded_to(hashed("ada@example.org", SALT)),
            &by(Academy)
                .set("expires", "2027-02-01T09:00:00Z")
                .set("domain", vec!["employer.example", "ministry.example"])
                .set("challenge", "c-1")
                .set("nonce", "n-1"),
        ),
        Vector::new("set", "A second proof that stands alone.", suite, signed(), &by(Commission)),
        Vector::new(
            "chain",
            "A second proof that follows the first.",
            suite,
            signed(),
            &by(Commission).set("previousProof", first),
        ),
    ]
}
