//! The folder in which a verifier keeps whom it trusts, what it remembers of them, and their newest lists.
//!
//! `anchors.json` is written by people's commands, `state.json` and `lists/` by verifications, `imports/` by imports.
//! Files are named by hashes: no id from outside ever becomes a path.

use std::fs;
use std::path::{Path, PathBuf};

use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::trust_state::TrustState;
use sha2::{Digest as _, Sha256};

use crate::args::trust::ImportKind;
use crate::command::inspect::hex;
use crate::fail::Failure;
use crate::file::{self, Existing, FolderLock, Readers};
use crate::imported::{self, Imported};

/// What `anchors.json` says that it is.
const FORMAT: &str = "https://w3id.org/sanad/trust-anchors/v1";

/// Bytes of a state that is read. 64 MiB: the most that one can hold.
const STATE_BYTES: usize = 64 << 20;

/// The folder, with what people have set in it.
#[derive(Debug)]
pub(crate) struct TrustFolder {
    path: PathBuf,
    pub(crate) formula: Formula,
    pub(crate) anchors: Vec<TrustAnchor>,
}

impl TrustFolder {
    /// The file with what was seen.
    pub(crate) const STATE: &str = "state.json";

    /// Makes a folder in which nobody is trusted yet.
    pub(crate) fn create(path: &Path, formula: Formula) -> Result<Self, Failure> {
        file::make_folder(path)?;
        if !file::is_empty_folder(path)? {
            let message = format!("`{}` has files in it already", path.display());
            return Err(Failure::new(message, "name a new folder").coded("cli.write_failed"));
        }
        let folder = Self { path: path.to_owned(), formula, anchors: Vec::new() };
        folder.write_anchors(Existing::Keep)?;
        Ok(folder)
    }

    /// Reads a folder. What is not understood to the last member is refused: it decides whom to trust.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let anchors = path.join("anchors.json");
        if !file::is_there(&anchors)? {
            let message =
                format!("`{}` is no folder of `sanad trust`: it has no anchors.json", path.display());
            return Err(Failure::new(message, "make one: sanad trust init DIR"));
        }
        let wrong = |what: String| {
            Failure::new(format!("`{}`: {what}", anchors.display()), "only `sanad trust` writes that file")
        };
        let json = Json::parse(&file::read(&anchors, Limits::DEFAULT.document_bytes)?);
        let json = json.map_err(|error| wrong(error.to_string()).coded(error.code().as_str()))?;
        let object = json.as_object().ok_or_else(|| wrong(format!("it is {}", json.kind())))?;
        if object.text("format") != Some(FORMAT) {
            return Err(wrong(format!("its format is not `{FORMAT}`")));
        }
        if let Some((name, _)) =
            object.iter().find(|(name, _)| !["format", "formula", "anchors"].contains(name))
        {
            return Err(wrong(format!("`{name}` is not known in it")));
        }
        let formula = object.text("formula").and_then(Formula::named);
        let formula = formula.ok_or_else(|| wrong("`formula` is none".to_owned()))?;
        let items = object.get("anchors").and_then(Json::as_array);
        let items = items.ok_or_else(|| wrong("it has no array `anchors`".to_owned()))?;
        let anchors = items.iter().map(TrustAnchor::from_json).collect::<Result<_, _>>();
        let anchors = anchors.map_err(|error| wrong(error.to_string()))?;
        Ok(Self { path: path.to_owned(), formula, anchors })
    }

    /// Keeps other commands on this folder waiting.
    pub(crate) fn lock(path: &Path) -> Result<FolderLock, Failure> {
        file::lock_folder_of(&path.join("anchors.json"))
    }

    /// Writes whom to trust.
    pub(crate) fn save_anchors(&self) -> Result<(), Failure> {
        self.write_anchors(Existing::Replace)
    }

    fn write_anchors(&self, existing: Existing) -> Result<(), Failure> {
        let anchors: Vec<Json> = self.anchors.iter().map(TrustAnchor::to_json).collect();
        let object = Object::new()
            .with("format", FORMAT)
            .with("formula", self.formula.to_string())
            .with("anchors", anchors);
        let text = Json::Object(object).to_pretty();
        file::write(&self.path.join("anchors.json"), text.as_bytes(), existing, Readers::Default)
    }

    /// What was seen before; nothing, if this is the first time.
    pub(crate) fn state(&self) -> Result<TrustState, Failure> {
        let path = self.path.join(Self::STATE);
        if !file::is_there(&path)? {
            return Ok(TrustState::new());
        }
        TrustState::from_json(&file::read(&path, STATE_BYTES)?).map_err(|error| {
            let message = format!("`{}`: {error}", path.display());
            Failure::new(message, "restore it from a copy: without it an old list could be shown as new")
        })
    }

    /// Writes what has been seen, whole or not at all. It tells which badges were looked at and found revoked: that is its
    /// owner's matter.
    pub(crate) fn save_state(&self, state: &TrustState) -> Result<(), Failure> {
        let path = self.path.join(Self::STATE);
        file::write(&path, state.to_json().as_bytes(), Existing::Replace, Readers::Owner)
    }

    /// The lists that were kept. What is wrong with one is found when it is verified.
    pub(crate) fn lists(&self) -> Result<Vec<Vec<u8>>, Failure> {
        let read = |path: &PathBuf| file::read(path, list_bytes());
        self.files("lists")?.iter().map(read).collect()
    }

    /// Keeps a list that was verified, in place of the one of that id from before.
    pub(crate) fn keep_list(&self, id: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.folder("lists")?.join(list_name(id));
        if fs::read(&path).is_ok_and(|known| known == bytes) {
            return Ok(());
        }
        file::write(&path, bytes, Existing::Replace, Readers::Default)
    }

    /// Takes away the list of that id that was kept, if there is one; tells whether there was.
    pub(crate) fn drop_list(&self, id: &str) -> Result<bool, Failure> {
        file::remove(&self.path.join("lists").join(list_name(id)))
    }

    /// Keeps a file of another system as it was received, and what it was taken for.
    pub(crate) fn keep_import(&self, kind: ImportKind, bytes: &[u8]) -> Result<(), Failure> {
        let name = format!("{}.{}", hash(bytes), kind.as_str());
        file::write(&self.folder("imports")?.join(name), bytes, Existing::Replace, Readers::Default)
    }

    /// What was taken in from other systems.
    pub(crate) fn imports(&self) -> Result<Vec<Imported>, Failure> {
        let kinds = [ImportKind::Registry, ImportKind::Lote, ImportKind::Ebsi];
        let mut imports = Vec::new();
        for path in self.files("imports")? {
            let kind = kinds
                .into_iter()
                .find(|kind| path.extension().is_some_and(|extension| extension == kind.as_str()));
            let Some(kind) = kind else { continue };
            imports.push(Imported::read(&file::read(&path, imported::MAX_BYTES)?, Some(kind))?);
        }
        Ok(imports)
    }

    fn folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let path = self.path.join(name);
        file::make_folder(&path)?;
        Ok(path)
    }

    /// The files in one of its folders, in the order of their names, so that every run sees them alike.
    fn files(&self, name: &str) -> Result<Vec<PathBuf>, Failure> {
        let path = self.path.join(name);
        if !file::is_there(&path)? {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let entries = entries.map_err(|error| {
            let message = format!("cannot read the folder `{}`: {}", path.display(), file::words(&error));
            Failure::new(message, "look at its owner and mode with `ls -l`")
        })?;
        let mut files: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
        // A name that begins with a dot is a file that is just being written.
        files.retain(|path| !path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")));
        files.sort();
        Ok(files)
    }
}

fn list_name(id: &str) -> String {
    format!("{}.json", hash(id.as_bytes()))
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes of a list that is read.
pub(crate) const fn list_bytes() -> usize {
    Limits::ACCREDITATION_LIST.document_bytes
}
