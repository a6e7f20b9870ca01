//! The walk of a document that turns it into quads: from objects to their values, and to the objects in these.
//!
//! Objects, properties, maps and lists lead into each other, so their methods stand here together; what needs none of
//! them stands in the files below.

use std::borrow::Cow;

use super::container::Container;
use super::contexts::Compiled;
use super::error::{Dropped, JsonLdError, Violation, dropped, invalid};
use super::keyword::{Keyword, Keywords};
use super::list;
use super::literal;
use super::map;
use super::member::{Member, collect};
use super::name::{Key, Names};
use super::quads::{Purpose, Quads};
use super::rules::Rules;
use super::scope::{FromMap, Scope, Scopes, Standing};
use super::slot::{Facing, Preset, Sink, Slot, Wrap};
use super::table::{Coercion, Definition};
use super::value;
use crate::canonical::rdf::{Dataset, Node, Term};
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::pointer::Trail;

/// The state of a walk. Everything in the quads is borrowed from the document and the compiled contexts, or made new.
pub(super) struct Walk<'a, 'r> {
    rules: &'r Rules,
    limits: &'r Limits,
    scopes: Scopes<'a, 'r>,
    names: Names<'a>,
    quads: Quads<'a>,
    depth: usize,
    /// Lists that were of use for an object's members, and will be for another's.
    spare: Vec<Vec<Member<'a>>>,
}

/// A property of a node, and which way it faces.
struct Property<'a, 's> {
    subject: &'s Node<'a>,
    predicate: &'s Cow<'a, str>,
    definition: Option<&'a Definition>,
    facing: Facing,
}

impl<'a, 'r> Walk<'a, 'r> {
    /// The quads of a document; none of them if they are only counted.
    pub(super) fn document(
        compiled: &'a Compiled,
        object: &'a Object,
        rules: &'r Rules,
        limits: &'r Limits,
        purpose: Purpose,
    ) -> Result<Dataset<'a>, JsonLdError> {
        let mut walk = Self {
            rules,
            limits,
            scopes: Scopes::new(compiled, rules, limits),
            names: Names::new(rules.form),
            quads: Quads::within(limits.quads, purpose),
            depth: 0,
            spare: Vec::new(),
        };
        let slot = Slot::free(Scope::of(&compiled.root), None);
        walk.object(slot, Standing::Document, object, &Trail::Root, &mut Sink::Free)?;
        Ok(walk.quads.into_dataset())
    }

    /// An object: its contexts, then a literal, a list, a set or a node (JSON-LD 1.1 API §5.1.2, steps 7 to 19).
    fn object(
        &mut self,
        slot: Slot<'a, '_>,
        standing: Standing<'a>,
        object: &'a Object,
        trail: &Trail<'_>,
        sink: &mut Sink<'a, '_>,
    ) -> Result<(), JsonLdError> {
        self.enter(trail)?;
        let outer = self.scopes.within(slot.scope, object, standing, slot.from_map, trail)?;
        let scope = self.scopes.for_types(outer, object, standing, trail)?;
        let mut members = self.spare.pop().unwrap_or_default();
        let keywords = collect(&mut self.scopes, object, scope, outer, trail, &mut members)?;
        let slot = Slot { scope, ..slot };
        if keywords.has(Keyword::Value) {
            let term = value::of_object(&mut self.names, self.rules.form, &members, trail)?;
            sink.allow_value(slot.wrap, trail)?;
            self.quads.put(sink, term, slot, trail)?;
        } else if keywords.has(Keyword::List) || keywords.has(Keyword::Set) {
            self.list_or_set(slot, &members, trail, sink)?;
        } else {
            self.node(slot, standing, &members, keywords, trail, sink)?;
        }
        members.clear();
        self.spare.push(members);
        self.leave();
        Ok(())
    }

    fn node(
        &mut self,
        slot: Slot<'a, '_>,
        standing: Standing<'a>,
        members: &[Member<'a>],
        keywords: Keywords,
        trail: &Trail<'_>,
        sink: &mut Sink<'a, '_>,
    ) -> Result<(), JsonLdError> {
        let wrapped = match slot.wrap {
            Wrap::No => false,
            Wrap::Always => true,
            Wrap::UnlessGraph => {
                let is_graph = keywords.has(Keyword::Graph);
                !(is_graph && keywords.are_among(&[Keyword::Graph, Keyword::Id, Keyword::Index]))
            }
        };
        if wrapped {
            let name = self.preset_or_fresh(slot.preset);
            self.quads.put(sink, Term::Node(name.clone()), slot, trail)?;
            let within = Slot::free(slot.scope, Some(&name));
            return self.node(within, standing, members, keywords, trail, &mut Sink::Free);
        }
        if let [Member { key: Key::Keyword(Keyword::Graph), value, scope, .. }] = members
            && matches!(standing, Standing::Document)
        {
            // A document of which nothing is said but what is in it: its content is the default graph.
            return self.items(Slot::free(*scope, None), value, &trail.member("@graph"), &mut Sink::Free);
        }
        let subject = match members.iter().find(|member| member.keyword() == Some(Keyword::Id)) {
            Some(member) => self.id(member, trail)?,
            None => self.preset_or_fresh(slot.preset),
        };
        if matches!(sink, Sink::Free | Sink::Included)
            && keywords.are_among(&[Keyword::Id, Keyword::Index])
            && !(members.is_empty() && matches!(standing, Standing::Document))
        {
            return Err(dropped(Dropped::FreeFloating, trail));
        }
        for member in members {
            self.member(&subject, member, slot, trail)?;
        }
        self.quads.put(sink, Term::Node(subject), slot, trail)
    }

    fn id(&mut self, member: &Member<'a>, trail: &Trail<'_>) -> Result<Node<'a>, JsonLdError> {
        let here = trail.member(member.name);
        match member.value {
            Json::String(text) => self.names.reference(member.scope.table, text, &here),
            _ => Err(invalid(Violation::InvalidIdValue, &here)),
        }
    }

    /// What one member says about its node.
    fn member(
        &mut self,
        subject: &Node<'a>,
        member: &Member<'a>,
        slot: Slot<'a, '_>,
        trail: &Trail<'_>,
    ) -> Result<(), JsonLdError> {
        let here = trail.member(member.name);
        let graph = slot.graph;
        match &member.key {
            Key::Property(predicate, definition) => {
                let definition = *definition;
                let property = Property { subject, predicate, definition, facing: Facing::Forward };
                self.property(&property, member.value, member.scope, graph, &here)
            }
            Key::Keyword(Keyword::Id) => Ok(()),
            Key::Keyword(Keyword::Type) => self.types(subject, member, graph, &here),
            Key::Keyword(Keyword::Graph) => {
                self.items(Slot::free(member.scope, Some(subject)), member.value, &here, &mut Sink::Free)
            }
            Key::Keyword(Keyword::Included) => {
                self.items(Slot::free(member.scope, graph), member.value, &here, &mut Sink::Included)
            }
            Key::Keyword(Keyword::Index) => match member.value {
                Json::String(_) => Ok(()),
                _ => Err(invalid(Violation::InvalidIndexValue, &here)),
            },
            Key::Keyword(Keyword::Reverse) => {
                let Json::Object(map) = member.value else {
                    return Err(invalid(Violation::InvalidReverseValue, &here));
                };
                for (name, value) in map.iter() {
                    let inner = here.member(name);
                    let Key::Property(predicate, definition) = Key::of(member.scope.table, name, &inner)?
                    else {
                        return Err(invalid(Violation::InvalidReversePropertyMap, &inner));
                    };
                    let facing = Facing::Backward;
                    let property = Property { subject, predicate: &predicate, definition, facing };
                    self.property(&property, value, member.scope, graph, &inner)?;
                }
                Ok(())
            }
            Key::Keyword(_) => Err(dropped(Dropped::FreeFloating, &here)),
        }
    }

    fn types(
        &mut self,
        subject: &Node<'a>,
        member: &Member<'a>,
        graph: Option<&Node<'a>>,
        trail: &Trail<'_>,
    ) -> Result<(), JsonLdError> {
        if member.value.as_array().is_some_and(<[Json]>::is_empty) {
            return Err(dropped(Dropped::EmptyArray, trail));
        }
        for (index, kind) in member.value.items().iter().enumerate() {
            let here = trail.item(index);
            let here = if member.value.as_array().is_some() { &here } else { trail };
            let Json::String(kind) = kind else { return Err(invalid(Violation::InvalidTypeValue, here)) };
            let object = self.names.vocab_reference(member.scope.table, kind, here)?;
            self.quads.push_type(subject, object, graph, here)?;
        }
        Ok(())
    }

    /// All that a property of a node says.
    fn property(
        &mut self,
        property: &Property<'a, '_>,
        value: &'a Json,
        scope: Scope<'a>,
        graph: Option<&Node<'a>>,
        trail: &Trail<'_>,
    ) -> Result<(), JsonLdError> {
        let Property { subject, predicate, definition, facing } = *property;
        // Most members of a badge are text with which nothing can be wrong.
        if matches!((value, definition), (Json::String(_), Some(Definition { any_text: true, .. })))
            && facing == Facing::Forward
            && self.quads.are_counted()
            && !scope.table.marks_text()
        {
            return self.quads.count(trail);
        }
        let container = definition.map(|definition| definition.container).unwrap_or_default();
        let facing = match (definition.is_some_and(|definition| definition.reverse), facing) {
            (true, Facing::Forward) | (false, Facing::Backward) => Facing::Backward,
            (false, Facing::Forward) | (true, Facing::Backward) => Facing::Forward,
        };
        let sink = &mut Sink::Property { facing, subject, predicate };
        let map_keys = Container::INDEX.with(Container::TYPE).with(Container::ID);
        let wrap =
            if container.has(Container::GRAPH) && !container.has(map_keys) { Wrap::Always } else { Wrap::No };
        let slot = Slot { definition, scope, graph, from_map: FromMap::No, wrap, preset: None };
        match value {
            value if matches!(definition, Some(Definition { coercion: Some(Coercion::Json), .. })) => {
                self.quads.put(sink, Term::Literal(literal::json(value)), slot, trail)
            }
            Json::Object(map) if map.is_empty() && container.has(map_keys.with(Container::LANGUAGE)) => {
                Err(dropped(Dropped::EmptyMap, trail))
            }
            Json::Object(map) if container.has(Container::LANGUAGE) => {
                map::languages(&mut self.quads, slot, map, trail, sink)
            }
            Json::Object(map) if container.has(map_keys) => self.map(slot, container, map, trail, sink),
            value if container.has(Container::LIST) && !list::is_list(scope.table, value) => {
                self.list(slot, value, trail, sink)
            }
            value => self.items(slot, value, trail, sink),
        }
    }

    /// A map from indexes, ids or types to values (JSON-LD 1.1 API §5.1.2, step 13.8).
    fn map(
        &mut self,
        slot: Slot<'a, '_>,
        container: Container,
        map: &'a Object,
        trail: &Trail<'_>,
        sink: &mut Sink<'a, '_>,
    ) -> Result<(), JsonLdError> {
        let wrap = if container.has(Container::GRAPH) { Wrap::UnlessGraph } else { Wrap::No };
        for (index, value) in map.iter() {
            let here = trail.member(index);
            let scope = map::scope_under(&mut self.scopes, slot.scope, container, index, &here)?;
            let preset = map::preset(&mut self.names, slot, container, index, &here)?;
            let slot = Slot { scope, from_map: FromMap::Yes, wrap, preset: Some(&preset), ..slot };
            self.items(slot, value, &here, sink)?;
        }
        Ok(())
    }

    /// One value or the items of an array, each on its own.
    fn items(
        &mut self,
        slot: Slot<'a, '_>,
        value: &'a Json,
        trail: &Trail<'_>,
        sink: &mut Sink<'a, '_>,
    ) -> Result<(), JsonLdError> {
        match value {
            Json::Array(items) => {
                if items.is_empty() {
                    return Err(dropped(Dropped::EmptyArray, trail));
                }
                self.enter(trail)?;
                for (index, item) in items.iter().enumerate() {
                    self.items(slot, item, &trail.item(index), sink)?;
                }
                self.leave();
                Ok(())
            }
            Json::Object(object) => self.object(slot, Standing::Value(slot.definition), object, trail, sink),
            _ => {
                let term = self.scalar(slot, value, trail, sink)?;
                self.quads.put(sink, term, slot, trail)
            }
        }
    }

    /// A string, number or boolean under a property (JSON-LD 1.1 API §5.3).
    fn scalar(
        &mut self,
        slot: Slot<'a, '_>,
        value: &'a Json,
        trail: &Trail<'_>,
        sink: &Sink<'a, '_>,
    ) -> Result<Term<'a>, JsonLdError> {
        if matches!(value, Json::Null) && !matches!(sink, Sink::Included) {
            return Err(dropped(Dropped::Null, trail));
        }
        sink.allow_value(slot.wrap, trail)?;
        // The context of a property holds for plain values too (step 4.2).
        let scope = match slot.definition {
            Some(Definition { scoped: Some(scoped), .. }) => {
                self.scopes.for_property(slot.scope, scoped, trail)?
            }
            _ => slot.scope,
        };
        value::plain(&mut self.names, Slot { scope, ..slot }, value, trail)
    }

    /// `{"@list": …}` or `{"@set": …}` (steps 13.4.11 and 16)
    fn list_or_set(
        &mut self,
        slot: Slot<'a, '_>,
        members: &[Member<'a>],
        trail: &Trail<'_>,
        sink: &mut Sink<'a, '_>,
    ) -> Result<(), JsonLdError> {
        let Some(content) = list::content(members, trail)? else { return Ok(()) };
        let here = trail.member(content.name);
        let slot = Slot { from_map: FromMap::No, ..slot };
        if content.keyword() == Some(Keyword::Set) {
            return self.items(slot, content.value, &here, sink);
        }
        sink.allow_value(slot.wrap, trail)?;
        self.list(slot, content.value, &here, sink)
    }

    /// Values in their order, every one of them, as a chain of blank nodes (JSON-LD 1.1 API §8.2.3).
    fn list(
        &mut self,
        slot: Slot<'a, '_>,
        value: &'a Json,
        trail: &Trail<'_>,
        sink: &mut Sink<'a, '_>,
    ) -> Result<(), JsonLdError> {
        self.enter(trail)?;
        let mut terms = Vec::new();
        let is_array = value.as_array().is_some();
        let of_lists = slot.definition.is_some_and(|definition| definition.container.has(Container::LIST));
        for (index, item) in value.items().iter().enumerate() {
            let own = trail.item(index);
            let here = if is_array { &own } else { trail };
            let mut inner = Sink::List(&mut terms);
            if of_lists && item.as_array().is_some() {
                self.list(slot, item, here, &mut inner)?;
            } else {
                self.items(slot, item, here, &mut inner)?;
            }
        }
        self.leave();
        let first = list::chain(&mut self.names, &mut self.quads, terms, slot.graph, trail)?;
        if matches!(sink, Sink::Property { facing: Facing::Backward, .. }) {
            return Err(invalid(Violation::InvalidReversePropertyValue, trail));
        }
        self.quads.put(sink, Term::Node(first), slot, trail)
    }

    /// One container deeper. After an error nobody goes on, so only success leaves again.
    fn enter(&mut self, trail: &Trail<'_>) -> Result<(), JsonLdError> {
        if self.depth >= self.limits.json_depth {
            return Err(JsonLdError::TooDeep { limit: self.limits.json_depth, at: trail.pointer() });
        }
        self.depth += 1;
        Ok(())
    }

    const fn leave(&mut self) {
        self.depth -= 1;
    }

    fn preset_or_fresh(&mut self, preset: Option<&Preset<'a>>) -> Node<'a> {
        match preset {
            Some(Preset { id: Some(id), .. }) => id.clone(),
            _ => self.names.fresh(),
        }
    }
}
