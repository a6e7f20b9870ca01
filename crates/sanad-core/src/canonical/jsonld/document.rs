//! A context document as a set of contexts holds it.

use std::sync::{Arc, OnceLock};

use super::reach::Reach;
use crate::json::Json;

/// A context document.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) url: Arc<str>,
    pub(super) context: Json,
    /// The contexts scoped to its terms are known to be good.
    pub(super) trusted: bool,
    /// What it says itself on how far it reaches.
    pub(super) reach: Option<Reach>,
    declares_vocab: OnceLock<bool>,
}

impl Document {
    pub(super) fn trusted(url: &str, context: Json) -> Self {
        let reach = Reach::of(&context);
        Self { url: Arc::from(url), context, trusted: true, reach, declares_vocab: OnceLock::new() }
    }

    pub(super) fn given(url: &str, context: Json) -> Self {
        Self { trusted: false, ..Self::trusted(url, context) }
    }

    /// Whether there is an `@vocab` in it, at whatever depth.
    pub(super) fn declares_vocab(&self) -> bool {
        *self.declares_vocab.get_or_init(|| declares_vocab(&self.context))
    }
}

fn declares_vocab(context: &Json) -> bool {
    match context {
        Json::Array(items) => items.iter().any(declares_vocab),
        Json::Object(object) => object
            .iter()
            .any(|(name, value)| (name == "@vocab" && *value != Json::Null) || declares_vocab(value)),
        _ => false,
    }
}
