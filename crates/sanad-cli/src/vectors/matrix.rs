//! How often a verifier agrees, by kind of trouble and by attack. `spec/vector-runner.md#matrix`

use std::collections::BTreeMap;

use sanad_core::json::{Json, Object};

use super::case::{Case, Corpus};

/// What an answer is, held against what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// The same verdict.
    Agrees,
    /// Accepted, and it must not be.
    WronglyAccepted,
    /// Not accepted, and it is good.
    WronglyRefused,
    /// Rejected or undecided, where it is the other of the two.
    Otherwise,
    /// The verifier says that it does not judge such badges.
    Unsupported,
    /// No answer, or none that is one.
    Failed,
}

impl Outcome {
    const ALL: [Self; 6] = [
        Self::Agrees,
        Self::WronglyAccepted,
        Self::WronglyRefused,
        Self::Otherwise,
        Self::Unsupported,
        Self::Failed,
    ];

    /// An answer's word against the expected one.
    pub(crate) fn of(answer: &str, expected: &str) -> Self {
        match (answer, expected) {
            ("unsupported", _) => Self::Unsupported,
            (answer, expected) if answer == expected => Self::Agrees,
            ("accept", _) => Self::WronglyAccepted,
            ("reject" | "undecided", "accept") => Self::WronglyRefused,
            ("reject" | "undecided", _) => Self::Otherwise,
            _ => Self::Failed,
        }
    }

    /// Whether a verifier may answer so without being wrong.
    pub(crate) const fn is_fine(self) -> bool {
        matches!(self, Self::Agrees | Self::Unsupported)
    }

    /// The member of the JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::WronglyAccepted => "wronglyAccepted",
            Self::WronglyRefused => "wronglyRefused",
            Self::Otherwise => "otherwise",
            Self::Unsupported => "unsupported",
            Self::Failed => "failed",
        }
    }
}

/// A row: how many vectors came to what.
#[derive(Clone, Debug, Default)]
struct Tally {
    outcomes: BTreeMap<Outcome, usize>,
    same_reason: usize,
}

impl Tally {
    fn count(&mut self, outcome: Outcome, same_reason: usize) {
        *self.outcomes.entry(outcome).or_default() += 1;
        self.same_reason += same_reason;
    }

    fn of(&self, outcome: Outcome) -> usize {
        self.outcomes.get(&outcome).copied().unwrap_or_default()
    }

    fn to_object(&self) -> Object {
        let counts = Outcome::ALL.into_iter().map(|outcome| (outcome.word(), self.of(outcome)));
        counts
            .chain([("sameReason", self.same_reason)])
            .fold(Object::new(), |object, (name, count)| object.with(name, number(count)))
    }

    fn line(&self, name: &str) -> String {
        let counts = Outcome::ALL.into_iter().map(|outcome| self.of(outcome)).chain([self.same_reason]);
        let cells = counts.map(|count| format!("{count:>13}"));
        format!("{name:<14}{}\n", cells.collect::<String>())
    }
}

fn number(count: usize) -> Json {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

/// All rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    all: Tally,
    flags: BTreeMap<String, Tally>,
    attacks: BTreeMap<String, Tally>,
}

impl Matrix {
    /// Counts an answer, and the codes that were named with it.
    pub(crate) fn count(&mut self, case: &Case, outcome: Outcome, codes: &[String]) {
        let agrees = outcome == Outcome::Agrees && case.verdict != "accept";
        let same = agrees && !codes.is_empty() && codes.iter().all(|code| case.codes.contains(code));
        let same = usize::from(same);
        self.all.count(outcome, same);
        for flag in &case.flags {
            self.flags.entry(flag.clone()).or_default().count(outcome, same);
        }
        for attack in &case.attacks {
            self.attacks.entry(attack.clone()).or_default().count(outcome, same);
        }
    }

    /// For machines.
    pub(crate) fn to_object(&self, corpus: &Corpus) -> Object {
        let flags = self.flags.iter().fold(Object::new(), |all, (flag, row)| all.with(flag, row.to_object()));
        let attacks =
            corpus.attacks.iter().filter_map(|(attack, _)| Some((attack, self.attacks.get(attack)?)));
        let attacks = attacks.fold(Object::new(), |all, (attack, row)| all.with(attack, row.to_object()));
        Object::new().with("all", self.all.to_object()).with("flags", flags).with("attacks", attacks)
    }

    /// For eyes.
    pub(crate) fn table(&self, corpus: &Corpus) -> String {
        let heads = ["agrees", "accepts!", "refuses!", "otherwise", "unsupported", "failed", "same reason"];
        let heads = heads.map(|head| format!("{head:>13}")).concat();
        let mut table = format!("{:<14}{heads}\n{}\n", "", self.all.line("all vectors"));
        for (flag, row) in &self.flags {
            table.push_str(&row.line(flag));
        }
        table.push('\n');
        for (attack, words) in &corpus.attacks {
            if let Some(row) = self.attacks.get(attack) {
                table.push_str(row.line(attack).trim_end());
                table.push_str(&format!("  {words}\n"));
            }
        }
        table
    }
}
