//! The answer on everything that a person shared: a report for each badge, and one verdict. `spec/report.md#several`

use sanad_core::json::{Json, Object};

use crate::report::{Report, Verdict};

/// The reports on what was shared, at least one, in the order of what was shared.
#[derive(Clone, Debug)]
#[must_use = "reports that nobody reads protect nobody"]
pub struct Reports {
    first: Report,
    rest: Vec<Report>,
}

impl Reports {
    pub(crate) const fn new(first: Report, rest: Vec<Report>) -> Self {
        Self { first, rest }
    }

    /// The verdict on the whole: that of the worst of its parts. One forged badge among good ones is a reject.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let verdicts = || self.iter().map(Report::verdict);
        if verdicts().any(|verdict| verdict == Verdict::Reject) {
            Verdict::Reject
        } else if verdicts().any(|verdict| verdict == Verdict::Undecided) {
            Verdict::Undecided
        } else {
            Verdict::Accept
        }
    }

    /// Every report.
    pub fn iter(&self) -> impl Iterator<Item = &Report> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// How many reports there are; never none.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub const fn len(&self) -> usize {
        self.rest.len().saturating_add(1)
    }

    /// The report that gives the whole its verdict: the first of the worst; the only one, if one thing was shared.
    pub fn decisive(&self) -> &Report {
        let verdict = self.verdict();
        self.iter().find(|report| report.verdict() == verdict).unwrap_or(&self.first)
    }

    /// The same, to keep.
    pub fn into_decisive(self) -> Report {
        let verdict = self.verdict();
        if self.first.verdict() == verdict {
            return self.first;
        }
        self.rest.into_iter().find(|report| report.verdict() == verdict).unwrap_or(self.first)
    }

    /// Every report, to keep.
    pub fn into_reports(self) -> impl Iterator<Item = Report> {
        std::iter::once(self.first).chain(self.rest)
    }

    /// The same on one line, without a line feed.
    #[must_use]
    pub fn to_line(&self) -> String {
        crate::report::to_line(&self.to_value())
    }

    /// For machines, indented: the report if there is one, else an object with all of them. The same inputs give the
    /// same bytes.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::report::to_text(&self.to_value())
    }

    fn to_value(&self) -> Json {
        if self.rest.is_empty() {
            return Json::Object(self.first.to_object());
        }
        let reports: Vec<Json> = self.iter().map(|report| Json::Object(report.to_object())).collect();
        let whole = Object::new()
            .with("reports", "v1")
            .with("verdict", self.verdict().as_str())
            .with("each", reports);
        Json::Object(whole)
    }
}
