//! Branches of a tree of codes: a code is allowed if it is one of them or stands below one, segment by segment.

use super::allowed::{Allowed, Refusal, shown};
use super::dimension::Dimension;
use super::words::read_words;
use crate::json::Json;

/// Codes, sorted, with all that stands below them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branches(Vec<String>);

impl Branches {
    /// Whether a code is one of the branches or below one.
    fn has(&self, code: &str) -> bool {
        let above = std::iter::successors(Some(code), |code| broader(code));
        above.into_iter().any(|code| self.0.binary_search_by(|other| other.as_str().cmp(code)).is_ok())
    }
}

/// The code one segment up. spec/scope.md#trees: where a code is of digits each is a segment, and the first two
/// are one; else a hyphen parts segments.
fn broader(code: &str) -> Option<&str> {
    if code.bytes().all(|b| b.is_ascii_digit()) {
        let (above, _) = code.split_at_checked(code.len().checked_sub(1)?)?;
        (above.len() >= 2).then_some(above)
    } else {
        code.rsplit_once('-').map(|(above, _)| above)
    }
}

impl Allowed for Branches {
    type Claim = String;

    fn read(dimension: Dimension, items: &[Json]) -> Result<Self, Refusal> {
        read_words(dimension, items).map(Self)
    }

    fn to_json(&self) -> Json {
        Json::from(self.0.clone())
    }

    /// Of two branches that have something in common one stands below the other, and is what they have in common.
    fn intersect(&self, other: &Self) -> Option<Self> {
        let below = |one: &Self, two: &Self| {
            one.0.iter().filter(|code| two.has(code)).cloned().collect::<Vec<String>>()
        };
        let mut both = below(self, other);
        both.extend(below(other, self));
        both.sort_unstable();
        both.dedup();
        (!both.is_empty()).then_some(Self(both))
    }

    fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|code| other.has(code))
    }

    fn admits(&self, claim: &String) -> bool {
        self.has(claim)
    }

    fn claim_shown(claim: &String) -> String {
        claim.clone()
    }

    fn shown(&self) -> String {
        shown(&self.0, Clone::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_is_taken_whole() {
        let branches = |codes: &[&str]| Branches(codes.iter().map(|code| (*code).to_owned()).collect());
        let fields = branches(&["04", "061"]);
        for (code, inside) in
            [("061", true), ("0613", true), ("06", false), ("062", false), ("041", true), ("0", false)]
        {
            assert_eq!(fields.has(code), inside, "{code}");
        }
        let places = branches(&["FR-A", "IN"]);
        for (code, inside) in
            [("IN", true), ("IN-KA", true), ("INX", false), ("I", false), ("FR-A", true), ("FR-AB", false)]
        {
            assert_eq!(places.has(code), inside, "{code}");
        }
    }
}
