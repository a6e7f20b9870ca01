//! What the issuer's own entry says: for what, and when.

use sanad_core::code::Code::{self, *};
use sanad_core::json::Object;

use super::{academy, direct, rejected, undecided, vector, with_list};
use crate::document::{Document, ISSUED, WEB, WEB_METHOD, by};
use crate::keys::Who::*;
use crate::lists::{Entity, SINCE};
use crate::vector::badge::Vector;

pub(super) fn cases() -> Vec<Vector> {
    let issue = |more: &[(&str, &str)]| {
        more.iter()
            .fold(Object::new().with("action", "issue"), |action, (name, value)| action.with(*name, *value))
    };
    let case = |name: &str, comment: &str, academy: Entity| {
        direct(name, comment, academy).spec("path-validation.md#the-issuers-entry")
    };
    let no = |name: &str, comment: &str, code: Code, academy: Entity| {
        rejected(case(name, comment, academy), code, "accred_path_one")
    };
    let awarded = |vector: Vector, time: &str| {
        let badge = Document::web_badge().set("/awardedDate", time);
        vector.badge(badge.sign(&by(Academy).method(WEB_METHOD).set("created", time)))
    };
    // Suspended for a year, and taken up again under another number.
    let gap = || {
        academy()
            .action("1", issue(&[("validUntil", "2025-01-01T00:00:00Z")]))
            .action("2", issue(&[("validFrom", "2026-01-01T00:00:00Z")]))
            .event("suspended", "2025-01-01T00:00:00Z", "1")
            .event("accredited", "2026-01-01T00:00:00Z", "2")
    };
    let withdrawn = |more: Entity| {
        more.action("1", issue(&[("validUntil", "2025-01-01T00:00:00Z")])).event(
            "withdrawn",
            "2025-01-01T00:00:00Z",
            "1",
        )
    };
    let last = "2026-02-01T09:00:00.000000001Z";
    vec![
        no("accred_action_not_granted", "The academy may assess.", AccredActionNotGranted, {
            academy().action("1", Object::new().with("action", "assess"))
        }),
        case("accred_period_start", "The accreditation begins at the very time of the award.", {
            academy().action("1", issue(&[("validFrom", ISSUED)]))
        }),
        no("accred_period_before_start", "The accreditation begins a nanosecond later.", AccredNotYetEffective, {
            academy().action("1", issue(&[("validFrom", last)]))
        }),
        no("accred_period_end", "The accreditation ends at the very time of the award.", AccredExpired, {
            academy().action("1", issue(&[("validUntil", ISSUED)]))
        }),
        awarded(
            no("accred_awarded_within_signed_after", "Awarded while accredited, and signed after it.", AccredExpired, {
                academy().action("1", issue(&[("validUntil", "2026-01-15T00:00:00Z")]))
            }),
            "2026-01-10T00:00:00Z",
        )
        .badge({
            let badge = Document::web_badge().set("/awardedDate", "2026-01-10T00:00:00Z");
            badge.sign(&by(Academy).method(WEB_METHOD))
        }),
        awarded(case("accred_suspension_before", "Awarded before a suspension that is over.", gap()), "2024-12-31T23:59:59Z"),
        awarded(
            rejected(case("accred_suspension_in", "Awarded while suspended.", gap()), AccredSuspended, "accred_suspension_after"),
            "2025-06-01T00:00:00Z",
        ),
        awarded(case("accred_suspension_after", "Awarded after a suspension.", gap()), "2026-01-01T00:00:00Z"),
        no("accred_withdrawn", "Withdrawn before the award.", AccredWithdrawn, withdrawn(academy())),
        case("accred_withdrawn_and_again", "Withdrawn before the award, and accredited anew under another number.", {
            withdrawn(academy()).action("2", issue(&[("validFrom", "2026-01-01T00:00:00Z")]))
        }),
        no("accred_voided", "Taken back for the time of the award, after it.", AccredVoided, {
            academy()
                .action("1", issue(&[("validUntil", "2026-01-01T00:00:00Z")]))
                .event_in_retrospect("withdrawn", "2026-01-01T00:00:00Z", "1")
        }),
        no("accred_surrendered", "Given back before the award.", AccredExpired, {
            academy()
                .action("1", issue(&[("validUntil", "2026-01-01T00:00:00Z")]))
                .event("surrendered", "2026-01-01T00:00:00Z", "1")
        }),
        undecided(
            awarded(
                case("accred_time_claimed", "Accredited when it says it was awarded, and no more.", withdrawn(academy())),
                "2024-12-01T00:00:00Z",
            )
            .spec("path-validation.md#standing"),
            AccredTimeUnproven,
            "accred_time_claimed_accepted",
        ),
        awarded(
            case("accred_time_claimed_accepted", "Accredited when it says it was awarded, and no more: the policy accepts that.", {
                withdrawn(academy())
            }),
            "2024-12-01T00:00:00Z",
        )
        .spec("path-validation.md#standing")
        .accept_claimed_times(),
        {
            // Who went from one accreditor to another is accredited still.
            let until = issue(&[("validUntil", "2026-02-20T00:00:00Z")]);
            let vector = vector("accred_other_accreditor_now", "Accredited by the council when it was awarded, and by the board since.");
            let vector = with_list(vector, Council, vec![academy().action("1", until), super::board()]);
            with_list(vector, Board, vec![academy().action("1", issue(&[("validFrom", "2026-02-20T00:00:00Z")]))])
                .spec("path-validation.md#standing")
        },
        {
            let until = issue(&[("validUntil", "2026-01-01T00:00:00Z")]);
            let vector = vector("accred_other_accreditor_then", "The council's accreditation had ended when it was awarded, and the board's had begun.");
            let vector = with_list(vector, Council, vec![academy().action("1", until), super::board()]);
            with_list(vector, Board, vec![academy().issues("1")]).spec("path-validation.md#one-authority")
        },
        rejected(
            {
                let vector = vector("accred_denied_beside_grant", "The council has withdrawn what the board grants.");
                let vector = with_list(vector, Council, vec![withdrawn(academy()), super::board()]);
                with_list(vector, Board, vec![academy().issues("1")]).spec("path-validation.md#one-authority")
            },
            AccredWithdrawn,
            "accred_other_accreditor_then",
        ),
        case("accred_provisional", "Accredited with conditions.", {
            academy().action("1", issue(&[("accreditationStatus", "provisional"), ("validFrom", SINCE)]))
        }),
        no("accred_prefix_of_id", "The council's list has an id of which the academy's is the beginning, for issuing, and the academy for assessing.", AccredActionNotGranted, {
            academy().action("1", Object::new().with("action", "assess"))
        })
        .evidence(&crate::lists::url(Council), {
            crate::lists::List::of(Council)
                .with(academy().action("1", Object::new().with("action", "assess")))
                .with(Entity::new(&format!("{WEB}:north"), "North").issues("2"))
                .signed(&[Council])
        }),
    ]
}
