//! One answer out of what several authorities say. `spec/path-validation.md#combining`

use crate::accreditation::formula::Formula;
use crate::anchor::Mode;

/// What one authority says of a badge; of what its paths say, the greatest counts.
/// `spec/path-validation.md#one-authority`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Word {
    /// It does not list the issuer.
    Silent,
    /// It lists the issuer, and for other badges than this one.
    NotCovered,
    /// Something that it says could not be had, or could not be settled.
    Unknown,
    /// It vouches for the issuer of this badge.
    Granted,
    /// It has suspended the issuer, or withdrawn what it granted.
    Denied,
}

impl Word {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 5] =
        [Self::Silent, Self::NotCovered, Self::Unknown, Self::Granted, Self::Denied];

    /// The word in a report.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::NotCovered => "not_covered",
            Self::Unknown => "unknown",
            Self::Granted => "granted",
            Self::Denied => "denied",
        }
    }
}

/// What all of them come to, and which of them it is owed to, by its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Enough of them vouch; the first that does.
    Granted { by: usize },
    /// Enough of them vouch, and one that might deny could not be asked.
    VetoUnknown { by: usize },
    /// One that may only deny does.
    Vetoed { by: usize },
    /// Too few vouch whatever else may turn up, and one speaks against it.
    Refused { by: usize },
    /// Too few vouch so far; the first that could not be asked might.
    Open { by: usize },
    /// Some vouch, too few, and the others do not list the issuer.
    Short { granted: usize, needed: usize },
    /// None of them lists the issuer.
    Silent,
}

/// The decision on what the authorities say, each in its mode.
pub(crate) fn combine(formula: Formula, answers: &[(Mode, Word)]) -> Decision {
    let first = |mode, word| answers.iter().position(|answer| *answer == (mode, word));
    let count = |word| answers.iter().filter(|answer| **answer == (Mode::Grant, word)).count();
    if let Some(by) = first(Mode::Veto, Word::Denied) {
        return Decision::Vetoed { by };
    }
    let grantors = answers.iter().filter(|(mode, _)| *mode == Mode::Grant).count();
    let needed = formula.needed(grantors);
    let granted = count(Word::Granted);
    // A formula needs one at least.
    if let Some(by) = first(Mode::Grant, Word::Granted)
        && granted >= needed
    {
        return match first(Mode::Veto, Word::Unknown) {
            Some(veto) => Decision::VetoUnknown { by: veto },
            None => Decision::Granted { by },
        };
    }
    if let Some(by) = first(Mode::Grant, Word::Unknown)
        && granted.saturating_add(count(Word::Unknown)) >= needed
    {
        return Decision::Open { by };
    }
    let against = first(Mode::Grant, Word::Denied).or_else(|| first(Mode::Grant, Word::NotCovered));
    match against {
        Some(by) => Decision::Refused { by },
        None if granted > 0 || count(Word::Unknown) > 0 => Decision::Short { granted, needed },
        None => Decision::Silent,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU8;

    use crate::outcome::Standing;

    use super::*;

    impl Decision {
        /// How the check ends by it.
        const fn standing(self) -> Standing {
            match self {
                Self::Granted { .. } => Standing::Pass,
                Self::Vetoed { .. } | Self::Refused { .. } => Standing::Fail,
                Self::VetoUnknown { .. } | Self::Open { .. } | Self::Short { .. } | Self::Silent => {
                    Standing::Unknown
                }
            }
        }
    }

    fn formulas() -> Vec<Formula> {
        let at_least = (1..=4).filter_map(NonZeroU8::new).map(Formula::AtLeast);
        [Formula::Any, Formula::All].into_iter().chain(at_least).collect()
    }

    /// Every row there is of up to three authorities, each in each mode with each word: 1 + 10 + 100 + 1,000.
    fn rows() -> Vec<Vec<(Mode, Word)>> {
        let each: Vec<(Mode, Word)> = [Mode::Grant, Mode::Veto]
            .into_iter()
            .flat_map(|mode| Word::ALL.map(|word| (mode, word)))
            .collect();
        let mut rows = vec![Vec::new()];
        let mut longest = rows.clone();
        for _ in 0..3 {
            longest = longest
                .iter()
                .flat_map(|row| each.iter().map(move |answer| [row.as_slice(), &[*answer]].concat()))
                .collect();
            rows.extend(longest.iter().cloned());
        }
        rows
    }

    /// The rule told the other way round: what could still become of it, over everything that the unknown ones may
    /// turn out to say.
    fn expected(formula: Formula, row: &[(Mode, Word)]) -> Standing {
        let grants =
            |row: &[(Mode, Word)]| row.iter().filter(|a| **a == (Mode::Grant, Word::Granted)).count();
        let grantors = row.iter().filter(|(mode, _)| *mode == Mode::Grant).count();
        let needed = match formula {
            Formula::Any => 1,
            Formula::All if grantors == 0 => 1,
            Formula::All => grantors,
            Formula::AtLeast(number) => usize::from(number.get()),
        };
        if row.contains(&(Mode::Veto, Word::Denied)) {
            return Standing::Fail;
        }
        let mut worlds = vec![Vec::new()];
        for (mode, word) in row {
            let may_be = if *word == Word::Unknown { &Word::ALL[..] } else { std::slice::from_ref(word) };
            worlds = worlds
                .iter()
                .flat_map(|world: &Vec<(Mode, Word)>| {
                    may_be.iter().map(move |word| [world.as_slice(), &[(*mode, *word)]].concat())
                })
                .collect();
        }
        let good = |world: &Vec<(Mode, Word)>| {
            grants(world) >= needed && !world.contains(&(Mode::Veto, Word::Denied))
        };
        let could_be_good = worlds.iter().any(good);
        // What turns up may be good in one world and bad in another; then nobody knows. A veto that could not be asked
        // is a world in which it denies.
        let is_good = grants(row) >= needed && !row.contains(&(Mode::Veto, Word::Unknown));
        let speaks_against = row
            .iter()
            .any(|(mode, word)| *mode == Mode::Grant && matches!(word, Word::Denied | Word::NotCovered));
        match (is_good, could_be_good, speaks_against) {
            (true, _, _) => Standing::Pass,
            (false, false, true) => Standing::Fail,
            _ => Standing::Unknown,
        }
    }

    fn rank(standing: Standing) -> u8 {
        match standing {
            Standing::Pass => 2,
            Standing::Unknown | Standing::Skip => 1,
            Standing::Fail => 0,
        }
    }

    #[test]
    fn the_decision_follows_its_rule_in_every_row_of_the_truth_table() {
        let mut counts = [0_usize; 3];
        for row in rows() {
            for formula in formulas() {
                let found = combine(formula, &row).standing();
                assert_eq!(found, expected(formula, &row), "{formula} {row:?}");
                counts[usize::from(rank(found))] += 1;
            }
        }
        assert!(counts.iter().all(|count| *count > 300), "{counts:?}");
    }

    #[test]
    fn an_authority_that_denies_never_makes_it_better_and_a_list_that_is_lost_never_makes_a_no() {
        for row in rows() {
            for formula in formulas() {
                let before = combine(formula, &row).standing();
                for index in 0..row.len() {
                    let mut denied = row.clone();
                    denied[index].1 = Word::Denied;
                    assert!(
                        rank(combine(formula, &denied).standing()) <= rank(before),
                        "{formula} {row:?} {index}"
                    );
                    let mut lost = row.clone();
                    lost[index].1 = Word::Unknown;
                    let after = combine(formula, &lost).standing();
                    assert!(after != Standing::Fail || before == Standing::Fail, "{formula} {row:?} {index}");
                    assert!(after != Standing::Pass || before == Standing::Pass, "{formula} {row:?} {index}");
                }
                for mode in [Mode::Grant, Mode::Veto] {
                    let joined = [row.as_slice(), &[(mode, Word::Denied)]].concat();
                    assert!(
                        rank(combine(formula, &joined).standing()) <= rank(before),
                        "{formula} {row:?} {mode:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn nobody_to_ask_is_no_yes() {
        for formula in formulas() {
            assert_eq!(combine(formula, &[]), Decision::Silent, "{formula}");
            assert_eq!(combine(formula, &[(Mode::Veto, Word::Granted)]), Decision::Silent, "{formula}");
        }
    }
}
