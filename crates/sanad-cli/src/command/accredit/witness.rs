//! `sanad accredit anchor` and `witness`: an issuer makes one hash of its badges, and an authority puts it into its list.
//! `spec/accreditation-list.md#witnessing`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sanad_core::accreditation::issuance_anchor::IssuanceAnchor;
use sanad_core::accreditation::witness::{BadgeDigest, BadgeTree};
use sanad_core::badge::SignedBadge;
use sanad_core::json::Json;
use sanad_core::limits::Limits;
use sanad_core::shared::{Found, Shared};
use sanad_core::timestamp::Timestamp;

use super::changed;
use crate::args::accredit::witnessing::{Anchor, Witness};
use crate::batch::rows::{Row, Rows};
use crate::command::Answer;
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};
use crate::text;

/// Makes the tree of an issuer's badges, and the proof of each.
pub(crate) fn anchor(asked: &Anchor) -> Result<Answer, Failure> {
    let badges = Badges::read(&asked.badges)?;
    let Some(tree) = BadgeTree::over(badges.named.values().copied()) else {
        return Err(Failure::new("there are no badges", "name a file or folder with badges in it"));
    };
    let count = u64::try_from(tree.count()).unwrap_or(u64::MAX);
    let anchor = IssuanceAnchor::new(&badges.issuer, badges.first, badges.end, count, tree.root());
    let anchor = anchor.map_err(|error| {
        Failure::new(format!("what is witnessed cannot be said: {error}"), "nothing was written")
            .coded(error.code().as_str())
    })?;
    write_proofs(&asked.proofs, &badges, &tree)?;
    let data = Json::Object(anchor.to_json()).to_pretty();
    let mut answer = Answer::default();
    match &asked.output {
        Some(path) => file::write(path, data.as_bytes(), Existing::Replace, Readers::Default)?,
        None => answer.data = data,
    }
    answer.words = format!(
        "{count} badge(s) of {}, a proof of each in `{}`\n\
         hint: the authority above adds the anchor with `sanad accredit witness`; keep the proofs\n",
        text::safe(&badges.issuer, 100),
        text::safe(&asked.proofs.display().to_string(), 100)
    );
    Ok(answer)
}

/// Puts what issuers have made of their badges into the next version of a list.
pub(crate) fn witness(asked: &Witness) -> Result<Answer, Failure> {
    let anchors = asked.anchors.iter().map(|path| anchor_in(path)).collect::<Result<Vec<_>, _>>()?;
    changed(&asked.list, |list| {
        anchors.iter().for_each(|anchor| list.draft.witness(anchor));
        let said = anchors.iter().map(|anchor| format!("{} badge(s) of {}", anchor.count(), anchor.entity()));
        Ok(format!("witnessed from the next version on: {}", said.collect::<Vec<_>>().join(", ")))
    })
}

fn anchor_in(path: &Path) -> Result<IssuanceAnchor, Failure> {
    let wrong = |error: &dyn std::fmt::Display, code| {
        let message = format!("`{}` is no anchor of badges: {error}", path.display());
        Failure::new(message, "the issuer makes one: sanad accredit anchor BADGES").coded(code)
    };
    let json = Json::parse(&file::read(path, Limits::DEFAULT.document_bytes)?);
    let json = json.map_err(|error| wrong(&error, error.code().as_str()))?;
    IssuanceAnchor::from_json(&json).map_err(|error| wrong(&error, error.code().as_str()))
}

/// An issuer's badges, as far as the tree needs them.
struct Badges {
    issuer: String,
    /// By the name that the proof of each gets.
    named: BTreeMap<String, BadgeDigest>,
    first: Timestamp,
    /// The instant after the last.
    end: Timestamp,
}

impl Badges {
    fn read(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut found: Option<Self> = None;
        let mut number = 0_u64;
        for path in paths {
            let mut rows = Rows::of_badges_or_one(path)?;
            loop {
                let some = rows.next_rows()?;
                if some.is_empty() {
                    break;
                }
                for row in some {
                    number += 1;
                    let (name, place) = match &row.name {
                        Some(file) => (stem(file), format!("`{file}`")),
                        None => (number.to_string(), format!("`{}`, row {}", path.display(), row.number)),
                    };
                    let badge = one_badge(row).map_err(|failure| failure.about(&place))?;
                    found = Some(Self::with(found, name, &badge).map_err(|failure| failure.about(&place))?);
                }
            }
        }
        found.ok_or_else(|| Failure::new("there are no badges", "name a file or folder with badges in it"))
    }

    fn with(before: Option<Self>, name: String, badge: &SignedBadge) -> Result<Self, Failure> {
        let claims = badge.unverified();
        let issuer = claims.issuer_id().unwrap_or_default();
        let hint = "give it its date, or leave it out";
        let at = claims.valid_from().map_err(|error| Failure::new(error, hint))?;
        let at = at.ok_or_else(|| Failure::new("the badge does not say from when on it holds", hint))?;
        let after =
            at.plus_seconds(1).ok_or_else(|| Failure::new(format!("{at} is the end of time"), hint))?;
        let mut all = before.unwrap_or_else(|| Self {
            issuer: issuer.to_owned(),
            named: BTreeMap::new(),
            first: at,
            end: after,
        });
        if all.issuer != issuer {
            let message = format!("the badge is by `{issuer}`, and those before it by `{}`", all.issuer);
            return Err(Failure::new(message, "each issuer's badges are witnessed apart"));
        }
        all.first = all.first.min(at);
        all.end = all.end.max(after);
        let digest = BadgeDigest::of_badge(badge);
        match all.named.insert(name.clone(), digest) {
            Some(other) if other != digest => {
                let message = format!("two badges would have their proof in `{name}.proof.json`");
                Err(Failure::new(message, "give the files different names"))
            }
            _ => Ok(all),
        }
    }
}

/// A file's name without what tells its kind.
fn stem(file: &str) -> String {
    Path::new(file).file_stem().map_or_else(|| file.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

fn one_badge(row: Row) -> Result<SignedBadge, Failure> {
    let shared = Shared::read(&row.content?).map_err(|error| {
        Failure::new(error.to_string(), "each file or line is one badge").coded(error.code().as_str())
    })?;
    let mut parts = shared.into_parts().into_iter().map(|part| part.into_parts().1);
    match (parts.next(), parts.next()) {
        (Some(Found::Badge(badge) | Found::Transcript(badge)), None) => Ok(badge),
        _ => Err(Failure::new("it is not just one Open Badge 3.0", "each file or line is one badge")),
    }
}

/// Proofs of a tree that is witnessed are needed for as long as its badges: none is overwritten.
fn write_proofs(folder: &Path, badges: &Badges, tree: &BadgeTree) -> Result<(), Failure> {
    file::make_folder(folder)?;
    let _lock = file::lock_folder_of(&folder.join("proofs"))?;
    let mut proofs = Vec::new();
    for (name, digest) in &badges.named {
        let Some(proof) = tree.inclusion(digest) else { continue };
        let path = folder.join(format!("{name}.proof.json"));
        let text = Json::Object(proof.to_json()).to_pretty();
        if file::is_there(&path)? && file::read(&path, Limits::DEFAULT.document_bytes)? != text.as_bytes() {
            let message = format!("`{}` is the proof of another badge, or among others", path.display());
            let hint = "name a new folder; nothing was written, and old proofs are still needed";
            return Err(Failure::new(message, hint).coded("cli.write_failed"));
        }
        proofs.push((path, text));
    }
    let write = |(path, text): &(PathBuf, String)| {
        file::write(path, text.as_bytes(), Existing::Replace, Readers::Default)
    };
    proofs.iter().try_for_each(write)
}
