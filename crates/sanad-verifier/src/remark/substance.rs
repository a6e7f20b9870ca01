//! What a badge says that does not quite fit together, or that it leaves open.

use sanad_core::code::Code;
use sanad_core::model::claims::{Claims, Endorsement, EndorsementForm};
use sanad_core::pointer::{JsonPointer, Trail};
use sanad_core::timestamp::Timestamp;

use super::remark;
use crate::check::validity::Earned;
use crate::outcome::Finding;

pub(super) fn remarks(claims: Claims<'_>, earned: &Earned, endorsements: &[Endorsement<'_>]) -> Vec<Finding> {
    let mut remarks = Vec::new();
    remarks.extend(creator(claims));
    remarks.extend(criteria(claims));
    for doubt in earned.iter().flatten() {
        remarks.push(remark(Code::ResultNotComparable, doubt.at.clone(), doubt.detail.clone()));
    }
    remarks.extend(credits(claims));
    remarks.extend(activity(claims));
    remarks.extend(awarded(claims));
    remarks.extend(nested_endorsements(endorsements));
    remarks
}

/// Who may award an achievement that somebody else defined is not said by the badge.
fn creator(claims: Claims<'_>) -> Option<Finding> {
    let (creator, issuer) = (claims.foreign_creator()?, claims.issuer_id()?);
    let detail =
        format!("the achievement is defined by {creator}, and nothing here shows that {issuer} may award it");
    let mut remark = remark(Code::AccredCreatorDiffers, achievement().member("creator"), detail);
    remark.facts.insert("creator", creator);
    Some(remark)
}

fn criteria(claims: Claims<'_>) -> Option<Finding> {
    let criteria = claims.achievement()?.criteria()?;
    let is_said = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    if is_said(criteria.id()) || is_said(criteria.narrative()) {
        return None;
    }
    let detail = "nothing says or names how the achievement is earned";
    Some(remark(Code::SchemaCriteriaEmpty, achievement().member("criteria"), detail))
}

fn credits(claims: Claims<'_>) -> Option<Finding> {
    let subject = claims.subject()?;
    let (earned, available) = (subject.credits_earned()?, subject.achievement()?.credits_available()?);
    (earned.as_f64() > available.as_f64()).then(|| {
        let detail = format!("{} credits earned of {}", earned.as_f64(), available.as_f64());
        remark(Code::ResultCreditsExceeded, subject_place().member("creditsEarned"), detail)
    })
}

fn activity(claims: Claims<'_>) -> Option<Finding> {
    let subject = claims.subject()?;
    let (start, end) = (subject.activity_start_date()?, subject.activity_end_date()?);
    (moment(start)?.ends_before(&moment(end)?) == Some(true)).then(|| {
        let detail = format!("the activity begins at {start} and ends at {end}");
        remark(Code::TimeActivityUnordered, subject_place().member("activityEndDate"), detail)
    })
}

/// A time as the model writes one: with an offset, without, or a day. Times of different forms are not compared.
enum Moment {
    Fixed(Timestamp),
    Local(Timestamp),
    Day(Timestamp),
}

fn moment(text: &str) -> Option<Moment> {
    let time = |text: String| text.parse::<Timestamp>().ok();
    time(text.to_owned())
        .map(Moment::Fixed)
        .or_else(|| time(format!("{text}Z")).map(Moment::Local))
        .or_else(|| time(format!("{text}T00:00:00Z")).map(Moment::Day))
}

impl Moment {
    /// Whether an activity that begins here and ends there ends before it begins.
    fn ends_before(&self, end: &Self) -> Option<bool> {
        match (self, end) {
            (Self::Fixed(start), Self::Fixed(end))
            | (Self::Local(start), Self::Local(end))
            | (Self::Day(start), Self::Day(end)) => Some(end < start),
            _ => None,
        }
    }
}

fn awarded(claims: Claims<'_>) -> Option<Finding> {
    let (Ok(Some(awarded)), Ok(Some(from))) = (claims.awarded_date(), claims.valid_from()) else {
        return None;
    };
    (awarded > from).then(|| {
        let detail = format!("awarded on {awarded}, and valid already from {from}");
        remark(Code::TimeAwardedLater, JsonPointer::root().member("awardedDate"), detail)
    })
}

/// An endorsement within an endorsement speaks of the endorser, whom nobody asked about.
fn nested_endorsements(endorsements: &[Endorsement<'_>]) -> Option<Finding> {
    let outer = endorsements.iter().find(|endorsement| {
        matches!(endorsement.form, EndorsementForm::Embedded(credential) if !Claims::new(credential).endorsements().is_empty())
    })?;
    let detail = "an endorsement holds endorsements of its own, which are not judged";
    Some(remark(Code::EndorsementNested, outer.at.clone(), detail))
}

fn subject_place() -> JsonPointer {
    Trail::Root.member("credentialSubject").pointer()
}

fn achievement() -> JsonPointer {
    subject_place().member("achievement")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_one_form_are_compared_and_no_others() {
        let ends_before = |start, end| moment(start).unwrap().ends_before(&moment(end).unwrap());
        for (start, end, expected) in [
            ("2026-01-01T10:00:00Z", "2026-01-01T10:30:00+01:00", Some(true)),
            ("2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z", Some(false)),
            ("2026-01-02T10:00:00", "2026-01-01T10:00:00", Some(true)),
            ("2026-01-02", "2026-01-01", Some(true)),
            ("2026-01-02", "2026-01-02", Some(false)),
            ("2026-01-02", "2026-01-01T10:00:00Z", None),
            ("2026-01-02T10:00:00", "2026-01-01T10:00:00Z", None),
        ] {
            assert_eq!(ends_before(start, end), expected, "{start} {end}");
        }
        assert!(moment("in 2026").is_none());
    }
}
