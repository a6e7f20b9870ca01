//! The keys that an entry gives, in place of the issuer's own document.

use sanad_core::code::Code::{self, *};
use sanad_core::json::Object;
use sanad_verifier::outcome::CheckId::{Issuer, Proof};
use sanad_verifier::report::Verdict::{Reject, Undecided};

use super::{academy, direct, nobody_knows_the_key, rejected, undecided};
use crate::document::{Document, LIST, WEB, WEB_METHOD, WEB_URL, by};
use crate::keys::Who::*;
use crate::lists::Entity;
use crate::vector::badge::Vector;

pub(super) fn cases() -> Vec<Vector> {
    let case = |name: &str, comment: &str, academy: Entity| {
        direct(name, comment, academy).spec("path-validation.md#keys")
    };
    let with_key = |more: &[(&str, &str)]| {
        let more = more.iter().fold(Object::new(), |key, (name, value)| key.with(*name, *value));
        Entity::new(WEB, "Academy of Welding").key_with(WEB_METHOD, Academy, more).issues("1")
    };
    let no = |name: &str, comment: &str, code: Code, academy: Entity| {
        rejected(case(name, comment, academy), code, "accred_path_one")
    };
    let revoked = |since: &str, reason: &str| with_key(&[("revoked", since), ("revocationReason", reason)]);
    let listed = || Entity::new(WEB, "Academy of Welding").issues("1");
    vec![
        case("accred_issuer_gone", "The academy's site is gone; its key is in the council's list.", academy().issues("1"))
            .gone(WEB_URL),
        case("accred_issuer_gone_with_status", "The academy's site is gone; its list of revocations was kept, and is signed by the key in the council's list.", academy().issues("1"))
            .gone(WEB_URL)
            .badge(Document::web_badge().set("/credentialStatus", crate::document::status_entry("revocation", LIST)).sign(&by(Academy).method(WEB_METHOD)))
            .evidence(LIST, Document::status_list(&[]).set("/issuer", WEB).sign(&by(Academy).method(WEB_METHOD).set("created", "2026-02-28T00:00:00Z"))),
        {
            let stolen = Document::controller(WEB, WEB_METHOD, Attacker);
            case("accred_domain_taken_over", "The academy's domain has come into other hands; the badge is its own, by the key in the council's list.", academy().issues("1"))
                .evidence(WEB_URL, stolen)
        },
        {
            let stolen = Document::controller(WEB, WEB_METHOD, Attacker);
            case("accred_domain_taken_over_forged", "The academy's domain has come into other hands, which sign badges of their own.", academy().issues("1"))
                .evidence(WEB_URL, stolen)
                .badge(Document::web_badge().sign(&by(Attacker).method(WEB_METHOD)))
                .twin("accred_domain_taken_over")
                .expect(Reject, Proof, ProofSignatureInvalid)
        },
        undecided(
            {
                let method = format!("{WEB}#key-2");
                let stolen = Document::controller(WEB, &method, Attacker);
                case("accred_key_not_listed", "Signed by a key in the academy's own document that the council's list does not give.", academy().issues("1"))
                    .evidence(WEB_URL, stolen)
                    .badge(Document::web_badge().sign(&by(Attacker).method(method)))
            },
            AccredKeyNotListed,
            "accred_path_one",
        ),
        case("accred_key_under_other_id", "The council's list has the academy's key under an id of its own; the academy's document is there.", {
            listed().key("https://council.example/list#academy-key", Academy)
        })
        .evidence(WEB_URL, Document::web_controller()),
        case("accred_key_under_other_id_gone", "The council's list has the academy's key under an id of its own; the academy's document is gone.", {
            listed().key("https://council.example/list#academy-key", Academy)
        })
        .gone(WEB_URL)
        .twin("accred_key_under_other_id")
        .expect(Undecided, Proof, DidUnavailable)
        .also(Issuer, DidUnavailable),
        undecided(
            nobody_knows_the_key(case("accred_key_none", "The council's list gives no keys.", listed())),
            AccredKeyNotListed,
            "accred_key_none_accepted",
        ),
        nobody_knows_the_key(case("accred_key_none_accepted", "The council's list gives no keys, and the policy does without.", listed()))
            .accept_unpinned_keys(),
        case("accred_key_rotated", "Signed by a key that was superseded since.", {
            revoked("2026-02-15T00:00:00Z", "superseded").key(&format!("{WEB}#key-2"), Minimal)
        }),
        no("accred_key_retired", "Signed by a key that was superseded before.", AccredKeyRetired, {
            revoked("2026-01-15T00:00:00Z", "superseded").key(&format!("{WEB}#key-2"), Minimal)
        }),
        no("accred_key_not_yet", "Signed before the key's period.", AccredKeyNotValidAtSigning, {
            with_key(&[("validFrom", "2026-02-15T00:00:00Z")])
        }),
        no("accred_key_over", "Signed after the key's period.", AccredKeyNotValidAtSigning, {
            with_key(&[("expires", "2026-01-15T00:00:00Z")])
        }),
        case("accred_key_over_since", "The key's period is over since.", with_key(&[("expires", "2026-02-15T00:00:00Z")])),
        no("accred_key_compromised", "Signed after the key came into other hands.", AccredKeyCompromised, {
            with_key(&[
                ("revoked", "2026-02-20T00:00:00Z"),
                ("revocationReason", "compromised"),
                ("invalidityDate", "2026-01-15T00:00:00Z"),
            ])
        }),
        undecided(
            case("accred_key_compromised_since", "The key came into other hands since the time that the signature claims.", {
                revoked("2026-02-20T00:00:00Z", "compromised")
            }),
            AccredTimeUnproven,
            "accred_key_compromised_since_accepted",
        ),
        case("accred_key_compromised_since_accepted", "The key came into other hands since the time that the signature claims: the policy accepts that.", {
            revoked("2026-02-20T00:00:00Z", "compromised")
        })
        .accept_claimed_times(),
    ]
}
