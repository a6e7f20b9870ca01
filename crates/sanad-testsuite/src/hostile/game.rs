//! One game: what is served where, what time it is, and a verifier that fetches, judges and remembers.
#![expect(clippy::panic, reason = "a script that cannot be played is written wrongly")]

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::badge::SignedBadge;
use sanad_core::json::{Json, Object};
use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::{AuthorityAnchor, TrustAnchor};
use sanad_verifier::evidence::Evidence;
use sanad_verifier::policy::Policy;
use sanad_verifier::report::Report;
use sanad_verifier::trust_state::TrustState;
use sanad_verifier::verify::Verifier;

use crate::authority::Party;
use crate::document::{AT, time};

/// How often a verifier asks for more before the game is over: far more often than a path is long.
const ROUNDS: usize = 40;

/// An authority trusted for its list under its first key.
#[must_use]
pub fn trusting(party: &Party) -> AuthorityAnchor {
    trusting_keys(party, &[1], 1)
}

/// An authority trusted for its list where some of its keys have signed it.
///
/// # Panics
/// If that is no anchor.
#[must_use]
pub fn trusting_keys(party: &Party, numbers: &[u8], threshold: u8) -> AuthorityAnchor {
    let keys = numbers.iter().map(|number| party.public_key(*number)).collect();
    let anchor = AuthorityAnchor::new(party.list(), party.did(), keys, threshold);
    anchor.unwrap_or_else(|error| panic!("{error}"))
}

/// The game.
#[derive(Clone, Debug)]
pub struct Game {
    anchors: Vec<TrustAnchor>,
    policy: Policy,
    now: Timestamp,
    served: BTreeMap<String, Vec<u8>>,
    /// What comes with the badge, whether it was asked for or not.
    enclosed: BTreeMap<String, Vec<u8>>,
    asked: BTreeSet<String>,
    state: TrustState,
}

impl Game {
    /// A verifier that trusts somebody and remembers nothing, at [`AT`]; nothing is served.
    #[must_use]
    pub fn new(anchors: Vec<AuthorityAnchor>) -> Self {
        Self {
            anchors: anchors.into_iter().map(TrustAnchor::from).collect(),
            policy: Policy::accredited(),
            now: time(AT),
            served: BTreeMap::new(),
            enclosed: BTreeMap::new(),
            asked: BTreeSet::new(),
            state: TrustState::new(),
        }
    }

    /// Judges by another policy.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Trusts somebody else.
    #[must_use]
    pub fn trusts(mut self, anchors: Vec<AuthorityAnchor>) -> Self {
        self.anchors = anchors.into_iter().map(TrustAnchor::from).collect();
        self
    }

    /// Sets the verifier's clock.
    pub fn now(&mut self, text: &str) {
        self.now = time(text);
    }

    /// Serves a list where it says that it is.
    ///
    /// # Panics
    /// If it says nothing.
    pub fn publish(&mut self, list: &Object) {
        let url = list.text("id").unwrap_or_else(|| panic!("a list without an id"));
        self.serve(url, list);
    }

    /// Serves a document at a URL.
    pub fn serve(&mut self, url: &str, document: &Object) {
        self.serve_bytes(url, Json::Object(document.clone()).to_compact().into_bytes());
    }

    /// Serves whatever it is at a URL.
    pub fn serve_bytes(&mut self, url: &str, bytes: Vec<u8>) {
        self.served.insert(url.to_owned(), bytes);
    }

    /// Serves nothing there any more.
    pub fn take_down(&mut self, url: &str) {
        self.served.remove(url);
    }

    /// Hands a document over with the badge, as a copy that came from some URL.
    pub fn enclose(&mut self, url: &str, document: &Object) {
        self.enclosed.insert(url.to_owned(), Json::Object(document.clone()).to_compact().into_bytes());
    }

    /// Asks about a badge: fetches what is wanted, judges, and remembers what there is to remember.
    ///
    /// # Panics
    /// If the verifier never has enough, or cannot remember.
    pub fn ask(&mut self, badge: &Object) -> Report {
        let bytes = Json::Object(badge.clone()).to_compact().into_bytes();
        let badge = || SignedBadge::from_json(&bytes).unwrap_or_else(|error| panic!("{error}"));
        let mut evidence = Evidence::new();
        for (url, bytes) in &self.enclosed {
            // What is no document is remembered as such.
            drop(evidence.insert(url.as_str(), bytes));
        }
        for _ in 0..ROUNDS {
            let verifier = self.verifier(&evidence);
            let needs = verifier.needs(&badge(), self.now);
            if needs.is_empty() {
                let report = verifier.verify(badge(), self.now);
                let learned = self.state.remember(report.sightings());
                learned.unwrap_or_else(|error| panic!("{error}"));
                return report;
            }
            for need in needs {
                match self.served.get(&need.url) {
                    Some(bytes) => drop(evidence.insert(need.url.as_str(), bytes)),
                    None => evidence.insert_unreachable(need.url.as_str(), "nothing is served there"),
                }
                self.asked.insert(need.url);
            }
        }
        panic!("it still wants more after {ROUNDS} rounds, such as {:?}", self.asked.last());
    }

    /// Ends the verifier and starts it again: all it knows is the text of its state.
    ///
    /// # Panics
    /// If the text is not read as the same state.
    pub fn restart(&mut self) {
        let read = TrustState::from_json(self.state.to_json().as_bytes());
        assert_eq!(read.as_ref(), Ok(&self.state));
    }

    /// What the verifier remembers.
    #[must_use]
    pub const fn state(&self) -> &TrustState {
        &self.state
    }

    /// Whether the verifier ever asked for something there.
    #[must_use]
    pub fn was_asked_for(&self, url: &str) -> bool {
        self.asked.contains(url)
    }

    fn verifier<'g>(&'g self, evidence: &'g Evidence) -> Verifier<'g> {
        Verifier::new(&self.anchors, evidence).with_policy(self.policy.clone()).with_state(&self.state)
    }
}
