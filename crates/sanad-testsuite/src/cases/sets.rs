//! Several proofs of one badge: sets whose members stand alone, and chains.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::Json;
use sanad_core::proof::cryptosuite::Cryptosuite;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::document::{self, Document, WEB, WEB_METHOD, by};
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

const FIRST: &str = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544";
const SECOND: &str = "urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54";

pub(super) fn cases() -> Vec<Vector> {
    [sets(), chains()].concat()
}

fn accepted(name: &str, comment: &str, badge: Document) -> Vector {
    Vector::new(name, comment).spec("proof.md#sets-and-chains").badge(badge).accepted()
}

fn rejected(name: &str, comment: &str, twin: &str, badge: Document, code: Code) -> Vector {
    Vector::new(name, comment)
        .spec("proof.md#sets-and-chains")
        .flag(Flag::Altered)
        .twin(twin)
        .badge(badge)
        .expect(Reject, Proof, code)
}

/// Threats P7.
fn sets() -> Vec<Vector> {
    let set = || Document::badge().sign(&by(Academy)).sign(&by(Commission));
    let reversed = || Document::badge().sign(&by(Commission)).sign(&by(Academy));
    let forged = || by(Attacker).method(Commission.method());
    let mut eight = Document::badge().sign(&by(Academy));
    for second in 1..8 {
        eight = eight.sign(&by(Commission).set("created", format!("2026-02-01T09:00:0{second}Z")));
    }
    let nine = eight.clone().sign(&by(Commission).set("created", "2026-02-01T09:00:08Z"));
    vec![
        accepted("set_co_signed", "Signed by the academy and by the commission.", set()),
        accepted("set_co_signed_reversed", "The same, the commission first.", reversed()),
        accepted("set_one_in_array", "One proof in an array.", {
            let signed = Document::badge().sign(&by(Academy));
            let proof = signed.clone().into_object().remove("proof").unwrap_or(Json::Null);
            signed.set("/proof", Json::Array(vec![proof]))
        }),
        accepted(
            "set_two_suites",
            "Signed twice by the academy, once with each suite.",
            Document::badge().sign(&by(Academy)).sign(&by(Academy).suite(Cryptosuite::EddsaJcs2022)),
        ),
        accepted(
            "set_with_unknown_suite",
            "Signed by the academy; beside it a proof of a suite that is not checked.",
            Document::badge()
                .sign(&by(Academy))
                .sign(&by(Commission))
                .set("/proof/1/cryptosuite", "bbs-2023"),
        ),
        rejected(
            "set_good_then_bad",
            "The academy's proof holds, the one under the commission's key does not.",
            "set_co_signed",
            Document::badge().sign(&by(Academy)).sign(&forged()),
            ProofSetMemberFailed,
        )
        .flag(Flag::Forged),
        rejected(
            "set_bad_then_good",
            "The same, the bad one first.",
            "set_co_signed_reversed",
            Document::badge().sign(&forged()).sign(&by(Academy)),
            ProofSetMemberFailed,
        )
        .flag(Flag::Forged),
        Vector::new("set_without_issuer", "Signed by the commission and the attacker, not by the issuer.")
            .spec("verification.md#issuer")
            .flag(Flag::Forged)
            .twin("set_co_signed")
            .badge(Document::badge().sign(&by(Commission)).sign(&by(Attacker)))
            .expect(Reject, Issuer, ProofMethodNotIssuer),
        accepted("set_of_eight", "Eight proofs.", eight),
        rejected("set_of_nine", "Nine proofs.", "set_of_eight", nine, ProofTooMany).flag(Flag::Exhausting),
        Vector::new("set_co_signer_unavailable", "Co-signed by an academy whose document is not at hand.")
            .spec("verification.md#proof")
            .flag(Flag::Unavailable)
            .twin("set_co_signed")
            .badge(Document::badge().sign(&by(Academy)).sign(&by(Commission).method(WEB_METHOD)))
            .expect(Undecided, Proof, DidUnavailable)
            .wants(document::WEB_URL),
        Vector::new(
            "set_co_signer_not_asked_for",
            "The same, with a signature of the academy that does not hold: nothing is fetched for it.",
        )
        .spec("verification.md#order")
        .flag(Flag::Forged)
        .twin("set_co_signed")
        .badge(
            Document::badge()
                .sign(&by(Attacker).method(Academy.method()))
                .sign(&by(Commission).method(WEB_METHOD)),
        )
        .expect(Reject, Proof, ProofSetMemberFailed),
        Vector::new("set_web_co_signer", "Co-signed by an academy whose document is at hand.")
            .spec("verification.md#proof")
            .badge(Document::badge().sign(&by(Academy)).sign(&by(Commission).method(WEB_METHOD)))
            .evidence(document::WEB_URL, Document::controller(WEB, WEB_METHOD, Commission))
            .accepted(),
    ]
}

/// Threats P8.
fn chains() -> Vec<Vector> {
    let first = || by(Academy).set("id", FIRST);
    let second = || by(Commission).set("previousProof", FIRST);
    let chain = || Document::badge().sign(&first()).sign(&second());
    vec![
        accepted("chain_of_two", "The commission signs the academy's proof as well.", chain()),
        accepted(
            "chain_of_two_jcs",
            "The same with eddsa-jcs-2022.",
            Document::badge()
                .sign(&first().suite(Cryptosuite::EddsaJcs2022))
                .sign(&second().suite(Cryptosuite::EddsaJcs2022)),
        ),
        accepted(
            "chain_of_three",
            "A third proof that follows both.",
            Document::badge()
                .sign(&first())
                .sign(&second().set("id", SECOND))
                .sign(&by(Learner).set("previousProof", vec![FIRST, SECOND])),
        ),
        rejected(
            "chain_first_removed",
            "The academy's proof taken out.",
            "chain_of_two",
            chain().remove("/proof/0"),
            ProofPreviousNotFound,
        ),
        rejected(
            "chain_first_replaced",
            "The academy's proof made anew at another time: the commission did not sign that one.",
            "chain_of_two",
            {
                let other = Document::badge().sign(&first().set("created", "2026-02-03T09:00:00Z"));
                let proof = other.into_object().remove("proof").unwrap_or(Json::Null);
                chain().set("/proof/0", proof)
            },
            ProofSetMemberFailed,
        ),
        rejected(
            "chain_link_removed",
            "The commission's proof no longer says that it follows another.",
            "chain_of_two",
            chain().remove("/proof/1/previousProof"),
            ProofSetMemberFailed,
        ),
        rejected(
            "chain_cycle",
            "Two proofs that follow each other.",
            "chain_of_two",
            chain().set("/proof/1/id", SECOND).set("/proof/0/previousProof", SECOND),
            ProofChainCycle,
        ),
        rejected(
            "chain_of_itself",
            "A proof that follows itself.",
            "chain_of_two",
            Document::badge().sign(&first()).set("/proof/previousProof", FIRST),
            ProofChainCycle,
        ),
        rejected(
            "chain_two_with_one_id",
            "Two proofs with one id: which of them is followed?",
            "chain_of_two",
            chain().set("/proof/1/id", FIRST),
            ProofMalformed,
        )
        .flag(Flag::Ambiguous),
        Vector::new(
            "chain_follows_unknown_suite",
            "The academy's proof follows one of a suite that is not checked.",
        )
        .spec("proof.md#sets-and-chains")
        .flag(Flag::Unsupported)
        .twin("chain_of_two")
        .badge({
            let before = Document::badge()
                .sign(&by(Commission).set("id", FIRST))
                .set("/proof/cryptosuite", "bbs-2023");
            before.sign(&by(Academy).set("previousProof", FIRST))
        })
        .expect(Undecided, Proof, ProofUnsupportedSuite)
        .also(Issuer, ProofUnsupportedSuite),
    ]
}
