//! How documents are signed, step by step, with both suites.

use sanad_core::json::Object;
use sanad_core::proof::cryptosuite::Cryptosuite;

use super::documents::full;
use super::recipient::{SALT, awarded_to, hashed};
use crate::document::{AT, Document, by};
use crate::keys::Who::*;
use crate::vector::proof::Vector;

/// The vectors of `proof/`.
#[must_use]
pub fn proofs() -> Vec<Vector> {
    [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022].into_iter().flat_map(of_suite).collect()
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
