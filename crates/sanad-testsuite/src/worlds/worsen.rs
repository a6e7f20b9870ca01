//! A world in which there is one reason more not to believe a badge.

use sanad_core::json::{Json, Object};
use sanad_verifier::anchor::Mode;

use super::schema::Schema;
use super::{Anchor, Fate, Shelved, World, make, schema};
use crate::authority::Party;
use crate::authority::entry::{Action, Entry};
use crate::authority::list::List;
use crate::generate::dice::Dice;

impl World {
    /// The worlds in which one thing more speaks against the issuer: an accreditation of its that is suspended,
    /// withdrawn or taken back, a key of its that is retired or compromised, an authority that may only deny and does.
    #[must_use]
    pub fn with_issuer_denied(&self) -> Vec<Self> {
        let mut worlds = Vec::new();
        for (status, from, effect) in [
            ("suspended", "2025-06-01T00:00:00Z", "prospective"),
            ("withdrawn", "2026-01-15T00:00:00Z", "prospective"),
            ("withdrawn", "2025-01-01T00:00:00Z", "retroactive"),
        ] {
            worlds.extend(self.each_action(
                |entry| entry.party == make::issuer(),
                |entry, place| end(entry, place, status, from, effect),
            ));
        }
        for (reason, at) in [
            ("retired", "2025-06-01T00:00:00Z"),
            ("compromised", "2026-01-15T00:00:00Z"),
            ("superseded", "2026-02-20T00:00:00Z"),
        ] {
            worlds.extend(self.each_entry(|entry| {
                let is_open = entry.keys.iter().all(|key| !key.contains("revoked"));
                let applies = entry.party == make::issuer() && !entry.keys.is_empty() && is_open;
                applies.then(|| make::revoked(entry.clone(), reason, at))
            }));
        }
        let watchdog = Party::named("watchdog");
        let mut vetoed = self.clone();
        vetoed.anchors.push(Anchor {
            party: watchdog.clone(),
            mode: Mode::Veto,
            scope: None,
            max_path_length: 0,
        });
        let entry = Entry::of(&make::issuer()).issue().ended("suspended", "2026-01-15T00:00:00Z");
        vetoed.lists.push(Shelved { list: List::by(&watchdog).with(entry), fate: Fate::Good });
        worlds.push(vetoed);
        worlds
    }

    /// The worlds in which an authority on the way lost a right: its own accreditation, how deep it may delegate, or to
    /// whom.
    #[must_use]
    pub fn with_authority_denied(&self) -> Vec<Self> {
        let on_the_way = |entry: &Entry| entry.actions.iter().any(|action| action.delegation.is_some());
        let mut worlds = self.each_action(on_the_way, |entry, place| {
            end(entry, place, "withdrawn", "2025-06-01T00:00:00Z", "prospective")
        });
        let limits: [(&str, Json); 3] = [
            ("maxPathLength", Json::from(0_u32)),
            ("excludedSubjects", vec![make::issuer().did()].into()),
            ("delegableActions", vec!["assess"].into()),
        ];
        for (name, value) in limits {
            worlds.extend(self.each_action(on_the_way, |entry, place| {
                let delegation = entry.actions.get_mut(place)?.delegation.as_mut()?;
                delegation.insert(name, value.clone());
                Some(())
            }));
        }
        for index in 0..self.anchors.len() {
            let mut world = self.clone();
            if let Some(anchor) = world.anchors.get_mut(index) {
                anchor.max_path_length = 0;
            }
            worlds.push(world);
        }
        worlds
    }

    /// The worlds in which one scope is narrower: of an anchor, or of an accreditation.
    #[must_use]
    pub fn with_a_scope_narrowed(&self, seed: u64) -> Vec<Self> {
        let mut dice = Dice::of(seed ^ 0xACC2_ED17_0000_0002);
        let mut worlds = Vec::new();
        for index in 0..self.anchors.len() {
            let mut world = self.clone();
            if let Some(anchor) = world.anchors.get_mut(index) {
                anchor.scope = Some(narrowed(anchor.scope.as_ref(), &mut dice));
                worlds.push(world);
            }
        }
        worlds.extend(self.each_action(
            |_| true,
            |entry, place| {
                let action: &mut Action = entry.actions.get_mut(place)?;
                action.scope = Some(narrowed(action.scope.as_ref(), &mut dice));
                Some(())
            },
        ));
        worlds
    }

    /// The worlds in which one accreditation asks for a schema, where it asked for none.
    #[must_use]
    pub fn with_a_schema_more(&self) -> Vec<Self> {
        let asking = |schema: Schema| {
            self.each_action(
                |entry| entry.party == make::issuer(),
                |entry, place| {
                    let action = entry.actions.get_mut(place).filter(|action| action.output.is_none())?;
                    action.output = Some(schema.asked());
                    Some(())
                },
            )
        };
        schema::ALL.into_iter().flat_map(asking).collect()
    }

    /// One world for each accreditation of some entries that can be changed so.
    fn each_action(
        &self,
        is_meant: impl Fn(&Entry) -> bool,
        mut change: impl FnMut(&mut Entry, usize) -> Option<()>,
    ) -> Vec<Self> {
        let most = self.entries().map(|entry| entry.actions.len()).max().unwrap_or_default();
        (0..most)
            .flat_map(|place| {
                self.each_entry(|entry| {
                    let mut changed = entry.clone();
                    let applies = is_meant(entry) && place < entry.actions.len();
                    (applies && change(&mut changed, place).is_some()).then_some(changed)
                })
            })
            .collect()
    }

    /// One world for each entry that can be changed so.
    fn each_entry(&self, mut change: impl FnMut(&Entry) -> Option<Entry>) -> Vec<Self> {
        let mut worlds = Vec::new();
        for (index, shelved) in self.lists.iter().enumerate() {
            for (place, entry) in shelved.list.entries.iter().enumerate() {
                let Some(changed) = change(entry) else { continue };
                let mut world = self.clone();
                let entries = world.lists.get_mut(index).map(|shelved| &mut shelved.list.entries);
                if let Some(entry) = entries.and_then(|entries| entries.get_mut(place)) {
                    *entry = changed;
                    worlds.push(world);
                }
            }
        }
        worlds
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.lists.iter().flat_map(|shelved| &shelved.list.entries)
    }
}

fn end(entry: &mut Entry, place: usize, status: &str, from: &str, effect: &str) -> Option<()> {
    let action = entry.actions.get(place)?;
    // What has ended already has its event, and what begins later cannot be ended in time.
    let may =
        !entry.has_ended(place) && (*action.from < *from || effect == "retroactive") && *action.until > *from;
    let from = from.max(&action.from).to_owned();
    may.then(|| entry.end(place, status, &from, effect))
}

/// With a limit more, or one word less where a limit has two.
fn narrowed(scope: Option<&Object>, dice: &mut Dice) -> Object {
    let (name, words) = if dice.one_in(2) {
        ("limitAchievementType", &make::TYPES)
    } else {
        ("limitLanguage", &make::LANGUAGES)
    };
    let mut scope = scope.cloned().unwrap_or_default();
    let kept: Vec<Json> = match scope.get(name).map(Json::items) {
        None => vec![dice.pick(words).into()],
        Some(limits) => limits.iter().take(1).cloned().collect(),
    };
    scope.insert(name, kept);
    scope
}
