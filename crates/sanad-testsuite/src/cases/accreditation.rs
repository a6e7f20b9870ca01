//! Whether somebody whom the verifier trusts vouches for the issuer.

use sanad_core::code::Code::*;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{Document, WEB, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    let badge = || Document::badge().sign(&by(Academy));
    let vector = |name: &str, comment: &str| {
        Vector::new(name, comment).spec("verification.md#accreditation").badge(badge())
    };
    let undecided = |name: &str, comment: &str| {
        vector(name, comment).flag(Flag::Unavailable).twin("badge_minimal").expect(
            Undecided,
            Accreditation,
            AccredIssuerUnknown,
        )
    };
    // Threats S6: the first `a` is a Cyrillic letter.
    let homoglyph =
        Document::badge().set("/issuer/id", Attacker.did()).set("/issuer/name", "\u{410}cademy of Welding");
    vec![
        undecided("accred_no_anchors", "Nobody is trusted.").anchors(&[]),
        undecided("accred_other_anchor", "Somebody else is trusted.").anchors(&[&Commission.did()]),
        undecided("accred_anchor_prefix", "An id is trusted of which the issuer's is only the beginning.")
            .anchors(&[&format!("{}#", Academy.did())]),
        undecided(
            "accred_same_name_other_key",
            "The attacker's own badge, good in itself, with the academy's name in look-alike letters.",
        )
        .flag(Flag::Forged)
        .badge(homoglyph.sign(&by(Attacker))),
        vector("accred_several_anchors", "The issuer is one of those trusted.")
            .anchors(&[WEB, &Academy.did(), &Commission.did()])
            .accepted(),
        vector("accred_not_asked", "The policy does not ask who vouches for the issuer.")
            .policy("authentic")
            .anchors(&[])
            .accepted()
            .also(Accreditation, AccredNotAsked),
    ]
}
