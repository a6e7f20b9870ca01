//! A verification by the folder of `sanad trust`: what is in it goes in, and what was learned goes back.

use std::path::{Path, PathBuf};

use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::trust_state::TrustState;

use crate::fail::Failure;
use crate::file::FolderLock;
use crate::imported::Imported;
use crate::seen::Seen;
use crate::trust_folder::TrustFolder;

/// The folder as a verification uses it.
pub(crate) struct Trusting {
    path: PathBuf,
    folder: TrustFolder,
    state: TrustState,
    imports: Vec<Imported>,
}

impl Trusting {
    /// Reads the folder.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let folder = TrustFolder::open(path)?;
        let (state, imports) = (folder.state()?, folder.imports()?);
        Ok(Self { path: path.to_owned(), folder, state, imports })
    }

    /// Whom the folder trusts.
    pub(crate) fn anchors(&self) -> &[TrustAnchor] {
        &self.folder.anchors
    }

    /// How many of them must vouch.
    pub(crate) const fn formula(&self) -> Formula {
        self.folder.formula
    }

    /// What was seen before.
    pub(crate) const fn state(&self) -> &TrustState {
        &self.state
    }

    /// Adds the lists that were kept, beside what was fetched: the newest that holds is used, whichever that is. They are
    /// under names of ours, so that having an old one keeps nobody from fetching a newer.
    pub(crate) fn add_kept(&self, evidence: &mut Evidence) -> Result<(), Failure> {
        for (index, bytes) in self.folder.lists()?.iter().enumerate() {
            // What cannot be read is not believed either, and the report says which list is wanting.
            let _ = evidence.insert(format!("urn:sanad:kept-list:{index}"), bytes);
        }
        Ok(())
    }

    /// Keeps others waiting, and takes in what they may have written meanwhile: else a list that they have seen could
    /// not be had, and the one of before would be an old one.
    pub(crate) fn lock(&mut self, evidence: &mut Evidence) -> Result<FolderLock, Failure> {
        let lock = TrustFolder::lock(&self.path)?;
        let state = self.folder.state()?;
        if state != self.state {
            self.state = state;
            self.add_kept(evidence)?;
        }
        Ok(lock)
    }

    /// Writes back what was learned, after everything was checked and under the lock: first the lists, then what is
    /// remembered of them, so that what is remembered is never newer than what is there.
    // spec/trust-folder.md#verifying
    pub(crate) fn keep(&mut self, seen: &Seen) -> Result<(), Failure> {
        let mut state = self.state.clone();
        state.remember(seen.sightings()).map_err(|error| {
            let hint = "`sanad trust forget --seen` what you no longer need, or begin a new folder";
            Failure::new(format!("what was seen cannot be remembered: {error}"), hint)
        })?;
        for (id, list) in seen.lists() {
            // Another verification may have gone further meanwhile.
            if state.list(id).is_some_and(|known| known.digest() == list.digest) {
                self.folder.keep_list(id, &list.bytes)?;
            }
        }
        if state != self.state {
            self.folder.save_state(&state)?;
            self.state = state;
        }
        Ok(())
    }

    /// What others say about an issuer, each with the words that say what it is not.
    pub(crate) fn hearsay(&self, issuer: &str) -> Vec<String> {
        let about = self.imports.iter().flat_map(|import| {
            import.about(issuer).map(move |claim| {
                let name = claim.name.as_deref().unwrap_or("(no name)");
                format!("{}: {name}; {}", import.kind.label(), claim.says)
            })
        });
        about.collect()
    }
}
