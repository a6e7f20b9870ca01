//! A hostile repository of accreditation lists, and the games it plays against the verifier.
//!
//! In the manner of TUF's conformance tests: several authorities with their keys, copies of their lists on servers that
//! are not theirs, versions that come and go, a clock. Each [`Scenario`] is one script that is played twice, by an
//! honest repository and by a hostile one, and the two differ in one thing.

pub mod game;
mod keys;
mod paths;
mod remembered;
mod scopes;
mod several;
mod signers;
mod supply;
mod times;
mod versions;

use sanad_verifier::report::{Report, Verdict};

use crate::authority::Party;
use crate::authority::entry::Entry;
use crate::authority::list::List;
use crate::hostile::game::{Game, trusting};

/// Who plays the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there are two sides")]
pub enum Side {
    /// It does what it should.
    Honest,
    /// It attacks.
    Hostile,
}

impl Side {
    /// The one thing in which they differ.
    #[must_use]
    pub fn pick<T>(self, honest: T, hostile: T) -> T {
        match self {
            Self::Honest => honest,
            Self::Hostile => hostile,
        }
    }
}

/// One game. Played by the honest side the last badge is accepted.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Its name.
    pub name: &'static str,
    /// The attacks and faults it is about: a TUF attack, a row of the catalogue of threats, an advisory.
    pub rows: &'static [&'static str],
    /// What the verifier says of the last badge when the hostile side plays.
    pub verdict: Verdict,
    /// The code that it says it with; none where the attack has no effect.
    pub code: Option<&'static str>,
    /// The script.
    pub play: fn(Side) -> Report,
}

/// The attacks that TUF 1.0.34 names.
pub const TUF_ATTACKS: [&str; 10] = [
    "arbitrary installation",
    "endless data",
    "extraneous dependencies",
    "fast-forward",
    "indefinite freeze",
    "key compromise",
    "malicious mirrors",
    "mix-and-match",
    "rollback",
    "wrong software",
];

/// The attacks on accreditation lists in the catalogue of threats.
pub const CATALOGUE: [&str; 17] = [
    "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12", "A13", "A14", "A15", "A16",
    "A17",
];

/// What was published about the nearest relative of this client, a TUF client in Rust; the first is one fault in two
/// places.
pub const ADVISORIES: [&str; 7] = [
    "CVE-2020-15093, CVE-2026-6966",
    "CVE-2025-2885",
    "CVE-2025-2886",
    "CVE-2025-2887",
    "CVE-2025-2888",
    "CVE-2026-6967",
    "GHSA-j8x2-777p-23fc",
];

/// All scenarios.
#[must_use]
pub fn scenarios() -> Vec<Scenario> {
    [
        versions::scenarios(),
        remembered::scenarios(),
        signers::scenarios(),
        supply::scenarios(),
        paths::scenarios(),
        scopes::scenarios(),
        times::scenarios(),
        keys::scenarios(),
        several::scenarios(),
    ]
    .concat()
}

const fn undecided(
    name: &'static str,
    rows: &'static [&'static str],
    code: &'static str,
    play: fn(Side) -> Report,
) -> Scenario {
    Scenario { name, rows, verdict: Verdict::Undecided, code: Some(code), play }
}

const fn rejected(
    name: &'static str,
    rows: &'static [&'static str],
    code: &'static str,
    play: fn(Side) -> Report,
) -> Scenario {
    Scenario { name, rows, verdict: Verdict::Reject, code: Some(code), play }
}

/// The attack changes nothing.
const fn in_vain(name: &'static str, rows: &'static [&'static str], play: fn(Side) -> Report) -> Scenario {
    Scenario { name, rows, verdict: Verdict::Accept, code: None, play }
}

fn council() -> Party {
    Party::named("council")
}

fn board() -> Party {
    Party::named("board")
}

fn college() -> Party {
    Party::named("college")
}

/// Whom nobody would accredit.
fn mill() -> Party {
    Party::named("mill")
}

/// The council lets the board recognise others.
fn council_list() -> List {
    List::by(&council()).sequence(12).with(Entry::of(&board()).recognize())
}

/// The board lets the college award badges.
fn board_list() -> List {
    List::by(&board()).sequence(40).with(Entry::of(&college()).issue())
}

/// A verifier that trusts the council, before the council and the board publish anything; the issuers' sites are up.
fn quiet_game() -> Game {
    let mut game = Game::new(vec![trusting(&council())]);
    for issuer in [college(), mill(), board()] {
        game.serve(&issuer.controller_url(), &issuer.controller(1));
    }
    game
}

/// The same, and both lists are published.
fn game() -> Game {
    let mut game = quiet_game();
    game.publish(&council_list().sign());
    game.publish(&board_list().sign());
    game
}
