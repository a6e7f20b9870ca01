//! How a value is to be read, and where what it says goes.

use std::borrow::Cow;

use super::error::{Dropped, JsonLdError, Violation, dropped, invalid};
use super::scope::{FromMap, Scope};
use super::table::Definition;
use crate::canonical::rdf::{Node, Term};
use crate::pointer::Trail;

/// How a value is to be read.
#[derive(Clone, Copy)]
pub(super) struct Slot<'a, 's> {
    pub(super) definition: Option<&'a Definition>,
    pub(super) scope: Scope<'a>,
    pub(super) graph: Option<&'s Node<'a>>,
    pub(super) from_map: FromMap,
    pub(super) wrap: Wrap,
    pub(super) preset: Option<&'s Preset<'a>>,
}

impl<'a, 's> Slot<'a, 's> {
    /// For nodes that are no property's value.
    pub(super) const fn free(scope: Scope<'a>, graph: Option<&'s Node<'a>>) -> Self {
        Self { definition: None, scope, graph, from_map: FromMap::No, wrap: Wrap::No, preset: None }
    }
}

/// Whether a value is put into a graph of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    Always,
    No,
    UnlessGraph,
}

/// What the key of a map says about the nodes under it.
#[derive(Default)]
pub(super) struct Preset<'a> {
    pub(super) id: Option<Node<'a>>,
    pub(super) kind: Option<Node<'a>>,
    pub(super) property: Option<(Cow<'a, str>, Term<'a>)>,
}

/// Which way a property faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facing {
    Backward,
    Forward,
}

/// Where a value goes.
pub(super) enum Sink<'a, 's> {
    /// To a property, as its value or (facing backward) as its subject.
    Property { facing: Facing, subject: &'s Node<'a>, predicate: &'s Cow<'a, str> },
    /// To the end of a list.
    List(&'s mut Vec<Term<'a>>),
    /// Nowhere: it stands in a graph and must be a node that says something itself.
    Free,
    /// The same under `@included`.
    Included,
}

impl Sink<'_, '_> {
    /// Refuses what is no node where only nodes say something.
    pub(super) fn allow_value(&self, wrap: Wrap, trail: &Trail<'_>) -> Result<(), JsonLdError> {
        match self {
            Self::Included => Err(invalid(Violation::InvalidIncludedValue, trail)),
            Self::Free => Err(dropped(Dropped::FreeFloating, trail)),
            _ if wrap != Wrap::No => Err(dropped(Dropped::FreeFloating, trail)),
            _ => Ok(()),
        }
    }
}
