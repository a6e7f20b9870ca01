//! Whether an accreditation held at the times that count. `spec/path-validation.md#paths`

use sanad_core::accreditation::action::RecognizedAction;
use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::accreditation::history::{Effect, Status};
use sanad_core::code::Code;
use sanad_core::timestamp::Timestamp;

/// Why it did not.
pub(super) struct Gap {
    pub(super) code: Code,
    pub(super) detail: String,
    pub(super) kind: GapKind,
}

/// Whether somebody took the accreditation away, or it just did not reach so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GapKind {
    TakenAway,
    OutOfReach,
}

/// Whether an action of an entity holds at all the times. That what is granted and what was taken away do not overlap
/// was found when the list was read; the history says why there is a gap.
pub(super) fn hold(
    entity: &RecognizedEntity,
    action: &RecognizedAction,
    times: &[Timestamp],
) -> Result<(), Gap> {
    if times.is_empty() {
        let detail =
            format!("{} cannot be held against a badge that does not say when it was awarded", action.id());
        return Err(Gap { code: Code::AccredTimeUnproven, detail, kind: GapKind::OutOfReach });
    }
    let Some(outside) = times.iter().copied().find(|time| !action.holds_at(*time)) else { return Ok(()) };
    let id = action.id();
    let taken_away = entity
        .status_at(id, outside)
        .and_then(|event| Some((taken_away(event.status(), event.effect())?, event)));
    let gap = if let Some((code, event)) = taken_away {
        let reason = event.reason_code().unwrap_or("no reason");
        let detail = format!(
            "{id} of {} was {} from {} on ({reason}), and the badge speaks of {outside}",
            entity.id(),
            event.status(),
            event.from()
        );
        Gap { code, detail, kind: GapKind::TakenAway }
    } else if outside < action.valid_from() {
        let detail = format!(
            "{id} of {} holds from {} on, and the badge speaks of {outside}",
            entity.id(),
            action.valid_from()
        );
        Gap { code: Code::AccredNotYetEffective, detail, kind: GapKind::OutOfReach }
    } else {
        let detail = format!(
            "{id} of {} held until {}, and the badge speaks of {outside}",
            entity.id(),
            action.valid_until()
        );
        Gap { code: Code::AccredExpired, detail, kind: GapKind::OutOfReach }
    };
    Err(gap)
}

/// What ran out, was given back or went over into another was taken away by nobody.
const fn taken_away(status: Status, effect: Effect) -> Option<Code> {
    match (status, effect) {
        (Status::Withdrawn | Status::Suspended, Effect::Retroactive) => Some(Code::AccredVoided),
        (Status::Withdrawn, _) => Some(Code::AccredWithdrawn),
        (Status::Suspended, _) => Some(Code::AccredSuspended),
        _ => None,
    }
}
