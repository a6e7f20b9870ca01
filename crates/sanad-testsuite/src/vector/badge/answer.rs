//! What the verifier answers to a vector of `badge/`, and where that is not what was expected.

use std::collections::BTreeSet;

use sanad_core::code::Code;
use sanad_verifier::outcome::Standing;
use sanad_verifier::report::Report;
use sanad_verifier::reports::Reports;

use super::Expected;

/// What the verifier said.
#[derive(Debug)]
pub struct Answer {
    /// The reports.
    pub reports: Reports,
    /// The URLs it still wants.
    pub needs: Vec<String>,
    /// The text of what it remembers afterwards, if it remembers.
    pub state: Option<String>,
}

impl Answer {
    /// What is not as expected, in words; nothing if all is.
    #[must_use]
    pub fn unlike(&self, expected: &Expected) -> Vec<String> {
        let mut surprises = Vec::new();
        let verdict = self.reports.verdict().as_str();
        if verdict != expected.verdict {
            surprises.push(format!("the verdict is {verdict}, expected {}", expected.verdict));
        }
        let several = self.reports.len() > 1;
        let mut left: BTreeSet<&String> = expected.checks.keys().collect();
        let checks = self.reports.iter().flat_map(|report| {
            report.checks().map(move |(check, outcome)| {
                let place = report.place().as_str();
                (if several { format!("{place} {check}") } else { check.to_string() }, outcome)
            })
        });
        for (check, outcome) in checks {
            let code = outcome.code().map(Code::as_str);
            let wanted = expected.checks.get(&check).map(String::as_str);
            left.remove(&check);
            let decides = matches!(outcome.standing(), Standing::Fail | Standing::Unknown);
            if (decides || wanted.is_some()) && code != wanted {
                let found = code.unwrap_or("pass");
                surprises.push(format!(
                    "{check} is {found}, expected {} ({})",
                    wanted.unwrap_or("no doubt"),
                    outcome.detail()
                ));
            }
        }
        surprises.extend(left.into_iter().map(|check| format!("there is no check `{check}`")));
        let remarks: Vec<&str> =
            self.reports.iter().flat_map(Report::remarks).map(|remark| remark.code.as_str()).collect();
        if remarks != expected.remarks {
            surprises.push(format!("remarks {remarks:?}, expected {:?}", expected.remarks));
        }
        if self.needs != expected.needs {
            surprises.push(format!("wants {:?}, expected {:?}", self.needs, expected.needs));
        }
        if self.state != expected.state {
            let text = |state: &Option<String>| state.clone().unwrap_or_else(|| "nothing".to_owned());
            surprises.push(format!("remembers {}, expected {}", text(&self.state), text(&expected.state)));
        }
        surprises
    }
}
