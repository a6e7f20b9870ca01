//! From a member of a context to a term's definition (JSON-LD 1.1 API §4.2.2).

use std::collections::HashMap;
use std::sync::Arc;

use super::container::Container;
use super::error::Violation;
use super::iri;
use super::keyword::{Keyword, has_keyword_form};
use super::reach::Reach;
use super::table::{Coercion, Definition, Direction, Meaning, Scoped, Table};
use crate::json::{Json, Object};

/// What the processing of a context decides for all terms in it.
pub(super) struct Ground<'d> {
    /// Against which the context URLs in it are resolved.
    pub(super) base_url: Option<&'d Arc<str>>,
    pub(super) protection: Override,
    /// Tries a context that is scoped to a term. It is handed in, because contexts are processed one floor above.
    pub(super) try_scoped: &'d dyn Fn(&Table, &Json) -> Result<(), Violation>,
}

/// How a context is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Override {
    /// Protected terms stay as they are.
    Forbidden,
    /// A property-scoped context may redefine protected terms.
    Allowed,
}

/// The definition of the terms of one context.
pub(super) struct Definer<'d> {
    ground: Ground<'d>,
    active: &'d mut Table,
    local: &'d Object,
    /// The terms begun, and whether they are finished.
    defined: HashMap<&'d str, bool>,
    protected: bool,
}

impl<'d> Definer<'d> {
    pub(super) fn new(ground: Ground<'d>, active: &'d mut Table, local: &'d Object, protected: bool) -> Self {
        Self { ground, active, local, defined: HashMap::new(), protected }
    }

    pub(super) fn define_all(&mut self) -> Result<(), Violation> {
        for (term, _) in self.local.iter() {
            if !matches!(
                term,
                "@base"
                    | "@direction"
                    | "@import"
                    | "@language"
                    | "@propagate"
                    | "@protected"
                    | "@version"
                    | "@vocab"
            ) {
                self.define(term)?;
            }
        }
        Ok(())
    }

    fn define(&mut self, term: &'d str) -> Result<(), Violation> {
        match self.defined.get(term) {
            Some(true) => return Ok(()),
            Some(false) => return Err(Violation::CyclicIriMapping),
            None => {}
        }
        if term.is_empty() {
            return Err(Violation::InvalidTermDefinition);
        }
        self.defined.insert(term, false);
        let Some(value) = self.local.get(term) else { return Ok(()) };
        if term == "@type" {
            check_type_redefinition(value)?;
        } else if Keyword::parse(term).is_some() {
            return Err(Violation::KeywordRedefinition);
        } else if has_keyword_form(term) {
            return Ok(()); // kept free for later versions: ignored
        }
        let previous = self.active.terms.remove(term);
        let text;
        let (value, simple) = match value {
            Json::Null => {
                text = Object::new().with("@id", Json::Null);
                (&text, false)
            }
            Json::String(id) => {
                text = Object::new().with("@id", id.as_str());
                (&text, true)
            }
            Json::Object(object) => (object, false),
            _ => return Err(Violation::InvalidTermDefinition),
        };
        let Some(mut definition) = self.definition(term, value, simple)? else { return Ok(()) };
        definition.absolute = matches!(&definition.meaning, Meaning::Iri(iri) if iri::is_absolute(iri));
        definition.absolute_type =
            matches!(&definition.coercion, Some(Coercion::Datatype(iri)) if iri::is_absolute(iri));
        definition.any_text = !definition.reverse
            && definition.container.is_plain()
            && definition.scoped.is_none()
            && definition.language.is_none()
            && definition.direction.is_none()
            && (definition.absolute_type || matches!(definition.coercion, None | Some(Coercion::None)));
        if let Some(previous) = previous {
            if self.ground.protection == Override::Forbidden && previous.protected {
                if definition != *previous {
                    return Err(Violation::ProtectedTermRedefinition);
                }
                definition.protected = true;
            }
            // One definition in memory, however often it is repeated.
            if definition == *previous && definition.protected == previous.protected {
                self.active.terms.insert(Arc::from(term), previous);
                self.defined.insert(term, true);
                return Ok(());
            }
        }
        self.active.terms.insert(Arc::from(term), Arc::new(definition));
        self.defined.insert(term, true);
        Ok(())
    }

    /// Steps 10 to 26; `None` where the term is to be ignored.
    fn definition(
        &mut self,
        term: &'d str,
        value: &Object,
        simple: bool,
    ) -> Result<Option<Definition>, Violation> {
        let mut definition = Definition { protected: self.protected, ..Definition::default() };
        match value.get("@protected") {
            None => {}
            Some(Json::Bool(protected)) => definition.protected = *protected,
            Some(_) => return Err(Violation::InvalidProtectedValue),
        }
        if let Some(kind) = value.get("@type") {
            definition.coercion = Some(self.coercion(kind)?);
        }
        if let Some(reverse) = value.get("@reverse") {
            if value.contains("@id") || value.contains("@nest") {
                return Err(Violation::InvalidReverseProperty);
            }
            let reverse = reverse.as_str().ok_or(Violation::InvalidIriMapping)?;
            if has_keyword_form(reverse) && Keyword::parse(reverse).is_none() {
                return Ok(None);
            }
            definition.meaning = self.iri_mapping(reverse)?;
            if matches!(definition.meaning, Meaning::Keyword(_)) {
                return Err(Violation::InvalidIriMapping);
            }
            definition.container = match value.get("@container") {
                None | Some(Json::Null) => Container::default(),
                Some(Json::String(text)) if text == "@set" => Container::SET,
                Some(Json::String(text)) if text == "@index" => Container::INDEX,
                Some(_) => return Err(Violation::InvalidReverseProperty),
            };
            definition.reverse = true;
            check_members(value)?;
            return Ok(Some(definition));
        }
        if !self.identify(term, value, simple, &mut definition)? {
            return Ok(None);
        }
        self.contain(value, &mut definition)?;
        if let Some(context) = value.get("@context") {
            definition.scoped = Some(self.scope(context)?);
        }
        if !value.contains("@type") {
            match value.get("@language") {
                None => {}
                Some(Json::Null) => definition.language = Some(None),
                Some(Json::String(tag)) => {
                    definition.language = Some(Some(Arc::from(tag.to_ascii_lowercase())));
                }
                Some(_) => return Err(Violation::InvalidLanguageMapping),
            }
            if let Some(value) = value.get("@direction") {
                definition.direction = Some(Direction::parse(value)?);
            }
        }
        if let Some(nest) = value.get("@nest") {
            let nest = nest.as_str().ok_or(Violation::InvalidNestValue)?;
            if nest != "@nest" && Keyword::parse(nest).is_some() {
                return Err(Violation::InvalidNestValue);
            }
            definition.nest = Some(Arc::from(nest));
        }
        if let Some(prefix) = value.get("@prefix") {
            if term.contains([':', '/']) {
                return Err(Violation::InvalidTermDefinition);
            }
            let Json::Bool(prefix) = prefix else { return Err(Violation::InvalidPrefixValue) };
            definition.prefix = *prefix;
            if *prefix && matches!(definition.meaning, Meaning::Keyword(_)) {
                return Err(Violation::InvalidTermDefinition);
            }
        }
        check_members(value)?;
        Ok(Some(definition))
    }

    /// Step 12
    fn coercion(&mut self, kind: &Json) -> Result<Coercion, Violation> {
        let kind = kind.as_str().ok_or(Violation::InvalidTypeMapping)?;
        match self.meaning_of(kind)? {
            Some(Meaning::Keyword(Keyword::Id)) => Ok(Coercion::Id),
            Some(Meaning::Keyword(Keyword::Vocab)) => Ok(Coercion::Vocab),
            Some(Meaning::Keyword(Keyword::Json)) => Ok(Coercion::Json),
            Some(Meaning::Keyword(Keyword::None)) => Ok(Coercion::None),
            Some(Meaning::Iri(iri)) if !iri::is_blank(&iri) => Ok(Coercion::Datatype(iri)),
            _ => Err(Violation::InvalidTypeMapping),
        }
    }

    /// Steps 14 to 18: what the term stands for; `false` where it is to be ignored.
    fn identify(
        &mut self,
        term: &'d str,
        value: &Object,
        simple: bool,
        definition: &mut Definition,
    ) -> Result<bool, Violation> {
        let colon_inside = term.char_indices().any(|(at, c)| c == ':' && at > 0);
        match value.get("@id") {
            Some(Json::Null) => {} // stands for nothing, and so hides what it would have meant
            Some(Json::String(id)) if id == term => self.by_name(term, colon_inside, definition)?,
            None => self.by_name(term, colon_inside, definition)?,
            Some(Json::String(id)) => {
                if has_keyword_form(id) && Keyword::parse(id).is_none() {
                    return Ok(false);
                }
                definition.meaning = self.iri_mapping(id)?;
                if definition.meaning == Meaning::Keyword(Keyword::Context) {
                    return Err(Violation::InvalidKeywordAlias);
                }
                let inside = term.trim_end_matches(':').char_indices().any(|(at, c)| c == ':' && at > 0);
                if inside || term.contains('/') {
                    self.defined.insert(term, true);
                    if self.meaning_of(term)?.as_ref() != Some(&definition.meaning) {
                        return Err(Violation::InvalidIriMapping);
                    }
                }
                if let Meaning::Iri(iri) = &definition.meaning {
                    let ends_open = iri.ends_with([':', '/', '?', '#', '[', ']', '@']) || iri::is_blank(iri);
                    definition.prefix = simple && ends_open && !term.contains([':', '/']);
                }
            }
            Some(_) => return Err(Violation::InvalidIriMapping),
        }
        Ok(true)
    }

    /// Steps 15 to 18: a term that says by its own name what it stands for.
    fn by_name(
        &mut self,
        term: &'d str,
        colon_inside: bool,
        definition: &mut Definition,
    ) -> Result<(), Violation> {
        definition.meaning = if term == "@type" {
            Meaning::Keyword(Keyword::Type)
        } else if colon_inside {
            let prefixed = match term.split_once(':') {
                Some((prefix, suffix)) if !suffix.starts_with("//") => {
                    self.define_local(prefix)?;
                    match self.active.term(prefix).map(|definition| &definition.meaning) {
                        Some(Meaning::Iri(iri)) => Some(Arc::from(format!("{iri}{suffix}"))),
                        _ => None,
                    }
                }
                _ => None,
            };
            Meaning::Iri(prefixed.unwrap_or_else(|| Arc::from(term)))
        } else if term.contains('/') {
            self.defined.insert(term, true); // it is what the vocabulary makes of it, not what is being defined
            match self.meaning_of(term)? {
                Some(Meaning::Iri(iri)) => Meaning::Iri(iri),
                _ => return Err(Violation::InvalidIriMapping),
            }
        } else {
            match &self.active.vocab {
                Some(vocab) => Meaning::Iri(Arc::from(format!("{vocab}{term}"))),
                None => return Err(Violation::InvalidIriMapping),
            }
        };
        Ok(())
    }

    /// Steps 19 and 20
    fn contain(&mut self, value: &Object, definition: &mut Definition) -> Result<(), Violation> {
        if let Some(container) = value.get("@container") {
            definition.container = Container::parse(container)?;
            if definition.container.has(Container::TYPE) {
                match definition.coercion {
                    None => definition.coercion = Some(Coercion::Id),
                    Some(Coercion::Id | Coercion::Vocab) => {}
                    Some(_) => return Err(Violation::InvalidTypeMapping),
                }
            }
        }
        if let Some(index) = value.get("@index") {
            let index = index.as_str().ok_or(Violation::InvalidTermDefinition)?;
            if !definition.container.has(Container::INDEX)
                || !matches!(self.meaning_of(index)?, Some(Meaning::Iri(_)))
            {
                return Err(Violation::InvalidTermDefinition);
            }
            definition.index = Some(Arc::from(index));
        }
        Ok(())
    }

    /// Step 21
    fn scope(&self, context: &Json) -> Result<Arc<Scoped>, Violation> {
        (self.ground.try_scoped)(self.active, context).map_err(|_| Violation::InvalidScopedContext)?;
        Ok(Arc::new(Scoped {
            context: context.clone(),
            base_url: self.ground.base_url.cloned(),
            reach: Reach::of(context),
        }))
    }

    fn iri_mapping(&mut self, text: &str) -> Result<Meaning, Violation> {
        match self.meaning_of(text)? {
            Some(Meaning::Nothing) | None => Err(Violation::InvalidIriMapping),
            Some(meaning) => Ok(meaning),
        }
    }

    /// What a text means while the context is being read: what it needs is defined first.
    fn meaning_of(&mut self, text: &str) -> Result<Option<Meaning>, Violation> {
        if !has_keyword_form(text) {
            self.define_local(text)?;
            if self.active.term(text).is_none()
                && let Some((prefix, suffix)) = text.split_once(':')
                && !matches!(prefix, "" | "_")
                && !suffix.starts_with("//")
            {
                self.define_local(prefix)?;
            }
        }
        Ok(self.active.meaning_of(text))
    }

    /// Defines a name that stands in the context, if that is not yet done.
    fn define_local(&mut self, name: &str) -> Result<(), Violation> {
        match self.local_name(name) {
            Some(name) => self.define(name),
            None => Ok(()),
        }
    }

    /// The name as it stands in the context, if it is there and not yet finished.
    fn local_name(&self, name: &str) -> Option<&'d str> {
        let local: &'d Object = self.local;
        if self.defined.get(name) == Some(&true) {
            return None;
        }
        local.iter().map(|(local, _)| local).find(|local| *local == name)
    }
}

/// Step 4: of `@type` only the container and the protection can be said.
fn check_type_redefinition(value: &Json) -> Result<(), Violation> {
    let fine = value.as_object().is_some_and(|object| {
        !object.is_empty()
            && object.iter().all(|(name, value)| match name {
                "@container" => value.as_str() == Some("@set"),
                "@protected" => true,
                _ => false,
            })
    });
    if fine { Ok(()) } else { Err(Violation::KeywordRedefinition) }
}

/// Step 26
fn check_members(value: &Object) -> Result<(), Violation> {
    let known = value.iter().all(|(name, _)| {
        matches!(
            name,
            "@id"
                | "@reverse"
                | "@container"
                | "@context"
                | "@direction"
                | "@index"
                | "@language"
                | "@nest"
                | "@prefix"
                | "@protected"
                | "@type"
        )
    });
    if known { Ok(()) } else { Err(Violation::InvalidTermDefinition) }
}
