//! Parts of badges that are not what the issuer signed.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a case that cannot be built is written wrongly"
)]

use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::multibase::Base;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::content::Content;
use crate::document::Document;
use crate::keys::Who;
use crate::selective::base::{BaseProof, Keys, sign};
use crate::selective::derived::DerivedProof;
use crate::selective::keys;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

use super::*;

pub(super) fn cases() -> Vec<Vector> {
    [altered(), statements(), places(), labels(), signers(), values()].concat()
}

fn altered() -> Vec<Vector> {
    let shown = || Shown::of(&REQUIRED);
    let altered = |name: &str, comment: &str, badge: Shown| {
        rejected(name, comment, badge, ProofSignatureInvalid).flag(Flag::Altered)
    };
    vec![
        altered(
            "selective_mandatory_altered",
            "A statement that was mandatory says something else.",
            shown().set("/issuer/name", "Academy of Soldering"),
        ),
        altered(
            "selective_chosen_altered",
            "A statement that the holder chose to show says something else.",
            shown().set("/credentialSubject/achievement/name", "Welding II"),
        ),
        altered(
            "selective_recipient_altered",
            "Another recipient.",
            shown().set("/credentialSubject/id", Who::Attacker.did()),
        ),
        altered(
            "selective_options_altered",
            "The proof says it was made a day later.",
            shown().option("created", "2026-02-02T09:00:00Z"),
        ),
        altered(
            "selective_other_badge",
            "The name of another badge by the same academy, with the signature it has there.",
            {
                let name = "2b01> <https://schema.org/name>";
                let other_keys = Keys { proof: keys::of("attacker").proof, ..academy() };
                let other_badge = whole().set("/name", "Welding II");
                let other = Shown::signed_by(&other_keys, &other_badge, &MANDATORY, &REQUIRED);
                let signature = other.proof.signatures[other.signature(name)];
                let at = shown().signature(name);
                shown().set("/name", "Welding II").proof(|proof| proof.signatures[at] = signature)
            },
        )
        .flag(Flag::Replayed),
    ]
}

/// Statements left out, added, and signatures for too many or too few.
fn statements() -> Vec<Vector> {
    let shown = || Shown::of(&REQUIRED);
    let more = || Shown::of(&MORE);
    let photograph = "A photograph";
    let picture = Object::new().with("id", "https://evil.example/i.png").with("type", "Image");
    vec![
        rejected_of_more(
            "selective_chosen_dropped",
            "A chosen statement is left out, and its signature is still there.",
            more().remove("/evidence/1/narrative"),
            ProofDisclosureMismatch,
        )
        .flag(Flag::Altered),
        rejected(
            "selective_mandatory_dropped",
            "A mandatory statement is left out, and its place with it.",
            drop_mandatory(shown(), "/issuer/name", "Academy of Welding"),
            ProofSignatureInvalid,
        )
        .flag(Flag::Altered),
        rejected(
            "selective_added",
            "A picture is added.",
            shown().set("/image", picture.clone()),
            ProofDisclosureMismatch,
        )
        .flag(Flag::Unsigned),
        rejected_of_more(
            "selective_added_signed",
            "A statement is replaced by another, and signed by the attacker.",
            {
                let shown = more();
                let at = shown.signature(photograph);
                let line = shown.lines()[shown.line(photograph)].0.replace(photograph, "A certificate");
                let forged = sign(&keys::of("attacker").proof, line.as_bytes());
                shown
                    .set("/evidence/1/narrative", "A certificate of the bench.")
                    .proof(|proof| proof.signatures[at] = forged)
            },
            ProofSignatureInvalid,
        )
        .flag(Flag::Forged),
        rejected(
            "selective_signature_extra",
            "A signature more than there are chosen statements.",
            shown().proof(|proof| proof.signatures.push(proof.signatures[0])),
            ProofDisclosureMismatch,
        )
        .flag(Flag::Malformed),
        rejected(
            "selective_signature_missing",
            "A signature less.",
            shown().proof(|proof| proof.signatures.truncate(proof.signatures.len() - 1)),
            ProofDisclosureMismatch,
        )
        .flag(Flag::Unsigned),
        rejected(
            "selective_signatures_swapped",
            "The first two signatures stand in each other's place.",
            shown().proof(|proof| proof.signatures.swap(0, 1)),
            ProofSignatureInvalid,
        )
        .flag(Flag::Altered),
    ]
}

/// Which of the statements are said to be mandatory.
fn places() -> Vec<Vector> {
    let shown = || Shown::of(&REQUIRED);
    let count = place(shown().lines().len());
    vec![
        rejected(
            "selective_index_moved",
            "A chosen statement is said to be mandatory, and a mandatory one to be chosen.",
            shown().proof(|proof| {
                let free = (0..count).find(|at| !proof.mandatory.contains(at)).expect("a chosen one");
                let last = proof.mandatory.len() - 1;
                proof.mandatory[last] = free;
                proof.mandatory.sort_unstable();
            }),
            ProofSignatureInvalid,
        )
        .flag(Flag::Altered),
        rejected(
            "selective_index_past_end",
            "A mandatory statement is said to stand behind the last.",
            shown().proof(|proof| {
                let last = proof.mandatory.len() - 1;
                proof.mandatory[last] = count;
            }),
            ProofDisclosureMismatch,
        )
        .flag(Flag::Malformed),
        rejected(
            "selective_index_twice",
            "A mandatory statement counted twice, and a signature less.",
            shown().proof(|proof| {
                proof.mandatory.insert(0, proof.mandatory[0]);
                proof.signatures.pop();
            }),
            ProofDisclosureMismatch,
        )
        .flag(Flag::Malformed),
        rejected(
            "selective_indexes_unordered",
            "The places of mandatory statements in another order.",
            shown().proof(|proof| proof.mandatory.reverse()),
            ProofDisclosureMismatch,
        )
        .flag(Flag::Malformed),
    ]
}

/// What the nodes without a name were called when they were signed.
fn labels() -> Vec<Vector> {
    let more = || Shown::of(&MORE);
    let spec = "selective-disclosure.md#labels";
    let case = |name: &str, comment: &str, badge: Shown, code| {
        rejected_of_more(name, comment, badge, code).spec(spec).flag(Flag::Altered)
    };
    vec![
        case(
            "selective_label_altered",
            "A label with another bit.",
            more().proof(|proof| proof.labels[0].1[31] ^= 1),
            ProofSignatureInvalid,
        ),
        case(
            "selective_labels_swapped",
            "Two nodes under each other's label.",
            more().proof(|proof| {
                let first = proof.labels[0].1;
                proof.labels[0].1 = proof.labels[1].1;
                proof.labels[1].1 = first;
            }),
            ProofSignatureInvalid,
        ),
        case(
            "selective_label_for_two",
            "Two nodes under one label: what was signed of one would hold of both.",
            more().proof(|proof| proof.labels[1].1 = proof.labels[0].1),
            ProofDisclosureMismatch,
        ),
        case(
            "selective_two_labels",
            "Two labels for one node, and none for another.",
            more().proof(|proof| proof.labels[1].0 = proof.labels[0].0),
            ProofDisclosureMismatch,
        ),
        case(
            "selective_label_missing",
            "No label for the last node.",
            more().proof(|proof| proof.labels.truncate(proof.labels.len() - 1)),
            ProofDisclosureMismatch,
        ),
        case(
            "selective_label_gap",
            "The label of a node that would come after the last, in place of the last one's.",
            more().proof(|proof| {
                let last = proof.labels.len() - 1;
                proof.labels[last].0 += 1;
            }),
            ProofDisclosureMismatch,
        ),
        case(
            "selective_label_extra",
            "A label for a node that is not there.",
            more().proof(|proof| proof.labels.push((place(proof.labels.len()), [7; 32]))),
            ProofDisclosureMismatch,
        ),
    ]
}

/// Whose keys there are.
fn signers() -> Vec<Vector> {
    let attacker = || keys::of("attacker");
    let by = |name: &str, comment: &str, keys: &Keys, code| {
        let shown = Shown::signed_by(keys, &whole(), &MANDATORY, &REQUIRED);
        rejected(name, comment, shown, code).flag(Flag::Forged)
    };
    let other_proof_key = Shown::of(&REQUIRED).proof(|proof| {
        let forged = Shown::signed_by(&attacker(), &whole(), &MANDATORY, &REQUIRED).proof;
        *proof = DerivedProof { base_signature: proof.base_signature, ..forged };
    });
    let ed25519 = Document::from(Shown::of(&REQUIRED))
        .set("/issuer/id", Who::Academy.did())
        .set("/proof/verificationMethod", Who::Academy.method());
    vec![
        by(
            "selective_by_attacker",
            "Made by the attacker under the academy's name.",
            &attacker(),
            ProofSignatureInvalid,
        ),
        by(
            "selective_by_proof_key",
            "The base signature is by the key that stands in the proof: anybody can make that.",
            &Keys { issuer: attacker().proof, ..attacker() },
            ProofSignatureInvalid,
        ),
        rejected(
            "selective_other_proof_key",
            "The academy's base signature with a key of the attacker's, which signed all chosen statements.",
            other_proof_key,
            ProofSignatureInvalid,
        )
        .flag(Flag::Forged),
        rejected(
            "selective_issuer_key_ed25519",
            "The issuer's key is not one of the suite's.",
            ed25519,
            KeyTypeMismatch,
        )
        .anchors(&[&Who::Academy.did()])
        .flag(Flag::Malformed),
        rejected(
            "selective_proof_key_p384",
            "The key in the proof says that it is one on P-384.",
            Shown::of(&REQUIRED).proof(|proof| proof.public_key[0] = 0x81),
            KeyTypeMismatch,
        )
        .spec("selective-disclosure.md#proof-value")
        .flag(Flag::Malformed),
        rejected(
            "selective_proof_key_no_point",
            "The key in the proof is no point of P-256: no y belongs to an x of 2^256 − 1.",
            Shown::of(&REQUIRED).proof(|proof| proof.public_key[3..].fill(0xFF)),
            KeyMalformed,
        )
        .spec("selective-disclosure.md#proof-value")
        .flag(Flag::Malformed),
    ]
}

/// Proof values that no holder derives.
fn values() -> Vec<Vector> {
    let shown = Shown::of(&REQUIRED);
    let good = shown.proof.to_bytes();
    let case = |name: &str, comment: &str, text: String, code| {
        rejected(name, comment, shown.with_value(text), code)
            .spec("selective-disclosure.md#proof-value")
            .flag(Flag::Malformed)
    };
    let with = |name: &str, comment: &str, bytes: &[u8], code| {
        case(name, comment, Base::Base64Url.encode(bytes), code)
    };
    let whole_content = whole().into_object();
    let base =
        BaseProof::new(&whole_content, &options(&academy()), &MANDATORY, &academy(), &ContextSet::official());
    let undivided =
        Document::of(whole_content).set("/proof", options(&academy()).with("proofValue", base.to_text()));
    let mut indefinite = good.clone();
    indefinite[3] = 0x9F;
    indefinite.push(0xFF);
    let mut longer = good.clone();
    longer.splice(3..4, [0x98, 5]);
    let mut tagged = good.clone();
    tagged.insert(4, 0xC2);
    // Behind the header, the head of the array, and the head of the base signature.
    let mut short = good.clone();
    short[5] = 63;
    short.remove(6);
    let crowd = whole_with(&["A", "B", "C", "D", "E", "F"]);
    let pointers = ["/issuer", "/validFrom", "/name", "/credentialSubject/achievement", "/evidence"];
    let crowd = Shown::of_badge(&crowd, &[], &pointers);
    assert!(crowd.proof.signatures.len() * 8 > 256, "{} signatures", crowd.proof.signatures.len());
    let proof = Json::Object(crowd.options.clone().with("proofValue", crowd.proof.to_text()));
    let crowd = crowd.content.set("/proof", vec![proof.clone(); 8]);
    let many = shown.clone().proof(|proof| proof.signatures = vec![[0; 64]; 257]);
    vec![
        rejected_of_more(
            "selective_base_proof",
            "The base proof, from which everything can be shown.",
            undivided,
            ProofNotDerived,
        )
        .spec("selective-disclosure.md#proof-value")
        .flag(Flag::Privacy),
        with(
            "selective_value_truncated",
            "The last byte is missing.",
            &good[..good.len() - 1],
            ProofValueEncoding,
        ),
        with(
            "selective_value_trailing",
            "A byte after the end.",
            &[&good[..], &[0]].concat(),
            ProofValueEncoding,
        ),
        with(
            "selective_value_indefinite",
            "An array that does not say how long it is.",
            &indefinite,
            ProofValueEncoding,
        ),
        with(
            "selective_value_long_head",
            "The number five written in two bytes.",
            &longer,
            ProofValueEncoding,
        ),
        with("selective_value_tagged", "A tag before the base signature.", &tagged, ProofValueEncoding),
        with(
            "selective_value_header",
            "A header that the suite does not have.",
            &[&[0xD9, 0x5D, 0x02], &good[3..]].concat(),
            ProofValueEncoding,
        ),
        case(
            "selective_value_base58",
            "The good value in base58btc.",
            Base::Base58Btc.encode(&good),
            ProofValueEncoding,
        ),
        case(
            "selective_value_padded",
            "The good value with padding.",
            format!("{}=", Base::Base64Url.encode(&good)),
            ProofValueEncoding,
        ),
        with("selective_signature_63_bytes", "A base signature of 63 bytes.", &short, ProofValueLength),
        rejected(
            "selective_signatures_257",
            "More signatures than are worth checking.",
            // Three bytes are four letters, and 111 bytes stand before the length of the first signature.
            Content::folded(
                &Document::from(many).text(),
                &Base::Base64Url.encode_bare(&[&[64][..], &[0; 64], &[0x58]].concat()),
            ),
            ProofWorkLimit,
        )
        .spec("selective-disclosure.md#proof-value")
        .flag(Flag::Exhausting),
        vector(
            "selective_signatures_in_all",
            "Eight times the same good proof: together more signatures than are worth checking.",
            Content::folded(&Json::from(crowd).to_compact(), &format!("{},", proof.to_compact())),
        )
        .flag(Flag::Exhausting)
        .twin("selective_nothing_mandatory")
        .expect(Undecided, Proof, ProofWorkLimit),
    ]
}
