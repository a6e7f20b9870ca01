//! Who has signed a list that witnesses badges, and by when.

use sanad_core::accreditation::witness::BadgeDigest;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::cryptosuite::Cryptosuite;

use super::{
    CHANGE, TOLD, WITNESSED, digest, newest, proof, tree, undecided, vector, with_earlier, withdrawn,
    witnessing,
};
use crate::document::{AT, Document, WEB, by};
use crate::keys::Who::{self, *};
use crate::lists::{ENDS, Entity, List, anchor, url};
use crate::memory::{Memory, SeenVersion};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// When the council's key gave way to the commission's.
const HANDED_OVER: &str = "2026-02-05T00:00:00Z";

pub(super) fn cases() -> Vec<Vector> {
    [many(), thresholds(), stolen(), handovers()].concat()
}

/// The witness of the badge that a list of somebody's is.
fn witness(who: Who) -> List {
    witnessing(who, WEB, &tree(own()))
}

fn own() -> BadgeDigest {
    digest(&super::badge().text())
}

fn proven(vector: Vector) -> Vector {
    vector.spec("path-validation.md#witnesses").inclusion_proof(proof(&tree(own()), &own()))
}

/// A list with so many signatures by a stranger behind those that it has.
fn with_strangers(list: Document, count: u32, created: &str) -> Document {
    (0..count).fold(list, |list, _| {
        let proof = by(Attacker).suite(Cryptosuite::EddsaJcs2022).set("created", created);
        list.sign(&proof.regardless())
    })
}

/// Signatures that count for nobody.
fn many() -> Vec<Vector> {
    let case = |name: &str, comment: &str, list: Document| {
        let vector = newest(proven(vector(name, comment)), Council, vec![withdrawn()]);
        with_earlier(vector, Council, list)
    };
    let good = || witness(Council).signed_at(&[Council], WITNESSED);
    vec![
        case(
            "accred_witness_sixteen_proofs",
            "The list that witnesses it has sixteen signatures, as many as a list may.",
            with_strangers(good(), 15, WITNESSED),
        ),
        undecided(
            case(
                "accred_witness_seventeen_proofs",
                "It has seventeen.",
                with_strangers(good(), 16, WITNESSED),
            ),
            AccredTimeUnproven,
            "accred_witness_sixteen_proofs",
        )
        .flag(Flag::Exhausting),
        case(
            "accred_witness_stranger_later",
            "A stranger has signed the list as well, after the withdrawal.",
            with_strangers(good(), 1, TOLD),
        ),
    ]
}

/// The council's list takes two of its three keys.
fn thresholds() -> Vec<Vector> {
    let keys = || vec![Council.multikey(), Commission.multikey(), Minimal.multikey()];
    let case = |name: &str, comment: &str, list: Document| {
        let told = List::of(Council).sequence(2).valid(TOLD, ENDS).with(withdrawn());
        let vector = proven(vector(name, comment))
            .anchors(&[])
            .anchor(anchor(Council).with("keys", keys()).with("threshold", 2))
            .evidence(&url(Council), told.signed_at(&[Council, Commission], TOLD));
        with_earlier(vector, Council, list)
    };
    let later = |list: Document, who: Who| {
        list.sign(&by(who).suite(Cryptosuite::EddsaJcs2022).set("created", TOLD).regardless())
    };
    vec![
        case(
            "accred_witness_threshold",
            "Two of three keys have signed the list that witnesses it.",
            witness(Council).signed_at(&[Council, Minimal], WITNESSED),
        ),
        undecided(
            case(
                "accred_witness_below_threshold",
                "One of the keys has signed it, where two must.",
                witness(Council).signed_at(&[Council], WITNESSED),
            ),
            AccredTimeUnproven,
            "accred_witness_threshold",
        )
        .flag(Flag::Forged),
        undecided(
            case(
                "accred_witness_one_key_twice",
                "One of the keys has signed it twice.",
                witness(Council).signed_at(&[Council, Council], WITNESSED),
            ),
            AccredTimeUnproven,
            "accred_witness_threshold",
        )
        .flag(Flag::Forged),
        undecided(
            case(
                "accred_witness_second_later",
                "The second key has signed it only after the withdrawal.",
                later(witness(Council).signed_at(&[Council], WITNESSED), Minimal),
            ),
            AccredTimeUnproven,
            "accred_witness_threshold",
        )
        .flag(Flag::OutOfTime),
        case(
            "accred_witness_third_later",
            "Two keys have signed it in time, and the third after the withdrawal.",
            later(witness(Council).signed_at(&[Council, Minimal], WITNESSED), Commission),
        ),
    ]
}

/// The board's list witnesses, under a key that it has no more.
fn stolen() -> Vec<Vector> {
    let case = |name: &str, comment: &str, reason: &str| {
        let over = Object::new().with("revoked", CHANGE).with("revocationReason", reason);
        let key = |who: Who| format!("did:web:board.example#{}", who.multikey());
        let board = Entity::new("did:web:board.example", "Board of Trades")
            .key_with(&key(Board), Board, over)
            .key(&key(Minimal), Minimal)
            .recognizes("2", Board);
        let vector = newest(proven(vector(name, comment)), Council, vec![board]);
        let told = List::of(Board).sequence(2).valid(TOLD, ENDS).with(withdrawn());
        let vector = vector.evidence(&url(Board), told.signed_at(&[Minimal], TOLD));
        with_earlier(vector, Board, witness(Board).signed_at(&[Board], WITNESSED))
    };
    vec![
        case(
            "accred_witness_key_superseded",
            "The board has another key since; a list by the old one witnesses the badge.",
            "superseded",
        ),
        undecided(
            case(
                "accred_witness_key_stolen",
                "The board's key came into other hands since: whoever has it could make such a list now.",
                "compromised",
            ),
            AccredTimeUnproven,
            "accred_witness_key_superseded",
        )
        .flag(Flag::Forged),
    ]
}

fn signing(who: Who) -> Object {
    Object::new().with("threshold", 1_u32).with("keys", vec![who.multikey()])
}

/// The anchor has the council's key; the second version hands over to the commission's.
fn handovers() -> Vec<Vector> {
    let second =
        || List::of(Council).sequence(2).valid(HANDED_OVER, ENDS).own("signing", signing(Commission));
    let told = |sequence: u32| {
        let list = List::of(Council).sequence(sequence).valid(TOLD, ENDS).own("signing", signing(Commission));
        list.with(withdrawn())
    };
    let case = |name: &str, comment: &str, list: Document| {
        let second = second().with(super::academy().issues("1"));
        let vector = proven(vector(name, comment))
            .evidence(&url(Council), told(4).signed_at(&[Commission], TOLD))
            .evidence(
                "https://council.example/list/2",
                second.signed_at(&[Council, Commission], HANDED_OVER),
            );
        with_earlier(vector, Council, list)
    };
    let third = || witness(Council).sequence(3);
    let event = SeenVersion::event(
        &[WEB, "withdrawn", CHANGE, "prospective", &format!("{}#1", url(Council))],
        Json::Null,
    );
    let seen = |list: List| {
        SeenVersion::of(&list.unsigned(), &[Commission.multikey()], 1, &[Council.multikey()])
            .signing(signing(Commission))
    };
    let remembered = |name: &str, comment: &str, list: Document| {
        let before = List::of(Council).sequence(3).valid(CHANGE, ENDS).own("signing", signing(Commission));
        let before = Memory::empty().last_seen(TOLD).accreditation_list(seen(before));
        let after =
            Memory::empty().last_seen(AT).accreditation_list(seen(told(5)).history(vec![event.clone()]));
        let vector =
            proven(vector(name, comment)).evidence(&url(Council), told(5).signed_at(&[Commission], TOLD));
        with_earlier(vector, Council, list).state(&before, &after)
    };
    vec![
        case(
            "accred_witness_after_handover",
            "The council's list has another key since version 2; version 3, by that key, witnesses the badge.",
            third().signed_at(&[Commission], WITNESSED),
        ),
        undecided(
            case(
                "accred_witness_after_handover_by_old",
                "Version 3, which witnesses it, is by the key that was replaced.",
                third().signed_at(&[Council], WITNESSED),
            ),
            AccredTimeUnproven,
            "accred_witness_after_handover",
        )
        .flag(Flag::Forged),
        case(
            "accred_witness_before_handover",
            "Version 1, by the first key, witnesses the badge.",
            witness(Council).signed_at(&[Council], WITNESSED),
        ),
        undecided(
            case(
                "accred_witness_before_handover_by_new",
                "Version 1, which witnesses it, is by the key that came later.",
                witness(Council).signed_at(&[Commission], WITNESSED),
            ),
            AccredTimeUnproven,
            "accred_witness_before_handover",
        )
        .flag(Flag::Forged),
        remembered(
            "accred_state_witness_by_new",
            "The new key is remembered; version 2, by that key, witnesses the badge.",
            witness(Council).sequence(2).signed_at(&[Commission], WITNESSED),
        )
        .accepted(),
        remembered(
            "accred_state_witness_by_old",
            "The new key is remembered; version 1, by the first one, witnesses the badge.",
            witness(Council).signed_at(&[Council], WITNESSED),
        )
        .accepted(),
    ]
}
