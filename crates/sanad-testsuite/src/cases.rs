//! Every vector there is, a file for each area; the code reads like the case.

mod accreditation;
mod accreditation_lists;
mod accredited;
mod badge_facts;
mod carriers;
mod displayer;
mod documents;
mod drafts;
mod ecdsa;
mod ed25519;
mod endorsements;
mod impersonation;
mod issuer;
mod json;
mod jsonld;
mod jwt;
mod key_documents;
mod keys;
mod list_versions;
mod open_badges2;
mod pictures;
mod presentations;
mod proof;
mod proofs;
mod recipient;
mod refresh;
mod schemas;
mod scopes;
mod selective;
mod sets;
mod status;
mod status_bits;
mod status_kinds;
mod status_lists;
mod status_sizes;
mod structure;
mod substance;
mod trust_state;
mod validity;

pub use accreditation_lists::accreditation_lists;
pub use badge_facts::badge_facts;
pub use carriers::carriers;
pub use drafts::drafts;
pub use list_versions::list_versions;
pub use proofs::proofs;
pub use scopes::scopes;

use crate::vector::badge::Vector;

/// The vectors of `badge/`.
#[must_use]
pub fn badges() -> Vec<Vector> {
    [
        documents::cases(),
        displayer::cases(),
        json::cases(),
        structure::cases(),
        jsonld::cases(),
        keys::cases(),
        ed25519::cases(),
        jwt::cases(),
        ecdsa::cases(),
        key_documents::cases(),
        proof::cases(),
        sets::cases(),
        selective::cases(),
        issuer::cases(),
        impersonation::cases(),
        validity::cases(),
        status::cases(),
        status_lists::cases(),
        status_bits::cases(),
        status_kinds::cases(),
        status_sizes::cases(),
        accreditation::cases(),
        badge_facts::cases(),
        accredited::cases(),
        recipient::cases(),
        endorsements::cases(),
        presentations::cases(),
        substance::cases(),
        schemas::cases(),
        refresh::cases(),
        open_badges2::cases(),
        pictures::cases(),
        trust_state::cases(),
    ]
    .concat()
}
