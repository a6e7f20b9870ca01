//! Is it a badge, as Open Badges 3.0 and VC 2.0 describe one? `spec/verification.md#structure`

use sanad_core::canonical::jsonld::ContextSet;
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::model::conform::{Defect, conform};
use sanad_core::model::credential_kind::CredentialKind;
use sanad_core::pointer::JsonPointer;
use sanad_core::shared::SharedError;

use crate::outcome::Outcome;

/// `content` is the badge without its proof.
pub(crate) fn check(content: &Object, kind: CredentialKind, contexts: &ContextSet) -> Outcome {
    let defects = conform(content, kind);
    let Some(first) = defects.first() else {
        return check_contexts(content, kind, contexts);
    };
    let detail = match defects.len() {
        1 => first.to_string(),
        2 => format!("{first}; and one more defect"),
        count => format!("{first}; and {} more defects", count - 1),
    };
    let listed = defects.iter().map(listed).collect();
    Outcome::fail(first.code, detail).at(first.at.clone()).with_fact("defects", Json::Array(listed))
}

/// Contexts give the badge's words their meaning. An unknown one is refused before anything is asked of the network;
/// that nothing else is amiss with them is found when the signature is checked.
fn check_contexts(content: &Object, kind: CredentialKind, contexts: &ContextSet) -> Outcome {
    let named = content.get("@context").map_or(&[][..], Json::items);
    let unknown = named
        .iter()
        .enumerate()
        .find_map(|(index, item)| Some((index, item.as_str().filter(|url| !contexts.contains(url))?)));
    match unknown {
        None if kind == CredentialKind::Transcript => {
            Outcome::pass("a transcript as the standard describes it")
        }
        None => Outcome::pass("an Open Badge as the standard describes it"),
        Some((index, url)) => {
            let at = JsonPointer::root().member("@context").item(index);
            let detail = format!("the context {url} is not among the known ones");
            Outcome::fail(Code::JsonldContextNotAllowed, detail).at(at)
        }
    }
}

/// For what could not be taken apart. Formats that are known by sight and not read are not known to be wrong.
pub(crate) fn unreadable(error: &SharedError) -> Outcome {
    let outcome = match error {
        SharedError::Unsupported { .. } => Outcome::unknown(error.code(), error.to_string()),
        _ => Outcome::fail(error.code(), error.to_string()),
    };
    match error.at() {
        Some(at) => outcome.at(at.clone()),
        None => outcome,
    }
}

fn listed(defect: &Defect) -> Json {
    Json::Object(
        Object::new()
            .with("code", defect.code.as_str())
            .with("at", defect.at.as_str())
            .with("detail", defect.to_string()),
    )
}
