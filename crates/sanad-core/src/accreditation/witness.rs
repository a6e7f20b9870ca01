//! That a badge existed when a list was signed: a Merkle tree over badge digests, and the proof that one is in it.
//! `spec/accreditation-list.md#inclusion`

use sha2::{Digest as _, Sha256};

use crate::accreditation::digest::ListDigest;
use crate::accreditation::issuance_anchor::IssuanceAnchor;
use crate::accreditation::member::{self, MemberError, Place};
use crate::badge::{Securing, SignedBadge};
use crate::code::Code;
use crate::json::{Json, Object};
use crate::pointer::Trail;

/// What stands for a badge in the tree: SHA-256 of the JCS form of the credential without its `proof`, or of the bytes of
/// the payload that a JWT signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BadgeDigest(ListDigest);

impl BadgeDigest {
    /// The digest of a badge; `content` is the credential without its `proof`.
    #[must_use]
    pub fn of(content: &Object) -> Self {
        Self(ListDigest::of(content))
    }

    /// The digest of a badge in whatever form it came.
    #[must_use]
    pub fn of_badge(badge: &SignedBadge) -> Self {
        match badge.securing() {
            Securing::Embedded(document) => Self::of(document.content()),
            Securing::Jwt(jwt) => Self::from_bytes(Sha256::digest(jwt.jws().payload()).into()),
        }
    }

    /// A digest that was made elsewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(ListDigest::from_bytes(bytes))
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

/// The tree of RFC 6962 §2.1 over the digests of badges: in their order, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadgeTree {
    badges: Vec<BadgeDigest>,
    levels: Vec<Vec<Hash>>,
    root: Hash,
}

type Hash = [u8; 32];

impl BadgeTree {
    /// The tree over these badges, in whatever order they come; `None` over none.
    #[must_use]
    pub fn over(badges: impl IntoIterator<Item = BadgeDigest>) -> Option<Self> {
        let mut badges: Vec<BadgeDigest> = badges.into_iter().collect();
        badges.sort_unstable();
        badges.dedup();
        let levels = levels(badges.iter().map(|badge| leaf_hash(badge.as_bytes())).collect());
        let root = *levels.last()?.first()?;
        Some(Self { badges, levels, root })
    }

    /// How many badges there are.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.badges.len()
    }

    /// What a list publishes of it.
    #[must_use]
    pub const fn root(&self) -> ListDigest {
        ListDigest::from_bytes(self.root)
    }

    /// The proof that a badge is in it; `None` if it is not.
    #[must_use]
    pub fn inclusion(&self, badge: &BadgeDigest) -> Option<InclusionProof> {
        let index = self.badges.binary_search(badge).ok()?;
        Some(InclusionProof {
            root: self.root(),
            leaf_index: u64::try_from(index).ok()?,
            tree_size: u64::try_from(self.badges.len()).ok()?,
            path: path_of(&self.levels, index).map(ListDigest::from_bytes).collect(),
        })
    }
}

/// That a badge is in a tree, for whoever has the root (RFC 9162 §2.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionProof {
    root: ListDigest,
    leaf_index: u64,
    tree_size: u64,
    path: Vec<ListDigest>,
}

/// More hashes than any path has in a tree of up to 2^64 leaves.
const LONGEST_PATH: usize = 64;

impl InclusionProof {
    /// How many badges are in the tree, as the proof has it.
    #[must_use]
    pub const fn tree_size(&self) -> u64 {
        self.tree_size
    }

    /// The root of the tree: which anchor it belongs to.
    #[must_use]
    pub const fn root(&self) -> &[u8; 32] {
        self.root.as_bytes()
    }

    /// The JSON form: `root`, `leafIndex`, `treeSize` and, where there is more than one leaf, `path`.
    #[must_use]
    pub fn to_json(&self) -> Object {
        let number = |value: u64| Json::parse(value.to_string().as_bytes()).unwrap_or(Json::Null);
        let proof = Object::new()
            .with("root", self.root.to_string())
            .with("leafIndex", number(self.leaf_index))
            .with("treeSize", number(self.tree_size));
        match self.path.as_slice() {
            [] => proof,
            path => {
                proof.with("path", path.iter().map(|hash| Json::from(hash.to_string())).collect::<Vec<_>>())
            }
        }
    }

    /// Reads the JSON form. Whether it proves anything is seen by [`Self::check`].
    ///
    /// # Errors
    /// [`MemberError`], which says what and where.
    pub fn read(object: &Object) -> Result<Self, MemberError> {
        let place = Place { object, trail: &Trail::Root };
        let here = Trail::Root;
        let here = here.member("path");
        let path = place.items("path", LONGEST_PATH)?.iter().enumerate();
        Ok(Self {
            root: place.required("root", member::digest)?,
            leaf_index: place.required("leafIndex", |value, at| member::whole(value, 0, at))?,
            tree_size: place.required("treeSize", |value, at| member::whole(value, 1, at))?,
            path: path
                .map(|(index, hash)| member::digest(hash, &here.item(index)))
                .collect::<Result<_, _>>()?,
        })
    }

    /// Checks that a badge is in the tree that an anchor witnesses.
    ///
    /// # Errors
    /// [`WitnessError`], if the proof is for another tree, or the badge is not in it.
    pub fn check(&self, badge: &BadgeDigest, anchor: &IssuanceAnchor) -> Result<(), WitnessError> {
        if self.tree_size != anchor.count() {
            return Err(WitnessError::Count { found: self.tree_size, anchored: anchor.count() });
        }
        let found = self.lead(badge)?;
        if found == *anchor.root() {
            Ok(())
        } else {
            let anchored = ListDigest::from_bytes(*anchor.root());
            Err(WitnessError::Root { found: ListDigest::from_bytes(found), anchored })
        }
    }

    /// Whether the path leads from a badge to the root that the proof names, in a tree of the size that it names. Whether
    /// anybody witnesses that tree is another question: [`Self::check`].
    #[must_use]
    pub fn shows(&self, badge: &BadgeDigest) -> bool {
        self.lead(badge).as_ref() == Ok(self.root())
    }

    /// The root to which the path leads from a badge.
    fn lead(&self, badge: &BadgeDigest) -> Result<[u8; 32], WitnessError> {
        let path: Vec<[u8; 32]> = self.path.iter().map(|hash| *hash.as_bytes()).collect();
        root_of(leaf_hash(badge.as_bytes()), self.leaf_index, self.tree_size, &path).ok_or(
            WitnessError::Path { leaf_index: self.leaf_index, tree_size: self.tree_size, hashes: path.len() },
        )
    }
}

/// Why a proof does not show that a badge existed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WitnessError {
    /// For a tree of another size.
    #[error("a proof for a tree of {found} badges, expected {anchored}")]
    Count {
        /// The size in the proof.
        found: u64,
        /// The size in the anchor.
        anchored: u64,
    },
    /// Not as many hashes as lie between that leaf and the root, or no such leaf.
    #[error("{hashes} hashes, which do not lead from leaf {leaf_index} to the root of a tree of {tree_size}")]
    Path {
        /// The leaf, from 0.
        leaf_index: u64,
        /// How many there are.
        tree_size: u64,
        /// How many hashes the proof has.
        hashes: usize,
    },
    /// It leads to another root.
    #[error("the proof leads to {found}, and the root is {anchored}")]
    Root {
        /// Where it leads.
        found: ListDigest,
        /// The root in the anchor.
        anchored: ListDigest,
    },
}

impl WitnessError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::AccredWitnessMismatch
    }
}

/// RFC 6962 §2.1: a leaf and a node begin with different bytes, so that one cannot pass for the other.
fn leaf_hash(data: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update([0x00]).chain_update(data).finalize().into()
}

fn node_hash(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// The hashes of the leaves, of the nodes above them, and so on up to the root. Who has no neighbour goes up as it is:
/// that is the tree of RFC 6962 §2.1, which splits off the largest power of two.
fn levels(leaves: Vec<Hash>) -> Vec<Vec<Hash>> {
    let mut levels = vec![leaves];
    while let Some(below) = levels.last().filter(|level| level.len() > 1) {
        let (pairs, alone) = below.as_chunks::<2>();
        let nodes = pairs.iter().map(|[left, right]| node_hash(left, right));
        levels.push(nodes.chain(alone.iter().copied()).collect());
    }
    levels
}

/// The audit path of a leaf (RFC 6962 §2.1.1), from the leaf up: its neighbour in every level where it has one.
fn path_of(levels: &[Vec<Hash>], index: usize) -> impl Iterator<Item = Hash> {
    levels.iter().zip(0_u32..).filter_map(move |(level, height)| {
        level.get(index.checked_shr(height).unwrap_or_default() ^ 1).copied()
    })
}

/// The root that a path leads to (RFC 9162 §2.1.3.2); `None` if it does not lead to one.
fn root_of(leaf: [u8; 32], leaf_index: u64, tree_size: u64, path: &[[u8; 32]]) -> Option<[u8; 32]> {
    let mut node = leaf_index;
    let mut last = tree_size.checked_sub(1).filter(|last| leaf_index <= *last)?;
    let mut root = leaf;
    for hash in path {
        if last == 0 {
            return None;
        }
        if node & 1 == 1 || node == last {
            root = node_hash(hash, &root);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            root = node_hash(&root, hash);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    (last == 0).then_some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves and roots with which Certificate Transparency logs are tested (google/certificate-transparency,
    /// `merkletree/merkle_tree_test.cc`; transparency-dev/merkle, `testonly/constants.go`).
    const LEAVES: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    /// The path of leaf 0 in the tree of 8, from the same place.
    const PATH: [&str; 3] = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ];

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn levels_of(leaves: &[&[u8]]) -> Vec<Vec<Hash>> {
        levels(leaves.iter().map(|leaf| leaf_hash(leaf)).collect())
    }

    /// MTH as RFC 6962 §2.1 writes it down.
    fn tree_hash(leaves: &[&[u8]]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [leaf] => leaf_hash(leaf),
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node_hash(&tree_hash(left), &tree_hash(right))
            }
        }
    }

    /// PATH as RFC 6962 §2.1.1 writes it down.
    fn audit_path(leaves: &[&[u8]], index: usize) -> Vec<Hash> {
        if leaves.len() < 2 {
            return Vec::new();
        }
        let half = leaves.len().next_power_of_two() / 2;
        let (left, right) = leaves.split_at(half);
        let (mut path, neighbour) = match index.checked_sub(half) {
            Some(index) => (audit_path(right, index), left),
            None => (audit_path(left, index), right),
        };
        path.push(tree_hash(neighbour));
        path
    }

    #[test]
    fn the_published_trees_have_their_published_roots() {
        for (count, root) in ROOTS.iter().enumerate() {
            assert_eq!(hex(&tree_hash(&LEAVES[..count])), *root, "{count} leaves");
            let levels = levels_of(&LEAVES[..count]);
            assert_eq!(
                levels.last().unwrap().first().map(|root| hex(root)).as_deref(),
                (count > 0).then_some(*root)
            );
        }
        assert_eq!(path_of(&levels_of(&LEAVES), 0).map(|hash| hex(&hash)).collect::<Vec<_>>(), PATH);
    }

    #[test]
    fn trees_and_paths_are_those_that_the_rfc_defines() {
        let leaves: Vec<[u8; 1]> = (0..70).map(|byte| [byte]).collect();
        let leaves: Vec<&[u8]> = leaves.iter().map(<[u8; 1]>::as_slice).collect();
        for count in 1..=leaves.len() {
            let levels = levels_of(&leaves[..count]);
            assert_eq!(levels.last().unwrap(), &[tree_hash(&leaves[..count])], "{count} leaves");
            for index in 0..count {
                let path: Vec<Hash> = path_of(&levels, index).collect();
                assert_eq!(path, audit_path(&leaves[..count], index), "{index} of {count}");
            }
        }
    }

    #[test]
    fn every_leaf_of_every_tree_is_proved_and_nothing_else_is() {
        for count in 1..=LEAVES.len() {
            let levels = levels_of(&LEAVES[..count]);
            let root = levels.last().unwrap()[0];
            let size = u64::try_from(count).unwrap();
            for (index, leaf) in LEAVES[..count].iter().enumerate() {
                let path: Vec<Hash> = path_of(&levels, index).collect();
                let at = u64::try_from(index).unwrap();
                assert_eq!(root_of(leaf_hash(leaf), at, size, &path), Some(root), "{index} of {count}");
                for other in (0..size + 2).filter(|other| *other != at) {
                    assert_ne!(
                        root_of(leaf_hash(leaf), other, size, &path),
                        Some(root),
                        "{index} as {other}"
                    );
                }
                assert_ne!(root_of(leaf_hash(b"other"), at, size, &path), Some(root));
                let longer = [path.as_slice(), &[[7; 32]]].concat();
                assert_eq!(root_of(leaf_hash(leaf), at, size, &longer), None);
                if let Some((_, shorter)) = path.split_last() {
                    assert_eq!(root_of(leaf_hash(leaf), at, size, shorter), None);
                }
            }
        }
        assert_eq!(root_of([0; 32], 0, 0, &[]), None);
    }

    #[test]
    fn a_tree_is_the_same_in_whatever_order_its_badges_come() {
        let digests: Vec<BadgeDigest> = (0..5).map(|byte| BadgeDigest::from_bytes([byte; 32])).collect();
        let tree = BadgeTree::over(digests.iter().copied()).unwrap();
        let again = BadgeTree::over(digests.iter().rev().chain(&digests).copied()).unwrap();
        assert_eq!((tree.count(), tree.root()), (5, again.root()));
        assert_eq!(BadgeTree::over([]), None);
        assert_eq!(tree.inclusion(&BadgeDigest::from_bytes([9; 32])), None);
        for digest in &digests {
            let proof = tree.inclusion(digest).unwrap();
            assert_eq!(InclusionProof::read(&proof.to_json()), Ok(proof));
        }
        let alone = BadgeTree::over([BadgeDigest::from_bytes([1; 32])]).unwrap();
        let proof = alone.inclusion(&BadgeDigest::from_bytes([1; 32])).unwrap();
        assert_eq!(InclusionProof::read(&proof.to_json()), Ok(proof));
    }
}
