//! Badges that a list witnesses to exist.
#![expect(clippy::expect_used, reason = "a case that cannot be built is written wrongly")]

use sanad_core::accreditation::digest::ListDigest;
use sanad_core::accreditation::witness::{BadgeDigest, BadgeTree};
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};

use super::list;
use crate::document::Document;
use crate::vector::accreditation_list::Vector;
use crate::vector::flag::Flag;

/// Five badges that differ in their number.
fn badges() -> Vec<Object> {
    let badge = |number: u32| {
        let id = format!("urn:uuid:9e2a5f0c-7a5e-4d56-9b0a-3f1f6d1c2b0{number}");
        Document::badge().set("/id", id).into_object()
    };
    (1..=5).map(badge).collect()
}

pub(super) fn cases() -> Vec<Vector> {
    let tree = BadgeTree::over(badges().iter().map(BadgeDigest::of)).expect("five badges");
    let anchor = Object::new()
        .with("entity", "did:web:academy.example")
        .with("from", "2026-01-01T00:00:00Z")
        .with("to", "2026-02-02T00:00:00Z")
        .with("count", 5_u32)
        .with("root", tree.root().to_string());
    let anchored = || list().set("/accreditationList/issuanceAnchors", vec![anchor.clone()]);
    // One on the longer side of the tree.
    let hashes = |badge: &Object| {
        let proof = tree.inclusion(&BadgeDigest::of(badge)).map(|proof| proof.to_json());
        proof.and_then(|proof| proof.get("path").map(|path| path.items().len()))
    };
    let first = badges().into_iter().find(|badge| hashes(badge) == Some(3)).expect("four of the five");
    let digest = ListDigest::of(&first).to_string();
    let proof = tree.inclusion(&BadgeDigest::of(&first)).expect("one of the five").to_json();
    let altered = ListDigest::of(&first.clone().with("name", "Welding II")).to_string();
    let vector = |name: &str, comment: &str, badge: &str, proof: Object| {
        Vector::new(name, comment, anchored()).includes(badge, proof).spec("inclusion")
    };
    let refused = |name: &str, comment: &str, badge: &str, proof: Object| {
        vector(name, comment, badge, proof).flag(Flag::Forged).refused(AccredWitnessMismatch, "included")
    };
    let path = proof.get("path").map_or(&[][..], Json::items);
    let shorter: Vec<Json> = path.iter().skip(1).cloned().collect();
    let longer: Vec<Json> = path.iter().chain(path).cloned().collect();
    let swapped: Vec<Json> = path.iter().rev().cloned().collect();
    vec![
        vector("included", "A badge is one of five that the commission witnesses.", &digest, proof.clone()),
        refused("included_other_badge", "The badge was altered by one word.", &altered, proof.clone()),
        refused(
            "included_elsewhere",
            "The proof of another place in the tree.",
            &digest,
            proof.clone().with("leafIndex", index(&proof, 1)),
        ),
        refused(
            "included_beyond",
            "A place that the tree does not have.",
            &digest,
            proof.clone().with("leafIndex", 5_u32),
        ),
        refused(
            "included_in_larger",
            "A proof for a tree of eight.",
            &digest,
            proof.clone().with("treeSize", 8_u32),
        ),
        refused("included_path_shorter", "A hash is missing.", &digest, proof.clone().with("path", shorter)),
        refused(
            "included_path_longer",
            "There are more hashes than levels.",
            &digest,
            proof.clone().with("path", longer),
        ),
        refused(
            "included_path_swapped",
            "The hashes stand in another order.",
            &digest,
            proof.clone().with("path", swapped),
        ),
        vector("included_path_no_hash", "A hash that is none.", &digest, proof.with("path", vec!["uEiAA"]))
            .flag(Flag::Malformed)
            .refused(AccredListMalformed, "included"),
    ]
}

/// Another place than the proof's.
fn index(proof: &Object, step: u32) -> u32 {
    let found = proof.get("leafIndex").map_or_else(String::new, Json::to_compact);
    let found: u32 = found.parse().expect("a place in the tree");
    if found == 0 { step } else { found - step }
}
