//! From local contexts to a table: the context processing algorithm (JSON-LD 1.1 API §4.1.2).

use std::sync::Arc;

use super::define::{Definer, Ground, Override};
use super::error::Violation;
use super::iri;
use super::reach::propagation;
use super::table::{Direction, Meaning, Table};
use crate::json::{Json, Object};
use crate::limits::Limits;

/// Where context documents come from.
pub(super) trait Library {
    /// The value of `@context` in the document of that URL.
    fn context(&self, url: &str) -> Result<&Json, Violation>;
}

/// Whether the contexts of terms are tried out when the term is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScopedContexts {
    /// They are known to be good; they wait until they are used.
    Trusted,
    /// They are tried, so that the error is told at the definition.
    Tried,
    /// They are being tried: a context that includes itself is left at that.
    BeingTried,
}

/// One run of the algorithm.
#[derive(Clone)]
pub(super) struct Processor<'l> {
    library: &'l dyn Library,
    base_url: Option<Arc<str>>,
    /// The context documents that are being processed.
    pub(super) remote: Vec<String>,
    protection: Override,
    scoped: ScopedContexts,
}

impl<'l> Processor<'l> {
    pub(super) fn new(library: &'l dyn Library, base_url: Option<Arc<str>>) -> Self {
        Self {
            library,
            base_url,
            remote: Vec::new(),
            protection: Override::Forbidden,
            scoped: ScopedContexts::Tried,
        }
    }

    pub(super) fn over_protected(mut self) -> Self {
        self.protection = Override::Allowed;
        self
    }

    pub(super) fn trusting(mut self) -> Self {
        self.scoped = ScopedContexts::Trusted;
        self
    }

    /// The table that the local context makes of an active one.
    pub(super) fn apply(&self, active: &Table, local: &Json) -> Result<Table, Violation> {
        let mut result = active.to_changed();
        self.apply_to(&mut result, local)?;
        Ok(result)
    }

    fn apply_to(&self, result: &mut Table, local: &Json) -> Result<(), Violation> {
        if let Some(object) = local.as_object() {
            propagation(object)?;
        }
        for context in local.items() {
            match context {
                Json::Null => {
                    if self.protection == Override::Forbidden
                        && result.terms.values().any(|definition| definition.protected)
                    {
                        return Err(Violation::InvalidContextNullification);
                    }
                    *result = Table::with_base(result.original_base.as_deref());
                }
                Json::String(url) => self.include(result, url)?,
                Json::Object(object) => self.define_all(result, object)?,
                _ => return Err(Violation::InvalidLocalContext),
            }
        }
        Ok(())
    }

    /// Step 5.2: a context by its URL.
    fn include(&self, result: &mut Table, url: &str) -> Result<(), Violation> {
        let url = self.resolved(url);
        if self.scoped == ScopedContexts::BeingTried && self.remote.contains(&url) {
            return Ok(());
        }
        if self.remote.len() >= Limits::DEFAULT.contexts {
            return Err(Violation::ContextOverflow);
        }
        let loaded = self.library.context(&url)?;
        let mut remote = self.remote.clone();
        let base_url = Some(Arc::from(url.as_str()));
        remote.push(url);
        // Neither propagation nor the right to override is handed on into the document.
        let inner = Self { base_url, remote, protection: Override::Forbidden, ..self.clone() };
        inner.apply_to(result, loaded)
    }

    fn resolved(&self, url: &str) -> String {
        match &self.base_url {
            Some(base) if iri::scheme(url).is_none() => iri::resolve(base, url),
            _ => url.to_owned(),
        }
    }

    /// Steps 5.5 to 5.13: the members of a context definition.
    fn define_all(&self, result: &mut Table, context: &Object) -> Result<(), Violation> {
        if context.get("@version").is_some_and(|version| version.as_number().map(|n| n.as_f64()) != Some(1.1))
        {
            return Err(Violation::InvalidVersionValue);
        }
        let imported;
        let context = if let Some(import) = context.get("@import") {
            imported = self.import(import, context)?;
            &imported
        } else {
            context
        };
        if self.remote.is_empty() {
            base(result, context.get("@base"))?;
        }
        vocab(result, context.get("@vocab"))?;
        match context.get("@language") {
            None => {}
            Some(Json::Null) => result.language = None,
            Some(Json::String(tag)) => result.language = Some(Arc::from(tag.to_ascii_lowercase())),
            Some(_) => return Err(Violation::InvalidDefaultLanguage),
        }
        if let Some(value) = context.get("@direction") {
            result.direction = Direction::parse(value)?;
        }
        propagation(context)?;
        let protected = match context.get("@protected") {
            None => false,
            Some(Json::Bool(protected)) => *protected,
            Some(_) => return Err(Violation::InvalidProtectedValue),
        };
        let ground = Ground {
            base_url: self.base_url.as_ref(),
            protection: self.protection,
            try_scoped: &|active, context| self.try_scoped(active, context),
        };
        Definer::new(ground, result, context, protected).define_all()
    }

    /// Tries the context of a term that is being defined (JSON-LD 1.1 API §4.2.2, step 21).
    fn try_scoped(&self, active: &Table, context: &Json) -> Result<(), Violation> {
        if self.scoped == ScopedContexts::Trusted {
            return Ok(());
        }
        let trial = Self { scoped: ScopedContexts::BeingTried, ..self.clone() };
        trial.over_protected().apply(active, context).map(drop)
    }

    /// Step 5.6: the imported context with this one's members on top.
    fn import(&self, import: &Json, context: &Object) -> Result<Object, Violation> {
        let url = import.as_str().ok_or(Violation::InvalidImportValue)?;
        let loaded = self.library.context(&self.resolved(url))?;
        let mut merged = loaded.as_object().ok_or(Violation::InvalidRemoteContext)?.clone();
        if merged.contains("@import") {
            return Err(Violation::InvalidContextEntry);
        }
        for (name, value) in context.iter().filter(|(name, _)| *name != "@import") {
            merged.insert(name, value.clone());
        }
        Ok(merged)
    }
}

/// Step 5.7
fn base(result: &mut Table, value: Option<&Json>) -> Result<(), Violation> {
    match value {
        None => {}
        Some(Json::Null) => result.base = None,
        Some(Json::String(text)) if iri::scheme(text).is_some() => {
            result.base = Some(Arc::from(text.as_str()))
        }
        Some(Json::String(text)) => match &result.base {
            Some(base) => result.base = Some(Arc::from(iri::resolve(base, text))),
            None => return Err(Violation::InvalidBaseIri),
        },
        Some(_) => return Err(Violation::InvalidBaseIri),
    }
    Ok(())
}

/// Step 5.8
fn vocab(result: &mut Table, value: Option<&Json>) -> Result<(), Violation> {
    match value {
        None => {}
        Some(Json::Null) => result.vocab = None,
        Some(Json::String(text)) => {
            let iri = match result.meaning_of(text) {
                Some(Meaning::Iri(iri)) => iri,
                Some(_) => return Err(Violation::InvalidVocabMapping),
                None => match &result.base {
                    Some(base) => Arc::from(iri::resolve(base, text)),
                    None => return Err(Violation::InvalidVocabMapping),
                },
            };
            result.vocab = Some(iri);
        }
        Some(_) => return Err(Violation::InvalidVocabMapping),
    }
    Ok(())
}
