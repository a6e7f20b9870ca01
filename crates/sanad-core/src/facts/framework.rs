//! The frameworks and units that are known by name, and what an alignment to one of them claims.
//! `spec/badge-facts.md#frameworks`

use super::{Claimed, Level};
use crate::decimal::Decimal;
use crate::model::alignment::AlignmentView;
use crate::model::lexical;

/// A framework with nodes that an achievement can be aligned with.
struct Framework {
    /// The IRI of one version of it.
    iri: &'static str,
    /// What people call that version.
    title: &'static str,
    nodes: Nodes,
    /// What the IRI of each node begins with, where nodes have one; their code follows.
    node_stem: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nodes {
    Levels,
    Fields,
}

const fn levels(iri: &'static str, title: &'static str) -> Framework {
    Framework { iri, title, nodes: Nodes::Levels, node_stem: None }
}

static FRAMEWORKS: [Framework; 7] = [
    Framework {
        node_stem: Some("http://data.europa.eu/snb/eqf/"),
        ..levels("http://data.europa.eu/snb/eqf/25831c2", "EQF")
    },
    Framework {
        iri: "http://data.europa.eu/snb/isced-f/25831c2",
        title: "ISCED-F 2013",
        nodes: Nodes::Fields,
        node_stem: Some("http://data.europa.eu/snb/isced-f/"),
    },
    levels("https://w3id.org/sanad/framework/ncrf/2023", "NCrF 2023"),
    levels("https://w3id.org/sanad/framework/nheqf/2022-draft", "NHEQF draft 2022"),
    levels("https://w3id.org/sanad/framework/nheqf/2023", "NHEQF 2023"),
    levels("https://w3id.org/sanad/framework/nsqf/2013", "NSQF 2013"),
    levels("https://w3id.org/sanad/framework/nsqf/2023", "NSQF 2023"),
];

/// Units of credit: their IRIs, and what people call them.
const UNITS: [(&str, &str); 2] = [
    ("http://data.europa.eu/snb/education-credit/6fcec5c5af", "ECTS"),
    ("https://w3id.org/sanad/credit/ncrf/2023", "NCrF 2023"),
];

/// Names by which people write of frameworks without saying which version: what is claimed in one cannot be read.
const NAMES: [(&str, Nodes); 15] = [
    ("eqf", Nodes::Levels),
    ("european qualifications framework", Nodes::Levels),
    ("european qualification framework", Nodes::Levels),
    ("isced-f", Nodes::Fields),
    ("isced", Nodes::Fields),
    ("ncrf", Nodes::Levels),
    ("national credit framework", Nodes::Levels),
    ("nheqf", Nodes::Levels),
    ("national higher education qualifications framework", Nodes::Levels),
    ("national higher education qualification framework", Nodes::Levels),
    ("nsqf", Nodes::Levels),
    ("national skills qualifications framework", Nodes::Levels),
    ("national skills qualification framework", Nodes::Levels),
    ("nqf", Nodes::Levels),
    ("national qualifications framework", Nodes::Levels),
];

/// What people call the framework with that IRI, if it is a known one.
#[must_use]
pub fn framework_title(iri: &str) -> Option<&'static str> {
    FRAMEWORKS.iter().find(|framework| framework.iri == iri).map(|framework| framework.title)
}

/// What people call the unit of credit with that IRI, if it is a known one.
#[must_use]
pub fn unit_title(iri: &str) -> Option<&'static str> {
    UNITS.iter().find(|(unit, _)| *unit == iri).map(|(_, title)| *title)
}

/// What alignments claim.
#[derive(Default)]
pub(super) struct Aligned {
    pub(super) levels: Claimed<Level>,
    pub(super) fields: Claimed<String>,
}

impl Aligned {
    /// What an achievement claims by its alignments. One that cannot be read makes all of its kind unclear.
    pub(super) fn of<'a>(alignments: impl Iterator<Item = AlignmentView<'a>>) -> Self {
        let mut aligned = Self::default();
        for alignment in alignments {
            aligned.add(alignment);
        }
        aligned
    }

    fn add(&mut self, alignment: AlignmentView<'_>) {
        let named = alignment.target_framework().unwrap_or_default();
        let url = alignment.target_url().unwrap_or_default();
        let has_node = |framework: &Framework| framework.node_stem.is_some_and(|stem| url.starts_with(stem));
        let mut found = false;
        for framework in FRAMEWORKS.iter().filter(|known| known.iri == named || has_node(known)) {
            found = true;
            let node = framework.node_stem.and_then(|stem| url.strip_prefix(stem));
            let node = node.filter(|_| url != framework.iri);
            // Where the code and the node's IRI differ, both are claimed.
            let codes = alignment.target_code().into_iter().chain(node);
            match framework.nodes {
                Nodes::Levels => self.levels.add_some(codes.map(|code| level(framework, code))),
                Nodes::Fields => self.fields.add_some(codes.map(field)),
            }
        }
        let unversioned = NAMES.iter().find(|(name, _)| named.trim().eq_ignore_ascii_case(name));
        match unversioned {
            Some((_, Nodes::Levels)) if !found => self.levels = Claimed::Unclear,
            Some((_, Nodes::Fields)) if !found => self.fields = Claimed::Unclear,
            _ => {}
        }
    }
}

fn level(framework: &Framework, code: &str) -> Option<Level> {
    let value: Decimal = code.parse().ok()?;
    Some(Level { framework: framework.iri.to_owned(), value })
}

fn field(code: &str) -> Option<String> {
    lexical::is_field(code).then(|| code.to_owned())
}
