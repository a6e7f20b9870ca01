//! A vector of `badge/` as a question: everything that is known, and nothing of what is expected.

use std::fs;
use std::path::{Component, Path};

use sanad_core::json::{Json, Object};
use sanad_core::jws::begins_as_jws;
use sanad_core::limits::Limits;
use sanad_core::multibase::Base;

use super::{needed, object, texts};
use crate::fail::Failure;
use crate::file;

/// The members of `vector.json` that a question has as they are.
const AS_THEY_ARE: [&str; 14] = [
    "at",
    "policy",
    "undecided_endorsements",
    "jwt_profile",
    "refresh",
    "unavailable_status",
    "formula",
    "claimed_times",
    "unpinned_keys",
    "list_grace",
    "recipient",
    "domain",
    "challenge",
    "anchors",
];

/// One vector.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The name, as `badge/NAME`.
    pub(crate) name: String,
    /// What it is, in a sentence.
    pub(crate) comment: String,
    /// The verdict that is expected.
    pub(crate) verdict: String,
    /// The codes that may be named for it.
    pub(crate) codes: Vec<String>,
    /// What kind of trouble it is.
    pub(crate) flags: Vec<String>,
    /// The attacks it is about.
    pub(crate) attacks: Vec<String>,
}

/// The vectors of a folder, and what their words mean.
#[derive(Clone, Debug)]
pub(crate) struct Corpus {
    /// The vectors, in the order of the manifest.
    pub(crate) cases: Vec<Case>,
    /// Every attack and its words, in the order of the manifest.
    pub(crate) attacks: Vec<(String, String)>,
}

impl Corpus {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// [`Failure`] if it is none.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join("manifest.json");
        let bytes = file::read(&path, Limits::VECTOR_QUESTION.document_bytes)?;
        let corpus = object(&bytes).and_then(|manifest| Self::of(&manifest));
        corpus.map_err(|why| {
            let message = format!("`{}` is no manifest: {why}", path.display());
            Failure::new(message, "name the folder test-vectors of this repository")
        })
    }

    fn of(manifest: &Object) -> Result<Self, String> {
        let rows = manifest.get("badge").and_then(Json::as_array).ok_or("no `badge`")?;
        let cases = rows.iter().map(|row| {
            let row = row.as_object().ok_or("a row that is no object")?;
            Ok(Case {
                name: format!("badge/{}", needed(row, "name")?),
                comment: needed(row, "comment")?.to_owned(),
                verdict: needed(row, "verdict")?.to_owned(),
                codes: texts(row, "codes")?,
                flags: texts(row, "flags")?,
                attacks: texts(row, "attacks")?,
            })
        });
        let attacks = manifest.get("attacks").and_then(Json::as_object).ok_or("no `attacks`")?;
        let attacks = attacks.iter().map(|(row, _)| Ok((row.to_owned(), needed(attacks, row)?.to_owned())));
        Ok(Self {
            cases: cases.collect::<Result<_, String>>()?,
            attacks: attacks.collect::<Result<_, String>>()?,
        })
    }
}

impl Case {
    /// The question, on one line.
    ///
    /// # Errors
    /// [`Failure`] if the vector cannot be read.
    pub(crate) fn question(&self, folder: &Path) -> Result<String, Failure> {
        let folder = folder.join(&self.name);
        let bytes = file::read(&folder.join("vector.json"), Limits::DEFAULT.document_bytes)?;
        let question = object(&bytes).and_then(|vector| self.ask(&vector, &folder));
        question.map(|question| question.to_compact()).map_err(|why| {
            Failure::new(
                format!("`{}` is no vector: {why}", self.name),
                "restore the folder, or leave it out",
            )
        })
    }

    fn ask(&self, vector: &Object, folder: &Path) -> Result<Object, String> {
        let badge = content(vector.get("badge"), folder)?;
        let mut question = Object::new().with("case", self.name.as_str());
        for name in AS_THEY_ARE {
            if let Some(value) = vector.get(name) {
                question.insert(name, value.clone());
            }
        }
        question.insert("media_type", media_type(&badge));
        question.insert("badge", encode(&badge));
        for name in ["picture", "state"] {
            if let Some(value) = vector.get(name) {
                question.insert(name, encode(&content(Some(value), folder)?));
            }
        }
        let sources = vector.get("evidence").map_or(&[][..], Json::items).iter().map(|source| {
            let source = source.as_object().ok_or("`evidence` holds objects")?;
            match source.get("document") {
                None => Ok(Json::Object(source.clone())),
                document => {
                    let bytes = encode(&content(document, folder)?);
                    Ok(source.without("document").with("bytes", bytes).into())
                }
            }
        });
        question.insert("evidence", Json::Array(sources.collect::<Result<_, String>>()?));
        if let Some(proofs) = vector.get("inclusion_proofs") {
            question.insert("inclusion_proofs", proofs.clone());
        }
        Ok(question)
    }
}

fn encode(bytes: &[u8]) -> String {
    Base::Base64Url.encode_bare(bytes)
}

fn media_type(badge: &[u8]) -> &'static str {
    if begins_as_jws(badge) {
        "application/jwt"
    } else if badge.starts_with(b"\x89PNG") {
        "image/png"
    } else if badge.trim_ascii_start().first() == Some(&b'{') {
        "application/json"
    } else {
        "application/octet-stream"
    }
}

/// The bytes of a file of the vector, or of a recipe.
fn content(value: Option<&Json>, folder: &Path) -> Result<Vec<u8>, String> {
    match value {
        Some(Json::String(name)) => {
            let within = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
            if !within {
                return Err(format!("`{name}` is no file of the vector"));
            }
            fs::read(folder.join(name)).map_err(|error| format!("`{name}`: {}", file::words(&error)))
        }
        Some(Json::Object(recipe)) => {
            let pieces = recipe.get("pieces").and_then(Json::as_array).ok_or("a recipe without `pieces`")?;
            let mut bytes = Vec::new();
            for piece in pieces {
                bytes.extend(piece_bytes(piece).ok_or("a piece is a text and how many times")?);
                if bytes.len() > Limits::VECTOR_QUESTION.document_bytes {
                    return Err("a recipe for more than a question may have".to_owned());
                }
            }
            Ok(bytes)
        }
        _ => Err("a document is a file or a recipe".to_owned()),
    }
}

fn piece_bytes(piece: &Json) -> Option<Vec<u8>> {
    let [Json::String(text), Json::Number(times)] = piece.as_array()? else { return None };
    let times: usize = Json::Number(*times).to_compact().parse().ok()?;
    let whole = text.len().checked_mul(times)?;
    (whole <= Limits::VECTOR_QUESTION.document_bytes).then(|| text.as_bytes().repeat(times))
}
