//! RDF as far as signing needs it: quads and what they are made of.

use std::borrow::Cow;

/// What a quad can be about: something with a name, or something without.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "RDF 1.1 has these and no others")]
pub enum Node<'a> {
    /// An IRI, absolute and well formed: N-Quads has it as it is, and a `>` within would pass for its end.
    Iri(Cow<'a, str>),
    /// A blank node: its number within the dataset. Numbers say nothing beyond "the same node".
    Blank(u32),
}

/// A literal value. `datatype` is always there; `language` only with `rdf:langString`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::exhaustive_structs, reason = "RDF 1.1 gives a literal these three parts and no others")]
pub struct Literal<'a> {
    /// The lexical form.
    pub value: Cow<'a, str>,
    /// The datatype's IRI, exactly as the context gives it.
    pub datatype: Cow<'a, str>,
    /// The language tag, in lower case.
    pub language: Option<Cow<'a, str>>,
}

/// What a quad can say: a node or a literal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "RDF 1.1 has these and no others")]
pub enum Term<'a> {
    /// A node.
    Node(Node<'a>),
    /// A literal.
    Literal(Literal<'a>),
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::exhaustive_structs, reason = "RDF 1.1 gives a quad these four parts and no others")]
pub struct Quad<'a> {
    /// What it is about.
    pub subject: Node<'a>,
    /// The property's IRI.
    pub predicate: Cow<'a, str>,
    /// The property's value.
    pub object: Term<'a>,
    /// The graph it is said in; `None` is the default graph.
    pub graph: Option<Node<'a>>,
}

/// Statements in no order. The same statement may stand more than once and still says one thing.
pub type Dataset<'a> = Vec<Quad<'a>>;
