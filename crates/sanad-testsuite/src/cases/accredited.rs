//! Whether authorities that the verifier trusts vouch for the issuer, by their lists.

mod combining;
mod entry;
mod keys;
mod lists;
mod output;
mod paths;
mod scope;
mod successors;
mod versions;
mod witness;

use sanad_core::code::Code;
use sanad_verifier::outcome::CheckId::Accreditation;
use sanad_verifier::report::Verdict::{Reject, Undecided};

use crate::document::{Document, WEB, WEB_METHOD, by};
use crate::keys::Who::{self, Academy, Board, Council};
use crate::lists::{Entity, List, anchor, url};
use crate::vector::badge::Vector;

pub(super) fn cases() -> Vec<Vector> {
    [
        paths::cases(),
        lists::cases(),
        entry::cases(),
        output::cases(),
        keys::cases(),
        scope::cases(),
        versions::cases(),
        successors::cases(),
        combining::cases(),
        witness::cases(),
    ]
    .concat()
}

/// The academy's badge, by its key in `did:web:academy.example`; nobody has that document.
fn badge() -> Document {
    Document::web_badge().sign(&by(Academy).method(WEB_METHOD))
}

/// The academy, not yet accredited for anything, with its key.
fn academy() -> Entity {
    Entity::new(WEB, "Academy of Welding").key(WEB_METHOD, Academy)
}

/// The board, which may publish its list.
fn board() -> Entity {
    Entity::authority(Board).recognizes("2", Board)
}

/// The verifier trusts the council.
fn vector(name: &str, comment: &str) -> Vector {
    Vector::new(name, comment)
        .spec("path-validation.md#paths")
        .anchors(&[])
        .anchor(anchor(Council))
        .badge(badge())
}

/// With the list of somebody, signed by their key.
fn with_list(vector: Vector, who: Who, entities: Vec<Entity>) -> Vector {
    let list = entities.into_iter().fold(List::of(who), List::with);
    vector.evidence(&url(who), list.signed(&[who]))
}

/// The council accredits the academy itself.
fn direct(name: &str, comment: &str, academy: Entity) -> Vector {
    with_list(vector(name, comment), Council, vec![academy])
}

/// The council accredits the board, which accredits the academy.
fn by_way_of_board(name: &str, comment: &str, board: Entity) -> Vector {
    let vector = with_list(vector(name, comment), Council, vec![board]);
    with_list(vector, Board, vec![academy().issues("1")])
}

/// It says no.
fn rejected(vector: Vector, code: Code, twin: &str) -> Vector {
    vector.twin(twin).expect(Reject, Accreditation, code)
}

/// It says nothing.
fn undecided(vector: Vector, code: Code, twin: &str) -> Vector {
    vector.twin(twin).expect(Undecided, Accreditation, code)
}

/// It cannot be known whose key it is either, because nobody gives it.
fn nobody_knows_the_key(vector: Vector) -> Vector {
    vector.evidence(crate::document::WEB_URL, Document::web_controller())
}
