//! Badges of which the holder shows a part, and parts that are not what the issuer signed.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a case that cannot be built is written wrongly"
)]

use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::proof::selective::disclosure::Disclosure;
use sanad_core::proof::selective::value;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use crate::content::Content;
use crate::document::{self, Document};
use crate::selective::base::{BaseProof, Keys};
use crate::selective::derived::{DerivedProof, derive};
use crate::selective::keys;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

mod forged;

pub(super) fn cases() -> Vec<Vector> {
    [accepted(), left_out(), forged::cases()].concat()
}

/// What the academy demands to be shown.
const MANDATORY: [&str; 2] = ["/issuer", "/validFrom"];
/// What Open Badges demands besides.
const REQUIRED: [&str; 2] = ["/name", "/credentialSubject/achievement"];
/// And what says how well it was done.
const MORE: [&str; 3] = ["/name", "/credentialSubject/achievement", "/evidence"];

fn academy() -> Keys {
    keys::of("academy")
}

/// The badge as the academy signs it: with more in it than Open Badges demands.
fn whole() -> Document {
    whole_with(&["A seam of 40 cm, held.", "A photograph of the bench."])
}

fn whole_with(evidence: &[&str]) -> Document {
    let piece = |name: &str| Object::new().with("type", vec!["Evidence"]).with("narrative", name);
    Document::badge()
        .set("/issuer/id", keys::did(&academy().issuer))
        .set("/evidence", evidence.iter().map(|name| piece(name)).collect::<Vec<_>>())
}

/// The proof options of whoever has these keys.
fn options(keys: &Keys) -> Object {
    Object::new()
        .with("type", "DataIntegrityProof")
        .with("cryptosuite", "ecdsa-sd-2023")
        .with("verificationMethod", keys::method(&keys.issuer))
        .with("proofPurpose", "assertionMethod")
        .with("created", document::ISSUED)
}

/// A badge that a holder shows, with all that can be tampered with.
#[derive(Clone)]
struct Shown {
    content: Document,
    options: Object,
    proof: DerivedProof,
}

impl Shown {
    /// What these pointers name of the academy's badge.
    fn of(pointers: &[&str]) -> Self {
        Self::of_badge(&whole(), &MANDATORY, pointers)
    }

    fn of_badge(badge: &Document, mandatory: &[&str], pointers: &[&str]) -> Self {
        Self::signed_by(&academy(), badge, mandatory, pointers)
    }

    fn signed_by(keys: &Keys, badge: &Document, mandatory: &[&str], pointers: &[&str]) -> Self {
        let contexts = ContextSet::official();
        let (content, options) = (badge.clone().into_object(), options(&academy()));
        let base = BaseProof::new(&content, &options, mandatory, keys, &contexts);
        let (shown, proof) = derive(&content, &base, pointers, &contexts);
        Self { content: Document::of(shown), options, proof }
    }

    fn set(self, pointer: &str, value: impl Into<Json>) -> Self {
        Self { content: self.content.set(pointer, value), ..self }
    }

    fn remove(self, pointer: &str) -> Self {
        Self { content: self.content.remove(pointer), ..self }
    }

    fn option(self, name: &str, value: &str) -> Self {
        Self { options: self.options.with(name, value), ..self }
    }

    fn proof(mut self, change: impl FnOnce(&mut DerivedProof)) -> Self {
        change(&mut self.proof);
        self
    }

    /// The lines as they are before anything is tampered with: in order, and which of them are mandatory.
    fn lines(&self) -> Vec<(String, bool)> {
        let proof = value::DerivedProof::from_multibase(&self.proof.to_text()).expect("a good proof");
        let content = self.content.clone().into_object();
        let disclosure =
            Disclosure::new(&proof, &content, &Canonicalizer::official()).expect("not yet tampered with");
        let lines = disclosure.statements().map(str::to_owned).enumerate();
        lines.map(|(at, line)| (line, self.proof.mandatory.contains(&place(at)))).collect()
    }

    /// The place of the one line that holds a text.
    fn line(&self, text: &str) -> usize {
        let lines = self.lines();
        let found: Vec<usize> =
            lines.iter().enumerate().filter(|(_, (line, _))| line.contains(text)).map(|(at, _)| at).collect();
        assert_eq!(found.len(), 1, "lines with `{text}`");
        found[0]
    }

    /// The place among the signatures of that line's.
    fn signature(&self, text: &str) -> usize {
        let at = self.line(text);
        self.lines()[..at].iter().filter(|(_, mandatory)| !mandatory).count()
    }

    fn with_value(&self, text: impl Into<String>) -> Document {
        self.content.clone().set("/proof", self.options.clone().with("proofValue", text.into()))
    }
}

impl From<Shown> for Document {
    fn from(shown: Shown) -> Self {
        shown.with_value(shown.proof.to_text())
    }
}

impl From<Shown> for Content {
    fn from(shown: Shown) -> Self {
        Document::from(shown).into()
    }
}

fn place(at: usize) -> u64 {
    u64::try_from(at).expect("few")
}

fn vector(name: &str, comment: &str, badge: impl Into<Content>) -> Vector {
    Vector::new(name, comment)
        .spec("selective-disclosure.md#checking")
        .anchors(&[&keys::did(&academy().issuer)])
        .badge(badge)
}

/// Not accepted, where [`REQUIRED`] is.
fn rejected(name: &str, comment: &str, badge: impl Into<Content>, code: Code) -> Vector {
    vector(name, comment, badge).twin("selective_required").expect(Reject, Proof, code)
}

/// Not accepted, where [`MORE`] is.
fn rejected_of_more(name: &str, comment: &str, badge: impl Into<Content>, code: Code) -> Vector {
    rejected(name, comment, badge, code).twin("selective_with_evidence")
}

fn accepted() -> Vec<Vector> {
    let good = |name: &str, comment: &str, badge: Shown| {
        vector(name, comment, badge).accepted().remark(ProofShownInPart)
    };
    vec![
        good(
            "selective_required",
            "The holder shows what Open Badges demands, and keeps the evidence to itself.",
            Shown::of(&REQUIRED),
        ),
        good("selective_with_evidence", "The holder shows the evidence too.", Shown::of(&MORE)),
        good(
            "selective_one_of_two",
            "Of two pieces of evidence the holder shows the second.",
            Shown::of(&["/name", "/credentialSubject/achievement", "/evidence/1"]),
        ),
        good(
            "selective_labels_unordered",
            "The labels stand in another order in their map, which says nothing.",
            Shown::of(&MORE).proof(|proof| proof.labels.reverse()),
        ),
        good(
            "selective_nothing_mandatory",
            "The issuer made nothing mandatory, so that every statement has a signature of its own.",
            Shown::of_badge(
                &whole(),
                &[],
                &["/issuer", "/validFrom", "/name", "/credentialSubject/achievement"],
            ),
        ),
        good(
            "selective_all_mandatory",
            "The issuer left the holder no choice.",
            Shown::of_badge(
                &whole(),
                &["/issuer", "/validFrom", "/name", "/credentialSubject", "/evidence"],
                &[],
            ),
        ),
    ]
}

/// What a derived badge cannot tell, and what it has to.
fn left_out() -> Vec<Vector> {
    let ended = || whole().set("/validUntil", "2026-02-28T00:00:00Z");
    let demanding = [&MANDATORY[..], &["/validUntil"]].concat();
    let demanded = || Shown::of_badge(&ended(), &demanding, &REQUIRED);
    let spec = "selective-disclosure.md#left-out";
    vec![
        vector(
            "selective_end_left_out",
            "The badge has ended, and its holder does not show that: the issuer did not make it mandatory. \
             No verifier can tell.",
            Shown::of_badge(&ended(), &MANDATORY, &REQUIRED),
        )
        .spec(spec)
        .accepted()
        .remark(ProofShownInPart),
        vector("selective_end_before", "A badge whose end is mandatory, before it.", demanded())
            .spec(spec)
            .at("2026-02-27T00:00:00Z")
            .accepted()
            .remark(ProofShownInPart),
        vector("selective_end_mandatory", "The same after it.", demanded())
            .spec(spec)
            .flag(Flag::OutOfTime)
            .twin("selective_end_before")
            .expect(Reject, Validity, TimeExpired)
            .remark(ProofShownInPart),
        rejected(
            "selective_mandatory_end_left_out",
            "The end is mandatory, and left out with its place among the mandatory statements.",
            drop_mandatory(demanded(), "/validUntil", "validUntil"),
            ProofSignatureInvalid,
        )
        .spec(spec)
        .flag(Flag::Altered),
        vector(
            "selective_required_left_out",
            "The holder left out the achievement's criteria, which Open Badges demands.",
            Shown::of(&[
                "/name",
                "/credentialSubject/achievement/name",
                "/credentialSubject/achievement/description",
            ]),
        )
        .spec("badge.md#classes")
        .twin("selective_required")
        .expect(Reject, Structure, SchemaMissing),
    ]
}

/// A statement that was mandatory taken out, and its place with it, as a careful forger would.
fn drop_mandatory(shown: Shown, pointer: &str, text: &str) -> Shown {
    let at = place(shown.line(text));
    shown.remove(pointer).proof(|proof| {
        assert!(proof.mandatory.contains(&at), "`{text}` is mandatory");
        proof.mandatory.retain(|index| *index != at);
        proof.mandatory.iter_mut().filter(|index| **index > at).for_each(|index| *index -= 1);
    })
}
