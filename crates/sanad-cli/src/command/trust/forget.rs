//! `sanad trust forget` and `confirm`: somebody is trusted no more, or a person knows better than what was seen.
//! `spec/trust-folder.md#forgetting`

use std::path::{Path, PathBuf};

use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::trust_state::TrustState;

use super::said;
use crate::args::trust::{TrustConfirm, TrustForget};
use crate::command::{Answer, accredit};
use crate::fail::Failure;
use crate::state_file::StateFile;
use crate::trust_folder::TrustFolder;

/// Believes keys of an issuer beside those it was first seen with.
pub(crate) fn confirm(asked: &TrustConfirm) -> Result<Answer, Failure> {
    let keys = accredit::public_keys(&asked.key)?;
    let file = StateFile::read(&state_of(&asked.memory.path)?.0)?;
    file.change(|state| {
        keys.iter().try_for_each(|key| state.confirm_key(&asked.issuer, &key.to_multikey()))
    })?;
    let keys = keys.iter().map(|key| key.to_multikey()).collect::<Vec<_>>().join(", ");
    Ok(said(&format!("{keys} is believed to be a key of {}, beside those it was seen with", asked.issuer)))
}

/// Trusts somebody no more, or forgets what was seen.
pub(crate) fn run(asked: &TrustForget) -> Result<Answer, Failure> {
    if asked.seen { seen(asked) } else { trusted(asked) }
}

fn trusted(asked: &TrustForget) -> Result<Answer, Failure> {
    let path = &asked.memory.path;
    let _lock = TrustFolder::lock(path)?;
    let mut folder = TrustFolder::open(path)?;
    let before = folder.anchors.len();
    folder.anchors.retain(|anchor| match anchor {
        TrustAnchor::Authority(authority) => {
            ![authority.list(), authority.authority()].contains(&asked.id.as_str())
        }
        TrustAnchor::Issuer(id) => *id != asked.id,
        _ => true,
    });
    if folder.anchors.len() == before {
        let message = format!("nobody is trusted as `{}`", asked.id);
        let hint = "`sanad trust show` tells who is; what was seen of somebody is forgotten with --seen";
        return Err(Failure::new(message, hint));
    }
    folder.save_anchors()?;
    Ok(said(&format!("{} is trusted no more; what was seen of it stays remembered", asked.id)))
}

fn seen(asked: &TrustForget) -> Result<Answer, Failure> {
    let (path, folder) = state_of(&asked.memory.path)?;
    let mut lost = Vec::new();
    StateFile::read(&path)?.change(|state| {
        lost = forgotten(state, &asked.id);
        Ok(())
    })?;
    // What is remembered of a list is never newer than what is kept of it: so the list goes second.
    if let Some(folder) = folder {
        let _lock = TrustFolder::lock(&asked.memory.path)?;
        if folder.drop_list(&asked.id)? && lost.is_empty() {
            lost.push("a list that was kept, and may have been newer than what is shown next".to_owned());
        }
    }
    if lost.is_empty() {
        let message = format!("nothing was seen of `{}`", asked.id);
        return Err(Failure::new(message, "`sanad trust show` tells what was; write the id as it is there"));
    }
    let lost = lost.join("; ");
    Ok(said(&format!("forgotten: {lost}\nwarning: whatever is shown next as {} is taken as new", asked.id)))
}

/// Forgets all that is remembered under an id, and says what that was.
fn forgotten(state: &mut TrustState, id: &str) -> Vec<String> {
    let mut lost = Vec::new();
    if let Some(list) = state.forget_list(id) {
        let sequence = list.sequence();
        lost.push(format!("that version {sequence} was seen: an older one would now be believed"));
    }
    if let Some(list) = state.forget_status_list(id) {
        let revoked = list.revoked().len();
        lost.push(format!("how new the list was, and {revoked} badge(s) found revoked in it"));
    }
    if let Some(issuer) = state.forget_controller(id) {
        let keys = issuer.keys().collect::<Vec<_>>().join(", ");
        lost.push(format!("that its keys were {keys}: the next ones it is seen with are believed"));
    }
    lost
}

/// The file with what is remembered: that of a folder, with the folder, or a file itself.
fn state_of(path: &Path) -> Result<(PathBuf, Option<TrustFolder>), Failure> {
    if path.is_dir() {
        return Ok((path.join(TrustFolder::STATE), Some(TrustFolder::open(path)?)));
    }
    if path.is_file() {
        return Ok((path.to_owned(), None));
    }
    let message = format!("`{}` is neither a folder of `sanad trust` nor a state", path.display());
    Err(Failure::new(message, "name what `sanad verify --trust` or --state was given"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forgotten_is_told_and_then_it_is_gone() {
        let digest = "0".repeat(64);
        let text = format!(
            r#"{{"trust_state": "v1", "last_seen": null, "controllers": [], "accreditation_lists": [], "status_lists": [{{"url":
            "https://a.example/1", "valid_from": null, "signed": null, "digest": "sha256:{digest}", "revoked": [7, 9]}}]}}"#
        );
        let mut state = TrustState::from_json(text.as_bytes()).unwrap();
        assert!(forgotten(&mut state, "https://a.example/2").is_empty());
        let lost = forgotten(&mut state, "https://a.example/1");
        assert_eq!(lost, ["how new the list was, and 2 badge(s) found revoked in it"]);
        assert_eq!(state, TrustState::new());
    }
}
