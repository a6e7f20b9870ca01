//! The ways from an anchor's list to the issuer.

use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_verifier::outcome::CheckId::Accreditation;

use super::{
    academy, board, by_way_of_board, direct, nobody_knows_the_key, rejected, undecided, vector, with_list,
};
use crate::document::{Document, WEB, by};
use crate::keys::Who::*;
use crate::lists::{Entity, List, anchor, did, url};
use crate::vector::badge::Vector;

pub(super) fn cases() -> Vec<Vector> {
    let three = |name: &str, comment: &str, board: Entity| {
        let commission = Entity::authority(Commission).recognizes("3", Commission);
        let vector = with_list(vector(name, comment), Council, vec![board]);
        let vector = with_list(vector, Board, vec![commission]);
        with_list(vector, Commission, vec![academy().issues("1")])
    };
    let limited = |name: &str, value: &str| Object::new().with(name, vec![value]);
    let board_with = |more: Object| Entity::authority(Board).recognizes_with("2", Board, more);
    vec![
        // Threats A8's elder brother, and the hole of the W3C draft: whoever may issue could accredit anybody.
        undecided(
            nobody_knows_the_key(by_way_of_board(
                "accred_leaf_as_authority",
                "The council lets the board issue badges; the board publishes a list that accredits the academy.",
                Entity::authority(Board).issues("2"),
            )),
            AccredPathNotAuthority,
            "accred_path_two",
        ),
        direct("accred_path_one", "The council's own list has the academy.", academy().issues("1")),
        by_way_of_board(
            "accred_path_two",
            "The council lets the board accredit, whose list has the academy.",
            board(),
        ),
        three(
            "accred_path_three",
            "The council lets the board accredit, which lets the commission, whose list has the academy.",
            board(),
        ),
        undecided(
            nobody_knows_the_key(direct("accred_not_listed", "The council's list has the board, and nobody else.", {
                Entity::authority(Board).issues("2")
            })),
            AccredIssuerUnknown,
            "accred_path_one",
        ),
        undecided(
            nobody_knows_the_key(by_way_of_board("accred_anchor_depth", "The anchor lets no list follow.", board()))
                .anchors(&[])
                .anchor(anchor(Council).with("maxPathLength", 0)),
            AccredDepthExceeded,
            "accred_path_two",
        ),
        undecided(
            nobody_knows_the_key(three(
                "accred_delegation_depth",
                "The council lets no list follow the board's.",
                board_with(Object::new().with("maxPathLength", 0)),
            )),
            AccredDepthExceeded,
            "accred_path_three",
        ),
        undecided(
            nobody_knows_the_key(by_way_of_board(
                "accred_action_not_delegable",
                "The council lets the board accredit assessors.",
                board_with(limited("delegableActions", "assess")),
            )),
            AccredActionNotDelegable,
            "accred_path_two",
        ),
        undecided(
            nobody_knows_the_key(three(
                "accred_recognize_not_delegable",
                "The council lets the board accredit issuers, and nobody who accredits.",
                board_with(limited("delegableActions", "issue")),
            )),
            AccredActionNotDelegable,
            "accred_path_three",
        ),
        undecided(
            nobody_knows_the_key(by_way_of_board(
                "accred_subject_excluded",
                "The council does not let the board accredit the academy.",
                board_with(limited("excludedSubjects", WEB)),
            )),
            AccredSubjectExcluded,
            "accred_path_two",
        ),
        undecided(
            nobody_knows_the_key(by_way_of_board(
                "accred_subject_not_permitted",
                "The council lets the board accredit somebody else.",
                board_with(limited("permittedSubjects", "did:web:other.example")),
            )),
            AccredSubjectExcluded,
            "accred_path_two",
        ),
        by_way_of_board(
            "accred_subject_permitted",
            "The council lets the board accredit the academy and nobody else.",
            board_with(limited("permittedSubjects", WEB)),
        ),
        undecided(
            nobody_knows_the_key(by_way_of_board(
                "accred_authority_suspended",
                "The board was suspended when the badge was awarded: its list says nothing then.",
                Entity::authority(Board)
                    .action(
                        "2",
                        Object::new().with("action", "recognize").with("validUntil", "2026-01-01T00:00:00Z").with(
                            "delegation",
                            Object::new()
                                .with("listId", url(Board))
                                .with("maxPathLength", 2)
                                .with("delegableActions", vec!["issue"]),
                        ),
                    )
                    .event("suspended", "2026-01-01T00:00:00Z", "2"),
            )),
            AccredSuspended,
            "accred_path_two",
        ),
        // Threats A8: A vouches for A.
        undecided(
            {
                let badge = Document::badge().set("/issuer/id", did(Board));
                let method = format!("{}#{}", did(Board), Board.multikey());
                let url = "https://board.example/.well-known/did.json";
                let vector = vector("accred_loop_of_one", "The board is trusted to accredit, and its list has the board.");
                with_list(vector, Board, vec![Entity::authority(Board).issues("1")])
                    .anchors(&[])
                    .anchor(anchor(Board))
                    .badge(badge.sign(&by(Board).method(method.as_str())))
                    .evidence(url, Document::controller(&did(Board), &method, Board))
            },
            AccredLoop,
            "accred_path_one",
        ),
        {
            let vector = vector("accred_loop_beside", "The board and the commission let each other accredit; the board's list has the academy, too.");
            let vector = with_list(vector, Council, vec![board()]);
            let commission = Entity::authority(Commission).recognizes("3", Commission);
            let vector = with_list(vector, Board, vec![commission, academy().issues("1")]);
            with_list(vector, Commission, vec![board()])
        },
        undecided(
            {
                let again = "https://board.example/again";
                let vector = vector("accred_loop_of_two", "The board and the commission let each other accredit, and only a second list of the board's has the academy.");
                let vector = nobody_knows_the_key(with_list(vector, Council, vec![board()]));
                let commission = Entity::authority(Commission).recognizes("3", Commission);
                let vector = with_list(vector, Board, vec![commission]);
                let back = Entity::authority(Board).recognizes_with("2", Board, Object::new().with("listId", again));
                with_list(vector, Commission, vec![back])
                    .evidence(again, List::of(Board).at(again).with(academy().issues("1")).signed(&[Board]))
            },
            AccredLoop,
            "accred_loop_beside",
        ),
        undecided(
            nobody_knows_the_key(with_list(
                vector("accred_list_missing", "The board's list is not among the evidence."),
                Council,
                vec![board()],
            ))
            .wants(&url(Board)),
            AccredListUnavailable,
            "accred_path_two",
        ),
        undecided(
            nobody_knows_the_key(vector("accred_root_missing", "The council's list is not among the evidence."))
                .wants(&url(Council)),
            AccredListUnavailable,
            "accred_path_one",
        ),
        // Lists come before the issuer's own document: they may make it needless.
        vector("accred_lists_first", "Nothing is known but the badge.")
            .twin("accred_path_one")
            .expect(sanad_verifier::report::Verdict::Undecided, sanad_verifier::outcome::CheckId::Proof, AccredListUnavailable)
            .also(sanad_verifier::outcome::CheckId::Issuer, AccredListUnavailable)
            .wants(&url(Council)),
        undecided(
            nobody_knows_the_key(vector("accred_list_fetched_in_vain", "The council's site is down."))
                .unreachable_because(&url(Council), FetchTimeout, "no answer in 5 s"),
            AccredListUnavailable,
            "accred_path_one",
        ),
        undecided(
            nobody_knows_the_key(vector("accred_list_fetched_endless", "The council's site sends a list without end."))
                .unreachable_because(&url(Council), FetchTooLarge, "more than 8 MiB"),
            AccredListUnavailable,
            "accred_path_one",
        ),
        undecided(
            nobody_knows_the_key(vector("accred_list_is_a_page", "A page of a hotel's network stands in for the council's list."))
                .evidence(&url(Council), "<html>log in</html>"),
            AccredListUnavailable,
            "accred_path_one",
        ),
        undecided(
            nobody_knows_the_key(vector("accred_budget", "A hundred and one accreditations of the board's by the council, each for one list, and as many of the commission's by the board: ten thousand paths."))
                .evidence(&url(Council), many(Council, Board))
                .evidence(&url(Board), many(Board, Commission))
                .evidence(&url(Commission), List::of(Commission).with(academy().issues("1")).signed(&[Commission])),
            AccredBudgetExceeded,
            "accred_path_three",
        ),
        rejected(
            direct("accred_authentic_asks_no_list", "The council's list has the academy, and not for issuing.", {
                academy().action("1", Object::new().with("action", "assess"))
            }),
            AccredActionNotGranted,
            "accred_path_one",
        ),
        direct("accred_not_asked_with_list", "The policy does not ask who vouches for the issuer.", {
            academy().action("1", Object::new().with("action", "assess"))
        })
        .policy("authentic")
        .evidence(crate::document::WEB_URL, Document::web_controller())
        .also(Accreditation, AccredNotAsked),
    ]
}

/// A list that lets somebody publish theirs a hundred and one times.
fn many(who: crate::keys::Who, below: crate::keys::Who) -> Document {
    let entity = (0..101)
        .fold(Entity::authority(below), |entity, number| entity.recognizes(&format!("{number}"), below));
    List::of(who).with(entity).signed(&[who])
}
