//! `sanad explain`: what exactly was signed, what is amiss with it, and what other software trips over.

use std::path::PathBuf;

use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::canonical::canonicalizer::Canonicalizer;
use sanad_core::controller::ControllerDocument;
use sanad_core::did::Did;
use sanad_core::json::{Json, Object};
use sanad_core::key::KeyKind;
use sanad_core::limits::Limits;
use sanad_core::portability::traps;
use sanad_core::proof::data_integrity::{Proof, Suite};
use sanad_core::proof::diagnosis::{suites_that_fit, undefined_terms};
use sanad_core::proof::set::ProofSet;
use sanad_core::proof::signature;
use sanad_core::public_key::PublicKey;
use sanad_core::shared::{Found, Shared};
use sha2::{Digest as _, Sha256};

use super::Answer;
use super::inspect::hex;
use crate::args::Explain;
use crate::fail::Failure;
use crate::file;
use crate::render::{row, rows};
use crate::text;

/// Explains every badge in a file.
pub(crate) fn run(asked: &Explain) -> Result<Answer, Failure> {
    let bytes = file::read(&asked.badge, Limits::DEFAULT.image_bytes)?;
    let shared = Shared::read(&bytes).map_err(|error| {
        let message = format!("`{}` cannot be read: {error}", asked.badge.display());
        Failure::new(message, "it must be a badge, or something that holds one").coded(error.code().as_str())
    })?;
    let controllers = controllers(asked)?;
    let mut lines = vec![
        "NOT VERIFIED: this tells what is in the file and what was signed, not whom to believe.".to_owned(),
    ];
    for part in shared.parts() {
        lines.push(String::new());
        lines.push(format!("== {}", text::safe(&part.place().to_string(), 70)));
        match part.found() {
            Found::Badge(badge) | Found::Transcript(badge) => explain(badge, &controllers, &mut lines),
            Found::Link(url) => row("address", url, &mut lines),
            Found::Presentation(_) => lines.push("  a presentation; what it holds follows".to_owned()),
            _ => lines.push("  an Open Badge 2.0: nothing of it is canonicalised".to_owned()),
        }
    }
    lines.push(String::new());
    Ok(Answer { data: lines.join("\n"), ..Answer::default() })
}

fn controllers(asked: &Explain) -> Result<Vec<Object>, Failure> {
    let read = |path: &PathBuf| match Json::parse(&file::read(path, Limits::DEFAULT.document_bytes)?) {
        Ok(Json::Object(object)) => Ok(object),
        _ => {
            let message = format!("`{}` is no controller document", path.display());
            Err(Failure::new(message, "hand in the JSON of a DID document"))
        }
    };
    asked.evidence.iter().map(read).collect()
}

fn explain(badge: &SignedBadge, controllers: &[Object], lines: &mut Vec<String>) {
    let canonicalizer = Canonicalizer::official();
    row("size", &format!("{} bytes", badge.as_received().len()), lines);
    row("sha256", &hex(&Sha256::digest(badge.as_received())), lines);
    match badge.securing() {
        Securing::Jwt(jwt) => {
            let jws = jwt.jws();
            title("The header that was signed", lines);
            json(jws.header(), lines);
            title("The claims that were signed", lines);
            json(jwt.claims(), lines);
            row("sha256 of what is signed", &hex(&Sha256::digest(jws.signing_input())), lines);
        }
        Securing::Embedded(document) => match document.proofs(&Limits::DEFAULT) {
            Ok(proofs) => {
                for index in 0..proofs.proofs().len() {
                    explain_proof(&proofs, index, badge.content(), controllers, &canonicalizer, lines);
                }
            }
            Err(error) => rows("proof", &format!("none that can be read: {error}"), lines),
        },
    }
    let undefined = undefined_terms(badge.content(), &canonicalizer);
    if !undefined.is_empty() {
        title("Defined by no context, so not signed under an RDF suite", lines);
        lines.extend(undefined.iter().map(|at| format!("  {}", text::safe(at.as_str(), 76))));
    }
    let proof = match badge.securing() {
        Securing::Embedded(document) => document.proof(),
        Securing::Jwt(_) => None,
    };
    let traps = traps(badge.content(), proof);
    if !traps.is_empty() {
        title("What other software may trip over", lines);
        for trap in traps {
            let words = format!("{} ({})", trap.words, text::safe(&trap.at.to_string(), 60));
            for (index, line) in text::wrapped(&words, 76).iter().enumerate() {
                lines.push(format!("{} {line}", if index == 0 { "  -" } else { "   " }));
            }
        }
    }
}

fn explain_proof(
    proofs: &ProofSet<'_>,
    index: usize,
    content: &Object,
    controllers: &[Object],
    canonicalizer: &Canonicalizer,
    lines: &mut Vec<String>,
) {
    let Some(proof) = proofs.proofs().get(index) else { return };
    let suite = match proof.suite() {
        Suite::Known(suite, _) => *suite,
        Suite::Unknown(name) => {
            title(
                &format!("Proof {}: {}, a kind that is not checked", index + 1, text::safe(name, 40)),
                lines,
            );
            return;
        }
    };
    title(&format!("Proof {}: {}", index + 1, suite.name()), lines);
    rows("made by", proof.verification_method().unwrap_or("nobody named"), lines);
    match key(proof, controllers) {
        Ok(key) => {
            row("key", &key.to_multikey(), lines);
            match signature::check(proofs, index, content, &key, canonicalizer) {
                Ok(()) => row("signature", "holds under that key", lines),
                Err(error) => {
                    rows("signature", &format!("does not hold: {error} [{}]", error.code()), lines);
                    for suite in suites_that_fit(proofs, index, content, &key, canonicalizer) {
                        let words = format!(
                            "it would hold as {}: made by one suite, labelled with another",
                            suite.name()
                        );
                        rows("", &words, lines);
                    }
                }
            }
        }
        Err(why) => rows("key", &why, lines),
    }
    let kind = key(proof, controllers).map_or(KeyKind::Ed25519, |key| key.kind());
    match signature::canonical(proofs, index, content, kind, canonicalizer) {
        Ok(canonical) => {
            for (what, form) in [("options", &canonical.options), ("document", &canonical.document)] {
                title(&format!("The {what}, canonical"), lines);
                lines.extend(form.lines().map(|line| text::safe(line, usize::MAX)));
                row("sha256", &hex(&Sha256::digest(form.as_bytes())), lines);
            }
        }
        Err(error) => rows("canonical", &format!("none: {error} [{}]", error.code()), lines),
    }
}

/// The key that a proof names: from a DID that is its own document, or from a document that was handed in.
fn key(proof: &Proof<'_>, controllers: &[Object]) -> Result<PublicKey, String> {
    let method = proof.verification_method().ok_or("the proof names none")?;
    let id = method.split_once('#').map_or(method, |(id, _)| id);
    let document = match id.parse::<Did>().ok().and_then(|did| ControllerDocument::of_did(&did)) {
        Some(document) => document.map_err(|error| error.to_string())?,
        None => {
            let object = controllers.iter().find(|object| object.text("id") == Some(id));
            let object = object.ok_or("not known: hand in the document with --evidence FILE")?;
            ControllerDocument::parse(object, id).map_err(|error| error.to_string())?
        }
    };
    let found = document.methods().find(|found| found.id() == method);
    let found = found.ok_or_else(|| format!("{id} has no such method"))?;
    found.key().cloned().map_err(|error| error.to_string())
}

fn title(words: &str, lines: &mut Vec<String>) {
    lines.push(String::new());
    lines.push(format!("{words}:"));
}

fn json(object: &Object, lines: &mut Vec<String>) {
    let text = Json::Object(object.clone()).to_pretty();
    lines.extend(text.lines().map(|line| format!("  {}", text::safe(line, usize::MAX))));
}
