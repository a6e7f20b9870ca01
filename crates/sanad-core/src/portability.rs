//! What other software trips over in a badge that is right. `spec/badge.md#portability`

use crate::json::{Json, Object};
use crate::model::credential::DataModel;
use crate::pointer::JsonPointer;

/// Something in a badge that other software is known to read otherwise, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trap {
    /// Where in the badge.
    pub at: JsonPointer,
    /// What happens elsewhere, in a sentence without full stop.
    pub words: &'static str,
}

/// The traps in a badge, `content` being without its `proof`. None of them is a defect.
#[must_use]
pub fn traps(content: &Object, proof: Option<&Json>) -> Vec<Trap> {
    let mut traps = Vec::new();
    contexts(content, &mut traps);
    members(content, &mut traps);
    let root = JsonPointer::root();
    values(&Json::Object(content.clone()), &root, &mut traps);
    if let Some(proof) = proof {
        proofs(proof, &mut traps);
    }
    traps
}

fn trap(at: JsonPointer, words: &'static str) -> Trap {
    Trap { at, words }
}

const CURRENT: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

fn contexts(content: &Object, traps: &mut Vec<Trap>) {
    let at = JsonPointer::root().member("@context");
    let named = content.get("@context").map_or(&[][..], Json::items);
    if DataModel::of(content) == DataModel::V1 {
        traps.push(trap(at.item(0), "VC 1.1: readers of VC 2.0 only refuse it"));
    }
    if named.get(1).and_then(Json::as_str).is_some_and(|url| url != CURRENT) {
        traps.push(trap(
            at.item(1),
            "an older context of Open Badges 3.0: the same words have other IRIs there, so a reader that knows only the \
             newest one computes another signature",
        ));
    }
}

fn members(content: &Object, traps: &mut Vec<Trap>) {
    let root = JsonPointer::root();
    if matches!(content.get("credentialStatus"), Some(Json::Array(entries)) if entries.len() > 1) {
        let words = "several status entries: the schema of Open Badges 3.0 has one, and some readers look at the first";
        traps.push(trap(root.member("credentialStatus"), words));
    }
    if content.contains("credentialStatus") && content.get("credentialStatus").is_some_and(has_no_id) {
        let words = "a status entry without `id`: required before October 2025";
        traps.push(trap(root.member("credentialStatus"), words));
    }
    if !content.contains("credentialSchema") {
        let words = "no `credentialSchema`: some readers expect the schema of 1EdTech to be named";
        traps.push(trap(root.clone(), words));
    }
    if !content.contains("name") {
        traps.push(trap(root.clone(), "no `name`: wallets show a badge without one by its type"));
    }
    let subject = content.get("credentialSubject").and_then(Json::as_object);
    if subject.is_some_and(|subject| !subject.contains("id")) {
        let words = "the recipient has no `id`: wallets cannot prove that it is theirs";
        traps.push(trap(root.member("credentialSubject"), words));
    }
}

fn has_no_id(status: &Json) -> bool {
    status.items().iter().filter_map(Json::as_object).any(|entry| !entry.contains("id"))
}

/// What can stand anywhere.
fn values(value: &Json, at: &JsonPointer, traps: &mut Vec<Trap>) {
    match value {
        Json::Object(object) => {
            for (name, member) in object.iter() {
                let here = at.member(name);
                match (name, member) {
                    ("endorsementJwt", _) => traps.push(trap(
                        here.clone(),
                        "`endorsementJwt` is in the context only since June 2026: a reader with older bytes of it \
                         refuses the member, or leaves it out of what is signed",
                    )),
                    ("jti", _) => traps.push(trap(
                        here.clone(),
                        "`jti` is in the context only since November 2025",
                    )),
                    ("@language", Json::String(tag)) if tag.chars().any(|c| c.is_ascii_uppercase()) => {
                        traps.push(trap(
                            here.clone(),
                            "a language tag with capitals: some processors sign it as written, others in small letters",
                        ));
                    }
                    ("awardedDate", _) => {
                        traps.push(trap(
                            here.clone(),
                            "`awardedDate` has the odd datatype `xsd:dateTime` in context 3.0.3: processors that \
                             correct it compute another signature",
                        ));
                    }
                    _ => {}
                }
                values(member, &here, traps);
            }
        }
        Json::Array(items) => {
            if alike(items) {
                let words = "items that are alike and have no `id`: a processor with a small work limit gives up on them";
                traps.push(trap(at.clone(), words));
            }
            for (index, item) in items.iter().enumerate() {
                values(item, &at.item(index), traps);
            }
        }
        Json::Number(number) if number.as_f64().fract() != 0.0 => {
            let words = "a number with a fraction: some processors write it otherwise than JSON-LD asks";
            traps.push(trap(at.clone(), words));
        }
        _ => {}
    }
}

/// Whether two objects without id are equal: RDFC-1.0 has to try which is which.
fn alike(items: &[Json]) -> bool {
    let nameless = |item: &&Json| item.as_object().is_some_and(|object| !object.contains("id"));
    items.iter().filter(nameless).take(64).enumerate().any(|(index, item)| {
        items.iter().filter(nameless).take(64).skip(index.saturating_add(1)).any(|other| other == item)
    })
}

fn proofs(proof: &Json, traps: &mut Vec<Trap>) {
    let at = JsonPointer::root().member("proof");
    let single = !matches!(proof, Json::Array(_));
    if proof.items().len() > 1 {
        traps.push(trap(
            at.clone(),
            "several proofs: some readers check the first one they know, and no other",
        ));
    }
    for (index, proof) in proof.items().iter().enumerate() {
        let Some(proof) = proof.as_object() else { continue };
        let here = if single { at.clone() } else { at.item(index) };
        let words = match (proof.text("type"), proof.text("cryptosuite")) {
            (Some("Ed25519Signature2020"), _) | (_, Some("eddsa-2022")) => {
                "a kind of proof that is being given up: newer readers may not know it"
            }
            (_, Some("eddsa-jcs-2022" | "ecdsa-jcs-2019" | "ecdsa-rdfc-2019")) => {
                "a suite that 1EdTech's certification does not ask readers to know"
            }
            _ => continue,
        };
        traps.push(trap(here.member("cryptosuite"), words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, proof: Option<&str>) -> Vec<String> {
        let Ok(Json::Object(content)) = Json::parse(text.as_bytes()) else { panic!("{text}") };
        let proof = proof.map(|proof| Json::parse(proof.as_bytes()).unwrap());
        traps(&content, proof.as_ref()).into_iter().map(|trap| trap.at.as_str().to_owned()).collect()
    }

    const PLAIN: &str = r#""@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "name":"n","credentialSchema":[],"credentialSubject":{"id":"u:a"}"#;

    #[test]
    fn a_plain_badge_has_none_and_each_trap_is_told_with_its_place() {
        assert_eq!(found(&format!("{{{PLAIN}}}"), None), Vec::<String>::new());
        let rdfc = r#"{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022"}"#;
        assert_eq!(found(&format!("{{{PLAIN}}}"), Some(rdfc)), Vec::<String>::new());
        for (member, at) in [
            (r#""credentialStatus":[{"id":"u:1"},{"id":"u:2"}]"#, "/credentialStatus"),
            (r#""credentialStatus":{}"#, "/credentialStatus"),
            (r#""issuer":{"endorsementJwt":["a.b.c"]}"#, "/issuer/endorsementJwt"),
            (r#""description":{"@language":"fr-CA"}"#, "/description/@language"),
            (r#""awardedDate":"2026-03-01T09:00:00Z""#, "/awardedDate"),
            (r#""evidence":[{"a":1},{"id":"u:1"},{"a":1}]"#, "/evidence"),
            (r#""x":{"y":[36.5]}"#, "/x/y/0"),
            (r#""jti":"u:1""#, "/jti"),
        ] {
            assert_eq!(found(&format!("{{{PLAIN},{member}}}"), None), [at], "{member}");
        }
        let older = PLAIN
            .replace("context-3.0.3", "context-3.0.2")
            .replace("ns/credentials/v2", "2018/credentials/v1");
        assert_eq!(found(&format!("{{{older}}}"), None), ["/@context/0", "/@context/1"]);
        assert_eq!(found("{}", None), ["", ""]);
        let two = r#"[{"cryptosuite":"eddsa-jcs-2022"},{"type":"Ed25519Signature2020"}]"#;
        let at = ["/proof", "/proof/0/cryptosuite", "/proof/1/cryptosuite"];
        assert_eq!(found(&format!("{{{PLAIN}}}"), Some(two)), at);
    }
}
