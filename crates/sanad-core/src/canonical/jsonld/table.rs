//! A context list compiled to one table of terms, and the tables that scoped contexts derive from it on first use.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, OnceLock};

use super::container::Container;
use super::error::Violation;
use super::iri;
use super::keyword::{Keyword, has_keyword_form};
use super::reach::Reach;
use crate::json::{Json, name};
use crate::scan::same;

/// An active context (JSON-LD 1.1 API §4.1) that no longer changes. Its previous context is kept by the walker, so
/// that tables own only what derives from them and never each other.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) terms: HashMap<Arc<str>, Arc<Definition>, BuildHasherDefault<TermHasher>>,
    pub(super) base: Option<Arc<str>>,
    pub(super) vocab: Option<Arc<str>>,
    pub(super) language: Option<Arc<str>>,
    pub(super) direction: Option<Direction>,
    /// The base that an emptied context goes back to.
    pub(super) original_base: Option<Arc<str>>,
    /// Those of the terms that have a number among the names known beforehand, where it says; empty until all are in.
    numbered: Vec<Option<Arc<Definition>>>,
    /// The other names of `@type` and `@value`, for which a node is searched before anything else.
    type_aliases: Vec<Arc<str>>,
    value_aliases: Vec<Arc<str>>,
    derived: OnceLock<Box<Derived>>,
}

impl Table {
    pub(super) fn with_base(base: Option<&str>) -> Self {
        let base: Option<Arc<str>> = base.map(Arc::from);
        Self { original_base: base.clone(), base, ..Self::default() }
    }

    /// The same context to be changed into another: without what was derived from it.
    pub(super) fn to_changed(&self) -> Self {
        Self {
            terms: self.terms.clone(),
            base: self.base.clone(),
            vocab: self.vocab.clone(),
            language: self.language.clone(),
            direction: self.direction,
            original_base: self.original_base.clone(),
            ..Self::default()
        }
    }

    /// To be called when all terms are in.
    pub(super) fn finish(mut self) -> Self {
        let aliases = |keyword: Keyword| {
            let mut names: Vec<Arc<str>> = vec![Arc::from(keyword.as_str())];
            let named =
                self.terms.iter().filter(|(_, definition)| definition.meaning == Meaning::Keyword(keyword));
            names.extend(named.map(|(name, _)| Arc::clone(name)));
            names
        };
        let (types, values) = (aliases(Keyword::Type), aliases(Keyword::Value));
        (self.type_aliases, self.value_aliases) = (types, values);
        self.numbered = vec![None; name::COUNT];
        for (name, definition) in &self.terms {
            if let Some(place) = name::number(name).and_then(|number| self.numbered.get_mut(number)) {
                *place = Some(Arc::clone(definition));
            }
        }
        self
    }

    pub(super) fn term(&self, name: &str) -> Option<&Definition> {
        match name::number(name).and_then(|number| self.numbered.get(number)) {
            Some(numbered) => numbered.as_deref(),
            None => self.terms.get(name).map(AsRef::as_ref),
        }
    }

    /// What a text means as a member's name, by these terms (JSON-LD 1.1 API §5.2, with the vocabulary). `None` if it
    /// is a relative reference.
    pub(super) fn meaning_of(&self, text: &str) -> Option<Meaning> {
        if let Some(keyword) = Keyword::parse(text) {
            return Some(Meaning::Keyword(keyword));
        }
        if has_keyword_form(text) {
            return Some(Meaning::Nothing);
        }
        if let Some(definition) = self.term(text) {
            return Some(definition.meaning.clone());
        }
        if let Some(iri) = self.expand_compact(text) {
            return Some(Meaning::Iri(Arc::from(iri)));
        }
        self.vocab.as_ref().map(|vocab| Meaning::Iri(Arc::from(format!("{vocab}{text}"))))
    }

    /// A compact IRI in full, or a text that is an IRI already; `None` if it is a relative reference.
    pub(super) fn expand_compact<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        let colon = text.bytes().position(|byte| byte == b':').filter(|at| *at > 0)?;
        let (prefix, suffix) = (text.get(..colon)?, text.get(colon + 1..)?);
        if prefix == "_" || suffix.starts_with("//") {
            return Some(Cow::Borrowed(text));
        }
        if let Some(Definition { meaning: Meaning::Iri(iri), prefix: true, .. }) = self.term(prefix) {
            return Some(Cow::Owned(format!("{iri}{suffix}")));
        }
        iri::scheme(text).map(|_| Cow::Borrowed(text))
    }

    /// Whether there is a language or a direction for text that has none of its own.
    pub(super) const fn marks_text(&self) -> bool {
        self.language.is_some() || self.direction.is_some()
    }

    pub(super) fn means_type(&self, name: &str) -> bool {
        self.type_aliases.iter().any(|alias| same(alias, name))
    }

    pub(super) fn means_value(&self, name: &str) -> bool {
        self.value_aliases.iter().any(|alias| same(alias, name))
    }

    /// What has been derived from this table for a cause, if it was derived before.
    pub(super) fn derived(&self, cause: Cause<'_>) -> Option<&Self> {
        let mut link = self.derived.get();
        while let Some(derived) = link {
            if derived.cause.is(cause) {
                return Some(derived.table.as_deref().unwrap_or(self));
            }
            link = derived.next.get();
        }
        None
    }

    /// Keeps what was derived; a table that says the same as this one is not kept, this one stands for it.
    pub(super) fn keep(&self, cause: Cause<'_>, table: Self) -> &Self {
        let mut fresh = Box::new(Derived {
            cause: Kept::of(cause),
            table: (!self.says_the_same(&table)).then(|| Box::new(table)),
            next: OnceLock::new(),
        });
        let mut slot = &self.derived;
        loop {
            match slot.set(fresh) {
                Ok(()) => {
                    return slot.get().and_then(|derived| derived.table.as_deref()).unwrap_or(self);
                }
                Err(refused) => fresh = refused,
            }
            match slot.get() {
                Some(derived) => slot = &derived.next,
                None => return self, // cannot be: a slot that refuses is filled
            }
        }
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.base == other.base
            && self.vocab == other.vocab
            && self.language == other.language
            && self.direction == other.direction
            && self.terms.len() == other.terms.len()
            && self.terms.iter().all(|(name, one)| {
                other.terms.get(name).is_some_and(|two| one == two && one.protected == two.protected)
            })
    }
}

/// What was derived from a table. A list that only grows, so that what it holds can be borrowed for as long as the
/// first table lives.
#[derive(Debug)]
struct Derived {
    cause: Kept,
    /// `None` if the cause changes nothing. In a place of its own, so that looking for a cause passes over small things.
    table: Option<Box<Table>>,
    next: OnceLock<Box<Self>>,
}

/// Why a table is derived from another.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cause<'s> {
    /// A context document, by its place in the set.
    Document(usize),
    /// A context written out in a document; never looked up again.
    Inline,
    /// The context scoped to a term, applied for a property.
    Property(&'s Arc<Scoped>),
    /// The context scoped to a term, applied for a type.
    Type(&'s Arc<Scoped>),
}

/// A cause as it is kept. Looking one up takes no part in its reference count, which all threads share.
#[derive(Debug)]
enum Kept {
    Document(usize),
    Inline,
    Property(Arc<Scoped>),
    Type(Arc<Scoped>),
}

impl Kept {
    fn of(cause: Cause<'_>) -> Self {
        match cause {
            Cause::Document(index) => Self::Document(index),
            Cause::Inline => Self::Inline,
            Cause::Property(scoped) => Self::Property(Arc::clone(scoped)),
            Cause::Type(scoped) => Self::Type(Arc::clone(scoped)),
        }
    }

    fn is(&self, cause: Cause<'_>) -> bool {
        match (self, cause) {
            (Self::Document(a), Cause::Document(b)) => *a == b,
            (Self::Property(a), Cause::Property(b)) | (Self::Type(a), Cause::Type(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// A term definition (JSON-LD 1.1 API §4.2).
#[derive(Clone, Debug, Default)]
pub(super) struct Definition {
    pub(super) meaning: Meaning,
    /// The meaning is an IRI as RDF wants it.
    pub(super) absolute: bool,
    /// So is the datatype of its values, if they have one.
    pub(super) absolute_type: bool,
    /// Whatever text stands under it is one literal of the node, if the context [marks](Table::marks_text) none.
    pub(super) any_text: bool,
    pub(super) prefix: bool,
    pub(super) protected: bool,
    pub(super) reverse: bool,
    pub(super) coercion: Option<Coercion>,
    pub(super) container: Container,
    pub(super) index: Option<Arc<str>>,
    pub(super) scoped: Option<Arc<Scoped>>,
    pub(super) nest: Option<Arc<str>>,
    /// `Some(None)` takes the default away.
    pub(super) language: Option<Option<Arc<str>>>,
    /// `Some(None)` takes the default away.
    pub(super) direction: Option<Option<Direction>>,
}

impl PartialEq for Definition {
    /// Equal but for protection, as the rule on protected terms compares them (JSON-LD 1.1 API §4.2.2, step 27).
    fn eq(&self, other: &Self) -> bool {
        self.meaning == other.meaning
            && self.prefix == other.prefix
            && self.reverse == other.reverse
            && self.coercion == other.coercion
            && self.container == other.container
            && self.index == other.index
            && self.scoped == other.scoped
            && self.nest == other.nest
            && self.language == other.language
            && self.direction == other.direction
    }
}

/// What a name stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing: the name is taken out of use.
    #[default]
    Nothing,
    Keyword(Keyword),
    /// An IRI or blank node identifier.
    Iri(Arc<str>),
}

/// The type of a term's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Coercion {
    Id,
    Vocab,
    Json,
    None,
    Datatype(Arc<str>),
}

/// A context that holds only where its term is used.
#[derive(Debug, PartialEq)]
pub(super) struct Scoped {
    pub(super) context: Json,
    /// Against which the context URLs in it are resolved.
    pub(super) base_url: Option<Arc<str>>,
    /// What it says itself on how far it reaches.
    pub(super) reach: Option<Reach>,
}

/// The direction of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The value of `@direction` in a context or a definition; `null` is none.
    pub(super) fn parse(value: &Json) -> Result<Option<Self>, Violation> {
        match value {
            Json::Null => Ok(None),
            Json::String(text) if text == "ltr" => Ok(Some(Self::LeftToRight)),
            Json::String(text) if text == "rtl" => Ok(Some(Self::RightToLeft)),
            _ => Err(Violation::InvalidBaseDirection),
        }
    }
}

/// FxHash over eight bytes at a time. The keys of a table come from contexts, never from a badge, so nobody can fill
/// it with collisions.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TermHasher(u64);

impl TermHasher {
    const fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for TermHasher {
    fn write(&mut self, bytes: &[u8]) {
        let length = u64::try_from(bytes.len()).unwrap_or(0);
        let end = match (bytes.last_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            // The last eight bytes, some of which may be among the words already.
            (Some(end), ..) => {
                bytes.as_chunks::<8>().0.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
                u64::from_le_bytes(*end)
            }
            (None, Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) | (u64::from(u32::from_le_bytes(*last)) << 32)
            }
            _ => bytes.iter().fold(0, |word, byte| (word << 8) | u64::from(*byte)),
        };
        self.add(end ^ (length << 56));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // hashbrown takes its bucket from the low bits and its tag from the high ones: mix both.
        self.0 ^ (self.0 >> 32)
    }
}
