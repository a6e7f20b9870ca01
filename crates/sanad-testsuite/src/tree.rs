//! A folder of files in memory: what `test-vectors/` shall hold, and what it does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use sanad_core::json::{Json, Object};

/// Files by their paths below the folder, with `/` between the parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree(BTreeMap<String, Vec<u8>>);

/// What the builder does not write: read by people, made by another implementation, or belonging to the third-party
/// suites.
const BY_HAND: [&str; 5] = ["LICENSE", "README.md", "interop/", "schemas/", "third-party/"];

impl Tree {
    /// The folder `test-vectors` of this repository.
    #[must_use]
    pub fn committed() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors")
    }

    /// All files of a folder but those written by hand.
    ///
    /// # Errors
    /// Whatever the file system says.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next)? {
                let path = entry?.path();
                let name = relative(&path, folder);
                if path.is_dir() {
                    open.push(path);
                } else if !BY_HAND.iter().any(|kept| name.starts_with(kept)) {
                    tree.0.insert(name, fs::read(path)?);
                }
            }
        }
        Ok(tree)
    }

    /// Makes a folder hold these files and none else but those written by hand.
    ///
    /// # Errors
    /// Whatever the file system says.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let before = if folder.is_dir() { Self::read(folder)? } else { Self::default() };
        for stale in before.0.keys().filter(|name| !self.0.contains_key(*name)) {
            fs::remove_file(folder.join(stale))?;
            // Folders that have become empty go; the first that has not ends it.
            let mut parent = Path::new(stale).parent();
            while let Some(name) = parent.filter(|name| fs::remove_dir(folder.join(name)).is_ok()) {
                parent = name.parent();
            }
        }
        for (name, bytes) in self.0.iter().filter(|(name, bytes)| before.get(name) != Some(bytes)) {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// Adds a file.
    ///
    /// # Panics
    /// If it is there already: two cases have one name.
    pub fn add(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        let name = name.into();
        assert!(!self.0.contains_key(&name), "two files {name}");
        self.0.insert(name, bytes.into());
    }

    /// Adds a JSON file, indented.
    ///
    /// # Panics
    /// As [`Self::add`].
    pub fn add_json(&mut self, name: impl Into<String>, value: impl Into<Json>) {
        self.add(name, value.into().to_pretty());
    }

    /// Puts a member into the object of a JSON file that is there.
    ///
    /// # Panics
    /// If it is not there, or holds no object.
    #[expect(clippy::panic, reason = "a table that names what is not there is written wrongly")]
    pub fn insert_member(&mut self, name: &str, member: &str, value: impl Into<Json>) {
        let object = self.object(name).unwrap_or_else(|error| panic!("{error}"));
        self.0.insert(name.to_owned(), Json::Object(object.with(member, value)).to_pretty().into());
    }

    /// A file's bytes.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// A file's JSON object.
    ///
    /// # Errors
    /// In words, if there is no such file or it holds something else.
    pub fn object(&self, name: &str) -> Result<Object, String> {
        let bytes = self.get(name).ok_or_else(|| format!("there is no {name}"))?;
        match Json::parse(bytes) {
            Ok(Json::Object(object)) => Ok(object),
            Ok(other) => Err(format!("{name}: {} where an object is wanted", other.kind())),
            Err(error) => Err(format!("{name}: {error}")),
        }
    }

    /// The names of the files, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The folders that hold a file of that name, in order: `badge/NAME` for every `badge/NAME/vector.json`.
    pub fn folders_with(&self, file: &str) -> impl Iterator<Item = &str> {
        self.names().filter_map(move |name| name.strip_suffix(file)?.strip_suffix('/'))
    }

    /// What is not the same in the other: the first few names, each with a word.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mine = self.0.iter().filter_map(|(name, bytes)| match other.0.get(name) {
            None => Some(format!("missing: {name}")),
            Some(found) if found != bytes => Some(format!("changed: {name}")),
            Some(_) => None,
        });
        let others =
            other.0.keys().filter(|name| !self.0.contains_key(*name)).map(|name| format!("stale: {name}"));
        mine.chain(others).collect()
    }

    /// How many bytes the files below a folder have in all.
    #[must_use]
    pub fn size_of(&self, folder: &str) -> usize {
        self.0.iter().filter(|(name, _)| name.starts_with(folder)).map(|(_, bytes)| bytes.len()).sum()
    }
}

impl Extend<(String, Vec<u8>)> for Tree {
    fn extend<T: IntoIterator<Item = (String, Vec<u8>)>>(&mut self, files: T) {
        for (name, bytes) in files {
            self.add(name, bytes);
        }
    }
}

fn relative(path: &Path, folder: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
