//! Badges of Open Badges 0.5, 1.0 and 1.1, which are upgraded first.

use sanad_verifier::outcome::CheckId::*;

use super::*;
use crate::vector::flag::Flag;

const SPEC: &str = "open-badges-2.md#upgrading";

/// The assertion as 1.1 has it.
fn v1_1() -> Document {
    assertion()
        .set("/@context", "https://w3id.org/openbadges/v1")
        .set("/uid", "7")
        .remove("/verification")
        .set("/verify", Object::new().with("type", "hosted").with("url", ASSERTION))
        .set("/issuedOn", "2016-12-31")
}

/// The assertion as 1.0 has it.
fn v1_0() -> Document {
    v1_1().remove("/@context").remove("/id").remove("/type").set("/issuedOn", 1_483_228_799_u32)
}

fn older_world(copy: Document) -> World {
    let bare = |document: Document| document.remove("/@context").remove("/id").remove("/type");
    World::hosting(copy)
        .copy_at(ASSERTION)
        .class(bare(class()).set("/criteria", "https://academy.example/badges/welding-1.html"))
        .issuer(bare(issuer()).remove("/email"))
}

/// The whole badge in one document, as 0.5 has it.
fn v0_5() -> Document {
    let issuer = Object::new()
        .with("origin", "https://academy.example")
        .with("name", "Academy of Welding")
        .with("contact", "badges@academy.example");
    let class = Object::new()
        .with("version", "0.5.0")
        .with("name", "Welding I")
        .with("description", "Joins steel plates so that they stay joined.")
        .with("image", "/badges/welding-1.png")
        .with("criteria", "/badges/welding-1.html")
        .with("issuer", issuer);
    Document::of(
        Object::new()
            .with("recipient", "sha256$ecf5409f3f4b91ab60cc5ef4c02aef7032354375e70cf4d8e43f6a1d29891942")
            .with("salt", "deadsea")
            .with("issued_on", "2011-08-23")
            .with("badge", class),
    )
}

fn oldest_world(copy: Document) -> World {
    World::hosting(copy).shared(ASSERTION).copy_at(ASSERTION).without_class().without_issuer()
}

pub(super) fn cases() -> Vec<Vector> {
    let elsewhere = |copy: Document| oldest_world(copy).shared(ELSEWHERE).copy_at(ELSEWHERE);
    let own_rule =
        v0_5().set("/badge/issuer/verification", Object::new().with("allowedOrigins", "attacker.example"));
    let own_id = v0_5()
        .set("/badge/issuer/@context", CONTEXT)
        .set("/badge/issuer/id", "https://academy.example")
        .set("/badge/issuer/url", "https://attacker.example");
    vec![
        World::hosting(v1_1())
            .class(
                class()
                    .set("/@context", "https://w3id.org/openbadges/v1")
                    .set("/criteria", "https://academy.example/c"),
            )
            .vector("ob1_1_hosted", "An assertion of Open Badges 1.1, its date a day.", SPEC)
            .accepted(),
        older_world(v1_0())
            .vector(
                "ob1_0_hosted",
                "Documents of Open Badges 1.0: no contexts, ids or types, the date in seconds.",
                SPEC,
            )
            .recipient("email:nobody@example.org")
            .accepted(),
        oldest_world(v0_5())
            .vector(
                "ob0_5_hosted",
                "All of Open Badges 0.5 in one document. Its issuer is the origin it comes from.",
                SPEC,
            )
            .anchors(&["https://academy.example"])
            .recipient("email:nobody@example.org")
            .accepted(),
        older_world(v1_0().set("/expires", 1_704_067_199_u32))
            .vector("ob1_0_expired", "An end in seconds that has passed.", "open-badges-2.md#validity")
            .flag(Flag::OutOfTime)
            .twin("ob1_0_hosted")
            .expect(Verdict::Reject, Validity, TimeExpired),
        older_world(v1_0().set("/issuedOn", "last summer"))
            .not_judged()
            .vector("ob1_0_no_time", "Words where a time stands.", "open-badges-2.md#times")
            .flag(Flag::Malformed)
            .twin("ob1_0_hosted")
            .expect(Verdict::Reject, Structure, TimeMalformed),
        older_world(v1_0().set("/verify/url", "https://academy.example/assertions/8"))
            .shared(v1_0().into_object())
            .not_judged()
            .vector(
                "ob1_0_copy_of_another",
                "The copy says that it is hosted elsewhere.",
                "open-badges-2.md#hosted",
            )
            .flag(Flag::Malformed)
            .twin("ob1_0_hosted")
            .expect(Verdict::Reject, Proof, Ob2IdMismatch),
        oldest_world(v0_5().set("/badge/issuer/origin", "https://commission.example"))
            .vector(
                "ob0_5_other_origin",
                "An issuer of another origin than the one it comes from.",
                "open-badges-2.md#scope",
            )
            .flag(Flag::Forged)
            .anchors(&["https://commission.example"])
            .twin("ob0_5_hosted")
            .expect(Verdict::Reject, Issuer, Ob2OutOfScope),
        elsewhere(own_rule)
            .vector(
                "ob0_5_own_rule",
                "Somebody hosts a badge of the academy's origin, and in it the rule by which they may.",
                "open-badges-2.md#documents",
            )
            .flag(Flag::Forged)
            .anchors(&["https://academy.example"])
            .twin("ob0_5_hosted")
            .expect(Verdict::Reject, Issuer, Ob2OutOfScope),
        elsewhere(own_id)
            .vector(
                "ob0_5_own_id",
                "Somebody hosts a badge of their own origin, and in it the academy's as an id.",
                "open-badges-2.md#documents",
            )
            .flag(Flag::Forged)
            .anchors(&["https://academy.example"])
            .twin("ob0_5_hosted")
            .expect(Verdict::Undecided, Accreditation, AccredIssuerUnknown),
        oldest_world(v0_5())
            .shared(v0_5().into_object())
            .not_judged()
            .vector(
                "ob0_5_without_url",
                "The document alone: 0.5 does not say where it is hosted.",
                "open-badges-2.md#hosted",
            )
            .flag(Flag::Unavailable)
            .anchors(&["https://academy.example"])
            .twin("ob0_5_hosted")
            .expect(Verdict::Undecided, Proof, Ob2Unavailable),
    ]
}
