//! Hash N-Degree Quads (RDFC-1.0 §4.8): telling blank nodes apart by what can be reached from them, within a budget.

use std::collections::VecDeque;
use std::fmt::Write as _;

use super::digest::Digest;
use super::{CanonicalError, Run};
use crate::canonical::nquads::Position;

/// The Issue Identifier algorithm (RDFC-1.0 §4.5): nodes numbered in the order they are met.
pub(super) struct Issuer {
    issued: Vec<usize>,
    numbers: Vec<Option<usize>>,
}

impl Issuer {
    pub(super) fn new(nodes: usize) -> Self {
        Self { issued: Vec::new(), numbers: vec![None; nodes] }
    }

    pub(super) fn number(&self, node: usize) -> Option<usize> {
        self.numbers[node]
    }

    pub(super) fn issue(&mut self, node: usize) -> usize {
        *self.numbers[node].get_or_insert_with(|| {
            self.issued.push(node);
            self.issued.len() - 1
        })
    }

    /// Takes back all but the first `length` numbers.
    fn take_back(&mut self, length: usize) {
        for node in self.issued.drain(length..) {
            self.numbers[node] = None;
        }
    }

    pub(super) fn labels(&self, prefix: &str) -> Vec<String> {
        self.numbers
            .iter()
            .map(|number| number.map_or_else(String::new, |n| [prefix, &n.to_string()].concat()))
            .collect()
    }
}

/// The labelling of nodes that look alike. It holds one issuer that is added to and taken back, where the
/// specification copies issuers, and a stack of its own where it recurses: documents choose how deep that goes.
pub(super) struct NDegree<'r> {
    run: &'r Run<'r>,
    canonical: Issuer,
    issuer: Issuer,
    budget: Budget,
}

impl<'r> NDegree<'r> {
    /// `canonical` has the nodes that are already told apart.
    pub(super) fn new(run: &'r Run<'r>, canonical: Issuer, limit: usize) -> Self {
        Self { run, canonical, issuer: Issuer::new(run.nodes.len()), budget: Budget { limit, spent: 0 } }
    }

    /// Gives canonical identifiers to nodes of one first-degree hash and to all that their paths lead through
    /// (RDFC-1.0 §4.4.3, step 5).
    pub(super) fn tell_apart(&mut self, alike: &[usize]) -> Result<(), CanonicalError> {
        let mut paths = Vec::new();
        for &node in alike {
            if self.canonical.number(node).is_none() {
                let hash = self.hash(node)?;
                paths.push((hash, self.issuer.issued.clone()));
                self.issuer.take_back(0);
            }
        }
        paths.sort_by_key(|(hash, _)| *hash);
        for node in paths.into_iter().flat_map(|(_, issued)| issued) {
            self.canonical.issue(node);
        }
        Ok(())
    }

    /// The canonical identifiers, and what they have cost.
    pub(super) fn finish(self) -> (Issuer, usize) {
        (self.canonical, self.budget.spent)
    }

    fn hash(&mut self, node: usize) -> Result<Digest, CanonicalError> {
        self.issuer.issue(node);
        let mut call = self.call(node)?;
        let mut callers: Vec<Call> = Vec::new();
        loop {
            match self.advance(&mut call)? {
                Step::Into(related) => callers.push(std::mem::replace(&mut call, self.call(related)?)),
                Step::Out(hash) => match callers.pop() {
                    Some(caller) => {
                        call = caller;
                        self.receive(&mut call, &hash);
                    }
                    None => return Ok(hash),
                },
            }
        }
    }

    /// Steps 1–4: the related nodes of a node, by the hash of how they are related to it.
    fn call(&mut self, node: usize) -> Result<Call, CanonicalError> {
        self.budget.spend(1)?;
        let mut related = Vec::new();
        for &line in &self.run.nodes[node].lines {
            for mention in self.run.lines[line].mentions.into_iter().flatten() {
                if mention.node != node {
                    related.push((self.hash_related(mention.node, line, mention.position)?, mention.node));
                }
            }
        }
        related.sort_unstable();
        let groups: Vec<Group> = related
            .chunk_by(|(a, _), (b, _)| a == b)
            .map(|group| Group { hash: group[0].0, nodes: group.iter().map(|(_, node)| *node).collect() })
            .collect();
        Ok(Call { groups: groups.into_iter(), data: String::new(), trial: None })
    }

    /// Hash Related Blank Node (RDFC-1.0 §4.7).
    fn hash_related(
        &mut self,
        related: usize,
        line: usize,
        position: Position,
    ) -> Result<Digest, CanonicalError> {
        let predicate = &*self.run.dataset[line].predicate;
        let mut label = String::new();
        if !self.write_label(related, &mut label) {
            self.run.nodes[related].first_degree.write_hex(&mut label);
        }
        self.budget.spend_hash(predicate.len() + label.len())?;
        let parts = match position {
            Position::Subject => ["s<", predicate, ">", &label],
            Position::Object => ["o<", predicate, ">", &label],
            Position::Graph => ["g", "", "", &label],
        };
        Ok(self.run.hash.digest(parts.iter().map(|part| part.as_bytes())))
    }

    /// `_:` and the node's identifier, if it has one.
    fn write_label(&self, node: usize, text: &mut String) -> bool {
        let (prefix, number) = match (self.canonical.number(node), self.issuer.number(node)) {
            (Some(number), _) => ("c14n", number),
            (None, Some(number)) => ("b", number),
            (None, None) => return false,
        };
        let _ = write!(text, "_:{prefix}{number}"); // writing to a String cannot fail
        true
    }

    /// Step 5, up to where it needs the hash of a related node, or is done.
    fn advance(&mut self, call: &mut Call) -> Result<Step, CanonicalError> {
        loop {
            let Some(trial) = &mut call.trial else {
                let Some(group) = call.groups.next() else {
                    self.budget.spend_hash(call.data.len())?;
                    return Ok(Step::Out(self.run.hash.digest(std::iter::once(call.data.as_bytes()))));
                };
                group.hash.write_hex(&mut call.data);
                let mut trial = Trial::new(group.nodes, self.issuer.issued.len());
                self.try_order(&mut trial)?;
                call.trial = Some(trial);
                continue;
            };
            if let Some(&related) = trial.pending.front() {
                return Ok(Step::Into(related));
            }
            self.budget.spend_copy(self.issuer.issued.len() - trial.before)?;
            trial.choose(&self.issuer);
            self.issuer.take_back(trial.before);
            if next_permutation(&mut trial.order) {
                self.try_order(trial)?;
            } else {
                call.data.push_str(&trial.chosen_path);
                trial.chosen.iter().for_each(|&node| {
                    self.issuer.issue(node);
                });
                call.trial = None;
            }
        }
    }

    /// Step 5.4, first half: the identifiers along one permutation.
    fn try_order(&mut self, trial: &mut Trial) -> Result<(), CanonicalError> {
        self.budget.spend(trial.order.len())?;
        trial.path.clear();
        for &related in &trial.order {
            if self.canonical.number(related).is_none() && self.issuer.number(related).is_none() {
                trial.pending.push_back(related);
                self.issuer.issue(related);
            }
            self.write_label(related, &mut trial.path);
            if trial.is_worse() {
                trial.pending.clear();
                break;
            }
        }
        Ok(())
    }

    /// Step 5.4.5: the hash of a related node, where it was asked for.
    fn receive(&self, call: &mut Call, hash: &Digest) {
        let Some(trial) = &mut call.trial else { return };
        let Some(related) = trial.pending.pop_front() else { return };
        self.write_label(related, &mut trial.path);
        trial.path.push('<');
        hash.write_hex(&mut trial.path);
        trial.path.push('>');
        if trial.is_worse() {
            trial.pending.clear();
        }
    }
}

/// What the nodes that look alike may cost in one run, and what they have cost so far.
struct Budget {
    limit: usize,
    spent: usize,
}

impl Budget {
    const fn spend(&mut self, steps: usize) -> Result<(), CanonicalError> {
        self.spent = self.spent.saturating_add(steps);
        if self.spent > self.limit { Err(CanonicalError::WorkLimit { limit: self.limit }) } else { Ok(()) }
    }

    /// A hash is a step, and one more for every two blocks of what is hashed.
    const fn spend_hash(&mut self, bytes: usize) -> Result<(), CanonicalError> {
        self.spend(1 + bytes / 128)
    }

    /// Carrying numbers over from one path to another is a step for every sixteen.
    const fn spend_copy(&mut self, numbers: usize) -> Result<(), CanonicalError> {
        self.spend(numbers / 16)
    }
}

enum Step {
    /// The hash of this node is needed.
    Into(usize),
    /// This is the hash.
    Out(Digest),
}

/// A call of the algorithm that is under way.
struct Call {
    groups: std::vec::IntoIter<Group>,
    /// The specification's *data to hash*.
    data: String,
    trial: Option<Trial>,
}

/// The nodes that are related in one way.
struct Group {
    hash: Digest,
    nodes: Vec<usize>,
}

/// The permutations of a group, tried one after the other.
struct Trial {
    order: Vec<usize>,
    /// How many numbers were issued before the group.
    before: usize,
    path: String,
    /// The specification's *recursion list*: nodes whose hash the path still needs.
    pending: VecDeque<usize>,
    chosen_path: String,
    /// What was issued along the chosen path.
    chosen: Vec<usize>,
}

impl Trial {
    fn new(order: Vec<usize>, before: usize) -> Self {
        let (path, chosen_path) = (String::new(), String::new());
        Self { order, before, path, pending: VecDeque::new(), chosen_path, chosen: Vec::new() }
    }

    /// Steps 5.4.4.3 and 5.4.5.5: a path that is already worse than the chosen one needs no more.
    fn is_worse(&self) -> bool {
        !self.chosen_path.is_empty()
            && self.path.len() >= self.chosen_path.len()
            && self.path > self.chosen_path
    }

    /// Step 5.4.6. A path that was left unfinished is greater than the chosen one, so it is not chosen here.
    fn choose(&mut self, issuer: &Issuer) {
        if self.chosen_path.is_empty() || self.path < self.chosen_path {
            std::mem::swap(&mut self.chosen_path, &mut self.path);
            self.chosen = issuer.issued[self.before..].to_vec();
        }
    }
}

/// The permutation next in lexicographic order, or `false` after the last.
fn next_permutation(order: &mut [usize]) -> bool {
    let Some(pivot) = order.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let Some(next) = order.iter().rposition(|&node| node > order[pivot]) else { return false };
    order.swap(pivot, next);
    order[pivot + 1..].reverse();
    true
}
