//! What is worth knowing about a badge and decides nothing. `spec/verification.md#remarks`

mod display;
mod substance;

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::limits::Limits;
use sanad_core::model::claims::{Claims, Endorsement};
use sanad_core::pointer::JsonPointer;

use crate::check::validity::Earned;
use crate::outcome::Finding;

/// The remarks on a badge that is known to be its issuer's word; at most [`Limits::remarks`].
pub(crate) fn on(badge: &Object, earned: &Earned, endorsements: &[Endorsement<'_>]) -> Vec<Finding> {
    let mut remarks = substance::remarks(Claims::new(badge), earned, endorsements);
    remarks.extend(display::remarks(badge));
    remarks.truncate(Limits::DEFAULT.remarks);
    remarks
}

/// A remark about a place.
fn remark(code: Code, at: JsonPointer, detail: impl Into<String>) -> Finding {
    let mut remark = Finding::new(code, detail);
    remark.at = Some(at);
    remark
}
