//! What holds of every report, whatever was asked.

use sanad_core::json::Json;
use sanad_verifier::outcome::Standing;
use sanad_verifier::report::{Report, Verdict};
use sanad_verifier::reports::Reports;

/// Stops where a report breaks a promise: the verdict is not what its checks say, a check is missing, its JSON is not read
/// back as what it says.
///
/// # Panics
/// If one is broken.
pub fn keep(report: &Report) {
    let standings: Vec<Standing> = report.checks().map(|(_, outcome)| outcome.standing()).collect();
    assert_eq!(standings.len(), 8, "a check is missing");
    let expected = if standings.contains(&Standing::Fail) {
        Verdict::Reject
    } else if standings.contains(&Standing::Unknown) {
        Verdict::Undecided
    } else {
        Verdict::Accept
    };
    assert_eq!(report.verdict(), expected, "{standings:?}");
    let text = report.to_json();
    let read = Json::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(read, Json::Object(report.to_object()), "a report says something else in JSON");
    for (check, outcome) in report.checks() {
        let needs_reason = matches!(outcome.standing(), Standing::Fail | Standing::Unknown);
        assert!(!needs_reason || outcome.code().is_some(), "{check} gives no reason");
    }
    assert_eq!(report.reason().is_none(), expected == Verdict::Accept, "a verdict without a reason");
}

/// The same of several reports, and of what they say together.
///
/// # Panics
/// If a promise is broken.
pub fn keep_all(reports: &Reports) {
    reports.iter().for_each(keep);
    let all: Vec<Verdict> = reports.iter().map(Report::verdict).collect();
    let worst = if all.contains(&Verdict::Reject) {
        Verdict::Reject
    } else if all.contains(&Verdict::Undecided) {
        Verdict::Undecided
    } else {
        Verdict::Accept
    };
    assert_eq!(reports.verdict(), worst, "{all:?}");
    let line = reports.to_line();
    assert!(!line.contains(['\n', '\r']), "a line of two lines");
    assert!(Json::parse(line.as_bytes()).is_ok(), "a line that is no JSON: {line}");
}
