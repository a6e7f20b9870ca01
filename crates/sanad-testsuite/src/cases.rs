//! Every vector there is, a file for each area; the code reads like the case.

mod accreditation;
mod documents;
mod drafts;
mod endorsements;
mod issuer;
mod json;
mod jsonld;
mod keys;
mod proof;
mod proofs;
mod recipient;
mod sets;
mod status;
mod status_lists;
mod structure;
mod validity;

pub use drafts::drafts;
pub use proofs::proofs;

use crate::vector::badge::Vector;

/// The vectors of `badge/`.
#[must_use]
pub fn badges() -> Vec<Vector> {
    [
        documents::cases(),
        json::cases(),
        structure::cases(),
        jsonld::cases(),
        keys::cases(),
        proof::cases(),
        sets::cases(),
        issuer::cases(),
        validity::cases(),
        status::cases(),
        status_lists::cases(),
        accreditation::cases(),
        recipient::cases(),
        endorsements::cases(),
    ]
    .concat()
}
