//! The time asked, and the times a badge gives.

use sanad_core::code::Code::*;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{Document, ISSUED, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    [periods(), spellings(), curious()].concat()
}

fn limited() -> Document {
    Document::badge().set("/validUntil", "2026-06-01T00:00:00Z")
}

/// Threats T4.
fn periods() -> Vec<Vector> {
    let vector = |name: &str, comment: &str| {
        Vector::new(name, comment).spec("verification.md#validity").badge(limited().sign(&by(Academy)))
    };
    let signed_early = |document: Document| document.sign(&by(Academy).without("created"));
    vec![
        vector("validity_first_instant", "The first instant of the badge's validity.").at(ISSUED).accepted(),
        vector("validity_not_yet", "A second before it.")
            .flag(Flag::OutOfTime)
            .twin("validity_first_instant")
            .at("2026-02-01T08:59:59Z")
            .expect(Reject, Validity, TimeNotYetValid),
        vector("validity_last_instant", "The last instant of the badge's validity belongs to it.")
            .at("2026-06-01T00:00:00Z")
            .accepted(),
        vector("validity_expired", "A second after it.")
            .flag(Flag::OutOfTime)
            .twin("validity_last_instant")
            .at("2026-06-01T00:00:01Z")
            .expect(Reject, Validity, TimeExpired),
        vector("validity_expired_by_a_nanosecond", "A nanosecond after it.")
            .flag(Flag::OutOfTime)
            .twin("validity_last_instant")
            .at("2026-06-01T00:00:00.000000001Z")
            .expect(Reject, Validity, TimeExpired),
        vector("validity_instant", "A badge that is valid for one instant.")
            .badge(signed_early(Document::badge().set("/validUntil", ISSUED)))
            .at(ISSUED)
            .accepted(),
        vector("validity_empty", "A badge whose validity ends before it begins.")
            .spec("badge.md#values")
            .flag(Flag::Malformed)
            .twin("validity_instant")
            .badge(signed_early(Document::badge().set("/validUntil", "2026-02-01T08:59:59Z")))
            .at(ISSUED)
            .expect(Reject, Structure, TimeIntervalEmpty),
        vector("validity_far_future", "A badge that begins in a thousand years is a badge, but not yet.")
            .flag(Flag::OutOfTime)
            .twin("badge_minimal")
            .badge(Document::badge().set("/validFrom", "3026-02-01T09:00:00Z").sign(&by(Academy)))
            .expect(Reject, Validity, TimeNotYetValid),
    ]
}

/// Threats T1 to T3: texts that some readers take for times.
fn spellings() -> Vec<Vector> {
    let malformed = |(name, comment, text): (&str, &str, &str)| {
        Vector::new(name, comment)
            .spec("badge.md#values")
            .flag(Flag::Malformed)
            .twin("badge_minimal")
            .badge(Document::badge().set("/validFrom", text).sign(&by(Academy)))
            .expect(Reject, Structure, TimeMalformed)
    };
    let mut cases: Vec<Vector> = [
        ("time_without_zone", "A time without its zone could be any of 27 hours.", "2026-02-01T09:00:00"),
        ("time_date_only", "A day.", "2026-02-01"),
        ("time_lower_case", "Small letters.", "2026-02-01t09:00:00z"),
        ("time_space", "A space for the T.", "2026-02-01 09:00:00Z"),
        ("time_bengali_digit", "A digit of another script.", "2026-02-0\u{9e7}T09:00:00Z"),
        ("time_line_feed", "A line feed behind it.", "2026-02-01T09:00:00Z\n"),
        (
            "time_offset_60_minutes",
            "An offset of 60 minutes written as minutes.",
            "2026-02-01T09:00:00+10:60",
        ),
        ("time_offset_24_hours", "An offset of 24 hours.", "2026-02-01T09:00:00-24:00"),
        ("time_31_february", "A day that February does not have.", "2026-02-31T09:00:00Z"),
        ("time_leap_second", "A leap second, which XML Schema does not have.", "2016-12-31T23:59:60Z"),
    ]
    .into_iter()
    .map(malformed)
    .collect();
    cases.extend(
        [
            ("time_year_10000", "A year of five digits.", "10000-01-01T00:00:00Z"),
            ("time_year_0", "The year 0.", "0000-01-01T00:00:00Z"),
            ("time_year_negative", "A year before our era.", "-0001-01-01T00:00:00Z"),
        ]
        .into_iter()
        .map(malformed)
        .map(|vector| vector.expect(Reject, Structure, TimeOutOfRange)),
    );
    cases
}

/// Threats T1, T2, T4: texts that are times, however odd.
fn curious() -> Vec<Vector> {
    let accepted = |name: &str, comment: &str, from: &str| {
        Vector::new(name, comment)
            .spec("badge.md#values")
            .badge(Document::badge().set("/validFrom", from).sign(&by(Academy)))
            .accepted()
    };
    vec![
        accepted("time_end_of_day", "24:00:00 is midnight at the end of the day.", "2026-01-31T24:00:00Z"),
        accepted("time_15_fraction_digits", "15 digits of a second.", "2026-02-01T09:00:00.123456789012345Z"),
        accepted("time_offset_east", "The offset furthest east.", "2026-02-01T09:00:00+14:00"),
        accepted("time_offset_west", "The offset furthest west.", "2026-02-01T09:00:00-14:00"),
    ]
}
