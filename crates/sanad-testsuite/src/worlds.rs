//! Worlds made from a seed: who trusts whom, what their lists say, and one badge. What must hold in all of them is
//! tested in all of them.
#![expect(clippy::panic, reason = "a world that cannot be built is made wrongly")]

mod make;
pub mod schema;
mod worsen;

use std::num::NonZeroU8;

use sanad_core::badge::SignedBadge;
use sanad_core::json::{Json, Object};
use sanad_core::pointer::JsonPointer;
use sanad_core::scope::Scope;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::{AuthorityAnchor, Mode, TrustAnchor};
use sanad_verifier::evidence::Evidence;
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Report;
use sanad_verifier::verify::Verifier;

use crate::authority::Party;
use crate::authority::list::List;
use crate::document::{AT, time};
use crate::hostile::game::trusting;

/// A world.
#[derive(Clone, Debug)]
pub struct World {
    anchors: Vec<Anchor>,
    formula: Formula,
    lists: Vec<Shelved>,
    badge: Object,
    schemas: Schemas,
}

/// Whom the verifier trusts.
#[derive(Clone, Debug)]
struct Anchor {
    party: Party,
    mode: Mode,
    scope: Option<Object>,
    max_path_length: u8,
}

/// A list, and what became of it.
#[derive(Clone, Debug)]
struct Shelved {
    list: List,
    fate: Fate,
}

/// Whether the schemas that accreditations ask for can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Schemas {
    Good,
    Lost,
}

/// What became of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It is there.
    Good,
    /// It is there, and signed by a key that is not its authority's.
    Forged,
    /// It cannot be had.
    Lost,
}

impl World {
    /// The world of a seed, the same for ever.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        make::world(seed)
    }

    /// What the verifier says, with everything at hand that there is.
    ///
    /// # Panics
    /// If the world is made wrongly.
    pub fn judge(&self) -> Report {
        self.judge_in_order(&(0..self.lists.len()).collect::<Vec<_>>())
    }

    /// The same, with the lists handed over in another order, each as it came from some other place.
    ///
    /// # Panics
    /// If the world is made wrongly.
    pub fn judge_in_order(&self, order: &[usize]) -> Report {
        let anchors: Vec<TrustAnchor> =
            self.anchors.iter().map(Anchor::trust).map(TrustAnchor::from).collect();
        let mut evidence = Evidence::new();
        for (place, index) in order.iter().enumerate() {
            let Some(Shelved { list, fate }) = self.lists.get(*index) else { continue };
            let signed = match fate {
                Fate::Good => list.sign(),
                Fate::Forged => list.sign_with(&[9]),
                Fate::Lost => continue,
            };
            let text = Json::Object(signed).to_compact();
            let inserted = evidence.insert(format!("https://copies.example/{place:02}"), text.as_bytes());
            inserted.unwrap_or_else(|error| panic!("{error}"));
        }
        for Shelved { list, .. } in self.lists.iter().filter(|shelved| shelved.fate == Fate::Lost) {
            evidence.insert_unreachable(list.id(), "nobody has it");
        }
        for schema in schema::ALL {
            match self.schemas {
                Schemas::Lost => evidence.insert_unreachable(schema.url, "nobody has it"),
                Schemas::Good => {
                    let inserted = evidence.insert(schema.url, schema.text.as_bytes());
                    inserted.unwrap_or_else(|error| panic!("{error}"));
                }
            }
        }
        let controller = Json::Object(make::issuer().controller(1)).to_compact();
        let inserted = evidence.insert(make::issuer().controller_url(), controller.as_bytes());
        inserted.unwrap_or_else(|error| panic!("{error}"));
        let policy = Policy::accredited().with_formula(self.formula);
        let text = Json::Object(self.badge.clone()).to_compact();
        let badge = SignedBadge::from_json(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        Verifier::new(&anchors, &evidence).with_policy(policy).verify(badge, time(AT))
    }

    /// How many lists there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.lists.len()
    }

    /// Whether there is no list at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// The same world without those who may only deny.
    #[must_use]
    pub fn without_vetoes(mut self) -> Self {
        self.anchors.retain(|anchor| anchor.mode == Mode::Grant);
        self
    }

    /// The same world where one list cannot be had.
    #[must_use]
    pub fn without_list(&self, index: usize) -> Self {
        let mut world = self.clone();
        if let Some(shelved) = world.lists.get_mut(index) {
            shelved.fate = Fate::Lost;
        }
        world
    }

    /// The same world where no schema can be had.
    #[must_use]
    pub fn without_schemas(&self) -> Self {
        Self { schemas: Schemas::Lost, ..self.clone() }
    }

    /// The world as text, for whoever has to find out what went wrong in it.
    #[must_use]
    pub fn told(&self) -> String {
        let anchors =
            self.anchors.iter().map(|anchor| TrustAnchor::from(anchor.trust()).to_json().to_compact());
        let lists = self.lists.iter().map(|shelved| {
            format!("{:?}: {}", shelved.fate, Json::Object(shelved.list.unsigned()).to_pretty())
        });
        let badge = Json::Object(self.badge.clone()).to_pretty();
        format!(
            "formula {}, schemas {:?}\n{}\n{}\n{badge}",
            self.formula,
            self.schemas,
            anchors.collect::<Vec<_>>().join("\n"),
            lists.collect::<Vec<_>>().join("\n")
        )
    }
}

impl Anchor {
    fn trust(&self) -> AuthorityAnchor {
        let scope = self.scope.as_ref().map(|scope| Scope::read(scope, &JsonPointer::root()));
        let scope = scope.map(|scope| scope.unwrap_or_else(|error| panic!("{error}")));
        let anchor =
            trusting(&self.party).with_mode(self.mode).with_scope(scope.unwrap_or_else(Scope::unlimited));
        anchor.with_max_path_length(self.max_path_length).unwrap_or_else(|error| panic!("{error}"))
    }
}

fn at_least_two() -> Formula {
    Formula::AtLeast(NonZeroU8::MIN.saturating_add(1))
}
