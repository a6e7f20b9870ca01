//! Which contexts hold for a node: those it names, those of its property, those of its types.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::container::Container;
use super::context::Processor;
use super::contexts::Compiled;
use super::error::{JsonLdError, Violation, invalid};
use super::iri;
use super::keyword::Keyword;
use super::reach::{Reach, propagation};
use super::rules::{Form, Rules, Vocab};
use super::table::{Cause, Definition, Meaning, Scoped, Table};
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::pointer::Trail;

/// The contexts that hold at a place, and those that hold again below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub(super) table: &'a Table,
    pub(super) previous: Option<&'a Table>,
}

impl<'a> Scope<'a> {
    pub(super) const fn of(table: &'a Table) -> Self {
        Self { table, previous: None }
    }

    fn changed_to(self, table: &'a Table, reach: Reach) -> Self {
        let previous = match reach {
            Reach::Below => self.previous,
            Reach::Here => self.previous.or(Some(self.table)),
        };
        Self { table, previous }
    }

    /// What holds below a node whose contexts do not reach further.
    pub(super) fn reverted(self) -> Self {
        self.previous.map_or(self, Self::of)
    }
}

/// The properties whose values are whole credentials though their container is no graph. Such a credential brings
/// its own contexts.
const EMBEDDED_CREDENTIALS: [&str; 2] = [
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsement",
    "https://purl.imsglobal.org/spec/vc/clr/vocab.html#verifiableCredential",
];

/// Where an object stands, as far as its right to a context goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'a> {
    Document,
    Value(Option<&'a Definition>),
}

impl Standing<'_> {
    /// Whether a document, or a credential or proof embedded as a whole, can stand here.
    fn is_whole(self) -> bool {
        match self {
            Self::Document => true,
            Self::Value(None) => false,
            Self::Value(Some(definition)) => {
                definition.container.has(Container::GRAPH)
                    || matches!(&definition.meaning, Meaning::Iri(iri) if EMBEDDED_CREDENTIALS.contains(&iri.as_ref()))
            }
        }
    }
}

fn is_credential(definition: &Definition) -> bool {
    matches!(&definition.meaning, Meaning::Iri(iri) if **iri == *"https://www.w3.org/2018/credentials#VerifiableCredential")
}

/// Whether an object was met as a value in a map by id or type, whose context holds as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FromMap {
    No,
    Yes,
}

/// The contexts of one document, applied where they hold.
pub(super) struct Scopes<'a, 'r> {
    compiled: &'a Compiled,
    pub(super) rules: &'r Rules,
    limits: &'r Limits,
    /// How many tables had to be made for this document.
    made: usize,
}

impl<'a, 'r> Scopes<'a, 'r> {
    pub(super) const fn new(compiled: &'a Compiled, rules: &'r Rules, limits: &'r Limits) -> Self {
        Self { compiled, rules, limits, made: 0 }
    }

    /// The contexts within an object, before its types are looked at (JSON-LD 1.1 API §5.1.2, steps 7 to 9).
    pub(super) fn within(
        &mut self,
        scope: Scope<'a>,
        object: &'a Object,
        standing: Standing<'a>,
        map: FromMap,
        trail: &Trail<'_>,
    ) -> Result<Scope<'a>, JsonLdError> {
        let mut inner = scope;
        if scope.previous.is_some()
            && map == FromMap::No
            && !object.iter().any(|(name, _)| scope.table.means_value(name))
            && !is_bare_reference(object, scope.table)
        {
            inner = scope.reverted();
        }
        if let Standing::Value(Some(Definition { scoped: Some(scoped), .. })) = standing {
            inner = self.for_property(inner, scoped, trail)?;
        }
        if let Some(context) = object.get("@context") {
            let here = trail.member("@context");
            inner = match self.rules.form {
                Form::Badge => self.named_contexts(inner, context, standing, &here)?,
                Form::General => self.any_context(inner, context, &here)?,
            };
        }
        Ok(inner)
    }

    /// Step 11: the contexts scoped to the node's types, in the order of the types.
    pub(super) fn for_types(
        &mut self,
        scope: Scope<'a>,
        object: &'a Object,
        standing: Standing<'a>,
        trail: &Trail<'_>,
    ) -> Result<Scope<'a>, JsonLdError> {
        // Most objects have one type that brings a context: it is kept apart, for a list of one would cost an allocation.
        let mut last: Option<(&str, &str, &'a Arc<Scoped>)> = None;
        let mut found = Vec::new();
        for (name, value) in object.iter().filter(|(name, _)| scope.table.means_type(name)) {
            for kind in value.items().iter().filter_map(Json::as_str) {
                let Some(definition) = scope.table.term(kind) else { continue };
                if self.rules.form == Form::Badge && is_credential(definition) && !standing.is_whole() {
                    return Err(JsonLdError::MisplacedCredential { at: trail.member(name).pointer() });
                }
                if let Some(scoped) = &definition.scoped {
                    found.extend(last.replace((name, kind, scoped)));
                }
            }
        }
        if !found.is_empty() {
            found.extend(last.take());
            found.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        }
        let mut inner = scope;
        for (_, _, scoped) in found.into_iter().chain(last) {
            inner = self.for_type(inner, scoped, Reach::Here, trail)?;
        }
        Ok(inner)
    }

    pub(super) fn for_type(
        &mut self,
        scope: Scope<'a>,
        scoped: &'a Arc<Scoped>,
        reach: Reach,
        trail: &Trail<'_>,
    ) -> Result<Scope<'a>, JsonLdError> {
        let table = self.derive(scope.table, Cause::Type(scoped), trail, |scopes| {
            scopes.processor(scoped.base_url.clone()).trusting().apply(scope.table, &scoped.context)
        })?;
        Ok(scope.changed_to(table, scoped.reach.unwrap_or(reach)))
    }

    pub(super) fn for_property(
        &mut self,
        scope: Scope<'a>,
        scoped: &'a Arc<Scoped>,
        trail: &Trail<'_>,
    ) -> Result<Scope<'a>, JsonLdError> {
        let table = self.derive(scope.table, Cause::Property(scoped), trail, |scopes| {
            scopes
                .processor(scoped.base_url.clone())
                .trusting()
                .over_protected()
                .apply(scope.table, &scoped.context)
        })?;
        Ok(scope.changed_to(table, scoped.reach.unwrap_or(Reach::Below)))
    }

    /// The badge's rule: URLs of known contexts, on a document or on what is embedded as a whole.
    fn named_contexts(
        &mut self,
        scope: Scope<'a>,
        context: &'a Json,
        standing: Standing<'a>,
        trail: &Trail<'_>,
    ) -> Result<Scope<'a>, JsonLdError> {
        if !standing.is_whole() {
            return Err(JsonLdError::NestedContext { at: trail.pointer() });
        }
        let urls = context.items();
        if urls.len() > self.limits.contexts {
            return Err(JsonLdError::TooManyContexts {
                found: urls.len(),
                limit: self.limits.contexts,
                at: trail.pointer(),
            });
        }
        let mut inner = scope;
        for (index, url) in urls.iter().enumerate() {
            let (own, whole) = (trail.item(index), trail);
            let here = if context.as_array().is_some() { &own } else { whole };
            let url = url.as_str().ok_or_else(|| JsonLdError::InlineContext { at: here.pointer() })?;
            let Some(document) = self.compiled.documents.find(url) else {
                return Err(JsonLdError::ContextNotAllowed { url: url.to_owned(), at: here.pointer() });
            };
            inner = self.for_document(inner, document, here)?;
        }
        Ok(inner)
    }

    /// JSON-LD's rule: any context; the URLs in it must still be known.
    fn any_context(
        &mut self,
        scope: Scope<'a>,
        context: &'a Json,
        trail: &Trail<'_>,
    ) -> Result<Scope<'a>, JsonLdError> {
        let base_url = self.compiled.root.original_base.clone();
        if let Json::String(url) = context {
            let url = match &base_url {
                Some(base) if iri::scheme(url).is_none() => iri::resolve(base, url),
                _ => url.clone(),
            };
            let Some(document) = self.compiled.documents.find(&url) else {
                return Err(invalid(Violation::LoadingRemoteContextFailed, trail));
            };
            return self.for_document(scope, document, trail);
        }
        let reach = match context.as_object().map(propagation) {
            Some(reach) => reach.map_err(|violation| invalid(violation, trail))?,
            None => None,
        };
        let table = self.derive(scope.table, Cause::Inline, trail, |scopes| {
            scopes.processor(base_url).apply(scope.table, context)
        })?;
        Ok(scope.changed_to(table, reach.unwrap_or(Reach::Below)))
    }

    fn for_document(
        &mut self,
        scope: Scope<'a>,
        index: usize,
        trail: &Trail<'_>,
    ) -> Result<Scope<'a>, JsonLdError> {
        let document =
            self.compiled.documents.document(index).map_err(|violation| invalid(violation, trail))?;
        if self.rules.vocab == Vocab::Refuse && document.declares_vocab() {
            return Err(JsonLdError::VocabContext { url: document.url.to_string(), at: trail.pointer() });
        }
        let table = self.derive(scope.table, Cause::Document(index), trail, |scopes| {
            let mut processor = scopes.processor(Some(Arc::clone(&document.url)));
            processor.remote.push(document.url.to_string());
            if document.trusted {
                processor = processor.trusting();
            }
            processor.apply(scope.table, &document.context)
        })?;
        Ok(scope.changed_to(table, document.reach.unwrap_or(Reach::Below)))
    }

    fn processor(&self, base_url: Option<Arc<str>>) -> Processor<'a> {
        Processor::new(self.compiled.documents.as_ref(), base_url)
    }

    /// What a cause makes of a table: looked up, or worked out once and kept.
    fn derive(
        &mut self,
        table: &'a Table,
        cause: Cause<'_>,
        trail: &Trail<'_>,
        work: impl FnOnce(&Self) -> Result<Table, Violation>,
    ) -> Result<&'a Table, JsonLdError> {
        if let Some(known) = table.derived(cause) {
            return Ok(known);
        }
        if self.made >= self.limits.compiled_contexts {
            let limit = self.limits.compiled_contexts;
            return Err(JsonLdError::ContextOverflow { limit, at: trail.pointer() });
        }
        self.made += 1;
        self.compiled.count.fetch_add(1, Ordering::Relaxed);
        let made = work(self).map_err(|violation| invalid(violation, trail))?;
        Ok(table.keep(cause, made.finish()))
    }
}

/// Whether the object is an id and nothing else.
fn is_bare_reference(object: &Object, table: &Table) -> bool {
    let mut members = object.iter();
    matches!((members.next(), members.next()), (Some((name, _)), None)
        if name == "@id" || table.term(name).is_some_and(|d| d.meaning == Meaning::Keyword(Keyword::Id)))
}
