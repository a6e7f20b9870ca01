//! Which keys are in force for which version of a list that an anchor names. `spec/path-validation.md#root-keys`

use sanad_core::public_key::PublicKey;

use crate::anchor::AuthorityAnchor;
use crate::trust_state::lists::{KnownList, ListKeys, ListVersion, keys_in_force};

/// The keys of an anchor's list, by the numbers of its versions.
#[derive(Clone, Debug)]
pub(crate) struct RootKeys {
    /// Those of the anchor.
    given: ListKeys,
    /// Those that the version remembered has handed over to, and its number.
    remembered: Option<(u64, ListKeys)>,
    /// Those that versions among the evidence hand over to, with their numbers, ascending.
    handovers: Vec<(u64, ListKeys)>,
}

impl RootKeys {
    pub(super) fn new<'v>(
        anchor: &AuthorityAnchor,
        remembered: Option<&KnownList>,
        handovers: impl Iterator<Item = &'v ListVersion>,
    ) -> Self {
        let given = ListKeys::new(anchor.threshold(), anchor.keys().iter().map(PublicKey::to_multikey));
        let in_force = keys_in_force(remembered, &given).clone();
        let remembered = remembered.filter(|_| in_force != given).map(|known| (known.sequence(), in_force));
        let handovers = handovers.filter_map(|version| Some((version.sequence, version.signing.clone()?)));
        Self { given, remembered, handovers: handovers.collect() }
    }

    /// The keys by whose signatures a version of that number is the authority's; any of these will do.
    pub(super) fn of_version(&self, sequence: u64) -> Vec<&ListKeys> {
        let handover = self.handovers.iter().rev().find(|(from, _)| *from <= sequence);
        match (handover, &self.remembered) {
            (Some((_, keys)), _) => vec![keys],
            // When those remembered came into force is not remembered.
            (None, Some((known, keys))) if sequence < *known => vec![&self.given, keys],
            (None, Some((_, keys))) => vec![keys],
            (None, None) => vec![&self.given],
        }
    }

    /// All of them, as Multikeys.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        let remembered = self.remembered.iter().map(|(_, keys)| keys);
        let handovers = self.handovers.iter().map(|(_, keys)| keys);
        std::iter::once(&self.given).chain(remembered).chain(handovers).flat_map(ListKeys::keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_by_the_keys_of_its_time() {
        let keys = |name: &str| ListKeys::new(1, [name.to_owned()]);
        let told = |keys: &RootKeys, sequence| -> Vec<String> {
            keys.of_version(sequence).into_iter().flat_map(ListKeys::keys).map(str::to_owned).collect()
        };
        let fresh = RootKeys { given: keys("a"), remembered: None, handovers: Vec::new() };
        assert_eq!(told(&fresh, 1), ["a"]);
        let remembering = RootKeys { remembered: Some((5, keys("b"))), ..fresh };
        assert_eq!(told(&remembering, 4), ["a", "b"], "the handover was somewhere before");
        assert_eq!(told(&remembering, 5), ["b"]);
        assert_eq!(told(&remembering, 6), ["b"]);
        let handed_over = RootKeys { handovers: vec![(3, keys("c")), (6, keys("d"))], ..remembering };
        assert_eq!(told(&handed_over, 2), ["a", "b"]);
        assert_eq!(told(&handed_over, 3), ["c"]);
        assert_eq!(told(&handed_over, 5), ["c"]);
        assert_eq!(told(&handed_over, 6), ["d"]);
        assert_eq!(handed_over.all().collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }
}
