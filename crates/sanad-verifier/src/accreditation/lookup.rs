//! Whether somebody is accredited at all, without a badge at hand. `spec/trust-folder.md#looking-somebody-up`

use sanad_core::accreditation::action::RecognizedAction;
use sanad_core::accreditation::entity::RecognizedEntity;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::code::Code;
use sanad_core::limits::Limits;
use sanad_core::scope::Scope;
use sanad_core::timestamp::Timestamp;

use super::lacking::LackingKind;
use super::path::{Walk, Walker, Window, cut};
use super::trusted_lists::TrustedLists;
use crate::anchor::Mode;
use crate::evidence::{Need, NeedKind};

/// What the lists that are believed say of somebody.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "listed, not listed, and not to be known are all there is")]
pub enum Lookup<'l> {
    /// At least one list that is believed names them: all that it says, whether or not it is in force.
    Listed(Vec<Listing<'l>>),
    /// Every list that could is there, and none names them; what was found in vain.
    NotListed(Vec<Hindrance>),
    /// None that is there names them, and one that might is not to be had.
    Unavailable(Vec<Hindrance>),
}

/// One accreditation, and the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing<'l> {
    chain: Vec<(&'l AccreditationList, &'l RecognizedEntity)>,
    action: &'l RecognizedAction,
    scope: Result<Scope, (Code, String)>,
    window: Window,
    mode: Mode,
}

impl<'l> Listing<'l> {
    /// The lists from the anchor's down, each with its entry from which the way goes on; the last is about who was looked
    /// up.
    #[must_use]
    pub fn chain(&self) -> &[(&'l AccreditationList, &'l RecognizedEntity)] {
        &self.chain
    }

    /// The accreditation.
    #[must_use]
    pub const fn action(&self) -> &'l RecognizedAction {
        self.action
    }

    /// What is left of it under all that stands above.
    ///
    /// # Errors
    /// Why nothing is.
    pub fn scope(&self) -> Result<&Scope, (Code, &str)> {
        self.scope.as_ref().map_err(|(code, detail)| (*code, detail.as_str()))
    }

    /// The period in which every link of the way holds: its start included, its end excluded.
    #[must_use]
    pub const fn period(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        (self.window.from, self.window.until)
    }

    /// What the authority at its beginning may do.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        self.mode
    }
}

/// Why a way leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hindrance {
    /// The code that a badge would be reported under.
    pub code: Code,
    /// The same in words.
    pub detail: String,
}

impl TrustedLists {
    /// What the lists say of somebody at the time for which they were judged.
    #[must_use]
    pub fn look_up(&self, id: &str) -> Lookup<'_> {
        let worth_walking = self.graph().worth_walking(id);
        let times = [self.at()];
        let mut walker = Walker {
            lists: self,
            issuer: id,
            times: &times,
            worth_walking: &worth_walking,
            steps_left: Limits::DEFAULT.accreditation_steps,
        };
        let mut listings = Vec::new();
        let mut dead_ends = Vec::new();
        let mut lacking = Vec::new();
        for root in self.roots() {
            let walk = walker.walk(root);
            listings.extend(listed(&walk, root.anchor.mode()));
            dead_ends.extend(
                walk.dead_ends.into_iter().map(|end| Hindrance { code: end.code, detail: end.detail }),
            );
            lacking.extend(
                walk.lacking.iter().map(|list| Hindrance { code: list.code, detail: list.detail.clone() }),
            );
            if walk.is_cut {
                let detail = format!(
                    "there are more ways than {} steps lead along",
                    Limits::DEFAULT.accreditation_steps
                );
                lacking.push(Hindrance { code: Code::AccredBudgetExceeded, detail });
            }
        }
        if !listings.is_empty() {
            Lookup::Listed(listings)
        } else if lacking.is_empty() {
            Lookup::NotListed(dead_ends)
        } else {
            Lookup::Unavailable(lacking)
        }
    }

    /// The lists that are named by what is believed so far, and that nobody has asked for yet.
    #[must_use]
    pub fn needs(&self) -> Vec<Need> {
        let roots = self.roots().iter().filter_map(|root| root.list.as_ref().err());
        let below = self.graph().lacking();
        let mut needs: Vec<Need> = roots
            .chain(below)
            .filter(|lacking| lacking.kind == LackingKind::Wanted)
            .map(|lacking| Need::new(lacking.list.as_str(), NeedKind::AccreditationList))
            .collect();
        needs.sort();
        needs.dedup();
        needs
    }
}

fn listed<'l>(walk: &Walk<'l>, mode: Mode) -> Vec<Listing<'l>> {
    let mut listings = Vec::new();
    for path in &walk.arrived {
        let Some(last) = path.steps.last() else { continue };
        let chain: Vec<_> = path.steps.iter().map(|step| (step.list, step.entity)).collect();
        for action in last.entity.recognized_to() {
            let scope = cut(&path.scope, action);
            let window = path.window.cut(action);
            listings.push(Listing { chain: chain.clone(), action, scope, window, mode });
        }
    }
    listings
}
