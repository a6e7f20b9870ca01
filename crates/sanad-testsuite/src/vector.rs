//! The vectors: folders that say what they hold, what is asked and what the answer is. `test-vectors/README.md`

pub mod accreditation_list;
pub mod attack;
pub mod badge;
pub mod badge_facts;
pub mod carrier;
pub mod draft;
pub mod flag;
pub mod list_version;
pub mod proof;
pub mod scope;

use sanad_core::json::{Json, Object};

use crate::keys;
use crate::tree::Tree;

/// Everything below `test-vectors/` that is made: the vectors, the keys and the index.
///
/// # Panics
/// If a case does not give what its author expected; all of them are told.
#[must_use]
pub fn build() -> Tree {
    let mut tree = Tree::default();
    let mut surprises = Vec::new();
    let mut index = Object::new().with("vectors", "v1").with("flags", flag::index());
    let proofs = crate::cases::proofs();
    index.insert("proof", proofs.iter().map(|vector| vector.add_to(&mut tree)).collect::<Vec<_>>());
    let badges = crate::cases::badges();
    let listed = badges.iter().map(|vector| vector.add_to(&mut tree, &mut surprises));
    index.insert("badge", listed.collect::<Vec<_>>());
    let drafts = crate::cases::drafts();
    let listed = drafts.iter().map(|vector| vector.add_to(&mut tree, &mut surprises));
    index.insert("draft", listed.collect::<Vec<_>>());
    let carriers = crate::cases::carriers();
    let listed = carriers.iter().map(|vector| vector.add_to(&mut tree, &mut surprises));
    index.insert("carrier", listed.collect::<Vec<_>>());
    let lists = crate::cases::accreditation_lists();
    let listed = lists.iter().map(|vector| vector.add_to(&mut tree, &mut surprises));
    index.insert("accreditation-list", listed.collect::<Vec<_>>());
    let facts = crate::cases::badge_facts();
    let listed = facts.iter().map(|vector| vector.add_to(&mut tree, &mut surprises));
    index.insert("badge-facts", listed.collect::<Vec<_>>());
    let versions = crate::cases::list_versions();
    let listed = versions.iter().map(|vector| vector.add_to(&mut tree, &mut surprises));
    index.insert("list-version", listed.collect::<Vec<_>>());
    let scopes = crate::cases::scopes();
    let listed = scopes.iter().map(|vector| vector.add_to(&mut tree, &mut surprises));
    index.insert("scope", listed.collect::<Vec<_>>());
    tree.add_json("keys.json", keys::index());
    let index = attack::mark(&mut tree, &index);
    tree.add_json("manifest.json", index);
    assert!(surprises.is_empty(), "{} surprises:\n{}", surprises.len(), surprises.join("\n"));
    tree
}

/// A member that must be text.
fn text(object: &Object, name: &str) -> Result<String, String> {
    optional(object, name)?.ok_or_else(|| format!("no `{name}`"))
}

fn optional(object: &Object, name: &str) -> Result<Option<String>, String> {
    match object.get(name) {
        None => Ok(None),
        Some(Json::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(format!("`{name}` is {}", other.kind())),
    }
}

fn texts(object: &Object, name: &str) -> Result<Vec<String>, String> {
    let items = object.get(name).map_or(&[][..], Json::items);
    items
        .iter()
        .map(|item| item.as_str().map(str::to_owned).ok_or_else(|| format!("`{name}` holds {}", item.kind())))
        .collect()
}
