//! The folder of a badge vector: `vector.json`, the badge, the evidence, the report.

use sanad_core::json::{Json, Object};
use sanad_core::jws::begins_as_jws;

use super::{Expected, Source, Vector};
use crate::content::Content;
use crate::tree::Tree;
use crate::vector::{optional, text, texts};

/// What the verifier remembers, before and after.
const STATE: &str = "state.json";
const STATE_AFTER: &str = "state-after.json";

impl Vector {
    /// Adds the folder, with the report as it is given now, and gives back the vector's row for the index. Where the
    /// answer is not the one expected, that is a surprise.
    pub(in crate::vector) fn add_to(&self, tree: &mut Tree, surprises: &mut Vec<String>) -> Json {
        let folder = format!("badge/{}", self.name);
        match self.run() {
            Ok(answer) => {
                surprises.extend(
                    answer.unlike(&self.expected).into_iter().map(|words| format!("{folder}: {words}")),
                );
                tree.add(format!("{folder}/report.json"), answer.reports.to_json());
            }
            Err(words) => surprises.push(format!("{folder}: {words}")),
        }
        if self.badge.recipe().is_none() {
            tree.add(format!("{folder}/{}", self.badge_file()), self.badge.bytes());
        }
        if let Some(picture) = &self.picture {
            tree.add(format!("{folder}/{}", picture_file(picture)), picture.bytes());
        }
        if let (Some(before), Some(after)) = (&self.state, &self.expected.state) {
            tree.add(format!("{folder}/{STATE}"), before.bytes());
            tree.add(format!("{folder}/{STATE_AFTER}"), after.as_str());
        }
        for (url, source) in &self.evidence {
            if let Source::Document(content) = source
                && content.recipe().is_none()
            {
                tree.add(format!("{folder}/{}", evidence_file(url, content)), content.bytes());
            }
        }
        tree.add_json(format!("{folder}/vector.json"), self.to_object());
        let codes: Vec<&str> = self.expected.codes().collect();
        let row = Object::new()
            .with("name", self.name.as_str())
            .with("comment", self.comment.as_str())
            .with("verdict", self.expected.verdict.as_str())
            .with("codes", codes)
            .with("flags", self.flags.iter().map(String::as_str).collect::<Vec<_>>());
        match &self.twin {
            Some(twin) => row.with("twin", twin.as_str()).into(),
            None => row.into(),
        }
    }

    fn badge_file(&self) -> &'static str {
        let bytes = self.badge.bytes();
        if begins_as_jws(&bytes) {
            "badge.jwt"
        } else if Json::parse(&bytes).is_ok() {
            "badge.json"
        } else {
            "badge.bin"
        }
    }

    fn to_object(&self) -> Object {
        let kept = |content: &Content, file: &str| content.recipe().unwrap_or_else(|| file.into());
        let evidence = self.evidence.iter().map(|(url, source)| {
            let row = Object::new().with("url", url.as_str());
            Json::Object(match source {
                Source::Document(content) => {
                    row.with("document", kept(content, &evidence_file(url, content)))
                }
                Source::Gone => row.with("gone", true),
                Source::Unreachable { why, cause: None } => row.with("unreachable", why.as_str()),
                Source::Unreachable { why, cause: Some(cause) } => {
                    row.with("unreachable", why.as_str()).with("cause", cause.as_str())
                }
            })
        });
        let checks = self
            .expected
            .checks
            .iter()
            .fold(Object::new(), |checks, (check, code)| checks.with(check, code.as_str()));
        let mut expect = Object::new()
            .with("verdict", self.expected.verdict.as_str())
            .with("checks", checks)
            .with("needs", self.expected.needs.clone());
        if !self.expected.remarks.is_empty() {
            expect.insert("remarks", self.expected.remarks.clone());
        }
        let mut object = Object::new()
            .with("comment", self.comment.as_str())
            .with("spec", self.spec.as_str())
            .with("at", self.at.as_str())
            .with("policy", self.policy.as_str());
        let options = [
            ("undecided_endorsements", &self.undecided_endorsements),
            ("jwt_profile", &self.jwt_profile),
            ("refresh", &self.refresh),
            ("unavailable_status", &self.unavailable_status),
            ("formula", &self.formula),
            ("claimed_times", &self.claimed_times),
            ("unpinned_keys", &self.unpinned_keys),
            ("list_grace", &self.list_grace),
            ("recipient", &self.recipient),
            ("domain", &self.domain),
            ("challenge", &self.challenge),
        ];
        for (name, value) in options {
            if let Some(value) = value {
                object.insert(name, value.as_str());
            }
        }
        object.insert("anchors", self.anchors.clone());
        object.insert("badge", kept(&self.badge, self.badge_file()));
        if let Some(picture) = &self.picture {
            object.insert("picture", picture_file(picture));
        }
        if self.state.is_some() {
            object.insert("state", STATE);
            expect.insert("state", STATE_AFTER);
        }
        object.insert("evidence", Json::Array(evidence.collect()));
        if !self.inclusion_proofs.is_empty() {
            object.insert("inclusion_proofs", self.inclusion_proofs.clone());
        }
        object.insert("flags", self.flags.clone());
        if let Some(twin) = &self.twin {
            object.insert("twin", twin.as_str());
        }
        object.with("expect", expect)
    }

    /// Reads the vector in a folder such as `badge/status_revoked`.
    ///
    /// # Errors
    /// In words, if it is none.
    pub fn read(tree: &Tree, folder: &str) -> Result<Self, String> {
        let object = tree.object(&format!("{folder}/vector.json"))?;
        let content = |value: Option<&Json>| match value {
            Some(Json::String(file)) => {
                let bytes =
                    tree.get(&format!("{folder}/{file}")).ok_or_else(|| format!("there is no {file}"))?;
                Ok(Content::of_bytes(bytes))
            }
            Some(Json::Object(recipe)) => Content::of_recipe(recipe),
            _ => Err("a document is a file or a recipe".to_owned()),
        };
        let evidence = object.get("evidence").map_or(&[][..], Json::items).iter().map(|row| {
            let row = row.as_object().ok_or("`evidence` holds objects")?;
            let source = match optional(row, "unreachable")? {
                Some(why) => Source::Unreachable { why, cause: optional(row, "cause")? },
                None if row.contains("gone") => Source::Gone,
                None => Source::Document(content(row.get("document"))?),
            };
            Ok((text(row, "url")?, source))
        });
        let expect = object.get("expect").and_then(Json::as_object).ok_or("no `expect`")?;
        let checks = expect.get("checks").and_then(Json::as_object).ok_or("no `checks`")?;
        let checks = checks.iter().map(|(check, _)| Ok((check.to_owned(), text(checks, check)?)));
        Ok(Self {
            name: folder.rsplit('/').next().unwrap_or_default().to_owned(),
            comment: text(&object, "comment")?,
            spec: text(&object, "spec")?,
            at: text(&object, "at")?,
            policy: text(&object, "policy")?,
            undecided_endorsements: optional(&object, "undecided_endorsements")?,
            jwt_profile: optional(&object, "jwt_profile")?,
            refresh: optional(&object, "refresh")?,
            unavailable_status: optional(&object, "unavailable_status")?,
            anchors: object.get("anchors").map_or(&[][..], Json::items).to_vec(),
            formula: optional(&object, "formula")?,
            claimed_times: optional(&object, "claimed_times")?,
            unpinned_keys: optional(&object, "unpinned_keys")?,
            list_grace: optional(&object, "list_grace")?,
            recipient: optional(&object, "recipient")?,
            domain: optional(&object, "domain")?,
            challenge: optional(&object, "challenge")?,
            evidence: evidence.collect::<Result<_, String>>()?,
            inclusion_proofs: object.get("inclusion_proofs").map_or(&[][..], Json::items).to_vec(),
            flags: texts(&object, "flags")?,
            twin: optional(&object, "twin")?,
            badge: content(object.get("badge"))?,
            state: object.get("state").map(|file| content(Some(file))).transpose()?,
            picture: object.get("picture").map(|file| content(Some(file))).transpose()?,
            expected: Expected {
                verdict: text(expect, "verdict")?,
                checks: checks.collect::<Result<_, String>>()?,
                needs: texts(expect, "needs")?,
                state: match expect.get("state") {
                    None => None,
                    file => Some(String::from_utf8(content(file)?.bytes()).map_err(|e| e.to_string())?),
                },
                remarks: if expect.contains("remarks") { texts(expect, "remarks")? } else { Vec::new() },
            },
        })
    }
}

fn picture_file(picture: &Content) -> &'static str {
    if picture.bytes().starts_with(b"\x89PNG") { "picture.png" } else { "picture.svg" }
}

/// The file of a document by where it came from.
fn evidence_file(url: &str, content: &Content) -> String {
    let bare = url.strip_prefix("https://").unwrap_or(url);
    let name: String =
        bare.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    if [".png", ".svg"].iter().any(|end| name.ends_with(end)) {
        return format!("evidence/{name}");
    }
    let kind = if begins_as_jws(&content.bytes()) { "jwt" } else { "json" };
    format!("evidence/{}.{kind}", name.trim_end_matches(".json"))
}
