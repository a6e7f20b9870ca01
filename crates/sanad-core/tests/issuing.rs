//! Issuing: the same inputs give the same bytes, and a faulty signer's badge is not let out.

#![expect(clippy::unwrap_used, reason = "a test stops where it goes wrong")]

use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::issue::{IssueError, Issuer};
use sanad_core::model::achievement::{Achievement, Criteria};
use sanad_core::model::draft::Draft;
use sanad_core::model::recipient::Recipient;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_core::public_key::PublicKey;
use sanad_core::signature::Signature;
use sanad_core::signer::{Signer, SignerError, SigningKey};

fn draft() -> Draft {
    let criteria = Criteria::new().narrative("Pass the bench test.");
    let welding =
        Achievement::new("https://academy.example/welding-1", "Welding I", "Welds a corner.", criteria);
    Draft::new(welding, Recipient::id("did:web:ada.example").unwrap())
}

#[test]
fn the_same_inputs_give_the_same_bytes_and_the_key_checks_them() {
    let key = SigningKey::from_seed(&[7; 32]);
    let at = "2026-03-01T09:00:00Z".parse().unwrap();
    for suite in [Cryptosuite::EddsaRdfc2022, Cryptosuite::EddsaJcs2022] {
        let issuer = Issuer::did_key(&key).with_suite(suite);
        let badge = draft().issue(&issuer, at).unwrap();
        assert_eq!(badge.as_received(), draft().issue(&issuer, at).unwrap().as_received());
        let read = SignedBadge::from_json(badge.as_received()).unwrap();
        assert_eq!(read.check_proof(&key.public_key()), Ok(()));
        let other = SigningKey::from_seed(&[8; 32]).public_key();
        assert!(read.check_proof(&other).is_err());
    }
}

#[test]
fn a_suite_that_is_only_read_is_not_issued() {
    let key = SigningKey::from_seed(&[7; 32]);
    let issuer = Issuer::did_key(&key).with_suite(Cryptosuite::Eddsa2022);
    let error = draft().issue(&issuer, "2026-03-01T09:00:00Z".parse().unwrap()).unwrap_err();
    assert_eq!(error, IssueError::ReadOnlySuite { suite: "eddsa-2022" });
}

/// A signer with one flipped bit, as after a fault in memory.
struct Faulty(SigningKey);

impl Signer for Faulty {
    fn public_key(&self) -> PublicKey {
        self.0.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Signature, SignerError> {
        let mut bytes = self.0.sign(message)?.as_bytes().to_vec();
        bytes.iter_mut().take(1).for_each(|byte| *byte ^= 1);
        Ok(Signature::from_bytes(bytes))
    }
}

#[test]
fn a_signature_that_does_not_verify_is_not_let_out() {
    let faulty = Faulty(SigningKey::from_seed(&[7; 32]));
    let error =
        draft().issue(&Issuer::did_key(&faulty), "2026-03-01T09:00:00Z".parse().unwrap()).unwrap_err();
    assert!(matches!(error, IssueError::SelfCheck(Some(_))), "{error:?}");
}

#[test]
fn a_jwt_is_issued_with_the_claims_that_strict_verifiers_demand_and_always_alike() {
    let key = SigningKey::from_seed(&[7; 32]);
    let issuer = Issuer::did_key(&key);
    let at = "2026-03-01T09:00:00Z".parse().unwrap();
    let until = || draft().valid_until("2029-03-01T09:00:00Z".parse().unwrap());
    let badge = until().issue_jwt(&issuer, at).unwrap();
    assert_eq!(badge.as_received(), until().issue_jwt(&issuer, at).unwrap().as_received());
    let read = SignedBadge::read(badge.as_received()).unwrap();
    assert_eq!(read.check_proof(&key.public_key()), Ok(()));
    assert!(read.check_proof(&SigningKey::from_seed(&[8; 32]).public_key()).is_err());
    let Securing::Jwt(jwt) = read.securing() else { panic!("a JWT is secured as one") };
    assert_eq!(jwt.defects(), []);
    let claims: Vec<String> =
        ["iss", "sub", "nbf", "exp"].map(|name| jwt.claims().get(name).unwrap().to_compact()).into();
    let id = format!("\"{}\"", issuer.id());
    assert_eq!(claims, [&id, "\"did:web:ada.example\"", "1772355600", "1867050000"]);
    assert_eq!(jwt.claims().text("jti"), read.unverified().id());
    let fraction = draft().valid_until("2029-03-01T09:00:00.5Z".parse().unwrap()).issue_jwt(&issuer, at);
    assert!(matches!(fraction, Err(IssueError::NoNumericDate { member: "validUntil", .. })));
}
