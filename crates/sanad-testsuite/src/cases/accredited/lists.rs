//! Lists that are believed, and those that are not.

use sanad_core::code::Code::{self, *};
use sanad_core::json::Object;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::{Issuer, Proof};
use sanad_verifier::report::Verdict::Undecided;

use super::{
    academy, board, by_way_of_board, direct, nobody_knows_the_key, rejected, undecided, vector, with_list,
};
use crate::document::Document;
use crate::keys::Who::*;
use crate::lists::{BEGINS, ENDS, Entity, List, SINCE, anchor, did, proof, url};
use crate::vector::badge::Vector;

pub(super) fn cases() -> Vec<Vector> {
    let listed = || List::of(Council).with(academy().issues("1"));
    let case = |name: &str, comment: &str, list: Document| {
        vector(name, comment).spec("path-validation.md#lists").evidence(&url(Council), list)
    };
    let bad = |name: &str, comment: &str, code: Code, list: Document| {
        undecided(nobody_knows_the_key(case(name, comment, list)), code, "accred_path_one")
    };
    let two_keys = |vector: Vector| {
        let keys = vec![Council.multikey(), Commission.multikey()];
        vector.anchors(&[]).anchor(anchor(Council).with("keys", keys).with("threshold", 2))
    };
    let chained = |suite: Cryptosuite| {
        let first = "urn:uuid:0c0d3d41-8a51-4a0e-9f37-0d6f5d0d9b0e";
        listed()
            .unsigned()
            .sign(&proof(Council).suite(suite).set("id", first))
            .sign(&proof(Commission).suite(suite).set("previousProof", first))
    };
    let withdrawn = || {
        let until = Object::new().with("action", "issue").with("validUntil", "2025-01-01T00:00:00Z");
        List::of(Council)
            .with(academy().action("1", until).event("withdrawn", "2025-01-01T00:00:00Z", "1"))
            .sequence(2)
    };
    vec![
        bad(
            "accred_list_by_stranger",
            "Signed by a key that the anchor does not have.",
            AccredListThresholdNotMet,
            listed().signed(&[Attacker]),
        ),
        bad("accred_list_unsigned", "Not signed at all.", AccredListThresholdNotMet, listed().unsigned()),
        bad("accred_list_altered", "Changed after it was signed.", AccredListThresholdNotMet, {
            listed().signed(&[Council]).set("/credentialSubject/0/name", "Academy of Everything")
        }),
        bad(
            "accred_list_wrong_issuer",
            "By another authority, with the anchor's key.",
            AccredListWrongIssuer,
            listed().by("did:web:other.example").signed(&[Council]),
        ),
        bad("accred_list_not_yet_valid", "Speaks from tomorrow on.", AccredListNotYetValid, {
            listed().valid("2026-03-02T00:00:00Z", ENDS).signed(&[Council])
        }),
        bad("accred_list_expired", "Spoke until yesterday.", AccredListExpired, {
            listed().valid(BEGINS, "2026-02-28T09:00:00Z").signed(&[Council])
        }),
        nobody_has_the_key(
            case(
                "accred_list_expired_site_gone",
                "Spoke until yesterday; its site is gone, and the academy's too.",
                listed().valid(BEGINS, "2026-02-28T09:00:00Z").signed(&[Council]),
            ),
            AccredListExpired,
        ),
        nobody_has_the_key(
            vector("accred_list_site_gone", "The council's site is gone, and the academy's too.")
                .spec("path-validation.md#keys")
                .unreachable_because(&url(Council), FetchTimeout, "no answer in 5 s"),
            AccredListUnavailable,
        ),
        nobody_has_the_key(
            vector(
                "accred_list_expired_copy_site_gone",
                "A copy that somebody kept spoke until yesterday; its site is gone, and the academy's too.",
            )
            .spec("path-validation.md#keys")
            .evidence(
                "https://mirror.example/list",
                listed().valid(BEGINS, "2026-02-28T09:00:00Z").signed(&[Council]),
            )
            .unreachable(&url(Council), "no such host"),
            AccredListExpired,
        ),
        case("accred_list_last_instant", "Speaks up to the very time asked.", {
            listed().valid(BEGINS, "2026-03-01T09:00:00Z").signed(&[Council])
        }),
        case("accred_list_grace", "Spoke until yesterday, and the policy gives it two days.", {
            listed().valid(BEGINS, "2026-02-28T09:00:00Z").signed(&[Council])
        })
        .list_grace(2 * 86_400)
        .remark(AccredListStale),
        bad(
            "accred_list_grace_over",
            "Spoke until a week ago, and the policy gives it two days.",
            AccredListExpired,
            listed().valid(BEGINS, "2026-02-22T09:00:00Z").signed(&[Council]),
        )
        .list_grace(2 * 86_400),
        bad("accred_list_malformed", "Without a sequence number.", AccredListMalformed, {
            listed().unsigned().remove("/accreditationList/sequence")
        }),
        bad(
            "accred_list_critical",
            "Asks to be understood in a way that nobody knows.",
            AccredListCriticalUnknown,
            listed().own("critical", vec!["quantum"]).signed(&[Council]),
        ),
        undecided(
            two_keys(bad(
                "accred_threshold_duplicate",
                "Two of two keys must sign, and one has signed twice.",
                AccredListThresholdNotMet,
                listed().signed(&[Council, Council]),
            )),
            AccredListThresholdNotMet,
            "accred_threshold_two",
        ),
        undecided(
            two_keys(bad(
                "accred_threshold_stripped",
                "Two of two keys must sign, and one signature was taken away.",
                AccredListThresholdNotMet,
                listed().signed(&[Council]),
            )),
            AccredListThresholdNotMet,
            "accred_threshold_two",
        ),
        two_keys(case(
            "accred_threshold_two",
            "Two of two keys have signed.",
            listed().signed(&[Council, Commission]),
        )),
        two_keys(case("accred_threshold_more", "Two of two keys have signed, and a stranger.", {
            listed().signed(&[Attacker, Council, Commission])
        })),
        two_keys(case(
            "accred_threshold_chain",
            "Two of two keys have signed, the second with the first's signature.",
            chained(Cryptosuite::EddsaJcs2022),
        )),
        two_keys(case(
            "accred_threshold_chain_rdfc",
            "The same with eddsa-rdfc-2022.",
            chained(Cryptosuite::EddsaRdfc2022),
        )),
        undecided(
            two_keys(bad(
                "accred_threshold_chain_link_removed",
                "Two of two keys must sign, and the second no longer says that it signed the first's signature.",
                AccredListThresholdNotMet,
                chained(Cryptosuite::EddsaJcs2022).remove("/proof/1/previousProof"),
            )),
            AccredListThresholdNotMet,
            "accred_threshold_chain",
        ),
        undecided(
            nobody_knows_the_key(by_way_of_board(
                "accred_sub_list_by_stranger",
                "The board's list is signed by another key than the council's list gives for the board.",
                {
                    Entity::new(&did(Board), "Board of Trades")
                        .key(&format!("{}#1", did(Board)), Commission)
                        .recognizes("2", Board)
                },
            )),
            AccredListThresholdNotMet,
            "accred_path_two",
        ),
        undecided(
            nobody_knows_the_key(by_way_of_board(
                "accred_sub_list_key_over",
                "The board's key was retired before its list was made.",
                {
                    let retired = Object::new()
                        .with("revoked", "2026-01-01T00:00:00Z")
                        .with("revocationReason", "retired");
                    Entity::new(&did(Board), "Board of Trades")
                        .key_with(&format!("{}#1", did(Board)), Board, retired)
                        .recognizes("2", Board)
                },
            )),
            AccredListThresholdNotMet,
            "accred_path_two",
        ),
        undecided(
            nobody_knows_the_key(by_way_of_board(
                "accred_sub_list_key_compromised",
                "The board's key is in other hands, since after its list says it was made.",
                {
                    let compromised = Object::new()
                        .with("revoked", "2026-02-28T00:00:00Z")
                        .with("revocationReason", "compromised");
                    Entity::new(&did(Board), "Board of Trades")
                        .key_with(&format!("{}#1", did(Board)), Board, compromised)
                        .recognizes("2", Board)
                },
            )),
            AccredListThresholdNotMet,
            "accred_path_two",
        ),
        undecided(
            {
                let signing = Object::new().with("threshold", 1).with("keys", vec![Attacker.multikey()]);
                let list =
                    List::of(Board).with(academy().issues("1")).own("signing", signing).signed(&[Board]);
                let vector =
                    vector("accred_sub_list_names_signers", "The board's list says who may sign it.");
                nobody_knows_the_key(with_list(vector, Council, vec![board()])).evidence(&url(Board), list)
            },
            AccredListSigningMisplaced,
            "accred_path_two",
        ),
        undecided(
            {
                // The board has two lists; only one of them is the one that it was given.
                let vector = vector(
                    "accred_sub_list_other_id",
                    "The board's list for trying out stands in for its list.",
                );
                let list = List::of(Board).at("https://board.example/trial").with(academy().issues("1"));
                let list = list.signed(&[Board]);
                nobody_knows_the_key(with_list(vector, Council, vec![board()])).evidence(&url(Board), list)
            },
            AccredListUnavailable,
            "accred_path_two",
        ),
        rejected(
            case(
                "accred_list_newest_counts",
                "An older version beside a newer one, in which the academy is withdrawn.",
                withdrawn().signed(&[Council]),
            )
            .evidence("https://mirror.example/list", listed().signed(&[Council])),
            AccredWithdrawn,
            "accred_list_newer_forged",
        ),
        case("accred_list_newer_forged", "A newer version beside an older one, and it is forged.", {
            withdrawn().signed(&[Attacker])
        })
        .evidence("https://mirror.example/list", listed().signed(&[Council])),
        bad(
            "accred_list_newer_expired",
            "A newer version that has ended beside an older one that has not.",
            AccredListExpired,
            listed().sequence(2).valid(BEGINS, "2026-02-28T09:00:00Z").signed(&[Council]),
        )
        .evidence("https://mirror.example/list", listed().signed(&[Council])),
        bad("accred_equivocation", "Two versions with one number, both signed.", AccredEquivocation, {
            listed().signed(&[Council])
        })
        .evidence("https://mirror.example/list", equivocal().signed(&[Council])),
        case("accred_equivocation_forged", "Two versions with one number, one of them forged.", {
            listed().signed(&[Council])
        })
        .evidence("https://mirror.example/list", equivocal().signed(&[Attacker])),
        vector("accred_list_copy", "The list came from a copy server, and its own site is down.")
            .spec("path-validation.md#what-is-asked-for")
            .unreachable(&url(Council), "no answer")
            .evidence("https://mirror.example/list", listed().signed(&[Council])),
        undecided(
            bad("accred_minimum_sequence", "The anchor wants version 2 at least.", AccredRollback, {
                listed().signed(&[Council])
            })
            .anchors(&[])
            .anchor(anchor(Council).with("minimumSequence", 2)),
            AccredRollback,
            "accred_path_one",
        ),
        direct(
            "accred_list_for_another_unknown_action",
            "Somebody else on the list may do what nobody knows.",
            academy().issues("1"),
        )
        .evidence(&url(Council), {
            List::of(Council)
                .with(academy().issues("1"))
                .with(
                    Entity::new("did:web:other.example", "Other")
                        .action("9", Object::new().with("action", "teleport").with("validFrom", SINCE)),
                )
                .signed(&[Council])
        }),
    ]
}

fn equivocal() -> List {
    List::of(Council).with(Entity::new("did:web:other.example", "Other").issues("1"))
}

/// Nobody gives the academy's key: what became of the list is told before what became of the academy's own document.
fn nobody_has_the_key(vector: Vector, code: Code) -> Vector {
    vector
        .unreachable(crate::document::WEB_URL, "no such host")
        .twin("accred_path_one")
        .expect(Undecided, Proof, code)
        .also(Issuer, code)
}
