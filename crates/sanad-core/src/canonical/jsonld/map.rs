//! Maps from languages, indexes, ids or types to values (JSON-LD 1.1 API §5.1.2, steps 13.7 and 13.8).

use std::borrow::Cow;

use super::container::Container;
use super::error::{Dropped, JsonLdError, Violation, dropped, invalid};
use super::keyword::Keyword;
use super::literal;
use super::name::{Key, Names};
use super::quads::Quads;
use super::reach::Reach;
use super::scope::{Scope, Scopes};
use super::slot::{Preset, Sink, Slot};
use super::table::{Coercion, Definition, Meaning, Table};
use super::value::{tagged, typed};
use crate::canonical::rdf::{Literal, Term};
use crate::json::{Json, Object};
use crate::pointer::Trail;

/// All that a map from language tags to strings says (step 13.7).
pub(super) fn languages<'a>(
    quads: &mut Quads<'a>,
    slot: Slot<'a, '_>,
    map: &'a Object,
    trail: &Trail<'_>,
    sink: &mut Sink<'a, '_>,
) -> Result<(), JsonLdError> {
    let table = slot.scope.table;
    let own = slot.definition.and_then(|definition| definition.direction);
    if own.unwrap_or(table.direction).is_some() {
        return Err(JsonLdError::DirectionUnsigned { at: trail.pointer() });
    }
    for (tag, texts) in map.iter() {
        let here = trail.member(tag);
        if texts.as_array().is_some_and(<[Json]>::is_empty) {
            return Err(dropped(Dropped::EmptyArray, &here));
        }
        for text in texts.items() {
            let term = match text {
                Json::Null => return Err(dropped(Dropped::Null, &here)),
                Json::String(_) if is_none(table, tag) => typed(text, None, &here)?,
                Json::String(text) => tagged(text, tag, &here)?,
                _ => return Err(invalid(Violation::InvalidLanguageMapValue, &here)),
            };
            quads.put(sink, term, slot, &here)?;
        }
    }
    Ok(())
}

/// The contexts that hold for the values under a key (step 13.8.3).
pub(super) fn scope_under<'a>(
    scopes: &mut Scopes<'a, '_>,
    scope: Scope<'a>,
    container: Container,
    index: &str,
    trail: &Trail<'_>,
) -> Result<Scope<'a>, JsonLdError> {
    let reverts = container.has(Container::ID.with(Container::TYPE));
    let scope = if reverts { scope.reverted() } else { scope };
    match scope.table.term(index) {
        Some(Definition { scoped: Some(scoped), .. }) if container.has(Container::TYPE) => {
            scopes.for_type(scope, scoped, Reach::Below, trail)
        }
        _ => Ok(scope),
    }
}

/// What a key says about the nodes under it.
pub(super) fn preset<'a>(
    names: &mut Names<'a>,
    slot: Slot<'a, '_>,
    container: Container,
    index: &'a str,
    trail: &Trail<'_>,
) -> Result<Preset<'a>, JsonLdError> {
    let table = slot.scope.table;
    let mut preset = Preset::default();
    if is_none(table, index) {
        return Ok(preset);
    }
    if container.has(Container::ID) {
        preset.id = Some(names.reference(table, index, trail)?);
    } else if container.has(Container::TYPE) {
        preset.kind = Some(names.vocab_reference(table, index, trail)?);
    } else if let Some(name) = slot.definition.and_then(|definition| definition.index.as_deref()) {
        // The index is the value of a property, read as that property's values are.
        let Key::Property(iri, definition) = Key::of(table, name, trail)? else {
            return Err(invalid(Violation::InvalidTermDefinition, trail));
        };
        let term = index_term(names, Slot { definition, ..slot }, index, trail)?;
        preset.property = Some((iri, term));
    }
    Ok(preset)
}

fn index_term<'a>(
    names: &mut Names<'a>,
    slot: Slot<'a, '_>,
    index: &'a str,
    trail: &Trail<'_>,
) -> Result<Term<'a>, JsonLdError> {
    let table = slot.scope.table;
    match slot.definition.and_then(|definition| definition.coercion.as_ref()) {
        Some(Coercion::Id) => names.reference(table, index, trail).map(Term::Node),
        Some(Coercion::Vocab) => names.vocab_reference(table, index, trail).map(Term::Node),
        Some(Coercion::Datatype(datatype)) => Ok(Term::Literal(Literal {
            value: Cow::Borrowed(index),
            datatype: Cow::Borrowed(datatype),
            language: None,
        })),
        _ => {
            let own = slot.definition.and_then(|definition| definition.language.as_ref());
            match own.unwrap_or(&table.language) {
                Some(tag) => tagged(index, tag, trail),
                None => Ok(Term::Literal(literal::string(index))),
            }
        }
    }
}

/// Whether the key of a map says "no key".
fn is_none(table: &Table, key: &str) -> bool {
    match table.term(key) {
        Some(definition) => definition.meaning == Meaning::Keyword(Keyword::None),
        None => key == "@none",
    }
}
