//! Root lists that hand over from keys to keys.

use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_core::proof::cryptosuite::Cryptosuite;

use super::list;
use crate::document::{Document, by};
use crate::keys::Who::{self, *};
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

/// The second version, which hands over from the commission and `minimal` to `minimal` and the academy.
fn handing_over() -> Document {
    naming(&[Minimal, Academy])
}

fn naming(who: &[Who]) -> Document {
    let keys: Vec<String> = who.iter().map(|who| who.multikey()).collect();
    list().set("/accreditationList/signing", Object::new().with("threshold", 2_u32).with("keys", keys))
}

fn signed(document: Document, who: &[Who]) -> Document {
    let proof = |who: Who| by(who).suite(Cryptosuite::EddsaJcs2022).set("created", "2026-02-01T00:00:00Z");
    who.iter().fold(document, |document, who| document.sign(&proof(*who)))
}

pub(super) fn cases() -> Vec<Vector> {
    let in_force = [Commission.multikey(), Minimal.multikey()];
    let vector = |name: &str, comment: &str, document: Document| {
        Vector::new(name, comment, document).signed_by(2, &in_force).in_force_up_to(1).spec("rotation")
    };
    let third = |document: Document| document.set("/accreditationList/sequence", 3_u32);
    vec![
        vector(
            "rotation",
            "Signed by both keys in force and by both that it hands over to.",
            signed(handing_over(), &[Commission, Minimal, Academy]),
        ),
        vector(
            "rotation_none",
            "It names the same keys, in another order.",
            signed(naming(&[Minimal, Commission]), &[Commission, Minimal]),
        ),
        vector(
            "rotation_unsaid",
            "It names no keys: those in force remain.",
            signed(list(), &[Commission, Minimal]),
        ),
        vector(
            "rotation_none_later",
            "The third version after the first, with the same keys.",
            signed(third(naming(&[Commission, Minimal])), &[Commission, Minimal]),
        ),
        vector(
            "rotation_without_old",
            "One of the keys in force has not signed.",
            signed(handing_over(), &[Minimal, Academy]),
        )
        .flag(Flag::Forged)
        .refused(AccredRootRotationOldThreshold, "rotation"),
        vector(
            "rotation_without_new",
            "One of the new keys has not signed: perhaps nobody has it.",
            signed(handing_over(), &[Commission, Minimal]),
        )
        .flag(Flag::Unsigned)
        .refused(AccredRootRotationNewThreshold, "rotation"),
        vector(
            "rotation_gap",
            "The third version hands over, and the second is not known.",
            signed(third(handing_over()), &[Commission, Minimal, Academy]),
        )
        .flag(Flag::Replayed)
        .refused(AccredRootVersionGap, "rotation"),
        vector(
            "rotation_by_new_alone",
            "Somebody hands the list over to himself.",
            signed(naming(&[Attacker, Academy]), &[Attacker, Academy]),
        )
        .flag(Flag::Forged)
        .refused(AccredRootRotationOldThreshold, "rotation"),
    ]
}
