//! A verification by the folder of `sanad trust`: what is in it goes in, and what was learned goes back.

use std::path::{Path, PathBuf};

use sanad_core::accreditation::digest::ListDigest;
use sanad_verifier::accreditation::formula::Formula;
use sanad_verifier::accreditation::trusted_lists::TrustedLists;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::reports::Reports;
use sanad_verifier::trust_state::TrustState;

use crate::fail::Failure;
use crate::file::FolderLock;
use crate::imported::Imported;
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

    /// Keeps others waiting, and reads again what they may have written meanwhile.
    pub(crate) fn lock(&mut self) -> Result<FolderLock, Failure> {
        let lock = TrustFolder::lock(&self.path)?;
        self.state = self.folder.state()?;
        Ok(lock)
    }

    /// Writes back what was learned, after everything was checked: first the lists, then what is remembered of them, so
    /// that what is remembered is never newer than what is there.
    pub(crate) fn keep(
        &mut self,
        lists: &TrustedLists,
        evidence: &Evidence,
        reports: &Reports,
    ) -> Result<(), Failure> {
        for list in lists.lists() {
            let versions = evidence.accreditation_lists();
            let same = versions.filter(|document| ListDigest::of(document.content()) == list.digest());
            // Of copies that are the same but for their signatures, the one with the most.
            let best = same.max_by_key(|document| document.proof().map_or(0, |proof| proof.items().len()));
            if let Some(document) = best {
                self.folder.keep_list(list.id(), document.as_json())?;
            }
        }
        let mut state = self.state.clone();
        for report in reports.iter() {
            state.remember(report.sightings()).map_err(|error| {
                Failure::new(
                    format!("what was seen cannot be remembered: {error}"),
                    "begin a new folder with `sanad trust init`",
                )
            })?;
        }
        if state != self.state {
            self.folder.save_state(&state)?;
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
