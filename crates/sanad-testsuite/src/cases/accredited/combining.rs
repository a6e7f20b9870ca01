//! Several authorities: any, all, k of n, and vetoes.

use sanad_core::code::Code::{self, *};
use sanad_core::json::Object;

use super::{academy, badge, nobody_knows_the_key, rejected, undecided, vector, with_list};
use crate::document::{Document, WEB, WEB_URL};
use crate::keys::Who::{self, *};
use crate::lists::{Entity, anchor, url};
use crate::vector::badge::Vector;

/// What an authority says.
#[derive(Clone, Copy)]
enum Says {
    Grants,
    Denies,
    Nothing,
    /// Its list is not to be had.
    Missing,
    /// It lists the academy for something else.
    Otherwise,
}

pub(super) fn cases() -> Vec<Vector> {
    use Says::*;
    let row = |name: &str, comment: &str, says: [Says; 3], formula: Option<&str>| {
        let vector = vector(name, comment).spec("path-validation.md#combining").anchors(&[]);
        let whose = [Council, Board, Commission];
        let vector = whose.into_iter().zip(says).fold(nobody_knows_the_key(vector), |vector, (who, says)| {
            saying(vector.anchor(anchor(who)), who, says)
        });
        match formula {
            Some(formula) => vector.formula(formula),
            None => vector,
        }
    };
    let fail = |vector: Vector, code: Code| rejected(vector, code, "accred_two_of_three");
    let unknown = |vector: Vector, code: Code| undecided(vector, code, "accred_two_of_three");
    let pinned = |name: &str, comment: &str, says: Says| {
        let veto = anchor(Council).with("mode", "veto");
        let vector = Vector::new(name, comment).spec("path-validation.md#combining").badge(badge());
        let vector = vector.anchors(&[WEB]).anchor(veto).evidence(WEB_URL, Document::web_controller());
        saying(vector, Council, says)
    };
    vec![
        row(
            "accred_any_of_three",
            "One vouches, one denies, one says nothing; one is enough.",
            [Grants, Denies, Nothing],
            None,
        ),
        fail(
            row(
                "accred_all_of_three",
                "One vouches, one denies, one says nothing; all must.",
                [Grants, Denies, Nothing],
                Some("all"),
            ),
            AccredWithdrawn,
        ),
        unknown(
            row(
                "accred_quorum_not_met",
                "One vouches and two say nothing; two must.",
                [Grants, Nothing, Nothing],
                Some("2"),
            ),
            AccredQuorumNotMet,
        ),
        row(
            "accred_two_of_three",
            "Two vouch and one denies; two must.",
            [Grants, Denies, Grants],
            Some("2"),
        ),
        row("accred_three_of_three", "All vouch; all must.", [Grants, Grants, Grants], Some("all")),
        unknown(
            row(
                "accred_two_of_three_open",
                "One vouches, one denies, one list is missing; two must.",
                [Grants, Denies, Missing],
                Some("2"),
            ),
            AccredListUnavailable,
        )
        .wants(&url(Commission)),
        fail(
            row(
                "accred_two_of_three_out_of_reach",
                "One denies, one says nothing, one list is missing; two must.",
                [Denies, Nothing, Missing],
                Some("2"),
            ),
            AccredWithdrawn,
        ),
        unknown(
            row(
                "accred_any_open",
                "One denies, one list is missing; one is enough.",
                [Denies, Missing, Nothing],
                None,
            ),
            AccredListUnavailable,
        )
        .wants(&url(Board)),
        fail(
            row(
                "accred_any_otherwise",
                "One lists it for something else, the others say nothing.",
                [Otherwise, Nothing, Nothing],
                None,
            ),
            AccredActionNotGranted,
        ),
        unknown(
            row("accred_four_of_three", "All vouch; four must.", [Grants, Grants, Grants], Some("4")),
            AccredQuorumNotMet,
        ),
        {
            let vector = row(
                "accred_veto_silent",
                "One vouches, and one that may only deny says nothing.",
                [Grants, Nothing, Nothing],
                None,
            );
            vector.anchors(&[]).anchor(anchor(Council)).anchor(anchor(Board).with("mode", "veto"))
        },
        rejected(
            row(
                "accred_vetoed",
                "One vouches, and one that may only deny does.",
                [Grants, Denies, Nothing],
                None,
            )
            .anchors(&[])
            .anchor(anchor(Council))
            .anchor(anchor(Board).with("mode", "veto")),
            AccredVetoed,
            "accred_veto_silent",
        ),
        undecided(
            row(
                "accred_veto_missing",
                "One vouches, and the list of one that may only deny is missing.",
                [Grants, Missing, Nothing],
                None,
            )
            .anchors(&[])
            .anchor(anchor(Council))
            .anchor(anchor(Board).with("mode", "veto"))
            .wants(&url(Board)),
            AccredListUnavailable,
            "accred_veto_silent",
        ),
        undecided(
            row(
                "accred_veto_only",
                "One that may only deny vouches, and nobody else is asked.",
                [Grants, Nothing, Nothing],
                None,
            )
            .anchors(&[])
            .anchor(anchor(Council).with("mode", "veto")),
            AccredIssuerUnknown,
            "accred_path_one",
        ),
        pinned(
            "accred_pinned_not_vetoed",
            "The academy is trusted itself, and one that may only deny says nothing.",
            Nothing,
        ),
        rejected(
            pinned(
                "accred_pinned_vetoed",
                "The academy is trusted itself, and one that may only deny does.",
                Denies,
            ),
            AccredVetoed,
            "accred_pinned_not_vetoed",
        ),
        undecided(
            pinned(
                "accred_pinned_veto_missing",
                "The academy is trusted itself, and the list of one that may only deny is missing.",
                Missing,
            )
            .wants(&url(Council)),
            AccredListUnavailable,
            "accred_pinned_not_vetoed",
        ),
    ]
}

fn saying(vector: Vector, who: Who, says: Says) -> Vector {
    let entity = match says {
        Says::Missing => return vector,
        Says::Grants => academy().issues("1"),
        Says::Denies => academy()
            .action("1", Object::new().with("action", "issue").with("validUntil", "2025-01-01T00:00:00Z"))
            .event("withdrawn", "2025-01-01T00:00:00Z", "1"),
        Says::Otherwise => academy().action("1", Object::new().with("action", "assess")),
        Says::Nothing => Entity::new("did:web:other.example", "Other").issues("1"),
    };
    with_list(vector, who, vec![entity])
}
