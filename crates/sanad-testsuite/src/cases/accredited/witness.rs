//! Badges of whom is accredited no more, or whose key came into other hands, and lists that witness that they were there
//! before.

mod signers;

use sanad_core::accreditation::witness::{BadgeDigest, BadgeTree};
use sanad_core::badge::SignedBadge;
use sanad_core::code::Code::*;
use sanad_core::json::Object;
use sanad_verifier::outcome::CheckId::Proof;
use sanad_verifier::report::Verdict::Reject;

use super::{academy, badge, direct, undecided, vector};
use crate::document::{Document, WEB, WEB_METHOD};
use crate::jwt::Jwt;
use crate::keys::Who::{self, *};
use crate::lists::{BEGINS, ENDS, Entity, List, url};
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

/// When the badge is witnessed.
const WITNESSED: &str = "2026-02-10T00:00:00Z";
/// When the accreditation or the key is lost.
const CHANGE: &str = "2026-02-20T00:00:00Z";
/// When the newest list says so.
const TOLD: &str = "2026-02-22T00:00:00Z";

fn digest(badge: &str) -> BadgeDigest {
    let badge = SignedBadge::read(badge.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    BadgeDigest::of_badge(&badge)
}

/// What the academy has issued: a badge, and four more.
fn tree(badge: BadgeDigest) -> BadgeTree {
    let others = (1..=4).map(|byte| BadgeDigest::from_bytes([byte; 32]));
    BadgeTree::over(others.chain([badge])).unwrap_or_else(|| unreachable!("five badges"))
}

fn proof(tree: &BadgeTree, badge: &BadgeDigest) -> Object {
    tree.inclusion(badge).unwrap_or_else(|| unreachable!("in the tree")).to_json()
}

fn issued_by(entity: &str, tree: &BadgeTree) -> Object {
    Object::new()
        .with("entity", entity)
        .with("from", "2026-01-01T00:00:00Z")
        .with("to", WITNESSED)
        .with("count", 5_u32)
        .with("root", tree.root().to_string())
}

/// A list of somebody from before the change, which witnesses what the academy has issued.
fn witnessing(who: Who, entity: &str, tree: &BadgeTree) -> List {
    List::of(who)
        .valid(WITNESSED, "2026-02-28T00:00:00Z")
        .with(academy().issues("1"))
        .own("issuanceAnchors", vec![issued_by(entity, tree)])
}

fn with_earlier(vector: Vector, who: Who, list: Document) -> Vector {
    vector.evidence(&format!("{}/1", url(who)), list)
}

fn newest(vector: Vector, who: Who, entities: Vec<Entity>) -> Vector {
    let list = List::of(who).sequence(2).valid(TOLD, ENDS);
    let list = entities.into_iter().fold(list, List::with);
    vector.evidence(&url(who), list.signed_at(&[who], TOLD))
}

fn withdrawn() -> Entity {
    let until = Object::new().with("action", "issue").with("validUntil", CHANGE);
    academy().action("1", until).event("withdrawn", CHANGE, "1")
}

fn compromised(since: &str) -> Entity {
    let key = Object::new().with("revoked", since).with("revocationReason", "compromised");
    Entity::new(WEB, "Academy of Welding").key_with(WEB_METHOD, Academy, key).issues("1")
}

fn withdrawn_board() -> Entity {
    let delegation = Object::new()
        .with("listId", url(Board))
        .with("maxPathLength", 2)
        .with("delegableActions", vec!["issue"]);
    let until =
        Object::new().with("action", "recognize").with("validUntil", CHANGE).with("delegation", delegation);
    Entity::authority(Board).action("2", until).event("withdrawn", CHANGE, "2")
}

pub(super) fn cases() -> Vec<Vector> {
    [witnesses(), authorities(), jwts(), signers::cases()].concat()
}

fn witnesses() -> Vec<Vector> {
    let own = digest(&badge().text());
    let tree = tree(own);
    let proof_of = |byte: u8| proof(&tree, &BadgeDigest::from_bytes([byte; 32]));
    let case = |name: &str, comment: &str, entity: Entity, list: Document| {
        let vector =
            newest(vector(name, comment).spec("path-validation.md#witnesses"), Council, vec![entity]);
        with_earlier(vector, Council, list)
    };
    let good = || witnessing(Council, WEB, &tree).signed_at(&[Council], WITNESSED);
    let proven = |name: &str, comment: &str, list: Document| {
        case(name, comment, withdrawn(), list).inclusion_proof(proof(&tree, &own))
    };
    let open = |vector: Vector| undecided(vector, AccredTimeUnproven, "accred_witness");
    vec![
        proven("accred_witness", "Withdrawn since; a list of before witnesses the badge.", good()),
        open(case("accred_witness_no_proof", "A list of before may witness the badge, and nobody shows that.", withdrawn(), good())),
        open(
            case("accred_witness_other_badge", "The proof is of another badge in the tree.", withdrawn(), good())
                .inclusion_proof(proof_of(1)),
        )
        .flag(Flag::Forged),
        open(
            case("accred_witness_other_root", "The proof names another root, which nobody witnesses.", withdrawn(), good())
                .inclusion_proof(proof(&tree, &own).with("root", super::witness::tree(BadgeDigest::from_bytes([9; 32])).root().to_string())),
        )
        .flag(Flag::Forged),
        case("accred_witness_among_others", "With proofs of other badges beside the badge's own.", withdrawn(), good())
            .inclusion_proof(proof_of(1))
            .inclusion_proof(proof(&tree, &own))
            .inclusion_proof(proof_of(4)),
        direct("accred_witness_needless", "Accredited still; the proof is of another badge.", academy().issues("1"))
            .spec("path-validation.md#witnesses")
            .inclusion_proof(proof_of(1)),
        open(proven("accred_witness_list_altered", "The root was put into the list after it was signed.", {
            let other = super::witness::tree(BadgeDigest::from_bytes([9; 32]));
            witnessing(Council, WEB, &other)
                .signed_at(&[Council], WITNESSED)
                .set("/accreditationList/issuanceAnchors/0/root", tree.root().to_string())
        }))
        .flag(Flag::Forged),
        open(proven("accred_witness_list_by_stranger", "The list of before is signed by a stranger.", {
            witnessing(Council, WEB, &tree).signed_at(&[Attacker], WITNESSED)
        }))
        .flag(Flag::Forged),
        open(proven("accred_witness_late", "The list that witnesses it is of the instant of the withdrawal.", {
            witnessing(Council, WEB, &tree).valid(CHANGE, ENDS).signed_at(&[Council], CHANGE)
        })),
        open(proven("accred_witness_signed_late", "The list says that it was made before the withdrawal, and its signature that it was made after.", {
            witnessing(Council, WEB, &tree).signed_at(&[Council], CHANGE)
        })),
        open(proven("accred_witness_other_entity", "What the list witnesses was issued by another.", {
            witnessing(Council, "did:web:other.example", &tree).signed_at(&[Council], WITNESSED)
        })),
        case("accred_witness_key_compromised", "The key came into other hands since; a list of before witnesses the badge.", compromised(CHANGE), good())
            .inclusion_proof(proof(&tree, &own)),
        undecided(
            case("accred_witness_key_compromised_before", "The key came into other hands between the time that the signature claims and the list that witnesses the badge.", compromised("2026-02-05T00:00:00Z"), good())
                .inclusion_proof(proof(&tree, &own)),
            AccredTimeUnproven,
            "accred_witness_key_compromised",
        ),
    ]
}

/// The board is withdrawn, and with it what it says of itself.
fn authorities() -> Vec<Vector> {
    let own = digest(&badge().text());
    let tree = tree(own);
    let case = |name: &str, comment: &str, who: Who| {
        let vector = vector(name, comment).spec("path-validation.md#witnesses");
        let vector = newest(vector, Council, vec![withdrawn_board()]);
        let list = List::of(Board).sequence(2).with(academy().issues("1"));
        let vector = vector.evidence(&url(Board), list.signed_at(&[Board], BEGINS));
        with_earlier(vector, who, witnessing(who, WEB, &tree).signed_at(&[who], WITNESSED))
            .inclusion_proof(proof(&tree, &own))
    };
    vec![
        case(
            "accred_witness_above",
            "The board is withdrawn since; the council witnesses the badge.",
            Council,
        ),
        undecided(
            case(
                "accred_witness_by_withdrawn",
                "The board is withdrawn since; only its own list, which it could date back, witnesses the badge.",
                Board,
            ),
            AccredTimeUnproven,
            "accred_witness_above",
        ),
    ]
}

fn jwts() -> Vec<Vector> {
    let jwt = |who: Who| Jwt::of(Document::web_badge()).kid(WEB_METHOD).sign(&who.key());
    let case = |name: &str, comment: &str, who: Who| {
        direct(name, comment, academy().issues("1")).spec("path-validation.md#keys").badge(jwt(who))
    };
    let own = digest(&jwt(Academy));
    let tree = tree(own);
    vec![
        case(
            "accred_jwt",
            "A JWT by a key that the council's list gives; the academy's document is not asked for.",
            Academy,
        ),
        case(
            "accred_jwt_forged",
            "A JWT that names the key in the council's list, and is by another.",
            Attacker,
        )
        .flag(Flag::Forged)
        .twin("accred_jwt")
        .expect(Reject, Proof, ProofSignatureInvalid),
        {
            let vector = vector(
                "accred_witness_jwt",
                "A JWT by an academy withdrawn since; a list of before witnesses its payload.",
            )
            .spec("path-validation.md#witnesses")
            .badge(jwt(Academy));
            let list = witnessing(Council, WEB, &tree).signed_at(&[Council], WITNESSED);
            with_earlier(newest(vector, Council, vec![withdrawn()]), Council, list)
                .inclusion_proof(proof(&tree, &own))
        },
    ]
}
