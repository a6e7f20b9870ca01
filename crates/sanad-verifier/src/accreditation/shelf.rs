//! The lists among the evidence, read and not believed, in an order that is theirs alone.

use std::collections::BTreeMap;

use sanad_core::accreditation::digest::ListDigest;
use sanad_core::accreditation::list::AccreditationList;
use sanad_core::code::Code;
use sanad_core::signed::SignedDocument;

use super::lacking::{Lacking, LackingKind};
use crate::evidence::{Evidence, Found};

/// A document that reads as a list.
pub(super) struct Shelved<'e> {
    pub(super) document: &'e SignedDocument,
    pub(super) list: AccreditationList,
}

/// All of them, in the order of id, sequence, digest and bytes, whatever order they came in.
pub(super) struct Shelf<'e> {
    evidence: &'e Evidence,
    lists: Vec<Shelved<'e>>,
    /// By their id, those that say they are lists and are none.
    broken: BTreeMap<String, (Code, String)>,
}

impl<'e> Shelf<'e> {
    pub(super) fn of(evidence: &'e Evidence) -> Self {
        let mut lists = Vec::new();
        let mut broken = BTreeMap::new();
        for document in evidence.accreditation_lists() {
            match AccreditationList::read(document) {
                Ok(list) => lists.push(Shelved { document, list }),
                Err(error) => {
                    let id = document.content().text("id").unwrap_or_default();
                    broken.entry(id.to_owned()).or_insert_with(|| (error.code(), error.to_string()));
                }
            }
        }
        lists.sort_by(|a, b| a.order().cmp(&b.order()));
        lists.dedup_by(|a, b| a.document.as_json() == b.document.as_json());
        Self { evidence, lists, broken }
    }

    pub(super) fn lists(&self) -> &[Shelved<'e>] {
        &self.lists
    }

    /// The lists alone, in the same order.
    pub(super) fn into_lists(self) -> Vec<AccreditationList> {
        self.lists.into_iter().map(|shelved| shelved.list).collect()
    }

    /// The places of all versions of a list, the highest sequence number first.
    pub(super) fn versions(&self, id: &str) -> impl Iterator<Item = (usize, &Shelved<'e>)> {
        let start = self.lists.partition_point(|shelved| shelved.list.id() < id);
        let count = self
            .lists
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|shelved| shelved.list.id() == id)
            .count();
        let versions = self.lists.iter().enumerate().skip(start).take(count);
        versions.collect::<Vec<_>>().into_iter().rev()
    }

    /// Why there is no list with that id.
    pub(super) fn lacks(&self, id: &str) -> Lacking {
        if let Some((code, why)) = self.broken.get(id) {
            return Lacking::useless(id, *code, why);
        }
        let lacking = |kind, cause, why: &str| Lacking {
            list: id.to_owned(),
            code: Code::AccredListUnavailable,
            detail: format!("the accreditation list {id} {why}"),
            cause,
            kind,
        };
        match self.evidence.find(&[id]) {
            Found::Nothing => lacking(LackingKind::Wanted, None, "is not among the evidence"),
            Found::Document(_) => {
                lacking(LackingKind::Useless, None, "could not be had: what came back is another document")
            }
            Found::Bytes(_, error) => {
                let why = format!("could not be had: what came back is no document: {error}");
                lacking(LackingKind::Useless, None, &why)
            }
            Found::Gone => lacking(LackingKind::Useless, None, "is there no more, says its server"),
            Found::Absent(cause, why) => {
                lacking(LackingKind::Useless, cause, &format!("could not be had: {why}"))
            }
        }
    }
}

impl Shelved<'_> {
    fn order(&self) -> (&str, u64, ListDigest, &[u8]) {
        let list = &self.list;
        (list.id(), list.sequence(), list.digest(), self.document.as_json())
    }
}
