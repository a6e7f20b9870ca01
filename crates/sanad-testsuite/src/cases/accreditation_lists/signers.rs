//! Who has signed a list: keys are counted, not proofs.

use sanad_core::code::Code::*;
use sanad_core::proof::cryptosuite::Cryptosuite;

use super::list;
use crate::document::{Document, by};
use crate::keys::Who::{self, *};
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    let trusted = |who: &[Who]| who.iter().map(|who| who.multikey()).collect::<Vec<_>>();
    let both = || trusted(&[Commission, Minimal]);
    let jcs = |who: Who| {
        by(who).suite(Cryptosuite::EddsaJcs2022).set("created", "2026-02-01T00:00:00Z").regardless()
    };
    let vector = |name: &str, comment: &str, document: Document| {
        Vector::new(name, comment, document).signed_by(2, &both()).spec("signers")
    };
    let refused = |name: &str, comment: &str, document: Document| {
        vector(name, comment, document).refused(AccredListThresholdNotMet, "signed_two_of_two")
    };
    let two = || list().sign(&jcs(Commission)).sign(&jcs(Minimal));
    let web = |who: Who, number: u8| jcs(who).method(format!("did:web:commission.example#key-{number}"));
    vec![
        Vector::new("signed", "Signed by the one key that must.", list().sign(&jcs(Commission)))
            .signed_by(1, &trusted(&[Commission]))
            .spec("signers"),
        vector("signed_two_of_two", "Signed by both keys, each on its own.", two()),
        vector(
            "signed_under_own_names",
            "The methods are the authority's own names for its keys.",
            list().sign(&web(Commission, 1)).sign(&web(Minimal, 2)),
        ),
        vector(
            "signed_and_by_a_stranger",
            "A third proof by somebody who is not asked: it takes nothing away.",
            two().sign(&jcs(Attacker)),
        ),
        vector(
            "signed_with_unknown_member",
            "A member that no context knows: under JCS it is signed with all else.",
            list().set("/accreditationList/colour", "blue").sign(&jcs(Commission)).sign(&jcs(Minimal)),
        ),
        refused("signer_missing", "Only one of two has signed.", list().sign(&jcs(Commission)))
            .flag(Flag::Unsigned),
        refused(
            "signer_twice",
            "One key signs twice.",
            list().sign(&jcs(Commission)).sign(&jcs(Commission).set("created", "2026-02-02T00:00:00Z")),
        )
        .flag(Flag::Forged),
        refused(
            "signature_twice",
            "The same proof stands there twice.",
            list().sign(&jcs(Commission)).sign(&jcs(Commission)),
        )
        .flag(Flag::Forged),
        refused(
            "signer_under_two_names",
            "One key signs under two ids.",
            list().sign(&web(Commission, 1)).sign(&web(Commission, 2)),
        )
        .flag(Flag::Forged),
        vector(
            "signer_trusted_twice",
            "One key is trusted twice, and signs once.",
            list().sign(&jcs(Commission)),
        )
        .signed_by(2, &trusted(&[Commission, Commission]))
        .refused(AccredListThresholdNotMet, "signed_two_of_two")
        .flag(Flag::Forged),
        refused(
            "signer_stranger",
            "The second signer is nobody who is asked.",
            list().sign(&jcs(Commission)).sign(&jcs(Attacker)),
        )
        .flag(Flag::Forged),
        refused(
            "signer_wrong_did_key",
            "The second key signs under the name of another.",
            list().sign(&jcs(Commission)).sign(&jcs(Minimal).method(Academy.method())),
        )
        .flag(Flag::Forged),
        refused(
            "signer_for_other_purpose",
            "The second key only authenticates.",
            list().sign(&jcs(Commission)).sign(&jcs(Minimal).set("proofPurpose", "authentication")),
        )
        .flag(Flag::Replayed),
        refused(
            "signer_later",
            "The second proof says it was made a year later.",
            list().sign(&jcs(Commission)).sign(&jcs(Minimal).set("created", "2027-02-01T00:00:00Z")),
        )
        .flag(Flag::OutOfTime),
        refused(
            "signer_expired",
            "The second proof was to be relied on for a week.",
            list().sign(&jcs(Commission)).sign(&jcs(Minimal).set("expires", "2026-02-08T00:00:00Z")),
        )
        .flag(Flag::OutOfTime),
        refused(
            "signed_then_altered",
            "A day was added after signing.",
            two().set("/credentialSubject/0/recognizedTo/0/validUntil", "2030-01-02T00:00:00Z"),
        )
        .flag(Flag::Altered),
        refused(
            "signed_then_member_added",
            "A member that no context knows was added after signing.",
            two().set("/accreditationList/colour", "blue"),
        )
        .flag(Flag::Altered),
        vector("unsigned", "Nobody has signed.", list())
            .refused(ProofMissing, "signed_two_of_two")
            .flag(Flag::Unsigned),
    ]
}
