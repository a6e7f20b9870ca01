//! Whether the badge was awarded to the person whom the verifier knows.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;
use sha2::{Digest as _, Sha256};

use crate::document::{Document, by};
use crate::keys::Who::*;
use crate::keys::hex;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// 128 random bits, once.
pub(super) const SALT: &str = "c7e1f2f04a2b4d0f9a35d1f6b80e6c11";

/// A hashed e-mail address as a subject's identifier.
pub(super) fn hashed(address: &str, salt: &str) -> Object {
    Object::new()
        .with("type", "IdentityObject")
        .with("hashed", true)
        .with("identityHash", format!("sha256${}", hex(&Sha256::digest(format!("{address}{salt}")))))
        .with("identityType", "emailAddress")
        .with("salt", salt)
}

/// The small badge, its recipient known by this identifier only.
pub(super) fn awarded_to(identity: Object) -> Document {
    Document::badge().remove("/credentialSubject/id").set("/credentialSubject/identifier", vec![identity])
}

pub(super) fn cases() -> Vec<Vector> {
    let ada = "ada@example.org";
    let vector = |name: &str, comment: &str, badge: Document| {
        Vector::new(name, comment).spec("verification.md#recipient").badge(badge.sign(&by(Academy)))
    };
    let by_mail = |name: &str, comment: &str, identity: Object| {
        vector(name, comment, awarded_to(identity)).recipient("email:ada@example.org")
    };
    let refused = |name: &str, comment: &str, identity: Object, code: Code| {
        by_mail(name, comment, identity).twin("recipient_email").expect(Reject, Recipient, code)
    };
    let did = |name: &str, comment: &str| vector(name, comment, Document::badge());
    vec![
        did("recipient_did", "The badge's subject is the DID that the verifier knows.")
            .recipient(&Learner.did())
            .accepted(),
        // Threats R4.
        did("recipient_other_did", "Somebody else's genuine badge.")
            .flag(Flag::Replayed)
            .twin("recipient_did")
            .recipient(&Attacker.did())
            .expect(Reject, Recipient, SubjectMismatch),
        by_mail(
            "recipient_email",
            "The salted hash of the e-mail address that the verifier knows.",
            hashed(ada, SALT),
        )
        .accepted(),
        by_mail("recipient_email_upper_case_hash", "The same, the hash in capital digits.", {
            let hash = hashed(ada, SALT)
                .text("identityHash")
                .unwrap_or_default()
                .replace("sha256$", "")
                .to_uppercase();
            hashed(ada, SALT).with("identityHash", format!("sha256${hash}"))
        })
        .accepted(),
        // Threats R5.
        vector(
            "recipient_email_domain_case",
            "The address with capital letters in its domain.",
            awarded_to(hashed(ada, SALT)),
        )
        .recipient("email:ada@Example.ORG")
        .accepted(),
        refused(
            "recipient_other_email",
            "The hash of another address.",
            hashed("eve@example.org", SALT),
            SubjectMismatch,
        )
        .flag(Flag::Replayed),
        // Threats R1: reading is not issuing.
        by_mail(
            "recipient_email_unsalted",
            "A hash without salt, as older badges have it: it still says who.",
            {
                let mut identity = hashed(ada, "");
                identity.remove("salt");
                identity
            },
        )
        .flag(Flag::Privacy)
        .accepted(),
        // Threats R2.
        refused(
            "recipient_md5",
            "A hash by MD5.",
            hashed(ada, SALT).with("identityHash", "md5$8e3a1f5e2b7c4d6a9f0b1c2d3e4f5a6b"),
            SubjectWeakHash,
        )
        .flag(Flag::WeakKey),
        // Threats R3.
        refused(
            "recipient_plain_in_hashed",
            "The address itself where a hash is announced.",
            hashed(ada, SALT).with("identityHash", ada),
            SubjectIdentityMalformed,
        )
        .flag(Flag::Malformed),
        refused(
            "recipient_hash_cut_short",
            "A hash that lacks its last digit.",
            {
                let hash = hashed(ada, SALT).text("identityHash").unwrap_or_default().to_owned();
                hashed(ada, SALT).with("identityHash", &hash[..hash.len() - 1])
            },
            SubjectIdentityMalformed,
        )
        .flag(Flag::Malformed),
        by_mail(
            "recipient_hashed_as_text",
            "`\"false\"` where true or false stands.",
            hashed(ada, SALT).with("hashed", "false"),
        )
        .spec("badge.md")
        .flag(Flag::Malformed)
        .twin("recipient_email")
        .expect(Reject, Structure, SchemaWrongKind),
        by_mail(
            "recipient_other_type",
            "The address given as a user name.",
            hashed(ada, SALT).with("identityType", "userName"),
        )
        .flag(Flag::Unavailable)
        .twin("recipient_email")
        .expect(Undecided, Recipient, SubjectNotChecked),
        vector(
            "recipient_second_identifier",
            "The second of two identifiers is the known one.",
            awarded_to(hashed("eve@example.org", SALT))
                .set("/credentialSubject/identifier/-", Json::from(hashed(ada, SALT))),
        )
        .recipient("email:ada@example.org")
        .accepted(),
    ]
}
