//! Where an issuer hosts its badges, and who would like to host some for it.

use sanad_core::json::Object;
use sanad_verifier::outcome::CheckId::*;

use super::*;
use crate::vector::flag::Flag;

const SPEC: &str = "open-badges-2.md#scope";
const TENANT: &str = "https://host.example/academy/7";

pub(super) fn cases() -> Vec<Vector> {
    let allowing = |rule: &str, value: &str| issuer().set("/verification", Object::new().with(rule, value));
    let hosted_at = |url: &str, rule: &str, value: &str| {
        World::hosting(assertion().set("/id", url)).issuer(allowing(rule, value))
    };
    let forged = |copy: Document, name: &str, comment: &str, spec: &str| {
        refused(World::hosting(copy), name, comment, spec, Issuer, Ob2OutOfScope).flag(Flag::Forged)
    };
    let elsewhere = || assertion().set("/id", ELSEWHERE);
    let own_rule = Object::new().with("allowedOrigins", "attacker.example");
    vec![
        hosted_at(TENANT, "startsWith", "https://host.example/academy/")
            .vector(
                "ob2_scope_starts_with",
                "The issuer hosts its badges in a folder of somebody else's server.",
                SPEC,
            )
            .accepted(),
        hosted_at(TENANT, "allowedOrigins", "host.example")
            .vector("ob2_scope_allowed_origin", "The issuer hosts its badges on another server.", SPEC)
            .accepted(),
        hosted_at("https://host.example/academy-of-nobody/7", "startsWith", "https://host.example/academy")
            .vector(
                "ob2_scope_prefix_of_another",
                "Another folder whose name begins like the issuer's.",
                SPEC,
            )
            .flag(Flag::Forged)
            .twin("ob2_scope_starts_with")
            .expect(Verdict::Reject, Issuer, Ob2OutOfScope),
        hosted_at("https://host.example.attacker.example/7", "startsWith", "https://host.example")
            .vector("ob2_scope_host_of_another", "Another server whose name begins like the issuer's.", SPEC)
            .flag(Flag::Forged)
            .twin("ob2_scope_starts_with")
            .expect(Verdict::Reject, Issuer, Ob2OutOfScope),
        hosted_at(TENANT, "allowedOrigins", "academy.example")
            .vector(
                "ob2_scope_origin_not_allowed",
                "A server that is not among those the issuer names.",
                SPEC,
            )
            .flag(Flag::Forged)
            .twin("ob2_scope_allowed_origin")
            .expect(Verdict::Reject, Issuer, Ob2OutOfScope),
        forged(
            elsewhere(),
            "ob2_out_of_scope",
            "Somebody hosts an assertion of the academy's badge class.",
            SPEC,
        ),
        forged(
            elsewhere()
                .set("/badge", class().remove("/@context").into_object())
                .set("/badge/issuer", issuer().remove("/@context").into_object())
                .set("/badge/issuer/verification", own_rule),
            "ob2_forged_profile_within",
            "Somebody hosts an assertion, and within it a profile of the academy by which they may.",
            "open-badges-2.md#documents",
        ),
        forged(
            elsewhere()
                .set("/badge", class().remove("/@context").into_object())
                .set("/badge/issuer", "https://attacker.example/issuer"),
            "ob2_forged_class_within",
            "Somebody hosts an assertion, and within it the academy's badge class with themselves as its issuer.",
            "open-badges-2.md#documents",
        ),
        refused(
            World::hosting(assertion().set("/badge", "https://attacker.example/badges/1")).without_class(),
            "ob2_class_out_of_scope",
            "A badge class on another server than its issuer, who does not say that it hosts there.",
            SPEC,
            Issuer,
            Ob2OutOfScope,
        )
        .flag(Flag::Forged)
        .evidence(
            "https://attacker.example/badges/1",
            class().set("/id", "https://attacker.example/badges/1").into_object(),
        ),
    ]
}
