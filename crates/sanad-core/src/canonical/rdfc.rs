//! RDFC-1.0: one order and one set of labels for a dataset with blank nodes, within a work budget.

#![expect(
    clippy::indexing_slicing,
    reason = "places and ranges are made in this file; a wrong one must stop rather than change what is signed"
)]

mod digest;
mod n_degree;

pub use digest::HashAlgorithm;

use std::collections::BTreeMap;

use self::digest::Digest;
use self::n_degree::{Issuer, NDegree};
use super::nquads::{self, Position};
use super::rdf::{Node, Quad, Term};
use crate::code::Code;
use crate::limits::Limits;

/// The canonical N-Quads text of a dataset (RDFC-1.0 §4.4, §5). A statement that stands twice counts once.
/// `spec/canonical-form.md#rdfc`
///
/// # Errors
/// [`CanonicalError::WorkLimit`] where telling the blank nodes apart takes more than [`Limits::rdfc_work`].
pub fn canonicalize(
    dataset: &[Quad<'_>],
    hash: HashAlgorithm,
    limits: &Limits,
) -> Result<String, CanonicalError> {
    let run = Run::new(dataset, hash);
    let (labels, _) = run.label(limits)?;
    Ok(run.write(&labels))
}

/// The canonical N-Quads text of a dataset with labels of the caller's in place of the canonical ones: the lines stand
/// in the order they have with those (vc-di-ecdsa §3.4.1). `relabel` is asked once for each blank node, with its
/// canonical label without `_:`; it gives another for each.
///
/// # Errors
/// As [`canonicalize`].
pub fn canonicalize_relabelled(
    dataset: &[Quad<'_>],
    hash: HashAlgorithm,
    limits: &Limits,
    mut relabel: impl FnMut(&str) -> String,
) -> Result<String, CanonicalError> {
    let run = Run::new(dataset, hash);
    let (labels, _) = run.label(limits)?;
    let labels: Vec<String> = labels.iter().map(|label| relabel(label)).collect();
    Ok(run.write(&labels))
}

/// The canonical N-Quads text of a dataset, and how its blank nodes came to be called in it.
///
/// # Errors
/// As [`canonicalize`].
pub fn canonicalize_with_labels(
    dataset: &[Quad<'_>],
    hash: HashAlgorithm,
    limits: &Limits,
) -> Result<CanonicalForm, CanonicalError> {
    let run = Run::new(dataset, hash);
    let (labels, work) = run.label(limits)?;
    Ok(CanonicalForm {
        text: run.write(&labels),
        labels: run.numbers.iter().copied().zip(labels).collect(),
        work,
    })
}

/// What [`canonicalize_with_labels`] gives.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CanonicalForm {
    /// The canonical N-Quads text.
    pub text: String,
    /// The canonical label of each blank node, without `_:`, by the node's number in the dataset: the issued
    /// identifiers map of RDFC-1.0 §4.3.
    pub labels: BTreeMap<u32, String>,
    /// What it cost of [`Limits::rdfc_work`]; 0 where no two blank nodes looked alike at first.
    pub work: usize,
}

/// Why a dataset has no canonical form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CanonicalError {
    /// Telling blank nodes apart takes more work than any honest document needs (RDFC-1.0 §7.1).
    #[error("blank nodes that cannot be told apart within {limit} steps")]
    WorkLimit {
        /// The bound, [`Limits::rdfc_work`].
        limit: usize,
    },
}

impl CanonicalError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::WorkLimit { .. } => Code::RdfWorkLimit,
        }
    }
}

/// One run over one dataset. A *node* is a blank node's place in `numbers`, a *line* a quad's place in `lines`.
struct Run<'d> {
    dataset: &'d [Quad<'d>],
    hash: HashAlgorithm,
    /// The blank nodes of the dataset, ascending.
    numbers: Vec<u32>,
    /// The line of every quad, one after the other, each blank node written as `_:z`.
    text: String,
    lines: Vec<Line>,
    nodes: Vec<BlankNode>,
}

/// A quad's line in [`Run::text`].
struct Line {
    start: usize,
    end: usize,
    /// The blank nodes of the quad, in the order of the text.
    mentions: Mentions,
}

type Mentions = [Option<Mention>; 3];

#[derive(Clone, Copy)]
struct Mention {
    node: usize,
    /// The byte of [`Run::text`] where the label's one letter stands.
    at: usize,
    position: Position,
}

struct BlankNode {
    /// What Hash First Degree Quads gives (RDFC-1.0 §4.6).
    first_degree: Digest,
    /// The lines that mention the node, each statement once.
    lines: Vec<usize>,
}

impl<'d> Run<'d> {
    fn new(dataset: &'d [Quad<'d>], hash: HashAlgorithm) -> Self {
        let numbers = blank_nodes(dataset);
        let mut run = Self {
            dataset,
            hash,
            text: String::with_capacity(dataset.len() * 160),
            lines: Vec::with_capacity(dataset.len()),
            nodes: Vec::with_capacity(numbers.len()),
            numbers,
        };
        let mut mentioning: Vec<Vec<usize>> = vec![Vec::new(); run.numbers.len()];
        for quad in dataset {
            let line = run.write_line(quad);
            for mention in line.mentions.iter().flatten() {
                // A node that stands twice in one quad still mentions it once.
                let lines = &mut mentioning[mention.node];
                if lines.last() != Some(&run.lines.len()) {
                    lines.push(run.lines.len());
                }
            }
            run.lines.push(line);
        }
        if let [_] = mentioning.as_slice() {
            // Nothing to tell it apart from: it has the first name whatever its hash is.
            let lines = mentioning.pop().unwrap_or_default();
            run.nodes.push(BlankNode { first_degree: Digest::none(), lines });
            return run;
        }
        let mut text = run.text.clone().into_bytes();
        for (node, lines) in mentioning.into_iter().enumerate() {
            let hashed = run.hash_first_degree(node, lines, &mut text);
            run.nodes.push(hashed);
        }
        run
    }

    fn write_line(&mut self, quad: &Quad<'_>) -> Line {
        let start = self.text.len();
        let numbers = &self.numbers;
        let mut mentions = Mentions::default();
        nquads::write_with(quad, &mut self.text, |position, number, text| {
            text.push_str("_:");
            let slot = match position {
                Position::Subject => 0,
                Position::Object => 1,
                Position::Graph => 2,
            };
            mentions[slot] = Some(Mention { node: place(numbers, number), at: text.len(), position });
            text.push('z');
        });
        Line { start, end: self.text.len(), mentions }
    }

    /// Hash First Degree Quads (RDFC-1.0 §4.6): the lines that mention the node, it written `_:a` and all others
    /// `_:z`, sorted and hashed. `text` is [`Run::text`] as bytes to write in, and comes back as it was.
    fn hash_first_degree(&self, node: usize, mut lines: Vec<usize>, text: &mut [u8]) -> BlankNode {
        self.mark(node, &lines, b'a', text);
        let line = |index: usize| &text[self.lines[index].start..self.lines[index].end];
        // Lines that read alike can still be two statements, about two other nodes.
        lines.sort_unstable_by(|&a, &b| line(a).cmp(line(b)).then_with(|| self.named(a).cmp(&self.named(b))));
        let mut repeated = Vec::new();
        lines.dedup_by(|later, first| {
            let same = line(*later) == line(*first) && self.named(*later) == self.named(*first);
            if same {
                repeated.push(*later);
            }
            same
        });
        let first_degree = self.hash.digest(lines.iter().map(|&index| line(index)));
        self.mark(node, &lines, b'z', text);
        self.mark(node, &repeated, b'z', text);
        BlankNode { first_degree, lines }
    }

    fn mark(&self, node: usize, lines: &[usize], letter: u8, text: &mut [u8]) {
        for &index in lines {
            for mention in self.lines[index].mentions.iter().flatten().filter(|mention| mention.node == node)
            {
                text[mention.at] = letter;
            }
        }
    }

    /// The nodes a line mentions.
    fn named(&self, line: usize) -> [Option<usize>; 3] {
        self.lines[line].mentions.map(|mention| mention.map(|mention| mention.node))
    }

    /// The canonical label of every node, and the work done for those that looked alike (RDFC-1.0 §4.4.3).
    fn label(&self, limits: &Limits) -> Result<(Vec<String>, usize), CanonicalError> {
        let mut by_hash: Vec<usize> = (0..self.nodes.len()).collect();
        by_hash.sort_by_key(|&node| self.nodes[node].first_degree);
        let mut canonical = Issuer::new(self.nodes.len());
        let mut alike = Vec::new();
        for group in by_hash.chunk_by(|&a, &b| self.nodes[a].first_degree == self.nodes[b].first_degree) {
            match *group {
                [node] => {
                    canonical.issue(node);
                }
                _ => alike.push(group),
            }
        }
        let mut n_degree = NDegree::new(self, canonical, limits.rdfc_work);
        for group in alike {
            n_degree.tell_apart(group)?;
        }
        let (canonical, work) = n_degree.finish();
        Ok((canonical.labels("c14n"), work))
    }

    /// The sorted lines with the labels in them, equal ones once (RDFC-1.0 §5).
    fn write(&self, labels: &[String]) -> String {
        let mut filled = String::with_capacity(self.text.len() + 16 * self.lines.len());
        let mut ends = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let mut from = line.start;
            for mention in line.mentions.iter().flatten() {
                filled.push_str(&self.text[from..mention.at]);
                filled.push_str(&labels[mention.node]);
                from = mention.at + 1;
            }
            filled.push_str(&self.text[from..line.end]);
            ends.push(filled.len());
        }
        let mut start = 0;
        let mut lines: Vec<&str> = ends
            .into_iter()
            .map(|end| {
                let line = &filled[start..end];
                start = end;
                line
            })
            .collect();
        lines.sort_unstable();
        lines.dedup();
        lines.concat()
    }
}

/// The numbers of the blank nodes in a dataset, ascending, each once.
fn blank_nodes(dataset: &[Quad<'_>]) -> Vec<u32> {
    let mut numbers = Vec::new();
    for quad in dataset {
        if let Node::Blank(number) = quad.subject {
            numbers.push(number);
        }
        if let Term::Node(Node::Blank(number)) = quad.object {
            numbers.push(number);
        }
        if let Some(Node::Blank(number)) = quad.graph {
            numbers.push(number);
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The place of a number among all; in a dataset numbered without gaps, the number itself.
fn place(numbers: &[u32], number: u32) -> usize {
    let guess = usize::try_from(number).unwrap_or(usize::MAX);
    if numbers.get(guess) == Some(&number) {
        return guess;
    }
    numbers.partition_point(|&other| other < number)
}
